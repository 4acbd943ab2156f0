"""The sets of documents that training reads, made from the treebanks; every choice is drawn from a seeded generator."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

from spacy.lang.en import English
from spacy.tokens import Doc

from refoulement.training import documents, quantities, swap, templates, verbs
from refoulement.training.tree import Sentence
from refoulement.training.treebanks import Paragraph, Treebanks

TYPOGRAPHIC = 0.35  # so many paragraphs get round quotes and long dashes
COUNTED = 0.6  # so many sentences get a quantity, where they can take one
TOLD = 0.3  # so many sentences get a verb of this subject, where they can take one
ROUNDS = 10  # of the templates

Change = Callable[[Sentence, Random], Sentence | None]


def write(banks: Treebanks, folder: Path) -> None:
    """Write `parser/`, `names/`, `dev.spacy`, `unnamed.spacy` and `test/` into a folder."""
    nlp = English()
    rng = Random(7)

    def documented(paragraphs: Iterable[Paragraph]) -> list[Doc]:
        set_in_type = (documents.set_in_type(paragraph, rng, TYPOGRAPHIC) for paragraph in paragraphs)
        return [documents.document(paragraph, nlp.vocab) for paragraph in set_in_type]

    named, unnamed = documented(banks.named), documented(banks.unnamed)
    swaps = [documented(_swapped(banks.named, rng)) for _ in range(2)]
    treed = [*banks.named, *banks.unnamed]
    changes: dict[str, tuple[Change, float]] = {
        "counted": (quantities.counted, COUNTED),
        "counted-alone": (quantities.counted_alone, 1),
        "told": (verbs.told, TOLD),
    }
    altered = {name: documented(_changed(treed, change, share, rng)) for name, (change, share) in changes.items()}
    plain = nlp.vocab
    for kind, sets in {
        "parser": {"named": named, "unnamed": unnamed, **altered, "swapped-1": swaps[0], "swapped-2": swaps[1]},
        "names": {
            "named": named,
            "swapped-1": swaps[0],
            "swapped-2": swaps[1],
            "loose": [documents.document(paragraph, plain) for paragraph in banks.loose],
            "templates": list(templates.documents(nlp, rng, ROUNDS)),
        },
        "test": {name: [documents.document(p, plain) for p in paragraphs] for name, paragraphs in banks.tests.items()},
        ".": {"dev": [documents.document(paragraph, plain) for paragraph in banks.dev], "unnamed": unnamed},
    }.items():
        for name, docs in sets.items():
            documents.write(docs, folder / kind / f"{name}.spacy")


def _swapped(paragraphs: Iterable[Paragraph], rng: Random) -> Iterator[Paragraph]:
    """The paragraphs in which a name was swapped."""
    for paragraph in paragraphs:
        changed = [swap.swapped(sentence, rng) for sentence in paragraph]
        if changed != paragraph:
            yield changed


def _changed(paragraphs: Iterable[Paragraph], change: Change, share: float, rng: Random) -> Iterator[Paragraph]:
    """Single sentences that a change could be made to."""
    for sentence in (sentence for paragraph in paragraphs for sentence in paragraph):
        if rng.random() < share and (changed := change(sentence, rng)):
            yield [changed]
