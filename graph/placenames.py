"""Whether two names can be of one place: without its kind, and as Korean or Chinese read it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from refoulement.graph import hanja, korean, romanised
from refoulement.graph.chinese import in_pinyin, is_transcribed, may_be_read_in_korean, may_be_read_so
from refoulement.graph.hanja import all_han, has_han
from refoulement.graph.korean import alike, as_said, clearly_alike, has_hangul, is_sino_korean, plain, written_alike
from refoulement.graph.romanised import Reading
from refoulement.graph.transcribed import syllables
from refoulement.graph.verdict import Comparison, different, same, unsure

_PLACE_TAIL = re.compile(
    r"[\s-]+(?:city|county|town|village|prefecture|province|district|municipality|[rl]i|gun|kun|si|shi|dong|do)$"
)
_HAN_TAIL, _SHORT_HAN_TAIL = (
    re.compile(r"(?<=..)(?:(?:\S{1,3}族)?自治[州县縣]|[市县縣省])$"),
    re.compile(r"(?<=.)[市县縣省州]$"),
)
_HANGUL_TAIL = re.compile(r"(?<=..)(?:(?:북|남)?도|시|군|리|동|[로노]동자구|구|성|현|(?:[가-힣]{1,3}족)?자치[주현])$")
_KINDS = {
    "city": "city municipality si shi 시 市".split(),
    "county": "county gun kun 군 县 縣".split(),
    "province": "province do to 도 성 省".split(),
    "prefecture": "prefecture 현 주 州".split(),
    "district": "district gu ku 구 区 區".split(),
    "village": "town village ri li dong 리 동".split(),
}
_DIRECTION = re.compile(r"^(north|south|east|west)(?:ern)?\s+|[\s-]?(puk|buk|nam)[\s-]*(?:do|to)$")
_DIRECTIONS = {"puk": "north", "buk": "north", "nam": "south", "북": "north", "남": "south"}
_ROMAJI = re.compile(r"(?:(?:(?P<one>[kstcp])(?=(?P=one)|ch))?(?:[kgnhbpmr]y|ts|sh|ch|[kstnhfmyrwgzdbpj])?[aiueo]n?)+")
_LONG = 4  # syllables, of which hardly a Korean place's name is without its kind
SPELLED = "both are spellings of one Korean name"
_RANK = {"different": 0, "unsure": 1, "same": 2}


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place without its kind, whole, without what may be its kind, and the side of the compass it names.

    州 and what leaves a single character may be a kind or belong to the name (新義州, 义县).
    """

    bare: str
    whole: str
    barest: str
    side: str
    kind: str


def compare_places(one: str, other: str) -> Comparison:
    """Compare the names without the kind of place, and with it, as it may belong to the name."""
    some, others = place_name(one), place_name(other)
    if some.side != others.side:
        if alike_words(some.bare, others.bare):
            return different("one is the northern, southern, eastern or western part, the other is not")
        return different("the names differ")
    if not (some.kind or others.kind):
        return _compared(some.bare, others.bare, one=one, other=other)
    stems = {(some.bare, others.bare): None, (some.whole, others.whole): None}
    both_han = all_han(one) and all_han(other)
    if some.kind and others.kind and not both_han:
        stems[some.barest, others.barest] = None
    found = max((_compared(*stem, one=one, other=other) for stem in stems), key=likeliness)
    if found.verdict == "different" and both_han and hanja.full(some.barest) == hanja.full(others.barest):
        return unsure(0.6, "the names are the same but for what may be the kind of place or belong to the name")
    if found.verdict != "same" or some.kind == others.kind:
        return found
    if some.kind and others.kind:
        return unsure(0.6, *found.reasons, f"the one is a {some.kind}, the other a {others.kind}")
    return replace(found, score=round(found.score - 0.01, 2))


def likeliness(found: Comparison) -> tuple[int, float]:
    """How near a comparison is to "same"."""
    return _RANK[found.verdict], found.score


def _compared(some: str, others: str, *, one: str, other: str) -> Comparison:
    """Compare two stems of names that are given whole, too."""
    if all_han(some) and all_han(others):
        if hanja.full(some) != hanja.full(others):
            return _other_characters(some, others)
        return same(1.0 if hanja.full(one) == hanja.full(other) else 0.95, "both are the same characters")
    if plain(some) == plain(others) != "" and hanja.is_eastern(some) == hanja.is_eastern(others):
        return same(1.0 if plain(one) == plain(other) else 0.95, "the names are the same but for the kind of place")
    if found := _read_alike(some, others):
        return found
    if alike_words(some, others):
        return unsure(0.6, "they are spellings of one Korean name only if one is spelled by another usage or by habit")
    if _facility_words(one) != _facility_words(other):
        return different("they are no spellings of one name")
    if Levenshtein.distance(plain(some), plain(others)) == 1 and min(len(some), len(others)) >= 6:
        return unsure(0.7, "the names differ by a letter")
    return _unread(some, others) or different("they are no spellings of one name", score=0.9)


def _other_characters(some: str, others: str) -> Comparison:
    if not hanja.may_be_simplified(some, others):
        return different("the characters differ by more than their forms")
    if in_pinyin(some) == in_pinyin(others):
        return same(0.95, "both are the same characters, the one in simplified ones")
    return unsure(0.6, "both are the same characters only if one is written in simplified ones")


