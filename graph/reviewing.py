"""What a person decides of a claim: written down, obeyed at once and by every load, undone when asked.

Whatever is refused leaves the store as it was: what a correction would make of the article is checked whole before
anything is written.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import JudgementRefused
from refoulement.graph import decisions, iri, shapes
from refoulement.graph.atrisk import known as at_risk_of
from refoulement.graph.catalogue import TITLE, Entry
from refoulement.graph.claim import Claim
from refoulement.graph.claim_review import BY_HAND, GRAPH, Review, read_reviews, review_quads
from refoulement.graph.consequences import Consequences
from refoulement.graph.editing import touched
from refoulement.graph.judgement import Judgement, Undoing, judgement_quads
from refoulement.graph.known import first_days
from refoulement.graph.rdf import RDF_TYPE, claim_quads, claims_by_iri, day_literal, read_article
from refoulement.graph.restricted import NOTICED, put
from refoulement.graph.reviewed import named
from refoulement.graph.store import Quads, Writer
from refoulement.graph.whole import of_article, whole
from refoulement.graph.withdrawal import history_of
from refoulement.ontology import RF

CORRECTED = ", corrected by hand"
TITLE_OF_REVIEWS = "What persons decided of claims"


def of_claim(said: Quads, claim: str) -> list[Review]:
    """The reviews of a claim, as it was extracted or as it stands by one, undone ones too."""
    node = NamedNode(claim)
    found = {
        quad.subject for way in (RF.reviews, RF.standsAs) for quad in said.matching(GRAPH, predicate=way, term=node)
    }
    return read_reviews(
        quad for one in found if isinstance(one, NamedNode) for quad in said.matching(GRAPH, subject=one)
    )


def in_force(said: Quads, article: str) -> list[Review]:
    """The reviews of an article's claims that are not undone, in the order in which they were made."""
    node = NamedNode(iri.article(article))
    found = {quad.subject for quad in said.matching(GRAPH, predicate=RF.reviewedIn, term=node)}
    every = read_reviews(
        quad for one in found if isinstance(one, NamedNode) for quad in said.matching(GRAPH, subject=one)
    )
    return [review for review in every if review.undone is None]


def claim_of(said: Quads, name: str) -> Claim:
    """A claim that stands in its article. Raises `JudgementRefused`."""
    node = decisions.node(name)
    article = next((quad.object for quad in said.matching(None, subject=node, predicate=RF.saidIn)), None)
    if not isinstance(article, NamedNode):
        raise JudgementRefused(
            f"{name}: no claim of this store; it may have been taken out since: look at the list anew"
        )
    identifier = article.value.removeprefix(iri.article(""))
    own = of_article(said, identifier, subject=node)
    passages = [quad.object for quad in own if quad.predicate in (RF.passage, RF.context)]
    told = [
        quad for each in passages if isinstance(each, NamedNode) for quad in of_article(said, identifier, subject=each)
    ]
    return claims_by_iri([*own, *told])[name]


def accept(store: Writer, name: str, *, judge: str, why: str, now: datetime, agent: str) -> Review:
    """Say that a claim is said as it was extracted. Raises `JudgementRefused`."""
    claim = claim_of(store, name)
    _require_free(store, name)
    review = _review(store, claim, "accepted", judge=judge, why=why, now=now, standing=claim)
    record(store, [(None, review)], agent=agent, now=now)
    return review


def reject(store: Writer, name: str, *, judge: str, why: str, now: datetime, agent: str) -> Review:
    """Say that a claim is not said, and take it out. Raises `JudgementRefused` and `ShapeError`."""
    claim = claim_of(store, name)
    _require_free(store, name)
    review = _review(store, claim, "notSaid", judge=judge, why=why, now=now)
    exchange(store, claim.article, gone=claim, new=None, agent=agent, now=now)
    record(store, [(None, review)], agent=agent, now=now)
    return review


def correct(store: Writer, name: str, corrected: Claim, *, judge: str, why: str, now: datetime, agent: str) -> Review:
    """Put what a claim says in the place of what was extracted. Raises `JudgementRefused` and `ShapeError`."""
    claim = claim_of(store, name)
    _require_free(store, name)
    corrected = by_hand(corrected, claim)
    if corrected.iri == claim.iri:
        raise JudgementRefused("nothing of the claim was changed: accept it, or change what is wrong")
    if store.matching(None, subject=NamedNode(corrected.iri), predicate=RF.saidIn):
        raise JudgementRefused("the article makes this very claim already: say of this one that it is not said")
    require_known(store, corrected)
    review = _review(store, claim, "corrected", judge=judge, why=why, now=now, corrected=corrected, standing=corrected)
    carried = _carried(store, claim.iri, corrected.iri, now)
    exchange(store, claim.article, gone=claim, new=corrected, carried=carried, agent=agent, now=now)
    record(store, [(None, review)], agent=agent, now=now)
    return review


