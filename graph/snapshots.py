"""Copies of a store's files that share what never changes, with the log of what was written last.

The engine's own way (`backup`) first writes all that it holds in memory into new files, eight for each store, and what
is written so is merged at once with what was written before: with more, the larger the store is. So that was most of
what it cost to publish one more article. Here the log goes along instead, and whoever opens the copy has the engine
play it. Only where it is long for the size of the store is it written out first, so that merging costs what is
written, and opening little.

The engine makes its files once and never changes them, but for the log and the list of its files, to which it adds.
It takes a file away only after the list says so. A copy during which the list stayed the same is thus one of one
moment, as the one writer stands still meanwhile.

The next copy is made out of the oldest, which nobody wants any more: most of the files of both are the same, and to
link and unlink all of them took the longer, the larger the store was. Of a log both have, only what was added is
written. A copy bears no number before it is whole.
"""

import json
import os
import shutil
import zlib
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

QUAD = 550  # bytes of the log for each quad written
LEAST = 4 * 1024 * 1024  # bytes of the log that go along with any store: played in a twentieth of a second
SHARE = 400  # of a larger store a part in so many
SPARE = 4  # the engine writes its logs over old ones, which may be so many times as long as what they say
SUMS = "logs.crc32"  # in a copy: what is damaged in a log would else be left out without a word
TRIES = 5
MAKING = "making"  # a copy that is not whole yet
PAGE = 64 * 1024  # bytes of a log that are written, or left, together


def is_long(files: Path, quads: int) -> bool:
    """True where what was written and is in the log only should be written out before a copy is taken."""
    return _outgrows(quads * QUAD, files)


def take(store: ox.Store, files: Path, folder: Path, number: int, *, oldest: int) -> None:
    """Copy what a store holds, which has its files in a folder, so that nothing written later shows.

    The copy bears its number when all of it is on the disk. Copies with numbers below the oldest are not wanted.
    """
    making, target = folder / MAKING, folder / str(number)
    unwanted = max((old for old in _numbers(folder) if old < oldest), default=None)
    if unwanted is not None and not making.exists():
        (folder / str(unwanted)).rename(making)
    _take(store, files, making)
    shutil.rmtree(target, ignore_errors=True)  # by a run that was killed before it said so
    making.rename(target)
    _settle(folder)


