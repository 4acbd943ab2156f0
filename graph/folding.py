"""A text as names are looked for in it: what can be written in several ways is written in one."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

Span = tuple[int, int]

_BYTE = re.compile("%(?:25)*([0-9A-Fa-f]{2})")  # percent-encoded, once or several times over
_ESCAPED = re.compile(f"(?:{_BYTE.pattern})+")
_JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")  # Hangul written in its letters
_FILLERS = "\u115f\u1160"  # letters of Hangul that cannot be seen
_BETWEEN = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")


class Folded(NamedTuple):
    """A text as it is compared, for each of its characters where that stands in the text, and its letters alone."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    letters: str


def fold(text: str) -> Folded:
    """Without case, accents, invisible signs and percent-encoding."""
    if text.isascii() and "%" not in text:
        lower = text.lower()
        return Folded(lower, range(len(text)), range(1, len(text) + 1), _BETWEEN.sub("", lower))
    folded = [(plain, start, end) for sign, start, end in _signs(text) for plain in _plain(sign)]
    joined = "".join(plain for plain, _, _ in folded)
    starts, ends = [start for _, start, _ in folded], [end for _, _, end in folded]
    return Folded(joined, starts, ends, _BETWEEN.sub("", joined))


def words_in(text: str) -> list[str]:
    """The words of a text as they are compared, in order."""
    return _WORD.findall(fold(text).text)


def _signs(text: str) -> Iterator[tuple[str, int, int]]:
    """The characters that a text stands for, each with where it stands."""
    position = 0
    while position < len(text):
        if escaped := _ESCAPED.match(text, position):
            yield from _decoded(text, escaped.span())
            position = escaped.end()
        elif syllable := _JAMO.match(text, position):
            yield unicodedata.normalize("NFC", syllable[0]), position, syllable.end()
            position = syllable.end()
        else:
            yield text[position], position, position + 1
            position += 1


def _decoded(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    """The characters that percent-encoded bytes stand for; what is no UTF-8 stands for something unknown."""
    encoded = list(_BYTE.finditer(text, *span))
    first = 0
    for sign in bytes(int(each[1], 16) for each in encoded).decode(errors="replace"):
        width = len(sign.encode()) if sign != "\N{REPLACEMENT CHARACTER}" else 1
        last = min(first + width, len(encoded)) - 1
        yield sign, encoded[min(first, last)].start(), encoded[last].end()
        first = last + 1


@lru_cache(maxsize=16384)
def _plain(sign: str) -> str:
    """A character without case and accents; nothing where it cannot be seen."""
    apart = unicodedata.normalize("NFKD", sign).casefold()
    shown = "".join(
        part for part in apart if unicodedata.category(part) not in ("Cf", "Mn", "Me") and part not in _FILLERS
    )
    return unicodedata.normalize("NFKC", shown)
