"""What can be asked: one `.rq` file a question, which says in its `#+` header what it answers and what it needs."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from refoulement.errors import QueryRefused
from refoulement.graph.store import Snapshot, Term
from refoulement.queries.choices import allowed
from refoulement.queries.folder import AS_OF, read_folder, read_strangers
from refoulement.queries.header import MARK
from refoulement.queries.parameter import TYPES, Parameter
from refoulement.queries.question import Found, Query, Row

__all__ = [
    "AS_OF",
    "MARK",
    "PAGES",
    "QUERIES",
    "TYPES",
    "Found",
    "Parameter",
    "Query",
    "Row",
    "ask",
    "day",
    "library",
    "named",
    "run",
    "terms",
]

FOLDER = Path(__file__).parent
TODAY = "on"  # a parameter that means today where it is not given

QUERIES = read_folder(FOLDER)
PAGES = read_folder(FOLDER / "pages")  # what the web's pages are made of: asked by pages, not by people


def library(folder: Path | None = None) -> Mapping[str, Query]:
    """Our queries, and those of a folder beside them. Raises `QueryRefused` for a file that cannot be served."""
    return MappingProxyType({**QUERIES, **(read_strangers(folder, beside=QUERIES) if folder else {})})


def day(text: str) -> date | None:
    """The day that a query is asked as of; None where none is given. Raises `QueryRefused` for what is no day."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise QueryRefused(f"{AS_OF}: {text!r} is no date ({error}); write it as 2023-12-07") from error


def run(snapshot: Snapshot, name: str, parameters: Mapping[str, str], *, as_of: date | None = None) -> list[Row]:
    """The rows of a query of ours, columns in order; what a row does not say is absent. Raises `QueryRefused`."""
    found = ask(snapshot, named(QUERIES, name), parameters, as_of=as_of)
    assert isinstance(found, list)
    return [row for row in found if isinstance(row, dict)]


def named(queries: Mapping[str, Query], name: str) -> Query:
    if name not in queries:
        raise QueryRefused(f"no query is named {name!r}; there are {', '.join(queries)}")
    return queries[name]


def terms(snapshot: Snapshot, query: Query, parameters: Mapping[str, str], *, as_of: date | None) -> dict[str, Term]:
    """What is given for a query's parameters, as terms. Raises `QueryRefused` for what it does not take.

    A snapshot that holds what was known on a day (`graph/as_of.py`) comes with that day: it stands for today where the
    query counts from today.
    """
    if as_of and TODAY in query.by_name and not parameters.get(TODAY, "").strip():
        parameters = {**parameters, TODAY: as_of.isoformat()}
    given = query.bindings(parameters)
    for name, term in given.items():
        allowed(snapshot, query.by_name[name], term)
    return given


def ask(snapshot: Snapshot, query: Query, parameters: Mapping[str, str], *, as_of: date | None = None) -> Found:
    """What a query finds in a snapshot. Raises `QueryRefused` for what it does not take."""
    given = terms(snapshot, query, parameters, as_of=as_of)
    bindable = query.bindable(given)
    bindings = {query.by_name[name].variable: term for name, term in given.items()}
    found = _found(snapshot, query, bindable.text, bindings)
    if bindable.counts and found == []:
        # Grouped by what is bound, nothing found has no group; its count is that of a graph that holds nothing.
        return _found(snapshot.holding(()), query, query.text, {})
    return found


def _found(snapshot: Snapshot, query: Query, text: str, bindings: Mapping[str, Term]) -> Found:
    found = snapshot.query(
        text, bindings=bindings, default_graphs=query.default_graphs, named_graphs=query.named_graphs
    )
    if isinstance(found, QueryBoolean):
        return bool(found)
    if not isinstance(found, QuerySolutions):
        return list(found)
    at = {variable.value: place for place, variable in enumerate(found.variables)}
    shown = [(column, at[column]) for column in query.columns if column in at]  # a place is found faster than a name
    rows: list[Row] = []
    for solution in found:
        said = ((column, solution[place]) for column, place in shown)
        rows.append({column: term for column, term in said if isinstance(term, NamedNode | Literal)})
    return rows
