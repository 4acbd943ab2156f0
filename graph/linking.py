"""Judging anew what a load touched, and deriving from all judgements who stands for whom.

What is judged together is a component: entities tied by shared keys of their names or by judgements. The rule sees a
component whole, so that its judgements, and what is derived from them, do not depend on the order of loading. The
identity graph holds the keys of every minted entity, by which a component is found, and `skos:exactMatch` from each
merged entity to the one that stands for all.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from refoulement import __version__
from refoulement.graph import iri
from refoulement.graph.candidates import keys
from refoulement.graph.catalogue import Entry
from refoulement.graph.entity import Entity
from refoulement.graph.identity import Facts, facts, judge_all
from refoulement.graph.judgement import Judgement, judgement_quads, merged, read_judgements
from refoulement.graph.rdf import SKOS, read_entities
from refoulement.graph.restricted import whole
from refoulement.graph.store import Quads, Writer
from refoulement.ontology import RF

EXACT_MATCH = NamedNode(SKOS + "exactMatch")


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
        self._known: dict[str, Entity] = {
            entity.iri: entity for entity in read_entities(store.quads(iri.GAZETTEER_GRAPH))
        }
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for entity in self._known.values():
            for key in keys(entity):
                self._by_key[key].add(entity.iri)
        self._articles: dict[str, list[Facts]] = {}
        self._new_by_key: dict[str, set[str]] = defaultdict(set)  # of entities that the identity graph has not yet

    def judgements(self) -> list[Judgement]:
        """All judgements on entities, undone ones too."""
        everything = read_judgements(self._quads.quads(iri.JUDGEMENTS_GRAPH))
        return [judgement for judgement in everything if not _is_event(judgement)]

    def entity(self, thing: str) -> Facts | None:
        """What is said of an entity; None where there is no such."""
        if thing in self._known:
            return Facts(self._known[thing])
        return next((each for each in self._named_in(thing) if each.entity.iri == thing), None)

    def around(self, *things: str) -> tuple[list[Judgement], dict[str, str]]:
        """The judgements that bear on these, and the kinds of all that they are about."""
        found: dict[str, Judgement] = {}
        kinds: dict[str, str] = {}
        for thing in things:
            component = self._component(thing)
            found |= {judgement.iri: judgement for judgement in component.judgements}
            kinds |= component.kinds
        return sorted(found.values(), key=lambda judgement: judgement.iri), kinds

    def _named_in(self, thing: str) -> list[Facts]:
        """The entities that the article which minted this one names."""
        article = iri.minting_article(thing)
        if article is None:
            return []
        if article not in self._articles:
            self._articles[article] = facts(whole(self._quads, iri.article_graph(article)), self._known)
        return self._articles[article]

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


class Linker(Identity):
    """Who is who in a store that is being written, kept up with what is written there."""

    def __init__(self, store: Writer) -> None:
        super().__init__(store)
        self._store = store
        self._touched: set[str] = set()

    def touch(self, *graphs: Iterable[Quad]) -> None:
        """Note the entities that an article names, or named before it was loaded again."""
        for quads in graphs:
            self._touched |= {entity.iri for entity in read_entities(quads)}

    def touch_all(self) -> None:
        """Note every entity that an article names, or that the identity graph still knows."""
        self.touch(*map(self._store.quads, self._store.graphs(iri.ARTICLE_GRAPHS)))
        known = self._store.matching(iri.IDENTITY_GRAPH)
        self._touched |= {quad.subject.value for quad in known if isinstance(quad.subject, NamedNode)}

    def link(self, *, now: datetime) -> bool:
        """Judge and derive anew all that was touched; True where that changed anything."""
        changed = False
        self._articles.clear()
        for thing in self._touched:
            if own := self.entity(thing):
                for key in keys(own.entity):
                    self._new_by_key[key].add(thing)
        for thing in sorted(self._touched):
            if thing in self._touched:
                component = self._component(thing)
                self._touched -= component.seen
                changed |= self._write(component, self._judged(component, now), now)
        self._new_by_key.clear()
        return changed

    def put(self, judgement: Judgement, *, now: datetime) -> None:
        """Write a judgement that was admitted or undone, and derive what follows from it."""
        before = self._store.matching(iri.JUDGEMENTS_GRAPH, subject=NamedNode(judgement.iri))
        self._amend(iri.JUDGEMENTS_GRAPH, before, judgement_quads(judgement), now)
        self._touched |= judgement.pair
        self.link(now=now)

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

    def _write(self, component: _Component, judgements: list[Judgement], now: datetime) -> bool:
        before = [quad for judgement in component.judgements for quad in judgement_quads(judgement)]
        after = [quad for judgement in judgements for quad in judgement_quads(judgement)]
        changed = self._amend(iri.JUDGEMENTS_GRAPH, before, after, now)
        derived = {
            Quad(NamedNode(thing), RF.nameKey, Literal(key), iri.IDENTITY_GRAPH)
            for thing, each in component.members.items()
            if iri.is_minted(thing)
            for key in keys(each.entity)
        }
        for thing, canonical in merged(judgements, component.kinds).items():
            if thing != canonical:
                derived.add(Quad(NamedNode(thing), EXACT_MATCH, NamedNode(canonical), iri.IDENTITY_GRAPH))
        return self._amend(iri.IDENTITY_GRAPH, component.quads, derived, now) or changed

    def _amend(self, graph: NamedNode, before: Iterable[Quad], after: Iterable[Quad], now: datetime) -> bool:
        titles = {
            iri.JUDGEMENTS_GRAPH: "Judgements on who and what is the same",
            iri.IDENTITY_GRAPH: "Who stands for whom, derived from the judgements",
        }
        entry = Entry(graph=graph, title=titles[graph], agent=f"refoulement {__version__}", written_at=now)
        return self._store.amend(graph, gone=before, new=after, entry=entry)


def _is_event(judgement: Judgement) -> bool:
    return judgement.first.startswith(f"{iri.THINGS}claim/")  # one that stands for its event
