"""An endpoint that is none: it answers every request as it is told, on a port of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pyoxigraph as ox

Says = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    says: Says
    asked: list[bytes]

    def do_POST(self) -> None:
        self.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.close_connection = True
        with suppress(BrokenPipeError, ConnectionResetError):  # who asked has heard enough
            type(self).says(self)

    def tell(self, body: bytes, *, status: int = 200, length: int | None = None, **headers: str) -> None:
        """An answer with these headers (underlines stand for hyphens), which may announce another length."""
        self.send_response_only(status)
        for name, value in ({"Content_Type": "application/sparql-results+json"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def erring(store: ox.Store) -> Says:
    """An engine that answers as the embedded one does, but gets every COALESCE wrong."""

    def says(asked: Handler) -> None:
        text = dict(parse_qsl(asked.asked[-1].decode()))["query"]
        body, media_type = _answered(store, text.replace("COALESCE", "!COALESCE"))
        asked.tell(body, Content_Type=media_type)

    return says


def _answered(store: ox.Store, text: str) -> tuple[bytes, str]:
    """The engine's own answer is gone before it is told: it may not end in another thread."""
    found = store.query(text, use_default_graph_as_union=True)
    if isinstance(found, ox.QueryTriples):
        return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"", "application/n-triples"
    return found.serialize(format=ox.QueryResultsFormat.JSON) or b"", "application/sparql-results+json"


@contextmanager
def endpoint(says: Says) -> Iterator[tuple[str, list[bytes]]]:
    """Its address, and what it was asked."""
    asked: list[bytes] = []
    handler = type("Told", (Handler,), {"says": staticmethod(says), "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    running.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    finally:
        server.shutdown()
        running.join()
        server.server_close()
