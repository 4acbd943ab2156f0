"""Which files a load reads: the ones named, and those found in the folders named."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from refoulement.errors import LoadError
from refoulement.loaders import LOADERS

KINDS = ", ".join(sorted(LOADERS))


@dataclass(frozen=True, slots=True)
class Sources:
    """Files to read, in order; paths that cannot be read, each with the reason; the number of files of other kinds."""

    files: tuple[Path, ...]
    refused: tuple[tuple[Path, LoadError], ...] = ()
    ignored: int = 0


def find(paths: Iterable[Path]) -> Sources:
    """Look for loadable files; a folder is walked whole, without hidden files and without following linked folders."""
    files: dict[Path, Path] = {}  # by real path: a file named twice is read once
    refused: list[tuple[Path, LoadError]] = []
    named: list[Path] = []
    ignored = 0
    for path in paths:
        if path.is_dir():
            found, others, unreadable = _walk(path)
            ignored += others
            refused.extend(unreadable)
            if not found and not unreadable:
                reason = f"{path}: no file in this folder can be loaded; put articles there ({KINDS})"
                refused.append((path, LoadError(reason)))
            files.update({file.resolve(): file for file in found})
        elif path.suffix.lower() in LOADERS:
            files.setdefault(path.resolve(), path)
        else:
            named.append(path)
    companions = {companion.resolve() for file in files.values() for companion in _companions(file)}
    refused.extend((path, _unloadable(path)) for path in named if path.resolve() not in companions)
    return Sources(tuple(files.values()), tuple(refused), ignored)


def _companions(file: Path) -> tuple[Path, ...]:
    return LOADERS[file.suffix.lower()].companions(file)


def _unloadable(path: Path) -> LoadError:
    if not path.exists():
        return LoadError(f"{path}: no such file or folder; check the path")
    return LoadError(f"{path}: files of this kind cannot be loaded; give one of {KINDS}, or a folder of them")


def _walk(folder: Path) -> tuple[list[Path], int, list[tuple[Path, LoadError]]]:
    """The loadable files of a folder in order, the number of others, and the folders that cannot be read."""
    unreadable: list[tuple[Path, LoadError]] = []

    def note(error: OSError) -> None:
        place = Path(error.filename)
        unreadable.append((place, LoadError(f"{place}: {error.strerror}; make the folder readable for this user")))

    found: list[Path] = []
    others: set[Path] = set()
    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            file = Path(place, name)
            if file.suffix.lower() in LOADERS:
                found.append(file)
            else:
                others.add(file)
    companions = {companion for file in found for companion in _companions(file)}
    return found, len(others - companions), unreadable
