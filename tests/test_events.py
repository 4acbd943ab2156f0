"""Which claims are about one event: the rules, and that the order of loading changes nothing."""

from collections.abc import Iterable
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
DANDONG, THAILAND = iri.entity("Settlement", "Dandong"), iri.entity("Country", "Thailand")
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


@settings(max_examples=20)
@given(st.data(), CLAIMS)
def test_the_order_of_loading_changes_nothing(draw: st.DataObject, claims: list[EventClaim]) -> None:
    in_order = quads(claims, PUBLISHED)
    key = draw.draw(st.integers(1, 10**6))
    shuffled = sorted(in_order, key=lambda quad: sha256(f"{key} {quad}".encode()).digest())
    assert derive(in_order) == derive(shuffled)


@settings(max_examples=20)
@given(CLAIMS)
def test_every_claim_is_about_exactly_one_event(claims: list[EventClaim]) -> None:
    derived = derive(quads(claims, PUBLISHED))
    about = [quad.subject for quad in derived if quad.predicate == RF.about]
    assert sorted(str(subject) for subject in about) == sorted({f"<{one.iri}>" for one in claims})
    assert len(about) == len({one.iri for one in claims})
