"""The workers of one tier, as the front sees them: taken, asked, killed, and born anew from the latest snapshot."""

import asyncio
import contextlib
import json
import logging
import os
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self, cast

from refoulement.graph.files import LOOK_HOLDS_S, Watched
from refoulement.graph.oxigraph import published_in
from refoulement.service.interpreter import MODULE
from refoulement.service.orders import Listening, Orders
from refoulement.service.wire import Frame, Incoming
from refoulement.web.settings import Settings

# A fork keeps one thread only.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
_log = logging.getLogger(__name__)

BORN_WITHIN = 60.0  # seconds; a nursery that has not listened by then is given up
COPIED_WITHIN = 600.0  # the same for one that may have to read a whole graph from an engine at another address
AT_ONCE_BELOW = 100_000  # quads that are read into memory in less than a second
CATCH_UP_S = 5.0  # that who has just written may wait to see it
TRY_AGAIN_S = 5.0  # after a nursery that did not start


class WorkerDied(Exception):
    """A worker ended before it had answered: the engine crashed, needed too much memory, or somebody killed it."""


class Worker(asyncio.Protocol):
    """The front's end of one worker, which answers one request at a time, in the order that they are sent in."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        self.pid = 0
        self._process = -1
        self._incoming = Incoming()
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Future[None] | None = None
        self._said: deque[Frame] = deque()
        self._gone = False
        self.hear: Callable[[Worker, Frame | None], None] | None = None  # told each answer, and None of the end

    @classmethod
    async def born(cls, address: str, generation: int) -> Self:
        """A new one. Raises `OSError` where its nursery does not listen, `WorkerDied` where it did not live."""
        _, worker = await asyncio.get_running_loop().create_unix_connection(lambda: cls(generation), address)
        hello = await worker.answer()
        worker.pid = int(hello.head)
        with contextlib.suppress(OSError):
            worker._process = os.pidfd_open(worker.pid)  # noqa: SLF001 - its own; a number may come to mean another process
        return worker

    @property
    def lives(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, request: bytes) -> None:
        """Send a request, a packed frame; `answer` is what is said to it."""
        assert self._transport
        self._transport.write(request)

    async def answer(self) -> Frame:
        """What is said to the first that was not answered yet, as long as nobody `hear`s. Raises `WorkerDied`."""
        while not self._said:
            if self._gone:
                raise WorkerDied("the worker ended before it had answered")
            self._waiting = self._loop.create_future()
            await self._waiting
        return self._said.popleft()

    def signal(self, number: signal.Signals) -> None:
        """Stop, continue or kill it."""
        with contextlib.suppress(ProcessLookupError, OSError):
            signal.pidfd_send_signal(self._process, number)

    def yield_to_others(self) -> None:
        """Give way from now on to every process that is not so patient; it cannot be undone without privileges.

        The lowest priority would not do: it keeps its processor to the end of a tick, while others wake (sched(7)).
        """
        with contextlib.suppress(OSError):
            os.sched_setscheduler(self.pid, os.SCHED_IDLE, os.sched_param(0))

    def end(self, *, at_once: bool) -> None:
        """Let it go: it ends when its connection does, or is killed in the midst of what it does."""
        if at_once:
            self.signal(signal.SIGKILL)
        if self._transport:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one by its methods alone

    def data_received(self, data: bytes) -> None:
        for said in self._incoming.frames(data):
            if self.hear is not None:
                self.hear(self, said)
            else:
                self._said.append(said)
                self._wake()

    def connection_lost(self, _error: Exception | None) -> None:
        if self._process >= 0:
            os.close(self._process)
            self._process = -1
        self._gone = True
        if self.hear is not None:
            self.hear(self, None)
        self._wake()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)


class Nursery:
    """A process that workers are forked from, started and let go by the front."""

    def __init__(self, process: asyncio.subprocess.Process, address: str, listening: Listening) -> None:
        self._process = process
        self.address = address
        self.listening = listening

    @classmethod
    async def started(cls, orders: Orders) -> Self:
        """One that listens. Raises `OSError` where it ended or did not listen in time."""
        process = await asyncio.create_subprocess_exec(
            *MODULE,
            "refoulement.service.nursery",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
        )
        assert process.stdin
        assert process.stdout
        process.stdin.write(orders.line())
        within = BORN_WITHIN if orders.settings.endpoint is None else COPIED_WITHIN
        try:
            line = await asyncio.wait_for(process.stdout.readline(), within)
            if not line:
                raise OSError(f"the process that holds the snapshot of the tier {orders.tier} did not start")
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            raise
        return cls(process, orders.address, Listening(**json.loads(line)))

    @property
    def lives(self) -> bool:
        return self._process.returncode is None

    async def let_go(self) -> None:
        """Close its standard input, upon which it ends; its workers go on until they are let go."""
        assert self._process.stdin
        self._process.stdin.close()
        with contextlib.suppress(FileNotFoundError):
            Path(self.address).unlink()
        try:
            await asyncio.wait_for(self._process.wait(), 5)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


class Pool:
    """The workers of one tier, at most `size` of them idle."""

    def __init__(self, settings: Settings, tier: str) -> None:
        self.tier = tier
        folder = settings.store / tier
        self._current = Watched(folder / "current", partial(published_in, folder), holds_s=LOOK_HOLDS_S)
        self._settings = settings
        self._idle: list[Worker] = []
        self._nursery: Nursery | None = None
        self._generation = 0
        self._renewal: asyncio.Task[None] | None = None
        self._not_before = 0.0
        self._failed = 0  # the snapshot that could not be held until then
        self._place = tempfile.TemporaryDirectory(prefix="refoulement-")
        self._begun = time.monotonic()
        self.born = 0

    @property
    def version(self) -> int:
        """The snapshot that is published now, or was a millisecond ago; 0 where there is none. A file's date tells.

        An engine at another address publishes nothing: there it counts the copies that were due, where one is needed.
        """
        if self._settings.endpoint is not None:
            needed = self.held is None or self.held.quads > 0
            return 1 + int((time.monotonic() - self._begun) / self._settings.renew_s) if needed else 1
        return self._current.number()

    def look_anew(self) -> None:
        """Be certain of the version when it is asked for next: something may have been published."""
        self._current.look_anew()

    @property
    def published_at(self) -> float:
        """When that was, in seconds since 1970; 0 where nothing is published, or by an engine that does not tell."""
        return self._current.written_at if self.version and self._settings.endpoint is None else 0.0

    @property
    def idle(self) -> int:
        return len(self._idle)

    @property
    def held(self) -> Listening | None:
        """What the workers born now have from birth; None where none can be born."""
        return self._nursery.listening if self._nursery and self._nursery.lives else None

    async def open(self) -> None:
        """Be ready to answer: from the disk, where holding the snapshot in memory would take long."""
        await self._renew(memory_below=min(self._settings.memory_below, AT_ONCE_BELOW))
        self.look_after()

    async def take(self) -> Worker:
        """A worker that is idle, or a new one. Raises `OSError` where none can be had."""
        self.look_after()
        while self._idle:
            worker = self._idle.pop()
            if self.is_current(worker):
                return worker
            worker.end(at_once=False)
        if self._nursery is None or not self._nursery.lives:
            await self._renewed()
        for attempt in (1, 2):
            assert self._nursery
            try:
                worker = await Worker.born(self._nursery.address, self._generation)
            except (OSError, WorkerDied) as error:
                if attempt == 2:
                    raise OSError(f"no worker of the tier {self.tier} lives: {error}") from error
                await self._renewed()
            else:
                self.born += 1
                return worker
        raise AssertionError

    def is_current(self, worker: Worker) -> bool:
        """Whether a worker is one of those that are born now."""
        return worker.lives and worker.generation == self._generation

    async def caught_up(self) -> None:
        """Wait until workers are born from what is published now; where that takes long, go on all the same."""
        for _ in range(2):  # one may be under way from what was published before
            self.look_after()
            if self._renewal is None or self._renewal.done():
                return
            with contextlib.suppress(OSError, TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._renewal), CATCH_UP_S)

    def give_back(self, worker: Worker) -> None:
        """Keep a worker that has answered for the next request, where it is of use."""
        if self.is_current(worker) and len(self._idle) < self._settings.workers:
            self._idle.append(worker)
        else:
            worker.end(at_once=False)

    async def close(self) -> None:
        if self._renewal:
            self._renewal.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await self._renewal
        for worker in self._idle:
            worker.end(at_once=False)
        if self._nursery:
            await self._nursery.let_go()
        self._place.cleanup()

    def look_after(self) -> None:
        """See that workers are born from what is published now, in memory where it fits, without making anyone wait."""
        held, below = self.held, self._settings.memory_below
        if self._settings.endpoint is not None and held is not None and not held.quads:
            return  # the engine is asked itself
        if held is None or held.version != self.version or (not held.in_memory and held.quads < below):
            self._start_renewal(self._settings.memory_below)

    async def _renewed(self) -> None:
        """Wait until a nursery lives. Raises `OSError` where none does."""
        self._start_renewal(min(self._settings.memory_below, AT_ONCE_BELOW))
        assert self._renewal
        await asyncio.shield(self._renewal)

    def _start_renewal(self, memory_below: int) -> None:
        """Begin to take another nursery, unless that is under way, or failed a moment ago with this snapshot."""
        waits = asyncio.get_running_loop().time() < self._not_before and self._failed == self.version
        if self._renewal is not None and (not self._renewal.done() or waits):
            return
        self._renewal = asyncio.create_task(self._renew(memory_below=memory_below))
        self._renewal.add_done_callback(self._renewal_ended)

    def _renewal_ended(self, renewal: "asyncio.Task[None]") -> None:
        if not renewal.cancelled() and (error := renewal.exception()) is not None:
            self._not_before = asyncio.get_running_loop().time() + TRY_AGAIN_S
            self._failed = self.version
            _log.error("%s", error)

    async def _renew(self, *, memory_below: int) -> None:
        """Take another nursery; workers of the one before end when they have answered."""
        address = str(Path(self._place.name) / f"{self._generation + 1}")
        orders = Orders(
            address=address,
            tier=self.tier,
            memory_below=memory_below,
            version=self.version,
            settings=self._settings,
        )
        with contextlib.suppress(FileNotFoundError):
            Path(address).unlink()
        nursery = await Nursery.started(orders)
        before, self._nursery = self._nursery, nursery
        self._generation += 1
        for worker in self._idle:
            worker.end(at_once=False)
        self._idle.clear()
        if before:
            await before.let_go()
