"""Figures behind words that say that a number of people is not known: whom they count, and where."""

import pytest

from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.topics import topic
from refoulement.tests.synthetic import events, extraction, names

ABOUT = "North Korean refugees and defectors fear deportation. "


def spoken_of(text: str, before: str | None = None) -> tuple[str, str] | None:
    """The kind of those whose number is unsettled, and the words that say so."""
    found = topic(Sentence(0, len(text), text, 0), before)
    return (found.kind, text[found.start : found.end]) if found else None


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Estimates of the number of defectors living in China vary widely.", "Presence", None),
        ("The number in China is anyone's guess: some say 40,000.", "Presence", "number in China is anyone's guess"),
        ("There are no reliable figures for refugees in Laos.", "Presence", "figures for refugees in Laos"),
        ("Nobody knows how many defectors live there.", "Presence", "how many defectors live there"),
        ("The number of refugees in Chinese custody is not known.", "Detention", None),
    ],
)
def test_a_number_is_said_to_be_unsettled(text: str, kind: str, words: str | None) -> None:
    found = spoken_of(text)
    assert found is not None
    assert found[0] == kind
    assert words is None or found[1] == words


@pytest.mark.parametrize(
    "text",
    [
        "The number of refugees in China is 40,000.",  # known
        "The number of refugees deported is not known.",  # of people who move: no stock
        "A boat with an unknown number of people sank.",
        "The cost of rice is not known.",
    ],
)
def test_nothing_is_unsettled(text: str) -> None:
    assert spoken_of(text) is None


def test_how_many_are_waiting_are_those_told_of_last() -> None:
    assert spoken_of("No one knows how many are waiting.", "Detention") == ("Detention", "how many are waiting")
    assert spoken_of("No one knows how many are waiting.", "Arrival") == ("Presence", "how many are waiting")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Estimates of the number of people in China vary. Some put it at up to 200,000, others at 40,000.",
            [("Presence", 40_000, "China"), ("Presence", 200_000, "China")],
        ),
        (
            "The number of people in Chinese jails is not known. She told us in Busan it could be as high as 2,000.",
            [("Detention", 2000, "China")],
        ),
        ("Nobody knows how many North Koreans live in China. A minority of about 40,000 farms there.", []),
        ("Nobody knows how many North Koreans live in China.\n\nSome 40,000 of rice came.", []),
    ],
)
def test_a_figure_behind_it_is_one_of_them(text: str, expected: list[tuple[str, int, str]]) -> None:
    taken = extraction(ABOUT + text)
    called = names(taken)
    found = [
        (claim.event_type, claim.count.value, ", ".join(called[place] for place in claim.place))
        for claim in events(taken)
        if claim.count and claim.count.value is not None
    ]
    assert sorted(found) == expected
