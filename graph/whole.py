"""An article's two graphs, the open one and the restricted one beside it, read as if they were one."""

from collections.abc import Container, Iterable
from itertools import chain

from pyoxigraph import NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.store import Quads, Term
from refoulement.graph.tier import SEALED
from refoulement.ontology import RF


def moved(quads: Iterable[Quad], graph: NamedNode) -> frozenset[Quad]:
    """The same triples in a graph."""
    return frozenset(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)


def whole(said: Quads, graph: NamedNode) -> frozenset[Quad]:
    """All that a store holds of an article, in one graph again."""
    return frozenset(said.quads(graph)) | moved(said.quads(iri.restricted_graph(graph)), graph)


def sealed(said: Quads) -> frozenset[NamedNode]:
    """The graphs that nobody but the holder may read, the restricted ones of articles among them."""
    found = said.matching(iri.CATALOGUE_GRAPH, predicate=RF.tier, term=RF[SEALED])
    return frozenset(quad.subject for quad in found if isinstance(quad.subject, NamedNode))


class OfArticle:
    """Asks for the quads of a pattern in an article's graph, and in its restricted one where that is `sealed`."""

    def __init__(self, said: Quads, article: str, sealed: Container[NamedNode]) -> None:
        graph = iri.article_graph(article)
        beside = iri.restricted_graph(graph)
        self._said, self._graphs = said, (graph, beside) if beside in sealed else (graph,)

    def __call__(
        self, *, subject: NamedNode | None = None, predicate: NamedNode | None = None, term: Term | None = None
    ) -> tuple[Quad, ...]:
        found = (self._said.matching(one, subject=subject, predicate=predicate, term=term) for one in self._graphs)
        return tuple(chain.from_iterable(found))


def of_article(
    said: Quads,
    article: str,
    *,
    subject: NamedNode | None = None,
    predicate: NamedNode | None = None,
    term: Term | None = None,
) -> tuple[Quad, ...]:
    """The quads of a pattern in either graph of an article."""
    graph = iri.article_graph(article)
    return tuple(
        quad
        for each in (graph, iri.restricted_graph(graph))
        for quad in said.matching(each, subject=subject, predicate=predicate, term=term)
    )
