"""The data set in DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/): what may be done with it, and where it is to be had."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import NamedNode, Triple

from refoulement.graph.dumps import Dump
from refoulement.graph.tier import PUBLIC, SEALED
from refoulement.web.statements import Said, about, english, name, plain, typed
from refoulement.web.void import Addresses

TITLE = "The forced return of North Koreans: who says what, where and in which words"
DESCRIPTION = (
    "What articles, reports and tables claim about the forced return of North Koreans from China: figures with their "
    "bounds, times, places, claimants and stances, each claim with the very words it rests on. Sources disagree; "
    "what they say stands side by side, and none of it is held to be true here."
)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = "The quoted words of a passage remain those of the article that they are from."
KEYWORDS = ("North Korea", "China", "forced return", "refoulement", "human rights", "claims", "provenance")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_RIGHT = "http://publications.europa.eu/resource/authority/access-right/"
ACCESS: Mapping[str, str] = MappingProxyType({PUBLIC: "PUBLIC", "partner": "RESTRICTED", SEALED: "NON_PUBLIC"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One published state of a tier: the snapshot's number, when its graphs were last written, its dump."""

    tier: str
    version: int
    changed: str | None
    dumps: tuple[tuple[Dump, str, str], ...]  # each with the address of this file, and of the latest of its name


def catalogue(edition: Edition, at: Addresses, home: str) -> Iterator[Triple]:
    """The catalogue with its one data set, the files it is distributed as, and the service that answers from it."""
    dataset, service = NamedNode(at.dataset), at.part("sparql")
    distributions = [at.part("dump", dump.path.name) for dump, _, _ in edition.dumps]
    yield from about(
        at.part("catalog"),
        {
            "rdf:type": name("dcat:Catalog"),
            "dcterms:title": english("What this server offers"),
            "foaf:homepage": NamedNode(home),
            "dcat:dataset": dataset,
            "dcat:service": NamedNode(service),
        },
    )
    yield from about(at.dataset, {**_dataset(edition), **_dated(edition.changed), "dcat:landingPage": NamedNode(home)})
    yield from about(
        at.dataset,
        {
            "dcat:distribution": map(NamedNode, distributions),
            "void:dataDump": [NamedNode(address) for _, address, _ in edition.dumps],
        },
    )
    for node, (dump, address, latest) in zip(distributions, edition.dumps, strict=True):
        yield from _distribution(node, dump, address, latest, edition)
    yield from about(
        service,
        {
            "rdf:type": name("dcat:DataService"),
            "dcterms:title": english("SPARQL 1.1 endpoint"),
            "dcterms:conformsTo": NamedNode("http://www.w3.org/TR/sparql11-protocol/"),
            "dcat:endpointURL": NamedNode(at.endpoint),
            "dcat:endpointDescription": NamedNode(at.endpoint),
            "dcat:servesDataset": dataset,
        },
    )
    yield from about(at.document, {"rdf:type": name("void:DatasetDescription"), "foaf:primaryTopic": dataset})


def _dataset(edition: Edition) -> Said:
    return {
        "rdf:type": name("dcat:Dataset"),
        "dcterms:title": english(TITLE),
        "dcterms:description": english(DESCRIPTION),
        "dcat:keyword": map(english, KEYWORDS),
        "dcat:version": plain(str(edition.version)),
        "owl:versionInfo": plain(str(edition.version)),
        **_terms_of_use(edition.tier),
    }


def _terms_of_use(tier: str) -> Said:
    """Who may read a tier; only what all may read is given under a licence."""
    access: Said = {"dcterms:accessRights": NamedNode(_RIGHT + ACCESS[tier])}
    return (
        {**access, "dcterms:license": NamedNode(LICENCE), "dcterms:rights": english(RIGHTS)}
        if tier == PUBLIC
        else access
    )


def _dated(changed: str | None) -> Said:
    return {short: typed(changed, "dateTime") for short in ("dcterms:issued", "dcterms:modified")} if changed else {}


def _distribution(node: str, dump: Dump, address: str, latest: str, edition: Edition) -> Iterator[Triple]:
    checksum = f"{node}-sha256"
    yield from about(
        node,
        {
            "rdf:type": name("dcat:Distribution"),
            "dcterms:title": english(dump.path.name),
            "dcat:accessURL": NamedNode(latest),
            "dcat:downloadURL": NamedNode(address),
            "dcat:mediaType": NamedNode(MEDIA_TYPES + dump.media_type),
            "dcat:compressFormat": NamedNode(MEDIA_TYPES + "application/gzip"),
            "dcat:byteSize": typed(str(dump.size), "nonNegativeInteger"),
            "dcat:version": plain(str(dump.version)),
            "spdx:checksum": NamedNode(checksum),
            **_terms_of_use(edition.tier),
        },
    )
    yield from about(
        checksum,
        {
            "rdf:type": name("spdx:Checksum"),
            "spdx:algorithm": name("spdx:checksumAlgorithm_sha256"),
            "spdx:checksumValue": typed(dump.sha256, "hexBinary"),
        },
    )
