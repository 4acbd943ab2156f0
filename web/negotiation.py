"""Which form of an answer suits the asker: content negotiation (RFC 9110, 12) over the forms we can write."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from flask import request
from pyoxigraph import QueryResultsFormat, RdfFormat
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

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
        # A graph alone is a dataset, too: it stands in the default graph.
        "application/trig": RdfFormat.TRIG,
        "application/n-quads": RdfFormat.N_QUADS,
        "text/n3": RdfFormat.N3,
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
# What `format=` may say instead of a media type; what may mean two forms means the first that is offered.
SHORT_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "json": ("application/sparql-results+json", "application/ld+json"),
        "xml": ("application/sparql-results+xml", "application/rdf+xml"),
        "csv": ("text/csv",),
        "tsv": ("text/tab-separated-values",),
        "turtle": ("text/turtle",),
        "ttl": ("text/turtle",),
        "ntriples": ("application/n-triples",),
        "nt": ("application/n-triples",),
        "rdf": ("application/rdf+xml",),
        "rdfxml": ("application/rdf+xml",),
        "jsonld": ("application/ld+json",),
        "trig": ("application/trig",),
        "nquads": ("application/n-quads",),
        "nq": ("application/n-quads",),
        "n3": ("text/n3",),
        "html": (HTML,),
    }
)


@lru_cache(maxsize=256)
def accepted(header: str) -> MIMEAccept:
    """What an asker takes; that it asks for UTF-8 too rules nothing out, since we write nothing else."""
    return parse_accept_header(_UTF_8.sub("", header), MIMEAccept)


@lru_cache(maxsize=256)
def likes_html(header: str) -> bool:
    """True for a browser: it names HTML and likes no other of our forms better."""
    forms = accepted(header)
    named = any(media_type in (HTML, "application/xhtml+xml") for media_type, quality in forms if quality > 0)
    return named and forms.best_match([HTML, *GRAPH_FORMATS, *RESULT_FORMATS, "application/json"]) == HTML


@lru_cache(maxsize=256)
def best(offered: tuple[str, ...], header: str) -> str:
    """The media type that an asker likes best, the first where any will do; 406 with the list where none will."""
    forms = accepted(header)
    chosen = forms.best_match(offered) if forms else offered[0]
    if chosen is None:
        raise NotAcceptable(f"this is available as {', '.join(offered)}")
    return chosen


def wants_html() -> bool:
    """Whether the request is a browser's."""
    return likes_html(request.headers.get("Accept", ""))


def choose(offered: Iterable[str]) -> str:
    """The media type that the request likes best; see `best`."""
    return best(tuple(offered), request.headers.get("Accept", ""))


def named(forms: Iterable[str], offered: Sequence[str]) -> str:
    """The first media type that `format=` names, by itself or by a short name; 406 with the list where none is offered.

    A `+` that nobody encoded has become a space on the way, and the short names of clients have marks in them
    ("rdf+xml", "json-ld", "n-triples").
    """
    for form in forms:
        asked = form.strip().lower().replace(" ", "+")
        for media_type in (asked, *SHORT_NAMES.get(asked.translate(_MARKS), ())):
            if media_type in offered:
                return media_type
    short = [name for name, meant in SHORT_NAMES.items() if any(media_type in offered for media_type in meant)]
    asked = ",".join(forms)
    raise NotAcceptable(f"format={asked} is not offered here; ask for {', '.join(short)}, or {', '.join(offered)}")


_UTF_8 = re.compile(r""";\s*charset\s*=\s*"?utf-?8"?(?=\s*[;,]|\s*$)""", re.IGNORECASE)
_MARKS = str.maketrans("", "", "+-")
