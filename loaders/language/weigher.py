"""What weighs the words around a number of people: a linear classifier and, where that is in doubt, an encoder."""

from collections.abc import Sequence
from dataclasses import dataclass

from refoulement.loaders.language.classifier import Classifier, Evidence
from refoulement.loaders.language.encoder import Encoder, Passage

SETTLED = 0.9  # from which probability on the classifier is not in doubt: asked then, too, the encoder changed nothing


@dataclass(frozen=True, slots=True)
class Weigher:
    """Two that learned the same from words and from their order; each errs elsewhere, so their mean errs less."""

    classifier: Classifier
    encoder: Encoder

    def probabilities(self, evidence: Evidence, passage: Passage) -> dict[str, float]:
        """How probable each kind of event is, and that a number tells of none."""
        found = self.classifier.probabilities(evidence)
        if max(found.values()) >= SETTLED:
            return found
        also = self.encoder.probabilities(passage)
        return {kind: (share + also[kind]) / 2 for kind, share in found.items()}

    def strongest(self, evidence: Evidence, of: str, *, most: int) -> Sequence[str]:
        """The words that speak most for a kind."""
        return self.classifier.strongest(evidence, of, most=most)
