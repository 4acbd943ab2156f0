"""What an article says and nobody understood: a number of people that no claim was made of, and why."""

from dataclasses import dataclass

from refoulement.graph.article import Cell, Passage
from refoulement.ontology import concepts


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A passage that counts people, of which no claim was made; `because` is a concept of `rf:unclaimedReasons`.

    It is no claim, and says nothing of what the number counts.
    """

    passage: Passage
    because: str

    def __post_init__(self) -> None:
        if self.because not in concepts("unclaimedReasons"):
            raise ValueError(f"{self.because!r} is none of rf:unclaimedReasons")
        if isinstance(self.passage, Cell):
            raise TypeError(f"{self.passage.iri}: a table says itself which of its cells are claims")
