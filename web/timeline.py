"""What happened, on a line of time: a day as a sign, a range as long as the words can mean; the undated beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from refoulement.web.links import Link

LEFT, RIGHT = 2.0, 96.0  # per cent of the width between which the scale runs; the rest is for arrows
ROW, FOOT = 40, 26  # pixels of a row, and of the scale's words
TICKS_AT_MOST = 8

# A sign for each kind of event, around 0 0: they differ in shape, and no colour has to tell them apart.
SIGNS = {
    "Repatriation": "M0-6 6 0 0 6-6 0Z",
    "Detention": "M-5-5H5V5H-5Z",
    "Arrival": "M0-6 6 5H-6Z",
    "Presence": "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0Z",
    "Rescue": "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
    "Death": "M-6-4-4-6 0-2 4-6 6-4 2 0 6 4 4 6 0 2-4 6-6 4-2 0Z",
    "BorderClosure": "M-6-2.5H6V2.5H-6Z",
    "BorderReopening": "M-2.5-6H2.5V6H-2.5Z",
}
PLAIN = "M-5 0 0-5 5 0 0 5Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that has a time, or none: days are ISO 8601, None for an open end; `when` says the time in words.

    `sign` is the class of an event, `kind` the same in the reader's words; `note` is said behind the name.
    """

    link: Link
    first: str | None
    last: str | None
    when: str
    kind: str = ""
    sign: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"{self.link.words} ends on {self.last}, before it begins on {self.first}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A mark as drawn: from `start` to `end` (per cent of the width), one of them where it is a single day."""

    mark: Mark
    y: int
    start: float
    end: float
    open_left: bool
    open_right: bool

    @property
    def day(self) -> bool:
        return self.mark.first is not None and self.mark.first == self.mark.last

    @property
    def path(self) -> str:
        return SIGNS.get(self.mark.sign, PLAIN)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Marks on one scale, the earliest first, and those without a date."""

    stretches: tuple[Stretch, ...]
    ticks: tuple[tuple[float, str], ...]
    undated: tuple[Mark, ...]

    @property
    def height(self) -> int:
        return len(self.stretches) * ROW + FOOT

    @property
    def bottom(self) -> int:
        return len(self.stretches) * ROW

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds that are drawn, each with its sign: a legend."""
        found = {one.mark.kind: one.path for one in self.stretches if one.mark.kind}
        return tuple(sorted(found.items()))


def timeline(marks: Iterable[Mark]) -> Timeline:
    """Marks laid out on the shortest scale of whole years, months or days that holds them all."""
    told = list(marks)
    dated = sorted((mark for mark in told if mark.first or mark.last), key=_order)
    undated = tuple(mark for mark in told if not (mark.first or mark.last))
    if not dated:
        return Timeline((), (), undated)
    days = [date.fromisoformat(day) for mark in dated for day in (mark.first, mark.last) if day]
    ticks = _ticks(min(days), max(days))
    begin, finish = ticks[0][0].toordinal(), ticks[-1][0].toordinal()
    scale = (RIGHT - LEFT) / (finish - begin)

    def place(day: str | None, beyond: float) -> float:
        return beyond if day is None else LEFT + (date.fromisoformat(day).toordinal() - begin) * scale

    stretches = [
        Stretch(
            mark,
            index * ROW + 28,
            place(mark.first, 0.5),
            place(mark.last, 99.5),
            open_left=mark.first is None,
            open_right=mark.last is None,
        )
        for index, mark in enumerate(dated)
    ]
    return Timeline(
        tuple(stretches), tuple((LEFT + (day.toordinal() - begin) * scale, words) for day, words in ticks), undated
    )


def _order(mark: Mark) -> tuple[str, str, str]:
    return (mark.first or mark.last or "", mark.last or "", mark.link.words)


def _ticks(first: date, last: date) -> Sequence[tuple[date, str]]:
    """Days that bound whole years, months or days, from one not after the first to one after the last."""
    if last.year - first.year > 1:
        return _years(first.year, last.year + 1)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 or last.day - first.day > TICKS_AT_MOST:
        begin = first.year * 12 + first.month - 1
        return _months(begin, begin + months + 1)
    return [
        (date.fromordinal(day), date.fromordinal(day).isoformat())
        for day in range(first.toordinal(), last.toordinal() + 2)
        if day <= date.max.toordinal()
    ]


def _years(first: int, last: int) -> Sequence[tuple[date, str]]:
    step = next((step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step <= TICKS_AT_MOST), 500)
    begin = first - first % step
    years = range(max(begin, 1), min(last + step, 9999), step)
    return [(date(year, 1, 1), str(year)) for year in years]


def _months(first: int, last: int) -> Sequence[tuple[date, str]]:
    step = next((step for step in (1, 2, 3) if (last - first) / step <= TICKS_AT_MOST), 6)
    months = range(first, last + step, step)
    return [(date(month // 12, month % 12 + 1, 1), f"{month // 12}-{month % 12 + 1:02}") for month in months]
