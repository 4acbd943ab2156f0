"""A query with its values written in finds what the same query finds with them bound beside it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import XSD
from refoulement.graph.store import Snapshot, Term
from refoulement.graph.tier import PUBLIC
from refoulement.queries import QUERIES, Query, ask, terms
from refoulement.queries.choices import choices
from refoulement.queries.parameter import Parameter
from refoulement.queries.spelled import spelled
from refoulement.tests.published_store import EVENT, GATE, GROUP, NORTHSIDE

SAMPLES = {"date": ("2031-05-04", "2031-05-06"), "integer": ("1",), "number": ("1",), "string": ("a",), "lang": ("en",)}


@pytest.fixture(scope="module")
def snapshot(store: Path) -> Snapshot:
    return OxigraphReader(store / PUBLIC).snapshot()


def samples(snapshot: Snapshot, parameter: Parameter) -> list[str]:
    """Values that a parameter takes, some of which find something."""
    if offered := choices(snapshot, parameter):
        return [choice.value for choice in offered[:2]]
    return list(SAMPLES.get(parameter.type, (GATE.iri, GROUP.iri, NORTHSIDE.iri, EVENT)))


def rows(snapshot: Snapshot, query: Query, text: str) -> list[dict[str, Term]]:
    found = snapshot.query(text)
    assert isinstance(found, QuerySolutions)
    has = {variable.value for variable in found.variables}
    return [{name: row[name] for name in query.columns if name in has and row[name] is not None} for row in found]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_it_finds_the_same(snapshot: Snapshot, name: str) -> None:
    query = QUERIES[name]
    asked = [{one.name: value} for one in query.parameters for value in samples(snapshot, one)]
    every = {one.name: samples(snapshot, one)[0] for one in query.parameters}
    for values in ({}, every, *asked):
        text = spelled(query, terms(snapshot, query, values, as_of=None))
        assert rows(snapshot, query, text) == ask(snapshot, query, values)
        assert "#+" not in text


def made_up(text: str) -> Query:
    parameter = Parameter(name="x", type="string", description="")
    return Query(name="q", summary="", description="", parameters=(parameter,), columns={}, text=text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("SELECT ?s ?x { ?s ?p ?x }", 'SELECT ?s { ?s ?p "a" }\n'),
        ("SELECT * { ?s ?p $x FILTER(?x > ?y) }", 'SELECT * { ?s ?p "a" FILTER("a" > ?y) }\n'),
        ("SELECT ?s { ?s ?p ?x FILTER BOUND(?x) }", 'SELECT ?s {\n  VALUES ?x { "a" } ?s ?p ?x FILTER BOUND(?x) }\n'),
        (
            "SELECT (COUNT(*) AS ?x) {} GROUP BY ?y ?x",
            'SELECT (COUNT(*) AS ?x) {\n  VALUES ?x { "a" }} GROUP BY ?y ?x\n',
        ),
        ("ASK { ?s ?p '?x' }", "ASK { ?s ?p '?x' }\n"),
    ],
)
def test_a_value_stands_only_where_one_may(text: str, written: str) -> None:
    assert spelled(made_up(text), {"x": Literal("a")}) == written


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_value_is_read_as_anything_else(value: str) -> None:
    for term in (Literal(value), Literal(value, language="en"), Literal(value, datatype=NamedNode(XSD + "date"))):
        text = spelled(made_up("SELECT ?it ?x { BIND(?x AS ?it) }"), {"x": term})
        found = Store().query(text)
        assert isinstance(found, QuerySolutions)
        assert [row["it"] for row in found] == [term]
