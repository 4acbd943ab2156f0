"""A judgement goes to RDF and back; what contradicts, runs in a circle or joins what cannot be one is refused."""

import json
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from refoulement.errors import JudgementRefused
from refoulement.graph.judgement import (
    Judgement,
    Undoing,
    admit,
    compatible,
    judgement_quads,
    merged,
    read_judgements,
    standing,
    undo,
)
from refoulement.graph.shapes import violations
from refoulement.ontology import CONTEXT, concepts

NOW = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
KINDS = {
    **dict.fromkeys(("anna", "anna--a-1", "anna--b-2", "anna--c-3"), "Person"),
    "group": "RightsGroup",
    "group--a-9": "Organisation",
    "town": "Settlement",
    "prison": "Prison",
    **dict.fromkeys(("wave", "crossing", "share"), "Repatriation"),
    "arrest": "Detention",
}
IRIS = {name: f"https://example.org/{name}" for name in KINDS}
KINDS_BY_IRI = {IRIS[name]: kind for name, kind in KINDS.items()}


def judged(first: str, verdict: str, second: str, *, by: str = "byPerson", score: float = 1.0) -> Judgement:
    judge = "A Reviewer" if by == "byPerson" else "identity 1"
    return Judgement(
        first=IRIS[first],
        verdict=verdict,
        second=IRIS[second],
        by=by,
        judge=judge,
        reasons=("as the test has it",),
        score=score,
        made=NOW,
    )


def rule(first: str, verdict: str, second: str, score: float = 0.9) -> Judgement:
    return judged(first, verdict, second, by="byRule", score=score)


def stands_for(*judgements: Judgement) -> dict[str, str]:
    plain = {address: name for name, address in IRIS.items()}
    return {plain[thing]: plain[one] for thing, one in merged(judgements, KINDS_BY_IRI).items()}


texts = st.text(st.characters(exclude_categories=["C"], exclude_characters='"\\'), min_size=1).filter(str.strip)
times = st.datetimes(timezones=st.just(UTC))


@st.composite
def any_judgement(draw: st.DrawFn) -> Judgement:
    first, second = draw(st.permutations(sorted(IRIS.values())))[:2]
    return Judgement(
        first=first,
        verdict=draw(st.sampled_from(sorted(concepts("verdicts")))),
        second=second,
        by=draw(st.sampled_from(sorted(concepts("judges")))),
        judge=draw(texts),
        reasons=tuple(draw(st.lists(texts, min_size=1, max_size=3))),
        score=draw(st.floats(0, 1)),
        made=draw(times),
        rests_on=tuple(draw(st.lists(st.sampled_from(["https://example.org/j1", "https://example.org/j2"])))),
        undone=draw(st.none() | st.builds(Undoing, texts, times, texts)),
    )


@given(any_judgement())
def test_a_judgement_goes_to_rdf_and_back(judgement: Judgement) -> None:
    quads = list(judgement_quads(judgement))
    assert read_judgements(quads) == [judgement]
    written = serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES)
    assert read_judgements(parse(written, format=RdfFormat.N_TRIPLES)) == [judgement]


def test_every_judgement_that_can_be_built_passes_its_shape() -> None:
    one = judged("anna", "same", "anna--a-1")
    undone = undo(one.iri, [one], by="B Reviewer", at=NOW, why="they are sisters")
    for each in (one, undone):
        assert violations(quad.triple for quad in judgement_quads(each)) == ()


def test_the_context_types_a_judgement() -> None:
    one = judged("crossing", "part", "wave")
    document = {
        **json.loads(Path(CONTEXT).read_text(encoding="utf-8")),
        "@id": one.iri,
        "@type": "Judgement",
        "judgedFirst": one.first,
        "verdict": "part",
        "judgedSecond": one.second,
        "judgedBy": "byPerson",
        "judge": one.judge,
        "reason": list(one.reasons),
        "score": {"@value": "1.0", "@type": "xsd:double"},
        "judgedAt": one.made.isoformat(),
    }
    assert read_judgements(parse(json.dumps(document), format=RdfFormat.JSON_LD)) == [one]


def test_what_holds_both_ways_is_one_judgement_and_a_part_is_not_its_whole() -> None:
    assert judged("anna", "same", "anna--a-1") == judged("anna--a-1", "same", "anna")
    assert judged("crossing", "part", "wave").iri != judged("wave", "part", "crossing").iri


