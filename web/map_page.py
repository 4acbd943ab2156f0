"""The map of the whole graph: where claims say that people were held, crossed and were sent; as a page and as data."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from refoulement.graph import iri
from refoulement.ontology import subclasses
from refoulement.web import phrases
from refoulement.web.atlas import (
    CLAIMS_TOLD,
    EVENTS_TOLD,
    LAYERS,
    Atlas,
    PlaceMark,
    Said,
    Way,
    atlas,
    beside,
    landmarks,
    periods,
)
from refoulement.web.drawn_map import drawn, outlines
from refoulement.web.filters import Asked, asked, form, node, things
from refoulement.web.geography import Area, geography_of
from refoulement.web.language import label_of
from refoulement.web.links import address
from refoulement.web.told import Gathered, Things, gather
from refoulement.web.wording import gettext, ngettext

blueprint = Blueprint("map_page", __name__)

GEOJSON = "application/geo+json"


class Shown:
    """A map that was asked for, with the names of all that is on it."""

    def __init__(self, question: Asked) -> None:
        held = question.snapshot()
        self.question = question
        self.things = things(held)
        self.geography = geography_of(held, self.things)
        self.gathered: Gathered = gather(held, question.told, as_of=question.as_of)
        reference = [] if question.narrowed else landmarks(self.things)
        if (given := question.told.get("thing")) and self.things[thing := node(given)].kind in subclasses("Place"):
            reference = beside(held, thing, self.things)
        self.atlas: Atlas = atlas(held, self.gathered, self.things, self.geography, reference=reference)


@blueprint.get("/map")
def page() -> str:
    shown = Shown(asked())
    return render_template(
        "map.html",
        asked=shown.question,
        form=form(shown.question.snapshot(), shown.things, shown.question),
        claims=shown.gathered,
        undated=shown.gathered.undated,
        placeless=sum(not told.places for told in shown.gathered.claims),
        layers=[(layer, listed) for layer in LAYERS if (listed := _listed(shown, layer))],
        ways=[_way(way, shown.things) for way in shown.atlas.ways],
        atlas=shown.atlas,
    )


@blueprint.get("/map.geojson")
def features() -> Response:
    """Places and ways as GeoJSON (RFC 7946); `coordinateUncertaintyInMeters` is Darwin Core's."""
    shown = Shown(asked())
    collection = {
        "type": "FeatureCollection",
        "claims": {
            "shown": len(shown.gathered.claims),
            "total": shown.gathered.total,
            "undated": shown.gathered.undated,
            "periods": [[first, last, claims] for (first, last), claims in periods(shown.gathered.claims)],
        },
        "ways": {"shown": len(shown.atlas.ways), "total": shown.atlas.ways_in_all},
        "features": [
            *(_feature(mark, shown.things) for mark in shown.atlas.marks),
            *(_way_feature(way, shown) for way in shown.atlas.ways),
        ],
    }
    return Response(json.dumps(collection, ensure_ascii=False), mimetype=GEOJSON)


@blueprint.get("/map.csv")
def table() -> Response:
    """The places, one row each and period: what the map draws, without the lines."""
    shown = Shown(asked())
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(
        "place,name,layer,longitude,latitude,uncertainty_m,precision,earliest,latest,claims".split(","),
    )
    for mark in shown.atlas.marks:
        area = mark.area
        spot = area.spot if area and area.spot else ("", "")
        radius = area.radius_m if area and area.radius_m else ""
        head = [mark.place, shown.things[mark.place].name, mark.layer, *spot, radius, precision(area, shown.things)]
        for (first, last), claims in mark.periods:
            rows.writerow([*head, first or "", last or "", claims])
        if mark.undated or not mark.periods:
            rows.writerow([*head, "", "", mark.undated])
    return Response(written.getvalue(), mimetype="text/csv")


@blueprint.get("/map.svg")
def drawing() -> Response:
    """The map as it stands before anybody moves it."""
    shown = Shown(asked())
    assert current_app.static_folder
    try:
        land = outlines(Path(current_app.static_folder) / "built" / "outlines.json")
    except OSError as error:
        raise NotFound("the outlines of the map are not built here; make client builds them") from error
    picture = drawn(shown.atlas, shown.things, shown.geography, land)
    return Response(render_template("map.svg", map=picture), mimetype="image/svg+xml")


def _listed(shown: Shown, layer: str) -> list[dict[str, Any]]:
    """The places of a layer as the page lists them: `claims` is 0 for those that are there for reference alone."""
    return [
        {
            "link": shown.things.link(mark.place),
            "claims": mark.claims,
            "undated": mark.undated,
            "period": _period(mark),
            "precision": precision(mark.area, shown.things),
        }
        for mark in shown.atlas.marks
        if mark.layer == layer
    ]


