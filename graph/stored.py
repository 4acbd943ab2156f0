"""Quads as the embedded engine keeps them, and gives them back."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TypeGuard, cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.catalogue import Entry
from refoulement.graph.iri import CATALOGUE_GRAPH

Change = tuple[Entry, set[Quad], set[Quad]]  # of one graph: what the catalogue says of it then, what goes, what comes
WORDS = tuple(
    map(NamedNode, ("http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"))
)
BULK = 5_000  # quads from which on the engine is quicker at writing files of them
_ANY = NamedNode("urn:any")


def change(store: ox.Store, removed: Collection[Quad], added: Collection[Quad], emptied: Iterable[NamedNode]) -> None:
    """Take quads out of a store and put others in, all or none; graphs that this leaves `emptied` are no more."""
    steps = [graph_data("DELETE", removed), *(f"DROP SILENT GRAPH {graph}" for graph in emptied)]
    if len(added) > BULK and not any(steps):
        store.bulk_extend(added)  # the engine takes such files whole or not at all
    else:
        store.update(";\n".join(filter(None, [*steps, graph_data("INSERT", added)])))


def graph_data(verb: str, quads: Iterable[Quad]) -> str:
    """One step of an update that inserts or deletes these quads; nothing where there are none."""
    lines = [f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads]
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}" if lines else ""


def as_stored(quads: Iterable[Quad]) -> set[Quad]:
    """The quads as the engine gives them back: it keeps numbers and times by value, so that 1.0 comes back as 1."""
    return {
        Quad(quad.subject, quad.predicate, _by_value(quad.object), quad.graph_name) if _has_value(quad.object) else quad
        for quad in quads
    }


def _has_value(term: object) -> TypeGuard[Literal]:
    return isinstance(term, Literal) and term.datatype not in WORDS


@lru_cache(maxsize=65536)  # days, figures and shares, told over and over
def _by_value(literal: Literal) -> Literal:
    memory = ox.Store()
    memory.add(Quad(_ANY, _ANY, literal))
    (kept,) = memory
    return cast("Literal", kept.object)


def of_graph(graph: NamedNode, quads: Iterable[Quad]) -> set[Quad]:
    """The quads as stored; `ValueError` where one is of another graph."""
    given = as_stored(quads)
    if strangers := {quad.graph_name for quad in given} - {graph}:
        raise ValueError(f"quads of {strangers} given for {graph}")
    return given


def listing(store: ox.Store, graph: NamedNode) -> Iterator[Quad]:
    """What the catalogue says of one graph and of the activity that wrote it."""
    for quad in store.quads_for_pattern(graph, None, None, CATALOGUE_GRAPH):
        yield quad
        if isinstance(quad.object, NamedNode) and "/activity/" in quad.object.value:
            yield from store.quads_for_pattern(quad.object, None, None, CATALOGUE_GRAPH)
