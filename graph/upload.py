"""RDF that somebody sends: read into triples, and nothing fetched, expanded or nested without end on the way."""

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.parsers.expat import ExpatError, ParserCreate

from pyoxigraph import DefaultGraph, RdfFormat, Triple, parse

from refoulement.errors import UploadRefused

MAX_NESTING = 100
FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/ld+json": RdfFormat.JSON_LD,
    }
)
# In this order: what may hold a bracket that means nothing is read over as a whole.
_TURTLE = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
      | \"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | \\. | \#[^\n\r]* | [({\[] | [)}\]]""",
    re.VERBOSE | re.DOTALL,
)
STEPS: Mapping[str, int] = MappingProxyType({"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1})
_JSON = re.compile(r'"(?:[^"\\]|\\.)*" | [{\[] | [}\]]', re.VERBOSE | re.DOTALL)


def read(content: bytes, media_type: str, *, base: str) -> frozenset[Triple]:
    """The triples of a document in one of `FORMATS`. Raises `UploadRefused`, with the line where that can be told."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UploadRefused(f"line {line}: this is not UTF-8 ({error.reason}): send it as UTF-8") from error
    if media_type == "application/rdf+xml":
        _require_plain_xml(text)
    elif media_type == "application/ld+json":
        _require_plain_json(text)
    else:
        _require_flat(_TURTLE, text)
    found = set[Triple]()
    try:
        for quad in parse(text.encode(), format=FORMATS[media_type], base_iri=base):
            if not isinstance(quad.graph_name, DefaultGraph):
                raise UploadRefused("this names graphs of its own: send each graph by itself, to its own address")
            if isinstance(quad.object, Triple):
                raise UploadRefused("this says something of a triple (RDF 1.2): RDF 1.1 is read here")
            found.add(quad.triple)
    except (SyntaxError, ValueError) as error:
        where = f"line {error.lineno}: " if isinstance(error, SyntaxError) and error.lineno else ""
        raise UploadRefused(f"{where}this is no {media_type}: {error}") from error
    return frozenset(found)


def _require_flat(tokens: re.Pattern[str], text: str) -> None:
    depth = 0
    for token in tokens.finditer(text):
        depth += STEPS.get(str(token.group()), 0)
        if depth > MAX_NESTING:
            line = text.count("\n", 0, token.start()) + 1
            raise UploadRefused(f"line {line}: nested deeper than {MAX_NESTING} levels; flatten it")


def _require_plain_xml(text: str) -> None:
    """Refuse a DOCTYPE, whose entities could be expanded without end, before it is read any further, and depth."""
    reader = ParserCreate("utf-8")
    depth = 0

    def doctype(*_: object) -> None:
        raise UploadRefused(f"line {reader.CurrentLineNumber}: a DOCTYPE is not read here; take it out")

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_NESTING:
            raise UploadRefused(f"line {reader.CurrentLineNumber}: nested deeper than {MAX_NESTING} levels; flatten it")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    reader.StartDoctypeDeclHandler, reader.StartElementHandler, reader.EndElementHandler = doctype, begin, end
    try:
        reader.Parse(text.encode(), True)  # noqa: FBT003  (that it is all there is)
    except ExpatError as error:
        raise UploadRefused(f"line {error.lineno}: this is no XML: {error}") from error


def _require_plain_json(text: str) -> None:
    """Refuse a context that would have to be fetched."""
    _require_flat(_JSON, text)
    try:
        document = json.loads(text)
    except ValueError as error:
        raise UploadRefused(f"line {getattr(error, 'lineno', 1)}: this is no JSON: {error}") from error
    for key, value in _members(document):
        given = value if isinstance(value, list) else [value]
        if key == "@import" or (key == "@context" and any(isinstance(each, str) for each in given)):
            raise UploadRefused(f"{key} names a document elsewhere, which is not fetched: write its terms out here")


def _members(document: object) -> Iterator[tuple[str, object]]:
    waiting = [document]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from one.items()
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
