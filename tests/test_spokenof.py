"""The time of what a stance speaks of is taken from its own words, and from no others."""

import pytest

from refoulement.graph.claim import StanceClaim
from refoulement.tests.synthetic import extraction

SENT_BACK = "About 600 people were sent back to North Korea from China in October 2023, Human Rights Watch said. "
MINISTRY = "China's foreign ministry"
SEOUL = "The Unification Ministry of South Korea"


def spoken_of(text: str) -> set[tuple[str, str | None]]:
    """Each stance that an article takes, with the time of what it speaks of."""
    found = (claim for claim in extraction(text).claims if isinstance(claim, StanceClaim))
    return {(claim.stance, claim.time_spoken_of.edtf if claim.time_spoken_of else None) for claim in found}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (f"{MINISTRY} denied that any were sent back on April 9.", ("denies", "2024-04-09")),
        (f"On Monday, {MINISTRY} denied that anyone was sent back in April.", ("denies", "2024-04")),
        (f"Asked about a second group, {MINISTRY} said no one was returned in April.", ("denies", "2024-04")),
        (f'"There was no repatriation on April 26," {MINISTRY} said on Thursday.', ("denies", "2024-04-26")),
        (f"{MINISTRY} did not respond to questions on the April deportations.", ("noComment", "2024-04")),
        (f"{MINISTRY} declined to comment on the October repatriation.", ("noComment", "2023-10")),
        (f"{SEOUL} confirmed the October 9 repatriation of North Koreans.", ("confirms", "2023-10-09")),
        (f"{SEOUL} condemned the 2021 deportations of refugees.", ("condemns", "2021")),
        (f"{MINISTRY} denied that it had taken any of them to a camp in 2011.", ("denies", "2011")),
        # the stance's own time, or none
        (f"{MINISTRY} denied that it had taken any of them to a camp on Monday.", ("denies", None)),
        (f"{MINISTRY} denied the returns on Monday.", ("denies", None)),
        (f"{MINISTRY} declined to comment on the deportations on Tuesday.", ("noComment", None)),
        (f"{SEOUL} declined to comment on Tuesday on the deportations.", ("noComment", None)),
        ("In May the South's Unification Ministry condemned the deportations.", ("condemns", None)),
        # what is asked for has no time behind it
        (f"{SEOUL} urged China to stop deportations like those in April.", ("urges", None)),
    ],
)
def test_the_time_beside_the_deed(told: str, expected: tuple[str, str | None]) -> None:
    assert expected in spoken_of(SENT_BACK + told)


def test_two_stances_of_one_sentence_have_each_their_own() -> None:
    told = (
        f"{SEOUL} confirmed that people were sent back in August, but declined to comment on the October repatriation."
    )
    assert spoken_of(SENT_BACK + told) >= {("confirms", "2023-08"), ("noComment", "2023-10")}
