"""When one article speaks of two things: the rules one by one, and what they make of a wave and its total."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from refoulement.graph import iri
from refoulement.graph.beside import counted_in, counts_others, of_two_things
from refoulement.graph.claim import EventClaim
from refoulement.graph.events import derive
from refoulement.graph.ground import Ground
from refoulement.graph.judgement import Judgement, judgement_quads
from refoulement.graph.rdf import LABELS
from refoulement.graph.told import Told
from refoulement.ontology import RF
from refoulement.tests.test_events import CHINA, DANDONG, GAZETTEER, GROUP, KOREA, TUMEN, claim, quads, together, wholes

GROUND = Ground(GAZETTEER)
NAMYANG, YANBIAN = iri.entity("Settlement", "Namyang"), iri.entity("Region", "Yanbian")
JAIL = iri.entity("DetentionFacility", "Sample Jail")
DAY, WEEK, MONTH = ((date(2023, 10, 9), date(2023, 10, last)) for last in (9, 15, 31))
SUMMER = date(2023, 6, 1), date(2023, 8, 31)


def told(
    value: int | None,
    when: tuple[date, date] = DAY,
    *,
    held_at: str | None = None,
    via: str | None = None,
    to: str = KOREA,
) -> Told:
    """What one article says, each time in another voice; without a value nobody is counted."""
    return Told(
        iri=f"{value} {when} {held_at} {via} {to}",
        article="a",
        kind="Repatriation",
        earliest=when[0],
        latest=when[1],
        dated=True,
        value=value,
        unit="persons" if value else None,
        held_at=(held_at,) if held_at else (),
        via=(via,) if via else (),
        destination=(to,),
        voice=(f"who says {value} of {held_at}",),
    )


def things(one: Told, other: Told) -> int:
    """Of how many things an article speaks in two claims, whichever comes first."""
    (two,) = {of_two_things(one, other, GROUND), of_two_things(other, one, GROUND)}
    return 2 if two else 1


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (told(391, held_at=JAIL, via=TUMEN), told(4120, via=TUMEN), 2),
        (told(391, held_at=DANDONG, via=TUMEN), told(4120, held_at=CHINA, via=TUMEN), 2),
        (told(391, held_at=CHINA, via=TUMEN), told(4120, via=TUMEN), 1),  # from where else
        (told(391, held_at=JAIL), told(4120), 1),  # two voices of a wave: a contradiction
        (told(None, held_at=JAIL, via=TUMEN), told(62, WEEK, via=TUMEN), 2),
        (told(None, held_at=JAIL, via=TUMEN), told(62, via=TUMEN), 1),  # told again
        (told(None, held_at=JAIL), told(62, WEEK), 1),
    ],
)
def test_those_from_one_place_are_a_part_of_all_who_passed_a_crossing(one: Told, other: Told, number: int) -> None:
    assert things(one, other) == number


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (told(60, to=NAMYANG), told(20, via=DANDONG), 2),
        (told(60, to=NAMYANG), told(60, via=DANDONG), 1),
        (told(600), told(20, via=DANDONG), 1),  # a share of the whole
        (told(600), told(20, via=TUMEN, to=NAMYANG), 1),
    ],
)
def test_those_sent_to_a_town_are_no_whole_of_which_a_crossing_has_a_share(one: Told, other: Told, number: int) -> None:
    assert things(one, other) == number


@pytest.mark.parametrize(
    ("uncounted", "number"),
    [
        (told(None, MONTH, held_at=YANBIAN), 2),
        (told(None, MONTH, held_at=CHINA), 1),  # so that it may be they
        (told(None, MONTH), 1),
        (told(None, DAY, held_at=YANBIAN), 1),
    ],
)
def test_whom_nobody_counts_over_a_longer_time_elsewhere_is_not_those_counted(uncounted: Told, number: int) -> None:
    counted = told(70, held_at=DANDONG, via=DANDONG)
    assert things(uncounted, counted) == number


@pytest.mark.parametrize(
    ("share", "whole", "number"),
    [
        (told(214, via=TUMEN), told(58, WEEK), 2),
        (told(58, via=TUMEN), told(214, WEEK), 1),
        (told(214, via=TUMEN), told(58), 1),  # of one time: a contradiction
        (told(214, via=TUMEN), told(None, WEEK), 1),
        (told(214, via=TUMEN), replace(told(58, WEEK), value_to=300), 1),
    ],
)
def test_no_crossing_has_more_on_a_day_than_all_had_in_a_week(share: Told, whole: Told, number: int) -> None:
    assert things(share, replace(whole, voice=())) == number


@pytest.mark.parametrize(
    ("share", "whole", "number"),
    [
        (told(58, via=TUMEN), told(2140, WEEK), 2),
        (told(58, via=TUMEN), told(214, WEEK), 1),  # a share of what was counted for the week
        (told(58, via=TUMEN), replace(told(2140, WEEK), voice=()), 1),  # it may be by one count
        (told(58, via=TUMEN), replace(told(2140, WEEK), voice=("who says 58 of None",)), 1),
        (told(58, via=TUMEN), told(2140), 1),
        (told(None, via=TUMEN), told(214, WEEK), 2),  # somebody, on one of the days
        (told(None, via=TUMEN), told(214), 1),
        (told(None, via=TUMEN), told(None, WEEK), 1),
    ],
)
def test_the_few_whom_another_counts_at_a_crossing_on_a_day_are_no_share_of_a_week(
    share: Told, whole: Told, number: int
) -> None:
    assert things(share, whole) == number


def test_who_passed_a_crossing_over_a_long_time_is_an_event_that_is_part_of_all_who_were_sent_back() -> None:
    summer, share = claim("a", "2023-06/2023-08", value=700), claim("a", "2023-06/2023-08", value=90, via=[TUMEN])
    assert things(told(90, SUMMER, via=TUMEN), told(700, SUMMER)) == 2
    assert things(told(90, SUMMER, via=TUMEN), told(90, SUMMER)) == 1  # said once more, with the crossing
    assert together([summer, share], {}) == [{"a:700"}, {"a:90"}]
    assert [why for _, _, why in wholes([summer, share], RF.partOf)] == ["placesWithin"]
    names = {str(quad.object) for quad in derive(quads([summer, share], {})) if quad.predicate == LABELS["preferred"]}
    whole = "Repatriation, 2023-06-01 to 2023-08-31"
    assert names == {f'"{whole}"@en', f'"{whole}, through Tumen"@en'}
    more = claim("a", "2023-06/2023-08", value=900, via=[TUMEN])
    assert wholes([summer, more], RF.partOf) == []  # no part is more than its whole
    elsewhere = claim("b", "2023-06/2023-08", value=90, via=[TUMEN])
    assert together([summer, elsewhere], {}) == [{"a:700", "b:90"}]


def test_two_counts_of_times_that_overlap_only_are_of_two_things() -> None:
    later = date(2023, 10, 13), date(2023, 10, 20)
    assert things(told(85, WEEK), told(60, later)) == 2
    assert things(told(85, WEEK), told(85, later)) == 1
    assert things(told(85, WEEK), told(None, later)) == 1
    assert things(told(85, (date(2023, 10, 9), date(2023, 10, 20))), told(60, later)) == 2  # one within the other


def test_a_number_of_a_country_and_a_word_for_many_of_a_town_are_all_and_some() -> None:
    held = replace(told(1210, MONTH), kind="Detention", destination=(), place=(CHINA,), voice=("one",))
    dozens = replace(held, iri="dozens", value=None, place=(DANDONG,))
    assert things(held, dozens) == 2
    assert things(held, replace(dozens, voice=("another",))) == 1  # two voices of one thing
    assert things(held, replace(dozens, place=(CHINA,))) == 1


def test_two_who_count_those_held_at_one_stated_time_contradict_one_another() -> None:
    held = replace(told(900, MONTH), kind="Detention", destination=(), place=(CHINA,), stock=True, voice=("one",))
    assert replace(held, latest=date(2023, 12, 31)).situation
    june = replace(held, earliest=SUMMER[0], latest=SUMMER[1])
    assert june.situation
    assert things(june, replace(june, iri="other", value=600, voice=("another",))) == 1
    assert things(june, replace(june, iri="own", value=600)) == 2  # one voice gives both
    assert things(june, replace(june, iri="unsaid", value=600, voice=("another",), dated=False)) == 2
    assert things(june, replace(june, iri="later", value=600, earliest=DAY[0], latest=DAY[1])) == 1  # a series


def test_a_series_of_one_article_draws_nobody_out_of_the_event() -> None:
    def held(source: str, when: str, value: int, who: str) -> EventClaim:
        place, voices = [CHINA], [iri.entity("RightsGroup", who)]
        return claim(
            source, when, kind="Detention", value=value, held_at=(), place=place, nature="stock", claimants=voices
        )

    first = [held("a", "2022-05", 1300, "one"), held("b", "2022-05", 1000, "two")]
    assert together(first, {}) == [{"a:1300", "b:1000"}]
    more = [held("c", "2022-05", 1100, "three"), held("c", "2022-07-15", 800, "three")]
    assert together([*first, *more], {}) == [{"a:1300", "b:1000", "c:1100", "c:800"}]


def test_a_crossing_s_share_is_of_the_whole_that_its_own_article_tells() -> None:
    own = [claim("a", "2031-04-09", value=400), claim("a", "2031-04", value=120, via=[TUMEN])]
    other = [claim("b", "2031-04", value=450), claim("c", "2031-04-25", value=30)]
    assert {"a:400", "a:120"} <= next(one for one in together([*own, *other], {}) if "a:120" in one)


def test_a_crossing_s_share_is_of_the_whole_and_not_of_those_sent_to_one_country() -> None:
    whole = replace(claim("a", "2023-10-09", value=900), destination=())
    share = replace(claim("a", "2023-10-09", value=300, via=[TUMEN]), destination=())
    assert together([whole, claim("a", "2023-10-09", value=500), share], {}) == [{"a:300", "a:900"}, {"a:500"}]


@pytest.mark.parametrize(("voice", "number"), [(("another",), 2), ((), 1)])
def test_of_what_holds_a_number_and_another_s_word_for_many_are_some_and_all(
    voice: tuple[str, ...], number: int
) -> None:
    living = replace(told(21_000), kind="Presence", destination=(), place=(CHINA,), stock=True, dated=False)
    assert things(living, replace(living, iri="many", value=None, voice=voice or living.voice)) == number


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (told(1000, SUMMER), replace(told(2, SUMMER), value=None), 2),
        (told(1000, WEEK), replace(told(2, WEEK), value=None), 1),  # told again
        (told(1000, SUMMER), told(None, SUMMER), 1),
    ],
)
def test_over_a_long_time_a_number_and_a_word_for_many_are_some_and_all(one: Told, other: Told, number: int) -> None:
    assert things(one, other) == number


def test_who_is_held_uncounted_beside_those_counted_is_someone_else() -> None:
    """Three hundred inmates of a jail, and one of them whose story is told."""
    held = replace(told(350), kind="Detention", destination=(), place=(JAIL,), dated=False, stock=True)
    story = replace(held, iri="story", value=None, unit=None, stock=False)
    assert (held.block, held.situation, story.situation) == (story.block, True, True)
    assert things(held, story) == 2
    assert things(held, replace(held, iri="again", voice=("another",))) == 1


def test_an_undated_return_from_a_place_is_not_the_one_that_its_article_counts_from_elsewhere() -> None:
    counted = told(2130, MONTH, held_at=CHINA)
    assert counts_others(told(None, held_at=JAIL), counted, GROUND)
    assert not counts_others(told(None, held_at=CHINA), counted, GROUND)
    assert not counts_others(told(None, held_at=JAIL), told(None), GROUND)
    assert counts_others(told(900, held_at=CHINA), counted, GROUND)


def test_a_total_over_times_is_none_of_what_happened_at_one_of_them() -> None:
    later = date(2023, 10, 20), date(2023, 10, 24)
    total, some, others = told(160, MONTH), told(85), told(75, later)
    for told_before in permutations([some, others, told(64, WEEK, via=TUMEN)]):
        assert counted_in(total, told_before) == list(told_before)
    assert counted_in(total, [some, told(64, WEEK)]) == []  # of one time, it may be the same
    dated = [("2023-10-09", 85, ()), ("2023-10-20/2023-10-24", 75, ()), ("2023-10-09/2023-10-15", 64, (TUMEN,))]
    claims = [
        claim("a", when, value=value, via=via, claimants=[iri.entity("RightsGroup", who)])
        for who, (when, value, via) in zip("bcd", dated, strict=True)
    ]
    assert {"a:160"} in together([*claims, claim("a", "2023-10", value=160)], {})
    assert {"a:160", "a:64"} in together([claims[2], claim("a", "2023-10", value=160)], {})


def test_a_rounded_figure_is_the_exact_one_in_other_words_and_another_round_one_is_not() -> None:
    same = [(592, 600), (591, 500), (1340, 1300), (33_981, 34_000), (29, 30), (7, 7)]
    assert not any(told(one).other_figure(told(other)) for one, other in same)
    others = [(1_700_000, 1_400_000), (600, 500), (12, 13), (12, 10), (600, 180)]
    assert all(told(one).other_figure(told(other)) for one, other in others)


@given(one=st.integers(1, 10**7), other=st.integers(1, 10**7))
def test_whether_two_figures_are_one_does_not_depend_on_which_is_told_first(one: int, other: int) -> None:
    assert told(one).other_figure(told(other)) == told(other).other_figure(told(one))
    assert not told(one).other_figure(told(one))


def test_a_claim_that_a_person_moves_takes_none_along_that_its_article_keeps_out() -> None:
    """Of an event of three claims one is judged to be of another event, where the article of the second counts, too."""
    day, week = claim("a", "2031-04-09", value=400), claim("b", "2031-04-09", value=320, claimants=[GROUP])
    later = "2031-04-18/2031-04-22"
    moved, staying, other = claim("c", later, value=120), claim("b", later, value=150), claim("d", later, value=140)
    claims = [day, week, moved, staying, other]
    assert together(claims, {}) == [{"a:400", "b:320"}, {"b:150", "c:120", "d:140"}]
    judged = Judgement(
        first=moved.iri,
        verdict="same",
        second=day.iri,
        by="byPerson",
        judge="A. Placeholder",
        reasons=("of them",),
        score=1.0,
        made=datetime(2031, 5, 1, tzinfo=UTC),
    )
    derived = derive([*quads(claims, {}), *judgement_quads(judged)])
    about = {quad.subject: quad.object for quad in derived if quad.predicate == RF.about}
    assert about[NamedNode(moved.iri)] == about[NamedNode(day.iri)] == about[NamedNode(week.iri)]
    assert about[NamedNode(other.iri)] == about[NamedNode(day.iri)]  # an event is judged whole
    assert about[NamedNode(staying.iri)] != about[NamedNode(day.iri)]
    assert [quad.subject for quad in derived if quad.predicate == RF.notAbout] == [NamedNode(staying.iri)]
