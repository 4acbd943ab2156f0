"""The named queries for people, under `/queries/`: a form made from the header, the rows as a table and a picture."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import LazyString, lazy_gettext
from pyoxigraph import Literal, Triple

from refoulement.queries import AS_OF, Found, Query, Row, ask, day
from refoulement.queries.answers import FORMATS, formats
from refoulement.queries.choices import Choice, choices
from refoulement.queries.spelled import spelled
from refoulement.web.documents import write
from refoulement.web.library import asking, library, named
from refoulement.web.links import Link, address, passage_link
from refoulement.web.negotiation import HTML
from refoulement.web.paging import LIMIT, OFFSET, PAGE, Window, moved
from refoulement.web.reading import snapshot, snapshot_of
from refoulement.web.wording import gettext

blueprint = Blueprint("questions", __name__)

ROWS_DRAWN = 1_000  # of which a script draws what can be told apart
ROWS_SHOWN = 500  # on one page, where nobody asks for another number
OTHER = "other"
SUBJECTS: Mapping[str, LazyString] = MappingProxyType(
    {
        "figures": lazy_gettext("Figures"),
        "places": lazy_gettext("Places and crossings"),
        "people": lazy_gettext("People and their roles"),
        "stances and law": lazy_gettext("Stances and law"),
        "sources and origins": lazy_gettext("Sources and origins"),
        OTHER: lazy_gettext("Other questions"),
    }
)


@blueprint.app_template_global()
def in_words(text: str) -> str:
    """What a query's header says, in the reader's language where it is one of ours."""
    return str(gettext(text)) if text else ""


@blueprint.get("/queries/")
def index() -> str:
    """All queries, by what they are about."""
    subjects: dict[str, list[Query]] = {}
    for query in library().values():
        subjects.setdefault(query.tags[0] if query.tags else OTHER, []).append(query)
    return render_template("queries.html", subjects=subjects, words=SUBJECTS, formats=formats)


@blueprint.get("/queries/<name>")
def question(name: str) -> Response:
    """The form and, where all that it needs is given, the rows; a program is sent to the API."""
    stem, dot, suffix = name.rpartition(".")
    if name not in library() and dot and suffix in FORMATS and stem in library():
        return _for_programs(name, 301)
    query = named(name)
    accepted = request.accept_mimetypes
    if accepted and accepted.best_match([HTML, *formats(query).values()]) != HTML:
        return _for_programs(name, 303)
    return _page(query)


def _for_programs(name: str, status: int) -> Response:
    """The one address that answers programs, with all that was asked."""
    answer = make_response(redirect(asking(name, {key: value for key, value in request.args.items() if value}), status))
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.vary.add("Accept")
    return answer


def _page(query: Query) -> Response:
    asked = request.args.to_dict()
    as_of, window = day(asked.get(AS_OF, "")), Window.of({LIMIT: str(ROWS_SHOWN), **asked}, query)
    given = {name: value for name, value in asked.items() if name not in (AS_OF, LIMIT, OFFSET, PAGE)}
    lacking = any(one.required and not given.get(one.name, "").strip() for one in query.parameters)
    found = None if lacking else ask(snapshot_of(as_of) if as_of else snapshot(), query, given, as_of=as_of)
    rows = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    shown = window.cut(rows)
    others = window.others(len(rows)) if len(shown) < len(rows) else {}
    page = render_template(
        "query.html",
        query=query,
        asked=asked,
        offered={one.name: _offered(choices(snapshot(), one), asked.get(one.name, "")) for one in query.parameters},
        api=asking(query.name, _asked(asked)),
        formats={form: asking(f"{query.name}.{form}", _asked(asked)) for form in formats(query)},
        table=_table(query, list(shown)),
        count=len(rows),
        first=window.offset + 1,
        last=window.offset + len(shown),
        others={name: moved(window, offset) for name, offset in others.items() if name in ("prev", "next")},
        answered=found is not None,
        truth=found if isinstance(found, bool) else None,
        turtle=_turtle(query, found),
        **_opened(query, given, lacking=lacking),
        picture=_picture(query, rows),
        rows_of_picture=asking(f"{query.name}.srj", {**_asked(asked), LIMIT: str(ROWS_DRAWN)}),
        headings={name: in_words(heading) for name, heading in query.columns.items()},
    )
    answer = make_response(page)
    answer.vary.add("Accept")
    return answer


def _opened(query: Query, given: Mapping[str, str], *, lacking: bool) -> dict[str, str]:
    """The SPARQL with the values that are given in it, and where it opens in the editor."""
    said = {name: value for name, value in given.items() if value.strip()}
    address = url_for("editor.example", name=query.name)
    bound = {} if lacking else query.bindings(given)
    return {"text": spelled(query, bound), "editor": f"{address}?{urlencode(said)}" if said else address}


def _picture(query: Query, rows: list[Row]) -> dict[str, str] | None:
    """What a script needs to draw the rows as the header says: a chart, or a map of its places."""
    if query.chart and rows:
        return {"kind": query.chart.kind, **query.chart.roles}
    if query.geometry and any(query.geometry in row for row in rows):
        return {"kind": "map", "place": query.geometry, "label": next(iter(query.columns))}
    return None


def _offered(found: tuple[Choice, ...], asked: str) -> tuple[Choice, ...]:
    """What a list offers, with what was asked among it: a form never shows another question than the one answered."""
    if not found or not asked or asked in {choice.value for choice in found}:
        return found
    return (Choice(asked, asked), *found)


def _asked(asked: Mapping[str, str]) -> dict[str, str]:
    """What narrows the question: not the rows of it that a page shows."""
    return {name: value for name, value in asked.items() if value and name not in (LIMIT, OFFSET, PAGE)}


def _turtle(query: Query, found: Found | None) -> str | None:
    if query.form != "graph" or not isinstance(found, list):
        return None
    return write([triple for triple in found if isinstance(triple, Triple)], "text/turtle").decode()


def _table(query: Query, rows: list[Row]) -> tuple[list[tuple[str, bool, bool]], list[list[Link]]]:
    """Headings (and whether they head numbers, or an article's words) and cells.

    An IRI becomes the link of the column it belongs to.
    """
    said = {name for row in rows for name in row}  # a column that no row fills is left out for people, not for programs
    shown = [
        name
        for name, heading in query.columns.items()
        if name in said and not heading.endswith("(IRI)") and name != query.geometry
    ]
    headings = [(in_words(query.columns[name]), name in _NUMBERS, name.endswith("words")) for name in shown]
    return headings, [[_cell(name, row) for name in shown] for row in rows]


_NUMBERS = frozenset(
    "value value_to least most other_value other_value_to other_most passages articles claims of_claims events "
    "of_events alone named_in contradicts".split()
)
# The column that holds the IRI of what a column names, where it is not `<name>` of `<name>_label`.
_IRI_OF = {
    "said_by": "claimant",
    "article_title": "article",
    "words": "passage",
    "other_article_title": "other_article",
    "other_words": "other_passage",
    "origin_label": "actor",
}


def _cell(name: str, row: Row) -> Link:
    words = row[name].value if name in row else ""
    target = row.get(_IRI_OF.get(name, name.removesuffix("_label")))
    if not words or target is None or isinstance(target, Literal):
        return Link(words, None)
    return Link(words, passage_link(target.value) if name.endswith("words") else address(target.value))
