"""Updates over HTTP: who may, in which ways of the protocol, and how a refusal is answered."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from refoulement.graph import iri
from refoulement.graph.audit import Audit
from refoulement.graph.tiers import TieredWriter
from refoulement.ontology import NAMESPACE
from refoulement.server import create_app
from refoulement.web.access import ENVIRON_KEY, Grant
from refoulement.web.settings import Settings

E = "https://example.org/"
G, H = f"<{E}g>", f"<{E}h>"
DIRECT, FORM = "application/sparql-update", "application/x-www-form-urlencoded"
EDITORS_ID = "abcdef012345"
EDITOR = {ENVIRON_KEY: Grant(token=EDITORS_ID, role="editor", tier="sealed")}
READER = {ENVIRON_KEY: Grant(token=EDITORS_ID, role="reader", tier="sealed")}
TWICE = f"INSERT DATA {{ GRAPH {G} {{ <{E}a> <{E}b> 1 }} GRAPH {H} {{ <{E}a> <{E}b> 1 }} }}"
A_CLAIM = f"INSERT DATA {{ GRAPH {G} {{ <{E}a> a <{NAMESPACE}EventClaim> }} }}"


def empty_store(folder: Path) -> Path:
    with TieredWriter(folder, now=datetime(2026, 1, 2, tzinfo=UTC)) as store:
        store.publish()
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_store(tmp_path_factory.mktemp("empty") / "store")


@pytest.fixture(scope="module")
def shared(folder: Path) -> FlaskClient:
    return create_app(Settings(store=folder)).test_client()


@pytest.fixture
def client(shared: FlaskClient) -> Iterator[FlaskClient]:
    yield shared
    assert send(shared, "CLEAR ALL").status_code == 200


def send(client: FlaskClient, text: str, **parts: Any) -> Any:  # noqa: ANN401
    given = {"content_type": DIRECT, "environ_overrides": EDITOR, "data": text} | parts
    return client.post("/sparql", **given)


def rows(client: FlaskClient, query: str) -> list[list[str]]:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return [line.split(",") for line in answer.text.splitlines()[1:]]


ALL = f"SELECT ?g ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o FILTER STRSTARTS(STR(?s), '{E}') }} }} ORDER BY ?g ?s ?p ?o"
OWN = f"SELECT ?s ?o {{ ?s <{E}p> ?o }} ORDER BY ?s ?o"


def test_an_update_is_posted_in_two_ways(client: FlaskClient, folder: Path) -> None:
    direct = send(client, f"INSERT DATA {{ GRAPH {G} {{ <{E}a> <{E}p> 1 , 2 }} }}")
    assert (direct.status_code, direct.get_json()["inserted"], direct.get_json()["deleted"]) == (200, 2, 0)
    text = "DELETE { GRAPH ?g { ?s ?p 2 } } INSERT { GRAPH ?g { ?s ?p 3 } } WHERE { GRAPH ?g { ?s ?p 2 } }"
    form = client.post("/sparql", data={"update": text}, environ_overrides=EDITOR)
    assert form.get_json() == {"snapshot": direct.get_json()["snapshot"] + 1, "inserted": 1, "deleted": 1}
    assert rows(client, OWN) == [[E + "a", "1"], [E + "a", "3"]]
    last = list(Audit(folder / "sealed").lines())[-1]
    assert (last.who, last.doing, last.graphs) == ("token abcdef012345", "SPARQL update", {E + "g": (1, 1)})


def test_what_names_no_graph_is_in_a_graph_of_its_own_and_readers_ask_all(client: FlaskClient) -> None:
    send(client, f"INSERT DATA {{ <{E}a> <{E}p> <b> GRAPH {G} {{ <{E}b> <{E}p> 1 }} }}")
    assert rows(client, OWN) == [[E + "a", iri.BASE + "b"], [E + "b", "1"]]
    send(client, "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert rows(client, OWN) == [[E + "b", "1"]]


@pytest.mark.parametrize(
    ("dataset", "found"),
    [
        ({"using-graph-uri": [E + "g"]}, ["g"]),
        ({"using-graph-uri": [E + "g", E + "h"]}, ["g", "h"]),
        ({"using-named-graph-uri": [E + "h"]}, ["named h"]),
        ({"using-graph-uri": [E + "g"], "using-named-graph-uri": [E + "h"]}, ["g", "named h"]),
    ],
)
@pytest.mark.parametrize("way", ["direct", "form"])
def test_the_request_gives_a_dataset(
    client: FlaskClient, dataset: dict[str, list[str]], found: list[str], way: str
) -> None:
    send(client, f"INSERT DATA {{ GRAPH {G} {{ <{E}x> <{E}is> 'g' }} GRAPH {H} {{ <{E}x> <{E}is> 'h' }} }}")
    text = f"INSERT {{ GRAPH <{E}out> {{ ?s <{E}p> ?found }} }} WHERE {{ {{ ?s <{E}is> ?found }} UNION "
    text += f"{{ GRAPH ?g {{ ?s <{E}is> ?o }} BIND (CONCAT('named ', ?o) AS ?found) }} }}"
    if way == "direct":
        answer = send(client, text, query_string=dataset)
    else:
        answer = client.post("/sparql", data={"update": text} | dataset, environ_overrides=EDITOR)
    assert answer.status_code == 200, answer.text
    assert [row[1] for row in rows(client, OWN)] == found


def test_a_dataset_given_twice_is_refused(client: FlaskClient) -> None:
    text = f"INSERT {{ GRAPH {G} {{ ?s ?p 1 }} }} USING {H} WHERE {{ ?s ?p ?o }}"
    answer = send(client, text, query_string={"using-graph-uri": E + "g"})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert "the dataset is named twice" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("status", "reason", "parts"),
    [
        (401, "writing needs a token", {"environ_overrides": {}}),
        (403, "is a reader's", {"environ_overrides": READER}),
        (400, "does not parse", {"data": "CLEAR XYZ"}),
        (400, "LOAD is not offered", {"data": "LOAD <http://127.0.0.1:9/>"}),
        (400, "not UTF-8", {"data": b"\xff\xfe"}),
        (400, "in UTF-8", {"data": "CLEAR ALL".encode("utf-16"), "content_type": f"{DIRECT}; charset=UTF-16"}),
        (400, "give one update", {"data": "update=CLEAR+ALL&update=CLEAR+ALL", "content_type": FORM}),
        (400, "give one update", {"data": "update=CLEAR+ALL&query=ASK+{}", "content_type": FORM}),
        (400, "not as a parameter", {"data": "x", "content_type": "text/plain", "query_string": {"update": "x"}}),
        (400, "does not exist", {"data": f"CLEAR GRAPH {G}"}),
        (403, "derived from the claims", {"data": "INSERT DATA { GRAPH <@events> { <@a> <@b> 1 } }"}),
        (409, "a triple has one graph", {"data": TWICE}),
        (413, "exceeds", {"data": "#" * 300_000}),
        (415, "not as text/plain", {"data": "CLEAR ALL", "content_type": "text/plain"}),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_as_a_problem(
    shared: FlaskClient, status: int, reason: str, parts: dict[str, Any]
) -> None:
    if isinstance(parts.get("data"), str):
        parts = parts | {"data": parts["data"].replace("@", "https://w3id.org/refoulement/graph/")}
    before = rows(shared, ALL)
    answer = send(shared, "CLEAR ALL", **parts)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    assert reason in answer.get_json()["detail"]
    assert rows(shared, ALL) == before


def test_an_update_by_get_is_refused(shared: FlaskClient) -> None:
    answer = shared.get("/sparql", query_string={"update": "CLEAR ALL"}, environ_overrides=EDITOR)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_broken_shapes_are_answered_with_the_report(shared: FlaskClient) -> None:
    answer = send(shared, A_CLAIM)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    problem = answer.get_json()
    assert problem["detail"].endswith("Nothing was changed.")
    assert {"https://w3id.org/refoulement/shapes#OwnGraph"} < {found["shape"] for found in problem["violations"]}
    assert {found["focus"] for found in problem["violations"]} == {E + "a"}
    assert all(found["message"] for found in problem["violations"])


def test_the_report_comes_as_shacl_too(shared: FlaskClient) -> None:
    answer = send(shared, A_CLAIM, headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.mimetype) == (422, "text/turtle")
    triples = [quad.triple for quad in parse(answer.data, format=RdfFormat.TURTLE)]
    said = {(triple.predicate.value.rpartition("#")[2], triple.object) for triple in triples}
    assert ("focusNode", NamedNode(E + "a")) in said
    assert ("sourceShape", NamedNode("https://w3id.org/refoulement/shapes#OwnGraph")) in said
    assert ("conforms", Literal(False)) in said  # noqa: FBT003
    assert len([triple for triple in triples if triple.predicate.value.endswith("#result")]) > 1


def test_while_somebody_writes_another_waits(shared: FlaskClient, folder: Path) -> None:
    with TieredWriter(folder, now=datetime(2026, 1, 2, tzinfo=UTC)):
        answer = send(shared, "CLEAR ALL")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.get_json()["detail"] == "somebody else is writing; try again in a moment"
