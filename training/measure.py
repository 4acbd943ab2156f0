"""What a pipeline reaches on annotated text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

LABELS = ("PERSON", "ORG", "PLACE")
COLUMNS = ("TAG", "lemma", "UAS / LAS", *(f"{label} P, R, F" for label in LABELS))


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares in percent. `names` are precision, recall and F1 by label."""

    tag: float
    lemma: float
    uas: float
    las: float
    names: dict[str, tuple[float, float, float]]

    @property
    def row(self) -> str:
        """The scores as the cells of a table, in the order of `COLUMNS`."""
        names = (", ".join(f"{share:.0f}" for share in self.names[label]) for label in LABELS)
        return " | ".join((f"{self.tag:.1f}", f"{self.lemma:.1f}", f"{self.uas:.1f} / {self.las:.1f}", *names))


def measure(nlp: Language, docs: Sequence[Doc]) -> Scores:
    """Compare a pipeline with annotated documents, tokens and sentence bounds its own."""
    scores: dict[str, Any] = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    by_label = scores["ents_per_type"] or {}
    none = {"p": 0.0, "r": 0.0, "f": 0.0}
    return Scores(
        tag=100 * scores["tag_acc"],
        lemma=100 * scores["lemma_acc"],
        uas=100 * scores["dep_uas"],
        las=100 * scores["dep_las"],
        names={label: _percent(by_label.get(label, none)) for label in LABELS},
    )


def _percent(shares: dict[str, float]) -> tuple[float, float, float]:
    return 100 * shares["p"], 100 * shares["r"], 100 * shares["f"]
