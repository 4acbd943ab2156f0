"""From sentences to an analysis: a pipeline is asked, and its answer is taken over as values."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from refoulement.loaders.language.analysis import Analysis, Label, Span, Word
from refoulement.loaders.language.pipelines import Pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LABELS: dict[str, Label] = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG",
    "PLACE": "PLACE", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE",
}  # fmt: skip
# What spaCy's own English pipelines call a relation for which Universal Dependencies has another word.
_RELATIONS = {
    "ROOT": "root", "dobj": "obj", "dative": "iobj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass",
    "auxpass": "aux:pass", "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "predet": "det:predet",
}  # fmt: skip


class Stretch(Protocol):
    """A piece of an article's text: `text` is as long as `[start, end)`."""

    @property
    def start(self) -> int:
        """Offset of its first character in the article."""

    @property
    def text(self) -> str:
        """Its characters."""


def analyse(pipeline: Pipeline, sentences: Sequence[Stretch]) -> Analysis:
    """What a pipeline says of the sentences of one article; offsets are those of the article."""
    nlp = pipeline.nlp
    if nlp is None:
        return Analysis()
    words: list[Word] = []
    spans: list[Span] = []
    with nlp.memory_zone():  # the vocabulary forgets the words of this article: memory does not grow with the corpus
        texts = (re.sub(r"\s", " ", sentence.text) for sentence in sentences)
        for sentence, doc in zip(sentences, nlp.pipe(texts), strict=True):
            words += _words(doc, sentence.start, len(words))
            spans += _spans(doc, sentence.start)
    return Analysis(tuple(words), tuple(spans))


def _words(doc: "Doc", offset: int, before: int) -> Iterator[Word]:
    """The tokens that are not white space; `before` is the number of words in front of them."""
    kept = [token for token in doc if not token.is_space]
    numbers = {token.i: number for number, token in enumerate(kept, before)}
    for token in kept:
        start = offset + token.idx
        relation = _RELATIONS.get(token.dep_, token.dep_)
        head = numbers[_head(token).i]
        yield Word(start, start + len(token), token.tag_, token.lemma_, relation, head)


def _head(token: "Token") -> "Token":
    """The nearest token above that is a word; the token itself where there is none."""
    head = token.head
    while head.is_space and head.head != head:
        head = head.head
    return token if head.is_space else head


def _spans(doc: "Doc", offset: int) -> Iterator[Span]:
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label and entity.text.strip():
            yield Span(offset + entity.start_char, offset + entity.end_char, label)
