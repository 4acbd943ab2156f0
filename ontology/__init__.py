"""What can be said: the ontology's files, and `RF`, a namespace closed over the terms they define."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from refoulement.errors import UnknownTerm

FOLDER = Path(__file__).parent
NAMESPACE = "https://w3id.org/refoulement/ontology#"

REFOULEMENT = FOLDER / "refoulement.ttl"
CONCEPTS = FOLDER / "concepts.ttl"
KOREAN = FOLDER / "korean.ttl"
GAZETTEER = FOLDER / "gazetteer.ttl"
SHAPES = FOLDER / "shapes.ttl"
CONTEXT = FOLDER / "context.jsonld"
EXAMPLES = FOLDER / "examples"

_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_COMMENT = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_DEFINITION = NamedNode("http://www.w3.org/2004/02/skos/core#definition")
_PREF_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_ALT_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_IN_SCHEME = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")


def read(path: Path) -> Iterator[Quad]:
    """The quads of one of the ontology's Turtle files."""
    return parse(path=path, format=RdfFormat.TURTLE)


@cache
def _vocabulary() -> Store:
    """Ontology and concepts together with their labels in Korean, read once."""
    vocabulary = Store()
    for path in (REFOULEMENT, CONCEPTS, KOREAN):
        vocabulary.extend(read(path))
    return vocabulary


@cache
def _terms() -> dict[str, NamedNode]:
    """Every IRI of the namespace that the ontology or the concept lists define, by local name."""
    subjects = {quad.subject for quad in _vocabulary().quads_for_pattern(None, _RDF_TYPE, None)}
    return {
        subject.value.removeprefix(NAMESPACE): subject
        for subject in subjects
        if isinstance(subject, NamedNode) and subject.value.startswith(NAMESPACE)
    }


class ClosedNamespace:
    """`RF.countValue` is the IRI of a term that exists; anything else raises `UnknownTerm`."""

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        term = self.__dict__[name] = self[name]  # asked for a million times, it is no more looked up
        return term

    def __getitem__(self, name: str) -> NamedNode:
        try:
            return _terms()[name]
        except KeyError:
            raise UnknownTerm(
                f"rf:{name} is not in the ontology: see ontology/refoulement.ttl and concepts.ttl"
            ) from None

    def __contains__(self, name: str) -> bool:
        return name in _terms()


RF = ClosedNamespace()


def local_name(term: NamedNode) -> str:
    """The part of one of our own IRIs after the namespace; raises `UnknownTerm` for any other."""
    name = term.value.removeprefix(NAMESPACE)
    if name not in _terms():
        raise UnknownTerm(f"{term.value} is not a term of {NAMESPACE}")
    return name


@cache
def concepts(scheme: str) -> frozenset[str]:
    """Local names of the concepts of one list, e.g. `concepts("bounds")`; raises `UnknownTerm` for no such list."""
    members = _vocabulary().quads_for_pattern(None, _IN_SCHEME, RF[scheme])
    return frozenset(local_name(quad.subject) for quad in members if isinstance(quad.subject, NamedNode))


@cache
def subclasses(name: str) -> frozenset[str]:
    """Local names of a class and of all classes under it."""
    found, waiting = set[str](), [RF[name]]
    while waiting:
        term = waiting.pop()
        found.add(local_name(term))
        for quad in _vocabulary().quads_for_pattern(None, _SUBCLASS, term):
            if isinstance(quad.subject, NamedNode) and local_name(quad.subject) not in found:
                waiting.append(quad.subject)
    return frozenset(found)


@cache
def label(name: str, language: str = "en") -> str:
    """The label of a term or concept, for people to read: in a language (BCP 47), in English where it has none."""
    labels = {
        quad.object.language or "en": quad.object.value
        for predicate in (_PREF_LABEL, _LABEL)
        for quad in _vocabulary().quads_for_pattern(RF[name], predicate, None)
        if isinstance(quad.object, Literal)
    }
    if "en" not in labels:
        raise UnknownTerm(f"rf:{name} has no English label in the ontology")
    return labels.get(language, labels["en"])


@cache
def comment(name: str, language: str = "en") -> tuple[str, str] | None:
    """What the ontology says of a term or concept, and in which language (BCP 47): the one asked for, else English."""
    comments = {
        quad.object.language or "en": quad.object.value
        for predicate in (_COMMENT, _DEFINITION)
        for quad in _vocabulary().quads_for_pattern(RF[name], predicate, None)
        if isinstance(quad.object, Literal)
    }
    tongue = language if language in comments else "en"
    return (comments[tongue], tongue) if tongue in comments else None


@cache
def names(concept: str) -> frozenset[str]:
    """All that a concept is called in English, its label among it."""
    found = (
        quad.object
        for predicate in (_PREF_LABEL, _ALT_LABEL)
        for quad in _vocabulary().quads_for_pattern(RF[concept], predicate, None)
    )
    return frozenset(term.value for term in found if isinstance(term, Literal) and term.language == "en")
