"""Dumps: the same quads give the same bytes, whole or not at all, and they go when their snapshot goes."""

import gzip
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from werkzeug.test import TestResponse

from refoulement.__main__ import main
from refoulement.errors import StoreError
from refoulement.graph import dumps
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import SNAPSHOTS_KEPT, OxigraphReader, OxigraphWriter
from refoulement.server import create_app
from refoulement.web.settings import Settings

N_QUADS, TRIG = "refoulement-public.nq.gz", "refoulement-public.trig.gz"
FORMATS = {N_QUADS: ox.RdfFormat.N_QUADS, TRIG: ox.RdfFormat.TRIG}
NOW = datetime(2031, 6, 2, tzinfo=UTC)
GRAPH = NamedNode("https://example.org/graph")

iris = st.sampled_from("abcd").map(lambda name: NamedNode(f"https://example.org/{name}"))
texts = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "a\nb\r\t\"\\'", "\u2028\x85\x0b", " } {"]
)
literals = texts.map(Literal) | texts.map(lambda text: Literal(text, language="ko")) | st.integers().map(Literal)
blanks = st.sampled_from(["x", "y1"]).map(BlankNode)
quads = st.builds(Quad, iris | blanks, iris, iris | blanks | literals, iris | blanks | st.just(DefaultGraph()))


def read(folder: Path) -> dict[str, set[Quad]]:
    return {
        name: set(ox.parse(gzip.decompress((folder / name).read_bytes()), format=form))
        for name, form in FORMATS.items()
    }


