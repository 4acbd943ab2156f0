"""The geometry of figures: a bar says what its words allow, and never more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.amount import Amount
from refoulement.graph.claim import Count
from refoulement.web.chart import LEFT, RIGHT, Bar, Scale, bar, far_apart, scale_of

BOUNDS = ("exact", "approximately", "atLeast", "moreThan", "atMost", "lessThan")
NEAR = 1e-9

simple = st.builds(
    lambda bound, value: Count(bound=bound, value=value + (bound == "lessThan")),
    st.sampled_from(BOUNDS),
    st.integers(0, 10**6),
)
ranges = st.builds(
    lambda low, more: Count(bound="range", value=low, value_to=low + more), st.integers(0, 10**6), st.integers(1, 10**6)
)
counts = simple | ranges


def drawn(count: Count, value: Amount, scale: Scale) -> bool:
    """True where a bar, or its full point, stands at a number."""
    one, place = bar(count, scale), scale.place(value)
    if one.point is not None and abs(place - one.point) < NEAR:
        return not one.hollow
    return one.start - NEAR <= place <= one.end + NEAR and one.start != one.end


def allowed(count: Count, value: Amount) -> bool:
    """True where the words set a floor or a ceiling, and the number lies within."""
    least, most = count.minimum, count.maximum
    if least is None and most is None:
        return False  # nothing is said of how far "about" reaches, so nothing is drawn of it
    return (least is None or value >= least) and (most is None or value <= most)


@given(st.lists(counts, min_size=1, max_size=6), st.integers(0, 2 * 10**6), st.booleans())
def test_a_number_is_under_a_bar_just_where_the_words_allow_it(
    said: list[Count],
    value: int,
    logarithmic: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    scale = scale_of(said, logarithmic=logarithmic)
    assert scale is not None
    for count in said:
        ends = {count.value, count.value_to, (count.value or 0) + 1, max(0, (count.value or 0) - 1)}
        for number in sorted({value, *(end for end in ends if end is not None)}):
            if number <= scale.top:
                assert drawn(count, number, scale) is allowed(count, number)


@given(counts, st.booleans())
def test_a_bar_is_open_just_where_the_words_set_no_limit(count: Count, logarithmic: bool) -> None:  # noqa: FBT001
    scale = scale_of([count], logarithmic=logarithmic)
    assert scale is not None
    one = bar(count, scale)
    vague = count.bound == "approximately"
    assert one.open_left is (count.minimum is None and not vague)
    assert one.open_right is (count.maximum is None and not vague)
    assert LEFT <= one.start <= one.end <= 100.0
    assert one.point is None or LEFT <= one.point <= RIGHT + NEAR


def test_what_gives_no_number_is_open_on_both_sides_and_has_no_point() -> None:
    assert bar(Count(bound="approximately"), Scale(10)) == Bar(
        LEFT, 100.0, None, hollow=True, open_left=True, open_right=True, vague=True
    )


@given(st.lists(st.integers(0, 10**7), min_size=2, unique=True), st.booleans())
def test_the_greater_number_stands_further_right(values: list[int], logarithmic: bool) -> None:  # noqa: FBT001
    scale = scale_of([Count(bound="exact", value=value) for value in values], logarithmic=logarithmic)
    assert scale is not None
    places = [scale.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert places[0] < places[-1]


@given(st.integers(0, 10**7), st.booleans())
def test_a_scale_has_few_ticks_and_holds_its_figures(value: int, logarithmic: bool) -> None:  # noqa: FBT001
    scale = scale_of([Count(bound="exact", value=value)], logarithmic=logarithmic)
    assert scale is not None
    assert 2 <= len(scale.ticks) <= (10 if logarithmic else 6)
    assert scale.ticks[0] == (LEFT, "0")
    assert abs(scale.ticks[-1][0] - RIGHT) < NEAR
    assert scale.top >= value


def test_shares_are_drawn_on_the_whole_of_a_hundred() -> None:
    assert scale_of([Count(bound="exact", value=7, unit="percent")], logarithmic=True) == Scale(100)


def test_vague_figures_alone_have_no_scale() -> None:
    assert scale_of([Count(bound="approximately")]) is None


@pytest.mark.parametrize(("values", "offered"), [([5, 249], False), ([5, 250], True), ([0, 9], False), ([7], False)])
def test_a_logarithmic_scale_is_offered_where_figures_lie_far_apart(values: list[int], *, offered: bool) -> None:
    assert far_apart([Count(bound="exact", value=value) for value in values]) is offered
