"""Whether one name is how Chinese or Korean gives the other, a Chinese one: in pinyin, or in Hangul by sound or sign.

A Chinese name has one reading in pinyin, which Korean writes by a rule (graph/transcribed.py), and another as Korean
reads its characters. Where only the pinyin is given the characters are not known, but those that can be meant are.
"""

from functools import lru_cache

from refoulement.graph import korean
from refoulement.graph.hanja import has_han, pinyin, pinyin_syllables, pinyin_ways, read_from_pinyin
from refoulement.graph.korean import has_hangul, plain
from refoulement.graph.romanised import Reading, Syllable
from refoulement.graph.transcribed import may_be_transcribed, syllables, transcribed


def in_pinyin(name: str) -> str:
    """A name in Chinese characters as Chinese reads it, one in Latin letters as it is, without spaces."""
    return (pinyin(name) if has_han(name) else plain(name)).replace(" ", "")


def may_be_read_so(han: str, letters: str) -> bool:
    """True where Chinese can read characters so, of which some are read in several ways."""
    return plain(letters).replace(" ", "") in pinyin_ways(han)


def is_transcribed(one: str, other: str) -> bool:
    """True where one name is in Hangul, and is how Korean writes what Chinese calls the other."""
    if has_hangul(one):
        return not has_hangul(other) and "".join(one.split()) in _transcriptions(other)
    return has_hangul(other) and "".join(other.split()) in _transcriptions(one)


def in_hangul(name: str) -> frozenset[str]:
    """A name as Korean writes its sound in Chinese, one in Hangul as it is; empty where it is no such name."""
    if has_hangul(name):
        whole = "".join(name.split())
        return frozenset({whole} if may_be_transcribed(whole) else ())
    return _transcriptions(name)


@lru_cache(maxsize=16384)
def _transcriptions(name: str) -> frozenset[str]:
    return transcribed(" ".join(pinyin_syllables(name)) if has_han(name) else name)


def may_be_read_in_korean(one: str, other: str) -> bool:
    """True where one name is pinyin, and the other what Korean reads characters as that Chinese reads so."""
    some, others = _as_korean_may_read(one), _as_korean_may_read(other)
    if bool(some) == bool(others):
        return False
    ways, read = (some, other) if some else (others, one)
    heard = korean.readings(read.replace(" ", "").replace("-", ""))
    return any(korean.alike(way, reading) for way in ways for reading in heard)


@lru_cache(maxsize=16384)
def _as_korean_may_read(name: str) -> tuple[Reading, ...]:
    """A name in pinyin as Korean can read the characters that may stand behind it; none where it is no pinyin."""
    if not name.isascii():
        return ()
    ways = (tuple(map(read_from_pinyin, cut)) for cut in syllables(name))
    return tuple(tuple(Syllable(way, way) for way in cut) for cut in ways if len(cut) > 1)
