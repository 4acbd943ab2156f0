"""Answers of the front itself, and how any answer is sent."""

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from refoulement.service.wire import Frame

Headers = tuple[tuple[bytes, bytes], ...]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

CHUNK = 1 << 18  # bytes handed to the network at once


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


async def send_reply(send: Send, reply: Reply) -> None:
    """Hand an answer to the network, piece by piece."""
    await send({"type": "http.response.start", "status": int(reply.status), "headers": reply.headers})
    for begin in range(0, max(1, len(reply.body)), CHUNK):
        piece = reply.body[begin : begin + CHUNK]
        more = begin + CHUNK < len(reply.body)
        await send({"type": "http.response.body", "body": piece, "more_body": more})


def _text(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
