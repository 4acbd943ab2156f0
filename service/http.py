"""HTTP/1.1 as the service speaks it: connections, each with one request at a time, bounded in size and in time.

What a request means, `httptools` reads, which refuses what two readers could understand differently. Everything runs
in one thread: to hand a small request from one to another costs more than to read it.
"""

import asyncio
from collections.abc import Callable, Coroutine
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import unquote_to_bytes

import httptools

from refoulement.service.head import ALLOWED
from refoulement.service.reply import CHUNK, Reply, TooSlow, problem
from refoulement.service.wire import Headers

HEAD_AT_MOST = 128 * 1024  # bytes: an address of 64 KiB, which is the most that is read, and headers
ADDRESS_AT_MOST = 65_534
HEADERS_AT_MOST = 100
HEAD_WITHIN_S = 10.0  # from the beginning, or the answer before, to the end of a head
LEAVING_S = 2.0  # for who was refused to stop sending: closed at once, it might not see why
LOOK_S = 1.0  # between two looks who took too long
HELD_AT_MOST = 256 * 1024  # bytes of a body that have come and were not asked for yet
BODILESS = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
CLOSE = (b"connection", b"close")
END, LAST = b"\r\n", b"connection: close\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Request:
    """A request whose head has come."""

    __slots__ = (
        "_coming", "_connection", "_pieces", "broken", "client", "continued", "gone", "headers", "method", "path",
        "query", "raw_path", "task", "whole",
    )  # fmt: skip

    def __init__(
        self, connection: "Connection", method: str, target: tuple[bytes, bytes], headers: list[tuple[bytes, bytes]]
    ) -> None:
        self._connection = connection
        self._pieces: list[bytes] = []
        self._coming: asyncio.Future[None] | None = None  # done when there is more of the body, or its end
        self.task: asyncio.Task[None] | None = None  # that answers it
        self.client = connection.client  # by address
        self.method = method
        self.raw_path, self.query = target
        self.path = unquote_to_bytes(self.raw_path).decode(errors="replace")
        self.headers = headers
        self.whole = False  # all of its body has come
        self.continued = False  # who waits for being told so has been told to send it
        self.broken = False  # what came is no body
        self.gone = False  # who asked has hung up

    async def piece(self) -> bytes | None:
        """The next of its body; None where there is no more, which need not be its end."""
        while not self._pieces:
            if self.whole or self.broken or self.gone:
                return None
            self._connection.go_on(self)
            await self._more()
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece

    async def hung_up(self) -> None:
        """Wait until who asked has gone."""
        while not self.gone:
            await self._more()

    def came(self, piece: bytes) -> bool:
        """Hold a piece of the body; whether another may come before this one is taken."""
        self._pieces.append(piece)
        self.wake()
        return sum(map(len, self._pieces)) < HELD_AT_MOST

    def wake(self) -> None:
        """Let whoever waits see what has come."""
        if self._coming is not None and not self._coming.done():
            self._coming.set_result(None)

    async def answer(self, reply: Reply, *, within_s: float) -> None:
        """Hand an answer to the network, piece by piece, each taken within so many seconds; raises `TooSlow`."""
        if self.gone:
            return
        connection = self._connection
        body = b"" if self.method == "HEAD" or reply.status in BODILESS else reply.body
        head = connection.head(reply)
        if len(body) <= CHUNK:  # one piece, which the network takes at once
            connection.write(head + body)
        else:
            connection.write(head)
            for begin in range(0, len(body), CHUNK):
                if self.gone:
                    return
                connection.write(body[begin : begin + CHUNK])
                try:
                    await asyncio.wait_for(connection.taken(), within_s)
                except TimeoutError:
                    connection.cut_off()
                    raise TooSlow from None
        connection.answered(within_s)

    async def _more(self) -> None:
        if self._coming is None or self._coming.done():
            self._coming = asyncio.get_running_loop().create_future()
        await self._coming


Answering = Callable[[Request], Coroutine[Any, Any, None]]


