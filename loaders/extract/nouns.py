"""The noun behind a number: people, or deeds done to them."""

import re

from refoulement.loaders.extract.lexicon import PEOPLE, any_of

_NOUN = re.compile(
    r"^\"?(?: (?:of (?:the|its|our|their|his|her|my|(?:these|those)(?! (?:returned|escaped|trafficked)\b))"
    r"|of(?! (?:them|these|those|whom)\b)|such|the))?"
    rf"(?P<before>(?: \"?(?:[\w'’][\w'’.-]*)\"?,?){{0,4}}?) \"?(?P<noun>{PEOPLE})\b(?![-'])",
    re.IGNORECASE,
)
_NOT_AN_ADJECTIVE = any_of(
    # words of another clause
    "who", "that", "which", "were", "was", "are", "is", "have", "has", "had", "by", "to", "for", "with", "at", "on",
    "from", "since", "until", "in", "and", "or", "as", "than", "of", "only",
    # what else is counted
    "years?", "months?", "weeks?", "days?", "hours?", "minutes?", "times?", "km", r"kilomet\w+", "miles?", "percent",
    "million", "billion", "won", "yuan", "dollars", "points?", r"countr\w+", r"cit\w+", "towns?", "provinces?",
    "cases?", "reports?", "crossings?", "camps?", "prisons?", "buses", "vans", "nations", "organi[sz]ations", "groups",
    "ngos",
)  # fmt: skip
_BREAKS_NOUN = re.compile(rf"\b{_NOT_AN_ADJECTIVE}\b|[,;:.(]| \d", re.IGNORECASE)
_DEEDS = {
    "repatriation": "Repatriation", "deportation": "Repatriation", "expulsion": "Repatriation",
    "return": "Repatriation", "arrest": "Detention", "detention": "Detention", "execution": "Death",
    "death": "Death", "killing": "Death", "rescue": "Rescue",
}  # fmt: skip
_DEED = re.compile(
    r"^(?: (?:such|further|more|additional|other|new|confirmed|documented|separate|known|individual|public|cases"
    r" of|instances of|forced|forcible))* "
    rf"(?P<deed>{'|'.join(_DEEDS)})s?\b(?! (?:cent(?:er|re)|facilit|camp|house|site|order|warrant|cell|notice"
    rf"|flight|row))",
    re.IGNORECASE,
)
# people told by sex or age: behind another number, mostly a part of those it counts
DEMOGRAPHIC = re.compile(
    r"women|men|children|girls?|boys?|infants?|bab(?:y|ies)|teenagers?|minors?|adults?", re.IGNORECASE
)


# "308 men, women and children": all of them are counted, and no part
_AND_THE_REST = re.compile(rf"(?:, (?:{DEMOGRAPHIC.pattern}))*,? and (?:{DEMOGRAPHIC.pattern})\b", re.IGNORECASE)


def all_told(after: str, noun: re.Match[str]) -> int:
    """How far a list of men, women and children reaches behind the first of them, all under one number; 0 for none."""
    more = _AND_THE_REST.match(after, noun.end()) if DEMOGRAPHIC.fullmatch(noun["noun"]) else None
    return more.end() if more else 0


def noun_after(after: str) -> re.Match[str] | None:
    """The first noun for people behind a number, whether or not the number counts it."""
    return _NOUN.match(after)


def counted(noun: re.Match[str] | None) -> bool:
    """True where nothing between a number and a noun for people shows that it counts something else."""
    return noun is not None and not _BREAKS_NOUN.search(noun["before"])


def counts_else(word: str) -> bool:
    """True for a word that a number counts and that is none for people: "years", "buses"."""
    return bool(re.fullmatch(_NOT_AN_ADJECTIVE, word, re.IGNORECASE))


def deed_after(after: str) -> tuple[int, str] | None:
    """Where deeds are counted ("62 arrests"): how far their noun reaches, and the kind of event."""
    deed = _DEED.match(after)
    return (deed.end(), _DEEDS[deed["deed"].lower()]) if deed else None
