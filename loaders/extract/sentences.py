"""The sentences of an article that are its reporting: menus, captions, adverts and comment boxes are left out.

Everything is measured in code points of the article's text; `flat` is that text with typographic quotes, dashes and
spaces made plain, and the lines of a wrapped text made whole, character for character, so that one set of patterns
reads every publisher.
"""

import re
from collections import Counter
from dataclasses import dataclass

from refoulement.graph.article import Article
from refoulement.loaders.extract import signatures
from refoulement.loaders.extract.furniture import (
    CREDITS_INSIDE,
    ENDS,
    TAIL,
    WHO_THEY_ARE,
    byline_names,
    is_furniture,
    is_prose,
)
from refoulement.loaders.extract.wrapped import unwrapped

ENTRIES = 3  # so many paragraphs that begin with a date make a timeline
LONGEST = 2000  # characters; what runs on without a full stop is a list or a table, not a sentence

_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u00ab\u00bb\u201e", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-"),
    **dict.fromkeys("\u00a0\u2009\u202f\u3000\t", " "),
}
_OPENED, _CLOSED = re.compile(r"(?<![\w'])''(?=\w)"), re.compile(r"(?<=[\w,.?!-])''")  # two strokes for one mark
PLAIN = {ord(character): plain for character, plain in _PLAIN.items()}

_CAPITALS = "[A-ZÀ-ÖØ-Þ]"
_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"^\W{{0,8}}(?:\((?P<inner>[A-Z][^()]{{2,60}})\)|(?P<place>{_CAPITALS}[A-ZÀ-ÖØ-Þ./' -]{{2,}}{_CAPITALS}"
    rf"(?:[,.][^-()]{{2,40}})?)"
    rf"|(?P<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?), {_DAY}"
    r"|(?P<town>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?= ?(?:\((?:[A-Z]|dpa\)|epd\))|/)))"
    r"(?P<rest>(?: ?\([^()]{2,40}\)| ?/[A-Za-z ]+/)?)\.?\s*(?:--?|:)\s+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|rep|sen|gov|gen|lt|col|capt|sgt|rev|hon|msgr|adm|maj|brig|cmdr|cpl|st|no|vs|inc|co|ltd|corp|jan|feb|mar|apr"
    r"|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|pol|insp|supt|amb|fr|pvt|assoc|ts|kh|ch|sh|yu|ya|zh|dz)"
    r"|\b[a-z](?:\.[a-z])*)\.$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?:(?:early|late|mid) )?(?:[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?|\d{1,2} [A-Z][a-z]{2,8} "
    r"|(?:first|second|third|fourth) quarter of )(?:19|20)\d\d",
    re.IGNORECASE,
)
_YEAR_LINE = re.compile(r"(?:19|20)\d\d")  # dates what is under it where several lines are years
_ENTRY = re.compile(  # what a timeline's paragraph begins with: "March 2019 - ", "2011: "
    r"(?P<date>(?:[A-Z][a-z]{2,8}\.?(?: (?:to|-|and) [A-Z][a-z]{2,8})?(?: \d{1,2},)? |\d{1,2} [A-Z][a-z]{2,8} )?"
    r"(?:19|20)\d\d)"
    r"(?: ?[-:]+ )(?=[\"'(]?[A-Z])"
)
_BREAK = re.compile(r"""[.!?]["')\]]*(?:\s?")?\s+(?=["'(\[]?\s?[A-Z0-9])""")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the reporting: `text` is flat text `[start, end)`; `paragraph` counts from 0.

    `heading` is the line above that is only a date, as timelines have it.
    """

    start: int
    end: int
    text: str
    paragraph: int
    heading: "Sentence | None" = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as its reporting: flat text and sentences, the dateline left out."""

    article: Article
    flat: str
    sentences: tuple[Sentence, ...]
    dateline: str | None = None  # the town it was written from
    signed: frozenset[int] = frozenset()  # where lines begin that say who signs, states or is addressed
    signatories: frozenset[int] = frozenset()  # where the organisations of a list of signatories begin

    @property
    def publisher(self) -> str | None:
        """Who published the article, in the plain characters of the flat text."""
        return self.article.publisher and self.article.publisher.translate(PLAIN)


def outside_quotes(text: str) -> str:
    """A sentence with its quotations blanked, character for character: their words are not the sentence's own."""
    return re.sub(r'"[^"]*(?:"|$)', lambda quoted: '"' + "_" * (len(quoted.group()) - 1), text)


