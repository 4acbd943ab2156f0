"""What the encoder is trained on: the numbers of people that the linear classifier learns from, in their passages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refoulement.graph.article import Article
from refoulement.loaders.evaluate.gold import Sheet
from refoulement.loaders.extract.around import passage
from refoulement.loaders.extract.evidence import NONE
from refoulement.loaders.language.encoder import BETWEEN, CLOSING, FIRST, OPENING, UNKNOWN, Passage
from refoulement.training.counted import PASSAGES, ROOT, SINGLE, annotated, labelled, passages

SETS = tuple(ROOT / "tests" / "gold" / name for name in ("development", "read"))  # never the blind set
CLASSES = (NONE, "Arrival", "Death", "Detention", "Presence", "Repatriation", "Rescue")
TYPOGRAPHY = "–—‘’“”…•€£¥"


@dataclass(frozen=True, slots=True)
class Example:
    """One number of people in a text, and the kind of event that the text's sheet counts so."""

    passage: Passage
    kind: str
    weight: float


def examples(article: Article, sheet: Sheet, *, weight: float = 1.0) -> Iterator[Example]:
    """Each number of people in a text, by its passage."""
    scene, numbers = labelled(article, sheet)
    for index, number, kind in numbers:
        yield Example(passage(scene, index, number), kind, weight)


def gathered() -> list[Example]:
    """All examples of the annotated sets and of passages."""
    whole = [example for folder in SETS for pair in annotated(folder) for example in examples(*pair)]
    single = [example for path in PASSAGES for pair in passages(path) for example in examples(*pair, weight=SINGLE)]
    return [*whole, *single]


def kept(names: Sequence[str]) -> list[int]:
    """The places of the pieces that a text without capitals and accents can have."""
    special = (FIRST, BETWEEN, UNKNOWN, OPENING, CLOSING)
    return [
        place
        for place, name in enumerate(names)
        if name in special
        or (not name.startswith("[") and all(letter.isascii() or letter in TYPOGRAPHY for letter in name))
    ]
