"""Who is who in a store that is being written: only what a load or a judgement touched is judged and derived again.

In three steps: the keys by which entities are found, what the rule judges of all whose rivals have changed, and who
stands for whom in each class of entities that a changed judgement holds together. The result is that of
`linking.derive`, which makes all anew.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from pyoxigraph import NamedNode, Quad

from refoulement import __version__
from refoulement.graph import iri
from refoulement.graph.bridges import Changes, Pair, bridged, never_parted
from refoulement.graph.candidates import keys
from refoulement.graph.catalogue import Entry
from refoulement.graph.identity import UNSURE_KEPT, Facts, is_settled, judge_among, judge_beside
from refoulement.graph.judgement import Judgement, judgement_quads, merged, read_judgements, ruled_iri
from refoulement.graph.leading import (
    LEADER,
    LIKE,
    SAID,
    SPELLED,
    Unchanging,
    displaced_by,
    following,
    index_keys,
    like,
    read_said,
    rivals,
    spelled,
    still_compared,
)
from refoulement.graph.linking import Identity, kept_up, key_quad, match_quad
from refoulement.graph.once import Once
from refoulement.graph.rdf import EXACT_MATCH, read_entities
from refoulement.graph.store import Writer
from refoulement.graph.whole import sealed
from refoulement.ontology import RF

WAYS = (RF.judgedFirst, RF.judgedSecond)
BATCH = 500  # entities linked in one transaction: it bounds the memory of a large load


@dataclass(frozen=True)
class Again:
    """Who has to be judged again once the keys are written."""

    things: set[str]  # with all whom they are compared with
    beside: dict[str, set[str]]  # beside what is judged of them already, with some new leaders alone
    displaced: frozenset[str]  # those that some may be compared with no more, since a new leader comes before
    index: Unchanging


class Linker(Identity):
    """Who is who in a store that is being written, kept up with what is written there."""

    def __init__(self, store: Writer) -> None:
        super().__init__(store)
        self._store = store
        self._batch: set[str] = set()  # whose keys do not tell yet what is said of them
        self._touched: set[str] = set()
        self._noted: set[str] = set()
        self.moved: set[str] = set()  # those for whom another stands than before this linker came

    def touch(self, *graphs: Iterable[Quad]) -> None:
        """Note the entities that an article names, or named before it was loaded again."""
        for quads in graphs:
            self._touched |= {entity.iri for entity in read_entities(quads)}

    def touch_all(self, *, now: datetime) -> None:
        """Note every entity that an article names, or that was judged, or that the identity graph still knows.

        Judgements that another version wrote are written as this one writes them, so that it finds them.
        """
        before = set(self._store.quads(iri.JUDGEMENTS_GRAPH))
        after = {quad for judgement in read_judgements(before) for quad in judgement_quads(judgement)}
        self._amend(iri.JUDGEMENTS_GRAPH, before - after, after - before, now)
        for graph in self._store.graphs(iri.ARTICLE_GRAPHS):
            self.touch(self._store.quads(graph))
        for quad in self._store.matching(iri.IDENTITY_GRAPH, predicate=RF.nameKey):
            self._touched.add(quad.subject.value)  # type: ignore[union-attr]
        for way in WAYS:
            things = (quad.object.value for quad in self._store.matching(iri.JUDGEMENTS_GRAPH, predicate=way))  # type: ignore[union-attr]
            self._touched |= {thing for thing in things if not thing.startswith(f"{iri.THINGS}claim/")}

    def note(self, things: Iterable[str]) -> None:
        """Note entities on which judgements were written."""
        self._noted.update(things)

    def link(self, *, now: datetime) -> bool:
        """Judge and derive anew all that was touched; True where that changed anything."""
        waiting, changed = iter(sorted(self._touched)), False
        while batch := set(islice(waiting, BATCH)):
            changed |= self._link(batch, set(), now)
        if self._noted:
            changed |= self._link(set(), self._noted, now)
        self._touched, self._noted = set(), set()
        return changed

    def put(self, judgement: Judgement, *, now: datetime) -> None:
        """Write a judgement that was admitted or undone, and derive what follows from it."""
        before = self._store.matching(iri.JUDGEMENTS_GRAPH, subject=NamedNode(judgement.iri))
        self._amend(iri.JUDGEMENTS_GRAPH, before, judgement_quads(judgement), now)
        self.note(judgement.pair)
        self.link(now=now)

    def entity(self, thing: str) -> Facts | None:
        if thing not in self._read and thing not in self._batch and iri.is_minted(thing):
            said = next((key for key in self.keys(thing) if key.startswith(SAID)), None)
            if said:
                self._read[thing] = read_said(thing, said)
        return super().entity(thing)

    def _link(self, batch: set[str], noted: set[str], now: datetime) -> bool:
        self._read.clear()
        self._batch = batch
        self._quads = Once(self._store)  # until this has ended nobody else writes
        self._sealed = sealed(self._store)
        try:
            return self._linked(batch, noted, now)
        finally:
            self._quads, self._sealed = self._store, None

    def _linked(self, batch: set[str], noted: set[str], now: datetime) -> bool:
        fresh = {thing for thing in batch if not (self.keys(thing) or self.judged_of(thing))}
        changes = self._judge(self._index(batch, fresh, now), batch, fresh, now)
        changes.others.update(batch - fresh, noted)
        return self._merge(changes, fresh, now) or changes.any

    # The keys

    def _index(self, batch: set[str], fresh: set[str], now: datetime) -> Again:
        """Bring the keys up to what is said of some entities; returns those that have to be judged again."""
        told = {thing: own for thing in batch if (own := self._named(thing))}
        before = {thing: self.keys(thing) for thing in batch}
        joining = defaultdict[str, set[str]](set)
        for thing, own in told.items():
            joining[like(own)].add(thing)
        again, moved, leaders = set(batch), set[str](), dict[str, str | None]()
        for key in joining.keys() | {key for found in before.values() for key in found if key.startswith(LIKE)}:
            old, leaders[key] = self._leaders(key, joining[key], batch)
            if old != leaders[key]:
                moved |= {old, leaders[key]} - {None}  # type: ignore[arg-type]
            if old and (old != leaders[key] or old in batch):
                again |= set(self.holders(key))
        orphans = {thing for thing in batch if any(key.startswith(LEADER) for key in before[thing])}
        again |= {_later(one) for thing in orphans for one in self.judged_of(thing) if one.by == "byRule"}
        told |= {thing: own for thing in moved if (own := self._named(thing))}
        leading = {thing for thing, own in told.items() if leaders[like(own)] == thing}
        firsts = self._firsts({*batch, *moved}, {thing: told[thing] for thing in leading})
        newly = leading & fresh
        changed = [(old, new) for old, new in firsts.values() if old != new]
        displaced = {old for old, new in changed if old and new in newly} - batch - moved
        for thing in {first for pair in changed for first in pair if first} - told.keys():
            if own := self._named(thing):
                told[thing] = own
                leading.add(thing)
        written = {
            thing: index_keys(own, leading=thing in leading, first=firsts.get(spelled(own), ("", ""))[1] == thing)
            for thing, own in told.items()
        }
        both = {thing: (self.keys(thing), written.get(thing, frozenset[str]())) for thing in {*batch, *moved, *told}}
        gone = [key_quad(thing, key) for thing, (old_keys, new) in both.items() for key in old_keys - new]
        come = [key_quad(thing, key) for thing, (old_keys, new) in both.items() for key in new - old_keys]
        self._amend(iri.IDENTITY_GRAPH, gone, come, now)
        index = Unchanging(self)
        others = leading - newly - displaced
        again |= moved.union(others, *(following(told[thing], index) for thing in others))
        beside = defaultdict[str, set[str]](set)
        for leader in newly:
            displaced |= displaced_by(told[leader], index, new=fresh)
            for thing in following(told[leader], index) - again:
                beside[thing].add(leader)
        return Again(again, beside, frozenset(displaced | moved), index)

    def _named(self, thing: str) -> Facts | None:
        """What is said of a newly named entity that can be compared with others."""
        own = self.entity(thing) if iri.is_minted(thing) else None
        return own if own and keys(own.entity) else None

    def _leaders(self, key: str, joining: set[str], batch: set[str]) -> tuple[str | None, str | None]:
        """Who led those alike, and who leads them now."""
        old = next(iter(self.holders(LEADER + key.removeprefix(LIKE))), None)
        if old is None or old not in batch:
            return old, min({*joining, *([old] if old else [])}, default=None, key=iri.rank)
        if old in joining:
            return old, min(joining, key=iri.rank)
        return old, min((set(self.holders(key)) - batch) | joining, default=None, key=iri.rank)

    def _firsts(self, concerned: set[str], leading: dict[str, Facts]) -> dict[str, tuple[str | None, str | None]]:
        """Of each spelling that some leaders have or had: the first leader before and now."""
        having = defaultdict[str, set[str]](set)
        for thing, own in leading.items():
            having[spelled(own)].add(thing)
        had = {key for thing in concerned for key in self.keys(thing) if key.startswith(SPELLED)}
        found = {}
        for key in having.keys() | had:
            before = set(self.holders(key))
            after = (before - concerned) | having[key]
            found[key] = min(before, default=None, key=iri.rank), min(after, default=None, key=iri.rank)
        return found

    # The rule

    def _judge(self, again: Again, batch: set[str], fresh: set[str], now: datetime) -> Changes:
        """Judge some entities anew; returns who may be the same as others now."""
        gone, new, changes = list[Judgement](), list[Judgement](), Changes(set(), set(), set())
        for thing in sorted(filter(iri.is_minted, again.things | again.beside.keys())):
            if thing in again.beside and self._is_settled(thing, again):
                continue
            own = self._named(thing)
            told = self._beside(own, again, now) if own and thing in again.beside else None
            if told is None:
                nodes = self._ruled_nodes(thing, own, everything=thing in batch)
                others = self._told(rivals(own, again.index)) if own else []
                judged = judge_among(own, others, bearers=again.index.known, made=now) if own else []
                told = self._ruled(thing, nodes), judged
            before = {one.iri: one for one in told[0]}
            after = {one.iri: one for one in kept_up(told[0], told[1])}
            changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
            gone += [before[key] for key in changed if key in before]
            new += [after[key] for key in changed if key in after]
            for key in changed:
                one = before.get(key) or after[key]
                if one.verdict == "same":  # what is unsure joins nobody, and keeps nobody apart
                    changes.note(one.pair, went=key not in after, came=key not in before and bool(one.pair & fresh))
        before_quads, after_quads = ([quad for one in some for quad in judgement_quads(one)] for some in (gone, new))
        return replace(changes, any=self._amend(iri.JUDGEMENTS_GRAPH, before_quads, after_quads, now))

    def _is_settled(self, thing: str, again: Again) -> bool:
        """True where new leaders before one change nothing of what is judged of it, whatever is said of it."""
        nodes = self._nodes(thing, RF.judgedSecond)
        if not 0 < len(nodes) <= UNSURE_KEPT:
            return False
        before, come = self._ruled(thing, nodes), self._told(again.beside[thing])
        return is_settled(thing, before, come, again.displaced, self.entity, again.index.known)

    def _beside(self, own: Facts, again: Again, now: datetime) -> tuple[list[Judgement], list[Judgement]] | None:
        """What was and is judged of a leader, as far as new ones before it change that; None where that is in doubt."""
        before = self._ruled(own.entity.iri, self._ruled_nodes(own.entity.iri, own, everything=False))
        compared = {other for one in before for other in one.pair} - {own.entity.iri}
        after = judge_beside(
            own,
            before,
            known=self._told({other for key in keys(own.entity) for other in again.index.known(key)}),
            come=self._told(again.beside[own.entity.iri]),
            gone={other for other in compared & again.displaced if not still_compared(own, other, again.index)},
            told=self.entity,
            bearers=again.index.known,
            made=now,
        )
        return None if after is None else (before, after)

    def _of(self, node: NamedNode, way: NamedNode) -> list[str]:
        found = self._quads.matching(iri.JUDGEMENTS_GRAPH, subject=node, predicate=way)
        return [quad.object.value for quad in found if isinstance(quad.object, NamedNode)]

    def _told(self, things: Iterable[str]) -> list[Facts]:
        """What is said of some entities, of those that are described."""
        return [told for thing in sorted(things) if (told := self.entity(thing))]

    def _ruled_nodes(self, thing: str, own: Facts | None, *, everything: bool) -> set[NamedNode]:
        """The judgements on an entity among which is what the rule judged of it and those before it.

        Many may be judged beside a leader. Those are not read, unless its names may have changed: known ones, which
        come before all, are found by its names.
        """
        nodes = self._nodes(thing, RF.judgedSecond)
        if everything:
            nodes |= self._nodes(thing, RF.judgedFirst)
        elif own:
            known = {other for key in keys(own.entity) for other in self.known(key)}
            nodes |= {NamedNode(ruled_iri(thing, verdict, other)) for other in known for verdict in ("same", "unsure")}
        return nodes

    def _ruled(self, thing: str, nodes: set[NamedNode]) -> list[Judgement]:
        """What the rule judged of an entity and those before it, among some judgements."""
        return [one for one in self._at(nodes) if one.by == "byRule" and _later(one) == thing]

    # Who stands for whom

    def _merge(self, changes: Changes, fresh: set[str], now: datetime) -> bool:
        """Derive anew who stands for some entities and for all that are held to be the same as they."""
        stands: dict[str, str] = {}
        kept, torn = bridged(changes.gone, changes.come)
        apart = self._apart() if changes.gone else set()
        rest = changes.others.union(*torn)
        joined = {things: first for things in kept if (first := self._one_class(things, changes, fresh, apart))}
        for thing in sorted(rest.union(*(kept - joined.keys()))):
            if thing not in stands:
                stands |= self._class(thing)
        for things in sorted(joined, key=sorted):
            if not things <= stands.keys():
                stands |= self._joined(things & fresh, joined[things], stands)
        gone, new = set[Quad](), set[Quad]()
        for thing, first in stands.items():
            gone |= set(self._quads.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing), predicate=EXACT_MATCH))
            new |= {match_quad(thing, first)} if thing != first else set()
        self.moved |= {quad.subject.value for quad in gone ^ new}  # type: ignore[union-attr]
        return self._amend(iri.IDENTITY_GRAPH, gone, new, now)

    def _one_class(self, things: Pair, changes: Changes, fresh: set[str], apart: set[str]) -> str | None:
        """Who stood for all of some things that new judgements tie together; None where the class has to be read.

        They bring no two classes together. New ones alone leave whatever kept others out of the class; where judgements
        went, too, nobody may have been kept out: nothing is held apart, and no two of the kinds exclude each other.
        """
        firsts = {self._stands_for(thing) for thing in things - fresh} or {min(things, key=iri.rank)}
        kinds = self.kinds(things)
        if len(firsts) > 1 or kinds.keys() != things or len(set(kinds.values())) > 1 or things & changes.others:
            return None
        (first,) = firsts
        parted = first in apart or not all(map(never_parted, kinds.values()))
        return None if parted and any(pair <= things for pair in changes.gone) else first

    def _apart(self) -> set[str]:
        """Who stands for anything that a person holds apart from another."""
        verdicts = (RF.different, RF.part)
        found = [self._quads.matching(iri.JUDGEMENTS_GRAPH, predicate=RF.verdict, term=verdict) for verdict in verdicts]
        nodes = [quad.subject for quads in found for quad in quads if isinstance(quad.subject, NamedNode)]
        return {self._stands_for(thing) for node in nodes for way in WAYS for thing in self._of(node, way)}

    def _joined(self, new: Pair, before: str, stands: dict[str, str]) -> dict[str, str]:
        """Who stands for new ones in a class, and for all of it where one of these comes before all of them."""
        first = min(new, key=iri.rank)
        standing = stands.get(before, before)
        if iri.rank(standing) < iri.rank(first):
            return dict.fromkeys(new, standing)
        found = self._quads.matching(iri.IDENTITY_GRAPH, predicate=EXACT_MATCH, term=NamedNode(before))
        stored = {quad.subject.value for quad in found} - stands.keys()  # type: ignore[union-attr]
        return dict.fromkeys({*new, before, *stored, *(each for each, one in stands.items() if one == standing)}, first)

    def _stands_for(self, thing: str) -> str:
        found = self._quads.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing), predicate=EXACT_MATCH)
        return next((quad.object.value for quad in found if isinstance(quad.object, NamedNode)), thing)

    def _class(self, thing: str) -> dict[str, str]:
        judgements, seen = self.tied([thing], lambda one: one.verdict == "same")
        stands = merged(judgements, self.kinds(seen))
        return {each: stands.get(each, each) for each in seen}

    def _amend(self, graph: NamedNode, before: Iterable[Quad], after: Iterable[Quad], now: datetime) -> bool:
        titles = {
            iri.JUDGEMENTS_GRAPH: "Judgements on who and what is the same",
            iri.IDENTITY_GRAPH: "Who stands for whom, derived from the judgements",
        }
        entry = Entry(graph=graph, title=titles[graph], agent=f"refoulement {__version__}", written_at=now)
        changed = self._store.amend(graph, gone=before, new=after, entry=entry)
        if isinstance(self._quads, Once):
            self._quads.forget(graph)
        return changed


def _later(judgement: Judgement) -> str:
    """Of two entities the one that was compared with the other: the second by rank."""
    return max(judgement.pair, key=iri.rank)
