"""All that a snapshot holds, as files: N-Quads and TriG, gzipped, with their sums (SHA-256).

dumps/N/refoulement-<tier>.nq.gz    what snapshot N holds, by graph and then by triple, as text sorts; likewise .trig.gz
dumps/N/SHA256SUMS                  what `sha256sum --check` reads
dumps/N/…                           what else was made of the snapshot, for the server alone
dumps/.new-N-…                      one that is being written

The same quads give the same bytes, whatever order an engine keeps them in. Quads are sorted on the disk, so that memory
does not grow with the graph.
"""

import gzip
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from heapq import merge
from io import TextIOWrapper
from itertools import groupby, islice
from pathlib import Path
from secrets import token_hex
from types import MappingProxyType

from pyoxigraph import DefaultGraph, Quad

from refoulement.errors import StoreError

FOLDER, SUMS = "dumps", "SHA256SUMS"
LINES_IN_MEMORY = 200_000  # about 60 MB; as many files are merged as there are times so many quads
_OF_A_SNAPSHOT = re.compile(r"(?:\.new-)?([1-9][0-9]*)(?:-[0-9a-f]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """One file of a dump: `version` is its snapshot's number, `size` in bytes, `media_type` that of what is packed."""

    path: Path
    version: int
    media_type: str
    sha256: str
    size: int


def _line(quad: Quad) -> str:
    """A quad as it is sorted: its graph first, which is nothing for the default graph."""
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
    return f"{graph} {quad.subject} {quad.predicate} {quad.object}\n"


def _n_quads(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        graph, _, triple = line[:-1].partition(" ")
        yield f"{triple} {graph} .\n" if graph else f"{triple} .\n"


def _trig(lines: Iterable[str]) -> Iterator[str]:
    """A block a graph, a sentence a subject; no more than a line is held."""
    quads = (line[:-1].split(" ", 3) for line in lines)
    for graph, of_graph in groupby(quads, key=lambda quad: quad[0]):
        yield f"{graph} {{\n".lstrip()
        for subject, of_subject in groupby(of_graph, key=lambda quad: quad[1]):
            sign = subject
            for _, _, predicate, term in of_subject:
                yield f"{sign} {predicate} {term}"
                sign = " ;\n"
            yield " .\n"
        yield "}\n"


_Form = Callable[[Iterable[str]], Iterator[str]]
# Suffix of a file, media type, how the sorted lines are written.
FORMS: Mapping[str, tuple[str, _Form]] = MappingProxyType(
    {"nq": ("application/n-quads", _n_quads), "trig": ("application/trig", _trig)}
)


def _sorted_files(quads: Iterable[Quad], folder: Path) -> list[Path]:
    """The quads as lines in some files, each sorted."""
    lines, files = map(_line, quads), list[Path]()
    while batch := sorted(islice(lines, LINES_IN_MEMORY)):
        files.append(folder / f"sorted-{len(files)}")
        with files[-1].open("w", encoding="utf-8", newline="") as file:
            file.writelines(batch)
    return files


@contextmanager
def _merged(files: list[Path]) -> Iterator[Iterable[str]]:
    """All their lines in order."""
    with ExitStack() as stack:
        yield merge(*(stack.enter_context(file.open(encoding="utf-8", newline="\n")) for file in files))


def _write_gzipped(path: Path, lines: Iterable[str]) -> None:
    """Write lines with neither name nor time in the header: equal lines make equal files."""
    with path.open("wb") as file:
        with (
            gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0) as packed,
            TextIOWrapper(packed, encoding="utf-8", newline="") as text,
        ):
            text.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def write(quads: Iterable[Quad], folder: Path, *, tier: str) -> None:
    """Write the files of a dump into a folder that is there."""
    files, sums = _sorted_files(quads, folder), list[str]()
    for suffix, (_, form) in FORMS.items():
        path = folder / f"refoulement-{tier}.{suffix}.gz"
        with _merged(files) as lines:
            _write_gzipped(path, form(lines))
        with path.open("rb") as file:
            sums.append(f"{file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (folder / SUMS).write_text("".join(sums), encoding="ascii")
    for file_of_lines in files:
        file_of_lines.unlink()


def write_out(quads: Iterable[Quad], folder: Path, *, tier: str) -> None:
    """Write a dump into any folder, in the place of an earlier one. Raises `StoreError`."""
    new = folder / f".new-{token_hex(4)}"
    try:
        new.mkdir(parents=True)
        write(quads, new, tier=tier)
        for path in sorted(new.iterdir(), reverse=True):  # the sums last
            path.replace(folder / path.name)
    except OSError as error:
        raise StoreError(f"{folder}: {error}; the dump is not whole") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def make(
    store: Path, version: int, quads: Iterable[Quad], *, tier: str, beside: Mapping[str, str] | None = None
) -> bool:
    """Write the dump of a tier's snapshot, whole or not at all; False where there is one. Raises `StoreError`.

    `beside` are texts that are kept with it and offered to nobody.

    The work lies inside `dumps/`, which whoever withholds a name takes away whole after the snapshots: a dump of what
    was withheld meanwhile has no place left to go to, and one that is begun later finds its snapshot gone.
    """
    target, snapshot = store / FOLDER / str(version), store / "snapshots" / str(version)
    if target.exists():
        return False
    new = store / FOLDER / f".new-{version}-{token_hex(4)}"
    try:
        new.mkdir(parents=True)
        if snapshot.exists():
            for name, text in (beside or {}).items():
                (new / name).write_text(text, encoding="utf-8")
            write(quads, new, tier=tier)
            new.rename(target)
            return True
    except OSError as error:
        if target.exists():
            return False  # another process was quicker
        if snapshot.exists():
            raise StoreError(f"{target}: {error}; no dump was written, the snapshot is untouched") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    raise StoreError(f"{store}: snapshot {version} was taken away while it was dumped; run it again for the new one")


def made(store: Path) -> tuple[int, ...]:
    """The snapshots of which a tier's store has a dump, in order."""
    names = (path.name for path in (store / FOLDER).glob("*"))
    return tuple(sorted(int(name) for name in names if name.isascii() and name.isdigit()))


def dumped(store: Path, version: int) -> tuple[Dump, ...]:
    """The files of a snapshot's dump; none where it has none."""
    folder = store / FOLDER / str(version)
    found = []
    try:
        for line in (folder / SUMS).read_text(encoding="ascii").splitlines():
            digest, _, name = line.partition("  ")
            path = folder / name
            media_type, _ = FORMS[name.split(".")[-2]]
            found.append(
                Dump(path=path, version=version, media_type=media_type, sha256=digest, size=path.stat().st_size)
            )
    except FileNotFoundError:
        return ()  # it has none, or it was taken away just now
    return tuple(found)


def kept_beside(store: Path, version: int, name: str) -> str | None:
    """A text that was kept with the dump of a snapshot; None where there is none."""
    try:
        return (store / FOLDER / str(version) / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def tidy(store: Path, *, oldest: int) -> None:
    """Remove the dumps of snapshots before one, finished or not."""
    for path in (store / FOLDER).glob("*"):
        number = _OF_A_SNAPSHOT.fullmatch(path.name)
        if number and int(number[1]) < oldest:
            shutil.rmtree(path, ignore_errors=True)


def forget(store: Path) -> None:
    """Remove every dump, those that are being written too: at once out of every path, then from the disk."""
    there = store / FOLDER
    if there.exists():
        there.rename(store / f"{FOLDER}-forgotten-{token_hex(4)}")
    for gone in store.glob(f"{FOLDER}-forgotten-*"):
        shutil.rmtree(gone)
