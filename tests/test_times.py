"""Times as EDTF, resolved against the day of publication, and no more precise than said."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from refoulement.graph.when import When
from refoulement.loaders.extract.anaphora import counted_from, in_year, same_time_about, year_before
from refoulement.loaders.extract.times import times

WEDNESDAY = When("2024-05-15")


def told(text: str, published: When | None = WEDNESDAY) -> list[str]:
    return [time.when.edtf for time in times(text, 0, published)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on 9 October 2023", "2023-10-09"),
        ("on October 9, 2023", "2023-10-09"),
        ("on Oct. 9", "2023-10-09"),  # the last October before May 2024
        ("on April 3", "2024-04-03"),
        ("around 9 October 2023", "2023-10-09~"),
        ("a fortnight ago", "2024-05-01~"),
        ("in the first three weeks of last month", "2024-04-01/2024-04-21"),
        ("from January up to the end of April this year", "2024-01/2024-04"),
        ("in the first four months, the police said", "2024-01/2024-04"),
        ("in October", "2023-10"),
        ("in March last year", "2023-03"),
        ("In March last year 31 people", "2023-03"),
        ("In April 16 people were caught", "2024-04"),
        ("since October of last year", "2023-10/.."),
        ("this past April", "2024-04"),
        ("in April 2019", "2019-04"),
        ("in 2020", "2020"),
        ("in the second quarter of 2021", "2021-34"),
        ("in the second quarter of the year", "2024-34"),
        ("in the first half of 2022", "2022-01/2022-06"),
        ("on New Year's Eve", "2023-12-31"),
        ("on New Year's Day 2019", "2019-01-01"),
        ("just before Christmas", "2023-12"),
        ("on Christmas Eve 2021", "2021-12-24"),
        ("on Monday", "2024-05-13"),
        ("on the evening of the 9th", "2024-05-09"),
        ("on the 20th, a source said", "2024-04-20"),
        ("on Wednesday", "2024-05-15"),
        ("on Thursday", "2024-05-09"),
        ("yesterday", "2024-05-14"),
        ("last week", "2024-05-06/2024-05-12"),
        ("this month", "2024-05"),
        ("last month", "2024-04"),
        ("last year", "2023"),
        ("two months ago", "2024-03~"),
        ("since 2020", "2020/.."),
        ("since January 2020", "2020-01/.."),
        ("between 2017 and 2019", "2017/2019"),
        ("in the 1990s", "199X"),
        ("since the 1990s", "199X/.."),
        ("on July 27 and 28", "2023-07-27/2023-07-28"),
        ("between Oct. 1 and 31", "2023-10-01/2023-10-31"),
        ("from Oct. 30 to Nov. 2, 2021", "2021-10-30/2021-11-02"),
        ("between July and September", "2023-07/2023-09"),
        ("in the April-June period", "2023-04/2023-06"),
        ("in the first three months of the year", "2024-01/2024-03"),
        ("at the end of September", "2023-09-30"),
        ("last weekend", "2024-05-11/2024-05-12"),
        ("in the past two weeks", "2024-05-01/2024-05-15"),
        ("in the spring of 2019", "2019-03~/2019-05~"),
        ("in the winter of 2019", "2019-24"),
        ("last summer", "2023-06~/2023-08~"),
        ("since last summer", "2023-06~/.."),
        ("last winter", "2023-12~/2024-02~"),
        ("this winter", "2023-12~/2024-02~"),
        ("on 15 and 17 April", "2024-04-15/2024-04-17"),
        ("on the night of 8-9 October 2023", "2023-10-08/2023-10-09"),
        ("last Wednesday", "2024-05-08"),  # not the Wednesday of publication
        ("this spring", "2024-03~/2024-05~"),
        ("in the first nine days of March 2019", "2019-03-01/2019-03-09"),
        ("the last two weeks of February 2020", "2020-02-16/2020-02-29"),
        ("in the first ² days of March 2019", "2019-03"),  # no number that can be read: the month is left
        ("in the year to March 2019", "2018-04/2019-03"),
        ("in the first two quarters of 2019", "2019-01/2019-06"),
        ("in 2017-2019", "2017/2019"),
        ("on Oct. 9 last year", "2023-10-09"),
        ("on 9 June of last year", "2023-06-09"),
        ("on May 9 this year", "2024-05-09"),
        ("in April this year", "2024-04"),
        ("in April\u2014a month", "2024-04"),
        ("between July and September of last year", "2023-07/2023-09"),
        ("from 3 January to 7 April", "2024-01-03/2024-04-07"),
        ("from January up to April 7", "2024-01-01/2024-04-07"),
        ("between November and 7 April", "2023-11-01/2024-04-07"),
        ("in the second week of February", "2024-02-08/2024-02-14"),
        ("in the late summer", "2023-06~/2023-08~"),
        ("in the spring", "2024-03~/2024-05~"),
        ("in early 2019", "2019-01~/2019-04~"),
        ("in mid-2019", "2019-05~/2019-08~"),
        ("at the end of last year", "2023-12~"),
        ("late last year", "2023-09~/2023-12~"),
        ("early this year", "2024-01~/2024-04~"),
        ("late this year", "2024"),  # not yet
        ("in the late 1990s", "1995/1999"),
        ("in the mid-1990s", "1994/1996"),
        ("since the early 2000s", "2000~/.."),
        ("since 23 November", "2023-11-23/.."),
        ("since April 3", "2024-04-03/.."),
        ("since Monday", "2024-05-13/.."),
        ("since the fiscal year began on Oct. 1", "2023-10-01/.."),
        ("since the law was changed in 2004", "2004/.."),
    ],
)
def test_a_time_is_read(text: str, edtf: str) -> None:
    assert told(text) == [edtf]


@pytest.mark.parametrize("text", ["on Monday", "on the 9th", "yesterday", "last week", "three days ago"])
def test_a_day_needs_a_day_of_publication(text: str) -> None:
    assert told(text, When("2024-05")) == []
    assert told(text, None) == []


def test_a_month_is_enough_for_this_month() -> None:
    assert told("this month", When("2024-05")) == ["2024-05"]


def test_of_a_day_that_is_none_the_month_is_left() -> None:
    assert told("on 31 September 2023") == ["2023-09"]


@pytest.mark.parametrize(
    "text",
    [
        "37 people may go",
        "the Monday Times wrote",
        "before Christmas dinner",
        "Lunar New Year's Day",
        "in the fall of the old capital",
        "in the spring of that life",
        "in the end of the story",
    ],
)
def test_what_is_no_day_is_no_time(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("that night", "2024-05-09"),
        ("on the same day", "2024-05-09"),
        ("the next morning", "2024-05-10"),
        ("a day later", "2024-05-10"),
        ("three days later", "2024-05-12"),
        ("two weeks later", "2024-05-23~"),
        ("two months later", "2024-07"),
        ("three years earlier", "2021"),
        ("that November", "2024-11"),
        ("that March", "2025-03"),
        ("some day", None),
    ],
)
def test_a_time_is_counted_from_another(words: str, edtf: str | None) -> None:
    found = counted_from(When("2024-05-09"), f"They were sent back {words}.")
    assert (found and found.edtf) == edtf


def test_no_day_is_counted_from_a_month_but_that_month_is_the_same() -> None:
    assert counted_from(When("2024-05"), "the next day") is None
    assert counted_from(When("2024-05"), "two days later") is None
    assert counted_from(When("2024-05"), "two months later") == When("2024-07")
    assert counted_from(When("2024"), "two months later") is None
    assert counted_from(When("2019/2021"), "a year later") is None
    assert counted_from(When("2024-05"), "that month") == When("2024-05")
    assert counted_from(When("2024-05"), "that year") == When("2024")
    assert counted_from(When("2024-05/.."), "that year") == When("2024")


@pytest.mark.parametrize("words", ["that night", "on that day", "that same evening"])
def test_no_night_is_that_of_a_month_or_a_year(words: str) -> None:
    assert counted_from(When("2024-05"), words) is None
    assert counted_from(When("2008"), words) is None


@pytest.mark.parametrize(
    ("edtf", "before"),
    [
        ("2020", "2019"),
        ("2020-05", "2019-05"),
        ("2020-34", "2019-34"),
        ("2020-01/2020-06", "2019-01/2019-06"),
        ("2020-05-09", None),  # a day
        ("2019-11/2020-02", None),  # over a new year
    ],
)
def test_the_same_time_of_the_year_before(edtf: str, before: str | None) -> None:
    found = year_before(When(edtf))
    assert (found and found.edtf) == before
    assert in_year(When("2021-01/2021-06"), 2020) == When("2020-01/2020-06")
    assert in_year(When("2021-01/.."), 2020) == When("2020")  # how long it went on nobody says


def test_around_the_same_time_is_said_in_these_words() -> None:
    assert same_time_about("18 went over at the bridge around the same time.")
    assert not same_time_about("18 went over at the bridge at the time.")


@settings(max_examples=25)  # a date of publication takes 20 ms to parse
@given(st.dates(min_value=date(1995, 1, 1)))
def test_a_weekday_is_never_after_publication(day: date) -> None:
    published = When(str(day))
    for name in ("Monday", "Thursday", "Sunday"):
        (time,) = times(f"on {name}", 0, published)
        assert published.latest is not None
        assert time.when.latest is not None
        assert 0 <= (published.latest - time.when.latest).days <= 6
        assert f"{time.when.latest:%A}" == name


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_read(text: str) -> None:
    for time in times(text, 0, WEDNESDAY):
        assert 0 <= time.start < time.end <= len(text)


@settings(max_examples=40, deadline=None)  # the parser takes its time
@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from([4, 7, 10]))
def test_a_plain_date_means_what_the_parser_says(day: date, length: int) -> None:
    edtf = day.isoformat()[:length]
    parsed = parse_edtf(edtf)
    first, last = (date(*moment[:3]) for moment in (parsed.lower_strict(), parsed.upper_strict()))
    assert (When(edtf).earliest, When(edtf).latest) == (first, last)
