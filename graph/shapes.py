"""The gate: an article that breaks a shape is refused whole, with the claim, the words and the shape named."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import oxrdflib  # noqa: F401  (registers the ox-* formats)
import pyshacl
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from refoulement.errors import GraphError, ShapeError
from refoulement.graph import iri
from refoulement.graph.amount import Amount, amount
from refoulement.graph.article import Cell
from refoulement.graph.claim import Count
from refoulement.graph.rdf import ISSUED, LABELS, OA_EXACT, RDF_TYPE, read_passages
from refoulement.graph.table import misplaced
from refoulement.graph.when import When
from refoulement.ontology import CONCEPTS, EXAMPLES, NAMESPACE, REFOULEMENT, RF, SHAPES, read

SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
IN_SCHEME = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
SHAPE = "https://w3id.org/refoulement/shapes#"
AT_RISK = "AtRisk"
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: `focus` is the node it was found on, `culprit` the value, or the claim or passage, at fault."""

    shape: str
    focus: str
    message: str
    path: str | None = None
    culprit: str | None = None


class BrokenShapesError(ShapeError):
    """Quads that break shapes, with every rule that they break."""

    def __init__(self, message: str, violations: tuple[Violation, ...]) -> None:
        super().__init__(message)
        self.violations = violations


class _Checked(Graph):
    """What is checked. pyshacl sends the shapes' SPARQL anew for each article; to parse it is most of its work."""

    def query(self, query_object: str | Query, *positional: Any, **named: Any) -> Result:  # noqa: ANN401 - rdflib's own
        query = _parsed(query_object) if isinstance(query_object, str) else query_object
        return super().query(query, *positional, **named)


@cache
def _parsed(query: str) -> Query:
    return prepareQuery(query)


def check(quads: Iterable[Quad], *, text: str, touched: Iterable[Quad] = ()) -> tuple[Quad, ...]:
    """The same quads, or ShapeError: what is wrong with which claim or passage, and what to do.

    `quads` are all that one article says; `text` is its captured text; `touched` describes the entities it refers to
    and does not describe itself (the gazetteer's), of which class and names are read.
    """
    given = tuple(quads)
    refuse(broken(given, text=text, touched=touched), given)
    return given


def broken(quads: Iterable[Quad], *, text: str, touched: Iterable[Quad] = ()) -> tuple[Violation, ...]:
    """Every rule that an article breaks, as `check` takes it. Raises `ShapeError` where its text is among the quads."""
    given = tuple(quads)
    if any(quad.predicate == RF.capturedText for quad in given):
        raise ShapeError("the quads carry rf:capturedText, which is never stored: pass the text as `text`")
    sources = {RF.Article, RF.Dataset}
    articles = {quad.subject for quad in given if quad.predicate == RDF_TYPE and quad.object in sources}
    captured = [Triple(article, RF.capturedText, Literal(text)) for article in articles]
    known = [quad.triple for quad in touched if quad.predicate == RDF_TYPE or quad.predicate == LABELS["preferred"]]
    return violations([*(quad.triple for quad in given), *captured, *known]) or _misplaced(given, text)


def refuse(faults: tuple[Violation, ...], quads: Iterable[Quad]) -> None:
    """Raise `BrokenShapesError` where some quads break any rule; its message names the first ones."""
    if faults:
        words = _words(quads)
        told = [_sentence(violation, words) for violation in faults[:SHOWN]]
        more = [f"and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
        raise BrokenShapesError("\n".join([*told, *more]), faults)


def check_open(quads: Iterable[Quad], people: Iterable[str]) -> None:
    """Raise ShapeError where quads outside a restricted graph say anything about a person at risk."""
    named = set(map(NamedNode, people))
    told = [quad.triple for quad in quads if named & {quad.subject, quad.object}]
    if not told:  # the engine of shapes takes its time
        return
    mark = NamedNode(iri.THINGS + "protection/any")
    marks = [Triple(mark, RF.protects, person) for person in named]
    if broken := [found for found in violations([*told, *marks]) if belongs(found, AT_RISK)]:
        raise ShapeError("\n".join(f"shape {AT_RISK}: {found.message}" for found in broken[:1]))


def violations(triples: Iterable[Triple]) -> tuple[Violation, ...]:
    """Every rule that some triples break, in a fixed order: the shapes, then what SHACL cannot work out."""
    given = tuple(triples)
    content = serialize([*given, *_vocabulary()], format=RdfFormat.N_TRIPLES)
    graph = _Checked().parse(content, format="ox-nt")
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(), inplace=True)
    found = [] if conforms or not isinstance(report, Graph) else list(_reported(report))
    told = {broken.focus for broken in found}
    found += [broken for broken in _meanings(given) if broken.focus not in told]  # one fault, told once
    return tuple(sorted(set(found), key=lambda broken: (broken.shape, broken.focus, broken.culprit or "")))


