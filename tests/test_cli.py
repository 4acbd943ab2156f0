"""The commands as a person runs them: a process, its two streams and its exit code."""

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import refoulement
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.loaders.language import BLANK_NAME, PACKED_NAME
from refoulement.tests import at_risk
from refoulement.tests.published_store import publish_store

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
pytestmark = pytest.mark.slow  # every test starts a process of its own

COMMAND = [sys.executable, "-m", "refoulement"]
QUICKLY = ("load", "--model", BLANK_NAME)  # to unpack our own model takes a second and a half
MODELS = f"{PACKED_NAME} (the default, our own), {BLANK_NAME} (none)"


def command(*arguments: str | Path, where: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
        cwd=where,
        timeout=120,
    )


def write(folder: Path, name: str = "made-up") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text("A synthetic title\n\nNothing in these words is true.\n")
    known = {"headline": "A synthetic title", "publisher": "Made-up Daily", "datePublished": "2023-12-01"}
    path.with_suffix(".jsonld").write_text(json.dumps(known))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "articles").parent


class TestHelp:
    def test_the_version(self) -> None:
        assert command("--version").stdout == f"refoulement {refoulement.__version__}\n"

    def test_it_lists_every_command(self) -> None:
        shown = command("--help").stdout
        for name in ("load", "withdraw", "query", "extract", "evaluate", "protect", "serve", "ontology"):
            assert re.search(rf"^ +{name} +\w", shown, re.MULTILINE), shown

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            (["load"], ["--store DIR", "default: ./store", "Exit codes: 0 all done", "130 interrupted"]),
            (
                ["load"],
                ["--model NAME", MODELS, "--extractor {rules,llm}", "article's text is sent there", "--cache DIR"],
            ),
            (["extract"], ["--out DIR", "without touching a store", MODELS]),
            (["evaluate"], ["--gold DIR", "--corpus DIR", "--misses", "--json", MODELS, "Exit codes: 0 all scored"]),
            (["withdraw"], ["ARTICLE", "--why TEXT", "--undo", "--on DAY", "default: ./store"]),
            (["query"], ["NAME", "--with NAME=VALUE", "--as-of DAY", "--json", "default: ./store", "--tier"]),
            (
                ["serve"],
                [
                    "--host TEXT",
                    "127.0.0.1",
                    "--port N",
                    "8000",
                    "--tier TEXT",
                    "public, partner, sealed",
                    "--time-s SECONDS",
                ],
            ),
            (["protect"], ["PERSON", "--why WORDS", "--also NAME", "--undo", "--store DIR"]),
            (["ontology", "check"], ["HermiT, needs Java"]),
        ],
    )
    def test_a_command_says_what_it_takes(self, asked: list[str], told: list[str]) -> None:
        shown = " ".join(command(*asked, "--help").stdout.split())
        assert [words for words in told if words not in shown] == []

    @pytest.mark.parametrize(
        "arguments",
        [[], ["load"], ["extract", "x"], ["evaluate"], ["sing"], ["protect", "x"]],
    )
    def test_what_cannot_be_meant_exits_2_with_the_usage(self, arguments: list[str]) -> None:
        ended = command(*arguments)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith("usage: refoulement")


