"""Triples written out as documents: Turtle, N-Triples and RDF/XML by the engine, JSON-LD with our own context."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO

import rdflib
from pyoxigraph import RdfFormat, Triple, serialize

from refoulement.graph import iri
from refoulement.graph.rdf import DCTERMS, OA, SKOS, XSD
from refoulement.ontology import CONTEXT, NAMESPACE
from refoulement.web.bounded import bounded
from refoulement.web.negotiation import GRAPH_FORMATS

PREFIXES = {
    "rf": NAMESPACE,
    "id": iri.THINGS,
    "dcterms": DCTERMS,
    "edtf": "http://id.loc.gov/datatypes/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": OA,
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": SKOS,
    "xsd": XSD,
}


@cache
def _context() -> dict[str, object]:
    """The JSON-LD context; it travels inside the document, so that nobody has to fetch it."""
    context: dict[str, object] = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    return context


def write(triples: Iterable[Triple], media_type: str, *, prefixes: Mapping[str, str] | None = None) -> bytes:
    """Some triples in one of the forms of `GRAPH_FORMATS`; `prefixes` are others than those of the data."""
    return written(triples, media_type, bounded(), prefixes=prefixes)


def written(
    triples: Iterable[Triple], media_type: str, sheet: BytesIO, *, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """The same by way of a file in memory, which may have bounds."""
    if media_type != "application/ld+json":
        serialize(triples, sheet, format=GRAPH_FORMATS[media_type], prefixes=dict(prefixes or PREFIXES))
        return sheet.getvalue()
    serialize(triples, sheet, format=RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(BytesIO(sheet.getvalue()), format="ox-nt")
    context = dict(prefixes) if prefixes else _context()
    return graph.serialize(format="json-ld", context=context, auto_compact=True, encoding="utf-8", indent=1)
