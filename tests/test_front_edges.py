"""What strange, broken and sly requests get: a clear answer, never what was meant for somebody else."""

import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.tier import PUBLIC, SEALED
from refoulement.service.head import HeadRefused, read_head
from refoulement.tests.published_store import publish_store
from refoulement.tests.real_server import serving
from refoulement.web.security import SECURITY
from refoulement.web.tokens import Tokens

pytestmark = pytest.mark.slow

END = b"Host: here\r\nConnection: close\r\n"
QUERY = b"Content-Type: application/sparql-query\r\n"
CHUNKS = b"6\r\nASK {}\r\n0\r\n\r\n"
POST = b"POST /sparql HTTP/1.1\r\n" + END + QUERY
ASK = b"GET /sparql?query=ASK{} HTTP/1.1\r\n" + END


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with serving(store, "--quiet") as found:
        yield found


@pytest.fixture(scope="module")
def proxied(store: Path) -> Iterator[str]:
    with serving(store, "--quiet", "--behind-proxy") as found:
        yield found


def exchanged(address: str, sent: bytes) -> bytes:
    """All that comes back for some bytes, until the server closes."""
    parts, received = urlsplit(address), b""
    with closing(socket.create_connection((parts.hostname, parts.port), timeout=20)) as connection:
        try:
            connection.sendall(sent)
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass  # closed before all was sent, or read
    return received


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.[01] ([0-9]{3}) ", answer)
    assert found, answer[:200]
    return int(found.group(1))


def names(answer: bytes) -> dict[str, str]:
    lines = answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


