"""The annotated sets written for testing: whole, marked as such, and scored."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.tests.annotated import TOOL, needs_tool

GOLD = Path(__file__).parent / "gold"
SETS = {"development": 0.83, "blind": 0.68}  # what a change to the rules may not fall below
SHEETS = sorted(GOLD.glob("*/sheets/*.json"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_has_its_text_and_says_that_nothing_in_it_happened(sheet: Path) -> None:
    folder = sheet.parents[1] / "corpus"
    beside = json.loads((folder / f"{sheet.stem}.jsonld").read_text())
    annotated = json.loads(sheet.read_text())
    assert beside["description"] == "Written for testing; nothing in it happened."
    assert annotated["source"]["id"] == sheet.stem
    assert annotated["source"]["published"] == beside["datePublished"]
    assert (folder / f"{sheet.stem}.txt").read_text().strip()


def test_no_text_is_without_its_sheet() -> None:
    texts = {path.stem for path in GOLD.glob("*/corpus/*.txt")}
    assert texts == {path.stem for path in SHEETS}
    assert len(list((GOLD / "blind" / "sheets").iterdir())) >= 30


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_the_score_does_not_fall(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = GOLD / name
    assert main(["evaluate", "--gold", str(folder / "sheets"), "--corpus", str(folder / "corpus"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["overall"] >= SETS[name]


@needs_tool
@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_the_scoring_tool_gives_the_same_figures(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = GOLD / name
    assert main(["extract", str(folder / "corpus"), "--out", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["evaluate", "--gold", str(folder / "sheets"), "--corpus", str(folder / "corpus"), "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)
    scored = subprocess.run(
        [sys.executable, TOOL, folder / "sheets", tmp_path, "--json"], check=True, capture_output=True, text=True
    )
    figures = json.loads(scored.stdout)
    assert {measure: ours[measure] for measure in figures} == figures
