"""Whether two names can be of one place: without its kind, and as Korean or Chinese read it."""

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from refoulement.graph import hanja, korean, romanised
from refoulement.graph.hanja import all_han, has_han, pinyin
from refoulement.graph.korean import alike, clearly_alike, plain
from refoulement.graph.romanised import Reading
from refoulement.graph.verdict import Comparison, different, same, unsure

_PLACE_TAIL = re.compile(
    r"[\s-]+(?:city|county|town|village|prefecture|province|district|municipality|[rl]i|gun|kun|si|shi|dong|do)$"
)
_DIRECTION = re.compile(r"^(north|south|east|west)(?:ern)?\s+|[\s-]?(puk|buk|nam)[\s-]*(?:do|to)$")
_DIRECTIONS = {"puk": "north", "buk": "north", "nam": "south", "북": "north", "남": "south"}


def compare_places(one: str, other: str) -> Comparison:
    (some, toward), (others, elsewhere) = place_stem(one), place_stem(other)
    if toward != elsewhere:
        if alike_words(some, others):
            return different("one is the northern, southern, eastern or western part, the other is not")
        return different("the names differ")
    if all_han(some) and all_han(others) and hanja.full(some) != hanja.full(others):
        return different("the characters differ by more than their forms")
    if plain(some) == plain(others) and plain(some):
        return same(1.0 if plain(one) == plain(other) else 0.95, "the names are the same but for the kind of place")
    if has_han(one) != has_han(other):
        han, letters = (some, others) if has_han(one) else (others, some)
        if pinyin(_without_kind(han)) == plain(letters).replace(" ", ""):
            return same(0.95, "the one is how Chinese reads the other")
    if alike_words(some, others, how=clearly_alike) and not _told_apart(some, others):
        return same(0.93, "both are spellings of one Korean name")
    if alike_words(some, others):
        return unsure(0.6, "they are spellings of one Korean name only if one is spelled by another usage or by habit")
    if _facility_words(one) != _facility_words(other):
        return different("they are no spellings of one name")
    if Levenshtein.distance(plain(some), plain(others)) == 1 and min(len(some), len(others)) >= 6:
        return unsure(0.7, "the names differ by a letter")
    return different("they are no spellings of one name", score=0.9)


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


def _told_apart(one: str, other: str) -> bool:
    """True where "ch" of the one is "j" of the other and nothing else differs: whoever writes both tells two apart."""
    some, others = (re.sub(r"[\s-]", "", romanised.letters(name)) for name in (one, other))
    return some != others and some.replace("ch", "j") == others.replace("ch", "j")


def alike_words(one: str, other: str, *, how: Callable[[Reading, Reading], bool] = alike) -> bool:
    """True where both can be read as spellings of one Korean name of two syllables or more."""
    return any(
        len(reading) > 1 and how(reading, heard)
        for reading in korean.readings(re.sub(r"[\s-]", "", one))
        for heard in korean.readings(re.sub(r"[\s-]", "", other))
    )
