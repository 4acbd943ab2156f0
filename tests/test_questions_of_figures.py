"""What the queries on figures and origins answer of the five articles: what a careful reader would expect."""

from refoulement.graph.store import Snapshot
from refoulement.tests.five import WAVE, ask, needs_five, table

pytestmark = needs_five


def test_the_ledger_of_the_wave(five: Snapshot) -> None:
    """Whole and parts apart; each claim once; the two figures of one group stand twice, for two articles carry them."""
    assert ask(
        five, "figures-ledger", "said_by bound value part_label least most contradicts modality at", {"about": WAVE}
    ) == table("""
    TJWG | about |  |  |  |  | 0 | asserted | reuters:1284
    OKN | about | 600 |  |  |  | 0 | asserted | joongang:1223
    TJWG | up to | 600 |  |  | 600 | 1 | alleged | bbc:180
    TJWG | up to | 600 |  |  | 600 | 1 | asserted | reuters:804
    multiple rights groups | about | 600 |  |  |  | 0 | alleged | joongang:387
    the article alone | more than | 600 |  | 601 |  | 2 | alleged | rfi:468
    TJWG | exactly | 180 | through Dandong–Sinuiju | 180 | 180 | 0 | alleged | bbc:1614
    OKN | up to | 200 | through Dandong–Sinuiju |  | 200 | 0 | asserted | joongang:1316
    TJWG | more than | 300 | through Tumen–Namyang | 301 |  | 0 | alleged | bbc:1614
    """)


def test_the_ledger_of_every_event(five: Snapshot) -> None:
    """Every figure that the gold sheets have, and the number not given of Reuters ("hundreds")."""
    assert ask(five, "figures-ledger", "event_label said_by bound value unit nature at") == table("""
    Arrival, 2009 | MOU | fewer than | 3000 | people | over a period | ft:792
    Arrival, 2019 | MOU | more than | 1000 | people | over a period | ft:792
    Arrival, 2020 | MOU | exactly | 229 | people | over a period | ft:630
    Arrival, 2021-Q2 | MOU | exactly | 2 | people | over a period | ft:630
    Detention in Changchun, 2021 | HRW | exactly | 450 | people | at a moment | ft:279
    Detention in China, 2021 | the article alone | more than | 1000 | people | at a moment | ft:84
    Detention in China, 2021 | HRW | at least | 1170 | people | at a moment | ft:279
    Detention in China, 2023 | Elizabeth Salmon | more than | 2000 | people | at a moment | rfi:1760
    Detention in China, 2023 | the article alone | about | 2000 | people | at a moment | joongang:2130
    Presence in China, 2021 | the article alone | at least | 50000 | people | at a moment | ft:2114
    Presence, 2023, in per cent | TJWG | more than | 70 | per cent | at a moment | bbc:2296
    Repatriation, 2021-07 | Radio Free Asia | about | 50 | people | over a period | ft:856
    the wave | TJWG | about |  | people | over a period | reuters:1284
    the wave | OKN | about | 600 | people | over a period | joongang:1223
    the wave | TJWG | up to | 600 | people | over a period | bbc:180
    the wave | TJWG | up to | 600 | people | over a period | reuters:804
    the wave | multiple rights groups | about | 600 | people | over a period | joongang:387
    the wave | the article alone | more than | 600 | people | over a period | rfi:468
    the wave | TJWG | exactly | 180 | people | over a period | bbc:1614
    the wave | OKN | up to | 200 | people | over a period | joongang:1316
    the wave | TJWG | more than | 300 | people | over a period | bbc:1614
    Rescue, undated | the article alone | more than | 1000 | people | over a period | rfi:733
    """)


