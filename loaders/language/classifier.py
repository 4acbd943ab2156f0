"""A linear classifier: evidence in, the probability of each class out, and what weighed most."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, isfinite
from pathlib import Path

from refoulement.errors import LoadError

Evidence = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Multinomial logistic regression: for each class a `bias` and, by feature, a weight in the order of `classes`."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def __post_init__(self) -> None:
        if len(self.classes) < 2 or len(set(self.classes)) != len(self.classes):
            raise ValueError("a classifier tells two classes or more apart, each named once")
        for name, row in (("the bias", self.bias), *self.weights.items()):
            if len(row) != len(self.classes) or not all(map(isfinite, row)):
                raise ValueError(f"{name}: {len(self.classes)} finite weights are asked for, one a class")

    def probabilities(self, evidence: Evidence) -> dict[str, float]:
        """How probable each class is; features that training has not seen weigh nothing."""
        scores = list(self.bias)
        for feature, value in evidence.items():
            for number, weight in enumerate(self.weights.get(feature, ())):
                scores[number] += weight * value
        highest = max(scores)
        powers = [exp(score - highest) for score in scores]
        return {name: power / sum(powers) for name, power in zip(self.classes, powers, strict=True)}

    def strongest(self, evidence: Evidence, of: str, *, most: int) -> list[str]:
        """The features that speak most for a class, against the mean of the others; at most as many as that."""
        number = self.classes.index(of)

        def speaks(feature: str) -> float:
            row = self.weights.get(feature)
            return 0.0 if row is None else evidence[feature] * (row[number] - sum(row) / len(row))

        ranked = sorted((feature for feature in evidence if speaks(feature) > 0), key=lambda f: (-speaks(f), f))
        return ranked[:most]


def read(path: Path) -> Classifier:
    """Load a classifier from gzipped JSON. Raises `LoadError` where the file is missing or is none."""
    try:
        held = json.loads(gzip.decompress(path.read_bytes()))
        weights = {feature: tuple(row) for feature, row in held["weights"].items()}
        return Classifier(tuple(held["classes"]), tuple(held["bias"]), weights)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LoadError(f"{path}: not a classifier ({error}); install the package anew") from error


def write(classifier: Classifier, path: Path) -> None:
    """Write a classifier; the same weights make the same bytes."""
    held = {"classes": classifier.classes, "bias": classifier.bias, "weights": dict(sorted(classifier.weights.items()))}
    text = json.dumps(held, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def rounded(row: Sequence[float], *, digits: int) -> tuple[float, ...]:
    """Weights to as many digits as are worth their room."""
    return tuple(round(float(weight), digits) for weight in row)
