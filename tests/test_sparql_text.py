"""The text of a query on its way to another engine: terms bound as terms, and the dataset of the request alone."""

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from refoulement.errors import QueryRefused
from refoulement.graph.iri import BASE
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import XSD
from refoulement.graph.sparql_text import asks_for_graph, names_a_graph, with_base, with_bindings, without_dataset
from refoulement.graph.store import Term
from refoulement.graph.tier import PUBLIC
from refoulement.queries import PAGES, QUERIES
from refoulement.tests.published_store import EVENT, GATE, GROUP, NORTHSIDE

# Text that would end a literal, an IRI, a group or a comment if it were pasted.
HOSTILE = [
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    '\\"',
    "\n",
    "\r",
    "\t",
    "} UNION { ?s ?p ?o",
    "# ",
    ">",
    "?x",
    "$x",
    "\x7f",
    "𝔘",
    "é",
]
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.lists(st.sampled_from(HOSTILE), max_size=6).map("".join),
)
tags = st.from_regex(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", fullmatch=True)


def is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


iris = texts.map("http://example.org/".__add__).filter(is_iri).map(NamedNode)
terms: st.SearchStrategy[Term] = st.one_of(
    iris,
    texts.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, tags),
    st.builds(
        lambda text, kind: Literal(text, datatype=kind),
        texts,
        st.sampled_from([NamedNode(XSD + "date"), NamedNode("urn:k")]),
    ),
)


def rows(store: ox.Store, text: str, **bound: Term) -> list[tuple[Any, ...]]:
    found = store.query(with_bindings(text, bound))
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(row) for row in found]


@given(terms)
def test_a_term_that_is_bound_is_that_term_and_nothing_more(term: Term) -> None:
    store = ox.Store()
    store.extend(
        [
            ox.Quad(NamedNode("urn:a"), NamedNode("urn:b"), term),
            ox.Quad(NamedNode("urn:secret"), NamedNode("urn:b"), Literal("no")),
        ]
    )
    [(kept,)] = rows(store, "SELECT ?x { <urn:a> <urn:b> ?x }")
    assert rows(store, "SELECT ?x { }", x=kept) == [(kept,)]
    assert rows(store, "SELECT ?x ?s { ?s <urn:b> ?x FILTER(?s = <urn:a>) }", x=kept) == [(kept, NamedNode("urn:a"))]
    found = store.query(with_bindings("CONSTRUCT { ?s ?y ?x } { ?s ?y ?x }", {"x": kept, "y": NamedNode("urn:b")}))
    assert isinstance(found, ox.QueryTriples)
    assert [(triple.subject, triple.object) for triple in found] == [(NamedNode("urn:a"), kept)]


ONE, OTHER = NamedNode("urn:one"), NamedNode("urn:other")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT ?x { { ?x ?p ?o } UNION { ?o ?p ?x } }", "SELECT ?x {§ {§ ?x ?p ?o } UNION {§ ?o ?p ?x } }"),
        ("ASK { ?s ?p ?o FILTER(?o = ?x) }", "ASK {§  ?s ?p ?o FILTER(?o = ?x) }"),
        ("SELECT ?x { ?s ?p ?o OPTIONAL { ?s ?q ?r } }", "SELECT ?x {§  ?s ?p ?o OPTIONAL { ?s ?q ?r } }"),
        ("SELECT ?x { ?s ?p ?o FILTER EXISTS { ?s ?p ?x } }", "SELECT ?x {§  ?s ?p ?o FILTER EXISTS { ?s ?p ?x } }"),
        ("SELECT ?x { { SELECT ?s { ?s ?p ?x } } }", "SELECT ?x {§  { SELECT ?s { ?s ?p ?x } } }"),
        ("SELECT ?x { { SELECT ?x { ?s ?p ?x } } }", "SELECT ?x {§  { SELECT ?x {§  ?s ?p ?x } } }"),
        ("SELECT ?x { { SELECT * { ?s ?p ?x } } }", "SELECT ?x {§  { SELECT * {§  ?s ?p ?x } } }"),
        ("SELECT ?x { VALUES ?x { 1 } ?s ?p ?x }", "SELECT ?x {§  VALUES ?x { 1 } ?s ?p ?x }"),
        ("CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o }", "CONSTRUCT { ?x ?p ?o } WHERE {§  ?x ?p ?o }"),
        ("SELECT ?x { # { ?x\n ?s ?p '{' }", "SELECT ?x {§  # { ?x\n ?s ?p '{' }"),
        ("SELECT $x { ?s ?p $x MINUS { ?s ?q $x } }", "SELECT $x {§  ?s ?p $x MINUS {§  ?s ?q $x } }"),
    ],
)
def test_a_term_is_bound_in_every_group_that_it_reaches(text: str, bound: str) -> None:
    put = with_bindings(text, {"x": ONE})
    assert put.split() == bound.replace("§", " VALUES ?x { <urn:one> } ").split()
    ox.Store().query(put)


