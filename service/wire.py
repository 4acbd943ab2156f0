"""How the front and a worker speak: frames of a head and a body of bytes, over a Unix socket.

A head is lines. What stands in them came as lines of HTTP, or is JSON, so that no line can hold the end of one.
"""

import json
import socket
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

_LENGTHS = struct.Struct(">IQ")  # of the head and of the body
_SIZE = _LENGTHS.size
HEAD_AT_MOST = 1 << 20  # what a client may send in headers is bounded well below
_AT_ONCE = 1 << 16  # bytes read first: a small frame whole

Headers = tuple[tuple[bytes, bytes], ...]


class Unpackable(ValueError):
    """What cannot be sent in a head: a line that holds an end of line."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: a request to a worker or its answer."""

    head: bytes
    body: bytes = b""

    def packed(self) -> bytes:
        """The bytes that are sent."""
        return b"".join((_LENGTHS.pack(len(self.head), len(self.body)), self.head, self.body))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as a worker is handed it; `headers` each once, by their names in lower case.

    `problem` is what is to be told of one that was ended, `grant` what its token gives.
    """

    method: str
    path: bytes  # decoded once, by the worker
    query: bytes
    scheme: str
    client: str
    headers: Mapping[bytes, bytes]
    grant: Mapping[str, str] | None = None
    problem: Mapping[str, Any] | None = None
    body: bytes = b""

    def frame(self) -> Frame:
        """The same as it is sent. Raises `Unpackable`."""
        rare = {"grant": self.grant, "problem": self.problem} if self.grant or self.problem else None
        lines = [
            self.method.encode(),
            self.path,
            self.query,
            self.scheme.encode(),
            self.client.encode(),
            json.dumps(rare).encode() if rare else b"",
        ]
        for header in self.headers.items():
            lines += header
        return Frame(_joined(lines), self.body)

    @classmethod
    def read(cls, frame: Frame) -> Self:
        """What `frame` was made of."""
        method, path, query, scheme, client, rare, *headers = frame.head.split(b"\n")
        return cls(
            method=method.decode(),
            path=path,
            query=query,
            scheme=scheme.decode(),
            client=client.decode(),
            headers=dict(zip(headers[::2], headers[1::2], strict=True)),
            body=frame.body,
            **(json.loads(rare) if rare else {}),
        )


def said(status: int, headers: Iterable[tuple[str, str]]) -> bytes:
    """The head of an answer. Raises `Unpackable`."""
    lines = [b"%d" % status]
    for name, value in headers:
        lines += (name.lower().encode("latin-1"), value.encode("latin-1"))
    return _joined(lines)


def heard(head: bytes) -> tuple[int, Headers]:
    """Status and headers of an answer, by their names in lower case."""
    status, *headers = head.split(b"\n")
    return int(status), tuple(zip(headers[::2], headers[1::2], strict=True))


def lengths(start: bytes | bytearray | memoryview) -> tuple[int, int]:
    """Where head and body of a frame end, from its beginning; (0, 0) where that is too short to tell.

    `ValueError` for what no frame begins with.
    """
    if len(start) < _SIZE:
        return 0, 0
    head, body = _LENGTHS.unpack_from(start)
    if head > HEAD_AT_MOST:
        raise ValueError(f"a head of {head} bytes is no frame's")
    return _SIZE + head, _SIZE + head + body


def unpacked(held: bytes | bytearray) -> Frame | None:
    """The frame that some bytes are; None where there have to be more."""
    head, end = lengths(held)
    if not head or len(held) < end:
        return None
    return Frame(bytes(held[_SIZE:head]), bytes(held[head:end]))


def read(connection: socket.socket) -> Frame | None:
    """The next frame, waiting for it; None where the other side has gone. Nothing may be sent after it unasked."""
    received = connection.recv(_AT_ONCE)
    if (frame := unpacked(received)) is not None:
        return frame
    held = bytearray(received)
    while received:
        if (frame := unpacked(held)) is not None:
            return frame
        received = connection.recv(1 << 20)
        held += received
    return None


def _joined(lines: list[bytes]) -> bytes:
    head = b"\n".join(lines)
    if head.count(b"\n") != len(lines) - 1:
        raise Unpackable("a header holds an end of line")
    return head
