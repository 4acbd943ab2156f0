"""Answers to queries, read by readers of our own and compared as the suites say: rows and graphs up to blank nodes."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from xml.etree import ElementTree as ET

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
SRX = "{http://www.w3.org/2005/sparql-results#}"
ROW = NamedNode("urn:row:")

Term = NamedNode | BlankNode | Literal
Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT; `variables` is None where the form does not tell them apart from those bound."""

    variables: frozenset[str] | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The triples of a CONSTRUCT or DESCRIBE."""

    triples: tuple[Triple, ...]


Found = Rows | Graph | bool


def differ(found: Found, expected: Found, *, ordered: bool) -> str | None:
    """What is wrong with an answer; None where it is the expected one."""
    if isinstance(found, bool) or isinstance(expected, bool):
        return None if found is expected else f"{found}, expected {expected}"
    if isinstance(found, Rows) and isinstance(expected, Rows):
        if None not in (found.variables, expected.variables) and found.variables != expected.variables:
            return f"variables {found.variables}, expected {expected.variables}"
        same = _as_dataset(found, ordered=ordered) == _as_dataset(expected, ordered=ordered)
        return None if same else f"rows {found.rows}, expected {expected.rows}"
    if isinstance(found, Graph) and isinstance(expected, Graph):
        same = _canonical(map(_quad, found.triples)) == _canonical(map(_quad, expected.triples))
        return None if same else f"triples {found.triples}, expected {expected.triples}"
    return f"a {type(found).__name__}, expected a {type(expected).__name__}"


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object)


def _as_dataset(answer: Rows, *, ordered: bool) -> ox.Dataset:
    """Rows as a graph, in which two equal rows are two nodes: rows are equal when the graphs are."""
    quads = []
    for number, row in enumerate(answer.rows):
        node = BlankNode(f"row{number}")
        quads.append(Quad(node, ROW, Literal(number if ordered else 0)))
        quads += [Quad(node, NamedNode(ROW.value + name), term) for name, term in row.items()]
    return _canonical(quads)


def _canonical(quads: Iterable[Quad]) -> ox.Dataset:
    """The quads with blank nodes renamed by their place, and with numbers as the engine writes them: by value."""
    memory = ox.Store()
    memory.extend(quads)
    dataset = ox.Dataset(memory)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def read(body: bytes, media_type: str, base: str) -> Found:
    """An answer in one of the result or RDF forms; `base` is for the relative IRIs of a suite's file."""
    match media_type:
        case "application/sparql-results+json":
            return _json(body)
        case "application/sparql-results+xml":
            return _xml(body)
        case "text/tab-separated-values":
            return _tsv(body.decode(), base)
        case "text/csv":
            return _csv(body.decode())
        case _:
            form = ox.RdfFormat.from_media_type(media_type)
            assert form, media_type
            quads = list(ox.parse(body, format=form, base_iri=base, rename_blank_nodes=True))
            return _result_set(quads) or Graph(tuple(quad.triple for quad in quads))


def _json(body: bytes) -> Found:
    told = json.loads(body)
    if "boolean" in told:
        return bool(told["boolean"])
    rows = [
        {
            name: _term(term["type"], term["value"], term.get("xml:lang"), term.get("datatype"))
            for name, term in row.items()
        }
        for row in told["results"]["bindings"]
    ]
    return Rows(frozenset(told["head"]["vars"]), tuple(rows))


def _xml(body: bytes) -> Found:
    root = ET.fromstring(body)  # noqa: S314 - our own server's answer, or a file of the suite
    if (truth := root.find(f"{SRX}boolean")) is not None:
        return truth.text == "true"
    rows = []
    for result in root.iter(f"{SRX}result"):
        row = {}
        for binding in result:
            [term] = binding
            language = term.get("{http://www.w3.org/XML/1998/namespace}lang")
            row[binding.attrib["name"]] = _term(
                term.tag.removeprefix(SRX), term.text or "", language, term.get("datatype")
            )
        rows.append(row)
    return Rows(frozenset(variable.attrib["name"] for variable in root.iter(f"{SRX}variable")), tuple(rows))


def _term(kind: str, value: str, language: str | None, datatype: str | None) -> Term:
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return BlankNode("b" + value.encode().hex())
    assert kind == "literal", kind
    return Literal(value, language=language, datatype=None if language or not datatype else NamedNode(datatype))


def _tsv(text: str, base: str) -> Rows:
    """Cells hold terms as Turtle writes them."""
    head, *lines = text.splitlines()
    names = [name.removeprefix("?") for name in head.split("\t")] if head else []
    cells = [line.split("\t") for line in lines]
    written = "".join(
        f"<urn:{number}> <urn:{name}> {cell} .\n"
        for number, line in enumerate(cells)
        for name, cell in zip(names, line, strict=bool(names))
        if cell
    )
    rows: list[dict[str, Term]] = [{} for _ in lines]
    for quad in ox.parse(written, format=ox.RdfFormat.TURTLE, base_iri=base):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, Term)
        rows[int(quad.subject.value[4:])][quad.predicate.value[4:]] = quad.object
    return Rows(frozenset(names), tuple(rows))


def _csv(text: str) -> Rows:
    """Cells hold plain words: what they were is lost, and of numbers the value is what counts."""
    head, *lines = csv.reader(StringIO(text))
    rows = [{name: _plain(cell) for name, cell in zip(head, line, strict=True) if cell} for line in lines]
    return Rows(frozenset(head), tuple(rows))


def _plain(cell: str) -> Term:
    if cell.startswith("_:"):
        return BlankNode(cell[2:])
    try:
        return Literal(float(cell))
    except ValueError:
        return Literal(cell)


def _result_set(quads: list[Quad]) -> Found | None:
    """The rows that a graph of the DAWG's result-set vocabulary tells; None for any other graph."""
    memory = ox.Store()
    memory.extend(quads)
    if not memory.query(f"ASK {{ ?x a <{RS}ResultSet> }}"):
        return None
    answer = memory.query(
        f"""SELECT ?solution ?name ?value WHERE {{ ?set <{RS}solution> ?solution .
            ?solution <{RS}binding> [ <{RS}variable> ?name ; <{RS}value> ?value ] }}"""
    )
    assert isinstance(answer, ox.QuerySolutions)
    rows: dict[Term, dict[str, Term]] = {}
    for found in answer:
        rows.setdefault(found["solution"], {})[found["name"].value] = found["value"]
    return Rows(None, tuple(rows.values()))


def read_file(path_name: str, content: bytes, base: str) -> Found:
    """A file of a suite, its form told by its suffix."""
    media_type = {
        "srx": "application/sparql-results+xml",
        "srj": "application/sparql-results+json",
        "tsv": "text/tab-separated-values",
        "csv": "text/csv",
        "ttl": "text/turtle",
        "rdf": "application/rdf+xml",
        "nt": "application/n-triples",
    }[path_name.rpartition(".")[2]]
    return read(content, media_type, base)
