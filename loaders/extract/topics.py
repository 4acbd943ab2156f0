"""A number that a sentence speaks of and does not give: "how many live in China is not known"; figures follow."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from refoulement.loaders.extract.binding import Telling
from refoulement.loaders.extract.draft import Draft
from refoulement.loaders.extract.kinds import modality
from refoulement.loaders.extract.lexicon import PEOPLE_RE, any_of
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.source import Source
from refoulement.loaders.extract.surroundings import Surroundings
from refoulement.loaders.extract.wording import CELL

_OF_WHOM = rf"(?:[\w'-]+ ){{0,4}}?{PEOPLE_RE.pattern}"
_NUMBER = re.compile(
    rf"\b(?:(?:numbers?|totals?|population|figures?|estimates?|counts?|statistics) (?:of|for|on) (?:the"
    rf" (?:number|size) of )?"
    rf"(?:the )?{_OF_WHOM}|(?:size|scale) of (?:the|this|that) (?:[\w-]+ ){{0,2}}?(?:population|community|exodus)"
    rf"|how many (?:of )?{_OF_WHOM}|(?P<them>how many (?:are|were|remain|live|there are))\b"
    rf"|(?:number|figure|total)(?: now| still)? (?:in|at|inside) (?-i:[A-Z]))",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b"
    + any_of(
        "unknown", r"(?:not|n't|never) (?:\w+ )?(?:known|certain|clear|published|disclosed|released|counted)",
        "unclear",
        "uncertain", "disputed", "anyone's guess", "a guess", "guesswork", "var(?:y|ies|ied)", "differ(?:s|ed)?",
        "(?:hard|difficult|impossible) to (?:tell|say|know|verify|establish|come by|pin down|count)",
        "no (?:reliable|official|exact|firm|precise|public|good) (?:figures?|counts?|numbers?|statistics"
        "|estimates?|data)",
        "(?:nobody|no one) (?:knows|can say|has counted|counts)", "scarce", "secret", "contested", "range widely",
    )
    + r"\b",
    re.IGNORECASE,
)  # fmt: skip
_SOME = re.compile(r" (?:number|figure)s? of\b")  # "an unknown number of people sank"
_OF_OTHERS = re.compile(r"\b(?:minority|population|community|city|town|workforce) of $")
_CLOSES = re.compile(r"[:;,.]|\b(?:but|and|while|although|though)\b")
_LOCKED_UP = re.compile(
    rf"\b(?:{CELL}|locked up|behind bars|imprisoned|jailed|in custody|detained|held|detainees|prisoners|inmates)",
    re.IGNORECASE,
)
_MOVING = re.compile(
    r"\b(?:repatriat|deport|sent back|sent home|return|handed|arriv|reach|enter|died|execut|kill|resettl|cross|arrest)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The words that speak of a number: where in the article they end, and the kind of those it counts."""

    kind: str
    start: int
    end: int


def topic(sentence: Sentence, before: str | None = None) -> Topic | None:
    """The number of people somewhere that a sentence says is not known or disputed; none of people who move.

    `before` is the kind of what was told last, of whom "how many are waiting" is said.
    """
    number = _NUMBER.search(sentence.text)
    unsettled = next(
        (found for found in _OPEN.finditer(sentence.text) if not _SOME.match(sentence.text, found.end())), None
    )
    if not (number and unsettled):
        return None
    end = _CLOSES.search(sentence.text, max(number.end(), unsettled.end()))
    closes = end.start() if end else len(sentence.text)
    words = sentence.text[number.start() : closes]
    if _MOVING.search(words):
        return None
    kind = "Detention" if _LOCKED_UP.search(words) or (number["them"] and before == "Detention") else "Presence"
    return Topic(kind, sentence.start + number.start(), sentence.start + closes)


def unsettled(
    sentence: Sentence, before: Draft | None, surroundings: Surroundings, drafts: Iterable[Draft]
) -> Draft | None:
    """Of whom, and where, a paragraph says that there is no certain number: what it says here, else said `before`."""
    drafts = list(drafts)
    found = topic(sentence, drafts[-1].kind if drafts else None)
    if found is None:
        return before if before and before.spans[0].paragraph == sentence.paragraph else None
    words = replace(sentence, start=found.start, end=found.end)
    where = surroundings.stated(found.kind, Telling(None, None, found.start, found.end), drafts)
    kept = (sentence, words)
    return Draft(
        kind=found.kind, count=None, slots=where, source=Source(), modality=modality(sentence.text), spans=kept
    )


def settled(told: Telling, unsettled: Draft | None, before: str) -> Draft | None:
    """What a number without a verb is a figure of, where words before it said that there is no certain one.

    `before` are the words before it in its sentence: "a minority of" counts others.
    """
    number = told.number
    if not (number and unsettled) or told.verb or number.deed or number.count.unit == "percent":
        return None
    follows = unsettled.spans[-1].end <= number.start and not _OF_OTHERS.search(before)
    return unsettled if follows else None
