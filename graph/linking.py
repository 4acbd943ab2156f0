"""Judging anew what a load touched, and deriving from all judgements who stands for whom.

What is judged together is a component: entities tied by shared keys of their names or by judgements. The rule sees a
component whole, so that its judgements, and what is derived from them, do not depend on the order of loading. The
identity graph holds the keys of every minted entity, by which a component is found, and `skos:exactMatch` from each
merged entity to the one that stands for all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from pyoxigraph import Literal, NamedNode, Quad

from refoulement import __version__
from refoulement.graph import iri
from refoulement.graph.candidates import keys
from refoulement.graph.catalogue import Entry
from refoulement.graph.entity import Entity
from refoulement.graph.identity import Facts, facts, judge_all
from refoulement.graph.judgement import Judgement, judgement_quads, merged, read_judgements
from refoulement.graph.rdf import EXACT_MATCH, read_entities
from refoulement.graph.store import Quads, Writer
from refoulement.graph.whole import of_article
from refoulement.ontology import RF


@dataclass(frozen=True, slots=True)
class _Component:
    """Entities that may be one, with every judgement on them and all that the identity graph says of them."""

    seen: frozenset[str]
    members: dict[str, Facts]  # those of them that are still described somewhere
    judgements: tuple[Judgement, ...]
    quads: frozenset[Quad]

    @property
    def kinds(self) -> dict[str, str]:
        return {thing: each.entity.kind for thing, each in self.members.items()}


class Identity:
    """Who is who, as some state of the graph has it."""

    def __init__(self, store: Quads) -> None:
        self._quads = store
        self._read: dict[str, Facts | None] = {}
        self._new_by_key: dict[str, set[str]] = defaultdict(set)  # of entities that the identity graph has not yet

    @cached_property
    def _known(self) -> dict[str, Entity]:
        """The gazetteer, read when it is first asked for."""
        return {entity.iri: entity for entity in read_entities(self._quads.quads(iri.GAZETTEER_GRAPH))}

    @cached_property
    def _by_key(self) -> dict[str, set[str]]:
        found = defaultdict[str, set[str]](set)
        for entity in self._known.values():
            for key in keys(entity):
                found[key].add(entity.iri)
        return dict(found)

    def judgements(self) -> list[Judgement]:
        """All judgements on entities, undone ones too."""
        everything = read_judgements(self._quads.quads(iri.JUDGEMENTS_GRAPH))
        return [judgement for judgement in everything if not _is_event(judgement)]

    def entity(self, thing: str) -> Facts | None:
        """What is said of an entity; None where there is no such."""
        if thing in self._known:
            return Facts(self._known[thing])
        article = iri.minting_article(thing)
        if article is None:
            return None
        if thing not in self._read:
            self._read[thing] = facts(thing, partial(of_article, self._quads, article), self._known)
        return self._read[thing]

    def around(self, *things: str) -> tuple[list[Judgement], dict[str, str]]:
        """The judgements that bear on these, and the kinds of all that they are about."""
        found: dict[str, Judgement] = {}
        kinds: dict[str, str] = {}
        for thing in things:
            component = self._component(thing)
            found |= {judgement.iri: judgement for judgement in component.judgements}
            kinds |= component.kinds
        return sorted(found.values(), key=lambda judgement: judgement.iri), kinds

    def _component(self, start: str) -> _Component:
        """All that is tied to an entity, by keys or by judgements."""
        waiting, members, quads = [start], dict[str, Facts](), set[Quad]()
        seen, asked = {start}, set[str]()
        judgements: dict[str, Judgement] = {}
        while waiting:
            thing = waiting.pop()
            said = set(self._quads.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing)))
            quads |= said
            near = {other for judgement in self._judged_of(thing, judgements) for other in judgement.pair}
            own = self.entity(thing)
            if own:
                members[thing] = own
            own_keys = keys(own.entity) if own and iri.is_minted(thing) else frozenset[str]()
            for key in own_keys | {quad.object.value for quad in said if isinstance(quad.object, Literal)}:
                if key not in asked:
                    asked.add(key)
                    near |= self._sharing(key)
            waiting += sorted(near - seen)
            seen |= near
        return _Component(frozenset(seen), members, tuple(judgements.values()), frozenset(quads))

    def _sharing(self, key: str) -> set[str]:
        found = self._quads.matching(iri.IDENTITY_GRAPH, predicate=RF.nameKey, term=Literal(key))
        named = {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
        return named | self._by_key.get(key, set()) | self._new_by_key.get(key, set())

    def _judged_of(self, thing: str, known: dict[str, Judgement]) -> list[Judgement]:
        found = []
        for predicate in (RF.judgedFirst, RF.judgedSecond):
            for quad in self._quads.matching(iri.JUDGEMENTS_GRAPH, predicate=predicate, term=NamedNode(thing)):
                assert isinstance(quad.subject, NamedNode)
                if quad.subject.value not in known:
                    (judgement,) = read_judgements(self._quads.matching(iri.JUDGEMENTS_GRAPH, subject=quad.subject))
                    known[judgement.iri] = judgement
                found.append(known[quad.subject.value])
        return found

    def judged(self, things: Iterable[str], *, now: datetime) -> Iterator[tuple[_Component, list[Judgement]]]:
        """Each component that some entities are in, with its judgements made anew."""
        self._read.clear()
        waiting = set(things)
        for thing in waiting:
            if own := self.entity(thing):
                for key in keys(own.entity):
                    self._new_by_key[key].add(thing)
        for thing in sorted(waiting):
            if thing in waiting:
                component = self._component(thing)
                waiting -= component.seen
                yield component, self._judged(component, now)
        self._new_by_key.clear()

    def _judged(self, component: _Component, now: datetime) -> list[Judgement]:
        """The component's judgements: persons' and undone ones as they are, the rule's made anew.

        What the rule says as before keeps its time. What a person undid stays undone, whatever the rule says.
        """
        kept = {one.iri: one for one in component.judgements if one.by == "byPerson" or one.undone}
        before = {one.iri: one for one in component.judgements}
        for judgement in judge_all(component.members.values(), made=now):
            if judgement.iri not in kept:
                old = before.get(judgement.iri)
                same = old and (old.reasons, old.score, old.judge) == (
                    judgement.reasons,
                    judgement.score,
                    judgement.judge,
                )
                kept[judgement.iri] = old if old and same else judgement
        return list(kept.values())


class Linker(Identity):
    """Who is who in a store that is being written, kept up with what is written there."""

    def __init__(self, store: Writer) -> None:
        super().__init__(store)
        self._store = store
        self._touched: set[str] = set()
        self.moved: set[str] = set()  # those for whom another stands than before this linker came

    def touch(self, *graphs: Iterable[Quad]) -> None:
        """Note the entities that an article names, or named before it was loaded again."""
        for quads in graphs:
            self._touched |= {entity.iri for entity in read_entities(quads)}

    def touch_all(self) -> None:
        """Note every entity that an article names, or that the identity graph still knows."""
        self.touch(*map(self._store.quads, self._store.graphs(iri.ARTICLE_GRAPHS)))
        known = self._store.matching(iri.IDENTITY_GRAPH)
        self._touched |= {quad.subject.value for quad in known if isinstance(quad.subject, NamedNode)}

    def note(self, things: Iterable[str]) -> None:
        """Note entities on which judgements were written."""
        self._touched.update(things)

    def link(self, *, now: datetime) -> bool:
        """Judge and derive anew all that was touched; True where that changed anything."""
        changed = False
        for component, judgements in self.judged(self._touched, now=now):
            changed |= self._write(component, judgements, now)
        self._touched.clear()
        return changed

    def put(self, judgement: Judgement, *, now: datetime) -> None:
        """Write a judgement that was admitted or undone, and derive what follows from it."""
        before = self._store.matching(iri.JUDGEMENTS_GRAPH, subject=NamedNode(judgement.iri))
        self._amend(iri.JUDGEMENTS_GRAPH, before, judgement_quads(judgement), now)
        self._touched |= judgement.pair
        self.link(now=now)

    def _write(self, component: _Component, judgements: list[Judgement], now: datetime) -> bool:
        before = [quad for judgement in component.judgements for quad in judgement_quads(judgement)]
        after = [quad for judgement in judgements for quad in judgement_quads(judgement)]
        changed = self._amend(iri.JUDGEMENTS_GRAPH, before, after, now)
        derived = set(_identity_quads([each.entity for each in component.members.values()], judgements))
        self.moved |= {
            quad.subject.value
            for quad in component.quads ^ derived
            if quad.predicate == EXACT_MATCH and isinstance(quad.subject, NamedNode)
        }
        return self._amend(iri.IDENTITY_GRAPH, component.quads, derived, now) or changed

    def _amend(self, graph: NamedNode, before: Iterable[Quad], after: Iterable[Quad], now: datetime) -> bool:
        titles = {
            iri.JUDGEMENTS_GRAPH: "Judgements on who and what is the same",
            iri.IDENTITY_GRAPH: "Who stands for whom, derived from the judgements",
        }
        entry = Entry(graph=graph, title=titles[graph], agent=f"refoulement {__version__}", written_at=now)
        return self._store.amend(graph, gone=before, new=after, entry=entry)


def derive(said: Quads, *, things: Iterable[str], now: datetime) -> frozenset[Quad]:
    """All judgements on some entities and on those judged already, made anew, and the identity graph they give."""
    identity = Identity(said)
    found = set[Quad]()
    judged = {thing for judgement in identity.judgements() for thing in judgement.pair}
    for component, judgements in identity.judged(judged.union(things), now=now):
        found.update(quad for judgement in judgements for quad in judgement_quads(judgement))
        found.update(_identity_quads([each.entity for each in component.members.values()], judgements))
    return frozenset(found)


def _identity_quads(entities: Iterable[Entity], judgements: Iterable[Judgement]) -> Iterator[Quad]:
    entities = tuple(entities)
    for entity in entities:
        if iri.is_minted(entity.iri):
            for key in keys(entity):
                yield Quad(NamedNode(entity.iri), RF.nameKey, Literal(key), iri.IDENTITY_GRAPH)
    for thing, canonical in merged(judgements, {entity.iri: entity.kind for entity in entities}).items():
        if thing != canonical:
            yield Quad(NamedNode(thing), EXACT_MATCH, NamedNode(canonical), iri.IDENTITY_GRAPH)


def _is_event(judgement: Judgement) -> bool:
    return judgement.first.startswith(f"{iri.THINGS}claim/")  # one that stands for its event
