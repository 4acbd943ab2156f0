"""The named queries under `/queries/`: rows as a table for people, as CSV and JSON for programs."""

import csv
import json
from io import StringIO

from flask import Blueprint, Response, make_response, render_template, request
from pyoxigraph import Literal
from werkzeug.exceptions import NotFound

from refoulement.graph.rdf import XSD
from refoulement.graph.store import Term
from refoulement.queries import QUERIES, Query, Row, run
from refoulement.web.links import Link, address, passage_link
from refoulement.web.negotiation import HTML, choose
from refoulement.web.reading import snapshot

blueprint = Blueprint("questions", __name__)

FORMATS = {"json": "application/json", "csv": "text/csv"}


@blueprint.get("/queries/")
def index() -> str:
    return render_template("queries.html", queries=QUERIES.values())


@blueprint.get("/queries/<name>")
def question(name: str) -> Response:
    stem, dot, suffix = name.rpartition(".")
    named = stem if dot and suffix in FORMATS else name
    if named not in QUERIES:
        raise NotFound(f"no query is named {named}; there are {', '.join(QUERIES)}")
    query, asked = QUERIES[named], request.args.to_dict()
    rows = run(snapshot(), named, asked)
    chosen = choose([HTML, *FORMATS.values()]) if named == name else FORMATS[suffix]
    if chosen == HTML:
        answer = make_response(
            render_template("query.html", query=query, asked=asked, table=_table(query, rows), count=len(rows))
        )
    else:
        body = _csv(query, rows) if chosen == FORMATS["csv"] else _json(query, rows)
        answer = Response(body, mimetype=chosen)
        answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.vary.add("Accept")
    return answer


def _table(query: Query, rows: list[Row]) -> tuple[list[tuple[str, bool]], list[list[Link]]]:
    """Headings (and whether they head numbers) and cells: an IRI becomes the link of the column it belongs to."""
    said = {name for row in rows for name in row}  # a column that no row fills is left out for people, not for programs
    shown = [name for name, heading in query.columns.items() if name in said and not heading.endswith("(IRI)")]
    headings = [(query.columns[name], name in ("value", "value_to", "least", "most")) for name in shown]
    return headings, [[_cell(name, row) for name in shown] for row in rows]


# The column that holds the IRI of what a column names, where it is not `<name>` of `<name>_label`.
_IRI_OF = {"said_by": "claimant", "article_title": "article", "words": "passage"}


def _cell(name: str, row: Row) -> Link:
    words = row[name].value if name in row else ""
    target = row.get(_IRI_OF.get(name, name.removesuffix("_label")))
    if not words or target is None or isinstance(target, Literal):
        return Link(words, None)
    return Link(words, passage_link(target.value) if name == "words" else address(target.value))


def _csv(query: Query, rows: list[Row]) -> str:
    """RFC 4180, with a header line; what a row does not say is empty."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(query.columns)
    writer.writerows([row[name].value if name in row else "" for name in query.columns] for row in rows)
    return sheet.getvalue()


def _json(query: Query, rows: list[Row]) -> str:
    answer = {
        "query": query.name,
        "summary": query.summary,
        "snapshot": snapshot().version,
        "columns": dict(query.columns),
        "rows": [{name: _plain(term) for name, term in row.items()} for row in rows],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _plain(term: Term) -> str | int:
    """A term as JSON has it: a whole number as one, everything else as text."""
    whole = isinstance(term, Literal) and term.datatype.value == XSD + "integer"
    return int(term.value) if whole else term.value
