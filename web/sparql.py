"""SPARQL 1.1 Protocol, query operation (https://www.w3.org/TR/sparql11-protocol/): it reads, and only this graph."""

import csv
from collections.abc import Iterable
from http import HTTPStatus
from io import TextIOWrapper
from urllib.parse import urljoin

from flask import Blueprint, Response, current_app, make_response, render_template, request
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples
from werkzeug.exceptions import BadRequest

from refoulement.errors import QueryRefused
from refoulement.graph.iri import BASE
from refoulement.graph.store import Answer
from refoulement.queries.admit import Admitted, Form, admit
from refoulement.web import operation, update
from refoulement.web.bounded import bounded
from refoulement.web.documents import PREFIXES, write
from refoulement.web.errors import place
from refoulement.web.explanation import COUNTED_TO, Told
from refoulement.web.federated import forwarded, services
from refoulement.web.library import library
from refoulement.web.links import Link, address
from refoulement.web.metadata import service_description
from refoulement.web.negotiation import ALIASES, GRAPH_FORMATS, HTML, RESULT_FORMATS, choose, named, wants_html
from refoulement.web.operation import Operation
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


# From any page of the web: reading is open to all, and a token is only sent by whoever was given it.
PREFLIGHT = {
    "Allow": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@blueprint.route("/sparql", methods=["GET", "POST", "OPTIONS"], strict_slashes=False)
def endpoint() -> Response:
    if request.method == "OPTIONS":
        return Response(status=204, headers=PREFLIGHT)
    request.get_data()  # kept, for whoever reads it as a form or as it is
    if update.is_asked():
        return update.perform()
    asked = operation.read()
    if asked is None:
        return _form()
    try:
        return _answer(asked)
    except QueryRefused as error:
        if not wants_html():
            raise
        refused = page(asked.text, refused=str(error))
        refused.status_code = HTTPStatus.BAD_REQUEST
        return refused


@blueprint.after_request
def _open(answer: Response) -> Response:
    """Let the scripts of any page read the answer, errors too."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    answer.vary.update(("Accept", "Authorization"))
    return answer


def _answer(asked: Operation) -> Response:
    admitted = admit(asked.text, services=services())
    offered = _offered(admitted.form)
    if asked.forms:
        return _found(asked, admitted, named(asked.forms, [*offered, HTML]))
    return _found(asked, admitted, HTML if wants_html() else choose(offered))


def _found(asked: Operation, admitted: Admitted, media_type: str) -> Response:
    """The answer, in a frame that called neither the parser nor the choice of a form.

    Their errors keep the frames that called them, and all they hold, until the garbage collector comes; an answer of
    the engine may not be freed in another thread.
    """
    etag = f"{tier()}-{snapshot().version}-{media_type}"
    if (
        media_type != HTML and admitted.lasting and _holds(etag)
    ):  # a snapshot never changes: there is no need to ask it again
        answer = Response(status=304)
        answer.set_etag(etag)
        return answer
    with forwarded(asked.text, admitted.sites) as text:
        return _asked(text, asked, admitted, media_type, etag)


def _asked(text: str, asked: Operation, admitted: Admitted, media_type: str, etag: str) -> Response:
    """The answer of the engine to a text, which is that of the query but for the addresses of other endpoints."""
    given = bool(asked.default_graphs or asked.named_graphs)
    try:
        found = snapshot().query(
            text,
            default_graphs=asked.default_graphs if given else _resolved(admitted.default_graphs),
            named_graphs=asked.named_graphs if given else _resolved(admitted.named_graphs),
        )
    except ValueError as error:
        raise QueryRefused(f"the dataset names something that is no IRI: {error}") from error
    if media_type == HTML:
        shown = page(asked.text, found)
        shown.cache_control.no_store = not admitted.lasting
        return shown
    answer = Response(_written(found, media_type), mimetype=media_type)
    if admitted.lasting:
        answer.set_etag(etag)
    else:
        answer.cache_control.no_store = True
    return answer


def _resolved(graphs: Iterable[str]) -> list[str]:
    """The graphs of FROM, which may be relative as every IRI of a query may."""
    return [urljoin(BASE, graph) for graph in graphs]


def _holds(etag: str) -> bool:
    """Whether the client names this very answer as the one it has; of a POST nobody keeps one."""
    return request.method != "POST" and request.if_none_match.contains_weak(etag) and not request.if_none_match.star_tag


def _offered(form: Form) -> list[str]:
    """The media types of an answer, the one for whoever takes anything first."""
    if form == "graph":
        return list(GRAPH_FORMATS)
    # A table has no way to say yes or no.
    results = [media_type for media_type in RESULT_FORMATS if form == "rows" or not media_type.startswith("text/")]
    return [*results, *ALIASES]


def _written(found: Answer, media_type: str) -> bytes:
    """An answer wholly written before it is sent: a cut one must not look whole."""
    if isinstance(found, QueryTriples):
        return write(found, media_type)
    if media_type == "text/csv" and isinstance(found, QuerySolutions):
        return _csv(found)
    form = RESULT_FORMATS[ALIASES.get(media_type, media_type)]
    sheet = bounded(form)
    found.serialize(sheet, format=form)
    return sheet.getvalue()


def _csv(solutions: QuerySolutions) -> bytes:
    """SPARQL 1.1 Query Results CSV: written here, since the engine does not quote an IRI that holds a comma."""
    sheet = bounded()
    lines = TextIOWrapper(sheet, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(lines)
    writer.writerow(variable.value for variable in solutions.variables)
    for number, solution in enumerate(solutions, 1):
        sheet.count(number)
        writer.writerow([_plain(term) for term in solution])
    lines.detach()
    return sheet.getvalue()


def _plain(term: object) -> str:
    """A term without its marks: an IRI or a literal's text; a blank node keeps its `_:`."""
    return "" if term is None else term.value if isinstance(term, NamedNode | Literal) else str(term)


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
    return Link(_plain(term), address(term.value) if isinstance(term, NamedNode) else None)
