"""The log of writes: a line for every publication, whoever writes, and every touch of it found by its line."""

import getpass
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.__main__ import main
from refoulement.errors import StoreError
from refoulement.graph import iri, tiers
from refoulement.graph.audit import HEAD, LOG, Audit, Author
from refoulement.graph.catalogue import Entry
from refoulement.graph.tiers import TieredWriter
from refoulement.tests import at_risk
from refoulement.tests.at_risk import NOON

GRAPH = NamedNode("https://example.org/g")
EDITOR = Author("token abcdef012345", "SPARQL update")


def write(folder: Path, words: str, author: Author = EDITOR) -> None:
    with TieredWriter(folder, now=NOON, author=author) as store:
        term = NamedNode("https://example.org/a")
        entry = Entry(graph=GRAPH, title="A graph", agent="test 1", written_at=NOON)
        store.replace(GRAPH, [Quad(term, term, Literal(words), GRAPH)], entry)
        store.publish()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "store"
    for words in "abcd":
        write(folder, words)
    return folder


@pytest.fixture
def store(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "store"))


def faults(store: Path) -> list[str]:
    return list(Audit(store / "sealed").faults(tiers.published(store)))


def test_every_publication_has_its_line(written: Path) -> None:
    lines = list(Audit(written / "sealed").lines())
    assert [(line.number, line.before, line.now) for line in lines] == [(1, 0, 1), (2, 1, 2), (3, 2, 3), (4, 3, 4)]
    assert {(line.who, line.doing, line.when) for line in lines} == {
        ("token abcdef012345", "SPARQL update", "2026-01-02T12:00:00+00:00")
    }
    assert [dict(line.graphs) for line in lines] == [{GRAPH.value: (0, 1)}] + [{GRAPH.value: (1, 1)}] * 3
    assert faults(written) == []


def test_what_changes_nothing_has_no_line(store: Path) -> None:
    write(store, "d")
    assert len(list(Audit(store / "sealed").lines())) == 4
    assert faults(store) == []


def test_it_stands_in_the_sealed_tier_alone_and_is_its_owners(written: Path) -> None:
    assert {path.parent.name for path in written.rglob("audit*")} == {"sealed"}
    assert (written / "sealed" / LOG).stat().st_mode & 0o077 == 0


def lines_of(store: Path) -> list[bytes]:
    return (store / "sealed" / LOG).read_bytes().splitlines(keepends=True)


def changed(line: bytes, **fields: object) -> bytes:
    return json.dumps(json.loads(line) | fields, ensure_ascii=False).encode() + b"\n"


Touch = Callable[[list[bytes]], list[bytes]]
TOUCHES: dict[str, tuple[Touch, list[str]]] = {
    "one byte": (lambda raw: [raw[0], raw[1].replace(b"token", b"tokem"), *raw[2:]], ["line 3 does not follow"]),
    "who": (lambda raw: [changed(raw[0], who="nobody"), *raw[1:]], ["line 2 does not follow"]),
    "the last line": (lambda raw: [*raw[:3], changed(raw[3], who="nobody")], ["line 4 is not the one"]),
    "a line taken out": (
        lambda raw: [raw[0], *raw[2:]],
        [
            "line 2 bears the number 3",
            "line 2 does not follow",
            "line 2 goes from",
            "line 3 bears the number 4",
            "lines 4 to 4",
        ],
    ),
    "a line twice": (
        lambda raw: [raw[0], raw[0], *raw[1:]],
        ["line 2 bears the number 1", "line 2 does", "line 3 bears", "line 4 bears", "line 5 bears", "line 4 is not"],
    ),
    "two lines changed about": (
        lambda raw: [raw[0], raw[2], raw[1], raw[3]],
        [*(f"line {line} {what}" for line in (2, 3) for what in ("bears", "does", "goes")), "line 4 does", "line 4 go"],
    ),
    "no JSON": (lambda raw: [raw[0], b"{\n", *raw[2:]], ["line 2 cannot be read", "line 3 does not follow"]),
    "no object": (lambda raw: [raw[0], b"7\n", *raw[2:]], ["line 2 cannot be read", "line 3 does not follow"]),
    "the tail": (lambda raw: raw[:3], ["lines 4 to 4 are missing", "snapshot 4 is published, but the last line tells"]),
    "two of the tail": (lambda raw: raw[:2], ["lines 3 to 4 are missing", "snapshot 4 is published"]),
    "half of the last line": (
        lambda raw: [*raw[:3], raw[3][:40]],
        ["line 4 is torn", "line 4 cannot be read", "line 4 is not the one"],
    ),
    "all": (lambda _: [], ["lines 1 to 4 are missing", "snapshot 4 is published, but there is no line"]),
}  # fmt: skip


@pytest.mark.parametrize("touch", TOUCHES)
def test_every_touch_is_found_by_its_line(store: Path, touch: str) -> None:
    change, found = TOUCHES[touch]
    (store / "sealed" / LOG).write_bytes(b"".join(change(lines_of(store))))
    told = faults(store)
    assert len(told) == len(found), told
    assert all(fault.startswith(start) for fault, start in zip(told, found, strict=True)), told


