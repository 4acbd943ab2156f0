"""The conventions of grlc (https://grlc.io) for a query's variables, as far as they can be kept: the rest is refused.

`?_name` needs a value, `?__name` takes one; what follows the name says its type: `?_name_iri`, `?_name_integer`,
`?_name_number`, `?_name_date`, `?_name_literal`, `?_name_xsd_date` and, for a text in a language, `?_name_en`.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from refoulement.errors import QueryRefused
from refoulement.queries.binding import tokens
from refoulement.queries.header import Part
from refoulement.queries.parameter import Parameter

REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "endpoint": "queries are answered from this store and sent nowhere; take the line out to ask this store",
        "endpoint-method": "queries are answered from this store and sent nowhere; take the line out",
        "transform": "answers have one shape in JSON; take the line out",
        "auth": "who may ask is said by this server's settings; take the line out",
    }
)
_PARAMETER = re.compile(r"_(?P<optional>_?)(?P<rest>[^\W_].*)")
_TYPES = {
    "iri": "iri", "number": "number", "literal": "string", "string": "string", "integer": "integer", "int": "integer",
    "date": "date", "decimal": "number", "double": "number", "float": "number",
}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2}")


def parameters(text: str) -> tuple[Parameter, ...]:
    """The parameters that a query's variables name, in the order they come in. Raises `ValueError`."""
    names = dict.fromkeys(token.text for token in tokens(text) if token.kind == "variable")
    found = [parameter for name in names if (parameter := _parameter(name))]
    if twice := {one.name for one in found if sum(one.name == other.name for other in found) > 1}:
        raise ValueError(f"the parameter {min(twice)} is written in two ways; write its variable the same everywhere")
    return tuple(found)


def _parameter(variable: str) -> Parameter | None:
    match = _PARAMETER.fullmatch(variable)
    if not match:
        return None
    name, _, kind = match["rest"].rpartition("_")
    named, _, prefix = name.rpartition("_")
    language = ""
    if named and prefix == "xsd":
        if kind not in _TYPES:
            raise ValueError(f"?{variable}: no parameter has the datatype xsd:{kind}; there are {_KNOWN}")
        name, kind = named, _TYPES[kind]
    elif name and kind in _TYPES:
        kind = _TYPES[kind]
    elif name and _LANGUAGE.fullmatch(kind):
        kind, language = "string", kind
    else:
        name, kind = match["rest"], "string"
    return Parameter(
        name=name, type=kind, description="", variable=variable, language=language, required=not match["optional"]
    )


_KNOWN = ", ".join(f"xsd:{kind}" for kind in ("date", "decimal", "double", "integer", "string"))


def refuse_what_cannot_be_kept(said: Mapping[str, Part]) -> None:
    """Refuse a decorator that asks for what is not done here, by the line it stands in."""
    for key, part in said.items():
        if key in REFUSED:
            raise part.refused(f"{key} cannot be kept: {REFUSED[key]}")
        if key == "method" and part.plain().upper() != "GET":
            raise part.refused(f"method {part.plain()} cannot be kept: a query is asked with GET")


def columns(text: str) -> tuple[str, ...]:
    """The variables that a SELECT projects, in order. Raises `QueryRefused` for what does not parse."""
    try:
        return tuple(str(variable) for variable in translateQuery(parseQuery(text.replace("\r", "\n"))).algebra.PV)
    except (ParseBaseException, RecursionError) as error:
        raise QueryRefused(f"the query does not parse: {error}") from error


def enumeration(text: str, parameter: Parameter) -> str:
    """The query for the values that a parameter's variable has where it is left open.

    Raises `ValueError` where the query's LIMIT or its groups would hide some.
    """
    read = tokens(text)
    if any(token.says("LIMIT", "OFFSET", "GROUP", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE") for token in read):
        raise ValueError(f"{parameter.name} cannot be enumerated: LIMIT, OFFSET and groups hide some of its values")
    selects = [token for token in read if token.says("SELECT")]
    if len(selects) != 1 or not read[0].says("SELECT", "PREFIX", "BASE"):
        raise ValueError(f"{parameter.name} cannot be enumerated: that needs a query with one SELECT")
    opening = next(token for token in read if token.says("{"))
    depth = 0
    for token in read[read.index(opening) :]:
        depth += token.says("{") - token.says("}")
        if depth == 0:
            pattern = text[opening.start : token.end]
            return f"{text[: selects[0].start]}SELECT DISTINCT (?{parameter.variable} AS ?value) {pattern}"
    raise ValueError("a bracket is not closed")
