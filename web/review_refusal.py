"""Why what a form of review sent was refused, each reason beside the field that it is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from refoulement.errors import JudgementRefused, ShapeError
from refoulement.graph.shapes import BrokenShapesError, Violation
from refoulement.ontology import NAMESPACE
from refoulement.web.review_given import label

_FIELDS: Mapping[str, str] = MappingProxyType(  # of the form, by the property that a shape speaks of
    {
        "eventType": "event_type",
        **dict.fromkeys(("countValue", "countMin", "countMax"), "value"),
        "countValueTo": "value_to",
        "countBound": "bound",
        "countUnit": "unit",
        "countNature": "nature",
        **dict.fromkeys(("when", "earliest", "latest"), "when"),
        "heldAt": "held_at",
        "claimant": "claimants",
        "harm": "harms",
        **{name: name for name in ("modality", "attribution", "via", "destination", "place", "speaker", "stance")},
        **{name: name for name in ("invokes", "person", "role", "organisation", "tie", "relative")},
    }
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong, in words: `fields` by the name of the field, `others` of none."""

    fields: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every reason, with the field to go to, if there is one."""
        return [
            *((name, f"{label(name)}: {words}") for name, words in self.fields.items()),
            *(("", one) for one in self.others),
        ]

    @classmethod
    def of(cls, error: JudgementRefused | ShapeError) -> "Refusal":
        if isinstance(error, BrokenShapesError) and error.violations:
            placed = [(_field_of(one), one.message) for one in error.violations]
            fields = {name: words for name, words in reversed(placed) if name}
            return cls(fields, tuple(dict.fromkeys(words for name, words in placed if not name)))
        if isinstance(error, JudgementRefused) and error.fields:
            return cls(error.fields)
        return cls(others=tuple(str(error).splitlines()))


def _field_of(broken: Violation) -> str:
    """The field that a shape speaks of: by its property, or because it holds the article's date against a claim's."""
    path = "when" if broken.shape == "NotAfterPublication" else (broken.path or "").removeprefix(NAMESPACE)
    return _FIELDS.get(path, "")
