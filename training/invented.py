"""Made-up persons, organisations and places, as the tokens of a treebank.

Trees are those of the English treebanks: a person's names hang flat on the first, an organisation's on its last noun.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from refoulement.training.tree import OUTSIDE, Token

WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))

_PIECE = re.compile(r"['’]s?|-|[^\s'’-]+")
_PREPOSITIONS = {"of", "for", "in"}
_ADJECTIVES = {*WORDS["adjectives"], "New", "Inner", "Prime"}
_LETTERS = "AABCCDDEFGHIIJKKLMNNOPPRSSTTUVW"  # about as often as in acronyms


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens whose heads count within them, and the number of the one that all hang on."""

    tokens: tuple[Token, ...]
    head: int

    @property
    def text(self) -> str:
        """The phrase as it is printed."""
        return "".join(token.form + " " * token.space for token in self.tokens).strip()

    def named(self, label: str) -> "Phrase":
        """The same phrase as one name."""
        tags = [f"B-{label}", *[f"I-{label}"] * (len(self.tokens) - 1)]
        tokens = (replace(token, name=tag) for token, tag in zip(self.tokens, tags, strict=True))
        return replace(self, tokens=tuple(tokens))


def person(rng: Random) -> Phrase:
    """A person, most often Korean, in one of the ways that such names are spelt."""
    share = rng.random()
    if share < 0.62:
        return _flat(_korean(rng))
    if share < 0.82:
        given = "".join(rng.choices(WORDS["chinese_syllables"], k=rng.choice([1, 2, 2, 2]))).capitalize()
        family = rng.choice(WORDS["chinese_family"])
        return _flat(f"{family} {given}" if rng.random() < 0.92 else family)
    family = rng.choice(WORDS["other_family"])
    return _flat(f"{rng.choice(WORDS['other_given'])} {family}" if rng.random() < 0.85 else family)


def family_name(rng: Random) -> str:
    """A name that stands after "Mr." or alone."""
    return rng.choice(WORDS["korean_family"] + WORDS["chinese_family"][:20] + WORDS["other_family"][:10])


def _korean(rng: Random) -> str:
    family = rng.choice(WORDS["korean_family"])
    one, other = rng.choices(WORDS["korean_syllables"], k=2)
    spelt = {
        f"{family} {one.capitalize()}-{other}": 56,
        f"{family} {one.capitalize()}-{other.capitalize()}": 5,
        f"{family} {one.capitalize()} {other.capitalize()}": 18,
        f"{one.capitalize()}-{other} {family}": 7,
        f"{family} {one.capitalize()}{other}": 5,
        f"{family} {one.capitalize()}": 4,
        family: 5,
    }
    return rng.choices([*spelt], [*spelt.values()])[0]


def _flat(name: str) -> Phrase:
    """A person's name as a tree."""
    tokens: list[Token] = []
    for word in name.split():
        first = len(tokens)
        pieces = word.split("-")
        tokens.append(_noun(pieces[0], 0, "flat"))
        for piece in pieces[1:]:
            tokens[-1] = replace(tokens[-1], space=False)
            tokens.append(Token("-", "-", "HYPH", len(tokens) + 1, "punct", space=False, name=OUTSIDE))
            tokens.append(_noun(piece, first, "flat"))
    return Phrase(tuple(tokens), 0)


def acronym(rng: Random) -> str:
    """Seven in ten are made of any letters, so that the shape is learnt and not the list."""
    if rng.random() < 0.3:
        return rng.choice(WORDS["acronyms"])
    return "".join(rng.choices(_LETTERS, k=rng.choice([2, 3, 3, 3, 4, 4, 5])))


def organisation(rng: Random) -> Phrase:
    """An organisation by its acronym, or by a name of several words."""
    if rng.random() < 0.28:
        return Phrase((_noun(acronym(rng), 0, ""),), 0)
    return _compound(rng.choice(WORDS["organisations"]))


def place(rng: Random) -> Phrase:
    return _compound(rng.choice(WORDS["places"]))


def title(rng: Random) -> Phrase:
    """What stands before a person's name: "Foreign Minister"."""
    return _compound(rng.choice(WORDS["titles"]))


def _compound(name: str) -> Phrase:
    """A name as a tree: nouns on the last of them, what a preposition leads on the noun before it."""
    pieces = [(match.group(), name[match.end() : match.end() + 1] == " ") for match in _PIECE.finditer(name)]
    forms = [form for form, _ in pieces]
    cuts = [number for number, form in enumerate(forms) if form in _PREPOSITIONS] or [len(forms)]
    head = cuts[0] - 1
    tokens = _chain(forms, 0, cuts[0], head)
    for cut, end in zip(cuts, [*cuts[1:], len(forms)], strict=True):
        if cut < end:
            tokens.append(Token(forms[cut], forms[cut], "IN", end - 1, "case", name=OUTSIDE))
            tokens += _chain(forms, cut + 1, end, head)
            head = end - 1
    spaced = [replace(token, space=space) for token, (_, space) in zip(tokens, pieces, strict=True)]
    spaced[-1] = replace(spaced[-1], space=True)
    return Phrase(tuple(spaced), cuts[0] - 1)


def _chain(forms: Sequence[str], first: int, end: int, above: int) -> list[Token]:
    """The tokens `[first, end)` on their last, which hangs on `above` as what its preposition leads."""
    last = end - 1
    tokens = []
    for number in range(first, end):
        form = forms[number]
        following = forms[number + 1] if number < last else ""
        if form in {"'s", "'", "’s", "’"}:
            tokens.append(Token(form, "'s", "POS", number - 1, "case", name=OUTSIDE))
        elif form == "-":
            tokens.append(Token(form, form, "HYPH", number + 1, "punct", name=OUTSIDE))
        elif form == "the":
            tokens.append(Token(form, form, "DT", last, "det", name=OUTSIDE))
        elif number == last:
            tokens.append(_noun(form, above, "nmod"))
        elif following[:1] in {"'", "’"}:
            tokens.append(_noun(form, last, "nmod:poss"))
        else:
            tokens.append(_noun(form, last, "amod" if form in _ADJECTIVES else "compound"))
    return tokens


def _noun(form: str, head: int, dep: str) -> Token:
    tag = "NNPS" if form == "States" else "NNP"
    return Token(form, "State" if form == "States" else form, tag, head, dep, name=OUTSIDE)
