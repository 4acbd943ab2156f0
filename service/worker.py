"""A worker: it answers one request after the other with the whole web application, in a process of its own.

What it runs may loop, crash the engine or eat memory: the front kills it and takes another (`nursery.py` forks them).
"""

import os
import resource
import select
import socket
import sys
import threading
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from flask import Flask

from refoulement.service.wire import Asked, Frame, frames, said
from refoulement.service.yielding import prepare, yielding
from refoulement.web import plain
from refoulement.web.access import ENVIRON_KEY as GRANT
from refoulement.web.access import Grant
from refoulement.web.answering import Answered, headers
from refoulement.web.errors import STOPPED
from refoulement.web.operation import Sent
from refoulement.web.signing import REFUSED
from refoulement.web.sparql import WORKED_OUT

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

KIB, MIB = 1 << 10, 1 << 20


def serve(app: Flask, connection: socket.socket, *, memory_mib: int) -> None:
    """Answer what comes over a connection until its other side goes; `memory_mib` is what answering may add."""
    _bound_memory(memory_mib)
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    connection.sendall(Frame(b"%d" % os.getpid()).packed())
    prepare()
    for frame in frames(connection):
        with yielding():
            answered = answer(app, Asked.read(frame)).packed()
        connection.sendall(answered)


def _end_with(connection: socket.socket) -> None:
    """End this process when the other side has gone, in the midst of whatever it does: nobody would stop it any more.

    The engine lets other threads run while it works.
    """
    watch = select.poll()
    watch.register(connection, select.POLLRDHUP)  # what is sent without one is for who reads the connection
    watch.poll()
    os._exit(0)


def answer(app: Flask, asked: Asked) -> Frame:
    """What is said to a request of the front."""
    if asked.path != plain.PATH or asked.problem is not None:
        return by_application(app, asked)
    given = asked.headers
    sent = Sent(
        method=asked.method,
        query_string=asked.query,
        body=asked.body,
        content_type=_text(given, b"content-type"),
        accept=_text(given, b"accept"),
        known=_text(given, b"if-none-match"),
    )
    found = plain.worked_out(app, sent)
    if isinstance(found, Answered) and plain.is_whole(app, found, _text(given, b"accept-encoding")):
        assert found.body is not None
        tiles = app.extensions["refoulement.settings"].map_tiles
        return Frame(_head(found.media_type, found.etag, len(found.body), asked.method != "POST", tiles), found.body)
    return by_application(app, asked, found)


def by_application(app: Flask, asked: Asked, found: Answered | Exception | None = None) -> Frame:
    """What the web application says to it; `found` is what was answered to a query already."""
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> object:
        told.append((status, headers))
        return None

    made = environ(asked)
    if found is not None:
        made[WORKED_OUT] = found
    body = app.wsgi_app(made, start)  # type: ignore[arg-type]
    try:
        content = b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()
    status, headers = told[-1]
    return Frame(said(int(status.partition(" ")[0]), headers), content)


@lru_cache(maxsize=1024)
def _head(media_type: str, etag: str, length: int, reading: bool, tiles: str | None) -> bytes:  # noqa: FBT001 - a key
    """The head of a plain answer; small ones are often of the same length."""
    return said(HTTPStatus.OK, headers(media_type, etag, length, reading=reading, map_tiles=tiles).items())


def _text(given: Mapping[bytes, bytes], name: bytes) -> str:
    return given.get(name, b"").decode("latin-1")


def environ(asked: Asked) -> "WSGIEnvironment":
    """A request of the front as WSGI has it (PEP 3333)."""
    made: WSGIEnvironment = {
        "REQUEST_METHOD": asked.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(asked.path).decode("latin-1"),
        "QUERY_STRING": asked.query.decode("latin-1"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": asked.client,
        "CONTENT_LENGTH": str(len(asked.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": asked.scheme,
        "wsgi.input": BytesIO(asked.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    for name, value in asked.headers.items():
        key = name.decode("latin-1").upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            made[key] = value.decode("latin-1")
        elif key != "CONTENT_LENGTH":
            made[f"HTTP_{key}"] = value.decode("latin-1")
    if asked.problem is not None:
        made[STOPPED] = asked.problem
    if asked.refused is not None:
        made[REFUSED] = asked.refused
    if asked.grant is not None:
        made[GRANT] = Grant(**asked.grant)
    return made


def _bound_memory(mib: int) -> None:
    """Let this process grow by so much, whatever it had when it was born.

    What counts is what it may write to: space that is only set aside, as every thread does, would fill a bound on the
    address space without being used.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    held = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData"))
    most = held * KIB + mib * MIB
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
