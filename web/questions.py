"""The named queries under `/queries/`: rows as a table for people, as CSV and JSON for programs, as of any day."""

from flask import Blueprint, Response, make_response, render_template, request
from pyoxigraph import Literal
from werkzeug.exceptions import NotFound

from refoulement.queries import AS_OF, QUERIES, Query, Row, day, run
from refoulement.queries.answers import as_csv, as_json
from refoulement.web.links import Link, address, passage_link
from refoulement.web.negotiation import HTML, choose
from refoulement.web.reading import snapshot, snapshot_of

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
    as_of = day(asked.get(AS_OF, ""))
    narrowed = {name: value for name, value in asked.items() if name != AS_OF}
    rows = run(snapshot_of(as_of) if as_of else snapshot(), named, narrowed, as_of=as_of)
    chosen = choose([HTML, *FORMATS.values()]) if named == name else FORMATS[suffix]
    if chosen == HTML:
        answer = make_response(
            render_template("query.html", query=query, asked=asked, table=_table(query, rows), count=len(rows))
        )
    else:
        comma = chosen == FORMATS["csv"]
        body = as_csv(query, rows) if comma else as_json(query, rows, version=snapshot().version, as_of=as_of)
        answer = Response(body, mimetype=chosen)
        answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.vary.add("Accept")
    return answer


def _table(query: Query, rows: list[Row]) -> tuple[list[tuple[str, bool]], list[list[Link]]]:
    """Headings (and whether they head numbers) and cells: an IRI becomes the link of the column it belongs to."""
    said = {name for row in rows for name in row}  # a column that no row fills is left out for people, not for programs
    shown = [name for name, heading in query.columns.items() if name in said and not heading.endswith("(IRI)")]
    headings = [(query.columns[name], name in _NUMBERS) for name in shown]
    return headings, [[_cell(name, row) for name in shown] for row in rows]


_NUMBERS = frozenset(
    "value value_to least most other_value other_value_to other_most passages articles claims of_claims events "
    "of_events alone named_in contradicts".split()
)
# The column that holds the IRI of what a column names, where it is not `<name>` of `<name>_label`.
_IRI_OF = {
    "said_by": "claimant",
    "article_title": "article",
    "words": "passage",
    "other_article_title": "other_article",
    "other_words": "other_passage",
    "origin_label": "actor",
}


def _cell(name: str, row: Row) -> Link:
    words = row[name].value if name in row else ""
    target = row.get(_IRI_OF.get(name, name.removesuffix("_label")))
    if not words or target is None or isinstance(target, Literal):
        return Link(words, None)
    return Link(words, passage_link(target.value) if name.endswith("words") else address(target.value))
