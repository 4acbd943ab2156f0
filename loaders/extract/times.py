"""When: the times a sentence states, resolved against the day of publication, and never more precise than said."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from refoulement.graph.when import When

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}
_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NUMBERS["a"] = 1

_FULL_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
_MONTH = f"(?P<month>(?-i:{_FULL_MONTHS}|{_SHORT_MONTHS}))"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = "(?P<weekday>(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))"
_HOW_MANY = rf"(?P<howmany>{'|'.join(_NUMBERS)}|\d{{1,2}})"
_YEAR_SAID = rf"(?:(?:the|this) year|{_YEAR}|(?P<lastyear>last year))"
_PART = "(?:(?:the )?(?:early|late|mid|middle|start|beginning|end)[ -]?(?:of |in )?)"
_BEFORE_MONTH = rf"(?:in|last|since|during|by|this|{_PART}|of|late in|until|throughout|between|as of)"
_BEFORE_YEAR = f"(?:in|for|of|during|throughout|for all of|by|all of|since|year|from|{_PART})"
_RELATIVE = (
    "(?:over |at )?(?:last|this|the) weekend|(?:earlier )?this (?:week|month|year)|last (?:week|month|year)"
    "|yesterday|today|tonight"
)
_UNTIL_MONTH = f"(?P<month2>(?-i:{_FULL_MONTHS}|{_SHORT_MONTHS}))"

_DAY_TO_DAY = (
    rf"\b(?:from|between) {_MONTH} {_DAY} (?:and|to|-|until) (?:{_UNTIL_MONTH} )?(?P<day2>\d\d?)\b(?:,? {_YEAR})?"
)
_DAYS_OF_MONTH = rf"\b{_MONTH} {_DAY}(?: and | to |-)(?P<day2>[0-3]?\d)\b(?!:)(?:,? {_YEAR})?(?P<month2>(?!))?"
_MONTH_TO_MONTH = (
    rf"\b(?:(?:from|between) )?{_MONTH}(?: (?:and|to|through) |-){_UNTIL_MONTH}(?: (?:period|quarter))?"
    rf"(?:,? (?:of )?{_YEAR})?(?! \d)"
)

_FORMS = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        ("days", _DAY_TO_DAY),
        ("days", _DAYS_OF_MONTH),
        ("day", rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?(?![\d,]\d)"),
        ("day", rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?\b"),
        ("months", _MONTH_TO_MONTH),
        ("opening", rf"\b(?P<end>first|last) {_HOW_MANY} months of {_YEAR_SAID}"),
        (
            "firstdays",
            rf"\b(?P<end>first|last) (?:(?P<days>\w+) )?(?P<unit>days?|weeks?|week) (?:of|in) {_MONTH}(?:,? {_YEAR})?",
        ),
        ("endof", rf"\b(?:at|by|as of|until|as at|to) (?:the )?end[ -](?:of )?{_MONTH}(?:,? {_YEAR})?\b"),
        (
            "yearto",
            rf"\b(?:year|12 months|twelve months) (?:to|through|until|ending(?: in)?) {_MONTH}(?:,? {_YEAR})?\b(?! \d)",
        ),
        ("quarters", rf"\bfirst (?P<howmany>two|three) quarters of {_YEAR_SAID}"),
        ("season", rf"\b(?P<season>spring|summer|autumn|fall|winter) of {_YEAR}\b"),
        ("season", r"\b(?P<which>last|this) (?P<season>spring|summer|autumn|fall)\b"),
        ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
        (
            "span",
            r"\b(?:from|between) (?P<from>(?:19|20)\d\d) (?:to|and|until|through|-) (?P<until>(?:19|20)\d\d)\b",
        ),
        ("span", r"\b(?P<from>(?:19|20)\d\d) ?(?:to|-) ?(?P<until>(?:19|20)\d\d)\b"),
        ("year", rf"\bsince {_YEAR}(?=, when\b)"),
        ("since", rf"\bsince (?:{_PART} ?)?(?:{_MONTH},? ?(?:of )?)?{_YEAR}\b"),
        ("since", rf"\bsince (?:{_PART} ?)?{_MONTH}(?! \d)"),
        ("sinceday", rf"\bsince {_MONTH} {_DAY}(?:,? {_YEAR})?(?![\d,]\d)"),
        ("sinceday", rf"\bsince {_DAY} {_MONTH}(?:,? {_YEAR})?\b"),
        ("quarter", rf"\b(?P<ordinal>{'|'.join(_ORDINALS)}|last) quarter(?: of {_YEAR_SAID})?"),
        ("half", rf"\b(?P<ordinal>first|second) half of {_YEAR_SAID}"),
        ("decade", r"\b(?P<since>since )?the (?:(?:early|late|mid)[- ])?(?P<decade>(?:19|20)\d0)s\b"),
        ("month", rf"\b{_MONTH},? (?:of )?{_YEAR}\b"),
        ("month", rf"\b{_BEFORE_MONTH} ?-?{_MONTH}(?= |,|\.|;|$)(?! \d)"),
        (
            "past",
            rf"\b(?:in|over|during|within|for) the (?:past|last) (?:{_HOW_MANY} )?(?P<unit>day|week|fortnight|month|year)s?\b",
        ),
        ("ago", rf"\b{_HOW_MANY} (?P<unit>day|week|month|year)s? ago\b"),
        ("relative", rf"\b(?P<relative>{_RELATIVE})\b"),
        ("weekday", rf"\b(?:on |last |this |late |early |since )?{_WEEKDAY}(?! (?:Times|Post))\b"),
        (
            "year",
            rf"\b(?:an?|the|its|their|his) {_YEAR}(?= (?:survey|study|census|figure|total|level|peak|estimate)s?\b)",
        ),
        ("year", rf"\b{_BEFORE_YEAR}[ -](?:{_PART} ?|all of |the year |the whole of )?{_YEAR}\b(?!-)"),
    )
)
_APPROXIMATE = re.compile(r"(?:\b(?:around|about|approximately|circa)(?: the)?|near|close to) $", re.IGNORECASE)
_SIMILAR = re.compile(r"\b(?:around|about|near|in) (?:the|that|a) (?:same|similar) (?:time|period|date)\b")


@dataclass(frozen=True, slots=True)
class Time:
    """A stated time and where it stands; `form` tells how it was said."""

    start: int
    end: int
    when: When
    form: str


def _last(edtf_month: int, published: When) -> int | None:
    """The year of the latest such month that began before the article was published."""
    if not published.latest:
        return None
    return published.latest.year if edtf_month <= published.latest.month else published.latest.year - 1


def _month_number(name: str) -> int:
    stem = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(stem))


def _day(match: re.Match[str], published: When | None) -> str | None:
    month, day = _month_number(match["month"]), int(match["day"])
    year = match["year"] or (published and _last(month, published))
    return f"{year}-{month:02}-{day:02}" if year and 1 <= day <= 31 else None


def _month(match: re.Match[str], published: When | None) -> str | None:
    month = _month_number(match["month"])
    groups = match.groupdict()
    year = groups.get("year") or (published and _last(month, published))
    if not year:
        return None
    this = published and published.latest and month == published.latest.month and not groups.get("year")
    return f"{int(year) - bool(this and match.group().lower().startswith('last '))}-{month:02}"


def _weekday(name: str, published: When) -> str | None:
    """The latest such day up to the day of publication, where that day is known."""
    if published.earliest != published.latest or not published.latest:
        return None
    back = (published.latest.weekday() - WEEKDAYS.index(name.lower())) % 7
    return str(published.latest - timedelta(days=back))


def _month_before(day: date, months: int) -> str:
    index = day.year * 12 + day.month - 1 - months
    return f"{index // 12}-{index % 12 + 1:02}"


def _relative(phrase: str, published: When) -> str | None:
    day = published.latest
    if day is None:
        return None
    exact = published.earliest == published.latest
    match phrase.lower().removeprefix("earlier ").split():
        case [*_, "weekend"] if exact:
            saturday = day - timedelta(days=(day.weekday() - 5) % 7 or 7)
            return f"{saturday}/{saturday + timedelta(days=1)}"
        case ["this", "month"]:
            return f"{day:%Y-%m}"
        case ["last", "month"]:
            return _month_before(day, 1)
        case ["this", "year"]:
            return f"{day:%Y}"
        case ["last", "year"]:
            return str(day.year - 1)
        case [("today" | "tonight")] if exact:
            return str(day)
        case ["yesterday"] if exact:
            return str(day - timedelta(days=1))
        case [("this" | "last") as which, "week"] if exact:
            monday = day - timedelta(days=day.weekday() + (7 if which == "last" else 0))
            return f"{monday}/{min(day, monday + timedelta(days=6))}"
    return None


def _ago(match: re.Match[str], published: When) -> str | None:
    day = published.latest
    if day is None:
        return None
    said = match["howmany"].lower()
    number = int(said) if said.isdigit() else _NUMBERS[said]
    match match["unit"].lower():
        case "day" if published.earliest == published.latest:
            return str(day - timedelta(days=number))
        case "week" if published.earliest == published.latest:
            return f"{day - timedelta(days=7 * number)}~"
        case "month":
            return _month_before(day, number) + "~"
        case "year":
            return f"{day.year - number}~"
    return None


def _days(match: re.Match[str], published: When | None) -> str | None:
    """From one day to another: the second month is the first one's where it is not said."""
    first = _day(match, published)
    if not first:
        return None
    month = _month_number(match["month2"]) if match["month2"] else int(first[5:7])
    return f"{first}/{first[:4]}-{month:02}-{int(match['day2']):02}"


