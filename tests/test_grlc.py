"""A folder of grlc's queries works when it is dropped in; what cannot be kept of one is refused at the start."""

import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from refoulement.__main__ import main
from refoulement.errors import QueryRefused
from refoulement.queries import QUERIES, library
from refoulement.queries.binding import Bindable
from refoulement.server import create_app
from refoulement.tests.published_store import EVENT, NORTHSIDE
from refoulement.tests.real_server import serving
from refoulement.web.settings import Settings

FOLDER = Path(__file__).parent / "grlc"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def grlc(store: Path) -> FlaskClient:
    return create_app(Settings(store=store, queries=FOLDER)).test_client()


def rows(client: FlaskClient, query: str, /, **asked: str) -> list[dict[str, object]]:
    answer = client.get(f"/api/{query}", query_string=asked)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.get_json()["rows"]
    return found


def test_they_stand_beside_ours(grlc: FlaskClient) -> None:
    listed = [query["name"] for query in grlc.get("/api/").get_json()["queries"]]
    assert set(listed) - set(QUERIES) == {path.stem for path in FOLDER.iterdir()}
    assert set(listed) > set(QUERIES)
    assert "Whether anything is called so" in grlc.get("/queries/").text


def test_a_parameter_is_a_text_in_a_language(grlc: FlaskClient) -> None:
    assert rows(grlc, "things-called", name="exact point") == [
        {"thing": "https://w3id.org/refoulement/ontology#exactPoint"}
    ]
    answer = grlc.get("/api/things-called?name=북촌")
    assert answer.status_code == 400
    assert "'북촌' is none of its choices: " in answer.get_json()["detail"]


def test_the_values_of_an_enumerated_parameter_are_offered(grlc: FlaskClient) -> None:
    page = grlc.get("/queries/things-called").text
    assert '<option value="exact point">exact point</option>' in page
    assert "Fill in what is needed" in page


def test_a_count_of_nothing_is_nought_and_not_absent(grlc: FlaskClient) -> None:
    assert rows(grlc, "how-many-claims", about=EVENT) == [{"claims": 2}]
    assert rows(grlc, "how-many-claims", about=EVENT, most="60") == [{"claims": 1}]
    assert rows(grlc, "how-many-claims", about=EVENT, most="7") == [{"claims": 0}]
    assert rows(grlc, "how-many-claims", about="event/none") == [{"claims": 0}]


def test_a_value_reaches_an_inner_select_and_a_default_stands_for_none(grlc: FlaskClient) -> None:
    assert rows(grlc, "largest-figures") == [{"label": "repatriation", "largest": 70}]
    assert rows(grlc, "largest-figures", since="2031-05-07") == [{"label": "repatriation", "largest": 70}]
    assert rows(grlc, "largest-figures", since="2031-05-08") == []


def test_a_star_shows_no_parameter(grlc: FlaskClient) -> None:
    assert [sorted(row) for row in rows(grlc, "said_since", since="2031-05-07")] == [["article", "day"]]


def test_yes_and_no(grlc: FlaskClient) -> None:
    answer = grlc.get("/api/is-named?text=북촌")
    assert (answer.get_json()["boolean"], answer.mimetype) == (True, "application/json")
    assert grlc.get("/api/is-named.srj?text=nobody").get_json() == {"head": {}, "boolean": False}
    assert grlc.get("/api/is-named.csv?text=nobody").status_code == 404
    assert grlc.get("/api/is-named?text=nobody&limit=5").status_code == 400
    assert '<p class="lead">Yes</p>' in grlc.get("/queries/is-named?text=북촌").text


def test_graphs(grlc: FlaskClient) -> None:
    described = grlc.get("/api/about.nt", query_string={"thing": NORTHSIDE.iri})
    assert described.mimetype == "application/n-triples"
    assert f"<{NORTHSIDE.iri}>" in described.text
    built = grlc.get("/api/labels-of", query_string={"class": "rf:Settlement"}, headers={"Accept": "text/turtle"})
    assert '"Northside"@en' in built.text
    assert grlc.get("/api/labels-of?class=rf:Country").text.count("place/") == 0
    assert "Northside" in grlc.get("/queries/labels-of?class=rf:Settlement").text


def test_what_is_needed_is_said(grlc: FlaskClient) -> None:
    answer = grlc.get("/api/is-named")
    assert answer.status_code == 400
    assert answer.get_json()["detail"] == "is-named needs a value for the parameter text"


def test_a_page_has_as_many_rows_as_the_header_says(tmp_path: Path, store: Path) -> None:
    text = "#+ pagination: 2\nSELECT ?c WHERE { ?c a <http://www.w3.org/2004/02/skos/core#Concept> }"
    (tmp_path / "concepts.rq").write_text(text)
    client = create_app(Settings(store=store, queries=tmp_path)).test_client()
    pages = [client.get(f"/api/concepts?page={page}") for page in (1, 2)]
    assert [len(page.get_json()["rows"]) for page in pages] == [2, 2]
    found = [row["c"] for page in pages for row in page.get_json()["rows"]]
    assert found == sorted(found)  # no ORDER BY: the rows are put in order, so that no page repeats one
    assert '</api/concepts?limit=2&offset=4>; rel="next"' in pages[1].headers["Link"]


