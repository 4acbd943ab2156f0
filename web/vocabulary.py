"""The words that a query can use, as an editor offers them: our classes, properties and concepts, and what we use.

They come from the ontology's files, which are the same on every tier: what a store holds is found by its search.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.rdf import RDF_TYPE, SKOS
from refoulement.ontology import CONCEPTS, CONTEXT, KOREAN, NAMESPACE, REFOULEMENT, read
from refoulement.web.documents import PREFIXES

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        _OWL + "Class": "class",
        _OWL + "ObjectProperty": "property",
        _OWL + "DatatypeProperty": "property",
        _OWL + "AnnotationProperty": "property",
        _OWL + "NamedIndividual": "individual",
    }
)
_LABELS = (_RDFS + "label", SKOS + "prefLabel")
_MEANINGS = (_RDFS + "comment", SKOS + "definition")
# Those that every reader of RDF knows, and no file of ours lists.
_COMMON = (
    "rdf:type",
    "rdfs:label",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "skos:inScheme",
    "xsd:date",
    "xsd:integer",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A term as it is written in a query, and what it means in the reader's language, or else in English."""

    name: str
    kind: str
    label: str = ""
    meaning: str = ""


@cache
def words(language: str) -> tuple[Word, ...]:
    """All terms, ours first, each kind in the order of its names."""
    said: dict[str, list[Quad]] = {}
    for path in (REFOULEMENT, CONCEPTS, KOREAN):
        for quad in read(path):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(NAMESPACE):
                said.setdefault(quad.subject.value, []).append(quad)
    ours = [_word(term, quads, language) for term, quads in said.items()]
    order = list(dict.fromkeys(_KINDS.values()))
    return (*sorted(ours, key=lambda word: (order.index(word.kind), word.name)), *_others())


def _word(term: str, quads: list[Quad], language: str) -> Word:
    kinds = (
        _KINDS.get(quad.object.value)
        for quad in quads
        if quad.predicate == RDF_TYPE and isinstance(quad.object, NamedNode)
    )
    return Word(
        "rf:" + term.removeprefix(NAMESPACE),
        next(filter(None, kinds), "individual"),
        _said(quads, _LABELS, language),
        _said(quads, _MEANINGS, language),
    )


def _said(quads: list[Quad], predicates: tuple[str, ...], language: str) -> str:
    """The text in a language, or in English."""
    texts = {
        (quad.object.language or "en").partition("-")[0]: quad.object.value
        for quad in quads
        if quad.predicate.value in predicates and isinstance(quad.object, Literal)
    }
    return texts.get(language) or texts.get("en", "")


def _others() -> Iterator[Word]:
    """Terms of other vocabularies that our documents use, as the JSON-LD context lists them."""
    context: dict[str, object] = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    ids = (said.get("@id") if isinstance(said, dict) else said for said in context.values())
    names = {name for name in ids if isinstance(name, str) and name.partition(":")[0] in PREFIXES} | set(_COMMON)
    for name in sorted(names):
        prefix, _, local = name.partition(":")
        if local and prefix not in ("rf", "id") and not local.startswith("//"):
            yield Word(name, "class" if local[0].isupper() else "property")


@cache
def as_json(language: str) -> str:
    """The prefixes and the words as one object."""
    told = [{name: said for name, said in asdict(word).items() if said} for word in words(language)]
    return json.dumps({"language": language, "prefixes": PREFIXES, "terms": told}, ensure_ascii=False)
