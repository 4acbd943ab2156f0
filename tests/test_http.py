"""HTTP as the service speaks it, over real sockets, with an answer that is made up here."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self

import pytest
import uvloop

from refoulement.service import http
from refoulement.service.http import Listener, Request
from refoulement.service.reply import Reply, TooSlow

GET = b"GET /a HTTP/1.1\r\nHost: here\r\n\r\n"
HUGE = 16 << 20
Answering = Callable[[Request], Awaitable[Reply]]


async def echo(request: Request) -> Reply:
    """Path and body of a request."""
    body = b""
    while (piece := await request.piece()) is not None:
        body += piece
    return Reply(200 if request.whole else 400, ((b"x-answer", b"1"),), request.path.encode() + b" " + body)


class Served:
    """A listener on a port of its own, and what became of its requests."""

    def __init__(self, answering: Answering = echo, *, within_s: float = 5.0) -> None:
        self._answering, self._within_s = answering, within_s
        self.slow = 0

    async def __aenter__(self) -> Self:
        self.listener = Listener(self._answer, at_most=4)
        self._server = await asyncio.get_running_loop().create_server(self.listener.connection, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self.listener.close(within_s=1)

    async def connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def exchanged(self, *sent: bytes) -> bytes:
        """All that comes back for some bytes, until the server closes."""
        reader, writer = await self.connected()
        for piece in sent:
            writer.write(piece)
            await asyncio.sleep(0.02)
        received = await asyncio.wait_for(reader.read(), 15)
        writer.close()
        return received

    async def _answer(self, request: Request) -> None:
        try:
            await request.answer(await self._answering(request), within_s=self._within_s)
        except TooSlow:
            self.slow += 1


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        await asyncio.wait_for(scenario(), 30)

    uvloop.run(bounded())


def test_one_request_after_the_other_is_answered_on_a_connection() -> None:
    async def scenario() -> None:
        async with Served() as served:
            reader, writer = await served.connected()
            for number in range(3):
                writer.write(b"POST /%d HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nab" % number)
                head = await reader.readuntil(b"\r\n\r\n")
                assert head.startswith(b"HTTP/1.1 200 OK\r\nx-answer: 1\r\ncontent-length: 5\r\ndate: ")
                assert await reader.readexactly(5) == b"/%d ab" % number
            writer.close()

    run(scenario)


@pytest.mark.parametrize("last", [b"Connection: close\r\n", b"", b"Connection: upgrade\r\nUpgrade: h2c\r\n"])
def test_the_last_answer_says_so(last: bytes) -> None:
    version = b"HTTP/1.1" if last else b"HTTP/1.0"

    async def scenario() -> None:
        async with Served() as served:
            answer = await served.exchanged(b"GET / %b\r\nHost: here\r\n%b\r\n" % (version, last))
            assert answer.count(b"connection: close\r\n") == 1
            assert answer.endswith(b"\r\n\r\n/ ")

    run(scenario)


@pytest.mark.parametrize("apart", [True, False])
def test_who_asks_again_before_it_is_answered_is_answered_once(*, apart: bool) -> None:
    async def slowly(request: Request) -> Reply:
        await asyncio.sleep(0.1)
        return await echo(request)

    async def scenario() -> None:
        async with Served(slowly) as served:
            answer = await served.exchanged(*((GET, GET) if apart else (GET + GET,)))
            assert answer.count(b"HTTP/1.1 200 OK") == 1
            assert b"connection: close\r\n" in answer

    run(scenario)


def test_a_body_is_asked_for_where_that_is_waited_for() -> None:
    head = b"POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\n"

    async def scenario() -> None:
        async with Served() as served:
            reader, writer = await served.connected()
            writer.write(head)
            assert await reader.readexactly(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
            writer.write(b"abc")
            assert (await reader.read()).endswith(b"/ abc")
            writer.close()

    run(scenario)


@pytest.mark.parametrize(
    ("chunks", "status"), [(b"3\r\nabc\r\n0\r\n\r\n", 200), (b"3\r\nabcdef\r\n0\r\n\r\n", 400), (b"x\r\n", 400)]
)
def test_chunks_are_put_together_and_broken_ones_told(chunks: bytes, status: int) -> None:
    async def scenario() -> None:
        async with Served() as served:
            head = b"POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            answer = await served.exchanged(head, chunks)
            assert answer.startswith(b"HTTP/1.1 %d " % status)

    run(scenario)


def test_who_still_sends_sees_why_nothing_is_done() -> None:
    async def refusing(_request: Request) -> Reply:
        return Reply(413, ((b"connection", b"close"),), b"too large")

    async def scenario() -> None:
        async with Served(refusing) as served:
            head = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n" % HUGE
            answer = await served.exchanged(head, *[bytes(1 << 20)] * 4)
            assert answer.startswith(b"HTTP/1.1 413 ")
            assert answer.endswith(b"too large")

    run(scenario)


def test_a_head_without_an_end_is_told_and_a_silent_connection_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "HEAD_WITHIN_S", 0.5)

    async def scenario() -> None:
        async with Served() as served:
            assert (await served.exchanged(GET[:-2])).startswith(b"HTTP/1.1 408 ")
            assert await served.exchanged(b"") == b""
            answered = await served.exchanged(GET)  # and one that was of use
            assert answered.startswith(b"HTTP/1.1 200 ")

    run(scenario)


def test_head_tells_what_get_would() -> None:
    async def scenario() -> None:
        async with Served() as served:
            answer = await served.exchanged(b"HEAD /a HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
            assert b"content-length: 3\r\n" in answer
            assert answer.endswith(b"\r\n\r\n")

    run(scenario)


def test_who_takes_nothing_is_cut_off() -> None:
    async def huge(_request: Request) -> Reply:
        return Reply(200, (), bytes(HUGE))

    async def scenario() -> None:
        async with Served(huge, within_s=0.3) as served:
            reader, writer = await served.connected()
            writer.write(GET)
            await asyncio.sleep(1)
            assert served.slow == 1
            writer.close()
            whole, other = await served.connected()
            other.write(GET)
            await whole.readuntil(b"\r\n\r\n")
            assert len(await whole.readexactly(HUGE)) == HUGE
            other.close()
            assert reader is not whole

    run(scenario)


def test_who_hangs_up_is_seen_to_have_gone() -> None:
    seen: list[bool] = []

    async def waiting(request: Request) -> Reply:
        await request.hung_up()
        seen.append(request.gone)
        return Reply(200, ())

    async def scenario() -> None:
        async with Served(waiting) as served:
            _, writer = await served.connected()
            writer.write(GET)
            await asyncio.sleep(0.05)
            writer.close()
            while not seen:
                await asyncio.sleep(0.01)

    run(scenario)


def test_more_connections_than_allowed_are_not_held() -> None:
    async def scenario() -> None:
        async with Served() as served:
            held = [await served.connected() for _ in range(4)]
            assert await asyncio.wait_for(_nothing(served), 5) == b""
            for _, writer in held:
                writer.close()

    run(scenario)


async def _nothing(served: Served) -> bytes:
    try:
        return await served.exchanged(GET)
    except ConnectionError:
        return b""


def test_to_close_is_to_wait_for_what_runs_and_for_nobody_else() -> None:
    async def slowly(request: Request) -> Reply:
        await asyncio.sleep(0.2)
        return await echo(request)

    async def scenario() -> None:
        async with Served(slowly) as served:
            (asking, writer), (idle, other) = await served.connected(), await served.connected()
            writer.write(GET)
            await asyncio.sleep(0.05)
            await served.listener.close(within_s=5)
            assert b"connection: close\r\n" in await asking.read()
            assert await idle.read() == b""
            writer.close()
            other.close()

    run(scenario)
