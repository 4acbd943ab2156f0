"""Numbers that count nobody: dates, ages, labels, room for people, those who tell and not those who are told of."""

import re

from refoulement.loaders.extract.lexicon import PEOPLE, any_of
from refoulement.loaders.extract.nouns import counted, noun_after
from refoulement.loaders.extract.numbers import bounded, value

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NUMBERED = any_of(
    _MONTHS, "covid", "article", r"no\.?", "resolution", "room", "camp", "chapter", "page", r"kilomet\w+",
    "(?:aged?|age of)(?: about| around| only| just)?", r"h\.(?:con\.)?r(?:es)?\.", "bill",
    "mile", "km", "figure", "bureau", "office",
)  # fmt: skip
_BEFORE_DATE = re.compile(rf"\b{_NUMBERED} ?-? ?$", re.IGNORECASE)
_AND_DATE = re.compile(
    rf"(?: and | or |, |-| to )(?:\d\d?(?:, | and | or |-| to ))?\d\d? {_MONTHS}(?:\b|$)", re.IGNORECASE
)
_DATE_AND = re.compile(rf"\b{_MONTHS} (?:\d\d?, )*(?P<day>\d\d?)(?: or | to |,? and )$", re.IGNORECASE)
_IN_MONTH = re.compile(
    rf"\b(?:(?:in|during|early|late|mid|this|last)[ -]|\d\d? ){_MONTHS} $", re.IGNORECASE
)  # "in March | 37 people"
_AFTER_DATE = re.compile(rf"^(?: {_MONTHS}(?:\b|$)|:\d\d|(?: ?[ap]\.?m\b)|st\b|nd\b|rd\b|th\b|s\b)", re.IGNORECASE)
_BEFORE_YEAR = re.compile(r"\b(?:in|of|since|by|during|from|until|year|late|early|mid)[ -]$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r" '\d\d$")
_TREATY = re.compile(
    r" (?:[\w.]+ ){0,3}?(?:convention|protocol|treaty|agreement|act|law|declaration|charter|covenant|accord)\b",
    re.IGNORECASE,
)  # "the 1951 refugee convention"
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ABOUT_A_YEAR = re.compile(  # "up to 2011, people were held": no 2,011 people, who would be printed so
    r"(?:up to|about|around) (?:19|20)(?!00)\d\d", re.IGNORECASE
)

_IN_A_DATE, _BEHIND_IN_A_DATE = re.compile(r"/\d"), re.compile(r"\d/$")  # "2031/05/05", "October 9/10"
_PADDED = re.compile(r"0\d+")  # "0000", "007": no number of anybody

_AGE = re.compile(r"(?:[A-Z][\w'-]*\.?|\))(?:, |,\" |\", )(?:now |then )?$")
_AGES = re.compile(r"\b(?:aged?|ages)(?: of)? (?:\d\d?(?:, \d\d?)*,? (?:and|or|to) |between |(?=\d))(?:\d\d? and )?$")
_AFTER_AGE = re.compile(r"[,;.)]|,? (?:who|and|from)\b")
_OF_AGE = re.compile(r"\b(?:[Aa]n?|[Oo]ne) (?:[\w'-]+ ){1,3}of (?:perhaps |about |some |around |maybe )?$")
_OF_THAT_AGE = re.compile(r"^ (?:at the time|when (?:he|she)|years? old)\b")
_BESIDE_COMMA = re.compile(r"[\w.)], (?:now |then )?$")  # "said the woman, | 34, who …"
_WHO_IS = re.compile(
    r"\b(?:and (?=is now)|who|he|she|mother|father|son|daughter|[A-Z][a-z]+) (?:is|was|turned|is now|was then) $"
)
_OF_THE_YOUNGEST = re.compile(
    r"\b(?:youngest|oldest|eldest|elder|younger)\b[^.;,]{0,30} (?:is|was|were|are|aged) (?:just |only )?$"
)
_YOUNGEST_OF_THEM = re.compile(r"\b(?:youngest|oldest|eldest)(?: of (?:them|whom|these|all))?,? (?:just |only )?$")
_NO_SUM = r"(?!total|number|figure|count|tally|toll|sum|rest|score|price)"
_OF_ONE_UNNAMED = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother) (?:[\w'-]+ ){{0,3}}?{_NO_SUM}[a-z]+, $"
)  # "a neighbour, | 32, died"
_OF_AN_AGE = re.compile(rf"\b{PEOPLE} $", re.IGNORECASE)  # "children | under 12"
_THAN_THIS_AGE = ("under ", "over ", "below ", "above ")
_AGED = re.compile(rf"\b(?:aged?|ages)(?: of)? (?:between |from )?$|\b{PEOPLE} between $", re.IGNORECASE)
_ENDS = re.compile(r"[,.;)]|$| (?:who|were|was|are|and|had|have)\b")
_AND_SO_ON = re.compile(r"^(?:[,.]| and| when| but)")
_NO_ONE_PERSON = re.compile(
    r"\b(?:group|total|party|family|batch|team|crew|number|band|convoy|list|series|part|low|high|peak|average|minimum"
    r"|maximum|record|sum|rate|figure|tally|toll|population|mean|median) of ",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[a-z,;]\W+[A-Z][a-z]+ $")

_MEASURE = re.compile(
    r"-(?:year|month|day|week|hour|page|pager|point|nation|member|storey|mile|km|kilomet\w+|yard|foot)", re.IGNORECASE
)
_OF_TIME = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|nights?|minutes?),? (?:or |and )?"
    r"(?:perhaps |maybe |possibly |even |sometimes )?$",
    re.IGNORECASE,
)  # "for a month or | two"
_OF_MORE_TIME = re.compile(r"(?: at (?:the )?most| at (?:the )?least| or more)?(?:[.,;\"]|$)")
_ROOM_FOR = re.compile(
    any_of(
        r"\b(?:meant|built|designed|made|room|space|beds|prison|facility|cent(?:re|er)|camp|hall|cells?) for",
        r"\bgive or take", r"\b(?:capacity|goal|target|quota|limit|maximum|fine) of",
    )
    + " $",
    re.IGNORECASE,
)  # fmt: skip
_TOLD_BY = re.compile(
    r"\b"
    + any_of(
        "according to", "interviews? with", "interviewed", "interviewing",
        r"spok(?:e|en)(?: by \w+)? (?:to|with)", "speaking (?:to|with)",
        r"(?:understand|understood|learned|learnt|heard|know) from",
        "citing", "quoting", "quoted", "told by",
        r"(?:survey|study|poll)\b[^.;,]{0,50}? (?:among|of|with)", "testimon(?:y|ies) (?:of|from)",
        r"(?:accounts?|information|reports) (?:by|of|from) (?:[\w'-]+ ){1,4}and", "surveyed", "obtained from",
        "trained", "injured", "wounded", "hurt", "employs?", "hired",
    )
    + " $",
    re.IGNORECASE,
)  # fmt: skip
_TOLD_BY_TWO = re.compile(
    r"\b(?:[Aa]ccording to|[Cc]iting|[Qq]uoting|told by|[Ii]nterviews with|spoke to) "
    r"(?:(?!who\b|that\b|which\b|were\b|was\b)[\w'-]+ ){1,5}and $"
)  # "according to neighbours and | two nurses"
_SPEAKS = re.compile(
    r"(?: (?:with (?:\w+ )?(?:knowledge|contacts|sources|ties|links|relatives)|close to|familiar with|briefed on"
    r"|with access)\b[^,.;]{1,50}?)?(?: who)?(?: have| has| had)? (?:\w+ly )?"
    + any_of(
        "told", "tells?", r"said(?! (?:they|to)\b)", "says?", "spoke", "speak", "testified", "described", "recalled",
        "believe",
        "think", "agree", "warn", "note",
    )
    + r"\b"
)  # fmt: skip
_OF_A_BODY = re.compile(
    r" of (?:the |its |their )?(?:(?:[A-Z]\w+|national|city|provincial|local) ){0,2}?"
    r"(?:[Aa]ssembly|[Pp]arliament|Congress|Senate|[Cc]ouncil|[Cc]ommittee|[Cc]ommission|[Cc]abinet|[Bb]oard|[Ss]taff"
    r"|[Dd]elegation)\b"
)  # "three members of the National Assembly"
_EACH = re.compile(r",? (?:each\b|apiece\b)(?! (?:year|month|week|day|night|time|summer|winter|spring|autumn|fall)\b)")
_ASKED = re.compile(r" (?:interviewed|surveyed|questioned|polled)\b")
_TOLD_OF = re.compile(r",? (?:who|that) (?:was|were|had been|have been|has been)\b")  # of what was done to them
_NOT_THESE = re.compile(r"\b(?:by(?: a group of)?|out of|all but|except(?: for)?|other than) \"?$", re.IGNORECASE)


