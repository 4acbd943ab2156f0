"""What is told once, and of whom: parts, deaths in custody, shares, "the group", custody before a return."""

import pytest

from refoulement.tests.test_happenings import ARRESTED, DEPORTED, placed, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # where somebody died is no custody of its own
        ("Her uncle, a refugee who was deported, died in custody in Musan in May 2019.", [("Death", None, "2019-05")]),
        # who was sent back, and not who is
        ("China is silent. Those who are sent back to North Korea in 2019 or later face prison.", []),
        ("The number of defectors who came to South Korea nearly doubled in 2018.", []),
        # a part told in an aside, of those counted before it
        ("The 12 refugees, including a widow and three girls, were arrested in Yanji.", [("Detention", 12, None)]),
        (
            "The 12 refugees - a widow and three girls who came alone - were arrested in Yanji.",
            [("Detention", 12, None)],
        ),
        ("In May 2019, 14 refugees, including six members of one clan, were arrested.", [("Detention", 14, "2019-05")]),
        # what they meant to do, and what was done to them
        ("Nine refugees trying to reach Mongolia were arrested in Yanji.", [("Detention", 9, None)]),
        ("Nine refugees and defectors hoping to reach Mongolia were about to leave Yanji.", []),
        # what is told between a return and what came of it
        (
            "In May 2019, 16 refugees who had been sent back, 11 of them women, were shot in Musan.",
            [("Death", 16, "2019-05"), ("Repatriation", 16, "2019-05")],
        ),
        # custody that nobody counts is told of a place narrower than a country
        ("Her brother, a refugee, was arrested in May 2019.", []),
        ("Her brother, a refugee, was arrested in China in May 2019.", []),
        ("Her brother, a refugee, was arrested in Yanji in May 2019.", [("Detention", None, "2019-05")]),
        # what a law says, what "you" do, whoever comes, and who ruled
        ("You send back refugees, a defector said in Yanji in May 2019.", []),
        ("Refugees and defectors are fined, then taken to the Testa prison in Bangkok.", []),
        ("Kim Jong Il, whom defectors and refugees feared, died in custody of his doctors in Musan in May 2019.", []),
        ("Nine defectors went over the Tumen in May 2019. Many refugees are deported.", []),
        # whom "they" stands for, where their number alone was told
        (
            "Nine refugees were arrested in Yanji. Four women hid. They were sent back to North Korea in May 2019.",
            [("Detention", 9, None), ("Repatriation", 4, "2019-05")],
        ),
        (
            "Nine refugees were arrested in Yanji. Two lawyers asked. They were sent back to North Korea in May 2019.",
            [("Detention", 9, None), ("Repatriation", 9, "2019-05")],
        ),
        (
            "Three women and a refugee boy were in the house with a defector. They were arrested in Yanji in May 2019.",
            [("Detention", None, "2019-05")],
        ),
        # told ahead of its time and place by another
        (
            "Testa Aid said three refugees were sent back. Ms. Testa said three were sent back at Tumen in May 2019.",
            [("Repatriation", 3, "2019-05")],
        ),
        # by themselves
        ("His mother crossed the Tumen River into China in July 2016. Many defectors are deported.", []),
    ],
)
def test_each_is_told_once_and_of_its_own(text: str, expected: list[tuple[str, int | None, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 420 prisoners are still alive in North Korea, a group of refugees says.", ("Presence", 420)),
        ("Police said 17 refugees were found hiding under a tarpaulin in Sing.", ("Detention", 17)),
        ("The army sent another 240 refugees from the camp of Nongsa back to Laos.", ("Repatriation", 240)),
        (
            "It has turned back more than 2,600 migrants, an agency for refugees says.",
            ("Repatriation", 2600),
        ),
        ("A team came to the aid of 870 refugees in the desert last month.", ("Rescue", 870)),
        ("The agency was receiving close to 2,700 refugees a year in Seoul.", ("Arrival", 2700)),
    ],
)
def test_more_verbs_of_people_counted(text: str, expected: tuple[str, int]) -> None:
    assert expected in [(kind, number) for kind, number, _ in told(text)]


def test_a_share_is_of_what_was_done_to_it_or_of_those_told_of_before() -> None:
    shares = f"{DEPORTED}Of those refugees, 40 percent were sent to a labor camp."
    assert ("Detention", 40, "2024-03") in told(shares) or ("Detention", 40, None) in told(shares)
    assert ("Arrival", 83, "2018") in told(
        "In 2018, 1,140 North Korean refugees and defectors arrived in South Korea. Women made up 83 percent."
    )
    assert told(shares.replace("sent to a labor camp", "given tea"))[0][1] == 180


def test_the_group_is_those_counted_before_and_no_other() -> None:
    seized = "Twelve North Korean refugees were seized in Nanning on 5 December 2007.\n\n"
    assert told(f"{seized}The group was held at a police station in Nanning.") == [("Detention", 12, "2007-12-05")]
    nine = "Nine refugees were arrested in Kunming on 4 December 2007. "
    both = f"{seized}{nine}The group was pulled off a bus in Kunming on 3 December 2007."
    assert ("Detention", None, "2007-12-03") in told(both)


def test_custody_before_a_return_is_where_it_began_unless_it_has_a_date() -> None:
    back = "She was held in Kunming for weeks and then sent back to North Korea in June."
    assert placed(back) == [("Repatriation", None, "Kunming", "", "North Korea", "")]
    dated = "She was arrested in Yanji in May 2004 and was sent back to North Korea in June 2004."
    assert [row[0] for row in placed(dated)] == ["Detention", "Repatriation"]


def test_the_two_of_whom_nothing_is_told_are_no_claim() -> None:
    assert told(f"{ARRESTED}The ministry asks for access to the 37 refugees.") == [
        ("Detention", 37, told(ARRESTED)[0][2])
    ]
