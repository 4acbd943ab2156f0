"""What surrounds the endpoint for who writes a query: vocabulary, library, sharing, explanations; none runs."""

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from flask.testing import FlaskClient

from refoulement.graph.oxigraph import SHARED
from refoulement.queries import QUERIES
from refoulement.queries.explained import Stage, explained
from refoulement.server import create_app
from refoulement.tests.published_store import GATE, publish_store
from refoulement.web import shared
from refoulement.web.documents import PREFIXES
from refoulement.web.settings import Settings

BROWSER, PROGRAM = {"Accept": "text/html"}, {"Accept": "application/json"}
QUERY = "SELECT ?claim { ?claim a <https://w3id.org/refoulement/ontology#Claim> }"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A store that a test may change."""
    publish_store(tmp_path)
    return tmp_path


def share(client: FlaskClient, query: str, **headers: str) -> str:
    answer = client.post("/sparql/shared", data={"query": query}, headers=headers or PROGRAM)
    assert answer.status_code == 201, answer.text
    address: str = answer.get_json()["address"]
    return address


class TestVocabulary:
    def test_every_kind_of_word_is_there(self, client: FlaskClient) -> None:
        told = client.get("/sparql/vocabulary.json").get_json()
        by_name = {word["name"]: word for word in told["terms"]}
        assert by_name["rf:Claim"]["kind"] == "class"
        assert by_name["rf:countValue"]["kind"] == "property"
        assert by_name["rf:torture"] | {"meaning": ""} == {
            "name": "rf:torture", "kind": "individual", "label": "torture", "meaning": "",
        }  # fmt: skip
        assert by_name["oa:exact"] == {"name": "oa:exact", "kind": "property"}
        assert len(by_name) == len(told["terms"])
        assert told["prefixes"] == PREFIXES
        assert all(name.partition(":")[0] in PREFIXES for name in by_name)

    def test_labels_come_in_the_readers_language(self, client: FlaskClient) -> None:
        for asked in ({"query_string": {"lang": "ko"}}, {"headers": {"Accept-Language": "ko"}}):
            told = client.get("/sparql/vocabulary.json", **asked).get_json()
            labels = {word["name"]: word.get("label") for word in told["terms"]}
            assert told["language"] == "ko"
            assert labels["rf:torture"] not in ("torture", "", None)
        assert client.get("/sparql/vocabulary.json?lang=xx").status_code == 400


class TestLibrary:
    def test_a_query_opens_with_its_values(self, client: FlaskClient) -> None:
        page = client.get(
            "/sparql/open/people-through-crossings", query_string={"through": GATE.iri}, headers=BROWSER
        ).text
        assert QUERIES["people-through-crossings"].summary in page
        assert "?through)" not in page
        assert f"(rf:connects|^rf:connects)? &lt;{GATE.iri}&gt;" in page
        assert 'id="answer"' not in page

    def test_values_are_checked_and_others_left_alone(self, client: FlaskClient) -> None:
        address = "/sparql/open/people-through-crossings"
        assert client.get(f"{address}?since=no-day").status_code == 400
        assert client.get(f"{address}?since=&as_of=2031-01-01&limit=3").status_code == 200
        assert client.get("/sparql/open/none").status_code == 404


class TestSharing:
    def test_a_shared_query_is_shown_and_not_run(self, own: Path) -> None:
        client = create_app(Settings(store=own)).test_client()
        address = share(client, QUERY)
        assert len(address) <= len("/sparql/s/12345678")
        page = client.get(address, headers=BROWSER)
        assert "SELECT ?claim { ?claim a &lt;" in page.text
        assert 'id="answer"' not in page.text
        assert "data-run" not in page.text
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert " data-run" in client.get(f"{address}?run", headers=BROWSER).text
        assert client.get(address, headers=PROGRAM).text == QUERY

    def test_a_plain_form_is_led_there(self, own: Path) -> None:
        client = create_app(Settings(store=own)).test_client()
        answer = client.post("/sparql/shared", data={"query": QUERY}, headers=BROWSER)
        assert (answer.status_code, answer.headers["Location"]) == (303, share(client, QUERY))

    def test_what_is_no_query_is_not_kept(self, own: Path) -> None:
        client = create_app(Settings(store=own)).test_client()
        for text in ("hello", "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", QUERY + " #" + "a" * 17_000):
            assert client.post("/sparql/shared", data={"query": text}, headers=PROGRAM).status_code in (400, 429)
        assert not (own / "public" / SHARED).exists() or shared.Shared(own / "public").get("") is None
        assert client.get("/sparql/shared").status_code == 405

    def test_too_many_are_told_when_to_come_back(self, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shared, "NEW_AN_HOUR", 1)
        client = create_app(Settings(store=own)).test_client()
        share(client, QUERY)
        share(client, QUERY)
        refused = client.post("/sparql/shared", data={"query": "ASK {}"}, headers=PROGRAM)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3600")

    def test_where_nothing_can_be_written_it_is_told(self, own: Path) -> None:
        (own / "public" / SHARED).mkdir()
        refused = create_app(Settings(store=own)).test_client().post("/sparql/shared", data={"query": QUERY})
        assert refused.status_code == 503
        assert "no shared queries are kept here" in refused.text
        assert str(own) not in refused.text

    def test_another_tier_shows_nothing_of_it(self, own: Path) -> None:
        address = share(create_app(Settings(store=own)).test_client(), QUERY)
        copytree(own / "public", own / "partner", ignore=ignore_patterns(SHARED))
        answer = create_app(Settings(store=own, tier="partner")).test_client().get(address, headers=BROWSER)
        assert answer.status_code == 404
        assert "SELECT ?claim" not in answer.text


class TestExplaining:
    def test_stages_come_in_the_order_of_the_work(self) -> None:
        text = """PREFIX rf: <https://w3id.org/refoulement/ontology#>
            SELECT ?event (COUNT(?claim) AS ?n) {
              ?claim rf:about ?event ; rf:passage/rf:passageOf ?article OPTIONAL { ?event rf:partOf ?whole }
              FILTER(?event != ?article && NOT EXISTS { ?claim a rf:RoleClaim })
            } GROUP BY ?event HAVING (COUNT(?claim) > 1) ORDER BY DESC(?n) LIMIT 5 OFFSET 2"""
        stages = explained(text, PREFIXES)
        assert [(stage.kind, stage.detail) for stage in stages] == [
            ("find", ""),
            ("with", ""),
            ("filter", "(?event != ?article) && NOT EXISTS { … }"),
            ("group", "?event"),
            ("filter", "COUNT(?claim) > 1"),
            ("work", "?n = COUNT(?claim)"),
            ("order", "DESC(?n)"),
            ("show", "?event ?n"),
            ("slice", "LIMIT 5 OFFSET 2"),
        ]
        assert {pattern.text: bool(pattern.countable) for pattern in stages[0].patterns} == {
            "?claim rf:about ?event": True,
            "?claim rf:passage/rf:passageOf ?article": False,
        }
        assert [pattern.text for pattern in stages[2].branches[0][0].patterns] == ["?claim a rf:RoleClaim"]

    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            ("ASK {}", ["ask"]),
            ("DESCRIBE <urn:a>", ["describe"]),
            ("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }", ["find", "show", "construct"]),
            ("SELECT DISTINCT * { { ?s ?p ?o } UNION { ?s ?q ?o } UNION {} }", ["union", "show", "distinct"]),
            ("SELECT * { ?s ?p ?o MINUS { ?s a ?o } VALUES ?s { <urn:a> } }", ["find", "minus", "values", "show"]),
            ("SELECT * { GRAPH ?g { ?s ?p ?o } { SELECT ?s { ?s ?p ?o } LIMIT 1 } }", ["graph", "query", "show"]),
            ("SELECT * { ?s ?p ?o { ?a ?b ?c OPTIONAL { ?a ?d ?e } } }", ["find", "join", "show"]),
        ],
    )
    def test_every_kind_of_stage(self, text: str, kinds: list[str]) -> None:
        assert [stage.kind for stage in explained(text, PREFIXES)] == kinds

    @pytest.mark.slow
    @pytest.mark.parametrize("name", sorted(QUERIES))
    def test_the_library_can_be_explained(self, name: str) -> None:
        def kinds(stages: tuple[Stage, ...]) -> set[str]:
            inner = (kinds(branch) for stage in stages for branch in stage.branches)
            return {stage.kind for stage in stages}.union(*inner)

        assert "other" not in kinds(explained(QUERIES[name].text, PREFIXES))

    def test_patterns_are_counted_for_people_and_programs(self, client: FlaskClient) -> None:
        asked = {"query": "SELECT * { ?s a <https://w3id.org/refoulement/ontology#Article> }"}
        (find, _) = client.get("/sparql/explain", query_string=asked, headers=PROGRAM).get_json()["stages"]
        assert find["patterns"] == [{"pattern": "?s a rf:Article", "triples": "2"}]
        page = client.post("/sparql/explain", data=asked, headers=BROWSER).text
        assert '<code>?s a rf:Article</code> <span class="quiet">2</span>' in page
        assert 'id="answer"' not in page

    def test_counting_has_an_end(self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("refoulement.web.explanation.COUNTED_TO", 5)
        asked = {"query": "SELECT * { ?s ?p ?o }"}
        told = client.get("/sparql/explain", query_string=asked, headers=PROGRAM).get_json()
        assert told["stages"][0]["patterns"][0]["triples"] == "more than 5"

    def test_a_dataset_of_its_own_is_not_counted(self, client: FlaskClient) -> None:
        asked = {"query": "SELECT * FROM <urn:g> { ?s ?p ?o }"}
        told = client.get("/sparql/explain", query_string=asked, headers=PROGRAM).get_json()
        assert told["stages"][0]["patterns"][0]["triples"] == ""

    def test_what_cannot_be_read_is_told_with_its_place(self, client: FlaskClient) -> None:
        refused = client.get("/sparql/explain?query=SELECT", headers=PROGRAM)
        assert (refused.status_code, refused.get_json()["line"]) == (400, 1)
        assert client.get("/sparql/explain", headers=PROGRAM).status_code == 400
