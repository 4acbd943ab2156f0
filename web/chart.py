"""The figures of an event as lines on one scale: what each allows, never a sum or a mean of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from refoulement.graph.claim import Count

LEFT, RIGHT = 2.0, 94.0  # per cent of the width between which the scale runs; the rest is for arrows and labels


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: from `start` to `end` (per cent of the width), open where the words set no floor or ceiling.

    A `point` is drawn where the printed number stands: full where it is said exactly, hollow where it is vague.
    """

    words: str
    source: str
    start: float
    end: float
    point: float | None
    hollow: bool
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of one unit and nature on one scale."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, its words and whose it is."""

    count: Count
    words: str
    source: str


def chart(title: str, figures: Sequence[Figure]) -> Chart | None:
    """The lines of all figures that give a number, or None where none does; all must share unit and nature."""
    numbered = [figure for figure in figures if figure.count.value is not None]
    if not numbered:
        return None
    top = max(max(figure.count.value or 0, figure.count.value_to or 0) for figure in numbered)
    step = _step(top)
    steps = -(-top // step) or 1  # the scale ends on a whole step
    scale = (RIGHT - LEFT) / (steps * step)
    return Chart(
        title,
        tuple(_bar(figure, scale) for figure in numbered),
        tuple((LEFT + index * step * scale, f"{index * step:,}") for index in range(steps + 1)),
    )


def _step(top: int) -> int:
    """The distance of ticks: 1, 2 or 5 times a power of ten, so that there are at most five of them."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * 5 >= top:
                return step
        power *= 10


def _bar(figure: Figure, scale: float) -> Bar:
    count = figure.count
    value = LEFT + (count.value or 0) * scale
    bound = count.bound
    open_left, open_right = bound in ("atMost", "lessThan"), bound in ("atLeast", "moreThan")
    end = LEFT + count.value_to * scale if count.value_to is not None else value
    return Bar(
        words=figure.words,
        source=figure.source,
        start=LEFT if open_left else value,
        end=100.0 if open_right else end,
        point=None if bound == "range" else value,
        hollow=bound in ("approximately", "moreThan", "lessThan"),
        open_left=open_left,
        open_right=open_right,
    )
