"""When a deed was done: which of a sentence's times date it, and not its telling."""

import re
from dataclasses import dataclass
from datetime import timedelta

from refoulement.graph.when import When
from refoulement.loaders.extract.anaphora import (
    SAME_PERIOD,
    YEAR_EARLIER,
    counted_from,
    in_year,
    same_time_about,
    year_before,
)
from refoulement.loaders.extract.binding import Telling
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import SPEECH, any_of
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.times import Time

NEWS = timedelta(days=4)  # a day so near before publication, at the head of a sentence of speech, is the speech's

_OF_SPEECH = ("weekday", "day", "dayof", "relative")  # forms that mostly date what is said

_TELLING = any_of(
    SPEECH, "statement", "reports?", "interview", "conference", "e-?mail", "meeting", "briefing", "release",
    "comment(?:ed)?", "hearing", "letter", "rally", "denied", "released", "published", "issued", r"told \w+",
    "appealed", "pleaded", "demanded", "protested", "speech", "session", "article", "responded", "showed", "shows",
    "reporters", "urged", "called", "protest",
)  # fmt: skip
_AFTER_TELLING = re.compile(
    rf"\b{_TELLING}(?: (?:on|in|by|late|early|last|of|to reporters|the|a|here))* ?$", re.IGNORECASE
)
_TELLS = re.compile(
    rf" (?:\w+ly )?(?:{SPEECH}|denied|urged|called|condemned|declined"
    r"|criticised|criticized|rejected|appealed|pleaded|demanded|accused|vowed|pledged|protested|rallied|demonstrated)\b"
)
_TOLD_WHOM = re.compile(r"\btold (?:[\w'.-]+ ){1,7}(?:on )?$")
_ACTS = re.compile(r" (?:\w+ly )?(?:\w+ed|gave|held|put|sought|made|met|sent|took|wrote|began)\b")
_AFTERWARDS = re.compile(r",? (?:after|before|when|because|since)\b")
_OF_AN_OCCASION = re.compile(
    r"'s? (?:[A-Z]|(?:\w+ )?(?:meeting|summit|talks|visit|conference|games|hearing|debate|review|elections?|vote)\b)"
)  # "this month's Games"
_COMPARED = re.compile(
    r"\b(?:first|largest|biggest|most|highest|lowest|record|worst|fewest)\b[^.;]{0,80}$", re.IGNORECASE
)
_LIKENED = re.compile(
    r"\b(?:as (?:many|much|high|low) (?:[\w-]+ ){0,4}?as|(?:more|fewer|less|higher|lower|larger|smaller)"
    r" (?:[\w-]+ ){0,4}?than|the same (?:[\w-]+ ){0,4}?as|than|up from|down from"
    r"|(?<!early )(?<!late )(?<!recently )(?<!soon )as)"
    r" (?:(?:it|they|there) (?:was|were|did|had) )?(?:in |for |the |all of )*$",
    re.IGNORECASE,
)  # "twice as many as | in 2005"
_ITS_OWN = re.compile(r"\b\d[\d,]* (?:in )?$|\b[Aa] record (?:number of |high of )?\d[\d,]* [^,.;]*$")
# "a record, and after 229 | in 2020" is the time of the number, and so is "a record 1,894 people came | last year"
_UNTIL = re.compile(r"\b(?:until|till) (?:(?:on|the|early|late|mid) )*$")  # the end of what is told
_OPENING = re.compile(r'[ "]*(?:on|late|early)? *', re.IGNORECASE)
_SPEECH = re.compile(rf"\b{SPEECH}\b")
_OTHER_CLAUSE = re.compile(
    r";|, (?:where|which|who)\b|, (?:(?:and|but) )?(?:he|she|it|they|we)\b|, (?:but|while|whereas)\b"
)

