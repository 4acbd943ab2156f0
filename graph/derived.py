"""What the events graph of a store says, read as far as it is asked for: claims as they are compared, and events."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.called import english
from refoulement.graph.comparison import read
from refoulement.graph.judgement import Judgement, read_judgements
from refoulement.graph.store import Quads
from refoulement.graph.told import Told
from refoulement.ontology import RF

EVENTS = iri.EVENTS_GRAPH
WAYS = (RF.judgedFirst, RF.judgedSecond)
FEW = 100  # judgements that are sooner read than asked for claim by claim


@dataclass(frozen=True, slots=True)
class Standing:
    """An event as it stands there. `claims` are those that make it, without the undated ones that are news of it."""

    iri: str
    earliest: date | None
    latest: date | None
    claims: tuple[Told | None, ...]  # None: a claim that is no more

    def has_figure(self, claim: Told) -> bool:
        """True where one of its claims prints just this number."""
        return any(other is not None and claim.same_figure(other) for other in self.claims)

    def may_have_had_figure(self, claim: Told) -> bool:
        """The same, or where that cannot be told any more."""
        return claim.value is not None and (None in self.claims or self.has_figure(claim))


class Derived:
    """See `events.Said`; what was read once it keeps. What is there of `touched` claims need not follow now."""

    def __init__(self, store: Quads, touched: Container[str]) -> None:
        self._store = store
        self._touched = touched
        self._claims: dict[str, Told | None] = {}
        self._blocks: dict[str, tuple[Told, ...]] = {}
        self._marks: dict[str, frozenset[str]] = {}
        self._said: dict[str, list[Quad]] = {}
        self._compared_in: dict[str, list[str]] = {}
        self._of_events: dict[str, set[Quad]] = {}
        self._events: dict[str, Standing] = {}
        self._named: dict[str, str | None] = {}

    def claim(self, iri: str) -> Told | None:
        if iri not in self._claims:
            self.of_claim(iri)
            for block in self._compared_in[iri]:
                self.block(block)
            self._claims.setdefault(iri, None)
        return self._claims[iri]

    def of_claim(self, claim: str) -> list[Quad]:
        """What is said of a claim, but for what it is compared with."""
        if claim not in self._said:
            found = self._store.matching(EVENTS, subject=NamedNode(claim))
            self._said[claim] = [quad for quad in found if quad.predicate != RF.comparedIn]
            self._compared_in[claim] = [object_of(quad) for quad in found if quad.predicate == RF.comparedIn]
        return self._said[claim]

    def block(self, key: str) -> tuple[Told, ...]:
        if key not in self._blocks:
            found = self._store.matching(EVENTS, subject=NamedNode(key))
            claims = tuple(read(object_of(quad)) for quad in found if quad.predicate == RF.comparedAs)
            self._claims.update((claim.iri, claim) for claim in claims)
            self._blocks[key] = claims
            self._marks[key] = frozenset(object_of(quad) for quad in found if quad.predicate == RF.derivedAs)
        return self._blocks[key]

    def marks(self, key: str) -> frozenset[str]:
        """The marks of the events that were derived of a block (`occasion.derived_as`)."""
        self.block(key)
        return self._marks[key]

    def of_event(self, event: str) -> set[Quad]:
        """What is said of an event and of the shares of it."""
        if event not in self._of_events:
            node = NamedNode(event)
            found = self._of_events[event] = set(self._store.matching(EVENTS, subject=node))
            for quad in self._store.matching(EVENTS, predicate=RF.partOf, term=node):
                if subject_of(quad).startswith(event + "--"):
                    found.update(self._store.matching(EVENTS, subject=NamedNode(subject_of(quad))))
        return self._of_events[event]

    def pointing(self, event: str, claims: Container[str]) -> set[Quad]:
        """What is said of some claims that fit an event and others as well, or are kept out of it."""
        node = NamedNode(event)
        found = (quad for way in POINTING for quad in self._store.matching(EVENTS, predicate=way, term=node))
        return {quad for quad in found if subject_of(quad) in claims}

    def held_to_fit(self, event: str) -> set[str]:
        """The claims, dated or not, that are about an event or fit it and others as well."""
        fitting = self._store.matching(EVENTS, predicate=RF.perhapsAbout, term=NamedNode(event))
        made_of = (object_of(quad) for quad in self.of_event(event) if quad.predicate == RF.evidence)
        return {*made_of, *map(subject_of, fitting)}

    def event(self, name: str) -> Standing:
        """An event as it stands."""
        if name not in self._events:
            said = self._store.matching(EVENTS, subject=NamedNode(name))
            days = {quad.predicate: date.fromisoformat(object_of(quad)) for quad in said if quad.predicate in DAYS}
            claims = [object_of(quad) for quad in said if quad.predicate == RF.evidence]
            made_of = tuple(self.claim(claim) for claim in sorted(claims) if not self.is_news(claim))
            self._events[name] = Standing(name, days.get(RF.earliest), days.get(RF.latest), made_of)
        return self._events[name]

    def is_news(self, claim: str) -> bool:
        """True for an undated claim that a rule gave to an event."""
        told = None if claim in self._touched else self._claims.get(claim)
        if told is not None and not told.loose:
            return False  # without a look at what was derived of it
        return any(quad.object == RF.publishedSoonAfter for quad in self.of_claim(claim))

    def fitted(self, loose: Told) -> set[str]:
        """The events that an undated claim was held to fit; of several the one of its figure, where one was."""
        way = RF.about if self.is_news(loose.iri) else RF.perhapsAbout
        return {object_of(quad) for quad in self.of_claim(loose.iri) if quad.predicate == way}

    def judgements(self, claim: str) -> tuple[Judgement, ...]:
        if self._decided is not None and claim not in self._decided:
            return ()
        quads: list[Quad] = []
        for predicate in WAYS:
            for quad in self._store.matching(iri.JUDGEMENTS_GRAPH, predicate=predicate, term=NamedNode(claim)):
                quads += self._store.matching(iri.JUDGEMENTS_GRAPH, subject=NamedNode(subject_of(quad)))
        return tuple(read_judgements(quads))

    @cached_property
    def _decided(self) -> set[str] | None:
        """All that persons judged, as long as it is little; no rule judges claims."""
        found = self._store.matching(iri.JUDGEMENTS_GRAPH, predicate=RF.judgedBy, term=RF.byPerson)
        if len(found) > FEW:
            return None
        nodes = [NamedNode(subject_of(quad)) for quad in found]
        quads = (
            self._store.matching(iri.JUDGEMENTS_GRAPH, subject=node, predicate=way) for node in nodes for way in WAYS
        )
        return {object_of(quad) for some in quads for quad in some}

    def name(self, place: str) -> str | None:
        if place not in self._named:
            self._named[place] = english(self._store, place)
        return self._named[place]


DAYS = (RF.earliest, RF.latest)
POINTING = (RF.perhapsAbout, RF.notAbout)


def subject_of(quad: Quad) -> str:
    """The name of a quad's subject; nothing where it has none."""
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def object_of(quad: Quad) -> str:
    """The name or the words of a quad's object; nothing where it has none."""
    return quad.object.value if isinstance(quad.object, NamedNode | Literal) else ""
