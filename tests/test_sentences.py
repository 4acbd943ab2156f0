"""The reporting in a page, without its furniture; offsets hold to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.loaders.extract.sentences import read
from refoulement.tests.synthetic import article

PAGE = """Connect with us

A synthetic headline

Share this
People walk past a made-up gate in a made-up town on a made-up day. [NEWS0]

TESTVILLE, May 15 (Synthetic) - The group counted 37 people. Mr. Sample agreed, it said.

“They left at 8 p.m. on Monday,” it added. Nothing else was known.

You May Also Like

Another story with a long and winding first sentence that has nothing to do with it.
"""


def told(text: str) -> list[str]:
    return [sentence.text for sentence in read(article(text)).sentences]


def test_furniture_headline_caption_and_tail_are_left_out() -> None:
    assert told(PAGE) == [
        "The group counted 37 people.",
        "Mr. Sample agreed, it said.",
        '"They left at 8 p.m. on Monday," it added.',
        "Nothing else was known.",
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "TESTVILLE, May 15 (Synthetic) - ",
        "(Testville, May 15, 2024) – ",
        "TESTVILLE, Samplonia (SY) — ",
        "Testville (SYN) - ",
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(dateline: str) -> None:
    assert told(dateline + "The group counted 37 people.") == ["The group counted 37 people."]


def test_sentences_of_one_paragraph_share_its_number() -> None:
    paragraphs = [sentence.paragraph for sentence in read(article(PAGE)).sentences]
    assert paragraphs == [0, 0, 1, 1]


@given(st.text(alphabet=st.sampled_from("Ab .“”’\n!?—é한 "), min_size=1, max_size=300))
def test_offsets_cut_the_sentence_out_of_the_text(text: str) -> None:
    if not text.strip():
        return
    reading = read(article(text))
    assert len(reading.flat) == len(text)
    for sentence in reading.sentences:
        assert reading.flat[sentence.start : sentence.end] == sentence.text
        assert "\n" not in sentence.text
