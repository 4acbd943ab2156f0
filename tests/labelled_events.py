"""Claims of the sheets that people labelled with events, and how well clusters agree with their labels (B-cubed)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from refoulement import ontology
from refoulement.graph import iri
from refoulement.graph.article import Article
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.events import derive
from refoulement.graph.rdf import LABELS, article_quads, claim_quads
from refoulement.graph.when import When
from refoulement.loaders.sheets import UNITS, bounds
from refoulement.ontology import RF

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"
DEVELOPMENT = Path(__file__).parent / "gold" / "development" / "sheets"
UNIT = {shown: unit for unit, shown in UNITS.items()}


@dataclass(frozen=True)
class Agreement:
    """B-cubed over some claims, and the clusters that hold more than one label."""

    precision: float
    recall: float
    merges: tuple[str, ...]
    claims: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@cache
def gazetteer() -> tuple[tuple[Quad, ...], Mapping[str, list[str]]]:
    """What the rules need of the gazetteer, and its entities by any name."""
    quads = tuple(ontology.read(ontology.GAZETTEER))
    named: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        if quad.predicate in LABELS.values():
            named[quad.object.value.lower()].append(quad.subject.value)  # type: ignore[union-attr]
    kept = {RF.within, RF.connects, LABELS["preferred"]}
    return tuple(quad for quad in quads if quad.predicate in kept), named


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
    sheet = json.loads(path.read_text(encoding="utf-8"))
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


def _clusters(paths: Iterable[Path], *, by_part: bool, by_kind: bool) -> list[tuple[str, str]]:
    """Label and event of every claim of some sheets that are derived together.

    `by_part` takes a share for itself; `by_kind` holds a label within one kind of event.
    """
    quads = list(gazetteer()[0])
    labels: dict[str, str] = {}
    for path in paths:
        article, claims = labelled(path)
        quads += article_quads(article)
        for claim, label in claims:
            quads += claim_quads(claim)
            labels[claim.iri] = f"{label} ({claim.event_type})" if by_kind else label
    about: dict[str, str] = {}
    for quad in sorted(derive(quads), key=lambda quad: quad.predicate == RF.aboutPart):
        if quad.predicate == RF.about or (by_part and quad.predicate == RF.aboutPart):
            about[quad.subject.value] = quad.object.value  # type: ignore[union-attr]
    return [(label, about[claim]) for claim, label in labels.items()]


def agreement(groups: Iterable[Iterable[Path]], *, by_part: bool = False, by_kind: bool = False) -> Agreement:
    """How well the events of each group of sheets agree with its labels."""
    precisions, recalls, merges = list[float](), list[float](), list[str]()
    for paths in groups:
        pairs = _clusters(paths, by_part=by_part, by_kind=by_kind)
        for label, event in pairs:
            mine = sum(one == (label, event) for one in pairs)
            precisions.append(mine / sum(other == event for _, other in pairs))
            recalls.append(mine / sum(other == label for other, _ in pairs))
        merges += sorted({event for _, event in pairs if len({label for label, other in pairs if other == event}) > 1})
    total = len(precisions)
    return Agreement(sum(precisions) / total, sum(recalls) / total, tuple(merges), total)
