"""Letting the engine put terms in for the variables of a query that was not written for it.

The engine binds a variable only where every SELECT around it projects it, and elsewhere only where a pattern has it.
grlc's queries do neither with their parameters, since grlc pastes text. What is added here are names of variables that
the file has already, never a value: the values go in as terms.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refoulement.errors import QueryRefused

_TOKEN = re.compile(
    r"""(?P<other><[^<>"{}|^`\\\x00-\x20]*>
      | \"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | \#[^\n\r]*
      | @[A-Za-z-]+
      | [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
      | [?$](?P<variable>\w+)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<sign>[{}()*])""",
    re.VERBOSE | re.DOTALL,
)
_NOTHING = "tag:refoulement,2026:nothing"  # no triple has it
_AGGREGATES = frozenset("COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a variable or a sign of a query, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    def says(self, *texts: str) -> bool:
        return self.kind in ("word", "sign") and self.text in texts


def tokens(text: str) -> list[Token]:
    """The words (in capitals), variables (without their mark) and brackets of a query; nothing inside strings."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        said = match[kind].upper() if kind == "word" else match[kind]
        if kind != "other":
            found.append(Token(kind, said, match.start(), match.end()))
    return found


@dataclass(frozen=True, slots=True)
class Bindable:
    """A query whose variables the engine can bind; `counts` where it has a row even of nothing found (COUNT is 0)."""

    text: str
    counts: bool = False

    @classmethod
    def of(cls, text: str, variables: Sequence[str]) -> "Bindable":
        """Make the variables ones that the engine can bind. Raises `QueryRefused` where that would change the query."""
        if not variables:
            return cls(text)
        read = tokens(text)
        selects = [place for place, token in enumerate(read) if token.says("SELECT")]
        additions: list[tuple[int, str]] = []
        counts = False
        for place in selects:
            select = Select.at(read, place)
            unseen = [name for name in variables if name in select.names and name not in select.projected]
            if not unseen:
                continue
            if select.lone_group and place != selects[0]:
                raise QueryRefused(
                    f"a parameter ({unseen[0]}) stands in an inner SELECT that counts without GROUP BY, where no value "
                    "can be bound; add GROUP BY, or count in the outer SELECT"
                )
            counts = counts or select.lone_group
            additions += select.showing(unseen)
        if not selects or _form(read) != "SELECT":
            additions += _seen_in_the_pattern(read, variables)
        for position, addition in sorted(additions, reverse=True):
            text = text[:position] + addition + text[position:]
        return cls(text, counts)


@dataclass(frozen=True, slots=True)
class Select:
    """One SELECT: all of its tokens, those between it and its pattern, and those behind the pattern."""

    tokens: Sequence[Token]
    head: Sequence[Token]
    opening: Token
    tail: Sequence[Token]

    @classmethod
    def at(cls, read: Sequence[Token], place: int) -> "Select":
        depth, opened, closed, end = 0, 0, 0, len(read)
        for position in range(place + 1, len(read)):
            token = read[position]
            if token.says("{", "("):
                opened = opened or (position if token.text == "{" and depth == 0 else 0)
                depth += 1
            elif token.says("}", ")"):
                depth -= 1
                if depth < 0:
                    end = position
                    break
                closed = closed or (position if opened and depth == 0 else 0)
        return cls(read[place:end], read[place + 1 : opened], read[opened], read[closed + 1 : end])

    @property
    def names(self) -> set[str]:
        return {token.text for token in self.tokens if token.kind == "variable"}

    @property
    def shown(self) -> list[Token]:
        """The projection: what stands before the dataset and the pattern."""
        ends = [place for place, token in enumerate(self.head) if token.says("WHERE", "FROM")]
        return list(self.head[: ends[0]] if ends else self.head)

    @property
    def projected(self) -> set[str]:
        """What a row has: the variables that stand by themselves, and those that an expression is called (AS)."""
        named = zip(self.shown, self.shown[1:], strict=False)
        return {token.text for token in self.plainly_shown} | {
            token.text for before, token in named if before.says("AS") and token.kind == "variable"
        }

    @property
    def plainly_shown(self) -> list[Token]:
        """The variables of the projection that stand by themselves."""
        found, depth = [], 0
        for token in self.shown:
            depth += token.says("(") - token.says(")")
            if token.kind == "variable" and depth == 0:
                found.append(token)
        return found

    @property
    def group_by(self) -> Token | None:
        for token, following in zip(self.tail, self.tail[1:], strict=False):
            if token.says("GROUP") and following.says("BY"):
                return following
        return None

    @property
    def lone_group(self) -> bool:
        """True where all that is found makes one group."""
        return self.group_by is None and any(token.says(*_AGGREGATES) for token in (*self.shown, *self.tail))

    def showing(self, variables: Sequence[str]) -> Iterator[tuple[int, str]]:
        """What to add where, so that the SELECT projects the variables."""
        names = " ".join(f"?{name}" for name in variables)
        yield self.opening.end, _open(variables)
        if any(token.says("*") for token in self.shown[:2]):
            return
        yield self.shown[-1].end if self.shown else self.opening.start, f" {names} "
        if self.group_by:
            yield self.group_by.end, f" {names} "
        elif self.lone_group:
            closing = self.tail[0].start if self.tail else self.tokens[-1].end
            yield closing, f" GROUP BY {names} "


def _open(variables: Sequence[str]) -> str:
    """A pattern that has the variables, never matches and leaves them as they are.

    Without one the engine holds a variable that only a FILTER or an expression has to be unbound, whatever is put in.
    """
    return "".join(f" OPTIONAL {{ ?{name} a <{_NOTHING}> }} " for name in variables)


def _form(read: Sequence[Token]) -> str:
    return next((token.text for token in read if token.says("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "")


def _seen_in_the_pattern(read: Sequence[Token], variables: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The same for ASK, CONSTRUCT and DESCRIBE, which project nothing."""
    depth, outer = 0, []
    for token in read:
        if token.says("{"):
            outer += [token] if depth == 0 else []
            depth += 1
        elif token.says("}"):
            depth -= 1
    form = next(place for place, token in enumerate(read) if token.says("ASK", "CONSTRUCT", "DESCRIBE"))
    if read[form].says("CONSTRUCT"):
        if len(outer) > 1:  # CONSTRUCT WHERE { … } has one pattern, which has every variable
            yield outer[1].end, _open(variables)
    elif outer:
        yield outer[0].end, _open(variables)
    else:
        yield read[-1].end, f" WHERE {{ {_open(variables)} }}"
