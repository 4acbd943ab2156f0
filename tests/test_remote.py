"""Asking an engine at another address: terms bound as terms, a text that is SPARQL alone, and answers whole or none."""

import json
import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import parse_qsl

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode

from refoulement.__main__ import main
from refoulement.errors import EngineFailed, EngineSlow, EngineUnfit, QueryRefused, StoreError, TextMissing
from refoulement.graph import fitness
from refoulement.graph.endpoint import OWN_GRAPHS, Endpoint, Said
from refoulement.graph.iri import CATALOGUE_GRAPH
from refoulement.graph.remote import RemoteReader, RemoteSnapshot, copied, reader_at
from refoulement.graph.sparql_text import SCHEMES_REFUSED
from refoulement.graph.tier import PUBLIC
from refoulement.ontology import RF
from refoulement.server import create_app
from refoulement.tests.engines import ask
from refoulement.tests.faulty_endpoint import Handler, endpoint, erring
from refoulement.tests.published_store import FIRST
from refoulement.tests.real_server import serving
from refoulement.web.access import ENVIRON_KEY as GRANT
from refoulement.web.access import Grant
from refoulement.web.settings import Settings

YES = b'{"head":{},"boolean":true}'
SMALL = 1 << 20


def at(address: str, *, time_s: float = 1.0) -> Endpoint:
    return Endpoint(address=address, time_s=time_s, bytes_at_most=SMALL)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('DEFINE get:soft "replace" SELECT * { ?s ?p ?o }', "does not parse"),
        ('SELECT (bif:http_get("http://a.example/") AS ?x) {}', "does not parse"),
        ('SELECT (<bif:http_get>("http://a.example/") AS ?x) {}', "of an engine's own functions"),
        ('PREFIX b: <BIF:> SELECT (b:http_get("http://a.example/") AS ?x) {}', "of an engine's own functions"),
        ("PREFIX o: <http://www.openlinksw.com/schemas/bif#> SELECT * { ?s o:contains 'x' }", "engine's own functions"),
        ("SELECT (<java:java.lang.System.exit>(1) AS ?x) {}", "of an engine's own functions"),
        (r'SELECT (<\u0062if:http_get>("http://a.example/") AS ?x) {}', "escapes ASCII"),
        ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", "SERVICE is not offered"),
        ("ASK { FILTER(<urn:a-procedure>(1)) }", "calls what is no function here: .*<urn:a-procedure>"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "does not parse"),
        ("LOAD <http://a.example/>", "does not parse"),
    ],
)
def test_what_is_an_engines_own_never_reaches_it(text: str, told: str) -> None:
    with endpoint(lambda asked: asked.tell(YES)) as (address, asked):
        snapshot = RemoteSnapshot(at(address), None)
        with pytest.raises(QueryRefused, match=told):
            snapshot.query(text)
    assert asked == []


def drip(asked: Handler) -> None:
    asked.tell(b" ", length=1000)
    for _ in range(100):
        time.sleep(0.05)
        asked.wfile.write(b" ")


def no_end_told(asked: Handler) -> None:
    asked.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/n-triples\r\n\r\n<urn:a> <urn:b> <urn:c> .\n")


def cut_in_chunks(asked: Handler) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/n-triples\r\nTransfer-Encoding: chunked\r\n\r\n")
    asked.wfile.write(b"1a\r\n<urn:a> <urn:b> <urn:c> .\n\r\n")


def endless(asked: Handler) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/n-triples\r\nTransfer-Encoding: chunked\r\n\r\n")
    line = b"<urn:a> <urn:b> <urn:c> .\n" * 4096
    for _ in range(10_000):  # a gigabyte
        asked.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))


