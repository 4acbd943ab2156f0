"""Requests that wait are sent to workers which will soon be free, so that none of those sleeps between two requests.

To wake a process costs as much as to answer a small question. It is done while answers come quickly; who was sent to
a worker that then takes its time is called back, and waits as the others do.
"""

from dataclasses import dataclass
from time import perf_counter

from refoulement.service.pool import Pool, Worker
from refoulement.service.turnstile import Turnstile, Waiting

QUICK_S = 0.004  # an answer that came within this
QUICK_ONES = 64  # in a row: so many it takes until the next is trusted to be quick, too


@dataclass(slots=True, eq=False)
class Errand:
    """A request on its way, and the worker that has it: from `begun` on, that is at it."""

    pool: Pool
    client: str
    packed: bytes
    worker: Worker | None = None
    begun: float = 0.0
    waiting: Waiting | None = None


class Ahead:
    """Who was sent ahead, to which worker: one at most to each."""

    def __init__(self, turnstile: Turnstile) -> None:
        self._turnstile = turnstile
        self._waiting: dict[Errand, Waiting] = {}  # in the order of coming
        self._next: dict[Worker, Errand] = {}
        self._spoiled: set[Worker] = set()
        self._quick = 0

    async def enter(self, errand: Errand) -> None:
        """Wait until a request may go in; if it has a worker then, that is at it. Raises `Crowded`."""
        waiting = self._turnstile.line_up(errand.client)
        if waiting is None:
            return
        self._waiting[errand] = errand.waiting = waiting
        try:
            await self._turnstile.called(waiting)
        except BaseException:
            if errand.worker is not None and self._next.get(errand.worker) is errand:
                self._spoil(errand.worker)
            elif errand.worker is not None:
                errand.worker.end(at_once=True)
            raise
        finally:
            del self._waiting[errand]

    def send_next(self, errand: Errand) -> None:
        """Send the next one who may have its place to the worker that begins with a request."""
        worker = errand.worker
        if worker is None or self._quick < QUICK_ONES or worker in self._next or not errand.pool.is_current(worker):
            return
        for one, waiting in self._waiting.items():
            if one.worker is None and one.pool is errand.pool and self._turnstile.may_follow(waiting, errand.client):
                worker.ask(one.packed)
                one.worker, waiting.sent_ahead = worker, True
                self._next[worker] = one
                return

    def answered(self, errand: Errand) -> None:
        """Remember how long an answer took."""
        self._quick = self._quick + 1 if perf_counter() - errand.begun < QUICK_S else 0

    def pass_on(self, errand: Errand) -> bool:
        """Let whoever was sent to the worker of one that is answered have its place; whether there was somebody."""
        worker = errand.worker
        assert worker is not None
        follower = self._next.get(worker)
        if follower is None:
            return False
        assert follower.waiting is not None
        if not self._turnstile.may_follow(follower.waiting, errand.client):
            self.call_back(worker)
            return False
        del self._next[worker]
        self._turnstile.follow(follower.waiting, errand.client)
        self.send_next(follower)
        return True

    def call_back(self, worker: Worker) -> None:
        """Let whoever was sent to a worker wait as the others do: it takes its time, or has ended."""
        follower = self._next.get(worker)
        if follower is None:
            return
        self._spoil(worker)
        follower.worker = None
        assert follower.waiting is not None
        self._turnstile.send_back(follower.waiting)

    def was_spoiled(self, worker: Worker) -> bool:
        """Whether a worker still has a request that nobody waits for there."""
        if worker not in self._spoiled:
            return False
        self._spoiled.remove(worker)
        return True

    def _spoil(self, worker: Worker) -> None:
        del self._next[worker]
        self._spoiled.add(worker)
