"""The process that workers are forked from: it holds one snapshot of one tier, and whoever connects gets a worker.

    python -m refoulement.service.nursery

It reads its orders (a line of JSON) from its standard input, tells on its standard output when it listens, and ends
when its standard input does: with the front that started it, however that ended. A fork takes milliseconds and shares
the snapshot's memory, so a worker that was killed is replaced before anyone waits for it.
"""

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from flask import Flask

from refoulement.errors import StoreError
from refoulement.graph import snapshots
from refoulement.graph.oxigraph import OxigraphReader, OxigraphSnapshot, published_in
from refoulement.graph.reference import reference
from refoulement.graph.remote import RemoteReader
from refoulement.graph.store import Snapshot
from refoulement.server import create_app
from refoulement.service import worker
from refoulement.service.orders import Listening, Orders
from refoulement.service.wire import Asked
from refoulement.web.finders import FINDERS, Finders, memory_file, share

BACKLOG = 256
GIVING_WAY = 5  # to whoever answers, of who puts names in order
WARMING = ("/", "/queries/", "/sparql?query=ASK%7B%7D")  # what they compile once, every worker has from its birth


def main() -> None:
    """Hold, listen, fork."""
    orders = Orders.read(sys.stdin.buffer.readline())
    app = create_app(replace(orders.settings, tier=orders.tier))
    reader = app.extensions["refoulement"]
    if remote := isinstance(reader, RemoteReader):
        version, quads, held = orders.version, engine_read(reader), None
    else:
        version, quads, held = loaded(reader.folder, orders.memory_below)
        reader.memory_below = 0  # what is published later, a worker reads from the disk: the next nursery will hold it
    # Warmed with what is held, whatever is published meanwhile: opened here, that would bring the engine's threads for
    # files, which a worker forked from here lacks, and waits for without end when it writes.
    warm = held or OxigraphSnapshot(ox.Store(), version)
    app.extensions["refoulement"] = _Pinned(orders.settings.store / orders.tier, warm)
    for address in WARMING:
        path, _, query = address.encode().partition(b"?")
        asked = Asked(method="GET", path=path, query=query, scheme="http", client="", headers={})
        worker.by_application(app, asked)
        worker.answer(app, asked)
    app.extensions["refoulement"] = reader
    if held is not None:
        reference(held).make_all()  # or each worker would, when it is first asked for what was known on a day
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(orders.address)
    listening.listen(BACKLOG)
    if not remote:
        reader.hold(held)
    names = memory_file()
    app.extensions[FINDERS] = Finders(renew_s=app.extensions[FINDERS].renew_s, shared=names)
    print(Listening(version=version, quads=quads, in_memory=held is not None or remote).line(), flush=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the front, which then lets go of this process
    children: set[int] = set()
    signal.signal(signal.SIGCHLD, lambda *_: _reap(children))
    gc.collect()
    gc.freeze()  # what is held now is never looked through again, so workers go on sharing its pages
    if os.fork() == 0:
        try:
            _grow_up(listening)
            _share_names(app, names, lambda: held or (reader.snapshot() if remote else _on_disk(orders, version)))
        finally:
            os._exit(0)
    while True:
        ready, _, _ = select.select([listening, sys.stdin], [], [])
        if sys.stdin in ready:  # the front writes nothing more: it has gone
            for child in children:  # each sees by itself that nobody waits for it, unless it was halted
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGCONT)
            return
        connection, _ = listening.accept()
        if (child := os.fork()) == 0:
            try:
                _grow_up(listening)
                worker.serve(app, connection, memory_mib=orders.settings.worker_memory_mib)
            finally:
                os._exit(0)  # never back into the loop of the nursery, whatever happened
        children.add(child)
        connection.close()


def engine_read(reader: RemoteReader) -> int:
    """Find out what the engine is, and read the copy that it needs: how many quads that has (1 for an empty one).

    0 where it needs none. Raises `StoreError`.
    """
    reader.snapshot()
    return 0 if reader.copy is None else max(1, len(reader.copy))


class _Pinned(OxigraphReader):
    """A reader that knows one snapshot, and opens no other."""

    def __init__(self, folder: Path, snapshot: OxigraphSnapshot) -> None:
        super().__init__(folder)
        self._pinned = snapshot

    def snapshot(self) -> OxigraphSnapshot:
        return self._pinned


def loaded(folder: Path, below: int) -> tuple[int, int, OxigraphSnapshot | None]:
    """The published snapshot: its version, its quads, and itself, in memory, if it has fewer than `below`.

    Another process reads it from the disk and hands it over: the engine's threads for files do not survive a fork, so
    a process that workers are forked from may have none of them. Raises `StoreError`.
    """
    version = published_in(folder)
    receiving, sending = os.pipe()
    if (reading := os.fork()) == 0:
        try:
            os.close(receiving)
            _hand_over(folder / "snapshots" / str(version), below, sending)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(sending)
    memory = ox.Store()
    with os.fdopen(receiving, "rb") as handed:
        first = handed.readline()
        if 0 < (quads := int(first or -1)) < below:
            memory.bulk_load(handed, format=ox.RdfFormat.N_QUADS)
    if os.waitpid(reading, 0)[1] or not first:
        raise StoreError(f"{folder}: snapshot {version} cannot be read; load something, or put a copy back")
    return version, quads, OxigraphSnapshot(memory, version) if quads < below else None


def _hand_over(snapshot: Path, below: int, sending: int) -> None:
    """Tell how many quads there are in a line, and then, if it is fewer than `below`, which."""
    store = snapshots.opened(snapshot)
    with os.fdopen(sending, "wb") as handed:
        handed.write(b"%d\n" % len(store))
        if len(store) < below:
            store.dump(handed, format=ox.RdfFormat.N_QUADS)


def _share_names(app: Flask, file: int, snapshot: Callable[[], Snapshot]) -> None:
    """Put the names of a snapshot in order for all workers, in a process of its own: nobody waits for the start."""
    os.nice(GIVING_WAY)
    share(file, snapshot, app.extensions["refoulement.queries"])


def _on_disk(orders: Orders, version: int) -> OxigraphSnapshot:
    """A snapshot that is not held, for a process that forks no other."""
    folder = orders.settings.store / orders.tier / "snapshots" / str(version)
    return OxigraphSnapshot(snapshots.opened(folder), version, in_memory=False)


def _grow_up(listening: socket.socket) -> None:
    """Let go, as a worker, of what is the nursery's."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    listening.close()
    os.close(sys.stdin.fileno())


def _reap(children: set[int]) -> None:
    """Take leave of the workers that have ended."""
    try:
        while ended := os.waitpid(-1, os.WNOHANG)[0]:
            children.discard(ended)
    except ChildProcessError:
        pass


if __name__ == "__main__":
    main()
