"""Whether a class of entities stays in one piece where judgements come and go, told without reading all of it.

Whoever leads anew takes the place of another: those who were the same as the old leader are the same as the new one
now, and so is the old leader. What went is bridged by what came, and the rest of the class is as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from refoulement.graph.judgement import compatible
from refoulement.ontology import subclasses

TOPS = ("Person", "Organisation", "Place")
Pair = frozenset[str]


@dataclass(frozen=True)
class Changes:
    """The pairs that were held to be the same and are no more, and those that are now; one of these is new."""

    gone: set[Pair]
    come: set[Pair]
    others: set[str]  # for whom another may stand, whichever pairs these are
    any: bool = False  # whether anything was judged otherwise than before

    def note(self, pair: Pair, *, went: bool, came: bool) -> None:
        """One more pair of which something else is said."""
        if went:
            self.gone.add(pair)
        elif came:
            self.come.add(pair)
        else:
            self.others.update(pair)


def bridged(gone: Iterable[Pair], come: Iterable[Pair]) -> tuple[set[Pair], set[Pair]]:
    """The sets of things that pairs gone or come tie together: those that what came ties as well, and the others."""
    gone, come = set(gone), set(come)
    tied, whole = _tied(come), _tied(gone | come)
    return whole & tied, whole - tied


def _tied(pairs: Iterable[Pair]) -> set[Pair]:
    """What some pairs tie together."""
    of: dict[str, set[str]] = {}
    for pair in pairs:
        *smaller, largest = sorted((of.get(thing, {thing}) for thing in pair), key=len)
        largest.update(*smaller)
        of.update(dict.fromkeys([*pair, *(thing for each in smaller for thing in each)], largest))
    return {frozenset(each) for each in {id(each): each for each in of.values()}.values()}


@cache
def never_parted(kind: str) -> bool:
    """True where no two kinds that merges can bring together with this one exclude each other."""
    kinds = {each for top in TOPS for each in subclasses(top)}
    found, waiting = {kind}, [kind]
    while waiting:
        one = waiting.pop()
        near = {other for other in kinds - found if compatible(one, other)}
        found |= near
        waiting += near
    return all(compatible(one, other) for one, other in combinations(sorted(found), 2))
