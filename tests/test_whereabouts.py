"""Slots of claims on made-up sentences: by which border town, out of which custody, on whose records, at what time."""

import pytest

from refoulement.tests.test_happenings import placed, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2011, 14 North Koreans were sent back from Dandong.", ("", "Dandong", "North Korea")),
        ("In May 2011, 14 North Koreans were returned at Tumen.", ("", "Tumen", "North Korea")),
        ("In May 2011, 14 North Koreans were deported from Beijing.", ("Beijing", "", "North Korea")),
        ("In May 2011, 14 North Koreans were deported to Dandong.", ("", "Dandong", "North Korea")),
        ("In May 2011, 14 North Koreans were deported to Shenyang.", ("", "", "Shenyang")),
    ],
)
def test_a_border_town_is_the_way_people_went(text: str, expected: tuple[str, str, str]) -> None:
    (claim,) = (row for row in placed(text) if row[0] == "Repatriation")
    assert claim[2:5] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The refugee was arrested in Kunming in May 2011, moved to Tumen and sent back to North Korea.", "Tumen"),
        ("The refugee was arrested in Kunming in May 2011 and sent back to North Korea.", "Kunming"),
    ],
)
def test_custody_before_a_return_is_where_people_were_taken_from(text: str, expected: str) -> None:
    assert [row[2] for row in placed(text) if row[0] == "Repatriation"] == [expected]


def test_custody_behind_a_return_is_not_where_people_were_taken_from() -> None:
    found = placed("Some 96 North Koreans are held in Musan after they had been turned over by China in March 2011.")
    assert [row[2] for row in found if row[0] == "Repatriation"] == ["China"]
    assert [row[5] for row in found if row[0] == "Detention"] == ["Musan"]


