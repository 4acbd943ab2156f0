"""The finder of the snapshot that is read, made when it is first needed or taken from a process that made it for many.

A snapshot never changes, so its finder is kept as long as it is the one that is read. An engine at another address
numbers no states: there the names are put in order again when that is due, and what is found is looked up in the engine
before it is told, so that no name is told that it no longer has.
"""

import fcntl
import mmap
import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode

from refoulement.graph.rdf import DCTERMS, SKOS
from refoulement.graph.store import Snapshot
from refoulement.queries import PAGES, Query
from refoulement.web.finding import Finder, Results
from refoulement.web.index import built
from refoulement.web.names import QUERY, things
from refoulement.web.spelling import words

FINDERS = "refoulement.finders"  # in the extensions of an application
MADE_WITHIN_S = 10.0  # by another process, before this one makes its own
LOOK_S = 0.01
SEALS = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
NAMES = "|".join(f"<{SKOS}{name}>" for name in ("prefLabel", "altLabel", "hiddenLabel")) + f"|<{DCTERMS}title>"


class Finders:
    """The finder of one application, which reads one tier.

    `renew_s` is how old it may be where states have no numbers; `shared` a file in memory, see `share`.
    """

    def __init__(self, *, renew_s: float = 0.0, shared: int | None = None) -> None:
        self.renew_s = renew_s
        self._shared = shared
        self._version = 0
        self._made = 0.0
        self._finder: Finder | None = None

    def find(
        self,
        sought: str,
        snapshot: Snapshot,
        queries: Mapping[str, Query],
        *,
        kind: str = "",
        first: int = 0,
        most: int,
    ) -> Results:
        """Things of a snapshot by name, and the queries that are ready to be asked; see `Finder.find`."""
        found = self.finder(snapshot, queries).find(sought, kind=kind, first=first, most=most)
        return found if self._version == snapshot.version else _still_so(found, snapshot)

    def finder(self, snapshot: Snapshot, queries: Mapping[str, Query]) -> Finder:
        """What finds the names of a snapshot, or of a state of an engine that is not long past."""
        if self._finder is None or not self._holds(self._version, self._made, snapshot):
            if (taken := self._taken(snapshot)) is not None:
                self._finder, self._version, self._made = taken
            else:
                self._version, self._made = snapshot.version, time.time()
                self._finder = Finder(_put_in_order(snapshot, queries))
        return self._finder

    def _holds(self, version: int, made: float, snapshot: Snapshot) -> bool:
        return version == snapshot.version or time.time() - made < self.renew_s

    def _taken(self, snapshot: Snapshot) -> tuple[Finder, int, float] | None:
        """The finder that another process has shared, if it serves for this snapshot."""
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
        version, made = database.execute("SELECT version, at FROM made").fetchone()
        return (Finder(database), version, made) if self._holds(version, made, snapshot) else None


def memory_file() -> int:
    """A file that has no name, and ends with the processes that have it open."""
    return os.memfd_create("refoulement-names", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)


def share(file: int, opened: Callable[[], Snapshot], queries: Mapping[str, Query]) -> None:
    """Write the index of a snapshot into a file in memory, and seal it: whoever has it open may take it from now on.

    An empty one tells them that there is none.
    """
    try:
        snapshot = opened()
        database = _put_in_order(snapshot, queries)
        database.execute("CREATE TABLE made AS SELECT ? AS version, ? AS at", (snapshot.version, time.time()))
        with os.fdopen(os.dup(file), "wb") as sharing:
            sharing.write(database.serialize())
    except BaseException:
        os.ftruncate(file, 0)
        raise
    finally:
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, SEALS)


def _put_in_order(snapshot: Snapshot, queries: Mapping[str, Query]) -> sqlite3.Connection:
    return built(things(snapshot.select(PAGES["names"].text), snapshot, queries))


def _still_so(found: Results, snapshot: Snapshot) -> Results:
    """What is found, as far as a later state still says it: each thing with the names that it has there."""
    asked = " ".join(str(NamedNode(one.thing.address)) for one in found.page if one.thing.kind != QUERY)
    text = f"SELECT ?thing ?name {{ VALUES ?thing {{ {asked} }} ?thing {NAMES} ?name }}"
    rows = snapshot.select(text) if asked else []
    said = {(row["thing"].value, row["name"].value) for row in rows}
    page, known = [], set[str]()
    for one in found.page:
        names = tuple(
            name for name in one.thing.names if one.thing.kind == QUERY or (one.thing.address, name.text) in said
        )
        if names:
            known.update(word for name in names for word in words(name.text))
            page.append(
                replace(one, thing=replace(one.thing, names=names), name=one.name if one.name in names else None)
            )
    meant = found.meant if known.issuperset(words(found.meant)) else ""
    return replace(found, page=tuple(page), counts=found.counts if page else {}, meant=meant)
