"""What is told only as by, before or after a day: an interval with an open end, and never that day itself."""

import re
from datetime import timedelta

from refoulement.graph.when import When

_WEEKDAY = r"(?:(?:the )?(?:(?:evening|night|morning|end) of )?(?:(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?)"
_UNTIL = re.compile(
    r"\b(?:by|until|till|up to|(?:no|not) later than|on or before)(?: (?:early|late|about|around))?(?: on)?"
    rf" (?:the )?{_WEEKDAY}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?:before|prior to|ahead of) {_WEEKDAY}$", re.IGNORECASE)
_AFTER = re.compile(rf"(?<!shortly )\b(?:after|following) {_WEEKDAY}$", re.IGNORECASE)
_ONWARDS = re.compile(r",? (?:onwards?|on)\b(?=[,.;]| [a-z]|$)", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom {_WEEKDAY}$", re.IGNORECASE)
_ENDS_WITH = re.compile(r"(?:by|until) ", re.IGNORECASE)  # "by the end of March"
_DAYS = ("day", "dayof", "iso", "weekday")


def bounded(said: str, form: str, text: str, start: int, end: int) -> str:
    """A day as EDTF, with an open end where the words beside it bound what is told; any other time as it is."""
    if "/" in said or not re.fullmatch(r"\d{4}-\d\d-\d\d~?", said):
        return said
    day, before = said.rstrip("~"), text[:start]
    if form == "endof":
        return f"../{day}" if _ENDS_WITH.match(text, start) else said
    if form not in _DAYS:
        return said
    if _UNTIL.search(before):
        return f"../{day}"
    try:
        latest = When(day).earliest
    except ValueError:  # 31 September
        return said
    if latest and _BEFORE.search(before):
        return f"../{latest - timedelta(days=1)}"
    if _AFTER.search(before) or (_FROM.search(before) and _ONWARDS.match(text, end)):
        return f"{day}/.."
    return said
