"""Tokens cut at their hyphens as spaCy's tokenizer cuts them, which treebanks do not always do."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from refoulement.training.tree import OUTSIDE, UNKNOWN, Sentence, Token

Tokenizer = Callable[[str], Sequence[str]]

_HYPHENS = {"-", "–"}


def cut(sentence: Sentence, tokenize: Tokenizer) -> Sentence:
    """The sentence with such tokens in pieces: names as a chain from their first piece, others from their last."""
    pieces = [_pieces(token, tokenize) for token in sentence.tokens]
    if all(len(forms) == 1 for forms in pieces):
        return sentence
    starts = [0, *accumulate(len(forms) for forms in pieces)]
    heads = [
        start + (0 if token.dep == "flat" or token.proper else len(forms) - 1)
        for token, forms, start in zip(sentence.tokens, pieces, starts, strict=False)
    ]
    tokens: list[Token] = []
    for number, (token, forms) in enumerate(zip(sentence.tokens, pieces, strict=True)):
        above = heads[token.head]
        if len(forms) == 1:
            tokens.append(replace(token, head=above))
        else:
            tokens += _cut(token, forms, starts[number], heads[number], above)
    return replace(sentence, tokens=tuple(tokens))


def _pieces(token: Token, tokenize: Tokenizer) -> Sequence[str]:
    if any(hyphen in token.form[1:-1] for hyphen in _HYPHENS):
        return tokenize(token.form)
    return [token.form]


def _cut(token: Token, forms: Sequence[str], start: int, head: int, above: int) -> list[Token]:
    last = start + len(forms) - 1
    tokens = []
    for number, form in enumerate(forms, start):
        piece = replace(
            token,
            form=form,
            lemma=_lemma(token, form, ends=number == last),
            space=token.space and number == last,
            name=token.name if number == start or token.name in {OUTSIDE, UNKNOWN} else f"I{token.name[1:]}",
        )
        if number == head:
            piece = replace(piece, head=above)
        elif form in _HYPHENS:
            piece = replace(piece, tag="HYPH", dep="punct", head=min(number + 1, last) if token.proper else head)
        else:
            piece = replace(piece, dep="flat" if token.proper else "compound", head=head)
        tokens.append(piece)
    return tokens


def _lemma(token: Token, form: str, *, ends: bool) -> str:
    if form in _HYPHENS or token.proper:
        return form
    return token.lemma.split("-")[-1] if ends else form.lower()
