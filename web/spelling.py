"""How a name is compared in a search, whatever its case, its accents, its hyphens or its script."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from refoulement.graph.hanja import has_han, pinyin

WORDS_AT_MOST = 12  # of what is sought; what is longer is no name
SIGNS_AT_MOST = 200

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split()
_TAILS = [
    "",
    *"ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(),
]
# Signs that are words of their own: Hanzi and Kana are written without spaces.
_ALONE = re.compile("([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af])")
_WITHIN = re.compile(
    "['`.’‘\u00ad\u00b4\u00b7\u02bb\u02bc\u2024\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)  # in a word, and no part of it
_APART = re.compile(r"[\W_]+")
_JOINING = re.compile(r"[-\u2010-\u2015\u2212]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A text without case, accents and surplus space; Hangul and Hanzi stay what they are."""
    if text.isascii():
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFKD", text.encode("utf-8", "replace").decode().casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    if not plain.isascii():
        plain = "".join(_in_ascii(sign) for sign in plain)
    return " ".join(unicodedata.normalize("NFKC", plain).casefold().split())


@lru_cache(maxsize=4096)
def _in_ascii(sign: str) -> str:
    """A Latin letter that is no letter with an accent, as it is written without: ø, ł, đ."""
    if sign.isascii() or not unicodedata.name(sign, "").startswith("LATIN "):
        return sign
    return anyascii(sign).lower()


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[str, ...]:
    """The words of a text as it writes them, Hanzi sign by sign."""
    bare = _ALONE.sub(r" \1 ", _WITHIN.sub("", text[:SIGNS_AT_MOST]))
    return tuple(part for part in _APART.split(bare) if part)


@lru_cache(maxsize=65536)
def keyed(part: str) -> str:
    """A word letter by letter as it is compared: Hangul as its keys are struck, so that half a syllable begins it."""
    if part.isascii() and part.isalnum():
        return part.lower()
    return "".join(_struck(sign) for sign in fold(part) if sign.isalnum())


def _struck(sign: str) -> str:
    code = ord(sign) - 0xAC00
    if 0 <= code < 11172:
        return _LEADS[code // 588] + _VOWELS[code // 28 % 21] + _TAILS[code % 28]
    if "\u1100" <= sign <= "\u1112":
        return _LEADS[ord(sign) - 0x1100]
    return sign


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(word for part in parts(text) if (word := keyed(part)))


def key(text: str) -> str:
    """A whole name in one piece: two that differ in spaces and hyphens alone have the same."""
    return "".join(words(text))


def joined(name: str) -> set[str]:
    """The words that a name has if its hyphens or spaces are left out, and as Latin letters write it."""
    found = {key(name)}
    found.update(keyed(_JOINING.sub("", piece)) for piece in name.split() if _JOINING.search(piece))
    found.update(one + other for one, other in zip(words(name), words(name)[1:], strict=False))
    if not name.isascii():
        found.update(romanised(name))
    return found - {""}


def romanised(name: str) -> set[str]:
    """A name of another script in Latin letters, as Chinese reads it where it is Hanzi."""
    if has_han(name):
        return {key(pinyin(_ALONE.sub(r" \1", name)).replace(" ", ""))}
    bare = fold(name)
    return {key(anyascii(bare))} if any(sign.isalpha() and ord(sign) > 0x24F for sign in bare) else set()
