"""What a load makes of the reviews of an article's claims: what persons corrected or entered by hand stands again.

A review is held to what was extracted, and to its words wherever they stand now. Where neither is found it goes by the
passage: what is extracted anew from the same words gives way to the correction, and a person is to look again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from refoulement.graph import iri
from refoulement.graph.article import Article, Cell, Passage
from refoulement.graph.claim import ENTITY_SLOTS, Claim, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.claim_review import BY_HAND, Review
from refoulement.graph.known import content, meaning

Known = Callable[[str], bool]  # whether the gazetteer describes an entity


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The claims that stand, and every review with what has become of it."""

    claims: tuple[Claim, ...]
    reviews: tuple[Review, ...]


def apply(
    claims: Iterable[Claim],
    reviews: Iterable[Review],
    *,
    article: Article,
    entities: Collection[str],
    known: Known,
    there: Collection[str],
) -> Reviewed:
    """Let the reviews in force have their say over what was extracted.

    `entities` are those that the article names, by IRI; `there` is what stood in it before, by `content`.
    """
    return _Applying(tuple(claims), article, entities, known, there).done(tuple(reviews))


def set_aside(claims: Iterable[Claim], told: Reviewed) -> Reviewed:
    """The same without what was put there by hand: what was extracted stands, and each has to be looked at again."""
    aside = tuple(
        replace(review, standing=None, since="groundGone")
        if review.finding in BY_HAND and (review.standing is None or review.standing != review.now)
        else review
        for review in told.reviews
    )
    out = {review.now.iri for review in aside if review.now and review.finding == "notSaid"}
    return Reviewed(tuple(claim for claim in claims if claim.iri not in out), aside)


