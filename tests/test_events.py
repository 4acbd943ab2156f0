"""Which claims are about one event: the rules, and that the order of loading changes nothing."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from refoulement import ontology
from refoulement.graph import iri
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.events import derive
from refoulement.graph.rdf import LABELS, article_quads, claim_quads
from refoulement.graph.when import When
from refoulement.ontology import RF
from refoulement.tests.synthetic import article

CHINA, KOREA = iri.entity("Country", "China"), iri.entity("Country", "North Korea")
TUMEN, GROUP = iri.entity("Settlement", "Tumen"), iri.entity("RightsGroup", "Sample Society")
DANDONG, THAILAND = iri.entity("Settlement", "Dandong"), iri.entity("Country", "Thailand")
CHANGBAI = iri.entity("Settlement", "Changbai")
NEEDED = {RF.within, RF.connects, LABELS["preferred"]}  # all that the rules look at
GAZETTEER = tuple(quad for quad in ontology.read(ontology.GAZETTEER) if quad.predicate in NEEDED)


def claim(
    source: str,
    when: str | None,
    *,
    kind: str = "Repatriation",
    value: int = 37,
    held_at: Iterable[str] = (CHINA,),
    place: Iterable[str] = (),
    nature: str = "flow",
    via: Iterable[str] = (),
    unit: str = "persons",
    claimants: Iterable[str] = (),
) -> EventClaim:
    return EventClaim(
        passages=(article("Words of a claim.", identifier=source).passage(0, 5),),
        extractor="test",
        event_type=kind,
        count=Count(bound="exact", value=min(value, 100) if unit == "percent" else value, nature=nature, unit=unit),
        when=When(when) if when else None,
        held_at=tuple(held_at),
        destination=(KOREA,) if kind == "Repatriation" else (),
        place=tuple(place),
        via=tuple(via),
        claimants=tuple(claimants),
    )


def quads(claims: Iterable[EventClaim], published: dict[str, str]) -> list[Quad]:
    found = list(GAZETTEER)
    for source, day in published.items():
        found += article_quads(article("Words of a claim.", published=day, identifier=source))
    for one in claims:
        found += claim_quads(one)
    return found


def together(claims: list[EventClaim], published: dict[str, str]) -> list[set[str]]:
    """The claims of each event, as their values."""
    derived = derive(quads(claims, published))
    values = {one.iri: f"{one.article}:{one.count.value if one.count else None}" for one in claims}
    found: dict[str, set[str]] = {}
    for quad in derived:
        if quad.predicate == RF.evidence and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found.setdefault(quad.subject.value, set()).add(values[quad.object.value])
    return sorted(found.values(), key=sorted)


def reasons(claims: list[EventClaim], published: dict[str, str]) -> dict[str, str]:
    derived = derive(quads(claims, published))
    values = {one.iri: one.article for one in claims}
    return {
        values[quad.subject.value]: quad.object.value.rsplit("#", 1)[1]
        for quad in derived
        if quad.predicate == RF.aboutBecause
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
    }


def test_a_month_and_a_day_in_it_are_one_event_of_that_day() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", "2023-10", value=2)]
    assert together(claims, {"a": "2023-10-12", "b": "2023-12-07"}) == [{"a:1", "b:2"}]
    events = {quad.subject for quad in derive(quads(claims, {})) if quad.predicate == RF.evidence}
    assert events == {NamedNode(f"{iri.THINGS}event/repatriation-2023-10-09")}


def test_another_time_is_another_event() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", "2021-07", value=2)]
    assert together(claims, {"a": "2023-10-12", "b": "2021-07-31"}) == [{"a:1"}, {"b:2"}]


def test_a_year_is_too_vague_to_join_a_day() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", "2023", value=2)]
    assert together(claims, {}) == [{"a:1"}, {"b:2"}]


def test_a_claim_that_fits_two_events_joins_neither() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", "2023-10-25", value=2), claim("c", "2023-10", value=3)]
    assert together(claims, {}) == [{"a:1"}, {"b:2"}, {"c:3"}]


def test_places_that_exclude_each_other_keep_events_apart() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", "2023-10-09", value=2, held_at=[THAILAND])]
    assert together(claims, {}) == [{"a:1"}, {"b:2"}]


def test_a_town_and_its_country_do_not_exclude_each_other() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", "2023-10-09", value=2, held_at=[DANDONG])]
    assert together(claims, {}) == [{"a:1", "b:2"}]


def test_undated_news_joins_the_one_event_lately_before_it_and_bears_its_time_in_the_events_graph_only() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", None, value=2)]
    published = {"a": "2023-10-12", "b": "2023-10-13"}
    assert together(claims, published) == [{"a:1", "b:2"}]
    assert reasons(claims, published) == {"a": "onlyClaim", "b": "publishedSoonAfter"}
    derived = derive(quads(claims, published))
    times = [quad for quad in derived if quad.predicate == RF.earliest and quad.subject == NamedNode(claims[1].iri)]
    assert [(quad.object.value, quad.graph_name) for quad in times] == [("2023-10-09", iri.EVENTS_GRAPH)]  # type: ignore[union-attr]


def test_undated_news_of_another_month_or_before_the_event_stays_alone() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", None, value=2), claim("c", None, value=3)]
    assert together(claims, {"a": "2023-10-12", "b": "2023-12-13", "c": "2023-10-01"}) == [{"a:1"}, {"b:2"}, {"c:3"}]


def test_undated_news_between_two_events_stays_alone() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", "2023-10-20", value=2), claim("c", None, value=3)]
    assert together(claims, {"c": "2023-10-25"}) == [{"a:1"}, {"b:2"}, {"c:3"}]


def test_undated_news_of_one_crossing_is_not_of_who_passed_another() -> None:
    """It can be of a share of what is told as a whole, or of the same crossing."""
    news, published = claim("b", None, value=2, via=[TUMEN]), {"a": "2023-10-12", "b": "2023-10-13"}
    assert together([claim("a", "2023-10-09", value=1, via=[DANDONG]), news], published) == [{"a:1"}, {"b:2"}]
    assert together([claim("a", "2023-10-09", value=1, via=[TUMEN]), news], published) == [{"a:1", "b:2"}]
    assert together([claim("a", "2023-10-09", value=9), news], published) == [{"a:9", "b:2"}]


def test_people_held_in_one_place_are_one_situation_a_year() -> None:
    held = [
        claim("a", None, kind="Detention", value=1, held_at=(), place=[CHINA], nature="stock"),
        claim("b", None, kind="Detention", value=2, held_at=(), place=[CHINA], nature="stock"),
        claim("c", None, kind="Detention", value=3, held_at=(), place=[DANDONG], nature="stock"),
    ]
    assert together(held, {"a": "2023-10-12", "b": "2021-07-01", "c": "2023-10-13"}) == [{"a:1"}, {"b:2"}, {"c:3"}]
    assert together(held, {"a": "2023-10-12", "b": "2023-07-01", "c": "2023-10-13"}) == [{"a:1", "b:2"}, {"c:3"}]


@pytest.mark.parametrize(
    ("when", "label"),
    [
        ("2023-10-09", "Repatriation, 2023-10-09"),
        ("2023-10", "Repatriation, 2023-10"),
        ("2021-34", "Repatriation, 2021-Q2"),
        ("2020", "Repatriation, 2020"),
        ("2020/..", "Repatriation, since 2020-01-01"),
        ("2023-10-08/2023-10-10", "Repatriation, 2023-10-08 to 2023-10-10"),
        (None, "Repatriation, undated"),
    ],
)
def test_an_event_is_called_by_its_time(when: str | None, label: str) -> None:
    derived = derive(quads([claim("a", when)], {}))
    assert [quad.object for quad in derived if quad.predicate == LABELS["preferred"]] == [Literal(label, language="en")]


def test_no_event_without_a_claim() -> None:
    assert derive(GAZETTEER) == frozenset()


TIMES = st.sampled_from(
    [None, "2023-10-09", "2023-10-09~", "2023-10", "2023-10-20", "2023", "2021-34", "2020/..", "2023-10-08/2023-10-10"]
)
CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from("abcd"),
        TIMES,
        kind=st.sampled_from(["Repatriation", "Detention", "Arrival"]),
        value=st.integers(1, 5),
        held_at=st.sampled_from([(), (CHINA,), (DANDONG,), (THAILAND,)]),
    ),
    max_size=12,
)
PUBLISHED = {"a": "2023-10-12", "b": "2023-10-30", "c": "2023-12-07", "d": "2024-01"}


@pytest.mark.slow
@settings(max_examples=12)
@given(st.data(), CLAIMS)
def test_the_order_of_loading_changes_nothing(draw: st.DataObject, claims: list[EventClaim]) -> None:
    in_order = quads(claims, PUBLISHED)
    key = draw.draw(st.integers(1, 10**6))
    shuffled = sorted(in_order, key=lambda quad: sha256(f"{key} {quad}".encode()).digest())
    assert derive(in_order) == derive(shuffled)


@settings(max_examples=12)
@given(CLAIMS)
def test_every_claim_is_about_exactly_one_event(claims: list[EventClaim]) -> None:
    derived = derive(quads(claims, PUBLISHED))
    about = [quad.subject for quad in derived if quad.predicate == RF.about]
    assert sorted(str(subject) for subject in about) == sorted({f"<{one.iri}>" for one in claims})
    assert len(about) == len({one.iri for one in claims})


def wholes(claims: list[EventClaim], predicate: NamedNode) -> list[tuple[str, str, str]]:
    """What a property ties, both by the last piece of their IRIs, a claim by its figure; and why, of an event."""
    derived = derive(quads(claims, {}))
    values = {one.iri: str(one.count.value) for one in claims if one.count}
    because = {quad.subject: quad.object for quad in derived if quad.predicate == RF.partBecause}

    def short(term: object) -> str:
        return values.get(getattr(term, "value", ""), "") or str(term).strip("<>").rsplit("/", 1)[-1]

    return sorted(
        (short(quad.subject), short(quad.object), short(because.get(quad.subject, "")).rpartition("#")[2])
        for quad in derived
        if quad.predicate == predicate
    )


def test_a_crossing_has_its_share_of_a_wave_that_is_told_as_a_whole() -> None:
    crossing = iri.entity("BorderCrossing", "Dandong–Sinuiju")
    claims = [
        claim("a", "2023-10", value=600),
        claim("b", "2023-10-09", value=180, via=[crossing]),
        claim("c", "2023-10-09", value=200, via=[DANDONG]),
        claim("d", "2023-10-09", value=300, via=[TUMEN]),
    ]
    assert together(claims, {}) == [{"a:600", "b:180", "c:200", "d:300"}]
    dandong, tumen = "repatriation-2023-10-09--crossing-dandong-sinuiju", "repatriation-2023-10-09--place-tumen"
    assert wholes(claims, RF.partOf) == [
        (dandong, "repatriation-2023-10-09", "ownCrossing"),
        (tumen, "repatriation-2023-10-09", "ownCrossing"),
    ]
    assert wholes(claims, RF.aboutPart) == [("180", dandong, ""), ("200", dandong, ""), ("300", tumen, "")]


def test_crossings_of_one_day_are_no_wave_that_nobody_tells() -> None:
    claims = [claim("a", "2023-10-09", value=180, via=[DANDONG]), claim("b", "2023-10-09", value=300, via=[TUMEN])]
    assert together(claims, {}) == [{"a:180"}, {"b:300"}]
    assert wholes(claims, RF.partOf) == []
    whole = claim("c", "2023-10", value=600)
    assert together([*claims, whole], {}) == [{"a:180", "b:300", "c:600"}]


def test_what_is_told_of_several_crossings_is_the_whole_of_each() -> None:
    claims = [
        claim("a", "2023-10-09", value=600, via=[DANDONG, TUMEN]),
        claim("b", "2023-10-09", value=180, via=[DANDONG]),
        claim("c", "2023-10-09", value=300, via=[TUMEN]),
        claim("d", "2023-10-09", value=20, via=[CHANGBAI]),
    ]
    assert together(claims, {}) == [{"a:600", "b:180", "c:300"}, {"d:20"}]
    assert [part for part, _, _ in wholes(claims, RF.partOf)] == [
        "repatriation-2023-10-09--place-dandong",
        "repatriation-2023-10-09--place-tumen",
    ]


def test_a_share_in_per_cent_is_a_part_and_no_number_of_people() -> None:
    claims = [claim("a", "2023", value=700), claim("a", "2023", value=72, unit="percent")]
    assert together(claims, {}) == [{"a:700"}, {"a:72"}]
    assert wholes(claims, RF.partOf) == [("repatriation-2023-in-per-cent", "repatriation-2023", "shareOfThose")]


def test_one_voice_that_gives_two_figures_in_one_article_speaks_of_two_things() -> None:
    wide = claim("a", "2023-10-09", kind="Detention", value=31, held_at=(), place=[CHINA], claimants=[GROUP])
    narrow = claim("a", "2023-10-09", kind="Detention", value=12, held_at=(), place=[DANDONG], claimants=[GROUP])
    other = claim("b", "2023-10-09", kind="Detention", value=12, held_at=(), place=[CHINA])
    assert together([wide, narrow], {}) == [{"a:12"}, {"a:31"}]
    assert [why for _, _, why in wholes([wide, narrow], RF.partOf)] == ["placesWithin"]
    assert len(wholes([wide, narrow], RF.notAbout)) == 1
    assert {"a:12", "b:12"} in together([wide, narrow, other], {})  # of two events, the one with just its figure


def test_a_claim_that_fits_two_events_is_marked_as_unsure_of_both() -> None:
    claims = [claim("a", "2023-10-09", value=1), claim("b", "2023-10-25", value=2), claim("c", "2023-10", value=3)]
    assert [(figure, event) for figure, event, _ in wholes(claims, RF.perhapsAbout)] == [
        ("3", "repatriation-2023-10-09"),
        ("3", "repatriation-2023-10-25"),
    ]


def test_a_year_s_total_is_not_what_happened_to_one_person() -> None:
    total, person = claim("a", "2009", kind="Arrival", held_at=(), place=[CHINA]), claim("b", "2009", kind="Arrival")
    without = EventClaim(
        passages=person.passages, extractor="test", event_type="Arrival", when=person.when, place=(CHINA,)
    )
    assert len({event for _, event, _ in wholes([total, without], RF.about)}) == 2


@pytest.mark.parametrize(
    ("unit", "via", "events"),
    [
        ("persons", (DANDONG, TUMEN), 1),
        ("persons", (TUMEN,), 2),  # it may be of one person
        ("percent", (DANDONG, TUMEN), 2),  # a share is of people that are counted elsewhere
    ],
)
def test_without_a_number_only_what_is_of_several_crossings_is_of_a_year_s_total(
    unit: str, via: tuple[str, ...], events: int
) -> None:
    total, way = claim("a", "2009", value=70, unit=unit), claim("b", "2009", via=via)
    without = EventClaim(
        passages=way.passages, extractor="test", event_type="Repatriation", when=way.when, via=via, destination=(KOREA,)
    )
    assert len({event for _, event, _ in wholes([total, without], RF.about)}) == events


def test_stock_figures_of_one_place_make_a_series_of_years() -> None:
    held = [
        claim(name, None, kind="Detention", value=value, held_at=(), place=[CHINA], nature="stock")
        for name, value in (("a", 1170), ("b", 2000), ("c", 2600))
    ]
    derived = derive(quads(held, {"a": "2021-07-01", "b": "2023-10-12", "c": "2023-11-02"}))
    series = {quad.object for quad in derived if quad.predicate == RF.inSeries}
    assert len(series) == 1
    assert sum(quad.predicate == RF.inSeries for quad in derived) == 2
    labels = {quad.object for quad in derived if quad.subject in series and quad.predicate == LABELS["preferred"]}
    assert labels == {Literal("Detention in China, over time", language="en")}


def test_what_one_article_says_is_held_by_two_voices_is_of_two_things_and_by_two_articles_of_one() -> None:
    everyone = claim("a", "2023", kind="Presence", value=4000, held_at=(), place=[CHINA], nature="stock")
    some = claim("a", "2023", kind="Presence", value=1700, held_at=(), place=[CHINA], nature="stock", claimants=[GROUP])
    assert together([everyone, some], {}) == [{"a:1700"}, {"a:4000"}]
    elsewhere = claim("b", "2023", kind="Presence", value=1700, held_at=(), place=[CHINA], nature="stock")
    assert together([everyone, elsewhere], {}) == [{"a:4000", "b:1700"}]


def test_a_part_told_beside_its_whole_in_one_article_is_a_part_whoever_says_so() -> None:
    month = claim("a", "2023-10", kind="Detention", value=31, held_at=(), place=[CHINA])
    day = claim("a", "2023-10-09", kind="Detention", value=3, held_at=(), place=[DANDONG], claimants=[GROUP])
    assert together([month, day], {}) == [{"a:3"}, {"a:31"}]
    assert [why for _, _, why in wholes([month, day], RF.partOf)] == ["placesWithin"]
    reported = claim("b", "2023-10-09", kind="Detention", value=3, held_at=(), place=[DANDONG], claimants=[GROUP])
    assert together([month, reported], {}) == [{"a:31", "b:3"}]  # two articles: a contradiction that must be seen


def test_an_undated_figure_is_no_news_of_what_its_own_article_tells_uncounted() -> None:
    dated = claim("a", "2023-10-09", kind="Death", held_at=(), place=[CHINA])
    uncounted = EventClaim(
        passages=dated.passages, extractor="test", event_type="Death", when=dated.when, place=(CHINA,)
    )
    three = claim("a", None, kind="Death", value=3, held_at=(), place=[CHINA])
    published = {"a": "2023-10-20", "b": "2023-10-20"}
    assert together([uncounted, three], published) == [{"a:3"}, {"a:None"}]
    other = claim("b", None, kind="Death", value=3, held_at=(), place=[CHINA])
    assert together([uncounted, other], published) == [{"a:None", "b:3"}]


def arrest(source: str, value: int | None, when: str | None = "2023-10-09") -> EventClaim:
    """Some taken into custody in China; without a value nobody is counted."""
    told = claim(source, when, kind="Detention", value=value or 1, held_at=(), place=[CHINA])
    return told if value else replace(told, count=None)


def test_who_is_arrested_uncounted_beside_those_counted_is_someone_else() -> None:
    """Sixteen people, and the crew of their boat: two arrests, in whichever order they are told."""
    assert together([arrest("a", 16), arrest("a", None)], {}) == [{"a:16"}, {"a:None"}]


def test_another_articles_arrest_without_a_number_is_the_one_that_is_counted() -> None:
    assert together([arrest("a", 16), arrest("b", None)], {}) == [{"a:16", "b:None"}]


def test_a_return_told_again_without_a_number_stays_with_the_one_counted() -> None:
    counted, told = claim("a", "2023-10-09", value=16), replace(claim("a", "2023-10-09"), count=None)
    assert together([counted, told], {}) == [{"a:16", "a:None"}]
