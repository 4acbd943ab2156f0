"""One person sent back, in a year or in two, without a number."""

import pytest

from refoulement.tests.synthetic import events, extraction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Refugees wept. She was sent back to North Korea in 2008.", ["2008"]),
        ("Refugees wept. She was sent back to North Korea twice, in 1999 and 2002.", ["1999", "2002"]),
        ("Refugees wept. She was sent back to North Korea in 1999 and returned in 2002.", ["1999"]),
        ("Under the law of 1986 refugees are sent back to North Korea.", []),
    ],
)
def test_a_person_is_sent_back_in_a_year_or_in_two(text: str, expected: list[str]) -> None:
    claims = events(extraction(text))
    assert sorted(claim.when.edtf for claim in claims if claim.when) == expected
    assert all(claim.event_type == "Repatriation" and claim.count is None for claim in claims)
