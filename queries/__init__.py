"""What can be asked: one `.rq` file a question, which says in its `#+` header what it answers and what it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from refoulement.errors import QueryRefused
from refoulement.graph.iri import THINGS
from refoulement.graph.rdf import XSD
from refoulement.graph.store import Snapshot, Term
from refoulement.ontology import NAMESPACE

FOLDER = Path(__file__).parent
MARK = "#+"
AS_OF = "as_of"  # beside the parameters of every query: the day on which what it answers was known
TODAY = "on"  # a parameter that means today where it is not given

Row = dict[str, Term]
Header = dict[str, "str | Header"]


def _iri(text: str) -> Term:
    """A full IRI, the path of one of our own ("place/dandong"), or a term of the ontology ("rf:torture")."""
    if text.startswith("rf:"):
        return NamedNode(NAMESPACE + text.removeprefix("rf:"))
    return NamedNode(text if ":" in text else THINGS + text)


def _date(text: str) -> Term:
    return Literal(date.fromisoformat(text).isoformat(), datatype=NamedNode(XSD + "date"))


def _integer(text: str) -> Term:
    return Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))


TYPES: Mapping[str, Callable[[str], Term]] = MappingProxyType(
    {"iri": _iri, "date": _date, "integer": _integer, "string": Literal}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A variable of a query that the asker may bind; unbound, it leaves the query open."""

    name: str
    type: str
    description: str

    def term(self, text: str) -> Term:
        """The value as a term of the parameter's type; raises `QueryRefused` for any other."""
        try:
            return TYPES[self.type](text.strip())
        except ValueError as error:
            raise QueryRefused(f"parameter {self.name}: {text!r} is no {self.type} ({error})") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question: `columns` maps the variables of a row to their headings, in the order they are read."""

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    text: str

    def bindings(self, values: Mapping[str, str]) -> dict[str, Term]:
        """The values given, as terms; an empty one is not given. Raises `QueryRefused` for one it does not take."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if strange := sorted(set(values) - set(known)):
            takes = ", ".join(known) or "none"
            raise QueryRefused(f"{self.name} has no parameter {', '.join(strange)}; its parameters: {takes}")
        return {name: known[name].term(value) for name, value in values.items() if value.strip()}


def header(text: str) -> Header:
    """The `#+` lines of a query: grlc's decorators, in the part of YAML that maps keys to text (`>` folds lines)."""
    lines = [line.removeprefix(MARK) for line in text.splitlines() if line.startswith(MARK)]
    return _mapping([(len(line) - len(line.lstrip()), line.strip()) for line in lines if line.strip()])


def _mapping(lines: list[tuple[int, str]]) -> Header:
    mapping: Header = {}
    position = 0
    while position < len(lines):
        indent, line = lines[position]
        end = position + 1
        while end < len(lines) and lines[end][0] > indent:
            end += 1
        deeper, position = lines[position + 1 : end], end
        key, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"the header line {line!r} has no colon")
        folded = " ".join(text for _, text in deeper)
        mapping[key] = folded if value.strip() == ">" else value.strip() or _mapping(deeper)
    return mapping


def _texts(part: "str | Header") -> dict[str, str]:
    """A part of a header that maps keys to plain text."""
    return {key: value for key, value in part.items() if isinstance(value, str)} if isinstance(part, dict) else {}


def _query(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    said = header(text)
    parameters = said.get("params", {})
    told = {name: _texts(part) for name, part in parameters.items()} if isinstance(parameters, dict) else {}
    try:
        return Query(
            name=path.stem,
            summary=str(said["summary"]),
            description=str(said["description"]),
            parameters=tuple(
                Parameter(name=name, type=part["type"], description=part["description"]) for name, part in told.items()
            ),
            columns=MappingProxyType(_texts(said.get("columns", {}))),
            text=text,
        )
    except KeyError as error:
        raise ValueError(f"{path.name}: its header does not give {error}") from error


def _read(folder: Path) -> Mapping[str, Query]:
    return MappingProxyType({path.stem: _query(path) for path in sorted(folder.glob("*.rq"))})


QUERIES = _read(FOLDER)
PAGES = _read(FOLDER / "pages")  # what the web's pages are made of: asked by pages, not by people


def day(text: str) -> date | None:
    """The day that a query is asked as of; None where none is given. Raises `QueryRefused` for what is no day."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise QueryRefused(f"{AS_OF}: {text!r} is no date ({error}); write it as 2023-12-07") from error


def run(snapshot: Snapshot, name: str, parameters: Mapping[str, str], *, as_of: date | None = None) -> list[Row]:
    """The rows of a named query, columns in order; what a row does not say is absent from it. Raises `QueryRefused`.

    A snapshot that holds what was known on a day (`graph/as_of.py`) comes with that day: it stands for today where the
    query counts from today.
    """
    if name not in QUERIES:
        raise QueryRefused(f"no query is named {name!r}; there are {', '.join(QUERIES)}")
    query = QUERIES[name]
    takes = {parameter.name for parameter in query.parameters}
    if as_of and TODAY in takes and not parameters.get(TODAY, "").strip():
        parameters = {**parameters, TODAY: as_of.isoformat()}
    rows = snapshot.select(query.text, query.bindings(parameters))
    return [{column: row[column] for column in query.columns if column in row} for row in rows]
