"""Stretches of a sentence that nobody tells as having happened: called false, not confirmed, asked, only supposed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.numbers import NUMBER_WORD
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.verdicts import FALSE

_ACCOUNT = (
    r"(?:reports?|reporting|claims?|allegations?|accusations?|accounts?|stor(?:y|ies)|statements?|assertions?"
    r"|suggestions?|assumptions?|rumou?rs?|figures?|numbers?|counts?|tall(?:y|ies)|estimates?|news)"
)
_OF_WHAT = (
    r"(?:,? (?:by|from|in|of|on) [^,;.\"]{1,60}?)?"
    r" (?:that|of|about|saying|claiming|suggesting|alleging|according to which|which (?:said|say))\b"
)
_IS = r"\b(?:is|are|was|were|be|been|being|seems?|proved(?: to be)?|turned out to be)"
_ADVERBS = (
    r"(?: (?:\w+ly|just|all|quite|also|far|much|too|a|an|nothing (?:but|more than)|no more than|mere|pure|sheer))*"
)
_WRONG = any_of(
    FALSE, "wrong", "in error", "erroneous", "inflated", "overstated", "too high", "not (?:right|correct|accurate)",
    "denied", "disproved", "debunked", "discredited", "refuted", "retracted", "withdrawn",
)  # fmt: skip
_SAY = (
    r"(?:sa(?:y|id|ying)|claim(?:ed|ing)?|report(?:ed|ing)?|suggest(?:ed|ing)?|stat(?:e|ed|ing)|alleg(?:e|ed|ing)|put"
    r"|writ(?:e|ing)|written)"
)
_ASKS = r"(?! (?:why|how|when|where|what|who|which|much|more|anything|so|whom)\b)"
_CONFIRM = r"(?:confirm|verify|corroborate|substantiate|prove|vouch for)"
_NOT_CONFIRM = (
    r"(?:\b(?:could|can|did|do|does|has|have|had|is|are|was|were)(?: not|n't)|\bcannot|\bunable|\bno (?:way|means)"
    r"|\bin no position|\bnot in a position)(?: (?:\w+ly|yet|able|been|of|to|itself|possible))*"
    rf" (?:{_CONFIRM}(?:e?d|ing)?|verif(?:ied|ying))\b"
)
# accounts of others that a speaker cannot confirm: "could not verify | press reports of …"
_UNCONFIRMED = re.compile(
    rf"{_NOT_CONFIRM} (?P<reports>(?:(?:the|any|these|those|such|all|earlier) )*(?:[\w-]+ ){{0,3}}?{_ACCOUNT}"
    rf"\b){_OF_WHAT}",
    re.IGNORECASE,
)
# what is called false behind it: "reports that | … were fabricated", "the so-called return of | … is fiction"
_CALLED_FALSE = re.compile(
    rf"(?:\b{_ACCOUNT}{_OF_WHAT}|\b(?:so-called|alleged|supposed|purported) )[^;]{{2,160}}?{_IS}{_ADVERBS} [\"']?"
    rf"(?:{_WRONG})\b|\b{_ACCOUNT}{_OF_WHAT}[^;]{{2,160}}? never happened\b",
    re.IGNORECASE,
)
# "called the report that | … a rumour"
_CALLED = re.compile(
    rf"\b(?:call|brand|label|describ|term|denounc|characteri[sz]|deem)(?:e?d|e?s|ing)? (?:(?:the|these|this|any|all|its"
    rf"|such|recent|media) )*\b{_ACCOUNT}{_OF_WHAT}[^;]{{2,160}}? (?:as )?(?:an? )?[\"']?(?:{FALSE})\b",
    re.IGNORECASE,
)
# "that | … is a lie"
_THAT = re.compile(rf"(?:^|\")\W*That [^;]{{2,160}}?{_IS}{_ADVERBS} [\"']?(?:{FALSE})\b")
_TALE = rf"(?:{_ACCOUNT}|(?:deportation|repatriation|return|expulsion)s?)"
# what nobody stands for from here on, to the end of the clause
_FROM_HERE = re.compile(
    any_of(
        rf"\b(?:it|this) (?:is|was|were)(?: \w+ly)? (?:{FALSE}|not (?:right|correct|accurate) to {_SAY}|not the case"
        rf"|wrong to {_SAY})(?: to {_SAY})? that\b",
        rf"\b(?:is|are|was|were|been|being)(?: \w+ly)? (?:wrong|mistaken|incorrect|in error|lying)"
        rf" (?:to|in|when|by) (?:\w+ )?{_SAY}\b",
        rf"\b(?:never|(?:did|does|do|has|have|had)(?: not|n't)(?: \w+ly)?) {_SAY}\b(?: that)?{_ASKS}(?= [^,;.]*\d)",
        rf"\bneither\b[^,;.]{{3,90}}\bnor\b[^,;.]{{3,60}}? (?:has |have |had )?(?:{_SAY}|confirm(?:ed)?) that\b",
        rf"{_NOT_CONFIRM} that\b",
        r"\b(?:retract|withdr[ae]w|recant|correct|disown|disavow|rescind|disput|contest|refut|debunk|rebut|discredit"
        r"|challeng|question|contradict|took back|takes back|taking back|apologi[sz]\w+ for|walked back)"
        rf"(?:e?d|e?s|ing|n)? (?:(?:[\w'-]+ ){{0,4}}?{_ACCOUNT}{_OF_WHAT}|that\b)",
        r"\bno longer (?:stands? by|stood by|believes?|maintains?|claims?|says?)\b",
        rf"\bapologi[sz]\w+ for (?:having )?{_SAY}\b",
        rf"\b(?:invent|fabricat|concoct)(?:ed|ing) (?:[\w'-]+ ){{0,3}}?{_TALE}\b",
        rf"\b(?:of|for|by) (?:making|having made) up (?:[\w'-]+ ){{0,3}}?{_TALE}\b",
        r"(?:^\W*|[,;:] |\b(?:let us|let's) )(?:suppos(?:e|ing)|imagine|assume|assuming that|what if)\b",
        r"\bas (?:if|though)\b",
        rf"\b(?:none of|not (?:even )?all(?: of)?|not even|not every(?: \w+)? of|not every|no one (?:of|among)"
        rf"|not one of|not a single (?:one )?of|hardly any of)(?: (?:the|these|those|all|its|their))?"
        rf"(?= (?:\d|{NUMBER_WORD}\b))",
    ),
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r"[;:]|,? (?:but|while|whereas|although|though|even though)\b|, (?:and|saying|adding|insisting)\b"
)
# up to the comma: "contrary to reports that | …, only", "had it deported | …, the world would"
_CONTRARY = re.compile(
    r"\b(?:contrary to|despite|notwithstanding|in contrast to|as opposed to|unlike|instead of) (?:[\w'-]+ ){0,4}?"
    rf"{_ACCOUNT}{_OF_WHAT}[^,;]*",
    re.IGNORECASE,
)
_HAD_IT = re.compile(
    r"^\W*(?:had|were|should) (?!the (?:only|sole)\b)[^,;]+,(?=[^;]*\b(?:would|could|might)\b)", re.IGNORECASE
)
_ELLIPTIC = re.compile(r"^,[^,;]{0,40}? (?:were|was|did|had|have)(?: been)?\b(?=[,.;]|$)")
_ASKED = re.compile(
    r"^\W*(?:(?:and|but|so|or|then) )?(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)(?:n't)?\b",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(r"\b(?:what|why|who|whom|whose|how|when|where|which)\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?[\"')]*$")
# "the deportation of | 70 people was halted"
_HALTED = re.compile(
    r"\b(?:deportation|repatriation|return|expulsion|removal|extradition|transfer|hand-?over|execution|refoulement)s?\b"
    r"(?: \w+)? of [^,;.\"]{1,90}?(?:, [^,;.\"]{1,50},)? (?:was|were|been|being|is|are)(?: \w+ly)?"
    r" (?:halted|stopped|called off|postponed"
    r"|suspended|cancell?ed|averted|prevented|blocked|delayed|put (?:off|on hold)|shelved|abandoned|thwarted|aborted"
    r"|stayed)\b",
    re.IGNORECASE,
)
# what even so is taken for granted: "the 60 people who were | sent back", "the 60 people | sent back"
_GRANTED = re.compile(r"\b(?:the|these|those|all) (?:[\w,'-]+ ){1,6}?(?:who|whom) (?:[\w']+ ){0,4}$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those|all|its|their)(?: other| remaining)? $", re.IGNORECASE)

_COUNTED_BEFORE = re.compile(rf"\d|\b{NUMBER_WORD}\b", re.IGNORECASE)

_Stretch = tuple[int, int]


def _stretches(text: str) -> Iterator[_Stretch]:
    """Where a sentence tells what nobody stands for."""
    for pattern in (_CALLED_FALSE, _THAT, _CALLED, _HALTED, _HAD_IT):
        yield from (match.span() for match in pattern.finditer(text))
    beside = [] if unconfirmed(text) else _UNCONFIRMED.finditer(text)
    for match in (*_FROM_HERE.finditer(text), *beside):
        closes = _CLAUSE_ENDS.search(text, match.end())
        yield match.start(), closes.start() if closes else len(text)
    if _QUESTION.search(text) and (_ASKED.match(text) or not _ASKS_FOR.search(text)):
        yield text.rfind('"', 0, len(text) - 3) + 1 if '"' in text[:-2] else 0, len(text)


def unconfirmed(text: str) -> str | None:
    """The words for whose accounts they are that a speaker cannot confirm, where no figure is told before."""
    match = _UNCONFIRMED.search(text)
    return match["reports"] if match and not _COUNTED_BEFORE.search(text[: match.start()]) else None


def _contrary(text: str) -> Iterator[tuple[_Stretch, bool]]:
    """What is told to the contrary, and whether it lends what follows its verb: "… were sent back, only 60 | were"."""
    for match in _CONTRARY.finditer(text):
        yield match.span(), bool(_ELLIPTIC.match(text[match.end() :]))


def owned(
    sentence: Sentence, verbs: Sequence[Trigger], numbers: Sequence[Quantity]
) -> tuple[list[Trigger], list[Quantity]]:
    """The verbs of a sentence, not real where nobody stands for them, and the numbers that somebody does stand for."""
    text, offset = sentence.text, sentence.start
    contrary = list(_contrary(text))
    unreal = [*_stretches(text), *(span for span, lent in contrary if not lent)]
    untold = [*unreal, *(span for span, _ in contrary)]
    if not untold:
        return list(verbs), list(numbers)

    def within(at: int, stretches: Sequence[_Stretch]) -> bool:
        return any(start <= at - offset < end for start, end in stretches)

    told = [
        replace(verb, real=False)
        if within(verb.start, unreal) and not _GRANTED.search(text[: verb.start - offset])
        else verb
        for verb in verbs
    ]
    kept = [
        number
        for number in numbers
        if not within(number.start, untold) or _DEFINITE.search(text[: number.start - offset])
    ]
    return told, kept
