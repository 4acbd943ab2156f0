"""Starts the service: a master that keeps one front alive, which keeps its workers."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, replace

from refoulement.errors import GraphError
from refoulement.graph.remote import RemoteReader
from refoulement.queries import library
from refoulement.service.interpreter import MODULE
from refoulement.service.process import CONNECTIONS_WAITING, GRACE_S, HANDED_OVER
from refoulement.web.settings import Settings
from refoulement.web.shown import opened

AGAIN_S = 0.5  # until a front that has ended is started again


def run(settings: Settings) -> None:
    """Serve until told to stop (SIGTERM, Ctrl-C). Raises `GraphError` where the address cannot be had."""
    _try(settings)
    library(settings.queries)  # nor does a service begin with a query that it cannot answer
    settings = replace(
        settings,
        store=settings.store.resolve(),
        queries=settings.queries and settings.queries.resolve(),
    )
    _allow_files()
    with _listening(settings) as listening:
        settings = replace(settings, port=listening.getsockname()[1])
        os.environ[HANDED_OVER] = json.dumps(asdict(settings), default=str)
        _keep_alive([*MODULE, "refoulement.service.process", f"{listening.fileno()}"], listening.fileno())


def _keep_alive(command: list[str], socket_: int) -> None:
    """Start the front, and start it again whenever it ends, until this process is told to stop."""
    front: subprocess.Popen[bytes] | None = None
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True
        signal.alarm(GRACE_S + 5)
        if front is not None:
            front.terminate()

    def give_up(*_: object) -> None:
        if front is not None:
            front.kill()

    signal.signal(signal.SIGALRM, give_up)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        front = subprocess.Popen(command, pass_fds=(socket_,))  # noqa: S603 - this program itself
        if stopping:  # told so in the moment before
            front.terminate()
        front.wait()
        if not stopping:
            time.sleep(AGAIN_S)


def _try(settings: Settings) -> None:
    """Tell at once that a store has nothing, or what an engine at another address is."""
    reader = opened(settings)
    if isinstance(reader, RemoteReader):
        reader.know()
        if reader.faults:
            told = f"{settings.endpoint} does not answer as SPARQL 1.1 says ({'; '.join(reader.faults)})"
            kept = (
                f"pages, named queries and graphs are answered from a copy of it, renewed every {settings.renew_s:g} s"
            )
            print(f"{told}: {kept}", file=sys.stderr)
        return
    reader.memory_below = 0  # read from the disk
    reader.snapshot()


def _allow_files() -> None:
    """Let this process and those it starts open as many files as they may: a connection is one."""
    _, files = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))


def _listening(settings: Settings) -> socket.socket:
    """The socket that is listened on, whichever process answers. Raises `GraphError` where it cannot be had."""
    host, port = settings.host, settings.port
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(CONNECTIONS_WAITING)
    except OSError as error:
        listening.close()
        raise GraphError(f"{host}:{port}: {error.strerror or error}; choose another --host or --port") from error
    return listening