def write(quads: list[Quad], folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    dumps.write(iter(quads), folder, tier="public")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def copied(store: Path, tmp_path: Path) -> Path:
    """The published synthetic store, for writing."""
    return Path(shutil.copytree(store, tmp_path / "store"))


@pytest.fixture
def of_copied(copied: Path) -> FlaskClient:
    return create_app(Settings(store=copied)).test_client()


def get(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    """An answer read to its end, so that its file is closed."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(address, headers=sent, buffered=True)


def publish_again(store: Path, title: str) -> int:
    with OxigraphWriter(store / "public") as writer:
        entry = Entry(graph=GRAPH, title=title, agent="synthetic 1", written_at=NOW)
        writer.replace(GRAPH, [Quad(GRAPH, GRAPH, Literal(title), GRAPH)], entry)
        return writer.publish()


def dump(store: Path) -> None:
    assert main(["dump", "--store", str(store)]) == 0


# The files


@given(st.lists(quads, max_size=20, unique=True))
def test_both_files_give_the_quads_back(tmp_path_factory: pytest.TempPathFactory, given: list[Quad]) -> None:
    folder = tmp_path_factory.mktemp("dump") / "new"
    write(given, folder)
    assert read(folder) == {N_QUADS: set(given), TRIG: set(given)}


def test_the_same_quads_give_the_same_bytes_in_whatever_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = [
        Quad(NamedNode(f"x:{s}"), NamedNode(f"x:{p}"), Literal(f"{s}{p}"), NamedNode(f"x:g{s % 3}"))
        for s in range(20)
        for p in range(5)
    ]
    first = write(some, tmp_path / "first")
    monkeypatch.setattr(dumps, "LINES_IN_MEMORY", 7)
    for seed in range(3):
        Random(seed).shuffle(some)
        assert write(some, tmp_path / str(seed)) == first
    assert set(first) == {N_QUADS, TRIG, dumps.SUMS}
    lines = gzip.decompress(first[N_QUADS]).decode().splitlines()
    assert lines[:2] == ['<x:0> <x:0> "00" <x:g0> .', '<x:0> <x:1> "01" <x:g0> .']
    assert [line.split()[-2] for line in lines] == ["<x:g0>"] * 35 + ["<x:g1>"] * 35 + ["<x:g2>"] * 30


def test_trig_names_a_graph_once_and_a_subject_once(tmp_path: Path) -> None:
    s, p, q, g = (NamedNode(f"x:{letter}") for letter in "spqg")
    packed = write(
        [Quad(s, q, Literal("2"), g), Quad(s, p, Literal("1"), g), Quad(s, p, s, DefaultGraph())], tmp_path / "new"
    )
    assert gzip.decompress(packed[TRIG]).decode() == (
        '{\n<x:s> <x:p> <x:s> .\n}\n<x:g> {\n<x:s> <x:p> "1" ;\n <x:q> "2" .\n}\n'
    )


def test_no_name_and_no_time_stand_in_the_header(tmp_path: Path) -> None:
    packed = write([], tmp_path / "new")[N_QUADS]
    assert packed[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def test_the_sums_are_those_that_sha256sum_checks(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "some" / "folder"
    assert main(["dump", "--store", str(store), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: public snapshot 1\n"
    assert sorted(path.name for path in out.iterdir()) == [dumps.SUMS, N_QUADS, TRIG]
    checked = subprocess.run(["sha256sum", "--check", dumps.SUMS], cwd=out, capture_output=True, text=True, check=True)
    assert checked.stdout == f"{N_QUADS}: OK\n{TRIG}: OK\n"
    snapshot = OxigraphReader(store / "public").snapshot()
    assert read(out)[TRIG] == read(out)[N_QUADS] == set(snapshot.stream())
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert main(["dump", "--store", str(store), "--out", str(out)]) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_told_of(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["dump", "--store", str(store), "--out", str(tmp_path / "file")]) == 2
    assert "the dump is not whole" in capsys.readouterr().err


def test_a_store_without_a_snapshot_has_no_dump(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dump", "--store", str(tmp_path)]) == 2
    assert "nothing published here" in capsys.readouterr().err
    assert not (tmp_path / "public" / "dumps").exists()


# In the store


def test_a_dump_is_written_once(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump(copied)
    first = capsys.readouterr().out
    made = {path: path.stat().st_mtime_ns for path in (copied / "public" / "dumps" / "1").iterdir()}
    dump(copied)
    assert first.startswith("public snapshot 1: written\n")
    assert capsys.readouterr().out == first.replace(": written", ": was written before")
    assert {path: path.stat().st_mtime_ns for path in (copied / "public" / "dumps" / "1").iterdir()} == made
    assert len(made) == 4


def test_a_dump_goes_with_its_snapshot(copied: Path) -> None:
    dump(copied)
    unfinished = copied / "public" / "dumps" / ".new-1-abcdef01"
    unfinished.mkdir()
    for number in range(2, SNAPSHOTS_KEPT + 1):
        assert publish_again(copied, f"state {number}") == number
        assert dumps.made(copied / "public") == (1,)
    dump(copied)
    publish_again(copied, "one more")
    assert dumps.made(copied / "public") == (SNAPSHOTS_KEPT,)
    assert sorted(path.name for path in (copied / "public" / "dumps").iterdir()) == [str(SNAPSHOTS_KEPT)]
    assert not unfinished.exists()


def failing(after: int) -> Iterator[Quad]:
    for number in range(after):
        yield Quad(GRAPH, GRAPH, Literal(number), GRAPH)
    raise OSError(28, "No space left on device")


def test_a_dump_is_whole_or_not_there(copied: Path) -> None:
    with pytest.raises(StoreError, match=r"dumps/1: .*No space left on device; no dump was written"):
        dumps.make(copied / "public", 1, failing(10), tier="public")
    assert list((copied / "public" / "dumps").iterdir()) == []


def forgetting(store: Path, quads: list[Quad]) -> Iterator[Quad]:
    """Quads, while in the middle of it everything is forgotten."""
    yield from quads[:2]
    with OxigraphWriter(store) as writer:
        writer.forget(())
    yield from quads[2:]


@pytest.mark.parametrize("version", [1, 2])
def test_what_is_forgotten_while_it_is_dumped_is_in_no_dump(copied: Path, version: int) -> None:
    """The snapshot that readers see stays, an older one goes; the dumps of both do."""
    if version == 2:
        publish_again(copied, "made anew")
    store = copied / "public"
    quads = list(OxigraphReader(store).snapshot().stream())
    with pytest.raises(StoreError, match=r"snapshot is untouched|was taken away while it was dumped"):
        dumps.make(store, 1, forgetting(store, quads), tier="public")
    assert not (store / "dumps").exists()
    assert list(store.glob("dumps-forgotten-*")) == []


def test_what_was_forgotten_before_is_not_dumped(copied: Path) -> None:
    publish_again(copied, "made anew")
    store = copied / "public"
    with OxigraphWriter(store) as writer:
        writer.forget(())
    with pytest.raises(StoreError, match="was taken away while it was dumped; run it again for the new one"):
        dumps.make(store, 1, iter(()), tier="public")
    assert list((store / "dumps").iterdir()) == []


def test_forgetting_ends_what_a_killed_run_began(copied: Path) -> None:
    left = copied / "public" / "dumps-forgotten-01234567"
    left.mkdir()
    dumps.forget(copied / "public")
    assert not left.exists()


# Over HTTP


def test_the_latest_leads_to_a_file_that_never_changes(copied: Path, of_copied: FlaskClient) -> None:
    missing = get(of_copied, f"/dumps/latest/{N_QUADS}")
    assert (missing.status_code, missing.get_json()["detail"].endswith("refoulement dump")) == (404, True)
    dump(copied)
    publish_again(copied, "newer")
    for name in (N_QUADS, TRIG, dumps.SUMS):
        answer = get(of_copied, f"/dumps/latest/{name}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/dumps/1/{name}")
    dump(copied)
    assert get(of_copied, f"/dumps/latest/{TRIG}").headers["Location"] == f"/dumps/2/{TRIG}"
    assert get(of_copied, f"/dumps/1/{TRIG}").status_code == 200
    shown = get(of_copied, f"/dumps/2/{N_QUADS}")
    assert (shown.mimetype, shown.headers.get("Content-Encoding")) == ("application/gzip", None)
    assert set(ox.parse(gzip.decompress(shown.data), format=ox.RdfFormat.N_QUADS)) == set(
        OxigraphReader(copied / "public").snapshot().stream()
    )
    sums = get(of_copied, f"/dumps/2/{dumps.SUMS}").text
    assert f"{hashlib.sha256(shown.data).hexdigest()}  {N_QUADS}\n" in sums


def test_a_dump_comes_in_pieces_and_is_told_unchanged(copied: Path, of_copied: FlaskClient) -> None:
    dump(copied)
    address = f"/dumps/1/{N_QUADS}"
    whole = get(of_copied, address)
    assert whole.headers["ETag"] == f'"{hashlib.sha256(whole.data).hexdigest()}"'
    assert whole.headers["Cache-Control"] == "no-store"
    piece = get(of_copied, address, Range="bytes=10-19")
    assert (piece.status_code, piece.data) == (206, whole.data[10:20])
    assert get(of_copied, address, If_None_Match=whole.headers["ETag"]).status_code == 304
    assert get(of_copied, address, Range="bytes=999999999-").status_code == 416
    head = of_copied.head(address, buffered=True)
    assert (head.status_code, head.data, head.content_length) == (200, b"", len(whole.data))


@pytest.mark.parametrize(
    "address",
    [
        "/dumps/",
        "/dumps/1",
        "/dumps/1/",
        "/dumps/0/" + N_QUADS,
        "/dumps/2/" + N_QUADS,
        "/dumps/01/" + N_QUADS,
        "/dumps/-1/" + N_QUADS,
        "/dumps/%D9%A1/" + N_QUADS,  # a one in another script
        "/dumps/" + "9" * 5000 + "/" + N_QUADS,
        "/dumps/.new-1-abcdef01/" + N_QUADS,
        "/dumps/../" + N_QUADS,
        "/dumps/%2e%2e/current",
        "/dumps/1/..%2f..%2fcurrent",
        "/dumps/1/%2e%2e/%2e%2e/current",
        "/dumps/1/refoulement-sealed.nq.gz",
        "/dumps/latest/refoulement-sealed.nq.gz",
        "/dumps/latest/../../current",
        "/dumps/1/sorted-0",
        "/dumps/1/counts.json",
        "/dumps/1/%00",
        "/dumps/1/\ud55c",
    ],
)
def test_nothing_else_is_sent(copied: Path, of_copied: FlaskClient, address: str) -> None:
    dump(copied)
    (copied / "public" / "dumps" / ".new-1-abcdef01").mkdir()
    answer = get(of_copied, address)
    assert answer.status_code == 404
    assert str(copied) not in answer.text


def test_a_dump_that_goes_while_it_is_asked_for_is_404(copied: Path, of_copied: FlaskClient) -> None:
    dump(copied)
    (copied / "public" / "dumps" / "1" / N_QUADS).unlink()
    assert get(of_copied, f"/dumps/1/{N_QUADS}").status_code == 404
    assert get(of_copied, f"/dumps/latest/{N_QUADS}").status_code == 404


def test_each_tier_has_its_own(copied: Path, of_copied: FlaskClient) -> None:
    shutil.copytree(copied / "public", copied / "sealed")
    assert main(["dump", "--store", str(copied), "--tier", "sealed"]) == 0
    assert get(of_copied, "/dumps/latest/refoulement-sealed.nq.gz").status_code == 404
    assert get(of_copied, f"/dumps/latest/{N_QUADS}").status_code == 404
    sealed = create_app(Settings(store=copied, tier="sealed")).test_client()
    assert get(sealed, "/dumps/1/refoulement-sealed.nq.gz").status_code == 200
    assert re.fullmatch(
        r"[0-9a-f]{64}  refoulement-sealed\.nq\.gz", get(sealed, "/dumps/1/SHA256SUMS").text.splitlines()[0]
    )
