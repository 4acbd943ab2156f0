"""What judgements on claims make of events: which claims must stand together, which apart, which is part of which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from refoulement.graph.judgement import Judgement, standing

APART = {"different": "judgedDifferent", "unsure": "judgedUnsure", "part": "judgedPart"}


class Judged:
    """Some judgements between claims that are there, ready to be asked."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._class: dict[str, set[str]] = {}
        self._apart: dict[str, dict[str, str]] = defaultdict(dict)
        self.sames: list[tuple[str, str]] = []
        self.parts: list[tuple[str, str]] = []
        for one in standing(judgements):
            if one.verdict == "same":
                self.sames.append((one.first, one.second))
                joined = self.alike(one.first) | self.alike(one.second)
                self._class.update(dict.fromkeys(joined, joined))
                continue
            reason = APART[one.verdict]
            self._apart[one.first][one.second] = self._apart[one.second][one.first] = reason
            if one.verdict == "part":
                self.parts.append((one.first, one.second))

    def alike(self, claim: str) -> set[str]:
        """The claims judged to be about the same event as one, itself included."""
        return self._class.get(claim, {claim})

    @property
    def any_apart(self) -> bool:
        """True where any two claims must not be about one event."""
        return bool(self._apart)

    def apart(self, claim: str, other: str) -> str | None:
        """Why two claims must not be about one event, by the judgements on them and on those judged the same."""
        if not self._apart:
            return None
        for some in sorted(self.alike(claim)):
            for against in sorted(self.alike(other)):
                if reason := self._apart.get(some, {}).get(against):
                    return reason
        return None

    def links(self) -> Iterator[tuple[str, str]]:
        """Pairs of claims that have to be derived together."""
        yield from self.sames
        yield from self.parts
