"""SPARQL 1.1 Protocol, query operation: by hand, and by an independent client against a real server."""

import csv
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from xml.dom.minidom import Document

import pytest
from flask.testing import FlaskClient
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from waitress.server import create_server

from refoulement.graph import iri
from refoulement.server import Settings, create_app
from refoulement.tests.published_store import EVENT, FIRST, SECOND

PREFIX = "PREFIX rf: <https://w3id.org/refoulement/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
ARTICLES = PREFIX + "SELECT ?article WHERE { ?article a rf:Article } ORDER BY ?article"
BOTH = [iri.article(FIRST.id), iri.article(SECOND.id)]
PASSAGES = PREFIX + "SELECT ?p ?words WHERE { ?c a rf:RoleClaim ; rf:passage ?p . ?p oa:exact ?words }"
FORM = "application/x-www-form-urlencoded"


def column(answer_text: str, name: str = "article") -> list[str]:
    return [row[name] for row in csv.DictReader(StringIO(answer_text))]


@pytest.fixture(scope="module")
def endpoint(store: Path) -> Iterator[str]:
    """The address of a real server on a port of its own."""
    server = create_server(create_app(Settings(store=store)), host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/sparql"
    server.close()
    thread.join(timeout=10)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_independent_client_selects(endpoint: str, method: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setMethod(method)
    client.setQuery(ARTICLES)
    client.setReturnFormat(JSON)
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    rows = answer["results"]["bindings"]
    assert [row["article"]["value"] for row in rows] == BOTH


def test_an_independent_client_reads_xml_csv_and_turtle(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery(ARTICLES)
    client.setReturnFormat(XML)
    document = client.queryAndConvert()
    assert isinstance(document, Document)
    assert [node.toxml() for node in document.getElementsByTagName("uri")] == [f"<uri>{each}</uri>" for each in BOTH]
    client.setReturnFormat(CSV)
    sheet = client.queryAndConvert()
    assert isinstance(sheet, bytes)
    assert column(sheet.decode()) == BOTH
    client.setQuery(PREFIX + "CONSTRUCT WHERE { ?article a rf:Article }")
    client.setReturnFormat(TURTLE)
    turtle = client.queryAndConvert()
    assert isinstance(turtle, bytes)
    assert turtle.count(b"rf:Article") == 2


def test_an_independent_client_sees_a_refusal(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(QueryBadFormed, match="SERVICE is not offered"):
        client.query()


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
        ("text/html,*/*;q=0.8", "text/html"),
    ],
)
def test_results_come_in_the_form_asked_for(client: FlaskClient, accept: str, media_type: str) -> None:
    answer = client.get("/sparql", query_string={"query": ARTICLES}, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert all(article in answer.text.replace("/page/", "/id/") for article in BOTH)


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_graphs_come_in_the_form_asked_for(client: FlaskClient, accept: str) -> None:
    query = f"DESCRIBE <{EVENT}>"
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert answer.mimetype == accept
    assert "Repatriation, 2031-05-04" in answer.text


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
    ("status", "method", "request_parts"),
    [
        (400, "GET", {"query_string": {"query": "SELECT * {"}}),
        (400, "GET", {"query_string": [("query", "ASK {}"), ("query", "ASK {}")]}),
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
    preflight = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Methods"]) == (204, "GET, POST")


def test_an_answer_that_still_holds_is_not_sent_again(client: FlaskClient) -> None:
    ask = {"query_string": {"query": ARTICLES}}
    etag = client.get("/sparql", **ask).headers["ETag"]
    assert etag.startswith('"1-')
    assert client.get("/sparql", **ask, headers={"If-None-Match": etag}).status_code == 304
    other = client.get("/sparql", **ask, headers={"If-None-Match": etag, "Accept": "text/csv"})
    assert other.status_code == 200


def test_people_get_a_form_that_works_without_scripts(client: FlaskClient) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html"}).text
    assert '<textarea id="query" name="query"' in page
    assert "PREFIX rf: &lt;https://w3id.org/refoulement/ontology#&gt;" in page
    assert "<script" not in page


def test_people_see_the_reason_of_a_refusal(client: FlaskClient) -> None:
    page = client.get("/sparql", query_string={"query": "SELECT * {"}, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "the query does not parse" in page.text
