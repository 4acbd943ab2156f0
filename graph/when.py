"""Time as a source states it: EDTF, and the days it means."""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser import EDTFObject
from edtf.parser.edtf_exceptions import EDTFParseException

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|[1-9]\d)(?:-(0[1-9]|[1-9]\d))?)?~?", re.ASCII)
_MONTHS = 12


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


@lru_cache(maxsize=4096)
def _parse(part: str) -> EDTFObject:
    """The parser takes some 20 ms for a date, and a store holds the same dates over and over."""
    moment: EDTFObject = parse_edtf(part)
    return moment


def _plain(part: str, side: str) -> date | None:
    """One end of a day, month or year of plain digits, also an approximate one: no need to ask the parser."""
    match = _PLAIN.fullmatch(part)
    if not match:
        return None
    year, month, day = (int(piece) if piece else None for piece in match.groups())
    if not year or (month and month > _MONTHS):
        return None
    first = side == "lower_strict"
    month = month or (1 if first else _MONTHS)
    length = monthrange(year, month)[1]
    if day and day > length:
        return None
    return date(year, month, day or (1 if first else length))


def _day(part: str, side: str, whole: str) -> date | None:
    """One end of an interval, or of a plain date; raises ValueError for what is not EDTF."""
    if part == "..":
        if part == whole:
            raise ValueError("'..' alone is no time: leave the time out")
        return None
    if plain := _plain(part, side):
        return plain
    try:
        moment = getattr(_parse(part), side)()
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    except (EDTFParseException, ValueError) as error:
        raise ValueError(f"{whole!r} is not EDTF (https://www.loc.gov/standards/datetime/): {error}") from error
