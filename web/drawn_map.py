"""The map as one drawing, made here: for who has no script, for print, and to be saved as SVG or PNG."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from refoulement.graph import iri
from refoulement.web.atlas import Atlas, PlaceMark, Way
from refoulement.web.geography import Area, Geography, Spot
from refoulement.web.told import Things

WIDTH, HEIGHT = 1000, 680
NAMED_AT_MOST, NAME_WIDE, NAME_HIGH = 40, 130, 13
_DEGREE_M = 111_320  # along a meridian
_LEAST_SPAN = 4.0  # degrees: no picture of a single street

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country as Natural Earth draws it; `middle` is where its name would stand."""

    middle: Spot
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A place as drawn: its sign, the circle around it (pixels, 0 for none), and its name where there is room."""

    mark: PlaceMark
    x: float
    y: float
    radius: float
    name: str
    named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A way as drawn: a bow, and an arrow on it, turned by so many degrees."""

    way: Way
    path: str
    x: float
    y: float
    turn: float


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """All that the drawing holds, in the order in which it is painted."""

    land: tuple[str, ...]
    countries: tuple[str, ...]
    signs: tuple[Sign, ...]
    lines: tuple[Line, ...]


@cache
def outlines(path: Path) -> Mapping[str, Outline]:
    """The outlines that `make client` cut, by the name of the country here; raises `OSError` where it did not."""
    features = json.loads(path.read_text("utf-8"))["features"]
    return {
        iri.THINGS + one["id"]: Outline(
            (one["properties"]["middle"][0], one["properties"]["middle"][1]),
            tuple(tuple(polygon) for polygon in one["geometry"]["coordinates"]),
        )
        for one in features
    }


def drawn(atlas: Atlas, things: Things, geography: Geography, land: Mapping[str, Outline]) -> DrawnMap:
    """The map of what claims name, as near as all of it can be seen."""
    claimed = [mark for mark in atlas.marks if mark.claims]
    close = [spot for mark in claimed if mark.layer != "country" and (spot := _spot(mark.area, land))]
    view = _View.around(close or [spot for mark in claimed if (spot := _spot(mark.area, land))])
    named = _named(claimed, land, view)
    countries = [mark.area.country for mark in claimed if mark.area and mark.area.country]
    return DrawnMap(
        tuple(path for outline in land.values() if (path := view.path(outline))),
        tuple(path for country in dict.fromkeys(countries) if country in land and (path := view.path(land[country]))),
        tuple(
            Sign(mark, *view.at(spot), view.pixels(mark.area), things[mark.place].name, mark.place in named)
            for mark in reversed(atlas.marks)
            if (spot := _spot(mark.area, land)) and view.shows(spot)
        ),
        tuple(_lines(atlas, geography, land, view)),
    )


def _named(claimed: Sequence[PlaceMark], land: Mapping[str, Outline], view: "_View") -> set[str]:
    """The places that bear their name, in their order: no name is written over another."""
    found: dict[str, tuple[float, float]] = {}
    for mark in claimed:
        if len(found) < NAMED_AT_MOST and (spot := _spot(mark.area, land)):
            x, y = view.at(spot)
            if all(abs(x - other_x) > NAME_WIDE or abs(y - other_y) > NAME_HIGH for other_x, other_y in found.values()):
                found[mark.place] = (x, y)
    return set(found)


def _spot(area: Area | None, land: Mapping[str, Outline]) -> Spot | None:
    if area is None or area.spot:
        return area.spot if area else None
    outline = land.get(area.country or "")
    return outline.middle if outline else None


def _lines(atlas: Atlas, geography: Geography, land: Mapping[str, Outline], view: "_View") -> Iterator[Line]:
    for way in atlas.ways:
        start, end = (_spot(geography.area(place), land) for place in (way.start, way.end))
        if start and end:
            (from_x, from_y), (to_x, to_y) = view.at(start), view.at(end)
            x = (from_x + to_x) / 2 - (to_y - from_y) * 0.12
            y = (from_y + to_y) / 2 + (to_x - from_x) * 0.12
            path = f"M{from_x:.1f} {from_y:.1f}Q{x:.1f} {y:.1f} {to_x:.1f} {to_y:.1f}"
            middle = ((from_x + 2 * x + to_x) / 4, (from_y + 2 * y + to_y) / 4)
            yield Line(way, path, *middle, math.degrees(math.atan2(to_y - from_y, to_x - from_x)))


@dataclass(frozen=True, slots=True)
class _View:
    """A window on the world: degrees to pixels, meridians narrowed as they are at its middle."""

    middle: Spot
    scale: float  # pixels a degree of latitude
    narrowed: float

    @classmethod
    def around(cls, spots: Sequence[Spot]) -> "_View":
        """All of the spots with a margin; where there are none, the border of North Korea."""
        longitudes = [spot[0] for spot in spots] or [120.0, 132.0]
        latitudes = [spot[1] for spot in spots] or [37.0, 44.0]
        middle = ((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2)
        narrowed = max(0.2, math.cos(math.radians(middle[1])))
        wide = max(_LEAST_SPAN, (max(longitudes) - min(longitudes)) * 1.4)
        high = max(_LEAST_SPAN, (max(latitudes) - min(latitudes)) * 1.4)
        return cls(middle, min(WIDTH / (wide * narrowed), HEIGHT / high), narrowed)

    def at(self, spot: Sequence[float]) -> tuple[float, float]:
        return (
            WIDTH / 2 + (spot[0] - self.middle[0]) * self.narrowed * self.scale,
            HEIGHT / 2 - (spot[1] - self.middle[1]) * self.scale,
        )

    def shows(self, spot: Sequence[float]) -> bool:
        x, y = self.at(spot)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT

    def pixels(self, area: Area | None) -> float:
        return round((area.radius_m or 0) / _DEGREE_M * self.scale, 1) if area else 0.0

    def path(self, outline: Outline) -> str:
        """An outline as an SVG path, its points half a pixel apart; empty where none of it is in the window."""
        return "".join(
            self._ring(points)
            for polygon in outline.polygons
            for ring in polygon
            if _meets(points := [self.at(spot) for spot in ring])
        )

    @staticmethod
    def _ring(points: Sequence[tuple[float, float]]) -> str:
        kept = [points[0]]
        for x, y in points[1:]:
            if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.5:
                kept.append((x, y))
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def _meets(points: Sequence[tuple[float, float]]) -> bool:
    """True where the box around some points reaches into the drawing."""
    horizontal, vertical = [x for x, _ in points], [y for _, y in points]
    return max(horizontal) >= 0 and min(horizontal) <= WIDTH and max(vertical) >= 0 and min(vertical) <= HEIGHT
