"""Claims of the sheets that people labelled with events, and how well clusters agree with their labels (B-cubed)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from refoulement import ontology
from refoulement.graph import followed, iri
from refoulement.graph.article import Article
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.events import derive
from refoulement.graph.oxigraph import OxigraphSnapshot
from refoulement.graph.rdf import LABELS, article_quads, claim_quads
from refoulement.graph.when import When
from refoulement.graph.whole import moved
from refoulement.loaders.sheets import UNITS, bounds
from refoulement.ontology import RF

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"
DEVELOPMENT = Path(__file__).parent / "gold" / "development" / "sheets"
READ = DEVELOPMENT.parents[1] / "read" / "sheets"
SAME_PEOPLE = DEVELOPMENT.parent / "same-people.json"  # labels of one article that are of the same people
UNIT = {shown: unit for unit, shown in UNITS.items()}


@dataclass(frozen=True)
class Agreement:
    """B-cubed over some claims, and the clusters that hold more than one label.

    What is promised is asked of labels read within one kind of event (`by_kind`): an event is of one kind.
    """

    precision: float
    recall: float
    merges: tuple[str, ...]
    claims: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@cache
def gazetteer() -> tuple[Mapping[str, list[Quad]], Mapping[str, list[str]]]:
    """What the rules need of the gazetteer by its entity, and its entities by any name."""
    said: dict[str, list[Quad]] = defaultdict(list)
    named: dict[str, list[str]] = defaultdict(list)
    for quad in ontology.read(ontology.GAZETTEER):
        if quad.predicate in LABELS.values():
            named[quad.object.value.lower()].append(quad.subject.value)  # type: ignore[union-attr]
        if quad.predicate in {RF.within, RF.connects, LABELS["preferred"]}:
            said[quad.subject.value].append(quad)  # type: ignore[union-attr]
    return said, named


def _ground(places: Iterable[str]) -> list[Quad]:
    """What the gazetteer says of some places, of all that hold them and of what joins those: the rules ask no more."""
    said = gazetteer()[0]
    found, waiting = set[str](), list(places)
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += [quad.object.value for quad in said.get(place, ()) if isinstance(quad.object, NamedNode)]
    joining = {thing for thing, quads in said.items() if any(quad.predicate == RF.connects for quad in quads)}
    return [quad for thing in found | joining for quad in said.get(thing, ())]


def _entity(name: str, sheet: dict[str, Any]) -> str:
    """The gazetteer's entity of that name or of another name that the sheet gives it, else one of the sheet's own."""
    mine = [entity for entity in sheet["entities"] if name in (entity["name"], *entity.get("aliases", []))]
    kind = mine[0]["type"] if mine else "Settlement"
    for spelling in (name, *(other for entity in mine for other in (entity["name"], *entity.get("aliases", [])))):
        if found := gazetteer()[1].get(spelling.lower()):
            return min(found, key=lambda known: (("/crossing/" in known) != (kind == "BorderCrossing"), known))
    return iri.entity(kind, name)


def _count(stated: dict[str, Any] | None, *, stock: bool) -> Count | None:
    if not stated:
        return None
    return Count(
        bound=bounds()[stated["bound"]],
        value=stated["value"],
        value_to=stated.get("value_to"),
        unit=UNIT[stated["unit"]],
        nature="stock" if stock else "flow",
    )


def labelled(path: Path) -> tuple[Article, list[tuple[EventClaim, str]]]:
    """The claims of one sheet with their labels. A sheet says nothing of stocks: what is held undated is one."""
    sheet = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    stated = sheet["claims"]
    published = sheet["source"].get("published")
    article = Article(
        id=path.stem,
        text="-" * (len(stated) + 1),
        sha256=sha256(path.stem.encode()).hexdigest(),
        title=path.stem,
        publisher=sheet["source"].get("publisher"),
        published=When(published) if published else None,
    )
    claims = []
    for place, row in enumerate(stated):
        kind = row["kind"].capitalize()
        stock = kind == "Presence" or (kind == "Detention" and not row.get("when"))
        slots = {slot: tuple(_entity(name, sheet) for name in row[slot]) for slot in ("from", "via", "to", "place")}
        claim = EventClaim(
            passages=(article.passage(place, place + 1),),
            extractor="by hand",
            event_type=kind,
            count=_count(row.get("count"), stock=stock),
            when=When(row["when"]) if row.get("when") else None,
            held_at=slots["from"],
            via=slots["via"],
            destination=slots["to"],
            place=slots["place"],
            claimants=tuple(_entity(name, sheet) for name in row["claimant"]),
        )
        claims.append((claim, row["event"]))
    return article, claims


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim's label and kind, its event, the event that it is counted in if it tells of a share, and its cohort."""

    label: str
    kind: str
    event: str
    part_of: str
    cohort: str | None


