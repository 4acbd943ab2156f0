"""What a Korean name can sound like, however it is written: Hangul, Hanja, or any usage of Latin letters.

Revised Romanisation, McCune–Reischauer (mostly printed without its marks), North Korean practice and the habits of the
press spell one syllable in many ways, and one spelling stands for several syllables ("Chong": 정, 청, 종, 총). So a
written syllable is the set of Hangul syllables it can stand for, and two names are spellings of one where, syllable by
syllable, those sets meet.
"""

import re
import unicodedata
from functools import cache
from itertools import product

from anyascii import anyascii

Syllable = frozenset[str]  # the Hangul syllables that a written one can stand for
Reading = tuple[Syllable, ...]

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_SOUND_OF_TAIL = {"ㅅ": "ㄷ", "ㅆ": "ㄷ", "ㅈ": "ㄷ", "ㅊ": "ㄷ", "ㅌ": "ㄷ", "ㅋ": "ㄱ", "ㄲ": "ㄱ", "ㅍ": "ㅂ", "ㅎ": ""}

_LEAD = {
    **{"": "ㅇ", "n": "ㄴ", "r": "ㄹ", "rh": "ㄹ", "l": "ㄹㅇ", "m": "ㅁ", "h": "ㅎ", "kk": "ㄲ", "tt": "ㄸ", "pp": "ㅃ"},
    **{"g": "ㄱㄲ", "k": "ㄱㅋㄲ", "kh": "ㅋ", "d": "ㄷㄸ", "t": "ㄷㅌㄸ", "th": "ㅌ", "b": "ㅂㅃ", "p": "ㅂㅍㅃ"},
    **{"ph": "ㅍ", "s": "ㅅㅆ", "sh": "ㅅ", "ss": "ㅆ", "j": "ㅈㅉ", "jj": "ㅉ", "ch": "ㅈㅊ", "tch": "ㅉ", "chh": "ㅊ"},
}
_VOWEL = {
    **{"a": "ㅏ", "ah": "ㅏ", "ae": "ㅐ", "ai": "ㅐ", "ay": "ㅐ", "ya": "ㅑ", "yae": "ㅒ", "eo": "ㅓ", "uh": "ㅓ"},
    **{"e": "ㅔㅐ", "eh": "ㅔ", "ey": "ㅔ", "yeo": "ㅕ", "ye": "ㅖ", "o": "ㅗㅓ", "oh": "ㅗ", "wa": "ㅘ", "wae": "ㅙㅚ"},
    **{"oe": "ㅚ", "oi": "ㅚ", "yo": "ㅛㅕ", "oo": "ㅜ", "woo": "ㅜ", "u": "ㅜ", "wo": "ㅝ", "weo": "ㅝ", "we": "ㅞㅚ"},
    **{"wi": "ㅟ", "ui": "ㅢㅟ", "eui": "ㅢ", "yu": "ㅠ", "yoo": "ㅠ", "you": "ㅠ", "eu": "ㅡ", "i": "ㅣ", "ee": "ㅣ"},
    **{"yi": "ㅣ", "ie": "ㅣ", "ou": "ㅜ"},
}
# Read so only before a final consonant: "Chul" and "Yung" are 철 and 영, "Chu" and "Yu" are never 처 and 여.
_CLOSED = {"u": "ㅓㅡ", "yu": "ㅕ", "you": "ㅕ", "ou": "ㅓ", "yoo": "ㅕ"}
_TAIL = {
    **{"": "", "k": "ㄱ", "g": "ㄱ", "ck": "ㄱ", "n": "ㄴ", "t": "ㄷ", "d": "ㄷ", "s": "ㄷ", "l": "ㄹ", "r": "ㄹ"},
    **{"m": "ㅁ", "p": "ㅂ", "b": "ㅂ", "ng": "ㅇ"},
}
_WRITTEN = {"park": "박", "hur": "허", "burm": "범", "chough": "조", "rhyu": "류", "reah": "리"}  # by habit alone

