"""What a Korean name can sound like, however it is written: Hangul, Hanja, or any usage of Latin letters.

Revised Romanisation, McCune–Reischauer (mostly printed without its marks), North Korean practice and the habits of the
press spell one syllable in many ways, and one spelling stands for several syllables ("Chong": 정, 청, 종, 총). So a
written syllable is the set of Hangul syllables it can stand for, and two names are spellings of one where, syllable by
syllable, those sets meet.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, product

from anyascii import anyascii

Syllable = frozenset[str]  # the Hangul syllables that a written one can stand for
Reading = tuple[Syllable, ...]

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_SOUND_OF_TAIL = {
    "ㅅ": "ㄷ",
    "ㅆ": "ㄷ",
    "ㅈ": "ㄷ",
    "ㅊ": "ㄷ",
    "ㅌ": "ㄷ",
    "ㅋ": "ㄱ",
    "ㄲ": "ㄱ",
    "ㅍ": "ㅂ",
    "ㅎ": "",
}


def _table(written: str) -> dict[str, str]:
    """A spelling and the sounds it can stand for, parted by a colon; the empty spelling is written "-"."""
    pairs = (entry.split(":") for entry in written.split())
    return {spelling.replace("-", ""): sounds.replace("-", "") for spelling, sounds in pairs}


_LEAD = _table(
    "-:ㅇ n:ㄴ r:ㄹ rh:ㄹ l:ㄹㅇ m:ㅁ h:ㅎ g:ㄱㄲ k:ㄱㅋㄲ kh:ㅋ kk:ㄲ d:ㄷㄸ t:ㄷㅌㄸ th:ㅌ tt:ㄸ "
    "b:ㅂㅃ p:ㅂㅍㅃ ph:ㅍ pp:ㅃ s:ㅅㅆ sh:ㅅ ss:ㅆ j:ㅈㅉ jj:ㅉ ch:ㅈㅊ tch:ㅉ chh:ㅊ"
)
_VOWEL = _table(
    "a:ㅏ ah:ㅏ ae:ㅐ ai:ㅐ ay:ㅐ ya:ㅑ yae:ㅒ eo:ㅓ uh:ㅓ e:ㅔㅐ eh:ㅔ ey:ㅔ yeo:ㅕ ye:ㅖ o:ㅗㅓ oh:ㅗ wa:ㅘ wae:ㅙㅚ "
    "oe:ㅚ oi:ㅚ yo:ㅛㅕ oo:ㅜ woo:ㅜ u:ㅜ ou:ㅜ wo:ㅝ weo:ㅝ we:ㅞㅚ "
    "wi:ㅟ ui:ㅢㅟ eui:ㅢ yu:ㅠ yoo:ㅠ you:ㅠ eu:ㅡ i:ㅣ ee:ㅣ ie:ㅣ yi:ㅣ"
)
# Read so only before a final consonant: "Chul" and "Yung" are 철 and 영, "Chu" and "Yu" are never 처 and 여.
_CLOSED = _table("u:ㅓㅡ yu:ㅕ you:ㅕ yoo:ㅕ ou:ㅓ")
_TAIL = _table("-:- k:ㄱ g:ㄱ ck:ㄱ n:ㄴ t:ㄷ d:ㄷ s:ㄷ l:ㄹ r:ㄹ m:ㅁ p:ㅂ b:ㅂ ng:ㅇ")
_WRITTEN = _table("park:박 hur:허 burm:범 chough:조 reah:리")  # by habit alone

_SURNAMES = frozenset(
    (
        "김 이 리 박 최 정 강 조 윤 장 임 림 한 오 서 신 권 황 안 송 류 유 전 홍 고 문 양 량 손 배 백 허 남 심 노 로 "
        "하 곽 성 차 주 우 구 민 나 라 진 지 엄 채 원 천 방 공 현 함 변 염 렴 여 려 추 도 소 석 선 설 마 길 연 련 위 "
        "표 명 기 반 왕 금 옥 육 륙 인 맹 제 모 탁 국 어 은 편 용 룡 경 봉 사 부 태 계 피 두 감 음 빈 동 온 호 범 좌 "
        "팽 승 간 상 갈 단 "
    ).split()
)
_DOUBLE_SURNAMES = frozenset("남궁 황보 선우 제갈 사공 독고 서문 동방".split())

# Korean readings of the Hanja most common in names of persons and of places along the border.
_HANJA = {
    sign: entry[0]
    for entry in (
        "김金 이李 박朴 최崔 정鄭丁正貞靜政廷程晶 강姜康江剛 조趙曺朝 윤尹允潤 "
        "장張章長 임林任 한韓漢 오吳五 서徐書瑞西 신申辛信新 권權 황黃 안安 송宋松 "
        "유劉兪柳有裕 전全田 홍洪弘 고高古 문文門们 양梁楊陽洋 손孫 배裵裴 백白伯 "
        "허許 남南男 심沈 노盧魯 하河夏 성成星聖城 차車 주朱周柱州 우禹宇雨 구具九 "
        "민閔敏民 진陳秦珍鎭 지池智志 은恩銀 일日一 영永英榮泳 철哲鐵喆 옥玉 "
        "수洙秀壽守水 호浩鎬虎湖 용龍勇 해海 여與 경京慶敬景 희熙姬喜 숙淑 순順 춘春 "
        "명明 현賢鉉 동東东 원元源 국國 대大 중中仲 무武茂 혁赫革 룡龙 길吉 단丹 "
        "도圖图 북北 산山 혜惠 의義义 평平 회會会 환煥 택澤 훈勳薰 종鍾宗 재在載宰 "
        "상相尙 화和華花 미美 "
    ).split()
    for sign in entry[1:]
}


_HAN = re.compile("[一-鿿가-힣]")
_WITHIN_WORDS, _SEPARATING = re.compile("['`.]"), re.compile("[^a-z0-9]+")
LONGEST = 7  # letters of a syllable
_SYLLABLES = frozenset(
    syllable
    for lead, vowel, tail in product(_LEAD, _VOWEL, _TAIL)
    if len(syllable := lead + vowel + tail) <= LONGEST and not (lead in ("r", "l") and vowel == "yi")
)


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
            glides = lead not in ("r", "l") or vowel != "yi"
            if lead in _LEAD and vowel in _VOWEL and tail in _TAIL and glides:
                cuts.append((lead, vowel, tail))
    return cuts


@lru_cache(maxsize=16384)
def _cuts(word: str, most: int) -> tuple[Reading, ...]:
    """Every way to cut a word in Latin letters into at most so many syllables."""
    if not word:
        return ((),)
    if not most:
        return ()
    found = []
    for length in range(1, min(LONGEST, len(word)) + 1):
        if syllable := _latin(word[:length]):
            found += [(syllable, *rest) for rest in _cuts(word[length:], most - 1)]
    return tuple(found)


@lru_cache(maxsize=65536)  # a name is compared with many
def plain(text: str) -> str:
    """Lower-case ASCII letters, digits and single spaces; marked vowels as the South writes them."""
    marked = unicodedata.normalize("NFC", text.lower()).replace("ŏ", "eo").replace("ŭ", "eu")
    return " ".join(_SEPARATING.sub(" ", _WITHIN_WORDS.sub("", anyascii(marked).lower())).split())


@lru_cache(maxsize=65536)
def readings(word: str, *, most: int = 4) -> tuple[Reading, ...]:
    """The ways to read one written word as Korean syllables; none where it cannot be."""
    signs = [_HANJA.get(sign, sign) for sign in unicodedata.normalize("NFC", word) if not sign.isspace()]
    if signs and all(map(_is_hangul, signs)):
        return (tuple(map(hangul, signs)),) if len(signs) <= most else ()
    letters = plain(word).replace(" ", "")
    return _cuts(letters, most) if letters.isascii() and letters.isalpha() and not _has_han(word) else ()


def readable(word: str, *, most: int = 4) -> bool:
    """True where there are `readings` of a word, without making them."""
    signs = [_HANJA.get(sign, sign) for sign in unicodedata.normalize("NFC", word) if not sign.isspace()]
    if signs and all(map(_is_hangul, signs)):
        return len(signs) <= most
    letters = plain(word).replace(" ", "")
    if not letters.isalpha() or len(letters) > LONGEST * most or _has_han(word):
        return False
    ends = {0}
    for _ in range(most):
        ends = {
            end + length
            for end in ends
            for length in range(1, min(LONGEST, len(letters) - end) + 1)
            if _is_syllable(letters[end : end + length])
        }
        if len(letters) in ends:
            return True
    return False


def _is_syllable(written: str) -> bool:
    return written in _WRITTEN or written.replace("wh", "hw", 1) in _SYLLABLES


def _has_han(text: str) -> bool:
    return _HAN.search(text) is not None


def alike(one: Reading, other: Reading) -> bool:
    """True where two words can be spellings of one."""
    return len(one) == len(other) and not any(map(frozenset.isdisjoint, one, other))


@lru_cache(maxsize=16384)
def persons(name: str) -> tuple[tuple[Reading, Reading], ...]:
    """The ways to read a name as family name and given name of a Korean, whichever stands first."""
    words = re.findall(r"[^\s\-\u2010\u2011–,·]+", name)
    if len(words) == 1:
        return tuple(_cut_family(reading) for reading in readings(words[0]) if _cut_family(reading)[0])
    found = []
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        for first in filter(_is_family, readings(family, most=2)):
            for rest in product(*(readings(word, most=2 + (len(given) == 1)) for word in given)):
                second = tuple(syllable for part in rest for syllable in part)
                if 1 <= len(second) <= 3:
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


_FIRM = _table("ㄱ:k ㄲ:k ㅋ:k ㄷ:t ㄸ:t ㅌ:t ㅂ:p ㅃ:p ㅍ:p ㅅ:s ㅆ:s ㅈ:c ㅉ:c ㅊ:c ㅁ:m")
_OPEN = _table(
    "ㅏ:A ㅑ:A ㅘ:A ㅐ:E ㅒ:E ㅔ:E ㅖ:E ㅙ:E ㅚ:E ㅞ:E ㅓ:O ㅕ:O ㅗ:O ㅛ:O ㅜ:O ㅠ:O ㅡ:O ㅝ:O ㅣ:I ㅢ:I ㅟ:I"
)
_WRITTEN_VOWELS = re.compile("|".join(sorted(_VOWEL, key=len, reverse=True)))
_LETTERS = str.maketrans({"g": "k", "d": "t", "b": "p", "j": "c", **dict.fromkeys("hwylrn")})


@lru_cache(maxsize=16384)
def skeletons(name: str) -> frozenset[str]:
    """What all spellings of one Korean name have in common: its firm consonants and kinds of vowels, in no order.

    ㄴ, ㄹ and ㅇ come and go between North and South; o, u, eo and eu between the usages; "ng" in the middle of a word
    may be one sound or two, which gives a skeleton more. They find candidates, and decide nothing.
    """
    signs = "".join(_HANJA.get(sign, sign) for sign in unicodedata.normalize("NFC", name) if sign.isalpha())
    if any(map(_is_hangul, signs)):
        return frozenset({_in_no_order(map(_bones, filter(_is_hangul, signs)))})
    return frozenset(_in_no_order(parts) for parts in product(*map(_word_bones, plain(name).split())))


@cache
def _sounded(sign: str) -> str:
    """What of a syllable every way to write it tells: how it is closed, its kind of vowel, its firm consonant or h."""
    code = ord(sign) - 0xAC00
    lead, vowel, tail = _LEADS[code // 588], _VOWELS[code // 28 % 21], _TAILS[code % 28]
    closed: str = _SOUND_OF_TAIL.get(tail, tail)
    return (_FIRM.get(lead) or ("h" if lead == "ㅎ" else "")) + _OPEN[vowel] + closed


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
    return list(product(*({_sounded(sign) for sign in syllable} for syllable in reading)))


def _in_no_order(parts: Iterable[str]) -> str:
    return "".join(sorted("".join(parts)))


def _bones(sign: str) -> str:
    code = ord(sign) - 0xAC00
    lead, vowel, tail = _LEADS[code // 588], _VOWELS[code // 28 % 21], _TAILS[code % 28]
    return _FIRM.get(lead, "") + _OPEN[vowel] + _FIRM.get(_SOUND_OF_TAIL.get(tail, tail), "")


@lru_cache(maxsize=16384)
def _word_bones(word: str) -> tuple[str, ...]:
    if word in _WRITTEN:
        return (_bones(_WRITTEN[word]),)
    letters = re.sub(r"([kgtdpbsj])\1", r"\1", word.replace("wh", "hw").replace("ck", "k").replace("sh", "s"))
    letters = re.sub(r"t?ch+", "c", letters)
    open_letters = _WRITTEN_VOWELS.sub(lambda found: _OPEN[_VOWEL[found[0]][0]], letters)
    between = re.split(r"ng(?=[AEOI])", open_letters)
    ways = [
        "".join(chain(*zip(between, (*sounds, ""), strict=True)))
        for sounds in product(("", "k"), repeat=len(between) - 1)
    ]
    return tuple(way.replace("ng", "").translate(_LETTERS) for way in ways)
