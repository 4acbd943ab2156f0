"""Bad input, a bad moment, a bad disk: one clear line, the right exit code, and a graph that is whole."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.graph import iri
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import read_article, read_claims
from refoulement.graph.tiers import TieredWriter
from refoulement.ontology import RF

pytestmark = pytest.mark.slow  # whole runs, some in processes of their own

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
COMMAND = [sys.executable, "-m", "refoulement"]
MANY = 40  # articles: a second of work or more, after the first is told of
SENTENCE = "China sent back 12 North Koreans on October 9, 2023, the Transitional Justice Working Group said."


def write(folder: Path, name: str, words: str = SENTENCE) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(f"Synthetic title of {name}\n\n{words}\n")
    known = {"headline": f"Title of {name}", "publisher": "Made-up Daily", "datePublished": "2023-12-01"}
    path.with_suffix(".jsonld").write_text(json.dumps(known))
    return path


def load(store: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    """What the command says and ends with, here: a process of its own takes seconds more (`test_cli.py` has them)."""
    arguments = ["load", "--model", "blank", *map(str, paths), "--store", str(store)]
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as complaints:
        code = main(arguments)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), complaints.getvalue())


def load_apart(store: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    arguments = [*COMMAND, "load", "--model", "blank", *map(str, paths), "--store", str(store)]
    return subprocess.run(arguments, capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=300)


def whole_articles(store: Path) -> list[str]:
    """The articles of the published snapshot, each found whole: described, with its text, every passage cut from it."""
    reader = OxigraphReader(store / "public")
    snapshot = reader.snapshot()
    rows = snapshot.select(
        """PREFIX rf: <https://w3id.org/refoulement/ontology#>
        SELECT ?article ?hash ?length WHERE { ?article a rf:Article ; rf:sha256 ?hash ; rf:length ?length }
        ORDER BY ?article"""
    )
    identifiers = [row["article"].value.removeprefix(iri.article("")) for row in rows]
    for identifier, row in zip(identifiers, rows, strict=True):
        text = reader.text(row["hash"].value)
        quads = snapshot.quads(iri.article_graph(identifier))
        assert int(row["length"].value) == len(text)
        assert read_article(quads, identifier, text).publisher == "Made-up Daily"
        for claim in read_claims(quads):
            for passage in claim.passages:
                assert text[passage.start : passage.end] == passage.exact
    evidence = {quad.object for quad in snapshot.quads(iri.EVENTS_GRAPH) if quad.predicate == RF.evidence}
    claims = {row["claim"] for row in snapshot.select(f"SELECT ?claim WHERE {{ ?claim a {RF.EventClaim} }}")}
    assert evidence == claims
    return identifiers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "articles", "good").parent


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one article, `before`, for copying."""
    place = tmp_path_factory.mktemp("prepared")
    loaded = load(place / "kept", write(place / "earlier", "before"))
    assert loaded.returncode == 0, loaded.stderr
    return place / "kept"


@pytest.fixture
def store(tmp_path: Path, prepared: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "kept"))


def empty(folder: Path) -> Path:
    path = write(folder, "bad")
    path.write_bytes(b"")
    return path


def of_50_megabytes(folder: Path) -> Path:
    path = write(folder, "bad")
    path.write_bytes(b"Synthetic words. " * 3_000_000)
    return path


def binary(folder: Path) -> Path:
    path = write(folder, "bad")
    path.write_bytes(bytes(range(256)) * 20)
    return path


def broken_utf8(folder: Path) -> Path:
    path = write(folder, "bad")
    path.write_bytes("만들어낸 문장".encode()[:-1])
    return path


def broken_sidecar(folder: Path) -> Path:
    path = write(folder, "bad").with_suffix(".jsonld")
    path.write_text('{"headline": "A title"\n"url": ""}')
    return path


def unknown_date(folder: Path) -> Path:
    path = write(folder, "bad").with_suffix(".jsonld")
    path.write_text('{"headline": "A title", "datePublished": "last Tuesday"}')
    return path


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (empty, "the file is empty; put the article's text in it"),
        (of_50_megabytes, "51.0 MB is too long for an article (limit 5.0 MB); split it into its articles"),
        (binary, "this is a binary file; save the article as text"),
        (broken_utf8, "broken UTF-8 (byte 16 in line 1); get the file again, or mend it and save it as UTF-8"),
        (broken_sidecar, "not JSON (line 2, column 1: Expecting ',' delimiter); mend it there"),
        (
            unknown_date,
            "datePublished 'last Tuesday' is no date; write it as 2023-12-07, 2023-12 or 2023, or leave it out",
        ),
    ],
)
def test_a_bad_file_is_refused_in_one_line_and_the_others_load(
    folder: Path, store: Path, spoil: Callable[[Path], Path], complaint: str
) -> None:
    bad = spoil(folder)
    ended = load(store, folder)
    assert ended.stderr == f"refused {bad}: {complaint}\n"
    assert ended.returncode == 1
    assert whole_articles(store) == ["before", "good"]
    again = load(store, folder / "bad.txt")
    assert (again.returncode, again.stderr) == (2, ended.stderr)
    assert whole_articles(store) == ["before", "good"]