def _take(store: ox.Store, files: Path, target: Path) -> None:
    if _outgrows(_length(files, ".log") // SPARE, files):
        _by_engine(store, target)
        return
    for _ in range(TRIES):
        try:
            listed = _listed(files)
            sums = _copy(files, target)
            unchanged = _listed(files) == listed
        except FileNotFoundError:  # merged with others meanwhile, or the list begun anew
            continue
        if unchanged:
            _write(target / SUMS, json.dumps(sums).encode())
            _settle(target)
            return
    _by_engine(store, target)


def _by_engine(store: ox.Store, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    store.flush()
    store.backup(str(target))


def _copy(files: Path, target: Path) -> dict[str, int]:
    """Copy the files of a store, to which nobody writes, so that both are on the disk; returns the sums of its logs.

    What the target holds already is kept where it is the very same file, or what a log said earlier. A log after which
    the engine had begun another one then is as it was, and is not read; but a store that was begun anew numbers its
    logs from the first again.
    """
    target.mkdir(exist_ok=True)
    there, held, sums = _files(files), _files(target), dict[str, int]()
    told = _sums(target) if _which(target) == _which(files) else {}
    ended = {name: told[name] for name in sorted(told, key=_age)[:-1] if name in held}
    kept = {name for name, which in held.items() if which == there.get(name)}
    earlier = {name for name in held.keys() & there.keys() if name.endswith(".log")}
    for name in held.keys() - kept - earlier:
        (target / name).unlink()
    for name in there:
        if name.endswith(".sst") or name.startswith("OPTIONS-"):
            if name not in kept:
                os.link(files / name, target / name)
        elif name.endswith(".log"):
            sums[name] = ended[name] if name in ended else _follow(files / name, target / name)
        elif name.startswith(("MANIFEST-", "CURRENT", "IDENTITY")):
            _write(target / name, _settled(files / name))
    _settle(target)
    return sums


def _follow(log: Path, copy: Path) -> int:
    """Make a copy of a log say what the log says, both on the disk; returns the sum of it."""
    content = _settled(log)
    if copy.exists():
        _rewrite(copy, content)
    else:
        _write(copy, content)
    return zlib.crc32(content)


def _sums(copy: Path) -> dict[str, int]:
    """The sums of the logs in a copy; none where the engine made it, or where it is not whole."""
    try:
        return {str(name): int(found) for name, found in json.loads((copy / SUMS).read_text()).items()}
    except FileNotFoundError:
        return {}


def _which(folder: Path) -> bytes:
    """The name that the engine gave a store when it was begun; nothing where there is none."""
    try:
        return (folder / "IDENTITY").read_bytes()
    except FileNotFoundError:
        return b""


def _age(log: str) -> tuple[int, str]:
    """Logs in the order in which the engine began them: they bear numbers."""
    return len(log), log


def bring_back(snapshot: Path, files: Path) -> None:
    """Make the files of a store out of a copy. Raises RuntimeError where a log of it is damaged."""
    _require_whole(snapshot)
    _copy(snapshot, files)
    _settle(files.parent)


def opened(snapshot: Path) -> ox.Store:
    """The engine on a copy, to read only. Raises RuntimeError, as the engine does, where a log is damaged."""
    _require_whole(snapshot)
    return ox.Store.read_only(str(snapshot))


def tidy(folder: Path, *, oldest: int) -> None:
    """Remove the copies with numbers below the oldest that is wanted."""
    for number in _numbers(folder):
        if number < oldest:
            shutil.rmtree(folder / str(number), ignore_errors=True)


def _numbers(folder: Path) -> list[int]:
    return [int(copy.name) for copy in folder.iterdir() if copy.name != MAKING]


def _require_whole(snapshot: Path) -> None:
    """Raise RuntimeError where a log of a copy is damaged: the engine would leave out what it cannot read."""
    for name, found in _sums(snapshot).items():
        if zlib.crc32((snapshot / name).read_bytes()) != found:
            raise RuntimeError(f"Corruption: the log {name} is not what was written")


def _outgrows(length: int, files: Path) -> bool:
    """True for a log that is too long to go along."""
    return length > LEAST and length > _length(files, ".sst") // SHARE


def _length(files: Path, suffix: str) -> int:
    """Bytes of the files with a suffix; one that the engine merges with others meanwhile counts nothing."""
    found = 0
    with os.scandir(files) as listed:
        for file in listed:
            with suppress(FileNotFoundError):
                found += file.stat().st_size if file.name.endswith(suffix) else 0
    return found


def _files(folder: Path) -> dict[str, int]:
    """Which file each name in a folder stands for, by its number on the disk that a store and its copies share."""
    with os.scandir(folder) as listed:
        return {file.name: file.inode() for file in listed}


def _listed(files: Path) -> tuple[str, int]:
    """The list of the store's files: which it is, and how much it says."""
    name = (files / "CURRENT").read_text().strip()
    return name, (files / name).stat().st_size


def _settled(file: Path) -> bytes:
    """What a file says, on the disk."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
        return stream.read()


def _write(file: Path, content: bytes) -> None:
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _rewrite(file: Path, content: bytes) -> None:
    """Make a file say this, and write of it what it does not say yet."""
    with file.open("r+b") as stream:
        said = stream.read()
        for begin in range(0, len(content), PAGE):
            page = content[begin : begin + PAGE]
            if said[begin : begin + PAGE] != page:
                stream.seek(begin)
                stream.write(page)
        stream.truncate(len(content))
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
