"""The ledger as a picture: one line for what one voice says of one extent, and all that cannot both hold marked."""

from collections.abc import Sequence
from itertools import pairwise

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.claim import Count
from refoulement.graph.ledger import Ledger, contradict
from refoulement.web.evidence import Evidence, ledgers_of
from refoulement.web.figure_chart import LINE, ROWS_AT_MOST, Chart, Row, Spoken, chart
from refoulement.web.figure_table import ROWS_SHOWN, SORTS, table
from refoulement.web.links import Link


def claim(
    name: str,
    bound: str,
    value: int | None,
    *,
    by: str = "A",
    article: str | None = None,
    part: str | None = None,
    denied: bool = False,
    value_to: int | None = None,
    attribution: str | None = None,
) -> Evidence:
    return Evidence(
        claim=name,
        article=article or f"article-{name}",
        publisher=f"Paper {name}",
        count=Count(bound=bound, value=value, value_to=value_to),
        claimants=(by,) if by else (),
        attribution=attribution,
        part=part,
        denied=denied,
    )


def link(thing: str) -> Link:
    return Link(thing.upper(), None)


def only(said: Sequence[Evidence], *, logarithmic: bool = False) -> Chart:
    [ledger] = ledgers_of(said)
    drawn = chart(ledger, Spoken({one.claim: one for one in said}, link, link), logarithmic=logarithmic)
    assert drawn is not None
    return drawn


def rows(drawn: Chart) -> list[Row]:
    return [row for extent in drawn.extents for group in extent.groups for row in group.rows]


WAVE = [
    claim("1", "atMost", 600),
    claim("2", "atMost", 600),
    claim("3", "moreThan", 600, by="", attribution="rights groups"),
    claim("4", "approximately", 600, by=""),
    claim("5", "exact", 180, part="dandong"),
    claim("6", "exact", 90, by="B", denied=True),
    claim("7", "approximately", None, by="B"),
]


def test_figures_are_grouped_by_who_says_them_the_whole_before_its_parts() -> None:
    drawn = only(WAVE)
    assert [extent.name and extent.name.words for extent in drawn.extents] == [None, "DANDONG"]
    whole = {tuple(name.words for name in group.said_by): group.rows for group in drawn.extents[0].groups}
    assert set(whole) == {("A",), ("B",), ("rights groups",), ("the article alone",)}
    [twice] = whole["A",]
    assert (twice.words, twice.claims, twice.sources) == ("up to 600 people", ("1", "2"), "Paper 1, Paper 2")
    assert [(row.words, row.denied, row.bar.vague) for row in whole["B",]] == [
        ("a number not given", False, True),
        ("90 people", True, False),
    ]


def test_what_cannot_both_hold_is_marked_and_said_in_words_once() -> None:
    drawn = only(WAVE)
    assert {row.words: row.against for row in rows(drawn) if row.against} == {
        "up to 600 people": 1,
        "more than 600 people": 2,
    }
    assert drawn.pairs == (("up to 600 people (A)", "more than 600 people (rights groups, Paper 3)"),)
    assert not drawn.more_pairs


def test_a_part_that_exceeds_the_whole_says_of_which_part_it_is() -> None:
    [(whole, part)] = only([claim("1", "atMost", 60), claim("2", "exact", 70, part="tumen")]).pairs
    assert (whole, part) == ("up to 60 people (A)", "70 people (A), of the part TUMEN")


def test_of_too_many_lines_the_least_and_the_greatest_are_drawn_and_the_rest_is_counted() -> None:
    said = [claim(str(value), "exact", value, by=f"by {value}") for value in range(1, 3 * ROWS_AT_MOST)]
    drawn = only([*said, claim("again", "exact", 70, by="by 70")])
    words = [row.words for row in rows(drawn)]
    assert len(words) == ROWS_AT_MOST
    assert drawn.left_out == len(said) - ROWS_AT_MOST
    assert {"1 person", "70 people", f"{3 * ROWS_AT_MOST - 1} people"} <= set(words)
    assert drawn.more_pairs


claims = st.lists(
    st.builds(
        claim,
        st.uuids().map(str),
        st.sampled_from(["exact", "atMost", "moreThan", "approximately"]),
        st.integers(0, 400),
        by=st.sampled_from(["A", "B", ""]),
        part=st.sampled_from([None, "dandong", "tumen"]),
        denied=st.booleans(),
    ),
    min_size=1,
    max_size=30,
)


@given(claims)
def test_every_claim_is_in_one_line_and_no_two_lines_touch(said: list[Evidence]) -> None:
    drawn = only(said)
    assert sorted(claim for row in rows(drawn) for claim in row.claims) == sorted(one.claim for one in said)
    heights = [row.y for row in rows(drawn)]
    assert all(upper + LINE <= lower for upper, lower in pairwise(heights))
    assert heights[-1] < drawn.bottom


@given(claims)
def test_the_marks_are_those_of_the_ledger(said: list[Evidence]) -> None:
    [ledger] = ledgers_of(said)
    by_claim = {figure.claim: figure for figure in ledger.figures}
    for row in rows(only(said)):
        for name in row.claims:
            assert row.against == sum(contradict(by_claim[name], other) for other in ledger.figures)


@given(claims, st.sampled_from(SORTS))
def test_sorting_keeps_the_whole_and_each_part_together_and_loses_no_row(said: list[Evidence], sort: str) -> None:
    found = table(said, name=str, sort=sort)
    assert sorted(row.claim for row in found.rows) == sorted(one.claim for one in said)
    assert [part.part for part in found.parts] == sorted({one.part for one in said}, key=lambda part: part or "")
    assert all(row.part == part.part for part in found.parts for row in part.rows)


def test_figures_rise_and_what_has_no_number_comes_last() -> None:
    said = [
        claim("1", "moreThan", 600),
        claim("2", "atMost", 600),
        claim("3", "approximately", None),
        claim("4", "exact", 9),
    ]
    assert [row.claim for row in table(said, name=str).rows] == ["4", "2", "1", "3"]


def test_names_sort_as_they_are_read_and_dates_as_they_came() -> None:
    said = [claim("1", "exact", 1, by="b"), claim("2", "exact", 2, by="A"), claim("3", "exact", 3, by="")]
    assert [row.claim for row in table(said, name=str, sort="claimant").rows] == ["2", "1", "3"]


def test_a_page_that_is_not_there_is_the_nearest() -> None:
    said = [claim(str(value), "exact", value) for value in range(ROWS_SHOWN + 1)]
    last = table(said, name=str, page=99)
    assert (last.page, last.pages, last.first, last.last, last.total) == (2, 2, 101, 101, 101)
    assert table(said, name=str, page=0).first == 1
    assert table([], name=str).rows == ()


def test_the_ledger_alone_makes_no_picture_without_a_number(client: FlaskClient) -> None:
    with client.application.test_request_context():
        said = [claim("1", "approximately", None)]
        [ledger] = ledgers_of(said)
        assert isinstance(ledger, Ledger)
        assert chart(ledger, Spoken({"1": said[0]}, link, link)) is None
