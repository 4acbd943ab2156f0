"""The search by name: its page, the same as JSON, suggestions while somebody types, and what tells browsers of it."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.sax.saxutils import quoteattr

from flask import Blueprint, Response, current_app, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from refoulement.ontology import RF
from refoulement.web.finders import FINDERS, Finders
from refoulement.web.finding import Found, Results
from refoulement.web.language import label_of, reading
from refoulement.web.library import library
from refoulement.web.links import Link, absolute, address
from refoulement.web.names import KINDS, QUERY
from refoulement.web.reading import snapshot
from refoulement.web.wording import gettext, ngettext

blueprint = Blueprint("search", __name__)

PER_PAGE = 50
SUGGESTED = 8
SUGGESTIONS = "application/x-suggestions+json"
DESCRIPTION = "application/opensearchdescription+xml"
NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"


@dataclass(frozen=True, slots=True)
class Line:
    """A thing that is found, as it is listed: `also` is the name it was found by, where that is another."""

    link: Link
    sort: str
    also: Link | None
    named: str


def find(sought: str, *, kind: str = "", first: int = 0, most: int) -> Results:
    """Things by name in the request's snapshot; see `Finder.find`."""
    finders: Finders = current_app.extensions[FINDERS]
    return finders.find(sought, snapshot(), library(), kind=kind, first=first, most=most)


@blueprint.get("/search")
def page() -> str:
    sought, kind, number = _asked()
    found = find(sought, kind=kind, first=(number - 1) * PER_PAGE, most=PER_PAGE)
    total = found.counts.get(kind, 0) if kind else sum(found.counts.values())
    last = max(1, -(-total // PER_PAGE))
    return render_template(
        "search.html",
        searched=sought,
        kind=kind,
        kinds=[(one, _plural(one), found.counts[one], _moved(sought, one)) for one in KINDS if one in found.counts],
        every=_moved(sought),
        total=total,
        all=sum(found.counts.values()),
        found=[line(one) for one in found.page],
        first=(number - 1) * PER_PAGE + 1,
        meant=Link(found.meant, _moved(found.meant)) if found.meant else None,
        before=_moved(sought, kind, min(number - 1, last)) if number > 1 else None,
        after=_moved(sought, kind, number + 1) if number < last else None,
        document=_moved(sought, kind, number, endpoint=".document"),
    )


@blueprint.get("/search.json")
def document() -> Response:
    """The same for programs."""
    sought, kind, number = _asked()
    found = find(sought, kind=kind, first=(number - 1) * PER_PAGE, most=PER_PAGE)
    told = {
        "sought": sought,
        "counts": dict(found.counts),
        "meant": found.meant or None,
        "found": [
            {
                "thing": _address(one),
                "id": one.thing.address,
                "kind": one.thing.kind,
                "class": one.thing.sort,
                "name": one.thing.shown(reading()).text,
                "language": one.thing.shown(reading()).language or None,
                "found_by": one.name.text if one.name and one.name.how != "hidden" else None,
                "times": one.thing.times,
            }
            for one in found.page
        ],
    }
    return _open(json.dumps(told, ensure_ascii=False), "application/json")


@blueprint.get("/suggest")
def suggest() -> Response:
    """Names while they are typed, as OpenSearch Suggestions 1.0 has them: the words, names, what they are, where."""
    sought = request.args.get("q", "")
    lines = [(line(one), _address(one)) for one in find(sought, most=SUGGESTED).page]
    told = [
        sought,
        [one.link.words for one, _ in lines],
        [" · ".join(filter(None, (one.sort, one.also.words if one.also else "", one.named))) for one, _ in lines],
        [absolute(where) if where.startswith("/") else where for _, where in lines],
    ]
    return _open(json.dumps(told, ensure_ascii=False), SUGGESTIONS)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """What browsers are told so that they can search here (OpenSearch 1.1)."""
    urls = (
        ("text/html", "results", ".page"),
        ("application/json", "results", ".document"),
        (SUGGESTIONS, "suggestions", ".suggest"),
    )
    lines = [
        f"<Url type={quoteattr(kind)} rel={quoteattr(relation)} "
        f"template={quoteattr(absolute(url_for(endpoint)) + '?q={searchTerms}')}/>"
        for kind, relation, endpoint in urls
    ]
    whole = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="{NAMESPACE}">\n'
        "<ShortName>refoulement</ShortName>\n"
        f"<Description>{gettext('Actors, places, events and articles by name')}</Description>\n"
        f"<InputEncoding>UTF-8</InputEncoding>\n<Language>{reading()}</Language>\n"
        + "\n".join(lines)
        + "\n</OpenSearchDescription>\n"
    )
    return _open(whole, DESCRIPTION)


def _open(body: str, kind: str) -> Response:
    answer = Response(body, mimetype=kind)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _asked() -> tuple[str, str, int]:
    """What is sought, of which kind, and which page of it. Raises `BadRequest`."""
    kind, number = request.args.get("kind", ""), request.args.get("page", "") or "1"
    if kind and kind not in KINDS:
        raise BadRequest(f"kind: {kind!r} is none of {', '.join(KINDS)}")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", number):
        raise BadRequest(f"page: {number!r} is no number of a page")
    return request.args.get("q", ""), kind, int(number)


def _moved(sought: str, kind: str = "", number: int = 1, *, endpoint: str = ".page") -> str:
    """The address of what is found, or of another part of it."""
    given = {"q": sought, "kind": kind, "page": str(number) if number > 1 else ""}
    return f"{url_for(endpoint)}?{urlencode({name: value for name, value in given.items() if value}, errors='replace')}"


def line(found: Found) -> Line:
    """A thing that is found, in the reader's language."""
    thing, name = found.thing, found.thing.shown(reading())
    also = found.name if found.name and found.name.how != "hidden" and found.name.text != name.text else None
    return Line(
        Link(name.text, _address(found), name.language or None),
        _sort(thing.kind, thing.sort),
        Link(also.text, None, also.language or None) if also else None,
        _named(thing.kind, thing.times),
    )


def _address(found: Found) -> str:
    """Where the page of what is found stands."""
    thing = found.thing
    path = url_for("questions.question", name=thing.address) if thing.kind == QUERY else address(thing.address)
    return path or url_for(".page", q=thing.shown().text)


def _named(kind: str, times: int) -> str:
    """How often something is named, in the reader's words."""
    if not times:
        return ""
    event = ngettext("%(num)d claim", "%(num)d claims", times)
    other = ngettext("named in %(num)d passage", "named in %(num)d passages", times)
    return str(event if kind == "event" else other)


def _sort(kind: str, sort: str) -> str:
    """What something is, in the reader's words."""
    if kind == QUERY:
        return str(gettext("question ready to ask"))
    return label_of(sort) if sort in RF else sort


def _plural(kind: str) -> str:
    """A kind as a heading."""
    headings: dict[str, str] = {
        "person": gettext("Persons"),
        "organisation": gettext("Organisations"),
        "place": gettext("Places"),
        "event": gettext("Events"),
        "article": gettext("Articles"),
        "table": gettext("Tables"),
        "query": gettext("Questions"),
        "other": gettext("Other"),
    }
    return headings[kind]
