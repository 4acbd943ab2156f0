"""What a stranger's query may do: read this graph. Decided on the parsed query, before the engine sees it."""

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from refoulement.errors import QueryRefused
from refoulement.queries.federation import UNCHECKED, Site, checked, listed, rewritten, set_apart

MAX_BYTES = 64 * 1024
MAX_NESTING = 100  # thousands of levels crash the engine

# The parser calls itself for every bracket and triple pattern: Python's thousand would refuse 60 patterns in a row.
sys.setrecursionlimit(max(sys.getrecursionlimit(), 12_000))

# In this order: what may hold a bracket or a '#' that means nothing is read over as a whole (SPARQL 1.1, 19.8).
_TOKENS = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>                       # IRI
      | \"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | \#[^\n\r]*                                      # comment
      | [({\[] | [)}\]]
      | !                                               # each nests an expression too""",
    re.VERBOSE | re.DOTALL,
)


# Without any of these words a text can neither reach another host nor name a dataset, whatever else it says: wherever
# they stand, in a name too, the text is parsed. An escape could spell them (19.2). What FROM follows ends in a bracket,
# an asterisk, an IRI or a name, and a name would go on with it, as would what begins with a sign of names.
_TO_BE_PARSED = re.compile(r"service|(?<![A-Za-z0-9_?$:])from|\\u", re.IGNORECASE)
_COMMENT_LINE = re.compile(r"(?:^|(?<=\r))[ \t]*#[^\r\n]*", re.MULTILINE)
_STRING = re.compile(r'"[^"\r\n]*"')
_FORM_WORD = re.compile(
    r"""(?:\s | \#[^\n\r]* | base\s*<[^<>\s]*> | prefix\s+[^\s:<>\#]*:\s*<[^<>\s]*>)*+
        (select|ask|construct|describe)\b""",
    re.VERBOSE | re.IGNORECASE,
)

# An escape may stand anywhere (19.2). The parser spells it out before it reads, the engine only within a token: one
# that stood for a quotation mark would hide from the first what the second runs.
_ESCAPE = re.compile(r"\\u([0-9a-f]{4}(?:[0-9a-f]{4})?)", re.IGNORECASE)

# What may answer otherwise when it is asked again of the same graph.
_DICE = re.compile(r"\b(?:rand|uuid|struuid|now)\s*\(", re.IGNORECASE)

Form = Literal["rows", "truth", "graph"]
FORMS: Mapping[str, Form] = MappingProxyType({"SelectQuery": "rows", "AskQuery": "truth"})
_FORM_OF: Mapping[str, Form] = MappingProxyType({"select": "rows", "ask": "truth"})


@dataclass(frozen=True, slots=True)
class Admitted:
    """What a query asks for: rows, a truth or a graph, and of the graphs it names by FROM and FROM NAMED.

    One that is not `lasting` may answer otherwise the next time: it asks for the time, for chance, or, at its `sites`,
    another endpoint.
    """

    form: Form
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    lasting: bool = True
    sites: tuple[Site, ...] = ()


def admit(text: str, *, services: Collection[str] = ()) -> Admitted:
    """Let a query pass that only reads this graph, and tell what it asks for.

    Raises `QueryRefused` for one that is too long, too deep, does not parse, or has a SERVICE anywhere that names none
    of `services`: the engine would send that request from our host, and must only be given the text that `redirected`
    makes of it. Where the text has no word for either that or a dataset, it is left to the
    engine to parse, which is a hundred times faster (`docs/benchmarks.md`).
    """
    if len(text.encode()) > MAX_BYTES:
        raise QueryRefused(f"the query is longer than {MAX_BYTES // 1024} KiB; ask in smaller pieces")
    if sum(map(text.count, "({[!")) > MAX_NESTING < nesting(text):  # the count is the faster, and never the smaller
        raise QueryRefused(f"the query is nested deeper than {MAX_NESTING} levels; flatten it")
    if not _is_to_be_parsed(text) and (word := _FORM_WORD.match(text)):
        return Admitted(_FORM_OF.get(word.group(1).lower(), "graph"), lasting=not _throws_dice(text))
    return _parsed(text, services)


def _is_to_be_parsed(text: str) -> bool:
    return _has_one(text, ("service", "from", "\\u")) and _TO_BE_PARSED.search(_run(text)) is not None


