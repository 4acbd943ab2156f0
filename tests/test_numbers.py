"""How numbers are printed: in groups, in words, with a sign of more or less behind them, and inside of dates."""

import pytest

from refoulement.graph.amount import Amount
from refoulement.loaders.extract.counts import quantities
from refoulement.tests.synthetic import events, extraction, figures


def counted(text: str) -> list[tuple[str, Amount | None]]:
    return [(number.count.bound, number.count.value) for number in quantities(text, 0)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 3 May 2023, 1 200 North Koreans were sent back.", 1200),
        ("On 3 May 2023, 1\u202f200 North Koreans were sent back.", 1200),
        ("On 3 May 2023, 1\u00a0200 North Koreans were sent back.", 1200),
        ("On 3 May 2023, 1\u2009200 North Koreans were sent back.", 1200),
        ("On 3 May 2023, 1\u2019200 North Koreans were sent back.", 1200),
        ("On 3 May 2023, 12 500 North Koreans were sent back.", 12500),
        ("On 3 May 2023, one hundred fifty North Koreans were sent back.", 150),
        ("On 3 May 2023, three hundred forty-two North Koreans were sent back.", 342),
        ("On 3 May 2023, one thousand two hundred fifty North Koreans were sent back.", 1250),
        ("In 2023 200 North Koreans were sent back.", 200),
        ("On 3 May 200 North Koreans were sent back.", 200),
        ("On May 3 200 North Koreans were sent back.", 200),
        ("From Camp 14 200 North Koreans were sent back.", 200),
    ],
)
def test_a_number_is_read_whole_however_it_is_printed(text: str, value: int) -> None:
    assert figures(extraction(text)) == [("Repatriation", "exact", value)]


@pytest.mark.parametrize(
    ("words", "bound", "value"),
    [
        ("not fewer than 37 people", "atLeast", 37),
        ("never less than 37 people", "atLeast", 37),
        ("no fewer than 37 people", "atLeast", 37),
        ("fewer than 37 people", "lessThan", 37),
        ("not more than 37 people", "atMost", 37),
        ("37-plus people", "atLeast", 37),
        ("37 plus people", "atLeast", 37),
        ("thirty-plus people", "atLeast", 30),
        ("37+ people", "atLeast", 37),
        ("37 or fewer people", "atMost", 37),
        ("37 or less people", "atMost", 37),
        ("37 or more people", "atLeast", 37),
        ("upwards of 37 people", "moreThan", 37),
        ("upward of 37 people", "moreThan", 37),
        ("two hundred and six people", "exact", 206),
    ],
)
def test_words_on_either_side_bound_a_number(words: str, bound: str, value: int) -> None:
    assert counted(f"They held {words}.") == [(bound, value)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("more than 20 but less than 30 percent of them", [("moreThan", 20)]),
        ("at least 20 but no more than 30 percent of them", [("range", 20)]),
        ("more than 20 but fewer than 22 people", [("exact", 21)]),
        ("at least 20 but fewer than 21 people", [("exact", 20)]),
    ],
)
def test_what_a_bound_rules_out_is_not_in_the_range(words: str, expected: list[tuple[str, int]]) -> None:
    assert counted(f"They held {words}.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "They were deported on 2021/05/05.",
        "They were deported on October 9/10.",
        "They were deported on 5/6/2021.",
        "In 0000 they were deported.",
        "They held 0 people.",
    ],
)
def test_a_date_with_strokes_and_nought_count_nobody(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize("nobody", ["0", "Zero", "No"])
def test_where_nobody_was_sent_back_nothing_happened(nobody: str) -> None:
    assert events(extraction(f"{nobody} North Koreans were deported via Dandong on 3 May 2023.")) == []


def test_a_rise_from_nought_is_told_all_the_same() -> None:
    text = "Returns rose from 0 in 2021; in 2023, 37 North Koreans were deported via Dandong."
    assert figures(extraction(text)) == [("Repatriation", "exact", 37)]


@pytest.mark.parametrize(
    "text",
    [
        "Some 72.5 percent of North Koreans who were repatriated in 2023 were women.",
        "Nine out of ten of those returned in 2023 were women.",
        "Of those repatriated in 2023, 72 percent were women.",
        "Of those repatriated in 2023, 72 percent were under 18.",
        "Some 40 percent of North Koreans who were repatriated in 2023 were in their thirties.",
        "Women made up 72 percent of those repatriated in 2023.",
        "80% of the deportees of 2023 were men.",
        "More than 80 per cent of the refugees deported in 2023 were minors.",
        "60 percent of those repatriated in 2023 came from the north-east.",
    ],
)
def test_who_those_sent_back_were_does_not_say_how_many(text: str) -> None:
    assert events(extraction(text)) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("70 percent of the women held in Tumen were repatriated in 2023.", ("Repatriation", "exact", 70)),
        ("37 North Koreans, 80 percent of them women, were deported in 2023.", ("Repatriation", "exact", 37)),
        ("72 percent of the inmates of a prison for those repatriated were women.", ("Detention", "exact", 72)),
        ("72 percent of defectors who arrived in South Korea in 2023 were women.", ("Arrival", "exact", 72)),
    ],
)
def test_a_share_that_was_sent_back_is_one(text: str, figure: tuple[str, str, int]) -> None:
    assert figures(extraction(text)) == [figure]
