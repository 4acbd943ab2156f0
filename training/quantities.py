"""Training sentences with quantities put in, as reports have them: "up to 600", "more than 1,000 refugees"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from refoulement.training.edit import Edit, capitalised, edited
from refoulement.training.tree import OUTSIDE, Sentence, Token

# How often, and the tokens as form/lemma/tag/relation/head: # is the number, @ the noun, a digit one of these tokens.
_QUALIFIERS = {
    "up/up/IN/advmod/# to/to/IN/fixed/0": 5,
    "more/more/JJR/advmod/# than/than/IN/fixed/0": 4,
    "at/at/IN/case/1 least/least/JJS/nmod/#": 4,
    "over/over/RB/advmod/#": 4,
    "around/around/RB/advmod/#": 4,
    "about/about/RB/advmod/#": 2,
    "some/some/RB/advmod/#": 3,
    "nearly/nearly/RB/advmod/#": 1,
    "almost/almost/RB/advmod/#": 1,
    "less/less/JJR/advmod/# than/than/IN/fixed/0": 1,
    "fewer/few/JJR/advmod/# than/than/IN/fixed/0": 1,
    "as/as/RB/advmod/# many/many/JJ/fixed/0 as/as/IN/fixed/0": 2,
    "an/a/DT/det/@ estimated/estimate/VBN/amod/@": 2,
    "only/only/RB/advmod/#": 1,
    "approximately/approximately/RB/advmod/#": 1,
    "roughly/roughly/RB/advmod/#": 1,
    "": 1,
}
_ROUND = "5 7 12 15 20 29 30 34 50 60 70 80 100 120 150 180 200 229 300 400 450 500 600 700 800".split()
_WORDS = "two three four five six seven eight ten twelve twenty thirty".split()
_SHORTEST, _LONGEST = 5, 45  # tokens of a sentence worth the while
_COUNTABLE = {"nsubj", "obj", "obl", "nmod", "conj", "ROOT"}
_COUNTED = {"det", "nummod", "nmod:poss", "det:predet"}  # what no number can be put before
_VAGUE = {"many", "several", "few", "most", "more", "other", "such", "some", "all", "both", "no", "various"}
_QUALIFYING = re.compile(r"RB|JJ|DT|CD|\$|SYM|\W")  # tags of what may already qualify a number
_BARE = 0.12  # so often does the number stand for the noun
_PRONOUNS = {"they", "we", "these", "those"}


def counted(sentence: Sentence, rng: Random) -> Sentence | None:
    """The sentence with a quantity before one of its plural nouns, or a qualifier before one of its numbers."""
    tokens = sentence.tokens
    if not _SHORTEST <= len(tokens) <= _LONGEST:
        return None
    edits = [*_before_nouns(tokens, rng), *_before_numbers(tokens, rng)]
    if not edits:
        return None
    of_subjects = [edit for edit, subject in edits if subject]
    preferred = of_subjects and rng.random() < 0.6
    edit = rng.choice(of_subjects if preferred else [edit for edit, _ in edits])
    return _with(sentence, edit)


def counted_alone(sentence: Sentence, rng: Random) -> Sentence | None:
    """The sentence with a quantity for a plural pronoun: "they had crossed" becomes "more than 300 had crossed"."""
    tokens = sentence.tokens
    if not _SHORTEST <= len(tokens) <= _LONGEST:
        return None
    places = [
        number
        for number, token in enumerate(tokens)
        if token.form.lower() in _PRONOUNS
        and token.relation == "nsubj"
        and not any(other.head == number for other in tokens)
        and (number + 1 == len(tokens) or tokens[number + 1].form[0] not in "'’")
    ]
    return _with(sentence, _in_place_of(tokens, rng.choice(places), rng)) if places else None


def _with(sentence: Sentence, edit: Edit) -> Sentence:
    changed = edited(sentence, [edit])
    if edit.first > 0:
        return changed
    after = len(edit.tokens)
    opener = sentence.tokens[edit.end] if edit.end < len(sentence.tokens) else None
    if edit.end == 0 and opener and not opener.proper and opener.form[1:].islower() and opener.tag != "JJ":
        tokens = list(changed.tokens)
        tokens[after] = replace(tokens[after], form=tokens[after].form.lower())
        changed = replace(changed, tokens=tuple(tokens))
    return capitalised(changed)


def _before_nouns(tokens: Sequence[Token], rng: Random) -> Iterator[tuple[Edit, bool]]:
    """A quantity for each plural noun that can take one, and whether the noun is a subject."""
    for noun, token in enumerate(tokens):
        if token.tag not in {"NNS", "NNPS"} or token.relation not in _COUNTABLE:
            continue
        first = _first_modifier(tokens, noun)
        if first is None:
            continue
        alone = first == noun and not any(other.head == noun for other in tokens if other is not token)
        if alone and rng.random() < _BARE:
            yield _in_place_of(tokens, noun, rng), token.relation == "nsubj"
        else:
            yield _quantity(first, ~noun, rng), token.relation == "nsubj"


def _first_modifier(tokens: Sequence[Token], noun: int) -> int | None:
    """Where a number goes: before the noun's adjectives and nouns; None where it cannot."""
    first = noun
    while first > 0 and first <= tokens[first - 1].head <= noun and tokens[first - 1].dep in {"amod", "compound"}:
        first -= 1
    before = [token for token in tokens[:noun] if token.head == noun]
    outside = [
        token
        for token in tokens[:first]
        if first <= token.head < noun or (token.head == noun and token.dep in {"amod", "compound"})
    ]
    if outside or any(token.dep in _COUNTED for token in before):
        return None
    if tokens[first].form.lower() in _VAGUE or (first > 0 and tokens[first - 1].tag == "CD"):
        return None
    return first


