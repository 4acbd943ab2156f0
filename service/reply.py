"""Answers of the front itself, and how any answer is sent."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from refoulement.service.wire import Frame
from refoulement.web.security import SECURITY

Headers = tuple[tuple[bytes, bytes], ...]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

CHUNK = 1 << 18  # bytes handed to the network at once
PROTECTING = tuple((name.lower().encode(), value.encode()) for name, value in SECURITY.items())


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, whole: nothing is sent before all of it is there, so a cut one never looks whole."""

    status: int
    headers: Headers
    body: bytes = b""

    @property
    def may_be_kept(self) -> bool:
        return self.status == HTTPStatus.OK and b"no-store" not in (self.value(b"cache-control") or b"")

    def value(self, name: bytes) -> bytes | None:
        """The first header of that name, in lower case."""
        return next((value for key, value in self.headers if key == name), None)


def from_worker(found: Frame) -> Reply:
    """What a worker said."""
    status, headers = found.head["status"], found.head["headers"]
    assert isinstance(status, int)
    assert isinstance(headers, Iterable)
    pairs = tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers)
    return Reply(status, pairs, found.body)


def as_json(status: HTTPStatus, said: object) -> Reply:
    return Reply(status, ((b"content-type", b"application/json"), (b"cache-control", b"no-store")), _text(said))


def problem(status: HTTPStatus, detail: str, *headers: tuple[bytes, bytes]) -> Reply:
    """An error in the form of RFC 9457."""
    said = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
    kind = (b"content-type", b"application/problem+json")
    anyone = (b"access-control-allow-origin", b"*")
    return Reply(status, (kind, anyone, (b"cache-control", b"no-store"), *headers), _text(said))


class Unread:
    """How much each client was sent that it has not taken yet: answers held for who does not read are memory."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._of = Counter[str]()

    def has_room(self, client: str, size: int) -> bool:
        """Whether a client may be sent so many bytes now; whoever has taken everything may be sent anything."""
        return not self._of[client] or self._of[client] + size <= self._at_most

    @contextmanager
    def held(self, client: str, size: int) -> Iterator[None]:
        """Count so many bytes as the client's, as long as they are sent."""
        self._of[client] += size
        try:
            yield
        finally:
            self._of[client] -= size
            if not self._of[client]:
                del self._of[client]


class TooSlow(Exception):
    """Who asked does not take the answer: it is cut off, in the midst of what `Content-Length` promised."""


async def send_reply(send: Send, reply: Reply, *, within_s: float) -> None:
    """Hand an answer to the network, piece by piece, each taken within so many seconds; raises `TooSlow`."""
    there = {name for name, _ in reply.headers}
    headers = (*reply.headers, *(one for one in PROTECTING if one[0] not in there))
    if b"content-length" not in there and reply.body:
        headers = (*headers, (b"content-length", b"%d" % len(reply.body)))
    await send({"type": "http.response.start", "status": int(reply.status), "headers": headers})
    for begin in range(0, max(1, len(reply.body)), CHUNK):
        piece = reply.body[begin : begin + CHUNK]
        more = begin + CHUNK < len(reply.body)
        try:
            await asyncio.wait_for(send({"type": "http.response.body", "body": piece, "more_body": more}), within_s)
        except TimeoutError:
            raise TooSlow from None


def _text(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
