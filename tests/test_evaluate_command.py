"""Sheets read from files, figures for people and programs, and the command that measures a corpus."""

import json
import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.errors import LoadError
from refoulement.loaders import terminal
from refoulement.loaders.evaluate import figures, gold
from refoulement.loaders.evaluate.scoring import Score, Tally, score
from refoulement.loaders.sheets import KINDS, TYPES, UNITS, bounds, stances
from refoulement.tests.annotated import claim, sheet

DOCS = (Path(__file__).parents[1] / "docs" / "extraction.md").read_text("utf-8")
Run = Callable[..., tuple[int, str, str]]


def write(folder: Path, **sheets: object) -> Path:
    folder.mkdir(exist_ok=True)
    for name, stated in sheets.items():
        (folder / f"{name}.json").write_text(json.dumps(stated))
    return folder


class TestReading:
    @pytest.mark.parametrize(
        ("stated", "complaint"),
        [
            ([], "this must be one JSON object that is a claim sheet, not a list"),
            ({"claims": {"kind": "death"}}, "claims must be a list; write [ … ]"),
            ({"claims": ["death"]}, "claims[0] must be an object, not str; write { … }"),
            ({"claims": [claim(), claim("expulsion")]}, "claims[1].kind 'expulsion' is none of arrival, death"),
            ({"claims": [{}]}, "claims[0].kind None is none of arrival"),
            ({"claims": [claim(via="Onsong")]}, "claims[0].via must be a list of names; write"),
            ({"claims": [claim(to=[""])]}, "claims[0].to must be a list of names"),
            ({"claims": [claim(count=3)]}, "claims[0].count must be an object, not int; write { … }"),
            ({"claims": [claim(count={"value": "3"})]}, "claims[0].count.value must be a number or null, not '3'"),
            ({"claims": [claim(count={"value": True})]}, "claims[0].count.value must be a number or null, not True"),
            ({"claims": [claim(count={"bound": "over"})]}, "claims[0].count.bound 'over' is none of about, at_least"),
            ({"claims": [claim(count={"unit": "people"})]}, "claims[0].count.unit 'people' is none of percent, person"),
            ({"claims": [claim(when="Monday")]}, "claims[0].when: 'Monday' is no time; write EDTF (2023-10-09, "),
            ({"claims": [claim(when=2023)]}, "claims[0].when must be text, not 2023; write it"),
            ({"entities": [{"name": "Tumen", "type": "Town"}]}, "entities[0].type 'Town' is none of BorderCrossing"),
            ({"entities": [{"type": "Person"}]}, "entities[0].name must be text, not None; write it"),
            ({"entities": [{"name": "\x00", "type": "Person"}]}, "entities[0].name holds characters that"),
            ({"statements": [{"speaker": "A", "stance": "doubts"}]}, "statements[0].stance 'doubts' is none of"),
            ({"roles": [{"person": "", "role": "x"}]}, "roles[0].person must be text, not ''; write it"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_scored_is_refused_by_its_place(
        self, tmp_path: Path, stated: object, complaint: str
    ) -> None:
        write(tmp_path, one=stated)
        with pytest.raises(LoadError, match="^" + re.escape(f"{tmp_path / 'one.json'}: {complaint}")):
            gold.read(tmp_path)

    @pytest.mark.parametrize(
        ("raw", "complaint"),
        [
            (b'{"claims": [}', r"not JSON \(line 1, column 13"),
            (b'{"claims": [{"kind": "death", "count": {"value": ' + b"9" * 5000 + b"}}]}", "write another number"),
        ],
    )
    def test_what_is_no_json_is_refused(self, tmp_path: Path, raw: bytes, complaint: str) -> None:
        (tmp_path / "one.json").write_bytes(raw)
        with pytest.raises(LoadError, match=complaint):
            gold.read(tmp_path)

    def test_every_bad_sheet_is_told_at_once(self, tmp_path: Path) -> None:
        write(tmp_path, one={"claims": 1}, two={}, three=[])
        with pytest.raises(LoadError, match=r"one\.json: claims must be a list.*\n.*three\.json: this must be"):
            gold.read(tmp_path)

    def test_a_folder_without_sheets(self, tmp_path: Path) -> None:
        with pytest.raises(LoadError, match=r"no sheet is there; annotate articles as docs/extraction\.md says"):
            gold.read(tmp_path)
        with pytest.raises(LoadError, match="no such folder"):
            gold.read(tmp_path / "none")

    def test_fields_that_are_not_scored_are_named(self, tmp_path: Path) -> None:
        write(
            tmp_path, one={"source": {}, "comment": "", "claims": [claim(claimants=["TJWG"], note="?"), claim(note="")]}
        )
        sheets, notes = gold.read(tmp_path)
        assert notes == (f"{tmp_path / 'one.json'}: not scored: comment, claims[].claimants, claims[].note",)
        assert [read.kind for read in sheets["one"].claims] == ["repatriation", "repatriation"]

    def test_a_sheet_may_leave_out_what_it_has_not(self) -> None:
        bare = sheet(
            claims=[claim(count=None, when="", via=None)], entities=[{"name": "A", "type": "Person", "aliases": None}]
        )
        assert bare == sheet(claims=[claim()], entities=[{"name": "A", "type": "Person"}])


class TestFigures:
    def test_the_overall_figure_is_the_mean_of_five(self) -> None:
        measures = {name: Tally() for name in figures.MEASURES}
        assert figures.overall(Score(measures=measures | {"claims": Tally(1, 1, 1), "roles": Tally(1, 3, 1)})) == 0.3

    def test_a_table_names_only_parts_that_are_there(self) -> None:
        scored = score(sheet(claims=[claim(when="2023")]), sheet(claims=[claim(when="2023-10")]))
        table = figures.as_text({"one": scored}, misses=True)
        rows = [re.sub(" +", " ", line.strip()) for line in table.splitlines()]
        assert "claims 1.000 1.000 1.000 1 1 1" in rows
        assert "overall 0.400" in rows
        assert rows[rows.index("claims by kind") + 1 :][:2] == ["repatriation 1.000 1.000 1.000 1 1 1", ""]
        assert rows[rows.index("statements by stance") + 1] == ""
        assert rows[-1] == "when 1.000 1.000 1.000 1 1 1"


class TestCommand:
    @pytest.fixture
    def corpus(self, tmp_path: Path) -> Path:
        folder = tmp_path / "corpus"
        folder.mkdir()
        for name in ("one", "two"):
            path = folder / f"{name}.txt"
            path.write_text("A made-up title\n\nChina sent 37 North Koreans back to North Korea on 9 October 2023.\n")
            path.with_suffix(".jsonld").write_text(json.dumps({"headline": "A", "datePublished": "2023-10-10"}))
        return folder

    @pytest.fixture
    def run(self, corpus: Path, capsys: pytest.CaptureFixture[str]) -> Run:
        def run(folder: Path, *options: str) -> tuple[int, str, str]:
            code = main(["evaluate", "--gold", str(folder), "--corpus", str(corpus), *options])
            return code, *capsys.readouterr()

        return run

    @pytest.fixture
    def sheets(self, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
        """What is found in the articles, taken for gold."""
        assert main(["extract", str(corpus), "--out", str(tmp_path / "gold")]) == 0
        capsys.readouterr()
        return tmp_path / "gold"

    def test_what_was_extracted_agrees_with_itself(self, run: Run, sheets: Path) -> None:
        code, out, _ = run(sheets, "--json", "--misses")
        assert code == 0
        shown = json.loads(out)
        assert shown["claims"] == {"precision": 1, "recall": 1, "f1": 1, "right": 2, "gold": 2, "system": 2}
        assert shown["claims_by_kind"] == {"repatriation": shown["claims"]}
        assert shown["misses"] == []

    def test_misses_are_told_by_article(self, run: Run, sheets: Path) -> None:
        write(sheets, two={"claims": [claim("death", count={"value": 2, "bound": "exact"})]})
        code, out, _ = run(sheets, "--misses")
        assert code == 0
        assert out.startswith("two\n  entities extra: ")
        assert "\n  claims missed: death; exact 2\n  claims extra: repatriation; exact 37; 2023-10-09; " in out
        (listed,) = [
            miss for miss in json.loads(run(sheets, "--json", "--misses")[1])["misses"] if "death" in miss["what"]
        ]
        assert listed == {"article": "two", "measure": "claims", "side": "missed", "what": "death; exact 2"}
        assert "misses" not in json.loads(run(sheets, "--json")[1])

    def test_an_article_without_sheet_and_a_sheet_without_article_are_told(
        self, run: Run, corpus: Path, sheets: Path
    ) -> None:
        (sheets / "two.json").rename(sheets / "three.json")
        code, out, complaints = run(sheets, "--json")
        assert code == 0
        assert f"warning {corpus / 'two.txt'}: not scored: no gold sheet is called two.json\n" in complaints
        assert "note: three: no article of this id was read; all its sheet has counts as missed\n" in complaints
        assert json.loads(out)["claims"] == {
            "precision": 1,
            "recall": 0.5,
            "f1": 0.667,
            "right": 1,
            "gold": 2,
            "system": 1,
        }

    def test_a_refused_article_is_told_and_its_sheet_counts_as_missed(
        self, run: Run, corpus: Path, sheets: Path
    ) -> None:
        (corpus / "two.txt").write_text("")
        code, out, complaints = run(sheets, "--json")
        assert code == 1
        assert f"refused {corpus / 'two.txt'}: the file is empty" in complaints
        assert json.loads(out)["claims"]["right"] == 1

    def test_sheets_of_other_articles_give_no_figures(self, run: Run, tmp_path: Path) -> None:
        code, out, complaints = run(write(tmp_path / "other", three={}))
        assert (code, out) == (2, "")
        assert (
            "refoulement: none of 2 articles could be scored against 1 sheets; a sheet is called <id>.json"
            in complaints
        )

    def test_a_part_of_the_corpus_gives_no_figures(
        self, run: Run, sheets: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(terminal, "stop_on_interrupt", lambda: nullcontext(lambda: True))
        assert run(sheets) == (130, "", "interrupted; figures of a part would mislead, so there are none\n")

    def test_a_bad_sheet_gives_no_figures(self, run: Run, sheets: Path) -> None:
        write(sheets, two=[])
        code, out, complaints = run(sheets)
        assert (code, out) == (2, "")
        assert complaints.startswith(f"refoulement: {sheets / 'two.json'}: this must be one JSON object")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("type", TYPES),
        ("kind", [kind.lower() for kind in KINDS]),
        ("bound", bounds()),
        ("unit", UNITS.values()),
        ("stance", stances()),
    ],
)
def test_the_documentation_names_every_word_of_a_sheet(field: str, words: list[str]) -> None:
    row = re.search(rf"^\| `{field}` \| (.*) \|$", DOCS, re.MULTILINE)
    assert row
    assert set(re.findall(r"`(\w+)`", row[1])) == set(words)
