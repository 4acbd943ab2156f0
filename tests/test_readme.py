"""The README keeps its word: its queries give its tables, its commands run, its folders are there."""

import re
import shutil
from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.store import Snapshot

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = re.findall(r"```sparql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", README, flags=re.DOTALL)
COMMANDS = re.findall(r"^refoulement (.*)$", README, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Snapshot:
    """What `make demo` serves."""
    return OxigraphReader(demo_store / "public").snapshot()


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_the_tour_has_three_queries() -> None:
    assert len(TOUR) == 3


@pytest.mark.parametrize(("query", "table"), TOUR)
def test_a_query_of_the_tour_gives_its_table(query: str, table: str, demo: Snapshot) -> None:
    head, _, *rows = table.splitlines()
    answered = [[row[name].value for name in cells(head)] for row in demo.select(query)]
    assert answered == [cells(row) for row in rows]


def test_the_event_of_the_tour_gathers_four_reports(demo: Snapshot) -> None:
    (row,) = demo.select(
        "PREFIX rf: <https://w3id.org/refoulement/ontology#> SELECT (COUNT(DISTINCT ?article) AS ?n) WHERE "
        "{ <https://w3id.org/refoulement/id/event/repatriation-2023-10-09> rf:evidence/rf:saidIn ?article }"
    )
    assert row["n"].value == "4"


@pytest.mark.slow
def test_the_commands_run_as_written_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    ended = {command: main(command.split()) for command in COMMANDS if not command.startswith(("serve", "ontology"))}
    assert set(ended) >= {"load articles/ --store store", "evaluate --gold sheets --corpus articles/"}
    assert set(ended.values()) == {0}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one_of_the_command_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        word
        for word in command.split()
        if not word.startswith("-") and "/" not in word and word not in {"store", "sheets"}
    ]
    with pytest.raises(SystemExit, match=r"^0$"):
        main([*words, "--help"])
    usage = capsys.readouterr().out
    assert all(option in usage for option in command.split() if option.startswith("--"))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z]+)", README))))
def test_every_make_target_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize(
    "path", re.findall(r"^\| `([\w./]+)` \|", README, flags=re.MULTILINE) + re.findall(r"\]\((?!http)([^)]+)\)", README)
)
def test_every_folder_and_file_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()
