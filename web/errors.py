"""The one place where errors become answers: a page for people, problem+json (RFC 9457) for programs."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from refoulement.errors import EndpointFailed, GraphError, QueryRefused, StoreError
from refoulement.web.negotiation import wants_html

STATUS: Mapping[type[GraphError], HTTPStatus] = MappingProxyType(
    {
        EndpointFailed: HTTPStatus.BAD_GATEWAY,
        QueryRefused: HTTPStatus.BAD_REQUEST,
        StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    }
)

_log = logging.getLogger(__name__)


def _problem(status: HTTPStatus, detail: str) -> Response:
    """One error, in the form that suits the asker."""
    if wants_html():
        answer = make_response(render_template("error.html", status=status, detail=detail), status)
    else:
        problem = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
        answer = Response(json.dumps(problem, ensure_ascii=False), status, mimetype="application/problem+json")
        answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.vary.add("Accept")
    return answer


def _refused(error: GraphError) -> Response:
    status = STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        return _broken(error)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        _log.error("%s", error)  # it names folders: for whoever runs the server, not for whoever asks
        return _problem(
            status, "the graph cannot be read at the moment; its keeper finds the reason in the server's log"
        )
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
