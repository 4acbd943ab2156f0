"""A snapshot is a copy of one moment, with the log of what was not written out yet, and tells when that is damaged."""

import json
import os
from itertools import count
from pathlib import Path

import pytest

from refoulement.errors import StoreError
from refoulement.graph import snapshots
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.tests.test_store import GRAPH, entry, quads


def published(folder: Path, *texts: str) -> None:
    """Publish one text after the other, by one writer."""
    with OxigraphWriter(folder) as writer:
        for text in texts:
            writer.replace(GRAPH, quads(text), entry())
            writer.publish()


def logs(snapshot: Path) -> int:
    return sum(file.stat().st_size for file in snapshot.glob("*.log"))


def test_what_is_not_written_out_is_published_with_the_log_and_nothing_later_shows(tmp_path: Path) -> None:
    published(tmp_path, "first", "second")
    first, second = (tmp_path / "snapshots" / number for number in "12")
    assert 0 < logs(first) < logs(second)
    for snapshot, text in ((first, "first"), (second, "second")):
        assert set(snapshots.opened(snapshot).quads_for_pattern(None, None, None, GRAPH)) == quads(text)
    with OxigraphWriter(tmp_path) as writer:
        assert set(writer.quads(GRAPH)) == quads("second")


def test_a_long_log_is_written_out_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(tmp_path / "along", "first", "second")
    monkeypatch.setattr(snapshots, "QUAD", snapshots.LEAST)
    published(tmp_path / "out", "first", "second")
    along, out = (len([*(tmp_path / way / "snapshots" / "2").glob("*.sst")]) for way in ("along", "out"))
    assert along < out
    assert set(OxigraphReader(tmp_path / "out").snapshot().quads(GRAPH)) == quads("second")


def test_a_log_written_over_a_much_longer_one_is_written_out_by_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "LEAST", 1)
    published(tmp_path, "first", "second")
    assert not (tmp_path / "snapshots" / "2" / snapshots.SUMS).exists()
    assert set(OxigraphReader(tmp_path).snapshot().quads(GRAPH)) == quads("second")


def test_where_the_files_do_not_stand_still_the_engine_copies_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ever = count()
    monkeypatch.setattr(snapshots, "_listed", lambda _: next(ever))
    published(tmp_path, "first", "second")
    assert not (tmp_path / "snapshots" / "2" / snapshots.SUMS).exists()
    assert set(OxigraphReader(tmp_path).snapshot().quads(GRAPH)) == quads("second")


def test_a_file_that_is_taken_away_meanwhile_is_looked_for_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked, waiting = os.link, ["once"]

    def gone_once(*files: Path) -> None:
        if waiting:
            raise FileNotFoundError(waiting.pop())
        linked(*files)

    monkeypatch.setattr(os, "link", gone_once)
    published(tmp_path, "first")
    assert (waiting, set(OxigraphReader(tmp_path).snapshot().quads(GRAPH))) == ([], quads("first"))


def test_the_oldest_copy_becomes_the_next_and_keeps_only_files_of_the_store(tmp_path: Path) -> None:
    published(tmp_path, "first", "second", "third")
    oldest = tmp_path / "snapshots" / "1"
    same = oldest.stat().st_ino
    foreign = ["999999.sst", *(file.name for file in (tmp_path / "primary").glob("*.sst"))]
    for name in foreign:
        (oldest / name).unlink(missing_ok=True)
        (oldest / name).write_bytes(b"no file of the store")
    published(tmp_path, "fourth")
    made = tmp_path / "snapshots" / "4"
    assert made.stat().st_ino == same
    assert sorted(folder.name for folder in made.parent.iterdir()) == ["2", "3", "4"]
    assert not any(file.read_bytes() == b"no file of the store" for file in made.iterdir())
    assert len(foreign) > 1
    assert set(OxigraphReader(tmp_path).snapshot().quads(GRAPH)) == quads("fourth")


