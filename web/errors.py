"""The one place where errors become answers: a page for people, problem+json (RFC 9457) for programs."""

import json
import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from refoulement.errors import (
    EndpointFailed,
    EngineFailed,
    EngineSlow,
    EngineUnfit,
    GraphError,
    QueryRefused,
    StoreError,
    TextMissing,
)
from refoulement.web.language import here
from refoulement.web.negotiation import wants_html
from refoulement.web.wording import gettext

STATUS: Mapping[type[GraphError], HTTPStatus] = MappingProxyType(
    {
        EndpointFailed: HTTPStatus.BAD_GATEWAY,
        EngineFailed: HTTPStatus.BAD_GATEWAY,
        EngineSlow: HTTPStatus.GATEWAY_TIMEOUT,
        EngineUnfit: HTTPStatus.BAD_GATEWAY,
        QueryRefused: HTTPStatus.BAD_REQUEST,
        StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
        TextMissing: HTTPStatus.NOT_IMPLEMENTED,
    }
)

_PLACE = re.compile(
    r"the query does not parse: .*?(?:error at |line:)(?P<line>\d+)(?::|, col:)(?P<column>\d+)", re.DOTALL
)
_log = logging.getLogger(__name__)


def _problem(status: HTTPStatus, detail: str) -> Response:
    """One error, in the form that suits the asker."""
    if wants_html():
        answer = make_response(_page(status, detail), status)
    else:
        problem: dict[str, str | int] = {
            "type": "about:blank",
            "title": status.phrase,
            "status": status.value,
            "detail": detail,
        }
        if status is HTTPStatus.BAD_REQUEST and (found := place(detail)):
            problem |= found
        answer = Response(json.dumps(problem, ensure_ascii=False), status, mimetype="application/problem+json")
        answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.vary.add("Accept")
    return answer


def place(complaint: str) -> dict[str, int] | None:
    """Where in the query a parser stopped, each counted from 1: as the engine tells it, or the parser of `admit`."""
    found = _PLACE.search(complaint)
    return {name: int(number) for name, number in found.groupdict().items()} if found else None


def _page(status: HTTPStatus, detail: str) -> str:
    """The same for people: what happened in the reader's language, in our own words, and what to do next."""
    asking = request.method in ("GET", "HEAD")
    return render_template(
        "error.html",
        status=status,
        phrase=_phrase(status),
        detail=detail,
        advice=_advice(status),
        sought=_sought(request.path),
        asked_again=here() if asking and status in _PASSING else None,
    )


_PASSING = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)


def _phrase(status: HTTPStatus) -> str:
    match status:
        case HTTPStatus.BAD_REQUEST:
            return gettext("This cannot be asked so")
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return gettext("This is not open to everybody")
        case HTTPStatus.NOT_FOUND:
            return gettext("Nothing is known here of this")
        case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.SERVICE_UNAVAILABLE:
            return gettext("Not at this moment")
        case HTTPStatus.GATEWAY_TIMEOUT | HTTPStatus.INSUFFICIENT_STORAGE:
            return gettext("The question was too large")
        case HTTPStatus.INTERNAL_SERVER_ERROR | HTTPStatus.BAD_GATEWAY:
            return gettext("Something is broken here")
    return status.phrase


def _advice(status: HTTPStatus) -> str:
    match status:
        case HTTPStatus.BAD_REQUEST:
            return gettext(
                "What was wrong is said above, with its place where it has one. Go back, change it, and ask again."
            )
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return gettext("Whoever runs this service gives tokens that let their bearers in.")
        case HTTPStatus.NOT_FOUND:
            return gettext(
                "The address may be mistyped, the article may have been withdrawn, or a name may be withheld because "
                "somebody could be harmed by it. Names are searched in every script."
            )
        case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.SERVICE_UNAVAILABLE:
            return gettext(
                "Others are being served, or the graph is just being published. Wait a moment and try again."
            )
        case HTTPStatus.GATEWAY_TIMEOUT | HTTPStatus.INSUFFICIENT_STORAGE:
            return gettext(
                "It was stopped so that others can go on. Ask for less at once, for one place or year, or with a LIMIT."
            )
        case HTTPStatus.INTERNAL_SERVER_ERROR | HTTPStatus.BAD_GATEWAY:
            return gettext("It is no fault of yours, and it has been noted for whoever runs this service.")
    return gettext("Go back, or begin again from the first page.")


def _sought(path: str) -> str:
    """What an address that leads nowhere may have meant: the last piece of a thing's, in words."""
    pieces = path.split("/")
    if len(pieces) < 4 or pieces[1] not in ("page", "id"):
        return ""
    return " ".join(pieces[-1].replace("-", " ").replace("_", " ").split())[:80]


def _refused(error: GraphError) -> Response:
    status = STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        return _broken(error)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        _log.error("%s", error)  # it names folders: for whoever runs the server, not for whoever asks
        return _problem(
            status, "the graph cannot be read at the moment; its keeper finds the reason in the server's log"
        )
    if isinstance(error, EngineFailed | EngineUnfit):
        _log.error("%s", error)  # it names the engine's address
        return _problem(status, "the engine behind this service gave no answer; its keeper finds the reason in the log")
    return _problem(status, str(error))


def _http(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or 500)
    answer = _problem(status, error.description or status.description)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    for name, value in error.get_headers():
        if name in ("Retry-After", "WWW-Authenticate"):
            answer.headers[name] = value
    return answer


def _broken(error: Exception) -> Response:
    _log.exception("a request failed", exc_info=error)
    return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "something is broken here; the server's log says what")


STOPPED = "refoulement.problem"  # in the environ of a request that was ended: what is to be told of it


def tell_what_became_of_it() -> Response | None:
    """What the front says of a request that it had to stop, in the form that suits who asked."""
    stopped = request.environ.get(STOPPED)
    return None if stopped is None else _problem(HTTPStatus(stopped["status"]), stopped["detail"])


def handle_errors(app: Flask) -> None:
    """Let every error of an application be answered here; nobody who asks sees a traceback."""
    app.register_error_handler(GraphError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)
