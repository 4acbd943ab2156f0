"""Who is who in a store that is being written: only what a load or a judgement touched is judged and derived again.

In three steps: the keys by which entities are found, what the rule judges of all whose rivals have changed, and who
stands for whom in each class of entities that a changed judgement holds together. The result is that of
`linking.derive`, which makes all anew.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from pyoxigraph import NamedNode, Quad

from refoulement import __version__
from refoulement.graph import iri
from refoulement.graph.candidates import keys
from refoulement.graph.catalogue import Entry
from refoulement.graph.identity import Facts, judge_among
from refoulement.graph.judgement import Judgement, judgement_quads, merged, ruled_iri
from refoulement.graph.leading import LEADER, LIKE, SPELLED, Unchanging, following, index_keys, like, rivals, spelled
from refoulement.graph.linking import Identity, kept_up, key_quad, match_quad
from refoulement.graph.rdf import EXACT_MATCH, read_entities
from refoulement.graph.store import Writer
from refoulement.ontology import RF

BATCH = 500  # entities linked in one transaction: it bounds the memory of a large load


class Linker(Identity):
    """Who is who in a store that is being written, kept up with what is written there."""

    def __init__(self, store: Writer) -> None:
        super().__init__(store)
        self._store = store
        self._touched: set[str] = set()
        self._noted: set[str] = set()
        self.moved: set[str] = set()  # those for whom another stands than before this linker came

    def touch(self, *graphs: Iterable[Quad]) -> None:
        """Note the entities that an article names, or named before it was loaded again."""
        for quads in graphs:
            self._touched |= {entity.iri for entity in read_entities(quads)}

    def touch_all(self) -> None:
        """Note every entity that an article names, or that was judged, or that the identity graph still knows."""
        for graph in self._store.graphs(iri.ARTICLE_GRAPHS):
            self.touch(self._store.quads(graph))
        for quad in self._store.matching(iri.IDENTITY_GRAPH, predicate=RF.nameKey):
            self._touched.add(quad.subject.value)  # type: ignore[union-attr]
        for way in (RF.judgedFirst, RF.judgedSecond):
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

    def _link(self, batch: set[str], noted: set[str], now: datetime) -> bool:
        self._read.clear()
        fresh = {thing for thing in batch if not (self.keys(thing) or self.judged_of(thing))}
        again = self._index(batch, now)
        changed, dirty = self._judge(again, batch, fresh, now)
        return self._merge(dirty | batch | noted, fresh, now) or changed

    # The keys

    def _index(self, batch: set[str], now: datetime) -> set[str]:
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
        for thing in {first for pair in firsts.values() for first in pair if first} - told.keys():
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
        return again.union(moved, leading, *(following(told[thing], index) for thing in leading))

    def _named(self, thing: str) -> Facts | None:
        """What is said of a newly named entity that can be compared with others."""
        own = self.entity(thing) if iri.is_minted(thing) else None
        return own if own and keys(own.entity) else None

    def _leaders(self, key: str, joining: set[str], batch: set[str]) -> tuple[str | None, str | None]:
        """Who led those alike, and who leads them now."""
        old = next(iter(self.holders(LEADER + key.removeprefix(LIKE))), None)
        if old is None or old not in batch:
            return old, min({*joining, *([old] if old else [])}, default=None)
        if old in joining:
            return old, min(joining)
        return old, min((set(self.holders(key)) - batch) | joining, default=None)

    def _firsts(self, concerned: set[str], leading: dict[str, Facts]) -> dict[str, tuple[str | None, str | None]]:
        """Of each spelling that some leaders have or had: the first leader before and now."""
        having = defaultdict[str, set[str]](set)
        for thing, own in leading.items():
            having[spelled(own)].add(thing)
        had = {key for thing in concerned for key in self.keys(thing) if key.startswith(SPELLED)}
        found = {}
        for key in having.keys() | had:
            before = set(self.holders(key))
            found[key] = min(before, default=None), min((before - concerned) | having[key], default=None)
        return found

    # The rule

    def _judge(self, again: Iterable[str], batch: set[str], fresh: set[str], now: datetime) -> tuple[bool, set[str]]:
        """Judge some entities anew; returns whether that changed anything, and whose judgements it changed."""
        gone, new, dirty = list[Judgement](), list[Judgement](), set[str]()
        index = Unchanging(self)
        for thing in sorted(filter(iri.is_minted, again)):
            own = self._named(thing)
            before = {one.iri: one for one in self._ruled(thing, own, everything=thing in batch)}
            others = [other for rival in rivals(own, index) if (other := self.entity(rival))] if own else []
            after = {
                one.iri: one for one in kept_up(before.values(), judge_among(own, others, made=now) if own else ())
            }
            changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
            gone += [before[key] for key in changed if key in before]
            new += [after[key] for key in changed if key in after]
            for key in changed:
                dirty |= {thing} if thing in fresh and key not in before else (before.get(key) or after[key]).pair
        before_quads, after_quads = ([quad for one in some for quad in judgement_quads(one)] for some in (gone, new))
        return self._amend(iri.JUDGEMENTS_GRAPH, before_quads, after_quads, now), dirty

    def _ruled(self, thing: str, own: Facts | None, *, everything: bool) -> list[Judgement]:
        """What the rule judged of an entity and those before it.

        Many may be judged beside a leader. Those are not read, unless its names may have changed: known ones, which
        come before all, are found by its names.
        """
        nodes = self._nodes(thing, RF.judgedSecond)
        if everything:
            nodes |= self._nodes(thing, RF.judgedFirst)
        elif own:
            known = {other for key in keys(own.entity) for other in self.known(key)}
            nodes |= {NamedNode(ruled_iri(thing, verdict, other)) for other in known for verdict in ("same", "unsure")}
        return [one for one in self._at(nodes) if one.by == "byRule" and _later(one) == thing]

    # Who stands for whom

    def _merge(self, dirty: set[str], fresh: set[str], now: datetime) -> bool:
        """Derive anew who stands for some entities and for all that are held to be the same as they."""
        stands: dict[str, str] = {}
        for thing in (*sorted(dirty - fresh), *sorted(dirty & fresh)):
            if thing not in stands:
                leaf = self._leaf(thing, stands) if thing in fresh else None
                stands |= {thing: leaf} if leaf else self._class(thing)
        gone, new = set[Quad](), set[Quad]()
        for thing, first in stands.items():
            gone |= set(self._store.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing), predicate=EXACT_MATCH))
            new |= {match_quad(thing, first)} if thing != first else set()
        self.moved |= {quad.subject.value for quad in gone ^ new}  # type: ignore[union-attr]
        return self._amend(iri.IDENTITY_GRAPH, gone, new, now)

    def _leaf(self, thing: str, stands: dict[str, str]) -> str | None:
        """Who stands for an entity that is new and the same as members of one class alone; None where that is in doubt.

        It changes nothing for them: it brings no two classes together, and no one held it apart from anything.
        """
        judged = self.judged_of(thing)
        if any(one.by == "byPerson" or one.undone or _later(one) != thing for one in judged):
            return None
        same = [other for one in judged if one.verdict == "same" for other in one.pair - {thing}]
        if not same:
            return thing
        firsts = {stands.get(other) or self._stands_for(other) for other in same}
        alike = len(set(self.kinds([*same, thing]).values())) == 1
        return firsts.pop() if alike and len(firsts) == 1 and _order(min(firsts)) < _order(thing) else None

    def _stands_for(self, thing: str) -> str:
        found = self._store.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing), predicate=EXACT_MATCH)
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
        return self._store.amend(graph, gone=before, new=after, entry=entry)


def _order(thing: str) -> tuple[bool, str]:
    return iri.is_minted(thing), thing


def _later(judgement: Judgement) -> str:
    """Of two entities the one that was compared with the other: known ones come before all, others by their IRI."""
    return max(judgement.pair, key=_order)