@cache
def _shapes() -> Graph:
    return Graph().parse(SHAPES.read_bytes(), format="ox-turtle")


@cache
def _vocabulary() -> tuple[Triple, ...]:
    """The class tree and the concept lists, without which no shape can tell a prison from a place."""
    return tuple(
        quad.triple
        for path in (REFOULEMENT, CONCEPTS)
        for quad in read(path)
        if quad.predicate in (SUBCLASS, IN_SCHEME)
    )


def node_shapes() -> tuple[str, ...]:
    """Local names of the shapes that have a target."""
    shapes = set(_shapes().subjects(predicate=None, object=SH.NodeShape))
    return tuple(sorted(str(shape).removeprefix(SHAPE) for shape in shapes if isinstance(shape, URIRef)))


def belongs(violation: Violation, shape: str) -> bool:
    """True where the rule broken is the node shape itself or one of its property shapes."""
    whole = URIRef(SHAPE + shape)
    return violation.shape == shape or (whole, SH.property, URIRef(SHAPE + violation.shape)) in _shapes()


def check_examples(folder: Path = EXAMPLES) -> tuple[str, ...]:
    """One line a shape that its two examples prove; GraphError where one is missing or turns out wrong."""
    shapes = node_shapes()
    strangers = {path.name.partition(".")[0] for path in folder.glob("*.ttl")} - set(shapes)
    if strangers:
        raise GraphError(f"{folder}: examples of no shape: {', '.join(sorted(strangers))}; rename or remove them")
    for shape in shapes:
        broken = violations(_example(folder / f"{shape}.conforming.ttl"))
        if broken:
            raise GraphError(f"{shape}.conforming.ttl breaks {broken[0].shape}: {broken[0].message}")
        if not any(belongs(violation, shape) for violation in violations(_example(folder / f"{shape}.violating.ttl"))):
            raise GraphError(f"{shape}.violating.ttl is not caught by shape {shape}: correct the example or the shape")
    return tuple(f"shape {shape}: one example conforms, one is caught" for shape in shapes)


def _example(path: Path) -> list[Triple]:
    if not path.is_file():
        raise GraphError(f"{path} is missing: every shape has a conforming and a violating example")
    return [quad.triple for quad in read(path)]


def _reported(report: Graph) -> Iterator[Violation]:
    for entry in report.objects(predicate=SH.result):
        path, culprit = report.value(entry, SH.resultPath), report.value(entry, SH.value)
        yield Violation(
            shape=_named_shape(report.value(entry, SH.sourceShape)),
            focus=str(report.value(entry, SH.focusNode)),
            message=str(report.value(entry, SH.resultMessage)),
            path=str(path) if isinstance(path, URIRef) else None,
            culprit=None if culprit is None else str(culprit),
        )


def _named_shape(shape: Node | None) -> str:
    """The local name of a shape; of an anonymous one, that of the shape it is a part of."""
    if isinstance(shape, URIRef):
        return str(shape).removeprefix(SHAPE)
    whole = next(_shapes().subjects(object=shape), None)
    return "?" if whole is None else _named_shape(whole)


