"""Persons by their trade, their titles and their initials, and what only looks like one."""

import pytest

from refoulement.tests.test_newcomers import named


def persons(text: str) -> set[str]:
    return {name for name, kind in named(text) if kind == "Person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cinematographer Testa Hasanov spent weeks on a list.", {"Testa Hasanov"}),
        ("Goalkeeper Testa Hasanov read out a list of places.", {"Testa Hasanov"}),
        ("Minister Datuk Seri Ismail Test Sample read a list.", {"Ismail Test Sample"}),
        ("Minister Tan Sri Dr Noor Test Sample read a list.", {"Noor Test Sample"}),
        ("Ernest T. was wearing a coat that he had found.", {"Ernest T."}),
        ("Ahmad B., a tiler of 31, read out a list of places.", {"Ahmad B."}),
        ("Critic and reader alike read out a list of places.", set()),
        ("The list of Ernest T. and others was read out there.", set()),
    ],
)
def test_persons_by_what_stands_beside_their_names(text: str, expected: set[str]) -> None:
    assert persons(text) == expected
