"""When: the times a sentence states, in all the forms that English has for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from refoulement.graph.when import When
from refoulement.loaders.extract.bounds import bounded
from refoulement.loaders.extract.resolve import NUMBERS, ORDINALS, edtf

FULL_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
_MONTH = f"(?P<month>(?-i:{FULL_MONTHS}|{_SHORT_MONTHS}))"
_OF_LAST_YEAR = "(?: (?:of )?(?:(?P<lastyear>last year)|this year))?"  # behind a month or a day
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
# behind a day, a year that cannot be read: without it the day is not that of another year
_NO_YEAR = r"(?!,? [03-9]\d{3}(?:[,.;:)]|$| (?:and|in|at|through|via|by|from|when|that|to)\b)|,? 1[0-8]\d\d[,.;:)])"
_YEAR_OF_DAY = rf"(?:,? {_YEAR}|{_OF_LAST_YEAR}{_NO_YEAR})"
_WEEKDAY = "(?P<weekday>(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))"
_HOW_MANY = rf"(?P<howmany>{'|'.join(NUMBERS)}|\d{{1,2}})"
_YEAR_SAID = rf"(?:(?:the|this) year|{_YEAR}|(?P<lastyear>last year))"
_PART = "(?:(?:the )?(?:early|late|mid|middle|start|beginning|end)[ -]?(?:of |in )?)"
_PART_SAID = "(?:the )?(?P<part>early|late|mid|middle|start|beginning|end)[ -](?:of |in )?"
_BEFORE_MONTH = rf"(?:in|last|since|during|by|this(?: past)?|{_PART}|of|late in|until|throughout|between|as of)"
_BEFORE_YEAR = f"(?:in|for|of|during|throughout|for all of|by|all of|since|year|from|{_PART})"
_UP_TO_NOW = "(?:in|over|during|within|for)"
_RELATIVE = (
    "(?:over |at )?(?:last|this|the) weekend|(?:earlier )?this (?:week|month|year)|last (?:week|month|year)"
    "|yesterday|today|tonight"
)
# behind a month whose year another sentence tells: "in March of that year"
_OTHER_YEAR = r"(?!,? (?:of |in )?(?:that|the same|the following|the next) year\b)"
# the first months of the year under way: "in the first nine months", and not of a stay
_OPENING_MONTHS = (
    rf"\b(?:in|over|during|for) (?:just )?the (?P<end>first) {_HOW_MANY} months(?P<year>(?!))?(?P<lastyear>(?!))?"
    r"(?=[,.;:)]|$| (?:alone|and|but|compared|against|up|down)\b)"
)
_NO_FLOOR = "(?:and|that|when|at|by|from|after|before|to)"  # what is behind "on the 9th", and not a noun
_UNTIL_MONTH = f"(?P<month2>(?-i:{FULL_MONTHS}|{_SHORT_MONTHS}))"

_NO_MONTH2 = "(?P<month2>(?!))?"  # the second day is of the first one's month

_PEOPLE = (
    r"(?:North Koreans?|people|defectors|refugees|men|women|children|migrants|persons|others)\b"  # "In July 16 people"
)
_DAY_TO_DAY = (
    rf"\b(?:from|between) {_MONTH} {_DAY} (?:and|to|-|until) (?:{_UNTIL_MONTH} )?(?P<day2>\d\d?)\b(?:,? {_YEAR})?"
)
_DAYS_OF_MONTH = rf"\b{_MONTH} {_DAY}(?: and | to |-|/)(?P<day2>[0-3]?\d)\b(?!:)(?:,? {_YEAR})?{_NO_MONTH2}"
_DAYS_BEFORE_MONTH = (
    rf"\b{_DAY} ?(?:and|to|or|-|/|\u2013|until) ?(?P<day2>[0-3]?\d)(?:st|nd|rd|th)? {_MONTH}(?:,? {_YEAR})?\b"
    rf"{_NO_MONTH2}"
)
_NIGHT_OVER_MONTHS = (
    rf"\b{_DAY} {_MONTH}(?:(?: (?:19|20)\d\d)? ?[/-] ?| (?:and|or) (?=1 ))"
    rf"(?P<day2>[0-3]?\d) {_UNTIL_MONTH}\b(?:,? {_YEAR})?"
)
_OVER_MONTHS = (
    rf"\b{_MONTH} {_DAY}(?:(?:, (?:19|20)\d\d)? ?[/-] ?| (?:and|or) (?=[A-Z][a-z]+\.? 1\b))"
    rf"{_UNTIL_MONTH} (?P<day2>[0-3]?\d)\b(?:,? {_YEAR})?"
)
_DAY_MONTH_TO_DAY = (
    rf"\b(?:from|between) {_DAY} {_MONTH} (?:and|to|until|till) (?P<day2>[0-3]?\d) {_UNTIL_MONTH}\b(?:,? {_YEAR})?"
)
_MONTH_TO_DAY = (
    rf"\b(?:from|between) {_MONTH} (?:and|(?:up )?(?:to|until|till|through))"
    rf" (?:(?P<daybefore>\d\d?) {_UNTIL_MONTH}|(?P<untilmonth>(?-i:{FULL_MONTHS}|{_SHORT_MONTHS}))"
    r" (?P<daybehind>\d\d?))"
    rf"\b(?!,?\d)(?:,? {_YEAR})?"
)
_MONTH_TO_MONTH = (
    rf"\b(?:(?:from|between) )?{_MONTH}(?: (?:(?:up )?(?:and|to|through|until)(?: the end of)?) |-){_UNTIL_MONTH}"
    r"(?: (?:period|quarter))?"
    rf"(?:,? (?:of )?{_YEAR}|{_OF_LAST_YEAR})(?! \d)"
)

_MONTH_ALONE = (
    rf"\b{_BEFORE_MONTH} ?-?{_MONTH}{_OF_LAST_YEAR}{_NO_YEAR}{_OTHER_YEAR}(?=[ ,.;:)\u2013\u2014-]|$)"
    rf"(?(lastyear)|(?! \d\d?\b(?! {_PEOPLE})))"
)
_SEASON_ALONE = (
    r"\b(?:in|during|over|through|throughout|by|until) (?:the |the (?:early|late) |(?:early|late) )"
    r"(?P<season>spring|summer|autumn|fall|winter)\b(?! (?:of|in|from|months?)\b| (?:19|20)\d\d)"
)
_PART_OF_YEAR = rf"\b(?:(?:in|by|at|from|of|during|until|around|as of) )?{_PART_SAID}(?!the year){_YEAR_SAID}(?!-|s\b)"
_GOES_ON = "(?:last|and|in|at|when|after|but|by|to|from|with|they|he|she|the)"  # behind a holiday, and not a noun
_HOLIDAY = (
    r"(?<!Lunar )(?<!lunar )(?<!Chinese )\b(?P<holiday>New Year's (?:Eve|Day)|Christmas (?:Eve|Day)"
    r"|(?:(?<=before )|(?<=after )|(?<=around )|(?<=at ))Christmas)"
    rf"(?:,? (?:of |in )?{_YEAR}\b|(?! (?!{_GOES_ON}\b)[a-zA-Z]))"
)

# The forms of a time, each as `resolve.edtf` reads it: of two that overlap, the first here stands.
_FORMS = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        ("days", _DAY_TO_DAY),
        ("days", _DAY_MONTH_TO_DAY),
        ("days", _NIGHT_OVER_MONTHS),
        ("days", _OVER_MONTHS),
        ("monthtoday", _MONTH_TO_DAY),
        ("sinceday", rf"\bsince {_MONTH} {_DAY}{_YEAR_OF_DAY}{_OTHER_YEAR}(?!\d|,\d| {_PEOPLE})"),
        ("sinceday", rf"\bsince (?:the )?{_DAY}(?: of)? {_MONTH}\b{_YEAR_OF_DAY}{_OTHER_YEAR}"),
        ("days", _DAYS_OF_MONTH),
        ("day", rf"\b{_MONTH} {_DAY}{_YEAR_OF_DAY}{_OTHER_YEAR}(?!\d|,\d| {_PEOPLE})"),
        ("days", _DAYS_BEFORE_MONTH),
        ("day", rf"\b{_DAY}(?: of)? {_MONTH}\b{_YEAR_OF_DAY}\b{_OTHER_YEAR}"),
        ("months", _MONTH_TO_MONTH),
        ("opening", rf"\b(?P<end>first|last) {_HOW_MANY} months of {_YEAR_SAID}"),
        ("opening", _OPENING_MONTHS),
        (
            "firstdays",
            rf"\b(?P<end>first|last) (?:(?P<days>\w+) )?(?P<unit>days?|weeks?) (?:of|in) {_MONTH}(?:,? {_YEAR})?",
        ),
        (
            "firstdays",
            r"\b(?P<end>first|last) (?:(?P<days>\w+) )?(?P<unit>days?|weeks?) of (?P<relative>this month|last month)\b",
        ),
        ("weekof", rf"\b(?P<week>second|third|fourth) week (?:of|in) {_MONTH}(?:,? {_YEAR})?"),
        ("endof", rf"\b(?:at|by|as of|until|as at|to) (?:the )?end[ -](?:of )?{_MONTH}(?:,? {_YEAR})?\b"),
        (
            "yearto",
            rf"\b(?:year|12 months|twelve months) (?:to|through|until|ending(?: in)?) {_MONTH}(?:,? {_YEAR})?\b(?! \d)",
        ),
        ("quarters", rf"\bfirst (?P<howmany>two|three) quarters of {_YEAR_SAID}"),
        ("season", rf"\b(?P<season>spring|summer|autumn|fall|winter) of {_YEAR}\b"),
        (
            "season",
            r"\b(?P<since>since )?(?P<which>last|this|this past) (?P<season>spring|summer|autumn|fall|winter)\b",
        ),
        ("season", _SEASON_ALONE),
        ("holiday", _HOLIDAY),
        ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
        (
            "span",
            r"\b(?:from|between) (?P<from>(?:19|20)\d\d) (?:to|and|until|through|-) (?P<until>(?:19|20)\d\d)\b",
        ),
        ("span", r"\b(?P<from>(?:19|20)\d\d) ?(?:to|-) ?(?P<until>(?:19|20)\d\d)\b"),
        ("year", rf"\bsince {_YEAR}(?=, when\b)"),
        ("since", rf"\bsince (?:{_PART} ?)?(?:{_MONTH},? ?(?:of )?)?{_YEAR}\b"),
        ("since", rf"\bsince (?:{_PART} ?)?{_MONTH}{_OF_LAST_YEAR}(?(lastyear)|(?! \d))"),
        ("quarter", rf"\b(?P<ordinal>{'|'.join(ORDINALS)}|last) quarter(?: of {_YEAR_SAID})?"),
        ("half", rf"\b(?P<ordinal>first|second) half of {_YEAR_SAID}"),
        ("decade", r"\b(?P<since>since )?the (?:(?P<part>early|late|mid)[- ])?(?P<decade>(?:19|20)\d0)s\b"),
        (
            "partyear",
            rf"\b(?:(?:in|by|at|from|of|during|until|around|as of) )?{_PART_SAID}(?!the year){_YEAR_SAID}(?!-|s\b)",
        ),
        ("month", rf"\b{_MONTH},? (?:of )?{_YEAR}\b"),
        ("month", _MONTH_ALONE),
        ("past", rf"\b{_UP_TO_NOW} the (?:past|last) (?:{_HOW_MANY} )?(?P<unit>day|week|fortnight|month|year)s?\b"),
        ("ago", rf"\b{_HOW_MANY} (?P<unit>day|week|fortnight|month|year)s? ago\b"),
        ("relative", rf"\b(?P<relative>{_RELATIVE})\b"),
        (
            "dayof",
            rf"\b(?:on|of) the (?P<dayof>[0-3]?\d)(?:st|nd|rd|th)(?: of this month\b|(?=[,.;]|$| {_NO_FLOOR}\b))",
        ),
        ("weekday", rf"\b(?:on |last |this |late |early |(?P<since>since ))?{_WEEKDAY}(?! (?:Times|Post))\b"),
        (
            "year",
            rf"\b(?:an?|the|its|their|his) {_YEAR}(?= (?:survey|study|census|figure|total|level|peak|estimate)s?\b)",
        ),
        ("year", rf"\b{_BEFORE_YEAR}[ -](?:{_PART} ?|all of |the year |the whole of )?{_YEAR}\b(?!-)"),
    )
)
_APPROXIMATE = re.compile(r"(?:\b(?:around|about|approximately|circa)(?: the)?|near|close to) $", re.IGNORECASE)
# "since the fiscal year began | on Oct. 1", and not a cause: ", since the border was closed | in 2020"
SINCE = re.compile(
    r"(?:^|(?<!,)(?<!ever) )since (?:(?!(?:and|but|when|which|that|who|said)\b)[\w'\u2019.-]+ ){1,9}$", re.IGNORECASE
)
_OF_THE_DAY = re.compile(r"(?: (?:morning|afternoon|evening|night))?,? (?:the )?")  # "Friday | 11 April"
_A_WEEKDAY = re.compile(r",? ?(?:\(|an? )")  # "11 April, a | Friday"
_SINCE_FORMS = ("day", "dayof", "iso", "month", "year", "partyear", "weekday", "relative")


@dataclass(frozen=True, slots=True)
class Time:
    """A stated time and where it stands; `form` tells how it was said."""

    start: int
    end: int
    when: When
    form: str


def times(text: str, offset: int, published: When | None) -> Iterator[Time]:
    """The times a sentence states, without overlaps, in reading order."""
    taken: list[Time] = []
    for form, pattern in _FORMS:
        for match in pattern.finditer(text):
            start, end = match.start() + offset, match.end() + offset
            if any(start < other.end and other.start < end for other in taken):
                continue
            said = edtf(form, match, published)
            if said is None:
                continue
            if _APPROXIMATE.search(text[: match.start()]) and "/" not in said and not said.endswith(("~", "X")):
                said += "~"
            told = form
            if form in _SINCE_FORMS and "/" not in said and SINCE.search(text[: match.start()]):
                said, told = f"{said}/..", "since" if form in ("year", "relative") else form
            said = bounded(said, form, text, match.start(), match.end())
            try:
                taken.append(Time(start, end, When(said), told))
            except ValueError:  # 31 September: printed so, but no day
                continue
    yield from _without_weekdays(sorted(taken, key=lambda time: time.start), text, offset)


def _without_weekdays(stated: list[Time], text: str, offset: int) -> list[Time]:
    """The times of a sentence without the weekdays that only name the day of the date beside them."""
    kept = list(stated)
    for first, last in pairwise(stated):
        between = text[first.end - offset : last.start - offset]
        if first.form == "weekday" and last.form in ("day", "days", "iso") and _OF_THE_DAY.fullmatch(between):
            kept[kept.index(last)] = replace(last, start=first.start)
            kept.remove(first)
        elif last.form == "weekday" and first.form in ("day", "iso") and _A_WEEKDAY.fullmatch(between):
            kept.remove(last)
    return kept
