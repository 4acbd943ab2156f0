"""Why rows of an answer are dropped; they are counted, and never mended."""

from collections import Counter
from enum import Enum


class Reason(Enum):
    """What is wrong with a row, for people to read."""

    FORM = "not of the form asked for"
    WORDS = "words that do not stand in the text"
    NUMBER = "a number that its words do not print"
    BOUND = "another bound or unit than its words put on the number"
    TIME = "a time that its words do not tell"
    NAME = "a name that the text does not bear out"
    VALUE = "an impossible value"
    EMPTY = "neither a number nor a time nor a place"


class Dropped(Exception):  # noqa: N818 (it says what became of the row)
    """Raised where a row cannot be taken."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def told(dropped: Counter[Reason], taken: int) -> tuple[str, ...]:
    """What was dropped as one warning; none where nothing was."""
    number = dropped.total()
    if not number:
        return ()
    reasons = "; ".join(f"{reason.value}: {dropped[reason]}" for reason in Reason if dropped[reason])
    return (f"{number} of {number + taken} rows of the model's answer dropped ({reasons})",)
