"""A folder of queries, read: ours, and any other whose files follow the same conventions, which are grlc's."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from refoulement.errors import QueryRefused
from refoulement.queries import grlc
from refoulement.queries.admit import admit
from refoulement.queries.chart import read_chart
from refoulement.queries.header import Part, read_header
from refoulement.queries.parameter import Parameter
from refoulement.queries.question import Query

AS_OF = "as_of"  # beside the parameters of every query: the day on which what it answers was known
RESERVED = (AS_OF, "format", "limit", "offset", "page")
CHOICES = "choices"  # the folder beside the queries, with those that say what can be asked for
SUFFIXES = (".rq", ".sparql")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_HEADER = (
    *("summary", "description", "params", "columns", "geometry", "chart"),
    *("tags", "front", "pagination", "defaults", "enumerate"),
)
_IGNORED = ("method", "endpoint_in_url", "licence", "license", "contact", "author")  # they change no answer
_PARAMETER = ("type", "description", "choices", "default")


def read_folder(folder: Path) -> Mapping[str, Query]:
    """The queries of a folder by name; raises `QueryRefused` for one that cannot be read, with file and line."""
    return MappingProxyType({path.stem: read_query(path) for path in _files(folder)})


def read_strangers(folder: Path, *, beside: Iterable[str]) -> Mapping[str, Query]:
    """The queries of a folder that was not written for this store: only what reads it and can be bound passes."""
    if not folder.is_dir():
        raise QueryRefused(f"{folder}: no folder of queries is there")
    found: dict[str, Query] = {}
    for path in _files(folder):
        if path.stem in {*beside, *found}:
            raise QueryRefused(f"{path}: a query is named {path.stem} already; give the file another name")
        found[path.stem] = _admitted(path)
    if not found:
        raise QueryRefused(f"{folder}: there is no query in it, that is no file that ends in {' or '.join(SUFFIXES)}")
    return MappingProxyType(found)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)


def read_query(path: Path) -> Query:
    """The query of a file as its header describes it."""
    if not _NAME.fullmatch(path.stem):
        raise QueryRefused(f"{path}: a query's name has letters, digits, '-' and '_' only: it becomes an address")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryRefused(f"{path}: the file is not UTF-8 ({error.reason})") from None
    header = read_header(text, path)
    said = header.mapping()
    grlc.refuse_what_cannot_be_kept(said)
    for key, part in said.items():
        if key not in (*_HEADER, *_IGNORED):
            raise part.refused(f"no line of a header is called {key!r}; there are {', '.join(_HEADER)}")
    columns = {name: part.plain() for name, part in _mapping(said, "columns").items()}
    if "geometry" in said and columns and said["geometry"].plain() not in columns:
        raise said["geometry"].refused(f"geometry names {said['geometry'].text}, which is none of the columns")
    return Query(
        name=path.stem,
        summary=said["summary"].plain() if "summary" in said else path.stem.replace("-", " ").replace("_", " "),
        description=said["description"].plain() if "description" in said else "",
        parameters=_parameters(text, said, header, path),
        columns=MappingProxyType(columns),
        text=text,
        tags=said["tags"].plain_list() if "tags" in said else (),
        geometry=said["geometry"].plain() if "geometry" in said else "",
        chart=read_chart(said["chart"], columns) if "chart" in said else None,
        page_size=_page_size(said["pagination"]) if "pagination" in said else 0,
        front=_place(said["front"]) if "front" in said else 0,
    )


def _mapping(said: Mapping[str, Part], key: str) -> Mapping[str, Part]:
    return said[key].mapping() if key in said else {}


def _page_size(part: Part) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", part.plain()):
        raise part.refused(f"{part.plain()} is no number of rows a page can have")
    return int(part.plain())


def _place(part: Part) -> int:
    if not re.fullmatch(r"[1-9][0-9]?", part.plain()):
        raise part.refused(f"{part.plain()} is no place from 1 to 99 on the first page")
    return int(part.plain())


def _parameters(text: str, said: Mapping[str, Part], header: Part, path: Path) -> tuple[Parameter, ...]:
    """Those that the header tells of, and those that grlc's variables name, with what the header says of them."""
    try:
        found = {parameter.name: parameter for parameter in grlc.parameters(text)}
    except ValueError as error:
        raise header.refused(str(error)) from None
    for name, part in _mapping(said, "params").items():
        found[name] = _described(name, part, found.get(name), path)
    for given in said["defaults"].parts if "defaults" in said else ():
        for name, part in given.mapping().items():
            found[name] = _with_default(_known(found, name, part), part)
    for part in said["enumerate"].parts if "enumerate" in said else ():
        name = part.plain()
        try:
            known = _known(found, name, part)
            found[name] = replace(known, choices=grlc.enumeration(text, known))
        except ValueError as error:
            raise part.refused(str(error)) from None
    if clash := sorted(set(found) & set(RESERVED)):
        raise header.refused(f"a parameter cannot be called {clash[0]}: {', '.join(RESERVED)} are asked of every query")
    return tuple(found.values())


