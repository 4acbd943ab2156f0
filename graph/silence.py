"""The last gate of an open tier: nothing is written to its store that tells a name."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from refoulement.errors import ShapeError
from refoulement.graph import comparison, iri
from refoulement.graph.atrisk import AtRisk
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.stored import Change
from refoulement.ontology import RF

SHIPPED = (iri.ONTOLOGY_GRAPH, iri.GAZETTEER_GRAPH)  # public in every copy of the program
# Made of texts and labels that have passed here: base64 and letters that are run together spell any name by chance.
MADE = (RF.hashes, RF.band, RF.nameKey, RF.derivedAs)


def silent(quads: frozenset[Quad], at_risk: AtRisk) -> frozenset[Quad]:
    """The quads; ShapeError where any IRI or literal still tells a name. The message does not."""
    for quad in quads:
        for term in _told(quad):
            if at_risk.tells(term) or (isinstance(term, NamedNode) and at_risk.in_address(term.value)):
                raise ShapeError(
                    f"a name that is withheld would be told in public as {quad.predicate}: nothing is published"
                )
    return quads


def _told(quad: Quad) -> Iterator[object]:
    """What a quad tells: its subject and its object, or all that is written down in that."""
    yield quad.subject
    if quad.predicate == RF.comparedAs:
        yield from comparison.terms(quad.object.value)  # type: ignore[union-attr]
    elif quad.predicate not in MADE:
        yield quad.object


class SilentWriter(OxigraphWriter):
    """The writer of an open tier: whatever is written passes here, whoever derived it; `at_risk` is not to be told."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.at_risk = AtRisk()

    def write(self, changes: Iterable[Change]) -> bool:
        given = tuple(changes)
        if self.at_risk:
            for entry, _, new in given:
                if entry.graph not in SHIPPED:
                    silent(frozenset(new), self.at_risk)
                    silent(frozenset(entry.quads()), self.at_risk)
        return super().write(given)
