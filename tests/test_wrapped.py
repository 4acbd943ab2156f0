"""A text whose lines were broken at a width says what it says unbroken; any other keeps its lines."""

import textwrap

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refoulement.loaders.extract import Extraction
from refoulement.loaders.extract.sentences import read
from refoulement.loaders.extract.wrapped import unwrapped
from refoulement.tests.synthetic import article, events, extraction, names

PARAGRAPHS = (
    (
        "On 3 May 2021, 12 North Koreans were repatriated through the border town of Tumen in the early hours of the"
        " morning, Human Rights Watch said in a statement. The group called on China to respect the refugee convention."
    ),
    (
        "Amnesty International said that at least 40 others had been sent back from Dandong in April 2021. “They were"
        " handed over at night,” it added."
    ),
    (
        "In Seoul, the Unification Ministry said that 229 defectors had arrived in South Korea in 2020, far fewer than"
        " the year before. It gave no reason for that, and a spokesperson declined to say how many were expected."
    ),
    "Daily NK reported that 15 North Koreans had been arrested in Yanji on 20 April 2021. Nothing is known of them.",
    (
        "Eleven of those held in Shenyang were women, according to the Database Center for North Korean Human Rights,"
        " which spoke with the relatives of nine people who had been detained near the station in March 2021."
    ),
)


def claims(taken: Extraction) -> list[tuple[object, ...]]:
    """What each event claim says, its words with every break as a space."""
    called = names(taken)
    return [
        (
            claim.event_type,
            claim.count,
            claim.when,
            *(sorted(called[iri] for iri in slot) for slot in (claim.held_at, claim.via, claim.place, claim.claimants)),
            [" ".join(passage.exact.split()) for passage in claim.passages],
        )
        for claim in events(taken)
    ]


def broken(paragraph: str, width: int, indent: str = "") -> str:
    return textwrap.fill(paragraph, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)


@settings(max_examples=25, deadline=None)
@example(list(PARAGRAPHS), 78, "")  # the longest line of all is in a paragraph of two
@given(st.permutations(PARAGRAPHS), st.integers(40, 100), st.sampled_from(["", "   "]))
def test_a_wrapped_text_makes_the_same_claims(paragraphs: list[str], width: int, indent: str) -> None:
    whole = claims(extraction("\n\n".join(paragraphs)))
    parted = [broken(each, width, indent) for each in paragraphs]
    taken = extraction(("\n" if indent else "\n\n").join(parted))
    assert len(whole) >= 4
    assert claims(taken) == whole
    for claim in events(taken):
        for passage in claim.passages:
            assert taken.article.text[passage.start : passage.end] == passage.exact


@pytest.mark.parametrize("width", [40, 57, 72, 100])
def test_headings_lists_and_signatures_of_a_wrapped_text_keep_their_lines(width: int) -> None:
    text = "\n\n".join(
        [
            "A short heading\n" + broken(PARAGRAPHS[0], width),
            "Timeline\n- 3 Jan 2020: 12 North Koreans arrested\n- 4 Jan 2020: 11 North Koreans repatriated",
            broken(PARAGRAPHS[2], width),
            "Testa Example\nDirector, Example Fund\nTestville",
        ]
    )
    lines = [line for line in unwrapped(text).split("\n") if line]
    assert len(unwrapped(text)) == len(text)
    assert lines == [
        "A short heading",
        PARAGRAPHS[0],
        "Timeline",
        "- 3 Jan 2020: 12 North Koreans arrested",
        "- 4 Jan 2020: 11 North Koreans repatriated",
        PARAGRAPHS[2],
        "Testa Example",
        "Director, Example Fund",
        "Testville",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n\n".join([*PARAGRAPHS, "People pass a made-up gate in a made-up town\nin a picture of no date"]),
        "3 January 2020\n12 North Koreans were arrested.\n\n4 January 2020\n11 North Koreans were sent back.",
        "- women held in a made-up camp of no name\n- men\n- children who were born in a made-up town",
        "The following were named as held there:\nAnna Muster\nTesta Example\nan unnamed man",
        "Nobody knew.\nNothing was said about it.\nno more is known\n",
        "Anna Muster, Sample Fund\nTesta Example, Example Group\nBea Beispiel, Specimen Union",
    ],
)
def test_lines_that_are_no_wrapped_text_stay(text: str) -> None:
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Human Rights Watch said 12 North Koreans were repatriated\nthrough Tumen on 3 May 2021. It gave no names.",
        "On 3 May 2021, 12 North Koreans were repatriated through\nTumen, Human Rights Watch said.",
    ],
)
def test_one_broken_line_is_enough(text: str) -> None:
    assert next(iter(read(article(text)).sentences)).text.endswith(("2021.", "said."))
    assert [claim.count and claim.count.value for claim in events(extraction(text))] == [12]
