"""What the queries on stances, persons and law answer of the five articles: what a careful reader would expect."""

from refoulement.graph.store import Snapshot
from refoulement.tests.five import ask, needs_five, table

pytestmark = needs_five


def test_stances_by_actor(five: Snapshot) -> None:
    """All of the gold sheets but three, and one more: Lina Yoon warns of torture."""
    # Missing, for extraction does not find them: Kim Kyu, who fears for her sister (bbc); Thae Yong-ho and
    # Lee Won-wook, who criticise the government (joongang). Reuters tells of forced abortions further on
    # (reuters:1707), where no stance was found: see harms-warned-of.
    assert ask(five, "stances-by-actor", "actor_label stance harms treaties at") == table("""
    Financial Times | does not confirm |  |  | ft:978
    Government of China | does not confirm |  |  | bbc:1881
    Government of North Korea | does not comment |  |  | reuters:1936
    Government of South Korea | urges |  |  | joongang:2006
    Government of South Korea | is verifying |  |  | rfi:1227
    Government of South Korea | condemns |  |  | reuters:1045
    Ha Tae-keung | condemns |  |  | joongang:2721
    Kim Seung-eun | warns |  |  | rfi:891
    Kim Yung-ho | is verifying |  |  | joongang:1762
    Lina Yoon | condemns |  |  | ft:1285
    Lina Yoon | warns | torture |  | ft:1546
    MOFA of China | denies |  |  | reuters:2121
    MOFA of South Korea | does not confirm |  |  | joongang:1932
    MOFA of South Korea | does not comment |  |  | reuters:2349
    MOU | does not comment |  |  | reuters:2349
    TJWG | warns | execution; imprisonment; sexual violence; torture |  | reuters:804
    """)


def test_stances_in_the_order_of_publication(five: Snapshot) -> None:
    """The Financial Times is dated by a month, and no day is made of it."""
    assert ask(five, "stances-timeline", "published actor_label stance towards_label rule harms at") == table("""
    2021-07 | Financial Times | does not confirm | Repatriation, 2021-07 | the only return |  | ft:978
    2021-07 | Lina Yoon | condemns | Repatriation, 2021-07 | next to |  | ft:1285
    2021-07 | Lina Yoon | warns | Repatriation, 2021-07 | the only return | torture | ft:1546
    2023-10-12 | Kim Yung-ho | is verifying | the wave | the only return |  | joongang:1762
    2023-10-12 | MOFA of South Korea | does not confirm | the wave | the only return |  | joongang:1932
    2023-10-12 | Government of South Korea | urges | Detention in China, 2023 | next to |  | joongang:2006
    2023-10-12 | Ha Tae-keung | condemns | the wave | the only return |  | joongang:2721
    2023-10-13 | Kim Seung-eun | warns | the wave | next to |  | rfi:891
    2023-10-13 | Government of South Korea | is verifying | the wave | the only return |  | rfi:1227
    2023-12-07 | TJWG | warns | the wave | same words | execution; imprisonment; sexual violence; torture | reuters:804
    2023-12-07 | Government of South Korea | condemns | the wave | next to |  | reuters:1045
    2023-12-07 | Government of North Korea | does not comment | the wave | the only return |  | reuters:1936
    2023-12-07 | MOFA of China | denies | the wave | the only return |  | reuters:2121
    2023-12-07 | MOFA of South Korea | does not comment | the wave | the only return |  | reuters:2349
    2023-12-07 | MOU | does not comment | the wave | the only return |  | reuters:2349
    2023-12-08 | Government of China | does not confirm | the wave | the only return |  | bbc:1881
    """)


