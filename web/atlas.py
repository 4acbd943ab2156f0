"""What a map of claims shows: the places that they name, each as the area it can be, and the ways that they tell of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from refoulement.graph.amount import amount
from refoulement.graph.claim import Count
from refoulement.graph.store import Snapshot
from refoulement.ontology import NAMESPACE, RF, subclasses
from refoulement.queries import Row
from refoulement.web.geography import Area, Geography
from refoulement.web.told import CLAIMANT, Gathered, Things, Told, rows, same

LAYERS = ("crossing", "facility", "settlement", "region", "country")
_LAYER_OF = {"BorderCrossing": "crossing", "Settlement": "settlement", "Region": "region", "Country": "country"}
FACILITIES = tuple(sorted({"DetentionFacility", *subclasses("DetentionFacility")}))
EVENTS_TOLD, CLAIMS_TOLD, WAYS_AT_MOST = 12, 12, 200

Period = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMark:
    """A place with what is claimed of it: `periods` counts its claims by what time they can mean, the undated apart."""

    place: str
    layer: str
    area: Area | None
    claims: int
    periods: tuple[tuple[Period, int], ...] = ()
    undated: int = 0
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in a line: its figure, if it gives one, and who says it; `said_by` is empty for the article alone."""

    claim: str
    count: Count | None
    said_by: tuple[str, ...]
    attribution: str | None
    publisher: str | None
    published: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A stretch between two places that claims tell of, with each of those claims; never a sum of their figures.

    `sure` is False where the words name several places for an end of it, so that nobody says who went which way.
    """

    stretch: str
    start: str
    end: str
    sure: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """All that a map shows; `ways_in_all` is how many ways there are, those left out with them."""

    marks: tuple[PlaceMark, ...]
    ways: tuple[Way, ...]
    ways_in_all: int
    unpaired: int  # claims that name several places at both ends of a stretch: no line is drawn for them


def atlas(
    snapshot: Snapshot, gathered: Gathered, things: Things, geography: Geography, *, reference: Iterable[str]
) -> Atlas:
    """The map of some claims; the places of `reference` stand on it even where none of the claims names them."""
    marks = _marks(gathered.claims, things, geography)
    named = {mark.place for mark in marks}
    marks += [
        PlaceMark(place=place, layer=_layer(things, place), area=geography.area(place), claims=0)
        for place in reference
        if place not in named
    ]
    found, unpaired = ways(gathered.claims, things, _figures(snapshot), _custody(snapshot))
    return Atlas(tuple(marks), found[:WAYS_AT_MOST], len(found), unpaired)


def landmarks(things: Things) -> list[str]:
    """The crossings and facilities of the reference data; one that an article named newly is no landmark."""
    return [place for place in things.of("BorderCrossing", *FACILITIES) if "--" not in place]


def beside(snapshot: Snapshot, place: str, things: Things) -> list[str]:
    """A place with the crossings that it connects and the places of detention in it."""
    node = NamedNode(place)
    pointing = [
        quad.subject.value
        for predicate in (RF.connects, RF.within)
        for quad in snapshot.matching(None, predicate=predicate, term=node)
        if isinstance(quad.subject, NamedNode)
    ]
    return [place, *sorted(set(pointing) & set(things.of("BorderCrossing", *FACILITIES)))]


def _layer(things: Things, place: str) -> str:
    kind = things[place].kind or ""
    return "facility" if kind in FACILITIES else _LAYER_OF.get(kind, "settlement")


def _marks(claims: Iterable[Told], things: Things, geography: Geography) -> list[PlaceMark]:
    by_place: dict[str, list[Told]] = {}
    for told in claims:
        for place in told.places:
            by_place.setdefault(place, []).append(told)
    marks = []
    for place, said in by_place.items():
        marks.append(
            PlaceMark(
                place=place,
                layer=_layer(things, place),
                area=geography.area(place),
                claims=len(said),
                periods=periods(said),
                undated=sum(not told.dated for told in said),
                events=tuple(dict.fromkeys(event for told in said for event in told.events)),
            )
        )
    return sorted(marks, key=lambda mark: (LAYERS.index(mark.layer), -mark.claims, things[mark.place].name, mark.place))


def periods(claims: Iterable[Told]) -> tuple[tuple[Period, int], ...]:
    """The times that claims can mean, each with how many claims mean it; the undated are left out."""
    found: dict[Period, int] = {}
    for told in claims:
        if told.dated:
            found[told.first, told.last] = found.get((told.first, told.last), 0) + 1
    return tuple(sorted(found.items(), key=str))


def ways(
    claims: Iterable[Told], things: Things, figures: Mapping[str, Row], custody: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Way, ...], int]:
    """The stretches that claims tell of, those of most claims first; and how many claims leave the pairs open.

    Words that name one place at one end and several at the other tell that people went by each of them; with several
    at both ends they do not tell who went which way, and nothing is drawn. A whole country is no place to leave from.
    """
    found: dict[tuple[str, str, str, bool], list[Told]] = {}
    unpaired = 0
    for told in claims:
        held = [place for place in told.at("heldAt") if things[place].kind != "Country"]
        facilities = [place for place in custody.get(told.claim, ()) if place not in held]
        starts, through, ends = [*held, *facilities], list(told.at("via")), list(told.at("destination"))
        stretches = [("to the crossing", starts, through), ("over the border", through, ends)]
        if not through:
            stretches = [("straight", starts, ends)]
        open_pairs = False
        for stretch, one, other in stretches:
            if len(one) > 1 and len(other) > 1:
                open_pairs = True
                continue
            for start, end in ((start, end) for start in one for end in other if start != end):
                found.setdefault((stretch, start, end, len(one) == len(other) == 1), []).append(told)
        unpaired += open_pairs
    drawn = [
        Way(stretch=key[0], start=key[1], end=key[2], sure=key[3], said=tuple(_said(told, figures) for told in said))
        for key, said in found.items()
    ]
    names = {place: things[place].name for way in drawn for place in (way.start, way.end)}
    return tuple(
        sorted(drawn, key=lambda way: (-len(way.said), names[way.start], names[way.end], not way.sure))
    ), unpaired


def _said(told: Told, figures: Mapping[str, Row]) -> Said:
    row = figures.get(told.claim, {})
    return Said(
        told.claim,
        _count(row),
        told.at(CLAIMANT),
        row["attribution"].value if "attribution" in row else None,
        told.publisher,
        row["published"].value if "published" in row else None,
        told.first,
        told.last,
    )


def _count(row: Row) -> Count | None:
    if "bound" not in row or "unit" not in row:
        return None
    bound, unit = (row[name].value.removeprefix(NAMESPACE) for name in ("bound", "unit"))
    value, value_to = (amount(row[name].value) if name in row else None for name in ("value", "value_to"))
    return Count(bound=bound, value=value, value_to=value_to, unit=unit)


def _figures(snapshot: Snapshot) -> dict[str, Row]:
    return {row["claim"].value: row for row in rows(snapshot, "flows")}


def _custody(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """The facilities that the words of a claim name as where people were held, by the claim."""
    standing, found = same(snapshot), dict[str, set[str]]()
    for row in rows(snapshot, "custody"):
        custody = row["custody"].value
        found.setdefault(row["claim"].value, set()).add(standing.get(custody, custody))
    return {claim: tuple(sorted(facilities)) for claim, facilities in found.items()}
