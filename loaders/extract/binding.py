"""Which verb a number belongs to, and which stretch of the sentence tells of the two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.counts import Quantity, quantities
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import PEOPLE_RE
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.times import Time

REACH = 120  # how far a verb may be from its number, in characters and prices
NEAR = 80  # and from one that leaves its noun out
PRICES = {"break": 40, "comma": 8, "number": 60, "modifier": 80, "noun": 10, "before": 10}

_BREAK = re.compile(r"[;:]|, (?:which|who)\b|\b(?:while|but|and|whereas|that)\b")
_CLOSED = re.compile(r"; |, (?:and|but|while|whereas) ")
_PARTICIPLE = re.compile(r"(?:ed|held|living|hiding|residing)$")
_PEOPLE_BEFORE = re.compile(rf"(?:{PEOPLE_RE.pattern}|\bthose)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A number of people, the verb it belongs to (None where it has none), and its part of the sentence."""

    number: Quantity
    verb: Trigger | None
    start: int
    end: int


def modifies(sentence: Sentence, verb: Trigger) -> bool:
    """True for "people detained in …": a participle that tells which people, whatever is feared for them."""
    words = sentence.text[: verb.end - sentence.start].rstrip()
    return bool(_PARTICIPLE.search(words) and _PEOPLE_BEFORE.search(words.rpartition(" ")[0]))


def _distance(sentence: Sentence, number: Quantity, verb: Trigger, others: list[Quantity]) -> int:
    """How far a verb is from a number, in characters, with a price on what stands between them."""
    verb_first = verb.start < number.start
    low, high = (verb.end, number.start) if verb_first else (number.end, verb.start)
    between = sentence.text[max(0, low - sentence.start) : max(0, high - sentence.start)]
    governs = verb_first and verb.form == "verb" and not between.strip()
    return (
        max(0, high - low)
        + PRICES["break"] * len(_BREAK.findall(between))
        + PRICES["comma"] * between.count(",")
        + PRICES["number"] * sum(low <= other.start < high for other in others)
        + PRICES["modifier"] * modifies(sentence, verb)
        + PRICES["noun"] * (verb.form == "noun")
        + PRICES["before"] * (verb_first and not governs)
    )


def _nearest(sentence: Sentence, number: Quantity, verbs: list[Trigger], numbers: list[Quantity]) -> Trigger | None:
    others = [other for other in numbers if other is not number]
    priced = [(_distance(sentence, number, verb, others), verb.start, verb) for verb in verbs]
    best = min(priced, default=None, key=lambda option: option[:2])
    return best[2] if best and best[0] <= (REACH if number.noun else NEAR) else None


def _begins(sentence: Sentence, number: Quantity, verb: Trigger | None, verbs: list[Trigger]) -> int:
    """Where the first number's clause begins: behind another deed that is told before it and closed off."""
    start = sentence.start
    for other in verbs:
        if other is not verb and other.end <= number.start and other.real:
            closing = _CLOSED.search(sentence.text, other.end - sentence.start, number.start - sentence.start)
            start = max(start, sentence.start + closing.end()) if closing else start
    return start


def clauses(sentence: Sentence, verbs: list[Trigger], told: list[Time]) -> Iterator[Clause]:
    """The numbers of people in a sentence with their verbs, without those of a date or of what did not happen."""
    numbers = [
        number
        for number in quantities(sentence.text, sentence.start)
        if not number.part
        and (number.noun or not any(number.start < time.end and time.start < number.end for time in told))
    ]
    bound = [(number, _nearest(sentence, number, verbs, numbers)) for number in numbers]
    kept = [(number, verb) for number, verb in bound if verb is None or verb.real or modifies(sentence, verb)]
    for position, (number, verb) in enumerate(kept):
        end = kept[position + 1][0].start if position + 1 < len(kept) else sentence.end
        if position == 0:
            start = _begins(sentence, number, verb, verbs)
        elif verb and verb.start < number.start:
            start = max(verb.start, kept[position - 1][0].end)
        else:
            start = number.start
        yield Clause(number, verb, start, end)
