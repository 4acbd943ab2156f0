"""Writers that are killed at any moment: what was acknowledged is there, everything else wholly or not at all."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import NamedNode, Quad

from refoulement.graph import iri, tiers
from refoulement.graph.audit import Audit
from refoulement.graph.oxigraph import OxigraphReader, published_in
from refoulement.graph.tier import SEALED, TIERS
from refoulement.tests.real_server import started
from refoulement.tests.served import ask, wait_until, workers_of
from refoulement.tests.test_update import empty_store
from refoulement.web.tokens import Tokens

pytestmark = pytest.mark.slow

KILLS = 12
OF_A_BATCH = 2
STATEMENTS = 40  # of each of the two graphs that an update writes
# Everything is imported before a load is forked off, so that a random moment seldom falls into Python's own start.
FORKING = """
import os, sys
from refoulement.__main__ import main
from refoulement.commands import audit
from refoulement.graph import consequences, tiers
from refoulement.loaders import run
quiet = os.open(os.devnull, os.O_WRONLY)
told = os.fdopen(os.dup(1), "w")
os.dup2(quiet, 1), os.dup2(quiet, 2)
main(["extract", sys.argv[1], "--model", "blank", "--out", sys.argv[2]])
print("ready", file=told, flush=True)
for line in sys.stdin:
    if (child := os.fork()) == 0:
        os._exit(main(["load", *line.split(), "--model", "blank"]))
    print(child, file=told, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=told, flush=True)
"""


def write_batch(folder: Path, number: int) -> Path:
    """Some articles that no other batch has, each with its sidecar."""
    batch = folder / str(number)
    batch.mkdir(parents=True)
    for place in range(OF_A_BATCH):
        name, figure = f"made-up-{number}-{place}", 11 + 7 * number + place
        (batch / f"{name}.txt").write_text(
            f"Made-up report {number}-{place}\n\nMore than {figure} North Koreans were detained in Dandong in November "
            f"{2003 + number}, Amnesty International said. The Ministry of Unification did not comment.\n"
        )
        about = {"headline": f"Made-up report {number}-{place}", "datePublished": f"{2003 + number}-12-1{place}"}
        said = {"publisher": "Made-up Gazette", "inLanguage": "en", "url": f"https://example.org/{name}"}
        (batch / f"{name}.jsonld").write_text(json.dumps({"@type": "NewsArticle", **about, **said}))
    return batch


def seen(store: Path) -> dict[tuple[str, str], frozenset[Quad]]:
    """What readers of each tier see of each article: its graph, as far as there is one."""
    found = {}
    for tier in TIERS:
        if published_in(store / tier):
            snapshot = OxigraphReader(store / tier).on_disk()
            for graph in snapshot.graphs(iri.ARTICLE_GRAPHS):
                found[tier, graph.value] = frozenset(snapshot.quads(graph))
    return found


def faults(store: Path) -> list[str]:
    return list(Audit(store / SEALED).faults(tiers.published(store)))


@contextmanager
def forking(sample: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that loads what its standard input names, each time in a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", FORKING, str(sample), str(sample.parent.parent / "sheets")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


def loaded(process: "subprocess.Popen[str]", batch: Path, store: Path, *, kill_after: float | None) -> int:
    """How a load ended; it is killed after so many seconds, unless it has ended."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{batch} --store {store}\n")
    process.stdin.flush()
    child = int(process.stdout.readline())
    timer = threading.Timer(kill_after or 300, os.kill, (child, signal.SIGKILL))  # reaped by its parent alone
    timer.start()
    try:
        return int(process.stdout.readline())
    finally:
        timer.cancel()