CASES: dict[str, tuple[Callable[[Handler], None], type[StoreError] | type[QueryRefused], str]] = {
    "rubbish": (lambda asked: asked.tell(b"<html>Welcome"), EngineFailed, "what the engine says is no answer"),
    "rubbish that is JSON": (lambda asked: asked.tell(b'{"error": "x"}'), EngineFailed, "is no answer"),
    "nothing": (lambda asked: asked.tell(b""), EngineFailed, "is no answer"),
    "half a row": (lambda asked: asked.tell(YES.replace(b"true", b"tru")), EngineFailed, "is no answer"),
    "an error at the end": (
        lambda asked: asked.tell(b'{"head":{"vars":["s"]},"results":{"bindings":[{}Timeout'),
        EngineFailed,
        "is no answer",
    ),
    "less than announced": (lambda asked: asked.tell(YES, length=400), EngineFailed, "IncompleteRead"),
    "cut between chunks": (cut_in_chunks, EngineFailed, "IncompleteRead"),
    "an end that is not told": (no_end_told, EngineFailed, "tells not where its answer ends"),
    "a redirect": (
        lambda asked: asked.tell(b"", status=302, Location="http://127.0.0.1:1/secret"),
        EngineFailed,
        "redirects to 'http://127.0.0.1:1/secret', which is not followed",
    ),
    "a gigabyte": (endless, QueryRefused, "larger than 1 MiB"),
    "drops": (drip, EngineSlow, "no answer within 1 seconds"),
    "silence": (lambda _asked: time.sleep(2.5), EngineSlow, "no answer within 1 seconds"),
    "an interrupted query": (lambda asked: asked.tell(YES, X_SQL_State="S1TAT"), EngineSlow, "no answer within"),
    "a cut result": (
        lambda asked: asked.tell(YES, X_SPARQL_MaxRows="10000"),
        EngineFailed,
        "cuts its answers at 10000",
    ),
    "what is packed": (lambda asked: asked.tell(YES, Content_Encoding="br"), EngineFailed, "not asked for: br"),
    "its own no": (lambda asked: asked.tell(b"line 3: no", status=400), QueryRefused, "refuses this query: line 3: no"),
    "a slip": (lambda asked: asked.tell(b"oh", status=500), EngineFailed, "the engine answers 500: oh"),
    "no room": (lambda asked: asked.tell(b"", status=503), EngineFailed, "the engine answers 503"),
    "a gate's time": (lambda asked: asked.tell(b"", status=504), EngineSlow, "no answer within"),
    "too many headers": (
        lambda asked: asked.tell(YES, length=None, status=200, **{f"X_{number}": "x" for number in range(200)}),
        EngineFailed,
        "got more than 100 headers",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_answer_is_told_and_never_looks_whole(case: str) -> None:
    says, error, told = CASES[case]
    begun = time.monotonic()
    with endpoint(says) as (address, _), pytest.raises(error, match=told):
        RemoteSnapshot(at(address), None).query("CONSTRUCT WHERE { ?s ?p ?o }" if "chunk" in case else "ASK {}")
    assert time.monotonic() - begun < 6


def test_an_endpoint_that_is_down_is_told() -> None:
    with endpoint(lambda asked: asked.tell(YES)) as (address, _):
        pass
    with pytest.raises(EngineFailed, match=r"the engine gives no answer: .*refused"):
        reader_at(address, folder=None, tier=PUBLIC, time_s=2, answer_mib=1).snapshot()


@pytest.mark.parametrize(
    "address", ["https://user:secret@host/sparql", "http://", "https://host:port/", "http://host/#a"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="address"):
        at(address)


def test_a_dataset_is_given_whole_and_goes_before_from() -> None:
    with endpoint(lambda asked: asked.tell(YES)) as (address, asked):
        snapshot = RemoteSnapshot(at(address), None)
        snapshot.query("ASK FROM <urn:x> { ?s ?p ?o }", default_graphs=["urn:a", "urn:b"])
        snapshot.query("ASK { ?s ?p ?o }", named_graphs=["http://www.openlinksw.com/schemas/virtrdf#"])
        with pytest.raises(ValueError, match="IRI"):
            snapshot.query("ASK { ?s ?p ?o }", default_graphs=["no iri> <"])
    first, second = ([(name, value) for name, value in parse_qsl(body.decode()) if name != "query"] for body in asked)
    nowhere = second[0][1]
    assert nowhere.startswith("urn:uuid:")
    assert first == [("default-graph-uri", "urn:a"), ("default-graph-uri", "urn:b"), ("named-graph-uri", nowhere)]
    assert second == [("default-graph-uri", nowhere), ("named-graph-uri", nowhere)]
    assert b"urn%3Ax" not in asked[0]


def test_an_engine_that_does_not_join_its_graphs_is_refused() -> None:
    with (
        endpoint(lambda asked: asked.tell(YES.replace(b"true", b"false"))) as (address, _),
        pytest.raises(EngineUnfit, match="let it be of their union"),
    ):
        RemoteReader(at(address)).snapshot()


def test_a_geometry_of_virtuoso_has_its_own_datatype_again() -> None:
    geometry = "http://www.openlinksw.com/schemas/virtrdf#Geometry"
    text = '"^^<' + geometry + ">"
    point = {"type": "typed-literal", "datatype": geometry, "value": "POINT(1 2)"}
    rows = {"head": {"vars": ["o"]}, "results": {"bindings": [{"o": point}, {"o": {"type": "literal", "value": text}}]}}
    lines = f'<urn:a> <urn:b> "POINT(1 2)"^^<{geometry}> .\n<urn:a> <urn:c> {Literal(text)} .\n'

    def says(asked: Handler) -> None:
        if b"CONSTRUCT" in asked.asked[-1]:
            asked.tell(lines.encode(), Content_Type="application/n-triples", Server="Virtuoso/07.20")
        else:
            asked.tell(json.dumps(rows).encode(), Server="Virtuoso/07.20")

    expected = Literal("POINT(1 2)", datatype=NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral"))
    with endpoint(says) as (address, _):
        snapshot = RemoteSnapshot(at(address), None)
        assert snapshot.select("SELECT ?o { ?s ?p ?o }") == [{"o": expected}, {"o": Literal(text)}]
        found = snapshot.query("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(found, ox.QueryTriples)
        assert {triple.object for triple in found} == {expected, Literal(text)}


def embedded(store: ox.Store) -> Callable[[str], Said]:
    def ask(text: str) -> Said:
        found = store.query(text)
        assert isinstance(found, ox.QueryBoolean)
        body = found.serialize(format=ox.QueryResultsFormat.JSON)
        return Said(media_type="application/sparql-results+json", body=body or b"", server="embedded")

    return ask


def test_the_embedded_engine_passes_the_trials() -> None:
    assert fitness.faults(embedded(ox.Store())) == ()
    refuses = fitness.faults(lambda _: Said(media_type="", body=YES.replace(b"true", b"false"), server=""))
    assert refuses == tuple(fitness.PROBES)


def test_a_copy_that_is_too_large_or_changes_on_the_way_is_none() -> None:
    counts = {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "7"}}]}}
    graphs = {"head": {"vars": ["g"]}, "results": {"bindings": []}}

    def says(asked: Handler) -> None:
        asked.tell(json.dumps(counts if b"COUNT" in asked.asked[-1] else graphs).encode())

    with endpoint(says) as (address, _):
        with pytest.raises(EngineUnfit, match="it has 7 quads, and memory_below is 7"):
            copied(at(address), below=7)
        with pytest.raises(EngineFailed, match="changed while it was read, from 7 to 0 quads"):
            copied(at(address), below=8)


@pytest.mark.parametrize(("tier", "fits"), [("public", False), ("partner", False), ("sealed", True)])
def test_an_engine_that_lists_what_the_tier_may_not_read_is_refused(tier: str, *, fits: bool) -> None:
    store = ox.Store()
    store.add(ox.Quad(NamedNode("urn:graph"), RF.tier, RF.public, CATALOGUE_GRAPH))
    store.add(ox.Quad(NamedNode("urn:other"), RF.tier, RF.sealed, CATALOGUE_GRAPH))
    with endpoint(erring(store)) as (address, _):
        reader = RemoteReader(at(address), tier=tier)
        if fits:
            assert reader.snapshot().graphs() == (CATALOGUE_GRAPH,)
        else:
            with pytest.raises(
                EngineUnfit, match="lists graphs of the tier sealed, and who reads here may read the tier"
            ):
                reader.snapshot()


@pytest.mark.slow
def test_a_copy_is_renewed_when_it_is_due_and_no_sooner() -> None:
    graph, store = NamedNode("urn:graph"), ox.Store()
    store.add(ox.Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("before"), graph))
    with endpoint(erring(store)) as (address, asked), serving(address, "--quiet", "--renew-s", "6") as served:
        begun = time.monotonic()
        path = "/graphs?graph=urn:graph"
        assert "before" in ask(served, path).text
        store.add(ox.Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("behind"), graph))
        while "behind" not in ask(served, path).text:
            assert time.monotonic() - begun < 40
            time.sleep(0.2)
        copies = sum(b"CONSTRUCT" in one for one in asked)
        assert 2 <= copies <= 2 + (time.monotonic() - begun) / 6


