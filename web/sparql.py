"""SPARQL 1.1 Protocol, query operation (https://www.w3.org/TR/sparql11-protocol/): it reads, and only this graph."""

from flask import Blueprint, Response, current_app, render_template, request
from pyoxigraph import NamedNode, QuerySolutions, QueryTriples
from werkzeug.exceptions import BadRequest

from refoulement.graph.store import Answer
from refoulement.queries import QUERIES
from refoulement.web import operation, update
from refoulement.web.answering import OPEN, VARYING, Answered, Place, answer, headers, plain
from refoulement.web.documents import PREFIXES, write
from refoulement.web.federated import OUTSIDE
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
    sent = Sent(
        method=request.method,
        query_string=request.query_string,
        body=request.get_data(),
        content_type=request.headers.get("Content-Type", ""),
        accept=request.headers.get("Accept", ""),
        known=request.headers.get("If-None-Match", ""),
    )
    asked = operation.read(sent)
    return _form() if asked is None else _answer(asked, sent)


@blueprint.after_request
def _open(answer: Response) -> Response:
    """Let the scripts of any page read the answer, errors too."""
    answer.headers.update(OPEN)
    answer.vary.update(VARYING)
    return answer


def _answer(asked: Operation, sent: Sent) -> Response:
    settings, outside = current_app.extensions["refoulement.settings"], current_app.extensions[OUTSIDE]
    return _told(
        answer(asked, sent, Place(tier(), settings, outside, snapshot), lambda found: _page(asked.text, found))
    )


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
        return Response(_page(None, None), mimetype=HTML)
    if request.accept_mimetypes and not request.accept_mimetypes.best_match(list(GRAPH_FORMATS)):
        raise BadRequest("give the query as the parameter 'query'")
    return service_description()


def _page(text: str | None, found: Answer | None) -> bytes:
    """The form, with the answer of the query in it."""
    columns: list[str] = []
    rows: list[list[Link]] = []
    more = False
    if isinstance(found, QuerySolutions):
        columns = [variable.value for variable in found.variables]
        for solution in found:
            if more := len(rows) == ROWS_SHOWN:
                break
            rows.append([_cell(solution[column]) for column in columns])
    return render_template(
        "sparql.html",
        text=EXAMPLE if text is None else text,
        asked=found is not None,
        columns=columns,
        rows=rows,
        more=more,
        turtle=write(found, "text/turtle").decode() if isinstance(found, QueryTriples) else None,
        yes=None if found is None or isinstance(found, QuerySolutions | QueryTriples) else bool(found),
        queries=QUERIES.values(),
    ).encode()


def _cell(term: object) -> Link:
    """A term of an answer, as people read it."""
    return Link(plain(term), address(term.value) if isinstance(term, NamedNode) else None)
