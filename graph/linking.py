"""Who is who in some state of the graph: what is said of an entity, what was judged of it, and all of it judged anew.

Whom an entity is compared with is looked up by keys (graph/leading.py), so that the rule's judgements, and what is
derived from them, depend neither on the order of loading nor on how much is stored. The identity graph holds the keys
of newly named entities, and `skos:exactMatch` from each merged entity to the one that stands for all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.identity import Facts, facts
from refoulement.graph.judgement import Judgement, judgement_quads, merged, read_judgements
from refoulement.graph.leading import SPELLED, Gathered
from refoulement.graph.rdf import EXACT_MATCH
from refoulement.graph.reference import reference
from refoulement.graph.store import Quads
from refoulement.graph.whole import OfArticle, sealed
from refoulement.ontology import RF


class Identity:
    """Who is who, as some state of the graph has it; what it read of an entity it keeps. See also `leading.Index`."""

    def __init__(self, store: Quads) -> None:
        self._quads = store
        self._read: dict[str, Facts | None] = {}
        self._sealed: frozenset[NamedNode] | None = None  # the restricted graphs, while none is written

    def judgements(self) -> list[Judgement]:
        """All judgements on entities, undone ones too."""
        everything = read_judgements(self._quads.quads(iri.JUDGEMENTS_GRAPH))
        return [judgement for judgement in everything if not _is_event(judgement)]

    def entity(self, thing: str) -> Facts | None:
        """What is said of an entity; None where there is no such."""
        if thing in self._read:
            return self._read[thing]
        known = reference(self._quads).entities
        if thing in known:
            return Facts(known[thing])
        article = iri.minting_article(thing)
        if article is None:
            return None
        beside = sealed(self._quads) if self._sealed is None else self._sealed
        self._read[thing] = facts(thing, OfArticle(self._quads, article, beside), known)
        return self._read[thing]

    def judged_of(self, thing: str) -> list[Judgement]:
        """The judgements on an entity, undone ones too."""
        return self._at(self._nodes(thing, RF.judgedFirst) | self._nodes(thing, RF.judgedSecond))

    def _nodes(self, thing: str, way: NamedNode) -> set[NamedNode]:
        found = self._quads.matching(iri.JUDGEMENTS_GRAPH, predicate=way, term=NamedNode(thing))
        return {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}

    def _at(self, nodes: Iterable[NamedNode]) -> list[Judgement]:
        return read_judgements(
            chain.from_iterable(self._quads.matching(iri.JUDGEMENTS_GRAPH, subject=node) for node in nodes)
        )

    def around(self, *things: str) -> tuple[list[Judgement], dict[str, str]]:
        """The judgements that bear on these, and the kinds of all that they are about."""
        found, seen = self.tied(things, lambda one: one.by == "byPerson" or one.verdict == "same")
        about = seen.union(*(judgement.pair for judgement in found))
        return found, self.kinds(about)

    def tied(self, things: Iterable[str], binds: Callable[[Judgement], bool]) -> tuple[list[Judgement], set[str]]:
        """All judgements on some entities and on those tied to them by judgements in force that bind."""
        seen, waiting = set(things), list(things)
        found: dict[str, Judgement] = {}
        while waiting:
            for judgement in self.judged_of(waiting.pop()):
                found[judgement.iri] = judgement
                if judgement.undone is None and binds(judgement):
                    waiting += judgement.pair - seen
                    seen |= judgement.pair
        return sorted(found.values(), key=lambda judgement: judgement.iri), seen

    def kinds(self, things: Iterable[str]) -> dict[str, str]:
        """The kinds of those of some entities that are described."""
        return {thing: told.entity.kind for thing in things if (told := self.entity(thing))}

    # What `leading` asks for

    def holders(self, key: str) -> Collection[str]:
        found = self._quads.matching(iri.IDENTITY_GRAPH, predicate=RF.nameKey, term=Literal(key))
        return {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}

    def known(self, key: str) -> Collection[str]:
        return reference(self._quads).by_key.get(key, ())

    def spellings(self, thing: str) -> Iterable[str]:
        return (key for key in self.keys(thing) if key.startswith(SPELLED))

    def keys(self, thing: str) -> frozenset[str]:
        """The keys that an entity bears."""
        found = self._quads.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing), predicate=RF.nameKey)
        return frozenset(quad.object.value for quad in found if isinstance(quad.object, Literal))


def derive(said: Quads, *, things: Iterable[str], now: datetime) -> frozenset[Quad]:
    """All judgements on some entities and on those judged already, made anew, and the identity graph they give."""
    identity = Identity(said)
    before = identity.judgements()
    named = {thing for judgement in before for thing in judgement.pair}.union(things)
    members = [told for thing in named if iri.is_minted(thing) and (told := identity.entity(thing))]
    gathered = Gathered(members, reference(said))
    judged = list(kept_up(before, gathered.judgements(now)))
    stands = merged(judged, identity.kinds(named))
    return frozenset(
        chain(
            (quad for judgement in judged for quad in judgement_quads(judgement)),
            (key_quad(thing, key) for thing, keys in gathered.keys.items() for key in keys),
            (match_quad(thing, first) for thing, first in stands.items() if thing != first),
        )
    )


def kept_up(before: Iterable[Judgement], ruled: Iterable[Judgement]) -> Iterator[Judgement]:
    """Judgements with what the rule says now: persons' and undone ones as they are, the rule's as it makes them anew.

    What the rule says as before keeps its time. What a person undid stays undone, whatever the rule says.
    """
    known = {judgement.iri: judgement for judgement in before}
    kept = {key: one for key, one in known.items() if one.by == "byPerson" or one.undone}
    yield from kept.values()
    for judgement in ruled:
        if judgement.iri not in kept:
            old = known.get(judgement.iri)
            yield old if old and _says(old) == _says(judgement) else judgement


def _says(judgement: Judgement) -> tuple[object, ...]:
    return judgement.reasons, judgement.score, judgement.judge


def key_quad(thing: str, key: str) -> Quad:
    return Quad(NamedNode(thing), RF.nameKey, Literal(key), iri.IDENTITY_GRAPH)


def match_quad(thing: str, first: str) -> Quad:
    return Quad(NamedNode(thing), EXACT_MATCH, NamedNode(first), iri.IDENTITY_GRAPH)


def _is_event(judgement: Judgement) -> bool:
    return judgement.first.startswith(f"{iri.THINGS}claim/")  # one that stands for its event
