"""The service as a whole, over HTTP: what it bounds, what it ends, and that others go on meanwhile."""

import gzip
import json
import os
import resource
import shutil
import signal
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from refoulement.graph.tier import PUBLIC
from refoulement.graph.tiers import TieredWriter
from refoulement.tests.published_store import publish_store
from refoulement.tests.real_server import serving, started
from refoulement.tests.served import (
    ENDLESS,
    JSON,
    SMALL,
    Answered,
    ask,
    count,
    publish_one_more,
    sparql,
    wait_until,
    workers_of,
)
from refoulement.web.tokens import Tokens

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    publish_store(folder)
    return folder


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with serving(store, "--time-s", "2", "--queue", "8", "--wait-s", "8", "--quiet") as found:
        yield found


def test_it_tells_that_it_lives_and_can_answer(address: str) -> None:
    assert json.loads(ask(address, "/health").body)["status"] == "ok"
    ready = ask(address, "/ready")
    assert (ready.status, json.loads(ready.body)) == (200, {"status": "ready", "snapshot": 1})


def test_nothing_is_imported_from_the_folder_it_is_started_in(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may put a file beside where it is started, such as a report to be loaded, runs no program by it."""
    for name in ("json", "queue", "org"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the folder it was started in')")
    monkeypatch.chdir(tmp_path)
    with serving(store, "--quiet") as found:
        assert json.loads(ask(found, "/ready").body)["status"] == "ready"


def test_a_query_without_an_end_is_stopped_and_looks_it(address: str) -> None:
    before = count(address, 'refoulement_stopped_total{why="time"}')
    told = ask(address, sparql(ENDLESS), headers={"Accept": JSON})
    assert told.status == 504
    assert told.headers["content-type"] == "application/problem+json"
    assert json.loads(told.body)["detail"].startswith("it was stopped after 2 seconds")
    assert 1.9 < told.seconds < 6
    assert count(address, 'refoulement_stopped_total{why="time"}') == before + 1
    page = ask(address, sparql(ENDLESS), headers={"Accept": "text/html"})
    assert page.status == 504
    assert b"it was stopped after 2 seconds" in page.body
    assert b"<h1>" in page.body


def test_others_are_answered_while_one_asks_without_an_end(address: str) -> None:
    threads = [
        threading.Thread(target=ask, args=(address, sparql(ENDLESS)), kwargs={"client": f"127.0.0.{number}"})
        for number in range(20, 26)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.7)  # by then each has had its quarter of a second
    for number in range(5):
        told = ask(address, sparql(SMALL + f"{number}"), client="127.0.0.9")
        assert told.status == 200
        assert told.seconds < 2
    for thread in threads:
        thread.join()


def test_who_hangs_up_stops_the_query(address: str) -> None:
    before = count(address, 'refoulement_stopped_total{why="gone"}')
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(f"GET {sparql(ENDLESS)} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        time.sleep(0.6)
    wait_until(lambda: count(address, 'refoulement_stopped_total{why="gone"}') == before + 1, 5)
    wait_until(lambda: count(address, "refoulement_running") == 0, 5)


def test_one_client_waits_for_itself_and_not_others_for_it(address: str) -> None:
    told: list[Answered] = []
    threads = [
        threading.Thread(target=lambda: told.append(ask(address, sparql(ENDLESS), client="127.0.0.30")))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    assert ask(address, sparql(SMALL), client="127.0.0.31").status == 200
    for thread in threads:
        thread.join()
    statuses = sorted(one.status for one in told)
    assert set(statuses) <= {429, 503, 504}
    assert statuses.count(429) >= 1
    assert {one.headers.get("retry-after") for one in told if one.status in (429, 503)} <= {"2", None}
    assert all(one.headers["retry-after"] == "2" for one in told if one.status == 429)


def test_what_needs_too_much_memory_ends_alone(store: Path) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?c ?f"
    with serving(store, "--time-s", "20", "--worker-memory-mib", "64", "--quiet") as address:
        told = ask(address, sparql(greedy), headers={"Accept": JSON})
        assert told.status == 507, told.body[:200]
        assert b"64 MiB" in told.body
        assert ask(address, sparql(SMALL)).status == 200


def test_the_same_question_is_answered_from_the_cache_until_something_is_published(tmp_path: Path) -> None:
    publish_store(tmp_path)
    path = sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    with serving(tmp_path, "--quiet") as address:
        first, again = ask(address, path), ask(address, path)
        assert (again.status, again.body, again.headers["etag"]) == (200, first.body, first.headers["etag"])
        assert count(address, 'refoulement_requests_total{how="kept",kind="/sparql"') == 1
        same = ask(address, path, headers={"If-None-Match": first.headers["etag"]})
        assert (same.status, same.body) == (304, b"")
        other_form = ask(address, path, headers={"Accept": "text/csv"})
        assert other_form.body != first.body
        assert ask(address, "/health").body.endswith(b'"snapshot": 1}')
        publish_one_more(tmp_path)
        assert ask(address, "/health").body.endswith(b'"snapshot": 2}')
        after = ask(address, path)
        assert after.headers["etag"] != first.headers["etag"]
        assert ask(address, path, headers={"If-None-Match": first.headers["etag"]}).status == 200


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_answers_are_compressed_for_who_takes_it(address: str, encoding: str) -> None:
    plain = ask(address, "/")
    packed = ask(address, "/", headers={"Accept-Encoding": encoding})
    assert packed.headers["content-encoding"] == encoding
    assert "Accept-Encoding" in packed.headers["vary"]
    assert len(packed.body) < len(plain.body) / 2
    if encoding == "gzip":
        assert gzip.decompress(packed.body) == plain.body


class TestBodies:
    def test_one_too_large_is_refused_before_it_is_read(self, address: str) -> None:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
            head = "POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\n"
            connection.sendall(f"{head}Content-Length: {1 << 30}\r\n\r\n".encode() + b"x" * 1000)
            told = connection.recv(65536)
        assert b" 413 " in told.partition(b"\r\n")[0] + b" "
        assert b"262,144 bytes" in told

    def test_one_that_says_no_length_is_read_no_further_than_that(self, address: str) -> None:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
            head = "POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\n"
            connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
            try:
                for _ in range(600):
                    connection.sendall(b"400\r\n" + b"x" * 1024 + b"\r\n")
            except OSError:
                pass  # it has closed, with its answer before
            told = connection.recv(65536)
        assert b" 413 " in told.partition(b"\r\n")[0] + b" "

    @pytest.mark.parametrize(
        ("body", "encoding", "status"),
        [
            (gzip.compress(b"ASK {}"), "gzip", 200),
            (gzip.compress(b"ASK {}")[:-9], "gzip", 400),
            (b"ASK {}", "gzip", 400),
            (gzip.compress(b" " * 10_000_000), "gzip", 413),
            (b"ASK {}", "br", 415),
        ],
        ids=["whole", "truncated", "none", "bomb", "unknown"],
    )
    def test_compressed_ones_are_unpacked_within_bounds(
        self, address: str, body: bytes, encoding: str, status: int
    ) -> None:
        headers = {"Content-Type": "application/sparql-query", "Content-Encoding": encoding}
        assert ask(address, "/sparql", body=body, headers=headers).status == status


@pytest.mark.parametrize("field", ["query", "default-graph-uri", "named-graph-uri", "format"])
def test_what_is_not_utf_8_is_refused(address: str, field: str) -> None:
    rest = "" if field == "query" else f"&query={quote(SMALL)}"
    for bytes_sent in ("%FF%FE", "%C3%28", "%ED%A0%80"):
        assert ask(address, f"/sparql?{field}={bytes_sent}{rest}").status in (400, 406)


def test_the_counts_are_for_the_machine_itself(store: Path) -> None:
    with serving(store, "--behind-proxy", "--quiet") as address:
        told = ask(address, "/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
        assert told.status == 403
        assert ask(address, "/metrics").status == 200


def test_of_a_restricted_tier_nothing_is_written_down_of_what_was_asked(
    store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(store / PUBLIC, tmp_path / "sealed")
    person = "urn:a-person-asked-for"
    with serving(tmp_path, "--tier", "sealed") as address:
        assert ask(address, sparql(f"ASK {{ <{person}> ?p ?o }}")).status == 200
        ask(address, "/page/person/a-person-asked-for")
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    assert [(line["path"], line["status"]) for line in lines] == [("/sparql", 200), ("/page", 404)]
    assert "a-person-asked-for" not in json.dumps(lines)
    assert "127.0.0.1" not in json.dumps(lines)


def test_who_has_a_token_writes_and_everybody_reads_it_at_once(tmp_path: Path) -> None:
    with TieredWriter(tmp_path, now=datetime.now(UTC)) as writer:
        writer.publish()
    token = Tokens(tmp_path).create(role="editor", tier="sealed")
    reading = Tokens(tmp_path).create(role="reader", tier="partner")
    body = urlencode({"update": "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }"}).encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    asking = sparql("ASK { <urn:a> <urn:b> <urn:c> }")
    with serving(tmp_path, "--quiet") as address:
        assert b"false" in ask(address, asking, headers={"Accept": JSON}).body
        for bearer, status in (("", 401), (reading, 403), (token + "x", 401), (token, 200)):
            headers = {**form, **({"Authorization": f"Bearer {bearer}"} if bearer else {})}
            assert ask(address, "/sparql", body=body, headers=headers).status == status
        assert b"true" in ask(address, asking, headers={"Accept": JSON}).body
        Tokens(tmp_path).revoke(token.split("_")[1])
        headers = {**form, "Authorization": f"Bearer {token}"}
        assert ask(address, "/sparql", body=body, headers=headers).status == 401


def test_tokens_that_give_nothing_are_soon_not_looked_at(store: Path) -> None:
    with serving(store, "--quiet") as address:
        wrong = {"Authorization": "Bearer rf_aaaaaaaaaaaa_guessed"}
        told = [ask(address, "/", headers=wrong, client="127.0.0.40").status for _ in range(12)]
        assert told == [401] * 10 + [429] * 2
        assert ask(address, "/", headers=wrong, client="127.0.0.41").status == 401
        assert ask(address, "/", client="127.0.0.40").status == 200


class TestFaults:
    """What is killed comes back; what ends takes nothing along that others need."""

    @pytest.fixture
    def running(self, store: Path) -> Iterator[tuple[str, int]]:
        with started(store, "--time-s", "20", "--quiet") as (address, process):
            yield address, process.pid

    def test_a_killed_worker_is_replaced_within_half_a_second(self, running: tuple[str, int]) -> None:
        address, server = running
        assert ask(address, sparql(SMALL)).status == 200
        for worker in workers_of(server):
            os.kill(worker, signal.SIGKILL)  # the nursery too
        begun = time.monotonic()
        wait_until(lambda: ask(address, sparql(SMALL + f"{time.monotonic_ns() % 1000}")).status == 200)
        assert time.monotonic() - begun < 20  # it is started anew, with all of Python; forks of a living one: bench

    def test_a_killed_front_comes_back(self, running: tuple[str, int]) -> None:
        address, server = running
        for front in _children(server):
            os.kill(front, signal.SIGKILL)
        wait_until(lambda: _answers(address))
        assert ask(address, sparql(SMALL)).status == 200

    def test_a_killed_master_takes_all_along_and_frees_the_port(self, running: tuple[str, int]) -> None:
        address, server = running
        assert ask(address, sparql(SMALL)).status == 200
        below = [*_children(server), *workers_of(server)]
        os.kill(server, signal.SIGKILL)
        wait_until(lambda: not any(_alive(one) for one in below))
        with socket.socket() as port:
            port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            port.bind(("127.0.0.1", urlsplit(address).port))

    @pytest.mark.parametrize("killed", ["front", "master"])
    def test_a_worker_whose_front_is_killed_ends_whatever_it_is_at(self, running: tuple[str, int], killed: str) -> None:
        address, server = running
        parts = urlsplit(address)
        held = [socket.create_connection((parts.hostname, parts.port)) for _ in range(4)]
        for connection in held:  # four that never end: two go on, the others are halted
            connection.sendall(f"GET {sparql(ENDLESS)} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        wait_until(lambda: len(workers_of(server)) >= 4)
        time.sleep(0.6)
        below = workers_of(server)
        for process in _children(server) if killed == "front" else [server]:
            os.kill(process, signal.SIGKILL)
        wait_until(lambda: not any(_alive(one) for one in below))
        for connection in held:
            connection.close()

    def test_told_to_stop_it_ends_what_it_was_asked(self, running: tuple[str, int]) -> None:
        address, server = running
        told: list[Answered] = []
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(STR(?c) < STR(?f)) }"
        thread = threading.Thread(target=lambda: told.append(ask(address, sparql(slow))))
        thread.start()
        time.sleep(0.3)
        os.kill(server, signal.SIGTERM)
        thread.join(timeout=30)
        assert [one.status for one in told] == [200]

    def test_thousands_of_connections_left_open_keep_nobody_out(self, address: str) -> None:
        parts = urlsplit(address)
        limit = min(10_000, _files_allowed() - 500)
        held = []
        try:
            for number in range(limit):
                connection = socket.socket()
                held.append(connection)
                connection.settimeout(20)
                connection.bind((f"127.0.1.{number % 200 + 1}", 0))
                connection.connect((parts.hostname, parts.port))
            assert len(held) == limit
            assert ask(address, sparql(SMALL)).status == 200
        finally:
            for connection in held:
                connection.close()

    def test_headers_that_trickle_in_are_not_waited_for(self, address: str) -> None:
        parts = urlsplit(address)
        begun = time.monotonic()
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n")
            try:
                while time.monotonic() - begun < 25:
                    connection.sendall(b"X-Slow: 1\r\n")
                    time.sleep(0.5)
            except OSError:
                pass
        assert time.monotonic() - begun < 20
        assert ask(address, sparql(SMALL)).status == 200


def _children(process: int) -> list[int]:
    return [
        int(one) for folder in Path(f"/proc/{process}/task").glob("*/children") for one in folder.read_text().split()
    ]


def _alive(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def _answers(address: str) -> bool:
    try:
        return ask(address, "/health").status == 200
    except OSError:
        return False


def _files_allowed() -> int:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
