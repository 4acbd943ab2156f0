"""SPARQL 1.1 Protocol, query operation, request by request; independent clients are in `test_clients.py`."""

import csv
from io import StringIO
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from refoulement.graph import iri
from refoulement.tests.published_store import EVENT, FIRST, SECOND
from refoulement.web.negotiation import GRAPH_FORMATS

PREFIX = "PREFIX rf: <https://w3id.org/refoulement/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
ARTICLES = PREFIX + "SELECT ?article WHERE { ?article a rf:Article } ORDER BY ?article"
BOTH = [iri.article(FIRST.id), iri.article(SECOND.id)]
PASSAGES = PREFIX + "SELECT ?p ?words WHERE { ?c a rf:RoleClaim ; rf:passage ?p . ?p oa:exact ?words }"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


def column(answer_text: str, name: str = "article") -> list[str]:
    return [row[name] for row in csv.DictReader(StringIO(answer_text))]


def test_a_query_posted_directly(client: FlaskClient) -> None:
    answer = client.post(
        "/sparql", data=ARTICLES, content_type="application/sparql-query", headers={"Accept": "text/csv"}
    )
    assert column(answer.text) == BOTH


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.1", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ('text/csv; charset=utf-8; q=0.5, text/tab-separated-values;charset="UTF-8"', "text/tab-separated-values"),
        ("text/html,*/*;q=0.8", "text/html"),
    ],
)
def test_results_come_in_the_form_asked_for(client: FlaskClient, accept: str, media_type: str) -> None:
    answer = client.get("/sparql", query_string={"query": ARTICLES}, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert all(article in answer.text.replace("/page/", "/id/") for article in BOTH)


@pytest.mark.parametrize(
    ("query", "form", "media_type"),
    [
        (ARTICLES, "json", "application/sparql-results+json"),
        (ARTICLES, "xml", "application/sparql-results+xml"),
        (ARTICLES, "csv", "text/csv"),
        (ARTICLES, "tsv", "text/tab-separated-values"),
        (ARTICLES, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ARTICLES, "application/json", "application/json"),
        (ARTICLES, "html", "text/html"),
        ("ASK {}", "xml", "application/sparql-results+xml"),
        (f"DESCRIBE <{EVENT}>", "turtle", "text/turtle"),
        (f"DESCRIBE <{EVENT}>", "TTL", "text/turtle"),
        (f"DESCRIBE <{EVENT}>", "n-triples", "application/n-triples"),
        (f"DESCRIBE <{EVENT}>", "xml", "application/rdf+xml"),
        (f"DESCRIBE <{EVENT}>", "rdf+xml", "application/rdf+xml"),
        (f"DESCRIBE <{EVENT}>", "json", "application/ld+json"),
        (f"DESCRIBE <{EVENT}>", "json-ld", "application/ld+json"),
        (f"DESCRIBE <{EVENT}>", "trig", "application/trig"),
        (f"DESCRIBE <{EVENT}>", "nq", "application/n-quads"),
        (f"DESCRIBE <{EVENT}>", "n3", "text/n3"),
    ],
)
def test_format_goes_before_accept(client: FlaskClient, query: str, form: str, media_type: str) -> None:
    other = {"Accept": "text/csv;q=0.5, application/rdf+xml;q=0.5, image/png"}
    fields = {"query": query, "format": form}
    answers = (
        client.get("/sparql", query_string=fields, headers=other),
        client.post("/sparql", data=fields, headers=other),
        client.post("/sparql", query_string={"format": form}, data=query, content_type=DIRECT, headers=other),
    )
    assert {(answer.status_code, answer.mimetype) for answer in answers} == {(200, media_type)}
    # JSON-LD names blank nodes anew; above what it says, a page leads back to itself.
    said = {answer.data.partition(b"<main")[2] or answer.data for answer in answers}
    assert media_type == "application/ld+json" or len(said) == 1


def test_the_first_format_that_is_offered_is_taken(client: FlaskClient) -> None:
    """As SPARQLWrapper asks for some of them."""
    answer = client.get("/sparql?query=DESCRIBE<urn:x>&format=csv&format=application/x-json%2Bld,application/ld%2Bjson")
    assert (answer.status_code, answer.mimetype) == (200, "application/ld+json")


def test_a_media_type_whose_plus_was_not_encoded_is_understood(client: FlaskClient) -> None:
    answer = client.get("/sparql?query=ASK{}&format=application/sparql-results+xml")
    assert answer.mimetype == "application/sparql-results+xml"


def test_an_unknown_format_is_406_with_what_there_is(client: FlaskClient) -> None:
    told = client.get("/sparql?query=DESCRIBE<urn:x>&format=yaml").get_json()
    assert told["status"] == 406
    for offered in ("turtle", "jsonld", "text/turtle", "application/n-quads"):
        assert offered in told["detail"]
    assert "text/csv" not in told["detail"]


@pytest.mark.parametrize("media_type", GRAPH_FORMATS)
def test_every_form_of_a_graph_says_the_same(client: FlaskClient, media_type: str) -> None:
    stores = []
    for accept in ("application/n-triples", media_type):
        answer = client.get("/sparql", query_string={"query": f"DESCRIBE <{EVENT}>"}, headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (200, accept)
        stores.append(ox.Store())  # which writes a number in one way only
        stores[-1].load(answer.data, format=GRAPH_FORMATS[accept])
    assert len(stores[0]) > 2
    assert set(stores[0]) == set(stores[1])


def test_a_dataset_may_stand_in_the_address_of_a_post(client: FlaskClient) -> None:
    graph = iri.article_graph(FIRST.id).value
    for fields in ({"data": {"query": ARTICLES}}, {"data": ARTICLES, "content_type": DIRECT}):
        posted = client.post(
            "/sparql", query_string={"default-graph-uri": graph}, headers={"Accept": "text/csv"}, **fields
        )
        assert column(posted.text) == BOTH[:1]


def test_an_iri_with_a_comma_is_quoted_in_csv(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": PASSAGES}, headers={"Accept": "text/csv"})
    [row] = csv.DictReader(StringIO(answer.text))
    assert row["words"] == "Clerk A. Placeholder spoke for Specimen Office."
    assert row["p"].endswith(f"#char={FIRST.text.index(row['words'])},{len(FIRST.text)}")


def test_ask_says_yes_or_no(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"})
    assert answer.get_json(force=True)["boolean"] is True
    assert client.get("/sparql?query=ASK {}", headers={"Accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize(
    ("dataset", "found"),
    [
        ({"default-graph-uri": iri.article_graph(FIRST.id).value}, BOTH[:1]),
        ({"default-graph-uri": [iri.article_graph(FIRST.id).value, iri.article_graph(SECOND.id).value]}, BOTH),
        ({"named-graph-uri": iri.article_graph(FIRST.id).value}, []),
        ({}, BOTH),
    ],
)
def test_a_dataset_confines_the_query(client: FlaskClient, dataset: dict[str, str], found: list[str]) -> None:
    for fields in ({"query_string": {"query": ARTICLES} | dataset}, {"data": {"query": ARTICLES} | dataset}):
        send = client.get if "query_string" in fields else client.post
        assert column(send("/sparql", headers={"Accept": "text/csv"}, **fields).text) == found


def test_a_default_graph_leaves_no_other_graph_to_be_named(client: FlaskClient) -> None:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    graph = iri.article_graph(FIRST.id).value
    ask = {"query": query, "default-graph-uri": graph}
    assert column(client.get("/sparql", query_string=ask, headers={"Accept": "text/csv"}).text, "g") == []
    ask = {"query": query, "named-graph-uri": graph}
    assert column(client.get("/sparql", query_string=ask, headers={"Accept": "text/csv"}).text, "g") == [graph]


def test_from_is_honoured_and_the_protocol_goes_before_it(client: FlaskClient) -> None:
    first, second = iri.article_graph(FIRST.id).value, iri.article_graph(SECOND.id).value
    query = ARTICLES.replace("WHERE", f"FROM <{first}> WHERE")
    ask = {"query": query}
    assert column(client.get("/sparql", query_string=ask, headers={"Accept": "text/csv"}).text) == BOTH[:1]
    ask["default-graph-uri"] = second
    assert column(client.get("/sparql", query_string=ask, headers={"Accept": "text/csv"}).text) == BOTH[1:]


@pytest.mark.parametrize(
    "where", ["FROM <@> WHERE { ?article a rf:Article }", "{ GRAPH <@> { ?article a rf:Article } }"]
)
def test_a_relative_iri_is_one_of_the_data(client: FlaskClient, where: str) -> None:
    graph = iri.article_graph(FIRST.id).value.removeprefix(iri.BASE)
    query = PREFIX + "SELECT ?article " + where.replace("@", graph)
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert column(answer.text) == BOTH[:1]


@pytest.mark.parametrize(
    ("status", "method", "request_parts"),
    [
        (400, "GET", {"query_string": {"query": "SELECT * {"}}),
        (400, "GET", {"query_string": [("query", "ASK {}"), ("query", "ASK {}")]}),
        (400, "GET", {"query_string": {"query": "ASK { FILTER <http://example.org/no-function>(1) }"}}),
        (400, "GET", {"query_string": {"default-graph-uri": "http://example.org/g"}}),
        (400, "GET", {"query_string": {"query": "ASK {}", "default-graph-uri": "no iri"}}),
        (400, "POST", {"data": {}, "content_type": FORM}),
        (400, "POST", {"data": b"\xff", "content_type": "application/sparql-query"}),
        (401, "POST", {"data": {"update": "CLEAR ALL"}}),
        (401, "POST", {"data": "CLEAR ALL", "content_type": "application/sparql-update"}),
        (400, "POST", {"data": "CLEAR ALL", "content_type": "application/sparql-query"}),
        (405, "PUT", {"data": ""}),
        (405, "DELETE", {}),
        (406, "GET", {"query_string": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}),
        (413, "POST", {"data": b"a" * 300_000, "content_type": "application/sparql-query"}),
        (413, "POST", {"data": b"query=" + b"a" * 300_000, "content_type": FORM}),
        (415, "POST", {"data": "ASK {}", "content_type": "text/plain"}),
        (415, "POST", {"data": "ASK {}".encode("utf-16-le"), "content_type": DIRECT + "; charset=UTF-16LE"}),
        (400, "GET", {"query_string": "query=ASK%20%7B%7D%23%FF"}),
        (400, "GET", {"query_string": "query=ASK%7B%7D&named-graph-uri=%C3"}),
        (400, "POST", {"data": b"query=%FF", "content_type": FORM}),
        (400, "GET", {"query_string": "&".join(["a=b"] * 1001)}),
        (400, "POST", {"data": "ASK {}", "content_type": DIRECT, "query_string": {"query": "ASK {}"}}),
        (400, "POST", {"data": {"query": "ASK {}"}, "query_string": {"query": "ASK {}"}}),
        (406, "GET", {"query_string": {"query": "ASK {}", "format": "csv"}}),
        (406, "GET", {"query_string": {"query": "DESCRIBE <urn:x>", "format": "text/csv"}}),
    ],
)
def test_what_is_not_offered_is_refused_as_a_problem(
    client: FlaskClient, status: int, method: str, request_parts: dict[str, Any]
) -> None:
    answer = client.open("/sparql", method=method, **request_parts)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json()["status"] == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_any_page_may_ask(client: FlaskClient) -> None:
    assert client.get("/sparql", query_string={"query": "ASK {}"}).headers["Access-Control-Allow-Origin"] == "*"
    asking = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/sparql", headers=asking)
    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, POST")
    assert {"Authorization", "Content-Type"} <= set(preflight.headers["Access-Control-Allow-Headers"].split(", "))
    page = client.get("/sparql?query=ASK", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["Access-Control-Allow-Origin"]) == (400, "*")


def test_an_answer_that_still_holds_is_not_sent_again(client: FlaskClient) -> None:
    ask = {"query_string": {"query": ARTICLES}}
    etag = client.get("/sparql", **ask).headers["ETag"]
    assert etag.startswith('"public-1-')
    for kept in (etag, f'"other", W/{etag}'):
        held = client.get("/sparql", **ask, headers={"If-None-Match": kept})
        assert (held.status_code, held.data, held.headers["ETag"]) == (304, b"", etag)
        assert held.headers["Access-Control-Allow-Origin"] == "*"
    other = client.get("/sparql", **ask, headers={"If-None-Match": etag, "Accept": "text/csv"})
    assert other.status_code == 200
    assert client.post("/sparql", data={"query": ARTICLES}, headers={"If-None-Match": etag}).status_code == 200
    assert client.get("/sparql?query=ASK", headers={"If-None-Match": "*"}).status_code == 400


def test_head_gives_the_headers_of_get(client: FlaskClient) -> None:
    ask = {"query_string": {"query": ARTICLES}, "headers": {"Accept": "text/csv"}}
    got, headed = client.get("/sparql", **ask), client.head("/sparql", **ask)
    assert (headed.status_code, headed.data) == (200, b"")
    assert dict(headed.headers) == dict(got.headers)
    assert client.head("/sparql?query=ASK").status_code == 400


def test_people_get_a_form_that_works_without_scripts(client: FlaskClient) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html"}).text
    assert '<textarea id="query" name="query"' in page
    assert "PREFIX rf: &lt;https://w3id.org/refoulement/ontology#&gt;" in page
    assert '<script type="module" src="/assets/built/editor.js">' in page
    assert "<script>" not in page


def test_people_see_the_reason_of_a_refusal(client: FlaskClient) -> None:
    page = client.get("/sparql", query_string={"query": "SELECT * {"}, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "the query does not parse: error at 1:11" in page.text
    assert "<code>SELECT * {<mark> </mark></code>" in page.text
    assert ">SELECT * {</textarea>" in page.text.replace("\n", "")


def test_programs_are_told_the_place(client: FlaskClient) -> None:
    for query, place in (("SELECT * {\n ?s ?p }", (2, 9)), ("SELECT *\nFROM <urn:g> {\n ?s ?p }", (3, 2))):
        told = client.get("/sparql", query_string={"query": query}).get_json()
        assert (told["line"], told["column"]) == place
    assert "line" not in client.get("/sparql", query_string={"query": "ASK" + "{" * 101}).get_json()