class TestLoad:
    def test_plain_lines_where_no_terminal_is(self, folder: Path, tmp_path: Path) -> None:
        (folder / "README.md").write_text("x")
        ended = command("load", folder, "--store", tmp_path / "kept")
        assert (ended.returncode, ended.stderr) == (0, "")
        first, summary = ended.stdout.splitlines()
        assert re.fullmatch(r"loaded made-up: \d+ claims?", first)
        assert re.fullmatch(r"1 loaded, \d+ claims?, 1 file of other kinds ignored, readers see snapshot 1", summary)
        again = command(*QUICKLY, folder, "--store", tmp_path / "kept")
        assert (again.returncode, again.stdout.splitlines()[0].split(":")[0]) == (0, "unchanged made-up")

    def test_the_store_is_by_default_in_the_folder_store(self, folder: Path, tmp_path: Path) -> None:
        assert command(*QUICKLY, folder, where=tmp_path).returncode == 0
        assert OxigraphReader(tmp_path / "store" / "public").snapshot().version == 1

    def test_warnings_and_refusals_go_to_the_other_stream(self, folder: Path, tmp_path: Path) -> None:
        bare = folder / "bare.txt"
        bare.write_text("A title\n")
        (folder / "empty.txt").touch()
        ended = command(*QUICKLY, folder, tmp_path / "nowhere", "--store", tmp_path / "kept")
        assert ended.returncode == 1
        lines = ended.stderr.splitlines()
        assert lines[0] == f"refused {tmp_path / 'nowhere'}: no such file or folder; check the path"
        assert lines[1].startswith(f"warning {bare}: no bare.jsonld beside it; write one")
        assert lines[-1] == f"refused {folder / 'empty.txt'}: the file is empty; put the article's text in it"
        assert "2 loaded, 2 refused" in ended.stdout.splitlines()[-1]
        assert "3 warnings" in ended.stdout.splitlines()[-1]

    def test_wrong_paths_alone_make_no_store(self, tmp_path: Path) -> None:
        ended = command("load", tmp_path / "nowhere", "--store", tmp_path / "kept")
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr == f"refused {tmp_path / 'nowhere'}: no such file or folder; check the path\n"
        assert not (tmp_path / "kept").exists()

    def test_a_bar_on_a_terminal(self, folder: Path, tmp_path: Path) -> None:
        pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
        termios = pytest.importorskip("termios", reason="no pseudo-terminals on this system")
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, 80))
        with subprocess.Popen(
            [*COMMAND, *QUICKLY, folder, "--store", tmp_path / "kept"],
            stdout=subprocess.PIPE,
            stderr=theirs,
            env=ENVIRONMENT,
        ) as process:
            os.close(theirs)
            shown = _drain(ours)
            out = process.stdout.read().decode() if process.stdout else ""
        assert "0/1" in shown
        assert "%|" in shown
        assert out.startswith("1 loaded")


def _drain(descriptor: int) -> str:
    shown = b""
    while select.select([descriptor], [], [], 60)[0]:
        try:
            piece = os.read(descriptor, 4096)
        except OSError:  # Linux tells the end of a pseudo-terminal so
            break
        if not piece:
            break
        shown += piece
    os.close(descriptor)
    return shown.decode()