def test_a_tail_cut_off_with_its_head_is_told_by_the_snapshot(store: Path) -> None:
    earlier = store.parent / "earlier"
    for words in "ab":
        write(earlier, words)
    for name in (LOG, HEAD):
        shutil.copy(earlier / "sealed" / name, store / "sealed" / name)
    assert faults(store) == [
        "snapshot 4 is published, but the last line tells of snapshot 2: lines are missing at the end"
    ]


def test_nothing_is_written_after_a_log_that_was_cut(store: Path) -> None:
    (store / "sealed" / LOG).write_bytes(b"".join(lines_of(store)[:3]))
    with pytest.raises(StoreError, match=r"audit.jsonl was cut: it has 3 lines, audit-head tells of 4"):
        write(store, "e")
    assert tiers.published(store) == 4


def test_a_line_that_a_run_did_not_finish_is_taken_away_by_the_next(store: Path) -> None:
    with (store / "sealed" / LOG).open("ab") as log:
        log.write(b'{"number": 5, "whe')
    assert faults(store)[0] == "line 5 is torn: it does not end, so its writing was not finished"
    write(store, "e")
    assert faults(store) == []
    assert [line.number for line in Audit(store / "sealed").lines()] == [1, 2, 3, 4, 5]


KILLED = """
import os, signal, sys
from pathlib import Path
from refoulement.graph import audit, oxigraph
from refoulement.tests.test_audit import write

die = lambda *ignored, **also: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "before the line":
    audit.Audit.append = die
elif sys.argv[2] == "between line and head":
    audit.write_whole = die
else:
    oxigraph.OxigraphWriter.publish = die
write(Path(sys.argv[1]), "killed")
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before the line", "between line and head", "before publishing"])
def test_a_writer_killed_at_any_moment_leaves_a_log_that_holds(store: Path, moment: str) -> None:
    root = str(Path(__file__).parents[1] / ".venv" / "typed")
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(store), moment], env=os.environ | {"PYTHONPATH": root}, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert tiers.published(store) == 4
    assert faults(store) == []
    write(store, "after")
    assert faults(store) == []
    last = list(Audit(store / "sealed").lines())[-1]
    assert (last.before, last.now, last.resumed) == (4, 5, True)


def test_an_older_store_begins_its_log_where_it_stands(store: Path) -> None:
    for name in (LOG, HEAD):
        (store / "sealed" / name).unlink()
    write(store, "e")
    assert [(line.number, line.before, line.now) for line in Audit(store / "sealed").lines()] == [(1, 4, 5)]
    assert faults(store) == []


def test_an_author_says_who_and_what() -> None:
    with pytest.raises(ValueError, match="name both"):
        replace(EDITOR, who=" ")


@pytest.mark.slow  # articles loaded and protected, over three stores
def test_whoever_writes_has_a_line_and_nobody_at_risk_is_named(withheld: Path) -> None:
    lines = list(Audit(withheld / "sealed").lines())
    assert {line.who for line in lines} == {"command line"}
    assert faults(withheld) == []
    marked = next(place for place, line in enumerate(lines) if iri.PROTECTION_GRAPH.value in line.graphs)
    after = "".join(map(repr, lines[marked:])).casefold()
    assert "/graph/article/withheld-" in after
    assert [word for word in at_risk.HIDDEN if word.casefold() in after] == []


@pytest.mark.slow  # an article loaded, over three stores
def test_a_command_writes_in_the_name_of_whoever_is_at_the_keyboard(tmp_path: Path) -> None:
    store, articles = ["--store", str(tmp_path / "store")], at_risk.write(tmp_path / "articles", ("others",))
    assert main(["load", str(articles), "--model", "blank", *store]) == 0
    assert main(["withdraw", "others", "--why", "a test", *store]) == 0
    lines = list(Audit(tmp_path / "store" / "sealed").lines())
    assert [line.doing for line in lines] == ["load", "withdraw"]
    assert {line.who for line in lines} == {f"command line, {getpass.getuser()}"}


def test_the_commands_list_and_verify(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "list", "--graphs", "--store", str(store)]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[:2] == [
        "1  2026-01-02T12:00:00+00:00  token abcdef012345: SPARQL update, snapshot 0 to 1, 1 graph, 1 in, 0 out",
        f"   {GRAPH.value}: 1 in, 0 out",
    ]
    assert main(["audit", "verify", "--store", str(store)]) == 0
    assert capsys.readouterr().out == "4 lines, each bound to the one before\n"
    raw = lines_of(store)
    (store / "sealed" / LOG).write_bytes(raw[0] + changed(raw[1], who="nobody") + b"".join(raw[2:]))
    assert main(["audit", "verify", "--store", str(store)]) == 2
    assert capsys.readouterr().out.startswith("line 3 does not follow: line 2 was changed")