def test_a_rule_that_judges_anew_makes_no_second_judgement() -> None:
    assert rule("anna", "same", "anna--a-1").iri == rule("anna", "same", "anna--a-1", 0.5).iri


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "equal"}, "'equal' is not one of rf:verdicts"),
        ({"by": "committee"}, "'committee' is not one of rf:judges"),
        ({"second": IRIS["anna"]}, "is named twice"),
        ({"reasons": ()}, "names its judge and a reason"),
        ({"judge": " "}, "names its judge and a reason"),
        ({"score": 1.5}, "score 1.5 is not between 0 and 1"),
        ({"made": datetime(2024, 1, 2)}, "needs its time zone"),  # noqa: DTZ001
    ],
)
def test_an_impossible_judgement_cannot_be_built(change: dict[str, object], message: str) -> None:
    usual: dict[str, object] = {
        "first": IRIS["anna"],
        "verdict": "same",
        "second": IRIS["anna--a-1"],
        "by": "byRule",
        "judge": "identity 1",
        "reasons": ("a name",),
        "score": 0.9,
        "made": NOW,
    }
    with pytest.raises(ValueError, match=message):
        Judgement(**cast("dict[str, str]", usual | change))  # type: ignore[arg-type]


def test_nothing_is_undone_without_a_reason() -> None:
    with pytest.raises(ValueError, match="by someone, for a reason"):
        Undoing("A Reviewer", NOW, " ")


def test_kinds_that_one_thing_can_have() -> None:
    assert compatible("RightsGroup", "Organisation")
    assert compatible("RightsGroup", "InternationalBody")  # an article's guess, a gazetteer's knowledge
    assert compatible("Prison", "DetentionCentre")
    assert not compatible("Person", "Settlement")
    assert not compatible("Settlement", "Region")
    assert not compatible("Repatriation", "Detention")


def test_the_known_one_stands_for_all() -> None:
    found = stands_for(rule("anna--a-1", "same", "anna--b-2"), rule("anna--b-2", "same", "anna"))
    assert found == dict.fromkeys(("anna", "anna--a-1", "anna--b-2"), "anna")


def test_a_persons_word_goes_before_a_rules() -> None:
    by_rule = rule("anna", "same", "anna--a-1")
    by_person = judged("anna", "different", "anna--a-1")
    assert stands_for(by_rule, by_person) == {}
    assert standing([by_rule, by_person]) == (by_person,)
    undone = undo(by_person.iri, [by_rule, by_person], by="B Reviewer", at=NOW, why="a slip")
    assert stands_for(by_rule, undone) == dict.fromkeys(("anna", "anna--a-1"), "anna")


def test_the_weaker_rule_gives_way_to_what_is_held_apart() -> None:
    judgements = [
        rule("anna", "same", "anna--a-1", 0.99),
        rule("anna--a-1", "same", "anna--b-2", 0.9),
        judged("anna", "different", "anna--b-2"),
    ]
    for order in permutations(judgements):
        assert stands_for(*order) == dict.fromkeys(("anna", "anna--a-1"), "anna")


def test_rules_never_join_a_person_and_a_town() -> None:
    assert stands_for(rule("anna", "same", "town")) == {}


def test_a_judgement_on_what_is_gone_is_history() -> None:
    assert merged([judged("anna", "same", "anna--a-1")], {IRIS["anna"]: "Person"}) == {}


@pytest.mark.parametrize(
    ("new", "among", "message"),
    [
        (judged("anna", "same", "town"), [], r"is a Person, .* a Settlement: nothing is both"),
        (judged("wave", "same", "arrest"), [], r"nothing is both"),
        (judged("prison", "part", "anna"), [], r"cannot be part of the other"),
        (judged("anna", "part", "anna--a-1"), [], r"cannot be part of the other"),
        (
            judged("anna", "same", "anna--a-1"),
            [judged("anna", "different", "anna--a-1")],
            r"are judged different by A Reviewer already; undo .*/judgement/[0-9a-f]{32} first",
        ),
        (judged("anna", "same", "anna--a-1"), [judged("anna", "same", "anna--a-1")], "are judged same .* already"),
        (
            judged("anna", "different", "anna--b-2"),
            [judged("anna", "same", "anna--a-1"), judged("anna--a-1", "same", "anna--b-2")],
            "are the same by other judgements",
        ),
        (
            judged("anna", "same", "anna--a-1"),
            [judged("anna--a-1", "same", "anna--b-2"), judged("anna", "different", "anna--b-2")],
            r"would make .*/anna and .*/anna--b-2 one, which are judged different",
        ),
        (
            judged("wave", "part", "crossing"),
            [judged("crossing", "part", "wave")],
            "are judged part and whole by A Reviewer already",
        ),
        (
            judged("wave", "part", "share"),
            [judged("share", "part", "crossing"), judged("crossing", "part", "wave")],
            "something would be part of itself",
        ),
        (
            judged("share", "same", "wave"),
            [judged("share", "part", "crossing"), judged("crossing", "part", "wave")],
            "something would be part of itself",
        ),
        (judged("share", "same", "wave"), [judged("share", "part", "wave")], "already"),
    ],
)
def test_what_cannot_be_is_refused(new: Judgement, among: list[Judgement], message: str) -> None:
    with pytest.raises(JudgementRefused, match=message):
        admit(new, among, KINDS_BY_IRI)


