"""Whether two names can be of one person: of a Korean, a Chinese or anybody else."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from refoulement.graph import korean
from refoulement.graph.chinese import in_pinyin, is_transcribed, may_be_read_in_korean, may_be_read_so
from refoulement.graph.hanja import all_han, full, has_han, is_eastern, may_be_simplified, pinyin
from refoulement.graph.korean import Names, alike, clearly_alike, has_hangul, plain
from refoulement.graph.romanised import Reading, Syllable
from refoulement.graph.transcribed import syllables
from refoulement.graph.verdict import Comparison, borne_by_many, different, same, unsure

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor rev reverend pastor father sister sir dame lord lady president minister "
    "ambassador gen general col colonel capt captain marshal sen senator rep representative judge justice".split()
)
_OF_A_SEX = {"man": frozenset("mr sir lord father".split()), "woman": frozenset("ms mrs miss dame lady sister".split())}
_SHORT = dict(
    entry.split(":")
    for entry in (
        "liz:elizabeth beth:elizabeth mike:michael bob:robert rob:robert bill:william jim:james joe:joseph "
        "tom:thomas tim:timothy tony:anthony greg:gregory phil:philip phillip:philip chris:christopher "
        "dave:david steve:stephen steven:stephen matt:matthew dan:daniel ben:benjamin sam:samuel nick:nicholas "
        "ken:kenneth ed:edward andy:andrew sue:susan kate:katherine "
    ).split()
)
_COMMON_FAMILY = frozenset("김 이 박 최 정 강 조 윤 장 임".split())
_COMMON_GIVEN = frozenset(
    (
        "민수 영수 철수 영호 영철 성호 성민 정호 정훈 정수 명수 명호 영남 영일 성일 성철 지훈 지영 은영 은주 "
        "미영 영희 영숙 영순 정숙 순옥 명희 금희 은희 혜경 미경 현우 민준 서연 동수 동현 상호 상철 진수 진호 "
        "광호 광수 용호 용수 용철 남철 철호 혁 "
    ).split()
)
_COMMON_CHINESE = frozenset("wang li zhang liu chen yang huang zhao wu zhou".split())  # with one syllable more
_COMMON_WESTERN = frozenset("smith johnson williams brown jones miller davis wilson taylor anderson".split())
_POLITE = re.compile(r"(?<=[가-힣]{2})\s?(?:씨|님)$")
_OF_NO_ONE = re.compile(r"[가-힣]\s?모|홍\s?길동|(?:john|jane) doe", re.IGNORECASE)  # where a name is withheld


@lru_cache(maxsize=65536)  # a name is compared with many
def without_titles(name: str) -> str:
    """A name without titles, a family name before a comma put last."""
    if "," in name:
        family, _, given = name.partition(",")
        name = f"{given} {family}"
    return _POLITE.sub("", " ".join(word for word in name.split() if plain(word) not in _TITLES))


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a name without titles, also those that hyphens join."""
    return tuple(word for word in re.split(r"[\s\u2010\u2011–-]+", without_titles(name)) if word)


@lru_cache(maxsize=65536)
def _sexes(name: str) -> frozenset[str]:
    """Which sexes the titles of a name tell."""
    words = {plain(word) for word in name.split()}
    return frozenset(sex for sex, titles in _OF_A_SEX.items() if words & titles)


def compare_persons(one: str, other: str) -> Comparison:
    found = _compared(one, other)
    if found.verdict != "different" and _told_apart(_sexes(one), _sexes(other)):
        return unsure(min(found.score, 0.5), "the one's title is a man's, the other's a woman's")
    return found


def _told_apart(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)


