"""What a telling says beyond its verb: whose time, which place, how many of whom; and what must not be read into it."""

from dataclasses import replace

import pytest

from refoulement.graph.amount import Amount
from refoulement.graph.claim import EventClaim, RoleClaim
from refoulement.loaders.extract import extract
from refoulement.loaders.extract.composed import total
from refoulement.loaders.extract.sentences import read
from refoulement.tests.synthetic import article, events, extraction, names, stances

SUBJECT = "China has deported North Korean refugees for years. "

Row = tuple[str, Amount | None, str]


def told(text: str) -> list[Row]:
    """Kind and number of each event claim, and its time or "", in an order of their own."""
    found = [
        (claim.event_type, claim.count.value if claim.count else None, claim.when.edtf if claim.when else "")
        for claim in events(extraction(SUBJECT + "\n\n" + text))
    ]
    return sorted(found, key=str)


def placed(text: str) -> list[tuple[str, Amount | None, str, str, str]]:
    """Kind and number of each event claim, where people were taken from, the way they went, where they are."""
    taken = extraction(SUBJECT + "\n\n" + text)
    called = names(taken)

    def row(claim: EventClaim) -> tuple[str, Amount | None, str, str, str]:
        held, via, place = (
            ", ".join(sorted(called[iri] for iri in part)) for part in (claim.held_at, claim.via, claim.place)
        )
        return (claim.event_type, claim.count.value if claim.count else None, held, via, place)

    return sorted((row(claim) for claim in events(taken)), key=str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a month's or a body's name is no doubt
        ("In late May China sent back 37 women through Tumen.", [("Repatriation", 37, "2024-05")]),
        ("So far the Lamp of Hope has helped 37 women reach Seoul.", [("Rescue", 37, "")]),
        ("In late autumn China may have to send back 37 women through Tumen.", []),
        # verbs and nouns of their own
        ("There are, a survey of the Orchard Institute says, about 3,700 orphans in China.", [("Presence", 3700, "")]),
        ("The Lamp Desk has brought out 37 orphans.", [("Rescue", 37, "")]),
        ("A party of 37 North Koreans reached safety in Thailand on Monday.", [("Arrival", 37, "2024-05-13")]),
        ("On Monday 37 North Koreans climbed into the Danish embassy in Beijing.", []),
        ("Police said 37 women were taken from villages near Helong in March.", [("Detention", 37, "2024-03")]),
        ("The army gave the number of those arrested as five.", [("Detention", 5, "")]),
        # who is counted
        ("China deported 37 people, including toddlers and at least two invalids.", [("Repatriation", 37, "")]),
        ("She was held in a barn in Yanji with about 37 others for a week.", [("Detention", 37, "")]),
        ("An attaché staying in Dandong has told friends that some 370 people are on a list.", []),
        ("One woman of 37 was arrested in Yanji in March.", [("Detention", None, "2024-03")]),
        ("On accounts by former guards and two traders, 37 men are held in Yanji.", [("Detention", 37, "")]),
        ("We understand from two witnesses that 37 men are held in Yanji.", [("Detention", 37, "")]),
        ("At least two of those returned in March were shot dead in Hoeryong.", [("Death", 2, "2024-03")]),
        # custody on the way to a return
        (
            "Last month 37 men rounded up in Yanji were sent back to North Korea.",
            [("Repatriation", 37, "2024-04")],
        ),
        # a share of those to whom it was done, and some of them
        (
            "China sent back 370 people in March. Boys make up 10 percent of those returned.",
            [("Repatriation", 10, "2024-03"), ("Repatriation", 370, "2024-03")],
        ),
        (
            "At least 37 people died in custody in Pyongyang, 11 of them at the camp in Musan.",
            [("Death", 11, ""), ("Death", 37, "")],
        ),
        (
            "Some 370 North Koreans are held in cells in Jilin. About 37 are thought to be at Longjing.",
            [("Detention", 37, ""), ("Detention", 370, "")],
        ),
        (
            "The size of the hidden community in China is anyone's guess. One charity says 37,000.",
            [("Presence", 37000, "")],
        ),
        # what officials do is no arrival
        ("In March Karin Holm, a German envoy, travelled to South Korea.", []),
        # men, women and children by the number that the article prints
        (
            "Police stopped 16 people at Boten. The party of 11 women, four men and a girl was held there in March.",
            [("Detention", 16, "2024-03")],
        ),
    ],
)
def test_who_is_told_of_and_when(text: str, expected: list[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # counted from the time that the paragraph told last
        (
            "Police came to her door on 9 April. She died in a cell in Yanji the next day.",
            [("Death", None, "2024-04-10")],
        ),
        (
            "In June 2019 she got to Thailand. She landed at Incheon that November.",
            [("Arrival", None, "2019-06"), ("Arrival", None, "2019-11")],
        ),
        (
            "In August 2019 a couple were deported through Dandong. The man died in a cell in Musan two months later.",
            [("Death", None, "2019-10"), ("Repatriation", None, "2019-08")],
        ),
        # a time of their capture is none of the return
        ("China has returned 37 women who were caught last month in Yanji.", [("Repatriation", 37, "")]),
        ("China has returned 37 women last month.", [("Repatriation", 37, "2024-04")]),
        # a time right before its number
        (
            "South Korea took in 2,900 in 2009, and there was a rise in the first 10 months of 2015, when 1,155 came.",
            [("Arrival", 1155, "2015-01/2015-10"), ("Arrival", 2900, "2009")],
        ),
        # what is said next dates something else
        ("The consul confirmed that a man is held in Yanji and said an envoy saw him on Monday.", []),
    ],
)
def test_a_time_is_that_of_its_own_deed(text: str, expected: list[Row]) -> None:
    found = told(text)
    assert [row for row in found if row in expected] == expected
    assert all(row[2] != "2024-05-13" for row in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a seat, a plea, a birthplace and where relatives live
        (
            "The Lamp Watch, a group based in Nairobi, said 37 North Koreans were deported through Tumen.",
            [("Repatriation", 37, "", "Tumen", "")],
        ),
        (
            "China has sent back 37 women held in Yanji despite pleas from South Korea.",
            [("Repatriation", 37, "Yanji", "", "")],
        ),
        ("In March a man from Musan was sent back to North Korea.", [("Repatriation", None, "", "", "")]),
        (
            "In March 37 men were taken to a prison in Yanji, where relatives in South Korea cannot write to them.",
            [("Detention", 37, "", "", "Yanji")],
        ),
        # a number with a place of its own tells only that
        (
            "That was not all: China sent 37 women back through Tumen, 20 through Dandong and 11 through Changbai.",
            [
                ("Repatriation", 11, "", "Changbai", ""),
                ("Repatriation", 20, "", "Dandong", ""),
                ("Repatriation", 37, "China", "Tumen", ""),
            ],
        ),
        # handed over on the way
        (
            "The 37 women were handed over to North Korean officers at Dandong.",
            [("Repatriation", 37, "", "Dandong", "")],
        ),
        (
            "On 9 April 37 women were brought to the border posts at Hunchun and Tumen, the Seoul-based Watch said.",
            [("Repatriation", 37, "", "Hunchun, Tumen", "")],
        ),
        # the capital by its nation
        ("In March 37 people were arrested in the Thai capital.", [("Detention", 37, "", "", "Bangkok")]),
    ],
)
def test_a_place_is_that_of_its_own_deed(text: str, expected: list[tuple[str, int | None, str, str, str]]) -> None:
    assert placed(text) == expected


