"""Event claims in the making: several tellings of one thing in an article become one claim."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import timedelta

from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.when import When
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.slots import Slots, narrowest
from refoulement.loaders.extract.source import Source
from refoulement.ontology import subclasses

MONTH = timedelta(days=31)
RECENT = timedelta(days=130)  # how far before publication the news of an article may lie

_SEVERAL = re.compile(r"\b(?:several|multiple|various|many|two|three)\b", re.IGNORECASE)
_ALSO = re.compile(r"\b(?:[Aa]nother|also|[Ss]eparately|likewise|meanwhile)\b")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a slot of a claim is as it is: the rule that filled it, with the words it went by."""

    slot: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one sentence tells, and further on retells; `dated_by` is another sentence that its time is from.

    `probability` is that of its kind, below 1 where no rule gave it.

    `rests_on` are other sentences that it takes something from: who "they" are, where "there" is.
    """

    kind: str
    count: Count | None
    slots: Slots
    source: Source
    modality: str
    spans: tuple[Sentence, ...]
    when: When | None = None
    habit: bool = False
    probability: float = 1.0
    dated_by: Sentence | None = None
    rests_on: tuple[Sentence, ...] = ()
    because: tuple[Reason, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why each slot is as it is, and whose word it all is on."""
        told_by = "claimant" if self.source.claimants else "attribution"
        return (*self.because, *([Reason(told_by, self.source.rule)] if self.source.rule else []))


def month_told(drafts: Iterable[Draft], published: When | None) -> tuple[When, Sentence] | None:
    """The one month, lately before publication, in which an article dates a return; with the sentence that says so."""
    if not (published and published.latest):
        return None
    months: dict[str, Sentence] = {}
    for draft in drafts:
        when = draft.when
        if draft.kind != "Repatriation" or not (when and when.earliest and when.latest):
            continue
        if when.latest - when.earliest <= MONTH and published.latest - when.latest <= RECENT:
            months.setdefault(f"{when.earliest:%Y-%m}", draft.spans[0])
    if len(months) != 1:
        return None
    ((month, sentence),) = months.items()
    return When(month), sentence


def dated(drafts: list[Draft], published: When | None) -> list[Draft]:
    """The drafts, a return without its time put in the article's one recent month, on the word of that sentence."""
    told = month_told(drafts, published)
    if told is None:
        return drafts
    month, sentence = told

    def undated(draft: Draft) -> bool:
        of_people = draft.count is None or draft.count.unit == "persons"
        return draft.kind == "Repatriation" and not draft.when and not draft.habit and of_people

    reason = Reason("when", "the one recent month in which the article dates a return")
    return [
        replace(draft, when=month, dated_by=sentence, because=(*draft.because, reason)) if undated(draft) else draft
        for draft in drafts
    ]


def _same_source(one: Draft, other: Draft) -> bool:
    names, others = ({entity.iri for entity in draft.source.claimants} for draft in (one, other))
    return not names or not others or bool(names & others)


def same_figure(one: Draft, other: Draft) -> bool:
    """True where two drafts count as many, or neither counts."""
    if not (one.count and other.count):
        return one.count is other.count
    figures = [(count.value, count.value_to, count.unit) for count in (one.count, other.count)]
    return figures[0] == figures[1]


def _spoken_of(one: Draft, other: Draft) -> bool:
    """True where `other` speaks of as many people as `one`, and tells neither a time nor a place of its own for them.

    An estimate of how many live somewhere is each claimant's own, and so is what they "also" say.
    """
    count = other.count
    if not count or count.value is None or count.unit != "persons" or other.kind == "Presence":
        return False
    told = {place.iri for place in one.slots.held_at + one.slots.via + one.slots.place}
    its_own = [p for p in other.slots.held_at + other.slots.via + other.slots.place if p.kind != "Country"]
    if (other.when and not other.dated_by) or any(place.iri not in told for place in its_own):
        return False
    return not _ALSO.search(other.spans[0].text)


def _told_ahead(one: Draft, other: Draft) -> bool:
    """True where `one` tells of as many people as `other`, further on, and leaves its time and place to it."""
    ahead = other.kind in ("Repatriation", "Detention", "Death") and _spoken_of(other, one)
    return ahead and not _ALSO.search(other.spans[0].text)


def _retold(one: Draft, other: Draft) -> bool:
    """True where `other`, further on, tells the same as `one`: same kind and figure, and nothing that keeps them apart.

    Apart are two claimants, two times, two ways across the border; "several groups" and one of them by name; and what a
    named source "also" says. Two claimants who speak of the same so many people tell one thing between them.
    """
    if one.kind != other.kind or not same_figure(one, other):
        return False
    if not (_same_source(one, other) or _spoken_of(one, other) or _told_ahead(one, other)):
        return False
    joins_others = other.source.claimants and not one.source.claimants
    if joins_others and (_ALSO.search(other.spans[0].text) or _SEVERAL.search(one.source.words or "")):
        return False
    if one.when and other.when and not one.when.overlaps(other.when):
        return False
    if one.count is None and not _one_deed(one, other):
        return False
    ways, others = ({place.iri for place in draft.slots.via} for draft in (one, other))
    return not (ways and others) or bool(ways & others)