def is_date(text: str, match: re.Match[str]) -> bool:
    """True for a number of a date, a time of day, a year ("in '97"), a resolution."""
    at = match.start("first")
    of_treaty = _YEAR.fullmatch(match["first"] or "") and _TREATY.match(text, match.end())
    if of_treaty or _SHORT_YEAR.search(text[: match.end()]):
        return True
    if (
        _IN_A_DATE.match(text, match.end())
        or _BEHIND_IN_A_DATE.search(text[:at])
        or _PADDED.fullmatch(match["first"] or "")
    ):
        return True
    no_year = not _YEAR.fullmatch(match["first"] or "")
    if not (match["first"] or "0")[0].isdigit():
        return False  # "in June | four others were …"
    if _one_of_two_days(text, match):
        return True
    of_month = no_year and _IN_MONTH.search(text[: match.start()]) and counted(noun_after(text[match.end() :]))
    if not of_month and (_AFTER_DATE.match(text[match.end() :]) or _BEFORE_DATE.search(text[:at])):
        return True
    if _ABOUT_A_YEAR.fullmatch(match.group()) and re.match(r"[,.;)]|$", text[match.end() :]):
        return True
    if not _YEAR.fullmatch(match["first"] or "") or match["percent"] or bounded(match):
        return False
    return bool(_BEFORE_YEAR.search(text[:at])) or not counted(noun_after(text[match.end() :]))


