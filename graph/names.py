"""Whether two bare names can name one person, place or organisation: a verdict with its score and reasons.

"same" says that both are spellings of one name. Whether two bearers of one name are one person is for graph/identity.py
to judge, with what else is known of them; a name as common as Kim Yong-ho is unsure even here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

from refoulement.graph import korean
from refoulement.graph.korean import Reading, alike, plain

KINDS = ("person", "place", "organisation")

Readings = tuple[tuple[Reading, Reading], ...]  # of a name: as family name and given name
Known = Mapping[str, frozenset[str]]  # by plain name: the IRIs of the gazetteer that bear it

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor rev reverend pastor father sister sir dame lord lady president minister "
    "ambassador gen general col colonel capt captain marshal sen senator rep representative judge justice".split()
)
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
_COMMON_WESTERN = frozenset("smith johnson williams brown jones miller davis wilson taylor anderson".split())
_SAME_WORD = dict(
    entry.split(":")
    for entry in (
        "center:centre organization:organisation labor:labour defense:defence intl:international "
        "int:international assn:association dept:department govt:government univ:university jail:prison "
        "sino:china dprk:northkorea rok:southkorea prc:china us:unitedstates un:unitednations uk:unitedkingdom "
    ).split()
)
_LONG_NAMES = tuple((re.compile(rf"\b{long}\b"), short) for long, short in (
    ("democratic people s republic of korea", "northkorea"), ("democratic peoples republic of korea", "northkorea"),
    ("north korea", "northkorea"), ("republic of korea", "southkorea"), ("south korea", "southkorea"),
    ("peoples republic of china", "china"), ("united nations", "unitednations"), ("united states", "unitedstates"),
    ("united kingdom", "unitedkingdom"), ("north korean", "northkorea"), ("south korean", "southkorea"),
    ("chinese", "china"),
))  # fmt: skip
_FILLERS = frozenset("the of for in and on to a s inc ltd llc co".split())
_PLACE_TAIL = re.compile(
    r"[\s-]+(?:city|county|town|village|prefecture|province|district|municipality|[rl]i|gun|kun|si|shi|dong|do)$"
)
_DIRECTION = re.compile(r"^(north|south|east|west)(?:ern)?\s+|[\s-]?(puk|buk|nam)[\s-]*(?:do|to)$")
_DIRECTIONS = {"puk": "north", "buk": "north", "nam": "south", "북": "north", "남": "south"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict (same, different or unsure) on two names, how sure it is from 0 to 1, and why."""

    verdict: str
    score: float
    reasons: tuple[str, ...]
    common: bool = False  # both are spellings of a name that many people bear


def compare(one: str, other: str, *, kind: str, known: Known | None = None) -> Comparison:
    """Compare two bare names of one kind; `known` are names of the gazetteer, which knows by what else a thing goes.

    Raises ValueError for another kind or an empty name.
    """
    if kind not in KINDS:
        raise ValueError(f"names are those of a person, a place or an organisation, not of a {kind}")
    if not all(any(sign.isalnum() for sign in name) for name in (one, other)):
        raise ValueError("a name without a letter cannot be compared")
    if kind != "person" and " ".join(one.casefold().split()) == " ".join(other.casefold().split()):
        return _same(1.0, "both are written alike")
    if known and kind != "person" and (told := _by_gazetteer(one, other, known)):
        return told
    return {"person": _persons, "place": _places, "organisation": _organisations}[kind](one.strip(), other.strip())


def name_key(name: str) -> str:
    """A name as the gazetteer is asked for it."""
    return plain(name) if re.search(r"[A-Za-z]", name) else " ".join(name.split())


def _by_gazetteer(one: str, other: str, known: Known) -> Comparison | None:
    some, others = known.get(name_key(one), frozenset()), known.get(name_key(other), frozenset())
    if not (some and others):
        return None
    shared = some & others
    if len(some) == len(others) == 1:
        if shared:
            return Comparison("same", 1.0, ("the gazetteer has both as names of one",))
        return Comparison("different", 1.0, ("the gazetteer has them as names of two",))
    if shared:
        return Comparison("unsure", 0.5, ("the gazetteer has the name for several",))
    return Comparison("different", 1.0, ("the gazetteer has them as names of two",))


