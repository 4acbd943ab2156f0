"""One published text and the pieces of it that can be pointed at."""

import re
from dataclasses import dataclass

from refoulement.graph.when import When

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of an article: code points `[start, end)` of its captured text (W3C Web Annotation selectors)."""

    article: str
    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"passage [{self.start}, {self.end}) of {self.article} is empty or runs backwards")
        if len(self.exact) != self.end - self.start:
            raise ValueError(
                f"passage [{self.start}, {self.end}) of {self.article} carries {len(self.exact)} characters"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as it was captured, fixed from here on.

    `text` is what passages point into (lines end in a line feed, no byte order mark); `sha256` is that of the bytes it
    was read from. What the source does not tell is None, never guessed.
    """

    id: str
    text: str
    sha256: str
    title: str
    publisher: str | None = None
    published: When | None = None
    url: str | None = None
    language: str = "en"
    based_on: str | None = None

    def __post_init__(self) -> None:
        if not IDENTIFIER.fullmatch(self.id):
            raise ValueError(f"article id {self.id!r}: lower-case letters, digits, '.', '_' and '-' only")
        if not self.text.strip():
            raise ValueError(f"article {self.id} has no text")
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ValueError(f"article {self.id}: {self.sha256!r} is not a SHA-256 in hexadecimal")
        if self.published and not (self.published.earliest and self.published.latest):
            raise ValueError(f"article {self.id}: the date of publication {self.published.edtf} has an open end")

    def passage(self, start: int, end: int) -> Passage:
        """The words between two offsets; raises ValueError where they leave the text."""
        if end > len(self.text):
            raise ValueError(f"passage [{start}, {end}) leaves the text of {self.id} ({len(self.text)} characters)")
        return Passage(self.id, start, end, self.text[start:end])
