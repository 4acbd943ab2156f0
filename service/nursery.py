"""The process that workers are forked from: it holds one snapshot of one tier, and whoever connects gets a worker.

    python -m refoulement.service.nursery

It reads its orders (a line of JSON) from its standard input, tells on its standard output when it listens, and ends
when its standard input does: with the front that started it, however that ended. A fork takes milliseconds and shares
the snapshot's memory, so a worker that was killed is replaced before anyone waits for it.
"""

import gc
import json
import os
import select
import signal
import socket
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from refoulement.errors import StoreError
from refoulement.graph.oxigraph import OxigraphReader, OxigraphSnapshot, published_in
from refoulement.server import create_app
from refoulement.service import worker
from refoulement.service.wire import Frame, Head
from refoulement.web.settings import Settings, from_json

BACKLOG = 256
WARMING = ("/", "/queries/", "/sparql?query=ASK%7B%7D")  # what they compile once, every worker has from its birth


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a nursery is to do: `memory_below` is up to how many quads it holds a snapshot in memory."""

    settings: Settings
    tier: str
    address: str
    memory_below: int

    def line(self) -> bytes:
        return json.dumps(asdict(self), default=str).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Self:
        told = json.loads(line)
        return cls(**{**told, "settings": from_json(told["settings"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What it tells when it listens: its snapshot, how large that is, and whether it stands in memory."""

    version: int
    quads: int
    in_memory: bool

    def line(self) -> str:
        return json.dumps(asdict(self))


def main() -> None:
    """Hold, listen, fork."""
    orders = Orders.read(sys.stdin.buffer.readline())
    app = create_app(replace(orders.settings, tier=orders.tier))
    reader = app.extensions["refoulement"]
    version, quads, held = loaded(reader.folder, orders.memory_below)
    reader.memory_below = 0  # what is published later, a worker reads from the disk: the next nursery will hold it
    # Warmed with what is held, whatever is published meanwhile: opened here, that would bring the engine's threads for
    # files, which a worker forked from here lacks, and waits for without end when it writes.
    app.extensions["refoulement"] = _Pinned(reader.folder, held or OxigraphSnapshot(ox.Store(), version))
    for address in WARMING:
        path, _, query = address.partition("?")
        head: Head = {"method": "GET", "path": path, "query": query, "client": "", "scheme": "http", "headers": []}
        worker.answer(app, Frame(head))
    app.extensions["refoulement"] = reader
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(orders.address)
    listening.listen(BACKLOG)
    reader.hold(held)
    print(Listening(version=version, quads=quads, in_memory=held is not None).line(), flush=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the front, which then lets go of this process
    signal.signal(signal.SIGCHLD, lambda *_: _reap())
    gc.collect()
    gc.freeze()  # what is held now is never looked through again, so workers go on sharing its pages
    while True:
        ready, _, _ = select.select([listening, sys.stdin], [], [])
        if sys.stdin in ready:
            return  # the front writes nothing more: it has gone
        connection, _ = listening.accept()
        if os.fork() == 0:
            try:
                _grow_up(listening)
                worker.serve(app, connection, memory_mib=orders.settings.worker_memory_mib)
            finally:
                os._exit(0)  # never back into the loop of the nursery, whatever happened
        connection.close()


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
    store = ox.Store.read_only(str(snapshot))
    with os.fdopen(sending, "wb") as handed:
        handed.write(b"%d\n" % len(store))
        if len(store) < below:
            store.dump(handed, format=ox.RdfFormat.N_QUADS)


def _grow_up(listening: socket.socket) -> None:
    """Let go, as a worker, of what is the nursery's."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    listening.close()
    os.close(sys.stdin.fileno())


def _reap() -> None:
    """Take leave of the workers that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


if __name__ == "__main__":
    main()