# What is sent, what status it gets.
STRANGE: dict[str, tuple[bytes, int]] = {
    "two lengths": (POST + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}", 400),
    "a list of lengths": (POST + b"Content-Length: 6, 6\r\n\r\nASK {}", 400),
    "a length with a sign": (POST + b"Content-Length: +6\r\n\r\nASK {}", 400),
    "a length without an end": (POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nASK {}", 400),
    "a coding of its own": (POST + b"Transfer-Encoding: xchunked\r\n\r\n" + CHUNKS, 400),
    "a packed coding": (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNKS, 400),
    "two codings": (POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + CHUNKS, 400),
    "a space before the colon": (ASK + b"X-A : 1\r\n\r\n", 400),
    "a folded line": (ASK + b"X-A: 1\r\n b\r\n\r\n", 400),
    "two hosts": (ASK + b"Host: evil.example\r\n\r\n", 400),
    "a host that is markup": (b'GET /queries HTTP/1.1\r\nConnection: close\r\nHost: a"><script>\r\n\r\n', 400),
    "two tokens": (ASK + b"Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400),
    "two types": (POST + b"Content-Type: text/plain\r\nContent-Length: 6\r\n\r\nASK {}", 400),
    "another server's address": (b"GET http://evil.example/health HTTP/1.1\r\n" + END + b"\r\n", 200),
    "a path of two slashes": (b"GET //evil.example/%2e%2e HTTP/1.1\r\n" + END + b"\r\n", 404),
    "NUL": (b"GET /page/%00 HTTP/1.1\r\n" + END + b"\r\n", 404),
    "a path that is not UTF-8": (b"GET /page/%FF%FE HTTP/1.1\r\n" + END + b"\r\n", 404),
    "bytes in the path": (b"GET /page/\xff HTTP/1.1\r\n" + END + b"\r\n", 400),
    "up": (b"GET /assets/../../etc/passwd HTTP/1.1\r\n" + END + b"\r\n", 404),
    "up, encoded": (b"GET /assets/%2e%2e/%2e%2e/server.py HTTP/1.1\r\n" + END + b"\r\n", 404),
    "up, with its slashes encoded": (b"GET /assets/..%2f..%2fserver.py HTTP/1.1\r\n" + END + b"\r\n", 404),
    "up, encoded twice": (b"GET /assets/%252e%252e%252f%252e%252e%252fserver.py HTTP/1.1\r\n" + END + b"\r\n", 404),
    "up, to another tier": (b"GET /dumps/..%2f..%2fsealed/current HTTP/1.1\r\n" + END + b"\r\n", 404),
    "a header of a megabyte": (ASK + b"X-A: " + b"a" * (1 << 20) + b"\r\n\r\n", 431),
    "a header of 100,000 strange bytes": (ASK + b"X-A: " + b"\xff" * 100_000 + b"\r\n\r\n", 200),
    "two thousand headers": (ASK + b"".join(b"X-%d: 1\r\n" % n for n in range(2000)) + b"\r\n", 431),
    "an address of 70,000 bytes": (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + END + b"\r\n", 414),
    "a token of strange bytes": (ASK + b"Authorization: Bearer \xff\xfe\x80\r\n\r\n", 401),
    "no token": (ASK + b"Authorization: \r\n\r\n", 401),
    "a password": (ASK + b"Authorization: Basic YTpi\r\n\r\n", 401),
    "a token of 60,000 bytes": (ASK + b"Authorization: Bearer rf_" + b"a" * 60_000 + b"\r\n\r\n", 401),
    "HEAD": (ASK.replace(b"GET", b"HEAD") + b"\r\n", 200),
    "OPTIONS": (ASK.replace(b"GET", b"OPTIONS") + b"\r\n", 204),
    "OPTIONS of all": (b"OPTIONS * HTTP/1.1\r\n" + END + b"\r\n", 400),
    "TRACE": (b"TRACE / HTTP/1.1\r\n" + END + b"Cookie: secret=1\r\n\r\n", 405),
    "CONNECT": (b"CONNECT evil.example:443 HTTP/1.1\r\n" + END + b"\r\n", 405),
    "a method of its own": (b"FOO / HTTP/1.1\r\n" + END + b"\r\n", 405),
    "small letters": (b"get / HTTP/1.1\r\n" + END + b"\r\n", 405),
    "writing to what tells of the server": (b"POST /health HTTP/1.1\r\n" + END + b"\r\n", 405),
    "HTTP/1.0": (b"GET /health HTTP/1.0\r\n\r\n", 200),
    "HTTP/0.9": (b"GET /\r\n", 408),  # it is a head without an end
    "HTTP/3.0": (b"GET / HTTP/3.0\r\n" + END + b"\r\n", 400),
    "TLS": (bytes.fromhex("16030100050100000100") + b"\r\n\r\n", 400),
    "an expectation": (POST + b"Expect: 200-maybe\r\nContent-Length: 6\r\n\r\nASK {}", 200),
    "a line break in a parameter": (ASK.replace(b"{}", b"{}&format=x%0d%0aX-Sly:%201") + b"\r\n", 406),
    "a cookie of strange bytes": (ASK + b"Cookie: \xff=\xfe\r\n\r\n", 200),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_strange_gets_a_clear_answer(address: str, kind: str) -> None:
    sent, expected = STRANGE[kind]
    answer = exchanged(address, sent)
    assert status(answer) == expected, answer[:300]
    head = answer.partition(b"\r\n\r\n")[0]
    assert answer.count(b"HTTP/1.") == 1
    assert b"Traceback" not in answer
    assert b"x-sly" not in head.lower()
    assert b"secret=1" not in answer
    assert names(answer).items() >= {(name.lower(), value) for name, value in SECURITY.items()}
    assert status(exchanged(address, b"GET /health HTTP/1.1\r\n" + END + b"\r\n")) == 200


def test_a_request_hidden_in_another_is_not_answered(address: str) -> None:
    hidden = b"GET /health HTTP/1.1\r\nHost: here\r\n\r\n"
    both = b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % len(CHUNKS + hidden)
    answer = exchanged(address, POST + both + CHUNKS + hidden)
    assert (status(answer), answer.count(b"HTTP/1.1 ")) == (400, 1)


def test_http_2_is_not_spoken(address: str) -> None:
    assert status(exchanged(address, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9))) == 400


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/metrics", "/", "/sparql", "/nothing-here", "/assets/refoulement.css"]
)
@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"POST", b"TRACE"])
def test_every_answer_bears_the_headers_that_protect(address: str, path: str, method: bytes) -> None:
    answer = exchanged(address, method + b" " + path.encode() + b" HTTP/1.1\r\n" + END + b"\r\n")
    assert names(answer).items() >= {(name.lower(), value) for name, value in SECURITY.items()}
    assert "unsafe" not in SECURITY["Content-Security-Policy"]


class TestTheCacheIsNotConfused:
    def test_by_a_name_with_an_underscore(self, address: str) -> None:
        page = b"GET /queries/ HTTP/1.1\r\n" + END
        exchanged(address, page + b"Accept_Encoding: gzip\r\n\r\n")
        assert "content-encoding" not in names(exchanged(address, page + b"\r\n"))

    def test_by_a_header_that_comes_twice(self, address: str) -> None:
        exchanged(address, ASK + b"Accept: application/sparql-results+xml\r\nAccept: text/x\r\n\r\n")
        assert status(exchanged(address, ASK + b"Accept: text/x\r\n\r\n")) == 406

    def test_by_an_address_encoded_twice(self, address: str) -> None:
        answer = exchanged(address, b"GET /page/%2541/b HTTP/1.1\r\n" + END + b"\r\n")
        assert b"nothing is known here of %41/b" in answer


