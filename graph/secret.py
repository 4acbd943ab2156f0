"""Which characters of a text tell the name of a person at risk, however it is spelled, cased, joined or turned round.

A whole name is found in any order of its words, any case, with or without hyphens, in other spellings that are given,
percent-encoded in an address too. So is a part of it that is no common word: a given name, a rare family name. A part
that many share (Kim, three letters, a word of the gazetteer) tells something only where the person is named, too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

MASK = "█"
JOINT = r"[\W_]{0,3}"
BOUNDED_BELOW = 8  # letters: a shorter whole name would be found inside other words
EVIDENT_FROM = 6  # letters: a shorter part of a name counts where it is written with a capital only
VAGUE_BELOW = 4  # letters: a part so short tells nothing by itself

# The family names that most Koreans bear, as they are romanised (KOSIS, census of 2015; McCune-Reischauer; DPRK).
FAMILY = frozenset(
    "ahn bae baek bang cha chae chang chin cho choe choi chon chong chu chun chung eom gang gil gim gong gu gwak gwon "
    "ham han heo ho hong hur hwang im jang jee jeon jeong ji jin jo joo ju jung kang kil kim ko koh koo ku kwak kwon "
    "lee lim ma min moon mun na nam noh oh paek pak park ri rim roh ryu seo seok seong shim shin sim sin sohn song suh "
    "sung u um won woo yang yeo yeom yi yim yoo yoon you yu yun".split()
)

_WORD = re.compile(r"[^\W_]+")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")  # Hangul written in its letters
_ASIDE = re.compile(r"\s{0,2}[(\uff08\[]([^()\uff08\uff09\[\]]{1,24})[)\uff09\]]")
_REMARKS = frozenset("가명 익명 본명 실명 예명 별명 필명 여성 남성 여자 남자 化名 假名 匿名 仮名 女性 男性".split())
_ADDRESS_SIGNS = "/@_#="

Span = tuple[int, int]


class _Folded(NamedTuple):
    """A text as it is compared, and for each of its characters where that stands in the text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def _fold(text: str) -> _Folded:
    """Without case, accents, invisible signs, percent-encoding and hyphens at the end of a line."""
    if text.isascii() and "%" not in text and "-\n" not in text:
        return _Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    signs: list[tuple[str, int, int]] = []
    position = 0
    while position < len(text):
        if escaped := _ESCAPED.match(text, position):
            for sign in bytes.fromhex(escaped[0].replace("%", "")).decode(errors="replace"):
                width = 3 * len(sign.encode()) if sign != "\N{REPLACEMENT CHARACTER}" else 3
                signs.append((sign, position, min(position + width, escaped.end())))
                position = signs[-1][2]
            position = escaped.end()
        elif syllable := _JAMO.match(text, position):
            signs.append((unicodedata.normalize("NFC", syllable[0]), position, syllable.end()))
            position = syllable.end()
        elif text.startswith("-\n", position):
            position += 2
        else:
            signs.append((text[position], position, position + 1))
            position += 1
    folded = [(plain, start, end) for sign, start, end in signs for plain in _plain(sign)]
    return _Folded(
        "".join(plain for plain, _, _ in folded), [start for _, start, _ in folded], [end for _, _, end in folded]
    )


def _plain(sign: str) -> str:
    """A character without case and accents; nothing where it cannot be seen."""
    apart = unicodedata.normalize("NFKD", sign).casefold()
    shown = "".join(part for part in apart if not unicodedata.combining(part) and unicodedata.category(part) != "Cf")
    return unicodedata.normalize("NFKC", shown)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as they are compared."""
    return frozenset(_WORD.findall(_fold(text).text))


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to find a name: the pattern, and where a match counts."""

    pattern: re.Pattern[str]
    capital: bool = False  # in running text, only where it begins with a capital
    vague: bool = False  # only where the person is named too
    given: bool = False  # not where another family name stands beside it: that is someone else
    family: bool = False  # not where a capitalised word follows: that is someone else's whole name


def _signs(name: str) -> tuple[str, ...]:
    """The letters of a name, whatever the order and the joints of its words."""
    return tuple(sorted("".join(_WORD.findall(_fold(name).text))))


def _joined(tokens: Sequence[str], *, bounded: bool) -> re.Pattern[str]:
    pattern = JOINT.join(map(re.escape, tokens))
    return re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])" if bounded else pattern)


def _part(tokens: Sequence[str], common: frozenset[str], *, given: bool = False) -> Iterator[_Form]:
    letters = sum(map(len, tokens))
    if letters < 2:
        return
    vague = letters < VAGUE_BELOW or all(token in common for token in tokens)
    evident = letters >= EVIDENT_FROM and not vague
    yield _Form(_joined(tokens, bounded=not evident), capital=not evident, vague=vague, given=given)


