"""Only what a load touched is derived again: the events graph is changed by what differs, in one transaction a batch.

The result is the same, triple for triple, as deriving everything anew (`events.derive`): a claim's event depends on its
block, on the blocks that judgements tie to it and, for an undated claim, on the months before its publication.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.comparison import block_quad, claim_of, comparison_quads
from refoulement.graph.derived import EVENTS, Derived, object_of, subject_of
from refoulement.graph.events import Deriver, Group
from refoulement.graph.ground import Ground
from refoulement.graph.news import concerned
from refoulement.graph.occasion import FITTED, Occasion, mark_quad, pointing_quads
from refoulement.graph.rdf import EXACT_MATCH, LABELS, RDF_TYPE
from refoulement.graph.store import Quads, Writer
from refoulement.graph.told import Told, is_event_claim, is_loose_block, told
from refoulement.ontology import RF

NAMING = (RF.place, RF.via, RF.heldAt, RF.destination, RF.claimant)  # what of a claim may be judged to be another
TYING = (RF.about, RF.evidence, RF.partOf)  # what ties claims and events together
BATCH = 200  # touched claims derived in one transaction: it bounds the memory of a large load


def _find(
    store: Writer,
    subject: NamedNode | None = None,
    predicate: NamedNode | None = None,
    term: NamedNode | Literal | None = None,
    graph: NamedNode | None = None,
) -> tuple[Quad, ...]:
    return store.matching(graph, subject=subject, predicate=predicate, term=term)


class _Articles:
    """Claims as their articles tell them, of which the events graph need not know yet."""

    def __init__(self, store: Writer) -> None:
        self._store = store
        self._published: dict[str, date | None] = {}
        self._firsts: dict[str, str] = {}

    def claim(self, claim: str) -> Told | None:
        """An event claim as it is compared with others; None where there is none of that name."""
        said = defaultdict[NamedNode, list[NamedNode | Literal]](list)
        for quad in _find(self._store, NamedNode(claim)):
            if quad.graph_name != EVENTS and isinstance(quad.object, NamedNode | Literal):
                said[quad.predicate].append(quad.object)
        return told(claim, said, self._day(said[RF.saidIn][0]), self._first) if is_event_claim(said) else None

    def _day(self, article: NamedNode | Literal) -> date | None:
        """The last day on which an article can have been published."""
        if article.value not in self._published:
            found = _find(self._store, NamedNode(article.value), RF.publishedLatest)
            self._published[article.value] = next((date.fromisoformat(object_of(quad)) for quad in found), None)
        return self._published[article.value]

    def _first(self, thing: str) -> str:
        """Who or what stands for a thing; words that name no one stand for themselves."""
        if thing not in self._firsts:
            named = thing.startswith(iri.THINGS)
            found = _find(self._store, NamedNode(thing), EXACT_MATCH, None, iri.IDENTITY_GRAPH) if named else ()
            self._firsts[thing] = next(map(object_of, found), thing)
        return self._firsts[thing]


def touched(before: Iterable[Quad], after: Iterable[Quad]) -> frozenset[str]:
    """What has to be looked at again where an article's graph has changed: its event claims, old and new.

    An entity whose name has changed is among them too: events may be called by it.
    """
    old, new = set(before), set(after)
    claims = {subject_of(quad) for quad in old | new if quad.predicate == RDF_TYPE and quad.object == RF.EventClaim}
    renamed = {subject_of(quad) for quad in old ^ new if quad.predicate == LABELS["preferred"]}
    return frozenset(claims | renamed) if old != new else frozenset()


def renew(store: Writer, things: Iterable[str], ground: Ground, entry: Entry) -> frozenset[str]:
    """Derive anew the events of some claims, and of claims that name some entities, with all that hangs on them.

    Returns the claims that are about another event than before, and the events that have other claims or are part of
    another. Raises `StoreError` where the store cannot be written.
    """
    claims = set(_claims(store, set(things)))
    keys = {claim: _keys(store, claim) for claim in claims}  # as they were derived the last time
    blocks = _index(store, keys, entry)
    waiting = iter(sorted(claims, key=lambda claim: (blocks.get(claim, ""), claim)))  # a block is derived once, mostly
    named = set[str]()
    while batch := list(islice(waiting, BATCH)):
        before = {claim: keys[claim] for claim in batch}
        gone, new = _difference(store, before, ground)
        store.amend(EVENTS, gone=gone, new=new, entry=entry)
        tying = (quad for quad in gone | new if quad.predicate in TYING)
        named.update(name for quad in tying for name in (subject_of(quad), object_of(quad)))
    return frozenset(named)


def with_doubles(store: Quads, things: Iterable[str]) -> set[NamedNode]:
    """Some entities and those for whom they stand, each once: a leader and all its doubles may be among them."""
    found = {NamedNode(thing) for thing in things}
    doubles = [store.matching(iri.IDENTITY_GRAPH, predicate=EXACT_MATCH, term=node) for node in found]
    return found | {quad.subject for quads in doubles for quad in quads if isinstance(quad.subject, NamedNode)}


def _claims(store: Writer, things: set[str]) -> Iterator[str]:
    """The claims among some things, those that name one, or a double of it, and those that judgements tie to any."""
    claims = {thing for thing in things if "/claim/" in thing}
    for each in with_doubles(store, things - claims):
        yield from (subject_of(quad) for way in NAMING for quad in _find(store, None, way, each))
    for claim in claims:
        yield claim
        node = NamedNode(claim)
        for mine, other in ((RF.judgedFirst, RF.judgedSecond), (RF.judgedSecond, RF.judgedFirst)):
            for judgement in _find(store, None, mine, node, iri.JUDGEMENTS_GRAPH):
                if isinstance(judgement.subject, NamedNode):
                    tied = _find(store, judgement.subject, other, None, iri.JUDGEMENTS_GRAPH)
                    yield from (value for value in map(object_of, tied) if "/claim/" in value)


def _keys(store: Writer, claim: str) -> tuple[str, ...]:
    """The block that a claim was compared in; earlier rules gave it no IRI."""
    found = _find(store, NamedNode(claim), RF.comparedIn, None, EVENTS)
    return tuple(quad.object.value for quad in found if isinstance(quad.object, NamedNode))


def _index(store: Writer, keys: Mapping[str, tuple[str, ...]], entry: Entry) -> dict[str, str]:
    """Put every claim where the next reading of its block finds it; returns the block of each that is there."""
    blocks: dict[str, str] = {}
    waiting = iter(sorted(keys, key=lambda claim: keys[claim]))  # a block is read once, mostly
    while batch := list(islice(waiting, BATCH)):
        articles, touched = _Articles(store), frozenset(batch)
        old = {quad for claim in batch for quad in _find(store, NamedNode(claim), RF.comparedIn, None, EVENTS)}
        for block in {key for claim in batch for key in keys[claim]}:
            records = _find(store, NamedNode(block), RF.comparedAs, None, EVENTS)
            leaving = [quad for quad in records if claim_of(object_of(quad)) in touched]
            old.update(leaving if len(leaving) < len(records) else (*leaving, block_quad(NamedNode(block))))
        found = [told for told in map(articles.claim, batch) if told]
        blocks.update((told.iri, told.block) for told in found)
        store.amend(EVENTS, gone=old, new=(quad for told in found for quad in comparison_quads(told)), entry=entry)
    return blocks


def _difference(store: Writer, before: Mapping[str, tuple[str, ...]], ground: Ground) -> tuple[set[Quad], set[Quad]]:
    """What goes and what comes for some claims; `before` gives the blocks that each was derived in the last time."""
    said = Derived(store, before)
    deriver = Deriver(said, ground)
    told = [claim for claim in map(said.claim, before) if claim]
    blocks = {claim.block for claim in told}.union(*before.values())
    groups = {deriver.group(block) for block in blocks if not is_loose_block(block)}
    groups |= {deriver.group(claim.iri) for claim in told if claim.loose and deriver.tied(claim)}
    old, new, changed = _of_groups(said, deriver, groups, before.keys())
    again = {claim.iri: deriver.loose_quads(claim) for claim in told if claim.loose and not deriver.tied(claim)}
    again |= {claim.iri: now for claim, now in concerned(said, deriver, groups, told=before, changed=changed)}
    new.update(chain.from_iterable(again.values()))
    loose = again.keys() - before.keys()
    old |= _derived(said, loose, _made(said, loose))
    old |= _series(store, old, new)
    return old - new, new - old


def _of_groups(
    said: Derived, deriver: Deriver, groups: Collection[Group], before: Collection[str]
) -> tuple[set[Quad], set[Quad], set[str]]:
    """What was and what is derived of some claims and of groups, without the events that are as they were.

    Those are made of claims that were not touched, and have the mark that they had. The third are the other events.
    """
    blocks = {block for group in groups for block in group.blocks}
    members = {claim.iri for block in blocks for claim in said.block(block)}
    members |= {claim for group in groups for claim in group.loose}
    events = {event: deriver.mark(event) for group in groups for event in deriver.occasions(group)}
    borne = {mark.rstrip(FITTED): mark for block in blocks for mark in said.marks(block)}
    marks = {event: borne.get(mark.rstrip(FITTED)) for event, mark in events.items() if _is_untouched(event, before)}
    same = {event: was for event, was in marks.items() if was}
    moved = {*before, *members}.difference(claim.iri for event in same for claim in event.cluster.claims)
    changed = _made(said, moved) | {event.iri for event in events if event not in same}
    old = _derived(said, moved, changed)
    new = {quad for event in events if event not in same for quad in deriver.quads_of(event)}
    fitted = {event: was for event, was in same.items() if was != events[event] or was.endswith(FITTED)}
    old |= {quad for name in changed.union(event.iri for event in fitted) for quad in said.pointing(name, members)}
    new |= {quad for event in fitted for quad in pointing_quads(event)}
    old |= {mark_quad(block, mark) for block in blocks for mark in said.marks(block)}
    new |= {mark_quad(event.home, mark) for event, mark in events.items() if event.home}
    return old, new, changed


def _is_untouched(event: Occasion, before: Collection[str]) -> bool:
    return not any(claim.iri in before for claim in event.cluster.claims)


def _made(said: Derived, claims: Iterable[str]) -> set[str]:
    """The events that some claims made: not those that an undated one was only given to, which stand without it."""
    making = (claim for claim in claims if not said.is_news(claim))
    return {object_of(quad) for claim in making for quad in said.of_claim(claim) if quad.predicate == RF.about}


def _derived(said: Derived, claims: Collection[str], events: Iterable[str]) -> set[Quad]:
    """What was derived of some claims and of events; of these what ties them to others of their claims is left out."""
    found = set[Quad]()
    for claim in claims:
        own = said.of_claim(claim)
        found.update(own)
        abouts = (quad.object for quad in own if quad.predicate == RF.about)
        found.update(
            Quad(event, RF.evidence, NamedNode(claim), EVENTS) for event in abouts if isinstance(event, NamedNode)
        )
    for name in events:
        found.update(quad for quad in said.of_event(name) if quad.predicate != RF.evidence or object_of(quad) in claims)
    return found


def _series(store: Writer, old: set[Quad], new: set[Quad]) -> set[Quad]:
    """What is said of series that are written again, or that no event stands in any more."""
    written = {object_of(quad) for quad in new if quad.predicate == RF.inSeries}
    found = set[Quad]()
    for series in {object_of(quad) for quad in old | new if quad.predicate == RF.inSeries}:
        node = NamedNode(series)
        if series in written or not set(_find(store, None, RF.inSeries, node, EVENTS)) - old:
            found.update(_find(store, node, None, None, EVENTS))
    return found
