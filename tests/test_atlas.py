"""Where a map draws what claims tell: areas, not false points, and no way that nobody told of."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.claim import Count
from refoulement.graph.store import Snapshot
from refoulement.tests.placed import (
    FARSIDE,
    FROM_TWO,
    HAMLET,
    HERE,
    HOLD,
    ONE_WAY,
    PROVINCE,
    THERE,
    UNPLACED,
    placed,
)
from refoulement.tests.published_store import GATE, GROUP, NORTHSIDE, UP_TO_60
from refoulement.web.atlas import Atlas, atlas, landmarks
from refoulement.web.drawn_map import HEIGHT, WIDTH, Outline, drawn
from refoulement.web.geography import Area, Geography, distance_m, read_point
from refoulement.web.told import Things, gather


@pytest.fixture(scope="module")
def snapshot(store: Path) -> Snapshot:
    return placed(store)


@pytest.fixture(scope="module")
def things(snapshot: Snapshot) -> Things:
    return Things(snapshot, "en")


@pytest.fixture(scope="module")
def geography(snapshot: Snapshot, things: Things) -> Geography:
    return Geography(snapshot, things)


@pytest.fixture(scope="module")
def shown(snapshot: Snapshot, things: Things, geography: Geography) -> Atlas:
    return atlas(snapshot, gather(snapshot, {}), things, geography, reference=())


def test_a_settlement_is_a_circle_around_its_centre(geography: Geography) -> None:
    assert geography.area(NORTHSIDE.iri) == Area("own", (10.5, 20.25), 5000)


def test_a_crossing_is_the_stretch_between_its_towns(geography: Geography) -> None:
    area = geography.area(GATE.iri)
    assert area is not None
    assert (area.basis, area.spot, set(area.of)) == ("between", (10.6, 20.25), {NORTHSIDE.iri, FARSIDE.iri})
    half = distance_m((10.5, 20.25), (10.7, 20.25)) / 2
    assert area.radius_m == math.ceil(half + 5000)


def test_a_facility_is_somewhere_in_its_town(geography: Geography) -> None:
    assert geography.area(HOLD.iri) == Area("within", (10.5, 20.25), 5000, None, (NORTHSIDE.iri,))


def test_a_region_reaches_every_settlement_in_it(geography: Geography) -> None:
    area = geography.area(PROVINCE.iri)
    assert area is not None
    assert area.spot == (10.5, 20.75)
    assert area.radius_m is not None
    for town in ((10.5, 20.25), (10.5, 21.25)):
        assert distance_m(area.spot, town) <= area.radius_m


def test_a_country_is_its_outline_and_what_is_nowhere_known_is_nowhere(geography: Geography) -> None:
    assert geography.area(THERE.iri) == Area("country", country=THERE.iri)
    assert geography.area(UNPLACED.iri) is None


@pytest.mark.parametrize(
    ("wkt", "spot"),
    [
        ("POINT(129.8 42.9)", (129.8, 42.9)),
        ("point ( -1 2 )", (-1.0, 2.0)),
        ("POINT(190 2)", None),
        ("POINT(1 2 3)", None),
        ("LINESTRING(1 2, 3 4)", None),
        ("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(1 2)", None),
    ],
)
def test_points_are_read_in_the_usual_coordinates_only(wkt: str, spot: tuple[float, float] | None) -> None:
    assert read_point(wkt) == spot


SPOTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(SPOTS, SPOTS)
def test_distances_are_those_of_a_globe(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert 0 <= distance_m(one, other) <= math.pi * 6_371_000 + 1
    assert distance_m(one, other) == pytest.approx(distance_m(other, one))


def ways(shown: Atlas) -> dict[tuple[str, str], tuple[bool, set[str]]]:
    return {(way.start, way.end): (way.sure, {said.claim for said in way.said}) for way in shown.ways}


def test_a_way_goes_from_the_hold_through_the_crossing_to_the_country(shown: Atlas) -> None:
    found = ways(shown)
    assert found[HOLD.iri, GATE.iri] == (True, {ONE_WAY.iri})
    assert found[GATE.iri, THERE.iri] == (True, {ONE_WAY.iri})


def test_several_places_at_one_end_are_dotted_and_at_both_ends_nothing(shown: Atlas) -> None:
    found = {(way.start, way.end, way.sure): {said.claim for said in way.said} for way in shown.ways}
    assert found[NORTHSIDE.iri, GATE.iri, False] == {FROM_TWO.iri}
    assert found[HAMLET.iri, GATE.iri, False] == {FROM_TWO.iri}
    assert found[NORTHSIDE.iri, GATE.iri, True] == {UP_TO_60.iri}
    assert not [way for way in shown.ways if way.end == FARSIDE.iri]
    assert shown.unpaired == 1
    assert shown.ways_in_all == len(shown.ways) == 5


def test_a_way_bears_each_claim_with_its_own_figure(shown: Atlas) -> None:
    [way] = [way for way in shown.ways if way.start == HOLD.iri]
    [said] = way.said
    assert said.count == Count(bound="moreThan", value=70)
    assert said.said_by == (GROUP.iri,)
    assert (said.first, said.last) == ("2031-05-01", "2031-05-31")


def test_places_count_their_claims_by_time(shown: Atlas) -> None:
    [gate] = [mark for mark in shown.marks if mark.place == GATE.iri]
    assert (gate.layer, gate.claims, gate.undated) == ("crossing", 4, 1)
    assert dict(gate.periods) == {
        ("2030-01-01", "2030-12-31"): 1,
        ("2031-05-01", "2031-05-31"): 1,
        ("2031-05-04", "2031-05-04"): 1,
    }
    assert [mark.layer for mark in shown.marks] == ["crossing", "facility", *["settlement"] * 3, "country"]


def test_what_nobody_names_stands_for_reference_only(snapshot: Snapshot, things: Things, geography: Geography) -> None:
    few = gather(snapshot, {"since": "2031-05-01", "claimant": "organisation/nobody"})
    assert few.claims == ()
    found = atlas(snapshot, few, things, geography, reference=landmarks(things))
    assert {mark.place: mark.claims for mark in found.marks} == {GATE.iri: 0, HOLD.iri: 0}
    assert atlas(snapshot, few, things, geography, reference=()).marks == ()


def test_the_drawing_holds_all_that_claims_name(shown: Atlas, things: Things, geography: Geography) -> None:
    square = ((10.0, 20.0), (11.0, 20.0), (11.0, 21.0), (10.0, 21.0), (10.0, 20.0))
    far = ((100.0, 20.0), (101.0, 20.0), (101.0, 21.0), (100.0, 20.0))
    land = {
        THERE.iri: Outline((10.9, 20.5), ((square,),)),
        HERE.iri: Outline((100.5, 20.5), ((far,),)),
    }
    picture = drawn(shown, things, geography, land)
    assert len(picture.land) == 1  # the other lies out of sight
    assert len(picture.countries) == 1
    assert {sign.mark.place for sign in picture.signs} == {mark.place for mark in shown.marks}
    assert all(0 <= sign.x <= WIDTH and 0 <= sign.y <= HEIGHT for sign in picture.signs)
    assert len(picture.lines) == len(shown.ways)
    [gate] = [sign for sign in picture.signs if sign.mark.place == GATE.iri]
    [hamlet] = [sign for sign in picture.signs if sign.mark.place == HAMLET.iri]
    assert hamlet.y < gate.y  # the north is up
    assert gate.radius > hamlet.radius > 0
