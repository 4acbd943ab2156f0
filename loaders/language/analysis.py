"""The names that a model sees in the sentences of one article, as plain values."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal, get_args

Label = Literal["PERSON", "ORG", "PLACE"]
LABELS: frozenset[str] = frozenset(get_args(Label))


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `[start, end)` of the article that the model takes for a name."""

    start: int
    end: int
    label: Label

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.label not in LABELS:
            raise ValueError(f"a name cannot stand at [{self.start}, {self.end}) as {self.label!r}")


@dataclass(frozen=True, slots=True)
class Analysis:
    """Names in reading order; empty where no model was asked."""

    spans: tuple[Span, ...] = ()
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [span.start for span in self.spans])

    def spans_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The names that lie whole between two offsets of the article."""
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return tuple(span for span in self.spans[first:last] if span.end <= end)
