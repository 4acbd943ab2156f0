"""What the queries on places answer of the five articles: what a careful reader would expect."""

from refoulement.graph.store import Snapshot
from refoulement.tests.five import ask, needs_five, table

pytestmark = needs_five


def test_routes(five: Snapshot) -> None:
    """Two prisons and two crossings of one sentence give no four routes: nobody says who went which way."""
    # A reader adds the five border regions of Justice for North Korea (joongang:624), which extraction does not take
    # as a claim; the BBC says of the provinces that people went to five crossing points, and names two of them.
    assert ask(five, "routes", "time held_at held_in_these_words via destination said_by bound value at") == table("""
    2023-10-09~ |  | Tiebei Prison; Shenyang Prison | Dandong–Sinuiju | North Korea | TJWG | exactly | 180 | bbc:1614
    2023-10-09 |  | Tiebei Prison; Shenyang Prison | Tumen–Namyang | North Korea | TJWG | more than | 300 | bbc:1614
    2023-10 | Jilin; Liaoning |  |  | North Korea | the article alone |  |  | bbc:1404
    2023-10 |  |  | Dandong | North Korea | OKN | up to | 200 | joongang:1316
    """)


def test_facilities(five: Snapshot) -> None:
    """Two prisons that the BBC names. The one in Changchun (ft:279) has no name, and is no facility here."""
    assert ask(
        five, "facilities", "facility_label facility_kind lies_in happening how said_by bound value at"
    ) == table("""
    Tiebei Prison | prison | Changchun; Jilin; China | detention | held there | TJWG |  |  | bbc:1614
    Shenyang Prison | prison | Shenyang; Liaoning; China | detention | held there | TJWG |  |  | bbc:1614
    """)


def test_provinces(five: Snapshot) -> None:
    """A crossing counts on both sides of the river, prisons and towns for the province above them."""
    # The five towns of Justice for North Korea are missing, as among the routes.
    found = ask(five, "figures-by-province", "region_label happening how places time said_by bound value at")
    assert found == table("""
    Jilin | repatriation | crossed there | Tumen–Namyang | 2023-10-09 | TJWG | more than | 300 | bbc:1614
    Jilin | repatriation | taken from there | Jilin | 2023-10 | the article alone |  |  | bbc:1404
    Jilin | detention | there | Tiebei Prison |  | TJWG |  |  | bbc:1614
    Jilin | detention | there | Changchun |  | HRW | exactly | 450 | ft:279
    Liaoning | repatriation | crossed there | Dandong–Sinuiju | 2023-10-09~ | TJWG | exactly | 180 | bbc:1614
    Liaoning | repatriation | taken from there | Liaoning | 2023-10 | the article alone |  |  | bbc:1404
    Liaoning | repatriation | crossed there | Dandong | 2023-10 | OKN | up to | 200 | joongang:1316
    Liaoning | detention | there | Shenyang Prison |  | TJWG |  |  | bbc:1614
    North Hamgyong | repatriation | crossed there | Tumen–Namyang | 2023-10-09 | TJWG | more than | 300 | bbc:1614
    North Pyongan | repatriation | crossed there | Dandong–Sinuiju | 2023-10-09~ | TJWG | exactly | 180 | bbc:1614
    """)


def test_crossings(five: Snapshot) -> None:
    """As named: one group says the crossing, another the town."""
    assert ask(five, "people-through-crossings", "crossing_label time said_by bound value at") == table("""
    Dandong | 2023-10 | OKN | up to | 200 | joongang:1316
    Dandong–Sinuiju | 2023-10-09~ | TJWG | exactly | 180 | bbc:1614
    Tumen–Namyang | 2023-10-09 | TJWG | more than | 300 | bbc:1614
    """)


