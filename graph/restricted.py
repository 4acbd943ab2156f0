"""Which quads of an article name a person at risk, and so stand in its restricted graph."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri, shapes
from refoulement.graph.atrisk import AtRisk, captured, known, listening, remember
from refoulement.graph.catalogue import Entry, entries
from refoulement.graph.folding import Span
from refoulement.graph.rdf import LABELS, OA_END, OA_START, RDF_TYPE
from refoulement.graph.store import Writer
from refoulement.graph.whole import moved, whole
from refoulement.ontology import RF

CLAIMS = frozenset((RF.EventClaim, RF.StanceClaim, RF.RoleClaim, RF.TieClaim))
# what a passage tells without a claim
NOTICED = frozenset((RF.mentions, RF.namesInstrument, RF.foreseesHarm, RF.unclaimedBecause))
LINKED = frozenset((RF.passage, RF.context))


class Split(NamedTuple):
    """The quads of an article, all in its own graph: `open` to anyone, or `hidden`."""

    open: frozenset[Quad]
    hidden: frozenset[Quad]


def split(quads: Iterable[Quad], at_risk: AtRisk, *, text: str) -> Split:
    """Part what an article says, which has that captured text, into what names nobody at risk and the rest.

    Hidden are the entities that bear the name (the person, a campaign called after them), every mention that stands
    wholly within the name and what is mentioned so only, every claim that names one of them or whose words do, every
    mention of them, and the passages that nothing open rests on. The article's own
    description and the print of its text stay: where it is told in public its names are blacked out, the print is
    taken of what is left.
    """
    given = frozenset(quads)
    if not at_risk:
        return Split(given, frozenset())
    passages = {quad.subject for quad in given if quad.predicate == RF.passageOf}
    claims = {quad.subject for quad in given if quad.predicate == RDF_TYPE and quad.object in CLAIMS}
    sources = (RF.Article, RF.Dataset)
    articles = {quad.subject for quad in given if quad.predicate == RDF_TYPE and quad.object in sources}
    articles |= {quad.subject for quad in given if quad.predicate == RF.fingerprintOf}
    telling = {
        quad.subject
        for quad in given - {quad for quad in given if quad.subject in articles}
        if (quad.subject not in passages and quad.subject not in claims and at_risk.tells(quad.subject))
        or (not _inside(quad) and at_risk.tells(quad.object))
    }
    within = _within(given, text, at_risk)
    telling |= {quad.subject for quad in given if quad.subject in within}
    if telling:  # who is named here may be called by a part that many share
        telling |= {
            quad.subject
            for quad in given
            if isinstance(quad.object, Literal)
            and (quad.subject in claims or (quad.predicate in LABELS.values() and " " not in quad.object.value))
            and at_risk.spans(quad.object.value, near=True)
        }
    telling |= {quad.subject for quad in given if quad.predicate == RF.mentions and quad.object in telling}
    telling |= {quad.subject for quad in given if quad.subject in claims and quad.object in telling}
    resting = {
        quad.object
        for quad in given
        if quad.predicate in LINKED and quad.subject in claims and quad.subject not in telling
    }
    resting |= {quad.subject for quad in given if quad.predicate in NOTICED}
    hidden = telling | (passages - resting)
    return Split(
        frozenset(quad for quad in given if quad.subject not in hidden),
        frozenset(quad for quad in given if quad.subject in hidden),
    )


def _within(quads: frozenset[Quad], text: str, at_risk: AtRisk) -> set[object]:
    """The passages wholly within a name that the text tells, and the things that only such mention: pieces of it."""
    mentioned = defaultdict[object, set[object]](set)
    for quad in quads:
        if quad.predicate == RF.mentions:
            mentioned[quad.object].add(quad.subject)
    places = spans_of(quads, set().union(*mentioned.values()))
    named = at_risk.spans(text, others=places.values()) if places else []
    black = {
        passage
        for passage, (start, end) in places.items()
        if any(first <= start and end <= last for first, last in named)
    }
    return black | {
        thing
        for thing, passages in mentioned.items()
        if isinstance(thing, NamedNode) and iri.is_minted(thing.value) and passages <= black
    }


def spans_of(quads: Iterable[Quad], passages: Container[object]) -> dict[object, Span]:
    """Where some passages stand in their text."""
    edges: dict[object, dict[NamedNode, int]] = {}
    for quad in quads:
        if quad.subject in passages and quad.predicate in (OA_START, OA_END) and isinstance(quad.object, Literal):
            edges.setdefault(quad.subject, {})[quad.predicate] = int(quad.object.value)
    return {passage: (edge[OA_START], edge[OA_END]) for passage, edge in edges.items()}


def _inside(quad: Quad) -> bool:
    """Whether a quad points at the article or a passage of it, whose address may tell what its words do not."""
    return quad.predicate in LINKED or quad.predicate in (RF.saidIn, RF.passageOf)


def put(store: Writer, quads: Iterable[Quad], entry: Entry, at_risk: AtRisk) -> bool:
    """Write what an article says into its two graphs, in one transaction; True where that changed anything.

    Raises `ShapeError` where the part that is open names a person at risk.
    """
    return store.exchange(part(store, quads, entry, at_risk))


def part(store: Writer, quads: Iterable[Quad], entry: Entry, at_risk: AtRisk) -> dict[Entry, frozenset[Quad]]:
    """What goes into an article's two graphs. Raises `ShapeError` as `put` does."""
    given = frozenset(quads)
    parted = split(given, at_risk, text=captured(store, given) if at_risk else "")
    if parted.hidden:
        shapes.check_open(parted.open, at_risk.people)
    beside = replace(entry, graph=iri.restricted_graph(entry.graph), tier="sealed")
    return {entry: parted.open, beside: moved(parted.hidden, beside.graph)}


def settle(store: Writer, *, now: datetime) -> AtRisk:
    """Part every article anew by what is known of those at risk, until no new spelling comes to light; returns that.

    The spellings found are written to the marks: no later withdrawal, correction or judgement makes them forgotten.
    """
    listed = entries(store.quads(iri.CATALOGUE_GRAPH))
    while True:
        at_risk = listening(store, known(store), tuple(listed))
        remember(store, at_risk, now=now)
        for graph in store.graphs(iri.ARTICLE_GRAPHS):
            if not graph.value.endswith(iri.RESTRICTED):
                put(store, whole(store, graph), listed[graph], at_risk)
        if known(store) == at_risk:
            return at_risk