def test_a_timeline_dates_its_paragraphs() -> None:
    text = (
        "March 2019 — Twenty women from Yanji are deported.\n\n2020: The border is shut. In July, 37 men are deported."
        "\n\n2021 — Guards deport 11 men through Tumen."
    )
    sentences = read(article(text)).sentences
    assert [s.heading.text if s.heading else "" for s in sentences] == ["March 2019", "2020", "2020", "2021"]
    assert sentences[0].text.startswith("Twenty women")
    assert ("Repatriation", 11, "2021") in told(text)


def test_one_dated_paragraph_is_no_timeline() -> None:
    (sentence,) = read(article("2021 — Guards deport 11 men through Tumen.")).sentences
    assert sentence.heading is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("three women, two men and a girl", 6),
        ("10 women and a small boy", 11),
        ("seven girls and their young guide", 8),
        ("three women", None),
        ("three buses and two men", None),
    ],
)
def test_a_party_is_summed_up(text: str, people: int | None) -> None:
    assert total(text, 0) == people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Members of the Network to Shelter Escapees said 37 people were arrested.", "Network to Shelter Escapees"),
        ("In March they were held in the Thai capital.", "Bangkok"),
        (
            "The Foreign Ministry in Tokyo said an official of the Consulate General in Shenyang saw him.",
            "Consulate General of Japan in Shenyang",
        ),
    ],
)
def test_a_name_is_that_of_the_whole(text: str, name: str) -> None:
    assert name in names(extraction(SUBJECT + text)).values()


def test_a_new_body_keeps_the_beginning_of_its_name() -> None:
    text = "The Citizens' Alliance for Runaways, a civic group, said 37 fled. The Citizens' Alliance counts them."
    assert "Citizens' Alliance for North Korean Human Rights" not in names(extraction(SUBJECT + text)).values()
    known = "Citizens' Alliance for North Korean Human Rights said 37 fled. The Citizens' Alliance counts them."
    assert "Citizens' Alliance for North Korean Human Rights" in names(extraction(SUBJECT + known)).values()