@cache  # a set is measured in several ways, and deriving is what takes the time
def _placed(paths: tuple[Path, ...]) -> tuple[Placed, ...]:
    """Where every claim of some sheets comes to stand that are derived together."""
    quads = list[Quad]()
    places = set[str]()
    labels: dict[str, tuple[str, str]] = {}
    for path in paths:
        article, claims = labelled(path)
        quads += article_quads(article)
        for claim, label in claims:
            quads += claim_quads(claim)
            labels[claim.iri] = label, claim.event_type
            places.update(claim.held_at, claim.via, claim.destination, claim.place)
    derived = derive([*_ground(places), *quads])
    about, part = (
        {quad.subject.value: quad.object.value for quad in derived if quad.predicate == predicate}  # type: ignore[union-attr]
        for predicate in (RF.about, RF.aboutPart)
    )
    memory = ox.Store()
    memory.extend(moved(_ground(places), iri.GAZETTEER_GRAPH))
    memory.extend(quads)
    told = [quad for path in paths for quad in followed.article_quads(OxigraphSnapshot(memory, 1), path.stem)]
    cohort = {quad.subject.value: quad.object.value for quad in told if quad.predicate == RF.ofCohort}  # type: ignore[union-attr]
    return tuple(
        Placed(*stated, about[claim], part.get(claim, about[claim]), cohort.get(claim))
        for claim, stated in labels.items()
    )


def _clusters(paths: Iterable[Path], *, by_part: bool, by_kind: bool) -> list[tuple[str, str]]:
    """Label and event of every claim of some sheets that are derived together.

    `by_part` takes a share for itself; `by_kind` holds a label within one kind of event.
    """
    return [
        (f"{one.label} ({one.kind})" if by_kind else one.label, one.part_of if by_part else one.event)
        for one in _placed(tuple(paths))
    ]


def agreement(groups: Iterable[Iterable[Path]], *, by_part: bool = False, by_kind: bool = False) -> Agreement:
    """How well the events of each group of sheets agree with its labels."""
    return _agreement(_clusters(paths, by_part=by_part, by_kind=by_kind) for paths in groups)


def happenings(paths: Iterable[Path], same: Mapping[str, Iterable[list[str]]]) -> Agreement:
    """How well events joined by whom they befell agree with labels; those that `same` has for one article are one."""
    return _agreement(
        [(_of_people(one.label, same.get(path.stem, ())), event) for one, event in _joined(_placed((path,)))]
        for path in paths
    )


def _joined(placed: Iterable[Placed]) -> list[tuple[Placed, str]]:
    """Each claim with the event that stands for all that are joined to its own by cohorts."""
    home: dict[str, set[str]] = {}
    placed = tuple(placed)
    for one in placed:
        both = home.get(one.event, {one.event}) | home.get(one.cohort or one.event, {one.cohort or one.event})
        home.update(dict.fromkeys(both, both))
    return [(one, min(home[one.event])) for one in placed]


def _of_people(label: str, same: Iterable[list[str]]) -> str:
    return next((labels[0] for labels in same if label in labels), label)


def ties(paths: Iterable[Path], same: Mapping[str, Iterable[list[str]]]) -> tuple[int, int, int]:
    """Pairs of claims of two kinds: held to be of the same people and labelled so, held to be, labelled so."""
    found = [0, 0, 0]
    for path in paths:
        told = [(one, _of_people(one.label, same.get(path.stem, ()))) for one in _placed((path,))]
        for (one, label), (other, its_label) in combinations(told, 2):
            if one.kind != other.kind:
                held, alike = one.cohort is not None and one.cohort == other.cohort, label == its_label
                found = [number + more for number, more in zip(found, (held and alike, held, alike), strict=True)]
    return found[0], found[1], found[2]


def _agreement(clusters: Iterable[list[tuple[str, str]]]) -> Agreement:
    precisions, recalls, merges = list[float](), list[float](), list[str]()
    for pairs in clusters:
        for label, event in pairs:
            mine = sum(one == (label, event) for one in pairs)
            precisions.append(mine / sum(other == event for _, other in pairs))
            recalls.append(mine / sum(other == label for other, _ in pairs))
        merges += sorted({event for _, event in pairs if len({label for label, other in pairs if other == event}) > 1})
    total = len(precisions)
    return Agreement(sum(precisions) / total, sum(recalls) / total, tuple(merges), total)
