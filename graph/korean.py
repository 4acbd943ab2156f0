"""What a Korean name can sound like, however it is written: Hangul, Hanja, or any usage of Latin letters.

Revised Romanisation, McCune–Reischauer (mostly printed without its marks), North Korean practice and the habits of the
press spell one syllable in many ways, and one spelling stands for several syllables ("Chong": 정, 청, 종, 총). So a
written syllable is the set of Hangul syllables it can stand for, and two names can be spellings of one where, syllable
by syllable, those sets meet. They clearly are where those
meet that a usage spells so (graph/romanised.py).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, pairwise, product

from anyascii import anyascii

from refoulement.graph import hanja
from refoulement.graph.romanised import (
    VOWEL,
    WRITTEN,
    Reading,
    Syllable,
    can_be_cut,
    compose,
    cuts,
    letters,
    parted,
    spoken,
    table,
)
from refoulement.graph.romanised import usage as usage_of

Names = tuple[tuple[Reading, Reading], ...]  # of a name: as family name and given name

_SURNAMES = frozenset(
    (
        "김 이 리 박 최 정 강 조 윤 장 임 림 한 오 서 신 권 황 안 송 류 유 전 홍 고 문 양 량 손 배 백 허 남 심 노 로 "
        "하 곽 성 차 주 우 구 민 나 라 진 지 엄 채 원 천 방 공 현 함 변 염 렴 여 려 추 도 소 석 선 설 마 길 연 련 위 "
        "표 명 기 반 왕 금 옥 육 륙 인 맹 제 모 탁 국 어 은 편 용 룡 경 봉 사 부 태 계 피 두 감 음 빈 동 온 호 범 좌 "
        "팽 승 간 상 갈 단 "
    ).split()
)
_DOUBLE_SURNAMES = frozenset("남궁 황보 선우 제갈 사공 독고 서문 동방".split())

_EASTERN, _HANGUL, _LETTERS_ONLY = re.compile("[一-鿿가-힣]"), re.compile("[가-힣]"), re.compile("[a-zŏŭ']+")
_WORD, _WITHIN_WORD = re.compile(r"[^\s,·]+"), re.compile(r"[^\-\u2010\u2011–]+")
_WITHIN_WORDS, _SEPARATING = re.compile("['`.]"), re.compile("[^a-z0-9]+")


@lru_cache(maxsize=65536)  # a name is compared with many
def plain(text: str) -> str:
    """Lower-case ASCII letters, digits and single spaces; marked vowels as the South writes them."""
    marked = unicodedata.normalize("NFC", text.lower()).replace("ŏ", "eo").replace("ŭ", "eu")
    return " ".join(_SEPARATING.sub(" ", _WITHIN_WORDS.sub("", anyascii(marked).lower())).split())


def _hangul_of(word: str) -> list[frozenset[str]]:
    """The Hangul syllables of a word sign by sign, Hanja as Korean reads them; empty sets for other signs."""
    signs = (sign for sign in unicodedata.normalize("NFC", word) if not sign.isspace())
    return [frozenset({sign}) if _is_hangul(sign) else hanja.readings(sign) for sign in signs]


@cache
def hangul(sign: str) -> Syllable:
    """A Hangul syllable as something that is written."""
    return Syllable(spoken(sign), spoken(sign))


@lru_cache(maxsize=65536)
def readings(word: str, *, most: int = 4, usage: str | None = None) -> tuple[Reading, ...]:
    """The ways to read one written word as Korean syllables; none where it cannot be.

    The usage is that of the whole name where the word is a part of one.
    """
    signs = _hangul_of(word)
    if signs and all(signs):
        ways = [frozenset().union(*map(spoken, read)) for read in signs]
        return (tuple(Syllable(way, way) for way in ways),) if len(signs) <= most else ()
    written = letters(word)
    return cuts(written, most, usage_of(written) if usage is None else usage) if _is_latin(word, written) else ()


def readable(word: str, *, most: int = 4) -> bool:
    """True where there are `readings` of a word, without making them."""
    signs = _hangul_of(word)
    if signs and all(signs):
        return len(signs) <= most
    written = letters(word)
    return _is_latin(word, written) and can_be_cut(written, most)


def _is_hangul(sign: str) -> bool:
    return "가" <= sign <= "힣"


# How a syllable is closed and the next one begins, as both are said (Standard Pronunciation, 18 to 20).
_ASSIMILATED = {
    (entry[0], entry[1]): (entry[2], entry[3])
    for entry in "ㄴㄹㄹㄹ ㅁㄹㅁㄴ ㅇㄹㅇㄴ ㄱㄹㅇㄴ ㄱㄴㅇㄴ ㄱㅁㅇㅁ ㅂㄹㅁㄴ ㅂㄴㅁㄴ ㅂㅁㅁㅁ".split()
}


def as_said(word: str) -> str:
    """A word in Hangul as it is said: 랑림 is Rangnim, 전라 Jeolla."""
    parts = [list(parted(sign)) for sign in word]
    for one, other in pairwise(parts):
        one[2], other[0] = _ASSIMILATED.get((one[2], other[0]), (one[2], other[0]))
    return "".join(compose(*part) for part in parts)


def has_hangul(name: str) -> bool:
    """True where a name has a Hangul syllable."""
    return _HANGUL.search(name) is not None


def unread(name: str) -> bool:
    """True where a name has a Chinese character of which it is not known how Korean reads it."""
    return any(hanja.has_han(sign) and not hanja.readings(sign) for sign in name)


def _is_latin(word: str, written: str) -> bool:
    return _LETTERS_ONLY.fullmatch(written) is not None and not _EASTERN.search(word)


def alike(one: Reading, other: Reading) -> bool:
    """True where two words can be spellings of one."""
    return len(one) == len(other) and not any(
        some.every.isdisjoint(others.every) for some, others in zip(one, other, strict=True)
    )


def written_alike(one: str, other: str) -> bool:
    """True where two names in Hangul, of any length, differ only as North and South write one (로동, 노동)."""
    return (
        len(one) == len(other)
        and all(map(_is_hangul, one + other))
        and not any(spoken(a).isdisjoint(spoken(b)) for a, b in zip(one, other, strict=True))
    )


def clearly_alike(one: Reading, other: Reading) -> bool:
    """True where two words are spellings of one without a loose reading."""
    return len(one) == len(other) and not any(
        some.clear.isdisjoint(others.clear) for some, others in zip(one, other, strict=True)
    )


@lru_cache(maxsize=16384)
def persons(name: str) -> Names:
    """The ways to read a name as family name and given name of a Korean, whichever stands first.

    What a hyphen joins is not parted, unless the whole name is joined by hyphens.
    """
    words = [tuple(_WITHIN_WORD.findall(word)) for word in _WORD.findall(name)]
    if len(words) == 1:
        words = [(part,) for part in words[0]]
    usage = usage_of(letters(name))
    if len(words) == 1:
        (alone,) = words[0]
        found = [cut for reading in readings(alone, usage=usage) for cut in _cut_family(reading)]
    else:
        found = [
            (family, given)
            for names, rest in _families(words)
            for family in _family_readings(names, usage)
            for given in _given_readings([part for word in rest for part in word], usage)
        ]
    return tuple(dict.fromkeys(found))


def _families(words: list[tuple[str, ...]]) -> Iterator[tuple[list[tuple[str, ...]], list[tuple[str, ...]]]]:
    """The words that may be the family name, and the rest: one or two of them, at the one end or the other."""
    for number in (1, 2) if len(words) > 2 else (1,):
        yield words[:number], words[number:]
        yield words[-number:], words[:-number]


def _family_readings(words: list[tuple[str, ...]], usage: str) -> list[Reading]:
    parts = [part for word in words for part in word]
    if len(parts) > 2:
        return []
    ways = product(*(readings(part, most=3 - len(parts), usage=usage) for part in parts))
    return [family for way in ways if (family := _as_family(tuple(sign for part in way for sign in part)))]


def _given_readings(parts: list[str], usage: str) -> list[Reading]:
    """A given name of one to three syllables; of one in two parts each is a syllable, where it can be one."""
    if len(parts) == 1:
        found = readings(parts[0], most=3, usage=usage)
        return [way for way in found if len(way) < 3] or list(found)
    each = (readings(part, most=1, usage=usage) or readings(part, most=2, usage=usage) for part in parts)
    ways = (tuple(sign for part in way for sign in part) for way in product(*each))
    return [way for way in ways if 1 <= len(way) <= 3]


def _cut_family(reading: Reading) -> Iterator[tuple[Reading, Reading]]:
    """A name written in one piece: the family name stands first."""
    if len(reading) > 3 and (family := _as_family(reading[:2])):
        yield family, reading[2:]
    elif 2 <= len(reading) <= 4 and (family := _as_family(reading[:1])):
        yield family, reading[1:]


@lru_cache(maxsize=16384)
def _as_family(reading: Reading) -> Reading:
    """A reading as those family names that it can be; empty where it can be none."""
    names = _SURNAMES if len(reading) == 1 else _DOUBLE_SURNAMES
    fitting = [name for name in _spoken_families(names) if alike(name, reading)]
    return (
        tuple(
            _among(sign, frozenset().union(*(name[place].every for name in fitting)))
            for place, sign in enumerate(reading)
        )
        if fitting
        else ()
    )


@cache
def _spoken_families(names: frozenset[str]) -> tuple[Reading, ...]:
    return tuple(tuple(map(hangul, name)) for name in sorted(names))


def _among(sign: Syllable, names: frozenset[str]) -> Syllable:
    """A syllable read as no other than those of some names."""
    return Syllable(sign.clear & names or sign.every & names, sign.every & names)


def is_sino_korean(one: Reading, other: Reading) -> bool:
    """True where two readings clearly meet in syllables as which characters are read, as in most Korean names."""
    return len(one) == len(other) and not any(
        hanja.read_so().isdisjoint(some.clear & others.clear) for some, others in zip(one, other, strict=True)
    )


def sounds(names: frozenset[str]) -> frozenset[str]:
    return frozenset(sound for name in names for sign in name for sound in spoken(sign))


_FIRM = table("ㄱ:k ㄲ:k ㅋ:k ㄷ:t ㄸ:t ㅌ:t ㅂ:p ㅃ:p ㅍ:p ㅅ:s ㅆ:s ㅈ:c ㅉ:c ㅊ:c ㅁ:m")
_OPEN = table(
    "ㅏ:A ㅑ:A ㅘ:A ㅐ:E ㅒ:E ㅔ:E ㅖ:E ㅙ:E ㅚ:E ㅞ:E ㅓ:O ㅕ:O ㅗ:O ㅛ:O ㅜ:O ㅠ:O ㅡ:O ㅝ:O ㅣ:I ㅢ:I ㅟ:I"
)
_WRITTEN_VOWELS = re.compile("|".join(sorted(VOWEL, key=len, reverse=True)))
_LETTERS = str.maketrans({"g": "k", "d": "t", "b": "p", "j": "c", **dict.fromkeys("hwylrn")})


@lru_cache(maxsize=16384)
def skeletons(name: str) -> frozenset[str]:
    """What all spellings of one Korean name have in common: its firm consonants and kinds of vowels, in no order.

    ㄴ, ㄹ and ㅇ come and go between North and South; o, u, eo and eu between the usages; "ng" in the middle of a word
    may be one sound or two, which gives a skeleton more. They find candidates, and decide nothing.
    """
    signs = [read for read in _hangul_of("".join(filter(str.isalpha, name))) if read]
    if signs:
        return frozenset(map(_in_no_order, product(*({_bones(sign) for sign in read} for read in signs))))
    return frozenset(_in_no_order(parts) for parts in product(*map(_word_bones, plain(name).split())))


@cache
def _sounded(sign: str) -> str:
    """What of a syllable every way to write it tells: how it is closed, its kind of vowel, its firm consonant or h."""
    lead, vowel, tail = parted(sign)
    return (_FIRM.get(lead) or ("h" if lead == "ㅎ" else "")) + _OPEN[vowel] + tail


def sounded(names: Iterable[tuple[Reading, Reading]]) -> frozenset[str]:
    """What the readings of one name of a person have in common with those of each of its other spellings.

    Two that are `alike` share a Hangul syllable in each place, and so one of these.
    """
    return frozenset(
        " ".join((*family, *given, str(len(family))))
        for name in names
        for family, given in product(*(_ways(reading) for reading in name))
    )


def _ways(reading: Reading) -> list[tuple[str, ...]]:
    return list(product(*({_sounded(sign) for sign in syllable.every} for syllable in reading)))


def _in_no_order(parts: Iterable[str]) -> str:
    return "".join(sorted("".join(parts)))


def _bones(sign: str) -> str:
    lead, vowel, tail = parted(sign)
    return _FIRM.get(lead, "") + _OPEN[vowel] + _FIRM.get(tail, "")


@lru_cache(maxsize=16384)
def _word_bones(word: str) -> tuple[str, ...]:
    if word in WRITTEN:
        return (_bones(WRITTEN[word]),)
    firm = re.sub(r"([kgtdpbsj])\1", r"\1", word.replace("wh", "hw").replace("ck", "k").replace("sh", "s"))
    firm = re.sub(r"t?ch+", "c", firm)
    open_letters = _WRITTEN_VOWELS.sub(lambda found: _OPEN[VOWEL[found[0]][0]], firm)
    between = re.split(r"ng(?=[AEOI])", open_letters)
    ways = [
        "".join(chain(*zip(between, (*sounds, ""), strict=True)))
        for sounds in product(("", "k"), repeat=len(between) - 1)
    ]
    return tuple(way.replace("ng", "").translate(_LETTERS) for way in ways)
