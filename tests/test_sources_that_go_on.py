"""Whose word a claim is on, where the sentence names nobody: a ministry's sum, a speaker's own story."""

import pytest

from refoulement.tests.synthetic import events, extraction, names

UNIFICATION = "Ministry of Unification"
SHE_WAS = "She was held in the Tumen detention centre in May 2011 and deported from China as a refugee."


def claimants(text: str) -> list[list[str]]:
    """The claimants of each event claim, in reading order."""
    taken = extraction(text)
    return [sorted(names(taken)[iri] for iri in claim.claimants) for claim in events(taken)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In all, 12 North Koreans arrived in South Korea in May.", [UNIFICATION]),
        ("Total arrivals stood at 12 North Koreans in South Korea in May.", [UNIFICATION]),
        ("All the same, 12 North Koreans arrived in South Korea in May.", []),
    ],
)
def test_a_ministry_s_count_goes_on_with_a_sum(text: str, expected: list[str]) -> None:
    counted = "Some 48 North Koreans arrived in South Korea this year, the Unification Ministry said."
    assert claimants(f"{counted} {text}")[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"“It rained,” Testa Example, a cook, said. The river froze. {SHE_WAS}", ["Testa Example"]),
        (f"Testa Example, a cook, came. {SHE_WAS} “It rained,” Example said.", ["Testa Example"]),
        (f"Testa Example, a cook, came. The river froze. {SHE_WAS}", []),
        (f"“It rained,” Testa Example, head of Amnesty International, said. The river froze. {SHE_WAS}", []),
    ],
)
def test_whose_own_story_is_told_beside_their_words(text: str, expected: list[str]) -> None:
    assert claimants(text)[0] == expected
