"""The first page and the search."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from refoulement.graph.claim import Count
from refoulement.graph.store import Term
from refoulement.ontology import NAMESPACE
from refoulement.queries import PAGES, QUERIES, Row
from refoulement.web import phrases
from refoulement.web.links import Link, address
from refoulement.web.reading import snapshot
from refoulement.web.search import SHOWN_AT_MOST, find, names

blueprint = Blueprint("pages", __name__)

LISTED_AT_MOST = 25


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as the first page lists it: with the figures as said, and how many articles speak of it."""

    link: Link
    period: str
    figures: tuple[str, ...]
    articles: int
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
    return render_template(
        "home.html",
        counts=[(name, int(counts[name].value)) for name in ("articles", "claims", "events", "actors", "places")],
        events=events[:LISTED_AT_MOST],
        articles=articles[:LISTED_AT_MOST],
        queries=QUERIES.values(),
    )


@blueprint.get("/search")
def search() -> str:
    words = request.args.get("q", "")
    found = find(words, names(snapshot()))
    return render_template("search.html", words=words, found=found[:SHOWN_AT_MOST], total=len(found))


def _text(term: Term | None) -> str | None:
    return None if term is None else term.value


def _figure(row: Row) -> str | None:
    """A row's figure as said; None where it has none."""
    if "bound" not in row:
        return None
    value, value_to = (int(row[name].value) if name in row else None for name in ("value", "value_to"))
    bound, unit, nature = (row[name].value.removeprefix(NAMESPACE) for name in ("bound", "unit", "nature"))
    return phrases.figure(Count(bound=bound, value=value, value_to=value_to, unit=unit, nature=nature))


def _events(rows: list[Row]) -> list[EventLine]:
    by_event: dict[str, list[Row]] = {}
    for row in rows:
        by_event.setdefault(row["event"].value, []).append(row)
    lines = []
    for iri, said in by_event.items():
        first = said[0]
        figures = [figure for figure in map(_figure, said) if figure]
        lines.append(
            EventLine(
                Link(first["label"].value, address(iri)),
                phrases.period(_text(first.get("earliest")), _text(first.get("latest"))),
                tuple(dict.fromkeys(figures)),
                len({row["article"] for row in said}),
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