def test_stances_by_event(five: Snapshot) -> None:
    """Seoul urges for those who are still held; all else is towards the two returns."""
    assert ask(five, "stances-towards-events", "event_label rule stance actor_label at") == table("""
    Detention in China, 2023 | next to | urges | Government of South Korea | joongang:2006
    Repatriation, 2021-07 | the only return | does not confirm | Financial Times | ft:978
    Repatriation, 2021-07 | next to | condemns | Lina Yoon | ft:1285
    Repatriation, 2021-07 | the only return | warns | Lina Yoon | ft:1546
    the wave | the only return | is verifying | Kim Yung-ho | joongang:1762
    the wave | the only return | does not confirm | MOFA of South Korea | joongang:1932
    the wave | the only return | condemns | Ha Tae-keung | joongang:2721
    the wave | next to | warns | Kim Seung-eun | rfi:891
    the wave | the only return | is verifying | Government of South Korea | rfi:1227
    the wave | same words | warns | TJWG | reuters:804
    the wave | next to | condemns | Government of South Korea | reuters:1045
    the wave | the only return | does not comment | Government of North Korea | reuters:1936
    the wave | the only return | denies | MOFA of China | reuters:2121
    the wave | the only return | does not comment | MOFA of South Korea | reuters:2349
    the wave | the only return | does not comment | MOU | reuters:2349
    the wave | the only return | does not confirm | Government of China | bbc:1881
    """)


def test_who_has_not_answered(five: Snapshot) -> None:
    """Beijing has not confirmed, its ministry denies. The Financial Times could not confirm, and was not asked."""
    assert ask(five, "who-has-not-answered", "actor_label stance towards_label answers at") == table("""
    Government of China | does not confirm | the wave | MOFA of China denies (Reuters, 2023-12-07) | bbc:1881
    Government of North Korea | does not comment | the wave |  | reuters:1936
    Government of South Korea | is verifying | the wave |  | rfi:1227
    Kim Yung-ho | is verifying | the wave |  | joongang:1762
    MOFA of South Korea | does not confirm | the wave |  | joongang:1932
    MOFA of South Korea | does not comment | the wave |  | reuters:2349
    MOU | does not comment | the wave |  | reuters:2349
    """)


def test_roles_at_the_new_year(five: Snapshot) -> None:
    """One title for each person and organisation: the latest."""
    # The title of Elizabeth Salmon goes on "for the human rights situation in North Korea"; extraction keeps its head.
    assert ask(
        five, "roles-at-a-date", "person_label role organisation_label published at", {"on": "2024-01-01"}
    ) == table("""
    Elizabeth Salmon | special rapporteur | United Nations | 2023-10-13 | rfi:1760
    Ha Tae-keung | Rep. | People Power Party | 2023-10-12 | joongang:2871
    Kim Jong Un | Leader |  | 2023-12-08 | bbc:2337
    Kim Seung-eun | Pastor |  | 2023-10-13 | rfi:764
    Kim Yung-ho | Unification Minister | MOU | 2023-10-12 | joongang:1762
    Lee Won-wook | Rep. | Democratic Party of Korea | 2023-10-12 | joongang:3174
    Lina Yoon | researcher | HRW | 2021-07 | ft:1386
    Thae Yong-ho | Rep. | People Power Party | 2023-10-12 | joongang:2936
    """)


def test_roles_a_day_before_the_last_article(five: Snapshot) -> None:
    """What the BBC calls the leader is not known yet."""
    assert ask(
        five, "roles-at-a-date", "person_label role organisation_label published at", {"on": "2023-12-07"}
    ) == table("""
    Elizabeth Salmon | special rapporteur | United Nations | 2023-10-13 | rfi:1760
    Ha Tae-keung | Rep. | People Power Party | 2023-10-12 | joongang:2871
    Kim Jong Un | leader |  | 2023-12-07 | reuters:2046
    Kim Seung-eun | Pastor |  | 2023-10-13 | rfi:764
    Kim Yung-ho | Unification Minister | MOU | 2023-10-12 | joongang:1762
    Lee Won-wook | Rep. | Democratic Party of Korea | 2023-10-12 | joongang:3174
    Lina Yoon | researcher | HRW | 2021-07 | ft:1386
    Thae Yong-ho | Rep. | People Power Party | 2023-10-12 | joongang:2936
    """)