def _read_alike(some: str, others: str) -> Comparison | None:
    """What comes of it where the one is how Korean or Chinese reads or writes the other; None where it is not."""
    if has_han(some) != has_han(others) and in_pinyin(some) == in_pinyin(others):
        return same(0.95, "the one is how Chinese reads the other")
    if is_transcribed(some, others):
        reason = "the one is how Korean writes the Chinese name of the other"
        hangul = "".join(filter(has_hangul, some + others))
        if len(hangul) < _LONG and hanja.is_sino_korean(hangul):
            return unsure(0.6, reason, "it may be a Korean name, too")
        return same(0.95, reason)
    if written_alike(some, others):
        return same(0.95, "both are one name as North and South write it")
    how = (
        clearly_alike if hanja.is_eastern(some + others) else is_sino_korean
    )  # two in Latin letters may be of no Korea
    if alike_words(some, others, how=how) and not _told_apart(some, others):
        return same(0.93, SPELLED)
    return None


def _unread(some: str, others: str) -> Comparison | None:
    """What comes of it where a reading is not known, so that "different" would be too much; None where all are."""
    if has_han(some) != has_han(others):
        han, letters = (some, others) if has_han(some) else (others, some)
        if may_be_read_so(han, letters):
            return unsure(0.6, "the one is how Chinese reads the other, if a character is read in another way")
        if korean.unread(han):
            return unsure(0.3, "how Korean reads a character of the name is not known")
    if not all_han(some) and not all_han(others) and may_be_read_in_korean(some, others):
        return unsure(0.4, "the one may be how Korean reads the characters of the other")
    if hanja.is_eastern(some) != hanja.is_eastern(others):
        letters = others if hanja.is_eastern(some) else some
        if not syllables(letters) and (_ROMAJI.fullmatch(plain(letters)) or not _is_korean(letters)):
            return unsure(0.3, "how Korean or Chinese writes a name that is of neither is not known")
    return None


def _is_korean(letters: str) -> bool:
    """True where a name in Latin letters can be of syllables as which Korean reads characters."""
    return any(is_sino_korean(reading, reading) for reading in _readings_of(letters))


def _facility_words(name: str) -> frozenset[str]:
    return frozenset(plain(name).split()) & frozenset(
        "prison camp detention centre center crossing bridge number no".split()
    )


@lru_cache(maxsize=65536)
def place_name(name: str) -> PlaceName:
    """The parts of a place's name."""
    text = " ".join(name.split())
    if has_hangul(text):
        side = re.search(r"(북|남)도$", text)
        bare = _HANGUL_TAIL.sub("", text)
        return PlaceName(bare, text, bare, _DIRECTIONS[side[1]] if side else "", _kind(text[len(bare) :]))
    if has_han(text):
        barest = _HAN_TAIL.sub("", text)
        barest = barest if barest != text else _SHORT_HAN_TAIL.sub("", text)
        return PlaceName(_HAN_TAIL.sub("", text), text, barest, "", _kind(text[len(barest) :]))
    lower = text.lower().replace("’", "'")
    side = _DIRECTION.search(lower)
    direction = ""
    if side:
        direction = _DIRECTIONS.get(side[1] or side[2], side[1] or side[2])
        lower = (lower[: side.start()] + lower[side.end() :]).strip(" -")
    bare, kind = lower, ""
    while (shorter := _PLACE_TAIL.sub("", bare)) != bare and shorter:
        bare, kind = shorter, _kind(bare[len(shorter) :])
    return PlaceName(bare, bare, bare, direction, kind)


def _kind(tail: str) -> str:
    """What the end of a name says it is, in one word for all languages; empty for none."""
    last = re.sub(r"^(?:특별|광역|북|남|\w*(?:자치|自治))|[\s-]", "", tail)
    return next((kind for kind, words in _KINDS.items() if last in words), last)


def is_ambiguous(name: str) -> bool:
    """True where a name in Latin letters does not tell which vowels it has: "o" may be ㅗ or ㅓ, "u" ㅜ or ㅡ."""
    written = romanised.letters(place_name(name).bare)
    return not romanised.usage(written) and re.search("[ou]", written) is not None


def _told_apart(one: str, other: str) -> bool:
    """True where "ch" of the one is "j" of the other and nothing else differs: whoever writes both tells two apart."""
    some, others = (re.sub(r"[\s'-]", "", romanised.letters(name)) for name in (one, other))
    return some != others and some.replace("ch", "j") == others.replace("ch", "j")


def alike_words(one: str, other: str, *, how: Callable[[Reading, Reading], bool] = alike) -> bool:
    """True where both can be read as spellings of one Korean name of two syllables or more."""
    return any(
        len(reading) > 1 and how(reading, heard) for reading in _readings_of(one) for heard in _readings_of(other)
    )


@lru_cache(maxsize=16384)
def _readings_of(name: str) -> tuple[Reading, ...]:
    """How a name can be read in Korean; with its apostrophes and without, as not all write them that write one."""
    word = re.sub(r"[\s-]", "", name)
    bare = re.sub("[’']", "", word)
    if all("가" <= sign <= "힣" for sign in word) and (said := as_said(word)) != word:
        return (*korean.readings(word), *korean.readings(said))
    return korean.readings(word) if word == bare else (*korean.readings(word), *korean.readings(bare))
