"""A text with its passages marked: nested where one holds another, cut and reopened where two cross."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from refoulement.graph.article import Passage
from refoulement.web.links import Link
from refoulement.web.signs import visible


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a passage is marked for.

    The numbers of the claims that rest on it; its own among what was not understood; that it names a treaty or a harm;
    whom or what it names; that a reader came for it.
    """

    claims: tuple[int, ...] = ()
    unclaimed: int | None = None
    noticed: bool = False
    name: Link | None = None
    asked: bool = False

    @property
    def underlaid(self) -> bool:
        """False where only a link or an anchor stands there."""
        return bool(self.claims or self.unclaimed or self.noticed or self.asked)


Tag = Literal["words", "open", "close", "name", "end of name", "numbers"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the marked text as a template writes it; `first` is True where a passage's mark begins."""

    tag: Tag
    words: str = ""
    passage: Passage | None = None
    mark: Mark | None = None
    first: bool = False


def tokens(text: str, marks: Mapping[Passage, Mark]) -> Iterator[Token]:
    """The text to be written, every sign of it visible, with a mark around each passage.

    No link ever stands within another: of names within names the outermost is one, and the numbers of what ends within
    a name stand behind it.
    """
    linked: list[Passage] = []
    waiting: list[Token] = []
    for piece in marked(text, list(marks)):
        match piece:
            case str():
                yield Token("words", visible(piece))
            case Opening(passage, first):
                mark = marks[passage]
                yield Token("open", passage=passage, mark=mark, first=first)
                if mark.name and not linked:
                    linked.append(passage)
                    yield Token("name", passage=passage, mark=mark)
            case Closing(passage, last):
                mark = marks[passage]
                if linked == [passage]:
                    linked.clear()
                    yield Token("end of name", passage=passage, mark=mark)
                if last and (mark.claims or mark.unclaimed):
                    waiting.append(Token("numbers", passage=passage, mark=mark))
                if not linked:
                    yield from waiting
                    waiting.clear()
                yield Token("close", passage=passage, mark=mark)
