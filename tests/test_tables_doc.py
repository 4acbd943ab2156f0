"""What docs/tables.md shows is what happens."""

import re
import shutil
from pathlib import Path

import pytest

from refoulement import __version__
from refoulement.__main__ import main
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.loaders.table.meaning import FIGURE, ONCE, SEVERAL
from refoulement.loaders.table.reading import MAX_CLAIMS
from refoulement.loaders.whole_file import MAX_BYTES

ROOT = Path(__file__).resolve().parents[1]
DOC = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def block(kind: str, number: int = 0) -> str:
    found: list[str] = re.findall(rf"```{kind}\n(.*?)```", DOC, flags=re.DOTALL)
    return found[number]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "returns.csv").write_text(block("csv"))
    (tmp_path / "returns.csv-metadata.json").write_text(block("json"))
    for name in ("corpus", "ontology/facts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> int:
    return main(command.removeprefix("refoulement ").split())


@pytest.mark.slow
def test_the_example(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explaining, loading, asking = block("console").splitlines()
    assert run(explaining) == 0
    assert block("text").replace("0.1.0", __version__) in capsys.readouterr().out
    assert run(loading) == 0
    assert capsys.readouterr().out == "loaded returns: 4 claims\n1 loaded, 4 claims, readers see snapshot 1\n"
    assert run(asking) == 0
    assert len(capsys.readouterr().out.splitlines()) == 5
    (row,) = OxigraphReader(folder / "store" / "public").snapshot().select(block("sparql"))
    assert row["cell"].value == "https://w3id.org/refoulement/id/article/returns#cell=4,4"
    assert [row[name].value for name in ("words", "row", "column")] == ["87", "4", "4"]


@pytest.mark.usefixtures("folder")
def test_the_arrivals(capsys: pytest.CaptureFixture[str]) -> None:
    loading, asking = block("console", 1).splitlines()
    assert run(loading) == 0
    capsys.readouterr()
    assert run(asking) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    at = heading.split(",").index("value")
    assert [row.replace('"Arrival, 2021-Q2"', "Arrival").split(",")[at] for row in rows] == ["2", "5"]


def test_every_term_that_a_column_may_mean_is_explained() -> None:
    rows = re.findall(r"^\| ([^|]*) \| [^|]* \|$", DOC, flags=re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == {FIGURE, *ONCE, *SEVERAL}


def test_the_limits() -> None:
    assert f"{MAX_BYTES // 1_000_000} MB and {MAX_CLAIMS:,} figures a table" in DOC
