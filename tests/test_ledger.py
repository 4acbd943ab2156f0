"""The figures of an event: what contradicts, and the one line that says what it leaves out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.claim import Count
from refoulement.graph.ledger import Figure, Ledger, contradict, ledgers
from refoulement.graph.when import When
from refoulement.web import phrases


def figure(
    claim: str,
    bound: str,
    value: int | None,
    *,
    part: str | None = None,
    by: str | None = "A",
    article: str = "one",
    published: str = "2023-12-07",
    unit: str = "persons",
    nature: str = "flow",
    denied: bool = False,
    when: str | None = None,
) -> Figure:
    return Figure(
        claim=claim,
        count=Count(bound=bound, value=value, unit=unit, nature=nature),
        article=article,
        claimants=(by,) if by else (),
        published=published,
        part=part,
        denied=denied,
        when=When(when) if when else None,
    )


WAVE = [
    figure("1", "atMost", 600, article="reuters"),
    figure("2", "atMost", 600, article="bbc", published="2023-12-08"),
    figure("3", "moreThan", 300, article="bbc", part="Tumen"),
    figure("4", "exact", 180, article="bbc", part="Dandong"),
    figure("5", "atMost", 200, article="joongang", part="Dandong", by="B"),
    figure("6", "approximately", 600, article="joongang", by="B", published="2023-10-12"),
    figure("7", "approximately", 600, article="joongang", by=None, published="2023-10-12"),
    figure("8", "moreThan", 600, article="rfi", by=None, published="2023-10-13"),
]


def test_the_line_leads_with_a_figure_of_the_whole_and_says_what_it_leaves_out() -> None:
    (ledger,) = ledgers(WAVE)
    assert phrases.line(ledger.line) == (
        "up to 600; 4 claimants, 2 of them unnamed; figures from 180 (part) to more than 600; 2 pairs contradict"
    )


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        ([figure("1", "exact", 9)], "9; 1 claimant; no other figure"),
        ([figure("1", "approximately", None)], "no number given; 1 claimant; 1 without a number"),
        (
            [figure("1", "exact", 9, part="Dandong")],
            "no figure of the whole, only of parts; 1 claimant; figures of 9 (part)",
        ),
        (
            [figure("1", "exact", 9), figure("2", "exact", 9, denied=True, by="B")],
            "9; 1 claimant; no other figure; 1 denied",
        ),
        ([figure("1", "exact", 72, unit="percent")], "72 per cent; 1 claimant; no other figure"),
        ([], "no figure"),
    ],
)
def test_a_line_never_passes_over_what_it_has(figures: list[Figure], line: str) -> None:
    assert phrases.summary(ledgers(figures)) == line


def test_people_sent_back_are_never_in_one_ledger_with_people_held_or_shares() -> None:
    kinds = [figure("1", "exact", 9), figure("2", "exact", 9, nature="stock"), figure("3", "exact", 9, unit="percent")]
    assert [len(ledger.figures) for ledger in ledgers(kinds)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (figure("1", "atMost", 600), figure("2", "moreThan", 700), True),
        (figure("1", "atMost", 600), figure("2", "moreThan", 600), True),
        (figure("1", "atMost", 600), figure("2", "approximately", 900), False),
        (figure("1", "exact", 2), figure("2", "exact", 5), True),
        (figure("1", "exact", 180, part="Dandong"), figure("2", "atMost", 600), False),
        (figure("1", "exact", 700, part="Dandong"), figure("2", "atMost", 600), True),
        (figure("1", "exact", 180, part="Dandong"), figure("2", "exact", 300, part="Tumen"), False),
        (figure("1", "exact", 180, part="Dandong"), figure("2", "exact", 300, part="Dandong"), True),
        (figure("1", "exact", 2), figure("2", "exact", 5, denied=True), False),
    ],
)
def test_what_contradicts(one: Figure, other: Figure, *, answer: bool) -> None:
    assert contradict(one, other) is answer
    assert contradict(other, one) is answer


@given(st.permutations(WAVE))
def test_the_order_of_claims_changes_nothing(shuffled: list[Figure]) -> None:
    assert ledgers(shuffled) == ledgers(WAVE)


@given(
    st.lists(
        st.builds(figure, st.uuids().map(str), st.sampled_from(["exact", "atMost", "moreThan"]), st.integers(1, 99)),
        min_size=1,
    )
)
def test_every_number_of_the_line_was_said_by_someone_or_counts_something(figures: list[Figure]) -> None:
    (ledger,) = ledgers(figures)
    assert isinstance(ledger, Ledger)
    said = {str(figure.count.value) for figure in figures}
    lead, claimants, span, *rest = phrases.line(ledger.line).split("; ")
    assert lead in {phrases.bare(figure.count) for figure in figures}
    assert claimants == "1 claimant"
    assert {piece for piece in span.split() if piece.isdigit()} <= said
    assert all(piece.endswith(("contradict", "contradicts")) for piece in rest)


@given(
    st.lists(
        st.builds(
            figure,
            st.uuids().map(str),
            st.sampled_from(["exact", "atMost", "lessThan", "atLeast", "moreThan", "approximately"]),
            st.integers(1, 30),
            part=st.sampled_from([None, None, "Dandong", "Tumen"]),
            unit=st.sampled_from(["persons", "percent"]),
            nature=st.sampled_from(["flow", "stock"]),
            denied=st.booleans(),
            when=st.sampled_from([None, "2023", "2023-02", "2024"]),
        ),
        max_size=12,
    )
)
def test_what_contradicts_is_found_without_comparing_all_with_all(figures: list[Figure]) -> None:
    for ledger in ledgers(figures):
        for one in ledger.figures:
            found = {other.claim for other in ledger.against(one)}
            assert found == {other.claim for other in ledger.figures if contradict(one, other)}
        pairs = sum(contradict(one, other) for one, other in combinations(ledger.figures, 2))
        assert ledger.contradicting == ledger.line.contradictions == pairs
