"""Whom words without a number stand for: "the group", "I"; the custody on the way back; who only came on an errand."""

import pytest

from refoulement.graph.amount import Amount
from refoulement.graph.claim import EventClaim
from refoulement.tests.synthetic import events, extraction, names

WEPT = "Two North Korean refugees wept when they heard of labour camps. "


def placed(text: str) -> list[tuple[str, Amount | None, str, str]]:
    """Kind and number of each event claim, the places taken from, and those at which it was."""
    taken = extraction(text)
    called = names(taken)

    def row(claim: EventClaim) -> tuple[str, Amount | None, str, str]:
        held, place = (", ".join(sorted(called[one] for one in slot)) for slot in (claim.held_at, claim.place))
        return (claim.event_type, claim.count.value if claim.count else None, held, place)

    return sorted((row(claim) for claim in events(taken)), key=str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the only people counted so far are the group, and a family is one of so many
        (
            (
                "A lawyer sought asylum for 37 North Korean refugees. The group, among them two nuns, was stopped in"
                " Yanji on 9 May 2024."
            ),
            [("Detention", 37, "", "Yanji")],
        ),
        (
            (
                "A lawyer sought asylum for a family of five North Korean refugees. The family was detained in Yanji"
                " on 9 May 2024."
            ),
            [("Detention", 5, "", "Yanji")],
        ),
        (
            "A lawyer sought asylum for 37 North Korean refugees. The family was detained in Yanji on 9 May 2024.",
            [("Detention", None, "", "Yanji")],
        ),
        (
            (
                "A lawyer of 12 defectors sought asylum for 37 North Korean refugees. The group was stopped in Yanji"
                " on 9 May 2024."
            ),
            [("Detention", None, "", "Yanji")],
        ),
        # who tells of himself
        ("I was arrested in Yanji in May 2004 as a North Korean refugee.", [("Detention", None, "", "Yanji")]),
        # undated custody is where a return is from, also where the return has no place of its own
        (
            "The North Korean refugee was caught once, in the town of Yanji, and pushed back over the border.",
            [("Repatriation", None, "Yanji", "")],
        ),
        # where people are taken is not what is told of the place
        (
            (
                "Some 37 North Korean refugees were moved in the last days of May to a prison in Yanji, from which"
                " buses go across the border."
            ),
            [("Detention", 37, "", "Yanji")],
        ),
        ("The database holds 370 cases of forced return of North Korean refugees.", [("Repatriation", 370, "", "")]),
        # by the shape of their arrival
        (
            "Some 37 North Korean refugees put on a chartered plane in Seattle wept.",
            [("Repatriation", 37, "Seattle", "")],
        ),
        # some of those sent back, by the way they were taken; and those let into one land, "outside" another
        (
            "China deported 370 North Korean refugees in May 2024. Of that number, 37 were taken out through Tumen.",
            [("Repatriation", 37, "", ""), ("Repatriation", 370, "China", "")],
        ),
        (
            "Mongolia took in 37 North Korean refugees last year, the most of any land outside China.",
            [("Arrival", 37, "", "Mongolia")],
        ),
        # no deed, or none of theirs
        (
            "When the delegation came to Geneva in May 2024, North Korean refugees were its subject.",
            [],
        ),
        ("He came to Vladivostok in May 2014 to build houses, a North Korean refugee said.", []),
        ("The bailiffs in Yanji executed court orders against refugees on 9 May 2024.", []),
        ("In May 2024 the three North Korean refugees were handed to the South Korean consulate in Shenyang.", []),
        (
            WEPT + "China deported 37 of them in May 2024. Four in five of the witnesses are women.",
            [("Repatriation", 37, "China", "")],
        ),
    ],
)
def test_whom_words_without_a_number_stand_for(text: str, expected: list[tuple[str, int | None, str, str]]) -> None:
    assert placed(text) == expected
