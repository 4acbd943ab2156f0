"""Where the words that a model quotes stand in the article: exactly, or nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.graph.article import Article, Passage
from refoulement.loaders.extract.sentences import LONGEST, PLAIN

MARGIN = 200  # code points around a quotation that decide how its numbers and times are to be read


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `[start, end)` of an article's text."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """True where nothing of `[start, end)` lies outside."""
        return self.start <= start and end <= self.end


class Quotable:
    """An article's text to find quotations in. Typographic quotes, dashes and spaces count as the plain ones."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.flat = article.text.translate(PLAIN)

    def places(self, words: str) -> Iterator[Span]:
        """Every place where some words stand whole: no end of theirs cuts another word or a number in two."""
        sought = words.translate(PLAIN).strip()
        start = self.flat.find(sought) if 0 < len(sought) <= LONGEST else -1
        while start >= 0:
            end = start + len(sought)
            if not (self._cut(start) or self._cut(end)):
                yield Span(start, end)
            start = self.flat.find(sought, start + 1)

    def first(self, words: str) -> Span | None:
        """The first place where some words stand; None where they stand nowhere."""
        return next(self.places(words), None)

    def around(self, span: Span) -> Span:
        """A span with what stands close by in the same line: it may change what the words within mean."""
        before = self.flat.rfind("\n", 0, span.start) + 1
        after = self.flat.find("\n", span.end)
        line_end = len(self.flat) if after < 0 else after
        return Span(max(before, span.start - MARGIN), min(line_end, span.end + MARGIN))

    def passage(self, span: Span) -> Passage:
        """The article's own words at a span."""
        return self.article.passage(span.start, span.end)

    def text(self, span: Span) -> str:
        """The words at a span with plain quotes, dashes and spaces."""
        return self.flat[span.start : span.end]

    def _cut(self, position: int) -> bool:
        return 0 < position < len(self.flat) and all(map(_joins, (self.flat[position - 1], self.flat[position])))


def _joins(character: str) -> bool:
    """True for what makes a word go on: a digit, or a letter of a script with cases (others do without blanks)."""
    return character.isdigit() or character.lower() != character.upper()
