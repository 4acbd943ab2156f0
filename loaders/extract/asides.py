"""Which places a clause names aside: of others, of a source, of where people come from or want to get to."""

import re

from refoulement.loaders.extract.lexicon import SPEECH, any_of

LEADING_WORD = any_of(
    "the", "its", "an?", "back", "(?:(?:north|south)-?)?(?:eastern|western)", "(?:north|south)-?(?:east|west)",
    "northern", "southern", "central", "nearby", "neighbou?ring", "border", "city", "cities", "towns?", "county",
    "provinces?", "regions?", "areas?", "of", "two", "three", "four", "five", "several", "other", "called", "named",
    "detention cent(?:er|re)s? in", "prisons? in", "camps? in",
    "(?-i:[A-Z])[a-z]+(?:ese|ian|ean|an|ish|ai)", "remote", "coastal", "capital,?", "port",
    "mining", "frontier", "industrial", "provincial", "district", "villages?", "prefectures?", "state", "island",
    "what is now", "far", "border village", "suburbs?", "outskirts", "hills", "mountains", "countryside", "vicinity",
    "heart", "streets",
    "(?-i:[A-Z])[\\w-]+ (?:suburb|district|neighbou?rhood|quarter|township|village|port)",
)  # fmt: skip
_HEADED_FOR = re.compile(
    r"\b(?:on (?:their|his|her) way|en route|bound|headed|heading)(?:, \w+,)? (?:to|for) "
    rf"(?:{LEADING_WORD}[, ]+)*$"
)  # where people were going, not where they got to
_STROVE_FOR = re.compile(
    r"\b(?:try|tried|trying|attempt\w*|want\w*|hop(?:e[sd]?|ing)|plan\w*|fail\w*|meant|intend\w*|unable|about)"
    rf" to (?:enter|reach) (?:{LEADING_WORD}[, ]+)*$"
)  # where they may not have got to
# of whom a place is told that does not hold, send or take anybody: a seat, talks held there, pleas from there
_OF_OTHERS = re.compile(
    r"\b(?:based|headquartered|with offices?|interviews(?: \w+){0,3}|(?:talk|interview)(?:ed|s|ing)"
    r"|sp(?:oke|eaks|oken|eaking)|(?:seeking|hoping for|promised) passage)"
    rf" (?:in|at|to) (?:{LEADING_WORD}[, ]+)*$"
    r"|\b(?:pleas?|appeals?|calls|pressure|protests?|requests?|critici[sz]ms?|condemnation|objections|warnings?|demands?"
    r"|concerns?|outcry|intervention|lobbying) (?:by|from) (?:the )?(?:[A-Z]\w+(?:, | and ))*$"
)
_OCCASION = re.compile(r"\b(?:after|before|following|during|ahead of|until|since)\b(?P<occasion>[^,;]*\w[^,;]*)$")
_DEED = re.compile(r"(?:ed|(?<!clos)(?<!open)ing|sent|held|taken|driven)\b|deport|repatriat|return|expulsion")
# "nationals of | North Korea", "a boy, born in | Santiago"
_OF_A_STATE = re.compile(
    r"\b(?:nationals|citizens|natives?|subjects|passport holders|(?:an?|the) (?:national|citizen)) of (?:the )?$"
    rf"|\b(?:born|grew up|raised|brought up|educated)(?: and (?:raised|brought up))? in (?:{LEADING_WORD}[, ]+)*$"
)
# "two sisters from | Kilju" died elsewhere
ORIGIN = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|girls?|boys?|child(?:ren)?|sisters?|brothers?|mother|father|daughters?|sons?|couple|famil(?:y|ies)"
    r"|teacher|trader|farmer|soldier|worker|student|friend|neighbou?r|native|people|persons?|residents?|refugees?"
    r"|defectors?|migrants?|\d\d?) from (?:the )?(?:[a-z]+ (?:of|in) )?$"
)
# "after fleeing violence in | Myanmar"
FLED_FROM = re.compile(
    r"\b(?:flee(?:ing|s)?|fled|escap(?:e[ds]?|ing)) "
    r"(?:(?!to\b|into\b|through\b|via\b|and\b|while\b|from\b)[\w'-]+ ){1,4}"
    rf"in (?:{LEADING_WORD}[, ]+)*$"
)
_SOURCE_IN = re.compile(
    rf"^(?:\W*|.*[;,] (?:and |but )?)(?:[\w'-]+ ){{1,5}}(?:in|at|from|near) (?:{LEADING_WORD}[, ]+)*$", re.IGNORECASE
)
_OFFICERS = re.compile(
    r"\b(?:police|officials?|officers?|authorities|prosecutors?|guards?|court|judges?)\b", re.IGNORECASE
)
_SPEAKS = re.compile(
    rf" (?:(?:also|now|have|has|had|who asked not to be named|\w+ly) )*(?:{SPEECH}|say|reckons?|fears?|suspects?|think"
    r"|tell|report|estimate|claim|learn(?:ed|t|s)?|hears?|heard)\b",
)
# what is told to be said elsewhere: "met him in Geneva, and there were reports that | they"
_TOLD_THAT = re.compile(rf"\b(?:{SPEECH}|reports?|news|word|fears?|rumou?rs?|allegations?|evidence) that\b")


def aside(before: str, flat: str, end: int) -> bool:
    """True for a place that only tells an occasion, an aim, an origin or where a source is; `end` is where it ends."""
    occasion = _OCCASION.search(before)
    if occasion and not _DEED.search(occasion["occasion"]):
        return True
    if any(pattern.search(before) for pattern in (_HEADED_FOR, _STROVE_FOR, _OF_OTHERS, _OF_A_STATE)):
        return True
    speaks = _SPEAKS.match(flat, end)
    return bool(speaks and _SOURCE_IN.search(before) and not _OFFICERS.search(before))


def told_apart(gap: str) -> bool:
    """True where a deed is only told of behind a place: "in Geneva last week, and there were reports that | they"."""
    return bool(_TOLD_THAT.search(gap))