def test_texts_are_those_of_a_folder_or_missing(store: Path) -> None:
    with_folder = reader_at("http://host/sparql", folder=store, tier=PUBLIC, time_s=1, answer_mib=1)
    assert with_folder.text(FIRST.sha256) == FIRST.text
    with pytest.raises(TextMissing, match="is not kept here"):
        RemoteReader(at("http://host/sparql")).text(FIRST.sha256)


@pytest.mark.parametrize("name", ["../current", "../../tokens.json", "/etc/passwd", "", "."])
def test_what_an_engine_calls_the_hash_of_a_text_opens_no_other_file(name: str, store: Path) -> None:
    with pytest.raises(TextMissing, match="is not kept here"):
        reader_at("http://host/sparql", folder=store, tier=PUBLIC, time_s=1, answer_mib=1).text(name)


def test_an_empty_copy_is_asked_and_not_the_engine() -> None:
    with endpoint(erring(ox.Store())) as (address, asked):
        snapshot = RemoteReader(at(address)).snapshot()
        asked.clear()
        assert snapshot.select("SELECT ?s { ?s ?p ?o }") == []
        assert snapshot.graphs() == ()
        assert asked == []


@pytest.fixture
def broken() -> AbstractContextManager[tuple[str, list[bytes]]]:
    return endpoint(lambda asked: asked.tell(b"Apache/2 at host-of-ours port 80", status=500))


