"""The page of an actor, a place, a crossing, a facility: its names, and what is said by and about it."""

from flask import render_template
from pyoxigraph import Literal, NamedNode

from refoulement.graph.claim import Claim, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.rdf import RDF_TYPE, SKOS
from refoulement.ontology import NAMESPACE, RF
from refoulement.web.claims import Source, Words, link, source, views, words_of
from refoulement.web.description import EXACT_MATCH, RDFS_LABEL, Description
from refoulement.web.links import Link

NAMES = tuple(NamedNode(SKOS + name) for name in ("prefLabel", "altLabel"))
GEO = "http://www.opengis.net/ont/geosparql#"
HAS_GEOMETRY, AS_WKT = NamedNode(GEO + "hasGeometry"), NamedNode(GEO + "asWKT")
# How a reader calls what points at a thing, where "within this" would puzzle.
INVERSE = {
    "within": "places in it",
    "connects": "crossings",
    "governs": "government",
    "capital": "capital of",
    "subOrganizationOf": "parts of it",
    "partOf": "parts of it",
    "inSeries": "by year",
}
# Shown in their own way, or never (misspellings).
_ELSEWHERE = {*NAMES, RF.nameKey, NamedNode(SKOS + "hiddenLabel"), RDF_TYPE, RDFS_LABEL}
_FROM_CLAIMS = {"about", "evidence", "claimant", "speaker", "mentions", "heldAt", "via", "destination", "place"}
_FROM_CLAIMS |= {"person", "relative", "organisation", "judgedFirst", "judgedSecond"}


def render(description: Description, formats: list[tuple[str, str]]) -> str:
    iris = {node.value for node in description.all}
    claims = description.claims
    return render_template(
        "entity.html",
        description=description,
        formats=formats,
        kind=description.name(description.kind) if description.kind else "Thing",
        names=_names(description),
        facts=_facts(description),
        pointing=_pointing(description),
        sections=[
            ("Roles", views((claim for claim in claims if _role_or_tie(claim)), description)),
            ("What it says", views((claim for claim in claims if _says(claim, iris)), description)),
            ("Stances", views((claim for claim in claims if isinstance(claim, StanceClaim)), description)),
            ("What is said of it", views((claim for claim in claims if _is_named_in(claim, iris)), description)),
        ],
        mentions=_mentions(description),
        merged=description.merged,
    )


def _role_or_tie(claim: Claim) -> bool:
    return isinstance(claim, RoleClaim | TieClaim)


def _says(claim: Claim, iris: set[str]) -> bool:
    return isinstance(claim, EventClaim) and not iris.isdisjoint(claim.claimants)


def _is_named_in(claim: Claim, iris: set[str]) -> bool:
    if not isinstance(claim, EventClaim):
        return False
    return not iris.isdisjoint((*claim.held_at, *claim.via, *claim.destination, *claim.place))


def _names(description: Description) -> list[tuple[str, str]]:
    """Each shown name with the languages it is a name in, the preferred ones first."""
    languages: dict[str, list[str]] = {}
    for predicate in NAMES:
        for term in (term for node in description.all for term in description.values(predicate, node)):
            if isinstance(term, Literal):
                languages.setdefault(term.value, []).append(term.language or "en")
    return [(name, ", ".join(sorted(set(tags)))) for name, tags in languages.items()]


def _facts(description: Description) -> list[tuple[str, list[Link]]]:
    """Its own statements beside names and class."""
    facts: dict[str, list[Link]] = {}
    for predicate, term in description.own:
        if predicate not in _ELSEWHERE:
            shown = link(description, term.value) if isinstance(term, NamedNode) else Link(term.value, None)
            if predicate == HAS_GEOMETRY and isinstance(term, NamedNode):
                shown = Link(description.text(AS_WKT, term) or "", None)
            if shown.address and shown.address == term.value:
                shown = Link(term.value, term.value)  # an address elsewhere says more than its last piece
            facts.setdefault(_property(description, predicate), []).append(shown)
    return list(facts.items())


def _property(description: Description, predicate: NamedNode) -> str:
    """A property in words: its label, or its name split at the capitals."""
    name = description.name(predicate)
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name).strip().replace("_", " ")


def _pointing(description: Description) -> list[tuple[str, list[Link]]]:
    """Other things of the gazetteer that point at it, by how they do."""
    predicates = {
        triple.predicate
        for triple in description.triples
        if triple.object == description.thing and triple.predicate != RDF_TYPE
    }
    found = []
    for predicate in sorted(predicates, key=str):
        if predicate.value.removeprefix(NAMESPACE) not in _FROM_CLAIMS and predicate != EXACT_MATCH:
            others = [link(description, other.value) for other in description.pointing(predicate)]
            said = predicate.value.replace("#", "/").rsplit("/", 1)[-1]
            found.append((INVERSE.get(said) or f"{_property(description, predicate)} this", others))
    return found


def _mentions(description: Description) -> list[tuple[Source, list[Words]]]:
    """Where it is named, by article."""
    by_article: dict[str, list[Words]] = {}
    for passage, entity in description.mentions:
        if entity in description.all:
            by_article.setdefault(passage.article, []).append(words_of(passage))
    return [(source(description, article), words) for article, words in by_article.items()]
