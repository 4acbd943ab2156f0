"""A state of the graph that is asked for each thing once, while whoever asks is the only one to write to it."""

from pyoxigraph import NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.reference import lend
from refoulement.graph.store import Quads, Term

Pattern = tuple[NamedNode | None, NamedNode | None, NamedNode | None, Term | None]


class Once:
    """The quads of another state; what was found for a pattern is kept until its graph is written to."""

    def __init__(self, said: Quads) -> None:
        self._said = said
        self._found: dict[Pattern, tuple[Quad, ...]] = {}
        lend(said, self)

    def quads(self, graph: NamedNode) -> tuple[Quad, ...]:
        return self._said.quads(graph)

    def matching(
        self,
        graph: NamedNode | None,
        *,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        term: Term | None = None,
    ) -> tuple[Quad, ...]:
        pattern = graph, subject, predicate, term
        if pattern not in self._found:
            self._found[pattern] = self._said.matching(graph, subject=subject, predicate=predicate, term=term)
        return self._found[pattern]

    def forget(self, graph: NamedNode) -> None:
        """Ask again for what writing to a graph may have changed: the catalogue tells of every graph."""
        written = (None, graph, iri.CATALOGUE_GRAPH)
        self._found = {pattern: found for pattern, found in self._found.items() if pattern[0] not in written}
