"""SPARQL 1.1 Protocol, query operation (https://www.w3.org/TR/sparql11-protocol/): it reads, and only this graph."""

from http import HTTPStatus

from flask import Blueprint, Response, current_app, make_response, render_template, request
from pyoxigraph import NamedNode, QuerySolutions, QueryTriples
from werkzeug.exceptions import BadRequest

from refoulement.errors import QueryRefused
from refoulement.graph.store import Answer
from refoulement.web import operation, update
from refoulement.web.answering import OPEN, VARYING, Answered, Place, answer, headers, plain
from refoulement.web.documents import PREFIXES, write
from refoulement.web.errors import place
from refoulement.web.explanation import COUNTED_TO, Told
from refoulement.web.federated import OUTSIDE
from refoulement.web.library import library
from refoulement.web.links import Link, address
from refoulement.web.metadata import service_description
from refoulement.web.negotiation import GRAPH_FORMATS, HTML, wants_html
from refoulement.web.operation import Operation, Sent
from refoulement.web.reading import snapshot, tier

blueprint = Blueprint("sparql", __name__)

ROWS_SHOWN = 500  # on the page; programs get them all

EXAMPLE = "".join(
    f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if prefix in ("rf", "oa", "skos", "dcterms")
)
EXAMPLE += """
SELECT ?event ?label ?figure ?words
WHERE {
  ?claim rf:about ?event ; rf:countValue ?figure ; rf:passage/oa:exact ?words .
  ?event skos:prefLabel ?label .
}
ORDER BY ?label ?figure
LIMIT 50
"""


PREFLIGHT = {
    "Allow": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


WORKED_OUT = "refoulement.answered"  # in the environ of a query that was answered before it came to the view


@blueprint.route("/sparql", methods=["GET", "POST", "OPTIONS"], strict_slashes=False)
def endpoint() -> Response:
    if request.method == "OPTIONS":
        return Response(status=204, headers=PREFLIGHT)
    request.get_data()  # kept, for whoever reads it as a form or as it is
    if (found := request.environ.get(WORKED_OUT)) is not None:
        return _told(found)
    if update.is_asked():
        return update.perform()
    given = sent()
    asked = operation.read(given)
    if asked is None:
        return _form()
    try:
        return _answer(asked, given)
    except QueryRefused as error:
        if not wants_html():
            raise
        refused = page(asked.text, refused=str(error))
        refused.status_code = HTTPStatus.BAD_REQUEST
        return refused


def sent() -> Sent:
    """The request, as far as its answer depends on it."""
    return Sent(
        method=request.method,
        query_string=request.query_string,
        body=request.get_data(),
        content_type=request.headers.get("Content-Type", ""),
        accept=request.headers.get("Accept", ""),
        known=request.headers.get("If-None-Match", ""),
    )


@blueprint.after_request
def _open(answer: Response) -> Response:
    """Let the scripts of any page read the answer, errors too."""
    answer.headers.update(OPEN)
    answer.vary.update(VARYING)
    return answer


def _answer(asked: Operation, given: Sent) -> Response:
    settings, outside = current_app.extensions["refoulement.settings"], current_app.extensions[OUTSIDE]
    at = Place(tier(), settings, outside, snapshot)
    return _told(answer(asked, given, at, lambda found: page(asked.text, found).get_data()))


def _told(found: Answered | Exception) -> Response:
    """The response to a query that is answered; of one that failed, the error is raised."""
    if isinstance(found, Exception):
        raise found
    if found.body is None:
        told = Response(status=304)
        told.set_etag(found.etag)
        return told
    if found.lasting and found.media_type != HTML:
        told_of = headers(
            found.media_type,
            found.etag,
            len(found.body),
            reading=request.method != "POST",
            map_tiles=current_app.extensions["refoulement.settings"].map_tiles,
        )
        return Response(found.body, headers=told_of)
    told = Response(found.body, mimetype=found.media_type)
    told.cache_control.no_store = not found.lasting
    return told


def _form() -> Response:
    """The empty form, for people; what the service does, for whoever takes RDF; others are told what is missing."""
    if wants_html():
        return page(EXAMPLE)
    if request.accept_mimetypes and not request.accept_mimetypes.best_match(list(GRAPH_FORMATS)):
        raise BadRequest("give the query as the parameter 'query'")
    return service_description()


def page(
    text: str,
    found: Answer | None = None,
    *,
    note: str = "",
    explanation: tuple[Told, ...] = (),
    run: bool = False,
    refused: str = "",
) -> Response:
    """The form with a query in it, and what is to be shown of that: the answer, or what it means.

    `note` says where the query is from; with `run` it is asked as soon as the page is there; `refused` is why
    it was not.
    """
    columns: list[str] = []
    rows: list[list[Link]] = []
    more = False
    if isinstance(found, QuerySolutions):
        columns = [variable.value for variable in found.variables]
        for solution in found:
            if more := len(rows) == ROWS_SHOWN:
                break
            rows.append([_cell(solution[column]) for column in columns])
    written = render_template(
        "sparql.html",
        text=text,
        asked=found is not None,
        columns=columns,
        rows=rows,
        more=more,
        turtle=write(found, "text/turtle").decode() if isinstance(found, QueryTriples) else None,
        yes=None if found is None or isinstance(found, QuerySolutions | QueryTriples) else bool(found),
        queries=library().values(),
        note=note,
        explanation=explanation,
        counted_to=COUNTED_TO,
        run=run,
        refused=refused,
        stopped=_stopped(text, refused),
        limits=current_app.extensions["refoulement.settings"],
    )
    return make_response(written)


def _stopped(text: str, refused: str) -> tuple[str, str] | None:
    """The line in which a query could not be read any further, as far as it was read and the rest of it."""
    found, lines = place(refused), text.split("\n")
    if found is None or found["line"] > len(lines):
        return None
    line = lines[found["line"] - 1]
    return line[: found["column"] - 1], line[found["column"] - 1 :]


def _cell(term: object) -> Link:
    """A term of an answer, as people read it."""
    return Link(plain(term), address(term.value) if isinstance(term, NamedNode) else None)