def by_hand(corrected: Claim, claim: Claim) -> Claim:
    """What is put in the place of a claim: from the same words, and sure, since a person read them."""
    extractor = claim.extractor if claim.extractor.endswith(CORRECTED) else claim.extractor + CORRECTED
    return replace(corrected, passages=claim.passages, context=claim.context, extractor=extractor, confidence=1.0)


def keep(store: Writer, name: str, *, judge: str, why: str, now: datetime, agent: str) -> Review:
    """Say of a review, whose article has changed since, that it holds as it stands. Raises `JudgementRefused`."""
    review = _standing_review(store, name)
    if review.since is None:
        raise JudgementRefused("nothing has changed since this was decided, so there is nothing to say anew")
    if review.since == "groundGone":
        raise JudgementRefused("the correction has no ground any more and does not stand: undo it, or correct anew")
    extracted = review.now or review.extracted  # what is extracted since of what was missed is corrected from now on
    kept = replace(
        review,
        extracted=extracted,
        finding="corrected" if review.finding == "missed" and extracted else review.finding,
        corrected=review.standing if review.finding in BY_HAND else None,
        judge=judge,
        why=why,
        made=now,
        text=text_of(store, review.article),
        since=None,
    )
    record(store, [(review, replace(review, undone=Undoing(judge, now, why))), (None, kept)], agent=agent, now=now)
    return kept


def undo(store: Writer, name: str, *, by: str, at: datetime, why: str, agent: str) -> Review:
    """Take a review back: what is extracted stands again. Raises `JudgementRefused` and `ShapeError`."""
    review = _standing_review(store, name)
    undone = replace(review, undone=Undoing(by, at, why))
    if review.finding != "accepted":
        exchange(store, review.article, gone=review.standing, new=review.now, agent=agent, now=at)
    record(store, [(review, undone)], agent=agent, now=at)
    return undone


def record(store: Writer, changes: Iterable[tuple[Review | None, Review]], *, agent: str, now: datetime) -> None:
    """Write reviews down, each in the place of what it was."""
    changes = list(changes)
    entry = Entry(graph=GRAPH, title=TITLE_OF_REVIEWS, agent=agent, written_at=now, tier="sealed")
    gone = [quad for old, _ in changes if old for quad in review_quads(old)]
    new = [quad for _, review in changes for quad in review_quads(review)]
    store.amend(GRAPH, gone=gone, new=new, entry=entry)


def become(store: Writer, reviews: Iterable[Review], *, agent: str, now: datetime) -> None:
    """Write down what a load made of some reviews, as far as that is anything else."""
    changes = [
        (old, review)
        for review in reviews
        for old in read_reviews(store.matching(GRAPH, subject=NamedNode(review.iri)))
        if old != review
    ]
    if changes:
        record(store, changes, agent=agent, now=now)


def _standing_review(store: Writer, name: str) -> Review:
    found = read_reviews(store.matching(GRAPH, subject=decisions.node(name)))
    if not found:
        raise JudgementRefused(f"there is no review {name}")
    if found[0].undone:
        raise JudgementRefused(f"it was undone already, by {found[0].undone.by}: {found[0].undone.why}")
    return found[0]


def _require_free(store: Writer, name: str) -> None:
    for review in of_claim(store, name):
        if review.undone is None:
            raise decided(review)


def decided(review: Review) -> JudgementRefused:
    """That a person has decided already, and that this comes to an end first."""
    said = {"accepted": "accepted", "notSaid": "rejected", "corrected": "corrected", "missed": "entered"}[
        review.finding
    ]
    return JudgementRefused(f"{review.judge} has {said} this claim ({review.why}); undo {review.iri} first")


def require_known(store: Writer, claim: Claim) -> None:
    """Refuse, with `JudgementRefused`, what only another article names: it would go with that one."""
    for _, things in named(claim):
        for thing in things:
            node = decisions.node(thing)
            here = of_article(store, claim.article, subject=node, predicate=RDF_TYPE)
            if not (here or store.matching(iri.GAZETTEER_GRAPH, subject=node, predicate=RDF_TYPE)):
                raise JudgementRefused(
                    f"{thing} is neither in the gazetteer nor named by {claim.article}: choose one that is"
                )