def test_its_director_speaks_for_it() -> None:
    text = (
        "A group, the Lamp Network, said it had helped. It appealed to the UN High Commissioner for Refugees to act. "
        '"In March 37 of them were sent back," said its director, Hannah Mercer.'
    )
    taken = extraction(SUBJECT + text)
    assert [[names(taken)[iri] for iri in claim.claimants] for claim in events(taken)] == [["Lamp Network"]]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Anna Kowal, a consul, said she had heard nothing of the case.", ("Anna Kowal", "doesNotConfirm")),
        ("Anna Kowal, a consul, said her office had no record of any such cases.", ("Anna Kowal", "doesNotConfirm")),
        ("Anna Kowal, a consul, said they were returned over her government's objections.", None),
        ("The Lamp Network said they were returned over its objections.", ("Lamp Network", "condemns")),
    ],
)
def test_a_stance_in_other_words(text: str, stance: tuple[str, str] | None) -> None:
    found = stances(extraction(SUBJECT + text))
    assert stance in found if stance else not found


def test_what_a_release_lists_is_on_the_word_of_who_issues_it() -> None:
    text = (
        "The Lamp Watch released its records of North Korean refugees today.\n\n"
        "• 37 women were deported from China in March 2023.\n\nIn April 2023 another 11 men were deported."
    )
    taken = extract(replace(article(text), publisher="Lamp Watch"))
    credited = {claim.count.value: [names(taken)[i] for i in claim.claimants] for claim in events(taken) if claim.count}
    assert credited == {37: ["Lamp Watch"], 11: []}


def credited(text: str) -> list[tuple[str, Amount | None, list[str]]]:
    """Kind and number of each event claim, and who says so."""
    taken = extraction(SUBJECT + "\n\n" + text)
    called = names(taken)
    return [(c.event_type, c.count.value if c.count else None, [called[i] for i in c.claimants]) for c in events(taken)]


HELD = "Hannah Mercer of the Lamp Network said 37 women were arrested in Yanji on 2 May. "


@pytest.mark.parametrize(
    "further",
    [
        "The South Korean Foreign Ministry said it knew that the 37 women were detained.",
        "Anna Kowal, a consul, said the 37 women had been arrested in China.",
        "Anna Kowal, a consul, said the 37 women had been arrested in Yanji.",
    ],
)
def test_who_else_speaks_of_the_same_people_tells_nothing_more_of_them(further: str) -> None:
    assert [row for row in credited(HELD + "\n\n" + further) if row[0] == "Detention"] == [
        ("Detention", 37, ["Hannah Mercer"])
    ]


@pytest.mark.parametrize(
    "further",
    [
        "Anna Kowal, a consul, said 37 women had been arrested in Kunming.",  # a place of its own
        "Anna Kowal, a consul, said 37 women had been arrested on 3 March.",  # a time of its own
        "Anna Kowal, a consul, also said 37 women had been arrested.",
    ],
)
def test_who_tells_a_place_or_a_time_of_his_own_tells_another_thing(further: str) -> None:
    rows = [row for row in credited(HELD + "\n\n" + further) if row[0] == "Detention"]
    assert rows == [("Detention", 37, ["Hannah Mercer"]), ("Detention", 37, ["Anna Kowal"])]


def test_an_estimate_is_that_of_each_who_makes_it() -> None:
    text = "Hannah Mercer said 3,700 North Koreans live in China. Anna Kowal said 3,700 North Koreans live in China."
    assert credited(text) == [("Presence", 3700, ["Hannah Mercer"]), ("Presence", 3700, ["Anna Kowal"])]


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ('"Nobody asks," said Hannah Mercer, 37, a tailor who reached Seoul in March 2011.', []),
        ("Hannah Mercer, who reached Seoul in March 2011, said nobody asks.", []),
        ("Hannah Mercer said that Anna Kowal, a tailor who reached Seoul in March 2011, had asked.", ["Hannah Mercer"]),
        ("Hannah Mercer, a tailor, said she reached Seoul in March 2011.", ["Hannah Mercer"]),
        ('"Nobody asks," said Hannah Mercer, who said she reached Seoul in March 2011.', ["Hannah Mercer"]),
    ],
)
def test_what_is_told_of_the_speaker_in_passing_is_the_article_s_own(text: str, claimants: list[str]) -> None:
    assert credited(text) == [("Arrival", None, claimants)]


def test_all_of_them_are_those_counted_before_and_most_of_them_are_not() -> None:
    held = "In a barn at Tumen 37 women were held in March. "
    assert ("Repatriation", 37, "2024-04-09") in told(held + "On 9 April all of them were taken over the bridge.")
    assert ("Repatriation", 37, "2024-04-09") not in told(held + "On 9 April most of them were taken over the bridge.")


def test_nobody_is_sent_home_to_china_for_its_being_named_often() -> None:
    text = (
        "China is large. China has deported refugees for years. In China the law of China is strict. A boy who is a "
        "North Korean by birth was detained and deported through Dandong in March."
    )
    taken = extraction(text)
    homes = {names(taken)[iri] for claim in events(taken) for iri in claim.destination}
    assert homes == {"North Korea"}


def test_who_speaks_for_a_body_has_no_role_out_of_its_name() -> None:
    text = "A spokesman for the UN High Commissioner for Refugees, Karl Holm, said the agency was asking."
    taken = extraction(text)
    assert [claim.role for claim in taken.claims if isinstance(claim, RoleClaim)] == ["spokesman"]
