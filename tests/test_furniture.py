"""Furniture of pages is left out by its own signs, and no paragraph of reporting with it."""

import pytest

from refoulement.loaders.extract.furniture import byline_names, is_furniture, is_prose
from refoulement.loaders.extract.sentences import read
from refoulement.tests.synthetic import article


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Testa Example in Seoul; Editing by Sam Sample)",
        "Testa Example and Sam Sample contributed to this report.",
        "Example reported from Testville.",
        "Translated by Testa Example. Edited by Sam Sample.",
        "Photographs by Testa Example",
        "Rep. Example speaks outside the gate, Wednesday. (Yonhap)",
        "People wait at a made-up gate in this undated file photo.",
        "[Photo: The made-up gate where the group met]",
        "Published : May 15, 2024 - 16:02    Updated : May 15, 2024 - 17:44",
        "Home | News | Politics | Sign in",
        "We use cookies to improve your experience. Accept all | Manage",
        "Already a subscriber? Sign in to read on.",
        "Sign up for our newsletter and get the news every morning.",
        "For more information, please contact: desk@example.org",
        "Media contact: press desk, +00 555 0100 | Follow us",
        "Copyright 2024 Synthetic Press. All rights reserved.",
        "Correction: An earlier version of this story gave the wrong day.",
        "This article was first published in the Synthetic Review.",
        "Tags: gates, rivers, tests",
    ],
)
def test_a_line_of_furniture_is_known(line: str) -> None:
    assert is_furniture(line, late=True)


@pytest.mark.parametrize(
    "line",
    [
        "About 1,400 people have reached the South so far this year.",
        "Support for the bill has grown since the group published its list.",
        "Sources in Testville said that the gate had been closed for a week.",
        "Contact with the six was lost in May, the group said in a statement.",
        "Published reports of the raid differ, said Testa Example, a researcher.",
        "Kim Sam-pul is a professor at the Synthetic University and counts the buses.",
        "Photos of the gate were shown to the court on Monday.",
        'He said: "Thirty-seven people were held there, and I knew two of them."',
        'A Home Office spokesman said: "We know of the reports."',
        "The group, which takes donations, said that 37 people had crossed.",
    ],
)
def test_a_paragraph_of_reporting_is_kept(line: str) -> None:
    assert not is_furniture(line, late=True)
    assert is_prose(line)


@pytest.mark.parametrize("line", ["• brought 38 people over the river by night", "- freed 12 women in May"])
def test_a_point_that_counts_people_is_reporting_but_where_a_page_ends(line: str) -> None:
    assert is_prose(line)
    assert not is_prose(line, ends=True)


@pytest.mark.parametrize(
    "line", ["• kept the shelters open", "• shipped 40 tons of flour", "1,137 - refugees who came in May"]
)
def test_other_points_are_none(line: str) -> None:
    assert not is_prose(line)


@pytest.mark.parametrize("line", ["Testa Reader says: well done to them.", "testa99: nothing to do with us."])
def test_what_readers_say_is_furniture_at_a_pages_end(line: str) -> None:
    assert is_furniture(line, late=True)


def test_who_wrote_a_page_is_furniture_at_its_end_only() -> None:
    authors = byline_names(["By TESTA EXAMPLE", "A line that tells nothing"])
    assert authors == {"Testa Example"}
    bio = "Testa Example counts gates for a living and lives in Testville."
    assert is_furniture(bio, late=True, authors=authors)
    assert not is_furniture(bio, late=False, authors=authors)


@pytest.mark.parametrize(
    ("opening", "town"),
    [
        ("SEOUL, Feb. 3 (Yonhap) -- ", "SEOUL"),
        ("BANGKOK — ", "BANGKOK"),
        ("(Seoul) – ", "Seoul"),
        ("London, 15 September 2020 — ", "London"),
        ("DAJABÓN, Dominican Republic — ", "DAJABÓN"),
    ],
)
def test_a_dateline_gives_its_town_and_no_words(opening: str, town: str) -> None:
    reading = read(article(opening + "The group counted 37 people."))
    assert (reading.dateline, [sentence.text for sentence in reading.sentences]) == (
        town,
        ["The group counted 37 people."],
    )


def test_credits_within_a_paragraph_are_cut_off() -> None:
    told = read(article("The group counted 37 people. (Reporting by Testa Example; Editing by Sam Sample)"))
    assert [sentence.text for sentence in told.sentences] == ["The group counted 37 people."]


def test_experts_named_after_the_end_of_a_statement_are_read() -> None:
    page = (
        "The experts asked for a list of places on that day.\n\n"
        "They asked for it twice in the same long letter to the office.\n\n"
        "ENDS\n\n"
        "*The experts: Ms. Testa Example, Special Rapporteur on made-up places.\n\n"
        "For inquiries please write to the press desk."
    )
    assert [sentence.text for sentence in read(article(page)).sentences][2:] == [
        "*The experts: Ms. Testa Example, Special Rapporteur on made-up places."
    ]
