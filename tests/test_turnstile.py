"""Who goes in, who waits, who steps aside: by value, and as a property of any coming and going."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.service.turnstile import Crowded, Turnstile, Waiting

Found = TypeVar("Found")


def turnstile(*, at_once: int = 2, each: int = 1, aside: int = 1, queue: int = 4, wait_s: float = 5.0) -> Turnstile:
    return Turnstile(at_once=at_once, each=each, aside=aside, queue=queue, wait_s=wait_s)


def run(scenario: Callable[[], Awaitable[Found]]) -> Found:
    async def bounded() -> Found:
        return await asyncio.wait_for(scenario(), 10)

    return asyncio.run(bounded())


async def waiting(gate: Turnstile, client: str) -> "asyncio.Task[None]":
    """A client that comes and is still outside."""
    task = asyncio.create_task(gate.enter(client))
    await asyncio.sleep(0)
    assert not task.done()
    return task


def test_so_many_go_in_and_the_next_when_one_leaves() -> None:
    async def scenario() -> None:
        gate = turnstile()
        await gate.enter("a")
        await gate.enter("b")
        third = await waiting(gate, "c")
        assert (gate.running, gate.waiting) == (2, 1)
        gate.leave("a")
        await third
        assert (gate.running, gate.waiting) == (2, 0)

    run(scenario)


def test_one_client_waits_for_itself_while_others_pass() -> None:
    async def scenario() -> None:
        gate = turnstile()
        await gate.enter("a")
        second = await waiting(gate, "a")
        await gate.enter("b")
        assert not second.done()
        gate.leave("a")
        await second

    run(scenario)


def test_a_full_queue_and_a_client_that_fills_half_of_it_are_told_apart() -> None:
    async def scenario() -> None:
        gate = turnstile(at_once=1)
        await gate.enter("a")
        outside = [await waiting(gate, "b"), await waiting(gate, "b")]
        with pytest.raises(Crowded, match="of your requests wait already") as refused:
            await gate.enter("b")
        assert refused.value.mine
        outside += [await waiting(gate, "c"), await waiting(gate, "d")]
        with pytest.raises(Crowded, match="too many requests wait already") as refused:
            await gate.enter("e")
        assert not refused.value.mine
        for task in outside:
            task.cancel()
        await asyncio.gather(*outside, return_exceptions=True)
        assert gate.waiting == 0

    run(scenario)


def test_who_has_waited_too_long_is_turned_away_and_forgotten() -> None:
    async def scenario() -> None:
        gate = turnstile(at_once=1, wait_s=0.05)
        await gate.enter("a")
        with pytest.raises(Crowded, match="others' requests took all the time"):
            await gate.enter("b")
        gate.leave("a")
        assert (gate.running, gate.waiting) == (0, 0)
        await gate.enter("b")

    run(scenario)


def test_who_steps_aside_gives_its_place_and_goes_on_when_there_is_one_aside() -> None:
    async def scenario() -> None:
        gate = turnstile(at_once=1, aside=1)
        await gate.enter("a")
        first = gate.step_aside()
        assert first.done()
        await gate.enter("b")
        second = gate.step_aside()
        assert not second.done()
        await gate.enter("c")
        gate.leave_from_aside("a", first)
        assert second.done()
        gate.leave_from_aside("b", second)
        gate.leave("c")
        assert gate.running == 0

    run(scenario)


def test_who_is_aside_still_counts_as_that_client_s() -> None:
    async def scenario() -> None:
        gate = turnstile(at_once=2, each=1)
        await gate.enter("a")
        turn = gate.step_aside()
        again = await waiting(gate, "a")
        gate.leave_from_aside("a", turn)
        await again

    run(scenario)


def line_up(gate: Turnstile, client: str) -> Waiting:
    """A client that comes, and is looked at from outside."""
    comes = Waiting(client, asyncio.get_running_loop().create_future())
    gate.line_up(comes)
    return comes


def test_who_was_sent_ahead_has_the_place_of_the_one_before() -> None:
    async def scenario() -> None:
        gate = turnstile(at_once=1)
        await gate.enter("a")
        second, third = line_up(gate, "b"), line_up(gate, "c")
        assert gate.may_follow(second, "a")
        gate.send_ahead(second, "a")
        assert (gate.running, gate.waiting) == (1, 2)
        gate.follow(second, "a")
        assert (gate.running, gate.waiting) == (1, 1)
        gate.leave("b")
        assert await third.turn
        gate.leave("c")
        assert (gate.running, gate.waiting) == (0, 0)

    run(scenario)


def test_who_was_sent_ahead_is_not_called_elsewhere_until_sent_back() -> None:
    async def scenario() -> None:
        gate = turnstile(at_once=1)
        await gate.enter("a")
        second, third, fourth = line_up(gate, "b"), line_up(gate, "c"), line_up(gate, "d")
        gate.send_ahead(second, "a")
        gate.leave("a")
        assert await third.turn
        assert not second.turn.done()
        gate.send_back(second)
        gate.leave("c")
        assert await second.turn
        assert not fourth.turn.done()
        assert (gate.running, gate.waiting) == (1, 1)

    run(scenario)


def test_who_has_as_many_places_as_one_may_follows_only_itself() -> None:
    async def scenario() -> None:
        gate = turnstile(at_once=2, each=1)
        await gate.enter("a")
        await gate.enter("b")
        second = line_up(gate, "b")
        assert not gate.may_follow(second, "a")
        assert gate.may_follow(second, "b")
        second.turn.cancel()
        assert not gate.may_follow(second, "b")

    run(scenario)


def test_who_stands_behind_another_client_counts_as_one_of_its_own() -> None:
    async def scenario() -> None:
        gate = turnstile(at_once=2, each=1)
        await gate.enter("a")
        second = Waiting("b", asyncio.get_running_loop().create_future())
        gate.line_up_behind(second, "a")
        third = line_up(gate, "b")
        assert not third.turn.done()  # there is a place, but not a second one for this client
        gate.follow(second, "a")
        await gate.enter("a")
        gate.leave("b")
        assert await third.turn
        gate.give_up(third)
        gate.leave("a")
        assert (gate.running, gate.waiting) == (0, 0)

    run(scenario)


class Crowd:
    """Clients that come and go, and where each of them is."""

    def __init__(self, gate: Turnstile) -> None:
        self.gate = gate
        self.outside: list[tuple[str, asyncio.Task[None]]] = []
        self.inside: list[str] = []
        self.aside: list[tuple[str, asyncio.Future[None]]] = []

    async def do(self, step: str, client: str) -> None:
        """One of them comes, leaves, steps aside, leaves from there or gives up; the rest follows."""
        if step == "come":
            self.outside.append((client, asyncio.create_task(self.gate.enter(client))))
        elif step == "leave" and self.inside:
            self.gate.leave(self.inside.pop(0))
        elif step == "aside" and self.inside:
            self.aside.append((self.inside.pop(0), self.gate.step_aside()))
        elif step == "out" and self.aside:
            self.gate.leave_from_aside(*self.aside.pop())
        elif step == "give up" and self.outside:
            self.outside[0][1].cancel()
        for _ in range(5):  # turns of the loop, until all that follows has followed
            await asyncio.sleep(0)
        for client_at, task in [one for one in self.outside if one[1].done()]:
            self.outside.remove((client_at, task))
            if not task.cancelled() and task.exception() is None:
                self.inside.append(client_at)

    def check(self) -> None:
        going_on = sum(turn.done() for _, turn in self.aside)
        everyone = self.inside + [client for client, _ in self.aside]
        assert len(self.inside) <= self.gate.at_once
        assert going_on <= self.gate.aside
        assert self.gate.running == len(self.inside) + going_on
        assert self.gate.waiting == len(self.outside)
        assert all(everyone.count(client) <= self.gate.each for client in everyone)


STEPS = st.tuples(st.sampled_from(["come", "leave", "aside", "out", "give up"]), st.sampled_from("abc"))


@given(st.lists(STEPS, max_size=60))
def test_never_more_than_allowed_and_nobody_is_lost(steps: list[tuple[str, str]]) -> None:
    async def scenario() -> None:
        crowd = Crowd(turnstile(at_once=2, each=1, aside=1, queue=6))
        for step, client in steps:
            await crowd.do(step, client)
            crowd.check()
        while crowd.inside or crowd.aside or crowd.outside:
            await crowd.do("leave", "")
            await crowd.do("out", "")
            crowd.check()
        assert (crowd.gate.running, crowd.gate.waiting) == (0, 0)

    run(scenario)
