"""Whose word a sentence is: what attribution finds, and claims are given."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.scene import Named

# "said Kim, a nurse | who came": what describes the speaker, and what is told of him
_WHO = re.compile(r",? who (?:[\w'-]+ ){0,6}$")
_LONGEST_DESCRIPTION = 90
_SPEAKS = re.compile(r"[\"“”;]|\b(?:said|says|told|tells|that|whose)\b")


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

    def describes(self, before: str, start: int, named: Iterable[Named]) -> bool:
        """True for what is told of the speaker in passing, the article's own word: "said Kim, who came in 2011".

        `before` is what its sentence, which begins at `start`, says before the deed; `named` who is named there.
        """
        who = _WHO.search(before)
        if who is None or _SPEAKS.search(who.group()):
            return False
        persons = [n for n in named if n.entity in self.claimants and n.entity.kind == "Person"]
        ends = [n.end - start for n in persons if n.end - start <= who.start()]
        if not ends:
            return False
        described = before[ends[-1] : who.start()]
        return len(described) <= _LONGEST_DESCRIPTION and not _SPEAKS.search(described)