@pytest.mark.parametrize("damage", ["none", "cut", "longer", "changed"])
def test_the_log_of_the_oldest_copy_is_written_on_whatever_it_says(tmp_path: Path, damage: str) -> None:
    with OxigraphWriter(tmp_path) as writer:
        for number in range(3):
            writer.replace(GRAPH, quads("a text, and much of it. " * 10_000 + str(number)), entry())
            writer.publish()
        log = max((tmp_path / "snapshots" / "1").glob("*.log"), key=lambda file: file.stat().st_size)
        which, said = log.stat().st_ino, log.read_bytes()
        assert len(said) > 3 * snapshots.PAGE
        half = len(said) // 2
        log.write_bytes(
            {"none": said, "cut": said[:half], "longer": said * 9, "changed": said[:half] + bytes(half)}[damage]
        )
        writer.replace(GRAPH, quads("last"), entry())
        writer.publish()
        copied = tmp_path / "snapshots" / "4" / log.name
        assert copied.stat().st_ino == which
        assert copied.read_bytes() == (tmp_path / "primary" / log.name).read_bytes()
    assert set(OxigraphReader(tmp_path).snapshot().quads(GRAPH)) == quads("last")


def test_a_store_begun_anew_keeps_no_log_of_the_one_before_that_bears_the_same_number(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        for text in ("first", "second", "third"):
            writer.replace(GRAPH, quads(text), entry())
            writer.publish()
        writer.begin_anew()
        writer.replace(GRAPH, quads("anew"), entry())
        begun = {file.name: file for file in (tmp_path / "primary").glob("*.log")}
        old = tmp_path / "snapshots" / "1"
        for name in begun:
            (old / name).write_bytes(b"what was withheld")
        (old / snapshots.SUMS).write_text(json.dumps(dict.fromkeys([*begun, "999999.log"], 1)))  # they had ended then
        writer.publish()
        copied = {file.name: file.read_bytes() for file in (tmp_path / "snapshots" / "4").glob("*.log")}
        assert copied == {name: file.read_bytes() for name, file in begun.items()}
    assert set(OxigraphReader(tmp_path).snapshot().quads(GRAPH)) == quads("anew")


def test_a_reader_of_the_oldest_copy_goes_on_reading(tmp_path: Path) -> None:
    published(tmp_path, "first")
    reader = OxigraphReader(tmp_path)
    reader.memory_below = 0
    first = reader.snapshot()
    published(tmp_path, "second", "third", "fourth", "fifth")
    assert set(first.quads(GRAPH)) == quads("first")
    assert set(reader.snapshot().quads(GRAPH)) == quads("fifth")


def test_a_copy_that_was_not_ended_bears_no_number_and_is_made_whole_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, "first", "second", "third")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(snapshots, "_write", killed)
        with pytest.raises(KeyboardInterrupt):
            published(tmp_path, "fourth")
    assert sorted(folder.name for folder in (tmp_path / "snapshots").iterdir()) == ["2", "3", snapshots.MAKING]
    assert set(OxigraphReader(tmp_path).snapshot().quads(GRAPH)) == quads("third")
    with OxigraphWriter(tmp_path) as writer:
        assert writer.publish() == 4
    assert sorted(folder.name for folder in (tmp_path / "snapshots").iterdir()) == ["2", "3", "4"]
    assert set(OxigraphReader(tmp_path).snapshot().quads(GRAPH)) == quads("fourth")


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_log_is_told(tmp_path: Path, damage: str) -> None:
    published(tmp_path, "first")
    log = max((tmp_path / "snapshots" / "1").glob("*.log"), key=lambda file: file.stat().st_size)
    content = log.read_bytes()
    half = len(content) // 2
    log.write_bytes(content[:half] if damage == "cut" else content[:half] + b"?" + content[half + 1 :])
    with pytest.raises(StoreError, match=r"the log .* is not what was written; put a copy of it back"):
        OxigraphReader(tmp_path).snapshot()
    with OxigraphWriter(tmp_path) as writer, pytest.raises(StoreError, match="is not what was written"):
        writer.restore()
    with OxigraphWriter(tmp_path) as writer:
        assert set(writer.quads(GRAPH)) == quads("first")
