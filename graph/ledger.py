"""The figures of an event side by side: who says how many, with which bound. No number is made of them.

Two figures contradict where the intervals that they allow do not meet: "up to 600" and "more than 700" do, "up to 600"
and "about 600" do not, for how far "about" reaches is not ours to say. Parts are compared with figures of the same part
and, since no part is greater than the whole, with the whole where they exceed it. People held at two times that exclude
each other are two numbers, and no contradiction.

The one line of an event follows one rule. It leads with the figure of the whole that most articles carry, of several
the one that was published last; where claims of parts are all there is, it says so instead. Then it says what it leaves
out: how many claimants there are, from which to which figure they run (and which of these is of a part), how many
figures have no number, how many are denied, and how many contradict another.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from refoulement.graph.amount import Amount
from refoulement.graph.claim import Count
from refoulement.graph.when import When

LOW, HIGH = ("lessThan", "atMost"), ("atLeast", "moreThan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One claim's figure; `part` names the part it speaks of, None the whole; `published` is EDTF."""

    claim: str
    count: Count
    article: str
    claimants: tuple[str, ...] = ()
    attribution: str | None = None
    published: str | None = None
    part: str | None = None
    denied: bool = False
    when: When | None = None

    @property
    def voices(self) -> frozenset[tuple[str, ...]]:
        """Who says so: each actor named or, where none is, the unnamed source of this article."""
        if self.claimants:
            return frozenset((claimant,) for claimant in self.claimants)
        return frozenset({(self.article, self.attribution or "")})

    @property
    def place(self) -> tuple[Amount, int]:
        """Where it stands among others."""
        return place(self.count)


def place(count: Count) -> tuple[Amount, int]:
    """Where a figure stands among others, for "from … to …": "up to" before its number, "more than" after it."""
    rank = -1 if count.bound in LOW else 1 if count.bound in HIGH else 0
    return count.value_to or count.value or 0, rank


def contradict(one: Figure, other: Figure) -> bool:
    """True where both figures cannot hold together."""
    if (one.count.unit, one.count.nature) != (other.count.unit, other.count.nature) or one.denied or other.denied:
        return False
    if one.count.nature == "stock" and one.when and other.when and not one.when.overlaps(other.when):
        return False
    if one.part == other.part:
        return _exceeds(one.count, other.count) or _exceeds(other.count, one.count)
    if one.count.unit == "percent" or (one.part and other.part):
        return False
    part, whole = (one, other) if one.part else (other, one)
    return _exceeds(part.count, whole.count)


def _exceeds(count: Count, other: Count) -> bool:
    """True where the least of one is more than the most of the other."""
    return count.minimum is not None and other.maximum is not None and count.minimum > other.maximum


