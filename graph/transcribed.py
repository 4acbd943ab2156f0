"""How Korean writes a Chinese name by its sound: a pure function from pinyin to Hangul.

The rule is that of the National Institute of Korean Language for loanwords (외래어 표기법): table 5 of its second
chapter gives each initial and final, section 7 of its third says that tones are not told apart and that ㅑ, ㅖ, ㅛ, ㅠ
lose their glide after ㅈ, ㅉ and ㅊ. Pinyin is mostly printed without marks, so that "lu" may be "lü", and without
apostrophes, so that "Xian" may be one syllable or two: what can be written in several ways is written in each.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from refoulement.graph.korean import plain
from refoulement.graph.romanised import compose, table

_INITIAL = table(
    "b:ㅂ p:ㅍ m:ㅁ f:ㅍ d:ㄷ t:ㅌ n:ㄴ l:ㄹ g:ㄱ k:ㅋ h:ㅎ j:ㅈ q:ㅊ x:ㅅ zh:ㅈ ch:ㅊ sh:ㅅ r:ㄹ z:ㅉ c:ㅊ s:ㅆ"
)
# A vowel, how it is closed, and the syllables that follow; "v" is ü.
_FINAL = table(
    "a:ㅏ o:ㅗ e:ㅓ i:ㅣ u:ㅜ v:ㅟ ai:ㅏ이 ei:ㅔ이 ao:ㅏ오 ou:ㅓ우 an:ㅏㄴ en:ㅓㄴ ang:ㅏㅇ eng:ㅓㅇ ong:ㅜㅇ "
    "ia:ㅑ ie:ㅖ iao:ㅑ오 iu:ㅠ ian:ㅖㄴ in:ㅣㄴ iang:ㅑㅇ ing:ㅣㅇ iong:ㅠㅇ "
    "ua:ㅘ uo:ㅝ uai:ㅘ이 ui:ㅜ이 uan:ㅘㄴ un:ㅜㄴ uang:ㅘㅇ ve:ㅞ van:ㅟ안 vn:ㅟㄴ"
)
_ALONE = table(
    "a:아 o:오 e:어 ai:아이 ei:에이 ao:아오 ou:어우 an:안 en:언 ang:앙 eng:엉 er:얼 "
    "yi:이 ya:야 yo:요 ye:예 yao:야오 you:유 yan:옌 yin:인 yang:양 ying:잉 yong:융 "
    "wu:우 wa:와 wo:워 wai:와이 wei:웨이 wan:완 wen:원 wang:왕 weng:웡 yu:위 yue:웨 yuan:위안 yun:윈"
)
_OPEN = "a ai ei ao an en ang eng"
_BACK = f"{_OPEN} e ou ong u uo ui uan un"
_FOLLOWING = {  # the finals that each initial has
    "b": f"{_OPEN} o i ie iao ian in ing u",
    "p": f"{_OPEN} o ou i ie iao ian in ing u",
    "m": f"{_OPEN} o e ou i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": f"{_BACK} i ia ie iao iu ian ing",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": f"{_OPEN} e ou ong i ie iao iu ian in iang ing u uo uan v ve",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve",
    **dict.fromkeys(("g", "k", "h", "zh", "ch", "sh"), f"{_BACK} ua uai uang"),
    **dict.fromkeys(("z", "c", "s"), _BACK),
    "r": "e ao ou an en ang eng ong u uo ui uan un",
    **dict.fromkeys(("j", "q", "x"), "i ia ie iao iu ian in iang ing iong v ve van vn"),
}
_BUZZING = ("zh", "ch", "sh", "r", "z", "c", "s")  # with a vowel of their own, written "i"
_WITHOUT_GLIDE = str.maketrans("ㅑㅖㅛㅠ", "ㅏㅔㅗㅜ")
_LONGEST = 6  # letters of a syllable
_MOST = 6  # syllables of a name


def transcribed(name: str) -> frozenset[str]:
    """How Korean writes a name in pinyin, in every way that it can be cut and read; empty where it is no pinyin."""
    return frozenset(
        "".join(way) for cut in syllables(name) for way in product(*(_syllables()[syllable] for syllable in cut))
    )


def may_be_transcribed(name: str) -> bool:
    """True where a name in Hangul can be what Korean writes for one in pinyin."""
    return _any_syllables().fullmatch(name) is not None


@cache
def _any_syllables() -> re.Pattern[str]:
    written = sorted({way for ways in _syllables().values() for way in ways}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(written)})+")


def syllables(name: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a name into syllables of pinyin; what its spaces, hyphens and apostrophes part stays parted."""
    return _cuts_of(re.sub(r"[’'‘`\u2010\u2011–-]", " ", name))


@lru_cache(maxsize=16384)
def _cuts_of(name: str) -> tuple[tuple[str, ...], ...]:
    words = plain(name).split()
    if not words or sum(map(len, words)) > _LONGEST * _MOST:
        return ()
    ways = product(*(tuple(_cuts(word, _MOST)) for word in words))
    return tuple(tuple(syllable for word in way for syllable in word) for way in ways)


def _cuts(word: str, most: int) -> Iterator[tuple[str, ...]]:
    if not word:
        yield ()
    elif most:
        for length in range(1, min(_LONGEST, len(word)) + 1):
            if word[:length] in _syllables():
                yield from ((word[:length], *rest) for rest in _cuts(word[length:], most - 1))


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    """Every syllable of pinyin without its marks, and the ways in which Korean writes it."""
    found = {syllable: [written] for syllable, written in _ALONE.items()}
    for initial, finals in _FOLLOWING.items():
        for final in finals.split():
            found.setdefault(initial + final.replace("v", "u"), []).append(_written(_INITIAL[initial], _FINAL[final]))
    for initial in _BUZZING:
        found[f"{initial}i"] = [_written(_INITIAL[initial], "ㅡ")]
    return {syllable: tuple(ways) for syllable, ways in found.items()}


def _written(lead: str, final: str) -> str:
    vowel = final[0].translate(_WITHOUT_GLIDE) if lead in "ㅈㅉㅊ" else final[0]
    closed = final[1:2] if final[1:2] in ("ㄴ", "ㅇ") else ""
    return compose(lead, vowel, closed) + final[1 + len(closed) :]
