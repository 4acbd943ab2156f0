"""What the events graph of a store says, read as far as it is asked for: claims as they are compared, and events."""

from collections.abc import Iterable, Iterator
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
    """See `events.Said`; what was read once it keeps."""

    def __init__(self, store: Quads) -> None:
        self._store = store
        self._claims: dict[str, Told | None] = {}
        self._said: dict[str, list[Quad]] = {}
        self._events: dict[str, Standing] = {}

    def claim(self, iri: str) -> Told | None:
        if iri not in self._claims:
            found = self._store.matching(EVENTS, subject=NamedNode(iri))
            text = next((object_of(quad) for quad in found if quad.predicate == RF.comparedAs), None)
            self._claims[iri] = read(iri, text) if text else None
            self._said[iri] = [quad for quad in found if quad.predicate not in (RF.comparedIn, RF.comparedAs)]
        return self._claims[iri]

    def of_claim(self, claim: str) -> list[Quad]:
        """What is said of a claim, but for what it is compared with, and as."""
        self.claim(claim)
        return self._said[claim]

    def block(self, key: str) -> tuple[Told, ...]:
        found = self._store.matching(EVENTS, predicate=RF.comparedIn, term=Literal(key))
        return tuple(claim for claim in map(self.claim, map(subject_of, found)) if claim)

    def of_event(self, event: str) -> set[Quad]:
        """What is said of an event and of the shares of it."""
        node = NamedNode(event)
        found = set(self._store.matching(EVENTS, subject=node))
        for quad in self._store.matching(EVENTS, predicate=RF.partOf, term=node):
            if subject_of(quad).startswith(event + "--"):
                found.update(self._store.matching(EVENTS, subject=NamedNode(subject_of(quad))))
        return found

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
        return english(self._store, place)


DAYS = (RF.earliest, RF.latest)


def subject_of(quad: Quad) -> str:
    """The name of a quad's subject; nothing where it has none."""
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def object_of(quad: Quad) -> str:
    """The name or the words of a quad's object; nothing where it has none."""
    return quad.object.value if isinstance(quad.object, NamedNode | Literal) else ""


def events_in(quads: Iterable[Quad]) -> Iterator[str]:
    """The events of which something is said, or which something is said to be about."""
    names = (name for quad in quads for name in (subject_of(quad), object_of(quad)))
    return (name for name in names if name.startswith(iri.THINGS + "event/"))