def test_where_nothing_can_be_bound_it_is_refused() -> None:
    assert with_bindings("DESCRIBE <urn:a>", {}) == "DESCRIBE <urn:a>"
    with pytest.raises(QueryRefused, match="nothing can be bound in this query: it has no WHERE"):
        with_bindings("DESCRIBE <urn:a>", {"x": ONE})


SAMPLES: dict[str, list[Term]] = {
    "iri": [NamedNode(one) for one in (EVENT, NORTHSIDE.iri, GATE.iri, GROUP.iri, "urn:unknown")],
    "date": [Literal(day, datatype=NamedNode(XSD + "date")) for day in ("2031-05-04", "2040-01-01")],
    "integer": [Literal(str(number), datatype=NamedNode(XSD + "integer")) for number in (1, 60)],
    "string": [Literal("Synthetic Gazette"), Literal('"} #')],
}


@pytest.mark.parametrize("name", QUERIES)
def test_bound_by_values_a_query_says_what_it_says_with_the_terms_put_in(name: str, store: Path) -> None:
    snapshot, query = OxigraphReader(store / PUBLIC).snapshot(), QUERIES[name]
    for parameter in query.parameters:
        for term in SAMPLES.get(parameter.type, SAMPLES["string"]):
            bound = {parameter.name: term}
            assert snapshot.select(with_bindings(query.text, bound)) == snapshot.select(query.text, bound)


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.parameters])
def test_bound_by_values_a_page_says_what_it_says_with_the_terms_put_in(name: str, store: Path) -> None:
    snapshot, page = OxigraphReader(store / PUBLIC).snapshot(), PAGES[name]
    if "CONSTRUCT" not in page.text:
        for parameter in page.parameters:
            for term in SAMPLES.get(parameter.type, SAMPLES["string"]):
                bound = {parameter.name: term}
                told, told_put_in = snapshot.select(with_bindings(page.text, bound)), snapshot.select(page.text, bound)
                assert sorted(map(str, told)) == sorted(map(str, told_put_in))
        return
    for term in SAMPLES["iri"]:
        bound = {page.parameters[0].name: term}
        by_values, put_in = snapshot.query(with_bindings(page.text, bound)), snapshot.query(page.text, bindings=bound)
        assert isinstance(by_values, ox.QueryTriples)
        assert isinstance(put_in, ox.QueryTriples)
        assert set(by_values) == set(put_in)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("SELECT * FROM <urn:a> FROM NAMED <urn:b> WHERE { ?s ?p ?o }", "SELECT * WHERE { ?s ?p ?o }"),
        (
            "PREFIX x: <urn:> ASK FROM x:a { ?s x:from 'FROM <urn:c>' }",
            "PREFIX x: <urn:> ASK { ?s x:from 'FROM <urn:c>' }",
        ),
        ("CONSTRUCT { ?s ?p ?o } FROM <urn:a> { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"),
        ("CONSTRUCT FROM <urn:a> WHERE { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"),
        ("DESCRIBE ?s from named<urn:a># FROM\n{ ?s ?p ?from }", "DESCRIBE ?s # FROM\n{ ?s ?p ?from }"),
    ],
)
def test_the_dataset_of_a_text_is_taken_out(text: str, left: str) -> None:
    assert without_dataset(text).split() == left.split()


def test_a_relative_iri_is_one_of_the_data_unless_the_text_says_otherwise() -> None:
    assert not asks_for_graph("ASK { <graph/events> ?p ?o }")
    assert with_base("ASK { <graph/events> ?p ?o }") == f"BASE <{BASE}> ASK {{ <graph/events> ?p ?o }}"
    assert with_base("base <urn:a> ASK {}") == "base <urn:a> ASK {}"


def test_what_only_looks_like_it_is_let_through() -> None:
    assert asks_for_graph("# bif:http_get\nCONSTRUCT WHERE { ?s ?p 'SERVICE <bif:x>' }")
    assert not asks_for_graph("ASK { ?service <urn:bif:x> <http://bif.example/> }")
    assert names_a_graph("ASK { GRAPH <urn:a> { ?s ?p ?o } }")
    assert not names_a_graph("ASK { GRAPH ?g { ?s ?p 'GRAPH <urn:a>' } }")