def _meanings(triples: Iterable[Triple]) -> Iterator[Violation]:
    """Days that are not what the EDTF means, bounds that are not what the figure means: SHACL cannot compute either."""
    said: dict[str, dict[NamedNode, str]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said.setdefault(triple.subject.value, {})[triple.predicate] = triple.object.value
    for focus, values in said.items():
        for stated, first, last in (
            (RF.when, RF.earliest, RF.latest),
            (ISSUED, RF.publishedEarliest, RF.publishedLatest),
        ):
            if stated in values:
                yield from _time_meaning(focus, values, (stated, first, last))
        if RF.speaksOfWhen in values:
            yield from _no_time(focus, RF.speaksOfWhen, values[RF.speaksOfWhen])
        if RF.countBound in values and RF.countUnit in values and RF.countNature in values:
            yield from _count_meaning(focus, values)


def _no_time(focus: str, stated: NamedNode, value: str) -> Iterator[Violation]:
    try:
        When(value)
    except ValueError as error:
        yield Violation("TimeMeaning", focus, f"{error}: write the time in EDTF", stated.value, value)


def _time_meaning(focus: str, values: dict[NamedNode, str], terms: tuple[NamedNode, ...]) -> Iterator[Violation]:
    stated, first, last = terms
    if unreadable := list(_no_time(focus, stated, values[stated])):
        yield from unreadable
        return
    when = When(values[stated])
    meant = tuple(None if day is None else day.isoformat() for day in (when.earliest, when.latest))
    if meant != (values.get(first), values.get(last)):
        message = (
            f"{when.edtf} means {meant[0] or 'open'} to {meant[1] or 'open'}, other days are given: take those it means"
        )
        yield Violation("TimeMeaning", focus, message, stated.value, values[stated])


def _count_meaning(focus: str, values: dict[NamedNode, str]) -> Iterator[Violation]:
    bound, unit, nature = (_local(values[term]) for term in (RF.countBound, RF.countUnit, RF.countNature))
    value, upper = (_amount(values.get(term)) for term in (RF.countValue, RF.countValueTo))
    try:
        count = Count(bound=bound, value=value, value_to=upper, unit=unit, nature=nature)
    except ValueError as error:
        yield Violation("CountMeaning", focus, f"{error}: correct the figure", RF.countBound.value, bound)
        return
    meant = count.minimum, count.maximum
    if meant != (_amount(values.get(RF.countMin)), _amount(values.get(RF.countMax))):
        message = (
            f"{bound} {value} means from {meant[0]} to {meant[1]} (None is open), another span is given: take this one"
        )
        yield Violation("CountMeaning", focus, message, RF.countBound.value, bound)


def _misplaced(quads: tuple[Quad, ...], text: str) -> tuple[Violation, ...]:
    """Cells that stand elsewhere in their table than their row and column say: SHACL knows no table."""
    if not any(quad.predicate == RF.row for quad in quads):
        return ()
    cells = [passage for passage in read_passages(quads).values() if isinstance(passage, Cell)]
    hint = "take row, column and offsets from the table once more"
    return tuple(
        Violation("CellPlace", cell.iri, f"these are not the offsets of row {cell.row}, column {cell.column}: {hint}")
        for cell in sorted(misplaced(cells, text), key=lambda cell: (cell.row, cell.column))
    )


def _amount(text: str | None) -> Amount | None:
    """A number; None where there is none, which another shape has told then."""
    with suppress(ValueError):
        return amount(text) if text is not None else None
    return None


def _local(value: str) -> str:
    return value.removeprefix(NAMESPACE)


def _words(quads: Iterable[Quad]) -> dict[str, str]:
    """The words that each passage and each claim rests on, by IRI."""
    given = tuple(quads)
    words = {
        _iri(quad): quad.object.value
        for quad in given
        if quad.predicate == OA_EXACT and isinstance(quad.object, Literal)
    }
    for quad in given:
        if quad.predicate == RF.passage and isinstance(quad.object, NamedNode) and quad.object.value in words:
            words.setdefault(_iri(quad), words[quad.object.value])
    return words


def _iri(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)


def _sentence(violation: Violation, words: dict[str, str]) -> str:
    """`id/claim/… ("the words"), shape Count: what is wrong; what to do`."""
    at_fault = violation.culprit if violation.path is None and violation.culprit in words else violation.focus
    spoken = f' ("{_clip(words[at_fault])}")' if at_fault in words else ""
    value = f", {_short(violation.culprit)}" if violation.culprit and violation.culprit != at_fault else ""
    path = f" ({_short(violation.path)}{value})" if violation.path else ""
    return f"{_short(at_fault)}{spoken} breaks shape {violation.shape}{path}: {violation.message}"


def _clip(text: str, most: int = 80) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _short(value: str) -> str:
    if value.startswith(NAMESPACE):
        return "rf:" + value.removeprefix(NAMESPACE)
    return _clip(value.removeprefix(iri.BASE))
