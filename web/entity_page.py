"""The page of an actor, a place, a crossing, a facility: its names, and what is said by and about it, in parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from pyoxigraph import NamedNode
from werkzeug.exceptions import NotFound

from refoulement.graph.claim import Claim, RoleClaim
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF, local_name, subclasses
from refoulement.web import around, phrases, reference_facts
from refoulement.web.around import SECTIONS, Around
from refoulement.web.claims import ClaimView, Source, Words, link, source, views, words_of
from refoulement.web.description import Description
from refoulement.web.language import label_of
from refoulement.web.links import Link, address
from refoulement.web.paging import Window, moved
from refoulement.web.reading import snapshot
from refoulement.web.timeline import Mark, timeline
from refoulement.web.wording import gettext, ngettext

SHOW, MENTIONS = "show", "mentions"
AT_FIRST, ON_A_PAGE = 10, 50  # claims of each part, and of a part by itself
IN_A_DOCUMENT = 100  # claims of each part, and articles that name it, in what programs read
EVENTS_SHOWN, NEIGHBOURS_SHOWN, NAMES_AT_FIRST = 40, 30, 8


@dataclass(frozen=True, slots=True)
class Section:
    """Claims that give the entity one part: some of `total`, with the address where the others are read."""

    name: str
    heading: str
    total: int
    claims: tuple[ClaimView, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class RoleLine:
    """What an article calls somebody, on the day of its publication."""

    published: str
    role: Link
    other: Link | None
    words: tuple[Words, ...]
    source: Source


def headings() -> Mapping[str, str]:
    return {
        "roles": gettext("Roles and ties, as reported"),
        "says": gettext("What it says"),
        "stances": gettext("Stances"),
        "told": gettext("What is said of it"),
    }


def document(description: Description) -> Description:
    """An entity with the latest of its claims and mentions: what its RDF documents say."""
    published = snapshot()
    _, told = _latest(published, description, around.around(published, description.all), IN_A_DOCUMENT)
    return told


def render(description: Description, formats: list[tuple[str, str]]) -> str:
    """The page, or with `?show=` one part of it, paged. Raises `NotFound` for a part there is not."""
    published = snapshot()
    asked = request.args.get(SHOW)
    if asked is not None:
        return _part(published, description, formats, asked)
    found = around.around(published, description.all)
    mentioning = around.mentioning_counted(published, description.all)
    first, told = _latest(published, description, found, AT_FIRST)
    sections = [_section(told, name, first[name], found.counts[name]) for name in SECTIONS]
    beside = (*found.events[:EVENTS_SHOWN], *found.neighbours[:NEIGHBOURS_SHOWN])
    named = description.with_more(around.names(published, (iri for iri, _ in beside)))
    return render_template(
        "entity.html",
        description=description,
        formats=formats,
        kind=reference_facts.kind(description),
        names=reference_facts.names(description),
        names_at_first=NAMES_AT_FIRST,
        facts=reference_facts.facts(description),
        elsewhere=reference_facts.elsewhere(description),
        pointing=reference_facts.pointing(description),
        roles=_roles(told, first["roles"]),
        sections=[section for section in sections if section.total and section.name != "roles"],
        ties=_section(told, "roles", tuple(_ties(told, first["roles"])), found.counts["roles"]),
        role_count=found.counts["roles"],
        line=timeline(_events(named, found)),
        event_count=len(found.events),
        placed=description.kind is not None and local_name(description.kind) in subclasses("Place"),
        neighbours=_neighbours(named, found),
        around=found,
        mentions=_mentions(told),
        mentioning=mentioning,
        merged=description.merged,
        show=SHOW,
    )


def _part(published: Snapshot, description: Description, formats: list[tuple[str, str]], asked: str) -> str:
    """One part of the page by itself, some of it at a time."""
    window = Window.of({"limit": str(ON_A_PAGE), **request.args.to_dict()})
    limit = window.limit or ON_A_PAGE
    if asked == MENTIONS:
        total = around.mentioning_counted(published, description.all)
        shown = around.mentioning(published, description.all, limit=limit, offset=window.offset)
        told = description.with_more(around.mentions_in(published, shown))
        heading, claims, mentions = gettext("Where it is named"), tuple[ClaimView, ...](), _mentions(told)
    elif asked in SECTIONS:
        total = around.counted(published, description.all)[asked]
        iris = around.of_section(published, description.all, asked, limit=limit, offset=window.offset)
        told = description.with_more(around.claims(published, iris))
        heading, claims, mentions = headings()[asked], _views(told, iris), []
    else:
        raise NotFound(f"there is no part {asked!r}; there are {', '.join((*SECTIONS, MENTIONS))}")
    others = window.others(total)
    return render_template(
        "entity_part.html",
        description=description,
        formats=formats,
        heading=heading,
        total=total,
        first=min(window.offset + 1, total),
        last=min(window.offset + limit, total),
        claims=claims,
        mentions=mentions,
        others={name: moved(window, offset) for name, offset in others.items() if name in ("prev", "next")},
    )


def _latest(
    published: Snapshot, description: Description, found: Around, most: int
) -> tuple[dict[str, tuple[str, ...]], Description]:
    """The latest claims of each section, at most so many, and the entity with these and as many articles naming it."""
    latest = {name: _first(published, description, found, name, most) for name in SECTIONS}
    claims = {claim for claims in latest.values() for claim in claims}
    articles = around.mentioning(published, description.all, limit=most, offset=0)
    more = around.claims(published, sorted(claims)) | around.mentions_in(published, articles)
    return latest, description.with_more(more)


def _first(published: Snapshot, description: Description, found: Around, name: str, most: int) -> tuple[str, ...]:
    """The latest claims of a section: from those read already, else asked for."""
    if len(found.latest[name]) >= min(most, found.counts[name]):
        return found.latest[name][:most]
    return around.of_section(published, description.all, name, limit=most, offset=0)


def _claims(told: Description, iris: tuple[str, ...]) -> list[Claim]:
    by_iri = {claim.iri: claim for claim in told.claims}
    return [by_iri[iri] for iri in iris if iri in by_iri]


def _views(told: Description, iris: tuple[str, ...]) -> tuple[ClaimView, ...]:
    return views(_claims(told, iris), told)


def _section(told: Description, name: str, iris: tuple[str, ...], total: int) -> Section:
    shown = _views(told, iris)
    more = f"{request.path}?{SHOW}={name}" if total > len(shown) else None
    return Section(name, headings()[name], total, shown, more)


def _roles(told: Description, iris: tuple[str, ...]) -> list[RoleLine]:
    """Roles by the day on which they were reported, the latest first: a source said so then, no more."""
    lines = []
    for claim in _claims(told, iris):
        if isinstance(claim, RoleClaim):
            nodes = {node.value for node in told.all}
            others = [one for one in (claim.person, claim.organisation) if one and one not in nodes]
            said = source(told, claim.article)
            lines.append(
                RoleLine(
                    said.published or gettext("undated"),
                    Link(claim.role, address(claim.iri)),
                    link(told, others[0]) if others else None,
                    tuple(map(words_of, claim.passages)),
                    said,
                )
            )
    return lines


def _ties(told: Description, iris: tuple[str, ...]) -> list[str]:
    return [claim.iri for claim in _claims(told, iris) if not isinstance(claim, RoleClaim)]


def _events(named: Description, found: Around) -> list[Mark]:
    """The events with the most of the claims that were read, for a line of time."""
    marks = []
    for iri, claims in found.events[:EVENTS_SHOWN]:
        event = NamedNode(iri)
        if sort := named.kind_of(event):
            first, last, kind = named.text(RF.earliest, event), named.text(RF.latest, event), local_name(sort)
            marks.append(
                Mark(
                    link=link(named, iri),
                    first=first,
                    last=last,
                    when=phrases.period(first, last),
                    kind=label_of(kind),
                    sign=kind,
                    note=ngettext("%(num)d claim", "%(num)d claims", claims),
                )
            )
    return marks


def _neighbours(named: Description, found: Around) -> list[tuple[Link, str, int]]:
    """Who and what is named in the same claims, the most often first, with their kinds."""
    near = [(iri, named.kind_of(NamedNode(iri)), claims) for iri, claims in found.neighbours[:NEIGHBOURS_SHOWN]]
    return [(link(named, iri), named.name(kind), claims) for iri, kind, claims in near if kind]


def _mentions(told: Description) -> list[tuple[Source, list[Words]]]:
    """Where it is named, by article, the latest first."""
    by_article: dict[str, list[Words]] = {}
    for passage, entity in told.mentions:
        if entity in told.all:
            by_article.setdefault(passage.article, []).append(words_of(passage))
    return [(source(told, article), words) for article, words in by_article.items()]