def test_detention_by_place(five: Snapshot) -> None:
    """Held there, or taken from there; a country where nothing narrower is said."""
    assert ask(five, "detention-by-place", "place_label place_kind happening time said_by bound value at") == table("""
    Changchun | settlement | detention |  | HRW | exactly | 450 | ft:279
    Tiebei Prison | prison | detention |  | TJWG |  |  | bbc:1614
    China | country | repatriation | 2023-10-09 | TJWG | about |  | reuters:1284
    China | country | repatriation | 2023-10 | TJWG | up to | 600 | bbc:180
    China | country | repatriation | 2023-10 | TJWG | up to | 600 | reuters:804
    China | country | repatriation | 2023-10 | multiple rights groups | about | 600 | joongang:387
    China | country | repatriation | 2021-07 | Radio Free Asia | about | 50 | ft:856
    China | country | detention |  | the article alone | more than | 1000 | ft:84
    China | country | detention |  | HRW | at least | 1170 | ft:279
    China | country | detention |  | Elizabeth Salmon | more than | 2000 | rfi:1760
    China | country | detention |  | the article alone | about | 2000 | joongang:2130
    Jilin | region | repatriation | 2023-10 | the article alone |  |  | bbc:1404
    Liaoning | region | repatriation | 2023-10 | the article alone |  |  | bbc:1404
    Shenyang Prison | prison | detention |  | TJWG |  |  | bbc:1614
    """)


def test_no_crossing_is_undated(five: Snapshot) -> None:
    """Both crossings and the town bear a time, if only a month."""
    assert ask(five, "crossings-never-dated", "crossing_label at") == []


def test_facilities_of_which_nothing_was_heard_for_a_year(five: Snapshot) -> None:
    """Both prisons were last named in December 2023."""
    assert ask(five, "facilities-without-a-source", "facility_label published at", {"on": "2025-01-01"}) == table("""
    Tiebei Prison | 2023-12-08 | bbc:1709
    Shenyang Prison | 2023-12-08 | bbc:1689
    """)


def test_facilities_heard_of_within_the_year(five: Snapshot) -> None:
    """Half a year later they are not yet to be looked into again."""
    assert ask(five, "facilities-without-a-source", "facility_label published at", {"on": "2024-06-01"}) == []


def test_actors_and_places(five: Snapshot) -> None:
    """Named in one passage that a claim rests on."""
    # Justice for North Korea and its five towns stand in words that no claim rests on.
    assert ask(five, "actors-and-places", "actor_label place_label passages articles at") == table("""
    Elizabeth Salmon | China | 1 | 1 | rfi:1760
    Elizabeth Salmon | North Korea | 1 | 1 | rfi:1760
    Government of China | China | 4 | 2 | ft:84
    Government of China | South Korea | 1 | 1 | joongang:2006
    Government of South Korea | China | 1 | 1 | joongang:2006
    Government of South Korea | South Korea | 1 | 1 | joongang:2006
    Ha Tae-keung | North Korea | 1 | 1 | joongang:2721
    HRW | Changchun | 1 | 1 | ft:279
    HRW | China | 2 | 1 | ft:279
    HRW | Jilin | 1 | 1 | ft:279
    Kim Jong Un | China | 1 | 1 | ft:84
    Lina Yoon | China | 1 | 1 | ft:1285
    MOFA of China | China | 1 | 1 | reuters:2121
    MOU | South Korea | 1 | 1 | ft:630
    People Power Party | North Korea | 1 | 1 | joongang:2721
    Radio Free Asia | China | 1 | 1 | ft:856
    TJWG | China | 1 | 1 | reuters:1045
    TJWG | North Korea | 1 | 1 | reuters:1284
    TJWG | South Korea | 1 | 1 | reuters:1045
    United Nations | China | 2 | 2 | ft:1285
    United Nations | North Korea | 1 | 1 | rfi:1760
    Yoon Suk Yeol | North Korea | 1 | 1 | joongang:2721
    """)


def test_a_crossing_is_asked_for_with_the_towns_at_its_ends(five: Snapshot) -> None:
    """Who asks for the crossing wants what is said of the town, too."""
    for name, columns in (("people-through-crossings", "crossing_label value"), ("routes", "via value")):
        found = ask(five, name, columns, {"through": "crossing/dandong-sinuiju"})
        assert sorted(found) == [("Dandong", "200"), ("Dandong–Sinuiju", "180")]


def test_routes_out_of_a_province(five: Snapshot) -> None:
    """Taken from there, or held there by the same words."""
    assert ask(five, "routes", "at value", {"held": "place/liaoning"}) == table("""
    bbc:1614 | 180
    bbc:1614 | 300
    bbc:1404 |
    """)


def test_provinces_of_one_country(five: Snapshot) -> None:
    """Through all that lies in between."""
    found = ask(five, "figures-by-province", "region_label at", {"country": "place/north-korea"})
    assert found == [("North Hamgyong", "bbc:1614"), ("North Pyongan", "bbc:1614")]