def test_who_asks_is_not_told_what_the_keeper_has_to_know(
    broken: AbstractContextManager[tuple[str, list[bytes]]],
) -> None:
    with broken as (address, _):
        answer = create_app(Settings(endpoint=address)).test_client().get("/sparql?query=ASK{}")
    assert answer.status_code == 502
    assert "gave no answer" in answer.get_data(as_text=True)
    assert "host-of-ours" not in answer.get_data(as_text=True)
    assert address not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/sparql", {"update": "INSERT DATA { <urn:a> <urn:b> 1 }"}),
        ("PUT", "/graphs?graph=urn:a", "<urn:a> <urn:b> 1 ."),
        ("POST", "/graphs?graph=urn:a", "<urn:a> <urn:b> 1 ."),
        ("DELETE", "/graphs?graph=urn:a", ""),
    ],
)
def test_nothing_is_written_to_an_engine_whatever_the_token(method: str, path: str, body: object) -> None:
    with endpoint(lambda asked: asked.tell(YES)) as (address, asked):
        client = create_app(Settings(endpoint=address, tier="sealed")).test_client()
        grant = {GRANT: Grant(token="0123456789ab", role="admin", tier="sealed")}  # noqa: S106 - an id
        kind = "text/turtle" if isinstance(body, str) else None
        answer = client.open(path, method=method, data=body, content_type=kind, environ_overrides=grant)
    assert answer.status_code == 403
    assert "nothing is written here: this service stands before an engine" in answer.get_data(as_text=True)
    assert asked == []


@pytest.mark.parametrize("command", [["events", "list"], ["load", "corpus"], ["token", "list"]])
def test_a_command_that_needs_a_folder_takes_no_address(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--store", "https://host/sparql"]) == 2
    assert "an engine at an address is only read, by `query` and `serve`" in capsys.readouterr().err


PAGE = (Path(__file__).parent.parent / "docs" / "engines.md").read_text("utf-8")


def test_the_page_of_engines_names_what_is_tried_refused_and_left_out() -> None:
    assert re.findall(r"^\| ([a-z][^|]*) \| yes \| (?:yes|\*\*no\*\*) \|$", PAGE, re.MULTILINE) == list(fitness.PROBES)
    assert all(f"`{scheme}:`" in PAGE for scheme in SCHEMES_REFUSED)
    assert OWN_GRAPHS[0] in PAGE
    assert f"and {['', 'one', 'two', 'three', 'four', 'five'][len(OWN_GRAPHS) - 1]} more" in PAGE
