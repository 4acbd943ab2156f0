"""The words and names that a model sees in the sentences of one article, as plain values."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal, get_args

Label = Literal["PERSON", "ORG", "PLACE"]
LABELS: frozenset[str] = frozenset(get_args(Label))


@dataclass(frozen=True, slots=True)
class Word:
    """One token, code points `[start, end)` of the article, with its place in the tree of its sentence.

    `tag` is of the Penn treebank, `dep` of Universal Dependencies ("root" of a root); both and the lemma are empty
    where the pipeline gives none. `head` is the number of the word it hangs on in `Analysis.words`; a root's, its own.
    """

    start: int
    end: int
    tag: str
    lemma: str
    dep: str
    head: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.head < 0:
            raise ValueError(f"a word cannot stand at [{self.start}, {self.end}) with head {self.head}")


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `[start, end)` of the article that the model takes for a name."""

    start: int
    end: int
    label: Label

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.label not in LABELS:
            raise ValueError(f"a name cannot stand at [{self.start}, {self.end}) as {self.label!r}")


@dataclass(frozen=True, slots=True)
class Analysis:
    """Words and names in reading order; empty where no model was asked."""

    words: tuple[Word, ...] = ()
    spans: tuple[Span, ...] = ()
    _word_starts: list[int] = field(init=False, repr=False, compare=False)
    _span_starts: list[int] = field(init=False, repr=False, compare=False)
    _hanging: dict[int, list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        hanging: dict[int, list[int]] = {}
        for number, word in enumerate(self.words):
            if word.head >= len(self.words):
                raise ValueError(f"word {number} hangs on word {word.head} of {len(self.words)}")
            if word.head != number:
                hanging.setdefault(word.head, []).append(number)
        object.__setattr__(self, "_word_starts", [word.start for word in self.words])
        object.__setattr__(self, "_span_starts", [span.start for span in self.spans])
        object.__setattr__(self, "_hanging", hanging)

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that lie whole between two offsets of the article."""
        first, last = bisect_left(self._word_starts, start), bisect_right(self._word_starts, end)
        return tuple(word for word in self.words[first:last] if word.end <= end)

    def spans_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The names that lie whole between two offsets of the article."""
        first, last = bisect_left(self._span_starts, start), bisect_right(self._span_starts, end)
        return tuple(span for span in self.spans[first:last] if span.end <= end)

    def head_of(self, word: Word) -> Word | None:
        """The word that one hangs on; None for a root."""
        head = self.words[word.head]
        return None if head == word else head

    def hanging_on(self, word: Word) -> tuple[Word, ...]:
        """The words that hang on one, in reading order."""
        number = bisect_left(self._word_starts, word.start)
        return tuple(self.words[hanging] for hanging in self._hanging.get(number, ()))
