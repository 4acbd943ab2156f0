"""The data set in VoID (https://www.w3.org/TR/void/): how much of what it holds, and what it is linked to.

Partitions nest as void-generator (https://github.com/sib-swiss/void-generator) nests them, so that a query editor can
tell which properties an instance of a class has, and with values of which classes and datatypes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Triple

from refoulement.graph import iri
from refoulement.queries.counts import Counts, Instances
from refoulement.web.statements import PREFIXES, about, english, name, number, plain

DATASET = "void:Dataset"
KNOWN_SETS = {"https://sws.geonames.org/": "GeoNames", "http://www.wikidata.org/": "Wikidata"}
_LOCAL = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the public finds the description, the SPARQL endpoint and the named queries."""

    document: str
    endpoint: str
    queries: str

    def part(self, *pieces: str) -> str:
        """The IRI of something that the description describes."""
        return f"{self.document}#{'-'.join(pieces)}"

    @property
    def dataset(self) -> str:
        return self.part("dataset")


def short(iri_: str) -> str:
    """A term's IRI as a piece of a fragment: its short name where it has one, else a hash."""
    for prefix, namespace in PREFIXES.items():
        local = iri_.removeprefix(namespace)
        if local != iri_ and _LOCAL.fullmatch(local):
            return f"{prefix}.{local}"
    return sha256(iri_.encode()).hexdigest()[:16]


def dataset(counts: Counts, at: Addresses) -> Iterator[Triple]:
    """The data set as a whole, its partitions, and its links."""
    yield from about(
        at.dataset,
        {
            "rdf:type": name(DATASET),
            "void:sparqlEndpoint": NamedNode(at.endpoint),
            "void:uriSpace": plain(iri.THINGS),
            "void:triples": number(counts.triples),
            "void:entities": number(counts.entities),
            "void:distinctSubjects": number(counts.subjects),
            "void:distinctObjects": number(counts.objects),
            "void:properties": number(len(counts.properties)),
            "void:classes": number(len(counts.classes)),
            "void:vocabulary": [NamedNode(namespace) for namespace in _vocabularies(counts)],
            "void:exampleResource": [NamedNode(example) for example in _examples(counts.classes.values())],
            "void:propertyPartition": [NamedNode(at.part("property", short(said))) for said in counts.properties],
            "void:classPartition": [NamedNode(at.part("class", short(kind))) for kind in counts.classes],
        },
    )
    for said, uses in counts.properties.items():
        yield from about(
            at.part("property", short(said)),
            {
                "void:property": NamedNode(said),
                "void:triples": number(uses.triples),
                "void:distinctSubjects": number(uses.subjects),
                "void:distinctObjects": number(uses.objects),
            },
        )
    for kind, instances in counts.classes.items():
        yield from _class(kind, instances, at)
    yield from _linksets(counts.links, at)


def _class(kind: str, instances: Instances, at: Addresses) -> Iterator[Triple]:
    place = at.part("class", short(kind))
    parts = {said: f"{place}-{short(said)}" for said in instances.properties}
    yield from about(
        place,
        {
            "void:class": NamedNode(kind),
            "void:entities": number(instances.number),
            "void:propertyPartition": map(NamedNode, parts.values()),
        },
    )
    for said, uses in instances.properties.items():
        part = parts[said]
        classes = {other: f"{part}-class-{short(other)}" for other in uses.classes}
        datatypes = {datatype: f"{part}-datatype-{short(datatype)}" for datatype in uses.datatypes}
        yield from about(
            part,
            {
                "void:property": NamedNode(said),
                "void:triples": number(uses.triples),
                "void:classPartition": map(NamedNode, classes.values()),
                "void-ext:datatypePartition": map(NamedNode, datatypes.values()),
            },
        )
        for other, node in classes.items():
            yield from about(node, {"void:class": NamedNode(other), "void:triples": number(uses.classes[other])})
        for datatype, node in datatypes.items():
            counted = number(uses.datatypes[datatype])
            yield from about(node, {"void-ext:datatype": NamedNode(datatype), "void:triples": counted})


def _linksets(links: Mapping[tuple[str, str], int], at: Addresses) -> Iterator[Triple]:
    for (link, place), triples in links.items():
        host = urlsplit(place).netloc
        linkset, target = at.part("links", short(link), host), at.part("set", host)
        yield from about(at.dataset, {"void:subset": NamedNode(linkset)})
        yield from about(
            linkset,
            {
                "rdf:type": name("void:Linkset"),
                "void:linkPredicate": NamedNode(link),
                "void:subjectsTarget": NamedNode(at.dataset),
                "void:objectsTarget": NamedNode(target),
                "void:triples": number(triples),
            },
        )
        title = english(KNOWN_SETS.get(place, host))
        yield from about(target, {"rdf:type": name(DATASET), "dcterms:title": title, "void:uriSpace": plain(place)})


def _vocabularies(counts: Counts) -> list[str]:
    """The namespaces of the classes and properties that are used."""
    return sorted({re.sub(r"[^/#]*$", "", term) for term in (*counts.properties, *counts.classes)})


def _examples(classes: Iterable[Instances]) -> list[str]:
    """One instance of each class whose instances have a page of their own."""
    firsts = {instances.first for instances in classes if instances.first}
    return sorted(first for first in firsts if first.startswith(iri.THINGS) and "#" not in first)
