"""Citations in three styles by value; and files for programs out of which no hostile title breaks."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.web.bibliography import bibtex, ris
from refoulement.web.citing import LONGEST, Reference, citations

ADDRESS = "https://graph.example/page/article/one?passage=3,20#char=3,20;length=90"
WHOLE = Reference(
    key="one",
    title="A “made-up” report",
    publisher="Synthetic Gazette",
    published="2031-05-06",
    language="en",
    url="https://example.org/one",
    captured=date(2031, 6, 1),
    address=ADDRESS,
    at="3,20",
    place="characters 3–20",
    quote="Up to 60 “test”\npersons",
)


def cited(reference: Reference) -> dict[str, str]:
    return {citation.style: citation.text for citation in citations(reference)}


def test_each_style_cites_the_article_the_words_and_where_they_are_kept() -> None:
    assert cited(WHOLE) == {
        "APA 7": "“Up to 60 ‘test’ persons” (“A ‘made-up’ report,” 2031, characters 3–20). A “made-up” report. "
        "(2031, May 6). Synthetic Gazette. https://example.org/one [Captured text]. Retrieved June 1, 2031, from "
        + ADDRESS,
        "Chicago 17": "“A ‘made-up’ report,” Synthetic Gazette, May 6, 2031, https://example.org/one, characters 3–20, "
        f"captured text June 1, 2031, at {ADDRESS}: “Up to 60 ‘test’ persons”",
        "OSCOLA 4": "‘Up to 60 “test” persons’: ‘A “made-up” report’ (Synthetic Gazette, 6 May 2031) "
        f"<https://example.org/one> characters 3–20, captured text <{ADDRESS}> accessed 1 June 2031",
    }


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(WHOLE, publisher=None, published=None, url=None, captured=None, at=None, place=None, quote=None)
    assert cited(bare) == {
        "APA 7": f"A “made-up” report. (n.d.). [Captured text]. Retrieved from {ADDRESS}",
        "Chicago 17": f"“A ‘made-up’ report,” captured text, at {ADDRESS}.",
        "OSCOLA 4": f"‘A “made-up” report’, captured text <{ADDRESS}>",
    }


def test_a_citation_of_what_is_withdrawn_says_so() -> None:
    gone = replace(WHOLE, withdrawn=date(2031, 7, 2), captured=None)
    for words in (*cited(gone).values(), bibtex(gone), ris(gone)):
        assert "aptured text, withdrawn 2 July 2031" in words


@pytest.mark.parametrize(
    ("published", "apa", "chicago", "oscola"),
    [
        ("2031-05", "(2031, May)", "May 2031,", "May 2031)"),
        ("2031", "(2031)", "2031,", "2031)"),
        ("2031-21", "(2031, Spring)", "Spring 2031,", "Spring 2031)"),
        ("2031-05-06~", "(ca. 2031, May 6)", "ca. May 6, 2031,", "c 6 May 2031)"),
        ("2031-08/2031-10", "(2031-08/2031-10)", "2031-08/2031-10,", "2031-08/2031-10)"),
        ("2031-99", "(2031-99)", "2031-99,", "2031-99)"),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_known(published: str, apa: str, chicago: str, oscola: str) -> None:
    said = cited(replace(WHOLE, published=published))
    assert apa in said["APA 7"]
    assert chicago in said["Chicago 17"]
    assert oscola in said["OSCOLA 4"]


def test_a_title_that_asks_gets_no_full_stop() -> None:
    assert "Who went? (2031, May 6)" in cited(replace(WHOLE, title="Who went?"))["APA 7"]


def test_a_long_quotation_says_that_it_goes_on() -> None:
    said = cited(replace(WHOLE, quote="word " * 200))
    assert all(" […]" in text and "word " * 90 not in text for text in said.values())
    assert len(re.findall("word", said["OSCOLA 4"])) == LONGEST // 5


def test_italics_are_those_of_the_style() -> None:
    assert {
        citation.style: [words for words, slanted in citation.pieces if slanted] for citation in citations(WHOLE)
    } == {
        "APA 7": ["A “made-up” report"],
        "Chicago 17": ["Synthetic Gazette"],
        "OSCOLA 4": [],
    }


def test_bibtex_by_value() -> None:
    assert bibtex(replace(WHOLE, title="50% {more} & #1 \\input{x}")) == (
        "@misc{one,\n"
        "  title = {{50\\% \\textbraceleft{}more\\textbraceright{} \\& \\#1 "
        "\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}}},\n"
        "  howpublished = {Synthetic Gazette},\n"
        "  year = {2031},\n"
        "  month = {05},\n"
        "  url = {https://example.org/one},\n"
        "  urldate = {2031-06-01},\n"
        "  note = {Captured text, characters 3–20: "
        "https://graph.example/page/article/one?passage=3,20\\#char=3,20;length=90},\n"
        "  annote = {Up to 60 “test” persons},\n"
        "  langid = {en},\n"
        "}\n"
    )


def test_ris_by_value() -> None:
    assert ris(WHOLE).split("\r\n") == [
        "TY  - NEWS",
        "ID  - one",
        "TI  - A “made-up” report",
        "T2  - Synthetic Gazette",
        "PY  - 2031",
        "DA  - 2031/05/06/",
        "LA  - en",
        "UR  - https://example.org/one",
        "Y2  - 2031/06/01/",
        f"N1  - Captured text, characters 3–20: {ADDRESS}",
        "N2  - Up to 60 “test” persons",
        "ER  - ",
        "",
    ]


TRICKS = ["{", "}", "\\", '"', "%", "@misc{b,", "}\n@misc{b,", "\r\nER  - \r\nTY  - NEWS", "\u2028ER  - ", "\x0bER  - "]
TRICKS += ["\\input{/etc/passwd}", "$x$", "\u202e", "\x85TI  - other", "~^&#_"]
hostile = st.lists(st.sampled_from(TRICKS) | st.text(max_size=6), max_size=8).map("".join)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    words = draw(st.tuples(hostile, hostile, hostile, hostile))
    return replace(
        WHOLE,
        key=words[0],
        title="A" + words[1],
        publisher=words[2],
        quote=words[3],
        url=f"https://example.org/{words[3]}",
    )


@given(references())
def test_nothing_breaks_out_of_a_field_of_bibtex(reference: Reference) -> None:
    """Braces are counted as BibTeX counts them, escaped or not; each line is a field; no command is a stranger's."""
    written = bibtex(reference)
    first, *fields, last, end = written.split("\n")
    assert re.fullmatch(r"@misc\{[A-Za-z0-9-]+,", first)
    assert (last, end) == ("}", "")
    for field in fields:
        matched = re.fullmatch(r"  [a-z]+ = (\{.*\}),", field)
        assert matched, field
        depth = 0
        for place, sign in enumerate(matched[1]):
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth > 0 or place == len(matched[1]) - 1
        assert depth == 0
    ours = {"textbackslash", "textbraceleft", "textbraceright", "textasciitilde", "textasciicircum"}
    assert set(re.findall(r"\\([A-Za-z]+)", written)) <= ours
    assert not re.search(r"(?<!\\)[$%&_]", re.sub(r"^  url = .*$", "", written, flags=re.MULTILINE))


@given(references())
def test_nothing_breaks_out_of_a_line_of_ris(reference: Reference) -> None:
    lines = ris(reference).splitlines()
    tags = [line[:6] for line in lines]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert len(set(tags)) == len(tags)
    assert (tags[0], tags[-1]) == ("TY  - ", "ER  - ")
    assert tags.count("ER  - ") == 1
