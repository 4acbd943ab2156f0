"""When two names mean one thing, and when one time is a fair answer for another.

The rules are those that every published figure was measured by, the odd ones too: figures of two rules do not compare.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

SPELLINGS = (("&", " and "), ("'s", ""), ("organiz", "organis"))
PLACE_WORDS = frozenset(
    "the of and for crossing point border province city county prison detention centre center".split()
)
OPEN = ".."
_DATE = re.compile(r"(\d{4})(?:-(0\d|1[0-2]|2[1-9]|3\d|4[01])|-(0\d|1[0-2])-([0-2]\d|3[01]))?", re.ASCII)

Day = tuple[int, int, int]


def fold(name: str) -> str:
    """A name without case, accents, punctuation and differences of spelling."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    plain = plain.lower()
    for written, kept in SPELLINGS:
        plain = plain.replace(written, kept)
    plain = re.sub(r"\bcenter\b", "centre", plain)
    return " ".join(re.sub(r"\W+", " ", plain).split())


@dataclass(frozen=True, slots=True)
class Names:
    """The other names of every name, by one sheet and by the other."""

    tables: tuple[dict[str, set[str]], ...]

    @classmethod
    def of(cls, *sheets: Iterable[Iterable[str]]) -> "Names":
        """The tables of some sheets; each is given as the names of each of its entities."""
        return cls(tuple(map(_table, sheets)))

    def same(self, one: str, other: str) -> bool:
        """True where two names mean one thing by the aliases of either sheet."""
        return not self._group(one).isdisjoint(self._group(other))

    def alike(self, one: str, other: str) -> bool:
        """True also where two places are the same but for words such as "prison", or one word of one is the other."""
        if self.same(one, other):
            return True
        return any(_near(a, b) for a in self._bare(one) for b in self._bare(other))

    def _group(self, name: str) -> set[str]:
        form = fold(name)
        return {form}.union(*(table.get(form, ()) for table in self.tables))

    def _bare(self, name: str) -> set[tuple[str, ...]]:
        bare = {tuple(word for word in form.split() if word not in PLACE_WORDS) for form in self._group(name)}
        return bare - {()}


def _table(entities: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for names in entities:
        forms = {fold(name) for name in names}
        for form in forms:
            table[form] |= forms
    return dict(table)


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one == other or (len(one) == 1 and one[0] in other) or (len(other) == 1 and other[0] in one)


@dataclass(frozen=True, slots=True)
class Span:
    """The days an EDTF expression reaches from and to, as far as scoring reads it: a month has 31 days."""

    first: Day
    last: Day

    @property
    def width(self) -> int:
        """Its length in days, where every month has 31 of them."""
        (year, month, day), (to_year, to_month, to_day) = self.first, self.last
        return (to_year - year) * 372 + (to_month - month) * 31 + to_day - day

    def admits(self, answer: "Span") -> bool:
        """True where the answer shares a day with this time and is not much wider."""
        overlap = self.first <= answer.last and answer.first <= self.last
        return overlap and answer.width <= max(31, 2 * self.width)


def span(edtf: str) -> Span | None:
    """The days of a time; None where they cannot be compared. Raises ValueError for what is not EDTF.

    That is a time with an open end (`2018/..`) or with an unspecified day (`2018-05-XX`). An unspecified digit of a
    month or year is read as 0, a season as its whole year, an approximate time as the time it names.
    """
    first, slash, last = re.sub(r"[~?%]", "", edtf).partition("/")
    ends = (first, last) if slash else (first,)
    dates = [_DATE.fullmatch(end.replace("X", "0")) for end in ends]
    if not any(dates) or not all(date or end in ("", OPEN) for date, end in zip(dates, ends, strict=True)):
        raise ValueError(f"{edtf!r} is no time")
    if OPEN in ends or any(date and date[4] and "X" in end for date, end in zip(dates, ends, strict=True)):
        return None
    begun, ended = dates[0], dates[-1]
    reach = Span(_reach(begun).first if begun else (0, 0, 0), _reach(ended).last if ended else (9999, 99, 99))
    if reach.last < reach.first:
        raise ValueError(f"{edtf!r} ends before it begins")
    return reach


def _reach(date: re.Match[str]) -> Span:
    year, part, month, day = (int(digits or 0) for digits in date.groups())
    if date[4]:
        return Span((year, month, day), (year, month, day))
    if 1 <= part <= 12:
        return Span((year, part, 1), (year, part, 31))
    if 33 <= part <= 36:  # a quarter
        return Span((year, 3 * (part - 33) + 1, 1), (year, 3 * (part - 32), 31))
    return Span((year, 1, 1), (year, 12, 31))
