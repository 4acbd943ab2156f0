"""One sheet measured against another: what of each is right, what is missed, what is wrong, what is extra.

Rows are paired one to one, the closest claims first; a slot can be right only in a pair of claims.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, TypeVar

from refoulement.loaders.evaluate.gold import NAMES, PLACES, Sheet, SheetClaim, SheetEntity, SheetRole, SheetStatement
from refoulement.loaders.evaluate.sameness import Names, fold, span

SLOTS = ("bound", "when", *NAMES)
IDENTIFYING = SLOTS[1:]  # one of them has to be right where no number tells a claim from others

Side = Literal["missed", "wrong", "extra"]
Row = TypeVar("Row")
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are right, of how many that the gold sheet has and that were found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold sheet that was found; 0 where it has nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0


Tallies = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between the sheets: what it is about, on which side, and in words."""

    measure: str
    side: Side
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The tallies of the five measures, and of the parts of three of them."""

    measures: Tallies = field(default_factory=dict)
    kinds: Tallies = field(default_factory=dict)
    stances: Tallies = field(default_factory=dict)
    slots: Tallies = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            measures=_sum(self.measures, other.measures),
            kinds=_sum(self.kinds, other.kinds),
            stances=_sum(self.stances, other.stances),
            slots=_sum(self.slots, other.slots),
            misses=self.misses + other.misses,
        )


def _sum(one: Tallies, other: Tallies) -> Tallies:
    return {name: one.get(name, Tally()) + other.get(name, Tally()) for name in {**one, **other}}


def score(gold: Sheet, found: Sheet) -> Score:
    """Measure what was found in an article against its gold sheet."""
    names = Names.of(*([entity.names for entity in sheet.entities] for sheet in (gold, found)))
    entities = _pair(gold.entities, found.entities, partial(_entity_fits, names))
    claims = _pair(gold.claims, found.claims, partial(_claim_fits, names), partial(_closeness, names))
    statements = _pair(gold.statements, found.statements, partial(_statement_fits, names))
    roles = _pair(gold.roles, found.roles, partial(_role_fits, names))
    paired = [(gold.claims[i], found.claims[j]) for i, j in claims]
    slots = {slot: _slot_tally(slot, gold.claims, found.claims, paired, names) for slot in SLOTS}
    return Score(
        measures={
            "entities": Tally(len(entities), len(gold.entities), len(found.entities)),
            "claims": Tally(len(claims), len(gold.claims), len(found.claims)),
            "slots": sum(slots.values(), Tally()),
            "statements": Tally(len(statements), len(gold.statements), len(found.statements)),
            "roles": Tally(len(roles), len(gold.roles), len(found.roles)),
        },
        kinds=_parts(gold.claims, found.claims, claims, lambda claim: claim.kind),
        stances=_parts(gold.statements, found.statements, statements, lambda statement: statement.stance),
        slots=slots,
        misses=(
            *_unpaired("entities", gold.entities, found.entities, entities, lambda e: f"{e.type} {e.name}"),
            *_unpaired("claims", gold.claims, found.claims, claims, told),
            *(miss for g, f in paired for miss in _slot_misses(g, f, names)),
            *_unpaired(
                "statements", gold.statements, found.statements, statements, lambda s: f"{s.speaker} {s.stance}"
            ),
            *_unpaired("roles", gold.roles, found.roles, roles, lambda r: f"{r.person}, {r.role}, {r.organisation}"),
        ),
    )


def _pair(
    golds: Sequence[Row],
    founds: Sequence[Row],
    fits: Callable[[Row, Row], bool],
    closeness: Callable[[Row, Row], int] = lambda _gold, _found: 0,
) -> Pairs:
    """Positions of rows that belong together, each in one pair at most: the closest first, then the first that fits."""
    options = sorted(
        (-closeness(one, other), i, j)
        for i, one in enumerate(golds)
        for j, other in enumerate(founds)
        if fits(one, other)
    )
    pairs: dict[int, int] = {}
    for _, i, j in options:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def _entity_fits(names: Names, gold: SheetEntity, found: SheetEntity) -> bool:
    match = names.alike if gold.type == "BorderCrossing" else names.same
    return gold.type == found.type and any(match(one, other) for one in gold.names for other in found.names)


def _claim_fits(names: Names, gold: SheetClaim, found: SheetClaim) -> bool:
    """True for claims of one kind and number; where none is given, something else has to be the same."""
    if gold.kind != found.kind or gold.value != found.value:
        return False
    if gold.value is not None:
        return gold.unit == found.unit
    return any(_slot_right(slot, gold, found, names) for slot in IDENTIFYING)


def _closeness(names: Names, gold: SheetClaim, found: SheetClaim) -> int:
    return sum(_slot_right(slot, gold, found, names) for slot in SLOTS)


def _statement_fits(names: Names, gold: SheetStatement, found: SheetStatement) -> bool:
    return gold.stance == found.stance and names.same(gold.speaker, found.speaker)


def _role_fits(names: Names, gold: SheetRole, found: SheetRole) -> bool:
    """True for one person with half of the shorter title's words, and the organisation if the gold sheet has one."""
    if not names.same(gold.person, found.person):
        return False
    if gold.organisation and not (found.organisation and names.same(gold.organisation, found.organisation)):
        return False
    words, others = set(fold(gold.role).split()), set(fold(found.role).split())
    return 2 * len(words & others) >= min(len(words), len(others)) > 0


