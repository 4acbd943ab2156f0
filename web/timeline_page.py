"""What happened when, over the whole graph: every event with the days that its claims can mean."""

import csv
import io
import json

from flask import Blueprint, Response, render_template

from refoulement.web import phrases
from refoulement.web.filters import Asked, asked, form, things
from refoulement.web.language import label_of
from refoulement.web.links import address
from refoulement.web.timeline import Mark, Timeline, timeline
from refoulement.web.told import Gathered, Things, Told, gather
from refoulement.web.wording import ngettext

blueprint = Blueprint("timeline_page", __name__)

DRAWN_AT_MOST, UNDATED_AT_MOST = 150, 100


class Shown:
    """The events that were asked for, each with the claims that led to it: the dated and the undated, latest first."""

    def __init__(self, question: Asked) -> None:
        held = question.snapshot()
        self.question = question
        self.things: Things = things(held)
        self.gathered: Gathered = gather(held, question.told, as_of=question.as_of)
        by_event: dict[str, list[Told]] = {}
        for told in self.gathered.claims:
            for event in told.events:
                by_event.setdefault(event, []).append(told)
        known = self.things
        every = sorted(by_event, key=lambda event: (known[event].last or known[event].first or "", event), reverse=True)
        self.by_event = by_event
        self.dated = [event for event in every if known[event].first or known[event].last]
        self.undated = [event for event in every if not (known[event].first or known[event].last)]

    @property
    def events(self) -> list[str]:
        return [*self.dated, *self.undated]

    def mark(self, event: str) -> Mark:
        thing, said = self.things[event], self.by_event[event]
        articles = len({told.article for told in said})
        claims = ngettext("%(num)d claim", "%(num)d claims", len(said))
        return Mark(
            link=self.things.link(event),
            first=thing.first,
            last=thing.last,
            when=phrases.period(thing.first, thing.last),
            kind=label_of(thing.kind) if thing.kind else "",
            sign=thing.kind or "",
            note=f"{claims}, {ngettext('%(num)d source', '%(num)d sources', articles)}",
        )


def _line(shown: Shown) -> Timeline:
    return timeline(shown.mark(event) for event in [*shown.dated[:DRAWN_AT_MOST], *shown.undated[:UNDATED_AT_MOST]])


@blueprint.get("/timeline")
def page() -> str:
    shown = Shown(asked())
    return render_template(
        "timeline.html",
        asked=shown.question,
        form=form(shown.question.snapshot(), shown.things, shown.question),
        claims=shown.gathered,
        line=_line(shown),
        dated=len(shown.dated),
        undated=len(shown.undated),
        eventless=sum(not told.events for told in shown.gathered.claims),
    )


@blueprint.get("/timeline.svg")
def drawing() -> Response:
    return Response(render_template("timeline.svg", line=_line(Shown(asked()))), mimetype="image/svg+xml")


@blueprint.get("/timeline.csv")
def table() -> Response:
    """Every event that was asked for, none left out."""
    shown, written = Shown(asked()), io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["event", "name", "kind", "earliest", "latest", "claims", "sources"])
    for event in shown.events:
        thing, said = shown.things[event], shown.by_event[event]
        sources = len({told.article for told in said})
        rows.writerow([event, thing.name, thing.kind or "", thing.first or "", thing.last or "", len(said), sources])
    return Response(written.getvalue(), mimetype="text/csv")


@blueprint.get("/timeline.json")
def events() -> Response:
    shown = Shown(asked())
    told = [
        {
            "event": event,
            "name": shown.things[event].name,
            "kind": shown.things[event].kind,
            "earliest": shown.things[event].first,
            "latest": shown.things[event].last,
            "address": address(event),
            "claims": [told.claim for told in shown.by_event[event]],
        }
        for event in shown.events
    ]
    claims = {"shown": len(shown.gathered.claims), "total": shown.gathered.total}
    return Response(json.dumps({"claims": claims, "events": told}, ensure_ascii=False), mimetype="application/json")
