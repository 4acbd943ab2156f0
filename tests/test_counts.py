"""Numbers of people, their bounds, and the numbers that count something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.loaders.extract.counts import quantities


def counted(text: str) -> list[tuple[str, int | None, int | None, str]]:
    found = [number.count for number in quantities(text, 0)]
    return [(count.bound, count.value, count.value_to, count.unit) for count in found]


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("up to", "atMost"),
        ("as many as", "atMost"),
        ("more than", "moreThan"),
        ("over", "moreThan"),
        ("at least", "atLeast"),
        ("no fewer than", "atLeast"),
        ("nearly", "lessThan"),
        ("fewer than", "lessThan"),
        ("around", "approximately"),
        ("an estimated", "approximately"),
        ("up to about", "atMost"),
    ],
)
def test_words_before_a_number_bound_it(words: str, bound: str) -> None:
    assert counted(f"They held {words} 37 people.") == [(bound, 37, None, "persons")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("37 people", ("exact", 37, None, "persons")),
        ("1,250 refugees", ("exact", 1250, None, "persons")),
        ("nine young North Korean refugees", ("exact", 9, None, "persons")),
        ("twenty-three women", ("exact", 23, None, "persons")),
        ("two hundred people", ("exact", 200, None, "persons")),
        ("a dozen children", ("exact", 12, None, "persons")),
        ("3.5 million migrants", ("exact", 3_500_000, None, "persons")),
        ("between 40 and 50 men", ("range", 40, 50, "persons")),
        ("40 to 50 men", ("range", 40, 50, "persons")),
        ("30 or more people", ("atLeast", 30, None, "persons")),
        ("37 percent of them", ("exact", 37, None, "percent")),
        ("more than 70% are women", ("moreThan", 70, None, "percent")),
        ("hundreds of people", ("approximately", None, None, "persons")),
        ("a family of five was held", ("exact", 5, None, "persons")),
        ("37 were moved", ("exact", 37, None, "persons")),
    ],
)
def test_a_number_of_people_is_read(text: str, expected: tuple[str, int | None, int | None, str]) -> None:
    assert counted(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "within 37 kilometres of the border",
        "for 37 years they worked",
        "on October 9, 2023, they left",
        "in 2023 people were moved",
        "at 8 p.m. the bus left",
        "Resolution 1718 was passed",
        "Covid-19 spread",
        "a 37-year-old woman",
        "five crossing points were named",
        "one of the detainees spoke",
        "it cost $37 a head",
        "the 1990s were hard",
        "9" * 400 + " people were held",
    ],
)
def test_what_counts_no_people_is_left_alone(text: str) -> None:
    assert counted(text) == []


def test_a_year_is_no_lower_end_of_a_range() -> None:
    assert counted("229 arrivals in 2020 and 1,047 in 2019") == [
        ("exact", 229, None, "persons"),
        ("exact", 1047, None, "persons"),
    ]


@given(st.integers(min_value=2, max_value=999_999))
def test_any_number_in_digits_is_read_whole(number: int) -> None:
    text = f"Some {number:,} people were held."
    (quantity,) = quantities(text, 100)
    assert (quantity.count.bound, quantity.count.value) == ("approximately", number)
    assert text[quantity.start - 100 : quantity.end - 100] == f"Some {number:,} people"


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_read(text: str) -> None:
    for quantity in quantities(text, 0):
        assert 0 <= quantity.start < quantity.end <= len(text)
