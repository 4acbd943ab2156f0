"""How the front and a worker speak: frames of a JSON head and a body of bytes, over a Unix socket."""

import json
import socket
import struct
from dataclasses import dataclass

_LENGTHS = struct.Struct(">IQ")  # of the head and of the body
LENGTHS_SIZE = _LENGTHS.size
HEAD_AT_MOST = 1 << 20  # what a client may send in headers is bounded well below

Head = dict[str, object]


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: a request to a worker or its answer."""

    head: Head
    body: bytes = b""

    def packed(self) -> bytes:
        """The bytes that are sent."""
        head = json.dumps(self.head, separators=(",", ":")).encode()
        return b"".join((_LENGTHS.pack(len(head), len(self.body)), head, self.body))


def lengths(start: bytes) -> tuple[int, int]:
    """How long head and body are, from the first `LENGTHS_SIZE` bytes; `ValueError` for what no frame begins with."""
    head, body = _LENGTHS.unpack(start)
    if head > HEAD_AT_MOST:
        raise ValueError(f"a head of {head} bytes is no frame's")
    return head, body


def read(connection: socket.socket) -> Frame | None:
    """The next frame, waiting for it; None where the other side has gone."""
    start = _exactly(connection, LENGTHS_SIZE)
    if start is None:
        return None
    head_length, body_length = lengths(start)
    head = _exactly(connection, head_length)
    body = _exactly(connection, body_length)
    return None if head is None or body is None else Frame(json.loads(head), body)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    """So many bytes, or None where the connection ends before them."""
    held = bytearray(size)
    view, filled = memoryview(held), 0
    while filled < size:
        received = connection.recv_into(view[filled:])
        if not received:
            return None
        filled += received
    return bytes(held)
