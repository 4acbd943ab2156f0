"""What the asker of a query may give: each value becomes a term of its parameter's type, or is refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from refoulement.errors import QueryRefused
from refoulement.graph.iri import THINGS
from refoulement.graph.rdf import XSD
from refoulement.graph.store import Term
from refoulement.ontology import NAMESPACE

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+")


def _iri(text: str) -> Term:
    """A full IRI, the path of one of our own ("place/dandong"), or a term of the ontology ("rf:torture")."""
    if text.startswith("rf:"):
        return NamedNode(NAMESPACE + text.removeprefix("rf:"))
    return NamedNode(text if ":" in text else THINGS + text)


def _date(text: str) -> Term:
    return Literal(date.fromisoformat(text).isoformat(), datatype=NamedNode(XSD + "date"))


def _integer(text: str) -> Term:
    if not _WHOLE.fullmatch(text):
        raise ValueError("write it in the digits 0 to 9")
    return Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))


def _number(text: str) -> Term:
    for form, datatype in ((_DECIMAL, "decimal"), (_DOUBLE, "double")):
        if form.fullmatch(text):
            return Literal(text, datatype=NamedNode(XSD + datatype))
    return _integer(text)


def _language(text: str) -> Term:
    """A language tag (BCP 47), to be compared with LANGMATCHES."""
    return Literal(Literal("", language=text).language or "")


TYPES: Mapping[str, Callable[[str], Term]] = MappingProxyType(
    {"iri": _iri, "date": _date, "integer": _integer, "number": _number, "string": Literal, "lang": _language}
)


def short(term: Term) -> str:
    """A term as an asker writes it: the shortest text that a parameter of its type turns into it."""
    for start, written in ((THINGS, ""), (NAMESPACE, "rf:")):
        if isinstance(term, NamedNode) and term.value.startswith(start):
            local = term.value.removeprefix(start)
            return term.value if ":" in local or local.startswith("rf:") else written + local
    return term.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A variable of a query that the asker may bind; unbound, it leaves the query open.

    `language` is that of a string, where it has one. `choices` is the text of a query for `?value` and, where it has
    one, `?label`: what can be asked for, as the graph has it.
    """

    name: str
    type: str
    description: str
    variable: str = ""
    language: str = ""
    required: bool = False
    default: str = ""
    choices: str = ""

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"parameter {self.name}: no type is called {self.type!r}; the types: {', '.join(TYPES)}")
        if not self.variable:
            object.__setattr__(self, "variable", self.name)
        if self.default:
            self.term(self.default)

    def term(self, text: str) -> Term:
        """The value as a term of the parameter's type; raises `QueryRefused` for any other."""
        try:
            if self.language:
                return Literal(text.strip(), language=self.language)
            return TYPES[self.type](text.strip())
        except ValueError as error:
            raise QueryRefused(f"parameter {self.name}: {text!r} is no {self.type} ({error})") from error