def _forms(name: str, common: frozenset[str]) -> Iterator[_Form]:
    words = [tokens for word in _fold(name).text.split() if (tokens := _WORD.findall(word))]
    tokens = [token for word in words for token in word]
    if not any("a" <= sign <= "z" for token in tokens for sign in token):  # Hangul, Hanja: no case, no space between
        signs = "".join(tokens)
        yield _Form(_joined(list(signs), bounded=len(signs) < 2), vague=len(signs) < 2)
        if len(signs) > 2:
            yield _Form(_joined(list(signs[1:]), bounded=False), vague=True)
        return
    if not tokens:
        return
    if len(tokens) > 1:
        short = sum(map(len, tokens)) < BOUNDED_BELOW
        for turn in range(len(tokens)):
            yield _Form(_joined(tokens[turn:] + tokens[:turn], bounded=short))
    family = next((word for word in (words[0], words[-1]) if len(word) == 1 and set(word) <= FAMILY), None)
    if family is None:
        for word in words:
            yield from _part(word, common)
    else:
        yield _Form(_joined(family, bounded=True), capital=True, vague=True, family=True)
        yield from _part([token for word in words if word is not family for token in word], common, given=True)


@dataclass(frozen=True)
class Secret:
    """The names of one person at risk; `common` are words that are no secret, whoever bears them."""

    names: frozenset[str]
    common: frozenset[str] = frozenset()

    @cached_property
    def _all(self) -> tuple[_Form, ...]:
        return tuple(form for name in sorted(self.names) for form in _forms(name, self.common))

    @cached_property
    def _families(self) -> frozenset[str]:
        return FAMILY & frozenset().union(*map(words_of, self.names))

    def tells_apart(self, name: str) -> bool:
        """False for a name that many share, and so tells nobody apart: Kim, or a word of the gazetteer."""
        return any(not form.vague for form in _forms(name, self.common))

    def same(self, name: str) -> bool:
        """True where a name is one of the whole names, however it is written."""
        sought = _signs(name)
        return any(sought == _signs(own) for own in self.names if self.tells_apart(own))

    def spans(self, text: str, *, near: bool = False, address: bool = False, others: Sequence[Span] = ()) -> list[Span]:
        """Where a text tells the name, in order; `near` where the person is known to be named there.

        An `address` has no capitals. `others` are mentions of other people: what many share is theirs there.
        """
        folded = _fold(text)
        found = [
            span for form in self._all if not form.vague for span in self._found(form, text, folded, address=address)
        ]
        found += [aside for span in found if (aside := _aside(text, span))]
        if found or near:
            for form in self._all:
                if form.vague:
                    found += [
                        span
                        for span in self._found(form, text, folded, address=address)
                        if not any(start < span[1] and span[0] < end for start, end in others)
                    ]
        return merged(found)

    def asides(self, text: str) -> frozenset[str]:
        """The same name in another script, where a text gives that in brackets after it."""
        folded = _fold(text)
        named = [
            span for form in self._all if not form.vague for span in self._found(form, text, folded, address=False)
        ]
        told = (text[slice(*aside)] for span in named if (aside := _aside(text, span)))
        return frozenset(name for words in told for name in _names_in(words))

    def _found(self, form: _Form, text: str, folded: _Folded, *, address: bool) -> Iterator[Span]:
        for match in form.pattern.finditer(folded.text):
            start, end = folded.starts[match.start()], folded.ends[match.end() - 1]
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            if form.capital and not address and text[start].islower() and not _in_address(text, start, end):
                continue
            if form.given and self._of_another(text, start, end, address=address):
                continue
            if form.family and re.match(r"[ -][A-Z]", text[end : end + 2]):
                continue
            yield start, end

    def _of_another(self, text: str, start: int, end: int, *, address: bool) -> bool:
        """Whether another family name stands right beside a given name."""
        before = re.search(r"(?<![^\W_])([^\W\d_]+)[ -]$", text[:start])
        after = None if address else re.match(r" ([^\W\d_]+)(?![^\W_])", text[end:])
        beside = (match[1] for match in (before, after) if match and (address or match[1][0].isupper()))
        return any(word.lower() in FAMILY - self._families for word in beside)


def _in_address(text: str, start: int, end: int) -> bool:
    return text[max(start - 1, 0) : start] in tuple(_ADDRESS_SIGNS) or text[end : end + 1] in tuple(_ADDRESS_SIGNS)


def _aside(text: str, span: Span) -> Span | None:
    """The name in another script, where it stands in brackets right after the name."""
    match = _ASIDE.match(text, span[1])
    letters = [sign for sign in match[1] if sign.isalpha()] if match else []
    return match.span(1) if match and letters and not any(sign.isascii() for sign in letters) else None


def _names_in(words: str) -> list[str]:
    """What of the words in brackets can be a name: no age, no single sign, and no remark on the name."""
    pieces = (" ".join(piece.split()) for piece in re.split(r"[,;:/·、\uff0c\uff1b]", words))
    letters = {piece: sum(map(str.isalpha, piece)) for piece in pieces if not any(map(str.isdigit, piece))}
    return [piece for piece, number in letters.items() if number > 1 and piece not in _REMARKS]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, joined where they touch."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def masked(text: str, spans: Sequence[Span]) -> str:
    """The text with spans blacked out, as long as before; ends of lines stay."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    return "".join(re.sub(r"[^\n]", MASK, piece) if hidden % 2 else piece for hidden, piece in enumerate(pieces))