def has_han(name: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in name)


def pinyin(name: str) -> str:
    return "".join(lazy_pinyin(name))


def _same(score: float, *reasons: str, common: bool = False) -> Comparison:
    return Comparison("same", score, reasons, common)


def _different(*reasons: str, score: float = 0.95) -> Comparison:
    return Comparison("different", score, reasons)


def _unsure(score: float, *reasons: str, common: bool = False) -> Comparison:
    return Comparison("unsure", score, reasons, common)


# Persons


@lru_cache(maxsize=65536)  # a name is compared with many
def person_words(name: str) -> tuple[str, ...]:
    """The words of a name, a family name before a comma put last, without titles."""
    if "," in name:
        family, _, given = name.partition(",")
        name = f"{given} {family}"
    words = [word for word in re.split(r"[\s\u2010\u2011–-]+", name) if word]
    return tuple(word for word in words if plain(word) not in _TITLES)


def _persons(one: str, other: str) -> Comparison:
    some, others = person_words(one), person_words(other)
    if not some or not others:
        return _unsure(0.3, "a title alone names no one")
    spoken, heard = korean.persons("-".join(some)), korean.persons("-".join(others))
    if len(some) == 1 and len(others) == 1 and plain(one) == plain(other) and not (_is_eastern(one) and spoken):
        return _unsure(0.5, "one word alone may be anyone's name")
    if spoken and heard:
        return _koreans(one, other, spoken, heard)
    if _with_a_first_name_more(some, heard) or _with_a_first_name_more(others, spoken):
        return _unsure(0.7, "both are spellings of one Korean name, and the one has another first name before it")
    if has_han(one) or has_han(other):
        return _chinese(one, other)
    if _is_eastern(one) or _is_eastern(other):
        return _unsure(0.3, "one is written in Hangul and the other cannot be read as a Korean name")
    if len(some) == 1 or len(others) == 1:
        return _part_of_name(some, others)
    folded = _folded(some), _folded(others)
    return _westerners(*folded) if all(folded) else _unsure(0.3, "the script of a name cannot be read")


def _with_a_first_name_more(words: tuple[str, ...], readings: Readings) -> bool:
    """True where a name is that which can be read so, with a Western first name before it."""
    spoken = without_first_name(words) if readings else ()
    return any(alike(a, b) and alike(c, d) for a, c in spoken for b, d in readings)


def without_first_name(words: tuple[str, ...]) -> Readings:
    """The readings of a Korean name that follows a first name which is none: "Ethan Hee-seok Shin"."""
    korean_whole = len(words) < 3 or korean.persons("-".join(words))
    return () if korean_whole else korean.persons("-".join(words[1:]))


def _is_eastern(name: str) -> bool:
    return has_han(name) or any("가" <= sign <= "힣" for sign in name)


def _koreans(one: str, other: str, spoken: Readings, heard: Readings) -> Comparison:
    kin = [
        (family, given, surname, forename)
        for family, given in spoken
        for surname, forename in heard
        if alike(family, surname)
    ]
    if pairs := [each for each in kin if alike(each[1], each[3])]:
        if any(_is_common(family, surname, given, forename) for family, given, surname, forename in pairs):
            return _unsure(
                0.6,
                "both are spellings of one name",
                "so many bear it that the name alone decides nothing",
                common=True,
            )
        exact = plain(one) == plain(other)
        return _same(
            1.0 if exact else 0.95, "both are written alike" if exact else "both are spellings of one Korean name"
        )
    if kin:
        return _different("the family names agree, the given names are no spellings of one another")
    return _different("they are no spellings of one Korean name")


def _is_common(family: Reading, surname: Reading, given: Reading, forename: Reading) -> bool:
    """True where what both can stand for is one of the names that most people bear."""
    if not family[0] & surname[0] & korean.sounds(_COMMON_FAMILY):
        return False
    shared = tuple(some & others for some, others in zip(given, forename, strict=True))
    return any(alike(shared, name) for name in _common_given())


@cache
def _common_given() -> tuple[Reading, ...]:
    """The commonest given names as they can be read."""
    return tuple(tuple(map(korean.hangul, name)) for name in sorted(_COMMON_GIVEN))


