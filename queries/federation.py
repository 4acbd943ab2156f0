"""Where a query asks another endpoint (SERVICE, SPARQL 1.1 Federated Query), and which ones it may ask."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from refoulement.errors import QueryRefused

AT_MOST = 10  # a query is no way to send requests to others by the thousand
UNCHECKED = "SERVICE is not offered where it cannot be checked: write it as SERVICE <address> { … }, without escapes"

# Whatever may hold a word or a bracket that means nothing is read over as a whole (SPARQL 1.1, 19.8).
_TOKENS = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$][\w\x80-\U0010ffff]+)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>(?:[\w\x80-\U0010ffff](?:[\w.\x80-\U0010ffff-]*[\w\x80-\U0010ffff-])?)?:
                 (?:(?:[\w:.\x80-\U0010ffff-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:\x80-\U0010ffff-]|%[0-9A-Fa-f]{2}|\\.))?)
      | (?P<word>\w+)
      | (?P<bracket>[{}])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Site:
    """One SERVICE of a text: the endpoint as it is written, and where that stands, `[begin, end)` in code points.

    The word itself stands at `word`. `endpoint` is empty where no IRI in full follows it. One that stands `within`
    another is sent to the endpoint of that, which would ask it.
    """

    endpoint: str
    word: int
    begin: int
    end: int
    silent: bool = False
    within: bool = False


def sites(text: str) -> tuple[Site, ...]:
    """Every SERVICE of a query, in the order of the text."""
    found: list[Site] = []
    depth, body_of_outer = 0, -1
    waiting = silent = False  # for the endpoint that has to follow the word
    begun = 0
    for token in _TOKENS.finditer(text):
        sign = token.group()
        word = sign.upper() if token.lastgroup == "word" else ""
        if token.lastgroup == "comment":
            continue
        if waiting and word == "SILENT" and not silent:
            silent = True
        elif waiting:
            endpoint = sign[1:-1] if token.lastgroup == "iri" else ""
            found.append(Site(endpoint, begun, *token.span(), silent=silent, within=body_of_outer >= 0))
            body_of_outer = depth if body_of_outer < 0 else body_of_outer
            waiting = False
        elif word == "SERVICE":
            waiting, silent, begun = True, False, token.start()
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "}" and depth == body_of_outer:
            body_of_outer = -1
    return tuple(found)


def listed(text: str, services: Collection[str]) -> tuple[Site, ...]:
    """The sites of a query, if each of them names one of `services`, exactly as it stands there.

    Raises `QueryRefused`.
    """
    found = sites(text)
    if found and not services:
        raise QueryRefused(
            "SERVICE is not offered: this endpoint asks no other; query that one yourself and join the answers"
        )
    if any(site.within for site in found):
        raise QueryRefused("a SERVICE within another is not offered: no endpoint is made to ask others")
    for site in found:
        if site.endpoint not in services:
            named = f"<{site.endpoint}>" if site.endpoint else "without an address in full"
            offered = ", ".join(f"<{service}>" for service in services)
            raise QueryRefused(f"SERVICE {named} is not offered; exactly as written here are: {offered}")
    if len(found) > AT_MOST:
        raise QueryRefused(f"a query may have {AT_MOST} SERVICE at most; ask in smaller pieces")
    return found


def checked(found: Sequence[Site], parsed: Sequence[object]) -> None:
    """Let pass where the parser has found the same endpoints: two readers have to agree. Raises `QueryRefused`."""
    if any(not isinstance(endpoint, URIRef) for endpoint in parsed) or (
        Counter(map(str, parsed)) != Counter(site.endpoint for site in found)
    ):
        raise QueryRefused(UNCHECKED)


def set_apart(text: str) -> str:
    """The same query with each SERVICE on a line of its own.

    rdflib looks for the word once more, and takes the fragment of an IRI before it for a comment to the line's end.
    """
    pieces, last = [], 0
    for site in sites(text):
        pieces.append(text[last : site.word])
        last = site.word
    return "\n".join((*pieces, text[last:]))


def rewritten(text: str, found: Iterable[Site], addresses: Iterable[str]) -> str:
    """The text with the endpoint of each site replaced by an address."""
    pieces, last = [], 0
    for site, address in zip(found, addresses, strict=True):
        pieces += [text[last : site.begin], f"<{address}>"]
        last = site.end
    return "".join((*pieces, text[last:]))