class TestExtract:
    def test_a_sheet_for_each_article_and_no_store(self, folder: Path, tmp_path: Path) -> None:
        ended = command("extract", folder, "--out", tmp_path / "sheets", where=tmp_path)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert re.fullmatch(r"extracted made-up: \d+ claims?\n1 extracted, \d+ claims?\n", ended.stdout)
        written = json.loads((tmp_path / "sheets" / "made-up.json").read_text())
        assert set(written) == {"source", "entities", "claims", "statements", "roles"}
        assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "sheets"]

    def test_a_folder_that_cannot_be_made_is_told(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        ended = command("extract", folder, "--out", tmp_path / "file" / "sheets")
        assert ended.returncode == 2
        assert str(tmp_path / "file" / "sheets") in ended.stderr
        assert len(ended.stderr.splitlines()) == 1


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store to be served, and opened by a writer that writes nothing."""
    folder = tmp_path_factory.mktemp("kept")
    publish_store(folder)
    return folder


class TestServe:
    @contextmanager
    def serving(self, store: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
        with subprocess.Popen(
            [*COMMAND, "serve", "--store", str(store), "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
        ) as process:
            assert process.stdout
            try:
                yield process, process.stdout.readline()
            finally:
                if process.poll() is None:
                    process.kill()

    @pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
    def test_it_tells_its_address_answers_there_and_ends_cleanly(self, store: Path, ending: signal.Signals) -> None:
        with self.serving(store) as (process, line):
            found = re.fullmatch(
                rf"(http://127\.0\.0\.1:\d+/) shows {store}, public snapshot 1; Ctrl-C ends it\n", line
            )
            assert found, line
            with urllib.request.urlopen(found[1] + "health", timeout=30) as answer:
                assert answer.status == 200
            process.send_signal(ending)
            _, complaints = process.communicate(timeout=30)
            assert (process.returncode, complaints) == (0, "")

    def test_a_setting_that_cannot_be_is_told(self, store: Path) -> None:
        ended = command("serve", "--store", store, "--port", "70000")
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr == "refoulement: port: 70000 is no port (0 to 65535)\n"

    def test_a_store_without_anything_is_told(self, tmp_path: Path) -> None:
        ended = command("serve", "--store", tmp_path / "none")
        assert ended.returncode == 2
        assert ended.stderr == (
            f"refoulement: {tmp_path / 'none' / 'public'}: nothing published here; "
            "load something first (refoulement load PATH --store DIR)\n"
        )

    def test_a_port_in_use_is_told(self, store: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            ended = command("serve", "--store", store, "--port", str(port))
        assert ended.returncode == 2
        assert ended.stderr == (
            f"refoulement: 127.0.0.1:{port}: Address already in use; choose another --host or --port\n"
        )

    def test_serving_goes_on_beside_a_writer(self, store: Path) -> None:
        with OxigraphWriter(store / "public"), self.serving(store) as (_, line):
            assert line.startswith("http://127.0.0.1:")


class TestProtect:
    def test_it_is_marked_told_without_the_name_and_lifted(self, tmp_path: Path) -> None:
        articles, store = at_risk.write(tmp_path / "articles", ("returns",)), tmp_path / "kept"
        assert command(*QUICKLY, articles, "--store", store).returncode == 0
        person = at_risk.person(store).rsplit("/", 1)[-1]
        marked = command("protect", person, "--why", "kin at home", "--also", "Wobblethrush", "--store", store)
        assert (marked.returncode, marked.stderr) == (0, "")
        assert re.fullmatch(
            r"claims that name somebody at risk, withheld from partners and the public: [1-9]\d*, in articles: 1; "
            r"readers see snapshot 2\n",
            marked.stdout,
        )
        again = command("protect", person, "--why", "kin at home", "--store", store)
        assert (again.returncode, again.stdout) == (2, "")
        assert again.stderr == "refoulement: this person is marked at risk already; nothing was changed\n"
        both = command("protect", person, "--why", "safe", "--undo", "--also", "X", "--store", store)
        assert (both.returncode, "does not go with --undo" in both.stderr) == (2, True)
        lifted = command("protect", person, "--why", "safe", "--undo", "--store", store)
        assert (lifted.returncode, "public: 0, in articles: 0; readers see snapshot 3" in lifted.stdout) == (0, True)

    def test_without_a_reason_nothing_is_marked(self, tmp_path: Path) -> None:
        articles, store = at_risk.write(tmp_path / "articles", ("returns",)), tmp_path / "kept"
        at_risk.load(store, articles)
        ended = command("protect", at_risk.person(store), "--why", " ", "--store", store)
        assert (ended.returncode, ended.stderr) == (2, "refoulement: say why: a mark is set and lifted for a reason\n")

    def test_no_store_is_made_by_marking(self, tmp_path: Path) -> None:
        ended = command("protect", "nobody", "--why", "kin at home", "--store", tmp_path / "none")
        assert (ended.returncode, "nothing published here" in ended.stderr) == (2, True)
        assert not (tmp_path / "none").exists()


class TestOntology:
    def test_check_proves_what_is_shipped(self) -> None:
        if subprocess.run(["which", "java"], check=False, capture_output=True).returncode:
            pytest.skip("no Java on this machine (Debian: apt-get install default-jre-headless)")
        ended = command("ontology", "check")
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout.startswith("consistent: ")

    def test_without_java_it_says_what_to_install(self, tmp_path: Path) -> None:
        ended = subprocess.run(
            [*COMMAND, "ontology", "check"],
            capture_output=True,
            text=True,
            check=False,
            env=ENVIRONMENT | {"PATH": str(tmp_path)},
            timeout=120,
        )
        assert ended.returncode == 2
        assert ended.stderr.startswith("refoulement: the ontology check needs Java")
        assert len(ended.stderr.splitlines()) == 1