def _chinese(one: str, other: str) -> Comparison:
    spoken = [pinyin(name) if has_han(name) else plain(name).replace(" ", "") for name in (one, other)]
    turned = ["".join(reversed(plain(name).split())) for name in (one, other)]
    if spoken[0] == spoken[1] or spoken[0] == turned[1] or turned[0] == spoken[1]:
        return _same(0.93, "the one is how Chinese reads the other")
    return _different("the one is not how Chinese or Korean reads the other", score=0.9)


def _folded(words: Iterable[str]) -> list[str]:
    return [piece for word in words for piece in plain(word).split()]


def _part_of_name(some: Iterable[str], others: Iterable[str]) -> Comparison:
    if set(_folded(some)) & set(_folded(others)):
        return _unsure(0.4, "one is only a part of the other")
    return _different("no word of the one is in the other")


def _westerners(some: list[str], others: list[str]) -> Comparison:
    common = some[-1] in _COMMON_WESTERN
    if sorted(some) == sorted(others):
        if common:
            return _unsure(
                0.6, "the names are the same", "so many bear it that the name alone decides nothing", common=True
            )
        return _same(1.0, "the names are the same" if some == others else "the names are the same in another order")
    if some[-1] != others[-1]:
        if "".join(some) == "".join(others):
            return _same(0.95, "the names differ only in where they are parted")
        return _near(some, others)
    if set(some[1:-1]) and set(others[1:-1]) and not _middles_agree(some[1:-1], others[1:-1]):
        return _different("the middle names differ")
    first, second = (_SHORT.get(words[0], words[0]) for words in (some, others))
    if first == second and common:
        return _unsure(0.6, "the names agree", "so many bear it that the name alone decides nothing", common=True)
    if some[0] == others[0]:
        return _same(0.96, "first and last name are the same")
    if first == second:
        return _same(0.92, "the last name is the same, one first name is short for the other")
    if first[0] == second[0] and 1 in (len(first), len(second)):
        return _unsure(0.6, "the last name is the same, of one first name there is only the initial")
    if Levenshtein.distance(first, second) == 1 and min(len(first), len(second)) >= 4:
        return _unsure(0.7, "the last name is the same, the first names differ by a letter")
    return _different("the last name is the same, the first names are not")


def _middles_agree(some: list[str], others: list[str]) -> bool:
    return all(
        one[0] == other[0] and (one == other or 1 in (len(one), len(other)))
        for one, other in zip(some, others, strict=False)
    )


def _near(some: list[str], others: list[str]) -> Comparison:
    longest = min(len(some[-1]), len(others[-1]))
    if some[0] == others[0] and longest >= 5 and Levenshtein.distance(some[-1], others[-1]) == 1:
        return _unsure(0.7, "the first name is the same, the last names differ by a letter")
    if some[0] == others[0] and (some[-1] in others or others[-1] in some):
        return _unsure(0.7, "the first name is the same, the one may leave out a last name of the other")
    return _different("the last names differ")


# Places


def _places(one: str, other: str) -> Comparison:
    (some, toward), (others, elsewhere) = place_stem(one), place_stem(other)
    if toward != elsewhere:
        if alike_words(some, others):
            return _different("one is the northern, southern, eastern or western part, the other is not")
        return _different("the names differ")
    if plain(some) == plain(others) and plain(some):
        return _same(1.0 if plain(one) == plain(other) else 0.95, "the names are the same but for the kind of place")
    if has_han(one) != has_han(other):
        han, letters = (some, others) if has_han(one) else (others, some)
        if pinyin(_without_kind(han)) == plain(letters).replace(" ", ""):
            return _same(0.95, "the one is how Chinese reads the other")
    if alike_words(some, others):
        return _same(0.93, "both are spellings of one Korean name")
    if _facility_words(one) != _facility_words(other):
        return _different("they are no spellings of one name")
    if Levenshtein.distance(plain(some), plain(others)) == 1 and min(len(some), len(others)) >= 6:
        return _unsure(0.7, "the names differ by a letter")
    return _different("they are no spellings of one name", score=0.9)


