"""A text with its passages marked is the text: nothing is lost, moved or hidden, and its tags make sound HTML."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.article import Passage
from refoulement.web.links import Link
from refoulement.web.marking import Mark, Token, tokens
from refoulement.web.signs import name, plain, signs, visible

TRICKS = "\u202e\u2066\u2069\x00\x07\x1b\x7f\x85\u200b\ufeff\u2028\U000e0041"
texts = st.text(st.characters(codec="utf-8") | st.sampled_from(TRICKS + "\n𝔘é한"), min_size=1, max_size=40)
NAME = Link("Somebody", "/page/person/somebody")
marks = st.builds(
    Mark,
    claims=st.lists(st.integers(1, 9), max_size=2, unique=True).map(tuple),
    unclaimed=st.none() | st.integers(1, 9),
    noticed=st.booleans(),
    name=st.none() | st.just(NAME),
    asked=st.booleans(),
)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, dict[Passage, Mark]]:
    text = draw(texts)
    given_marks: dict[Passage, Mark] = {}
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        given_marks[Passage("a", start, end, text[start:end])] = draw(marks)
    return text, given_marks


def written(text: str, given_marks: dict[Passage, Mark]) -> list[Token]:
    return list(tokens(text, given_marks))


@given(marked_texts())
def test_what_is_written_is_the_text_sign_for_sign(example: tuple[str, dict[Passage, Mark]]) -> None:
    text, given_marks = example
    words = "".join(token.words for token in written(text, given_marks))
    assert words == visible(text)
    assert len(words) == len(text)


@given(marked_texts())
def test_tags_nest_no_link_stands_in_another_and_each_passage_begins_once(
    example: tuple[str, dict[Passage, Mark]],
) -> None:
    text, given_marks = example
    opened: list[str] = []
    begun: list[Passage | None] = []
    for token in written(text, given_marks):
        match token.tag:
            case "open":
                opened.append("mark")
                begun += [token.passage] if token.first else []
            case "name":
                assert "link" not in opened
                opened.append("link")
            case "end of name":
                assert opened.pop() == "link"
            case "close":
                assert opened.pop() == "mark"
            case "numbers":
                assert "link" not in opened  # numbers are links, too
    assert opened == []
    assert sorted(begun, key=str) == sorted(given_marks, key=str)


@given(marked_texts())
def test_every_claim_and_every_number_left_over_leads_to_its_place(example: tuple[str, dict[Passage, Mark]]) -> None:
    text, given_marks = example
    led = [token.passage for token in written(text, given_marks) if token.tag == "numbers"]
    wanted = [passage for passage, mark in given_marks.items() if mark.claims or mark.unclaimed]
    assert sorted(led, key=str) == sorted(wanted, key=str)


def test_the_number_of_a_claim_within_a_name_stands_behind_the_name() -> None:
    outer, inner = Passage("a", 0, 4, "0123"), Passage("a", 1, 3, "12")
    told = written("01234", {outer: Mark(name=NAME), inner: Mark(claims=(1,), name=NAME)})
    assert [token.tag if token.tag != "words" else token.words for token in told] == [
        *("open", "name", "0", "open", "12", "close", "3", "end of name", "numbers", "close", "4")
    ]


@given(texts)
def test_no_sign_is_hidden_and_none_turns_the_others_round(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    left = {sign for sign in shown if unicodedata.category(sign) in ("Cc", "Zl", "Zp")}
    assert left <= {"\n", "\t"}
    assert not {unicodedata.bidirectional(sign) for sign in shown} & {"LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"}
    assert [sign for sign, before in zip(shown, text, strict=True) if sign != before] == [
        visible(sign) for sign in text if sign in signs(text)
    ]


@given(texts)
def test_a_line_is_one_line(text: str) -> None:
    line = plain(text)
    assert line.splitlines() in ([], [line])
    assert signs(line) == ()
    assert plain(line) == line


def test_signs_are_called_by_their_names() -> None:
    assert signs("a\u202eb\x00\u202e") == ("\x00", "\u202e")
    assert [*map(name, signs("a\u202eb\x00"))] == ["U+0000 control character", "U+202E RIGHT-TO-LEFT OVERRIDE"]
    assert visible("a\u202eb\x00\x7f\n") == "a\ufffdb\u2400\u2421\n"
    assert plain(" a\u202eb\x00 \r\n c\u2028d ") == "ab c d"
    assert visible("می\u200cخواهم 👩\u200d🚀 \u200f") == "می\u200cخواهم 👩\u200d🚀 \u200f"  # what scripts need stays
