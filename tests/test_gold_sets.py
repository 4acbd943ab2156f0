"""The annotated sets written for testing: whole, marked as such, and scored."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.loaders.evaluate import figures, gold
from refoulement.loaders.evaluate.scoring import Score, score
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


@pytest.fixture(scope="module", params=SETS)
def extracted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The name of a set, and the claim sheets of all its texts: to read a whole set is what takes the time."""
    folder = tmp_path_factory.mktemp("extracted")
    assert main(["extract", str(GOLD / request.param / "corpus"), "--out", str(folder)]) == 0
    return request.param, folder


def scores(annotated: Path, folder: Path) -> dict[str, Score]:
    """As `refoulement evaluate` has them (see below), of sheets that are written already."""
    sheets, found = gold.read(annotated)[0], gold.read(folder)[0]
    assert set(sheets) <= set(found)
    return {article: score(sheets[article], found[article]) for article in sheets}


@pytest.mark.slow
def test_the_score_does_not_fall(extracted: tuple[str, Path]) -> None:
    name, folder = extracted
    scored = scores(GOLD / name / "sheets", folder)
    assert figures.overall(sum(scored.values(), Score())) >= SETS[name]


@needs_tool
@pytest.mark.slow
def test_the_scoring_tool_gives_the_same_figures(extracted: tuple[str, Path]) -> None:
    name, folder = extracted
    ours = json.loads(figures.as_json(scores(GOLD / name / "sheets", folder), misses=False))
    scored = subprocess.run(
        [sys.executable, TOOL, GOLD / name / "sheets", folder, "--json"], check=True, capture_output=True, text=True
    )
    theirs = json.loads(scored.stdout)
    assert {measure: ours[measure] for measure in theirs} == theirs


@pytest.mark.slow
@pytest.mark.parametrize("extracted", ["blind"], indirect=True)
def test_the_command_gives_the_figures_of_the_sheets(
    extracted: tuple[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of every fourth text: each is read once more for it."""
    for sheet in sorted((GOLD / extracted[0] / "sheets").iterdir())[::4]:
        for path in (sheet, *(GOLD / extracted[0] / "corpus").glob(f"{sheet.stem}.*")):
            kept = tmp_path / path.parent.name / path.name
            kept.parent.mkdir(exist_ok=True)
            shutil.copy(path, kept)
    asked = ["--gold", str(tmp_path / "sheets"), "--corpus", str(tmp_path / "corpus")]
    assert main(["evaluate", *asked, "--json"]) == 0
    ours = scores(tmp_path / "sheets", extracted[1])
    assert len(ours) > 5
    assert json.loads(capsys.readouterr().out) == json.loads(figures.as_json(ours, misses=False))