def _facility_words(name: str) -> frozenset[str]:
    return frozenset(plain(name).split()) & frozenset(
        "prison camp detention centre center crossing bridge number no".split()
    )


def _without_kind(name: str) -> str:
    return re.sub(r"[市县縣省州]$", "", name)


@lru_cache(maxsize=65536)
def place_stem(name: str) -> tuple[str, str]:
    """The name without the kind of place, and the side of the compass that it names."""
    text = _without_kind(" ".join(name.split()))
    if any("가" <= sign <= "힣" for sign in text):
        side = re.search(r"(북|남)도$", text)
        bare = re.sub(r"(?:(?:북|남)?도|시|군|리|동|구)$", "", text) if len(text) > 2 else text
        return bare, _DIRECTIONS[side[1]] if side else ""
    lower = re.sub(r"[’']", "", text.lower())
    side = _DIRECTION.search(lower)
    direction = ""
    if side:
        direction = _DIRECTIONS.get(side[1] or side[2], side[1] or side[2])
        lower = (lower[: side.start()] + lower[side.end() :]).strip(" -")
    while (shorter := _PLACE_TAIL.sub("", lower)) != lower and shorter:
        lower = shorter
    return lower, direction


def alike_words(one: str, other: str) -> bool:
    """True where both can be read as spellings of one Korean name of two syllables or more."""
    return any(
        len(reading) > 1 and alike(reading, heard)
        for reading in korean.readings(re.sub(r"[\s-]", "", one))
        for heard in korean.readings(re.sub(r"[\s-]", "", other))
    )


# Organisations


@lru_cache(maxsize=16384)
def significant(name: str) -> tuple[str, ...]:
    text = plain(re.sub(r"\(.*?\)", " ", name))
    for long, short in _LONG_NAMES:
        text = long.sub(short, text)
    return tuple(_SAME_WORD.get(word, word) for word in text.split() if word not in _FILLERS)


def initials(name: str, *, every: bool = False) -> str:
    """The first letters of the words that tell something, or of `every` word."""
    words = plain(re.sub(r"\(.*?\)", " ", name)).split()
    return "".join(word[0] for word in words if every or word not in _FILLERS)


def is_acronym(name: str) -> bool:
    return " " not in name and sum(map(str.isupper, name)) >= 2


def _turned(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """True where the end of one stands first in the other: "State Department", "Department of State"."""
    return any(some[cut:] + some[:cut] == others for cut in range(1, len(some)))


def _organisations(one: str, other: str) -> Comparison:
    if _is_eastern(one) or _is_eastern(other):
        if re.sub(r"\s", "", one) == re.sub(r"\s", "", other):
            return _same(1.0, "the names are the same")
        return _unsure(0.3, "one is written in another script, and the gazetteer does not have it")
    some, others = significant(one), significant(other)
    if some and some == others:
        return _same(1.0, "the names are of the same words")
    if some and sorted(some) == sorted(others):
        if _turned(some, others) and not any(" in " in f" {plain(name)} " for name in (one, other)):
            return _same(0.93, "the names are of the same words in another order")
        return _unsure(0.5, "the names are of the same words, in an order that may mean something else")
    told = (re.search(r"\((\w+)\)", name) for name in (one, other))
    short = [match[1] if match else name for match, name in zip(told, (one, other), strict=True)]
    for acronym, full in ((short[0], other), (short[1], one)):
        letters = plain(acronym) if is_acronym(acronym) else ""
        if letters and letters == initials(full) and acronym.isupper():
            if len(acronym) >= 4:
                return _same(0.93, "the one is the initials of the other")
            return _unsure(0.6, "the one is the initials of the other, but so short that many bear it")
        if letters and letters in (initials(full), initials(full, every=True)):
            return _unsure(0.6, "the one may be the initials of the other, small words included")
    if set(some) < set(others) or set(others) < set(some):
        return _unsure(0.5, "one has words that the other leaves out")
    joined = "".join(some), "".join(others)
    if Levenshtein.distance(*joined) == 1 and min(map(len, joined)) >= 12 and not re.search(r"\d", "".join(joined)):
        return _same(0.92, "the names differ by a letter")
    return _different("the names are not of the same words", score=0.9)
