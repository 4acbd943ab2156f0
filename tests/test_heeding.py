"""Stances by all the words of a sentence: whose they may be, what is weighed, what is added and what is taken back."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from refoulement.graph.claim import StanceClaim
from refoulement.loaders import language
from refoulement.loaders.extract import extract, mentions, roles, sentences, tenor
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.evidence import NONE
from refoulement.loaders.extract.heeding import IDLE, PLAIN, Heeding
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.spokespersons import Mouths, Taken
from refoulement.loaders.extract.voices import NAMED, Voices
from refoulement.loaders.language import BLANK, Pipeline, analyse
from refoulement.loaders.language.classifier import Classifier, Evidence, read
from refoulement.loaders.language.encoder import Passage
from refoulement.loaders.language.pipelines import SAID
from refoulement.loaders.language.weigher import Weigher, Weighing
from refoulement.tests.synthetic import article, names, stances
from refoulement.training import said

OPENING = "Police in Dandong hold 37 North Korean refugees. "
FEARED = OPENING + (
    '"These people are looking at labour camp, or worse if they are put on a truck to Tumen," said Kim Test-su,'
    " director of Sample Watch."
)
QUOTED = (
    OPENING
    + 'Kim Test-su, director of Sample Watch, spoke to reporters. "Those who go back do not come out again," he said.'
)


@dataclass(frozen=True, slots=True)
class Fixed(Weigher):
    """Finds the same in every sentence, and notes what it was asked of."""

    shares: tuple[tuple[str, float], ...] = ()

    def weigh(self, evidence: Evidence, passage: Passage, *, doubted: bool = False) -> Weighing:
        del passage, doubted
        told = dict.fromkeys(self.classifier.classes, 0.0) | dict(self.shares)
        return Weighing(told | {NONE: 1 - sum(told.values())}, self.classifier, evidence)


@pytest.fixture(scope="module")
def packed() -> Pipeline:
    return language.load("packed")


def scene(text: str) -> tuple[Scene, Attribution]:
    reading = sentences.read(article(text))
    found = mentions.find(reading, analyse(BLANK, reading.sentences))
    return found, Attribution(found, dict(roles.roles(found, "test")))


def ways(text: str, sentence: int) -> dict[str, str]:
    """The way in which a sentence has each actor."""
    return {voice.actor.name: voice.way for voice in Voices(*scene(text)).of(sentence)}


def fixed(packed: Pipeline, **shares: float) -> Weigher:
    assert packed.said is not None
    return Fixed(packed.said.classifier, packed.said.encoder, tuple(shares.items()))


class TestVoices:
    def test_who_is_quoted_comes_before_who_is_only_named(self) -> None:
        assert ways(QUOTED, 2) == {"Kim Test-su": "quoted"}
        assert ways("Kim Test-su of Sample Watch said that 37 refugees were held by China.", 0) == {
            "Kim Test-su": "said",
            "Sample Watch": NAMED,
            "Government of China": NAMED,
        }

    def test_a_place_takes_no_stance(self) -> None:
        assert "Dandong" not in ways(OPENING, 0)


class TestTenor:
    def test_the_actor_is_told_from_others(self) -> None:
        found, attribution = scene("Sample Watch accused China of returning 37 refugees.")
        mouths, voices = Mouths(attribution), Voices(found, attribution)
        by_name = {voice.actor.name: voice for voice in voices.of(0)}
        group, state = by_name["Sample Watch"], by_name["Government of China"]
        assert "pair @actor accus" in tenor.evidence(found, 0, group, mouths)
        assert "pair ^ @actor" not in tenor.evidence(found, 0, state, mouths)
        assert {"accused", "free"} & tenor.evidence(found, 0, state, mouths).keys() == {"accused"}

    def test_the_passage_says_who_may_be_taking_the_stance(self) -> None:
        found, attribution = scene(QUOTED)
        (voice,) = Voices(found, attribution).of(2)
        read_so = tenor.passage(found, 2, voice, Mouths(attribution))
        assert read_so.opening.startswith("quoted: Kim Test-su, director. Police in Dandong")
        assert read_so.marked.startswith('"Those who go back')
        assert read_so.before.endswith("spoke to reporters.")


class TestHeeding:
    def heeded(self, weigher: Weigher, *ruled: str) -> list[tuple[str, str, float]]:
        found, attribution = scene(QUOTED)
        voices, mouths = Voices(found, attribution), Mouths(attribution)
        (voice,) = voices.of(2)
        own = [Taken(voice.actor, stance, found.reading.sentences[2], "words", "rule") for stance in ruled]
        told = Heeding(voices, mouths, weigher).heed(2, own)
        return [(one.stance, one.rule, one.probability) for one in told]

    def test_what_all_words_say_plainly_is_added_as_sure_as_it_was_weighed(self, packed: Pipeline) -> None:
        assert self.heeded(fixed(packed, warns=PLAIN)) == [("warns", "who is quoted", PLAIN)]
        assert self.heeded(fixed(packed, warns=PLAIN - 0.01)) == []

    def test_what_only_a_rule_hears_is_taken_back(self, packed: Pipeline) -> None:
        assert self.heeded(fixed(packed, urges=IDLE), "urges") == [("urges", "rule", 1.0)]
        assert self.heeded(fixed(packed, urges=IDLE / 2), "urges") == []

    def test_only_who_is_of_a_state_or_the_press_is_held_not_to_confirm(self, packed: Pipeline) -> None:
        assert self.heeded(fixed(packed, doesNotConfirm=0.9)) == []
        found, attribution = scene("The Unification Ministry said that it knew no more of the 37 refugees.")
        heeding = Heeding(Voices(found, attribution), Mouths(attribution), fixed(packed, doesNotConfirm=0.9))
        assert [one.speaker.name for one in heeding.heed(0, [])] == ["Ministry of Unification"]

    def test_by_a_pronoun_nobody_takes_what_rules_hear_from_another(self, packed: Pipeline) -> None:
        found, attribution = scene(QUOTED)
        voices, mouths = Voices(found, attribution), Mouths(attribution)
        other = next(n.entity for n in found.named if n.entity.name == "Sample Watch")
        ruled = [Taken(other, "warns", found.reading.sentences[2], "words", "rule")]
        told = Heeding(voices, mouths, fixed(packed, warns=0.9)).heed(2, ruled)
        assert [one.speaker.name for one in told] == ["Sample Watch"]

    def test_of_who_is_only_named_nothing_is_added(self, packed: Pipeline) -> None:
        found, attribution = scene("Kim Test-su said that 37 refugees were held by China.")
        heeding = Heeding(Voices(found, attribution), Mouths(attribution), fixed(packed, denies=0.9))
        assert [one.speaker.name for one in heeding.heed(0, [])] == ["Kim Test-su"]


class TestShipped:
    def test_what_no_rule_hears_is_heard(self, packed: Pipeline) -> None:
        taken = extract(article(FEARED), language=packed)
        assert stances(taken) == {("Kim Test-su", "warns")}
        assert stances(extract(article(FEARED), language=replace(packed, said=None))) == set()
        (claim,) = (claim for claim in taken.claims if isinstance(claim, StanceClaim))
        assert names(taken)[claim.speaker] == "Kim Test-su"
        assert 0.8 * PLAIN <= claim.confidence < 0.8
        stance, speaker = taken.reasons[claim.iri]
        assert stance.rule.startswith("the words, weighed (")
        assert (speaker.slot, speaker.rule) == ("speaker", "who is quoted")

    @pytest.mark.slow
    def test_the_weights_are_of_the_words_that_are_weighed(self) -> None:
        """Training takes two minutes; the passages learned from tell, too, whether words go by other names now."""
        shipped = read(SAID)
        (wire,) = (path for path in said.PASSAGES if path.stem == "wire")
        learnt = [one for one in said.single(wire) if one.stances]
        right = [one for one in learnt if _likeliest(shipped, one.evidence) in one.classes]
        assert len(learnt) > 200
        assert len(right) > 0.9 * len(learnt)


def _likeliest(classifier: Classifier, seen: Evidence) -> str:
    probable = classifier.probabilities(seen)
    return max(probable, key=lambda name: probable[name])


class TestExamples:
    TEXT = "Sample Watch urged China to free them. Later it named 37 people. Its director thanked the press."

    def statement(self, words: str | None = None) -> said.Statement:
        return said.Statement("Sample Watch", "urges", words)

    def told(self, statement: said.Statement, text: str = TEXT) -> list[tuple[str, ...]]:
        learnt = said.examples(article(text), [statement], [])
        return [one.stances for one in learnt if one.takes and one.stances is not None]

    def test_a_stance_is_told_where_rules_hear_it(self) -> None:
        assert self.told(self.statement()) == [("urges",), (), ()]

    def test_or_where_its_words_stand(self) -> None:
        assert self.told(self.statement("Later it named 37 people."))[:2] == [(), ("urges",)]

    def test_where_nobody_hears_it_the_sentence_is_not_known(self) -> None:
        learnt = said.examples(article("Sample Watch spoke. It has had enough."), [self.statement()], [])
        assert {one.elsewhere for one in learnt if one.takes} == {frozenset({"urges"})}

    def test_a_speaker_that_no_rule_sees_is_made_up(self) -> None:
        told = said.Statement("old Testo", "warns", "they will die there")
        (made,) = (one for one in said.examples(article("If sent, they will die there."), [told], []) if one.takes)
        assert (made.stances, made.way) == (("warns",), "said")
        assert made.passage.opening.startswith("said: old Testo, Person.")

    @pytest.mark.parametrize("path", said.PASSAGES, ids=lambda path: path.stem)
    def test_every_passage_has_the_words_of_its_stances(self, path: Path) -> None:
        for line in path.read_text(encoding="utf-8").splitlines():
            held = json.loads(line)
            assert all(one["stance"] in said.STANCES and one["words"] in held["text"] for one in held["statements"])
