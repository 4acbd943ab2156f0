"""What happened to a number of people: by its verb, and by who does what it tells."""

import pytest

from refoulement.tests.synthetic import events, extraction, figures, names

SENT_BACK = "China deported 37 North Koreans through Dandong in 2018, Human Rights Watch said."


def test_those_sent_along_with_others_are_told_apart_and_those_who_stand_with_them_not() -> None:
    sent = "In March 2024, 37 North Korean refugees were deported to North Korea by air,"
    along = extraction(f"{sent} along with 12 who were returned there by train.")
    assert sorted(str(value) for *_, value in figures(along)) == ["12", "37"]
    assert [value for *_, value in figures(extraction(f"{sent} with 12 women in the first row."))] == [37]


def test_whom_officers_take_out_is_held_and_whom_others_do_is_rescued() -> None:
    deed = "took 37 North Korean refugees out of a house in Shenyang in March 2024."
    assert figures(extraction(f"The refugees hid. Federal agents {deed}")) == [("Detention", "exact", 37)]
    assert figures(extraction(f"The refugees hid. A pastor {deed}")) == [("Rescue", "exact", 37)]


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("Amnesty International reported 26.", ["Amnesty International | exact | 26 | 2018"]),
        ("The Chosun Ilbo, citing a source, reported at least 26.", ["Chosun Ilbo | atLeast | 26 | 2018"]),
        ("Amnesty International could account for 26.", ["Amnesty International | exact | 26 | 2018"]),
        ("Amnesty International holds that there were only 26.", ["Amnesty International | exact | 26 | "]),
        ("Amnesty International puts the figure at 26.", ["Amnesty International | exact | 26 | 2018"]),
        ("They were 26 in 2017, by the same count.", ["Human Rights Watch | exact | 26 | 2017"]),
        # who has no name is not who told the figure before
        ("A lawyer said 26.", [" | exact | 26 | 2018"]),
        # of other things, of ages, or of what another sentence has spoken of meanwhile
        ("Amnesty International reported 26 trucks.", []),
        ("Of such convoys Amnesty International reported 26.", []),
        ("They were 26 and 29.", []),
        ("It rained on the trucks. Amnesty International reported 26.", []),
        ("Amnesty International put the cost at 26.", []),
    ],
)
def test_a_figure_without_a_noun_is_another_s_of_those_told_right_before(then: str, expected: list[str]) -> None:
    taken = extraction(f"{SENT_BACK} {then}")
    told = [
        f"{', '.join(names(taken)[iri] for iri in claim.claimants)} | {claim.count.bound} | {claim.count.value}"
        f" | {claim.when.edtf if claim.when else ''}"
        for claim in events(taken)
        if claim.count
    ]
    assert told == ["Human Rights Watch | exact | 37 | 2018", *expected]
