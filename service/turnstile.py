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


@dataclass(slots=True, eq=False)
class Waiting:
    """Somebody who waits; `sent_ahead` while a worker has the request already, and is at another one."""

    client: str
    turn: "asyncio.Future[bool]"
    sent_ahead: bool = False


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
    _waiting: deque[Waiting] = field(default_factory=deque)
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
        if (waiting := self.line_up(client)) is not None:
            await self.called(waiting)

    def line_up(self, client: str) -> Waiting | None:
        """Go in at once (None), or stand where one is `called` from. Raises `Crowded` where too many wait."""
        if not self._waiting and self._free_for(client):
            self._admit(client)
            return None
        if self._waiting_of[client] >= max(1, self.queue // 2):
            raise Crowded("too many of your requests wait already; send them one after the other", mine=True)
        if len(self._waiting) >= self.queue:
            raise Crowded("too many requests wait already; come back in a moment", mine=False)
        waiting = Waiting(client, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._waiting_of[client] += 1
        self._call()
        return waiting

    async def called(self, waiting: Waiting) -> None:
        """Wait until one may go in. Raises `Crowded` where it took `wait_s` seconds."""
        timer = asyncio.get_running_loop().call_later(self.wait_s, self._give_up, waiting)
        try:
            let_in = await waiting.turn
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            elif not waiting.turn.cancelled() and waiting.turn.result():
                self._leave_place(waiting.client)  # called in the very moment of giving up
            raise
        finally:
            timer.cancel()
            self._waiting_of[waiting.client] -= 1
            if not self._waiting_of[waiting.client]:
                del self._waiting_of[waiting.client]
        if not let_in:
            raise Crowded("others' requests took all the time that yours may wait; come back in a moment", mine=False)

    def may_follow(self, waiting: Waiting, client: str) -> bool:
        """Whether somebody who waits may have the place of a client that leaves."""
        return not waiting.turn.done() and (waiting.client == client or self._of[waiting.client] < self.each)

    def follow(self, waiting: Waiting, client: str) -> None:
        """Let somebody who was sent ahead have the place of a client that leaves."""
        self._waiting.remove(waiting)
        self._forget(client)
        self._of[waiting.client] += 1
        waiting.turn.set_result(True)

    def send_back(self, waiting: Waiting) -> None:
        """Let somebody who was sent ahead in vain wait as the others do."""
        waiting.sent_ahead = False
        self._call()

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

    def _give_up(self, waiting: Waiting) -> None:
        """Let nobody wait longer than `wait_s`."""
        if not waiting.turn.done():
            self._waiting.remove(waiting)
            waiting.turn.set_result(False)

    def _may_enter(self, waiting: Waiting) -> bool:
        if waiting.sent_ahead or waiting.turn.done():  # a cancelled one will be gone in a moment
            return False
        return self._of[waiting.client] < self.each

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
            chosen = next((one for one in self._waiting if self._may_enter(one)), None)
            if chosen is None:
                return
            self._waiting.remove(chosen)
            self._admit(chosen.client)
            chosen.turn.set_result(True)

    def _call_halted(self) -> None:
        while self._halted and self._aside < self.aside:
            self._aside += 1
            self._halted.popleft().set_result(None)
