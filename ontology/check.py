"""Is what can be said free of contradiction? HermiT, through owlready2, on ontology, concepts and gazetteer."""

import io
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import owlready2
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from refoulement.errors import GraphError
from refoulement.ontology import CONCEPTS, GAZETTEER, REFOULEMENT, read

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
ENTAILED = frozenset({OWL + "Nothing", OWL + "Thing"})


@dataclass(frozen=True, slots=True)
class Report:
    """What was proven: how many triples were reasoned over, and that none contradict."""

    triples: int
    classes: int

    def lines(self) -> tuple[str, ...]:
        """The report for people to read."""
        return (
            f"consistent: {self.triples} triples, {self.classes} classes, none of them empty by contradiction (HermiT)",
        )


def shipped() -> tuple[Triple, ...]:
    """Every triple of the ontology, its concept lists and the gazetteer."""
    return tuple(quad.triple for path in (REFOULEMENT, CONCEPTS, GAZETTEER) for quad in read(path))


def check(triples: Iterable[Triple] | None = None) -> Report:
    """Prove the shipped triples, or those given, consistent under OWL 2 DL.

    Raises GraphError that names the contradicting individuals or classes; also where there is no Java to run HermiT.
    """
    if shutil.which("java") is None:
        raise GraphError(
            "the ontology check needs Java 17 or later on the PATH (Debian: apt-get install default-jre-headless)"
        )
    given = shipped() if triples is None else tuple(triples)
    empty, classes, consistent = _reason(given)
    if not consistent:
        raise GraphError(
            f"the ontology contradicts itself: {'; '.join(contradictions(given)) or 'HermiT does not say where'}"
        )
    if empty:
        raise GraphError(f"classes that nothing can belong to: {', '.join(sorted(empty))}; loosen what makes them so")
    return Report(triples=len(given), classes=classes)


def _reason(triples: tuple[Triple, ...]) -> tuple[set[str], int, bool]:
    """Classes that must be empty, the number of classes, and whether there is a model at all."""
    world = owlready2.World()
    # owlready2 reads no Turtle, hence N-Triples
    content = io.BytesIO()
    serialize(triples, content, format=RdfFormat.N_TRIPLES)
    content.seek(0)
    ontology = world.get_ontology("https://w3id.org/refoulement/ontology").load(fileobj=content)
    try:
        with _own_temporary_folder():
            # xsd:date and EDTF are outside OWL 2's datatype map; SHACL checks them
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return set(), 0, False
    empty = {term.iri for term in world.inconsistent_classes()} - ENTAILED
    return empty, len(list(ontology.classes())), True


@contextmanager
def _own_temporary_folder() -> Iterator[None]:
    """Temporary files in a folder that is removed: owlready2 leaves its own where HermiT finds a contradiction."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def contradictions(triples: Iterable[Triple]) -> list[str]:
    """Individuals that belong to two disjoint classes, by what is said of them and by domains and ranges.

    HermiT tells that there is a contradiction, not where; disjointness is the only one that this ontology can state.
    """
    said = defaultdict[str, list[Triple]](list)
    for triple in triples:
        said[triple.predicate.value].append(triple)
    above = _pairs(said[RDFS + "subClassOf"])
    types = _pairs(said[RDF_TYPE.value])
    for edge, end in (("domain", "subject"), ("range", "object")):
        for rule in said[RDFS + edge]:
            for use in said[_value(rule.subject)]:
                types[_value(getattr(use, end))].add(_value(rule.object))
    disjoint = [(_value(pair.subject), _value(pair.object)) for pair in said[OWL + "disjointWith"]]
    found = []
    for individual, classes in sorted(types.items()):
        held = _closure(classes, above)
        found += [f"<{individual}> is both {_short(a)} and {_short(b)}" for a, b in disjoint if a in held and b in held]
    return found


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _short(iri: str) -> str:
    return "rf:" + iri.rpartition("#")[2]


def _pairs(triples: Iterable[Triple]) -> dict[str, set[str]]:
    pairs = defaultdict[str, set[str]](set)
    for triple in triples:
        pairs[_value(triple.subject)].add(_value(triple.object))
    return pairs


def _closure(classes: set[str], above: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(classes)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += above.get(name, ())
    return reached
