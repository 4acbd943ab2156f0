"""The bytes of a file that is to be read whole."""

import stat
from pathlib import Path

from refoulement.errors import LoadError

MAX_BYTES = 5_000_000


def read(path: Path, *, sort: str, parts: str) -> bytes:
    """The bytes of a regular file that is not too long for its sort; a long one is refused before it is read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # opening a named pipe would wait for ever
        raise LoadError(f"{path}: this is no regular file; copy what it gives into one")
    if status.st_size > MAX_BYTES:
        size, limit = (f"{count / 1_000_000:.1f} MB" for count in (status.st_size, MAX_BYTES))
        raise LoadError(f"{path}: {size} is too long for {sort} (limit {limit}); split it into {parts}")
    return path.read_bytes()
