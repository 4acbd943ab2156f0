"""Which Korean syllables a syllable in Latin letters can stand for, and which of them some usage clearly spells so.

A usage is told by the name: "eo" and "eu" are Revised Romanisation, ŏ and ŭ McCune–Reischauer; without either it may be
that without its marks, North Korean practice, or no system at all. What is written by habit, or so only in another
usage than the rest of the name, is a loose reading, and a clear one only where no clear reading is a syllable of names.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from anyascii import anyascii

from refoulement.graph import hanja


class Syllable(NamedTuple):
    """The Hangul syllables that a written one can stand for: those that it clearly spells, and every one."""

    clear: frozenset[str]
    every: frozenset[str]


Reading = tuple[Syllable, ...]

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
SOUND_OF_TAIL = {
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


def table(written: str) -> dict[str, str]:
    """A spelling and the sounds it can stand for, parted by a colon; the empty spelling is written "-"."""
    pairs = (entry.split(":") for entry in written.split())
    return {spelling.replace("-", ""): sounds.replace("-", "") for spelling, sounds in pairs}


_LEAD = table(
    "-:ㅇ n:ㄴ r:ㄹ rh:ㄹ l:ㄹㅇ m:ㅁ h:ㅎ g:ㄱㄲ k:ㄱㅋㄲ k':ㅋ kh:ㅋ kk:ㄲ d:ㄷㄸ t:ㄷㅌㄸ t':ㅌ th:ㅌ tt:ㄸ "
    "b:ㅂㅃ p:ㅂㅍㅃ p':ㅍ ph:ㅍ pp:ㅃ s:ㅅㅆ sh:ㅅ ss:ㅆ j:ㅈㅉ jj:ㅉ ch:ㅈㅊ ch':ㅊ tch:ㅉ chh:ㅊ"
)
VOWEL = table(
    "a:ㅏ ah:ㅏ ae:ㅐ ai:ㅐ ay:ㅐ ya:ㅑ yae:ㅒ eo:ㅓ ŏ:ㅓ uh:ㅓ e:ㅔㅐ eh:ㅔ ey:ㅔ yeo:ㅕ yŏ:ㅕ ye:ㅖ o:ㅗㅓ oh:ㅗ "
    "wa:ㅘ wae:ㅙㅚ oe:ㅚ oi:ㅚ yo:ㅛㅕ oo:ㅜ woo:ㅜ wu:ㅜ u:ㅜ ou:ㅜ wo:ㅝ wŏ:ㅝ weo:ㅝ we:ㅞㅚ "
    "wi:ㅟ ui:ㅢㅟ ŭi:ㅢ eui:ㅢ yu:ㅠ yoo:ㅠ you:ㅠ eu:ㅡ ŭ:ㅡ i:ㅣ ee:ㅣ ie:ㅣ yi:ㅣ"
)
# Read so only before a final consonant: "Chul" and "Yung" are 철 and 영, "Chu" and "Yu" are never 처 and 여.
_CLOSED = table("u:ㅓㅡ yu:ㅕ you:ㅕ yoo:ㅕ ou:ㅓ")
_TAIL = table("-:- k:ㄱ g:ㄱ ck:ㄱ n:ㄴ t:ㄷ d:ㄷ s:ㄷ l:ㄹ r:ㄹ m:ㅁ p:ㅂ b:ㅂ ng:ㅇ")
WRITTEN = table("park:박 hur:허 burm:범 chough:조 reah:리 syng:승")  # by habit alone

# What is loose: of a lead and of a vowel whatever the usage, then in each usage.
_LOOSE_VOWELS = frozenset(
    {("e", "ㅐ"), ("wae", "ㅚ"), ("we", "ㅚ"), ("ui", "ㅟ"), ("u", "ㅓ"), ("yu", "ㅕ"), ("yoo", "ㅕ")}
)
_LOOSE_LEADS = {
    "": frozenset({("l", "ㅇ")}),
    "revised": frozenset({("l", "ㅇ"), ("ch", "ㅈ"), ("t", "ㄷ"), ("p", "ㅂ")}),
    "marked": frozenset({("l", "ㅇ"), ("ch", "ㅊ"), ("t", "ㅌ"), ("p", "ㅍ"), ("k", "ㅋ")}),
}
_UNMARKED = frozenset({("o", "ㅓ"), ("yo", "ㅕ"), ("u", "ㅡ")})  # without its mark in McCune–Reischauer only
_REVISED_LEADS = ("g", "d", "b")  # no name begins so in McCune–Reischauer
# Habits as firm as a system: most bearers of a name in 성, 철 or 선 write it so.
_FIRM_HABITS = frozenset(
    {"sung:성", "jung:정", "chung:정", "chul:철", "sun:선", "suk:석", "hyung:형", "sup:섭", "sub:섭"}
)

_REVISED, _MARKED = re.compile("eo|eu(?!i)"), re.compile("[ŏŭ']")
_PIECES = re.compile("[ŏŭ]|[^ŏŭ]+")
_NO_ASPIRATION = re.compile("'(?![aeiouwyŏŭ])|(?<![ktp])(?<!ch)'")
LONGEST = 8  # letters of a syllable
_SYLLABLES = frozenset(
    written
    for lead, vowel, tail in product(_LEAD, VOWEL, _TAIL)
    if len(written := lead + vowel + tail) <= LONGEST and not (lead in ("r", "l") and vowel == "yi")
)


def parted(sign: str) -> tuple[str, str, str]:
    """A Hangul syllable as lead, vowel and how it is closed when it is spoken."""
    code = ord(sign) - 0xAC00
    tail: str = TAILS[code % 28]
    return LEADS[code // 588], VOWELS[code // 28 % 21], SOUND_OF_TAIL.get(tail, tail)


def compose(lead: str, vowel: str, tail: str) -> str:
    """A Hangul syllable of its parts."""
    return chr(0xAC00 + (LEADS.index(lead) * 21 + VOWELS.index(vowel)) * 28 + TAILS.index(tail))


def _softened(lead: str, vowel: str) -> str:
    """The sounds an initial has: the North writes and says ㄹ where the South has ㄴ or nothing (리/이, 로/노)."""
    if lead == "ㄹ":
        return "ㄹㅇ" if vowel in "ㅣㅑㅕㅛㅠㅖ" else "ㄹㄴ"
    return "ㄴㅇ" if lead == "ㄴ" and vowel in "ㅕㅛㅠ" else lead


@cache
def spoken(sign: str) -> frozenset[str]:
    """A Hangul syllable as North and South write and say it; 희 is said, and in the North often written, 히."""
    lead, vowel, tail = parted(sign)
    vowels = "ㅣㅢ" if lead == "ㅎ" and vowel in "ㅣㅢ" and not tail else vowel
    return frozenset(compose(softer, one, tail) for one in vowels for softer in _softened(lead, one))


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Small Latin letters without spaces and signs, with the marks of McCune–Reischauer."""
    marked = unicodedata.normalize("NFC", text.lower())
    plain = (piece if piece in "ŏŭ" else anyascii(piece).lower() for piece in _PIECES.findall(marked))
    kept = "".join(sign for sign in "".join(plain) if sign.isalnum() or sign == "'")
    return _NO_ASPIRATION.sub("", kept)


