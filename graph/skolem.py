"""Blank nodes as they are kept: as IRIs of their own (RDF 1.1 Concepts, 3.5), the same in every tier and snapshot.

A blank node has no name that two transactions share, so that what is said of it could neither be taken out again nor be
compared with what a tier holds. Whoever reads a graph whole gets blank nodes back.
"""

from collections.abc import Callable, Iterable, Iterator
from uuid import uuid4

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from refoulement.graph.iri import BASE

GENID = BASE + ".well-known/genid/"


def named(quads: Iterable[Quad], *, mint: Callable[[], str] = lambda: uuid4().hex) -> Iterator[Quad]:
    """The quads with an IRI for every blank node."""
    names: dict[object, NamedNode] = {}

    def node(term: object) -> object:
        return names.setdefault(term, NamedNode(GENID + mint())) if isinstance(term, BlankNode) else term

    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            yield Quad(node(quad.subject), quad.predicate, node(quad.object), quad.graph_name)  # type: ignore[arg-type]
        else:
            yield quad


def blank(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The triples of some quads, with their blank nodes."""
    for quad in quads:
        yield Triple(_blank(quad.subject), quad.predicate, _blank(quad.object))  # type: ignore[arg-type]


def _blank(term: object) -> object:
    if isinstance(term, NamedNode) and term.value.startswith(GENID):
        return BlankNode("b" + term.value.removeprefix(GENID))
    return term
