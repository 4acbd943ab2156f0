"""Numbers of people, their bounds, and the numbers that count something else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.amount import Amount
from refoulement.loaders.extract.counts import numbers, quantities


def counted(text: str) -> list[tuple[str, Amount | None, Amount | None, str]]:
    found = [number.count for number in quantities(text, 0)]
    return [(count.bound, count.value, count.value_to, count.unit) for count in found]


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("up to", "atMost"),
        ("as many as", "atMost"),
        ("more than", "moreThan"),
        ("over", "moreThan"),
        ("at least", "atLeast"),
        ("no fewer than", "atLeast"),
        ("nearly", "lessThan"),
        ("fewer than", "lessThan"),
        ("around", "approximately"),
        ("an estimated", "approximately"),
        ("up to about", "atMost"),
        ("as high as", "atMost"),
        ("as low as", "atLeast"),
    ],
)
def test_words_before_a_number_bound_it(words: str, bound: str) -> None:
    assert counted(f"They held {words} 37 people.") == [(bound, 37, None, "persons")]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("at least 20 but no more than 30 people", 20, 30),
        ("no fewer than 20 and no more than 30 people", 20, 30),
        ("not less than 20 nor more than 30 people", 20, 30),
        ("more than 20 but fewer than 30 people", 21, 29),
        ("more than 20, but certainly not more than 30 people", 21, 30),
        ("at most 30 but at least 20 people", 20, 30),
        ("at least 20 but fewer than 30 people", 20, 29),
        ("fewer than thirty but more than twenty people", 21, 29),
        ("over 20 but under some 30 people", 21, 29),
    ],
)
def test_a_bound_on_either_side_makes_a_range(words: str, low: int, high: int) -> None:
    assert counted(f"They held {words}.") == [("range", low, high, "persons")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 20 people but no more than 30 were held.", [("range", 21, 30, "persons")]),
        ("At least two hundred but fewer than three hundred were held.", [("range", 200, 299, "persons")]),
        ("More than 20 but no more than two hundred people were held.", [("range", 21, 200, "persons")]),
        # two numbers of two kinds of people, or of two deeds
        ("More than 40 men but fewer than 30 women ate.", [("moreThan", 40, None), ("lessThan", 30, None)]),
        ("At least 20 people were held but fewer than 30 left.", [("atLeast", 20, None), ("lessThan", 30, None)]),
        ("More than 20 people and over 30 children ate.", [("moreThan", 20, None), ("moreThan", 30, None)]),
    ],
)
def test_two_bounds_are_of_one_number_only_side_by_side(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [found[: len(one)] for found, one in zip(counted(text), expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("37 people", ("exact", 37, None, "persons")),
        ("1,250 refugees", ("exact", 1250, None, "persons")),
        ("nine young North Korean refugees", ("exact", 9, None, "persons")),
        ("twenty-three women", ("exact", 23, None, "persons")),
        ("two hundred people", ("exact", 200, None, "persons")),
        ("a dozen children", ("exact", 12, None, "persons")),
        ("3.5 million migrants", ("exact", 3_500_000, None, "persons")),
        ("between 40 and 50 men", ("range", 40, 50, "persons")),
        ("40 to 50 men", ("range", 40, 50, "persons")),
        ("30 or more people", ("atLeast", 30, None, "persons")),
        ("37 percent of them", ("exact", 37, None, "percent")),
        ("more than 70% are women", ("moreThan", 70, None, "percent")),
        ("hundreds of people", ("approximately", None, None, "persons")),
        ("a family of five was held", ("exact", 5, None, "persons")),
        ("37 were moved", ("exact", 37, None, "persons")),
        ("Three hundred and six people", ("exact", 306, None, "persons")),
        ("Three hundred and six were moved", ("exact", 306, None, "persons")),
        ("two thousand three hundred and six people", ("exact", 2306, None, "persons")),
        ("one hundred people", ("exact", 100, None, "persons")),
        ("a hundred and twenty-one women", ("exact", 121, None, "persons")),
        ("between one hundred and two hundred people", ("range", 100, 200, "persons")),
        ("between one hundred and fifty and two hundred people", ("range", 150, 200, "persons")),
        ("half a million people", ("exact", 500_000, None, "persons")),
        ("37 or so people", ("approximately", 37, None, "persons")),
        ("2,000+ people", ("atLeast", 2000, None, "persons")),
        ("30-odd people", ("approximately", 30, None, "persons")),
        ("37 people at the least", ("exact", 37, None, "persons")),
        ("37 at least were moved", ("atLeast", 37, None, "persons")),
        ("seven in ten of them", ("exact", 70, None, "percent")),
        ("more than one in four of the refugees", ("moreThan", 25, None, "percent")),
        ("three-quarters of the refugees", ("exact", 75, None, "percent")),
        ("98.6 per cent of them", ("exact", Decimal("98.6"), None, "percent")),
        ("more than 70.0% are women", ("moreThan", 70, None, "percent")),
        ("71.5 to 72.25 percent of them", ("range", Decimal("71.5"), Decimal("72.25"), "percent")),
    ],
)
def test_a_number_of_people_is_read(text: str, expected: tuple[str, Amount | None, Amount | None, str]) -> None:
    assert counted(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "within 37 kilometres of the border",
        "for 37 years they worked",
        "on October 9, 2023, they left",
        "in 2023 people were moved",
        "at 8 p.m. the bus left",
        "Resolution 1718 was passed",
        "Covid-19 spread",
        "a 37-year-old woman",
        "five crossing points were named",
        "one of the detainees spoke",
        "it cost $37 a head",
        "the 1990s were hard",
        "9" * 400 + " people were held",
        "Testa Example, 37, was held",
        "a woman of 37 was held",
        "they said Witness 37 was held",
        "a prison for 370 people was built",
        "37 people told the group",
        "interviews with 37 refugees",
        "all but 37 of the refugees",
        "arrested by 37 guards",
        "two in three of them",  # no whole number of percent
        "a third of the refugees",
        "two-thirds of them",
        "a cane cutter of 54 was held",
        "a boy of perhaps eleven was held",
        "she was 26 at the time",
        "said the woman, 34, who was held",
        "my mother, who is 73 and alone",
        "my husband had died in '97",
        "the 1951 refugee convention",
        "arrivals dropped 14 percent from a year earlier",
        "two people with knowledge of the case said so",
        "she was held with nine relatives",
        "her brother, his wife and their three children",
        "out of 36 who were to be on board",
        "they spoke by telephone to 37 people",
        "37 deportees interviewed by monitors",
        "the youngest of whom is 19, and the eldest",
        "three people with contacts in the city have told us so",
        "two detention centres were closed",
        "there are 45 million of us in the South",
        "One of the women has a brother in Busan.",
        "three cases were known and two were closed",
        "she may stay for a month, perhaps two.",
        "the camp shut on 4 and 11 June",
        "he came on March 4 and 11",
        "Mr. T., 37, was held",
        'said "Testa," 37, who was held',
        "according to neighbours and two lawyers",
        "a fall of 14 per cent from a year earlier",
        "a decrease of 14 percent since May",
        "arrivals rose by only 37 in May",
        "more came, up 37 from the year before",
        "a rise of 37",
        "about one tenth of the level of 2019",
        "a camp made for a tenth of that",
        "Up to 2011, people were held there",
        "an archive of more than 3,700 recorded violations",
    ],
)
def test_what_counts_no_people_is_left_alone(text: str) -> None:
    assert counted(text) == []


def test_deeds_are_counted_as_the_people_they_were_done_to() -> None:
    assert [(found.count.value, found.deed) for found in quantities("62 arrests and 37 deaths", 0)] == [
        (62, "Detention"),
        (37, "Death"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 68, at least 41 were sent back", [68, 41]),
        ("two brothers, aged 31 and 34, were seized", [2]),
        ("two of these nurses and three of those wives were seized", [3]),
        ("In June four others were turned back", [4]),
        ("Some left on June 20 and 14 at the end of July", [14]),
        ("Seven, including a widow and her son, have been sent back", [7]),
        ("A GROUP of 16 Testari were seized", [16]),
        ("she shared a cell with around 40 other women", [40]),
        ("Of the 31 women, she says, three died", [31, 3]),
        ("brings to 512 the number of people helped", [512]),
        ("some 954 Tajiks were there", [954]),
        ("they sent 20 women and 12 children back", [20, 12]),
        ("they held 37 people under the law", [37]),
        ("they took 13 of us", [13]),
        ('an official put it at "a little over 1,000"', [1000]),
        ("some five, who were in a second van", [5]),
        ("a mere 1,127 made the journey", [1127]),
        ("the country took in four.", [4]),
        ("two of 15 women repatriated have died", [2, 15]),
        ("63 such deaths", [63]),
        ("it listed 63 further deportations", [63]),
        ("Laos sent back six in 2014.", [6]),
        ("Canada took its first eight in June", [8]),
        ("about 30 a week went over", [30]),
        ("it brings to 37 the number held there", [37]),
        ("that makes 37 the number of those sent back", [37]),
        ("Some 58 were sent back, and three are known to have died.", [58, 3]),
        ("Fewer than 37 remain, the farmer said.", [37]),
        ("the largest group, of twelve, was put ashore", [12]),
        ("13 cooks of a restaurant came", [13]),
        ("she was deported with nine others", [9]),
        ("one of them, a man from Hyesan, died", [1]),
        ("At least 20 of those 46 were held", [20]),
        ("At least 20 of the 46 ended up there", [20]),
    ],
)
def test_a_number_is_read_with_its_noun_left_out_or_behind_it(text: str, expected: list[int]) -> None:
    assert [number.count.value for number in quantities(text, 0)] == expected


def test_a_bound_is_of_the_number_it_stands_before() -> None:
    assert counted("Of the 68, at least 41 were sent back") == [
        ("exact", 68, None, "persons"),
        ("atLeast", 41, None, "persons"),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("37 people, 12 women among them", [(37, False), (12, True)]),
        ("37 people: 12 women and 25 men", [(37, False), (12, True), (25, True)]),
        ("37 refugees, and 12 guards", [(37, False)]),
        ("the group, among them 12 children, was held", [(12, True)]),
        ("the North Koreans - 12 women and two men - were held", [(12, True), (2, True)]),
        ("37 people, including 12 men in a prison in Yanji", [(37, False), (12, False)]),
        ("37 people, including a family of four, were held", [(37, False), (4, True)]),
        ("the refugees are five men, nine women and a boy", [(5, True), (9, True)]),
        ("there are 80 men, women and children in it", [(80, False)]),
        ("58 people, of whom 10 were men and two were women", [(58, False), (10, True)]),
        ("one of the 11 children there has been sent back", [(11, True)]),
        ("one of the 11 children held there has died", [(11, False)]),
    ],
)
def test_women_told_right_behind_a_number_are_a_part_of_it(text: str, parts: list[tuple[int, bool]]) -> None:
    assert [(found.count.value, found.part) for found in quantities(text, 0)] == parts


def test_a_printed_number_is_found_with_its_values() -> None:
    text = "Three hundred and six of 1,200, or 40 to 50 a day, on 9 October"
    assert [(text[start:end], set(values)) for start, end, values in numbers(text)] == [
        ("Three hundred and six", {306}),
        ("1,200", {1200}),
        ("40 to 50", {40, 50}),
        ("9", set()),
    ]


def test_a_year_is_no_lower_end_of_a_range() -> None:
    assert counted("229 arrivals in 2020 and 1,047 in 2019") == [
        ("exact", 229, None, "persons"),
        ("exact", 1047, None, "persons"),
    ]


@given(st.integers(min_value=2, max_value=999_999))
def test_any_number_in_digits_is_read_whole(number: int) -> None:
    text = f"Some {number:,} people were held."
    (quantity,) = quantities(text, 100)
    assert (quantity.count.bound, quantity.count.value) == ("approximately", number)
    assert text[quantity.start - 100 : quantity.end - 100] == f"Some {number:,} people"


SPELLED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen twenty thirty-four ninety-nine".split()
)


@given(st.sampled_from(SPELLED[1:9]), st.sampled_from(("hundred", "thousand")), st.sampled_from(SPELLED))
def test_any_number_in_words_is_read_whole(first: str, scale: str, last: str) -> None:
    tail = {"thirteen": 13, "twenty": 20, "thirty-four": 34, "ninety-nine": 99}.get(last, SPELLED.index(last) + 1)
    expected = (SPELLED.index(first) + 1) * {"hundred": 100, "thousand": 1000}[scale] + tail
    text = f"{first} {scale} and {last} people were held."
    (quantity,) = quantities(text, 0)
    assert (quantity.count.bound, quantity.count.value) == ("exact", expected)
    assert text[: quantity.end] == f"{first} {scale} and {last} people"


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_read(text: str) -> None:
    for quantity in quantities(text, 0):
        assert 0 <= quantity.start < quantity.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "who died in May 2006 at the age of 28.",
        "The bill (H.R. 8214) is about refugees.",
        "It made transfers, of 40 persons each.",
        "Three members of the National Assembly had a question.",
        "A survey among 230 recent arrivals was shown.",
        "She sleeps under a roof with four grandchildren.",
    ],
)
def test_ages_bills_and_those_who_sit_or_are_asked_count_nobody(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A hall held 310 men, women and children.", [310]),
        ("Twelve men said to have led the march were held.", [12]),
        ("This brings to 16,400 the number who have come over.", [16400]),
        ("It hit a record low of 58 in 2021.", [58]),
        ("A paper said that nine had been handed back.", [9]),
        ("A paper said that nine had been on sale.", []),
        ("In May, 40 refugees went to Rosso and another 880 to Gogui.", [40, 880]),
        ("There were 61 trainees in the house.", [61]),
    ],
)
def test_more_ways_to_leave_a_noun_out(text: str, expected: list[int]) -> None:
    assert [number for _, number, _, _ in counted(text)] == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("nearly the 137 held in all of 2019", [137]),
        ("37 arriving last month", [37]),
        ("five crossing points were named", []),
        ("three more who came in May", [3]),
        ("In the end three more reports came", []),
        ("37 were held, of whom six have already been returned", [37, 6]),
        ("37 were held, of whom six had relatives abroad", [37]),
        ("12 are in custody, and three, all teenagers, are believed to be dead", [12, 3]),
        ("at least 19 workers were handed over, eleven by train", [19, 11]),
        ("37 reports were filed, eleven by hand", []),
        ("At least 18 highlanders are serving prison terms", [18]),
        ("three anglers were arrested", [3]),
        ("three trucks were seized", []),
        ("fourteen cellmates died", [14]),
        ("fourteen horses died", []),
        ("One woman, a clerk with a cough, died there", [1]),
        ("One, a clerk, died there", [1]),
        ("One woman, a clerk with a cough, lives there", []),
        ("One of the nine, a clerk, had been held before", []),
        ("One of the nine who had been held before", [9]),
    ],
)
def test_numbers_without_a_noun_or_with_one_that_no_list_holds(text: str, values: list[int]) -> None:
    assert [found.count.value for found in quantities(text, 0)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Seven people, the oldest of them 61, were held", [7]),
        ("The nine, the eldest 23 and the youngest 14, were held", [9]),
        ("The nine, aged between 15 and 23, were held", [9]),
        ("The nine, all boys between 13 and 18, were held", [9]),
        ("Between 13 and 18 boys were held", [13]),
        ("37 children under 12 were held", [37]),
        ("There were 37 men, over 12 of them were held", [37, 12]),
        ("a neighbour, 32, died there", []),
        ("the total, 32, was low", [32]),
        ("held under the Testa Act of 1698", []),
    ],
)
def test_ages_of_several_count_nobody(text: str, values: list[int]) -> None:
    assert [found.count.value for found in quantities(text, 0)] == values


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("37 women were held, two of them pregnant", [False, True]),
        ("37 people, five of whom appear to be orphans, were held", [False, True]),
        ("37 people were held, two of them in Testa", [False, False]),
        ("37 people were held, two of them arrested twice", [False, False]),
    ],
)
def test_what_some_of_them_are_is_no_claim_of_its_own(text: str, parts: list[bool]) -> None:
    assert [found.part for found in quantities(text, 0)] == parts
