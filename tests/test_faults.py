"""What a machine and its clients do to a service: slow ones, a full disk, a folder that is gone; over HTTP."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.tier import PUBLIC
from refoulement.tests.published_store import publish_store
from refoulement.tests.real_server import serving, started
from refoulement.tests.served import SMALL, ask, count, publish_one_more, sparql, wait_until, workers_of

pytestmark = pytest.mark.slow

LARGE = "SELECT * { ?s <urn:p> ?o }"
BODY_S = 5


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose every answer to `LARGE` is more than a network takes without being read."""
    folder, graph = tmp_path_factory.mktemp("large"), NamedNode("urn:g")
    subjects = (NamedNode(f"urn:s{number}") for number in range(8_000))
    quads = [Quad(one, NamedNode("urn:p"), Literal("x" * 1000 + one.value), graph) for one in subjects]
    with OxigraphWriter(folder / PUBLIC) as writer:
        writer.replace(graph, quads, Entry(graph=graph, title="Large", agent="test 1", written_at=datetime.now(UTC)))
        writer.publish()
    return folder


@pytest.fixture(scope="module")
def hurried(large: Path) -> Iterator[str]:
    """A server with one worker, which waits five seconds for a body and for its answer to be taken."""
    with serving(large, "--quiet", "--workers", "1", "--body-s", f"{BODY_S}", "--answer-mib", "9") as address:
        yield address


def connected(address: str, client: str = "127.0.0.1") -> socket.socket:
    """A connection whose end takes little at once."""
    parts, connection = urlsplit(address), socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(20)
    connection.bind((client, 0))
    connection.connect((parts.hostname, parts.port))
    return connection


def asked(connection: socket.socket, query: str) -> None:
    connection.sendall(f"GET {sparql(query)} HTTP/1.1\r\nHost: here\r\nAccept: text/csv\r\n\r\n".encode())


def test_a_body_that_trickles_in_is_not_waited_for(hurried: str) -> None:
    begun, received = time.monotonic(), b""
    with closing(connected(hurried)) as connection:
        head = "POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(f"{head}Content-Length: 1000\r\n\r\n".encode())
        trickling = threading.Thread(target=_trickle, args=(connection,))
        trickling.start()
        assert ask(hurried, sparql(SMALL)).status == 200  # the only worker does not wait for it
        received = connection.recv(65536)
        took = time.monotonic() - begun
    trickling.join()
    assert b" 408 " in received.partition(b"\r\n")[0]
    assert b"the body took more than 5 seconds" in received
    assert BODY_S * 0.9 < took < BODY_S + 5


def _trickle(connection: socket.socket) -> None:
    try:
        for _ in range(100):
            connection.sendall(b"A")
            time.sleep(0.1)
    except OSError:
        pass  # closed by the server, or by the test's end


def test_who_does_not_read_holds_no_worker_and_is_cut_off_unmistakably(hurried: str) -> None:
    before = count(hurried, 'refoulement_stopped_total{why="slow"}')
    with closing(connected(hurried)) as idle:
        asked(idle, LARGE)
        time.sleep(0.5)
        wait_until(lambda: count(hurried, "refoulement_running") == 0)
        assert ask(hurried, sparql(SMALL)).status == 200
        wait_until(lambda: count(hurried, 'refoulement_stopped_total{why="slow"}') == before + 1)
        received = b""
        while piece := idle.recv(1 << 20):
            received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    promised = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"content-length"))
    assert len(body) < promised
    whole = ask(hurried, sparql(LARGE), headers={"Accept": "text/csv"})
    assert (whole.status, len(whole.body)) == (200, promised)


def test_who_leaves_many_answers_unread_gets_no_more_of_them(hurried: str) -> None:
    held = [connected(hurried, "127.0.0.77") for _ in range(8)]
    try:
        for number, connection in enumerate(held):
            asked(connection, f"{LARGE} # {number}")
        statuses = [connection.recv(1000).split(b" ")[1] for connection in held]
        assert statuses.count(b"429") >= 1
        assert set(statuses) <= {b"200", b"429"}
        assert ask(hurried, sparql(SMALL), client="127.0.0.78").status == 200
    finally:
        for connection in held:
            connection.close()


