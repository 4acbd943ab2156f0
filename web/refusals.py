"""What a write that was refused is answered with: the reason, and the rules that were broken, as JSON or as SHACL."""

import json
from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus

from flask import Response, request
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from werkzeug.exceptions import BadRequest, Conflict, Forbidden, ServiceUnavailable

from refoulement.errors import ShapeError, StoreBusy, UploadRefused, WriteConflict, WriteRefused
from refoulement.graph.rdf import RDF_TYPE
from refoulement.graph.shapes import SHAPE, BrokenShapesError, Violation
from refoulement.web.documents import write
from refoulement.web.negotiation import GRAPH_FORMATS

PROBLEM = "application/problem+json"
SH = "http://www.w3.org/ns/shacl#"
BUSY = 5  # seconds


def told(view: Callable[..., Response]) -> Callable[..., Response]:
    """Let a view that writes answer a refusal by its reason: 400, 403, 409, 422; 503 while somebody else writes."""

    @wraps(view)
    def answered(**named: str) -> Response:
        try:
            return view(**named)
        except UploadRefused as error:
            raise BadRequest(str(error)) from error
        except WriteConflict as error:
            raise Conflict(str(error)) from error
        except WriteRefused as error:
            raise Forbidden(str(error)) from error
        except ShapeError as error:
            return _broken(error)
        except StoreBusy as error:
            raise ServiceUnavailable("somebody else is writing; try again in a moment", retry_after=BUSY) from error

    return answered


def _broken(error: ShapeError) -> Response:
    violations = error.violations if isinstance(error, BrokenShapesError) else ()
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    media_type = request.accept_mimetypes.best_match([PROBLEM, "application/json", *GRAPH_FORMATS], PROBLEM)
    if media_type in GRAPH_FORMATS:
        answer = Response(write(_report(violations), media_type), status, mimetype=media_type)
    else:
        problem = {
            "type": "about:blank",
            "title": status.phrase,
            "status": status.value,
            "detail": f"{error}\nNothing was changed.",
            "violations": [
                {
                    "shape": SHAPE + broken.shape,
                    "focus": broken.focus,
                    "path": broken.path,
                    "value": broken.culprit,
                    "message": broken.message,
                }
                for broken in violations
            ],
        }
        answer = Response(json.dumps(problem, ensure_ascii=False), status, mimetype=PROBLEM)
    answer.vary.add("Accept")
    return answer


def _report(violations: tuple[Violation, ...]) -> Iterator[Triple]:
    """A SHACL validation report (SHACL 3.6)."""
    report = BlankNode()
    yield Triple(report, RDF_TYPE, NamedNode(SH + "ValidationReport"))
    yield Triple(report, NamedNode(SH + "conforms"), Literal(False))  # noqa: FBT003  (a literal's value)
    for broken in violations:
        found = BlankNode()
        yield Triple(report, NamedNode(SH + "result"), found)
        yield Triple(found, RDF_TYPE, NamedNode(SH + "ValidationResult"))
        yield Triple(found, NamedNode(SH + "resultSeverity"), NamedNode(SH + "Violation"))
        yield Triple(found, NamedNode(SH + "sourceShape"), NamedNode(SHAPE + broken.shape))
        yield Triple(found, NamedNode(SH + "focusNode"), _term(broken.focus))
        yield Triple(found, NamedNode(SH + "resultMessage"), Literal(broken.message))
        if broken.path:
            yield Triple(found, NamedNode(SH + "resultPath"), NamedNode(broken.path))
        if broken.culprit is not None:
            yield Triple(found, NamedNode(SH + "value"), _term(broken.culprit))


def _term(value: str) -> NamedNode | Literal:
    try:
        return NamedNode(value)
    except ValueError:
        return Literal(value)