class Connection(asyncio.Protocol):
    """One connection of a client."""

    def __init__(self, listener: "Listener") -> None:
        self._listener = listener
        self._transport: asyncio.Transport
        self._parser = httptools.HttpRequestParser(self)
        self._url = b""
        self._headers: list[tuple[bytes, bytes]] = []
        self._size = 0  # bytes that came since the head began
        self._deaf = False  # what still comes is read over
        self._sends_on = False  # something came that was not waited for
        self._last = False  # no request may follow
        self._full: asyncio.Future[None] | None = None  # as long as the network takes no more
        self.request: Request | None = None
        self.client = "unknown"
        self.until = 0.0  # when it is cut off; 0 while a request is answered

    # What the network tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one by its methods alone
        if (peer := transport.get_extra_info("peername")) is not None:
            self.client = peer[0]
        self.until = self._listener.now() + HEAD_WITHIN_S
        self._listener.came(self)

    def data_received(self, data: bytes) -> None:
        request = self.request
        if self._deaf or (request is not None and request.whole):
            self._sends_on = self._last = True  # who does not wait for an answer may ask again, on another connection
            return
        self._size += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._last = True  # nothing else is spoken here
        except httptools.HttpParserError as error:
            self._not_understood(data, error)
        if self._size > HEAD_AT_MOST:
            self._look_at_size()

    def pause_writing(self) -> None:
        self._full = self._listener.loop.create_future()
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        self._release()
        if self.request is None:
            self.until = self._listener.now() + HEAD_WITHIN_S
        if not self._transport.is_closing():
            self._transport.resume_reading()

    def connection_lost(self, _error: Exception | None) -> None:
        self._deaf = True
        self._release()
        self._listener.left(self)
        if self.request is not None:
            self.request.gone = True
            self.request.wake()

    # What the parser finds.

    def on_message_begin(self) -> None:
        if self.request is not None:
            self._sends_on = self._last = True
        self._url = b""
        self._headers = []

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        if self.request is not None or self._deaf:
            return
        parser, target, headers = self._parser, self._url, self._headers
        if len(target) > ADDRESS_AT_MOST:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG, "the address is too long; POST a long query")
        elif len(headers) > HEADERS_AT_MOST:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the request has too many headers")
        elif not target.isascii():
            self._refuse(HTTPStatus.BAD_REQUEST, "an address is of ASCII alone; encode what is not")
        else:
            if not parser.should_keep_alive() or parser.get_http_version() != "1.1":
                self._last = True
            self.request = request = Request(self, parser.get_method().decode(), _split(target), headers)
            self.until = 0.0
            self._listener.answer(request)

    def on_body(self, piece: bytes) -> None:
        request = self.request
        if request is not None and not request.whole and not request.came(piece):
            self._transport.pause_reading()

    def on_message_complete(self) -> None:
        if self.request is not None:
            self.request.whole = True
            self.request.wake()

    # What a request asks for.

    def go_on(self, request: Request) -> None:
        """Read more of a body."""
        if not request.continued:
            request.continued = True
            if any(name == b"expect" and value.lower() == b"100-continue" for name, value in request.headers):
                self.write(CONTINUE)
        if self._full is None:
            self._transport.resume_reading()

    def head(self, reply: Reply) -> bytes:
        """The head of an answer; from then on it is known whether another request may follow."""
        assert self.request is not None
        head, closes = _head(reply.status, reply.headers, len(reply.body))
        self._last = self._last or closes or not self.request.whole
        return head + self._listener.date + (LAST if self._last else END)

    def write(self, piece: bytes) -> None:
        self._transport.write(piece)

    async def taken(self) -> None:
        """Wait until the network takes more."""
        if self._full is not None:
            await asyncio.shield(self._full)

    def answered(self, within_s: float) -> None:
        """The answer is with the network, which has so many seconds for what is left of it."""
        request, self.request = self.request, None
        assert request is not None
        self._size = 0
        self.until = self._listener.now() + (within_s if self._full is not None or self._last else HEAD_WITHIN_S)
        if self._last and request.whole and not self._sends_on:
            self._transport.close()
        elif self._last:
            self._leave()

    def end(self) -> None:
        """Take no other request."""
        self._last = True
        if self.request is None:
            self._transport.close()

    def hurry(self) -> None:
        """Tell whoever takes too long over a head, and cut off whoever takes nothing or sends nothing."""
        if self.request is None and not self._deaf and self._full is None and self._size:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, f"the head took more than {HEAD_WITHIN_S:g} seconds")
        else:
            self.cut_off()

    def cut_off(self) -> None:
        self._transport.abort()

    def _not_understood(self, data: bytes, error: httptools.HttpParserError) -> None:
        if self.request is not None:
            self._deaf = self._sends_on = self._last = True
            self.request.broken = not self.request.whole
            self.request.wake()
        elif isinstance(error, httptools.HttpParserInvalidMethodError) and data[:1].isalpha():
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "this method is not done here", (b"allow", ALLOWED))
        elif not self._deaf:
            self._refuse(HTTPStatus.BAD_REQUEST, f"what came is no request that can be read: {error}")

    def _look_at_size(self) -> None:
        """Refuse a head that has become too large; a body is bounded by whoever reads it."""
        if self.request is None and not self._deaf:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the head of the request is too large")

    def _refuse(self, status: HTTPStatus, reason: str, *headers: tuple[bytes, bytes]) -> None:
        """Answer what is no request that could be answered."""
        reply = problem(status, reason, *headers)
        self.write(_head(reply.status, reply.headers, len(reply.body))[0] + self._listener.date + LAST + reply.body)
        self.until = self._listener.now() + LEAVING_S
        self._leave()

    def _leave(self) -> None:
        """Say nothing more, and read over what still comes: closed at once, the other side might not see why."""
        self._deaf = True
        self.until = min(self.until, self._listener.now() + LEAVING_S)
        if self._full is None:
            self._transport.resume_reading()
        self._transport.write_eof()

    def _release(self) -> None:
        if self._full is not None:
            self._full.set_result(None)
            self._full = None