def _review(
    store: Writer,
    claim: Claim,
    finding: OneOf["accepted", "notSaid", "corrected"],
    *,
    judge: str,
    why: str,
    now: datetime,
    corrected: Claim | None = None,
    standing: Claim | None = None,
) -> Review:
    try:
        return Review(
            extracted=claim,
            finding=finding,
            judge=judge,
            why=why,
            made=now,
            text=text_of(store, claim.article),
            corrected=corrected,
            now=claim,
            standing=standing,
        )
    except ValueError as error:
        raise JudgementRefused(f"{error}; nothing was changed") from error


def text_of(store: Writer, article: str) -> str:
    """The hash of an article's text."""
    node = NamedNode(iri.article(article))
    told = of_article(store, article, subject=node, predicate=RF.sha256)
    return next(quad.object.value for quad in told if isinstance(quad.object, Literal))


def exchange(
    store: Writer,
    article: str,
    *,
    gone: Claim | None,
    new: Claim | None,
    agent: str,
    now: datetime,
    carried: Iterable[Judgement] = (),
) -> None:
    """Put one claim of an article in the place of another, and follow it up. `JudgementRefused` and `ShapeError`."""
    graph = iri.article_graph(article)
    if history_of(store, article).withdrawal:
        raise JudgementRefused(f"{article} is withdrawn: `refoulement withdraw {article} --undo` comes first")
    before = whole(store, graph)
    after = set(_without(before, gone)) if gone else set(before)
    if new:
        after |= {*claim_quads(new), *_known_from(store, before, gone, new)}
    text = store.text(text_of(store, article))
    shapes.check(after, text=text, touched=touched(store, frozenset(after)))
    entry = Entry(graph=graph, title=_title(before, article), agent=agent, written_at=now)
    put(store, after, entry, at_risk_of(store))
    following = Consequences(store, agent=agent, now=now)
    following.changed(article, before, after)
    if new_judgements := [quad for one in carried for quad in judgement_quads(one)]:
        decisions.note(store, new_judgements, agent=agent, now=now)
    following.follow()


def _without(quads: frozenset[Quad], claim: Claim) -> frozenset[Quad]:
    """What an article says without a claim, and without the passages that nothing else rests on."""
    node = NamedNode(claim.iri)
    left = {quad for quad in quads if quad.subject != node}
    resting = {quad.object for quad in left}
    telling = {quad.subject for quad in left if quad.predicate in NOTICED}
    own = {NamedNode(passage.iri) for passage in (*claim.passages, *claim.context)}
    return frozenset(quad for quad in left if quad.subject not in own - resting - telling)


def _known_from(store: Writer, quads: frozenset[Quad], gone: Claim | None, new: Claim) -> list[Quad]:
    """From which day a claim is known: from that on which the words are, whoever reads them rightly."""
    node, graph = NamedNode(new.iri), iri.article_graph(new.article)
    if gone:
        days = [quad.object for quad in quads if quad.subject.value == gone.iri and quad.predicate == RF.knownFrom]  # type: ignore[union-attr]
        return [Quad(node, RF.knownFrom, day, graph) for day in days]
    article = read_article(quads, new.article, store.text(text_of(store, new.article)))
    published = article.published.latest if article.published else None
    history = history_of(store, new.article)
    day = first_days([new], published=published, history=history, kept=store.text)[new.iri]
    return [Quad(node, RF.knownFrom, day_literal(day), graph)] if day else []


def _title(quads: Iterable[Quad], article: str) -> str:
    node = NamedNode(iri.article(article))
    titles = [quad.object.value for quad in quads if quad.subject == node and quad.predicate == TITLE]  # type: ignore[union-attr]
    return next(iter(titles), article)


def _carried(store: Writer, old: str, new: str, now: datetime) -> list[Judgement]:
    """What persons judged of the event of a claim, said of what stands in its place too; it rests on that."""
    judged = [one for one in decisions.judgements_on(store, old) if one.undone is None and one.by == "byPerson"]
    return [
        replace(
            one,
            first=new if one.first == old else one.first,
            second=new if one.second == old else one.second,
            made=now,
            rests_on=(one.iri,),
        )
        for one in judged
    ]
