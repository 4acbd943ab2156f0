"""Updates that are refused in a store of articles, each with the error and the reason."""

from refoulement.errors import GraphError, ShapeError, WriteConflict, WriteRefused
from refoulement.graph import iri

OTHERS = iri.article_graph("others")
SKOS = "http://www.w3.org/2004/02/skos/core#"
DANDONG = f"<{iri.THINGS}place/dandong>"
EVERY_COUNT = f"GRAPH {OTHERS} {{ ?s rf:countValue ?o }}"
BY_PROGRAM = {
    "events": "derived from the claims",
    "identity": "refoulement identity decide",
    "origins": "derived from the claims and the texts",
    "gazetteer": "shipped with this version",
    "ontology": "shipped with this version",
    "judgements": "refoulement identity decide",
    "revisions": "refoulement withdraw",
    "protection": "refoulement protect",
    "article/others/restricted": "names a person at risk",
    "mine": "addresses of .* are given by the program",
    "../id/person/a": "addresses of .* are given by the program",
}
REFUSED: dict[str, tuple[str, type[GraphError], str]] = {
    graph: (f"INSERT DATA {{ GRAPH <{iri.GRAPHS}{graph}> {{ e:a e:p 1 }} }}", WriteRefused, reason)
    for graph, reason in BY_PROGRAM.items()
} | {
    "the catalogue": (
        f"DELETE WHERE {{ GRAPH {iri.CATALOGUE_GRAPH} {{ ?s ?p ?o }} }}",
        WriteRefused,
        "kept by the store",
    ),
    "the catalogue by a variable": (
        "DELETE { GRAPH ?g { ?s rf:tier ?o } } WHERE { GRAPH ?g { ?s rf:tier ?o } }",
        WriteRefused,
        "kept by the store",
    ),
    "a derived graph cleared": (f"CLEAR GRAPH {iri.ORIGINS_GRAPH}", WriteRefused, "derived from"),
    "all": ("CLEAR ALL", WriteRefused, "cannot be written by hand"),
    "half of it allowed": (
        f"INSERT DATA {{ GRAPH e:g {{ e:a e:p 1 }} GRAPH {iri.EVENTS_GRAPH} {{ e:a e:p 2 }} }}",
        WriteRefused,
        "derived from the claims",
    ),
    "no article": (
        f"INSERT DATA {{ GRAPH {OTHERS.value.join('<>')[:-1]}-none> {{ e:a e:p 1 }} }}",
        WriteConflict,
        "none",
    ),
    "an article dropped": (f"DROP GRAPH {OTHERS}", WriteConflict, "is withdrawn, not deleted"),
    "a stranger in an article": (f"INSERT DATA {{ GRAPH {OTHERS} {{ e:a e:p 1 }} }}", ShapeError, "OwnSubjects"),
    "a text exchanged": (
        f"WITH {OTHERS} DELETE {{ ?s rf:sha256 ?o }} WHERE {{ ?s rf:sha256 ?o }}",
        ShapeError,
        "CapturedText",
    ),
    "a figure changed": (
        f"DELETE {{ {EVERY_COUNT} }} INSERT {{ {EVERY_COUNT.replace('?o', '71')} }} WHERE {{ {EVERY_COUNT} }}",
        ShapeError,
        "CountMeaning",
    ),
    "a claim without a passage": (
        f"DELETE WHERE {{ GRAPH {OTHERS} {{ ?s rf:passage ?o }} }}",
        ShapeError,
        "breaks shape passage",
    ),
    "a claim of one's own": ("INSERT DATA { GRAPH e:g { e:a a rf:EventClaim } }", ShapeError, "OwnGraph"),
    "our thing of another class": (
        f"INSERT DATA {{ GRAPH e:g {{ {DANDONG} a rf:Facility }} }}",
        ShapeError,
        "our own graphs say this",
    ),
    "our thing by another name": (
        f"INSERT DATA {{ GRAPH e:g {{ {DANDONG} <{SKOS}altLabel> 'x'@en }} }}",
        ShapeError,
        "our own graphs say this",
    ),
    "a thing that would be ours": (
        f"INSERT DATA {{ GRAPH e:g {{ e:a <{SKOS}exactMatch> {DANDONG} }} }}",
        ShapeError,
        "our own graphs say this",
    ),
    "a place in no country": (
        f"INSERT DATA {{ GRAPH e:g {{ e:a a rf:Settlement ; <{SKOS}prefLabel> 'A'@en ; rf:within e:b }} }}",
        ShapeError,
        "breaks shape withinCountry",
    ),
    "one triple in two graphs": (
        "INSERT DATA { GRAPH e:i { e:i e:i 1 } GRAPH e:j { e:i e:i 1 } }",
        WriteConflict,
        "a triple has one graph",
    ),
    "what the catalogue says": (
        "INSERT DATA { GRAPH e:g { e:g a <http://www.w3.org/ns/dcat#Dataset> } }",
        WriteConflict,
        "graph/catalogue",
    ),
}
