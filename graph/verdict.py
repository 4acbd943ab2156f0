"""What comparing two names comes to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict (same, different or unsure) on two names, how sure it is from 0 to 1, and why."""

    verdict: str
    score: float
    reasons: tuple[str, ...]
    common: bool = False  # both are spellings of a name that many people bear
    loose: bool = False  # both can be spellings of one name, the one only if it is spelled by no usage


def same(score: float, *reasons: str) -> Comparison:
    return Comparison("same", score, reasons)


def different(*reasons: str, score: float = 0.95) -> Comparison:
    return Comparison("different", score, reasons)


def unsure(score: float, *reasons: str) -> Comparison:
    return Comparison("unsure", score, reasons)


def borne_by_many(reason: str) -> Comparison:
    """What the commonest names come to."""
    return Comparison("unsure", 0.6, (reason, "so many bear it that the name alone decides nothing"), common=True)
