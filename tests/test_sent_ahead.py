"""Requests that lie ready with workers, and workers that end: everybody gets the answer to their own question."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from refoulement.service.ahead import PATIENCE_S
from refoulement.tests.real_server import serving, started
from refoulement.tests.served import SMALL, Answered, ask, count, sparql, wait_until, workers_of

pytestmark = pytest.mark.slow


def test_each_of_many_gets_its_own_answer_while_some_take_their_time(store: Path) -> None:
    """Small ones are sent ahead of their turn; whoever was sent behind a slow one is called back."""
    pairs = "{ SELECT * { ?a ?b ?c } LIMIT 200 } { SELECT * { ?d ?e ?f } LIMIT 200 } FILTER(STR(?c) < STR(?f))"
    slow = f"SELECT (COUNT(*) + %d AS ?n) {{ {pairs} }}"
    wrong: list[tuple[int, int, bytes]] = []

    def client(number: int, address: str) -> None:
        for turn in range(60):
            mine = 1000 * number + turn
            text = slow % mine if turn % 30 == 29 else f"SELECT ({mine} AS ?n) {{}}"
            told = ask(address, sparql(text), headers={"Accept": "text/csv"}, client=f"127.0.0.{50 + number % 2}")
            if told.status != 200 or (turn % 30 != 29 and told.body != b"n\r\n%d\r\n" % mine):
                wrong.append((mine, told.status, told.body[:100]))

    with serving(store, "--cache-mib", "0", "--quiet") as found:
        threads = [threading.Thread(target=client, args=(number, found)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []
        wait_until(lambda: count(found, "refoulement_running") + count(found, "refoulement_queue") == 0)


def test_a_request_whose_worker_is_killed_at_that_very_moment_is_answered_by_another(store: Path) -> None:
    with started(store, "--quiet") as (address, server):
        assert ask(address, sparql(SMALL)).status == 200
        wait_until(lambda: len(youngest(server.pid)) == 1)  # another one puts names in order, and ends
        workers = youngest(server.pid)
        for worker in workers:
            os.kill(worker, signal.SIGSTOP)
        told: list[Answered] = []
        thread = threading.Thread(target=lambda: told.append(ask(address, sparql(SMALL + "1"))))
        thread.start()
        time.sleep(0.1)
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        thread.join()
        assert [one.status for one in told] == [200]


def test_a_worker_that_took_long_is_kept_where_nobody_else_asked_meanwhile(store: Path) -> None:
    pairs = "{ SELECT * { ?a ?b ?c } LIMIT 2000 } { SELECT * { ?d ?e ?f } LIMIT 2000 } FILTER(STR(?c) < STR(?f))"
    slow = f"SELECT (COUNT(*) + %d AS ?n) {{ {pairs} }}"
    with started(store, "--cache-mib", "0", "--quiet") as (address, server):
        assert ask(address, sparql(SMALL)).status == 200
        wait_until(lambda: len(youngest(server.pid)) == 1)
        worker = youngest(server.pid)[0]
        began = time.monotonic()
        assert ask(address, sparql(slow % 1)).status == 200
        assert time.monotonic() - began > PATIENCE_S
        assert youngest(server.pid) == [worker]
        assert os.sched_getscheduler(worker) == os.SCHED_OTHER
        thread = threading.Thread(target=ask, args=(address, sparql(slow % 2)))
        thread.start()
        time.sleep(PATIENCE_S + 0.15)
        assert ask(address, sparql(SMALL)).status == 200  # by another one, to whom it leaves the processors from now on
        thread.join()
        wait_until(lambda: worker not in youngest(server.pid))


def youngest(server: int) -> list[int]:
    """The workers below a server, without the process that they are forked from."""
    found = workers_of(server)
    parents = {int(Path(f"/proc/{one}/stat").read_text().split()[3]) for one in found}
    return [one for one in found if one not in parents]
