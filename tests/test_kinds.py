"""The words that tell a kind of event: to whom it was done, and whether they say that it happened."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.loaders.extract.kinds import modality, occurred, triggers


def read(text: str) -> list[tuple[str, str, str, bool]]:
    """The words, kind of event, form or voice, and whether it happened."""
    return [
        (text[found.start : found.end].strip(), found.kind, found.voice or found.form, found.real)
        for found in triggers(text, 0)
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind", "voice"),
    [
        ("Police deported 37 refugees.", "deported", "Repatriation", "past"),
        ("China has deported 37 refugees.", "deported", "Repatriation", "active"),
        ("37 refugees were deported.", "deported", "Repatriation", "passive"),
        ("37 refugees have since been deported.", "deported", "Repatriation", "passive"),
        ("37 refugees deported in March were women.", "deported", "Repatriation", "modifier"),
        ("37 refugees, detained in March, were women.", "detained", "Detention", "modifier"),
        ("37 refugees are living in Yanji.", "living", "Presence", "state"),
        ("37 refugees were moved to labour camps.", "moved to labour camps", "Detention", "passive"),
        ("37 refugees entered custody in Testa.", "entered custody", "Detention", "active"),
        ("37 refugees were led before a firing squad.", "led before a firing squad", "Death", "passive"),
        ("The refugees at the wedding were held in Testa.", "held", "Detention", "passive"),
        ("Police have driven out 37 Testans.", "driven out", "Repatriation", "active"),
        ("She, who settled in Lisbon four years ago, wept.", "settled in", "Arrival", "state"),
        ("37 refugees crossed the border.", "crossed", "Repatriation", "passage"),
        ("The deportation of 37 refugees was carried out.", "deportation", "Repatriation", "noun"),
        ("Police held 37 refugees.", "held", "Detention", "past"),
        ("37 refugees arrived in Thailand.", "arrived", "Arrival", "state"),
        ("37 refugees starved to death.", "starved to death", "Death", "active"),
        ("37 refugees were driven by lorry to the border.", "driven by lorry to the border", "Repatriation", "passive"),
        (
            "Guards drove a group of 37 from the jail over the bridge.",
            "drove a group of 37 from the jail over the bridge",
            "Repatriation",
            "active",
        ),
        ("37 refugees were sentenced in Yanji.", "were sentenced", "Detention", "passive"),
        ("37 refugees were given five years.", "were given five years", "Detention", "passive"),
        ("Last night police took 37 refugees from a flat.", "took", "Detention", "active"),
        ("37 refugees are being kept at an inn.", "being kept", "Detention", "passive"),
        ("The mission has brought 37 refugees out of Laos.", "has brought", "Rescue", "active"),
        ("The mission got 37 refugees out of a jail.", "got 37 refugees out of", "Rescue", "active"),
        ("37 refugees are thought to have been in Laos.", "are thought to have been", "Presence", "state"),
        ("37 children were at school in Busan.", "were at school", "Presence", "state"),
        ("37 refugees came to our country.", "came to our country", "Arrival", "state"),
        ("The network spirited 37 refugees out.", "spirited 37 refugees out", "Rescue", "active"),
    ],
)
def test_how_words_stand_to_the_people_they_tell_of(text: str, words: str, kind: str, voice: str) -> None:
    assert read(text) == [(words, kind, voice, True)]


def test_the_second_of_two_verbs_is_as_passive_as_the_first() -> None:
    assert read("37 refugees were detained and deported.") == [
        ("detained", "Detention", "passive", True),
        ("deported", "Repatriation", "passive", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "China denied that 37 refugees were deported.",
        "Police will deport 37 refugees.",
        "China refused to deport 37 refugees.",
        "The group fears that 37 refugees face deportation.",
        "If any of the 37 refugees in Yanji were deported, they would be jailed.",
        "Deporting 37 refugees is a crime.",
        "Sending 37 refugees back is a crime.",
        "Nobody was deported.",
        "No more refugees were deported.",
        "No one among the 37 North Korean refugees in Yanji was deported.",
        "Not one of the 37 North Korean refugees in Yanji was deported.",
        "None of the 37 refugees was deported.",
        "The 37 refugees were never deported.",
        "They'll be deported.",
        "The group will not be able to stop it and 37 refugees will be deported.",
        "She asked the police how many people had been deported.",
        "By that treaty a state shall neither expel 37 people nor, for any reason, have 37 people deported.",
        "They came only to be fined, searched or deported.",
        "They'll wait in a hut for some days and then be deported.",
    ],
)
def test_what_words_deny_fear_or_suppose_is_not_real(text: str) -> None:
    assert [real for _, _, _, real in read(text)] != []
    assert not any(real for _, kind, _, real in read(text) if kind == "Repatriation")


@pytest.mark.parametrize(
    "text",
    [
        "37 refugees may have been deported.",
        "37 refugees are believed to have been deported.",
        "Police managed in the end to deport 37 refugees.",
        "No fewer than 37 refugees were deported.",
        "China said that no more than 37 refugees had been deported.",
        "We fear for them: 37 refugees were deported.",
    ],
)
def test_what_may_have_happened_is_told_as_a_deed(text: str) -> None:
    assert [real for _, _, _, real in read(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The two sides held talks.",
        "37 refugees walked back over the ice.",
        "The refugees flew home.",
        "The rumour was confined to the town.",
        "China has deportation agreements.",
        "The rally was held in the rain.",
        "The elections that followed a year of talks were held in May.",
        "The ministers were held responsible.",
        "She sends money home.",
        "The office handed over a long list of names.",
        "The lowest number since records began to be kept in 2003.",
    ],
)
def test_who_goes_by_himself_and_what_is_done_to_things_is_no_deed(text: str) -> None:
    assert [kind for _, kind, _, _ in read(text) if kind == "Repatriation"] == []
    assert "held" not in [words for words, _, _, _ in read(text)]


def test_people_who_are_walked_back_are_sent() -> None:
    assert read("37 refugees were walked back over the bridge.") == [
        ("walked back over the bridge", "Repatriation", "passive", True)
    ]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("37 refugees were deported.", "asserted"),
        ("37 refugees were reportedly deported.", "alleged"),
        ("37 refugees may have been deported.", "alleged"),
        ("37 refugees were said to have been deported.", "alleged"),
        ("Unconfirmed reports say 37 refugees were deported.", "alleged"),
        ("According to unverified accounts, 37 refugees were deported.", "alleged"),
        ("Rumour has it that 37 refugees were deported.", "alleged"),
        ("37 refugees were deported, the group said, dispelling rumours.", "asserted"),
        ("The group estimates that 37 refugees were deported.", "estimated"),
    ],
)
def test_how_sure_the_words_are(text: str, sure: str) -> None:
    assert modality(text) == sure


def test_a_noun_tells_a_deed_where_it_is_said_to_have_taken_place() -> None:
    assert occurred("The deportation took place in March.")
    assert not occurred("The deportation is feared.")


WORDS = "refugees were not deported held back home to Dandong if will police and walked 37 sent over the border".split()


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)))
def test_triggers_stand_in_the_text_in_order_and_apart(text: str) -> None:
    found = list(triggers(text, 0))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("37 inmates were scalded to death.", [("Death", "passive")]),
        ("37 men were scared to death.", []),
        ("Police have taken at least 37 Testan men into custody.", [("Detention", "active")]),
        ("They took at least 37 Testan men into account.", []),
        (
            "37 men were held in May and driven back over the border.",
            [("Detention", "passive"), ("Repatriation", "passive")],
        ),
    ],
)
def test_death_by_any_deed_custody_of_many_and_a_second_deed_to_the_same(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(kind, voice) for _, kind, voice, _ in read(text)] == expected
