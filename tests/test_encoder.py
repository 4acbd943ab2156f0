"""The encoder beside the classifier: its word pieces, what it reads of a passage, its file, and what it is asked."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.errors import LoadError
from refoulement.loaders import language
from refoulement.loaders.extract import mentions, sentences
from refoulement.loaders.extract.around import ROOM, passage
from refoulement.loaders.extract.counts import quantities
from refoulement.loaders.extract.tenor import ROOM as STANCES
from refoulement.loaders.language import BLANK, analyse
from refoulement.loaders.language.classifier import Classifier
from refoulement.loaders.language.encoder import Encoder, Passage, Pieces, Room, read, write_pieces
from refoulement.loaders.language.pipelines import COUNTED_NETWORK, PIECES
from refoulement.loaders.language.weigher import SETTLED, Weigher
from refoulement.tests.synthetic import article
from refoulement.training import encoder as learning
from refoulement.training import numbers, said
from refoulement.training.__main__ import main

FEW = Pieces(("[CLS]", "[SEP]", "[UNK]", "[unused0]", "[unused1]", "de", "##port", "##ed", "cafe", ",", "9", "people"))
TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


def around(before: str, number: str, after: str) -> Passage:
    """A number of people in its passage."""
    return Passage(opening="", before=before, marked=number, after=after, room=ROOM)


HELD = around("Police are holding ", "37 people", " in two cells.")


@pytest.fixture(scope="module")
def shipped() -> Encoder:
    return read(COUNTED_NETWORK, PIECES)


def names(pieces: Pieces, places: list[int]) -> list[str]:
    return [pieces.names[place] for place in places]


class TestPieces:
    def test_a_word_is_cut_into_the_longest_pieces(self) -> None:
        assert names(FEW, FEW.of("Deported")) == ["de", "##port", "##ed"]

    def test_capitals_and_accents_do_not_count(self) -> None:
        assert FEW.of("Café, CAFE") == FEW.of("cafe , cafe")

    def test_what_has_no_pieces_is_unknown(self) -> None:
        assert names(FEW, FEW.of("deportee 9 " + "a" * 50)) == ["[UNK]", "9", "[UNK]"]

    @given(TEXT, TEXT, TEXT, TEXT, st.sampled_from([ROOM, STANCES, Room(opening=0, marked=2, whole=5)]))
    def test_whatever_stands_around_a_mark_fits(
        self, opening: str, before: str, marked: str, after: str, room: Room
    ) -> None:
        places, at = FEW.read(Passage(opening, before, marked, after, room))
        assert len(places) <= room.whole
        assert FEW.names[places[at]] == "[unused0]"
        assert names(FEW, places).count("[unused1]") == 1

    def test_what_is_far_from_the_mark_is_left_out(self) -> None:
        places, at = FEW.read(around("cafe " * 100 + "people", "9", ", " * 100))
        assert names(FEW, places[at - 1 : at + 4]) == ["people", "[unused0]", "9", "[unused1]", ","]
        assert 25 < at < 45


class TestPassage:
    SAID = "Made up. Police came. They took 37 people. It was night. Nobody spoke."

    def test_it_holds_the_sentence_with_those_around_it(self) -> None:
        reading = sentences.read(article(self.SAID))
        scene = mentions.find(reading, analyse(BLANK, reading.sentences))
        index = next(index for index, sentence in enumerate(reading.sentences) if "37" in sentence.text)
        (number,) = quantities(reading.sentences[index].text, reading.sentences[index].start)
        found = passage(scene, index, number)
        assert found.before.endswith("Police came. They took ")
        assert found.marked == "37 people"
        assert found.after == ". It was night."


class TestShipped:
    def test_it_tells_kinds_apart(self, shipped: Encoder) -> None:
        held = shipped.probabilities(HELD)
        fled = shipped.probabilities(around("", "37 people", " reached Seoul by way of Laos last month."))
        assert max(held, key=lambda kind: held[kind]) == "Detention"
        assert max(fled, key=lambda kind: fled[kind]) == "Arrival"
        assert sum(held.values()) == pytest.approx(1, abs=1e-4)

    def test_each_tells_the_classes_of_its_classifier(self) -> None:
        packed = language.load("packed")
        for weigher, classes in ((packed.counted, numbers.CLASSES), (packed.said, said.CLASSES)):
            assert weigher is not None
            assert set(weigher.classifier.classes) == set(weigher.encoder.classes) == set(classes)

    def test_what_it_says_of_one_passage_hangs_on_no_other(self, shipped: Encoder) -> None:
        before = shipped.probabilities(HELD)
        shipped.probabilities(around("", "5", ""))
        assert shipped.probabilities(HELD) == before

    @given(TEXT, TEXT)
    def test_any_text_is_read(self, before: str, after: str) -> None:
        told = read_once().probabilities(Passage(after, before, "9", after, ROOM))
        assert all(0 <= share <= 1 for share in told.values())


def read_once() -> Encoder:
    packed = language.load("packed").counted
    assert packed is not None
    return packed.encoder


class TestFile:
    def test_pieces_are_written_and_read_whole(self, tmp_path: Path) -> None:
        write_pieces(FEW.names, tmp_path / "pieces.txt")
        assert read(COUNTED_NETWORK, tmp_path / "pieces.txt").pieces == FEW

    @pytest.mark.parametrize("broken", ["missing", "no network"])
    def test_what_is_none_is_refused(self, tmp_path: Path, broken: str) -> None:
        network = tmp_path / "encoder.onnx"
        if broken == "no network":
            network.write_bytes(b"made up")
        with pytest.raises(LoadError, match=r"encoder\.onnx: not an encoder .*; install the package anew"):
            read(network, PIECES)


class TestWeigher:
    PLAIN = Classifier(("Detention", "none"), (4.0, 0.0), {})
    UNSURE = Classifier(("Detention", "none"), (0.2, 0.0), {})

    def test_where_words_are_plain_the_encoder_is_not_asked(self, shipped: Encoder) -> None:
        assert self.PLAIN.probabilities({})["Detention"] >= SETTLED
        assert Weigher(self.PLAIN, shipped).weigh({}, HELD).probable == self.PLAIN.probabilities({})

    def test_where_rules_say_otherwise_it_is(self, shipped: Encoder) -> None:
        assert Weigher(self.PLAIN, shipped).weigh({}, HELD, doubted=True).probable != self.PLAIN.probabilities({})

    def test_where_they_are_not_both_count_alike(self, shipped: Encoder) -> None:
        words, read_so = self.UNSURE.probabilities({}), shipped.probabilities(HELD)
        probable = Weigher(self.UNSURE, shipped).weigh({}, HELD).probable
        assert probable["Detention"] == pytest.approx((words["Detention"] + read_so["Detention"]) / 2)


class TestTraining:
    def test_no_text_of_the_blind_set_is_learnt_from(self) -> None:
        assert not any("blind" in part for folder in (*numbers.SETS, *said.SETS) for part in folder.parts)

    def test_pieces_that_no_plain_text_has_are_left_out(self) -> None:
        every = [
            "[PAD]",
            "[unused0]",
            "[unused1]",
            "[unused2]",
            "[UNK]",
            "[CLS]",
            "[SEP]",
            "the",
            "##s",
            "\u5317",
            "\u00e9",
            "\u2019",
        ]
        assert [every[place] for place in learning.kept(every)] == [
            "[unused0]",
            "[unused1]",
            "[UNK]",
            "[CLS]",
            "[SEP]",
            "the",
            "##s",
            "\u2019",
        ]

    @pytest.mark.parametrize(("given", "wanted"), [((), "{counted,said}"), (("said",), "DIR"), (("names",), "choose")])
    def test_it_says_what_it_wants(
        self, given: tuple[str, ...], wanted: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            main(["encoder", *given])
        assert wanted in capsys.readouterr().err
