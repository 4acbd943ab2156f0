"""From sentences to an analysis: a pipeline is asked, and its answer is taken over as values."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from refoulement.loaders.language.analysis import Analysis, Label, Span
from refoulement.loaders.language.pipelines import Pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_LABELS: dict[str, Label] = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG",
    "PLACE": "PLACE", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE",
}  # fmt: skip
# Components of spaCy's pipelines that find no names: they are not asked.
_APART = frozenset(
    ("tagger", "morphologizer", "parser", "senter", "lemmatizer", "trainable_lemmatizer", "attribute_ruler", "textcat")
)


class Stretch(Protocol):
    """A piece of an article's text: `text` is as long as `[start, end)`."""

    @property
    def start(self) -> int:
        """Offset of its first character in the article."""

    @property
    def text(self) -> str:
        """Its characters."""


def analyse(pipeline: Pipeline, sentences: Sequence[Stretch]) -> Analysis:
    """The names that a pipeline sees in the sentences of one article; offsets are those of the article."""
    nlp = pipeline.nlp
    if nlp is None:
        return Analysis()
    spans: list[Span] = []
    apart = _apart(nlp)
    with nlp.memory_zone():  # the vocabulary forgets the words of this article: memory does not grow with the corpus
        texts = (re.sub(r"\s", " ", sentence.text) for sentence in sentences)
        for sentence, doc in zip(sentences, nlp.pipe(texts, disable=apart), strict=True):
            spans += _spans(doc, sentence.start)
    return Analysis(tuple(spans))


def _apart(nlp: "Language") -> list[str]:
    """The components that find no names, nor read words for one that does."""
    apart = [name for name in nlp.pipe_names if name in _APART]
    for name, component in nlp.pipeline:
        readers = getattr(component, "listening_components", None)
        if readers and set(readers) <= set(apart):
            apart.append(name)
    return apart


def _spans(doc: "Doc", offset: int) -> Iterator[Span]:
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label and entity.text.strip():
            yield Span(offset + entity.start_char, offset + entity.end_char, label)
