"""What weighs the words around a number of people: a linear classifier and, where that is in doubt, an encoder."""

from collections.abc import Mapping
from dataclasses import dataclass

from refoulement.loaders.language.classifier import Classifier, Evidence
from refoulement.loaders.language.encoder import Encoder, Passage

SETTLED = (
    0.9  # from which probability on the classifier is not in doubt: the encoder, asked all the same, gives as much
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How `probable` each kind of event is, and that a number tells of none; and out of what that was found."""

    probable: Mapping[str, float]
    classifier: Classifier
    evidence: Evidence

    def words(self, kind: str, *, most: int) -> list[str]:
        """The features that speak most for a kind."""
        return self.classifier.strongest(self.evidence, kind, most=most)


@dataclass(frozen=True, slots=True)
class Weigher:
    """Two that learned the same, from words and from passages; each errs elsewhere, so their mean errs less."""

    classifier: Classifier
    encoder: Encoder

    def weigh(self, evidence: Evidence, passage: Passage) -> Weighing:
        """What a number tells, by the words around it."""
        probable = self.classifier.probabilities(evidence)
        if max(probable.values()) < SETTLED:
            read = self.encoder.probabilities(passage)
            probable = {kind: (share + read[kind]) / 2 for kind, share in probable.items()}
        return Weighing(probable, self.classifier, evidence)
