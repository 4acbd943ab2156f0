"""Claim sheets: what was taken from one article as plain JSON, to be read, corrected and scored."""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from refoulement.graph.amount import Amount
from refoulement.graph.article import Article
from refoulement.graph.claim import Count, EventClaim, RoleClaim, StanceClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.batch import Stop, Tell, each
from refoulement.loaders.captured import Captured
from refoulement.loaders.extract import Extract, Extraction
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sources import Sources
from refoulement.ontology import concepts, subclasses

KINDS = ("Repatriation", "Detention", "Presence", "Arrival", "Rescue", "Death")
TYPES = ("Person", "Organisation", "Country", "Region", "Settlement", "DetentionFacility", "BorderCrossing")
BOUNDS = {"approximately": "about"}
UNITS = {"persons": "person", "percent": "percent"}

_EDITION = re.compile(r"(?:^The (?=.*\(.*\)))|(?: International| English| Online)?(?: \([^)]*\))?$")
Row = dict[str, object]


def write_sheets(sources: Sources, *, extract: Extract, folder: Path, tell: Tell, stop: Stop) -> Report:
    """Write a claim sheet `<id>.json` into `folder` for every article of `sources`; no store is touched."""

    def write(path: Path, captured: Captured) -> Outcome:
        extraction = captured.extracted(extract)
        target = folder / f"{captured.article.id}.json"
        target.write_text(json.dumps(sheet(extraction), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return Outcome(
            path=path,
            status="extracted",
            article=captured.article.id,
            claims=len(extraction.claims),
            warnings=captured.warnings + extraction.warnings,
        )

    folder.mkdir(parents=True, exist_ok=True)
    outcomes, interrupted = each(sources, write, tell, stop)
    return Report(outcomes=outcomes, ignored=sources.ignored, interrupted=interrupted)


def bounds() -> dict[str, str]:
    """What a sheet may say of a count, and the ontology's word for it."""
    return {_bound(name): name for name in sorted(concepts("bounds"))}


def stances() -> dict[str, str]:
    """What a sheet may say of a speaker, and the ontology's word for it."""
    return {_snake(name): name for name in sorted(concepts("stances"))}


def sheet(extraction: Extraction) -> Row:
    """The sheet of one article: its source, and the entities, claims, statements and roles taken from it.

    A sheet has no place for border closures, family ties, or that something did not happen: those claims are not in it
    (a denial is, as its speaker's statement).
    """
    names = {entity.iri: _called(entity, extraction.article) for entity in extraction.entities}
    claims = extraction.claims
    return {
        "source": _source(extraction.article),
        "entities": _distinct(_entity(entity) for entity in extraction.entities if not _publishes(entity, extraction)),
        "claims": _distinct(
            _claim(claim, names)
            for claim in claims
            if isinstance(claim, EventClaim) and claim.event_type in KINDS and claim.modality != "denied"
        ),
        "statements": _distinct(
            {"speaker": names[claim.speaker], "stance": _snake(claim.stance)}
            for claim in claims
            if isinstance(claim, StanceClaim)
        ),
        "roles": _distinct(
            {
                "person": names[claim.person],
                "role": claim.role,
                "organisation": names[claim.organisation] if claim.organisation else "",
            }
            for claim in claims
            if isinstance(claim, RoleClaim)
        ),
    }


def _called(entity: Entity, article: Article) -> str:
    """What a sheet calls an entity: its name, the publisher by that which the sheet's source bears."""
    publisher = article.publisher or ""
    return publisher if any(name.text == publisher for name in entity.names) else entity.name


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """The rows without repetitions, in order: a sheet tells what is said, not how often."""
    distinct: list[Row] = []
    for row in rows:
        if row not in distinct:
            distinct.append(row)
    return distinct


def _publishes(entity: Entity, extraction: Extraction) -> bool:
    """True for the article's own publisher, which a sheet leaves out as an entity (but not as a speaker)."""
    publisher = extraction.article.publisher or ""
    edition = _EDITION.sub("", publisher)
    return any(name.text in (publisher, edition) for name in entity.names)


def _source(article: Article) -> Row:
    known = {
        "id": article.id,
        "publisher": article.publisher,
        "published": article.published and article.published.edtf,
        "title": article.title,
        "url": article.url,
        "language": article.language,
    }
    return {field: value for field, value in known.items() if value is not None}


def _entity(entity: Entity) -> Row:
    shown = [name.text for name in entity.names if name.status != "hidden"]
    kind = next((kind for kind in TYPES if entity.kind in subclasses(kind)), entity.kind)
    return {
        "name": entity.name,
        "type": kind,
        "aliases": [*dict.fromkeys(name for name in shown if name != entity.name)],
    }


def _claim(claim: EventClaim, names: Mapping[str, str]) -> Row:
    row: Row = {"kind": claim.event_type.lower()}
    if claim.count:
        row["count"] = _count(claim.count)
    if claim.when and not claim.when.edtf.startswith("../"):  # sheets know "since", and no end without a beginning
        row["when"] = claim.when.edtf
    slots = {
        "from": claim.held_at,
        "via": claim.via,
        "to": claim.destination,
        "place": claim.place,
        "claimant": claim.claimants,
    }
    return row | {slot: [names[iri] for iri in iris] for slot, iris in slots.items()} | {"event": ""}


def _count(count: Count) -> Row:
    row: Row = {"value": _number(count.value)}
    if count.value_to is not None:
        row["value_to"] = _number(count.value_to)
    return row | {"bound": _bound(count.bound), "unit": UNITS[count.unit]}


def _number(printed: Amount | None) -> int | float | None:
    """A number as JSON has it."""
    return float(printed) if isinstance(printed, Decimal) else printed


def _bound(concept: str) -> str:
    return BOUNDS.get(concept) or _snake(concept)


def _snake(name: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", name).lower()
