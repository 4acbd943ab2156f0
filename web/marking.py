"""A text with its passages marked: nested where one holds another, cut and reopened where two cross."""

from collections.abc import Sequence
from dataclasses import dataclass

from refoulement.graph.article import Passage


@dataclass(frozen=True, slots=True)
class Opening:
    """A passage's mark begins here; `first` is False where a crossing passage had cut it."""

    passage: Passage
    first: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """A passage's mark ends here; `last` is False where it is reopened at once."""

    passage: Passage
    last: bool


Piece = str | Opening | Closing


def marked(text: str, passages: Sequence[Passage]) -> list[Piece]:
    """The text in pieces: words, and the marks that open and close, properly nested (offsets are code points)."""
    outermost_first = sorted(set(passages), key=lambda passage: (passage.start, -passage.end))
    edges = sorted({0, len(text)} | {edge for passage in passages for edge in (passage.start, passage.end)})
    pieces: list[Piece] = []
    opened: list[Passage] = []
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        covering = [passage for passage in outermost_first if passage.start <= start < passage.end]
        kept = next(
            (depth for depth, pair in enumerate(zip(opened, covering, strict=False)) if pair[0] != pair[1]), None
        )
        kept = min(len(opened), len(covering)) if kept is None else kept
        pieces += [Closing(passage, last=passage.end <= start) for passage in reversed(opened[kept:])]
        pieces += [Opening(passage, first=passage.start == start) for passage in covering[kept:]]
        opened = covering
        if start < end:
            pieces.append(text[start:end])
    return pieces