def _one_deed(one: Draft, other: Draft) -> bool:
    """Whether two tellings without a number say enough alike to be of one deed: its time, or a place of it."""
    places, others = (
        {place.iri for place in draft.slots.held_at + draft.slots.via + draft.slots.place if place.kind != "Country"}
        for draft in (one, other)
    )
    return bool(places & others) or bool(one.when and other.when and not (places and others))


def _time(one: Draft, other: Draft) -> When | None:
    """Of two times for one thing, the one that its own sentence states, else the narrower."""
    if bool(one.dated_by) != bool(other.dated_by) and one.when and other.when:
        return other.when if one.dated_by else one.when
    whens = [when for when in (one.when, other.when) if when]

    def width(when: When) -> timedelta:
        return when.latest - when.earliest if when.latest and when.earliest else timedelta.max

    return min(whens, key=width, default=None)


def _merge(one: Draft, other: Draft, known: Gazetteer) -> Draft:
    places = {
        slot.name: narrowest(getattr(one.slots, slot.name) + getattr(other.slots, slot.name), known)
        for slot in fields(Slots)
    }
    keeps = one.source.claimants or not other.source.claimants
    stated = any(draft.when and not draft.dated_by for draft in (one, other))
    return replace(
        one,
        slots=Slots(**places),
        source=(one.source if keeps else other.source) or other.source,
        when=_time(one, other),
        probability=max(one.probability, other.probability),
        dated_by=None if stated else one.dated_by or other.dated_by,
        spans=tuple({span.start: span for span in (*one.spans, *other.spans)}.values()),
        rests_on=(*one.rests_on, *other.rests_on),
        because=tuple(dict.fromkeys((*one.because, *other.because))),
    )


def merged(drafts: Iterable[Draft], known: Gazetteer) -> list[Draft]:
    """The drafts with every retelling joined to its first telling."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((index for index, other in enumerate(kept) if _retold(other, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            kept[twin] = _merge(kept[twin], draft, known)
    return kept


def walled(custody: Draft) -> bool:
    """True for custody in a prison that is named."""
    return any(place.kind in subclasses("DetentionFacility") for place in custody.slots.place)


def led_to(custody: Draft, drafts: list[Draft]) -> bool:
    """True for custody told in passing of those sent back, of which no time and no prison of its own is told."""
    return (
        custody.kind == "Detention"
        and not walled(custody)
        and any(
            other.kind == "Repatriation" and same_figure(custody, other) and custody.when in (None, other.when)
            for other in drafts
        )
    )


def apart(one: Slots, other: Slots, known: Gazetteer) -> bool:
    """True where two tellings are of people in different places, of which neither holds the other."""
    here, there = ([place for place in slots.place if place.kind != "Country"] for slots in (one, other))
    return bool(here and there) and not any(
        a.iri == b.iri or known.lies_in(a.iri, b.iri) or known.lies_in(b.iri, a.iri) for a in here for b in there
    )


def located(places: Slots) -> bool:
    """True where a place narrower than a country is told."""
    return any(place.kind != "Country" for place in places.held_at + places.via + places.place)


def telling(drafts: list[Draft]) -> list[Draft]:
    """The drafts that say enough to be claims.

    Left out are a "hundreds" beside a figure for the same, undated, by the same source; and a deed without a number
    for which not both its time and a place narrower than a country are told.
    """

    def idle(draft: Draft) -> bool:
        if draft.count is None:
            return not (located(draft.slots) or (draft.when and not draft.dated_by))
        if draft.count.value is not None or (draft.when and not draft.dated_by):
            return False
        return any(
            other.kind == draft.kind and other.count and other.count.value is not None and _same_source(draft, other)
            for other in drafts
        )

    return [draft for draft in drafts if not idle(draft)]


def claim(draft: Draft, scene: Scene, extractor: str) -> EventClaim:
    """The event claim that a draft makes."""
    article = scene.reading.article
    context = (*((draft.dated_by,) if draft.dated_by else ()), *draft.rests_on)
    return EventClaim(
        passages=tuple(article.passage(span.start, span.end) for span in draft.spans),
        extractor=extractor,
        confidence=round((0.6 if context else 0.8) * draft.probability, 2),
        context=tuple(article.passage(span.start, span.end) for span in context),
        event_type=draft.kind,
        count=draft.count,
        when=draft.when,
        held_at=tuple(place.iri for place in draft.slots.held_at),
        via=tuple(place.iri for place in draft.slots.via),
        destination=tuple(place.iri for place in draft.slots.destination),
        place=tuple(place.iri for place in draft.slots.place),
        claimants=tuple(entity.iri for entity in draft.source.claimants),
        attribution=None if draft.source.claimants else draft.source.words,
        modality=draft.modality,
    )
