"""What is done to the text of a SPARQL query on its way to an engine at another address.

Terms are bound by VALUES, put into every group that they reach; a dataset given by the request replaces FROM; and what
is no SPARQL 1.1 (an engine's own pragmas), or calls an engine's own functions by their scheme, is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from refoulement.errors import QueryRefused
from refoulement.graph.iri import BASE

# In this order: what may hold a bracket or a '#' that means nothing is read over as a whole (SPARQL 1.1, 19.8).
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
          | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$]\w+)
      | (?P<word>[^\W\d]\w*(?![\w.:-]))
      | (?P<name>[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*)
      | (?P<space>\s+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
# Functions that reach out of the engine, or into it: Virtuoso's and its SQL's, and Jena's classes of Java.
SCHEMES_REFUSED = ("bif", "sql", "java")
_REFUSED = re.compile(rf"<(?:{'|'.join(SCHEMES_REFUSED)}):", re.IGNORECASE)
_OPENLINK = re.compile(r"<https?://www\.openlinksw\.com/schemas/(?:bif|sql)[#/:]?", re.IGNORECASE)
_ESCAPED_ASCII = re.compile(r"\\u00[0-7][0-9A-F]|\\U000000[0-7][0-9A-F]", re.IGNORECASE)

_DEEPER = {"(": 1, "{": 1, ")": -1, "}": -1}

Bound = Mapping[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    end: int

    def says(self, word: str) -> bool:
        return self.kind == "word" and self.text.upper() == word


def _tokens(text: str) -> Iterator[_Token]:
    """What a text is made of, without spaces and comments."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            yield _Token(kind, match.group(), match.end())


def asks_for_graph(text: str) -> bool:
    """Whether a query asks for a graph, and not for rows or a truth. Raises `QueryRefused`.

    That is for what is no SPARQL 1.1 query, or calls what an engine has beside it: some fetch an address for who asks
    (Virtuoso's `bif:http_get`), or do so by a pragma before the query.
    """
    if _ESCAPED_ASCII.search(text):
        raise QueryRefused(r"the query escapes ASCII (\u0041): write such characters as they are")
    tokens = list(_tokens(text))
    if any(token.says("SERVICE") for token in tokens):
        raise QueryRefused("SERVICE is not offered: the engine behind this service would send that request itself")
    for token in tokens:
        if token.kind == "iri" and (_REFUSED.match(token.text) or _OPENLINK.match(token.text)):
            raise QueryRefused(f"{token.text} is of an engine's own functions, which are not offered here")
    try:
        found = ox.Store().query(
            text, base_iri=BASE
        )  # of nothing: it reads what the standard says, and no engine's own words
    except (SyntaxError, ValueError) as error:
        raise QueryRefused(f"the query does not parse: {error}") from error
    except RuntimeError as error:  # of a function that neither the standard nor GeoSPARQL has
        raise QueryRefused(f"the query calls what is no function here: {error}") from error
    return isinstance(found, ox.QueryTriples)


def with_base(text: str) -> str:
    """A query whose relative IRIs are those of the data's addresses, as before the embedded engine."""
    return text if any(token.says("BASE") for token in _tokens(text)) else f"BASE <{BASE}> {text}"


def names_a_graph(text: str) -> bool:
    """Whether a query has a GRAPH that is no variable."""
    tokens = list(_tokens(text))
    return any(one.says("GRAPH") and after.kind != "variable" for one, after in pairwise(tokens))


def without_dataset(text: str) -> str:
    """A query without FROM and FROM NAMED: the request's own dataset goes before them (SPARQL 1.1 Protocol, 2.1.4)."""
    kept: list[str] = []
    done = depth = 0
    waiting = template = False
    for token in _tokens(text):
        if waiting:
            if token.kind in ("iri", "name"):
                waiting, done = False, token.end
        elif depth == 0 and token.says("FROM"):
            kept.append(text[done : token.end - len(token.text)])
            waiting = True
        elif depth == 0 and token.text == "{" and not template:
            break
        depth += _DEEPER.get(token.text, 0)
        template = token.says("CONSTRUCT")
    return " ".join((*kept, text[done:]))


@dataclass(slots=True)
class _Group:
    """A pair of braces: where what is bound would be put, and which variables stand in it itself."""

    begin: int
    parent: "_Group | None"
    kind: str  # "group", "select" (whose WHERE is another), "data" (VALUES, a template), "exists"
    outermost: bool = False
    projected: set[str] | None = None  # by the SELECT around it; None for all
    mentioned: set[str] = field(default_factory=set)


def with_bindings(text: str, bindings: Bound) -> str:
    """A query in which the variables have these values, also inside the groups that SPARQL evaluates by themselves.

    As `substitutions` of the embedded engine has it, a sub-select knows them only if it projects them. Raises
    `QueryRefused` where there is no place to bind them.
    """
    if not bindings:
        return text
    groups = [group for group in _groups(text) if group.kind == "group"]
    if not any(group.outermost for group in groups):
        raise QueryRefused("nothing can be bound in this query: it has no WHERE")
    rows = {name: f" VALUES ?{name} {{ {term} }}" for name, term in bindings.items()}
    places: list[tuple[int, str]] = []
    for group in groups:
        reached = {name for name in rows if group.outermost or (name in group.mentioned and _reaches(name, group))}
        if reached:
            places.append((group.begin, "".join(rows[name] for name in rows if name in reached) + " "))
    for begin, put in sorted(places, reverse=True):
        text = text[:begin] + put + text[begin:]
    return text


def _reaches(name: str, group: _Group | None) -> bool:
    """Whether what is bound outside is the same variable in a group: every SELECT between them names it."""
    while group is not None:
        if group.projected is not None and name not in group.projected:
            return False
        group = group.parent
    return True


def _groups(text: str) -> list[_Group]:
    """The braces of a query, in order, each with the variables that stand in it."""
    found: list[_Group] = []
    around: _Group | None = None
    tokens = list(_tokens(text))
    before: list[_Token] = []  # since the last brace, on this level
    first = True
    for position, token in enumerate(tokens):
        if token.text == "{" and token.kind == "sign":
            kind = _kind(before, tokens[position + 1] if position + 1 < len(tokens) else None)
            group = _Group(token.end, around, kind)
            if kind == "group" and around is not None and around.kind == "select":
                group.projected = _projected(before)
            if kind == "group" and first:
                group.outermost, first = True, False
            found.append(group)
            around, before = group, []
        elif token.text == "}" and token.kind == "sign":
            around, before = around.parent if around else None, [token]
        else:
            before.append(token)
            if token.kind == "variable" and (mentioning := _own(around)) is not None:
                mentioning.mentioned.add(token.text[1:])
    return found


def _own(group: _Group | None) -> _Group | None:
    """The group that a variable counts to: EXISTS and VALUES belong to the group that they stand in."""
    while group is not None and group.kind in ("data", "exists"):
        group = group.parent
    return group


def _kind(before: list[_Token], following: _Token | None) -> str:
    """What a brace begins, from what stands before and behind it."""
    if following is not None and following.says("SELECT"):
        return "select"
    if before and before[-1].says("EXISTS"):
        return "exists"
    if before and before[-1].says("CONSTRUCT"):
        return "data"
    words = [token for token in before if token.kind == "word"]
    return "data" if words and words[-1].says("VALUES") else "group"


def _projected(head: list[_Token]) -> set[str] | None:
    """The variables of a sub-select's head; None for all of them."""
    names, depth = set[str](), 0
    for token in head:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "*" and depth == 0:
            return None
        if token.kind == "variable" and depth == 0:
            names.add(token.text[1:])
    return names
