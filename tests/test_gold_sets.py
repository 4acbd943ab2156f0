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
SETS = {"development": 0.82, "read": 0.77, "blind": 0.735}  # what a change to the rules may not fall below
EVERY = {"development": 6, "read": 4, "blind": 1}  # of how many texts one is read: to read a whole set takes the time
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
def extracted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """The name of a set, the folder of those of its texts that are read, with sheets, and the sheets extracted."""
    name, folder = request.param, tmp_path_factory.mktemp("read")
    copied(GOLD / name, folder / "annotated", every=EVERY[name])
    assert main(["extract", str(folder / "annotated" / "corpus"), "--out", str(folder / "extracted")]) == 0
    return name, folder / "annotated", folder / "extracted"


def copied(annotated: Path, to: Path, *, every: int) -> None:
    """Copy each so-manieth text of a set, with its sheet."""
    for sheet in sorted((annotated / "sheets").iterdir())[::every]:
        for path in (sheet, *(annotated / "corpus").glob(f"{sheet.stem}.*")):
            kept = to / path.parent.name / path.name
            kept.parent.mkdir(exist_ok=True, parents=True)
            shutil.copy(path, kept)


def scores(annotated: Path, folder: Path) -> dict[str, Score]:
    """As `refoulement evaluate` has them (see below), of sheets that are written already."""
    sheets, found = gold.read(annotated)[0], gold.read(folder)[0]
    assert set(sheets) <= set(found)
    return {article: score(sheets[article], found[article]) for article in sheets}


@pytest.mark.slow
def test_the_score_does_not_fall(extracted: tuple[str, Path, Path]) -> None:
    name, annotated, found = extracted
    scored = scores(annotated / "sheets", found)
    assert len(scored) >= 60
    assert figures.overall(sum(scored.values(), Score())) >= SETS[name]


@needs_tool
@pytest.mark.slow
def test_the_scoring_tool_gives_the_same_figures(extracted: tuple[str, Path, Path], tmp_path: Path) -> None:
    """But for texts with a time that has no beginning, on which it breaks off."""
    _, annotated, found = extracted
    for sheet in (annotated / "sheets").iterdir():
        if '"../' not in sheet.read_text():
            shutil.copy(sheet, tmp_path)
    ours = json.loads(figures.as_json(scores(tmp_path, found), misses=False))
    scored = subprocess.run(
        [sys.executable, TOOL, tmp_path, found, "--json"], check=True, capture_output=True, text=True
    )
    theirs = json.loads(scored.stdout)
    assert {measure: ours[measure] for measure in theirs} == theirs


@pytest.mark.slow
@pytest.mark.parametrize("extracted", ["blind"], indirect=True)
def test_the_command_gives_the_figures_of_the_sheets(
    extracted: tuple[str, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of every fourth text: each is read once more for it."""
    _, annotated, found = extracted
    copied(annotated, tmp_path, every=4)
    asked = ["--gold", str(tmp_path / "sheets"), "--corpus", str(tmp_path / "corpus")]
    assert main(["evaluate", *asked, "--json"]) == 0
    ours = scores(tmp_path / "sheets", found)
    assert len(ours) > 5
    assert json.loads(capsys.readouterr().out) == json.loads(figures.as_json(ours, misses=False))


@pytest.mark.slow
def test_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is made of an article can be written: no claim breaks a shape, and none breaks off the run."""
    for name in ("development", "read"):
        copied(GOLD / name, tmp_path / "annotated", every=25)
    number = len(list((tmp_path / "annotated" / "corpus").glob("*.txt")))
    assert main(["load", str(tmp_path / "annotated" / "corpus"), "--store", str(tmp_path / "store")]) == 0
    assert f"{number} loaded, " in capsys.readouterr().out
