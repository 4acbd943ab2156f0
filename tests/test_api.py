"""The named queries for programs: forms, pages of rows, what is refused, and what a client need not fetch again."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from refoulement.queries import QUERIES
from refoulement.queries.answers import FORMATS
from refoulement.queries.question import Row
from refoulement.server import create_app
from refoulement.tests.published_store import EVENT, GROUP, OFFICE
from refoulement.web.paging import Window
from refoulement.web.settings import Settings

STANCES, FIGURES = "/api/stances-by-actor", "/api/repatriations-by-claimant"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


@pytest.fixture(scope="module")
def shared(store: Path) -> FlaskClient:
    return create_app(Settings(store=store)).test_client()


def test_every_query_is_listed_with_what_it_takes(client: FlaskClient) -> None:
    told = client.get("/api/").get_json()
    assert [query["name"] for query in told["queries"]] == list(QUERIES)
    (routes,) = [query for query in told["queries"] if query["name"] == "routes"]
    assert routes["address"] == "/api/routes"
    assert routes["page"] == "/queries/routes"
    assert [(one["name"], one["type"]) for one in routes["parameters"]] == [
        ("held", "iri"), ("through", "iri"), ("since", "date"), ("until", "date"),
    ]  # fmt: skip
    assert routes["formats"]["geojson"] == "application/geo+json"


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_is_asked_for_in_three_ways(client: FlaskClient, form: str) -> None:
    name = "people-through-crossings"
    by_suffix = client.get(f"/api/{name}.{form}")
    assert (by_suffix.status_code, by_suffix.mimetype) == (200, FORMATS[form])
    assert client.get(f"/api/{name}?format={form}").data == by_suffix.data
    by_accept = client.get(f"/api/{name}", headers={"Accept": FORMATS[form]})
    assert by_accept.data == by_suffix.data
    assert "Accept" in by_accept.headers["Vary"]
    assert by_suffix.headers["X-Total-Count"] == "1"


def test_the_first_form_is_json_also_for_a_browser(client: FlaskClient) -> None:
    for headers in ({}, {"Accept": "*/*"}, {"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"}):
        assert client.get(STANCES, headers=headers).mimetype == "application/json"


def test_json_and_csv_say_the_same(client: FlaskClient) -> None:
    told = client.get(FIGURES).get_json()
    assert (told["query"], told["total"], told["offset"], told["snapshot"]) == ("repatriations-by-claimant", 2, 0, 1)
    assert [(row["value"], row["said_by"], row.get("claimant")) for row in told["rows"]] == [
        (60, "Société Exemple", GROUP.iri),
        (70, "the article alone", None),
    ]
    sheet = list(csv.DictReader(StringIO(client.get(FIGURES + ".csv").text)))
    assert [{name: value for name, value in line.items() if value} for line in sheet] == [
        {name: str(value) for name, value in row.items()} for row in told["rows"]
    ]


def test_tsv_has_terms_as_turtle_writes_them(client: FlaskClient) -> None:
    head, first, _ = client.get(FIGURES + ".tsv?limit=1").text.split("\n")
    row = dict(zip(head.split("\t"), first.split("\t"), strict=True))
    assert row["?claimant"] == f"<{GROUP.iri}>"
    assert row["?value"] == '"60"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_results_are_read_by_rdflib_with_their_types(client: FlaskClient) -> None:
    found = rdflib.query.Result.parse(StringIO(client.get(FIGURES + ".srj").text), format="json")
    rows = list(found.bindings)
    assert rows[0][rdflib.Variable("value")] == rdflib.Literal(60)
    assert rows[0][rdflib.Variable("claimant")] == rdflib.URIRef(GROUP.iri)
    assert rows[0][rdflib.Variable("event_label")] == rdflib.Literal("Repatriation, 2031-05-04", lang="en")


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdf"])
def test_rows_as_rdf_are_a_result_set_in_order(client: FlaskClient, form: str) -> None:
    reading = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdf": ox.RdfFormat.RDF_XML,
    }[form]
    graph = ox.Store()
    graph.load(client.get(f"{FIGURES}.{form}?limit=1&offset=1").data, format=reading)
    rows = graph.query(f"""PREFIX rs: <{RS}> SELECT ?index ?name ?value {{
        [] rs:solution [ rs:index ?index ; rs:binding [ rs:variable ?name ; rs:value ?value ] ] }}""")
    assert isinstance(rows, ox.QuerySolutions)
    told = {tuple(term.value for term in row) for row in rows}
    assert {index for index, _, _ in told} == {"2"}
    assert {("2", "value", "70"), ("2", "event", EVENT)} < told


def test_rows_come_some_at_a_time_and_say_where_the_others_are(client: FlaskClient) -> None:
    whole = client.get(STANCES).get_json()["rows"]
    first = client.get(f"{STANCES}?actor=organisation/specimen-office&limit=1")
    assert first.headers["X-Total-Count"] == "2"
    start = f"<{STANCES}?actor=organisation%2Fspecimen-office&limit=1&offset="
    assert first.headers["Link"] == f'{start}0>; rel="first", {start}1>; rel="next", {start}1>; rel="last"'
    following = first.headers["Link"].split("<")[2].partition(">")[0]
    second = client.get(following)
    assert first.get_json()["rows"] + second.get_json()["rows"] == whole
    assert (second.get_json()["offset"], second.get_json()["total"]) == (1, 2)
    assert second.headers["Link"] == f'{start}0>; rel="first", {start}0>; rel="prev", {start}1>; rel="last"'
    assert client.get(f"{STANCES}?limit=1&page=2").get_json()["rows"] == second.get_json()["rows"]
    assert "Link" not in client.get(STANCES).headers


def test_what_is_beyond_the_last_row_is_empty(client: FlaskClient) -> None:
    answer = client.get(f"{STANCES}?offset=7&limit=1")
    assert (answer.get_json()["rows"], answer.headers["X-Total-Count"]) == ([], "2")
    assert 'offset=1>; rel="prev"' in answer.headers["Link"]


@given(total=st.integers(0, 30), limit=st.integers(1, 9))
def test_following_the_links_meets_every_row_once(total: int, limit: int) -> None:
    rows: list[Row] = [{"n": Literal(number)} for number in range(total)]
    met: list[Row] = []
    offset = 0
    for _ in range(total + 1):
        window = Window(offset=offset, limit=limit)
        met += window.cut(rows)
        others = window.others(total)
        assert others["last"] <= max(total - 1, 0)
        if "next" not in others:
            assert offset == others["last"]
            break
        assert Window(offset=others["next"], limit=limit).others(total)["prev"] == offset
        offset = others["next"]
    assert met == rows


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("sicne=2031-05-04", 400, "repatriations-by-claimant has no parameter sicne; its parameters: about, by, since"),
        ("since=soon", 400, "parameter since: 'soon' is no date"),
        ("about=a%20b:c", 400, "parameter about: 'a b:c' is no iri"),
        ("since=2031-05-04&since=2031-05-05", 400, "give since once"),
        ("since=", 400, "since is empty: give it a value, or leave it out"),
        ("as_of=+", 400, "as_of is empty"),
        ("as_of=May", 400, "as_of: 'May' is no date"),
        ("limit=0", 400, "limit: '0' is no whole number from 1"),
        ("limit=-1", 400, "limit: '-1' is no whole number"),
        ("limit=%D9%A3", 400, "limit: '٣' is no whole number"),
        ("offset=99999999999", 400, "offset: '99999999999' is no whole number from 0 to 1000000000"),
        ("page=2", 400, "page needs limit"),
        ("page=2&limit=1&offset=1", 400, "give page or offset, not both"),
        ("format=geojson", 400, "format: repatriations-by-claimant is not available as 'geojson'; it is as json, csv"),
        ("format=xls", 400, "is not available as 'xls'"),
    ],
)
def test_what_is_refused_says_why(client: FlaskClient, asked: str, status: int, told: str) -> None:
    answer = client.get(f"{FIGURES}?{asked}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert told in answer.get_json()["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/nothing", 404, "no query is named nothing; there are actors-and-places"),
        ("/api/nothing.csv", 404, "no query is named nothing"),
        ("/api/routes.xls", 404, "no query is named routes.xls"),
        (f"{STANCES}.geojson", 404, "not available as geojson; it is as json, csv, tsv"),
        (f"{STANCES}.csv?format=json", 400, "the address ends in .csv, and format says json"),
    ],
)
def test_what_is_not_there_says_what_is(client: FlaskClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert told in answer.get_json()["detail"]


def test_a_form_that_is_not_offered_is_406(client: FlaskClient) -> None:
    answer = client.get(STANCES, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "stances-by-actor is available as application/json, text/csv" in answer.get_json()["detail"]


def test_a_value_that_is_none_of_the_choices_is_refused_with_them(client: FlaskClient) -> None:
    assert client.get("/api/harms-warned-of?harm=rf:torture").status_code == 200
    full = {"harm": "https://w3id.org/refoulement/ontology#torture"}
    assert client.get("/api/harms-warned-of", query_string=full).status_code == 200
    answer = client.get("/api/harms-warned-of?harm=rf:sunburn")
    assert answer.status_code == 400
    assert "parameter harm: 'rf:sunburn' is none of its choices: rf:execution" in answer.get_json()["detail"]


def test_an_answer_that_a_client_has_is_not_sent_again(client: FlaskClient) -> None:
    answer = client.get(STANCES)
    tag = answer.headers["ETag"]
    again = client.get(STANCES, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(STANCES, headers={"If-None-Match": f"W/{tag}"}).status_code == 304
    compressed = f'{tag[:-1]}:zstd"'
    again = client.get(STANCES, headers={"If-None-Match": compressed})
    assert (again.status_code, again.headers["ETag"]) == (304, compressed)
    assert client.get(f"{STANCES}.csv", headers={"If-None-Match": tag}).status_code == 200
    assert client.get(f"{STANCES}?sicne=1", headers={"If-None-Match": tag}).status_code == 400
    assert client.get(f"{STANCES}?actor=a%20b:c", headers={"If-None-Match": tag}).status_code == 400


def test_a_query_that_counts_from_today_is_another_tomorrow(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = [client.get(f"/api/{name}").headers["ETag"] for name in ("roles-at-a-date", "stances-by-actor")]

    class Tomorrow:
        @staticmethod
        def now(_zone: object) -> "Tomorrow":
            return Tomorrow()

        @staticmethod
        def date() -> str:
            return "2099-01-01"

    monkeypatch.setattr("refoulement.web.api.datetime", Tomorrow)
    later = [client.get(f"/api/{name}").headers["ETag"] for name in ("roles-at-a-date", "stances-by-actor")]
    assert (tags[0] != later[0], tags[1] == later[1]) == (True, True)


def test_each_tier_has_tags_of_its_own(store: Path, tmp_path: Path) -> None:
    for tier in ("public", "partner"):
        shutil.copytree(store / "public", tmp_path / tier)
    clients = [create_app(Settings(store=tmp_path, tier=tier)).test_client() for tier in ("public", "partner")]
    first, second = (one.get(STANCES).headers["ETag"].split("-")[1] for one in clients)
    assert first != second


def test_head_options_and_other_origins(client: FlaskClient) -> None:
    whole, head = client.get(STANCES), client.head(STANCES)
    assert (head.status_code, head.data) == (200, b"")
    assert {name: head.headers[name] for name in ("ETag", "X-Total-Count")} == {
        name: whole.headers[name] for name in ("ETag", "X-Total-Count")
    }
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    for address in (STANCES, "/api/", "/openapi.json"):
        offered = client.options(address, headers=asked)
        assert offered.status_code == 204
        assert offered.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert offered.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
        assert offered.headers["Access-Control-Allow-Origin"] == "*"
    exposed = whole.headers["Access-Control-Expose-Headers"]
    assert exposed == "ETag, Link, X-Total-Count"
    assert client.post(STANCES).status_code == 405


def test_what_was_known_on_a_day(client: FlaskClient) -> None:
    told = client.get("/api/origins-of-events?as_of=2031-05-06").get_json()
    assert (told["asOf"], told["total"]) == ("2031-05-06", 1)
    assert client.get("/api/origins-of-events.csv?as_of=2031-05-05").text.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "status", "to"),
    [
        ("/queries/routes.csv?since=2031-01-01", 301, "/api/routes.csv?since=2031-01-01"),
        ("/queries/routes.json?since=&until=", 301, "/api/routes.json"),
        ("/queries/routes.geojson?_scheme=x&endpoint=y", 301, "/api/routes.geojson?_scheme=x&endpoint=y"),
    ],
)
def test_programs_are_sent_from_the_page_to_the_api(client: FlaskClient, address: str, status: int, to: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (status, to)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_who_accepts_no_page_is_sent_to_the_api(client: FlaskClient) -> None:
    answer = client.get("/queries/routes?since=2031-01-01", headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/api/routes?since=2031-01-01")
    followed = client.get("/queries/routes", headers={"Accept": "text/csv"}, follow_redirects=True)
    assert followed.mimetype == "text/csv"


# Whatever is given is a term, or is refused: it never becomes part of a query.


@given(name=st.sampled_from(["about", "by", "since", "until"]), value=st.text())
def test_any_text_for_a_parameter_is_bound_or_refused(shared: FlaskClient, name: str, value: str) -> None:
    answer = shared.get(FIGURES, query_string={name: value})
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert answer.get_json()["detail"].startswith((f"parameter {name}: ", f"{name} is empty"))
    else:
        every = shared.get(FIGURES).get_json()["rows"]
        assert [row for row in answer.get_json()["rows"] if row not in every] == []


@given(st.sampled_from(["}", "> }", "' }", '"""', "\\", "#", "?s ?p ?o", "{ SERVICE <a:b> { ?s ?p ?o } }"]), st.text())
def test_what_would_end_a_query_is_a_text(shared: FlaskClient, start: str, rest: str) -> None:
    asked = {"publisher_is": start + rest}
    answer = shared.get("/api/sources-and-their-share", query_string=asked)
    assert (answer.status_code, "is none of its choices: Synthetic Gazette" in answer.text) == (400, True)


def test_a_parameter_narrows_what_the_api_answers(client: FlaskClient) -> None:
    asked = {"actor": OFFICE.iri}
    assert client.get(STANCES, query_string=asked).get_json()["total"] == 2
    assert client.get(STANCES, query_string={"actor": GROUP.iri}).get_json()["rows"] == []
