"""Quads as the embedded engine keeps them, and gives them back."""

from collections.abc import Collection, Iterable

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

BULK = 5_000  # quads from which on the engine is quicker at writing files of them


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
    memory = ox.Store()
    memory.extend(quads)
    return set(memory)


def of_graph(graph: NamedNode, quads: Iterable[Quad]) -> set[Quad]:
    """The quads as stored; `ValueError` where one is of another graph."""
    given = as_stored(quads)
    if strangers := {quad.graph_name for quad in given} - {graph}:
        raise ValueError(f"quads of {strangers} given for {graph}")
    return given