def _months(match: re.Match[str], published: When | None) -> str | None:
    """From one month to another: without a year the latest such months that are over or under way."""
    first, last = _month_number(match["month"]), _month_number(match["month2"])
    year = int(match["year"]) if match["year"] else published and _last(last, published)
    return f"{year - (last < first)}-{first:02}/{year}-{last:02}" if year else None


def _year_said(match: re.Match[str], published: When | None) -> int | None:
    """The year of a part of one: as printed, else the year of publication or the one before."""
    if match["year"]:
        return int(match["year"])
    if not (published and published.latest):
        return None
    return published.latest.year - (1 if match["lastyear"] else 0)


def _opening(match: re.Match[str], published: When | None) -> str | None:
    """The first or last months of a year."""
    year = _year_said(match, published)
    said = match["howmany"].lower()
    number = int(said) if said.isdigit() else _NUMBERS[said]
    if year is None or not 1 <= number <= 11:
        return None
    return f"{year}-01/{year}-{number:02}" if match["end"].lower() == "first" else f"{year}-{13 - number:02}/{year}-12"


def _first_days(match: re.Match[str], published: When | None) -> str | None:
    """The first or last days or weeks of a month; a number that is not known leaves the month."""
    month = _month(match, published)
    last = When(month).latest if month else None
    said = (match["days"] or "one").lower()
    number = int(said) if said.isdigit() else _NUMBERS.get(said)
    if not (month and last and number):
        return month
    days = number * (7 if match["unit"].startswith("week") else 1)
    if days >= last.day:
        return month
    return (
        f"{month}-01/{month}-{days:02}"
        if match["end"].lower() == "first"
        else f"{month}-{last.day - days + 1:02}/{last}"
    )