class _Applying:
    def __init__(
        self,
        claims: tuple[Claim, ...],
        article: Article,
        entities: Collection[str],
        known: Known,
        there: Collection[str],
    ) -> None:
        self._article, self._entities, self._known, self._there = article, entities, known, there
        self._claims = claims
        self._free = {claim.iri: claim for claim in claims}  # of which no review has spoken yet
        self._alike: dict[str, list[Claim]] = {}
        for claim in claims:
            self._alike.setdefault(content(claim), []).append(claim)

    def done(self, reviews: tuple[Review, ...]) -> Reviewed:
        found = {review.iri: self._same(review) for review in reviews}
        after = tuple(self._become(review, found[review.iri]) for review in reviews)
        out = (one for one in after if one.finding == "notSaid" or (one.finding in BY_HAND and one.standing))
        replaced = {review.now.iri for review in out if review.now}
        standing = {review.standing.iri: review.standing for review in after if review.standing}
        kept = {claim.iri: claim for claim in self._claims if claim.iri not in replaced}
        return Reviewed(tuple((kept | standing).values()), after)

    def _same(self, review: Review) -> Claim | None:
        """What was extracted, extracted again: there, or the same words and content elsewhere.

        Of a claim that was missed: the very same, extracted at last, from whichever words of its place.
        """
        if review.finding == "missed" and (entered := self._placed(review.corrected)):
            for claim in self._free.values():
                if says_the_same(claim, entered):
                    return self._free.pop(claim.iri)
        for sought in filter(None, (review.extracted, review.now)):
            free = [claim for claim in self._alike.get(content(sought), ()) if claim.iri in self._free]
            if free:
                return self._free.pop(min(free, key=lambda claim: _distance(claim, sought)).iri)
        return None

    def _in_its_place(self, review: Review) -> Claim | None:
        """What is extracted anew from the same words, and is likest to what was; nothing that stood beside it."""
        before = review.claim
        places = [place for passage in before.passages if (place := self._moved(passage))]
        entered = self._placed(review.corrected) if review.finding == "missed" else None
        rivals = [
            claim
            for claim in self._free.values()
            if type(claim) is type(before)
            and content(claim) not in self._there
            and (entered is None or _topic(claim) == _topic(entered))
            and any(_overlap(passage, place) for passage in claim.passages for place in places)
        ]
        if not rivals:
            return None
        said = before.content()
        alike = {claim.iri: sum(said[slot] == value for slot, value in claim.content().items()) for claim in rivals}
        return max(rivals, key=lambda claim: (alike[claim.iri], claim.iri))

    def _become(self, review: Review, same: Claim | None) -> Review:
        """A review with what is extracted now, what stands by it, and whether a person has to look again."""
        if review.finding == "accepted":  # what is extracted otherwise is another claim, and stands on its own
            return replace(review, now=same, standing=same, since=None)
        rival = None if same else self._in_its_place(review)
        if review.finding == "notSaid":
            return replace(review, now=same, since=self._since(review, same) if same else self._anew(review, rival))
        standing = self._placed(review.corrected)
        if review.finding == "missed" and standing and same and says_the_same(same, standing):
            return replace(review, now=same, standing=same, since=None)  # it is missed no more
        if standing is not None and same is None:  # what the person said may be what is extracted now
            rival = self._free.get(standing.iri, rival)
        if rival:
            del self._free[rival.iri]
        now = same or rival
        since = self._since(review, now) if standing else "groundGone"
        if standing and review.finding == "missed":
            since = "extractedOtherwise" if now else self._edited(review)
        return replace(review, now=now, standing=standing, since=since)

    def _anew(self, review: Review, rival: Claim | None) -> str | None:
        """Of a claim that was not said: whether another is extracted from its words."""
        return "extractedOtherwise" if rival or review.since == "extractedOtherwise" else None

    def _since(self, review: Review, now: Claim | None) -> str | None:
        before = review.now if review.since is None else review.extracted
        if now is None and before is not None:
            return "noLongerExtracted"
        if now is not None and (before is None or content(now) != content(before)):
            return "extractedOtherwise"
        return self._edited(review)

    def _edited(self, review: Review) -> str | None:
        return None if review.text == self._article.sha256 else "articleEdited"

    def _placed(self, corrected: Claim | None) -> Claim | None:
        """The correction where its words stand now; None where they, or what it names, are gone."""
        if corrected is None:
            return None
        passages, context = ([self._moved(one) for one in each] for each in (corrected.passages, corrected.context))
        slots: dict[str, Any] = {}
        for slot, values in named(corrected):
            found = [self._entity(value) for value in values]
            if None in found:
                return None
            slots[slot] = tuple(found) if isinstance(getattr(corrected, slot), tuple) else found[0]
        if None in passages or None in context:
            return None
        moved: dict[str, Any] = {"passages": tuple(passages), "context": tuple(context), **slots}
        return replace(corrected, **moved)

    def _entity(self, thing: str) -> str | None:
        """An entity that a correction names; one that the article named newly bears the place of its name."""
        if thing in self._entities or self._known(thing):
            return thing
        again = [one for one in self._entities if iri.is_minted(thing) and _stem(one) == _stem(thing)]
        return again[0] if len(again) == 1 else None

    def _moved(self, passage: Passage) -> Passage | None:
        """A passage where its words stand now, the nearest place to where they stood; a cell stays where it is."""
        text, words = self._article.text, passage.exact
        if text[passage.start : passage.end] == words:
            return passage
        if isinstance(passage, Cell):
            return None
        starts = list(_places(text, words))
        if not starts:
            return None
        start = min(starts, key=lambda at: abs(at - passage.start))
        return self._article.passage(start, start + len(words))


def named(claim: Claim) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The slots of a claim that name entities, with those."""
    for slot in ENTITY_SLOTS[type(claim).__name__]:
        value = getattr(claim, slot)
        yield slot, value if isinstance(value, tuple) else (value,) if value else ()


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims of an article say the same in the same place, from however many of its words."""
    places = ((passage, place) for passage in one.passages for place in other.passages)
    return meaning(one) == meaning(other) and any(_overlap(*pair) for pair in places)


def _topic(claim: Claim) -> tuple[object, ...]:
    """What two readings of the same words have in common; a sentence may hold claims of several."""
    match claim:
        case EventClaim(count=count):
            return claim.event_type, count and count.value
        case StanceClaim():
            return claim.speaker, claim.stance
        case RoleClaim():
            return claim.person, claim.role
        case TieClaim():
            return claim.person, claim.relative
    raise TypeError(f"{type(claim).__name__} is no kind of claim that is extracted")


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _stem(entity: str) -> str:
    """The address of a newly named entity without the place where it was named."""
    return entity.partition("--")[0]


def _distance(claim: Claim, other: Claim) -> int:
    return abs(claim.passages[0].start - other.passages[0].start)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.start < other.end and other.start < one.end
