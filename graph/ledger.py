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

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.when import When
from refoulement.ontology import label

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
    def words(self) -> str:
        """The number with its bound: "up to 600", "180", "200 to 300"."""
        count = self.count
        if count.value is None:
            return "a number not given"
        number = f"{count.value:,}" + (f" to {count.value_to:,}" if count.value_to is not None else "")
        bound = "" if count.bound in ("exact", "range") else f"{label(count.bound)} "
        return bound + number + (" per cent" if count.unit == "percent" else "")

    @property
    def voices(self) -> frozenset[tuple[str, ...]]:
        """Who says so: each actor named or, where none is, the unnamed source of this article."""
        if self.claimants:
            return frozenset((claimant,) for claimant in self.claimants)
        return frozenset({(self.article, self.attribution or "")})

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among others, for "from … to …": "up to" before its number, "more than" after it."""
        rank = -1 if self.count.bound in LOW else 1 if self.count.bound in HIGH else 0
        return self.count.value_to or self.count.value or 0, rank


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


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures of one event of one unit and nature, the whole first, then part by part."""

    figures: tuple[Figure, ...]

    @property
    def contradictions(self) -> tuple[tuple[Figure, Figure], ...]:
        """Pairs that cannot both hold."""
        return tuple(pair for pair in combinations(self.figures, 2) if contradict(*pair))

    @property
    def wholes(self) -> tuple[Figure, ...]:
        """What is said of the whole, and not denied."""
        return tuple(figure for figure in self.figures if figure.part is None and not figure.denied)

    def against(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures that contradict one."""
        return tuple(other for other in self.figures if other is not figure and contradict(figure, other))

    @property
    def leading(self) -> str | None:
        """The figure of the whole that most articles carry, of several the one published last; None for no figure."""
        carried: dict[str, set[str]] = defaultdict(set)
        last: dict[str, str] = {}
        for figure in self.wholes:
            if figure.count.value is not None:
                carried[figure.words].add(figure.article)
                last[figure.words] = max(last.get(figure.words, ""), figure.published or "")
        return max(carried, key=lambda words: (len(carried[words]), last[words], words), default=None)

    @property
    def summary(self) -> str:
        """One line by the published rule, with all that it leaves out."""
        said = [figure for figure in self.figures if not figure.denied]
        numbered = [figure for figure in said if figure.count.value is not None]
        lead = self.leading
        if lead is None:
            lead = "no figure of the whole, only of parts" if numbered else "no number given"
        voices = {voice for figure in said for voice in figure.voices}
        unnamed = sum(len(voice) > 1 for voice in voices)
        pieces = [lead, _many(len(voices), "claimant") + (f", {unnamed} of them unnamed" if unnamed else "")]
        if numbered:
            pieces.append(_range(numbered, lead))
        if vague := len(said) - len(numbered):
            pieces.append(f"{vague} without a number")
        if denied := len(self.figures) - len(said):
            pieces.append(f"{denied} denied")
        if pairs := len(self.contradictions):
            pieces.append(f"{_many(pairs, 'pair')} contradict{'s' if pairs == 1 else ''}")
        return "; ".join(pieces)


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def _range(numbered: list[Figure], lead: str) -> str:
    """From the least figure to the greatest, parts marked; or that there is no other than the one that leads."""
    if all(figure.words == lead for figure in numbered):
        return "no other figure"

    def shown(figure: Figure) -> str:
        return figure.words + (" (part)" if figure.part else "")

    low = min(numbered, key=lambda figure: (figure.count.value or 0, figure.place[1], figure.claim))
    high = max(numbered, key=lambda figure: (figure.place, figure.part is None, figure.claim))
    return f"figures from {shown(low)} to {shown(high)}" if shown(low) != shown(high) else f"figures of {shown(low)}"


def ledgers(figures: Iterable[Figure]) -> tuple[Ledger, ...]:
    """One ledger a unit and nature: people sent back are never in one with people held, nor with shares in per cent."""
    kinds: dict[tuple[bool, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        count = figure.count
        kinds[count.unit == "percent", count.nature, count.unit].append(figure)

    def order(figure: Figure) -> tuple[object, ...]:
        return figure.part is not None, figure.part or "", figure.place, figure.claim

    return tuple(Ledger(tuple(sorted(kinds[kind], key=order))) for kind in sorted(kinds))


def of_claims(
    claims: Iterable[EventClaim], *, parts: Mapping[str, str], published: Mapping[str, str]
) -> tuple[Ledger, ...]:
    """The ledgers of an event's claims; `parts` names the part of a claim, `published` is by article."""
    return ledgers(
        Figure(
            claim=claim.iri,
            count=claim.count,
            article=claim.article,
            claimants=claim.claimants,
            attribution=claim.attribution,
            published=published.get(claim.article),
            part=parts.get(claim.iri),
            denied=claim.modality == "denied",
            when=claim.when,
        )
        for claim in claims
        if claim.count
    )


def summary(found: Iterable[Ledger]) -> str:
    """The lines of an event's ledgers as one; one without figures is said to have none."""
    return " · ".join(ledger.summary for ledger in found) or "no figure"
