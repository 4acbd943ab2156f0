"""Whether one article speaks of two things in two claims that could be about one event.

Between articles a contradiction must be seen, so these rules are asked of what one article tells beside what. One voice
that gives two figures speaks of two things. So does an article, whoever says so, that gives two of what is held, or one
of a narrower place or time than the other, or of times that overlap only; that counts a whole and times within it
which exclude each other; that counts those who passed a crossing over a longer time than a month or, within a longer
time, more of them than in all or, in another voice, a small part; that counts those who were arrested, held or sent
back and tells of someone whom it does not count; that gives a number and a word for many of what went on for long.
"""

from collections.abc import Iterable
from itertools import combinations

from refoulement.graph.ground import Ground
from refoulement.graph.told import Told

SLOTS = ("held_at", "destination", "place")
SMALL = 10  # of a wave that was counted whole, crossings had a seventh and more each; days of a month less


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
        or _counted_by_words(claim, other, ground)
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
    """True for far other figures of what is held, of a narrower place than the other, or of two times that differ."""
    if not claim.other_figure(other):
        return False
    if claim.situation:
        return claim.meets(other) and not _two_counts(claim, other)  # at times that exclude each other it is one series
    times = (claim.earliest, claim.latest), (other.earliest, other.latest)
    return _places_nested(claim, other, ground) or (all(map(all, times)) and times[0] != times[1])


def _two_counts(claim: Told, other: Told) -> bool:
    """True for what two who are named count of people held at one stated time: a contradiction, to be seen."""
    times = claim.dated and other.dated and (claim.earliest, claim.latest) == (other.earliest, other.latest)
    return claim.kind == "Detention" and times and bool(claim.voice and other.voice) and claim.voice != other.voice


def _places_nested(claim: Told, other: Told, ground: Ground) -> bool:
    """True where one of two claims is of a place within one of the other's."""
    both = ((claim, other), (other, claim))
    return any(ground.narrower(getattr(one, slot), getattr(two, slot)) for slot in SLOTS for one, two in both)


def _within(claim: Told, other: Told) -> bool:
    """True where the time of a claim is shorter than another's, and within it."""
    if not (claim.earliest and claim.latest and other.earliest and other.latest) or claim.width >= other.width:
        return False
    return other.earliest <= claim.earliest and claim.latest <= other.latest


def _taken_beside(claim: Told, other: Told) -> bool:
    """True where an article counts those arrested and, for one of two claims, nobody: it is of who was with them."""
    return claim.kind == "Detention" and (claim.unit is None) != (other.unit is None)


def _counted_by_words(claim: Told, other: Told, ground: Ground) -> bool:
    """True for a number and a word like "hundreds" that are of some and of all.

    So they are of more than a month, of what holds in two voices, and of a place and one within it in one voice.
    """
    if claim.unit is None or claim.unit != other.unit or (claim.value is None) == (other.value is None):
        return False
    if claim.voice == other.voice and _places_nested(claim, other, ground):
        return True
    return not claim.narrow and (not claim.situation or claim.voice != other.voice)


def _no_share(share: Told, whole: Told, ground: Ground) -> bool:
    """True where a crossing's claim is none of the share that it has in its wave, and so of an event of its own.

    What a town received is no whole. Who passed a crossing over more than a month is told for itself. Within a longer
    time that is counted, neither is one whom nobody counts a share, nor is more than all, nor a small part that another
    counts: a month has more days on which people are sent back.
    """
    if share.other_figure(whole) and not whole.via and ground.narrower(whole.destination, share.destination):
        return True
    if not share.via or whole.via:
        return False
    if not share.other_figure(whole):
        return share.unit is None and whole.unit is not None and _within(share, whole)
    if not share.narrow:
        return True
    return _within(share, whole) and (counts_more(share, whole) or _small_part_of_another_count(share, whole))


def _small_part_of_another_count(share: Told, whole: Told) -> bool:
    """True where one who is named counts less than a tenth of what another counts."""
    named = bool(share.voice and whole.voice) and share.voice != whole.voice
    return named and share.value is not None and whole.value is not None and share.value * SMALL < whole.value


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
