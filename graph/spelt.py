"""How a Korean's name is found in Hangul and Hanja: as a whole word, by all that it can be read as.

Which syllables a written name can stand for is told by `korean.py`; a sign that can be read as one of them may stand
in its place. A longer word may be another name, unless what follows are particles and titles.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from refoulement.graph import hanja, korean
from refoulement.graph.romanised import Reading, Syllable

JOINT = r"[\W_]{0,3}"
_SYLLABLE = "[가-힣]"
_FOLLOWING = "|".join(  # what may be written together with a name: titles, then particles and the copula
    sorted(
        (
            "씨 님 양 군 옹 여사 선생 선생님 박사 교수 목사 신부 수녀 대표 기자 의원 회장 위원 감독 작가 "
            "할머니 할아버지 아주머니 어머니 아버지 부부 부자 모녀 모자 자매 형제 남매 가족 일가 측 네 들 등 "
            "은 는 이 가 을 를 의 와 과 도 만 에 로 으로 께 께서 에게 에게서 한테 한테서 에서 까지 부터 마저 "
            "조차 처럼 보다 이나 나 이랑 랑 하고 이며 며 이자 라고 이라고 라는 이라는 라며 이라며 란 이란 아 "
            "야 여 이여 뿐 대로 마다 이다 다 인 이었다 였다 이었던 였던 입니다 이고 고 이지만 지만 임 "
        ).split(),
        key=len,
        reverse=True,
    )
)
AT_ITS_START = f"(?<!{_SYLLABLE})"
AT_ITS_END = f"(?=(?:{_FOLLOWING}){{0,3}}(?!{_SYLLABLE}))"
# Within a word too long for a name, as in a hashtag, what stands there as it is given is meant all the same.
_WITHIN = (f"(?={_SYLLABLE}{{2}})", f"(?<={_SYLLABLE})%s(?={_SYLLABLE})", f"(?<={_SYLLABLE}{{2}})%s")


def is_hangul(sign: str) -> bool:
    """Whether a character is a syllable in Hangul."""
    return "가" <= sign <= "힣"


def as_given(signs: Sequence[str]) -> str:
    """A pattern for a name in Hangul or Hanja as it is written, however its signs are parted."""
    body = JOINT.join(map(re.escape, signs))
    whole = f"{AT_ITS_START}{body}{AT_ITS_END}"
    if len(signs) < 3:  # so short, it stands in other words by chance
        return whole
    after, between, before = _WITHIN
    return "|".join((whole, body + after, between % body, before % body))


def as_read(readings: Iterable[Reading]) -> str:
    """A pattern for whatever can be read as one of some names, however its signs are parted."""
    ways = sorted({JOINT.join(map(_class, reading)) for reading in readings})
    return f"{AT_ITS_START}(?:{'|'.join(ways)}){AT_ITS_END}"


def spellings(name: str) -> Iterator[str]:
    """A Korean's name in Hangul, in every way that it can be read as."""
    for family, given in korean.persons(name):
        yield from map("".join, product(*(syllable.every for syllable in (*family, *given))))


def word_around(text: str, start: int, end: int) -> str:
    """The whole word in Hangul that a piece of a text belongs to."""
    while start and is_hangul(text[start - 1]):
        start -= 1
    while end < len(text) and is_hangul(text[end]):
        end += 1
    return text[start:end]


@cache
def _class(syllable: Syllable) -> str:
    return f"[{''.join(sorted({sign for sound in syllable.every for sign in _written()[sound]}))}]"


@cache
def _written() -> Mapping[str, tuple[str, ...]]:
    """The signs, Hangul and Hanja, that can be read as each syllable."""
    found: dict[str, list[str]] = defaultdict(list)
    for sign in map(chr, range(ord("가"), ord("힣") + 1)):
        for sound in korean.hangul(sign).every:
            found[sound].append(sign)
    for sign in map(chr, range(ord("一"), ord("鿿") + 1)):
        for sound in {sound for reading in hanja.readings(sign) for sound in korean.hangul(reading).every}:
            found[sound].append(sign)
    return {sound: tuple(signs) for sound, signs in found.items()}