_SURNAMES = frozenset(
    "김 이 리 박 최 정 강 조 윤 장 임 림 한 오 서 신 권 황 안 송 류 유 전 홍 고 문 양 량 손 배 백 허 남 심 노 로 하 곽 "
    "성 차 주 우 구 민 나 라 진 지 엄 채 원 천 방 공 현 함 변 염 렴 여 려 추 도 소 석 선 설 마 길 연 련 위 표 명 기 반 왕 금 "
    "옥 육 륙 인 맹 제 모 탁 국 어 은 편 용 룡 경 봉 사 부 태 계 피 두 감 음 빈 동 온 호 범 좌 팽 승 간 상 갈 단".split()
)
_DOUBLE_SURNAMES = frozenset("남궁 황보 선우 제갈 사공 독고 서문 동방".split())

# Korean readings of the Hanja most common in names of persons and of places along the border.
_HANJA = {
    sign: reading
    for reading, signs in (
        ("김", "金"), ("이", "李"), ("박", "朴"), ("최", "崔"), ("정", "鄭丁正貞靜政廷程晶"), ("강", "姜康江剛"),
        ("조", "趙曺朝"), ("윤", "尹允潤"), ("장", "張章長"), ("임", "林任"), ("한", "韓漢"), ("오", "吳五"), ("서", "徐書瑞西"),
        ("신", "申辛信新"), ("권", "權"), ("황", "黃"), ("안", "安"), ("송", "宋松"), ("유", "劉兪柳有裕"), ("전", "全田"),
        ("홍", "洪弘"), ("고", "高古"), ("문", "文門们"), ("양", "梁楊陽洋"), ("손", "孫"), ("배", "裵裴"), ("백", "白伯"),
        ("허", "許"), ("남", "南男"), ("심", "沈"), ("노", "盧魯"), ("하", "河夏"), ("성", "成星聖城"), ("차", "車"), ("주", "朱周柱州"),
        ("우", "禹宇雨"), ("구", "具九"), ("민", "閔敏民"), ("진", "陳秦珍鎭"), ("지", "池智志"), ("은", "恩銀"), ("일", "日一"),
        ("영", "永英榮泳"), ("철", "哲鐵喆"), ("옥", "玉"), ("수", "洙秀壽守水"), ("호", "浩鎬虎湖"), ("용", "龍勇"), ("해", "海"),
        ("여", "與"), ("경", "京慶敬景"), ("희", "熙姬喜"), ("숙", "淑"), ("순", "順"), ("춘", "春春"), ("명", "明"), ("현", "賢鉉"),
        ("동", "東东"), ("원", "元源"), ("국", "國"), ("대", "大"), ("중", "中仲"), ("무", "武茂"), ("혁", "赫革"), ("룡", "龙"),
        ("길", "吉"), ("단", "丹"), ("도", "圖图"), ("북", "北"), ("산", "山"), ("혜", "惠"), ("의", "義义"), ("평", "平"), ("회", "會会"),
        ("환", "煥"), ("택", "澤"), ("훈", "勳薰"), ("종", "鍾宗"), ("재", "在載宰"), ("상", "相尙"), ("화", "和華花"), ("미", "美"),
    )
    for sign in signs
}  # fmt: skip


def _compose(lead: str, vowel: str, tail: str) -> str:
    return chr(0xAC00 + (_LEADS.index(lead) * 21 + _VOWELS.index(vowel)) * 28 + _TAILS.index(tail))


def _softened(lead: str, vowel: str) -> str:
    """The sounds an initial has: the North writes and says ㄹ where the South has ㄴ or nothing (리/이, 로/노)."""
    if lead == "ㄹ":
        return "ㄹㅇ" if vowel in "ㅣㅑㅕㅛㅠㅖ" else "ㄹㄴ"
    return "ㄴㅇ" if lead == "ㄴ" and vowel in "ㅕㅛㅠ" else lead


