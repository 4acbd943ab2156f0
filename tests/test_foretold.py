"""Nothing that an article dates after its own day is taken to have happened."""

from dataclasses import replace
from datetime import date

import pytest

from refoulement.loaders.extract import extract
from refoulement.tests.synthetic import article, events, extraction


@pytest.mark.parametrize(
    ("told", "published", "expected"),
    [
        ("Fifty North Koreans were sent back by China on May 27, 2024.", "2024-05-15", []),
        ("Fifty North Koreans were sent back by China on May 14, 2024.", "2024-05-15", ["2024-05-14"]),
        ("Some 90 North Koreans were sent back in the last quarter.", "2022-01-31", ["2021-36"]),
        ("Some 90 North Koreans were sent back in the last quarter of the year.", "2022-11-30", ["2022-36"]),
        ("At least 90 North Koreans were arrested in the second half of the year.", "2018-02-27", ["2017-07/2017-12"]),
        (
            "About 60 North Koreans were sent back from Tumen in April 2025. Another 40 people follow on April 26.",
            "2025-04-08",
            ["2025-04"],
        ),
    ],
)
def test_the_times_of_what_has_happened(told: str, published: str, expected: list[str | None]) -> None:
    found = events(extraction(told, published=published))
    assert [claim.when.edtf if claim.when else None for claim in found] == expected


@pytest.mark.parametrize(
    ("abroad", "expected"), [(date(2021, 9, 7), ["2021-09-07"]), (date(2021, 9, 6), []), (None, [])]
)
def test_an_evening_is_the_next_day_elsewhere(abroad: date | None, expected: list[str]) -> None:
    told = "On 7 September 2021, 40 North Koreans were sent back through Tumen, Human Rights Watch said."
    published = replace(article(told, published="2021-09-06"), published_abroad=abroad)
    assert [claim.when.edtf for claim in events(extract(published)) if claim.when] == expected


def test_a_time_that_is_counted_to_be_ahead_is_left_out() -> None:
    told = "Ten North Koreans were arrested in Yanji on May 14. Two days later five people were sent back to the DPRK."
    found = {claim.event_type: claim.when for claim in events(extraction(told, published="2024-05-15"))}
    assert found["Detention"]
    assert found["Repatriation"] is None
