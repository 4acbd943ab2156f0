"""The gazetteer of a store is read once, and again where it was written since."""

from datetime import timedelta
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.entity import Entity, Name
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import entity_quads
from refoulement.graph.reference import lend, reference
from refoulement.tests.named import KNOWN, NOON, TOWN, gazetteer

WIRE = Entity(iri.entity("MediaOutlet", "Test Wire"), "MediaOutlet", (Name("Test Wire", "en", "preferred"),))


class Counting(OxigraphWriter):
    read = 0

    def quads(self, graph: NamedNode) -> tuple[Quad, ...]:
        self.read += graph == iri.GAZETTEER_GRAPH
        return super().quads(graph)


def test_it_is_read_once_and_again_where_it_was_written_since(tmp_path: Path) -> None:
    with Counting(tmp_path) as store:
        gazetteer(store)
        before = store.read
        assert reference(store).entities == KNOWN
        assert reference(store).by_key["place onsong"] == {TOWN.iri}
        assert reference(store).outlets == {}
        assert store.read == before + 1
        later = Entry(
            graph=iri.GAZETTEER_GRAPH, title="gazetteer", agent="synthetic 1", written_at=NOON + timedelta(days=1)
        )
        store.replace(iri.GAZETTEER_GRAPH, entity_quads(WIRE, iri.GAZETTEER_GRAPH), later)
        assert reference(store).outlets == {"test wire": {WIRE.iri}}


def test_two_stores_of_one_gazetteer_share_what_is_made_of_it(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path / "a") as one, OxigraphWriter(tmp_path / "b") as other:
        gazetteer(one)
        gazetteer(other)
        assert reference(one) is reference(other)


def test_a_state_borrows_what_was_read_of_the_one_it_was_made_of(tmp_path: Path) -> None:
    with Counting(tmp_path / "a") as lender, Counting(tmp_path / "b") as borrower:
        gazetteer(lender)
        gazetteer(borrower)
        before = borrower.read
        lend(lender, borrower)
        assert reference(borrower) is reference(lender)
        assert borrower.read == before