def _end_of(match: re.Match[str], published: When | None) -> str | None:
    month = _month(match, published)
    last = When(month).latest if month else None
    return str(last) if last else None


def _past(match: re.Match[str], published: When) -> str | None:
    """The days up to publication: "in the past two weeks"."""
    day = published.latest
    if day is None or published.earliest != day:
        return None
    said = (match["howmany"] or "a").lower()
    number = int(said) if said.isdigit() else _NUMBERS[said]
    if match["unit"].lower() == "year":
        return f"{day.year - number}/{day.year}"
    if match["unit"].lower() == "month":
        return f"{_month_before(day, number)}/{day:%Y-%m}"
    return f"{day - timedelta(days=number * {'day': 1, 'week': 7, 'fortnight': 14}[match['unit'].lower()])}/{day}"


def _since(match: re.Match[str], published: When | None) -> str | None:
    groups = match.groupdict()
    start = _month(match, published) if groups.get("month") else groups.get("year")
    return f"{start}/.." if start else None


def _since_day(match: re.Match[str], published: When | None) -> str | None:
    start = _day(match, published)
    return f"{start}/.." if start else None


def _year_to(match: re.Match[str], published: When | None) -> str | None:
    """The twelve months up to one."""
    last = _month(match, published)
    if not last:
        return None
    year, month = int(last[:4]), int(last[5:])
    return f"{year - 1}-{month + 1:02}/{last}" if month < 12 else f"{year}-01/{last}"


def _quarters(match: re.Match[str], published: When | None) -> str | None:
    year = _year_said(match, published)
    return f"{year}-01/{year}-{3 * _NUMBERS[match['howmany'].lower()]:02}" if year else None


_SEASONS = {"spring": ("03", "05"), "summer": ("06", "08"), "autumn": ("09", "11"), "fall": ("09", "11")}


def _season(match: re.Match[str], published: When | None) -> str | None:
    """A season as the months it has roughly; without a year the latest that had begun. A winter lies in two years."""
    season = match["season"].lower()
    groups = match.groupdict()
    if season == "winter":
        return f"{groups['year']}-24" if groups.get("year") else None
    first, last = _SEASONS[season]
    if groups.get("year"):
        return f"{groups['year']}-{first}~/{groups['year']}-{last}~"
    if not (published and published.latest):
        return None
    past = (
        published.latest.month > int(last)
        if groups["which"].lower() == "last"
        else published.latest.month >= int(first)
    )
    year = published.latest.year - (not past)
    return f"{year}-{first}~/{year}-{last}~"