def test_a_merge_by_way_of_others_joins_no_two_kinds() -> None:
    kinds = {**KINDS_BY_IRI, IRIS["group--a-9"]: "Place"}
    among = [judged("town", "same", "group--a-9")]
    kinds[IRIS["prison"]] = "DetentionFacility"
    with pytest.raises(
        JudgementRefused, match=r"would make .*prison \(DetentionFacility\) and .*town \(Settlement\) one"
    ):
        admit(judged("prison", "same", "group--a-9"), among, kinds)


def test_a_judgement_on_nothing_is_refused() -> None:
    with pytest.raises(JudgementRefused, match="does not exist in this store"):
        admit(judged("anna", "same", "anna--a-1"), [], {IRIS["anna"]: "Person"})


def test_a_person_overrules_a_rule_and_a_rule_no_person() -> None:
    admitted = admit(judged("anna", "different", "anna--a-1"), [rule("anna", "same", "anna--a-1")], KINDS_BY_IRI)
    assert admitted.verdict == "different"
    with pytest.raises(JudgementRefused, match="already"):
        admit(rule("anna", "same", "anna--a-1"), [judged("anna", "different", "anna--a-1")], KINDS_BY_IRI)


def test_what_others_rest_on_is_not_undone() -> None:
    ground = judged("anna", "same", "anna--a-1")
    resting = Judgement(
        first=IRIS["anna"],
        verdict="different",
        second=IRIS["anna--b-2"],
        by="byPerson",
        judge="A Reviewer",
        reasons=("the first two are one",),
        score=1.0,
        made=NOW,
        rests_on=(ground.iri,),
    )
    assert admit(resting, [ground], KINDS_BY_IRI) == resting
    assert admit(resting, [], KINDS_BY_IRI, grounds=[ground]) == resting
    with pytest.raises(JudgementRefused, match="which does not exist or is undone"):
        admit(resting, [], KINDS_BY_IRI)
    with pytest.raises(JudgementRefused, match=r"cannot be undone while .* rests on it: undo that first"):
        undo(ground.iri, [ground, resting], by="B Reviewer", at=NOW, why="a slip")
    undone = undo(resting.iri, [ground, resting], by="B Reviewer", at=NOW, why="a slip")
    assert undo(ground.iri, [ground, undone], by="B Reviewer", at=NOW, why="a slip").undone


def test_what_is_undone_or_unknown_is_not_undone_again() -> None:
    one = judged("anna", "same", "anna--a-1")
    undone = undo(one.iri, [one], by="B Reviewer", at=NOW, why="a slip")
    with pytest.raises(JudgementRefused, match="was undone already, by B Reviewer: a slip"):
        undo(one.iri, [undone], by="B Reviewer", at=NOW, why="again")
    with pytest.raises(JudgementRefused, match="there is no judgement"):
        undo(one.iri, [], by="B Reviewer", at=NOW, why="a slip")
    with pytest.raises(JudgementRefused, match="for a reason: give both; nothing was changed"):
        undo(one.iri, [one], by="B Reviewer", at=NOW, why=" ")


@given(st.lists(any_judgement(), max_size=12), st.randoms())
def test_what_is_merged_depends_on_no_order(judgements: list[Judgement], random: object) -> None:
    shuffled = list(judgements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged(shuffled, KINDS_BY_IRI) == merged(judgements, KINDS_BY_IRI)


@given(st.lists(any_judgement(), max_size=12))
def test_no_set_of_judgements_joins_two_kinds_or_what_persons_hold_apart(judgements: list[Judgement]) -> None:
    found = merged(judgements, KINDS_BY_IRI)
    for some, one in found.items():
        for other, another in found.items():
            if one == another:
                assert compatible(KINDS_BY_IRI[some], KINDS_BY_IRI[other])
    for judgement in standing(judgements):
        if judgement.verdict in ("different", "part") and judgement.first in found:
            assert found[judgement.first] != found.get(judgement.second)
