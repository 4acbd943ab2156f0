"""What a person decided of a claim: it is said as it was extracted, not said, said otherwise, or said and was missed.

A review is undone, never deleted. It keeps the claim whole, as N-Quads, so that what was extracted can be brought back
and told from what the next extraction gives. All of it is in the sealed tier.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.claim import Claim
from refoulement.graph.judgement import Undoing, moment_literal, undone_pairs
from refoulement.graph.rdf import RDF_TYPE, claim_quads, claims_by_iri
from refoulement.graph.revision import read_version, written
from refoulement.ontology import RF, concepts, local_name

GRAPH = iri.REVIEWS_GRAPH
BY_HAND = ("corrected", "missed")  # the findings by which a person's own words stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """`finding` (rf:findings) on the claim `extracted`; `text` is the hash of the article that the person had read.

    `corrected` is what a person put in its place, or entered where nothing had been `extracted`. `now` is what the
    latest load extracted there, `standing` what stands in the article by this review, both None where there is
    nothing; `since` (rf:reviewChanges) says what has changed and has to be looked at again.
    """

    extracted: Claim | None
    finding: str
    judge: str
    why: str
    made: datetime
    text: str
    corrected: Claim | None = None
    now: Claim | None = None
    standing: Claim | None = None
    since: str | None = None
    undone: Undoing | None = None

    def __post_init__(self) -> None:
        if self.finding not in concepts("findings"):
            raise ValueError(f"{self.finding!r} is not one of rf:findings: {', '.join(sorted(concepts('findings')))}")
        if self.since is not None and self.since not in concepts("reviewChanges"):
            raise ValueError(f"{self.since!r} is not one of rf:reviewChanges")
        if (self.finding in BY_HAND) != (self.corrected is not None):
            raise ValueError("a correction, or a claim that was missed, and nothing else, says what a person put there")
        if (self.finding == "missed") != (self.extracted is None):
            raise ValueError("a claim that was missed, and no other, is reviewed without having been extracted")
        if self.finding == "notSaid" and self.standing is not None:
            raise ValueError("nothing stands in the place of a claim that is not said")
        if not (self.judge.strip() and self.why.strip()):
            raise ValueError("a claim is reviewed by someone, for a reason: give both")
        if self.made.tzinfo is None:
            raise ValueError("the time of a review needs its time zone")

    @property
    def claim(self) -> Claim:
        """The claim that it is of: as it was extracted, or as a person entered it."""
        claim = self.extracted or self.corrected
        assert claim
        return claim

    @property
    def article(self) -> str:
        return self.claim.article

    @property
    def iri(self) -> str:
        """A hash of the claim, what was found of it, by whom and when."""
        key = [self.claim.iri, self.finding, self.judge, self.made.isoformat()]
        return f"{iri.THINGS}review/{sha256(json.dumps(key).encode()).hexdigest()[:32]}"


def review_quads(review: Review) -> Iterator[Quad]:
    """A review in the graph of all of them."""
    undone = review.undone
    kept = (
        (RF.asExtracted, review.extracted),
        (RF.asCorrected, review.corrected),
        (RF.asExtractedSince, review.now),
        (RF.asStanding, review.standing),
    )
    pairs: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF_TYPE, RF.ClaimReview),
        (RF.reviews, NamedNode(review.claim.iri)),
        (RF.reviewedIn, NamedNode(iri.article(review.article))),
        (RF.finding, RF[review.finding]),
        *((predicate, Literal(written(claim_quads(claim)))) for predicate, claim in kept if claim),
        *([(RF.standsAs, NamedNode(review.standing.iri))] if review.standing else []),
        (RF.reviewedText, Literal(review.text)),
        *([(RF.changedSince, RF[review.since])] if review.since else []),
        (RF.judge, Literal(review.judge)),
        (RF.reason, Literal(review.why)),
        (RF.judgedAt, moment_literal(review.made)),
    ]
    for predicate, term in (*pairs, *undone_pairs(undone)):
        yield Quad(NamedNode(review.iri), predicate, term, GRAPH)


def read_reviews(quads: Iterable[Quad]) -> list[Review]:
    """The reviews that some quads describe, in the order in which they were made; the inverse of `review_quads`."""
    said: dict[str, dict[NamedNode, str]] = defaultdict(dict)
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject.value][quad.predicate] = quad.object.value
    found = [_review(terms) for terms in said.values() if terms.get(RDF_TYPE) == RF.ClaimReview.value]
    return sorted(found, key=lambda review: (review.made, review.iri))


def _review(said: Mapping[NamedNode, str]) -> Review:
    since, undone = said.get(RF.changedSince), None
    if RF.undoneAt in said:
        undone = Undoing(said[RF.undoneBy], datetime.fromisoformat(said[RF.undoneAt]), said[RF.undoneWhy])
    return Review(
        extracted=_claim(said.get(RF.asExtracted)),
        finding=local_name(NamedNode(said[RF.finding])),
        judge=said[RF.judge],
        why=said[RF.reason],
        made=datetime.fromisoformat(said[RF.judgedAt]),
        text=said[RF.reviewedText],
        corrected=_claim(said.get(RF.asCorrected)),
        now=_claim(said.get(RF.asExtractedSince)),
        standing=_claim(said.get(RF.asStanding)),
        since=local_name(NamedNode(since)) if since else None,
        undone=undone,
    )


def _claim(kept: str | None) -> Claim | None:
    return next(iter(claims_by_iri(read_version(kept)).values())) if kept else None
