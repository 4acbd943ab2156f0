"""Hands a request to a worker, within the bounds: what runs long steps aside, what runs too long is ended."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from dataclasses import replace
from http import HTTPStatus
from typing import Any, cast

from refoulement.service.ahead import PATIENCE_S, Ahead, Errand
from refoulement.service.pool import Pool, Worker, WorkerDied
from refoulement.service.turnstile import TOOK_TOO_LONG, Crowded, Turnstile
from refoulement.service.wire import Asked, Frame
from refoulement.web.settings import Settings

HungUp = Callable[[], Coroutine[Any, Any, None]]  # it ends when who asked has gone

TELLING_S = 5.0  # for a worker to put into words what became of a request
MEMORY = (
    "the process that was at it ended: it needed more than the {} MiB that an answer may take, broke the engine, or "
    "was killed; ask for less at once"
)
UNTOLD = (
    "the process that was at it ended, for want of memory or because it was killed, before it could tell whether this "
    "was written; it is written whole or not at all: look before you send it again"
)
TIME = "it was stopped after {:g} seconds, the time that one may take; narrow it down, or ask for fewer rows"
HALTED = "other long requests took all the time that this one may wait; come back in a moment"


class Stopped(Exception):
    """A request that was ended before it was answered: what became of it, in words for who asked."""

    def __init__(self, status: HTTPStatus, detail: str, *, why: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.why = why


class Gone(Exception):
    """Who asked has hung up."""


class Dispatch:
    """The one turnstile of a service, before the workers of all its tiers."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.turnstile = Turnstile(
            at_once=settings.workers,
            each=max(1, settings.workers - 1),
            aside=max(1, settings.workers // 2),
            queue=settings.queue,
            wait_s=settings.wait_s,
        )
        self._ahead = Ahead(self.turnstile)
        self._alone: Worker | None = None  # one that takes long while nobody else asks: it has not given way yet

    async def read(self, pool: Pool, request: Asked, hung_up: HungUp) -> Frame:
        """The answer to a request that only reads. Raises `Crowded`, `Stopped`, or `Gone` where nobody waits for it.

        Where a worker ends meanwhile, somebody may have killed it at that very moment: another one is asked, once.
        """
        loop = asyncio.get_running_loop()
        errand = Errand(request.client, loop.create_future(), pool, request.frame().packed())
        self._give_way()
        self._ahead.enter(errand)
        died = False
        try:
            while True:
                try:
                    said = await errand.turn
                except WorkerDied as error:
                    if died:
                        raise self._died() from error
                    said = died = True
                if said is None:
                    break
                if said is False:
                    raise Crowded(TOOK_TOO_LONG, mine=False)
                if said is not True:
                    return cast("Frame", said)
                errand.turn = loop.create_future()
                self._ahead.begin(errand, await pool.take())
        except Crowded:
            raise
        except BaseException:
            self._ahead.drop(errand)
            raise
        return await self._beside(errand, hung_up)

    async def _beside(self, errand: Errand, hung_up: HungUp) -> Frame:
        """The answer to a request that takes long."""
        worker, turn, answered = errand.worker, self.turnstile.step_aside(), False
        assert worker is not None
        if not errand.spoiled and self.turnstile.running == 1 and not self.turnstile.waiting:
            self._alone = worker
        else:
            worker.yield_to_others()
        try:
            found = await self._aside(worker, turn, hung_up)
            answered = True
        except WorkerDied as error:
            raise self._died() from error
        else:
            return found
        finally:
            if alone := self._alone is worker:
                self._alone = None
            if alone and answered:  # what it has read is its own by now, which a new one would have to copy again
                errand.pool.give_back(worker)
            else:
                worker.end(at_once=not answered)
            self.turnstile.leave_from_aside(errand.client, turn)

    def _give_way(self) -> None:
        """Let whoever takes long leave the processors to somebody who comes."""
        if self._alone is not None:
            self._alone.yield_to_others()
            self._alone = None

    async def write(self, pool: Pool, request: Asked) -> Frame:
        """The answer to one that writes: it goes on to its end, also when nobody waits for it any more."""
        return await asyncio.shield(self._write(pool, request))

    async def tell(self, pool: Pool, request: Asked, stopped: Stopped) -> Frame:
        """What became of a request, in the form that suits who asked."""
        problem = {"status": int(stopped.status), "detail": stopped.detail}
        worker = await pool.take()
        try:
            worker.ask(replace(request, problem=problem).frame().packed())
            return await asyncio.wait_for(worker.answer(), TELLING_S)
        finally:
            worker.end(at_once=True)

    async def _aside(self, worker: Worker, turn: "asyncio.Future[None]", hung_up: HungUp) -> Frame:
        """Wait for an answer that takes long: beside the others, or halted until there is a place for that."""
        gone = asyncio.ensure_future(hung_up())
        answer = asyncio.ensure_future(worker.answer())
        answer.add_done_callback(_looked_at)
        try:
            if not turn.done():
                worker.signal(signal.SIGSTOP)
                await asyncio.wait((turn, gone), timeout=self._settings.wait_s, return_when=asyncio.FIRST_COMPLETED)
                if not turn.done() and not gone.done():
                    raise Stopped(HTTPStatus.SERVICE_UNAVAILABLE, HALTED, why="halted")
                worker.signal(signal.SIGCONT)
            left = self._settings.time_s - PATIENCE_S
            await asyncio.wait((answer, gone), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                return answer.result()
            if gone.done():
                raise Gone
            raise self._took_too_long(self._settings.time_s)
        finally:
            gone.cancel()
            answer.cancel()

    async def _write(self, pool: Pool, request: Asked) -> Frame:
        self._give_way()
        await self.turnstile.enter(request.client)
        try:
            worker = await pool.take()
            try:
                worker.ask(request.frame().packed())
                return await asyncio.wait_for(worker.answer(), self._settings.write_time_s)
            except WorkerDied as error:
                raise Stopped(HTTPStatus.SERVICE_UNAVAILABLE, UNTOLD, why="memory") from error
            except TimeoutError as error:
                raise self._took_too_long(self._settings.write_time_s) from error
            finally:
                worker.end(at_once=True)  # whatever a writer has opened and kept ends with its process
        finally:
            self.turnstile.leave(request.client)

    def _died(self) -> Stopped:
        return Stopped(HTTPStatus.INSUFFICIENT_STORAGE, MEMORY.format(self._settings.worker_memory_mib), why="memory")

    def _took_too_long(self, seconds: float) -> Stopped:
        return Stopped(HTTPStatus.GATEWAY_TIMEOUT, TIME.format(seconds), why="time")


def _looked_at(answer: "asyncio.Task[Frame]") -> None:
    """Of a worker that ends while it is halted nobody need be told."""
    if not answer.cancelled():
        answer.exception()
