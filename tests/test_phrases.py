"""Figures, times and origins in words: each language says the same numbers, with the same bounds."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.claim import Count
from refoulement.graph.ledger import ledgers
from refoulement.graph.origins import Standing
from refoulement.server import create_app
from refoulement.tests.test_figure_chart import claim
from refoulement.web import phrases
from refoulement.web.evidence import Evidence
from refoulement.web.language import LANGUAGES, reading
from refoulement.web.settings import Settings

SIMPLE = ("exact", "approximately", "atLeast", "moreThan", "atMost", "lessThan")
MONTHS = "January February March April May June July August September October November December".split()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(Settings(store=tmp_path_factory.mktemp("none")))


@contextmanager
def spoken(app: Flask, language: str) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": language}):
        assert reading() == language
        yield


def said(app: Flask, words: Callable[[], str]) -> dict[str, str]:
    """The same in every language."""
    found = {}
    for language in LANGUAGES:
        with spoken(app, language):
            found[language] = words()
    return found


def numbers(words: str) -> list[str]:
    """The numbers in some words, months by their number, in no order."""
    for number, month in enumerate(MONTHS, 1):
        words = words.replace(month, str(number))
    return sorted(re.findall(r"\d[\d,.]*\d|\d", words))


def the_same_in_each(app: Flask, words: Callable[[], str]) -> None:
    found = said(app, words)
    assert len({tuple(numbers(each)) for each in found.values()}) == 1, found
    assert len(set(found.values())) == len(LANGUAGES), found


counts = (
    st.builds(
        lambda bound, value, unit: Count(bound=bound, value=value, unit=unit),
        st.sampled_from(SIMPLE),
        st.integers(1, 100),
        st.sampled_from(["persons", "percent"]),
    )
    | st.builds(
        lambda bound, value: Count(bound=bound, value=value, unit="percent"),
        st.sampled_from(SIMPLE),
        st.decimals(min_value=1, max_value=100, places=1),
    )
    | st.builds(
        lambda low, more: Count(bound="range", value=low, value_to=low + more),
        st.integers(0, 9999),
        st.integers(1, 9999),
    )
)


@given(counts)
def test_a_figure_has_the_same_numbers_in_each_language(app: Flask, count: Count) -> None:
    the_same_in_each(app, lambda: phrases.figure(count))
    assert count.value is not None
    assert f"{count.value:,}" in numbers(said(app, lambda: phrases.figure(count))["ko"])


@given(st.integers(1, 10**6))
def test_no_two_bounds_are_said_alike(app: Flask, value: int) -> None:
    for language in LANGUAGES:
        with spoken(app, language):
            assert len({phrases.figure(Count(bound=bound, value=value)) for bound in SIMPLE}) == len(SIMPLE)


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ("exact", "600명"),
        ("approximately", "약 600명"),
        ("atLeast", "최소 600명"),
        ("moreThan", "600명 초과"),
        ("atMost", "최대 600명"),
        ("lessThan", "600명 미만"),
    ],
)
def test_bounds_in_korean(app: Flask, bound: str, words: str) -> None:
    with spoken(app, "ko"):
        assert phrases.figure(Count(bound=bound, value=600)) == words


@given(
    st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(["{}", "{}~", "{}?", "../{}", "{}/..", "{}/2101-02"])
)
def test_a_time_has_the_same_numbers_in_each_language(app: Flask, day: date, edtf: str) -> None:
    for precise in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        found = said(app, partial(phrases.when, edtf.format(precise)))
        assert numbers(found["en"]) == numbers(found["ko"])
    assert phrases.day(day) == phrases.when(day.isoformat())


def test_a_day_in_korean(app: Flask) -> None:
    with spoken(app, "ko"):
        assert phrases.when("2023-10-09~") == "2023년 10월 9일경"
        assert phrases.period("2021-07-01", "2021-07-31") == "2021년 7월"


@given(
    st.lists(
        st.builds(
            claim,
            st.uuids().map(str),
            st.sampled_from(SIMPLE),
            st.integers(1, 9000),
            by=st.sampled_from(["A", "B", ""]),
            part=st.sampled_from([None, "dandong"]),
            denied=st.booleans(),
        ),
        max_size=8,
    )
)
def test_the_line_of_a_ledger_has_the_same_numbers_in_each_language(app: Flask, given_claims: list[Evidence]) -> None:
    figures = [figure for one in given_claims if (figure := one.figure)]
    the_same_in_each(app, lambda: phrases.summary(ledgers(figures)))


standings = st.builds(
    Standing,
    articles=st.integers(2, 20),
    copies=st.integers(0, 3),
    named=st.integers(0, 5),
    unnamed=st.integers(0, 3),
    tables=st.integers(0, 2),
)


@given(standings)
def test_what_stands_behind_an_event_is_said_as_the_graph_says_it_and_in_each_language(
    app: Flask, behind: Standing
) -> None:
    the_same_in_each(app, lambda: phrases.standing(behind))
    assert said(app, lambda: phrases.standing(behind))["en"] == behind.line
