"""Times and places that the sentences around a telling give it, on made-up sentences; and where they give none."""

import pytest

from refoulement.graph.amount import Amount
from refoulement.graph.when import When
from refoulement.loaders.extract.anaphora import counted_from
from refoulement.tests.synthetic import events, extraction, names

LEAD = "Seven North Korean refugees have been detained in Laos, an activist said Wednesday.\n\n"
CAUGHT = "Nine North Korean refugees hid in a barn. "
SURROUNDED = "On 4 May 2021 the police surrounded it."


def whens(text: str) -> list[tuple[Amount | None, str | None]]:
    """Number and time of each event claim."""
    return [(c.count.value if c.count else None, c.when.edtf if c.when else None) for c in events(extraction(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEAD + "Soldiers pulled them out of a lorry last Thursday.", (7, "2024-05-09")),
        (LEAD + "The five men and two women were found in a temple on Sunday.", (7, "2024-05-12")),
        (LEAD + "Their relatives protested in Seoul on Sunday.", (7, None)),
        (LEAD + "The law was signed on 3 May.", (7, None)),
        (LEAD + "Its guards were trained on 9 May 2019.", (7, None)),
        (LEAD + "Twelve North Korean refugees were arrested in Vietnam on Sunday.", (7, None)),
        (LEAD + "The activist said on Tuesday that he had no news.", (7, None)),
        (
            CAUGHT + SURROUNDED + " All nine North Korean refugees were arrested.",
            (9, "2021-05-04"),
        ),
        (CAUGHT + SURROUNDED + " All nine North Koreans had been arrested.", (9, None)),
        (CAUGHT + SURROUNDED + "\n\nAll nine North Koreans were arrested.", (9, None)),
        (CAUGHT + SURROUNDED + " By noon nine North Korean refugees had been arrested.", (9, "2021-05-04")),
        (CAUGHT + SURROUNDED + " Hours later nine North Korean refugees were arrested.", (9, "2021-05-04")),
        (CAUGHT + SURROUNDED + " Years later nine North Korean refugees were arrested.", (9, None)),
        (CAUGHT + "On 4 May 2021 it was sold. Thirty North Koreans were arrested.", (30, None)),
    ],
)
def test_the_sentence_beside_gives_the_day(text: str, expected: tuple[int, str | None]) -> None:
    assert expected in whens(text)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("On 3 March 2019 they fled. On 8 March, 6 North Korean refugees were deported to North Korea.", "2019-03-08"),
        ("On 3 November 2019 they fled. On 8 January, 6 North Koreans were deported to North Korea.", "2020-01-08"),
        ("In 2019 they fled. On 8 March, 6 North Korean refugees were deported to North Korea.", "2024-03-08"),
        ("On 3 March 2019 they fled. On 8 November, 6 North Koreans were deported to North Korea.", "2023-11-08"),
        ("In 2021, it deported 6 North Korean refugees to North Korea.", "2021"),
        ("In the past four years, by his own count, he sent back 6 North Korean refugees.", "2020/2024"),
        ("In 2021 guards fled, and they deported 6 North Korean refugees to North Korea.", None),
        ("A record 6 North Korean refugees were deported to North Korea last year.", "2023"),
        ("Officers held 6 North Korean refugees, the most in a week last year, in Shenyang.", None),
        ("The 6 North Korean refugees were held in Shenyang until 8 March.", None),
        ("Officers caught 6 North Korean refugees in Shenyang last Wednesday.", "2024-05-08"),
        # the year of a month that is told right before it
        ("In March last year they fled. On 8 April, 6 North Koreans were deported to North Korea.", "2023-04-08"),
        # the time right before a number, not the one at the head
        ("In 2019 some hid, and in June 2021 6 North Korean refugees were deported to North Korea.", "2021-06"),
        ("Laos deported 6 North Korean refugees, and in March 2021 it let two go.", None),
        # of another thing: a law, a cause, the first of several, what comes next, the custody of others
        ("It deported 6 North Korean refugees under a law passed in 2004.", None),
        ("Since then 6 North Korean refugees were deported, the earliest in 2004.", None),
        ("The 6 North Koreans are held in Jilin, since guards shut the border in January.", None),
        ("The 6 North Koreans were held in Jilin until a court ruled, in April.", None),
        ("In March 6 North Koreans were held in Jilin until they were moved in April.", "2024-03"),
        ("Police held 6 North Korean refugees in Jilin for weeks before being told off in April.", None),
        ("Officers held 6 North Koreans who were sent back by Laos in 2021.", None),
        ("A court tried 6 North Koreans who were held in Jilin in 2021.", "2021"),
        # "states" tells nothing
        ("Some 6 North Koreans were deported from the United States last year.", "2023"),
        ("The 6 North Koreans were deported, as the ministry states last year.", None),
        # the first months of this year, and of something else
        ("The ministry said 6 North Koreans were deported in the first three months.", "2024-01/2024-03"),
        ("The ministry said 6 North Koreans were deported in the first nine months.", "2023-01/2023-09"),
        ("The ministry said 6 North Koreans were deported in the first three months of the ban.", None),
        # of the figure right behind it
        (
            "It deported 90 North Koreans last year, and the tally for the first two months of 2024 is 6.",
            "2024-01/2024-02",
        ),
        ("It deported 90 North Koreans last year, and the count this year was 6 as of 2 May.", "2024-01-01/2024-05-02"),
        ("It deported 90 North Koreans last year, well behind the pace of 2022, when it sent back 6.", "2022"),
        # of the head of the sentence, and not of what the deed led to
        ("Last year 6 North Koreans were deported in a wave that began when guards came in late 2011.", "2023"),
        ("The second time, in June 2021, he was one of 6 North Koreans who were deported.", "2021-06"),
        ("The vigil began on 3 May after word that 6 North Koreans had been deported.", None),
        ("On 3 May, shortly after the Games, China deported 6 North Koreans.", "2024-05-03"),
        ("The 6 North Koreans are held in Jilin after guards had turned them over in April.", None),
        ("The 6 North Koreans are held in Jilin, some since April.", None),
        ("The 6 North Koreans are held in Jilin since April.", "2024-04/.."),
        # since something, and that itself
        ("Some 6 North Korean refugees were deported since the border reopened in March 2024.", "2024-03/.."),
        ("Others wait since China deported 6 North Korean refugees in March 2024.", "2024-03"),
    ],
)
def test_the_year_and_the_clause_of_a_time(text: str, when: str | None) -> None:
    assert (6, when) in whens("Refugees from North Korea were in China. " + text)


