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
from refoulement.loaders.extract.times import SINCE, Time

STATED = "stated"  # the rule of a time that stands beside what it dates
NEWS = timedelta(days=4)  # a day so near before publication, at the head of a sentence of speech, is the speech's

OF_SPEECH = ("weekday", "day", "dayof", "relative")  # forms that mostly date what is said

_TELLING = any_of(
    SPEECH, "statement", "reports?", "interview", "conference", "e-?mail", "meeting", "briefing", "release",
    "comment(?:ed)?", "hearing", "letter", "rally", "denied", "released", "published", "issued", r"told \w+",
    "appealed", "pleaded", "demanded", "protested", "speech", "session", "article", "responded", "showed", "shows",
    "reporters", "urged", "called", "protest",
)  # fmt: skip
_AFTER_TELLING = re.compile(
    rf"(?<!United )\b{_TELLING}(?: (?:on|in|by|late|early|last|of|to reporters|the|a|here))* ?$", re.IGNORECASE
)
_TELLS = re.compile(
    rf" (?:\w+ly )?(?:{SPEECH}|denied|urged|called|condemned|declined"
    r"|criticised|criticized|rejected|appealed|pleaded|demanded|accused|vowed|pledged|protested|rallied|demonstrated"
    r"|lists?|listed|names|named)\b"
)
_TOLD_WHOM = re.compile(r"\btold (?:[\w'.-]+ ){1,7}(?:on )?$")
_ACTS = re.compile(r" (?:\w+ly )?(?:\w+ed|gave|held|put|sought|made|met|sent|took|wrote|began)\b")
_AFTERWARDS = re.compile(r",? (?:after|before|when|because|since)\b")
_AFTER = re.compile(r" (?:shortly |soon |a day |days |weeks )?after\b")
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
_UNTIL_THEN = re.compile(r"\b(?:until|till) (?P<deed>[^.;,\d]{1,70}),? (?:(?:on|in|early|late) )*$")
# of another thing than the deed: "a law passed | in 2004", "the earliest | from 1981", ", since they shut it | in May"
_OF_A_LAW = re.compile(
    r"\b(?:laws?|bills?|acts?|treat(?:y|ies)|pacts?|accords?|agreements?|polic(?:y|ies)|decrees?|conventions?|protocols?"
    r"|directives?|statutes?|programs?|programmes?|deals?)\b(?:,? (?:that|which|he|she|it|they))?"
    r" (?:[A-Z][\w.'-]* ){0,4}(?:(?:was|were|had|has|been|the|two|both) )*"
    r"(?:signed|passed|adopted|enacted|concluded|approved|agreed|reached|introduced|issued|in force|struck|ratified"
    r"|dating from|dated|took effect|came into force)(?: [\w'-]+){0,4} ?$"
)
_EXTREME = re.compile(
    r"\b(?:earliest|oldest|latest|most recent|first|last)(?: of (?:them|these|those|which))?(?: ones?)? $"
)
# "in camps, some | since 2021"
_OF_SOME = re.compile(
    r", (?:some|many|several|others|most|a few|two|three|one)(?: of (?:them|whom))?"
    r" (?:(?:going back|from|as|for|already) )*$"
)
_CAUSE = re.compile(r", since [^,;]+ $")
_OPENING = re.compile(r'[ "]*(?:on|late|early)? *', re.IGNORECASE)
_SPEECH = re.compile(rf"\b{SPEECH}\b")
_OTHER_CLAUSE = re.compile(
    r";|, (?:where|which|who)\b|, (?:(?:and|but) )?(?:he|she|it|they|we)\b|, (?:but|while|whereas)\b"
)

# behind a deed, where another one begins: "held for a year | and escaped in 2008"
_NEXT_DEED = re.compile(
    r"\bbefore (?:being|he|she|it|they|we)\b"
    r"|,? and (?:(?:then|later|finally|again|eventually|had|has) )*(?:fled|escaped|left|crossed|reached|arrived|came"
    r"|went|settled|defected|resettled|was freed|were freed|was released|were released|set out|got|made)\b"
)

_HEAD = re.compile(
    r"\W*(?:(?:And|But|Then|So|Yet),? )?(?:The (?:first|second|third|fourth|last|next|other) time, )?"
    r"(?:[A-Za-z]+ ){0,2}"
)
# between a time at the head of a sentence and the clause that it dates: "In 2011 | , they say, | it"
_INSERTED = re.compile(
    rf"(?:,? (?:(?:he|she|it|they|[A-Z][^,;]{{1,50}}) {SPEECH}|{SPEECH} [^,;]{{1,60}}|by (?:his|her|its|their)"
    r" own [a-z]+|by the count of [^,;]+|according to [^,;]+)(?=,))?, "
)


