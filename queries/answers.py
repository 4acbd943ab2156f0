"""The rows of a named query for programs: CSV and JSON."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from io import StringIO

from pyoxigraph import Literal

from refoulement.graph.rdf import XSD
from refoulement.graph.store import Term
from refoulement.queries import Query, Row


def as_csv(query: Query, rows: Sequence[Row]) -> str:
    """RFC 4180, with a header line; what a row does not say is empty."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(query.columns)
    writer.writerows([row[name].value if name in row else "" for name in query.columns] for row in rows)
    return sheet.getvalue()


def as_json(query: Query, rows: Sequence[Row], *, version: int, as_of: date | None = None) -> str:
    """One object: the query, the snapshot it was asked of, its columns and its rows."""
    answer = {
        "query": query.name,
        "summary": query.summary,
        "snapshot": version,
        **({"asOf": as_of.isoformat()} if as_of else {}),
        "columns": dict(query.columns),
        "rows": [{name: _plain(term) for name, term in row.items()} for row in rows],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _plain(term: Term) -> str | int:
    """A term as JSON has it: a whole number as one, everything else as text."""
    whole = isinstance(term, Literal) and term.datatype.value == XSD + "integer"
    return int(term.value) if whole else term.value
