"""How the front and a worker speak: frames of a head and a body of bytes, over a Unix socket.

A head is lines. What stands in them came as lines of HTTP, or is JSON, so that no line can hold the end of one.
"""

import json
import socket
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

_LENGTHS = struct.Struct(">IQ")  # of the head and of the body
HEAD_AT_MOST = 1 << 20  # what a client may send in headers is bounded well below
_AT_ONCE = 1 << 16  # bytes that are read: a small frame whole

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

    `problem` is what is to be told of one that was ended, `refused` why its token gave nothing, `grant` what it gives.
    """

    method: str
    path: bytes  # decoded once, by the worker
    query: bytes
    scheme: str
    client: str
    headers: Mapping[bytes, bytes]
    grant: Mapping[str, str] | None = None
    problem: Mapping[str, Any] | None = None
    refused: Mapping[str, Any] | None = None
    body: bytes = b""

    def frame(self) -> Frame:
        """The same as it is sent. Raises `Unpackable`."""
        rare = None
        if self.grant or self.problem or self.refused:
            rare = {"grant": self.grant, "problem": self.problem, "refused": self.refused}
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


class Incoming:
    """What has come over a connection and is no whole frame yet."""

    def __init__(self) -> None:
        self._held = bytearray()

    def frames(self, received: bytes) -> Iterator[Frame]:
        """The frames that are whole now. Raises `ValueError` for what no frame begins with."""
        held: bytes | bytearray = received
        if self._held:
            self._held += received
            held = self._held
        begin, end = 0, len(held)
        while end - begin >= _LENGTHS.size:
            head, body = _LENGTHS.unpack_from(held, begin)
            if head > HEAD_AT_MOST:
                raise ValueError(f"a head of {head} bytes is no frame's")
            body_at = begin + _LENGTHS.size + head
            if end < body_at + body:
                break
            yield Frame(bytes(held[begin + _LENGTHS.size : body_at]), bytes(held[body_at : body_at + body]))
            begin = body_at + body
        if held is self._held:
            del self._held[:begin]
        elif begin < end:
            self._held += received[begin:]


def frames(connection: socket.socket) -> Iterator[Frame]:
    """What comes over a connection, waiting for it, until the other side goes."""
    incoming = Incoming()
    while received := connection.recv(_AT_ONCE):
        yield from incoming.frames(received)


def _joined(lines: list[bytes]) -> bytes:
    head = b"\n".join(lines)
    if head.count(b"\n") != len(lines) - 1:
        raise Unpackable("a header holds an end of line")
    return head
