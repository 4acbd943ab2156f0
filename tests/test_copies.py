"""Near-identical texts are found, the earlier is the original, and nothing else is held to be a copy."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refoulement.graph.copies import FEWEST_RUNS, Print, Published, alike, earliest_original, original, read

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def published(name: str, words: str, day: str | None = "2031-05-04") -> Published:
    return Published(name, date.fromisoformat(day) if day else None, Print.of(words))


WIRE = text(1)


def test_a_print_is_read_back_as_it_was_written() -> None:
    taken = Print.of(WIRE)
    assert read(taken.written()) == taken
    assert len(set(taken.bands())) == 40


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (WIRE, "nearlyIdentical"),
        (WIRE.upper().replace(" ", ",  "), "nearlyIdentical"),
        (f"{text(2, 20)} {WIRE}", "nearlyIdentical"),
        (" ".join(WIRE.split()[:235]), "nearlyIdentical"),
        (f"{WIRE} {text(3, 140)}", "shortened"),
    ],
)
def test_a_copy_is_found_and_the_later_one_is_it(other: str, reason: str) -> None:
    early, late = published("z", WIRE, "2031-05-04"), published("a", other, "2031-05-05")
    found = alike(late, early)
    assert found
    assert (found.copy, found.original, found.reason) == ("a", "z", reason)
    assert 0.7 <= found.share <= 1.0
    assert set(early.text.bands()) & set(late.text.bands())


@pytest.mark.parametrize(
    "other", [text(9), f"{WIRE} {text(4, 600)}", " ".join(WIRE.split()[:100]) + " " + text(5, 200)]
)
def test_another_text_is_no_copy(other: str) -> None:
    assert alike(published("a", WIRE), published("b", other)) is None


def test_of_a_short_text_only_the_very_words_make_a_copy() -> None:
    short = text(6, FEWEST_RUNS)
    assert alike(published("a", short), published("b", f"{short} more")) is None
    found = alike(published("a", short), published("b", short))
    assert found
    assert (found.copy, found.original) == ("b", "a")


def test_an_article_without_a_date_is_the_copy() -> None:
    found = alike(published("a", WIRE, None), published("b", WIRE))
    assert found
    assert found.copy == "a"


def test_the_original_is_the_earliest_one() -> None:
    first, second, third = (published(name, WIRE, f"2031-05-0{day}") for day, name in ((4, "c"), (5, "b"), (6, "a")))
    found = earliest_original(third, [second, third, first])
    assert found
    assert found.original == "c"
    assert earliest_original(first, [second, third]) is None
    assert original("a", {"a": "b", "b": "c"}) == "c"


@settings(max_examples=30)
@given(st.integers(0, 300), st.integers(0, 200), st.integers(0, 99))
def test_likeness_does_not_depend_on_the_order(kept: int, added: int, seed: int) -> None:
    one = published("a", WIRE)
    other = published("b", " ".join([*WIRE.split()[:kept], text(seed + 10, added + 1)]))
    assert alike(one, other) == alike(other, one)
    assert not alike(one, other) or set(one.text.bands()) & set(other.text.bands())