def _period(mark: PlaceMark) -> str:
    days = [day for period, _claims in mark.periods for day in period if day]
    return phrases.period(min(days), max(days)) if days else ""


def precision(area: Area | None, known: Things) -> str:
    """What the area on the map stands for, in words."""
    if area is None:
        words: str = gettext("where it is, is not known here")
        return words
    names = [known[place].name for place in area.of]
    match area.basis:
        case "between":
            words = gettext("not its own point: between %(one)s and %(other)s", one=names[0], other=names[-1])
        case "near":
            words = gettext("not its own point: near %(town)s", town=names[0])
        case "within":
            words = gettext("somewhere in %(area)s", area=names[0])
        case "country":
            words = gettext("somewhere in the country")
        case "reach":
            words = gettext("somewhere in it: a circle that reaches every settlement known to be in it")
        case _own:
            within = max(1, round((area.radius_m or 0) / 1000))
            words = gettext("the centre of the settlement, within about %(km)s km", km=within)
    return words


def _place_name(place: str) -> str:
    """A place as an outline is called: `place/china`."""
    return place.removeprefix(iri.THINGS)


def _feature(mark: PlaceMark, known: Things) -> dict[str, Any]:
    area, thing = mark.area, known[mark.place]
    properties: dict[str, Any] = {
        "name": thing.name,
        "kind": label_of(thing.kind) if thing.kind else "",
        "layer": mark.layer,
        "address": address(mark.place),
        "precision": precision(area, known),
        "claims": mark.claims,
        "counted": ngettext("%(num)d claim", "%(num)d claims", mark.claims),
        "periods": [[first, last, claims] for (first, last), claims in mark.periods],
        "undated": mark.undated,
        "events": [
            {
                "name": known[event].name,
                "address": address(event),
                "first": known[event].first,
                "last": known[event].last,
            }
            for event in mark.events[:EVENTS_TOLD]
        ],
        "events_in_all": len(mark.events),
    }
    if area and area.radius_m:
        properties["coordinateUncertaintyInMeters"] = area.radius_m
    if area and area.country:
        properties["outline"] = _place_name(area.country)
    geometry = {"type": "Point", "coordinates": list(area.spot)} if area and area.spot else None
    return {"type": "Feature", "id": mark.place, "geometry": geometry, "properties": properties}


def _way(way: Way, known: Things) -> dict[str, Any]:
    """A way as the page lists it."""
    return {
        "start": known.link(way.start),
        "end": known.link(way.end),
        "sure": way.sure,
        "said": [(address(said.claim), claim_words(said, known)) for said in way.said[:CLAIMS_TOLD]],
        "claims": len(way.said),
    }


def claim_words(said: Said, known: Things) -> str:
    """A claim in a line: "up to 600 people – Sample Society (Daily, 7 December 2023)"."""
    figure = phrases.figure(said.count) if said.count else gettext("no figure")
    whose = ", ".join(known[actor].name for actor in said.said_by) or said.attribution or gettext("the article alone")
    where = ", ".join(filter(None, (said.publisher, phrases.when(said.published) if said.published else None)))
    return f"{figure} – {whose} ({where})" if where else f"{figure} – {whose}"


def _way_feature(way: Way, shown: Shown) -> dict[str, Any]:
    ends = [_end(shown.geography.area(place)) for place in (way.start, way.end)]
    spots = [end for end in ends if isinstance(end, list)]
    geometry = {"type": "LineString", "coordinates": spots} if len(spots) == len(ends) else None
    properties = {
        "name": f"{shown.things[way.start].name} → {shown.things[way.end].name}",
        "layer": "way",
        "stretch": way.stretch,
        "sure": way.sure,
        "precision": ""
        if way.sure
        else gettext("the words name several places together: nobody says who went which way"),
        "from": way.start,
        "to": way.end,
        "ends": ends,
        "claims": len(way.said),
        "counted": ngettext("%(num)d claim", "%(num)d claims", len(way.said)),
        "said": [
            {
                "words": claim_words(said, shown.things),
                "address": address(said.claim),
                "first": said.first,
                "last": said.last,
            }
            for said in way.said
        ],
    }
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _end(area: Area | None) -> list[float] | str | None:
    """Where a line ends: at the middle of an area, or in a country of this outline."""
    if area is None:
        return None
    return list(area.spot) if area.spot else _place_name(area.country or "")