def test_officials_and_roles(five: Snapshot) -> None:
    """Every title of every article."""
    assert ask(five, "officials-and-roles", "person_label role organisation_label published at") == table("""
    Elizabeth Salmon | special rapporteur | United Nations | 2023-10-13 | rfi:1760
    Ha Tae-keung | Rep. | People Power Party | 2023-10-12 | joongang:2871
    Kim Jong Un | leader |  | 2023-12-07 | reuters:2046
    Kim Jong Un | Leader |  | 2023-12-08 | bbc:2337
    Kim Seung-eun | Pastor |  | 2023-10-13 | rfi:764
    Kim Yung-ho | Unification Minister | MOU | 2023-10-12 | joongang:1762
    Lee Won-wook | Rep. | Democratic Party of Korea | 2023-10-12 | joongang:3174
    Lina Yoon | researcher | HRW | 2021-07 | ft:1386
    Thae Yong-ho | Rep. | People Power Party | 2023-10-12 | joongang:2936
    """)


def test_persons_named(five: Snapshot) -> None:
    """The thirteen persons of the gold sheets; Kim Jong Un in three articles, where one only calls him by name."""
    assert ask(five, "persons-named", "person_label published roles ties stances named_in at") == table("""
    Elizabeth Salmon | 2023-10-13 | special rapporteur (United Nations) |  |  | 1 | rfi:1760
    Ha Tae-keung | 2023-10-12 | Rep. (People Power Party) |  | condemns | 1 | joongang:2876
    Kim Cheol-ok | 2023-12-08 |  | Kim Kyu: sister of Kim Cheol-ok |  | 1 | bbc:1252
    Kim Jong Un | 2021-07 |  |  |  | 2 | ft:244
    Kim Jong Un | 2023-12-07 | leader |  |  | 1 | reuters:2053
    Kim Jong Un | 2023-12-08 | Leader |  |  | 1 | bbc:2344
    Kim Kyu | 2023-12-08 |  | Kim Kyu: sister of Kim Cheol-ok |  | 1 | bbc:1229
    Kim Seung-eun | 2023-10-13 | Pastor |  | warns | 2 | rfi:771
    Kim Yung-ho | 2023-10-12 | Unification Minister (MOU) |  | is verifying | 1 | joongang:1783
    Lee Won-wook | 2023-10-12 | Rep. (Democratic Party of Korea) |  |  | 1 | joongang:3179
    Lina Yoon | 2021-07 | researcher (HRW) |  | condemns; warns | 1 | ft:1386
    Thae Yong-ho | 2023-10-12 | Rep. (People Power Party) |  |  | 1 | joongang:2941
    Xi Jinping | 2021-07 |  |  |  | 1 | ft:1920
    Yoon Suk Yeol | 2023-10-12 |  |  |  | 3 | joongang:2669
    """)


def test_family_ties(five: Snapshot) -> None:
    """One tie, told once."""
    assert ask(five, "family-ties", "person_label tie relative_label at") == table("""
    Kim Kyu | sister of | Kim Cheol-ok | bbc:1229
    """)


def test_harms_warned_of(five: Snapshot) -> None:
    """Sentence by sentence; two stances of other kinds than a warning among them."""
    # Nobody is named beside bbc:539 ("advocates"), ft:84 ("activists"), joongang:2292 (the article itself).
    # reuters:1707 is a quotation of the Transitional Justice Working Group, which no stance claim rests on.
    assert ask(five, "harms-warned-of", "harm_label actor_label stance at") == table("""
    execution |  |  | joongang:2292
    execution | TJWG | warns | reuters:804
    execution |  |  | reuters:1707
    execution |  |  | bbc:539
    forced abortion |  |  | reuters:1707
    imprisonment |  |  | joongang:2292
    imprisonment | TJWG | warns | reuters:804
    imprisonment |  |  | reuters:1707
    persecution | Lina Yoon | condemns | ft:1285
    sexual violence | TJWG | warns | reuters:804
    sexual violence |  |  | reuters:1707
    sexual violence |  |  | bbc:539
    torture |  |  | ft:84
    torture | Lina Yoon | condemns | ft:1285
    torture | Lina Yoon | warns | ft:1546
    torture |  |  | joongang:2292
    torture | TJWG | warns | reuters:804
    torture |  |  | reuters:1707
    torture |  |  | bbc:539
    """)


