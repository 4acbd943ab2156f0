"""What waits for a person: identities and events left open, weak claims, corrections of articles that changed.

Each is found in one published state of the graph; what a person has decided is not among it any more.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import get_args

from pyoxigraph import Literal, NamedNode

from refoulement.graph import iri
from refoulement.graph.claim_review import GRAPH as REVIEWS
from refoulement.graph.claim_review import Review, read_reviews
from refoulement.graph.judgement import Judgement, read_judgements
from refoulement.graph.store import Quads, Snapshot
from refoulement.ontology import RF

Kind = OneOf["changed", "identity", "event", "claim"]
KINDS: tuple[Kind, ...] = get_args(Kind)  # in the order in which they are shown
WEAK = 0.7  # claims of a lower confidence are shown; the rules give 0.6 to what needs words of another sentence
_CLAIMS = """
PREFIX rf: <https://w3id.org/refoulement/ontology#>
SELECT ?claim ?article ?confidence WHERE {
  ?claim rf:confidence ?confidence ; rf:saidIn ?article ."""
_ARTICLE = iri.article("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Something to decide: `first` is an entity, a claim or a review; `second` what it is held against.

    `articles` are the ids of those that speak of it; `confidence` is that of the rule.
    """

    kind: Kind
    first: str
    second: str | None = None
    articles: frozenset[str]
    confidence: float
    reasons: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from others of the same state."""
        return " ".join(filter(None, (self.kind, self.first, self.second)))


def pending(snapshot: Snapshot, *, below: float = WEAK) -> tuple[Pending, ...]:
    """All that waits, by kind, the least sure first; of claims those whose confidence is below the one given."""
    judged = judged_where(snapshot, (RF.verdict, RF.unsure), (RF.judgedBy, RF.byPerson))
    reviews = [one for one in read_reviews(snapshot.quads(REVIEWS)) if one.undone is None]
    found = [
        *map(_changed, (review for review in reviews if review.since and _stands(snapshot, review.article))),
        *_identities(judged),
        *_events(snapshot, judged),
        *_claims(snapshot, reviews, below),
    ]
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), one.confidence, one.key)))


def judged_where(said: Quads, *patterns: tuple[NamedNode, NamedNode | None]) -> list[Judgement]:
    """The judgements of which any of some things is said; rules make many, and few of them are looked for."""
    found = {
        quad.subject
        for predicate, term in patterns
        for quad in said.matching(iri.JUDGEMENTS_GRAPH, predicate=predicate, term=term)
    }
    nodes = (node for node in found if isinstance(node, NamedNode))
    return read_judgements(quad for node in nodes for quad in said.matching(iri.JUDGEMENTS_GRAPH, subject=node))


def _stands(snapshot: Snapshot, article: str) -> bool:
    """Whether an article says anything, as one that is withdrawn does not."""
    return bool(snapshot.matching(iri.article_graph(article), predicate=RF.sha256))


def _changed(review: Review) -> Pending:
    assert review.since
    return Pending(
        kind="changed",
        first=review.iri,
        articles=frozenset({review.article}),
        confidence=review.claim.confidence,
        reasons=(review.since,),
    )


def _identities(judged: list[Judgement]) -> Iterator[Pending]:
    decided = _decided(judged)
    for one in judged:
        entities = not one.first.startswith(f"{iri.THINGS}claim/")
        if one.verdict == "unsure" and one.by == "byRule" and entities and not (one.undone or one.pair in decided):
            articles = frozenset(filter(None, map(iri.minting_article, one.pair)))
            yield Pending(
                kind="identity",
                first=one.first,
                second=one.second,
                articles=articles,
                confidence=one.score,
                reasons=one.reasons,
            )


def _events(snapshot: Snapshot, judged: list[Judgement]) -> Iterator[Pending]:
    """Claims that fit several events, each with each of those."""
    decided = _decided(judged)
    evidence = defaultdict[str, set[str]](set)
    fitting = snapshot.matching(iri.EVENTS_GRAPH, predicate=RF.perhapsAbout)
    for event in {quad.object for quad in fitting if isinstance(quad.object, NamedNode)}:
        told = snapshot.matching(iri.EVENTS_GRAPH, subject=event, predicate=RF.evidence)
        evidence[event.value] = {quad.object.value for quad in told if isinstance(quad.object, NamedNode)}
    for quad in fitting:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode)
        claim, event_iri = quad.subject.value, quad.object.value
        if not any(frozenset((claim, other)) in decided for other in evidence[event_iri]):
            said = snapshot.matching(None, subject=quad.subject)
            yield Pending(
                kind="event",
                first=claim,
                second=event_iri,
                articles=frozenset(
                    one.object.value.removeprefix(_ARTICLE)
                    for one in said
                    if one.predicate == RF.saidIn and isinstance(one.object, NamedNode)
                ),
                confidence=next(
                    (
                        float(one.object.value)
                        for one in said
                        if one.predicate == RF.confidence and isinstance(one.object, Literal)
                    ),
                    0.0,
                ),
                reasons=("it fits other events as well",),
            )


def _claims(snapshot: Snapshot, reviews: list[Review], below: float) -> Iterator[Pending]:
    seen = {claim.iri for review in reviews for claim in (review.standing, review.now) if claim}
    for row in snapshot.select(f"{_CLAIMS} FILTER(?confidence < {below!r}) }} ORDER BY ?confidence ?claim"):
        if row["claim"].value not in seen:
            yield Pending(
                kind="claim",
                first=row["claim"].value,
                articles=frozenset({row["article"].value.removeprefix(_ARTICLE)}),
                confidence=float(row["confidence"].value),
            )


def _decided(judged: list[Judgement]) -> set[frozenset[str]]:
    return {one.pair for one in judged if one.by == "byPerson" and one.undone is None}