@cache
def hangul(sign: str) -> Syllable:
    code = ord(sign) - 0xAC00
    lead, vowel, tail = _LEADS[code // 588], _VOWELS[code // 28 % 21], _TAILS[code % 28]
    tail = _SOUND_OF_TAIL.get(tail, tail)
    return frozenset(_compose(softer, vowel, tail) for softer in _softened(lead, vowel))


def _is_hangul(sign: str) -> bool:
    return "가" <= sign <= "힣"


def _alternatives(spellings: dict[str, str]) -> str:
    return "|".join(sorted(spellings, key=len, reverse=True))


@cache
def _latin(syllable: str) -> Syllable:
    """What one syllable in Latin letters can stand for; empty where it is none."""
    if syllable in _WRITTEN:
        return hangul(_WRITTEN[syllable])
    found: set[str] = set()
    spoken = syllable.replace("wh", "hw", 1)
    for lead, vowel, tail in _split(spoken):
        readings = _VOWEL[vowel] + (_CLOSED.get(vowel, "") if tail else "")
        if lead == "h" and vowel in ("i", "ee"):
            readings += "ㅢ"
        for one_lead, one_vowel in product(_LEAD[lead], readings):
            for softer in _softened(one_lead, one_vowel):
                found.add(_compose(softer, one_vowel, _TAIL[tail]))
    return frozenset(found)


def _split(syllable: str) -> list[tuple[str, str, str]]:
    """Every way to cut a syllable into lead, vowel and tail."""
    cuts = []
    for start in range(min(3, len(syllable)) + 1):
        for end in range(start + 1, min(start + 3, len(syllable)) + 1):
            lead, vowel, tail = syllable[:start], syllable[start:end], syllable[end:]
            glides = vowel[0] not in "yw" or lead not in ("r", "l") or vowel != "yi"
            if lead in _LEAD and vowel in _VOWEL and tail in _TAIL and glides:
                cuts.append((lead, vowel, tail))
    return cuts


@cache
def _cuts(word: str, most: int) -> tuple[Reading, ...]:
    """Every way to cut a word in Latin letters into at most so many syllables."""
    if not word:
        return ((),)
    if not most:
        return ()
    found = []
    for length in range(1, min(7, len(word)) + 1):
        if syllable := _latin(word[:length]):
            found += [(syllable, *rest) for rest in _cuts(word[length:], most - 1)]
    return tuple(found)


def plain(text: str) -> str:
    """Lower-case ASCII letters, digits and single spaces; what McCune–Reischauer marks is kept as the South writes it."""
    marked = unicodedata.normalize("NFC", text.lower()).replace("ŏ", "eo").replace("ŭ", "eu")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’‘ʼʻ`.]", "", anyascii(marked).lower())).split())


def readings(word: str, *, most: int = 4) -> tuple[Reading, ...]:
    """The ways to read one written word as Korean syllables; none where it cannot be."""
    signs = [_HANJA.get(sign, sign) for sign in unicodedata.normalize("NFC", word) if not sign.isspace()]
    if signs and all(map(_is_hangul, signs)):
        return (tuple(map(hangul, signs)),) if len(signs) <= most else ()
    letters = plain(word).replace(" ", "")
    return _cuts(letters, most) if letters.isascii() and letters.isalpha() and not _has_han(word) else ()


def _has_han(text: str) -> bool:
    return any("一" <= sign <= "鿿" or _is_hangul(sign) for sign in text)


def alike(one: Reading, other: Reading) -> bool:
    """True where two words can be spellings of one."""
    return len(one) == len(other) and all(some & others for some, others in zip(one, other, strict=True))


@cache
def persons(name: str) -> tuple[tuple[Reading, Reading], ...]:
    """The ways to read a name as family name and given name of a Korean, whichever stands first."""
    words = re.findall(r"[^\s\-‐‑–,·]+", name)
    if len(words) == 1:
        return tuple(_cut_family(reading) for reading in readings(words[0]) if _cut_family(reading)[0])
    found = []
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        for first in readings(family, most=2):
            for rest in product(*(readings(word, most=2 + (len(given) == 1)) for word in given)):
                second = tuple(syllable for part in rest for syllable in part)
                if _is_family(first) and 1 <= len(second) <= 3:
                    found.append((first, second))
    return tuple(dict.fromkeys(found))


def _cut_family(reading: Reading) -> tuple[Reading, Reading]:
    """A name written in one piece: the family name stands first."""
    if len(reading) > 3 and _is_family(reading[:2]):
        return reading[:2], reading[2:]
    return (reading[:1], reading[1:]) if 2 <= len(reading) <= 4 and _is_family(reading[:1]) else ((), ())


def _is_family(reading: Reading) -> bool:
    if len(reading) == 1:
        return bool(reading[0] & sounds(_SURNAMES))
    return len(reading) == 2 and any(alike(reading, tuple(map(hangul, name))) for name in _DOUBLE_SURNAMES)


@cache
def sounds(names: frozenset[str]) -> frozenset[str]:
    return frozenset(sound for name in names for sound in hangul(name))
