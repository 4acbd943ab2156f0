"""Requests that wait are sent to workers which will soon be free, so that none of those sleeps between two requests.

To wake a process costs as much as to answer a small question, and one at work has what it needs at hand. So while
answers come quickly, a request joins the line of a worker that is at another one rather than go to one that sleeps;
who stands behind one that then takes its time is called back, and waits as the others do.
"""

import asyncio
from collections import deque
from dataclasses import dataclass
from time import perf_counter

from refoulement.service.pool import Pool, Worker, WorkerDied
from refoulement.service.turnstile import Turnstile, Waiting
from refoulement.service.wire import Frame

LINE_AT_MOST = 16  # requests that a worker has at once,
LINE_S = 0.004  # and as many as usually take no longer than this
AT_FIRST_S = 0.1  # is what an answer is thought to take
ONE_OF = 16  # the answers that tell what one usually takes: each counts for a sixteenth, and those before for the rest
LOOK_S = 0.02  # between two looks who is at what
HURRY_S = 0.1  # whoever was sent to a worker that has not answered by then is called back, and the worker is lost
PATIENCE_S = 0.25  # what has not ended by then steps aside for others


@dataclass(slots=True, eq=False)
class Errand(Waiting):
    """A request on its way, and the worker that has it: from `begun` on, that is at it.

    Its turn is its answer, or None where that takes long; `WorkerDied` is raised there.
    """

    pool: Pool
    packed: bytes
    worker: Worker | None = None
    begun: float = 0.0
    spoiled: bool = False  # where it takes long: whether its worker has more to do that nobody waits for


class Ahead:
    """The lines before the workers: who is at one of them, and who was sent there behind."""

    def __init__(self, turnstile: Turnstile) -> None:
        self._turnstile = turnstile
        self._lines: dict[Worker, deque[Errand]] = {}
        self._spoiled: set[Worker] = set()  # that still have what nobody waits for there
        self._usual = AT_FIRST_S
        self._looking: asyncio.TimerHandle | None = None

    def enter(self, errand: Errand) -> None:
        """Join the line of a worker, or wait until one may go in. Raises `Crowded`."""
        if not self._turnstile.outside:
            for worker, line in self._lines.items():
                if self._may_join(errand, worker, line):
                    self._turnstile.line_up_behind(errand, line[-1].client)
                    self._send(errand, worker, line)
                    return
        self._turnstile.line_up(errand)

    def begin(self, errand: Errand, worker: Worker) -> None:
        """Let a worker that is idle begin with a request that was let in."""
        errand.worker, errand.begun = worker, perf_counter()
        worker.hear = self._heard
        self._lines[worker] = line = deque((errand,))
        worker.ask(errand.packed)
        self._fill(worker, line)
        if self._looking is None:
            self._looking = errand.turn.get_loop().call_later(LOOK_S, self._look)

    def drop(self, errand: Errand) -> None:
        """Forget a request that nobody waits for any more, wherever it is; whoever shares its worker gets another."""
        worker = errand.worker
        if worker is not None:
            if worker in self._lines:
                self._lines[worker].remove(errand)
                self._lost(worker)
            worker.end(at_once=True)
        self._turnstile.give_up(errand)

    def _heard(self, worker: Worker, said: Frame | None) -> None:
        """Give an answer to whom it is for, and his place to the next; where a worker has ended, find others."""
        if said is None:
            self._lost(worker)
            return
        line = self._lines[worker]
        errand, now = line.popleft(), perf_counter()
        self._usual += (now - errand.begun - self._usual) / ONE_OF
        errand.worker, errand.inside = None, False
        if not errand.turn.done():
            errand.turn.set_result(said)
        if line:
            line[0].begun = now
            self._turnstile.follow(line[0], errand.client)
            self._fill(worker, line)
            return
        self._release(worker)
        if worker in self._spoiled:
            self._spoiled.remove(worker)
            worker.end(at_once=True)
        else:
            errand.pool.give_back(worker)
        self._turnstile.leave(errand.client)

    def _may_join(self, errand: Errand, worker: Worker, line: deque[Errand]) -> bool:
        return (
            len(line) < LINE_AT_MOST
            and len(line) * self._usual < LINE_S
            and line[0].pool is errand.pool
            and worker not in self._spoiled
            and errand.pool.is_current(worker)
            and self._turnstile.may_follow(errand, line[-1].client)
        )

    def _fill(self, worker: Worker, line: deque[Errand]) -> None:
        """Send those who wait outside to a worker, as long as each may have the place of the one before."""
        while self._turnstile.outside:
            for one in self._turnstile.outside:
                if isinstance(one, Errand) and self._may_join(one, worker, line):
                    self._turnstile.send_ahead(one, line[-1].client)
                    self._send(one, worker, line)
                    break
            else:
                return

    def _send(self, errand: Errand, worker: Worker, line: deque[Errand]) -> None:
        errand.worker = worker
        line.append(errand)
        worker.ask(errand.packed)

    def _look(self) -> None:
        """Call back whoever stands behind one that takes its time; what takes long is told so."""
        now = perf_counter()
        for worker, line in tuple(self._lines.items()):
            took = now - line[0].begun
            if took > HURRY_S and len(line) > 1:
                self._spoiled.add(worker)
                self._call_back(line, 1)
            if took > PATIENCE_S:
                self._release(worker)
                line[0].spoiled = worker in self._spoiled
                self._spoiled.discard(worker)  # whoever steps aside needs it alone
                if not line[0].turn.done():
                    line[0].turn.set_result(None)
        self._looking = asyncio.get_running_loop().call_later(LOOK_S, self._look) if self._lines else None

    def _lost(self, worker: Worker) -> None:
        """Let all that a worker had go to others: it has ended, or will."""
        line = self._release(worker)
        self._spoiled.discard(worker)
        if line and line[0].inside:
            errand = line.popleft()
            errand.worker = None
            if not errand.turn.done():
                errand.turn.set_exception(WorkerDied("the worker ended before it had answered"))
        self._call_back(line, 0)

    def _call_back(self, line: deque[Errand], but: int) -> None:
        """Let all but the first so many of a line wait as the others do, in the order that they came in."""
        while len(line) > but:
            errand = line.pop()
            errand.worker = None
            self._turnstile.send_back(errand)
        self._turnstile.call()

    def _release(self, worker: Worker) -> deque[Errand]:
        worker.hear = None
        return self._lines.pop(worker)
