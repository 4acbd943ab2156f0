"""How a passage of an article is cited: APA 7, a note of the Chicago Manual of Style 17, OSCOLA 4.

No outlet gives us authors, so each style's form for a work without an author is taken. What is cited is the article;
beside its own address stands that of the text as it was captured here, with the place of the words in it. The styles
are English, and so is every citation, whatever language its reader has chosen.
"""

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date

from refoulement.web.signs import plain

LONGEST = 400  # characters of a quotation; a longer one ends with the sign of an omission
SEASONS = {"21": "Spring", "22": "Summer", "23": "Autumn", "24": "Winter"}
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<doubt>[~?%]?)")
_ENDS = ("?", "!", ".", "…")

Piece = tuple[str, bool]  # words, and whether they are in italics


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is cited: an article, and where `quote` stands in it.

    `published` is EDTF; `address` that of the captured text, at the place of the words,
    which is `at` ("129,163") and in words `place`; `captured` is the day it was read,
    `withdrawn` that from which it no longer stands.
    """

    key: str
    title: str
    publisher: str | None
    published: str | None
    language: str
    url: str | None
    captured: date | None
    address: str
    at: str | None
    place: str | None
    quote: str | None
    withdrawn: date | None = None
    table: bool = False

    @property
    def kept(self) -> str:
        """What is kept here of it, and that nothing rests on it any more where it is withdrawn."""
        captured = "Captured table" if self.table else "Captured text"
        return f"{captured}, withdrawn {_british(self.withdrawn)}" if self.withdrawn else captured


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in a style."""

    style: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its words, without italics."""
        return "".join(words for words, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication as far as it is known; `month` may be a season, without a number.

    `other` is EDTF that is no plain year, month or day.
    """

    year: str | None = None
    month: str | None = None
    number: int | None = None
    day: int | None = None
    doubt: bool = False
    other: str | None = None


def published(edtf: str | None) -> Published:
    """The year, month and day that an EDTF date gives."""
    if edtf is None:
        return Published()
    matched = _DAY.fullmatch(edtf)
    month = matched["month"] if matched else None
    number = int(month) if month and 1 <= int(month) <= 12 else None
    name = month_name[number] if number else SEASONS.get(month or "")
    if matched is None or (month and not name):
        return Published(other=edtf)
    day = int(matched["day"]) if matched["day"] else None
    return Published(matched["year"], name, number, day, doubt=bool(matched["doubt"]))


def citations(reference: Reference) -> tuple[Citation, ...]:
    """The reference in each style."""
    return (
        Citation("APA 7", _apa(reference)),
        Citation("Chicago 17", _chicago(reference)),
        Citation("OSCOLA 4", _oscola(reference)),
    )


def quotation(reference: Reference) -> str | None:
    """The words quoted, on one line and no longer than a quotation may be."""
    words = plain(reference.quote or "")
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + " […]"
    return words or None


def _apa(reference: Reference) -> tuple[Piece, ...]:
    """The quotation with its parenthesis, and the entry of the list of references."""
    title, when, words = plain(reference.title), published(reference.published), quotation(reference)
    dated = f"{when.year}, {_month_first(when)}" if when.month else when.year or when.other or "n.d."
    dated = f"ca. {dated}" if when.doubt else dated
    pieces: list[Piece] = []
    if words:
        where = f", {reference.place}" if reference.place else ""
        year = when.year or when.other or "n.d."
        pieces += [(f"“{_inner(words)}” (“{_inner(title)},” {year}{where}). ", False)]
    pieces += [(title, True), ("" if title.endswith(_ENDS) else ".", False), (f" ({dated}). ", False)]
    pieces += [(f"{plain(reference.publisher)}. ", False)] if reference.publisher else []
    pieces += [(f"{reference.url} ", False)] if reference.url else []
    retrieved = f"Retrieved {_american(reference.captured)}, from " if reference.captured else "Retrieved from "
    return (*pieces, (f"[{reference.kept}]. {retrieved}{reference.address}", False))


def _chicago(reference: Reference) -> tuple[Piece, ...]:
    """A full note."""
    when, words = published(reference.published), quotation(reference)
    dated = _month_first(when) + (f", {when.year}" if when.day else f" {when.year}") if when.month else when.year
    dated = f"ca. {dated}" if dated and when.doubt else dated or when.other
    pieces: list[Piece] = [(f"“{_inner(plain(reference.title))},”", False)]
    if reference.publisher:
        pieces += [(" ", False), (plain(reference.publisher), True), (",", False)]
    told = [dated, reference.url, reference.place]
    captured = (
        f"{_low(reference.kept)} {_american(reference.captured)}, at "
        if reference.captured
        else f"{_low(reference.kept)}, at "
    )
    pieces += [(f" {', '.join(part for part in [*told, captured + reference.address] if part)}", False)]
    return (*pieces, (f": “{_inner(words)}”", False) if words else (".", False))


def _oscola(reference: Reference) -> tuple[Piece, ...]:
    """A footnote, in the form for websites."""
    when, words = published(reference.published), quotation(reference)
    dated = " ".join(str(part) for part in (when.day, when.month, when.year) if part) or when.other
    dated = f"c {dated}" if dated and when.doubt else dated
    issued = ", ".join(plain(part) for part in (reference.publisher, dated) if part)
    accessed = f" accessed {_british(reference.captured)}" if reference.captured else ""
    place = f" {reference.place}" if reference.place else ""
    original = f" <{reference.url}>" if reference.url else ""
    return (
        (f"‘{words}’: " if words else "", False),
        (f"‘{plain(reference.title)}’{f' ({issued})' if issued else ''}{original}{place}, ", False),
        (f"{_low(reference.kept)} <{reference.address}>{accessed}", False),
    )


def _month_first(when: Published) -> str:
    return f"{when.month} {when.day}" if when.day else str(when.month)


def _american(day: date) -> str:
    return f"{month_name[day.month]} {day.day}, {day.year}"


def _british(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _inner(words: str) -> str:
    """Words that come to stand in double quotes: their own become single ones."""
    return re.sub("[“„]", "‘", re.sub("”", "’", re.sub(r'"([^"]*)"', "‘\\1’", words)))
