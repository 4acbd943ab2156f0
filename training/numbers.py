"""The numbers of people of annotated texts, with what stands around them: what the encoder of numbers is trained on."""

from collections.abc import Iterator

from refoulement.graph.article import Article
from refoulement.loaders.evaluate.gold import Sheet
from refoulement.loaders.extract.around import passage
from refoulement.loaders.extract.evidence import NONE
from refoulement.training.counted import PASSAGES, ROOT, SINGLE, annotated, labelled, passages
from refoulement.training.encoder import Example

SETS = tuple(ROOT / "tests" / "gold" / name for name in ("development", "read"))  # never the blind set
CLASSES = (NONE, "Arrival", "Death", "Detention", "Presence", "Repatriation", "Rescue")


def examples(article: Article, sheet: Sheet, *, weight: float = 1.0) -> Iterator[Example]:
    """Each number of people in a text, by its passage."""
    scene, numbers = labelled(article, sheet)
    for index, number, kind in numbers:
        yield Example(passage(scene, index, number), (kind,), weight)


def gathered() -> list[Example]:
    """All examples of the annotated sets and of passages."""
    whole = [example for folder in SETS for pair in annotated(folder) for example in examples(*pair)]
    single = [example for path in PASSAGES for pair in passages(path) for example in examples(*pair, weight=SINGLE)]
    return [*whole, *single]