def _quarter(match: re.Match[str], published: When | None, *, half: bool) -> str | None:
    year = _year_said(match, published)
    if year is None:
        return None
    number = _ORDINALS.get(match["ordinal"].lower(), 4)
    if half:
        return f"{year}-01/{year}-06" if number == 1 else f"{year}-07/{year}-12"
    return f"{year}-{32 + number}"


_READERS: dict[str, Callable[[re.Match[str], When | None], str | None]] = {
    "day": _day,
    "days": _days,
    "month": _month,
    "months": _months,
    "opening": _opening,
    "endof": _end_of,
    "firstdays": _first_days,
    "since": _since,
    "sinceday": _since_day,
    "yearto": _year_to,
    "quarters": _quarters,
    "season": _season,
    "quarter": partial(_quarter, half=False),
    "half": partial(_quarter, half=True),
    "iso": lambda match, _: match["iso"],
    "year": lambda match, _: match["year"],
    "decade": lambda match, _: f"{match['decade'][:3]}X" + ("/.." if match["since"] else ""),
    "span": lambda match, _: f"{match['from']}/{match['until']}",
}
_RELATIVE_READERS: dict[str, Callable[[re.Match[str], When], str | None]] = {
    "weekday": lambda match, published: _weekday(match["weekday"], published),
    "relative": lambda match, published: _relative(match["relative"], published),
    "past": _past,
    "ago": _ago,
}


def _edtf(form: str, match: re.Match[str], published: When | None) -> str | None:
    """What a form of time says in EDTF; None where that needs a date of publication that is not known so well."""
    if form in _READERS:
        return _READERS[form](match, published)
    return _RELATIVE_READERS[form](match, published) if published else None


def times(text: str, offset: int, published: When | None) -> Iterator[Time]:
    """The times a sentence states, without overlaps, in reading order."""
    taken: list[Time] = []
    for form, pattern in _FORMS:
        for match in pattern.finditer(text):
            start, end = match.start() + offset, match.end() + offset
            if any(start < other.end and other.start < end for other in taken):
                continue
            edtf = _edtf(form, match, published)
            if edtf is None:
                continue
            if _APPROXIMATE.search(text[: match.start()]) and "/" not in edtf and not edtf.endswith(("~", "X")):
                edtf += "~"
            try:
                taken.append(Time(start, end, When(edtf), form))
            except ValueError:  # 31 September: printed so, but no day
                continue
    yield from sorted(taken, key=lambda time: time.start)


def year_before(when: When) -> When | None:
    """The same year, quarter or months a year earlier; None for any other time."""
    return in_year(when, when.earliest.year - 1) if when.earliest else None


_SAME = re.compile(
    r"\b(?:(?:on |in )?(?:the|that) same (?:day|night|morning|evening|month|year)|(?:on )?that (?:day|night|morning|evening|month|year))\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\b(?:the )?(?:following|next) (?:day|morning|night)\b|\b(?:a|one) day later\b", re.IGNORECASE)
_LATER = re.compile(rf"\b(?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}}) (?P<unit>day|week)s later\b", re.IGNORECASE)


def counted_from(before: When, text: str) -> When | None:
    """The time that words give by another one told before: "that night", "the next day", "two days later"."""
    if _SAME.search(text):
        return before
    day = before.earliest if before.earliest == before.latest else None
    if day and _NEXT.search(text):
        return When(str(day + timedelta(days=1)))
    later = _LATER.search(text)
    if day and later:
        number = int(later["number"]) if later["number"].isdigit() else _NUMBERS[later["number"].lower()]
        weeks = later["unit"].lower() == "week"
        return When(str(day + timedelta(days=number * (7 if weeks else 1))) + ("~" if weeks else ""))
    return None


def in_year(when: When, year: int) -> When | None:
    """The same year, quarter, month or months of another year; None for a day, or for what runs over a new year."""
    parts = [re.fullmatch(r"(\d{4})((?:-\d\d)?)", part) for part in when.edtf.split("/")]
    if not all(parts) or len({part[1] for part in parts if part}) != 1:
        return None
    return When("/".join(f"{year}{part[2]}" for part in parts if part))


def same_time_about(text: str) -> bool:
    """True where a sentence says "around the same time": the time of what stands before it, roughly."""
    return bool(_SIMILAR.search(text))
