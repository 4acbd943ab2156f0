"""What weighs the words of a passage: a linear classifier and, where that is in doubt, an encoder."""

from collections.abc import Mapping
from dataclasses import dataclass

from refoulement.loaders.language.classifier import Classifier, Evidence
from refoulement.loaders.language.encoder import Encoder, Passage

SETTLED = (
    0.9  # from which probability on the classifier is not in doubt: the encoder, asked all the same, tells no more
)
SHOWN = 4  # how many of the words that weighed most a reason names


@dataclass(frozen=True, slots=True)
class Weighing:
    """How `probable` each class is, and out of what that was found."""

    probable: Mapping[str, float]
    classifier: Classifier
    evidence: Evidence

    def because(self, of: str) -> str:
        """How probable a class is, and the features that speak most for it, in words."""
        strongest = self.classifier.strongest(self.evidence, of, most=SHOWN)
        return f"weighed ({self.probable[of]:.0%}): " + ", ".join(f"“{feature}”" for feature in strongest)


@dataclass(frozen=True, slots=True)
class Weigher:
    """Two that learned the same, from words and from passages; each errs elsewhere, so their mean errs less."""

    classifier: Classifier
    encoder: Encoder

    def weigh(self, evidence: Evidence, passage: Passage, *, doubted: bool = False) -> Weighing:
        """What a passage tells, by its words; `doubted` where rules say something that the classifier may not know."""
        probable = self.classifier.probabilities(evidence)
        if doubted or max(probable.values()) < SETTLED:
            read = self.encoder.probabilities(passage)
            probable = {name: (share + read[name]) / 2 for name, share in probable.items()}
        return Weighing(probable, self.classifier, evidence)
