"""Prefixes and named queries in SHACL's words, as query editors read them from an endpoint's metadata.

The form is that of the SIB's editor (https://github.com/sib-swiss/sparql-editor): `sh:declare` for a prefix, and for a
query an `sh:SPARQLExecutable` with its comment, its text and the endpoint it is for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode, Triple

from refoulement.queries import Query
from refoulement.queries.spelled import without_header
from refoulement.web.documents import PREFIXES
from refoulement.web.statements import about, english, name, plain, typed
from refoulement.web.void import Addresses

# By a query's form: the class of the executable, and the property that has its text. SHACL has none for DESCRIBE.
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
        "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
        "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
    }
)
_PROLOGUE = re.compile(r"(?:\s|#[^\n]*\n|PREFIX[^>]*>|BASE[^>]*>)*", re.IGNORECASE)


def prefixes(at: Addresses) -> Iterator[Triple]:
    """The prefixes of the data."""
    declared = {prefix: at.part("prefix", prefix) for prefix in PREFIXES}
    yield from about(
        at.part("prefixes"),
        {"rdf:type": name("owl:Ontology"), "sh:declare": map(NamedNode, declared.values())},
    )
    for prefix, node in declared.items():
        yield from about(
            node,
            {
                "rdf:type": name("sh:PrefixDeclaration"),
                "sh:prefix": plain(prefix),
                "sh:namespace": typed(PREFIXES[prefix], "anyURI"),
            },
        )


def examples(queries: Iterable[Query], at: Addresses) -> Iterator[Triple]:
    """Each query at the address of its page."""
    for query in queries:
        if (form := _form(query.text)) not in _KINDS:
            continue
        kind, text = _KINDS[form]
        yield from about(
            at.queries + query.name,
            {
                "rdf:type": [name("sh:SPARQLExecutable"), name(kind)],
                "rdfs:label": english(query.summary),
                "rdfs:comment": english(f"{query.summary}. {query.description}"),
                "sh:prefixes": NamedNode(at.part("prefixes")),
                text: plain(without_header(query.text)),
                "schema:target": NamedNode(at.endpoint),
            },
        )


def _form(text: str) -> str:
    """The word after the prologue: the files are ours, and parsing them all would take twenty seconds."""
    return re.split(r"\W", _PROLOGUE.sub("", text, count=1), maxsplit=1)[0].upper()