def _before_numbers(tokens: Sequence[Token], rng: Random) -> Iterator[tuple[Edit, bool]]:
    """A qualifier for each number of things that has none."""
    for number, token in enumerate(tokens):
        noun = token.head
        if token.tag != "CD" or token.dep != "nummod" or not number < noun < number + 4:
            continue
        if tokens[noun].tag not in {"NNS", "NNPS"} or any(other.head == number for other in tokens):
            continue
        before = tokens[number - 1] if number else None
        if before and (_QUALIFYING.match(before.tag) or before.form.lower() in {"than", "to"}):
            continue
        qualifier = tuple(_qualifier(_drawn(rng), number=~number, noun=~noun))
        if qualifier:
            yield Edit(number, number, qualifier), False


def _drawn(rng: Random) -> list[str]:
    return rng.choices([*_QUALIFIERS], [*_QUALIFIERS.values()])[0].split()


def _qualifier(described: Sequence[str], *, number: int, noun: int) -> Iterator[Token]:
    """The tokens of a qualifier, on that number and noun."""
    for token in described:
        form, lemma, tag, dep, on = token.split("/")
        head = {"#": number, "@": noun}.get(on)
        yield Token(form, lemma, tag, int(on) if head is None else head, dep, name=OUTSIDE)


def _quantity(first: int, noun: int, rng: Random) -> Edit:
    """A qualified number on a noun."""
    described = _drawn(rng)
    number = replace(_number(rng), head=noun, dep="nummod")
    return Edit(first, first, (*_qualifier(described, number=len(described), noun=noun), number))


def _in_place_of(tokens: Sequence[Token], noun: int, rng: Random) -> Edit:
    """A qualified number for a noun or pronoun."""
    described = _drawn(rng)
    place = len(described)
    number = replace(_number(rng), head=place, space=tokens[noun].space)
    return Edit(noun, noun + 1, (*_qualifier(described, number=place, noun=place), number), place)


def _number(rng: Random) -> Token:
    share = rng.random()
    if share < 0.55:
        form = rng.choice(_ROUND)
    elif share < 0.85:
        form = f"{rng.choice([1, 2, 3, 5, 10, 26, 50])},{rng.choice(['000', '170', '500', '600', '350', '100'])}"
    else:
        form = rng.choice(_WORDS)
    return Token(form, form, "CD", 0, "", name=OUTSIDE)
