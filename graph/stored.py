"""Quads as the embedded engine keeps them, and gives them back."""

from collections.abc import Iterable

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad


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
