"""Whether two names can be of one organisation: by its words, or the initials of them."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from refoulement.graph.hanja import is_eastern
from refoulement.graph.korean import plain, written_alike
from refoulement.graph.placenames import alike_words
from refoulement.graph.verdict import Comparison, different, same, unsure

_SAME_WORD = dict(
    entry.split(":")
    for entry in (
        "center:centre organization:organisation labor:labour defense:defence intl:international "
        "int:international assn:association dept:department govt:government univ:university jail:prison "
        "korean:korea japanese:japan russian:russia mongolian:mongolia vietnamese:vietnam thai:thailand lao:laos "
        "canadian:canada australian:australia german:germany french:france asian:asia european:europe african:africa "
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
# How words end and begin in Britain, and in America or by the other usage.
_SPELLINGS = tuple((re.compile(british), american) for british, american in (
    (r"(?<=.{3})our(?=s?$|able$|ed$|ing$)", "or"), (r"(?<=.{2}[bt])re(?=s?$)", "er"),
    (r"(?<=[fc]en)ce(?=s?$)", "se"),
    (r"(?<=.{3})is(?=(?:e|ed|es|er|ing|ation)s?$)", "iz"), (r"(?<=.{3})ys(?=(?:e|ed|es|er|ing)s?$)", "yz"),
    (r"(?<=.{3})ogue(?=s?$)", "og"), (r"(?<=.{4})mme(?=s?$)", "m"), (r"(?<=.{4})ll(?=(?:or|er|ed|ing)s?$)", "l"),
    (r"^enq(?=ui)", "inq"),
))  # fmt: skip
_LONG_ENOUGH = 4  # letters of a word in which one may be a slip
_FILLERS = frozenset("the of for in and on to a s inc ltd llc co".split())


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


def compare_organisations(one: str, other: str) -> Comparison:
    if is_eastern(one) or is_eastern(other):
        return _in_another_script("".join(one.split()), "".join(other.split()))
    some, others = significant(one), significant(other)
    if some and some == others:
        return same(1.0, "the names are of the same words")
    if some and sorted(some) == sorted(others):
        if _turned(some, others) and not any(" in " in f" {plain(name)} " for name in (one, other)):
            return same(0.93, "the names are of the same words in another order")
        return unsure(0.5, "the names are of the same words, in an order that may mean something else")
    if short := _by_initials(one, other):
        return short
    if set(some) < set(others) or set(others) < set(some):
        return unsure(0.5, "one has words that the other leaves out")
    return _by_spelling(some, others)


def _in_another_script(one: str, other: str) -> Comparison:
    if one == other:
        return same(1.0, "the names are the same")
    if written_alike(one, other):
        return same(0.95, "both are one name as North and South write it")
    return unsure(0.3, "one is written in another script, and the gazetteer does not have it")


def _by_initials(one: str, other: str) -> Comparison | None:
    """What comes of it where the one is the initials of the other; None where it is not."""
    told = (re.search(r"\((\w+)\)", name) for name in (one, other))
    short = [match[1] if match else name for match, name in zip(told, (one, other), strict=True)]
    for acronym, full in ((short[0], other), (short[1], one)):
        letters = plain(acronym) if is_acronym(acronym) else ""
        if letters and letters == initials(full) and acronym.isupper():
            if len(acronym) >= 4:
                return same(0.93, "the one is the initials of the other")
            return unsure(0.6, "the one is the initials of the other, but so short that many bear it")
        if letters and letters in (initials(full), initials(full, every=True)):
            return unsure(0.6, "the one may be the initials of the other, small words included")
    return None


def _by_spelling(some: tuple[str, ...], others: tuple[str, ...]) -> Comparison:
    """What it comes to that words differ by how they are spelled, or by a letter: Health and Wealth are both words."""
    if len(some) == len(others) and all(map(_may_be_one, some, others)):
        if all(map(_is_one_word, some, others)):
            return same(0.92, "the names differ only as words are spelled in Britain and America")
        return unsure(0.6, "the names differ by a letter or in how a word is spelled, and may be of other words")
    joined = "".join(some), "".join(others)
    if Levenshtein.distance(*joined) == 1 and min(map(len, joined)) >= 12 and not re.search(r"\d", "".join(joined)):
        return unsure(0.6, "the names differ by a letter")
    return different("the names are not of the same words", score=0.9)


def _is_one_word(one: str, other: str) -> bool:
    """True where two words are one by the usages of spelling."""
    return one == other or _american(one) == _american(other)


@lru_cache(maxsize=16384)
def _american(word: str) -> str:
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return word


def _may_be_one(one: str, other: str) -> bool:
    """True where two words may be one, the one with a slip or in another spelling of a Korean word."""
    if _is_one_word(one, other):
        return True
    if min(len(one), len(other)) < _LONG_ENOUGH or re.search(r"\d", one + other):
        return False
    return Levenshtein.distance(one, other) == 1 or alike_words(one, other)
