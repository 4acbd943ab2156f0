"""The whole that a number gives where a deed is told of a part of it alone: "half of the | 200 were sent back"."""

import re

from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.numbers import NUMBER_WORD
from refoulement.loaders.extract.sentences import Sentence

_PART = any_of(
    rf"(?:(?:{NUMBER_WORD}|an?|\d)[ -])?(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)",
    "most", "some", "(?:a )?few", "many", "several", "dozens", "scores", "(?:the )?bulk", "(?:the )?rest",
    r"(?:a|the) (?:\w+ )?(?:number|handful|fraction|minority|majority|portion|share|proportion|part)",
    r"\w+ (?:in|out of)(?: every)? \w+", "(?:almost|nearly|virtually|practically|not quite) all",
)  # fmt: skip
_OF_THE = r"(?: of)?(?: (?:the|these|those|its|their|all|some))*"
_BEFORE = re.compile(
    rf"\b(?:{_PART} of{_OF_THE}|half (?:the|these|those)|(?:almost|nearly|virtually|practically|not quite)"
    r" all(?: the| these| those)?) $",
    re.IGNORECASE,
)
_WHICH = re.compile(r",? (?:(?:who|that|whom)(?: [\w']+){0,5}? )?|")


def is_base(sentence: Sentence, number: Quantity) -> bool:
    """True for a number of whom only a part, told without a number of people, is said to have met with a deed."""
    return bool(_BEFORE.search(sentence.text[: number.start - sentence.start]))


def told_of_all(sentence: Sentence, number: Quantity, verbs: list[Trigger]) -> Trigger | None:
    """The verb that only says which people a whole is: the first of "half of the 200 | held in X were sent back"."""
    for verb in verbs:
        between = sentence.text[number.end - sentence.start : max(0, verb.start - sentence.start)]
        if verb.start >= number.end and _WHICH.fullmatch(between) and (verb.voice == "modifier" or "who" in between):
            return verb
    return None
