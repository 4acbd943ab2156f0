"""Words for what is said about this data set: short names become terms, and a subject's statements become triples."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from refoulement.graph.rdf import XSD
from refoulement.web.documents import PREFIXES as OF_THE_DATA

PREFIXES = {
    **OF_THE_DATA,
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
}

Term = NamedNode | Literal
Said = Mapping[str, Term | Iterable[Term]]


def name(short: str) -> NamedNode:
    """The IRI of a short name, as `void:Dataset`."""
    prefix, _, local = short.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def number(value: int) -> Literal:
    return Literal(value)


def english(words: str) -> Literal:
    return Literal(words, language="en")


def plain(text: str) -> Literal:
    return Literal(text)


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


def about(subject: str, said: Said) -> Iterator[Triple]:
    """The statements on one subject: a property by its short name, with one term or several."""
    for short, terms in said.items():
        for term in [terms] if isinstance(terms, NamedNode | Literal) else terms:
            yield Triple(NamedNode(subject), name(short), term)