def test_figures_by_claimant(five: Snapshot) -> None:
    """No day is made up: RFI dates nothing, though its event bears a day, and "around" stays around."""
    found = ask(five, "repatriations-by-claimant", "event_label time earliest latest said_by bound value at")
    assert found == table("""
    the wave | 2023-10-09 | 2023-10-09 | 2023-10-09 | TJWG | about |  | reuters:1284
    the wave | 2023-10-09~ | 2023-10-09 | 2023-10-09 | TJWG | exactly | 180 | bbc:1614
    the wave | 2023-10-09 | 2023-10-09 | 2023-10-09 | TJWG | more than | 300 | bbc:1614
    the wave |  |  |  | the article alone | more than | 600 | rfi:468
    the wave | 2023-10 | 2023-10-01 | 2023-10-31 | OKN | up to | 200 | joongang:1316
    the wave | 2023-10 | 2023-10-01 | 2023-10-31 | OKN | about | 600 | joongang:1223
    the wave | 2023-10 | 2023-10-01 | 2023-10-31 | TJWG | up to | 600 | bbc:180
    the wave | 2023-10 | 2023-10-01 | 2023-10-31 | TJWG | up to | 600 | reuters:804
    the wave | 2023-10 | 2023-10-01 | 2023-10-31 | multiple rights groups | about | 600 | joongang:387
    Repatriation, 2021-07 | 2021-07 | 2021-07-01 | 2021-07-31 | Radio Free Asia | about | 50 | ft:856
    """)


def test_contradictions(five: Snapshot) -> None:
    """Two pairs, one pair of origins: RFI says more than 600, and one group, twice told, up to 600."""
    # "About" contradicts nothing; 180 and up to 200 through Dandong can both hold.
    assert ask(
        five,
        "contradictions",
        "said_by origins bound value at other_said_by other_origins other_bound other_value other_at",
    ) == table("""
    the article alone | RFI | more than | 600 | rfi:468 | TJWG | TJWG | up to | 600 | bbc:180
    the article alone | RFI | more than | 600 | rfi:468 | TJWG | TJWG | up to | 600 | reuters:804
    """)


def test_origins_of_the_wave(five: Snapshot) -> None:
    """One group is one origin, however many articles carry it."""
    assert ask(five, "origins-of-events", "origin_label rule said_by bound value at", {"event": WAVE}) == table("""
    Justice for North Korea | quoted claimant | Justice for North Korea |  |  | joongang:876
    OKN | quoted claimant | OKN | about | 600 | joongang:1223
    OKN | quoted claimant | OKN | up to | 200 | joongang:1316
    RFI | the outlet alone | the article alone | more than | 600 | rfi:468
    TJWG | quoted claimant | TJWG | up to | 600 | reuters:804
    TJWG | quoted claimant | TJWG | about |  | reuters:1284
    TJWG | quoted claimant | TJWG | up to | 600 | bbc:180
    TJWG | restated in the article | the article alone |  |  | bbc:1404
    TJWG | quoted claimant | TJWG | more than | 300 | bbc:1614
    TJWG | quoted claimant | TJWG | exactly | 180 | bbc:1614
    multiple rights groups | unnamed source | multiple rights groups | about | 600 | joongang:387
    """)


def test_what_stands_behind_each_event(five: Snapshot) -> None:
    """Never "confirmed by": how many origins there are, and that nobody knows whether they are independent."""
    assert ask(five, "origins-of-events", "event_label standing origin_label at") == table("""
    Arrival, 2009 | 1 article, 1 origin | MOU | ft:792
    Arrival, 2019 | 1 article, 1 origin | MOU | ft:792
    Arrival, 2020 | 1 article, 1 origin | MOU | ft:630
    Arrival, 2021-Q2 | 1 article, 1 origin | MOU | ft:630
    Detention in Tiebei Prison and Shenyang Prison, 2023 | 1 article, 1 origin | TJWG | bbc:1614
    Detention in Changchun, 2021 | 1 article, 1 origin | HRW | ft:279
    Detention in China, 2021 | 1 article, 2 origins; independence? | Financial Times | ft:84
    Detention in China, 2021 | 1 article, 2 origins; independence? | HRW | ft:279
    Detention in China, 2023 | 2 articles, 2 origins; independence? | Korea JoongAng Daily | joongang:2130
    Detention in China, 2023 | 2 articles, 2 origins; independence? | United Nations | rfi:1760
    Presence in China, 2021 | 1 article, 1 origin | Financial Times | ft:2114
    Presence, 2023, in per cent | 1 article, 1 origin | TJWG | bbc:2296
    Repatriation, 2021-07 | 1 article, 1 origin | Radio Free Asia | ft:856
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | Justice for North Korea | joongang:876
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | OKN | joongang:1223
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | OKN | joongang:1316
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | RFI | rfi:468
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | TJWG | reuters:804
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | TJWG | reuters:1284
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | TJWG | bbc:180
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | TJWG | bbc:1404
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | TJWG | bbc:1614
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | TJWG | bbc:1614
    the wave | 4 articles, 4 origins and 1 unnamed origin; independence? | multiple rights groups | joongang:387
    Rescue, undated | 1 article, 1 origin | RFI | rfi:733
    """)


