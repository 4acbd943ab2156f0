"""Whether one article speaks of two things in two claims that could be about one event.

Between articles a contradiction must be seen, so these rules are asked of what one article tells beside what. One voice
that gives two figures speaks of two things. So does an article, whoever says so, that gives two of what is held, or one
of a narrower place or time than the other; that counts a whole and times within it which exclude each other; that
counts those who passed a crossing over a longer time than a month, or in another voice or more of them than in all of a
longer time; that counts those who were arrested, held or sent back and tells of someone whom it does not count; that
gives a number and a word for many of what went on for long.
"""

from collections.abc import Iterable
from itertools import combinations

from refoulement.graph.ground import Ground
from refoulement.graph.told import Told

SLOTS = ("held_at", "destination", "place")


def of_two_things(claim: Told, other: Told, ground: Ground) -> bool:
    """True where an article must be speaking of two things in two of its claims."""
    both = ((claim, other), (other, claim))
    if any(_from_elsewhere(one, two, ground) for one, two in both):
        return True
    if claim.via != other.via:
        return any(_no_share(one, two, ground) for one, two in both)
    return (
        claim.contradicts_itself(other)
        or _part_and_whole(claim, other, ground)
        or _taken_beside(claim, other)
        or _counted_by_words(claim, other)
        or any(_from_one_place(one, two, ground) for one, two in both)
    )


def counted_in(claim: Told, others: Iterable[Told]) -> list[Told]:
    """What of its article is counted at times within a claim's, where two of them exclude each other.

    Then the claim is a total over times, and none of what happened at one of them, through whichever crossing.
    """
    parts = [other for other in others if claim.other_figure(other) and _within(other, claim)]
    return parts if any(not one.meets(two) for one, two in combinations(parts, 2)) else []


def counts_others(claim: Told, other: Told, ground: Ground) -> bool:
    """True where an undated claim is not of those whom its article counts in another, with its time.

    It counts them otherwise, or nobody, but names where they were held when the other does not.
    """
    if claim.unit is None:
        return other.unit is not None and ground.local(claim.held_at) and claim.held_at != other.held_at
    return claim.other_figure(other)


def _part_and_whole(claim: Told, other: Told, ground: Ground) -> bool:
    """True for far other figures of what is held, or of a narrower place or time than the other."""
    if not claim.other_figure(other):
        return False
    if claim.situation:
        return claim.meets(other)  # at times that exclude each other it is one series
    return _narrower(claim, other, ground) or _narrower(other, claim, ground)


def _narrower(claim: Told, other: Told, ground: Ground) -> bool:
    """True where a claim is of a time within another's, or of a place within one of another's."""
    if _within(claim, other):
        return True
    return any(ground.narrower(getattr(claim, slot), getattr(other, slot)) for slot in SLOTS)


def _within(claim: Told, other: Told) -> bool:
    """True where the time of a claim is shorter than another's, and within it."""
    if not (claim.earliest and claim.latest and other.earliest and other.latest) or claim.width >= other.width:
        return False
    return other.earliest <= claim.earliest and claim.latest <= other.latest


def _taken_beside(claim: Told, other: Told) -> bool:
    """True where an article counts those arrested and, for one of two claims, nobody: it is of who was with them."""
    return claim.kind == "Detention" and (claim.unit is None) != (other.unit is None)


def _counted_by_words(claim: Told, other: Told) -> bool:
    """True for a number and a word like "hundreds", of more than a month or, by two, of what holds: some, and all."""
    both = claim.unit is not None and claim.unit == other.unit and not claim.narrow
    apart = not claim.situation or claim.voice != other.voice
    return both and apart and (claim.value is None) != (other.value is None)


def _no_share(share: Told, whole: Told, ground: Ground) -> bool:
    """True where a crossing's claim is none of the share that it has in its wave, and so of an event of its own.

    What a town received is no whole. Who passed a crossing over more than a month is told for itself. Within a longer
    time that is counted, neither is one whom nobody counts a share, nor what another counts, nor what is more than all.
    """
    if share.other_figure(whole) and not whole.via and ground.narrower(whole.destination, share.destination):
        return True
    if not share.via or whole.via:
        return False
    if not share.other_figure(whole):
        return share.unit is None and whole.unit is not None and _within(share, whole)
    another = bool(share.voice and whole.voice) and share.voice != whole.voice
    return not share.narrow or (_within(share, whole) and (another or counts_more(share, whole)))


def counts_more(claim: Told, other: Told) -> bool:
    """True where a claim gives a greater number than another gives of the same unit."""
    if claim.value is None or other.value is None or claim.unit != other.unit:
        return False
    return claim.value > (other.value_to or other.value)


def _from_one_place(part: Told, whole: Told, ground: Ground) -> bool:
    """True for those from one place among all who passed a crossing: fewer of them or, within its time, uncounted."""
    if not (part.via and ground.local(part.held_at)) or whole.value is None:
        return False
    if whole.held_at and not ground.narrower(part.held_at, whole.held_at):
        return False
    return part.other_figure(whole) or (part.unit is None and _within(part, whole))


def _from_elsewhere(claim: Told, other: Told, ground: Ground) -> bool:
    """True for whom nobody counts, over a longer time and from another place than those who are counted."""
    if claim.unit is not None or other.unit is None or not _within(other, claim):
        return False
    places = ground.local(claim.held_at) and ground.local(other.held_at)
    return places and not any(place in ground.around(held) for held in claim.held_at for place in other.held_at)
