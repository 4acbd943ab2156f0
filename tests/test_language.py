"""The model beside the rules: its values lie in the text, its name is checked, and the rules do without it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from refoulement.__main__ import main
from refoulement.errors import LoadError
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.loaders import language
from refoulement.loaders.extract import extract, extractor
from refoulement.loaders.language import BLANK, Analysis, Pipeline, Span, analyse
from refoulement.loaders.language.unpack import read
from refoulement.ontology import RF
from refoulement.tests.synthetic import article


@dataclass(frozen=True)
class Piece:
    """A stretch of some article."""

    start: int
    text: str


@pytest.fixture(scope="module")
def packed() -> Pipeline:
    return language.load("packed")


def told(pipeline: Pipeline, text: str) -> Analysis:
    return analyse(pipeline, [Piece(0, text)])


class TestPacked:
    TEXT = "Kim Min-su of Open Doors said in Seoul that more than 300 people were sent back from China."

    def test_it_names_persons_organisations_and_places(self, packed: Pipeline) -> None:
        named = {self.TEXT[span.start : span.end]: span.label for span in told(packed, self.TEXT).spans}
        assert named == {"Kim Min-su": "PERSON", "Open Doors": "ORG", "Seoul": "PLACE", "China": "PLACE"}

    def test_offsets_are_those_of_the_article(self, packed: Pipeline) -> None:
        first, second = "Kim Min-su spoke.", "He lives in Seoul."
        text = f"{first}\n{second}"
        analysis = analyse(packed, [Piece(0, first), Piece(len(first) + 1, second)])
        assert [text[span.start : span.end] for span in analysis.spans_in(len(first), len(text))] == ["Seoul"]

    def test_hard_spaces_are_spaces(self, packed: Pipeline) -> None:
        assert told(packed, self.TEXT.replace(" ", "\u00a0")) == told(packed, self.TEXT)

    @given(st.lists(st.text(max_size=80), max_size=4), st.integers(0, 9))
    def test_whatever_the_text_all_lies_inside_it(self, packed: Pipeline, texts: list[str], gap: int) -> None:
        pieces: list[Piece] = []
        for text in texts:
            pieces.append(Piece(pieces[-1].start + len(pieces[-1].text) + gap if pieces else gap, text))
        analysis = analyse(packed, pieces)
        for span in analysis.spans:
            (piece,) = [p for p in pieces if p.start <= span.start and span.end <= p.start + len(p.text)]
            assert piece.text[span.start - piece.start : span.end - piece.start].strip()

    def test_what_reads_words_only_for_trees_is_not_asked(
        self, packed: Pipeline, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert packed.nlp
        whole = {self.TEXT[span.start : span.end] for span in told(packed, self.TEXT).spans}
        left_out: list[str] = []
        pipe = type(packed.nlp).pipe

        def listening(nlp: Language, texts: object, *, disable: list[str]) -> object:
            left_out.extend(disable)
            return pipe(nlp, texts, disable=disable)  # type: ignore[call-overload]

        monkeypatch.setattr(type(packed.nlp), "pipe", listening)
        assert {self.TEXT[span.start : span.end] for span in told(packed, self.TEXT).spans} == whole
        assert set(left_out) == set(packed.nlp.pipe_names) - {"ner"}

    def test_the_vocabulary_does_not_grow(self, packed: Pipeline) -> None:
        assert packed.nlp
        told(packed, self.TEXT)
        before = len(packed.nlp.vocab.strings), len(list(packed.nlp.vocab))
        told(packed, "Zyxomma quattuordecim wibbled flurbishly past Xanthippolis.")
        assert (len(packed.nlp.vocab.strings), len(list(packed.nlp.vocab))) == before

    @pytest.mark.parametrize("content", [b"", b"\xc1", b"\x80", b"\x90"])
    def test_a_damaged_file_is_told(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "pipeline.msgpack").write_bytes(content)
        with pytest.raises(LoadError, match=r"pipeline\.msgpack: not a packed pipeline .* install the package anew"):
            read(tmp_path / "pipeline.msgpack")


class TestBlank:
    def test_it_says_nothing(self) -> None:
        assert language.load("blank") is BLANK
        assert told(BLANK, TestPacked.TEXT) == Analysis()

    def test_the_rules_work_without_a_model(self, packed: Pipeline) -> None:
        text = "Up to 200 North Koreans were sent back from Dandong on 9 October, Open Doors said."
        alone, beside = extract(article(text)), extract(article(text), language=packed)
        assert alone.claims
        assert {claim.extractor for claim in alone.claims} == {extractor(BLANK)}
        assert {claim.extractor for claim in beside.claims} == {f"{extractor(BLANK)} beside {packed.title}"}


class TestInstalled:
    @pytest.fixture
    def installed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
        """A pipeline as pip would install it: a package that loads it, and its metadata."""
        name, package = "en_made_up", tmp_path / "en_made_up"
        package.mkdir()
        (package / "__init__.py").write_text(
            "from spacy.util import load_model_from_init_py\n"
            "def load(**settings):\n"
            "    return load_model_from_init_py(__file__, **settings)\n"
        )
        nlp = spacy.blank("en", meta={"name": "made_up", "version": "1.2.3"})
        patterns = [{"label": "GPE", "pattern": "Xanadu"}, {"label": "NORP", "pattern": "Xanadese"}]
        nlp.add_pipe("entity_ruler").initialize(list, patterns=patterns)  # type: ignore[attr-defined]
        nlp.to_disk(package / f"{name}-1.2.3")
        (package / "meta.json").write_text((package / f"{name}-1.2.3" / "meta.json").read_text())
        about = tmp_path / f"{name}-1.2.3.dist-info" / "METADATA"
        about.parent.mkdir()
        about.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2.3\n")
        monkeypatch.syspath_prepend(tmp_path)
        yield name
        sys.modules.pop(name, None)

    def test_it_is_taken_by_its_name(self, installed: str) -> None:
        pipeline = language.load(installed)
        assert pipeline.title == "en_made_up 1.2.3"
        analysis = told(pipeline, "Two Xanadese left Xanadu.")
        assert analysis.spans == (Span(18, 24, "PLACE"),)

    def test_what_finds_no_names_is_not_asked(self) -> None:
        @Language.component("never_asked")
        def never_asked(_: Doc) -> Doc:
            raise AssertionError("the parser was asked")

        nlp = spacy.blank("en")
        patterns = [{"label": "GPE", "pattern": "Xanadu"}]
        nlp.add_pipe("entity_ruler").initialize(list, patterns=patterns)  # type: ignore[attr-defined]
        nlp.add_pipe("never_asked", name="parser", first=True)
        assert told(Pipeline("made up", nlp), "Two left Xanadu.").spans == (Span(9, 15, "PLACE"),)

    def test_it_works_from_the_command_line(self, installed: str, tmp_path: Path) -> None:
        text = tmp_path / "articles" / "made-up.txt"
        text.parent.mkdir()
        text.write_text("A title\n\nUp to 200 North Koreans were sent back from Dandong in October, activists said.\n")
        assert main(["extract", str(text), "--out", str(tmp_path / "sheets"), "--model", installed]) == 0
        assert main(["load", str(text), "--store", str(tmp_path / "store"), "--model", installed]) == 0
        rows = (
            OxigraphReader(tmp_path / "store" / "public")
            .snapshot()
            .select(f"SELECT DISTINCT ?by WHERE {{ ?claim {RF.extractor} ?by }}")
        )
        assert [row["by"].value for row in rows] == [f"{extractor(BLANK)} beside en_made_up 1.2.3"]

    def test_one_that_does_not_load_is_told(self, installed: str, tmp_path: Path) -> None:
        (tmp_path / installed / f"{installed}-1.2.3" / "config.cfg").unlink()
        with pytest.raises(LoadError, match=r"model 'en_made_up' is installed but does not load \(.*config.cfg.*\)"):
            language.load(installed)

    def test_an_unknown_name_is_refused_and_told(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "made-up.txt").write_text("A title\n\nNothing happened.\n")
        text, sheet = str(tmp_path / "made-up.txt"), tmp_path / "gold" / "made-up.json"
        sheet.parent.mkdir()
        sheet.write_text("{}")
        for command in (
            ["extract", text, "--out", "sheets"],
            ["load", text, "--store", "kept"],
            ["evaluate", "--gold", str(sheet.parent), "--corpus", text],
        ):
            assert main([*command, "--model", "en_nowhere"]) == 2
            (line,) = capsys.readouterr().err.splitlines()
            assert line == (
                "refoulement: model 'en_nowhere': no spaCy pipeline of this name is installed; "
                "install its package, or use --model packed (our own) or --model blank (rules alone)"
            )
        assert not Path("kept").exists()


class TestValues:
    def test_an_impossible_name(self) -> None:
        with pytest.raises(ValueError, match="a name cannot stand at"):
            Span(0, 3, "EVENT")  # type: ignore[arg-type]