class Listener:
    """All connections of a service, and what answers their requests."""

    def __init__(self, answering: Answering, *, at_most: int) -> None:
        self.loop = asyncio.get_running_loop()
        self.now = self.loop.time
        self._answering = answering
        self._at_most = at_most
        self._connections: set[Connection] = set()
        self._left: set[asyncio.Task[None]] = set()  # that answer who has gone
        self._look()

    def connection(self) -> Connection:
        return Connection(self)

    def came(self, connection: Connection) -> None:
        self._connections.add(connection)
        if len(self._connections) > self._at_most:
            connection.cut_off()

    def left(self, connection: Connection) -> None:
        self._connections.discard(connection)
        if connection.request is not None and (task := connection.request.task) is not None:
            self._left.add(task)
            task.add_done_callback(self._left.discard)

    def answer(self, request: Request) -> None:
        request.task = self.loop.create_task(self._answering(request))

    async def close(self, *, within_s: float) -> None:
        """Take no more requests; those that run have so many seconds."""
        for connection in tuple(self._connections):
            connection.end()
        requests = [one.request for one in self._connections if one.request is not None]
        running = {one.task for one in requests if one.task is not None} | self._left
        if running:
            await asyncio.wait(running, timeout=within_s)
        self._looking.cancel()

    def _look(self) -> None:
        """Cut off who took too long, and see what time it is."""
        now = self.now()
        for connection in [one for one in self._connections if 0 < one.until < now]:
            connection.hurry()
        self.date = b"date: %b\r\n" % formatdate(usegmt=True).encode()
        self._looking = self.loop.call_later(LOOK_S, self._look)


def _split(target: bytes) -> tuple[bytes, bytes]:
    """Path and query of what is asked for."""
    path, _, query = target.partition(b"?")
    if not path.startswith(b"/") and b"://" in path:  # the whole address, as a proxy is sent it
        path = b"/" + path.partition(b"://")[2].partition(b"/")[2]
    return path, query


@lru_cache(maxsize=512)
def _head(status: int, headers: Headers, length: int) -> tuple[bytes, bool]:
    """The head of an answer without its end, and whether no other may follow; those of small ones are often alike."""
    lines = [b"HTTP/1.1 %d %b" % (status, HTTPStatus(status).phrase.encode())]
    lines += [b"%b: %b" % header for header in headers if header != CLOSE]
    if status not in BODILESS and not any(name == b"content-length" for name, _ in headers):
        lines.append(b"content-length: %d" % length)
    return b"\r\n".join([*lines, b""]), CLOSE in headers
