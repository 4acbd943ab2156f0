"""Who may go in, and who waits: a bound on what runs at once, on what one client runs, and on how many wait.

What has run for a while is moved aside: it gives its place to others and goes on beside them, or is halted until one of
the few places for such is free. So a handful of questions that never end does not hold up the small ones.
"""

import asyncio
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

TOOK_TOO_LONG = "others' requests took all the time that yours may wait; come back in a moment"
CLOCK_S = 0.001  # what the loop's clock may be behind


class Crowded(Exception):
    """Nobody more can be let in; `mine` tells whether that is for what the same client asks already."""

    def __init__(self, reason: str, *, mine: bool) -> None:
        super().__init__(reason)
        self.mine = mine


@dataclass(slots=True, eq=False)
class Waiting:
    """Somebody who comes; `turn` is True where it goes in and False where it is turned away.

    It is `counted` where it was sent ahead behind another client, and is one of its own client's already.
    """

    client: str
    turn: "asyncio.Future[Any]"
    since: float = field(default=0.0, init=False)
    inside: bool = field(default=False, init=False)
    ahead: bool = field(default=False, init=False)
    counted: bool = field(default=False, init=False)


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
    _ahead: int = 0
    outside: deque[Waiting] = field(default_factory=deque)
    _waiting_of: Counter[str] = field(default_factory=Counter)
    _halted: deque["asyncio.Future[None]"] = field(default_factory=deque)
    _clearing: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        return len(self.outside) + self._ahead

    @property
    def running(self) -> int:
        return self._running + self._aside

    async def enter(self, client: str) -> None:
        """Go in, or wait for it. Raises `Crowded` where too many wait, or the wait took `wait_s` seconds."""
        waiting = Waiting(client, asyncio.get_running_loop().create_future())
        self.line_up(waiting)
        try:
            if not await waiting.turn:
                raise Crowded(TOOK_TOO_LONG, mine=False)
        except asyncio.CancelledError:
            self.give_up(waiting)
            raise

    def line_up(self, waiting: Waiting) -> None:
        """Go in at once, or stand where one is called from. Raises `Crowded` where too many wait."""
        if not self.outside and self._free_for(waiting.client):
            self._admit(waiting)
            return
        self._count(waiting)
        self.outside.append(waiting)
        waiting.since = waiting.turn.get_loop().time()
        if self._clearing is None:
            self._clearing = waiting.turn.get_loop().call_later(self.wait_s, self._clear)
        self.call()

    def line_up_behind(self, waiting: Waiting, before: str) -> None:
        """Stand behind a client's request, whose place one gets. Raises `Crowded` where too many wait."""
        self._count(waiting)
        self._stand_behind(waiting, before)

    def send_ahead(self, waiting: Waiting, before: str) -> None:
        """Let somebody who waits stand behind a client's request, whose place it gets."""
        self.outside.remove(waiting)
        self._stand_behind(waiting, before)

    def send_back(self, waiting: Waiting) -> None:
        """Let somebody who was sent ahead in vain wait before all others, until they are called."""
        self._leave_line(waiting)
        if waiting.counted:
            self._forget(waiting.client)
        self.outside.appendleft(waiting)

    def may_follow(self, waiting: Waiting, before: str) -> bool:
        """Whether somebody who waits may have the place of a client that leaves."""
        return not waiting.turn.done() and (waiting.client == before or self._of[waiting.client] < self.each)

    def follow(self, waiting: Waiting, before: str) -> None:
        """Let somebody who was sent ahead have the place of a client that leaves."""
        self._leave_line(waiting)
        self._uncount(waiting)
        waiting.inside = True
        if waiting.counted:
            self._forget(before)

    def give_up(self, waiting: Waiting) -> None:
        """Go away, from wherever one is."""
        if waiting.inside:
            self._leave_place(waiting.client)
            return
        if waiting.ahead:
            self._leave_line(waiting)
            if waiting.counted:
                self._forget(waiting.client)
        elif waiting in self.outside:
            self.outside.remove(waiting)
        else:
            return
        self._uncount(waiting)

    def leave(self, client: str) -> None:
        """Go out, from the place where one came in."""
        self._leave_place(client)

    def step_aside(self) -> "asyncio.Future[None]":
        """Give one's place to others; the future is done when one may go on beside them."""
        self._running -= 1
        self.call()
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
        self.call()

    def _free_for(self, client: str) -> bool:
        return self._running < self.at_once and self._of[client] < self.each

    def _clear(self) -> None:
        """Let nobody wait longer than `wait_s`."""
        now = asyncio.get_running_loop().time()
        while self.outside and self.outside[0].since + self.wait_s <= now + CLOCK_S:
            waiting = self.outside.popleft()
            self._uncount(waiting)
            if not waiting.turn.done():
                waiting.turn.set_result(False)
        left = self.outside[0].since + self.wait_s - now if self.outside else None
        self._clearing = None if left is None else asyncio.get_running_loop().call_later(left, self._clear)

    def _count(self, waiting: Waiting) -> None:
        """Count somebody who has to wait. Raises `Crowded` where too many do."""
        if self._waiting_of[waiting.client] >= max(1, self.queue // 2):
            raise Crowded("too many of your requests wait already; send them one after the other", mine=True)
        if self.waiting >= self.queue:
            raise Crowded("too many requests wait already; come back in a moment", mine=False)
        self._waiting_of[waiting.client] += 1

    def _uncount(self, waiting: Waiting) -> None:
        self._waiting_of[waiting.client] -= 1
        if not self._waiting_of[waiting.client]:
            del self._waiting_of[waiting.client]

    def _stand_behind(self, waiting: Waiting, before: str) -> None:
        self._ahead += 1
        waiting.ahead, waiting.counted = True, waiting.client != before
        if waiting.counted:
            self._of[waiting.client] += 1

    def _leave_line(self, waiting: Waiting) -> None:
        self._ahead -= 1
        waiting.ahead = False

    def _admit(self, waiting: Waiting) -> None:
        self._running += 1
        self._of[waiting.client] += 1
        waiting.inside = True
        waiting.turn.set_result(True)

    def _leave_place(self, client: str) -> None:
        self._running -= 1
        self._forget(client)
        self.call()

    def _forget(self, client: str) -> None:
        self._of[client] -= 1
        if not self._of[client]:
            del self._of[client]

    def call(self) -> None:
        """Let in who waits longest of those who may go in."""
        while self.outside and self._running < self.at_once:
            chosen = next((one for one in self.outside if self._may_enter(one)), None)
            if chosen is None:
                return
            self.outside.remove(chosen)
            self._uncount(chosen)
            self._admit(chosen)

    def _may_enter(self, waiting: Waiting) -> bool:
        """Whether somebody may go in now; one whose turn is cancelled will be gone in a moment."""
        return not waiting.turn.done() and self._of[waiting.client] < self.each

    def _call_halted(self) -> None:
        while self._halted and self._aside < self.aside:
            self._aside += 1
            self._halted.popleft().set_result(None)