def _compared(one: str, other: str) -> Comparison:
    some, others = person_words(one), person_words(other)
    if not some or not others:
        return unsure(0.3, "a title alone names no one")
    if any(_OF_NO_ONE.fullmatch(without_titles(name)) for name in (one, other)):
        return unsure(0.3, "a name that stands for a withheld one names no one")
    spoken, heard = korean.persons(without_titles(one)), korean.persons(without_titles(other))
    if len(some) == 1 and len(others) == 1 and plain(one) == plain(other) and not (is_eastern(one) and spoken):
        return unsure(0.5, "one word alone may be anyone's name")
    if all_han(one) and all_han(other):
        return _characters(one, other)
    if has_han(one) != has_han(other) and (read := _read_as_chinese(one, other)):
        return read
    if has_hangul(one) != has_hangul(other) and _is_transcribed(some, others):
        return _of_a_chinese(one, other, "the one is how Korean writes the Chinese name of the other")
    if spoken and heard:
        found = _koreans(one, other, spoken, heard)
        return _unless_read_otherwise(one, other, found) if found.verdict == "different" else found
    if _with_a_first_name_more(some, heard) or _with_a_first_name_more(others, spoken):
        return unsure(0.7, "both are spellings of one Korean name, and the one has another first name before it")
    if has_han(one) or has_han(other):
        return _chinese(one, other)
    if is_eastern(one) or is_eastern(other):
        return unsure(0.3, "one is written in Hangul and the other cannot be read as a Korean name")
    if len(some) == 1 or len(others) == 1:
        return _part_of_name(some, others)
    folded = _folded(some), _folded(others)
    return _westerners(*folded) if all(folded) else unsure(0.3, "the script of a name cannot be read")


def _with_a_first_name_more(words: tuple[str, ...], readings: Names) -> bool:
    """True where a name is that which can be read so, with a Western first name before it."""
    spoken = without_first_name(words) if readings else ()
    return any(alike(a, b) and alike(c, d) for a, c in spoken for b, d in readings)


def without_first_name(words: tuple[str, ...]) -> Names:
    """The readings of a Korean name that follows a first name which is none: "Ethan Hee-seok Shin"."""
    korean_whole = len(words) < 3 or korean.persons(" ".join(words))
    return () if korean_whole else korean.persons(" ".join(words[1:]))


def _koreans(one: str, other: str, spoken: Names, heard: Names) -> Comparison:
    kin = [
        (family, given, surname, forename)
        for family, given in spoken
        for surname, forename in heard
        if alike(family, surname)
    ]
    if pairs := [each for each in kin if alike(each[1], each[3])]:
        if any(_is_common(family, surname, given, forename) for family, given, surname, forename in pairs):
            return borne_by_many("both are spellings of one name")
        if not any(clearly_alike(a, c) and clearly_alike(b, d) for a, b, c, d in pairs):
            return Comparison(
                "unsure", 0.6, ("they are spellings of one name only if one is spelled by habit",), loose=True
            )
        exact = plain(one) == plain(other)
        return same(
            1.0 if exact else 0.95, "both are written alike" if exact else "both are spellings of one Korean name"
        )
    if kin:
        return different("the family names agree, the given names are no spellings of one another")
    return different("they are no spellings of one Korean name")


def _is_common(family: Reading, surname: Reading, given: Reading, forename: Reading) -> bool:
    """True where what both can stand for is one of the names that most people bear."""
    if not family[0].every & surname[0].every & korean.sounds(_COMMON_FAMILY):
        return False
    shared = tuple(_both(some, others) for some, others in zip(given, forename, strict=True))
    common = _common_given()
    return any(alike(shared, name) for first in shared[:1] for sound in first.every for name in common.get(sound, ()))


def _both(one: Syllable, other: Syllable) -> Syllable:
    return Syllable(one.clear & other.clear, one.every & other.every)


@cache
def _common_given() -> dict[str, list[Reading]]:
    """The commonest given names as they can be read, by each sound of the first syllable."""
    found = defaultdict[str, list[Reading]](list)
    for name in sorted(_COMMON_GIVEN):
        read = tuple(map(korean.hangul, name))
        for sound in read[0].every:
            found[sound].append(read)
    return dict(found)


def _characters(one: str, other: str) -> Comparison:
    if full(one) == full(other):
        return same(0.97, "both are the same characters")
    if may_be_simplified(one, other):
        return unsure(0.6, "both are the same characters only if one is written in simplified ones")
    return different("the characters differ by more than their forms")


def _read_as_chinese(one: str, other: str) -> Comparison | None:
    """What comes of it where the one is how Chinese reads the other; None where it is not."""
    spoken = [in_pinyin(name) for name in (one, other)]
    turned = ["".join(reversed(plain(name).split())) for name in (one, other)]
    if spoken[0] == spoken[1] or spoken[0] == turned[1] or turned[0] == spoken[1]:
        return _of_a_chinese(one, other, "the one is how Chinese reads the other")
    return None


def _of_a_chinese(one: str, other: str, reason: str) -> Comparison:
    return borne_by_many(reason) if _is_common_chinese(one) or _is_common_chinese(other) else same(0.93, reason)


