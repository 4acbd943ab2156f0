"""Which event a stance is towards: four rules, tried in order; where none decides, the stance is tied to nothing.

`sameWords`: claims about one event alone rest on words that the stance rests on too. `sameTime`: its article dates one
return of people alone at the time that the stance gives what it speaks of. `nextTo`: the claims that stand
within 400 characters of it are about one event alone; how many live somewhere, or were brought out over the years, is
looked at only where the article speaks of no one return, for that is background. `onlyReturn`: its article speaks of
one return of people only. A share of a wave counts as the wave where both are found, and of several events in its own
words the one return is meant, if there is just one. What is dated at another time than the stance gives is never meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from refoulement.graph.claim import Claim, EventClaim, StanceClaim

NEAR = 400  # code points between the stance and a claim
BACKGROUND = ("Presence", "Rescue")


@dataclass(frozen=True, slots=True)
class Tie:
    """That a stance is towards an event, and the rule that says so."""

    stance: str
    event: str
    reason: str


def ties(claims: Iterable[Claim], *, about: Mapping[str, str], wholes: Mapping[str, str]) -> list[Tie]:
    """The ties of all stances, given the event that each claim is about and the whole that each event is a share of.

    Each article is taken by itself.
    """
    stances: dict[str, list[StanceClaim]] = defaultdict(list)
    events: dict[str, list[EventClaim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim, StanceClaim):
            stances[claim.article].append(claim)
        elif isinstance(claim, EventClaim) and claim.iri in about:
            events[claim.article].append(claim)
    return [
        tie
        for article, taken in sorted(stances.items())
        for stance in taken
        if (tie := _tie(stance, events[article], about, wholes))
    ]


def _tie(
    stance: StanceClaim, claims: list[EventClaim], about: Mapping[str, str], wholes: Mapping[str, str]
) -> Tie | None:
    time = stance.time_spoken_of
    other = {about[claim.iri] for claim in claims if time and claim.when and not time.overlaps(claim.when)}
    sharing = [claim for claim in claims if _distance(stance, claim) < 0]
    near = [claim for claim in claims if _distance(stance, claim) <= NEAR]
    returns = [claim for claim in claims if claim.event_type == "Repatriation"]
    for reason, among in (
        ("sameWords", sharing),
        ("sameWords", [claim for claim in sharing if claim in returns]),
        ("sameTime", [claim for claim in returns if time and claim.when and time.overlaps(claim.when)]),
        ("nextTo", [claim for claim in near if claim.event_type not in BACKGROUND]),
        ("onlyReturn", returns),
        ("nextTo", near),
    ):
        event = _one({about[claim.iri] for claim in among}, wholes)
        if event and event not in other:
            return Tie(stance.iri, event, reason)
    return None


def _one(events: set[str], wholes: Mapping[str, str]) -> str | None:
    """The event that all of them are, or are shares of; None where there is no such one."""
    if len(events) == 1:
        return next(iter(events))
    tops = {whole(event, wholes) for event in events}
    return tops.pop() if len(tops) == 1 else None


def whole(event: str, wholes: Mapping[str, str]) -> str:
    """The event that this one is in the end a share of; itself where it is none."""
    seen = {event}
    while (above := wholes.get(event)) and above not in seen:
        seen.add(above)
        event = above
    return event


def _distance(stance: StanceClaim, claim: EventClaim) -> int:
    """Code points between the nearest passages of the two; below 0 where they share words."""
    return min(
        max(one.start, other.start) - min(one.end, other.end) for one in stance.passages for other in claim.passages
    )