def _run(text: str) -> str:
    """A text without its lines of comment and its strings, as far as it is certain what those are.

    Only a long string goes on over a line, and only an escape or another kind of string holds a quotation mark: where
    neither is in a text, what stands between two of them on a line is a string, or behind the sign of a comment.
    """
    if "\\" in text or '"' * 3 in text or "'" * 3 in text:
        return text
    text = _COMMENT_LINE.sub("", text)
    return text if "'" in text else _STRING.sub('""', text)


def _throws_dice(text: str) -> bool:
    return _has_one(text, ("rand", "uuid", "now")) and _DICE.search(text) is not None


def _has_one(text: str, words: Sequence[str]) -> bool:
    """Whether a text may have one of these words: certain and fast where it has none, and is ASCII."""
    lower = text.lower()  # of ASCII, the whole of what IGNORECASE does
    return not text.isascii() or any(word in lower for word in words)


def refuse_escaped_signs(text: str) -> None:
    """Refuse escapes for what could begin or end a token; those for letters, digits and beyond ASCII are as ever.

    Raises `QueryRefused`.
    """
    for escape in _ESCAPE.finditer(text):
        code = int(escape.group(1), 16)
        if code < ord("\x80") and not chr(code).isalnum():
            raise QueryRefused(f"the escape {escape.group()} is not read here; write the character itself")


def _parsed(text: str, services: Collection[str]) -> Admitted:
    """The same of a text that may hold what is refused, or name graphs: decided on what it means."""
    refuse_escaped_signs(text)
    found = listed(text, services)
    algebra, elsewhere = algebra_of(text)
    checked(found, elsewhere)
    clauses = algebra.get("datasetClause") or []
    return Admitted(
        FORMS.get(algebra.name, "graph"),
        tuple(str(clause.default) for clause in clauses if clause.default),
        tuple(str(clause.named) for clause in clauses if clause.named),
        lasting=not (found or _throws_dice(text)),
        sites=found,
    )


def algebra_of(text: str) -> tuple[CompValue, list[object]]:
    """What a query means (SPARQL 1.1, 18.2), and what each SERVICE in it names. Raises `QueryRefused`."""
    try:
        parsed = _read(text)
        elsewhere = _endpoints(parsed)  # translating takes parts away
        algebra: CompValue = translateQuery(parsed).algebra
    except RecursionError:
        raise QueryRefused("the query is nested too deeply to be checked; flatten it") from None
    except ParseBaseException as error:
        raise QueryRefused(
            f"the query does not parse: {error}; this endpoint reads SPARQL 1.1 queries, no updates"
        ) from error
    except Exception as error:  # the parser raises bare ones for what it cannot read
        raise QueryRefused(f"the query cannot be checked: {error}") from error
    return algebra, elsewhere


def redirected(text: str, found: Sequence[Site], addresses: Sequence[str]) -> str:
    """A query whose sites ask other addresses, one for each of them.

    It is parsed once more: should an endpoint of the first text be left anywhere, it is refused.
    """
    text = rewritten(text, found, addresses)
    if Counter(map(str, _endpoints(_read(text)))) != Counter(addresses):
        raise QueryRefused(UNCHECKED)
    return text


def _read(text: str) -> ParseResults:
    # A comment ends at a carriage return too (19.4), which this parser would read over and miss what follows.
    return parseQuery(set_apart(text).replace("\r", "\n"))


def _endpoints(parsed: object) -> list[object]:
    """What each SERVICE of a parsed query names."""
    return [part.term for part in parts(parsed) if part.name == "ServiceGraphPattern"]


def nesting(text: str) -> int:
    """How many levels of brackets and negations a query has, not counting those in strings, IRIs and comments."""
    depth = deepest = negations = 0
    end_of_last = 0
    for token in _TOKENS.finditer(text):
        sign = token.group()
        if text[end_of_last : token.start()].strip():
            negations = 0
        end_of_last = token.end()
        if sign == "!":
            negations += 1
        elif sign in "({[":
            depth += 1
        elif sign in ")}]":
            depth -= 1
            negations = 0
        deepest = max(deepest, depth + negations)
    return deepest


def parts(parsed: object) -> Iterator[CompValue]:
    """Every named part of a parsed query, at any depth."""
    waiting = [parsed]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            yield part
            waiting.extend(part.values())
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            waiting.extend(part)