def _chinese(one: str, other: str) -> Comparison:
    """A name in Chinese characters and one that is none of their readings in Korean."""
    if read := _read_as_chinese(one, other):
        return read
    han, letters = (one, other) if has_han(one) else (other, one)
    if not (syllables(letters) or korean.persons(without_titles(letters))):
        return unsure(0.3, "one is in Chinese characters, and the other is no name that Chinese or Korean has")
    if any(may_be_read_so(han, way) for way in (letters, " ".join(reversed(letters.split())))):
        return unsure(0.6, "the one is how Chinese reads the other, if a character is read in another way")
    if korean.unread(han):
        return unsure(0.3, "how Korean reads a character of the name is not known")
    return different("the one is not how Chinese or Korean reads the other", score=0.9)


def _is_common_chinese(name: str) -> bool:
    """True for one of the commonest Chinese family names, with one character or syllable of pinyin more."""
    if all_han(name):
        return len(name) == 2 and pinyin(name[0]) in _COMMON_CHINESE
    bare = without_titles(name)
    return not _COMMON_CHINESE.isdisjoint(plain(bare).split()) and any(len(cut) == 2 for cut in syllables(bare))


def _is_transcribed(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """True where the one is how Korean writes the sound of the other, whose family name may stand last."""
    one, other = " ".join(some), " ".join(others)
    return is_transcribed(one, other) or any(
        len(words) > 1 and is_transcribed(" ".join(words[::-1]), rest) for words, rest in ((some, other), (others, one))
    )


def _unless_read_otherwise(one: str, other: str, found: Comparison) -> Comparison:
    """What is different by all readings that are known, unless another may fit."""
    if has_hangul(one) != has_hangul(other) and may_be_read_in_korean(without_titles(one), without_titles(other)):
        return unsure(0.4, "the one may be how Korean reads the characters of the other")
    return found


def _folded(words: Iterable[str]) -> list[str]:
    return [piece for word in words for piece in plain(word).split()]


def _part_of_name(some: Iterable[str], others: Iterable[str]) -> Comparison:
    if set(_folded(some)) & set(_folded(others)):
        return unsure(0.4, "one is only a part of the other")
    return different("no word of the one is in the other")


def _westerners(some: list[str], others: list[str]) -> Comparison:
    chinese = len(some) == 2 and some[0] in _COMMON_CHINESE and len(some[1]) <= 5
    common = chinese or some[-1] in _COMMON_WESTERN
    if sorted(some) == sorted(others):
        if common:
            return borne_by_many("the names are the same")
        return same(1.0, "the names are the same" if some == others else "the names are the same in another order")
    if some[-1] != others[-1]:
        if "".join(some) == "".join(others):
            return same(0.95, "the names differ only in where they are parted")
        return _near(some, others)
    if set(some[1:-1]) and set(others[1:-1]) and not _middles_agree(some[1:-1], others[1:-1]):
        return different("the middle names differ")
    first, second = (_SHORT.get(words[0], words[0]) for words in (some, others))
    if first == second and common:
        return borne_by_many("the names agree")
    if some[0] == others[0]:
        return same(0.96, "first and last name are the same")
    if first == second:
        return same(0.92, "the last name is the same, one first name is short for the other")
    if first[0] == second[0] and 1 in (len(first), len(second)):
        return unsure(0.6, "the last name is the same, of one first name there is only the initial")
    if Levenshtein.distance(first, second) == 1 and min(len(first), len(second)) >= 4:
        return unsure(0.7, "the last name is the same, the first names differ by a letter")
    return different("the last name is the same, the first names are not")


def _middles_agree(some: list[str], others: list[str]) -> bool:
    return all(
        one[0] == other[0] and (one == other or 1 in (len(one), len(other)))
        for one, other in zip(some, others, strict=False)
    )


def _near(some: list[str], others: list[str]) -> Comparison:
    longest = min(len(some[-1]), len(others[-1]))
    if some[0] == others[0] and longest >= 5 and Levenshtein.distance(some[-1], others[-1]) == 1:
        return unsure(0.7, "the first name is the same, the last names differ by a letter")
    if some[0] == others[0] and (some[-1] in others or others[-1] in some):
        return unsure(0.7, "the first name is the same, the one may leave out a last name of the other")
    return different("the last names differ")
