"""The cases of the W3C's SPARQL 1.1 suites, read from the manifests beside this checkout."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

SUITE = Path(__file__).resolve().parents[2] / "shared" / "w3c" / "sparql" / "sparql11"
ADDRESS = "https://w3c.github.io/rdf-tests/sparql/sparql11/"  # where the suite is published: its files' base
needs_suite = pytest.mark.skipif(
    not SUITE.is_dir(), reason="the W3C's suites are not beside this checkout (../shared/w3c)"
)

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a suite; `query`, `data`, `graphs` and `expected` are addresses of the suite's files."""

    iri: str
    suite: str
    kind: str
    query: str | None
    data: tuple[str, ...]
    graphs: tuple[str, ...]
    expected: str | None

    @property
    def name(self) -> str:
        """The suite and what its manifest calls the case, as `subquery/subquery01`."""
        return f"{self.suite}/{self.iri.rpartition('#')[2]}"


def path(address: str) -> Path:
    """The file of the suite that an address names."""
    return SUITE / address.removeprefix(ADDRESS)


@cache
def manifests() -> ox.Store:
    """All manifests that the whole suite's includes, and those these include, each in a graph of its own."""
    store = ox.Store()
    waiting = [ADDRESS + "manifest-all.ttl"]
    while waiting:
        address = waiting.pop()
        graph = NamedNode(address)
        if not any(store.quads_for_pattern(None, None, None, graph)):
            store.load(path=path(address), format=ox.RdfFormat.TURTLE, base_iri=address, to_graph=graph)
            included = f"SELECT ?m WHERE {{ GRAPH {graph} {{ ?all <{MF}include>/<{RDF}rest>*/<{RDF}first> ?m }} }}"
            found = store.query(included)
            assert isinstance(found, ox.QuerySolutions)
            waiting.extend(solution["m"].value for solution in found if isinstance(solution["m"], NamedNode))
    return store


def value(subject: object, predicate: str) -> Term | None:
    """What the manifests say first of a subject by a property."""
    return next(values(subject, predicate), None)


def values(subject: object, predicate: str) -> Iterator[Term]:
    """All that the manifests say of a subject by a property."""
    assert isinstance(subject, NamedNode | BlankNode)
    for quad in manifests().quads_for_pattern(subject, NamedNode(predicate), None, None):
        assert isinstance(quad.object, Term)
        yield quad.object


def members(head: object) -> Iterator[Term]:
    """The members of an RDF list."""
    while head != NamedNode(RDF + "nil"):
        first = value(head, RDF + "first")
        assert first is not None
        yield first
        head = value(head, RDF + "rest")


def _addresses(subject: object, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(found.value for found in values(subject, predicate) if isinstance(found, NamedNode)))


@cache
def cases() -> tuple[Case, ...]:
    """Every case there is, by its name; none where the suites are not beside this checkout."""
    if not SUITE.is_dir():
        return ()
    found = []
    for quad in manifests().quads_for_pattern(None, NamedNode(MF + "entries"), None, None):
        assert isinstance(quad.graph_name, NamedNode)
        suite = quad.graph_name.value.removeprefix(ADDRESS).partition("/")[0]
        found += [_case(entry, suite) for entry in members(quad.object) if isinstance(entry, NamedNode)]
    return tuple(sorted(found, key=lambda case: case.name))


def labelled_data() -> dict[str, str]:
    """The graphs of the protocol cases by their names, and the file that holds each."""
    found = {}
    for quad in manifests().quads_for_pattern(None, NamedNode(UT + "graph"), None, None):
        name = value(quad.subject, RDFS + "label")
        if isinstance(name, Literal) and isinstance(quad.object, NamedNode) and "/protocol/" in quad.object.value:
            found[name.value] = quad.object.value
    return found


def _case(entry: NamedNode, suite: str) -> Case:
    kind, action, expected = (value(entry, name) for name in (RDF + "type", MF + "action", MF + "result"))
    assert isinstance(kind, NamedNode)
    whole = isinstance(action, BlankNode) and value(action, QT + "query")
    query = whole or action
    return Case(
        entry.value,
        suite,
        kind.value.rpartition("#")[2],
        query.value if isinstance(query, NamedNode) else None,
        _addresses(action, QT + "data") if whole else (),
        _addresses(action, QT + "graphData") if whole else (),
        expected.value if isinstance(expected, NamedNode) else None,
    )
