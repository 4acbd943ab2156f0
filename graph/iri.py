"""Where things are named: every IRI of the data is built here or, for entities, in ontology/naming.py."""

from functools import lru_cache
from hashlib import sha256

from pyoxigraph import NamedNode

from refoulement.ontology import naming

BASE = naming.BASE
THINGS = naming.THINGS
slug = naming.slug
entity = naming.entity
GRAPHS = BASE + "graph/"

ONTOLOGY_GRAPH = NamedNode(GRAPHS + "ontology")
GAZETTEER_GRAPH = NamedNode(GRAPHS + "gazetteer")
EVENTS_GRAPH = NamedNode(GRAPHS + "events")
JUDGEMENTS_GRAPH = NamedNode(GRAPHS + "judgements")
IDENTITY_GRAPH = NamedNode(GRAPHS + "identity")
CATALOGUE_GRAPH = NamedNode(GRAPHS + "catalogue")
ORIGINS_GRAPH = NamedNode(GRAPHS + "origins")
REVISIONS_GRAPH = NamedNode(GRAPHS + "revisions")
PROTECTION_GRAPH = NamedNode(GRAPHS + "protection")
REVIEWS_GRAPH = NamedNode(GRAPHS + "reviews")  # of claims; sealed, since they quote what may be withheld
DEFAULT_GRAPH = NamedNode(GRAPHS + "default")  # what is written without naming a graph
OWN_GRAPHS = BASE + "graphs/"  # those that editors make here
ARTICLE_GRAPHS = GRAPHS + "article/"
RESTRICTED = "/restricted"


def minted(kind: str, name: str, article: str, start: int) -> str:
    """The IRI of a new entity: bound to the passage that names it first, since two people may share a name."""
    return f"{entity(kind, name)}--{article}-{start}"


def is_minted(entity_iri: str) -> bool:
    """True for what an article named newly: no slug has two hyphens in a row."""
    return "--" in entity_iri


@lru_cache(maxsize=65536)
def rank(thing: str) -> tuple[bool, str]:
    """What things that may be the same are ordered by: known ones first, those newly named by a digest.

    Of many who may be one the first leads and stands for all. By a digest whoever comes newly is seldom the first of
    many, whatever the names are; in the order of the names all that is judged of many could change with every article.
    """
    return (True, sha256(thing.encode()).hexdigest()) if is_minted(thing) else (False, thing)


def minting_article(entity_iri: str) -> str | None:
    """The id of the article that named an entity newly; None for a known one."""
    _, minted_by, rest = entity_iri.partition("--")
    return rest.rpartition("-")[0] if minted_by else None


def article(identifier: str) -> str:
    """The IRI of a source: an article, or a table."""
    return f"{THINGS}article/{identifier}"


def article_graph(identifier: str) -> NamedNode:
    """The named graph that holds all an article says."""
    return NamedNode(f"{GRAPHS}article/{identifier}")


def passage(article_id: str, start: int, end: int) -> str:
    """The IRI of a passage: its article with a character range (RFC 5147)."""
    return f"{article(article_id)}#char={start},{end}"


def cell(article_id: str, row: int, column: int) -> str:
    """The IRI of a table's cell: its table with row and column, both from 1 (RFC 7111)."""
    return f"{article(article_id)}#cell={row},{column}"


def restricted_graph(article_graph: NamedNode) -> NamedNode:
    """The sibling of an article's graph that holds what names a person at risk."""
    return NamedNode(article_graph.value + RESTRICTED)
