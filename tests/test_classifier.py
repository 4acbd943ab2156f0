"""The classifier beside the rules: its probabilities, its file, what it weighs, and what it decides."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.errors import LoadError
from refoulement.loaders import language
from refoulement.loaders.evaluate import gold
from refoulement.loaders.extract import extract, mentions, sentences
from refoulement.loaders.extract.counts import quantities
from refoulement.loaders.extract.evidence import NONE, evidence, stem
from refoulement.loaders.extract.outcomes import CERTAIN, LIKELY, OPEN, PLAIN, Outcome, weighed
from refoulement.loaders.extract.walls import told_by
from refoulement.loaders.language import BLANK, Pipeline, analyse
from refoulement.loaders.language.classifier import Classifier, Evidence, read, rounded, write
from refoulement.loaders.language.pipelines import COUNTED
from refoulement.loaders.language.weigher import Weighing
from refoulement.tests.synthetic import article, events, figures
from refoulement.training import counted

SMALL = Classifier(
    ("Arrival", "Detention", NONE),
    (0.0, 0.25, 0.0),
    {"in bus": (0.0, -2.0, 1.0), "in cell": (-1.0, 3.0, 0.0), "in ship": (4.0, -1.0, 0.0)},
)
FEATURES = st.dictionaries(st.sampled_from([*SMALL.weights, "never seen"]), st.floats(0, 1), max_size=4)


def around(text: str, number: int = 0) -> dict[str, float]:
    """What is weighed of one number of people in a text."""
    reading = sentences.read(article(text))
    scene = mentions.find(reading, analyse(BLANK, reading.sentences))
    verbs = [told_by(scene, sentence) for sentence in reading.sentences]
    found = [
        (index, quantity)
        for index, sentence in enumerate(reading.sentences)
        for quantity in quantities(sentence.text, sentence.start)
    ]
    return evidence(scene, *found[number], verbs)


class TestClassifier:
    @given(FEATURES)
    def test_probabilities_add_up_to_one(self, features: dict[str, float]) -> None:
        probable = SMALL.probabilities(features)
        assert set(probable) == set(SMALL.classes)
        assert sum(probable.values()) == pytest.approx(1)
        assert all(0 < probability < 1 for probability in probable.values())

    def test_what_training_has_not_seen_weighs_nothing(self) -> None:
        assert SMALL.probabilities({"never seen": 1.0}) == SMALL.probabilities({})

    def test_the_words_that_weigh_most_come_first(self) -> None:
        seen = {"in bus": 1.0, "in cell": 0.5, "in ship": 1.0, "never seen": 1.0}
        assert SMALL.strongest(seen, "Arrival", most=5) == ["in ship", "in bus"]
        assert SMALL.strongest(seen, "Detention", most=1) == ["in cell"]

    def test_it_is_written_and_read_whole(self, tmp_path: Path) -> None:
        path, again = tmp_path / "small.json.gz", tmp_path / "again.json.gz"
        write(SMALL, path)
        assert read(path) == SMALL
        write(read(path), again)
        assert again.read_bytes() == path.read_bytes()

    @pytest.mark.parametrize("content", [b"", b"no gzip", b"\x1f\x8b\x08\x00"])
    def test_a_damaged_file_is_told(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "broken.json.gz").write_bytes(content)
        with pytest.raises(LoadError, match=r"broken\.json\.gz: not a classifier .* install the package anew"):
            read(tmp_path / "broken.json.gz")

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(LoadError, match=r"nowhere\.json\.gz: not a classifier"):
            read(tmp_path / "nowhere.json.gz")

    @pytest.mark.parametrize(
        ("classes", "bias", "weights"),
        [
            (("Death",), (0.0,), {}),
            (("Death", "Death"), (0.0, 0.0), {}),
            (("Death", NONE), (0.0,), {}),
            (("Death", NONE), (0.0, 0.0), {"in cell": (1.0,)}),
            (("Death", NONE), (0.0, float("nan")), {}),
        ],
    )
    def test_an_impossible_one_is_refused(
        self, classes: tuple[str, ...], bias: tuple[float, ...], weights: dict[str, tuple[float, ...]]
    ) -> None:
        with pytest.raises(ValueError, match=r"two classes or more|finite weights are asked for"):
            Classifier(classes, bias, weights)

    def test_weights_are_rounded(self) -> None:
        assert rounded([0.126, -1.0], digits=2) == (0.13, -1.0)


class TestEvidence:
    def test_names_are_the_kind_of_thing_they_name(self) -> None:
        here, there = (around(f"Some 37 people share a cell in {town}.") for town in ("Shenyang", "Yanji"))
        assert here == there
        assert {"in @Settlement", "right after share", "counts people", "bound approximately"} <= set(here)

    def test_words_beside_the_number_count_as_such(self) -> None:
        seen = around("In the end the guards let 37 people go.")
        assert {"before let", "right before let", "after go", "digits 2"} <= set(seen)
        assert "before in" not in seen

    def test_the_sentence_before_weighs_less(self) -> None:
        seen = around("The cells are cold. Some 37 people wait there.")
        assert seen["earlier cell"] < seen["in wait"]

    def test_the_verb_it_belongs_to_is_told(self) -> None:
        seen = around("Police arrested 37 people, who were sent back to North Korea.")
        assert "belongs to Detention True past" in seen
        assert "tells Repatriation True" in seen

    @pytest.mark.parametrize(
        ("word", "stemmed"), [("deportations", "deport"), ("Deported", "deport"), ("cells", "cell"), ("used", "used")]
    )
    def test_endings_do_not_count(self, word: str, stemmed: str) -> None:
        assert stem(word) == stemmed


def weighing(seen: Evidence) -> Weighing:
    return Weighing(SMALL.probabilities(seen), SMALL, seen)


class TestDecision:
    RULE = Outcome("Arrival", "the verb “came”")

    def test_it_speaks_where_the_rules_are_silent(self) -> None:
        told = weighed(None, weighing({"in cell": 1.0}))
        assert told is not None
        assert told.kind == "Detention"
        assert told.plain
        assert told.rule.startswith("the words around it, weighed (9")
        assert "“in cell”" in told.rule

    def test_it_is_silent_where_it_is_not_sure(self) -> None:
        assert max(SMALL.probabilities({}).values()) < LIKELY
        assert weighed(None, weighing({})) is None
        assert weighed(None, weighing({"in bus": 1.0})) is None  # most probably nobody

    def test_what_rules_find_stands_unless_it_is_improbable(self) -> None:
        seen = {"in ship": 0.4}
        assert SMALL.probabilities(seen)["Arrival"] >= PLAIN
        assert weighed(self.RULE, weighing(seen)) == replace(self.RULE, plain=True)

    def test_what_is_just_believed_is_not_plain(self) -> None:
        seen = {"in ship": 0.2}
        assert LIKELY <= SMALL.probabilities(seen)["Arrival"] < PLAIN
        assert weighed(self.RULE, weighing(seen)) == self.RULE

    def test_what_rules_find_stands_beside_another_kind_where_somebody_must_be_counted(self) -> None:
        seen = {"in ship": 0.6, "in cell": 0.8}
        probable = SMALL.probabilities(seen)
        assert OPEN <= probable["Arrival"] < LIKELY < probable["Detention"] < CERTAIN
        assert weighed(self.RULE, weighing(seen)) == self.RULE
        assert weighed(self.RULE, weighing({"in ship": 0.05})) is None  # nobody may be

    def test_what_is_improbable_falls_or_gives_way(self) -> None:
        sure = SMALL.probabilities({"in cell": 1.0})
        assert sure["Arrival"] < OPEN
        assert sure["Detention"] >= CERTAIN
        told = weighed(self.RULE, weighing({"in cell": 1.0}))
        assert told is not None
        assert told.kind == "Detention"
        unsure = SMALL.probabilities({"in cell": 0.5, "in bus": 0.5})
        assert unsure["Arrival"] < OPEN
        assert max(unsure.values()) < CERTAIN
        assert weighed(self.RULE, weighing({"in cell": 0.5, "in bus": 0.5})) is None

    def test_a_kind_that_it_does_not_know_is_left_to_the_rules(self) -> None:
        rescue = Outcome("Rescue", "the verb “saved”")
        told = weighed(rescue, weighing({"in cell": 1.0}))
        assert told is not None
        assert told.kind == "Rescue"


class TestShipped:
    TEXT = (
        "North Korean refugees fear deportation. "
        "Behind the walls of a prison near Shenyang 37 women share two cells, guarded by police."
    )

    @pytest.fixture
    def packed(self) -> Pipeline:
        return language.load("packed")

    def test_it_finds_what_no_verb_of_the_rules_tells(self, packed: Pipeline) -> None:
        assert figures(extract(article(self.TEXT))) == []
        assert figures(extract(article(self.TEXT), language=packed)) == [("Detention", "exact", 37)]

    @pytest.mark.parametrize(
        ("told", "figure"),
        [
            ("Some 85 others have been living in rented rooms since the spring.", ("Presence", "approximately", 85)),
            ("The pastor was caught at the station with three refugees on May 3.", ("Detention", "exact", 3)),
        ],
    )
    def test_plain_words_go_before_what_keeps_a_number_back(
        self, packed: Pipeline, told: str, figure: tuple[str, str, int]
    ) -> None:
        text = f"North Korean refugees fear deportation. {told}"
        assert figures(extract(article(text))) == []
        assert figures(extract(article(text), language=packed)) == [figure]

    @pytest.mark.parametrize(
        ("told", "figure"),
        [
            ("More than 40 of them held in China have reportedly been sent back.", ("Repatriation", "moreThan", 40)),
            ("The 12 North Koreans have since been executed.", ("Death", "exact", 12)),
        ],
    )
    def test_what_is_done_to_a_number_is_not_weighed(
        self, packed: Pipeline, told: str, figure: tuple[str, str, int]
    ) -> None:
        text = f"North Korean refugees fear deportation. {told}"
        assert figures(extract(article(text), language=packed)) == [figure]

    def test_why_is_told(self, packed: Pipeline) -> None:
        taken = extract(article(self.TEXT), language=packed)
        (reasons,) = taken.reasons.values()
        (kind,) = [reason.rule for reason in reasons if reason.slot == "kind"]
        assert kind.startswith("the words around it, weighed (")

    def test_such_a_claim_is_as_sure_as_it_was_weighed(self, packed: Pipeline) -> None:
        taken = extract(article(self.TEXT), language=packed)
        (claim,) = events(taken)
        (reasons,) = taken.reasons.values()
        told = next(reason.rule for reason in reasons if reason.slot == "kind")
        share = int(told.partition("weighed (")[2].partition("%")[0])
        assert claim.confidence == pytest.approx(0.8 * share / 100, abs=0.01)

    def test_blank_has_none(self) -> None:
        assert BLANK.counted is None

    @pytest.mark.slow
    def test_the_weights_are_those_that_training_gives(self) -> None:
        shipped, trained = read(COUNTED), counted.train(counted.gathered())
        assert trained.classes == shipped.classes
        for example in [around("Some 37 people share a cell."), around(self.TEXT), {}]:
            ours, theirs = shipped.probabilities(example), trained.probabilities(example)
            assert ours == pytest.approx(theirs, abs=0.02)


class TestExamples:
    SHEET = gold.sheet(
        {"claims": [{"kind": "detention", "count": {"value": 37, "bound": "exact", "unit": "person"}}]}, Path("sheet")
    )

    def test_a_number_is_labelled_by_the_claim_that_gives_it(self) -> None:
        text = "Police hold 37 refugees in Shenyang. Outside, 12 activists wait."
        assert [example.kind for example in counted.examples(article(text), self.SHEET)] == ["Detention", NONE]

    def test_no_text_of_the_blind_set_is_learnt_from(self) -> None:
        assert not any("blind" in part for folder in counted.SETS for part in folder.parts)

    def test_a_passage_is_an_article_with_its_sheet(self) -> None:
        for path in counted.PASSAGES:
            for read_article, sheet in counted.passages(path):
                assert read_article.text
                assert all(
                    claim.kind in {"repatriation", "detention", "presence", "arrival", "rescue", "death"}
                    for claim in sheet.claims
                )
