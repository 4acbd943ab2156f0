"""What numbers of people tell, as the sheets of annotated texts say: examples, and the classifier trained on them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from refoulement.graph.article import Article
from refoulement.graph.when import When
from refoulement.loaders import text
from refoulement.loaders.evaluate import gold
from refoulement.loaders.evaluate.gold import Sheet
from refoulement.loaders.extract import mentions, sentences
from refoulement.loaders.extract.counts import Quantity, quantities
from refoulement.loaders.extract.evidence import NONE, evidence
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.walls import told_by
from refoulement.loaders.language import BLANK, analyse
from refoulement.loaders.language.classifier import Classifier, Evidence, rounded

ROOT = Path(__file__).resolve().parents[1]
SETS = (ROOT / "tests" / "gold" / "development",)  # never the blind set
PASSAGES = tuple(sorted((ROOT / "training" / "passages").glob("*.jsonl")))
SINGLE = 0.5  # what an example out of a single passage weighs: its article is missing
PENALTY = 0.5  # the inverse of how strongly large weights are held down (scikit-learn's C)
DIGITS = 2  # digits of a weight that are kept
_UNITS = {"persons": "person", "percent": "percent"}


@dataclass(frozen=True, slots=True)
class Example:
    """One number of people in a text: the words around it, and the kind of event that the text's sheet counts so."""

    evidence: Evidence
    kind: str
    weight: float = 1.0


def annotated(folder: Path) -> Iterator[tuple[Article, Sheet]]:
    """The texts of an annotated set with their sheets."""
    sheets, _ = gold.read(folder / "sheets")
    for name, sheet in sheets.items():
        (captured,) = text.articles(folder / "corpus" / f"{name}.txt")
        yield captured.article, sheet


def passages(path: Path) -> Iterator[tuple[Article, Sheet]]:
    """Single passages, one JSON object a line: `text`, `published` and `claims` as in a sheet."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        held = json.loads(line)
        article = made_up(f"{path.stem}-{number}", held["text"], held["published"])
        yield article, gold.sheet({"claims": held["claims"]}, path)


def made_up(name: str, words: str, published: str) -> Article:
    """A passage as an article of its own."""
    return Article(
        id=name,
        text=words,
        sha256=sha256(words.encode()).hexdigest(),
        title="A passage",
        publisher="Written for training",
        published=When(published),
    )


def labelled(article: Article, sheet: Sheet) -> tuple[Scene, list[tuple[int, Quantity, str]]]:
    """The numbers of people of a text, by sentence, with the kind of the first claim that gives as many, or `NONE`."""
    reading = sentences.read(article)
    scene = mentions.find(reading, analyse(BLANK, reading.sentences))
    told = {(claim.value, claim.unit): claim.kind.capitalize() for claim in reversed(sheet.claims)}
    return scene, [
        (index, number, told.get((float(number.count.value), _UNITS[number.count.unit]), NONE))
        for index, sentence in enumerate(reading.sentences)
        for number in quantities(sentence.text, sentence.start)
        if not number.part and number.count.value is not None
    ]


def examples(article: Article, sheet: Sheet, *, weight: float = 1.0) -> Iterator[Example]:
    """Each number of people in a text, by the words around it."""
    scene, numbers = labelled(article, sheet)
    verbs = [told_by(scene, sentence) for sentence in scene.reading.sentences]
    for index, number, kind in numbers:
        yield Example(evidence(scene, index, number, verbs), kind, weight)


def gathered(sets: Iterable[Path] = SETS, files: Iterable[Path] = PASSAGES) -> list[Example]:
    """All examples of annotated sets and of passages."""
    whole = [example for folder in sets for pair in annotated(folder) for example in examples(*pair)]
    single = [example for path in files for pair in passages(path) for example in examples(*pair, weight=SINGLE)]
    return [*whole, *single]


def train(learnt: list[Example]) -> Classifier:
    """The classifier that tells examples apart best."""
    return fitted([(example.evidence, example.kind, example.weight) for example in learnt], penalty=PENALTY)


def fitted(learnt: Sequence[tuple[Evidence, str, float]], *, penalty: float) -> Classifier:
    """Multinomial logistic regression with an L2 penalty, of evidence with its class and what that weighs."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - takes a second to import
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict(evidence) for evidence, _, _ in learnt])
    model = LogisticRegression(C=penalty, max_iter=4000)
    model.fit(matrix, [name for _, name, _ in learnt], sample_weight=[weight for _, _, weight in learnt])
    rows = (rounded(row, digits=DIGITS) for row in model.coef_.T)
    return Classifier(
        tuple(str(name) for name in model.classes_),
        rounded(model.intercept_, digits=DIGITS),
        {name: row for name, row in zip(vectors.feature_names_, rows, strict=True) if any(row)},
    )
