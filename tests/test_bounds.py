"""A day is dated as it is told: by, before or after it, with its weekday, over a night, in a row with others."""

import pytest

from refoulement.tests.synthetic import events, extraction
from refoulement.tests.test_times import told

SENT = "80 North Koreans were sent back through Tumen"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("By 5 May 2024, 80 had been deported", "../2024-05-05"),
        ("by May 5, 80 had been deported", "../2024-05-05"),
        ("by Friday 10 May", "../2024-05-10"),
        ("by Friday", "../2024-05-10"),
        ("no later than 5 May 2024", "../2024-05-05"),
        ("on or before 5 May 2024", "../2024-05-05"),
        ("up to 5 May 2024", "../2024-05-05"),
        ("until 5 May", "../2024-05-05"),
        ("by the end of March", "../2024-03-31"),
        ("before 5 May 2024", "../2024-05-04"),
        ("prior to 1 May 2024", "../2024-04-30"),
        ("before Monday", "../2024-05-12"),
        ("after 5 May 2024", "2024-05-05/.."),
        ("after May 5, 2024", "2024-05-05/.."),
        ("from 5 May 2024 onwards", "2024-05-05/.."),
        ("since 5 May 2024", "2024-05-05/.."),
        # and as before
        ("on 5 May 2024", "2024-05-05"),
        ("from 5 May 2024", "2024-05-05"),
        ("as of 5 May 2024", "2024-05-05"),
        ("at the end of March", "2024-03-31"),
        ("around 9 October 2023", "2023-10-09~"),
        ("shortly after midnight on 5 May 2024", "2024-05-05"),
        ("after a trial on 5 May 2024", "2024-05-05"),
        ("by train on 5 May 2024", "2024-05-05"),
        ("by March 2024", "2024-03"),
    ],
)
def test_a_bound_is_no_day(text: str, edtf: str) -> None:
    assert told(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On Friday 11 April 2024", ["2024-04-11"]),  # it was a Thursday: the date is the one that is meant
        ("On Friday, 11 April 2024", ["2024-04-11"]),
        ("on Thursday April 11", ["2024-04-11"]),
        ("on Thursday night, April 11", ["2024-04-11"]),
        ("on Thursday the 11th of April", ["2024-04-11"]),
        ("on 11 April 2024, a Thursday,", ["2024-04-11"]),
        ("since Thursday 11 April", ["2024-04-11/.."]),
        # the day of another thing
        ("said on Monday that on 11 April", ["2024-05-13", "2024-04-11"]),
        ("on 11 April, and on Monday", ["2024-04-11", "2024-05-13"]),
        ("on Monday, days after 11 April", ["2024-05-13", "2024-04-11/.."]),
    ],
)
def test_a_weekday_beside_its_date_is_no_time_of_its_own(text: str, edtf: list[str]) -> None:
    assert told(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("9/10 October 2023", ["2023-10-09/2023-10-10"]),
        ("October 9/10, 2023", ["2023-10-09/2023-10-10"]),
        ("on the night of 9/10 October", ["2023-10-09/2023-10-10"]),
        ("9-10 October 2023", ["2023-10-09/2023-10-10"]),
        ("9 and 10 October 2022", ["2022-10-09/2022-10-10"]),
        ("30 September/1 October 2021", ["2021-09-30/2021-10-01"]),
        ("September 30/October 1, 2021", ["2021-09-30/2021-10-01"]),
        ("on 30 September and 1 October 2021", ["2021-09-30/2021-10-01"]),
        ("on September 30 and October 1, 2021", ["2021-09-30/2021-10-01"]),
        ("31 December 2021/1 January 2022", ["2021-12-31/2022-01-01"]),
        ("31 December/1 January 2022", ["2021-12-31/2022-01-01"]),
        ("on Dec. 31/Jan. 1", ["2023-12-31/2024-01-01"]),
        ("from December 30 to January 2, 2022", ["2021-12-30/2022-01-02"]),
        # the year behind the last of a row is that of all
        ("on 9 May and 3 June 2021", ["2021-05-09", "2021-06-03"]),
        ("on December 9 and January 3, 2022", ["2021-12-09", "2022-01-03"]),
        ("on 9 May, and 3 June came", ["2024-05-09", "2023-06-03"]),
    ],
)
def test_several_days_are_read_whole(text: str, edtf: list[str]) -> None:
    assert told(text) == edtf


@pytest.mark.parametrize(
    "text", ["on 9 October 9999", "On 9 October 9999, ten left", "in October 3020", "May 9, 1850."]
)
def test_a_year_that_cannot_be_read_leaves_no_day_of_another(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["On October 9, 2500 North Koreans came", "on 9 October 3000 people left"])
def test_a_number_behind_a_day_is_no_year(text: str) -> None:
    assert told(text) == ["2023-10-09"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        (f"By 5 May 2024, {SENT}.", "../2024-05-05"),
        (f"{SENT} before 5 May 2024, the ministry said.", "../2024-05-04"),
        (f"{SENT} after 5 May 2024.", "2024-05-05/.."),
        (f"On Friday 12 April 2024, {SENT}.", "2024-04-12"),
        (f"On 9/10 October 2023, {SENT}.", "2023-10-09/2023-10-10"),
        (f"On 9 October 9999, {SENT}.", None),
    ],
)
def test_what_happened_is_dated_so(text: str, edtf: str | None) -> None:
    assert [claim.when and claim.when.edtf for claim in events(extraction(text))] == [edtf]


def test_what_is_told_up_to_a_day_to_come_has_not_happened() -> None:
    assert events(extraction(f"By 30 May 2024 {SENT}.")) == []
