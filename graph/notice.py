"""What words name beside actors and places: a legal instrument, or a harm that awaits people."""

from dataclasses import dataclass

from refoulement.graph.article import Passage
from refoulement.ontology import concepts


@dataclass(frozen=True, slots=True)
class Notice:
    """A passage whose words name a concept of `rf:instruments`, or say that one of `rf:harms` awaits people.

    It is no claim: nobody is said to say so.
    """

    passage: Passage
    concept: str

    def __post_init__(self) -> None:
        if self.concept not in concepts("instruments") | concepts("harms"):
            raise ValueError(f"{self.concept!r} is neither one of rf:instruments nor of rf:harms")

    @property
    def property(self) -> str:
        """The local name of the property that leads from the passage to the concept."""
        return "namesInstrument" if self.concept in concepts("instruments") else "foreseesHarm"