def usage(written: str) -> str:
    """The usage that some `letters` show: "revised", "marked" or neither ("")."""
    if _MARKED.search(written):
        return "marked"
    return "revised" if _REVISED.search(written) else ""


@cache
def syllable(written: str, usage: str) -> Syllable | None:
    """What one syllable in Latin letters can stand for; None where it is none."""
    if written in WRITTEN:
        return Syllable(spoken(WRITTEN[written]), spoken(WRITTEN[written]))
    clear, every = set[str](), set[str]()
    for lead, vowel, tail in _split(written.replace("wh", "hw", 1)):
        readings = VOWEL[vowel] + (_CLOSED.get(vowel, "") if tail else "")
        if lead == "h" and vowel in ("i", "ee"):
            readings += "ㅢ"
        for one_lead, one_vowel in product(_LEAD[lead], readings):
            found = {compose(softer, one_vowel, _TAIL[tail]) for softer in _softened(one_lead, one_vowel)}
            every |= found
            if not _is_loose(lead, one_lead, vowel, one_vowel, usage):
                clear |= found
    clear |= {sign for sign in every if f"{written}:{sign}" in _FIRM_HABITS}
    if not clear & hanja.read_so():
        clear |= every & hanja.read_so() or every
    return Syllable(frozenset(clear), frozenset(every)) if every else None


def _is_loose(lead: str, sound: str, vowel: str, vowel_sound: str, usage: str) -> bool:
    """True where a usage does not spell a lead and a vowel so."""
    if (vowel, vowel_sound) in _LOOSE_VOWELS or (lead, sound) in _LOOSE_LEADS[usage]:
        return True
    return (vowel, vowel_sound) in _UNMARKED and (usage != "" or lead in _REVISED_LEADS)


def _split(syllable: str) -> list[tuple[str, str, str]]:
    """Every way to cut a syllable into lead, vowel and tail."""
    cuts = []
    for start in range(min(3, len(syllable)) + 1):
        for end in range(start + 1, min(start + 3, len(syllable)) + 1):
            lead, vowel, tail = syllable[:start], syllable[start:end], syllable[end:]
            glides = lead not in ("r", "l") or vowel != "yi"
            if lead in _LEAD and vowel in VOWEL and tail in _TAIL and glides:
                cuts.append((lead, vowel, tail))
    return cuts


@lru_cache(maxsize=16384)
def cuts(word: str, most: int, usage: str) -> tuple[Reading, ...]:
    """Every way to cut a word in Latin letters into at most so many syllables."""
    return tuple(_cuts(word, most, usage))


def _cuts(word: str, most: int, usage: str) -> Iterator[Reading]:
    if not word:
        yield ()
    elif most:
        for length in range(1, min(LONGEST, len(word)) + 1):
            if first := syllable(word[:length], usage):
                yield from ((first, *rest) for rest in cuts(word[length:], most - 1, usage))


def can_be_cut(word: str, most: int) -> bool:
    """True where there are `cuts` of a word, without making them."""
    if len(word) > LONGEST * most:
        return False
    ends = {0}
    for _ in range(most):
        ends = {
            end + length
            for end in ends
            for length in range(1, min(LONGEST, len(word) - end) + 1)
            if _is_syllable(word[end : end + length])
        }
        if len(word) in ends:
            return True
    return False


def _is_syllable(written: str) -> bool:
    return written in WRITTEN or written.replace("wh", "hw", 1) in _SYLLABLES