def test_legal_instruments_invoked(five: Snapshot) -> None:
    """The one treaty that is told by a name of its own, "conventions to protect refugees"."""
    # A reader also takes the Convention against Torture from that sentence; the captured text breaks its words up.
    assert ask(five, "legal-instruments-invoked", "instrument_label actor_label stance at") == table("""
    Refugee Convention | Lina Yoon | condemns | ft:1285
    """)


def test_claims_of_one_article(five: Snapshot) -> None:
    """All but what speaks of the wave and the detentions of 2023, and the leader, whom two articles call so."""
    assert ask(five, "single-article-claims", "kind subject_label detail at") == table("""
    event claim | Detention in China, 2021 | detention | ft:84
    event claim | Detention in Changchun, 2021 | detention | ft:279
    event claim | Detention in China, 2021 | detention | ft:279
    event claim | Arrival, 2020 | arrival | ft:630
    event claim | Arrival, 2021-Q2 | arrival | ft:630
    event claim | Arrival, 2009 | arrival | ft:792
    event claim | Arrival, 2019 | arrival | ft:792
    event claim | Repatriation, 2021-07 | repatriation | ft:856
    stance claim | Financial Times | does not confirm | ft:978
    stance claim | Lina Yoon | condemns | ft:1285
    role claim | Lina Yoon | researcher | ft:1386
    stance claim | Lina Yoon | warns | ft:1546
    event claim | Presence in China, 2021 | presence | ft:2114
    role claim | Kim Yung-ho | Unification Minister | joongang:1762
    stance claim | Kim Yung-ho | is verifying | joongang:1762
    stance claim | MOFA of South Korea | does not confirm | joongang:1932
    stance claim | Government of South Korea | urges | joongang:2006
    stance claim | Ha Tae-keung | condemns | joongang:2721
    role claim | Ha Tae-keung | Rep. | joongang:2871
    role claim | Thae Yong-ho | Rep. | joongang:2936
    role claim | Lee Won-wook | Rep. | joongang:3174
    event claim | Rescue, undated | rescue | rfi:733
    role claim | Kim Seung-eun | Pastor | rfi:764
    stance claim | Kim Seung-eun | warns | rfi:891
    stance claim | Government of South Korea | is verifying | rfi:1227
    role claim | Elizabeth Salmon | special rapporteur | rfi:1760
    stance claim | TJWG | warns | reuters:804
    stance claim | Government of South Korea | condemns | reuters:1045
    stance claim | Government of North Korea | does not comment | reuters:1936
    stance claim | MOFA of China | denies | reuters:2121
    stance claim | MOFA of South Korea | does not comment | reuters:2349
    stance claim | MOU | does not comment | reuters:2349
    tie claim | Kim Kyu | sister of | bbc:1229
    event claim | Detention in Tiebei Prison and Shenyang Prison, 2023 | detention | bbc:1614
    stance claim | Government of China | does not confirm | bbc:1881
    event claim | Presence, 2023, in per cent | presence | bbc:2296
    """)


def test_roles_before_anything_was_published(five: Snapshot) -> None:
    """An article of July 2021 is not certainly known before the month ends."""
    assert ask(five, "roles-at-a-date", "person_label", {"on": "2021-07-30"}) == []
    assert ask(five, "roles-at-a-date", "person_label", {"on": "2021-07-31"}) == [("Lina Yoon",)]


def test_a_tie_is_found_from_either_end(five: Snapshot) -> None:
    """Whoever of the two is asked for."""
    ends = ask(five, "family-ties", "person relative")[0]
    for end in ends:
        assert ask(five, "family-ties", "person relative", {"who": end}) == [ends]


def test_one_harm_of_one_actor(five: Snapshot) -> None:
    """Rows that no one speaks in are not everybody's."""
    asked = {
        "harm": "rf:execution",
        "by": "organisation/transitional-justice-working-group",
    }
    assert ask(five, "harms-warned-of", "harm_label at", asked) == [("execution", "reuters:804")]


def test_numbers_that_were_not_understood(five: Snapshot) -> None:
    """One in all five articles: the others are all counted by a claim."""
    assert ask(five, "numbers-not-understood", "why at") == [("no event understood", "rfi:129")]
