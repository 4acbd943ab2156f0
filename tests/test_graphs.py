"""The Graph Store Protocol: whole graphs read by anyone and written by editors."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic
from werkzeug.test import TestResponse

from refoulement.graph import iri
from refoulement.server import create_app
from refoulement.tests.published_store import FIRST
from refoulement.tests.test_update import EDITOR, READER, E, empty_store, send
from refoulement.web.settings import Settings

TURTLE = "text/turtle"
ONE, TWO = f"<{E}a> <{E}p> 1 .", f"<{E}a> <{E}p> 2 ; <{E}q> [ <{E}p> 3 ] ."
NAMED = {"query_string": {"graph": E + "g"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_store(tmp_path_factory.mktemp("empty") / "store")


@pytest.fixture(scope="module")
def shared(folder: Path) -> FlaskClient:
    return create_app(Settings(store=folder, upload_mib=1)).test_client()


@pytest.fixture
def writing(shared: FlaskClient) -> Iterator[FlaskClient]:
    yield shared
    assert send(shared, "CLEAR ALL").status_code == 200


def put(client: FlaskClient, path: str, content: object = ONE, **parts: Any) -> Any:  # noqa: ANN401
    return client.put(path, **({"data": content, "content_type": TURTLE, "environ_overrides": EDITOR} | parts))


def post(client: FlaskClient, path: str, content: object = ONE, **parts: Any) -> Any:  # noqa: ANN401
    return client.post(path, **({"data": content, "content_type": TURTLE, "environ_overrides": EDITOR} | parts))


def same(answer: TestResponse, turtle: str) -> bool:
    assert answer.status_code == 200, answer.text
    return isomorphic(Graph().parse(data=answer.text, format="turtle"), Graph().parse(data=turtle, format="turtle"))


@pytest.mark.parametrize(
    "path", ["/graphs?graph=https%3A%2F%2Fexample.org%2Fg", "/graphs?default", "/graphs/people/1.ttl"]
)
def test_a_graph_is_put_read_replaced_and_deleted(writing: FlaskClient, path: str) -> None:
    assert writing.get(path).status_code == 404
    assert writing.head(path).status_code == 404
    assert put(writing, path).status_code == 201
    assert same(writing.get(path), ONE)
    assert put(writing, path, TWO).status_code == 204
    assert same(writing.get(path), TWO)
    head = writing.head(path)
    assert (head.status_code, head.data, head.mimetype) == (200, b"", TURTLE)
    assert writing.delete(path, environ_overrides=EDITOR).status_code == 204
    assert writing.get(path).status_code == 404
    assert writing.delete(path, environ_overrides=EDITOR).status_code == 404


def test_a_post_adds_to_a_graph(writing: FlaskClient) -> None:
    assert [post(writing, "/graphs", content, **NAMED).status_code for content in (ONE, ONE, TWO)] == [201, 204, 204]
    assert same(writing.get("/graphs", **NAMED), ONE + TWO)


def test_a_post_to_the_store_makes_a_new_graph(writing: FlaskClient) -> None:
    answer = post(writing, "/graphs", TWO)
    location = answer.headers["Location"]
    assert answer.status_code == 201
    assert location.startswith("http://localhost/graphs/")
    assert same(writing.get(location), TWO)
    assert same(writing.get("/graphs", query_string={"graph": location}), TWO)
    named = iri.OWN_GRAPHS + location.rpartition("/")[2]
    assert same(writing.get("/graphs", query_string={"graph": named}), TWO)
    other = post(writing, "/graphs", f"<{E}b> <{E}p> 1 .").headers["Location"]
    assert other != location


def test_the_parts_of_a_form_are_added_as_one(writing: FlaskClient) -> None:
    parts = {
        "one": (BytesIO(ONE.encode()), "one.ttl", TURTLE),
        "two": (BytesIO(f"<{E}b> <{E}p> _:x .".encode()), "two.nt", "application/octet-stream"),
    }
    answer = post(writing, "/graphs", parts, content_type="multipart/form-data", **NAMED)
    assert answer.status_code == 201
    assert same(writing.get("/graphs", **NAMED), f"{ONE} <{E}b> <{E}p> [] .")
    broken = {"one": (BytesIO(b"<a> <b> 7 ."), "1.ttl", TURTLE), "two": (BytesIO(b"<a> <b>"), "2.ttl", TURTLE)}
    answer = post(writing, "/graphs", broken, content_type="multipart/form-data", **NAMED)
    assert (answer.status_code, answer.get_json()["detail"][:7]) == (400, "line 1:")
    assert len(list(parse(writing.get("/graphs", **NAMED).data, format=RdfFormat.TURTLE))) == 2


def test_what_is_empty_is_no_graph(writing: FlaskClient) -> None:
    empty = post(writing, "/graphs", "")
    assert (empty.status_code, "Location" in empty.headers) == (204, False)
    assert put(writing, "/graphs", "", **NAMED).status_code == 204
    put(writing, "/graphs", **NAMED)
    assert put(writing, "/graphs", "# nothing", **NAMED).status_code == 204
    assert writing.get("/graphs", **NAMED).status_code == 404


def test_relative_addresses_are_relative_to_the_graph(writing: FlaskClient) -> None:
    put(writing, "/graphs", "<x> <#p> <> .", query_string={"graph": E + "people/1"})
    (quad,) = parse(writing.get("/graphs", query_string={"graph": E + "people/1"}).data, format=RdfFormat.TURTLE)
    assert [term.value for term in (quad.subject, quad.predicate, quad.object)] == [
        E + "people/x",
        E + "people/1#p",
        E + "people/1",
    ]  # fmt: skip


def test_a_path_is_read_once(writing: FlaskClient) -> None:
    put(writing, "/graphs/a%20b/%2531", ONE)
    assert same(writing.get("/graphs", query_string={"graph": f"{iri.OWN_GRAPHS}a%20b/%2531"}), ONE)
    assert writing.get("/graphs/a%20b/1").status_code == 404


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", TURTLE),
        ("*/*", TURTLE),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_a_graph_of_the_tier_comes_in_every_form(client: FlaskClient, accept: str, given: str) -> None:
    graph = iri.article_graph(FIRST.id).value
    answer = client.get("/graphs", query_string={"graph": graph}, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (200, given)
    assert FIRST.sha256 in answer.text
    assert answer.headers["ETag"].startswith('"public-1-')
    etag = {"If-None-Match": answer.headers["ETag"], "Accept": given}
    assert client.get("/graphs", query_string={"graph": graph}, headers=etag).status_code == 304


@pytest.mark.slow  # articles loaded and protected, over three stores
@pytest.mark.parametrize("grant", [{}, READER, EDITOR])
def test_whoever_reads_sees_the_tier_alone(withheld: Path, grant: dict[str, Any]) -> None:
    restricted = {"graph": iri.restricted_graph(iri.article_graph("returns")).value}
    codes = {}
    for tier in ("public", "partner", "sealed"):
        client = create_app(Settings(store=withheld, tier=tier)).test_client()
        codes[tier] = client.get("/graphs", query_string=restricted, environ_overrides=grant).status_code
    assert codes == {"public": 404, "partner": 404, "sealed": 200}


XML = "application/rdf+xml"


@pytest.mark.parametrize(
    ("status", "reason", "method", "parts"),
    [
        (400, "say which graph", "GET", {"query_string": {}}),
        (400, "say which graph", "PUT", {"query_string": {}}),
        (400, "say which graph", "DELETE", {"query_string": {}}),
        (400, "name one graph", "GET", {"query_string": [("graph", E), ("graph", E)]}),
        (400, "name one graph", "PUT", {"query_string": {"graph": E, "default": ""}}),
        (400, "no absolute IRI", "GET", {"query_string": {"graph": "g"}}),
        (400, "no absolute IRI", "PUT", {"query_string": {"graph": "https://example.org/<>"}}),
        (401, "writing needs a token", "PUT", {"environ_overrides": {}}),
        (401, "writing needs a token", "POST", {"environ_overrides": {}}),
        (401, "writing needs a token", "DELETE", {"environ_overrides": {}}),
        (403, "is a reader's", "PUT", {"environ_overrides": READER}),
        (403, "derived from the claims", "PUT", {"query_string": {"graph": iri.EVENTS_GRAPH.value}}),
        (403, "kept by the store", "POST", {"query_string": {"graph": iri.CATALOGUE_GRAPH.value}}),
        (409, "`refoulement load` brings it in", "PUT", {"query_string": {"graph": iri.article_graph("x").value}}),
        (400, "line 2: this is no text/turtle", "PUT", {"data": f"{ONE}\n<a> <b> ."}),
        (400, "a DOCTYPE is not read", "PUT", {"data": "<!DOCTYPE x><x/>", "content_type": XML}),
        (405, "", "PATCH", {"content_type": "application/sparql-update"}),
        (406, "this is available as", "GET", {"headers": {"Accept": "image/png"}, "query_string": {"graph": "@"}}),
        (413, "exceeds", "PUT", {"data": ONE + " " * (1 << 20)}),
        (415, "not as text/plain", "PUT", {"content_type": "text/plain"}),
        (415, "not as nothing named", "POST", {"content_type": ""}),
        (415, "not as application/trig", "PUT", {"content_type": "application/trig"}),
        (415, "several can be POSTed", "PUT", {"content_type": "multipart/form-data; boundary=x"}),
        (415, "without a Content-Encoding", "PUT", {"data": b"", "headers": {"Content-Encoding": "gzip"}}),
        (422, "OwnGraph", "PUT", {"data": f"<{E}a> a <https://w3id.org/refoulement/ontology#EventClaim> ."}),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_as_a_problem(
    shared: FlaskClient, client: FlaskClient, status: int, reason: str, method: str, parts: dict[str, Any]
) -> None:
    asked = client if status == 406 else shared
    given = {"content_type": TURTLE, "environ_overrides": EDITOR, "data": ONE} | NAMED | parts
    if given["query_string"] == {"graph": "@"}:
        given["query_string"] = {"graph": iri.article_graph(FIRST.id).value}
    answer = asked.open("/graphs", method=method, **given)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    assert reason in answer.get_json()["detail"]
    assert shared.get("/graphs", **NAMED).status_code == 404


def test_who_has_no_token_is_told_how_it_is_sent(shared: FlaskClient) -> None:
    answer = shared.put("/graphs", **NAMED, data=ONE, content_type=TURTLE)
    assert answer.headers["WWW-Authenticate"] == "Bearer realm=refoulement"


def test_what_is_not_done_here_names_what_is(shared: FlaskClient) -> None:
    allowed = shared.patch("/graphs?default", environ_overrides=EDITOR).headers["Allow"]
    assert set(allowed.split(", ")) == {"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"}