# Root may read everything: a first load imports all that is needed, then the process becomes nobody.
UNPRIVILEGED = """
import os, sys
from refoulement.__main__ import main
main(["load", "--model", "blank", sys.argv[1], "--store", sys.argv[2]])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(["load", "--model", "blank", *sys.argv[3:]]))
"""


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that every user of the machine can reach, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.mark.parametrize("closed", ["folder", "file"])
def test_what_may_not_be_read_is_refused_by_name(reachable: Path, closed: str) -> None:
    first = write(reachable / "first", "first")
    write(reachable / "articles", "good")
    shut = write(reachable / "articles" / "shut", "bad")
    shut = shut.parent if closed == "folder" else shut
    shut.chmod(0)
    arguments = map(str, (first, reachable / "warm", reachable / "articles", "--store", reachable / "store"))
    ended = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
        timeout=120,
    )
    shut.chmod(0o755)
    hint = (
        "make the folder readable for this user"
        if closed == "folder"
        else "make it readable and writable for this user"
    )
    assert ended.stderr == f"refused {shut}: Permission denied; {hint}\n"
    assert ended.returncode == 1
    assert whole_articles(reachable / "store") == ["good"]


def test_a_second_writer_is_refused_and_the_first_loses_nothing(folder: Path, store: Path) -> None:
    with TieredWriter(store, now=datetime.now(UTC)) as first:
        ended = load_apart(store, folder)
        assert ended.returncode == 2
        busy = "another process is writing to this store; wait for it to end"
        assert ended.stderr == f"refoulement: {store / 'sealed'}: {busy}\n"
        first.publish()
    assert whole_articles(store) == ["before"]
    assert load(store, folder).returncode == 0
    assert whole_articles(store) == ["before", "good"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk is a tmpfs, and only root may mount one")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.parametrize("left", [0, 100_000, 500_000])
def test_a_full_disk_is_told_and_the_last_snapshot_stays_whole(
    folder: Path, prepared: Path, small_disk: Path, left: int
) -> None:
    store = Path(shutil.copytree(prepared, small_disk / "store"))
    for number in range(5):
        write(folder, f"many-{number}", " ".join([SENTENCE] * 20) + "x" * (2_000_000 + number))
    filler = small_disk / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(small_disk).free - left)
    ended = load_apart(store, folder)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"refoulement: {store}/")
    assert "No space left on device" in ended.stderr
    assert ended.stderr.endswith("; the last published snapshot is untouched\n")
    assert len(ended.stderr.splitlines()) == 1
    assert whole_articles(store) == ["before"]
    filler.unlink()
    assert load(store, folder).returncode == 0
    assert whole_articles(store) == ["before", "good", *(f"many-{number}" for number in range(5))]


def interrupted(store: Path, folder: Path, *, times: int) -> subprocess.CompletedProcess[str]:
    """Load, and send Ctrl-C as soon as the first article is told of."""
    arguments = [*COMMAND, "load", "--model", "blank", str(folder), "--store", str(store)]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as process:
        assert process.stdout
        first = process.stdout.readline()
        for _ in range(times):
            process.send_signal(signal.SIGINT)
            time.sleep(0.05)
        out, complaints = process.communicate(timeout=120)
    return subprocess.CompletedProcess(arguments, process.returncode, first + out, complaints)


def test_ctrl_c_ends_after_the_article_at_work(folder: Path, store: Path) -> None:
    for number in range(MANY):
        write(folder, f"many-{number:02}")
    ended = interrupted(store, folder, times=1)
    assert (ended.returncode, ended.stderr) == (130, "")
    *lines, summary = ended.stdout.splitlines()
    assert 1 <= len(lines) < MANY
    assert summary.startswith(f"interrupted after the last whole article: {len(lines)} loaded, ")
    assert len(whole_articles(store)) == 1 + len(lines)
    assert load(store, folder).returncode == 0
    assert len(whole_articles(store)) == MANY + 2


def test_ctrl_c_twice_ends_at_once_and_the_store_is_whole(folder: Path, store: Path) -> None:
    for number in range(MANY):
        write(folder, f"many-{number:02}")
    ended = interrupted(store, folder, times=2)
    assert ended.returncode == 130
    assert len(ended.stderr.splitlines()) <= 1
    assert "before" in whole_articles(store)
    assert load(store, folder).returncode == 0
    assert len(whole_articles(store)) == MANY + 2
