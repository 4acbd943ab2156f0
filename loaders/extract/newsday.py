"""The day of what a sentence tells without one: that of the sentence before, and of a lead that of the next one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from refoulement.graph.when import When
from refoulement.loaders.extract.draft import MONTH, Draft, Reason, same_figure
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.times import Time

_DAYS = ("weekday", "day", "days", "dayof", "relative", "iso")
_NARROW = (*_DAYS, "month", "months", "firstdays", "endof", "season", "year")
_BACK = 3  # how many sentences back the time may stand
_WEEK = timedelta(days=7)
_NOT_NOW = ("Repatriation", "Detention", "Arrival", "Death")  # what happens on a day, other than to live somewhere
_OF_OTHER_DEEDS = re.compile(
    r"\b(?:protest\w*|rall(?:y|ied|ies)|met|visit\w*|summit|talks|summon\w*|letter|petition\w*|elect\w*|parliament"
    r"|vote[ds]?|summit|hearing|press conference|meeting|statement|report|resolution|anniversary|law)\b",
    re.IGNORECASE,
)
# of people told of before: "They were", "All 11 were", "Two of them", "The other three"
_OF_THE_SAME = re.compile(
    r"\W*(?:There,? |Then |And |But |In all,? |Of (?:these|those|them),? )?"
    r"(?:he|she|they|all|both|of (?:these|those|them)|the (?:other|remaining|group|women|men|family|children|two"
    r"|three|four|five|six|seven|eight|nine|ten|\d+)|another|his|her|their"
    r"|(?:(?:some|about|around|at least|only|just|nearly|almost|more than|over) )?[\w-]+"
    r" (?:more |others? )?of (?:them|these|those|the \w+)"
    r"|at (?:about |around )?the same time)\b",
    re.IGNORECASE,
)
# "By noon", "Hours later": the day of which the sentence before tells
_LATER_THAT_DAY = re.compile(
    r"\W*(?:But |And |Then )?"
    r"(?:(?:by|at|before|after|around|towards?) (?:noon|dawn|daybreak|dusk|midday|midnight|nightfall|sunset|sunrise"
    r"|(?:the |mid-?)?(?:evening|afternoon|morning))"
    r"|(?:(?:a few|several|some|two|three|four|five|six) )?(?:hours|minutes) (?:later|afterwards)"
    r"|within (?:an hour|(?:(?:a few|\w+) )?(?:hours|minutes))|in the (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:now|had|currently|still|since|later|earlier|before|after(?:wards)?|previous\w*|so far|to date"
    r"|already|recent\w*|next|following|eventually|(?:is|are|has|have) (?:being|been)|ago|once)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that was read: all times it states, those of them that date deeds, and what it tells."""

    sentence: Sentence
    times: Sequence[Time]
    dating: Sequence[Time]
    drafts: Sequence[Draft]


def placed_in_time(drafts: list[Draft], told: Sequence[Told], published: When | None) -> list[Draft]:
    """The drafts, those that have no time of their own with the one that the sentence before or behind gives them."""
    at = {each.sentence.start: index for index, each in enumerate(told)}
    return [_timed(draft, told, at.get(draft.spans[0].start), published) for draft in drafts]


def _timed(draft: Draft, told: Sequence[Told], index: int | None, published: When | None) -> Draft:
    if draft.when or index is None or draft.habit or draft.kind not in _NOT_NOW or len(draft.spans) > 1:
        return draft
    if draft.count and draft.count.unit != "persons":
        return draft
    if (found := _before(told, index)) is not None:
        return _with(draft, *found, "the time of the sentence before, which it goes on from")
    if draft.count and (found := _behind(draft, told, index, published)) is not None:
        return _with(draft, *found, "the day that the sentence behind the lead gives")
    return draft


def _with(draft: Draft, when: When, sentence: Sentence, rule: str) -> Draft:
    return replace(draft, when=when, dated_by=sentence, because=(*draft.because, Reason("when", rule)))


def _before(told: Sequence[Told], index: int) -> tuple[When, Sentence] | None:
    """The time of the sentence before, in one paragraph, of whose people a sentence without a time goes on."""
    here = told[index]
    text = here.sentence.text
    goes_on = _LATER_THAT_DAY.match(text) or (_OF_THE_SAME.match(text) and not _OTHER_TIME.search(text))
    if here.times or not goes_on:
        return None
    for before in reversed(told[max(0, index - _BACK) : index]):
        if before.sentence.paragraph != here.sentence.paragraph:
            return None
        if before.times:
            fitting = [time for time in before.dating if time.form in _NARROW]
            return (fitting[0].when, before.sentence) if len(fitting) == len(before.times) == 1 else None
    return None


def _behind(draft: Draft, told: Sequence[Told], index: int, published: When | None) -> tuple[When, Sentence] | None:
    """The day lately before publication that the sentence behind an article's lead dates its news by."""
    if index > 1 or index + 1 >= len(told) or not (published and published.latest):
        return None
    behind = told[index + 1]
    if behind.sentence.paragraph - told[index].sentence.paragraph > 1 or told[index].dating:
        return None
    if _OF_OTHER_DEEDS.search(behind.sentence.text.split(",")[0]):
        return None
    if any(not same_figure(draft, other) for other in behind.drafts if other.count):
        return None
    for time in behind.dating:
        first, last = time.when.earliest, time.when.latest
        if time.form in _DAYS and first and last and last - first < _WEEK:
            near = timedelta(0) <= published.latest - last <= MONTH
            return (time.when, behind.sentence) if near else None
    return None
