"""The demo's reports: our own words, the sources' facts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
REPORTS = sorted((ROOT / "corpus").glob("*.txt"))
SHARED = ROOT.parent / "shared"
WORDS_IN_A_ROW = 9
WRITTEN = ("bench", "corpus", "docs", "graph", "loaders", "ontology", "queries", "tests", "training", "web")
SPELT_OUT = {"two": 2}

needs_sources = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the source articles (../shared/corpus) are not here"),
]


def sidecar(report: Path) -> dict[str, Any]:
    description: dict[str, Any] = json.loads(report.with_suffix(".jsonld").read_text("utf-8"))
    return description


def runs(text: str, length: int = WORDS_IN_A_ROW) -> set[tuple[str, ...]]:
    """Every run of that many words, whatever their case and punctuation."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def figures(text: str) -> set[int]:
    """The numbers of a report that count people or shares; days, years and hours left out."""
    dates = r"\b(?:19|20)\d\d\b|\b\d{1,2} (?:October|p\.m\.)|\bOct\. \d{1,2}\b|Covid-19"
    plain = re.sub(dates, "", text)
    digits = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", plain)}
    return digits | {value for word, value in SPELT_OUT.items() if re.search(rf"\b{word} North Koreans\b", plain)}


def gold_sheet(report: Path) -> dict[str, Any]:
    """The sheet of facts of the article that a report rests on."""
    original = sidecar(report)["isBasedOn"]
    wanted = (original["publisher"]["name"], original["datePublished"])
    sheets: list[dict[str, Any]] = [json.loads(path.read_text("utf-8")) for path in (SHARED / "gold").glob("*.json")]
    return next(sheet for sheet in sheets if (sheet["source"]["publisher"], sheet["source"]["published"]) == wanted)


def test_there_are_five_reports_and_nothing_else() -> None:
    assert len(REPORTS) == 5
    expected = {path.with_suffix(suffix).name for path in REPORTS for suffix in (".txt", ".jsonld")} | {"README.md"}
    assert {path.name for path in (ROOT / "corpus").iterdir()} == expected


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_a_report_is_short_and_headed(report: Path) -> None:
    text = report.read_text("utf-8")
    headline, _, body = text.partition("\n\n")
    assert headline == sidecar(report)["headline"]
    assert 120 <= len(body.split()) <= 220


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_a_report_names_its_source(report: Path) -> None:
    described = sidecar(report)
    original = described["isBasedOn"]
    assert described["publisher"]["name"] == "refoulement"
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert original["headline"] != described["headline"]
    assert original["datePublished"] == described["datePublished"]
    assert report.stem.endswith(described["datePublished"])
    assert original["publisher"]["name"] in {"BBC News", "Financial Times", "Korea JoongAng Daily", "RFI", "Reuters"}


def test_every_report_stands_in_the_list() -> None:
    listed = set(re.findall(r"^\| `([^`]+)` \|", (ROOT / "corpus/README.md").read_text("utf-8"), re.MULTILINE))
    assert listed == {report.stem for report in REPORTS}


def test_runs_of_words_ignore_case_and_punctuation() -> None:
    assert runs("One, two: THREE.", 2) == runs("one two three", 2) == {("one", "two"), ("two", "three")}
    assert runs("one two", 3) == set()


class TestAgainstTheSources:
    pytestmark = needs_sources

    @pytest.mark.slow
    def test_no_sentence_of_a_source_is_carried_over(self) -> None:
        sources = list((SHARED / "corpus").glob("*.txt"))
        assert len(sources) >= 5
        theirs = set[tuple[str, ...]]().union(*(runs(path.read_text("utf-8")) for path in sources))
        theirs -= set[tuple[str, ...]]().union(*(runs(sidecar(path)["headline"]) for path in sources))  # may be cited
        ours = {
            str(path.relative_to(ROOT)): runs(path.read_text("utf-8"))
            for folder in WRITTEN
            for path in sorted((ROOT / folder).rglob("*"))
            if path.suffix in {".py", ".md", ".txt", ".jsonld", ".json", ".jsonl", ".rq", ".ttl", ".html", ".csv"}
        }
        assert len(ours) > 150
        assert {name: sorted(found & theirs) for name, found in ours.items() if found & theirs} == {}

    @pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
    def test_the_original_is_cited_as_it_was_published(self, report: Path) -> None:
        original, source = sidecar(report)["isBasedOn"], gold_sheet(report)["source"]
        assert (original["headline"], original.get("url")) == (source["title"], source.get("url"))

    @pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
    def test_the_figures_are_the_sources(self, report: Path) -> None:
        counts = [claim["count"]["value"] for claim in gold_sheet(report)["claims"] if "count" in claim]
        assert figures(report.read_text("utf-8")) == {count for count in counts if count is not None}

    @pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
    def test_the_persons_are_the_sources(self, report: Path) -> None:
        text = report.read_text("utf-8")
        persons = {entity["name"] for entity in gold_sheet(report)["entities"] if entity["type"] == "Person"}
        assert {person for person in persons if person not in text} == set()
