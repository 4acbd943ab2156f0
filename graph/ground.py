"""Which places lie in which, and which towns a crossing joins: the ground that events happen on."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from pyoxigraph import NamedNode, Quad

from refoulement.ontology import RF

REMEMBERED = 65_536  # answers about places

Places = tuple[str, ...]
Extent = tuple[Places, Places, Places]  # destination, place and origin of what happened


class Ground:
    """What the gazetteer says of places, ready to be asked."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._parents: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[str, set[str]] = defaultdict(set)  # of a crossing, and of a town: what it is joined to
        self._countries: dict[tuple[str, ...], tuple[str, ...]] = {}
        # Asked for each claim and each event of a month, of few places
        self.over = lru_cache(maxsize=REMEMBERED)(self._over)
        self.related = lru_cache(maxsize=REMEMBERED)(self._related)
        self.compatible = lru_cache(maxsize=REMEMBERED)(self._compatible)
        self.one_way = lru_cache(maxsize=REMEMBERED)(self._one_way)
        for quad in quads:
            if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)):
                continue
            place, other = quad.subject.value, quad.object.value
            if quad.predicate == RF.within:
                self._parents[place].add(other)
            elif quad.predicate == RF.connects:
                self._ends[place].add(other)

    @cached_property
    def _around(self) -> dict[str, frozenset[str]]:
        return {place: self._climb(place, frozenset()) for place in list(self._parents)}

    def _climb(self, place: str, seen: frozenset[str]) -> frozenset[str]:
        if place in seen:
            return seen
        parents = self._parents.get(place, set())
        return frozenset({place}).union(seen, *(self._climb(parent, seen | {place}) for parent in parents))

    def around(self, place: str) -> frozenset[str]:
        """Every place that a place lies in, itself included."""
        return self._around.get(place, frozenset({place}))

    def _related(self, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """False where two sets of places exclude each other: both are given and none lies in, or holds, another."""
        if not (some and others):
            return True
        return not (self.over(some).isdisjoint(others) and self.over(others).isdisjoint(some))

    def _over(self, places: tuple[str, ...]) -> frozenset[str]:
        """Every place that one of some lies in, these included."""
        return frozenset[str]().union(*map(self.around, places))

    def _compatible(self, some: Extent, others: Extent) -> bool:
        """True where destination, place and origin (by country) do not exclude each other."""
        (destination, place, origin), (other_destination, other_place, other_origin) = some, others
        return (
            self.related(destination, other_destination)
            and self.related(place, other_place)
            and self.related(self.countries(origin), self.countries(other_origin))
        )

    def narrower(self, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """True where every place of the first lies in one of the second, and they are not the same."""
        return some != others and bool(some) and all(any(b in self.around(a) for b in others) for a in some)

    def local(self, places: tuple[str, ...]) -> bool:
        """True where a place narrower than a country is among some."""
        return any("/facility/" in place or len(self.around(place)) > 1 for place in places)

    def countries(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The widest places that hold the given ones."""
        if places not in self._countries:
            tops = {top for place in places for top in self.around(place) if len(self.around(top)) == 1}
            self._countries[places] = tuple(sorted(tops))
        return self._countries[places]

    def _one_way(self, some: str, other: str) -> bool:
        """True for one crossing under two names: the same, one end of it, or its two ends."""
        if some == other or other in self._ends.get(some, ()) or some in self._ends.get(other, ()):
            return True
        return any(some in ends and other in ends for ends in self._ends.values())
