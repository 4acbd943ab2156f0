"""Prefixes and named queries in SHACL's words, as query editors read them from an endpoint's metadata.

The form is that of the SIB's editor (https://github.com/sib-swiss/sparql-editor): `sh:declare` for a prefix, and for a
query an `sh:SPARQLExecutable` with its comment, its text and the endpoint it is for.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode, Triple

from refoulement.queries import MARK, Query
from refoulement.queries.admit import Form, admit
from refoulement.web.documents import PREFIXES
from refoulement.web.statements import about, english, name, plain, typed
from refoulement.web.void import Addresses

# By what a query gives: the class of the executable, and the property that has its text.
_KINDS: Mapping[Form, tuple[str, str]] = MappingProxyType(
    {
        "rows": ("sh:SPARQLSelectExecutable", "sh:select"),
        "truth": ("sh:SPARQLAskExecutable", "sh:ask"),
        "graph": ("sh:SPARQLConstructExecutable", "sh:construct"),
    }
)


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
        kind, text = _KINDS[_form(query.text)]
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


@cache
def _form(text: str) -> Form:
    return admit(text).form


def without_header(text: str) -> str:
    """A query as an editor shows it: what its header says stands beside it."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(MARK)).strip() + "\n"
