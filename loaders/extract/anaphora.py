"""Times told by another time: "that night", "two days later", "a year earlier", "in the same period of 2020"."""

import re
from datetime import timedelta

from refoulement.graph.when import When
from refoulement.loaders.extract.resolve import NUMBERS, number_said

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
    r"\b(?:(?:on |in )?(?:the|that) same|(?:on )?that) (?:day|night|morning|evening|month|year)\b", re.IGNORECASE
)
_NEXT = re.compile(r"\b(?:the )?(?:following|next) (?:day|morning|night)\b|\b(?:a|one) day later\b", re.IGNORECASE)
_LATER = re.compile(rf"\b(?P<number>{'|'.join(NUMBERS)}|\d{{1,2}}) (?P<unit>day|week)s later\b", re.IGNORECASE)


def in_year(when: When, year: int) -> When | None:
    """The same year, quarter, month or months of another year; None for a day, or for what runs over a new year."""
    parts = [re.fullmatch(r"(\d{4})((?:-\d\d)?)", part) for part in when.edtf.split("/")]
    if not all(parts) or len({part[1] for part in parts if part}) != 1:
        return None
    return When("/".join(f"{year}{part[2]}" for part in parts if part))


def year_before(when: When) -> When | None:
    """The same year, quarter or months a year earlier; None for any other time."""
    return in_year(when, when.earliest.year - 1) if when.earliest else None


def counted_from(before: When, text: str) -> When | None:
    """The time that words give by another one told before: "that night", "the next day", "two days later"."""
    if _SAME.search(text):
        return before
    day = before.earliest if before.earliest == before.latest else None
    if day and _NEXT.search(text):
        return When(str(day + timedelta(days=1)))
    later = _LATER.search(text)
    if day and later:
        weeks = later["unit"].lower() == "week"
        days = number_said(later["number"]) * (7 if weeks else 1)
        return When(str(day + timedelta(days=days)) + ("~" if weeks else ""))
    return None


def same_time_about(text: str) -> bool:
    """True where a sentence says "around the same time": the time of what stands before it, roughly."""
    return bool(_SIMILAR.search(text))
