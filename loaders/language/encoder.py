"""An encoder: a passage with a stretch marked in it goes in, how probable each class of such a stretch is comes out.

It reads word pieces as BERT does (uncased) and runs on the CPU, one passage at a time, so that what it says of one does
not hang on others. Its weights are 8-bit integers; `training/network.py` makes them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from refoulement.errors import LoadError

if TYPE_CHECKING:  # a fifth of a second to import: only a run that weighs numbers pays for it
    from onnxruntime import InferenceSession

FIRST, BETWEEN, UNKNOWN, OPENING, CLOSING = "[CLS]", "[SEP]", "[UNK]", "[unused0]", "[unused1]"
LONGEST = 40  # letters of a word; what is longer is none

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Room:
    """How many word pieces of a passage are read: of its opening, of what is marked, and of the whole."""

    opening: int
    marked: int
    whole: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article with the text around it; `opening` says what it is part of."""

    opening: str
    before: str
    marked: str
    after: str
    room: Room


@dataclass(frozen=True)
class Pieces:
    """The word pieces that an encoder knows, by their place; those that go on in a word begin with "##"."""

    names: tuple[str, ...]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def of(self, text: str) -> list[int]:
        """The pieces of a text, by their places: of each word always the longest that is known."""
        plain = unicodedata.normalize("NFD", text.lower())
        bare = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
        return [place for word in _WORD.findall(bare) for place in self._of_word(word)]

    def _of_word(self, word: str) -> list[int]:
        found, start = list[int](), 0
        while start < len(word) <= LONGEST:
            begun = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if begun + word[start:end] in self._places), None)
            if end is None:
                return [self._places[UNKNOWN]]
            found.append(self._places[begun + word[start:end]])
            start = end
        return found or [self._places[UNKNOWN]]

    def read(self, passage: Passage) -> tuple[list[int], int]:
        """A passage as pieces, and where in them the mark is: what is far from it is left out, as its room says."""
        opening = self.of(passage.opening)[: passage.room.opening]
        stretch = self.of(passage.marked)[: passage.room.marked - len((OPENING, CLOSING))]
        marked = [self._places[OPENING], *stretch, self._places[CLOSING]]
        before, after = self.of(passage.before), self.of(passage.after)
        room = passage.room.whole - len(opening) - len(marked) - len((FIRST, BETWEEN, BETWEEN))
        kept = min(len(before), max(room // 2, room - len(after)))
        begun = [self._places[FIRST], *opening, self._places[BETWEEN], *before[len(before) - kept :]]
        return [*begun, *marked, *after[: room - kept], self._places[BETWEEN]], len(begun)


@dataclass(frozen=True)
class Encoder:
    """A network with the `pieces` it reads and the `classes` it tells apart."""

    network: "InferenceSession"
    pieces: Pieces
    classes: tuple[str, ...]

    def probabilities(self, passage: Passage) -> dict[str, float]:
        """How probable each class is."""
        import numpy as np  # noqa: PLC0415 - see above

        places, mark = self.pieces.read(passage)
        (answer,) = self.network.run(None, {"pieces": np.array([places]), "mark": np.array([mark])})
        return {name: float(value) for name, value in zip(self.classes, answer[0], strict=True)}


def read(network: Path, pieces: Path) -> Encoder:
    """Load an encoder; the network names its classes itself. Raises `LoadError` where a file is missing or is none."""
    import onnxruntime as ort  # noqa: PLC0415 - see above
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf  # noqa: PLC0415

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # articles run beside each other, not their words
    try:
        session = ort.InferenceSession(network.read_bytes(), options, providers=["CPUExecutionProvider"])
        classes = session.get_modelmeta().custom_metadata_map["classes"].split()
        return Encoder(session, Pieces(tuple(pieces.read_text(encoding="utf-8").split("\n"))), tuple(classes))
    except (OSError, ValueError, KeyError, Fail, InvalidGraph, InvalidProtobuf) as error:
        raise LoadError(f"{network}: not an encoder ({error}); install the package anew") from error


def write_pieces(names: Sequence[str], path: Path) -> None:
    """Write the pieces of an encoder, one a line."""
    path.write_text("\n".join(names), encoding="utf-8")