def test_the_way_back_is_not_where_people_were_held() -> None:
    found = placed("Nine North Koreans who met near Helong were held in May 2011 and driven back at the Sanhe customs.")
    assert [row[5] for row in found if row[0] == "Detention"] == ["Helong"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The refugee was arrested in Yanji in May 2011. Then she was sent back to North Korea in June 2011.", "Yanji"),
        (
            "The refugee was arrested in Yanji in May 2011.\n\nShe was sent back to North Korea in June 2011.",
            "",  # another paragraph
        ),
        ("Twelve refugees were arrested in Yanji in 2011. Five of them were sent back to North Korea.", "Yanji"),
        ("Twelve refugees were arrested in Yanji in 2011. Five of the 12 were sent back to North Korea.", "Yanji"),
        ("Twelve refugees were arrested in Yanji in 2011. Five of the 20 were sent back to North Korea.", ""),
        ("Twelve refugees were arrested in Yanji in 2011. Twenty of them were sent back to North Korea.", ""),
        ("Twelve refugees were arrested in Yanji in 2011. Five others were sent back to North Korea.", ""),
        ("Twelve refugees were arrested in Yanji in 2011. Five women were sent back to North Korea.", ""),
    ],
)
def test_custody_of_a_sentence_before_is_that_of_the_same_people_only(text: str, expected: str) -> None:
    assert [row[2] for row in placed(text) if row[0] == "Repatriation"] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The refugees were taken to Yanji, where three women were killed in 2011.", "Yanji"),
        ("The refugees were taken to Yanji, where three women are said to have been killed in 2011.", "Yanji"),
        ("They were taken to Evin Prison, where an officer said three refugees were detained in 2011.", "Evin Prison"),
        ("The minister flew to Seoul, where he said that three refugees were detained in 2011.", ""),
        ("The minister flew to Seoul, where he rested as three refugees were detained in 2011.", ""),
        ("The minister flew to Seoul, where he rested, and three refugees were detained in 2011.", ""),
        ("They flew to Seoul, where relatives knew of three refugees who were detained in 2011.", ""),
    ],
)
def test_where_it_was_is_not_where_somebody_speaks_of_it(text: str, expected: str) -> None:
    assert [row[5] for row in placed(text) if row[1] == 3] == [expected]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("in the Beijing suburb of Exampletown", "Exampletown"),
        ("in the Exampletown district of Beijing", "Exampletown"),
        ("in Yanji and the port of Dalian", "Yanji"),  # a list of two
        ("in Longjing, near Yanji,", "Longjing"),
        ("in Longjing, near the city of Yanji,", "Longjing"),
        ("near Yanji", "Yanji"),
        ("in Longjing and near Yanji", "Longjing, Yanji"),
        ("in Exampletown, in Testa province,", "Exampletown"),
        ("in Longjing, in Jilin province,", "Longjing"),
        ("in Longjing, in Yanji and in Tumen", "Longjing, Tumen, Yanji"),
        ("in Bangkok, in Laos and in Vietnam", "Bangkok, Laos, Vietnam"),
        ("in Yanji on their way, supposedly, to Mongolia", "Yanji"),
        ("in Yanji, heading, supposedly, for Mongolia,", "Yanji"),
        ("while trying to enter Mongolia", ""),
        ("when about to reach Mongolia", ""),
        ("in China's border towns", "China"),
        ("in several Chinese cities", "China"),
        ("before the opening of a bridge in Dandong", ""),
        ("days after the opening ceremony in Hangzhou", ""),
    ],
)
def test_a_place_told_by_another_one(where: str, expected: str) -> None:
    found = placed(f"Nine North Koreans were arrested {where} in 2011.")
    assert [row[5] for row in found if row[0] == "Detention"] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine North Koreans who returned from Yanji were arrested in 2011.", ""),  # where they had been
        ("Nine North Koreans from Yanji were arrested in 2011.", "Yanji"),
    ],
)
def test_nobody_is_arrested_where_they_came_from(text: str, expected: str) -> None:
    assert [row[5] for row in placed(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine North Koreans were deported from Beijing in 2011, with a change in Shenyang.", ("Beijing", "Shenyang")),
        ("Nine North Koreans were deported from Beijing in 2011, with a stop in Shenyang.", ("Beijing", "Shenyang")),
        ("Nine North Koreans were deported from Beijing in 2011, with a layover in Shenyang.", ("Beijing", "Shenyang")),
        ("Nine North Koreans were deported from Beijing in 2011 after a stopover in Shenyang.", ("Beijing", "")),
        ("Nine North Koreans were deported from Beijing in 2011, with a change in Shenyang's rules.", ("Beijing", "")),
        ("A change in Beijing led to nine North Koreans being deported in 2011.", ("", "")),
        ("Nine North Koreans were deported in 2011 after the closing ceremony in Hangzhou.", ("", "")),
        ("Nine North Koreans were deported in 2011 after the closing of a camp in Tumen.", ("", "")),
        ("Nine North Koreans were deported in 2011 after hiding in Yanji.", ("Yanji", "")),
        ("Nine North Koreans held in Dandong were handed over at Tumen in 2011.", ("Dandong", "Tumen")),
        ("Nine North Koreans held at Dandong were sent back in 2011.", ("Dandong", "")),
    ],
)
def test_by_which_town_people_went(text: str, expected: tuple[str, str]) -> None:
    assert [row[2:4] for row in placed(text) if row[0] == "Repatriation"] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine refugees, among them a nurse, who were arrested in Yanji in June 2014, are still there.", "2014-06"),
        ("Nine refugees, who fled in May 2014, were arrested in Yanji in June 2014.", "2014-06"),
        ("Nine refugees, who fled in May 2014, were arrested in Yanji.", None),
        ("Nine refugees were arrested in Yanji by police, who opened a camp in May 2014.", None),
        ("Nine refugees were arrested in Yanji, where a camp opened in May 2014.", None),
        ("In 2014, 90 refugees were arrested in Yanji, twice as many as in 2013.", "2014"),
        ("90 refugees were arrested in Yanji, more than in 2013.", None),
        ("90 refugees were arrested in Yanji, the same number as last year.", None),
        ("Police in Yanji arrested 90 refugees, as they had in 2013.", None),
        ("90 refugees were arrested in Yanji, fewer than in the first half of 2013.", None),
        ("As in 2013, 90 refugees were arrested in Yanji.", None),
        ("90 refugees were arrested in Yanji as early as in 2013.", "2013"),
        ("More than 90 refugees were arrested in Yanji in 2013.", "2013"),
    ],
)
def test_the_time_of_a_number_is_its_own(text: str, expected: str | None) -> None:
    assert [when for kind, count, when in told(text) if kind == "Detention" and count] == [expected]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("Presence", "Nine refugees who had been arrested in Yanji in June 2014 are living in Seoul."),
        ("Arrival", "Nine refugees who were detained in Yanji in June 2014 arrived in Seoul."),
    ],
)
def test_when_people_were_caught_is_not_when_they_got_away(kind: str, text: str) -> None:
    assert set(told(text)) == {(kind, 9, None), ("Detention", 9, "2014-06")}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("and sent back to North Korea that October", ["2006-10"]),
        ("and sent back to North Korea that March", ["2007-03"]),  # the next one
        ("and sent back to North Korea two years later", ["2008"]),
        ("and sent back to North Korea two months later", ["2006-08"]),
        ("and sent back to North Korea in May 2007, as a group said two years later", ["2007-05"]),
        ("and the camp was closed two years later", []),
    ],
)
def test_a_time_told_by_one_before_it_in_the_sentence(words: str, expected: list[str]) -> None:
    found = told(f"Nine refugees were arrested in Yanji in June 2006 {words}.")
    assert [when for kind, _, when in found if kind == "Repatriation"] == expected
    assert ("Detention", 9, "2006-06") in found


@pytest.mark.parametrize(
    "text",
    [
        "In 2006, nine refugees were sent back to North Korea; two years later they fled again.",
        "In 2006, nine refugees were sent back to North Korea and two years later fled again.",
        "In 2006, nine refugees were sent back to North Korea, which a group denied two years later.",
    ],
)
def test_no_time_of_something_else_is_counted_from(text: str) -> None:
    assert told(text) == [("Repatriation", 9, "2006")]
