"""How it comes in: one loader per kind of source file, chosen by the file's suffix."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from refoulement.loaders import table, text
from refoulement.loaders.captured import Captured


class Loader(Protocol):
    """What a module must offer to be a loader."""

    def articles(self, path: Path) -> Iterator[Captured]:
        """Read the articles of one file. Raises `LoadError`, or OSError where the file cannot be opened."""

    def companions(self, path: Path) -> tuple[Path, ...]:
        """The files that are read along with that one, there or not."""


LOADERS: dict[str, Loader] = {".csv": table, ".txt": text}