def test_a_month_under_the_heading_of_a_year_is_of_that_year() -> None:
    text = "North Korean refugees were deported.\n\n2006\nSix North Koreans were deported in May.\n\n2008\nNone came."
    assert (6, "2006-05") in whens(text)
    assert (6, "2024-05") in whens(text.replace("\n2006", "").replace("\n2008\n", ""))


@pytest.mark.parametrize(
    ("before", "words", "edtf"),
    [
        ("2004-05-06", "in March of that year", "2004-03"),
        ("2004-05-06/..", "that night", "2004-05-06"),
        ("2004-05/..", "that night", None),
        ("2004", "on 3 May the following year", "2005-05-03"),
        ("2024-05-09", "that week", "2024-05-06/2024-05-12"),
        ("2024-05", "that week", None),
        ("2024-05-09", "that month", "2024-05"),
        ("2024-05-09", "that year", "2024"),
        ("2004", "on 31 September of that year", None),
    ],
)
def test_that_week_month_and_year(before: str, words: str, edtf: str | None) -> None:
    found = counted_from(When(before), words)
    assert (found and found.edtf) == edtf


def test_a_prison_nobody_knows_is_where_people_of_nobody_knows_where_were_taken_from() -> None:
    (claim,) = events(extraction("In May 2023, 40 Exampler refugees were deported from Exampleville Prison."))
    assert [claim.event_type, len(claim.held_at), len(claim.destination)] == ["Repatriation", 1, 0]


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("The Chinese government has deported 40 North Koreans.", "held_at", ["China"]),
        ("Laos had let people stay. In May it deported 40 North Koreans.", "held_at", ["Laos"]),
        ("A group had let people stay. In May it deported 40 North Koreans.", "held_at", []),
        ("The 40 North Koreans fled to China in 2019 and were sent back in May 2021.", "destination", ["North Korea"]),
        ("Police stopped 40 North Koreans at a checkpoint outside Kunming.", "place", ["Kunming"]),
        ("Police arrested 40 North Koreans in Yanji, a source in Hoeryong has revealed.", "place", ["Yanji"]),
        ("In May 40 North Koreans were flown from Vientiane via Beijing to Pyongyang.", "via", ["Beijing"]),
        # where others are: a source, talks, where people are from, where they may never have been
        ("Aid groups in Seoul reckon that 40 North Koreans were sent back over the bridge.", "held_at", []),
        ("He spoke in Geneva, and there were reports that 40 North Koreans were sent back.", "held_at", []),
        ("Police arrested 40 women from Hoeryong in Yanji.", "place", ["Yanji"]),
        ("Police arrested 40 women from Hoeryong.", "place", []),
        ("Some 40 nationals of North Korea were arrested.", "place", []),
        ("Police caught 40 North Koreans on a bus bound for the Vietnamese border.", "place", []),
        ("Some 40 North Koreans live in Kunming after fleeing hunger in Hoeryong.", "place", ["Kunming"]),
        ("Vietnam's Border Guard Command has arrested 40 North Koreans.", "place", []),
        ("Vietnam's northern posts have arrested 40 North Koreans.", "place", ["Vietnam"]),
        ("He talked in Yanji with 40 North Koreans; all had been sent back through Tumen.", "held_at", []),
        ("He hid in Yanji with 40 North Koreans; all had been sent back through Tumen.", "held_at", ["Yanji"]),
        ("Relatives in Seoul have learned that 40 North Koreans were sent back from Yanji.", "held_at", ["Yanji"]),
        ("Some 40 North Koreans live in Laos, an official told lawmakers in Seoul.", "place", ["Laos"]),
        ("Some 40 North Koreans live in Laos, who told lawmakers.", "place", ["Laos"]),
        # behind a source, before what it says
        ("In May, according to the group, some 40 North Koreans were held in Yanji.", "place", ["Yanji"]),
        ("In May 40 North Koreans were held, according to the group, which works in Yanji.", "place", []),
        # "there", the place named last, also in the same sentence
        ("He named Yanji. Some 40 North Koreans he met in Kunming were arrested there.", "place", ["Kunming"]),
        ("He had come to Laos. Some 40 North Koreans arrived there.", "place", ["Laos"]),
        # what a place lies in
        ("Police arrested 40 North Koreans in the suburbs of Dalian.", "place", ["Dalian"]),
        ("Police held 40 North Koreans at Yanji's Exampleville Prison.", "place", ["Exampleville Prison"]),
        ("Police held 40 North Koreans from Yanji's shelters.", "place", ["Yanji"]),
        ("Police arrested 40 North Koreans in Dilling, Texas, in May.", "place", ["Dilling"]),
        ("Yanji police arrested 40 North Koreans.", "place", ["Yanji"]),
        # the way they went
        ("Laos pushed 40 North Koreans back into China at Mohan in May.", "via", ["Mohan"]),
        ("Laos pushed back 40 North Koreans at Exampletown in May.", "via", ["Exampletown"]),
        ("Some 40 North Koreans were flown from Vientiane to Kunming and to Pyongyang.", "via", ["Kunming"]),
        ("Some 40 North Koreans were flown from Vientiane to Kunming and to Pyongyang.", "held_at", ["Vientiane"]),
        ("Some 40 North Koreans were flown from Vientiane to Kunming and to Pyongyang.", "destination", ["Pyongyang"]),
        ("Some 40 North Koreans were deported from Beijing to Kunming and to Dalian.", "via", []),
    ],
)
def test_whence_whither_and_where(text: str, slot: str, expected: list[str]) -> None:
    taken = extraction("North Korean refugees were in hiding. Others were deported.\n\n" + text)
    called = names(taken)
    counted = [c for c in events(taken) if c.count and c.count.value == 40]
    assert [[called[place] for place in getattr(c, slot)] for c in counted] == [expected]
