"""What the reference data says of an entity: its names, its kind, its own statements, what it is called elsewhere."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from refoulement.graph.rdf import RDF_TYPE, SKOS
from refoulement.ontology import NAMESPACE, RF
from refoulement.web.claims import link
from refoulement.web.description import EXACT_MATCH, RDFS_LABEL, Description
from refoulement.web.links import Link, address
from refoulement.web.wording import gettext

NAMES = tuple(NamedNode(SKOS + name) for name in ("prefLabel", "altLabel"))
GEO = "http://www.opengis.net/ont/geosparql#"
PROV = "http://www.w3.org/ns/prov#"
HAS_GEOMETRY, AS_WKT = NamedNode(GEO + "hasGeometry"), NamedNode(GEO + "asWKT")
# Shown in their own way, or never (misspellings).
_ELSEWHERE = {*NAMES, RF.nameKey, NamedNode(SKOS + "hiddenLabel"), RDF_TYPE, RDFS_LABEL, EXACT_MATCH}
_FROM_RULES = {"about", "evidence", "judgedFirst", "judgedSecond", "originActor", "originOutlet"}
DATA_SETS: Mapping[str, str] = MappingProxyType(
    {
        "sws.geonames.org": "GeoNames",
        "www.geonames.org": "GeoNames",
        "www.wikidata.org": "Wikidata",
        "www.opensanctions.org": "OpenSanctions",
        "viaf.org": "VIAF",
        "id.loc.gov": "Library of Congress",
    }
)


def kind(description: Description) -> Link:
    """Its class in our ontology or, of what has none there, in PROV-O."""
    if description.kind is not None:
        words, language = description.named(description.kind)
        return Link(words, None, language)
    provenance = {"Activity": gettext("Activity"), "SoftwareAgent": gettext("Software"), "Agent": gettext("Agent")}
    classes = [term.value.removeprefix(PROV) for term in description.values(RDF_TYPE)]
    return Link(next((provenance[name] for name in classes if name in provenance), gettext("Thing")), None)


def names(description: Description) -> list[tuple[str, str]]:
    """Each further name with the languages it is a name in: preferred ones first, then one of each language in turn.

    A crossing has a dozen English spellings; they must not hide the few in other scripts.
    """
    shown = description.name(description.thing)
    languages: dict[str, list[str]] = {}
    for predicate in NAMES:
        for term in (term for node in description.all for term in description.values(predicate, node)):
            if isinstance(term, Literal) and term.value != shown:
                languages.setdefault(term.value, []).append(term.language or "en")
    found, turns = [(name, ", ".join(sorted(set(tags)))) for name, tags in languages.items()], Counter[str]()
    by_turn = []
    for name, tags in found:
        by_turn.append((turns[tags], name, tags))
        turns[tags] += 1
    return [(name, tags) for _turn, name, tags in sorted(by_turn, key=lambda one: one[0])]


def facts(description: Description, *, without: frozenset[NamedNode] = frozenset()) -> list[tuple[str, list[Link]]]:
    """Its own statements beside names, class and what it is elsewhere, without some properties."""
    found: dict[str, list[Link]] = {}
    for predicate, term in description.own:
        if predicate not in _ELSEWHERE and predicate not in without:
            shown = link(description, term.value) if isinstance(term, NamedNode) else Link(term.value, None)
            if predicate == HAS_GEOMETRY and isinstance(term, NamedNode):
                shown = Link(description.text(AS_WKT, term) or "", None)
            if shown.address and shown.address == term.value:
                shown = Link(term.value, term.value)  # an address elsewhere says more than its last piece
            found.setdefault(_property(description, predicate), []).append(shown)
    return list(found.items())


def elsewhere(description: Description) -> list[Link]:
    """The same thing in other open data, by the name of the data set and its key there."""
    found = []
    for term in description.values(EXACT_MATCH):
        if isinstance(term, NamedNode) and (target := address(term.value)) == term.value:
            host, path = urlsplit(term.value).hostname or "", urlsplit(term.value).path
            key = path.strip("/").rpartition("/")[2]
            found.append(Link(f"{DATA_SETS.get(host, host)} {key}", target))
    return found


def _property(description: Description, predicate: NamedNode) -> str:
    """A property in words: its label, or its name split at the capitals."""
    name = description.name(predicate)
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name).strip().replace("_", " ")


def _inverse() -> Mapping[str, str]:
    """How a reader calls what points at a thing, where "within this" would puzzle."""
    return {
        "within": gettext("places in it"),
        "connects": gettext("crossings"),
        "governs": gettext("government"),
        "capital": gettext("capital of"),
        "subOrganizationOf": gettext("parts of it"),
        "partOf": gettext("parts of it"),
        "inSeries": gettext("by year"),
    }


def pointing(description: Description, *, without: frozenset[str] = frozenset()) -> list[tuple[str, list[Link]]]:
    """Other things that point at it, by how they do, without some by their IRIs."""
    predicates = {
        triple.predicate
        for triple in description.triples
        if triple.object == description.thing and triple.predicate != RDF_TYPE
    }
    found = []
    for predicate in sorted(predicates, key=str):
        if predicate.value.removeprefix(NAMESPACE) not in _FROM_RULES and predicate != EXACT_MATCH:
            others = [
                link(description, other.value)
                for other in description.pointing(predicate)
                if other.value not in without
            ]
            if not others:
                continue
            said = predicate.value.replace("#", "/").rsplit("/", 1)[-1]
            inverse = _inverse().get(said) or gettext("%(property)s this", property=_property(description, predicate))
            found.append((inverse, others))
    return found