_HEAD = re.compile(r"\W*(?:(?:And|But|Then|So|Yet),? )?(?:[A-Za-z]+ ){0,2}")
# between a time at the head of a sentence and the clause that it dates: "In 2011 | , they say, | it"
_INSERTED = re.compile(
    rf"(?:,? (?:(?:he|she|it|they|[A-Z][^,;]{{1,50}}) {SPEECH}|{SPEECH} [^,;]{{1,60}}|by (?:his|her|its|their)"
    r" own [a-z]+|by the count of [^,;]+|according to [^,;]+)(?=,))?, "
)


# what goes on with a deed: "back home two years later", not "back; two years later a camp was closed"
_RIGHT_BEHIND = re.compile(r"(?:(?! (?:and|but|while|which|who|when|where|before|after) )[^,;])*")
_WHEN = re.compile(r", when (?:[a-z]+ ){0,2}")
_WHO_WERE_CAUGHT = re.compile(
    r" (?:who|that|whom \w+) (?:\w+ )?(?:were|had been|was|have been) (?:\w+ly )?(?:caught|arrested|detained|seized"
    r"|captured|held|apprehended|rounded up|picked up)\b[^,;]*$"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A time, and the rule that gives it."""

    when: When
    rule: str


def _dates_the_telling(time: Time, sentence: Sentence, verbs: list[Trigger], published: When | None) -> bool:
    """True for "said on Thursday" and for "On Thursday a group said …"."""
    before = sentence.text[: time.start - sentence.start]
    if (
        _AFTER_TELLING.search(before)
        or _TOLD_WHOM.search(before)
        or _TELLS.match(sentence.text, time.end - sentence.start)
    ):
        return True
    acts = _ACTS.match(sentence.text, time.end - sentence.start)
    if acts and not any(acts.start() <= verb.start - sentence.start <= acts.end() for verb in verbs):
        return time.form in _OF_SPEECH
    speech = _SPEECH.search(sentence.text, time.end - sentence.start)
    if not (speech and _OPENING.fullmatch(before)) or time.form not in _OF_SPEECH:
        return False
    days = (published and published.earliest, time.when.latest)
    if time.form == "day" and days[0] and days[1] and days[0] - days[1] > NEWS:
        return False
    first_verb = min((verb.start for verb in verbs if verb.start > time.end), default=sentence.end)
    return speech.start() + sentence.start < first_verb


def dates(sentence: Sentence, verbs: list[Trigger], told: list[Time], published: When | None) -> list[Time]:
    """Of the times told in a sentence, those that date what happened, not its telling or a comparison."""
    return [
        time
        for time in told
        if not _dates_the_telling(time, sentence, verbs, published)
        and not _UNTIL.search(sentence.text[: time.start - sentence.start])
        and not _OF_AN_OCCASION.match(sentence.text, time.end - sentence.start)
        and not (
            time.form in ("relative", "year", "month", "quarter", "half")
            and _LIKENED.search(sentence.text[: time.start - sentence.start])
        )
        and not (
            time.form in ("since", "relative", "year")
            and _COMPARED.search(sentence.text[: time.start - sentence.start])
            and not _ITS_OWN.search(sentence.text[: time.start - sentence.start])
        )
    ]


def date_of(told: Telling, stated: list[Time], sentence: Sentence, *, first: bool) -> When | None:
    """The time of one telling: one after its number, else one in it, else the one at the head of the sentence."""
    begins, ends = told.anchor

    def near(time: Time) -> bool:
        low, high = min(ends, time.end) - sentence.start, max(begins, time.start) - sentence.start
        apart = _OTHER_CLAUSE.search(sentence.text[low:high])
        if apart and time.end <= begins and (at := _opens(time, sentence)):
            apart = _OTHER_CLAUSE.search(sentence.text[at : begins - sentence.start])
        if told.verb and ends <= told.verb.start < told.verb.end <= time.start:  # "five, who were held | in May"
            apart = _OTHER_CLAUSE.search(sentence.text[told.verb.end - sentence.start : time.start - sentence.start])
        return not apart and not _of_their_custody(told, time, sentence)

    reachable = [time for time in stated if near(time)]
    own = [time for time in reachable if told.start <= time.start < told.end]
    later = [time for time in own if time.start >= ends]
    behind = [time for time in later if told.verb and time.start >= told.verb.end]
    heading = [
        time
        for time in reachable
        if time.start < begins
        and (first or time.start - sentence.start < 30)
        and not _AFTERWARDS.search(sentence.text[time.end - sentence.start : begins - sentence.start])
    ]
    leading = [
        time
        for time in stated
        if time.end <= begins and _WHEN.fullmatch(sentence.text[time.end - sentence.start : begins - sentence.start])
    ]
    chosen = behind or later or leading or own or heading
    return chosen[0].when if chosen else None


def _opens(time: Time, sentence: Sentence) -> int | None:
    """Where the clause begins that a time at the head of a sentence dates: "In May 2013, | it expelled nine"."""
    if not _HEAD.fullmatch(sentence.text[: time.start - sentence.start]):
        return None
    inserted = _INSERTED.match(sentence.text, time.end - sentence.start)
    return inserted.end() if inserted else None


def _of_their_custody(told: Telling, time: Time, sentence: Sentence) -> bool:
    """True for the time when people were caught of whom more is told: "returned nine who were caught | last month"."""
    verb, number = told.verb, told.number
    if not (number and verb and verb.kind != "Detention" and number.end <= time.start):
        return False
    if number.end <= verb.start < time.start:
        return False
    return bool(_WHO_WERE_CAUGHT.match(sentence.text[number.end - sentence.start : time.start - sentence.start]))


def time_of(
    told: Telling, stated: list[Time], sentence: Sentence, *, listed: When | None, before: When | None, first: bool
) -> Dated | None:
    """The time of a telling: as it states it, or by another that it goes by ("a year earlier", "the next day").

    `listed` is the time of the number before it in the sentence, `before` of what was told last; `first` where nothing
    in the sentence was.
    """
    behind = sentence.text[told.anchor[1] - sentence.start :]
    if YEAR_EARLIER.match(behind) and (compared_to := listed or _last_before(told, stated)):
        earlier = year_before(compared_to)
        return Dated(earlier, "the same time a year before") if earlier else None
    compared = SAME_PERIOD.match(behind)
    model = listed if compared else before
    compared = compared or SAME_PERIOD.match(" " + sentence.text)
    if model and model.earliest and compared:
        year = int(compared["year"]) if compared["year"] else model.earliest.year - 1
        other = in_year(model, year)
        return Dated(other, "the same time of another year") if other else None
    if when := _counted_in_it(told, stated, sentence):
        return Dated(when, "counted from the time told before")
    if when := date_of(told, stated, sentence, first=first):
        return Dated(when, "stated")
    words = sentence.text[told.start - sentence.start : told.end - sentence.start]
    if before and (counted := counted_from(before, words)):
        return Dated(counted, "counted from the time told before")
    if listed and same_time_about(sentence.text[told.anchor[0] - sentence.start :]):
        return Dated(_roughly(listed), "around the time told before it")
    return None


def _last_before(told: Telling, stated: list[Time]) -> When | None:
    """The time that a sentence states last before what is told."""
    return next((time.when for time in reversed(stated) if time.end <= told.anchor[0]), None)


def _counted_in_it(told: Telling, stated: list[Time], sentence: Sentence) -> When | None:
    """The time that words right behind a deed give by one that its sentence states before: "and sent back that May"."""
    behind = max(told.anchor[1], told.verb.end if told.verb else 0)
    before = [time for time in stated if time.end <= behind]
    if not before or any(behind <= time.start < told.end for time in stated):
        return None
    words = _RIGHT_BEHIND.match(sentence.text, behind - sentence.start, told.end - sentence.start)
    return counted_from(before[-1].when, words.group()) if words else None


def _roughly(when: When) -> When:
    return when if when.edtf.endswith("~") or "/" in when.edtf else When(when.edtf + "~")
