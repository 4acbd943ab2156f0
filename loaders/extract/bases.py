"""Parts of a whole: "half of the 200 were sent back" does not say that 200 were, nor "72 % were women" how many."""

import re

from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.nouns import DEMOGRAPHIC
from refoulement.loaders.extract.numbers import NUMBER_WORD
from refoulement.loaders.extract.sentences import Sentence

_PART = any_of(
    rf"(?:(?:{NUMBER_WORD}|an?|\d)[ -])?(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)",
    "most", "some", "(?:a )?few", "many", "several", "dozens", "scores", "(?:the )?bulk", "(?:the )?rest",
    r"(?:a|the) (?:\w+ )?(?:number|handful|minority|majority|portion|part)",
    r"\w+ (?:in|out of)(?: every)? \w+", "(?:almost|nearly|virtually|practically|not quite) all",
)  # fmt: skip
_OF_THE = r"(?: of)?(?: (?:the|these|those|its|their|all|some))*"
_BEFORE = re.compile(
    rf"\b(?:{_PART} of{_OF_THE}|half (?:the|these|those)|(?:almost|nearly|virtually|practically|not quite)"
    r" all(?: the| these| those)?) $",
    re.IGNORECASE,
)
_WHO_THEY_ARE = rf"(?:{DEMOGRAPHIC.pattern}|females?|males?|pregnant|elderly|minors|adults|under \d\d|in their \w+)"
_ARE = re.compile(
    r"(?:(?! (?:and|but|while|as|when|because|after|before) )[^;.,]){0,110}?,?"
    rf" (?:(?:were|was|are|is|being|have been|had been) (?:[\w-]+ ){{0,2}}?{_WHO_THEY_ARE}\b"
    rf"|(?:of (?:them|whom) )?{_WHO_THEY_ARE}[,.;)]|(?:came|come|hail(?:ed)?|were|are|originated) from\b)",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    rf"\b{_WHO_THEY_ARE} (?:have |had )?(?:ma[dk](?:e|es|ing) up|account(?:s|ed|ing)? for|constitut(?:e|es|ed|ing)"
    r"|compris(?:e|es|ed|ing)|represent(?:s|ed|ing)?) $",
    re.IGNORECASE,
)
_SENT_BACK = re.compile(r"\b(?:deportees|returnees)\b", re.IGNORECASE)
_THERE = re.compile(r" (?:in|inside|within|at|living|residing|staying|displaced|who live)\b")
_OTHER_PEOPLE = ("inmates", "prisoners", "detainees", "arrivals", "newcomers")  # a share of those held, or who came
_WHICH = re.compile(r",? (?:(?:who|that|whom)(?: [\w']+){0,5}? )?|")


def is_base(sentence: Sentence, number: Quantity) -> bool:
    """True for a number of whom only a part, told without a number of people, is said to have met with a deed."""
    return bool(_BEFORE.search(sentence.text[: number.start - sentence.start]))


def live_there(sentence: Sentence, number: Quantity, verb: Trigger) -> bool:
    """True for a whole that is told with where all of it lives: "most of the 200 | in the country live in Y"."""
    return verb.kind == "Presence" and bool(_THERE.match(sentence.text, number.end - sentence.start))


def told_of_all(sentence: Sentence, number: Quantity, verbs: list[Trigger]) -> Trigger | None:
    """The verb that only says which people a whole is: the first of "half of the 200 | held in X were sent back"."""
    for verb in verbs:
        between = sentence.text[number.end - sentence.start : max(0, verb.start - sentence.start)]
        if verb.start >= number.end and _WHICH.fullmatch(between) and (verb.voice == "modifier" or "who" in between):
            return verb
    return None


def is_of_all(sentence: Sentence, number: Quantity, verb: Trigger | None) -> bool:
    """True for a whole with the verb that says which people it is, and no other."""
    return verb is not None and verb.kind != "Presence" and is_base(sentence, number)


def is_makeup(sentence: Sentence, number: Quantity, verbs: list[Trigger]) -> bool:
    """True for a share that says who those sent back were, and not how many: "72 % of those returned were women"."""
    if number.count.unit != "percent" or number.noun in _OTHER_PEOPLE:
        return False
    before, after = sentence.text[: number.start - sentence.start], sentence.text[number.end - sentence.start :]
    returned = any(verb.kind == "Repatriation" and verb.form != "passage" for verb in verbs)
    says_who = _ARE.match(after) or _MADE_UP.search(before)
    return bool(says_who and (returned or _SENT_BACK.search(sentence.text)))


def is_no_figure(sentence: Sentence, number: Quantity, verb: Trigger | None, kind: str) -> bool:
    """True for a whole without a verb of its own, where a deed is told; of who came or lives somewhere it is one."""
    return verb is None and kind not in ("Presence", "Arrival") and is_base(sentence, number)
