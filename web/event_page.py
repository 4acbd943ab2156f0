"""An event's page: every figure side by side with who says it and in which words, on any day, and never one number."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from flask import make_response, render_template, request, url_for
from pyoxigraph import NamedNode
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from refoulement.graph import iri
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.queries import AS_OF, day
from refoulement.web import evidence, known_on, phrases
from refoulement.web.dossier import sources
from refoulement.web.event_tree import tree
from refoulement.web.event_view import EventView, read
from refoulement.web.evidence import Evidence
from refoulement.web.figure_chart import Spoken, chart
from refoulement.web.figure_table import sorted_links
from refoulement.web.negotiation import DOCUMENTS
from refoulement.web.origin_picture import picture
from refoulement.web.reading import snapshot

EVENT = iri.THINGS + "event/"
KEPT = (AS_OF, "scale", "sort")  # what an address of this page may ask for, beside the rows of the table


def page(slug: str) -> str | Response:
    """The page of an event as it is known, or was on the day that is asked for."""
    event = EVENT + slug
    try:
        NamedNode(event)
    except ValueError as error:
        raise _unknown(slug) from error
    asked = day(request.args.get(AS_OF, ""))
    today = evidence.of_event(snapshot(), event)
    if asked is None:
        return _page(_read(snapshot(), event, today), slug, today) if today else _gone(slug, event)
    state, found = known_on.then(event, today, asked)
    if not (found or today):
        raise _unknown(slug)
    shown = found[0] if found else event
    return _page(_read(state, shown, evidence.of_event(state, shown), asked), slug, today, others=found[1:])


def _unknown(slug: str) -> NotFound:
    return NotFound(f"nothing is known here of event/{slug}; search for it by name on the first page")


def _gone(slug: str, event: str) -> Response:
    """Whose claims were all withdrawn: 410, with the way to what was known before."""
    revision = known_on.lost(event)
    if revision is None:
        raise _unknown(slug)
    before = revision.day - timedelta(days=1)
    return make_response(
        render_template(
            "event_gone.html",
            slug=slug,
            revision=revision,
            on=phrases.day(revision.day),
            before=phrases.day(before),
            address=_address(slug, {AS_OF: before.isoformat()}),
        ),
        410,
    )


def _read(state: Snapshot, event: str, own: tuple[Evidence, ...], asked: date | None = None) -> EventView:
    page = request.args.get("page", "")
    return read(
        state,
        event,
        own,
        asked=asked,
        sort=request.args.get("sort", ""),
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
    )


def _address(slug: str, asked: Mapping[str, object], anchor: str | None = None) -> str:
    page: str = url_for("things.page", kind="event", slug=slug)
    given = urlencode({key: value for key, value in asked.items() if value})
    return page + (f"?{given}" if given else "") + (f"#{anchor}" if anchor else "")


def _claim_id(claim: str) -> str:
    """What a row of the table is found by."""
    return claim.rsplit("/", 1)[-1]


def _page(shown: EventView, slug: str, today: Sequence[Evidence], *, others: Sequence[str] = ()) -> str:
    found = shown.ledgers
    logarithmic = request.args.get("scale") == "log"
    drawn = (chart(one, Spoken(shown.by_claim, shown.name, shown.part), logarithmic=logarithmic) for one in found)
    origins = shown.origins()
    kept = {key: request.args[key] for key in KEPT if request.args.get(key)}
    return render_template(
        "event.html",
        shown=shown,
        slug=slug,
        claim_id=_claim_id,
        rows_here={row.claim for row in shown.table.rows},
        about=shown.about,
        known_as=None if shown.event == EVENT + slug else shown.name(shown.event),
        others=[shown.elsewhere(other) for other in others],
        formats=[(form, url_for("things.thing", kind="event", slug=f"{slug}.{form}")) for form in DOCUMENTS],
        days=shown.days(EVENT + slug, today, snapshot()),
        first_known=min((one.known_from for one in today if one.known_from), default=None),
        address=lambda anchor=None, **asked: _address(slug, {**kept, **asked}, anchor),
        sorts={sort: _address(slug, asked, "table") for sort, asked in sorted_links(request.args).items()},
        phrases=phrases,
        period=None if shown.series else phrases.period(shown.about.text(RF.earliest), shown.about.text(RF.latest)),
        summary=phrases.summary(found),
        charts=[one for one in drawn if one],
        logarithmic=logarithmic,
        origins=origins,
        picture=picture(origins),
        tree=tree(shown.state, shown.about, shown.own),
        sources=sources(
            (one.article for one in shown.in_full), shown.about, known_on.revised_after(shown.asked, snapshot())
        ),
    )
