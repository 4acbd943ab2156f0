"""A worker: it answers one request after the other with the whole web application, in a process of its own.

What it runs may loop, crash the engine or eat memory: the front kills it and takes another (`nursery.py` forks them).
"""

import os
import resource
import select
import socket
import sys
import threading
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from flask import Flask

from refoulement.service.wire import Frame, read
from refoulement.web.access import ENVIRON_KEY as GRANT
from refoulement.web.access import Grant
from refoulement.web.errors import STOPPED
from refoulement.web.signing import REFUSED

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

KIB, MIB = 1 << 10, 1 << 20


def serve(app: Flask, connection: socket.socket, *, memory_mib: int) -> None:
    """Answer what comes over a connection until its other side goes; `memory_mib` is what answering may add."""
    _bound_memory(memory_mib)
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    connection.sendall(Frame({"pid": os.getpid()}).packed())
    while (asked := read(connection)) is not None:
        connection.sendall(answer(app, asked).packed())


def _end_with(connection: socket.socket) -> None:
    """End this process when the other side has gone, in the midst of whatever it does: nobody would stop it any more.

    The engine lets other threads run while it works.
    """
    watch = select.poll()
    watch.register(connection, select.POLLRDHUP)  # what is sent without one is for who reads the connection
    watch.poll()
    os._exit(0)


def answer(app: Flask, asked: Frame) -> Frame:
    """What the application says to a request of the front."""
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> object:
        told.append((status, headers))
        return None

    body = app.wsgi_app(environ(asked), start)  # type: ignore[arg-type]
    try:
        content = b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()
    status, headers = told[-1]
    return Frame({"status": int(status.partition(" ")[0]), "headers": headers}, content)


def environ(asked: Frame) -> "WSGIEnvironment":
    """A request of the front as WSGI has it (PEP 3333)."""
    head = asked.head
    made: WSGIEnvironment = {
        "REQUEST_METHOD": head["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(str(head["path"])).decode("latin-1"),
        "QUERY_STRING": head["query"],
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": head["client"],
        "CONTENT_LENGTH": str(len(asked.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": head["scheme"],
        "wsgi.input": BytesIO(asked.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    headers = head["headers"]
    assert isinstance(headers, Iterable)
    for name, value in headers:
        key = name.upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            made[key] = value
        elif key != "CONTENT_LENGTH":
            made[f"HTTP_{key}"] = f"{made[f'HTTP_{key}']},{value}" if f"HTTP_{key}" in made else value
    if (problem := head.get("problem")) is not None:
        made[STOPPED] = problem
    if (refused := head.get("refused")) is not None:
        made[REFUSED] = refused
    if granted := head.get("grant"):
        assert isinstance(granted, dict)
        made[GRANT] = Grant(**granted)
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