def _one_of_two_days(text: str, match: re.Match[str]) -> bool:
    """True for the first of "4 and 11 June", and for the last of "March 4 and 11"."""
    if match["second"] or match["percent"] or counted(noun_after(text[match.end() :])):
        return False
    if _AND_DATE.match(text, match.end()):
        return True
    days = _DATE_AND.search(text[: match.start()])
    return days is not None and int(days["day"]) < (value(match["first"]) or 0)


def is_age(text: str, match: re.Match[str]) -> bool:
    """True for "Name, 37," and "a woman of 37", for "boys between 13 and 18" and "children under 12"."""
    if not match["first"] or any(match[name] for name in ("scale1", "percent")):
        return False
    age = value(match["first"])
    before, after = text[: match.start("first")], text[match.end() :]
    if match["second"]:
        return bool(_AGED.search(before) and _ENDS.match(after) and (value(match["second"]) or 0) < 110)
    person = _OF_AGE.search(before)
    of_one = person and not _NO_ONE_PERSON.search(person.group()) and not counted(noun_after(after))
    aged = not bounded(match) and _AGE.search(before) and _AFTER_AGE.match(after)
    told = (_WHO_IS.search(before) or _OF_THE_YOUNGEST.search(before)) and _AND_SO_ON.match(after)
    beside = match["first"].isdigit() and _BESIDE_COMMA.search(before) and after.startswith((", who ", ", whose "))
    also = _AGES.search(before)  # the last of "aged 31 and 34"
    youngest = _YOUNGEST_OF_THEM.search(before) and _ENDS.match(after)
    unnamed = match["first"].isdigit() and _OF_ONE_UNNAMED.search(before) and after.startswith(", ") and age and age > 9
    than = match.group().lower().startswith(_THAN_THIS_AGE) and _OF_AN_AGE.search(text[: match.start()])
    plain = of_one or aged or told or beside or also or _OF_THAT_AGE.match(after)
    return bool(age and age < 110 and (plain or youngest or unnamed or (than and _ENDS.match(after))))


def is_measure(text: str, match: re.Match[str]) -> bool:
    """True for "37-year-old", for "a month or two", and for the room that a prison has."""
    before, after = text[: match.start("first")] if match["first"] else text[: match.start()], text[match.end() :]
    of_time = _OF_TIME.search(before) and _OF_MORE_TIME.match(after)
    return bool(of_time or _MEASURE.match(after) or _ROOM_FOR.search(text[: match.start()]))


def is_label(text: str, match: re.Match[str]) -> bool:
    """True for "Witness 52"."""
    printed = match["first"] or ""
    return bool(printed[:1].isdigit() and _LABEL.search(text[: match.start()]) and not bounded(match))


def tell_of_others(before: str, after: str) -> bool:
    """True for people who tell, or are asked, or sit in a body: `after` is what follows their noun."""
    told_of = _TOLD_BY_TWO.search(before) or (_TOLD_BY.search(before) and not _TOLD_OF.match(after))
    return bool(_SPEAKS.match(after) or _ASKED.match(after) or _OF_A_BODY.match(after) or told_of)


def is_of_each(after: str) -> bool:
    """True for so many people each, of whom the number of all is not said: "of between two and forty persons each"."""
    return bool(_EACH.match(after))


def left_out(before: str) -> bool:
    """True for "all but 37", and for those who did a deed: "by 37 guards"."""
    return bool(_NOT_THESE.search(before))
