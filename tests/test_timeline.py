"""The line of time: days as signs, ranges as ranges, the undated beside it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.web.links import Link
from refoulement.web.timeline import LEFT, RIGHT, SIGNS, Mark, timeline


def mark(first: str | None, last: str | None, name: str = "It", sign: str = "Repatriation") -> Mark:
    return Mark(link=Link(name, None), first=first, last=last, when="then", kind=sign.lower(), sign=sign)


def test_a_day_is_a_point_and_a_year_a_twelfth_of_twelve() -> None:
    line = timeline([mark("2010-01-01", "2010-12-31"), mark("2021-06-30", "2021-06-30"), mark(None, None)])
    year, day = line.stretches
    assert [words for _, words in line.ticks] == ["2010", "2012", "2014", "2016", "2018", "2020", "2022"]
    assert year.end - year.start == pytest.approx((RIGHT - LEFT) / 12, rel=0.01)
    assert not year.day
    assert day.day
    assert day.start == day.end
    assert [one.link.words for one in line.undated] == ["It"]


def test_an_open_end_reaches_beyond_the_scale() -> None:
    line = timeline([mark(None, "2020-05-01"), mark("2020-05-01", None)])
    until, since = sorted(line.stretches, key=lambda one: one.start)
    assert until.open_left
    assert until.start < LEFT
    assert since.open_right
    assert since.end > RIGHT


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2023-10-09", "2023-10-09", ["2023-10-09", "2023-10-10"]),
        ("2023-10-01", "2023-12-31", ["2023-10", "2023-11", "2023-12", "2024-01"]),
        ("2023-10-01", "2024-02-01", ["2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]),
        ("1990-01-01", "2020-01-01", ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"]),
    ],
)
def test_the_scale_ends_on_whole_years_months_or_days(first: str, last: str, ticks: list[str]) -> None:
    assert [words for _, words in timeline([mark(first, last)]).ticks] == ticks


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 4000), st.sampled_from(sorted(SIGNS))), min_size=1, max_size=12))
def test_everything_stands_on_the_scale_in_its_order(told: list[tuple[date, int, str]]) -> None:
    marks = [mark(day.isoformat(), (day + timedelta(length)).isoformat(), sign=sign) for day, length, sign in told]
    line = timeline(marks)
    assert len(line.stretches) == len(marks)
    assert [one.mark.first for one in line.stretches] == sorted(one.first or "" for one in marks)
    assert all(LEFT <= one.start <= one.end <= RIGHT for one in line.stretches)
    places = [place for place, _ in line.ticks]
    assert places == sorted(places)
    assert [places[0], places[-1]] == pytest.approx([LEFT, RIGHT])
    assert 2 <= len(places) <= 11
    assert {path for _, path in line.kinds} <= set(SIGNS.values())


def test_nothing_dated_has_no_line() -> None:
    line = timeline([mark(None, None)])
    assert (line.stretches, line.ticks, len(line.undated)) == ((), (), 1)


def test_what_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="It ends on 2020-01-01, before it begins on 2020-01-02"):
        mark("2020-01-02", "2020-01-01")


def test_signs_differ_in_shape() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
