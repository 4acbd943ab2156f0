"""How a figure and a time are put into words: with the bound and the vagueness they were said with."""

import re
from calendar import month_name
from datetime import date

from refoulement.graph.claim import Count
from refoulement.graph.when import When

PARTS_OF_A_YEAR = {
    **dict(zip(("21", "22", "23", "24"), ("spring", "summer", "autumn", "winter"), strict=True)),
    **{str(33 + quarter): f"quarter {quarter + 1}" for quarter in range(4)},
    **{str(37 + third): f"third {third + 1} of three," for third in range(3)},
    "40": "first half",
    "41": "second half",
}


def figure(count: Count) -> str:
    """A count as said: "up to 600 people", "hundreds" being "a number not given"."""
    return count.words


def when(edtf: str) -> str:
    """A time in EDTF as a reader says it; what has no plain words stays EDTF."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _moment(first)
    if first in ("", ".."):
        return f"until {_moment(last)}"
    if last in ("", ".."):
        return f"since {_moment(first)}"
    return f"{_moment(first)} to {_moment(last)}"


def _moment(edtf: str) -> str:
    matched = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)", edtf)
    if not matched:
        return edtf
    year, month, day, doubt = matched.groups()
    before = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(doubt, "")
    if day:
        return f"{before}{int(day)} {month_name[int(month)]} {year}"
    if month is None:
        return before + str(year)
    name = PARTS_OF_A_YEAR.get(month) or (month_name[int(month)] if 1 <= int(month) <= 12 else None)
    return f"{before}{name} {year}" if name else edtf


def period(earliest: str | None, latest: str | None) -> str:
    """The days an event can have happened on, from its first and last: "July 2021" where they are the whole month."""
    if not (earliest and latest):
        return when(f"{earliest or '..'}/{latest or '..'}") if earliest or latest else "undated"
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    for edtf in (earliest, earliest[:7], earliest[:4]):
        if (meant := When(edtf)).earliest == first and meant.latest == last:
            return when(edtf)
    return when(f"{earliest}/{latest}")
