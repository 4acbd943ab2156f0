"""Event claims, mechanism by mechanism, on made-up sentences: who, what, when, where; and what must not be claimed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refoulement.graph.amount import Amount
from refoulement.graph.claim import EventClaim
from refoulement.loaders.extract.counts import numbers
from refoulement.tests.synthetic import events, extraction, names

ARRESTED = "Police arrested 37 North Korean refugees in Shenyang on 9 May. "
DEPORTED = "China deported 180 North Korean refugees in March 2024. "


def told(text: str) -> list[tuple[str, Amount | None, str | None]]:
    """Kind, number and time of each event claim, in an order of their own."""
    found = [
        (claim.event_type, claim.count.value if claim.count else None, claim.when.edtf if claim.when else None)
        for claim in events(extraction(text))
    ]
    return sorted(found, key=str)


def placed(text: str) -> list[tuple[str, Amount | None, str, str, str, str]]:
    """Kind and number of each event claim, and the places from, via, to and at which it was."""
    taken = extraction(text)
    called = names(taken)

    def row(claim: EventClaim) -> tuple[str, Amount | None, str, str, str, str]:
        where = [
            ", ".join(sorted(called[place] for place in places))
            for places in (claim.held_at, claim.via, claim.destination, claim.place)
        ]
        return (claim.event_type, claim.count.value if claim.count else None, where[0], where[1], where[2], where[3])

    return sorted((row(claim) for claim in events(taken)), key=str)


@pytest.mark.parametrize(
    "text",
    [
        "China deported 37 North Koreans to North Korea in March 2024.",
        "In March 2024, 37 North Koreans were deported from China to North Korea.",
        "The 37 North Koreans deported from China in March 2024 were refugees.",
        "China has sent 37 North Korean refugees home in March 2024.",
    ],
)
def test_any_voice_tells_the_same(text: str) -> None:
    assert told(text) == [("Repatriation", 37, "2024-03")]
    assert placed(text) == [("Repatriation", 37, "China", "", "North Korea", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police detained 37 North Koreans in Shenyang and deported them to North Korea in March 2024.",
            [("Detention", 37, "", "", "", "Shenyang"), ("Repatriation", 37, "Shenyang", "", "North Korea", "")],
        ),
        (
            "Police detained 37 North Korean refugees in Tumen. They were sent back to North Korea in March 2024.",
            [("Detention", 37, "", "", "", "Tumen"), ("Repatriation", 37, "Tumen", "", "North Korea", "")],
        ),
        (
            "Police held 37 North Korean refugees in Tumen in March 2024. The 37 were sent back to North Korea.",
            [("Detention", 37, "", "", "", "Tumen"), ("Repatriation", 37, "Tumen", "", "North Korea", "")],
        ),
        (
            "Some 37 North Korean refugees held in Tumen were sent back to North Korea in March 2024.",
            [("Repatriation", 37, "Tumen", "", "North Korea", "")],
        ),
        (
            DEPORTED.replace("in March 2024. ", "through Dandong, the rest through Tumen."),
            [("Repatriation", 180, "China", "Dandong", "North Korea", ""),
             ("Repatriation", None, "", "Tumen", "North Korea", "")],
        ),
        (
            "China deported 18 North Korean refugees in March 2024, and the rest were jailed in Tumen.",
            [("Detention", None, "", "", "", "Tumen"), ("Repatriation", 18, "China", "", "North Korea", "")],
        ),
    ],
)  # fmt: skip
def test_one_number_in_two_tellings_and_the_custody_before_a_return(
    text: str, expected: list[tuple[str, int | None, str, str, str, str]]
) -> None:
    assert placed(text) == expected


def test_they_are_the_people_of_the_sentence_before_which_is_a_passage_too() -> None:
    text = ARRESTED + "They were sent back to North Korea in May 2024."
    (claim,) = [claim for claim in events(extraction(text)) if claim.event_type == "Repatriation"]
    assert claim.count is not None
    assert claim.count.value == 37
    assert [passage.exact for passage in claim.passages] == [
        ARRESTED.strip(),
        "They were sent back to North Korea in May 2024.",
    ]


def test_most_of_them_are_nobody_knows_how_many() -> None:
    assert told(ARRESTED + "Most of them were sent back to North Korea in May 2024.") == [
        ("Detention", 37, "2024-05-09"),
        ("Repatriation", None, "2024-05"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            DEPORTED + "Seven in ten of them were women.",
            [("Repatriation", 180, "2024-03"), ("Repatriation", 70, "2024-03")],
        ),
        ("Seven in ten of the North Korean refugees in South Korea are women.", [("Presence", 70, None)]),
        ("Some 37 or so North Korean refugees were held in Shenyang.", [("Detention", 37, None)]),
        (
            "Testa Example, 37, was a North Korean refugee held in Shenyang in March 2024.",
            [("Detention", None, "2024-03")],
        ),
        ("Witness 37 said that refugees were held in Shenyang in March 2024.", [("Detention", None, "2024-03")]),
        ("A prison for 370 refugees was built in Shenyang in March 2024.", []),
    ],
)
def test_shares_ages_and_labels(text: str, expected: list[tuple[str, int | None, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a serial predicate goes on with the same people; most of them are nobody knows how many
        (
            "The North Korean refugee was arrested in Longjing in April 2004, and was sent back by way of Sanhe.",
            [
                ("Detention", None, "", "", "", "Longjing"),
                ("Repatriation", None, "Longjing", "Sanhe", "North Korea", ""),
            ],
        ),
        (
            "The refugees had been arrested in Yanji and held for two weeks in a compound in Tumen.",
            [("Detention", None, "", "", "", "Tumen"), ("Detention", None, "", "", "", "Yanji")],
        ),
        ("Most of the refugees are in custody in Jilin, the group says.", [("Detention", None, "", "", "", "Jilin")]),
        # a prison by its name
        ("The refugee spent a year in Chongori prison.", [("Detention", None, "", "", "", "Kyo-hwa-so No. 12")]),
        # the whole, and the part that the verb is told of
        ("Of the 31 North Korean refugees in the cell, three died.", [("Death", 3, "", "", "", "")]),
        (
            "Some 46 North Korean refugees who had been held there landed in Seoul.",
            [("Arrival", 46, "", "", "", "Seoul")],
        ),
        # where most of them are is within where they all are
        (
            "Some 180 North Korean refugees live in Japan, mainly in Osaka.",
            [("Presence", 180, "", "", "", "Japan")],
        ),
        # to whom, over which border
        (
            "Four North Korean refugees were driven back to the Chinese border in May 2024.",
            [("Repatriation", 4, "", "", "China", "")],
        ),
        # who counts arrivals, who lets people in, what they add up to
        (
            "The Ministry of Unification recorded 1,276 North Korean arrivals in 2015.",
            [("Arrival", 1276, "", "", "", "South Korea")],
        ),
        (
            "The United States admitted 15 North Korean refugees in 2015.",
            [("Arrival", 15, "", "", "", "United States")],
        ),
        # two deeds of one number, with what is told of a place between; one of a group who died
        (
            "Some 37 North Koreans were held in Tumen, in a jail that can be seen, and were deported in May 2024.",
            [("Detention", 37, "", "", "", "Tumen"), ("Repatriation", 37, "Tumen", "", "North Korea", "")],
        ),
        (
            "Of the North Korean refugees one of them, a nurse, died in Tumen in May 2024.",
            [("Death", 1, "", "", "", "Tumen")],
        ),
        # to whom a share it was done, whom it only names, whom it could put names to
        (
            "Of the refugees asked, 36 percent had been arrested and sent back to North Korea.",
            [("Repatriation", 36, "", "", "North Korea", "")],
        ),
        (
            DEPORTED + "The group could put names to 37 of them.",
            [
                ("Repatriation", 180, "China", "", "North Korea", ""),
                ("Repatriation", 37, "China", "", "North Korea", ""),
            ],
        ),
        # the provinces and the two towns that were named
        (
            "The refugees were seen in Jilin and Liaoning. Some 8,000 North Koreans live in the two provinces.",
            [("Presence", 8000, "", "", "", "Jilin, Liaoning")],
        ),
        (
            "The refugees were seen in Jilin. Some 8,000 North Koreans live in the two provinces.",
            [],
        ),
        # others, elsewhere, by whom nobody says
        (
            "Refugees fear deportation. Some 600 are held in Changchun. Elsewhere, activists speak of 2,000.",
            [("Detention", 2000, "", "", "", ""), ("Detention", 600, "", "", "", "Changchun")],
        ),
        # one of so many; some of so many; who had been hiding before
        (
            "She was sent back to North Korea through Tumen in March 2005, one of 33 refugees in the truck.",
            [("Repatriation", 33, "", "Tumen", "North Korea", "")],
        ),
        (
            "Two of 15 North Korean refugees deported from China have died in Onsong.",
            [("Death", 2, "", "", "", "Onsong"), ("Repatriation", 15, "China", "", "North Korea", "")],
        ),
        (
            "Police arrested 136 North Korean refugees who had been crammed into a house in Bangkok.",
            [("Detention", 136, "", "", "", "Bangkok")],
        ),
        # what is feared or only asked about is none
        ("Asked about reports that China deported 37 North Koreans in May, he said nothing.", []),
        ("She fears that all 37 North Korean refugees are in prison in Shenyang.", []),
        # who only came along
        ("Some 37 activists arrived in Seoul for North Korean refugees.", []),
        ("His uncle died in Seoul in May 2024, a North Korean refugee said.", []),
        ("The North Korean refugee fled prison in Hoeryong after her husband died in May 2024.", []),
    ],
)
def test_what_else_a_sentence_tells(text: str, expected: list[tuple[str, int | None, str, str, str, str]]) -> None:
    assert placed(text) == expected


def test_what_arrivals_add_up_to_lives_there() -> None:
    text = "Some 37 North Korean refugees arrived in South Korea in May 2024, bringing the total to 34,000."
    assert told(text) == [("Arrival", 37, "2024-05"), ("Presence", 34000, "2024-05")]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The TJWG said on Monday that 37 North Koreans were deported from China.", None),
        ("On Monday, the TJWG said that 37 North Koreans were deported from China.", None),
        ("The TJWG said on Monday that 37 North Koreans were deported from China on 9 May.", "2024-05-09"),
        ("Some 37 North Koreans were deported from China on 9 May, the TJWG said on Monday.", "2024-05-09"),
        ("In the spring of 2019, 37 North Koreans were deported from China.", "2019-03~/2019-05~"),
        ("Last week's Games ended, and China had deported 37 North Koreans.", None),
        ("China deported 37 North Koreans in the first nine days of March 2019.", "2019-03-01/2019-03-09"),
    ],
)
def test_the_day_of_the_deed_is_not_that_of_its_telling(text: str, when: str | None) -> None:
    assert told(text) == [("Repatriation", 37, when)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Some 229 North Korean refugees arrived in South Korea in 2020, down from 1,047 a year earlier.",
            [("Arrival", 1047, "2019"), ("Arrival", 229, "2020")],
        ),
        (
            "South Korea took in 59 refugees between January and June 2021, against 320 in the same period of 2020.",
            [("Arrival", 320, "2020-01/2020-06"), ("Arrival", 59, "2021-01/2021-06")],
        ),
        (
            "Refugees hope. The number of defectors arriving in the South fell from 1,047 in 2019 to 229 in 2020.",
            [("Arrival", 1047, "2019"), ("Arrival", 229, "2020")],
        ),
        (
            "Refugees hope. The accumulated number of defectors had reached 30,212 in 2019.",
            [("Arrival", 30212, "2019")],
        ),
        ("In 2011 South Korea airlifted 37 North Korean refugees from Laos.", [("Arrival", 37, "2011")]),
        (
            "Some 12 refugees arrived in South Korea in May 2023, a record low, after 320 for all of 2022.",
            [("Arrival", 12, "2023-05"), ("Arrival", 320, "2022")],
        ),
        (
            "Some 37 refugees, all defectors, came to Seoul in May 2023. The yearly figure was above 1,000 in 2019.",
            [("Arrival", 1000, "2019"), ("Arrival", 37, "2023-05")],
        ),
        (
            "Some 37 refugees, all defectors, arrived in South Korea in 2022. It fell to 12 in 2023.",
            [("Arrival", 12, "2023"), ("Arrival", 37, "2022")],
        ),
        (
            ARRESTED + "That night 12 refugees were deported through Dandong.",
            [("Detention", 37, "2024-05-09"), ("Repatriation", 12, "2024-05-09")],
        ),
        (
            ARRESTED + "Two days later 12 refugees were deported through Dandong.",
            [("Detention", 37, "2024-05-09"), ("Repatriation", 12, "2024-05-11")],
        ),
    ],
)
def test_a_time_may_be_told_by_another(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert told(text) == expected


def test_a_part_has_the_time_of_the_whole_on_the_word_of_its_sentence() -> None:
    claims = events(extraction(DEPORTED + "Of these, 37 were sent back through Dandong."))
    (part,) = [claim for claim in claims if claim.count and claim.count.value == 37]
    assert part.when is not None
    assert part.when.edtf == "2024-03"
    assert [passage.exact for passage in part.context] == [DEPORTED.strip()]
    assert part.confidence < min(claim.confidence for claim in claims if claim is not part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police searched Yanji for refugees. Some 37 North Koreans were detained there.",
            ("Detention", 37, "", "", "", "Yanji"),
        ),
        (
            "Mongolia deported 37 Afghan refugees to their home country. The refugees are Afghans.",
            ("Repatriation", 37, "Mongolia", "", "Afghanistan", ""),
        ),
        ("Thailand deported 37 Afghans, and refugees wept.", ("Repatriation", 37, "Thailand", "", "Afghanistan", "")),
        ("Russia sent 37 North Korean refugees home.", ("Repatriation", 37, "Russia", "", "North Korea", "")),
        ("Vietnamese police held 37 North Korean refugees.", ("Detention", 37, "", "", "", "Vietnam")),
        (
            "China is believed to have deported 37 North Korean refugees.",
            ("Repatriation", 37, "China", "", "North Korea", ""),
        ),
        (
            "Some 37 North Korean refugees landed in Manila on their way to Seoul.",
            ("Arrival", 37, "", "", "", "Manila"),
        ),
        ("Some 37 North Korean refugees are living in Yanji.", ("Presence", 37, "", "", "", "Yanji")),
    ],
)
def test_where_the_article_says_it(text: str, expected: tuple[str, int, str, str, str, str]) -> None:
    assert placed(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied that 37 North Korean refugees were sent back to North Korea in March 2024.",
        "If 37 North Korean refugees were sent back to North Korea, they would be jailed.",
        "Sending 37 North Korean refugees back to North Korea is a crime.",
        "No one among the 37 North Korean refugees was sent back to North Korea.",
        "Not one of the 37 North Korean refugees was deported from China in March 2024.",
        "In March 2024, 37 North Korean refugees walked back over the ice to North Korea.",
        "The Testa Rescue Network has 37 North Korean refugees among its members in Seoul.",
        "Some 37 North Korean refugees are living quietly.",
        "Some 37 North Korean refugees arrived in China in March 2024.",
        "Some 37 North Korean refugees arrived in North Korea in March 2024.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert told(text) == []


def test_a_verb_in_the_name_of_who_does_it_is_none_and_its_own_is() -> None:
    assert told("Testa Rescue rescued 37 North Korean refugees from China in March 2024.") == [
        ("Rescue", 37, "2024-03")
    ]


NUMBERS = ("37", "1,047", "twelve", "three hundred and six", "up to 200", "some 40 to 50", "dozens of", "seven in ten")
PEOPLE = ("North Koreans", "refugees", "women", "detainees", "of them")
DEEDS = (
    "were deported from China", "were held in Shenyang", "arrived in South Korea", "are living in Yanji",
    "were executed in Pyongyang", "were handed over at Dandong", "had been arrested and sent back",
)  # fmt: skip
ENDS = ("", " in March 2024", " a year earlier", ", and the rest were jailed in Tumen", ". They were sent back in May")
PHRASES = st.tuples(*map(st.sampled_from, (NUMBERS, PEOPLE, DEEDS, ENDS))).map(
    lambda parts: f"{parts[0]} {parts[1]} {parts[2]}{parts[3]}."
)


@settings(max_examples=60)
@given(st.lists(PHRASES, min_size=1, max_size=4))
def test_a_passage_of_every_claim_holds_its_number(phrases: list[str]) -> None:
    for claim in events(extraction(" ".join(phrase[0].upper() + phrase[1:] for phrase in phrases))):
        if claim.count and claim.count.value is not None and claim.count.unit == "persons":
            printed = [values for passage in claim.passages for *_, values in numbers(passage.exact)]
            assert any(claim.count.value in values for values in printed)


NO_PEOPLE = (
    "deported sent back held in Shenyang China on Monday rice was shipped through Dandong March 2024 arrived executed "
    "the border is closed . , repatriation asylum said a report of trade"
).split()


@settings(max_examples=60)
@given(st.one_of(st.lists(st.sampled_from(NO_PEOPLE), max_size=40).map(" ".join), st.text(max_size=200)))
def test_where_no_people_are_told_of_nothing_is_claimed(text: str) -> None:
    assert events(extraction("Asylum and repatriation. " + text)) == []
