"""The named queries for programs: `/api/<name>`, with typed parameters, in many forms, some rows at a time."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from json import dumps
from types import MappingProxyType

from flask import Blueprint, Response, current_app, request, url_for
from pyoxigraph import Triple
from werkzeug.exceptions import BadRequest, NotAcceptable, NotFound

from refoulement import __version__
from refoulement.queries import AS_OF, Found, Query, Row, ask, day, terms
from refoulement.queries.answers import (
    FORMATS,
    RDF,
    Part,
    as_csv,
    as_json,
    as_results,
    as_tsv,
    formats,
    truth_as_json,
    truth_as_results,
)
from refoulement.queries.binding import tokens
from refoulement.queries.geojson import as_geojson
from refoulement.queries.result_set import triples
from refoulement.web.documents import write
from refoulement.web.library import library, named
from refoulement.web.openapi import document
from refoulement.web.paging import LIMIT, OFFSET, PAGE, Window, links
from refoulement.web.reading import snapshot, snapshot_of

blueprint = Blueprint("api", __name__)

FORMAT = "format"
TOTAL = "X-Total-Count"
WRITERS: Mapping[str, Callable[[Part], str]] = MappingProxyType(
    {"json": as_json, "csv": as_csv, "tsv": as_tsv, "srj": as_results, "geojson": as_geojson}
)


@blueprint.after_request
def _for_every_origin(answer: Response) -> Response:
    """Let pages of other origins read what everyone may read (CORS)."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = f"ETag, Link, {TOTAL}"
    return answer


def _offers() -> Response:
    answer = Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
    answer.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
    answer.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
    return answer


@blueprint.route("/api/", methods=["GET", "OPTIONS"])
def index() -> Response:
    """What can be asked, and how."""
    if request.method == "OPTIONS":
        return _offers()
    listed = [
        {
            "name": query.name,
            "summary": query.summary,
            "description": query.description,
            "address": url_for("api.answer", name=query.name),
            "page": url_for("questions.question", name=query.name),
            "parameters": [
                {"name": one.name, "type": one.type, "required": one.required, "description": one.description}
                for one in query.parameters
            ],
            "formats": dict(formats(query)),
        }
        for query in library().values()
    ]
    answer = _object({"openapi": url_for("api.openapi"), "snapshot": snapshot().version, "queries": listed})
    answer.headers["Link"] = f'<{url_for("api.openapi")}>; rel="service-desc"'
    return answer


@blueprint.route("/openapi.json", methods=["GET", "OPTIONS"])
def openapi() -> Response:
    """The description of all that is here, made from the headers of the queries."""
    if request.method == "OPTIONS":
        return _offers()
    return _object(document(library(), snapshot()))


def _object(told: Mapping[str, object]) -> Response:
    """JSON in the order in which it was made, which is that of the headers."""
    return Response(dumps(told, ensure_ascii=False), mimetype="application/json")


@blueprint.route("/api/<name>", methods=["GET", "OPTIONS"])
def answer(name: str) -> Response:
    """What a query finds, in the form that is asked for."""
    stem, dot, suffix = name.rpartition(".")
    query = named(stem if dot and suffix in FORMATS else name)
    if request.method == "OPTIONS":
        return _offers()
    asked = _once()
    form = _format(query, suffix if dot else "", asked)
    if query.form != "rows" and (paging := [name for name in (LIMIT, OFFSET, PAGE) if name in asked]):
        raise BadRequest(f"{paging[0]}: {query.name} has no rows to count")
    as_of, window = day(asked.get(AS_OF, "")), Window.of(asked, query)
    values = {name: value for name, value in asked.items() if name not in (AS_OF, FORMAT, LIMIT, OFFSET, PAGE)}
    terms(snapshot(), query, values, as_of=as_of)  # refuses before it says that nothing has changed
    tag = _tag(query, form)
    if tag and (held := _held(tag)):
        tag, told = held, Response(status=304)
    else:
        found = ask(snapshot_of(as_of) if as_of else snapshot(), query, values, as_of=as_of)
        told = _told(query, found, form, window=window, as_of=as_of)
    if tag:
        told.set_etag(tag)
    else:
        told.cache_control.no_store = True
        told.headers["Cache-Control"] = "no-cache"  # keep it, but ask whether it still holds
    told.vary.add("Accept")
    return told


