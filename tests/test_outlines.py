"""The outlines of the map: every country of the gazetteer has one, and towns stand on their own side."""

import itertools
from pathlib import Path

import pytest

from refoulement.graph import iri
from refoulement.graph.rdf import RDF_TYPE
from refoulement.ontology import GAZETTEER, RF, read
from refoulement.web.drawn_map import Outline, Ring, outlines

BUILT = Path(__file__).parent.parent / "web/assets/built/outlines.json"


@pytest.fixture(scope="module")
def land() -> dict[str, Outline]:
    return dict(outlines(BUILT))


def holds(outline: Outline, longitude: float, latitude: float) -> bool:
    """True where a spot lies in an outline: a ray from it crosses its border an odd number of times."""

    def crossed(ring: Ring) -> bool:
        inside = False
        for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y > latitude) != (next_y > latitude):
                inside ^= longitude < x + (latitude - y) / (next_y - y) * (next_x - x)
        return inside

    return any(crossed(polygon[0]) and not any(map(crossed, polygon[1:])) for polygon in outline.polygons)


def test_every_country_of_the_gazetteer_has_an_outline(land: dict[str, Outline]) -> None:
    countries = {
        str(quad.subject)[1:-1] for quad in read(GAZETTEER) if (quad.predicate, quad.object) == (RDF_TYPE, RF.Country)
    }
    assert len(countries) > 190
    assert countries - set(land) == set()


# Dandong and Sinuiju, Tumen and Namyang face each other across a river.
@pytest.mark.parametrize(
    ("country", "town", "longitude", "latitude"),
    [
        ("china", "Dandong", 124.39, 40.13),
        ("north-korea", "Sinuiju", 124.40, 40.09),
        ("china", "Tumen", 129.84, 42.97),
        ("north-korea", "Onsong", 129.99, 42.95),
        ("china", "Hunchun", 130.36, 42.87),
        ("north-korea", "Hoeryong", 129.75, 42.44),
        ("south-korea", "Seoul", 126.98, 37.57),
        ("russia", "Vladivostok", 131.93, 43.16),
    ],
)
def test_a_town_stands_in_its_own_country(
    land: dict[str, Outline], country: str, town: str, longitude: float, latitude: float
) -> None:
    found = [
        name
        for name in ("china", "north-korea", "south-korea", "russia")
        if holds(land[f"{iri.THINGS}place/{name}"], longitude, latitude)
    ]
    assert found == [country], town


def test_no_outline_is_drawn_around_the_world(land: dict[str, Outline]) -> None:
    for name, outline in land.items():
        assert -180 <= outline.middle[0] <= 180, name
        for ring in (ring for polygon in outline.polygons for ring in polygon):
            assert all(abs(one[0] - other[0]) < 60 for one, other in itertools.pairwise(ring)), name
