"""Time as a source states it: EDTF, and the days it means."""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser import EDTFObject
from edtf.parser.edtf_exceptions import EDTFParseException


@dataclass(frozen=True, slots=True)
class When:
    """A time in EDTF (Library of Congress, levels 0 to 2), no more precise than the source.

    `earliest` and `latest` are the first and last day it can mean; None is an open end. An approximate day ("around 9
    October", `2023-10-09~`) keeps that day as its meaning: how far "around" reaches is not ours to say.
    """

    edtf: str
    earliest: date | None = field(init=False, compare=False)
    latest: date | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        first, slash, last = self.edtf.partition("/")
        earliest, latest = (
            _day(first, "lower_strict", self.edtf),
            _day(last if slash else first, "upper_strict", self.edtf),
        )
        if earliest and latest and latest < earliest:
            raise ValueError(f"{self.edtf!r} ends before it begins")
        object.__setattr__(self, "earliest", earliest)
        object.__setattr__(self, "latest", latest)

    def overlaps(self, other: "When") -> bool:
        """True where both can mean the same day."""
        first = max((day for day in (self.earliest, other.earliest) if day), default=None)
        last = min((day for day in (self.latest, other.latest) if day), default=None)
        return first is None or last is None or first <= last


def _plain(part: str) -> tuple[date, date] | None:
    """First and last day of a year, a quarter, a month or a day, the most of what there is; None for anything else."""
    if quarter := re.fullmatch(r"([0-9]{4})-3([3-6])", part):
        first = _plain(f"{quarter[1]}-{3 * int(quarter[2]) - 8:02}")
        last = _plain(f"{quarter[1]}-{3 * int(quarter[2]) - 6:02}")
        return (first[0], last[1]) if first and last else None
    matched = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?", part)
    if not matched or matched[1] == "0000":
        return None
    year, month, day = (int(piece) if piece else None for piece in matched.groups())
    if year is None or month is None:
        return date(year or 1, 1, 1), date(year or 1, 12, 31)
    days = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= days:
        return None
    return date(year, month, day or 1), date(year, month, day or days)


@lru_cache(maxsize=4096)
def _parse(part: str) -> EDTFObject:
    """The parser takes some 20 ms for a date, and a store holds the same dates over and over."""
    moment: EDTFObject = parse_edtf(part)
    return moment


def _day(part: str, side: str, whole: str) -> date | None:
    """One end of an interval, or of a plain date; raises ValueError for what is not EDTF."""
    if part == "..":
        if part == whole:
            raise ValueError("'..' alone is no time: leave the time out")
        return None
    if plain := _plain(part):
        return plain[side == "upper_strict"]
    try:
        moment = getattr(_parse(part), side)()
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    except (EDTFParseException, ValueError) as error:
        raise ValueError(f"{whole!r} is not EDTF (https://www.loc.gov/standards/datetime/): {error}") from error
