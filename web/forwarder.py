"""Between the engine and other endpoints: the engine asks an address on this machine, and what it asks is passed on.

The engine would resolve names itself, follow redirects and read without end; so it never learns another address than
that of a forwarder, which listens on a port and a path of its own for the time of one query.
"""

import gc
import logging
import secrets
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Self

from refoulement.errors import EndpointFailed
from refoulement.web.endpoint import Endpoint
from refoulement.web.outside import Solutions

QUERY_AT_MOST = 1 << 20  # bytes; the engine writes out what a query of 64 KiB abbreviates
CLOSED_WITHIN_S = 0.02

_log = logging.getLogger(__name__)

Ask = Callable[[Endpoint, bytes], Solutions]


@dataclass(frozen=True, slots=True)
class Passage:
    """An endpoint to pass requests on to; of one that is `silent` it does not matter when it fails."""

    endpoint: Endpoint
    silent: bool


class Forwarder:
    """One for each query, in a `with`. `failure` is what became of the first request that had to be answered."""

    def __init__(self, passages: Sequence[Passage], ask: Ask) -> None:
        self._secret = secrets.token_urlsafe(32)
        self._passages = {f"/{self._secret}/{number}": passage for number, passage in enumerate(passages)}
        self._ask = ask
        self._answered: dict[tuple[str, bytes], Solutions | EndpointFailed] = {}
        self._one_at_a_time = threading.Lock()
        self.failure: EndpointFailed | None = None
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(CLOSED_WITHIN_S,), daemon=True)

    def __enter__(self) -> Self:
        # An answer of the engine may not be freed in another thread than its own: here none looks for what to free.
        self._collecting = gc.isenabled()
        gc.disable()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if self._collecting:
            gc.enable()

    @property
    def addresses(self) -> list[str]:
        """Where to ask, for each passage; nobody else can guess it."""
        return [f"http://127.0.0.1:{self._server.server_address[1]}{path}" for path in self._passages]

    def passage(self, path: str) -> Passage | None:
        """The one at a path, which takes as long to find whatever is asked for."""
        found = None
        for own, passage in self._passages.items():
            if secrets.compare_digest(own.encode(), path.encode("latin-1", "replace")):
                found = passage
        return found

    def answer(self, passage: Passage, query: bytes) -> Solutions | EndpointFailed:
        """What the endpoint says: asked once, and the same again where the engine asks for every row."""
        key = passage.endpoint.text, query
        with self._one_at_a_time:
            if key not in self._answered:
                try:
                    self._answered[key] = self._ask(passage.endpoint, query)
                except EndpointFailed as failure:
                    self._answered[key] = failure
            found = self._answered[key]
            if isinstance(found, EndpointFailed) and not passage.silent:
                self.failure = self.failure or found
        return found

    def refuse(self, passage: Passage) -> None:
        """Note that what the endpoint would be sent is too long."""
        if not passage.silent:
            self.failure = self.failure or EndpointFailed(
                f"SERVICE <{passage.endpoint.text}>: what it would be sent has more than {QUERY_AT_MOST >> 20} MiB, "
                "with every prefix written out"
            )


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, forwarder: Forwarder) -> None:
        self.forwarder = forwarder
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, *_: object) -> None:
        """Write down what went wrong here; of who broke off there is nothing to tell."""
        if not isinstance(sys.exc_info()[1], OSError):
            _log.exception("a request could not be passed on")


class _Handler(BaseHTTPRequestHandler):
    timeout = 10

    def do_POST(self) -> None:
        assert isinstance(self.server, _Server)
        forwarder = self.server.forwarder
        passage = forwarder.passage(self.path)
        length = self.headers.get("Content-Length", "")
        if passage is None:
            self._say(HTTPStatus.NOT_FOUND)
        elif not (length.isascii() and length.isdigit() and int(length) <= QUERY_AT_MOST):
            forwarder.refuse(passage)
            self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            found = forwarder.answer(passage, self.rfile.read(int(length)))
            if isinstance(found, EndpointFailed):
                self._say(HTTPStatus.BAD_GATEWAY)
            else:
                self._say(HTTPStatus.OK, found)

    def _say(self, status: HTTPStatus, found: Solutions | None = None) -> None:
        self.send_response(status)
        if found:
            self.send_header("Content-Type", found.media_type)
        body = found.body if found else b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is written down of what is asked."""