@dataclass(frozen=True)
class Ledger:
    """The figures of one event of one unit and nature, the whole first, then part by part."""

    figures: tuple[Figure, ...]

    @property
    def contradicting(self) -> int:
        """How many pairs cannot both hold."""
        return sum(len(self.against(figure)) for figure in self.figures) // 2

    @property
    def wholes(self) -> tuple[Figure, ...]:
        """What is said of the whole, and not denied."""
        return tuple(figure for figure in self.figures if figure.part is None and not figure.denied)

    def against(self, figure: Figure) -> list[Figure]:
        """The figures that contradict one, in the order of their limits."""
        if figure.denied:
            return []
        found: list[Figure] = []
        for part in {None, figure.part} if figure.part else {*self._limits}:
            floors, ceilings = self._limits.get(part, _NO_LIMITS)
            within = part is None and figure.part is not None  # a part beside figures of the whole
            beyond = part is not None and figure.part is None  # the whole beside figures of a part
            if (within or beyond) and figure.count.unit == "percent":
                continue
            least, most = figure.count.minimum, figure.count.maximum
            if least is not None and not beyond:
                found += ceilings.figures[: bisect_left(ceilings.numbers, least)]
            if most is not None and not within:
                found += floors.figures[bisect_right(floors.numbers, most) :]
        if figure.count.nature == "stock" and figure.when:
            when = figure.when
            found = [other for other in found if other.when is None or when.overlaps(other.when)]
        return found

    @cached_property
    def _limits(self) -> dict[str | None, tuple["_Limits", "_Limits"]]:
        """By part: the figures that set a floor, and those that set a ceiling, each in the order of these."""
        told: dict[str | None, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if not figure.denied:
                told[figure.part].append(figure)
        return {
            part: (
                _Limits.of(figures, lambda figure: figure.count.minimum),
                _Limits.of(figures, lambda figure: figure.count.maximum),
            )
            for part, figures in told.items()
        }

    @property
    def leading(self) -> Count | None:
        """The figure of the whole that most articles carry, of several the one published last; None for no figure."""
        carried: dict[Count, set[str]] = defaultdict(set)
        last: dict[Count, str] = {}
        for figure in self.wholes:
            if figure.count.value is not None:
                carried[figure.count].add(figure.article)
                last[figure.count] = max(last.get(figure.count, ""), figure.published or "")
        return max(carried, key=lambda count: (len(carried[count]), last[count], *place(count)), default=None)

    @property
    def line(self) -> "Line":
        """What the one line says by the published rule, with all that it leaves out."""
        said = [figure for figure in self.figures if not figure.denied]
        numbered = [figure for figure in said if figure.count.value is not None]
        lead = self.leading
        voices = {voice for figure in said for voice in figure.voices}
        others = any(figure.count != lead for figure in numbered)
        return Line(
            lead=lead,
            numbered=bool(numbered),
            voices=len(voices),
            unnamed=sum(len(voice) > 1 for voice in voices),
            least=min(numbered, key=_least, default=None) if others else None,
            greatest=max(numbered, key=_greatest, default=None) if others else None,
            vague=len(said) - len(numbered),
            denied=len(self.figures) - len(said),
            contradictions=self.contradicting,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is said in one line of a ledger, as values: `web/phrases.py` puts it into the reader's language.

    `lead` is None where no figure of the whole is given; `numbered` tells whether any has a number. `least` and
    `greatest` are None where there is no figure but the one that leads.
    """

    lead: Count | None
    numbered: bool
    voices: int
    unnamed: int
    least: Figure | None
    greatest: Figure | None
    vague: int
    denied: int
    contradictions: int


@dataclass(frozen=True, slots=True)
class _Limits:
    """Figures in the order of their floors, or of their ceilings; those without one are left out."""

    numbers: tuple[Amount, ...] = ()
    figures: tuple[Figure, ...] = ()

    @classmethod
    def of(cls, figures: Iterable[Figure], limit: Callable[[Figure], Amount | None]) -> Self:
        pairs = [(number, figure) for figure in figures if (number := limit(figure)) is not None]
        pairs.sort(key=lambda pair: pair[0])
        return cls(tuple(number for number, _ in pairs), tuple(figure for _, figure in pairs))


_NO_LIMITS = (_Limits(), _Limits())


def _least(figure: Figure) -> tuple[object, ...]:
    return figure.count.value or 0, figure.place[1], figure.claim


def _greatest(figure: Figure) -> tuple[object, ...]:
    return figure.place, figure.part is None, figure.claim


def ledgers(figures: Iterable[Figure]) -> tuple[Ledger, ...]:
    """One ledger a unit and nature: people sent back are never in one with people held, nor with shares in per cent."""
    kinds: dict[tuple[bool, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        count = figure.count
        kinds[count.unit == "percent", count.nature, count.unit].append(figure)

    def order(figure: Figure) -> tuple[object, ...]:
        return figure.part is not None, figure.part or "", figure.place, figure.claim

    return tuple(Ledger(tuple(sorted(kinds[kind], key=order))) for kind in sorted(kinds))