@cache
def _words(query: str) -> frozenset[str]:
    """The words of SPARQL that a query uses, in capitals."""
    return frozenset(token.text for token in tokens(query) if token.kind == "word")


def _once() -> dict[str, str]:
    """The parameters of the request, each of which is given once and says something."""
    if twice := [name for name, values in request.args.lists() if len(values) > 1]:
        raise BadRequest(f"give {twice[0]} once, not several times")
    if empty := [name for name, value in request.args.items() if not value.strip()]:
        raise BadRequest(f"{empty[0]} is empty: give it a value, or leave it out")
    return request.args.to_dict()


def _format(query: Query, suffix: str, asked: Mapping[str, str]) -> str:
    """The form of the answer: by the end of the address, by `format=`, or by what the asker accepts."""
    offered, wanted = formats(query), asked.get(FORMAT, "").strip()
    if wanted and suffix and wanted != suffix:
        raise BadRequest(f"the address ends in .{suffix}, and {FORMAT} says {wanted}: give one of them")
    if suffix and suffix not in offered:
        raise NotFound(f"{query.name} is not available as {suffix}; it is as {', '.join(offered)}")
    if wanted and wanted not in offered:
        raise BadRequest(f"{FORMAT}: {query.name} is not available as {wanted!r}; it is as {', '.join(offered)}")
    if suffix or wanted:
        return suffix or wanted
    accepted = request.accept_mimetypes
    chosen = accepted.best_match(list(offered.values())) if accepted else next(iter(offered.values()))
    if chosen is None:
        raise NotAcceptable(f"{query.name} is available as {', '.join(offered.values())}")
    return next(name for name, media_type in offered.items() if media_type == chosen)


def _tag(query: Query, form: str) -> str:
    """What says that an answer is still the same: the snapshot it is of, as all else is in its address.

    A query that counts from today answers otherwise tomorrow; one that throws dice has no such sign.
    """
    calls = _words(query.text)
    if calls & {"RAND", "UUID", "STRUUID"}:
        return ""
    today = f"-{datetime.now(UTC).date()}" if "NOW" in calls else ""
    tier = current_app.extensions["refoulement.settings"].tier  # each counts its own snapshots
    wording = sha256(f"{__version__} {tier} {query}".encode()).hexdigest()[:12]
    return f"{snapshot().version}-{wording}-{form}{today}"


def _held(tag: str) -> str:
    """The tag by which the client has this answer already; of a compressed one, its encoding stands behind a colon."""
    sent = request.if_none_match
    if sent.star_tag:
        return tag
    return next((one for one in sorted(sent.as_set(include_weak=True)) if one.partition(":")[0] == tag), "")


def _told(query: Query, found: Found, form: str, *, window: Window, as_of: date | None) -> Response:
    media_type = FORMATS[form]
    if isinstance(found, bool):
        version = snapshot().version
        asked = truth_as_json(query, found, version=version, as_of=as_of) if form == "json" else truth_as_results(found)
        return Response(asked, mimetype=media_type)
    if query.form == "graph":
        return Response(write([one for one in found if isinstance(one, Triple)], media_type), mimetype=media_type)
    rows: list[Row] = [row for row in found if isinstance(row, dict)]
    if "ORDER" not in _words(query.text):  # the engine may give them otherwise the next time: no page may lose one
        rows.sort(key=lambda row: [str(row.get(column, "")) for column in query.columns])
    part = Part(
        query=query,
        rows=window.cut(rows),
        version=snapshot().version,
        total=len(rows),
        offset=window.offset,
        as_of=as_of,
    )
    told = Response(write(triples(part), media_type) if form in RDF else WRITERS[form](part), mimetype=media_type)
    told.headers[TOTAL] = str(part.total)
    if others := links(window, part.total):
        told.headers["Link"] = others
    return told
