"""The same people from one event to the next, as one article tells it: taken into custody, sent back, held again, dead.

Two claims of different kinds are of the same people where both count just as many, and estimate nothing, or neither
counts anyone; where the later cannot have been before the earlier, nor more than a year after it; and where the places
are those of one way: custody where the return began, what came after it in the country of destination. What holds when
an article is written is no custody from which people were returned before. People are moved, so three and more may be
followed to where the places do not tell, within three months; those whom nobody counts only where the same voice tells
of both nearby, of a time for each, and of a place narrower than a country. Where an article tells of two for one, it
cannot be known which is meant: then of neither. An invented tie is worse than a missed one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, permutations

from refoulement.graph.ground import Ground
from refoulement.graph.told import MONTH, Slot, Told

YEAR, QUARTER = timedelta(days=366), timedelta(days=92)
SEVERAL = 3  # one or two are numbers of anyone: nobody is known by them alone
NEAR = 1000  # code points between claims of people whom nobody counts
COUNTED, UNCOUNTED = "sameNumber", "sameWayUncounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event claim, where its words stand, from and to in code points, and whether its figure is an estimate."""

    claim: Told
    spans: tuple[tuple[int, int], ...]
    estimate: bool = False

    def distance(self, other: "Telling") -> int:
        """Code points between the nearest passages of the two."""
        return min(max(one[0], two[0]) - min(one[1], two[1]) for one in self.spans for two in other.spans)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Claims of one article that tell what befell the same people, by IRI, and the rule that says so."""

    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """That the people of one claim can be those of a later one; `sure` where the places say so, too."""

    earlier: Told
    later: Told
    sure: bool


def cohorts(tellings: Iterable[Telling], ground: Ground) -> list[Cohort]:
    """The cohorts of one article; no claim is in two of them."""
    told = sorted(tellings, key=lambda one: one.claim.iri)
    steps = [step for one, other in permutations(told, 2) if (step := _step(one, other, ground))]
    onward, back = defaultdict[object, list[_Step]](list), defaultdict[object, list[_Step]](list)
    for step in steps:
        onward[step.earlier.iri, step.later.kind].append(step)
        back[step.later.iri, step.earlier.kind].append(step)
    kept = [
        (step.earlier.iri, step.later.iri)
        for step in steps
        if step in _of_one_group(onward[step.earlier.iri, step.later.kind], "later", ground)
        and step in _of_one_group(back[step.later.iri, step.earlier.kind], "earlier", ground)
    ]
    counted = {one.claim.iri: one.claim.unit is not None for one in told}
    return [Cohort(group, COUNTED if counted[group[0]] else UNCOUNTED) for group in _joined(kept)]


def _joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The groups that pairs make, in order."""
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        both = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(both, both))
    return sorted({tuple(sorted(group)) for group in groups.values()})


def _of_one_group(steps: Sequence[_Step], end: str, ground: Ground) -> Sequence[_Step]:
    """The steps of one claim to claims of one kind that can be of one group: all, or the sure ones alone, or none."""
    for some in (steps, [step for step in steps if step.sure]):
        ends = [getattr(step, end) for step in some]
        if all(_one_group(one, other, ground) for one, other in combinations(ends, 2)):
            return some
    return ()


def _one_group(one: Told, other: Told, ground: Ground) -> bool:
    """True where two claims of one kind can be of the same people: at one place, or counted and moved soon after."""
    if not one.meets(other):
        return one.unit is not None and _apart(one, other) <= MONTH
    if ground.related(one.place, other.place) and ground.related(one.held_at, other.held_at):
        return True
    return _inside(one.held_at, other.destination, ground) or _inside(other.held_at, one.destination, ground) or False


def _step(one: Telling, other: Telling, ground: Ground) -> _Step | None:
    """That the second can have befallen the people of the first, after it; None where it cannot, or nothing tells."""
    earlier, later = one.claim, other.claim
    way = _way(earlier, later, ground) if _in_time(earlier, later) else False
    if way is False:
        return None
    counted = earlier.unit is not None
    if counted != (later.unit is not None):
        return None
    follows = _counted(one, other, way=way) if counted else way and _uncounted(one, other, ground)
    return _Step(earlier=earlier, later=later, sure=bool(way)) if follows else None


def _counted(one: Telling, other: Telling, *, way: bool | None) -> bool:
    """True for just as many people, on one way or, from three on, soon after one another."""
    earlier, later = one.claim, other.claim
    if one.estimate or other.estimate or not earlier.same_figure(later) or earlier.unit != "persons":
        return False
    if way:
        return True
    return earlier.dated and later.dated and (earlier.value or 0) >= SEVERAL and _apart(earlier, later) <= QUARTER


def _uncounted(one: Telling, other: Telling, ground: Ground) -> bool:
    """True for people whom the same voice tells of nearby, and of a place narrower than a country."""
    earlier, later = one.claim, other.claim
    if (
        later.kind == "Death"
        or not (earlier.dated and later.dated)
        or earlier.voice != later.voice
        or one.distance(other) > NEAR
    ):
        return False
    places = {*later.place} if earlier.kind == "Repatriation" else {*earlier.place} & {*later.held_at, *later.place}
    return any(len(ground.around(place)) > 1 or "/facility/" in place for place in places)


def _in_time(earlier: Told, later: Told) -> bool:
    """True where the second was not before the first, nor more than a year after it."""
    if earlier.situation and not earlier.dated:
        return False  # it is of the day of the article
    if earlier.earliest and later.latest and later.latest < earlier.earliest:
        return False
    return _apart(earlier, later) <= YEAR


def _apart(one: Told, other: Told) -> timedelta:
    """The least time between two claims; none where a time is open."""
    gaps = [
        began - ended
        for first, last in ((one, other), (other, one))
        if (ended := first.latest or first.earliest) and (began := last.earliest or last.latest)
    ]
    return max(*gaps, timedelta(0)) if gaps else timedelta(0)


def _way(earlier: Told, later: Told, ground: Ground) -> bool | None:
    """Whether the places are those of one way; None where nothing tells."""
    match earlier.kind, later.kind:
        case "Detention", "Repatriation":
            back = _inside(earlier.place, later.destination, ground)
            return False if back else _meet(earlier.place, later.held_at, ground)
        case "Repatriation", "Detention" | "Death":
            return _inside(later.place, earlier.destination, ground)
        case ("Detention", "Death") | ("Arrival", "Detention"):
            return _meet(earlier.place, later.place, ground)
        case "Detention" | "Rescue", "Arrival":
            return _meet(earlier.place or earlier.held_at, later.held_at, ground)
    return False


def _inside(places: Slot, wider: Slot, ground: Ground) -> bool | None:
    """Whether all of some places lie in others; None where that is not known."""
    if not (places and wider) or any(len(ground.around(place)) == 1 and place not in wider for place in places):
        return None
    return all(not ground.around(place).isdisjoint(wider) for place in places)


def _meet(some: Slot, others: Slot, ground: Ground) -> bool | None:
    return True if some and others and ground.related(some, others) else None