def _paragraphs(flat: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in re.finditer(r"[^\n]*\S[^\n]*", flat)]


def _heading(start: int, line: str, *, by_year: bool) -> Sentence | None:
    text = line.strip().rstrip("*").rstrip()
    dates = _DATE_LINE.fullmatch(text) or (by_year and _YEAR_LINE.fullmatch(text))
    return Sentence(start, start + len(text), text, -1) if dates and line.startswith(text) else None


def _reporting(flat: str, title: str) -> list[tuple[int, str, Sentence | None]]:
    """The paragraphs that are the article's own text, each with the date it stands under."""
    lines = _paragraphs(flat)
    lines = [(start, CREDITS_INSIDE.sub("", line) or line) for start, line in lines]
    texts = [line.strip() for _, line in lines]
    times_printed = Counter(texts)
    authors = byline_names(texts)
    kept: list[tuple[int, str, Sentence | None]] = []
    apart = [(one.start, one.end) for one in (*signatures.found(lines), *signatures.bodies(lines))]
    heading: Sentence | None = None
    by_year = sum(bool(_YEAR_LINE.fullmatch(text)) for text in texts) > 1
    for index, (start, line) in enumerate(lines):
        text = texts[index]
        heading = (_heading(start, line, by_year=by_year) or heading) if kept else None  # the first one dates the page
        late, ends = start > len(flat) * 0.4, start > len(flat) * 0.8
        if TAIL.search(text) and late and len(text.split()) < 40:
            if ENDS.match(text):  # a statement of experts names them after its end
                kept += [(at, told, None) for at, told in lines[index + 1 :] if WHO_THEY_ARE.match(told.strip())]
            break
        if told := [(first, flat[first:last], None) for first, last in apart if start <= first < start + len(line)]:
            kept += told
            continue
        furniture = is_furniture(text, late=late, authors=authors)
        if text != title and times_printed[text] == 1 and not furniture and is_prose(text, ends=ends):
            kept.append((start, line, heading))
    return kept


def _split(start: int, line: str) -> list[tuple[int, int]]:
    """Bounds of the sentences of one paragraph."""
    bounds, begin = [], 0
    for match in _BREAK.finditer(line):
        if _ABBREVIATION.search(line[begin : match.start() + 1]) or line[match.end() :].startswith("» "):
            continue
        bounds.append((begin, match.end()))
        begin = match.end()
    bounds.append((begin, len(line)))
    trimmed = []
    for first, last in bounds:
        piece = line[first:last]
        stripped = piece.strip()
        if stripped:
            offset = start + first + piece.index(stripped)
            trimmed.append((offset, offset + len(stripped)))
    return trimmed


def _town(dateline: re.Match[str]) -> str | None:
    """The town that a dateline names."""
    written = dateline["inner"] or dateline["place"] or dateline["city"] or dateline["town"]
    return re.split("[,/.]", written)[0].strip() if written else None


def read(article: Article) -> Reading:
    """Find the sentences of the reporting in an article's text."""
    flat = unwrapped(_CLOSED.sub('" ', _OPENED.sub(' "', article.text.translate(PLAIN))))
    sentences: list[Sentence] = []
    headed = False
    town: str | None = None
    reporting = _reporting(flat, article.title.translate(PLAIN).strip())
    timeline = sum(bool(_ENTRY.match(line)) for _, line, _ in reporting) >= ENTRIES
    for number, (start, line, heading) in enumerate(sorted(reporting, key=lambda told: told[0])):
        match = _DATELINE.match(line) if number < 3 and not headed else None
        skipped = match.end() if match else 0
        if timeline and (entry := _ENTRY.match(line)):
            skipped, heading = entry.end(), Sentence(start, start + entry.end("date"), entry["date"], -1)  # noqa: PLW2901
        headed = headed or match is not None
        town = town or (_town(match) if match else None)
        for first, last in _split(start + skipped, line[skipped:]):
            if last - first > LONGEST:
                continue
            sentences.append(Sentence(first, last, flat[first:last], number, heading))
    lines = _paragraphs(flat)
    return Reading(
        article,
        flat,
        tuple(sentences),
        town,
        frozenset(one.start for one in signatures.found(lines)),
        frozenset(one.start for one in signatures.bodies(lines)),
    )
