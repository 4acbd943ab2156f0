"""Where a place is drawn: as the area that its words can mean, never as a point that nobody named.

The gazetteer has points for settlements only. What stands for a province is a circle that reaches every settlement the
gazetteer puts in it; for a crossing, the stretch between the towns at its ends; for a facility, the area of the town it
is known to be in; for a country, its outline.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from refoulement.graph.store import Snapshot
from refoulement.ontology import NAMESPACE
from refoulement.web.told import Things, rows

# Metres within which what bears a point of this precision is held to be; a point that says nothing is that of a town.
UNCERTAINTY_M = {"exactPoint": 100, "settlementCentre": 5_000, "countyArea": 40_000, "regionArea": 150_000}
REGION_AT_LEAST_M = 30_000
_EARTH_M = 6_371_000
_POINT = re.compile(r"POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)", re.IGNORECASE)

Spot = tuple[float, float]  # longitude, latitude, in degrees


@dataclass(frozen=True, slots=True)
class Area:
    """Where something is: within so many metres of a spot, or in a country whose outline is drawn.

    `basis` says what the area rests on (`own`, `between`, `near`, `within`, `reach`, `country`), `of` the places it is
    taken from where it is not the thing's own.
    """

    basis: str
    spot: Spot | None = None
    radius_m: int | None = None
    country: str | None = None
    of: tuple[str, ...] = ()


class Geography:
    """The places of a snapshot, each with the area that it is drawn as."""

    def __init__(self, snapshot: Snapshot, things: Things) -> None:
        self._things = things
        self._points: dict[str, tuple[Spot, int]] = {}
        self._within: dict[str, set[str]] = {}
        self._holds: dict[str, set[str]] = {}
        self._connects: dict[str, set[str]] = {}
        for row in rows(snapshot, "geography"):
            place = row["place"].value
            if "within" in row:
                self._within.setdefault(place, set()).add(row["within"].value)
                self._holds.setdefault(row["within"].value, set()).add(place)
            elif "connects" in row:
                self._connects.setdefault(place, set()).add(row["connects"].value)
            elif (spot := read_point(row["wkt"].value)) is not None:
                precise = row["precision"].value.removeprefix(NAMESPACE) if "precision" in row else ""
                self._points[place] = (spot, UNCERTAINTY_M.get(precise, UNCERTAINTY_M["settlementCentre"]))

    def area(self, place: str) -> Area | None:
        """Where a place is; None where nothing is known of it."""
        return self._area(place, frozenset())

    def within(self, place: str) -> tuple[str, ...]:
        """What a place lies in, at once."""
        return tuple(sorted(self._within.get(place, ())))

    def _area(self, place: str, asked: frozenset[str]) -> Area | None:
        if self._things[place].kind == "Country":
            return Area("country", country=place)
        if place in self._points:
            spot, radius = self._points[place]
            return Area("own", spot, radius)
        if ends := [end for end in sorted(self._connects.get(place, ())) if end in self._points]:
            spots = [self._points[end][0] for end in ends]
            least = max(self._points[end][1] for end in ends)
            return _around(spots, "between" if len(ends) > 1 else "near", tuple(ends), least=least)
        if inside := self._settled_in(place):
            return _around([self._points[one][0] for one in sorted(inside)], "reach", (), least=REGION_AT_LEAST_M)
        for outer in self.within(place):
            if outer not in asked and (area := self._area(outer, asked | {place})):
                return Area("within", area.spot, area.radius_m, area.country, (outer,))
        return None

    def _settled_in(self, place: str) -> set[str]:
        """The places with a point in a place, however deep."""
        found, seen, left = set[str](), {place}, [place]
        while left:
            for inner in self._holds.get(left.pop(), ()):
                if inner not in seen:
                    seen.add(inner)
                    left.append(inner)
                    if inner in self._points:
                        found.add(inner)
        return found


_KEPT = WeakKeyDictionary[Snapshot, Geography]()


def geography_of(snapshot: Snapshot, things: Things) -> Geography:
    """Where a snapshot's places are, kept as long as the snapshot is."""
    if snapshot not in _KEPT:
        _KEPT[snapshot] = Geography(snapshot, things)
    return _KEPT[snapshot]


def _around(spots: Sequence[Spot], basis: str, of: tuple[str, ...], *, least: int) -> Area:
    """The circle around the middle of some spots that reaches the farthest of them, and `least` metres beyond."""
    middle = _middle(spots)
    farthest = max(distance_m(middle, spot) for spot in spots)
    radius = farthest + least if basis == "between" else max(farthest, least)
    return Area(basis, middle, math.ceil(radius), None, of)


def _middle(spots: Iterable[Spot]) -> Spot:
    """The middle of the box around some spots; none of ours lies across the 180th meridian from another."""
    longitudes, latitudes = zip(*spots, strict=True)
    return (
        round((min(longitudes) + max(longitudes)) / 2, 5),
        round((min(latitudes) + max(latitudes)) / 2, 5),
    )


def distance_m(one: Spot, other: Spot) -> float:
    """Metres along the great circle (haversine)."""
    (west, south), (east, north) = [(math.radians(lon), math.radians(lat)) for lon, lat in (one, other)]
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(half))


def read_point(wkt: str) -> Spot | None:
    """The longitude and latitude of a WKT point in the usual coordinates (CRS84); None for anything else."""
    matched = _POINT.fullmatch(wkt.strip())
    if matched is None:
        return None
    longitude, latitude = float(matched[1]), float(matched[2])
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None
