"""Prisons, camps and crossings by the head of their names, by what is said of them, and by the lines through them."""

import pytest

from refoulement.tests.test_newcomers import named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was held in the Testla Removal Center for a week.", ("Testla Removal Center", "DetentionFacility")),
        ("They sit in Testdela Repatriation Centre for now.", ("Testdela Repatriation Centre", "DetentionFacility")),
        ("They sit in the Test Border Detention Station.", ("Test Border Detention Station", "DetentionFacility")),
        ("Women are kept in Lahore's Test Camp for now.", ("Test camp", "DetentionFacility")),
        ("They slept in the holding centre at Test Camp.", ("Test Camp holding centre", "DetentionFacility")),
        ("They emptied the hillside camp at Ban Test Nam.", ("Ban Test Nam camp", "DetentionFacility")),
        ("In Testlyk, a jail in the desert, two men read it.", ("Testlyk jail", "DetentionFacility")),
        ("They were handed over at the border station of Khasan.", ("Khasan–Tumangang crossing", "BorderCrossing")),
        ("Trains use the Tumen-Namyang line again, they say.", ("Tumen–Namyang crossing", "BorderCrossing")),
        ("Testkham is the main crossing into the hills.", ("Testkham crossing", "BorderCrossing")),
    ],
)
def test_where_people_are_held_and_cross(text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "They went to the Test Visitor Center with a list.",
        "In Testlyk, a town with a jail, two men read a list.",
        "They crossed by the bridge at Tumen in the night.",
        "Trains use the Testa-Samen line again, they say.",
    ],
)
def test_no_prison_and_no_crossing(text: str) -> None:
    assert not any(kind in ("DetentionFacility", "BorderCrossing") for _, kind in named(text))
