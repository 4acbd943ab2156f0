"""A query with the values of its parameters written into it: what whoever reads it, or opens it in an editor, sees.

Nothing is run from here: a query of ours is always asked with its terms bound beside it (`Bindable`). The text that
comes out is a stranger's like any other when it is sent back.
"""

from collections.abc import Iterator, Mapping, Sequence

from refoulement.graph.store import Term
from refoulement.queries.binding import Select, Token, tokens
from refoulement.queries.header import MARK
from refoulement.queries.question import Query


def without_header(text: str) -> str:
    """A query as an editor shows it: what its header says stands beside it."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(MARK)).strip() + "\n"


def spelled(query: Query, given: Mapping[str, Term]) -> str:
    """The text of a query with these terms (by parameter) in the place of its variables."""
    text = without_header(query.text)
    terms = {query.by_name[name].variable: term for name, term in given.items()}
    if not terms:
        return text
    read = tokens(text)
    changes = dict(_changes(read, terms))
    kept = {name for name in terms if any(token.text == name for token in _left(read, changes))}
    for place, written in sorted(changes.items(), reverse=True):
        token = read[place]
        if token.text not in kept:
            start = token.start
            while not written and text[start - 1] == " ":
                start -= 1
            text = text[:start] + written + text[token.end :]
    return _with_values(text, {name: terms[name] for name in terms if name in kept})


def _changes(read: Sequence[Token], terms: Mapping[str, Term]) -> Iterator[tuple[int, str]]:
    """By its place among the tokens: what stands instead of a variable. In a SELECT it is left out."""
    shown = {
        token.start
        for place, token in enumerate(read)
        if token.says("SELECT")
        for token in Select.at(read, place).plainly_shown
    }
    for place, token in enumerate(read):
        if token.kind == "variable" and token.text in terms:
            if token.start in shown:
                yield place, ""
            elif not _must_be_a_variable(read, place):
                yield place, str(terms[token.text])


def _must_be_a_variable(read: Sequence[Token], place: int) -> bool:
    """True after AS, VALUES and GROUP BY, and within BOUND( ), where no term can stand."""
    before = place - 1
    while read[before].kind == "variable":
        before -= 1
    if read[before].says("AS", "VALUES", "BY"):
        return True
    return read[before].says("(") and read[before - 1].says("BOUND", "VALUES")


def _left(read: Sequence[Token], changes: Mapping[int, str]) -> list[Token]:
    return [token for place, token in enumerate(read) if token.kind == "variable" and place not in changes]


def _with_values(text: str, terms: Mapping[str, Term]) -> str:
    """The rest, as the first pattern of the query."""
    read = tokens(text)
    opening = next((token.end for token in read if token.says("{")), None)
    if not terms or opening is None:
        return text
    values = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in terms.items())
    return f"{text[:opening]}\n  {values}{text[opening:]}"
