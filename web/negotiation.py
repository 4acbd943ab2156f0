"""Which form of an answer suits the asker: content negotiation (RFC 9110, 12) over the forms we can write."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import request
from pyoxigraph import QueryResultsFormat, RdfFormat
from werkzeug.exceptions import NotAcceptable

HTML = "text/html"

# Suffix of a document's address, media type: the first is the one for whoever takes anything.
DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples", "rdf": "application/rdf+xml"}
)
GRAPH_FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/ld+json": RdfFormat.JSON_LD,
    }
)
RESULT_FORMATS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/csv": QueryResultsFormat.CSV,
        "text/tab-separated-values": QueryResultsFormat.TSV,
    }
)
# Names that clients use for the same forms.
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "application/json": "application/sparql-results+json",
        "application/xml": "application/sparql-results+xml",
    }
)


def wants_html() -> bool:
    """True for a browser: it names HTML and likes no other of our forms better."""
    accepted = request.accept_mimetypes
    named = any(media_type in (HTML, "application/xhtml+xml") for media_type, quality in accepted if quality > 0)
    return named and accepted.best_match([HTML, *GRAPH_FORMATS, *RESULT_FORMATS, "application/json"]) == HTML


def choose(offered: list[str]) -> str:
    """The media type that the asker likes best, the first where any will do; 406 with the list where none will."""
    chosen = request.accept_mimetypes.best_match(offered) if request.accept_mimetypes else offered[0]
    if chosen is None:
        raise NotAcceptable(f"this is available as {', '.join(offered)}")
    return chosen