def _known(found: Mapping[str, Parameter], name: str, part: Part) -> Parameter:
    if name not in found:
        raise part.refused(f"the query has no parameter {name}; it has {', '.join(found) or 'none'}")
    return found[name]


def _with_default(parameter: Parameter, part: Part) -> Parameter:
    try:
        return replace(parameter, default=part.plain(), required=False)
    except QueryRefused as error:
        raise part.refused(str(error)) from None


def _described(name: str, part: Part, variable: Parameter | None, path: Path) -> Parameter:
    """A parameter as the header has it; `variable` is the same, where it is one of grlc's."""
    said = {key: inner.plain() for key, inner in part.mapping().items()}
    for key, inner in part.mapping().items():
        if key not in _PARAMETER:
            raise inner.refused(f"nothing is said of a parameter by {key!r}; there are {', '.join(_PARAMETER)}")
    if "type" not in said and not variable:
        raise part.refused(f"the parameter {name} has no type")
    try:
        return Parameter(
            name=name,
            type=said.get("type", variable.type if variable else ""),
            description=said.get("description", ""),
            variable=variable.variable if variable else name,
            language=variable.language if variable else "",
            required=bool(variable and variable.required and "default" not in said),
            default=said.get("default", ""),
            choices=_choices(path.parent / CHOICES / f"{said['choices']}.rq", part) if "choices" in said else "",
        )
    except (ValueError, QueryRefused) as error:
        raise part.refused(str(error)) from None


def _choices(path: Path, part: Part) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise part.refused(f"choices names a query that is not there: {path}") from None


def _admitted(path: Path) -> Query:
    """A query of a stranger's file, as far as it reads this store and nothing else."""
    query = read_query(path)
    try:
        asked = admit(query.text)
        for parameter in query.parameters:
            if parameter.choices:
                admit(parameter.choices)
        columns = query.columns or {name: name for name in grlc.columns(query.text)} if asked.form == "rows" else {}
        hidden = {parameter.variable for parameter in query.parameters}
        if query.geometry and query.geometry not in columns:
            raise QueryRefused(f"geometry names {query.geometry}, which is none of the columns: {', '.join(columns)}")
        shown = {name: heading for name, heading in columns.items() if name not in hidden or name in query.columns}
        found = replace(
            query,
            form=asked.form,
            columns=MappingProxyType(shown),
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
        )
        _try_out(found)
    except QueryRefused as error:
        raise QueryRefused(f"{path}: {error}") from error
    return found


_SAMPLES: Mapping[str, str] = MappingProxyType(
    {"iri": "http://example.org/", "date": "2000-01-01", "integer": "1", "number": "1", "string": "a", "lang": "en"}
)


def _try_out(query: Query) -> None:
    """Ask a query of nothing, with all that it takes and the least that it needs: what the engine refuses is told."""
    every = {parameter.name: parameter.term(_SAMPLES[parameter.type]) for parameter in query.parameters}
    least = {name: term for name, term in every.items() if query.by_name[name].required}
    for given in (every, least):
        bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(query.by_name[name].variable): term for name, term in given.items()
        }
        try:
            ox.Store().query(query.bindable(given).text, substitutions=bound)
        except (RuntimeError, SyntaxError, ValueError) as error:
            told = ", ".join(given) or "nothing"
            raise QueryRefused(f"the engine cannot ask it with {told} given: {error}") from error
