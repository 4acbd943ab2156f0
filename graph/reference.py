"""What a store's gazetteer says, read once a process: the ground, its entities, and who of them shares a key."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from pyoxigraph import Quad

from refoulement.graph import iri
from refoulement.graph.candidates import keys
from refoulement.graph.catalogue import GENERATED_BY
from refoulement.graph.entity import Entity
from refoulement.graph.ground import Ground
from refoulement.graph.rdf import read_entities
from refoulement.graph.store import Quads


class Reference:
    """A gazetteer, each view of it made when it is first asked for."""

    def __init__(self, quads: frozenset[Quad]) -> None:
        self._quads = quads

    @cached_property
    def ground(self) -> Ground:
        return Ground(self._quads)

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Its entities by IRI."""
        return {entity.iri: entity for entity in read_entities(self._quads)}

    @cached_property
    def by_key(self) -> Mapping[str, frozenset[str]]:
        """Which of them have a key of their names (graph/candidates.py)."""
        found = defaultdict[str, set[str]](set)
        for entity in self.entities.values():
            for key in keys(entity):
                found[key].add(entity.iri)
        return {key: frozenset(things) for key, things in found.items()}

    @cached_property
    def outlets(self) -> Mapping[str, frozenset[str]]:
        """Its media outlets by each of their names, in small letters."""
        found = defaultdict[str, set[str]](set)
        for entity in self.entities.values():
            if entity.kind == "MediaOutlet":
                for name in entity.names:
                    found[name.text.casefold()].add(entity.iri)
        return {name: frozenset(things) for name, things in found.items()}

    def make_all(self) -> None:
        """Make every view now: a process that others are forked from does it for them all."""
        _ = self.ground, self.by_key, self.outlets


Stamp = tuple[Quad, ...]  # what the catalogue says of the gazetteer's graph: another with each writing

_READ = WeakKeyDictionary[Quads, tuple[Stamp, Reference]]()


def reference(store: Quads) -> Reference:
    """The gazetteer of a store, read again only where it was written since."""
    stamp = _stamp(store)
    known = _READ.get(store)
    if known is None or known[0] != stamp or not stamp:
        known = _READ[store] = stamp, _made(frozenset(store.quads(iri.GAZETTEER_GRAPH)))
    return known[1]


def lend(lender: Quads, borrower: Quads) -> None:
    """Let a state that holds the same catalogue and gazetteer as another have what was read of that."""
    _READ[borrower] = (_stamp(lender), reference(lender))


def _stamp(store: Quads) -> Stamp:
    return store.matching(iri.CATALOGUE_GRAPH, subject=iri.GAZETTEER_GRAPH, predicate=GENERATED_BY)


@lru_cache(maxsize=2)  # the stores of the tiers hold the same one
def _made(quads: frozenset[Quad]) -> Reference:
    return Reference(quads)
