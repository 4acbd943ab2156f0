"""What an editor's update may do: write here, and fetch nothing. Decided on the parsed update, as `admit` does.

It also tells which graphs the update can write to, so that not every graph has to be compared, and writes the dataset
that a request gives (SPARQL 1.1 Protocol, 2.2.3) into the text, since the engine takes none beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from pyparsing import ParseBaseException
from rdflib import URIRef
from rdflib.plugins.sparql.algebra import translateUpdate
from rdflib.plugins.sparql.parser import parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from refoulement.errors import QueryRefused
from refoulement.queries.admit import MAX_BYTES, MAX_NESTING, nesting, parts, refuse_escaped_signs

ALL = ("ALL", "NAMED")
_TOKENS = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
      | \"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | \#[^\n\r]*
      | (?P<word>(?:\\.|[^\s<>"'{}()\[\];,\#\\])+)
      | [{}]""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class AdmittedUpdate:
    """An update as the engine is to run it; `graphs` are those it can write to besides the default one, None for any.

    `clears_all` says that it clears or drops all graphs at once, the catalogue of those that go among them.
    """

    text: str
    graphs: frozenset[str] | None
    clears_all: bool


def admit_update(text: str, *, base: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> AdmittedUpdate:
    """Let an update pass that fetches nothing. `base` is what relative IRIs are relative to.

    Raises `QueryRefused` for one that is too long, too deep, does not parse, has a LOAD or a SERVICE anywhere, or
    names a dataset (USING, USING NAMED, WITH) where the request gives one too.
    """
    if len(text.encode()) > MAX_BYTES:
        raise QueryRefused(
            f"the update is longer than {MAX_BYTES // 1024} KiB; write in smaller pieces, or a whole graph at /graphs"
        )
    if nesting(text) > MAX_NESTING:
        raise QueryRefused(f"the update is nested deeper than {MAX_NESTING} levels; flatten it")
    operations = _operations(text, base)
    if using or using_named:
        try:
            clauses = [f"USING {NamedNode(graph)}" for graph in using]
            clauses += [f"USING NAMED {NamedNode(graph)}" for graph in using_named]
        except ValueError as error:
            raise QueryRefused(f"the dataset names something that is no IRI: {error}") from error
        if any(operation.using or operation.withClause for operation in operations if operation.name == "Modify"):
            raise QueryRefused(
                "the dataset is named twice: give either using-graph-uri and using-named-graph-uri or USING and WITH"
            )
        text = "".join(_with_dataset(text, " ".join(clauses)))
        operations = _operations(text, base)
        if any(not _is_confined(operation, len(clauses)) for operation in operations):
            raise QueryRefused("the dataset cannot be put into this update: write USING into its text")
    written = frozenset(graph for operation in operations for graph in _written(operation))
    # What is spelled in a roundabout way may be read otherwise by the engine: then everything is compared.
    plain = "\\u" not in text.casefold() and not any(graph is None or "/." in graph for graph in written)
    return AdmittedUpdate(
        text=text,
        graphs=frozenset(filter(None, written)) if plain else None,
        clears_all=any(operation.graphiri in ALL for operation in operations if operation.name in ("Clear", "Drop")),
    )


def _operations(text: str, base: str) -> list[CompValue]:
    refuse_escaped_signs(text)
    try:
        # A comment ends at a carriage return too (19.4), which this parser would read over and miss what follows.
        parsed = parseUpdate(text.replace("\r", "\n"))
        asked = {part.name for part in parts(parsed)}  # translating takes parts away
        translated = translateUpdate(parsed, base=base)
    except RecursionError:
        raise QueryRefused("the update is nested too deeply to be checked; flatten it") from None
    except ParseBaseException as error:
        raise QueryRefused(f"the update does not parse: {error}") from error
    except Exception as error:  # the parser raises bare ones for what it cannot read
        raise QueryRefused(f"the update cannot be checked: {error}") from error
    if "ServiceGraphPattern" in asked:
        raise QueryRefused("SERVICE is not offered in an update: ask that endpoint yourself and insert what it answers")
    if "Load" in asked:
        raise QueryRefused(
            "LOAD is not offered: this endpoint fetches nothing; fetch it yourself and send it to /graphs"
        )
    operations: list[CompValue] = list(getattr(translated, "algebra", ()))  # one without an operation is a bare list
    return operations


def _written(operation: CompValue) -> Iterator[str | None]:
    """The graphs that an operation can write to, besides the default one; None where that may be any."""
    if operation.name in ("InsertData", "DeleteData", "DeleteWhere"):
        yield from map(_named, operation.quads)
    elif operation.name == "Modify":
        yield from [str(operation.withClause)] if operation.withClause else []
        for clause in (operation.delete, operation.insert):
            yield from map(_named, clause.quads if clause else ())
    elif operation.name in ("Clear", "Drop", "Create"):
        yield from _managed(operation.graphiri)
    else:  # Copy, Move, Add
        for graph in operation.graph:
            yield from _managed(graph)


def _named(graph: object) -> str | None:
    return None if isinstance(graph, Variable) else str(graph)


def _managed(graph: object) -> Iterator[str | None]:
    if isinstance(graph, URIRef):
        yield str(graph)
    elif graph in ALL:
        yield None


def _is_confined(operation: CompValue, clauses: int) -> bool:
    if operation.name == "Modify":
        return len(operation.using or ()) == clauses
    return bool(operation.name != "DeleteWhere")


def _with_dataset(text: str, clauses: str) -> Iterator[str]:
    """The text with USING clauses before every WHERE; DELETE WHERE, which has no place for them, is written out."""
    depth, last, word_before, block = 0, 0, "", None
    for token in _TOKENS.finditer(text):
        sign = token.group()
        word = (token["word"] or "").upper()
        if depth == 0 and word == "WHERE":
            yield text[last : token.start()]
            last = token.start()
            if word_before == "DELETE":
                block = last = token.end()
            else:
                yield f"{clauses} "
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if block is not None and depth == 0 and sign == "}":
            pattern = text[block : token.end()].strip()
            yield f"{pattern} {clauses} WHERE {pattern}"
            block, last = None, token.end()
        if not sign.startswith("#"):
            word_before = word
    yield text[last:]
