"""One published text, or table, and the pieces of it that can be pointed at."""

import re
from dataclasses import dataclass
from datetime import date

from refoulement.graph import iri
from refoulement.graph.when import When
from refoulement.ontology import subclasses

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

    @property
    def iri(self) -> str:
        """Its article with the character range."""
        return iri.passage(self.article, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Cell(Passage):
    """A passage that is one cell of a table, by row and column of the file, both from 1, headings included."""

    row: int
    column: int

    def __post_init__(self) -> None:
        Passage.__post_init__(self)
        if self.row < 1 or self.column < 1:
            raise ValueError(f"cell {self.row},{self.column} of {self.article}: rows and columns count from 1")

    @property
    def iri(self) -> str:
        """Its table with row and column."""
        return iri.cell(self.article, self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as it was captured, fixed from here on; one of the kind `Dataset` is a table (graph/table.py).

    `text` is what passages point into (lines end in a line feed, no byte order mark); `sha256` is that of the bytes it
    was read from. What the source does not tell is None, never guessed. `licence` is a web address or words.
    `published_abroad` is the last day that it was anywhere when it was published, where that moment is told.
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
    kind: str = "Article"
    licence: str | None = None
    published_abroad: date | None = None

    def __post_init__(self) -> None:
        if not IDENTIFIER.fullmatch(self.id):
            raise ValueError(f"article id {self.id!r}: lower-case letters, digits, '.', '_' and '-' only")
        if self.kind not in subclasses("Source") - {"Source"}:
            raise ValueError(f"article {self.id}: rf:{self.kind} is not a kind of source")
        if not self.text.strip():
            raise ValueError(f"article {self.id} has no text")
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ValueError(f"article {self.id}: {self.sha256!r} is not a SHA-256 in hexadecimal")
        if self.published and not (self.published.earliest and self.published.latest):
            raise ValueError(f"article {self.id}: the date of publication {self.published.edtf} has an open end")

    @property
    def last_day(self) -> date | None:
        """The last day on which it can have been published, anywhere: what it dates later has not happened."""
        return self.published_abroad or (self.published.latest if self.published else None)

    def passage(self, start: int, end: int) -> Passage:
        """The words between two offsets; raises ValueError where they leave the text."""
        if end > len(self.text):
            raise ValueError(f"passage [{start}, {end}) leaves the text of {self.id} ({len(self.text)} characters)")
        return Passage(self.id, start, end, self.text[start:end])