class TestWhoAsks:
    METRICS = b"GET /metrics HTTP/1.1\r\n" + END

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (b"", 200),
            (b"X-Forwarded-For: 203.0.113.9\r\n", 403),
            (b"X-Forwarded-For: 127.0.0.1, 203.0.113.9\r\n", 403),
            (b"X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.9\r\n", 403),
            (b"X_Forwarded_For: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.9\r\n", 403),
            (b"X-Forwarded-For: ,\r\n", 403),
            (b"X-Forwarded-For: \xff\xfe\r\n", 403),
            (b"X-Forwarded-For: " + b"1.2.3.4, " * 2000 + b"203.0.113.9\r\n", 403),
        ],
    )
    def test_the_proxy_tells_and_nobody_before_it(self, proxied: str, lines: bytes, expected: int) -> None:
        assert status(exchanged(proxied, self.METRICS + lines + b"\r\n")) == expected

    def test_what_a_proxy_sends_on_is_never_of_the_machine_itself(self, address: str) -> None:
        assert status(exchanged(address, self.METRICS + b"X-Forwarded-For: 127.0.0.1\r\n\r\n")) == 403


NAME = st.from_regex(rb"\A[a-z][a-z0-9_-]{0,12}\Z")
SOME = st.sampled_from([b"host", b"accept", b"cookie", b"accept_encoding", b"transfer-encoding", b"x-a"])


@settings(max_examples=200)
@given(headers=st.lists(st.tuples(NAME | SOME, st.binary(max_size=20))), path=st.text(max_size=10))
def test_whatever_a_head_holds_it_is_read_in_one_way_or_refused(headers: list[tuple[bytes, bytes]], path: str) -> None:
    try:
        found = read_head("GET", path, headers)
    except HeadRefused as error:
        refused: HeadRefused | None = error
    else:
        refused = None
        assert path.startswith("/")
        assert not any(b"_" in name for name in found)
        assert sum(map(len, found.values())) >= sum(len(value) for name, value in headers if b"_" not in name)
    assert refused is None or (refused.status == 400 and str(refused))


class TestTokens:
    COUNT = "/sparql?query=SELECT(COUNT(*)AS%20?n)%7B?s%20?p%20?o%7D"

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A store whose sealed tier holds a triple more than its public one."""
        publish_store(tmp_path)
        shutil.copytree(tmp_path / PUBLIC, tmp_path / SEALED)
        graph = NamedNode("urn:sealed-graph")
        with OxigraphWriter(tmp_path / SEALED) as writer:
            entry = Entry(graph=graph, title="Sealed", agent="test 1", written_at=datetime.now(UTC))
            writer.replace(graph, [Quad(graph, graph, graph, graph)], entry)
            writer.publish()
        return tmp_path

    def asked(self, address: str, token: str | None = None) -> tuple[int, bytes]:
        line = f"Authorization: Bearer {token}\r\n".encode() if token else b""
        answer = exchanged(address, b"GET " + self.COUNT.encode() + b" HTTP/1.1\r\n" + END + line + b"\r\n")
        return status(answer), answer.partition(b"\r\n\r\n")[2]

    def test_an_answer_that_is_kept_is_for_the_same_bearer_only(self, folder: Path) -> None:
        tokens = Tokens(folder)
        one, other = (tokens.create(role="reader", tier=SEALED) for _ in range(2))
        with serving(folder, "--quiet") as address:
            openly, sealed = self.asked(address), self.asked(address, one)
            assert (openly[0], sealed[0]) == (200, 200)
            assert openly[1] != sealed[1]
            assert [self.asked(address), self.asked(address, one)] == [openly, sealed]  # from the cache
            assert self.asked(address, other) == sealed
            tokens.revoke(one.split("_")[1])
            assert self.asked(address, one)[0] == 401
            assert self.asked(address, other) == sealed
            assert self.asked(address) == openly

    def test_who_guesses_is_made_to_wait_and_nobody_else(self, folder: Path) -> None:
        token = Tokens(folder).create(role="reader", tier=SEALED)
        with serving(folder, "--quiet", "--behind-proxy") as address:
            guess = b"GET / HTTP/1.1\r\n" + END + b"X-Forwarded-For: 203.0.113.9\r\nAuthorization: Bearer rf_"
            statuses = [status(exchanged(address, guess + b"%d\r\n\r\n" % number)) for number in range(12)]
            assert statuses == [401] * 10 + [429] * 2
            assert self.asked(address, token)[0] == 200
