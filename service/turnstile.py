"""Who may go in, and who waits: a bound on what runs at once, on what one client runs, and on how many wait.

What has run for a while is moved aside: it gives its place to others and goes on beside them, or is halted until one of
the few places for such is free. So a handful of questions that never end does not hold up the small ones.
"""

import asyncio
from collections import Counter, deque
from dataclasses import dataclass, field


class Crowded(Exception):
    """Nobody more can be let in; `mine` tells whether that is for what the same client asks already."""

    def __init__(self, reason: str, *, mine: bool) -> None:
        super().__init__(reason)
        self.mine = mine


@dataclass(slots=True, kw_only=True)
class Turnstile:
    """`at_once` requests run, of them `each` of one client; `aside` more that take long; at most `queue` wait."""

    at_once: int
    each: int
    aside: int
    queue: int
    wait_s: float
    _running: int = 0
    _aside: int = 0
    _of: Counter[str] = field(default_factory=Counter)
    _waiting: deque[tuple[str, "asyncio.Future[bool]"]] = field(default_factory=deque)
    _waiting_of: Counter[str] = field(default_factory=Counter)
    _halted: deque["asyncio.Future[None]"] = field(default_factory=deque)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @property
    def running(self) -> int:
        return self._running + self._aside

    async def enter(self, client: str) -> None:
        """Go in, or wait for it. Raises `Crowded` where too many wait, or the wait took `wait_s` seconds."""
        if not self._waiting and self._free_for(client):
            self._admit(client)
            return
        if self._waiting_of[client] >= max(1, self.queue // 2):
            raise Crowded("too many of your requests wait already; send them one after the other", mine=True)
        if len(self._waiting) >= self.queue:
            raise Crowded("too many requests wait already; come back in a moment", mine=False)
        loop = asyncio.get_running_loop()
        waiting = client, loop.create_future()
        self._waiting.append(waiting)
        self._waiting_of[client] += 1
        self._call()
        timer = loop.call_later(self.wait_s, self._give_up, waiting)
        try:
            let_in = await waiting[1]
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            elif not waiting[1].cancelled() and waiting[1].result():
                self._leave_place(client)  # called in the very moment of giving up
            raise
        finally:
            timer.cancel()
            self._waiting_of[client] -= 1
            if not self._waiting_of[client]:
                del self._waiting_of[client]
        if not let_in:
            raise Crowded("others' requests took all the time that yours may wait; come back in a moment", mine=False)

    def _give_up(self, waiting: tuple[str, "asyncio.Future[bool]"]) -> None:
        """Let nobody wait longer than `wait_s`."""
        if not waiting[1].done():
            self._waiting.remove(waiting)
            waiting[1].set_result(False)

    def leave(self, client: str) -> None:
        """Go out, from the place where one came in."""
        self._leave_place(client)

    def step_aside(self) -> "asyncio.Future[None]":
        """Give one's place to others; the future is done when one may go on beside them."""
        self._running -= 1
        self._call()
        turn = asyncio.get_running_loop().create_future()
        self._halted.append(turn)
        self._call_halted()
        return turn

    def leave_from_aside(self, client: str, turn: "asyncio.Future[None]") -> None:
        """Go out, after having stepped aside."""
        if turn.done() and not turn.cancelled():
            self._aside -= 1
        else:
            self._halted.remove(turn)
            turn.cancel()
        self._forget(client)
        self._call_halted()
        self._call()

    def _free_for(self, client: str) -> bool:
        return self._running < self.at_once and self._of[client] < self.each

    def _may_enter(self, client: str, turn: "asyncio.Future[bool]") -> bool:
        return self._of[client] < self.each and not turn.done()  # a cancelled one will be gone in a moment

    def _admit(self, client: str) -> None:
        self._running += 1
        self._of[client] += 1

    def _leave_place(self, client: str) -> None:
        self._running -= 1
        self._forget(client)
        self._call()

    def _forget(self, client: str) -> None:
        self._of[client] -= 1
        if not self._of[client]:
            del self._of[client]

    def _call(self) -> None:
        """Let in who waits longest of those who may go in."""
        while self._running < self.at_once:
            chosen = next((one for one in self._waiting if self._may_enter(*one)), None)
            if chosen is None:
                return
            self._waiting.remove(chosen)
            self._admit(chosen[0])
            chosen[1].set_result(True)

    def _call_halted(self) -> None:
        while self._halted and self._aside < self.aside:
            self._aside += 1
            self._halted.popleft().set_result(None)
