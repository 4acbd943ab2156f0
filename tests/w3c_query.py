"""Query cases of the W3C's suites, asked of a real server over HTTP.

Every data file of the suites is one named graph of one store, named by the file's address. A case's dataset is what its
request says with `default-graph-uri` and `named-graph-uri`, so that cases cannot see each other's data.
"""

import re
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import NamedNode

from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.tier import PUBLIC
from refoulement.tests.w3c_manifest import ADDRESS, Case, cases, labelled_data, path
from refoulement.tests.w3c_results import Found, Graph, Rows, differ, read, read_file
from refoulement.web.negotiation import GRAPH_FORMATS

EVALUATION = ("QueryEvaluationTest", "CSVResultFormatTest")
GOOD, BAD = "PositiveSyntaxTest11", "NegativeSyntaxTest11"
NOTHING = ADDRESS + "a-graph-that-is-not-there"
DIRECT = "application/sparql-query"
TABLES = ("application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values")
WITHIN = 30  # seconds


def publish_data(folder: Path) -> None:
    """A store of every data file of the query and protocol cases, each as the graph of its address or its label."""
    files = {name: name for case in cases() if case.kind in EVALUATION for name in (*case.data, *case.graphs)}
    parts = {}
    for name, file in sorted((files | labelled_data()).items()):
        form = ox.RdfFormat.from_extension(file.rpartition(".")[2])
        assert form, file
        graph = NamedNode(name)
        quads = ox.parse(path=path(file), format=form, base_iri=name, rename_blank_nodes=True)
        entry = Entry(graph=graph, title=name, agent="w3c 1", written_at=datetime(2026, 1, 2, tzinfo=UTC))
        parts[entry] = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
    with OxigraphWriter(folder / PUBLIC) as writer:
        writer.exchange(parts)
        writer.publish()


def ask(endpoint: str, text: bytes, dataset: list[tuple[str, str]], accept: str) -> tuple[int, str, bytes]:
    """Post a query directly; gives status, media type and body."""
    address = f"{endpoint}?{urllib.parse.urlencode(dataset)}"
    request = urllib.request.Request(address, data=text, headers={"Content-Type": DIRECT, "Accept": accept})
    try:
        with urllib.request.urlopen(request, timeout=WITHIN) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers.get_content_type(), refused.read()


def check(case: Case, endpoint: str) -> str | None:
    """What is wrong with the server's answers to a query case; None where nothing is."""
    assert case.query
    text = path(case.query).read_bytes()
    if case.kind in EVALUATION:
        return _check_evaluation(case, endpoint, text)
    status, _, body = ask(endpoint, text, [("default-graph-uri", NOTHING)], "*/*")
    expected = 400 if case.kind == BAD else 200
    return None if status == expected else f"{status}, expected {expected}: {body[:300].decode()}"


def _check_evaluation(case: Case, endpoint: str, text: bytes) -> str | None:
    """Ask in every form that the answer has, and compare each."""
    assert case.query
    assert case.expected
    expected = read_file(case.expected, path(case.expected).read_bytes(), case.expected)
    # The suites mean a relative IRI to be beside the query's file; over HTTP a BASE says so.
    based = b"BASE <" + case.query.encode() + b">\n" + text
    for accept in _forms(case, expected):
        status, media_type, body = ask(endpoint, based, _dataset(case, text), accept)
        if (status, media_type) != (200, accept):
            return f"{accept}: {status} {media_type} {body[:300].decode()}"
        ordered = re.search(rb"ORDER\s+BY[^}]*$", text, re.IGNORECASE) is not None
        if wrong := differ(read(body, media_type, endpoint), expected, ordered=ordered):
            return f"{accept}: {wrong}"
    return None


def _forms(case: Case, expected: Found) -> tuple[str, ...]:
    if case.kind == "CSVResultFormatTest":
        return ("text/csv",)
    if isinstance(expected, Graph):
        return tuple(form for form in GRAPH_FORMATS if form != "text/n3")  # which no reader here reads as a graph
    return TABLES if isinstance(expected, Rows) else TABLES[:2]


def _dataset(case: Case, text: bytes) -> list[tuple[str, str]]:
    """The dataset of a case as the protocol says it; none where the query says it by FROM, before which it would go."""
    if re.search(rb"\bFROM\b", text):
        return []
    default, named = "default-graph-uri", "named-graph-uri"
    return [*((default, name) for name in case.data or (NOTHING,)), *((named, name) for name in case.graphs)]