@given(st.text())
def test_any_text_is_bound_as_it_is_or_refused(grlc: FlaskClient, text: str) -> None:
    answer = grlc.get("/api/echo", query_string={"text": text})
    if text.strip():
        assert answer.get_json()["rows"] == [{"said": text.strip(), "length": len(text.strip())}]
    else:
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


@given(st.text())
def test_any_number_is_bound_as_one_or_refused(grlc: FlaskClient, text: str) -> None:
    answer = grlc.get("/api/echo", query_string={"text": "a", "number": text})
    if answer.status_code == 200:
        (row,) = answer.get_json()["rows"]
        assert row.get("datatype", "") in [XSD + name for name in ("integer", "decimal", "double")]
    else:
        assert answer.status_code == 400
        assert answer.get_json()["detail"].startswith(("parameter number: ", "number is empty"))


@pytest.mark.parametrize(
    ("number", "datatype"), [("7", "integer"), ("-7.50", "decimal"), (".5", "decimal"), ("1e3", "double")]
)
def test_numbers_have_their_datatype(grlc: FlaskClient, number: str, datatype: str) -> None:
    assert rows(grlc, "echo", text="a", number=number)[0]["datatype"] == XSD + datatype


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("#+ summary: a\n#+ endpoint: http://example.org/sparql\nASK {}", "a.rq, line 2: endpoint cannot be kept"),
        ("#+ transform:\n#+   a: b\nASK {}", "a.rq, line 1: transform cannot be kept: answers have one shape"),
        ("#+ method: POST\nASK {}", "a.rq, line 1: method POST cannot be kept"),
        ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "a.rq: SERVICE is not offered"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "a.rq: the query does not parse"),
        ("#+ summry: a\nASK {}", "a.rq, line 1: no line of a header is called 'summry'; there are summary"),
        ("#+ summary: a: b\nASK {}", "a.rq, line 1: the header is no YAML .mapping values"),
        ("#+ summary: a\n\n#+ summary: b\nASK {}", "a.rq, line 3: summary is said twice"),
        ("#+ summary:\n#+   - a\nASK {}", "a.rq, line 1: a text is needed here"),
        ("#+ tags: a\nASK {}", "a.rq, line 1: a list is needed here"),
        ("#+ params: a\nASK {}", "a.rq, line 1: a mapping is needed here"),
        ("#+ pagination: many\nASK {}", "a.rq, line 1: many is no number of rows"),
        ("#+ params:\n#+   a:\n#+     type: colour\nASK {}", "a.rq, line 2: parameter a: no type is called 'colour'"),
        ("#+ params:\n#+   a:\n#+     description: b\nASK {}", "a.rq, line 2: the parameter a has no type"),
        ("#+ params:\n#+   a:\n#+     kind: b\nASK {}", "a.rq, line 3: nothing is said of a parameter by 'kind'"),
        ("#+ params:\n#+   a:\n#+     type: iri\n#+     choices: b\nASK {}", "a.rq, line 2: choices names a query"),
        ("#+ params:\n#+   a:\n#+     type: iri\nASK {}", "a.rq: the engine cannot ask it with a given"),
        ("#+ defaults:\n#+   - n: many\nASK { ?s ?p ?_n_integer }", "a.rq, line 2: parameter n: 'many' is no integer"),
        ("#+ defaults:\n#+   - m: 1\nASK { ?s ?p ?_n_integer }", "a.rq, line 2: the query has no parameter m; it"),
        ("#+ enumerate:\n#+   - n\nSELECT * { ?s ?p ?_n } LIMIT 3", "a.rq, line 2: n cannot be enumerated: LIMIT"),
        ("#+ geometry: b\nSELECT ?a { ?a ?p ?o }", "a.rq: geometry names b, which is none of the columns: a"),
        ("#+ columns:\n#+   a: A\n#+ geometry: b\nSELECT ?a {}", "a.rq, line 3: geometry names b, which is none of"),
        ("#+ chart:\n#+   kind: pie\nASK {}", "a.rq, line 1: a chart needs a kind: bars, timeline, network"),
        (
            "#+ chart:\n#+   kind: bars\n#+   value: n\nASK {}",
            "a.rq, line 1: a chart of the kind bars needs a column as its label",
        ),
        (
            "#+ chart:\n#+   kind: network\n#+   source: a\n#+   target: b\n#+   to: c\nASK {}",
            "a.rq, line 1: a chart of the kind network has no to",
        ),
        (
            "#+ columns:\n#+   a: A\n#+ chart:\n#+   kind: timeline\n#+   from: a\n#+   label: a b\nSELECT ?a {}",
            "line 3: the chart's label names b",
        ),
        ("ASK { ?s ?p ?_n_xsd_gYear }", "a.rq, line 1: [?]_n_xsd_gYear: no parameter has the datatype xsd:gYear"),
        ("ASK { ?s ?_n ?_n_iri }", "a.rq, line 1: the parameter n is written in two ways"),
        ("ASK { ?s ?p ?_limit }", "a.rq, line 1: a parameter cannot be called limit"),
        ("SELECT ?n { { SELECT (COUNT(?s) AS ?n) { ?s ?p ?_o } } }", "a.rq: a parameter ._o. stands in an inner"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_the_start(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "a.rq").write_text(text)
    with pytest.raises(QueryRefused, match=told):
        library(tmp_path)


def test_a_folder_must_be_one_with_queries_of_new_names(tmp_path: Path) -> None:
    with pytest.raises(QueryRefused, match="no folder of queries is there"):
        library(tmp_path / "none")
    with pytest.raises(QueryRefused, match=r"no file that ends in \.rq or \.sparql"):
        library(tmp_path)
    (tmp_path / "routes.rq").write_text("ASK {}")
    with pytest.raises(QueryRefused, match=r"routes\.rq: a query is named routes already"):
        library(tmp_path)
    (tmp_path / "routes.rq").rename(tmp_path / "a b.rq")
    with pytest.raises(QueryRefused, match="becomes an address"):
        library(tmp_path)
    (tmp_path / "a b.rq").rename(tmp_path / "a.rq")
    (tmp_path / "a.rq").write_bytes(b"#+ summary: \xff\nASK {}")
    with pytest.raises(QueryRefused, match=r"a\.rq: the file is not UTF-8"):
        library(tmp_path)


def test_the_command_line_answers_them(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asking = ["query", "--store", str(store), "--queries", str(FOLDER)]
    assert main([*asking, "how-many-claims", "--with", f"about={EVENT}"]) == 0
    assert capsys.readouterr().out.splitlines() == ["claims", "2"]
    assert main([*asking, "is-named", "--with", "text=북촌"]) == 0
    assert capsys.readouterr().out == "true\n"
    assert main([*asking, "is-named", "--with", "text=북촌", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["boolean"] is True
    assert main([*asking, "about", "--with", "thing=place/northside"]) == 0
    assert f"<{NORTHSIDE.iri}> " in capsys.readouterr().out
    assert main(asking) == 0
    assert "is-named: Whether anything is called so\n" in capsys.readouterr().out


def test_a_server_does_not_start_with_what_it_cannot_keep(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere.rq").write_text("#+ endpoint: http://example.org/\nASK {}")
    assert main(["serve", "--store", str(store), "--port", "0", "--queries", str(tmp_path)]) == 2
    assert "elsewhere.rq, line 1: endpoint cannot be kept" in capsys.readouterr().err


@pytest.mark.slow
def test_the_service_answers_them_over_http(store: Path) -> None:
    with serving(store, "--queries", str(FOLDER), "--quiet") as address:
        asked = urlencode({"about": EVENT})
        with urlopen(f"{address}/api/how-many-claims.csv?{asked}", timeout=60) as answer:
            assert answer.read().decode().split() == ["claims", "2"]
            assert answer.headers["X-Total-Count"] == "1"
        with pytest.raises(HTTPError, match="400"):
            urlopen(f"{address}/api/how-many-claims", timeout=60)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT ?s{?s ?p ?_x}", "SELECT ?s ?_x {- ?s ?p ?_x}"),
        ("SELECT ?s ?_x { ?s ?p ?_x }", "SELECT ?s ?_x { ?s ?p ?_x }"),
        ("SELECT ?s FROM <a:b> { ?s ?p ?_x }", "SELECT ?s ?_x FROM <a:b> {- ?s ?p ?_x }"),
        ("SELECT * { ?s ?p '?_x {' }", "SELECT * { ?s ?p '?_x {' }"),
        ("SELECT * { ?s ?p ?_x }", "SELECT * {- ?s ?p ?_x }"),
        ("SELECT (?_x AS ?y) {}", "SELECT (?_x AS ?y) ?_x {- }"),
        (
            "SELECT (COUNT(?s) AS ?n) { ?s ?p ?_x } HAVING (?n > 1)",
            "SELECT (COUNT(?s) AS ?n) ?_x {- ?s ?p ?_x } GROUP BY ?_x HAVING (?n > 1)",
        ),
        ("CONSTRUCT { ?s a ?_x } { ?s a ?_x }", "CONSTRUCT { ?s a ?_x } {- ?s a ?_x }"),
        ("CONSTRUCT WHERE { ?s a ?_x }", "CONSTRUCT WHERE { ?s a ?_x }"),
        ("DESCRIBE ?_x", "DESCRIBE ?_x WHERE {- }"),
    ],
)
def test_only_names_of_variables_are_added(text: str, bound: str) -> None:
    never = " OPTIONAL { ?_x a <tag:refoulement,2026:nothing> }"
    assert Bindable.of(text, ["_x"]).text.split() == bound.replace("-", never).split()


def test_a_help_names_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["serve", "--help"])
    assert "--queries PATH" in capsys.readouterr().out
