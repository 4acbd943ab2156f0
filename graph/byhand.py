"""What may be written by hand: an article's graph as far as it stays one, and graphs of one's own beside ours.

All else is made by the program: what is derived would be overwritten by the next load, what is shipped by the next
version, and what has a command of its own is bound to rules that the command keeps.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode, Quad, Triple

from refoulement.errors import WriteConflict, WriteRefused
from refoulement.graph import iri, shapes
from refoulement.graph.rdf import DCTERMS, EXACT_MATCH, LABELS, OA, RDF_TYPE, SKOS, URL, claims_by_iri
from refoulement.graph.restricted import CLAIMS
from refoulement.graph.shapes import Violation
from refoulement.ontology import NAMESPACE, RF, subclasses

KEPT: Mapping[NamedNode, str] = MappingProxyType(
    {
        iri.CATALOGUE_GRAPH: "kept by the store, which enters every graph that is written",
        iri.EVENTS_GRAPH: "derived from the claims; `refoulement events decide` says what belongs together",
        iri.IDENTITY_GRAPH: "derived from the judgements; `refoulement identity decide` makes one",
        iri.ORIGINS_GRAPH: "derived from the claims and the texts",
        iri.ONTOLOGY_GRAPH: "shipped with this version; a new version of the program brings another",
        iri.GAZETTEER_GRAPH: "shipped with this version; a graph of your own can say more of what it names",
        iri.JUDGEMENTS_GRAPH: "kept consistent by `refoulement identity decide` and `refoulement events decide`",
        iri.REVISIONS_GRAPH: "written by `refoulement load` and `refoulement withdraw`",
        iri.REVIEWS_GRAPH: "written by `refoulement claims` and on the pages of review",
        iri.PROTECTION_GRAPH: "written by `refoulement protect`",
    }
)
SOURCES = (RF.Article, RF.Dataset)
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
# What our own graphs say of things; the same said elsewhere would stand in the store twice, or be derived from.
OURS: tuple[str, ...] = (NAMESPACE, SKOS, OA, DCTERMS, "http://www.opengis.net/ont/geosparql#")
OURS += ("http://www.w3.org/ns/prov#", "http://www.w3.org/ns/org#")
OURS += (RDF_TYPE.value, URL.value, RDFS + "label", RDFS + "subClassOf")


def is_article(graph: NamedNode) -> bool:
    return graph.value.startswith(iri.ARTICLE_GRAPHS) and not graph.value.endswith(iri.RESTRICTED)


def require_writable(graphs: Iterable[NamedNode]) -> None:
    """Raise `WriteRefused` for a graph that nobody writes by hand, with what keeps it."""
    for graph in sorted(graphs, key=lambda graph: graph.value):
        if graph in KEPT:
            raise WriteRefused(f"{graph.value} cannot be written by hand: it is {KEPT[graph]}")
        if graph.value.endswith(iri.RESTRICTED) and graph.value.startswith(iri.ARTICLE_GRAPHS):
            raise WriteRefused(
                f"{graph.value} cannot be written by hand: what names a person at risk is put there when its article is"
            )
        free = graph == iri.DEFAULT_GRAPH or is_article(graph) or graph.value.startswith(iri.OWN_GRAPHS)
        if graph.value.startswith(iri.BASE) and not free:
            raise WriteRefused(
                f"{graph.value} cannot be written by hand: addresses of {iri.BASE} are given by the program; "
                f"take one that begins with {iri.OWN_GRAPHS}, or one of your own"
            )


def check_article(
    graph: NamedNode,
    before: frozenset[Quad],
    after: frozenset[Quad],
    *,
    text: Callable[[str], str],
    touched: Iterable[Quad],
) -> None:
    """Raise `WriteConflict` or `BrokenShapesError` where a graph would be that article's no more, or break a shape.

    `text` gives a captured text by its hash; `touched` is what the gazetteer says of what the article points at.
    """
    node = NamedNode(iri.article(graph.value.removeprefix(iri.ARTICLE_GRAPHS)))
    if not _described(before, node):
        raise WriteConflict(
            f"{graph.value} is an article's, and there is none: `refoulement load` brings it in with its text"
        )
    if not _described(after, node):
        raise WriteConflict(
            f"{graph.value} would lose its article, which is withdrawn, not deleted: `refoulement withdraw`"
        )
    faults = set(_article_faults(before, after))
    if not any(fault.shape == "CapturedText" for fault in faults):
        (digest,) = {_value(quad.object) for quad in after if quad.subject == node and quad.predicate == RF.sha256}
        faults |= set(shapes.broken(after, text=text(digest), touched=touched))
    shapes.refuse(_sorted(faults), after)


def _sorted(faults: set[Violation]) -> tuple[Violation, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.shape, fault.focus, fault.path or "", fault.culprit or "")))


def _described(quads: Iterable[Quad], node: NamedNode) -> bool:
    return any(quad.subject == node and quad.predicate == RDF_TYPE and quad.object in SOURCES for quad in quads)


def _article_faults(before: frozenset[Quad], after: frozenset[Quad]) -> Iterator[Violation]:
    texts = {quad for quad in before if quad.predicate == RF.sha256}
    for quad in {quad for quad in after if quad.predicate == RF.sha256} ^ texts:
        message = "an article keeps the text that it was loaded with: load it again with another one"
        yield Violation("CapturedText", _value(quad.subject), message, RF.sha256.value, _value(quad.object))
    typed = {quad.subject for quad in after if quad.predicate == RDF_TYPE and _value(quad.object).startswith(NAMESPACE)}
    for subject in {quad.subject for quad in after} - typed:
        message = "an article's graph speaks of what it describes itself, by a class of the ontology: give the class"
        yield Violation("OwnSubjects", _value(subject), f"{message}, or say it in a graph of your own")
    claims = {quad.subject for quad in after if quad.predicate == RDF_TYPE and quad.object in CLAIMS}
    said = {quad for quad in after if quad.subject in claims}
    if said - before:  # a claim that is as it was needs no second look
        yield from _misnamed(after, {_value(quad.subject) for quad in said - before})


def _misnamed(after: frozenset[Quad], changed: set[str]) -> Iterator[Violation]:
    """Claims whose address is not the hash of what they say, as far as they can be read; shapes tell of the others."""
    try:
        read = claims_by_iri(after)
    except (ValueError, KeyError, LookupError):
        return
    for name in sorted(changed & read.keys()):
        if read[name].iri != name:
            message = f"a claim bears the hash of what it says: another claim has another address, {read[name].iri}"
            yield Violation("ClaimAddress", name, message)


def check_own(quads: frozenset[Quad], *, touched: Iterable[Quad]) -> None:
    """Raise `BrokenShapesError` where a graph of one's own says what is for ours to say, or breaks a shape.

    `touched` is what the gazetteer says of what it points at; where that lies is read too.
    """
    kinds = {RF[name] for name in subclasses("Actor") | subclasses("Place")}
    entities = {quad.subject for quad in quads if quad.predicate == RDF_TYPE and quad.object in kinds}
    faults = set[Violation]()
    ours = set[object]()
    for quad in quads:
        if _speaks_of_ours(quad):
            message = "our own graphs say this of our own things: say it by another property, or of a thing of your own"
            faults.add(Violation("OwnGraph", _value(quad.subject), message, quad.predicate.value, _value(quad.object)))
        class_of_ours = quad.predicate == RDF_TYPE and _value(quad.object).startswith(NAMESPACE)
        if class_of_ours or quad.predicate.value.startswith(NAMESPACE):
            ours.add(quad.subject)
            if quad.subject not in entities or (class_of_ours and quad.object not in kinds):
                message = "claims, and what is derived from them, stand in articles' graphs: here are actors and places"
                faults.add(
                    Violation("OwnGraph", _value(quad.subject), message, quad.predicate.value, _value(quad.object))
                )
    if ours:
        known = (quad.triple for quad in touched if quad.predicate in (RDF_TYPE, RF.within, LABELS["preferred"]))
        faults |= set(shapes.violations([*_touching(quads, ours), *known]))
    shapes.refuse(_sorted(faults), quads)


def _speaks_of_ours(quad: Quad) -> bool:
    if quad.predicate == EXACT_MATCH and _value(quad.object).startswith(iri.THINGS):
        return True
    return _value(quad.subject).startswith((iri.THINGS, NAMESPACE)) and quad.predicate.value.startswith(OURS)


def _touching(quads: frozenset[Quad], subjects: set[object]) -> Iterator[Triple]:
    """What is said of some subjects, and of which class are the things that they point at."""
    objects = {quad.object for quad in quads if quad.subject in subjects}
    for quad in quads:
        if quad.subject in subjects or (quad.predicate == RDF_TYPE and quad.subject in objects):
            yield quad.triple


def _value(term: object) -> str:
    return str(getattr(term, "value", term))
