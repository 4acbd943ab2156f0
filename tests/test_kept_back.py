"""Whoever asked for too much is answered behind all others for a while, and nobody else is."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

import pytest

from refoulement.service import ahead
from refoulement.service.ahead import Ahead, Errand
from refoulement.service.pool import Pool, Worker
from refoulement.service.turnstile import Turnstile
from refoulement.service.wire import Frame

SAID = Frame(b"200")


class OneWorker:
    """A worker that hears what it is asked, and what becomes of it."""

    def __init__(self) -> None:
        self.hear: Callable[[object, Frame | None], None] | None = None
        self.became: list[str] = []

    def ask(self, _packed: bytes) -> None:
        self.became.append("asked")

    def yield_to_others(self) -> None:
        self.became.append("yields")

    def end(self, *, at_once: bool) -> None:
        self.became.append("ended at once" if at_once else "ended")


class Workers:
    """A pool that takes all of its workers back."""

    def is_current(self, _worker: OneWorker) -> bool:
        return True

    def give_back(self, worker: OneWorker) -> None:
        worker.became.append("given back")


async def answered(lines: Ahead, client: str) -> list[str]:
    """What becomes of the worker that answers one request of a client."""
    loop, worker = asyncio.get_running_loop(), OneWorker()
    errand = Errand(client, loop.create_future(), cast("Pool", Workers()), b"a question")
    lines.enter(errand)
    assert await errand.turn is True
    errand.turn = loop.create_future()
    lines.begin(errand, cast("Worker", worker))
    assert worker.hear is not None
    worker.hear(worker, SAID)
    assert await errand.turn is SAID
    return worker.became


def run(scenario: Callable[[Ahead], Awaitable[None]]) -> None:
    async def bounded() -> None:
        await asyncio.wait_for(scenario(Ahead(Turnstile(at_once=2, each=1, aside=1, queue=4, wait_s=5))), 10)

    asyncio.run(bounded())


def test_its_worker_yields_to_others_and_is_not_used_again() -> None:
    async def scenario(lines: Ahead) -> None:
        assert await answered(lines, "greedy") == ["asked", "given back"]
        lines.keep_back("greedy")
        assert await answered(lines, "greedy") == ["yields", "asked", "ended at once"]
        assert await answered(lines, "somebody else") == ["asked", "given back"]

    run(scenario)


def test_it_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(lines: Ahead) -> None:
        lines.keep_back("greedy")
        monkeypatch.setattr(ahead, "perf_counter", lambda: ahead.KEPT_BACK_S * 1e6)
        assert await answered(lines, "greedy") == ["asked", "given back"]
        lines.keep_back("another")
        assert await answered(lines, "greedy") == ["asked", "given back"]

    run(scenario)
