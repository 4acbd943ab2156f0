"""Which verb a number of people belongs to, and what a sentence tells further of the same people or of others."""

import pytest

from refoulement.graph.amount import Amount
from refoulement.graph.when import When
from refoulement.loaders.extract.binding import tellings
from refoulement.loaders.extract.kinds import triggers
from refoulement.loaders.extract.references import references
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.times import times


def sentence(text: str) -> Sentence:
    return Sentence(0, len(text), text, 0)


def told(text: str) -> list[tuple[Amount | str | None, str | None]]:
    """Each number, else the words for people told of before, with the verb that tells of them."""
    stated = list(times(text, 0, When("2024-05-15")))
    found: list[tuple[Amount | str | None, str | None]] = []
    for each in tellings(sentence(text), list(triggers(text, 0)), stated):
        spoken_of = text[each.reference.start : each.reference.end] if each.reference else None
        whom = each.number.count.value if each.number else spoken_of
        found.append((whom, text[each.verb.start : each.verb.end].strip() if each.verb else None))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police detained 37 refugees.", [(37, "detained")]),
        ("Some 37 refugees were detained.", [(37, "detained")]),
        ("The 37 refugees detained in Yanji were women.", [(37, "detained")]),
        ("Police detained a group of 37 refugees in Yanji.", [(37, "detained")]),
        ("Some 37 refugees were detained, while 18 were deported.", [(37, "detained"), (18, "deported")]),
        ("Police detained 37 refugees and deported 18 others.", [(37, "detained"), (18, "deported")]),
        ("The number of refugees deported rose to 37.", [(37, "deported")]),
        ("Laos has returned to China 37 refugees who wept.", [(37, "returned to China")]),
        ("Some 37 refugees, soldiers and a pilot among them, were deported.", [(37, "deported")]),
        (
            "The pastor, whose friends helped 37 refugees escape, was jailed.",
            [(37, "helped 37 refugees escape"), (None, "jailed")],
        ),
        ("Police deported two brokers and 37 refugees.", [(2, "deported"), (37, "deported")]),
        ("At least six of the people deported in May have been executed.", [(6, "executed")]),
        ("It named 37 of those deported in May and wept.", [(37, "deported")]),
        ("Some 37 refugees held in Yanji, some of whom were deported, wept.", [(37, "held"), (None, "deported")]),
        ("Some 37 were picked up in Yanji and handed over to guards.", [(37, "picked up"), (37, "handed over to")]),
    ],
)
def test_a_number_belongs_to_the_verb_that_tells_of_it(text: str, expected: list[tuple[int, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 37 refugees were detained and deported.", [(37, "detained"), (37, "deported")]),
        ("Police detained 37 refugees and handed them back to guards.", [(37, "detained"), (37, "handed them back")]),
        ("Some 37 were held in a camp that guards ran, and were deported.", [(37, "held"), (37, "deported")]),
        ("Three men sent back in 2005 were executed.", [(3, "executed"), (3, "sent back")]),
    ],
)
def test_one_number_has_two_verbs(text: str, expected: list[tuple[int, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were deported in March.", [("They", "deported")]),
        ("The group was deported in March.", [("The group", "deported")]),
        ("Police deported them in March.", [("them", "deported")]),
        ("Some 18 were deported, the rest through Tumen.", [(18, "deported"), ("the rest", "deported")]),
        ("Some 18 were deported, and the rest were jailed.", [(18, "deported"), ("the rest", "jailed")]),
        ("Some 18 were deported, and the others vanished.", [(18, "deported")]),
        ("The group, among them two nuns, was deported in March.", [("The group", "deported")]),
    ],
)
def test_people_told_of_before_are_spoken_of(text: str, expected: list[tuple[int | str, str]]) -> None:
    assert told(text) == expected


def test_most_of_them_are_a_share_and_a_group_of_police_is_none() -> None:
    assert [found.share for found in references(sentence("Most of them were deported."))] == [True]
    assert [found.share for found in references(sentence("They were deported."))] == [False]
    assert references(sentence("The refugees crisis went on at the camp of the group of nations.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The country accepted the report.",  # accepts people only with their number
        "She returned to China two years later.",
        "The 37 refugees were not deported.",  # who were not is no telling
        "The women deported in March and the men jailed in Yanji wept.",  # participles only say who
    ],
)
def test_a_sentence_may_tell_nothing(text: str) -> None:
    assert told(text) == []


def test_of_one_person_a_participle_tells() -> None:
    assert told("A woman deported in March wept.") == [(None, "deported")]


def test_a_number_of_a_time_is_none_of_people() -> None:
    assert told("Refugees were deported on March 18.") == [(None, "deported")]
