"""The first page: what this is, the search, what is newest, and what is worth asking."""

from dataclasses import dataclass
from itertools import islice

from flask import Blueprint, render_template

from refoulement.graph import ledger
from refoulement.graph.amount import amount
from refoulement.graph.claim import Count
from refoulement.graph.store import Term
from refoulement.ontology import NAMESPACE, RF
from refoulement.queries import PAGES, Row
from refoulement.web import phrases
from refoulement.web.language import ENGLISH, label_of
from refoulement.web.library import library
from refoulement.web.links import Link, address
from refoulement.web.reading import snapshot
from refoulement.web.timeline import Mark, timeline
from refoulement.web.wording import gettext

blueprint = Blueprint("pages", __name__)

EVENTS_AT_MOST, MARKS_AT_MOST, ARTICLES_AT_MOST = 6, 24, 8
COUNTED = ("articles", "tables", "claims", "events", "actors", "places")


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as the first page lists it: with the one line of its figures, and which articles and tables tell it."""

    link: Link
    kind: str
    first: str | None
    last: str | None
    period: str
    summary: str | None
    sources: str
    claims: int


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article as the first page lists it."""

    link: Link
    publisher: str | None
    published: str | None
    claims: int


@blueprint.get("/")
def home() -> str:
    published = snapshot()
    counts = published.select(PAGES["counts"].text)[0]
    events, articles = (
        _events(published.select(PAGES["events"].text)),
        _articles(published.select(PAGES["articles"].text)),
    )
    offered = sorted((query for query in library().values() if query.front), key=lambda query: query.front)
    return render_template(
        "home.html",
        counts={name: int(counts[name].value) for name in COUNTED},
        counted=_counted(),
        events=events[:EVENTS_AT_MOST],
        articles=articles[:ARTICLES_AT_MOST],
        queries=offered,
        all_queries=len(library()),
        line=timeline(_mark(event) for event in events if event.first or event.last),
        places=[
            (Link(row["name"].value, address(row["place"].value), ENGLISH), int(row["claims"].value))
            for row in published.select(PAGES["places-told-of"].text)
        ],
    )


def _mark(event: EventLine) -> Mark:
    """An event on the line of time; one whose days contradict each other stands beside it."""
    dated = event.first is None or event.last is None or event.first <= event.last
    return Mark(
        link=event.link,
        first=event.first if dated else None,
        last=event.last if dated else None,
        when=event.period,
        kind=label_of(event.kind) if event.kind in RF else "",
        sign=event.kind,
    )


def _counted() -> dict[str, str]:
    """What is counted, in the reader's words."""
    return {
        "articles": gettext("articles"),
        "tables": gettext("tables"),
        "claims": gettext("claims"),
        "events": gettext("events"),
        "actors": gettext("actors named"),
        "places": gettext("places named"),
    }


def _text(term: Term | None) -> str | None:
    return None if term is None else term.value


def _figures(rows: list[Row]) -> list[ledger.Figure]:
    """The figures of one event; the rows of a claim differ in its claimants only."""
    by_claim: dict[str, list[Row]] = {}
    for row in rows:
        if "bound" in row:
            by_claim.setdefault(row["claim"].value, []).append(row)
    return [_figure(claim, said) for claim, said in by_claim.items()]


def _figure(claim: str, rows: list[Row]) -> ledger.Figure:
    row = rows[0]
    value, value_to = (amount(row[name].value) if name in row else None for name in ("value", "value_to"))
    bound, unit, nature = (row[name].value.removeprefix(NAMESPACE) for name in ("bound", "unit", "nature"))
    return ledger.Figure(
        claim=claim,
        count=Count(bound=bound, value=value, value_to=value_to, unit=unit, nature=nature),
        article=row["article"].value,
        claimants=tuple(sorted({said["claimant"].value for said in rows if "claimant" in said})),
        attribution=_text(row.get("attribution")),
        published=_text(row.get("published")),
        part=_text(row.get("part")),
        denied="modality" in row and row["modality"] == RF.denied,
    )


def _events(rows: list[Row]) -> list[EventLine]:
    """The latest events, of the rows of the page query `events`."""
    by_event: dict[str, list[Row]] = {}
    for row in rows:
        by_event.setdefault(row["event"].value, []).append(row)
    lines = []
    for iri, said in islice(by_event.items(), MARKS_AT_MOST):
        first = said[0]
        found = ledger.ledgers(_figures(said))
        lines.append(
            EventLine(
                Link(first["label"].value, address(iri), ENGLISH),
                first["kind"].value.removeprefix(NAMESPACE),
                _text(first.get("earliest")),
                _text(first.get("latest")),
                phrases.period(_text(first.get("earliest")), _text(first.get("latest"))),
                phrases.summary(found) if found else None,
                phrases.sources(
                    len({row["article"] for row in said}),
                    len({row["article"] for row in said if row["table"].value == "true"}),
                ),
                len({row["claim"] for row in said}),
            )
        )
    return lines


def _articles(rows: list[Row]) -> list[ArticleLine]:
    return [
        ArticleLine(
            Link(row["title"].value, address(row["article"].value)),
            _text(row.get("publisher")),
            phrases.when(row["issued"].value) if "issued" in row else None,
            int(row["claims"].value),
        )
        for row in rows
    ]
