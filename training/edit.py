"""Tokens put into a sentence, or in the place of others, with the tree kept whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from refoulement.training.tree import Sentence, Token, root_of


@dataclass(frozen=True, slots=True)
class Edit:
    """`tokens` take the place of the old tokens `[first, end)`; nothing gives way where the two are equal.

    Heads count within `tokens`; one below zero is an old token, `~number`. `head` is the token on which all hangs that
    hung on what gave way, and which itself hangs where that did.
    """

    first: int
    end: int
    tokens: tuple[Token, ...]
    head: int = 0


def edited(sentence: Sentence, edits: Sequence[Edit]) -> Sentence:
    """The sentence after edits that do not overlap."""
    old = sentence.tokens
    order = list(_order(len(old), {edit.first: edit for edit in edits}))
    places: dict[int, int] = {}
    length = 0
    for part in order:
        if isinstance(part, Edit):
            places.update((number, length + part.head) for number in range(part.first, part.end))
            length += len(part.tokens)
        else:
            places[part] = length
            length += 1
    new: list[Token] = []
    for part in order:
        if isinstance(part, Edit):
            new += list(_put(part, old, places, len(new)))
        else:
            new.append(replace(old[part], head=places[old[part].head]))
    return replace(sentence, tokens=tuple(new))


def _order(length: int, edits: dict[int, Edit]) -> Iterator[int | Edit]:
    """Old tokens, by number, and edits as they follow each other."""
    number = 0
    while number < length:
        edit = edits.get(number)
        if edit:
            yield edit
        if edit and edit.end > number:
            number = edit.end
        else:
            yield number
            number += 1


def _put(edit: Edit, old: Sequence[Token], places: dict[int, int], start: int) -> Iterator[Token]:
    root = root_of(old, edit.first, edit.end - 1)
    for number, token in enumerate(edit.tokens):
        if number == edit.head and root is not None:
            yield replace(token, head=places[old[root].head], dep=old[root].dep)
        else:
            yield replace(token, head=start + token.head if token.head >= 0 else places[~token.head])


def capitalised(sentence: Sentence) -> Sentence:
    """The sentence with a capital at its head."""
    first, *others = sentence.tokens
    return replace(sentence, tokens=(replace(first, form=first.form[:1].upper() + first.form[1:]), *others))
