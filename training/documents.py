"""From sentences to the documents that spaCy trains on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from refoulement.training.tree import UNKNOWN, Sentence, Token, names

LONGEST = 8  # sentences: about a paragraph


def paragraphs(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences that stand together, a new paragraph where one opens or the last is full."""
    together: list[Sentence] = []
    for sentence in sentences:
        if together and (sentence.opens or len(together) >= LONGEST):
            yield together
            together = []
        together.append(sentence)
    if together:
        yield together


def document(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """A paragraph with all that is known of it."""
    tokens: list[Token] = []
    starts: list[bool] = []
    for sentence in sentences:
        offset = len(tokens)
        tokens += [replace(token, head=token.head + offset) for token in sentence.tokens]
        tokens[-1] = replace(tokens[-1], space=True)
        starts += [True, *[False] * (len(sentence.tokens) - 1)]
    words = [token.form.replace(" ", "\u00a0") for token in tokens]  # "1 000" is one token
    spaces = [*(token.space for token in tokens[:-1]), False]
    if all(sentence.parsed for sentence in sentences):
        doc = Doc(
            vocab,
            words=words,
            spaces=spaces,
            tags=[token.tag for token in tokens],
            lemmas=[token.lemma for token in tokens],
            heads=[token.head for token in tokens],
            deps=[token.dep for token in tokens],
        )
    else:
        doc = Doc(vocab, words=words, spaces=spaces)
    unknown = [doc[number : number + 1] for number, token in enumerate(tokens) if token.name == UNKNOWN]
    entities = [Span(doc, first, last + 1, label=label) for first, last, label in names(tokens)]
    doc.set_ents(entities, missing=unknown, default="outside")
    return doc


def typographic(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The same paragraph as publishers set it, with round quotes, apostrophes and long dashes."""
    opened = False
    changed = []
    for sentence in sentences:
        tokens = []
        for token in sentence.tokens:
            form = token.form.replace("'", "’")
            if token.form == '"':
                opened = not opened
                form = "“" if opened else "”"
            elif token.form in {"``", "''", "--"}:
                form = {"``": "“", "''": "”", "--": "—"}[token.form]
            tokens.append(replace(token, form=form))
        changed.append(replace(sentence, tokens=tuple(tokens)))
    return changed


def set_in_type(sentences: list[Sentence], rng: Random, share: float) -> list[Sentence]:
    """A share of all paragraphs in typographic form."""
    return typographic(sentences) if rng.random() < share else sentences


def write(docs: Sequence[Doc], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(path)


def load(path: Path, vocab: Vocab) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(vocab))
