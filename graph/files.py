"""Files of a store: written whole or not at all, and what the system complains of told in one line."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from refoulement.errors import StoreBusy, StoreError

LOOK_HOLDS_S = 0.001  # for whoever looks at what is published with every request


@contextmanager
def storage(folder: Path) -> Iterator[None]:
    """Tell the engine's and the system's complaints in one line."""
    try:
        yield
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreBusy(f"{folder}: another process is writing to this store; wait for it to end") from error
        raise StoreError(f"{folder}: {error}; the last published snapshot is untouched") from error
    except RuntimeError as error:
        if not is_damage(error):
            raise
        raise StoreError(f"{folder}: {error}; put a copy of it back, or load into a new folder") from error


def is_damage(error: Exception) -> bool:
    """Whether the engine complains of its files: it has no error of its own for that."""
    return isinstance(error, OSError) or (isinstance(error, RuntimeError) and str(error).startswith("Corruption"))


class Watched:
    """A number that stands in a file which is only ever replaced, read anew when it was: one look at its date tells.

    A look holds for `holds_s` seconds, which is for whoever asks thousands of times a second.
    """

    def __init__(self, path: Path, read: Callable[[], int], *, holds_s: float = 0.0) -> None:
        self.holds_s = holds_s
        self._path = str(path)
        self._read = read
        self._looked = 0.0
        self._seen: tuple[int, int] | None = None
        self._found = self._number = 0

    def number(self) -> int:
        """What stands there now, or stood there at the last look that holds; 0 where there is no such file."""
        if not self.holds_s:
            return self._look()
        if (now := time.monotonic()) > self._looked + self.holds_s:
            self._looked, self._found = now, self._look()
        return self._found

    def look_anew(self) -> None:
        """Be certain of the number when it is asked for next: the file may have been replaced."""
        self._looked = 0.0

    def _look(self) -> int:
        try:
            status = os.stat(self._path)  # noqa: PTH116 - of a text, half the time
        except OSError:
            return 0
        if (seen := (status.st_mtime_ns, status.st_ino)) != self._seen:
            self._number, self._seen = self._read(), seen
        return self._number

    @property
    def written_at(self) -> float:
        """When what was read last was written, in seconds since 1970; 0 where nothing was."""
        return self._seen[0] / 1e9 if self._seen else 0.0


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def kept_text(folder: Path, sha256: str) -> str:
    """The captured text that a store keeps under its hash. Raises `StoreError` where it is missing."""
    try:
        return (folder / "texts" / sha256).read_bytes().decode()
    except FileNotFoundError:
        raise StoreError(f"{folder}: the captured text {sha256} is missing; load its article again") from None
