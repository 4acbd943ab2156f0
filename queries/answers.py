"""What a named query found, written for programs: JSON, CSV, TSV, SPARQL results; RDF is `result_set.py`."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from json import dumps
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from refoulement.graph.rdf import XSD
from refoulement.graph.store import Term
from refoulement.queries.question import Found, Query, Row

# What an answer is called at the end of an address, and its media type; the first is for whoever takes anything.
RDF: Mapping[str, str] = MappingProxyType(
    {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json", "rdf": "application/rdf+xml"}
)
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "json": "application/json",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "srj": "application/sparql-results+json",
        "geojson": "application/geo+json",
        **RDF,
    }
)


def formats(query: Query) -> Mapping[str, str]:
    """The forms that an answer of this query can take: a map needs places, a table needs rows."""
    if query.form == "graph":
        return RDF
    names = ("json", "srj") if query.form == "truth" else [*FORMATS]
    return MappingProxyType({name: FORMATS[name] for name in names if name != "geojson" or query.geometry})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of the rows of an answer, what they are of, and where they stand in the whole."""

    query: Query
    rows: Sequence[Row]
    version: int
    total: int
    offset: int = 0
    as_of: date | None = None

    @property
    def head(self) -> dict[str, object]:
        return {
            "query": self.query.name,
            "summary": self.query.summary,
            "snapshot": self.version,
            **({"asOf": self.as_of.isoformat()} if self.as_of else {}),
            "total": self.total,
            "offset": self.offset,
        }


def written(query: Query, found: Found, *, version: int, as_of: date | None, json: bool) -> str:
    """An answer at the command line: rows as CSV or JSON, yes or no, or triples as N-Triples."""
    if isinstance(found, bool):
        return truth_as_json(query, found, version=version, as_of=as_of) if json else f"{str(found).lower()}\n"
    if query.form == "graph":
        triples = (one for one in found if isinstance(one, Triple))
        return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    rows = [row for row in found if isinstance(row, dict)]
    part = Part(query=query, rows=rows, version=version, total=len(rows), as_of=as_of)
    return as_json(part) if json else as_csv(part)


def as_csv(part: Part) -> str:
    """RFC 4180, with a header line; what a row does not say is empty."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(part.query.columns)
    writer.writerows([row[name].value if name in row else "" for name in part.query.columns] for row in part.rows)
    return sheet.getvalue()


def as_tsv(part: Part) -> str:
    """SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""
    head = "\t".join(f"?{name}" for name in part.query.columns)
    rows = ("\t".join(_turtle(row.get(name)) for name in part.query.columns) for row in part.rows)
    return "".join(f"{line}\n" for line in (head, *rows))


def _turtle(term: Term | None) -> str:
    return "" if term is None else str(term).replace("\t", "\\t")


def as_json(part: Part) -> str:
    """One object: the query, the snapshot it was asked of, its columns and its rows."""
    answer = {**part.head, "columns": dict(part.query.columns), "rows": [plain_row(row) for row in part.rows]}
    return dumps(answer, ensure_ascii=False, indent=1)


def truth_as_json(query: Query, truth: bool, *, version: int, as_of: date | None = None) -> str:  # noqa: FBT001
    """The same of an ASK: yes or no."""
    head = Part(query=query, rows=(), version=version, total=0, as_of=as_of).head
    said = {name: value for name, value in head.items() if name not in ("total", "offset")}
    return dumps({**said, "boolean": truth}, ensure_ascii=False, indent=1)


def as_results(part: Part) -> str:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [{name: _typed(term) for name, term in row.items()} for row in part.rows]
    return dumps({"head": {"vars": list(part.query.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False)


def truth_as_results(truth: bool) -> str:  # noqa: FBT001
    return dumps({"head": {}, "boolean": truth})


def _typed(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == XSD + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def plain_row(row: Row) -> dict[str, str | int]:
    return {name: _plain(term) for name, term in row.items()}


def _plain(term: Term) -> str | int:
    """A term as JSON has it: a whole number as one, everything else as text."""
    whole = isinstance(term, Literal) and term.datatype.value == XSD + "integer"
    return int(term.value) if whole else term.value
