"""An endpoint on this machine that other queries ask, and that behaves in every way an endpoint can."""

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer

from refoulement.tests.published_store import CLERK, GROUP

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
SEATS = {GROUP.iri: "Testville", CLERK.iri: "Specimen City", "https://example.org/stranger": "Nowhere"}
ROWS = json.dumps(
    {
        "head": {"vars": ["who", "seat"]},
        "results": {
            "bindings": [
                {"who": {"type": "uri", "value": who}, "seat": {"type": "literal", "value": seat}}
                for who, seat in SEATS.items()
            ]
        },
    }
).encode()
ROWS_XML = (
    '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="who"/><variable name="seat"/></head>'
    "<results>"
    + "".join(
        f'<result><binding name="who"><uri>{who}</uri></binding>'
        f'<binding name="seat"><literal>{seat}</literal></binding></result>'
        for who, seat in SEATS.items()
    )
    + "</results></sparql>"
).encode()


class Endpoint(ThreadingTCPServer):
    """`asked` holds the requests that came: path, headers with names in lower case, body."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.asked: list[tuple[str, dict[str, str], str]] = []
        super().__init__((host, 0), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def handle_error(self, *_: object) -> None:
        """A client that breaks off is what some tests want."""


@contextmanager
def listening(host: str = "127.0.0.1") -> Iterator[Endpoint]:
    with Endpoint(host) as endpoint:
        threading.Thread(target=endpoint.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield endpoint
        finally:
            endpoint.shutdown()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Endpoint)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers, body))
        getattr(self, self.path.strip("/").partition("?")[0])()

    def say(self, body: bytes, media_type: str = JSON, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Type": media_type, "Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def rows(self) -> None:
        self.say(ROWS, JSON + "; charset=utf-8")

    def xml(self) -> None:
        self.say(ROWS_XML, XML)

    def chunked(self) -> None:
        self.say(b"%x\r\n%s\r\n0\r\n\r\n" % (len(ROWS), ROWS), Transfer_Encoding="chunked", Content_Length="1")

    def redirect(self) -> None:
        self.say(b"", status=307, Location="/rows")

    def failing(self) -> None:
        self.say(b"a secret of the endpoint", "text/plain", 500)

    def page(self) -> None:
        self.say(ROWS, "application/json")

    def bomb(self) -> None:
        self.say(gzip.compress(b" " * (64 << 20)), Content_Encoding="gzip")

    def broken(self) -> None:
        self.say(ROWS[:-20] + b"oops")

    def no_iri(self) -> None:
        self.say(ROWS.replace(b"https://example.org/stranger", b"no iri"))

    def cut(self) -> None:
        self.say(ROWS, Content_Length=str(len(ROWS) + 1))

    def truth(self) -> None:
        self.say(b'{"head":{},"boolean":true}')

    def slow(self) -> None:
        time.sleep(3)
        self.rows()

    def dripping(self) -> None:
        for _ in range(60):
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            time.sleep(0.1)

    def endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        while True:
            self.wfile.write(b" " * 65536)

    def headless(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X: y\r\n" * 1000)

    def log_message(self, *_: object) -> None:
        pass
