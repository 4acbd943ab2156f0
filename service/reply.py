"""Answers of the front itself, and what any answer has to bear."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

from refoulement.service.wire import Frame, Headers, heard
from refoulement.web.security import SECURITY

CACHING = b"cache-control"
CHUNK = 1 << 18  # bytes handed to the network at once
PROTECTING = tuple((name.lower().encode(), value.encode()) for name, value in SECURITY.items())


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, whole: nothing is sent before all of it is there, so a cut one never looks whole."""

    status: int
    headers: Headers
    body: bytes = b""
    may_be_kept: bool = False

    def value(self, name: bytes) -> bytes | None:
        """The first header of that name, in lower case."""
        return next((value for key, value in self.headers if key == name), None)


def whole(status: HTTPStatus, headers: Headers, body: bytes = b"") -> Reply:
    """An answer of the front, with what every one has to bear."""
    return Reply(status, protecting((*headers, (b"content-length", b"%d" % len(body)))), body)


def from_worker(found: Frame) -> Reply:
    """What a worker said."""
    status, headers, may_be_kept = _read(found.head)
    return Reply(status, headers, found.body, may_be_kept)


@lru_cache(maxsize=512)
def _read(head: bytes) -> tuple[int, Headers, bool]:
    """The head of an answer: those of small ones are often the same."""
    status, headers = heard(head)
    kept = status == HTTPStatus.OK and not any(b"no-store" in value for name, value in headers if name == CACHING)
    return status, protecting(headers), kept


def protecting(headers: Headers) -> Headers:
    """The same headers, and those that every answer has to bear."""
    there = {name for name, _ in headers}
    return (*headers, *(one for one in PROTECTING if one[0] not in there))


def as_json(status: HTTPStatus, said: object) -> Reply:
    return whole(status, ((b"content-type", b"application/json"), (CACHING, b"no-store")), _text(said))


def problem(status: HTTPStatus, detail: str, *headers: tuple[bytes, bytes]) -> Reply:
    """An error in the form of RFC 9457."""
    said = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
    kind = (b"content-type", b"application/problem+json")
    anyone = (b"access-control-allow-origin", b"*")
    return whole(status, (kind, anyone, (CACHING, b"no-store"), *headers), _text(said))


class Unread:
    """How much each client was sent that it has not taken yet: answers held for who does not read are memory."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._of = Counter[str]()

    def has_room(self, client: str, size: int) -> bool:
        """Whether a client may be sent so many bytes now; whoever has taken everything may be sent anything."""
        unread = self._of.get(client, 0)
        return not unread or unread + size <= self._at_most

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


def is_small(reply: Reply) -> bool:
    """Whether an answer is one piece, which the network takes at once."""
    return len(reply.body) <= CHUNK


def _text(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
