"""The last gate of an open tier: nothing is written to its store that tells a name."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from refoulement.errors import ShapeError
from refoulement.graph import iri
from refoulement.graph.atrisk import AtRisk
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.ontology import RF

SHIPPED = (iri.ONTOLOGY_GRAPH, iri.GAZETTEER_GRAPH)  # public in every copy of the program
# Made of texts and labels that have passed here: base64 and letters that are run together spell any name by chance.
MADE = (RF.hashes, RF.band, RF.nameKey)


def silent(quads: frozenset[Quad], at_risk: AtRisk) -> frozenset[Quad]:
    """The quads; ShapeError where any IRI or literal still tells a name. The message does not."""
    for quad in quads:
        terms = (quad.subject,) if quad.predicate in MADE else (quad.subject, quad.object)
        for term in terms:
            if at_risk.tells(term) or (isinstance(term, NamedNode) and at_risk.in_address(term.value)):
                raise ShapeError(
                    f"a name that is withheld would be told in public as {quad.predicate}: nothing is published"
                )
    return quads


class SilentWriter(OxigraphWriter):
    """The writer of an open tier: whatever is written passes here, whoever derived it; `at_risk` is not to be told."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.at_risk = AtRisk()

    def _write(self, changes: Iterable[tuple[Entry, set[Quad], set[Quad]]]) -> bool:
        given = tuple(changes)
        if self.at_risk:
            for entry, _, new in given:
                if entry.graph not in SHIPPED:
                    silent(frozenset(new), self.at_risk)
                    silent(frozenset(entry.quads()), self.at_risk)
        return super()._write(given)
