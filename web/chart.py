"""The geometry of figures on one scale: what each allows and no more, never a sum or a mean of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10

from refoulement.graph.amount import Amount
from refoulement.graph.claim import Count

LEFT, RIGHT = 2.0, 94.0  # per cent of the width between which the scale runs; the rest is for arrows and labels
FAR_APART = 50  # so many times the least figure is the greatest where a logarithmic scale is offered
_ONE = 4.0  # where 1 stands on a logarithmic scale, right of 0


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to `top`, evenly or, where that is asked for, by powers of ten."""

    top: int
    logarithmic: bool = False

    def place(self, value: Amount) -> float:
        """Where a number stands, in per cent of the width."""
        if not self.logarithmic:
            return LEFT + (RIGHT - LEFT) * float(value) / self.top
        if value == 0:
            return LEFT
        return LEFT + _ONE + (RIGHT - LEFT - _ONE) * log10(value) / log10(self.top)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """At most six numbers of an even scale; of a logarithmic one, 0 and the powers of ten."""
        if self.logarithmic:
            numbers = [0, *(10**power for power in range(len(str(self.top))))]
        else:
            numbers = [*range(0, self.top + 1, _step(self.top))]
        return tuple((self.place(number), f"{number:,}") for number in numbers)


def scale_of(counts: Iterable[Count], *, logarithmic: bool = False) -> Scale | None:
    """The scale for some figures of one unit and nature; None where none gives a number. Shares end at 100 per cent."""
    numbered = [count for count in counts if count.value is not None]
    if not numbered:
        return None
    if numbered[0].unit == "percent":
        return Scale(100)
    top = max(int(max(count.value or 0, count.value_to or 0)) for count in numbered)
    if logarithmic:
        return Scale(10 ** max(1, len(str(top - 1)) if top > 1 else 1), logarithmic=True)
    step = _step(top)
    return Scale(max(1, -(-top // step)) * step)  # it ends on a whole step


def far_apart(counts: Iterable[Count]) -> bool:
    """True where the figures lie so far apart that the small ones can hardly be told on an even scale."""
    values = [count.value for count in counts if count.value and count.unit != "percent"]
    return bool(values) and max(values) >= FAR_APART * min(values)


def _step(top: int) -> int:
    """The distance of ticks: 1, 2 or 5 times a power of ten, so that there are at most five of them."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * 5 >= top:
                return step
        power *= 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: from `start` to `end` (per cent of the width), open where the words set no floor or ceiling.

    A `point` is drawn where the printed number stands: full where the words include it, hollow where they come only
    near to it or exclude it. A `vague` one has no number: it is open on both sides, and has no point.
    """

    start: float
    end: float
    point: float | None
    hollow: bool
    open_left: bool
    open_right: bool
    vague: bool = False


def bar(count: Count, scale: Scale) -> Bar:
    """A figure on its scale."""
    if count.value is None:
        return Bar(LEFT, 100.0, None, hollow=True, open_left=True, open_right=True, vague=True)
    value, bound = scale.place(count.value), count.bound
    open_left, open_right = bound in ("atMost", "lessThan"), bound in ("atLeast", "moreThan")
    last = scale.place(count.value_to) if count.value_to is not None else value
    return Bar(
        start=LEFT if open_left else value,
        end=100.0 if open_right else last,
        point=None if bound == "range" else value,
        hollow=bound in ("approximately", "moreThan", "lessThan"),
        open_left=open_left,
        open_right=open_right,
    )
