"""Whose word a sentence is: what attribution finds, and claims are given."""

from dataclasses import dataclass

from refoulement.graph.entity import Entity


@dataclass(frozen=True, slots=True)
class Source:
    """Who a sentence's claims come from: named claimants, or the words for someone who is not named.

    `voice` is the person who speaks where the claimant is the organisation spoken for; `rule` says how the source was
    found; `inherited` where it is that of a sentence before.
    """

    claimants: tuple[Entity, ...] = ()
    words: str | None = None
    voice: Entity | None = None
    inherited: bool = False
    rule: str = ""

    def __bool__(self) -> bool:
        return bool(self.claimants or self.words)