def test_a_load_killed_at_random_moments_loses_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    moments, store, articles = random.Random(20), tmp_path / "store", tmp_path / "articles"
    versions: dict[tuple[str, str], set[frozenset[Quad]]] = {}
    before = seen(store)
    with forking(write_batch(articles, 0)) as process:
        takes, batch, killed = 1.0, 0, 0  # the first load writes all that is shipped, too
        while killed < KILLS:
            begun = time.monotonic()
            folder = articles / str(batch)
            ended = loaded(
                process,
                folder if folder.exists() else write_batch(articles, batch),
                store,
                kill_after=moments.uniform(0, takes),
            )
            now = seen(store)
            assert set(before) <= set(now)
            for article, quads in now.items():
                versions.setdefault(article, set()).add(quads)
            assert faults(store) == []
            before = now
            if ended == 0:
                of_batch = {iri.article_graph(path.stem).value for path in folder.glob("*.txt")}
                takes = time.monotonic() - begun
                assert {(tier, graph) for tier in TIERS for graph in of_batch} <= set(now)
                batch += 1
            else:
                assert ended == -signal.SIGKILL
                killed += 1
                takes *= 1.1
        assert loaded(process, articles, store, kill_after=None) == 0
        assert loaded(process, articles, tmp_path / "undisturbed", kill_after=None) == 0
    assert faults(store) == []
    expected = seen(tmp_path / "undisturbed")
    assert seen(store) == expected
    assert versions.items() <= {article: {quads} for article, quads in expected.items()}.items()
    for tier in TIERS:
        one, other = (OxigraphReader(folder / tier).snapshot() for folder in (store, tmp_path / "undisturbed"))
        for graph in (iri.EVENTS_GRAPH, iri.ORIGINS_GRAPH):
            assert set(one.quads(graph)) == set(other.quads(graph))


def graphs_of(number: int) -> tuple[str, str]:
    return f"urn:made-up:{number}:first", f"urn:made-up:{number}:second"


def insertion(number: int) -> bytes:
    """An update that fills two graphs."""
    parts = (
        f"GRAPH <{graph}> {{ {' . '.join(f'<{graph}:{n}> <urn:p> {n}' for n in range(STATEMENTS))} }}"
        for graph in graphs_of(number)
    )
    return f"INSERT DATA {{ {' '.join(parts)} }}".encode()


UNTOLD = -503  # what a killed worker did nobody knows, and who asked is told so


def updated(address: str, token: str, number: int) -> int:
    """The status of such an update."""
    parts = urlsplit(address)
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {token}"}
    with closing(http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)) as connection:
        connection.request("POST", "/sparql", insertion(number), headers=headers)
        answer = connection.getresponse()
        return UNTOLD if b"before it could tell whether this was written" in answer.read() else answer.status


def forked(server: int) -> set[int]:
    """The processes below a server that are at something: workers, now and then what they are forked from."""
    with suppress(OSError):  # one ended while it was looked at
        found = workers_of(server)
        parents = {int(Path(f"/proc/{one}/stat").read_text().split()[3]) for one in found}
        return set(found) - parents if parents & set(found) else set()
    return forked(server)


def filled(store: Path, tier: str, number: int) -> set[int]:
    """How many statements each of the two graphs has, for the readers of a tier."""
    snapshot = OxigraphReader(store / tier).on_disk()
    return {len(snapshot.quads(NamedNode(graph))) for graph in graphs_of(number)}


def test_a_worker_killed_while_it_writes_takes_no_acknowledged_update_along(tmp_path: Path) -> None:
    moments, store = random.Random(21), empty_store(tmp_path / "store")
    token = Tokens(store).create(role="editor", tier=SEALED)
    statuses: dict[int, int] = {}
    with started(store, "--quiet", "--tier", SEALED) as (address, server):
        begun = time.monotonic()
        assert updated(address, token, 0) == 200  # its workers and the token are known from now on
        begun = time.monotonic()
        assert updated(address, token, 1) == 200
        takes = time.monotonic() - begun
        for number in range(2, 2 + KILLS):
            wait_until(lambda: ask(address, "/ready").status == 200)  # a killed reader of the snapshot is tried again
            sending = threading.Thread(
                target=lambda number=number: statuses.update({number: updated(address, token, number)})
            )
            sending.start()
            time.sleep(moments.uniform(0, takes))
            for worker in forked(server.pid):
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
            sending.join(timeout=60)
            for tier in TIERS:
                there = filled(store, tier, number)
                assert there == {STATEMENTS} or (there == {0} and statuses[number] != 200), (tier, statuses[number])
            assert faults(store) == []
        wait_until(lambda: updated(address, token, 2 + KILLS) == 200)  # 503 while what was killed is born anew
    assert set(statuses.values()) <= {200, 503, UNTOLD}
    assert UNTOLD in statuses.values()  # some were killed in the middle
    assert faults(store) == []
    for number in range(3 + KILLS):
        alike = [filled(store, tier, number) for tier in TIERS]
        assert alike[0] == alike[1] == alike[2]
        assert alike[0] == {STATEMENTS} or (alike[0] == {0} and statuses[number] != 200)
