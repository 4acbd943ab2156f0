"""SPARQL 1.1 Protocol, query operation (https://www.w3.org/TR/sparql11-protocol/): it reads, and only this graph."""

import csv
from dataclasses import dataclass
from io import StringIO

from flask import Blueprint, Response, make_response, render_template, request
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from refoulement.errors import QueryRefused
from refoulement.graph.store import Answer
from refoulement.queries import QUERIES
from refoulement.queries.admit import Admitted, Form, admit
from refoulement.web import update
from refoulement.web.documents import PREFIXES, write
from refoulement.web.links import Link, address
from refoulement.web.negotiation import ALIASES, GRAPH_FORMATS, HTML, RESULT_FORMATS, choose, wants_html
from refoulement.web.reading import snapshot

blueprint = Blueprint("sparql", __name__)

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
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


@dataclass(frozen=True, slots=True)
class Operation:
    """A query with the dataset the request gives it, which goes before FROM (2.1.4)."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def _operation() -> Operation | None:
    """What the request asks, in one of the three ways of 2.1; None for a GET without a query."""
    if request.method == "GET":
        fields, queries = request.args, request.args.getlist("query")
    elif request.mimetype == FORM:
        fields, queries = request.form, request.form.getlist("query")
    elif request.mimetype == DIRECT:
        try:
            fields, queries = request.args, [request.get_data().decode()]
        except UnicodeDecodeError as error:
            raise BadRequest(f"the query is not UTF-8: {error}") from error
    else:
        raise UnsupportedMediaType(f"POST a query as {FORM} or {DIRECT}, not as {request.mimetype or 'nothing named'}")
    if len(queries) > 1:
        raise BadRequest("give one query, not several")
    if not queries and request.method == "GET" and not fields:
        return None
    if not queries:
        raise BadRequest("give the query as the parameter 'query'")
    return Operation(queries[0], tuple(fields.getlist("default-graph-uri")), tuple(fields.getlist("named-graph-uri")))


@blueprint.route("/sparql", methods=["GET", "POST", "OPTIONS"])
def endpoint() -> Response:
    if request.method == "OPTIONS":
        answer = Response(status=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
        answer.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    elif update.is_asked():
        answer = update.perform()
    else:
        operation = _operation()
        answer = _form() if operation is None else _answer(operation)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = "ETag"
    answer.vary.add("Accept")
    return answer


def _answer(operation: Operation) -> Response:
    admitted = admit(operation.text)
    return _found(operation, admitted, HTML if wants_html() else choose(_offered(admitted.form)))


def _found(operation: Operation, admitted: Admitted, media_type: str) -> Response:
    """The answer, in a frame that called neither the parser nor the choice of a form.

    Their errors keep the frames that called them, and all they hold, until the garbage collector comes; an answer of
    the engine may not be freed in another thread.
    """
    given = bool(operation.default_graphs or operation.named_graphs)
    try:
        found = snapshot().query(
            operation.text,
            default_graphs=operation.default_graphs if given else admitted.default_graphs,
            named_graphs=operation.named_graphs if given else admitted.named_graphs,
        )
    except ValueError as error:
        raise QueryRefused(f"the dataset names something that is no IRI: {error}") from error
    if media_type == HTML:
        return _page(operation.text, found)
    answer = Response(_written(found, media_type), mimetype=media_type)
    answer.set_etag(f"{snapshot().version}-{answer.mimetype}")
    answer.make_conditional(request)
    return answer


def _offered(form: Form) -> list[str]:
    """The media types of an answer, the one for whoever takes anything first."""
    if form == "graph":
        return list(GRAPH_FORMATS)
    # A table has no way to say yes or no.
    results = [media_type for media_type in RESULT_FORMATS if form == "rows" or not media_type.startswith("text/")]
    return [*results, *ALIASES]


def _written(found: Answer, media_type: str) -> str | bytes:
    """An answer wholly written before it is sent: a cut one must not look whole."""
    if isinstance(found, QueryTriples):
        return write(found, media_type)
    if media_type == "text/csv" and isinstance(found, QuerySolutions):
        return _csv(found)
    written = found.serialize(format=RESULT_FORMATS[ALIASES.get(media_type, media_type)])
    assert written is not None  # None only where an output is given
    return written


def _csv(solutions: QuerySolutions) -> str:
    """SPARQL 1.1 Query Results CSV: written here, since the engine does not quote an IRI that holds a comma."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(variable.value for variable in solutions.variables)
    writer.writerows([_plain(term) for term in solution] for solution in solutions)
    return sheet.getvalue()


def _plain(term: object) -> str:
    """A term without its marks: an IRI or a literal's text; a blank node keeps its `_:`."""
    return "" if term is None else term.value if isinstance(term, NamedNode | Literal) else str(term)


def _form() -> Response:
    """The empty form, for people; a program that sends no query is told so."""
    if not wants_html():
        raise BadRequest("give the query as the parameter 'query'")
    return _page(None, None)


def _page(text: str | None, found: Answer | None) -> Response:
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
    page = render_template(
        "sparql.html",
        text=EXAMPLE if text is None else text,
        asked=found is not None,
        columns=columns,
        rows=rows,
        more=more,
        turtle=write(found, "text/turtle").decode() if isinstance(found, QueryTriples) else None,
        yes=None if found is None or isinstance(found, QuerySolutions | QueryTriples) else bool(found),
        queries=QUERIES.values(),
    )
    return make_response(page)


def _cell(term: object) -> Link:
    """A term of an answer, as people read it."""
    return Link(_plain(term), address(term.value) if isinstance(term, NamedNode) else None)