def test_claims_of_a_single_origin(five: Snapshot) -> None:
    """The wave and the detentions in China have two origins and more; all else has one."""
    assert ask(five, "claims-of-a-single-origin", "event_label origin_label bound value unit at") == table("""
    Arrival, 2009 | MOU | fewer than | 3000 | people | ft:792
    Arrival, 2019 | MOU | more than | 1000 | people | ft:792
    Arrival, 2020 | MOU | exactly | 229 | people | ft:630
    Arrival, 2021-Q2 | MOU | exactly | 2 | people | ft:630
    Detention in Tiebei Prison and Shenyang Prison, 2023 | TJWG |  |  |  | bbc:1614
    Detention in Changchun, 2021 | HRW | exactly | 450 | people | ft:279
    Presence in China, 2021 | Financial Times | at least | 50000 | people | ft:2114
    Presence, 2023, in per cent | TJWG | more than | 70 | per cent | bbc:2296
    Repatriation, 2021-07 | Radio Free Asia | about | 50 | people | ft:856
    Rescue, undated | RFI | more than | 1000 | people | rfi:733
    """)


def test_what_was_known_on_13_october(five: Snapshot) -> None:
    """The first two reports; the group that names crossings had not spoken."""
    assert ask(
        five,
        "known-of-an-event",
        "known_from part_label time said_by bound value at",
        {"about": WAVE, "on": "2023-10-13"},
    ) == table("""
    2023-10-12 |  | 2023-10 | multiple rights groups | about | 600 | joongang:387
    2023-10-12 |  | 2023-10-09 | Justice for North Korea |  |  | joongang:876
    2023-10-12 |  | 2023-10 | OKN | about | 600 | joongang:1223
    2023-10-12 | through Dandong–Sinuiju | 2023-10 | OKN | up to | 200 | joongang:1316
    2023-10-13 |  |  | the article alone | more than | 600 | rfi:468
    """)


def test_how_the_figures_of_the_wave_grew(five: Snapshot) -> None:
    """A day each: the claims of the same figure do not replace one another."""
    assert ask(five, "known-of-an-event", "known_from said_by bound value at", {"about": WAVE}) == table("""
    2023-10-12 | multiple rights groups | about | 600 | joongang:387
    2023-10-12 | Justice for North Korea |  |  | joongang:876
    2023-10-12 | OKN | about | 600 | joongang:1223
    2023-10-12 | OKN | up to | 200 | joongang:1316
    2023-10-13 | the article alone | more than | 600 | rfi:468
    2023-12-07 | TJWG | up to | 600 | reuters:804
    2023-12-07 | TJWG | about |  | reuters:1284
    2023-12-08 | TJWG | up to | 600 | bbc:180
    2023-12-08 | the article alone |  |  | bbc:1404
    2023-12-08 | TJWG | exactly | 180 | bbc:1614
    2023-12-08 | TJWG | more than | 300 | bbc:1614
    """)


def test_arrivals_by_year(five: Snapshot) -> None:
    """The bounds of the article: "almost 3,000" and "over 1,000" are no exact figures, a quarter is no year."""
    assert ask(five, "arrivals-by-year", "time earliest latest places said_by bound value least most at") == table("""
    2009 | 2009-01-01 | 2009-12-31 | South Korea | MOU | fewer than | 3000 |  | 2999 | ft:792
    2019 | 2019-01-01 | 2019-12-31 | South Korea | MOU | more than | 1000 | 1001 |  | ft:792
    2020 | 2020-01-01 | 2020-12-31 | South Korea | MOU | exactly | 229 | 229 | 229 | ft:630
    2021-34 | 2021-04-01 | 2021-06-30 | South Korea | MOU | exactly | 2 | 2 | 2 | ft:630
    """)