def _given(slot: str, claim: SheetClaim) -> bool:
    if slot == "bound":
        return claim.bound is not None
    return claim.when is not None if slot == "when" else slot in claim.named


def _slot_right(slot: str, gold: SheetClaim, found: SheetClaim, names: Names) -> bool:
    """True where a slot says the same; a bound also where neither claim has one."""
    if slot == "bound":
        return gold.bound == found.bound
    if slot == "when":
        time, answer = (span(claim.when) if claim.when else None for claim in (gold, found))
        return time is not None and answer is not None and time.admits(answer)
    match = names.alike if slot in PLACES else names.same
    wanted, named = gold.named.get(slot, ()), found.named.get(slot, ())
    return (
        bool(named)
        and all(any(match(one, other) for other in named) for one in wanted)
        and all(any(match(one, other) for one in wanted) for other in named)
    )


def _slot_tally(
    slot: str,
    golds: Sequence[SheetClaim],
    founds: Sequence[SheetClaim],
    paired: Iterable[tuple[SheetClaim, SheetClaim]],
    names: Names,
) -> Tally:
    return Tally(
        sum(_given(slot, gold) and _slot_right(slot, gold, found, names) for gold, found in paired),
        sum(_given(slot, claim) for claim in golds),
        sum(_given(slot, claim) for claim in founds),
    )


def _parts(golds: Sequence[Row], founds: Sequence[Row], pairs: Pairs, part: Callable[[Row], str]) -> Tallies:
    """The tally of each kind of row; the rows of a pair are of one kind."""
    right, gold, found = (
        Counter(part(golds[i]) for i, _ in pairs),
        Counter(map(part, golds)),
        Counter(map(part, founds)),
    )
    return {name: Tally(right[name], gold[name], found[name]) for name in {**gold, **found}}


def _unpaired(
    measure: str, golds: Sequence[Row], founds: Sequence[Row], pairs: Pairs, show: Callable[[Row], str]
) -> Iterable[Miss]:
    right, answers = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from (Miss(measure, "missed", show(row)) for i, row in enumerate(golds) if i not in right)
    yield from (Miss(measure, "extra", show(row)) for j, row in enumerate(founds) if j not in answers)


def _slot_misses(gold: SheetClaim, found: SheetClaim, names: Names) -> Iterable[Miss]:
    for slot in SLOTS:
        wanted, answered = _given(slot, gold), _given(slot, found)
        if (wanted or answered) and not _slot_right(slot, gold, found, names):
            side: Side = "wrong" if wanted and answered else "missed" if wanted else "extra"
            difference = " instead of ".join(filter(None, (_filled(slot, found), _filled(slot, gold))))
            yield Miss("slots", side, f"{told(gold)}: {slot} {difference}")


def _filled(slot: str, claim: SheetClaim) -> str | None:
    if slot == "bound":
        return claim.bound
    return claim.when if slot == "when" else ", ".join(claim.named.get(slot, ()))


def told(claim: SheetClaim) -> str:
    """A claim in one line: repatriation, more_than 600, 2023-10-09, to North Korea."""
    unit = "percent" if claim.unit == "percent" else ""
    count = " ".join(filter(None, (claim.bound, "" if claim.value is None else str(claim.value), unit)))
    named = (f"{slot} {', '.join(names)}" for slot, names in claim.named.items())
    return "; ".join(filter(None, (claim.kind, count, claim.when, *named)))
