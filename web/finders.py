"""The finder of the snapshot that is read, made when it is first needed or taken from a process that made it for many.

A snapshot never changes, so its finder is kept as long as it is the one that is read. An engine at another address
numbers no states: it is asked for its names each time, and they are put in order anew where they have changed.
"""

import fcntl
import json
import mmap
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from refoulement.graph.store import Snapshot
from refoulement.queries import PAGES, Query
from refoulement.web.finding import Finder
from refoulement.web.index import built, written
from refoulement.web.names import Thing, things

FINDERS = "refoulement.finders"  # in the extensions of an application
MADE_WITHIN_S = 10.0  # by another process, before this one makes its own
LOOK_S = 0.01
SEALS = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


class Finders:
    """The finder of one application, which reads one tier; `shared` is a file in memory, see `share`."""

    def __init__(self, shared: int | None = None) -> None:
        self._shared = shared
        self._version = 0
        self._digest = ""
        self._finder: Finder | None = None

    def finder(self, snapshot: Snapshot, queries: Mapping[str, Query]) -> Finder:
        """What finds the names of a snapshot, and the queries that are ready to be asked."""
        if self._finder is not None and self._version == snapshot.version:
            return self._finder
        finder = self._taken(snapshot.version)
        if finder is None:
            told = _told(snapshot, queries)
            digest = _digest(told)
            finder = self._finder if self._finder and digest == self._digest else Finder(built(told))
            self._digest = digest
        self._finder, self._version = finder, snapshot.version
        return finder

    def _taken(self, version: int) -> Finder | None:
        """The finder that another process has shared, if it is of this snapshot."""
        if self._shared is None:
            return None
        until = time.monotonic() + MADE_WITHIN_S
        while not (sealed := fcntl.fcntl(self._shared, fcntl.F_GET_SEALS) & SEALS) and time.monotonic() < until:
            time.sleep(LOOK_S)
        if not (sealed and os.fstat(self._shared).st_size):
            return None
        database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        with mmap.mmap(self._shared, 0, prot=mmap.PROT_READ) as held:
            database.deserialize(held)
        found = database.execute("SELECT version FROM made").fetchone()[0] == version
        return Finder(database) if found else None


def memory_file() -> int:
    """A file that has no name, and ends with the processes that have it open."""
    return os.memfd_create("refoulement-names", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)


def share(file: int, opened: Callable[[], Snapshot], queries: Mapping[str, Query]) -> None:
    """Write the index of a snapshot into a file in memory, and seal it: whoever has it open may take it from now on.

    An empty one tells them that there is none.
    """
    try:
        snapshot = opened()
        database = built(_told(snapshot, queries))
        database.execute("CREATE TABLE made AS SELECT ? AS version", (snapshot.version,))
        with os.fdopen(os.dup(file), "wb") as sharing:
            sharing.write(database.serialize())
    except BaseException:
        os.ftruncate(file, 0)
        raise
    finally:
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, SEALS)


def _told(snapshot: Snapshot, queries: Mapping[str, Query]) -> list[Thing]:
    return list(things(snapshot.select(PAGES["names"].text), snapshot, queries))


def _digest(told: Iterable[Thing]) -> str:
    return sha256("\n".join(sorted(f"{written(thing)}{json.dumps(thing.told)}" for thing in told)).encode()).hexdigest()
