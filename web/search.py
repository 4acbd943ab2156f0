"""Finding a thing by any of its names: whatever the case, the accents or the script."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from refoulement.graph.store import Snapshot
from refoulement.queries import PAGES
from refoulement.web.links import Link, address

SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Named:
    """One thing by one of its names; `folded` is that name as it is compared."""

    iri: str
    kind: str
    shown: str
    folded: str
    passages: int


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that matches, with its kind and the number of passages that name it."""

    link: Link
    kind: str
    passages: int


_KEPT = WeakKeyDictionary[Snapshot, tuple[Named, ...]]()


def fold(name: str) -> str:
    """A name without case, accents and surplus space; Hangul and Hanzi stay what they are."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def names(snapshot: Snapshot) -> tuple[Named, ...]:
    """Every name in a snapshot; kept as long as it is, because a snapshot never changes."""
    if snapshot not in _KEPT:
        _KEPT[snapshot] = _read(snapshot)
    return _KEPT[snapshot]


def _read(snapshot: Snapshot) -> tuple[Named, ...]:
    rows = snapshot.select(PAGES["names"].text)
    return tuple(
        Named(
            row["thing"].value,
            row["kind"].value,
            row["shown"].value,
            fold(row["name"].value),
            int(row["passages"].value) if "passages" in row else 0,
        )
        for row in rows
    )


def find(words: str, among: Iterable[Named]) -> list[Found]:
    """Things by name: the same name first, then those that begin so, then those that hold it; often named ones lead."""
    sought = fold(words)
    if not sought:
        return []
    best: dict[str, tuple[tuple[int, int, str], Named]] = {}
    for named in among:
        if sought in named.folded:
            nearness = 0 if named.folded == sought else 1 if named.folded.startswith(sought) else 2
            rank = (nearness, -named.passages, named.shown)
            if named.iri not in best or rank < best[named.iri][0]:
                best[named.iri] = (rank, named)
    ranked = [named for _, named in sorted(best.values(), key=lambda pair: pair[0])]
    return [Found(Link(named.shown, address(named.iri)), named.kind, named.passages) for named in ranked]
