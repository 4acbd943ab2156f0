"""Slots of claims on made-up sentences: by which border town, out of which custody, on whose records, at what time."""

import pytest

from refoulement.tests.test_happenings import placed, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2011, 14 North Koreans were sent back from Dandong.", ("", "Dandong", "North Korea")),
        ("In May 2011, 14 North Koreans were returned at Tumen.", ("", "Tumen", "North Korea")),
        ("In May 2011, 14 North Koreans were deported from Beijing.", ("Beijing", "", "North Korea")),
    ],
)
def test_a_border_town_is_the_way_people_went(text: str, expected: tuple[str, str, str]) -> None:
    (claim,) = (row for row in placed(text) if row[0] == "Repatriation")
    assert claim[2:5] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The refugee was arrested in Kunming in May 2011, moved to Tumen and sent back to North Korea.", "Tumen"),
        ("The refugee was arrested in Kunming in May 2011 and sent back to North Korea.", "Kunming"),
    ],
)
def test_custody_before_a_return_is_where_people_were_taken_from(text: str, expected: str) -> None:
    assert [row[2] for row in placed(text) if row[0] == "Repatriation"] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine refugees, among them a nurse, who were arrested in Yanji in June 2014, are still there.", "2014-06"),
        ("In 2014, 90 refugees were arrested in Yanji, twice as many as in 2013.", "2014"),
    ],
)
def test_the_time_of_a_number_is_its_own(text: str, expected: str) -> None:
    assert [when for kind, count, when in told(text) if kind == "Detention" and count] == [expected]


def test_a_month_told_by_one_before_it_in_the_sentence() -> None:
    found = told("The refugee was arrested in Yanji in June 2006 and sent back to North Korea that October.")
    assert [when for kind, _, when in found if kind == "Repatriation"] == ["2006-10"]
