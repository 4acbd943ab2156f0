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

from refoulement.graph import korean
from refoulement.graph.folding import Folded, Span, fold, words_in
from refoulement.graph.hanja import has_han
from refoulement.graph.spelt import JOINT, as_given, as_read, is_hangul, word_around

MASK = "█"
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

_ASIDE = re.compile(r"\s{0,2}[(\uff08\[]([^()\uff08\uff09\[\]]{1,24})[)\uff09\]]")
_ADDRESS_SIGNS = "/@_#="
# What may stand between the letters of one word: nearly anything in a long whole name, less the shorter it is.
_HYPHENS = r"\-\u2010-\u2015\u2212·'\u2018\u2019\u02bc"
_HYPHENATED, _PARTED = rf"(?:[{_HYPHENS}]\s?)?", rf"[\s_{_HYPHENS}]{{0,2}}"


# What stands in brackets after a name, too: a word for the sex, the age, the fate, or that the name is not the own one.
_REMARKS = frozenset(
    "가명 익명 본명 실명 예명 별명 필명 호칭 여성 남성 여자 남자 탈북자 탈북민 북한인 피해자 생존자 "
    "증언자 사망 생존 실종 당시 化名 假名 匿名 女性 男性 仮名".split()
)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as they are compared."""
    return frozenset(words_in(text))


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to find a name: the pattern, and where a match counts."""

    pattern: re.Pattern[str]
    letters: str = ""  # which a text without cannot match
    whole: bool = False  # the name, and no part of it
    capital: bool = False  # in running text, only where it begins with a capital
    vague: bool = False  # only where the person is named too
    given: bool = False  # not where another family name stands beside it: that is someone else
    family: bool = False  # not where a capitalised word follows: that is someone else's whole name
    read: bool = False  # not where the gazetteer has the word


def _signs(name: str) -> tuple[str, ...]:
    """The letters of a name, whatever the order and the joints of its words."""
    return tuple(sorted(fold(name).letters))


def _joined(tokens: Sequence[str], *, bounded: bool, between: str) -> re.Pattern[str]:
    """The words of a name in order; `between` is what may part the letters of one, where the whole stands alone."""
    closed = JOINT.join(map(re.escape, tokens))
    parted = JOINT.join(between.join(map(re.escape, token)) for token in tokens)
    alone = rf"(?<![^\W_]){parted}(?![^\W_])"
    return re.compile(alone if bounded else f"{closed}|{alone}")


def _part(tokens: Sequence[str], common: frozenset[str], *, given: bool = False) -> Iterator[_Form]:
    letters = "".join(tokens)
    if len(letters) < 2:
        return
    vague = len(letters) < VAGUE_BELOW or letters in common or all(token in common for token in tokens)
    evident = len(letters) >= EVIDENT_FROM and not vague
    pattern = _joined(tokens, bounded=not evident, between=_PARTED if evident else _HYPHENATED)
    yield _Form(pattern, letters, capital=not evident, vague=vague, given=given)


def _forms(name: str, common: frozenset[str]) -> Iterator[_Form]:
    words = [tokens for word in fold(name).text.split() if (tokens := words_in(word))]
    if any("a" <= sign <= "z" for tokens in words for token in tokens for sign in token):
        yield from _latin(words, common)
        if len(words) > 1:
            yield from _read(name)
    elif words:  # no case, and no space between
        signs = "".join(token for tokens in words for token in tokens)
        korean_signs = any(map(is_hangul, signs))
        for part in (signs, signs[1:])[: len(signs) - 1 or 1]:
            pattern = re.compile(as_given(part)) if korean_signs else _joined(part, bounded=len(part) < 2, between="")
            yield _Form(pattern, part, whole=part == signs, vague=part != signs or len(signs) < 2)
        yield from _read(name)


def _latin(words: Sequence[Sequence[str]], common: frozenset[str]) -> Iterator[_Form]:
    tokens = [token for word in words for token in word]
    if len(tokens) > 1:
        short = sum(map(len, tokens)) < BOUNDED_BELOW
        for turn in range(len(tokens)):
            turned = tokens[turn:] + tokens[:turn]
            pattern = _joined(turned, bounded=short, between=_PARTED if short else JOINT)
            yield _Form(pattern, "".join(turned), whole=True)
    family = next((word for word in (words[0], words[-1]) if len(word) == 1 and set(word) <= FAMILY), None)
    if family is None:
        for word in words:
            yield from _part(word, common)
    else:
        pattern = _joined(family, bounded=True, between=_HYPHENATED)
        yield _Form(pattern, family[0], capital=True, vague=True, family=True)
        yield from _part([token for word in words if word is not family for token in word], common, given=True)


def _read(name: str) -> Iterator[_Form]:
    """A Korean's name in Hangul and Hanja, as it can be read; and the given name where the person is named."""
    people = korean.persons(name)
    if people:
        yield _Form(re.compile(as_read((*family, *given) for family, given in people)), whole=True, read=True)
    if forenames := [given for _, given in people if len(given) > 1]:
        yield _Form(re.compile(as_read(forenames)), vague=True, read=True)


def _sounds(words: Iterable[str]) -> frozenset[str]:
    """The syllables that family names can be read as; the words themselves, which not all are Korean."""
    read = (reading for word in words for reading in korean.readings(word, most=1))
    return frozenset(words).union(*(syllable.every for reading in read for syllable in reading))


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
        """Their family names, in all romanisations: Kim and Gim, Ri and Lee are no other's."""
        own = _sounds(FAMILY & frozenset().union(*map(words_of, self.names)))
        return frozenset(word for word in FAMILY if _sounds((word,)) & own)

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
        folded = fold(text)
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
        """The name in another script, where a text gives that in brackets after the whole name."""
        folded = fold(text)
        named = [span for form in self._all if form.whole for span in self._found(form, text, folded, address=False)]
        told = (text[slice(*aside)] for span in named if (aside := _aside(text, span)))
        return frozenset(name for words in told for name in _names_in(words) if self._may_be(name))

    def _may_be(self, name: str) -> bool:
        """Whether what stands in brackets after the name can be it: of a Korean's, by how many syllables it has."""
        lengths = {len(family) + len(given) for own in self.names for family, given in korean.persons(own)}
        signs = fold(name).letters
        in_korean = all(is_hangul(sign) or has_han(sign) for sign in signs)
        fits = len(signs) in lengths or not (lengths and in_korean)
        return fits and signs not in _REMARKS and signs not in self.common

    def _found(self, form: _Form, text: str, folded: Folded, *, address: bool) -> Iterator[Span]:
        if form.letters not in folded.letters or (form.read and folded.text.isascii()):
            return
        for match in form.pattern.finditer(folded.text):
            start, end = folded.starts[match.start()], folded.ends[match.end() - 1]
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            if form.read and {fold(match[0]).letters, word_around(folded.text, *match.span())} & self.common:
                continue
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
    """What of the words in brackets can be a name, and is neither an age nor a single sign."""
    pieces = (" ".join(piece.split()) for piece in re.split(r"[,;:/·、\uff0c\uff1b]", words))
    return [piece for piece in pieces if len(fold(piece).letters) > 1 and not any(map(str.isdigit, piece))]


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
    """The text with spans blacked out, as long as before; what parts the lines and the cells of a table stays."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    return "".join(re.sub(r'[^\n\r,"]', MASK, piece) if hidden % 2 else piece for hidden, piece in enumerate(pieces))
