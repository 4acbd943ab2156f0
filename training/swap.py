"""Training sentences with made-up names in the place of those they have, trees and all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from refoulement.training import invented
from refoulement.training.edit import Edit, capitalised, edited
from refoulement.training.invented import Phrase
from refoulement.training.tree import OUTSIDE, Sentence, Token, names, root_of

_MADE: dict[str, Callable[[Random], Phrase]] = {
    "PERSON": invented.person,
    "ORG": invented.organisation,
    "PLACE": invented.place,
}
_SHARES = {"PERSON": 0.85, "ORG": 0.7, "PLACE": 0.45}  # so often is a name swapped
_TITLED = 0.22  # so often does a person get a title where none stands before the name
_ABBREVIATED = 0.25  # so often does an organisation get its acronym in brackets
_OF_A_PARTY = {"Rep.", "Lawmaker", "Leader", "Chairman", "Spokesperson"}


def swapped(sentence: Sentence, rng: Random) -> Sentence:
    """The sentence with a share of its names swapped; the same one where none is."""
    tokens = sentence.tokens
    edits = []
    for first, last, label in names(tokens):
        head = root_of(tokens, first, last)
        inside = range(first, last + 1)
        hanging = sum(tokens[number].head not in inside or tokens[number].head == number for number in inside)
        if rng.random() >= _SHARES[label] or head is None or hanging != 1:
            continue
        phrase = _MADE[label](rng).named(label)
        if label == "PERSON" and len(phrase.tokens) > 1 and _may_be_titled(tokens, first) and rng.random() < _TITLED:
            phrase = _titled(phrase, rng)
        if label == "ORG" and len(phrase.tokens) > 1 and rng.random() < _ABBREVIATED:
            phrase = _abbreviated(phrase, rng)
        ending = replace(phrase.tokens[-1], space=tokens[last].space)
        edits.append(Edit(first, last + 1, (*phrase.tokens[:-1], ending), phrase.head))
    return capitalised(edited(sentence, edits)) if edits else sentence


def _may_be_titled(tokens: Sequence[Token], first: int) -> bool:
    if first == 0:
        return True
    before = tokens[first - 1]
    return (
        not before.proper and before.tag not in {"HYPH", "NN", "``"} and before.dep not in {"det", "amod", "nmod:poss"}
    )


def _titled(name: Phrase, rng: Random) -> Phrase:
    """A name with a title before it, and sometimes a party's acronym before that."""
    title = invented.title(rng)
    head, lead = title.head, list(title.tokens)
    if title.text in _OF_A_PARTY and rng.random() < 0.5:
        party = Token(invented.acronym(rng), "", "NNP", 1, "compound", name="B-ORG")
        lead = [replace(party, lemma=party.form), *(replace(token, head=token.head + 1) for token in lead)]
        head += 1
    lead[head] = replace(lead[head], head=len(lead) + name.head, dep="nmod:desc")
    moved = (replace(token, head=token.head + len(lead)) for token in name.tokens)
    return Phrase((*lead, *moved), name.head + len(lead))


def _abbreviated(name: Phrase, rng: Random) -> Phrase:
    """A name with its acronym in brackets after it."""
    short, end = invented.acronym(rng), len(name.tokens)
    tail = (
        Token("(", "(", "-LRB-", end + 1, "punct", space=False, name=OUTSIDE),
        Token(short, short, "NNP", name.head, "appos", space=False, name="B-ORG"),
        Token(")", ")", "-RRB-", end + 1, "punct", name=OUTSIDE),
    )
    return Phrase((*name.tokens, *tail), name.head)