# where what stands behind a deed tells of another: "in a slide | that began"
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|when|after|since|because|as) (?:[\w'-]+ ){0,4}?\w+(?:ed|gan|me|ook|ent)\b"
)


# what goes on with a deed: "back home two years later", not "back; two years later a camp was closed"
_RIGHT_BEHIND = re.compile(r"(?:(?! (?:and|but|while|which|who|when|where|before|after) )[^,;])*")
_WHEN = re.compile(r", when (?:[a-z]+ ){0,4}")
_WHO_WERE_SENT = re.compile(
    r" (?:who|that) (?:\w+ )?(?:were|had been|was|have been) (?:\w+ly )?(?:handed|sent|returned|repatriated"
    r"|deported|turned|forced|brought|expelled|put)\b[^,;]*$"
)
_TO_DO = re.compile(r" to (?:\w+ly )?")
_OPENED = re.compile(r"[,;:] (?:and |but |then |while )?(?:(?:late |early )?(?:on|in|by|during|of) )?$")
_RIGHT_BEFORE = re.compile(r",? (?:(?:about|some|around|at least|only|just|nearly|almost|another|an estimated) )?")
# "the tally for the first eight months | stood at 866", "in 2020 | it was 147"
_ITS_FIGURE = re.compile(
    r"(?:,? (?:it|that|the (?:number|figure|total|tally|count)))? (?:had |has )?"
    r"(?:st(?:ood|ands?)(?: at)?|is|was|were|came to|rose to|rises to|fell to|falls to|dropped to|reache[sd]"
    r"|amounted to|totall?ed) (?:(?:about|some|around|at least|only|just|nearly|almost|an estimated) )?"
)
# "are held after they had been turned over | in January"
_HAD_HAPPENED = re.compile(r"\b(?:after|since|because|as) (?:[\w'-]+ ){1,4}?had (?:[\w'-]+ ){0,3}?\w+")
# up to when this year's figure goes: "as of | 20 August", "by the end of | last month"
_AS_OF = re.compile(
    r"\b(?:as of|as at|(?:up )?(?:to|until|till)|through|by)(?: the end of)? (?:$|(?=(?-i:[A-Z])))", re.IGNORECASE
)
_AND_OPENED = re.compile(r",? (?:and|but|while) (?:(?:late |early )?(?:on|in|by|during|of) )?$")
_NEXT_CLAUSE = re.compile(
    r",? (?:it|he|she|they|we|there|another|(?:about|some|around|at least|only|just|nearly|almost|an estimated)"
    r" [\w,]+|\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) [a-z]"
)
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
        return time.form in OF_SPEECH
    speech = _SPEECH.search(sentence.text, time.end - sentence.start)
    if not (speech and _OPENING.fullmatch(before)) or time.form not in OF_SPEECH:
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
        and not _of_another_thing(sentence, time, verbs)
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


def _of_another_thing(sentence: Sentence, time: Time, verbs: list[Trigger]) -> bool:
    """True for the end of what is told, and for the time of a law, a cause or the first of several."""
    before = sentence.text[: time.start - sentence.start]
    if _UNTIL.search(before) or _OF_A_LAW.search(before) or _CAUSE.search(before) or _OF_SOME.search(before):
        return True
    if time.form == "year" and _EXTREME.search(before):
        return True
    until = _UNTIL_THEN.search(before)
    return until is not None and not any(sentence.start + until.start() < verb.start < time.start for verb in verbs)


def date_of(told: Telling, stated: list[Time], sentence: Sentence, *, first: bool) -> When | None:
    """The time of one telling: one after its number, else one in it, else the one at the head of the sentence."""
    begins, ends = told.anchor

    def near(time: Time) -> bool:
        if time.start >= ends and _of_the_next(time, told, sentence):
            return False
        low, high = min(ends, time.end) - sentence.start, max(begins, time.start) - sentence.start
        apart = _OTHER_CLAUSE.search(sentence.text[low:high])
        if apart and time.end <= begins and (at := _opens(time, sentence)):
            apart = _OTHER_CLAUSE.search(sentence.text[at : begins - sentence.start])
        if told.verb and ends <= told.verb.start < told.verb.end <= time.start:  # "five, who were held | in May"
            apart = _OTHER_CLAUSE.search(sentence.text[told.verb.end - sentence.start : time.start - sentence.start])
        return not apart and not _of_their_custody(told, time, sentence)

    reachable = [time for time in stated if near(time)]
    own = [
        time
        for time in reachable
        if told.start <= time.start < told.end and not _of_what_went_before(time, begins, sentence)
    ]
    heading = [
        time
        for time in reachable
        if time.start < begins
        and (first or time.start - sentence.start < 30)
        and not _AFTERWARDS.search(sentence.text[time.end - sentence.start : begins - sentence.start])
    ]
    heads = any(_HEAD.fullmatch(sentence.text[: time.start - sentence.start]) for time in heading)
    deed = max(ends, told.verb.end if told.verb else 0) - sentence.start
    later = [
        time
        for time in own
        if time.start >= ends
        and not (heads and _SUBORDINATE.search(sentence.text[deed : max(deed, time.start - sentence.start)]))
    ]
    behind = [time for time in later if told.verb and time.start >= told.verb.end]
    leading = [
        time
        for time in stated
        if time.end <= begins and _WHEN.fullmatch(sentence.text[time.end - sentence.start : begins - sentence.start])
    ]
    right_before = [
        time
        for time in stated
        if _RIGHT_BEFORE.fullmatch(sentence.text, *_between(time, told, sentence))
        or (told.number and _ITS_FIGURE.fullmatch(sentence.text, time.end - sentence.start, begins - sentence.start))
    ]
    chosen = right_before or behind or later or leading or own or heading
    if not chosen:
        return None
    return _so_far(chosen[0], stated, sentence) or _of_the_clause(chosen[0], told, sentence)


def _so_far(time: Time, stated: list[Time], sentence: Sentence) -> When | None:
    """The part of this year up to a time that is stated beside it: "this year is 612 | as of 20 August"."""
    year = time.when.edtf
    for other in stated:
        until = _AS_OF.search(sentence.text[: other.start - sentence.start])
        as_of = until or _AS_OF.match(sentence.text, other.start - sentence.start)
        ends = other.when.edtf.rpartition("/")[2]
        if len(year) == len("2019") and as_of and other is not time and re.fullmatch(rf"{year}-\d\d(?:-\d\d)?", ends):
            return When(f"{year}-01{ends[7:] and '-01'}/{ends}")
    return None


def _of_what_went_before(time: Time, begins: int, sentence: Sentence) -> bool:
    """True for the time of what came after a deed: "the vigil began in May | after nine were arrested"."""
    behind = time.end - sentence.start
    at_the_head = _HEAD.fullmatch(sentence.text[: time.start - sentence.start])
    return time.end <= begins and not at_the_head and bool(_AFTER.match(sentence.text, behind))


def _between(time: Time, told: Telling, sentence: Sentence) -> tuple[int, int]:
    """From the sign or "and" that a time stands behind to what is told: ", and in May | nine people"."""
    low = time.start - sentence.start
    opened = _OPENED.search(sentence.text, 0, low)
    return (time.end - sentence.start if opened else len(sentence.text), told.anchor[0] - sentence.start)


def _of_the_next(time: Time, told: Telling, sentence: Sentence) -> bool:
    """True for a time that opens another clause or is of the next deed: "sent ten back, and in May | it sent forty"."""
    at = time.start - sentence.start
    opened = _AND_OPENED.search(sentence.text, 0, at)
    if opened and _NEXT_CLAUSE.match(sentence.text, time.end - sentence.start):
        return True
    deed = max(told.anchor[1], told.verb.end if told.verb and told.verb.end <= time.start else 0)
    return bool(_NEXT_DEED.search(sentence.text, deed - sentence.start, at))


def _of_the_clause(time: Time, told: Telling, sentence: Sentence) -> When:
    """The time of a deed; no open one where others are counted since it: "since it expelled | nine in May"."""
    since = SINCE.search(sentence.text[: time.start - sentence.start])
    verb = told.verb
    itself = bool(since and verb and sentence.start + since.start() < verb.start < time.start)
    behind = sentence.text[time.end - sentence.start : verb.start - sentence.start] if verb else ""
    itself = itself or bool(since and _TO_DO.fullmatch(behind))
    itself = itself or (time.end <= told.anchor[0] and bool(_WHEN.match(sentence.text, time.end - sentence.start)))
    return When(time.when.edtf.removesuffix("/..")) if itself else time.when


def _opens(time: Time, sentence: Sentence) -> int | None:
    """Where the clause begins that a time at the head of a sentence dates: "In May 2013, | it expelled nine"."""
    if not _HEAD.fullmatch(sentence.text[: time.start - sentence.start]):
        return None
    inserted = _INSERTED.match(sentence.text, time.end - sentence.start)
    return inserted.end() if inserted else None


def _of_their_custody(told: Telling, time: Time, sentence: Sentence) -> bool:
    """True for the time when people were caught of whom more is told: "returned nine who were caught | last month".

    And for the time when those were sent back of whom it is told that they are held; and for what had happened before.
    """
    verb, number = told.verb, told.number
    if not (number and verb and number.end <= time.start):
        return False
    behind = sentence.text[max(number.end, verb.end) - sentence.start : time.start - sentence.start]
    if _HAD_HAPPENED.search(behind):
        return True
    if verb.kind == "Detention":
        between = sentence.text[number.end - sentence.start : time.start - sentence.start]
        return verb.end <= number.start and bool(_WHO_WERE_SENT.match(between))
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
    behind_it = compared
    compared = compared or SAME_PERIOD.match(" " + sentence.text)
    apart = [time for time in stated if not (compared and time.end <= sentence.start + compared.end() - 1)]
    own = date_of(told, apart, sentence, first=first) if compared and not behind_it else None
    if model and model.earliest and compared and not own:
        year = int(compared["year"]) if compared["year"] else model.earliest.year - 1
        other = in_year(model, year)
        return Dated(other, "the same time of another year") if other else None
    if when := _counted_in_it(told, stated, sentence):
        return Dated(when, "counted from the time told before")
    if when := date_of(told, stated, sentence, first=first):
        return Dated(when, STATED)
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
