"""Starts the service: a master that keeps one front alive, which keeps its workers."""

import json
import os
import resource
import socket
import sys
from dataclasses import asdict, replace

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings

from refoulement.errors import GraphError
from refoulement.graph.remote import RemoteReader
from refoulement.queries import library
from refoulement.server import opened
from refoulement.service.front import Front
from refoulement.web.settings import Settings, from_json

HANDED_OVER = "REFOULEMENT_SERVICE"  # the settings, from the master to the front that it starts
CONNECTIONS_WAITING = 4096
FILES_ASIDE = 500  # of those that a process may have open, for what are no connections of clients
HEADERS_WITHIN_MS = 10_000
HEAD_BYTES = 128 * 1024  # an address of 64 KiB, which is the most that is read, and headers
GRACE_S = 20  # for requests that run when the service is told to stop


def run(settings: Settings) -> None:
    """Serve until told to stop (SIGTERM, Ctrl-C). Raises `GraphError` where the address cannot be had."""
    _try(settings)
    library(settings.queries)  # nor does a service begin with a query that it cannot answer
    settings = replace(
        settings,
        port=_free(settings.host, settings.port),
        store=settings.store.resolve(),
        queries=settings.queries and settings.queries.resolve(),
    )
    _, files = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))  # a connection is one, and thousands may be left open
    os.environ[HANDED_OVER] = json.dumps(asdict(settings), default=str)
    Granian(
        "refoulement.service.run:front",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,  # a connection of HTTP/2 has many requests, and no time limit for their heads
        workers=1,
        loop=Loops.uvloop,
        websockets=False,
        backlog=CONNECTIONS_WAITING,
        backpressure=max(CONNECTIONS_WAITING, files - FILES_ASIDE),
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADERS_WITHIN_MS, max_buffer_size=HEAD_BYTES, pipeline_flush=False
        ),
        log_enabled=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=GRACE_S,
    ).serve(target_loader=front, wrap_loader=False)


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


def front() -> Front:
    """The application, in the process that the master started for it."""
    return Front(from_json(json.loads(os.environ[HANDED_OVER])))


def _free(host: str, port: int) -> int:
    """The port to listen on, tried beforehand so that a taken one is told in a line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
            return int(tried.getsockname()[1])
    except OSError as error:
        raise GraphError(f"{host}:{port}: {error.strerror or error}; choose another --host or --port") from error
