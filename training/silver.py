"""Names for text that has none annotated, from a model, where the treebank's own tags agree with it."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

_BEFORE_NAMES = {"nmod:desc", "compound", "amod"}  # relations of the titles that a name leaves out


def labelled(docs: Iterable[Doc], nlp: Language) -> Iterator[Doc]:
    """The documents with names: a whole run of proper nouns that is a name to the model; others stay unknown."""
    for doc in docs:
        guessed = nlp(nlp.make_doc(doc.text))
        labels = {(entity.start_char, entity.end_char): entity.label_ for entity in guessed.ents}
        names: list[Span] = []
        unknown: set[int] = set()
        for first, end in _runs(doc):
            name = _agreed(doc, first, end, labels)
            if name:
                names.append(name)
            else:
                unknown.update(range(first, end))
        for start, end in labels:
            span = doc.char_span(start, end)
            if span is not None:
                unknown.update(range(span.start, span.end))
        unknown -= {number for name in names for number in range(name.start, name.end)}
        doc.set_ents(names, missing=[doc[number : number + 1] for number in sorted(unknown)], default="outside")
        yield doc


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Proper nouns that stand together, with the hyphens between them, as `[first, end)`."""
    proper = [token.tag_ in {"NNP", "NNPS"} for token in doc]
    first = 0
    while first < len(doc):
        end = first + 1
        if proper[first]:
            while end < len(doc) and (proper[end] or (doc[end].tag_ == "HYPH" and proper[end + 1 : end + 2] == [True])):
                end += 1
            yield first, end
        first = end


def _agreed(doc: Doc, first: int, end: int, labels: dict[tuple[int, int], str]) -> Span | None:
    """The name that the model sees at the end of a run, where only titles stand before it."""
    stop = doc[end - 1].idx + len(doc[end - 1])
    for start in range(first, end):
        label = labels.get((doc[start].idx, stop))
        if label and all(token.dep_ in _BEFORE_NAMES for token in doc[first:start]):
            return Span(doc, start, end, label=label)
    return None