@pytest.mark.parametrize("kept", ["in memory", "on the disk"])
def test_a_snapshot_deleted_under_its_readers(tmp_path: Path, kept: str) -> None:
    publish_store(tmp_path)
    below = () if kept == "in memory" else ("--memory-below", "1")
    with started(tmp_path, "--quiet", "--cache-mib", "0", *below) as (address, server):
        assert ask(address, sparql(SMALL)).status == 200
        shutil.rmtree(tmp_path / PUBLIC / "snapshots" / "1")
        assert ask(address, sparql(SMALL)).status == 200  # whoever has it open, goes on
        if kept == "in memory":
            assert ask(address, sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).status == 200
        for process in workers_of(server.pid):
            os.kill(process, signal.SIGKILL)  # and whoever comes now, has nothing to open
        wait_until(lambda: ask(address, sparql(SMALL)).status == 503)
        told = ask(address, sparql(SMALL))
        assert told.headers["content-type"] == "application/problem+json"
        assert told.headers["retry-after"] == "2"
        assert b"the graph cannot be read at the moment" in told.body
        assert str(tmp_path).encode() not in told.body
        assert ask(address, "/ready").status == 503
        assert ask(address, "/health").status == 200
        publish_one_more(tmp_path)
        os.utime(tmp_path / PUBLIC / "current", (0, 0))  # by a clock that was set back
        wait_until(lambda: ask(address, sparql(SMALL)).status == 200)
        assert ask(address, sparql("ASK { <urn:a> <urn:b> 'c' }")).body.endswith(b"true}")
        assert json.loads(ask(address, "/ready").body) == {"status": "ready", "snapshot": 2}


# In a mount namespace of its own, on a file system of some MiB: what is told and what is left when that is full.
FULL = """
import json, os, subprocess, sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from refoulement.__main__ import main
from refoulement.tests.real_server import started
from refoulement.tests.test_killed_writers import faults, filled, seen, updated, write_batch
from refoulement.tests.served import ask, sparql
from refoulement.tests.test_update import empty_store
from refoulement.web.tokens import Tokens

place = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", str(place)], check=True)
store, told = empty_store(place / "store"), []
token, batch = Tokens(store).create(role="editor", tier="sealed"), write_batch(place.parent / "articles", 0)

def load():
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
        return main(["load", str(batch), "--model", "blank", "--store", str(store)]), said.getvalue()

def note(left, status, load, said):
    told.append({
        "left": left, "update": status, "filled": [sorted(filled(store, "sealed", len(told)))], "load": load,
        "said": said, "articles": len(seen(store)), "faults": faults(store),
        "reading": ask(address, sparql("ASK { ?s ?p %d }" % len(told))).status,
    })

with started(store, "--quiet") as (address, _):
    for left in (0, 700_000, None):
        if left is not None:
            room = os.statvfs(place)
            (place / "ballast").write_bytes(bytes(room.f_bavail * room.f_frsize - left))
        status = updated(address, token, len(told))
        note(left, status, *load())
        (place / "ballast").unlink(missing_ok=True)
print(json.dumps(told))
"""


def test_a_full_disk_is_told_and_leaves_the_graph_whole(tmp_path: Path) -> None:
    apart = ["unshare", "--mount", "--map-root-user"]
    place = tmp_path / "place"
    place.mkdir()
    mounts = [*apart, "mount", "-t", "tmpfs", "tmpfs", str(place)]
    if not shutil.which("unshare") or subprocess.run(mounts, capture_output=True, check=False).returncode:
        pytest.skip("no file system of one's own can be had here")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [*apart, sys.executable, "-c", FULL, str(place)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    *full, after = json.loads(ended.stdout)
    for one in full:
        assert (one["update"], one["load"], one["reading"]) == (503, 2, 200)
        assert "No space left on device" in one["said"]
        assert "the last published snapshot is untouched" in one["said"]
        assert "Traceback" not in one["said"]
        assert (one["filled"], one["articles"], one["faults"]) == ([[0]], 0, [])
    assert (after["update"], after["load"], after["reading"]) == (200, 0, 200)
    assert after["articles"] > 0
    assert after["faults"] == []
    assert "Traceback" not in ended.stderr