def test_claims_of_9_october_in_jilin(five: Snapshot) -> None:
    """What is certain and what is only possible, of one day and one province."""
    # Dandong lies in Liaoning: neither 180 nor up to 200 is here. A claim that only says where people were sent (North
    # Korea) counts as placed there, so the 600 of One Korea Network and of RFI are not.
    assert ask(
        five,
        "claims-within",
        "happening in_period in_area time bound value at",
        {"since": "2023-10-09", "until": "2023-10-09", "area": "place/jilin"},
    ) == table("""
    repatriation | certainly | possibly | 2023-10-09 | more than | 300 | bbc:1614
    repatriation | certainly | possibly | 2023-10-09 | about |  | reuters:1284
    detention | possibly | certainly |  |  |  | bbc:1614
    detention | possibly | certainly |  | exactly | 450 | ft:279
    repatriation | possibly | certainly | 2023-10 |  |  | bbc:1404
    presence | possibly | possibly |  | more than | 70 | bbc:2296
    detention | possibly | possibly |  | more than | 1000 | ft:84
    detention | possibly | possibly |  | at least | 1170 | ft:279
    presence | possibly | possibly |  | at least | 50000 | ft:2114
    detention | possibly | possibly |  | about | 2000 | joongang:2130
    rescue | possibly | possibly |  | more than | 1000 | rfi:733
    detention | possibly | possibly |  | more than | 2000 | rfi:1760
    repatriation | possibly | possibly | 2023-10 | up to | 600 | bbc:180
    repatriation | possibly | possibly | 2023-10 | about | 600 | joongang:387
    repatriation | possibly | possibly | 2023-10 | up to | 600 | reuters:804
    """)


def test_figures_without_a_name(five: Snapshot) -> None:
    """As in the gold sheets, where these six have no claimant."""
    assert ask(five, "figures-without-a-name", "happening bound value attribution origins at") == table("""
    detention | more than | 1000 |  | Financial Times (the outlet alone) | ft:84
    presence | at least | 50000 |  | Financial Times (the outlet alone) | ft:2114
    repatriation | about | 600 | multiple rights groups | multiple rights groups (unnamed source) | joongang:387
    detention | about | 2000 |  | Korea JoongAng Daily (the outlet alone) | joongang:2130
    repatriation | more than | 600 |  | RFI (the outlet alone) | rfi:468
    rescue | more than | 1000 |  | RFI (the outlet alone) | rfi:733
    """)


def test_origins_and_their_share(five: Snapshot) -> None:
    """The ministry speaks of four years of arrivals, the group of the wave, the prisons and the share of women."""
    assert ask(
        five, "origins-and-their-share", "origin_label origin_kind events of_events alone claims articles at"
    ) == table("""
    MOU | actor | 4 | 13 | 4 | 4 | 1 | ft:630
    TJWG | actor | 3 | 13 | 2 | 8 | 2 | reuters:804
    Financial Times | actor | 2 | 13 | 1 | 2 | 1 | ft:84
    HRW | actor | 2 | 13 | 1 | 2 | 1 | ft:279
    RFI | actor | 2 | 13 | 1 | 2 | 1 | rfi:468
    OKN | actor | 1 | 13 | 0 | 2 | 1 | joongang:1223
    Justice for North Korea | actor | 1 | 13 | 0 | 1 | 1 | joongang:876
    Korea JoongAng Daily | actor | 1 | 13 | 0 | 1 | 1 | joongang:2130
    Radio Free Asia | actor | 1 | 13 | 1 | 1 | 1 | ft:856
    United Nations | actor | 1 | 13 | 0 | 1 | 1 | rfi:1760
    multiple rights groups | words that name no one | 1 | 13 | 0 | 1 | 1 | joongang:387
    """)


def test_articles_and_their_share(five: Snapshot) -> None:
    """Most events of the Financial Times are told by no other article; Reuters has none of its own."""
    assert ask(five, "sources-and-their-share", "article claims of_claims events of_events alone at") == table("""
    article/ft-2021-07 | 13 | 51 | 8 | 13 | 8 | ft:84
    article/joongang-2023-10-12 | 13 | 51 | 2 | 13 | 0 | joongang:387
    article/bbc-2023-12-08 | 9 | 51 | 3 | 13 | 2 | bbc:180
    article/reuters-2023-12-07 | 9 | 51 | 1 | 13 | 0 | reuters:804
    article/rfi-2023-10-13 | 7 | 51 | 3 | 13 | 1 | rfi:468
    """)
