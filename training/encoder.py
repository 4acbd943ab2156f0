"""What an encoder learns from, and which word pieces it keeps."""

from collections.abc import Sequence
from dataclasses import dataclass

from refoulement.loaders.language.encoder import BETWEEN, CLOSING, FIRST, OPENING, UNKNOWN, Passage

TYPOGRAPHY = "–—‘’“”…•€£¥"


@dataclass(frozen=True, slots=True)
class Example:
    """A passage and the classes of what is marked in it, mostly one; `weight` is what it counts."""

    passage: Passage
    classes: tuple[str, ...]
    weight: float = 1.0


def kept(names: Sequence[str]) -> list[int]:
    """The places of the pieces that a text without capitals and accents can have."""
    special = (FIRST, BETWEEN, UNKNOWN, OPENING, CLOSING)
    return [
        place
        for place, name in enumerate(names)
        if name in special
        or (not name.startswith("[") and all(letter.isascii() or letter in TYPOGRAPHY for letter in name))
    ]
