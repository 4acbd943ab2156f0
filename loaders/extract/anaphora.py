"""Times told by another time: "that night", "two days later", "a year earlier", "in the same period of 2020"."""

import re
from datetime import timedelta

from refoulement.graph.when import When
from refoulement.loaders.extract.resolve import MONTHS, NUMBERS, month_after, number_said

# "a year earlier", right behind a number that stands beside another one
YEAR_EARLIER = re.compile(
    r" (?:(?:in|for|during) )?"
    r"(?:(?:a|the) (?:year|same (?:period|month|quarter)(?: a year)?) (?:earlier|before|ago|previously)"
    r"|the (?:previous|preceding|prior) year)\b"
)
# "in the same period of 2020", behind such a number or at the head of a sentence
SAME_PERIOD = re.compile(
    r"(?i: (?:(?:in|for|during|over|from) )?(?:the )?(?:same|corresponding|comparable|year-earlier)) (?:\w+ )?"
    r"(?:period|months?|quarter|time|span|half)"
    r"(?:,? (?:of|in) (?:(?P<year>(?:19|20)\d\d)|last year|the (?:previous|year)(?: year)?(?: before)?))?"
)
_SIMILAR = re.compile(r"\b(?:around|about|near|in) (?:the|that|a) (?:same|similar) (?:time|period|date)\b")
_SAME = re.compile(
    r"\b(?:(?:on |in )?(?:the|that) same|(?:on )?that)"
    r" (?:(?P<day>day|night|morning|evening)|(?P<long>week|month|year))\b",
    re.IGNORECASE,
)
_OF_THAT_YEAR = re.compile(  # "in March of that year", "on 3 May the following year"
    rf"\b(?:(?P<before>\d\d?) )?(?P<month>{'|'.join(map(str.title, MONTHS))})(?: (?P<behind>\d\d?))?,? (?:of |in )?"
    r"(?:(?:that|the same)|(?P<next>the (?:following|next))) year\b"
)
_NEXT = re.compile(r"\b(?:the )?(?:following|next) (?:day|morning|night)\b|\b(?:a|one) day later\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS)}|\d{{1,2}}) (?P<unit>day|week|month|year)s?"
    r" (?P<way>later|afterwards?|earlier)\b",
    re.IGNORECASE,
)
_THAT_MONTH = re.compile(rf"\b(?:that|the same) (?P<month>{'|'.join(map(str.title, MONTHS))})\b")


def in_year(when: When, year: int) -> When | None:
    """The same year, quarter, month or months of another year; None for a day, or for what runs over a new year.

    Of what goes on since a month no more than the year is known.
    """
    if when.earliest and when.edtf.endswith("/.."):
        return When(str(year))
    parts = [re.fullmatch(r"(\d{4})((?:-\d\d)?)", part) for part in when.edtf.split("/")]
    if not all(parts) or len({part[1] for part in parts if part}) != 1:
        return None
    return When("/".join(f"{year}{part[2]}" for part in parts if part))


def year_before(when: When) -> When | None:
    """The same year, quarter or months a year earlier; None for any other time."""
    return in_year(when, when.earliest.year - 1) if when.earliest else None


def counted_from(before: When, text: str) -> When | None:
    """The time that words give by another one told before: "that night", "the next day", "two days later"."""
    day = before.earliest if before.earliest == before.latest else None
    if (named := _OF_THAT_YEAR.search(text)) and before.earliest:
        return _of_that_year(before.earliest.year, named)
    if same := _SAME.search(text):
        return _same(before, same)
    if day and _NEXT.search(text):
        return When(str(day + timedelta(days=1)))
    if named := _THAT_MONTH.search(text):
        return _that_month(before, MONTHS.index(named["month"].lower()) + 1)
    counted = _COUNTED.search(text)
    return _away(before, counted) if counted else None


def _same(before: When, same: re.Match[str]) -> When | None:
    """The day, week, month or year that a time lies in; no night of a year."""
    first, last = before.earliest, before.latest
    if same["day"]:
        if first and not last and len(before.edtf) == len("2019-05-04/.."):
            return When(str(first))  # "since a boat capsized on 4 May, nine of whom died that night"
        return before if first == last else None
    if first and not last and same["long"].lower() == "year":
        return When(f"{first.year}")
    if not (first and last):
        return before
    match same["long"].lower():
        case "week":
            monday = first - timedelta(days=first.weekday())
            return When(f"{monday}/{monday + timedelta(days=6)}") if first == last else None
        case "month" if (first.year, first.month) == (last.year, last.month):
            return When(f"{first:%Y-%m}")
        case "year" if first.year == last.year:
            return When(f"{first.year}")
    return before


def _of_that_year(year: int, named: re.Match[str]) -> When | None:
    """A month or a day of the year of a time told before, or of the one behind it."""
    month, day = MONTHS.index(named["month"].lower()) + 1, named["before"] or named["behind"]
    said = f"{year + bool(named['next'])}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        return When(said)
    except ValueError:  # 31 September
        return None


def _that_month(before: When, month: int) -> When | None:
    """The first such month from a time on: "that November"."""
    if not before.earliest:
        return None
    return When(f"{before.earliest.year + (month < before.earliest.month)}-{month:02}")


def _away(before: When, counted: re.Match[str]) -> When | None:
    """A time so many days, weeks, months or years from another, which must be known so well itself."""
    first, last = before.earliest, before.latest
    if not (first and last):
        return None
    unit = counted["unit"].lower()
    number = number_said(counted["number"]) * (-1 if counted["way"].lower() == "earlier" else 1)
    if unit in ("day", "week"):
        weeks = unit == "week"
        away = timedelta(days=number * (7 if weeks else 1))
        return When(str(first + away) + ("~" if weeks else "")) if first == last else None
    if unit == "month":
        of_month = first.replace(day=1) == last.replace(day=1)
        return When(month_after(first, number)) if of_month else None
    return When(f"{first.year + number}") if first.year == last.year else None


def same_time_about(text: str) -> bool:
    """True where a sentence says "around the same time": the time of what stands before it, roughly."""
    return bool(_SIMILAR.search(text))
