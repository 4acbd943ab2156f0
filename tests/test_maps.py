"""The named queries on a map: whose points they are is always said, and no line is drawn that nobody told of."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import LABELS
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.queries import QUERIES, ask
from refoulement.queries.answers import Part
from refoulement.queries.geojson import TYPES, as_geojson
from refoulement.queries.question import Query, Row
from refoulement.tests.published_store import GATE, NORTHSIDE, UP_TO_60

GEO = "http://www.opengis.net/ont/geosparql#"
WKT = NamedNode(GEO + "wktLiteral")
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


@pytest.fixture
def snapshot(store: Path) -> Snapshot:
    return OxigraphReader(store / "public").snapshot()


def placed(snapshot: Snapshot) -> Snapshot:
    """The synthetic articles in a gazetteer that gives the town a point, and the gate one town at each end."""
    far = NamedNode(iri.THINGS + "place/farside")
    precision, connects, label = RF.placePrecision, RF.connects, LABELS["preferred"]
    quads = [quad for graph in snapshot.graphs() for quad in snapshot.quads(graph)]
    for town, point in ((NamedNode(NORTHSIDE.iri), "POINT(10.5 20.25)"), (far, "POINT(-11 21)")):
        geometry = NamedNode(town.value + "#geometry")
        quads += [
            Quad(town, NamedNode(GEO + "hasGeometry"), geometry, iri.GAZETTEER_GRAPH),
            Quad(geometry, NamedNode(GEO + "asWKT"), Literal(point, datatype=WKT), iri.GAZETTEER_GRAPH),
            Quad(town, precision, RF.settlementCentre, iri.GAZETTEER_GRAPH),
            Quad(NamedNode(GATE.iri), connects, town, iri.GAZETTEER_GRAPH),
        ]
    quads.append(Quad(far, label, Literal("Farside", language="en"), iri.GAZETTEER_GRAPH))
    return snapshot.holding(quads)


def features(snapshot: Snapshot, name: str) -> list[tuple[object, object]]:
    found = ask(snapshot, QUERIES[name], {})
    assert isinstance(found, list)
    rows = [row for row in found if isinstance(row, dict)]
    collection = json.loads(as_geojson(Part(query=QUERIES[name], rows=rows, version=1, total=len(rows))))
    assert collection["type"] == "FeatureCollection"
    assert all("coordinates" not in feature["properties"] for feature in collection["features"])
    return [(feature["geometry"], feature["properties"].get("precision")) for feature in collection["features"]]


ENDS = {"type": "MultiPoint", "coordinates": [[-11.0, 21.0], [10.5, 20.25]]}
BOTH = "not its own point: Farside, centre of the settlement; not its own point: Northside, centre of the settlement"


def test_a_crossing_has_the_points_of_its_ends_and_says_so(snapshot: Snapshot) -> None:
    assert features(placed(snapshot), "people-through-crossings") == [(ENDS, BOTH)]


def test_a_town_has_its_own_point_and_says_of_what(snapshot: Snapshot) -> None:
    point = {"type": "Point", "coordinates": [10.5, 20.25]}
    assert features(placed(snapshot), "detention-by-place") == [(point, "centre of the settlement")]


def test_a_route_has_points_and_no_line(snapshot: Snapshot) -> None:
    ((geometry, precision),) = features(placed(snapshot), "routes")
    assert geometry == {"type": "MultiPoint", "coordinates": [[-11.0, 21.0], [10.5, 20.25], [10.5, 20.25]]}
    assert precision == (
        "crossed Test Gate: not its own point: Farside, centre of the settlement; "
        "crossed Test Gate: not its own point: Northside, centre of the settlement; "
        "taken from Northside: centre of the settlement"
    )


def test_a_row_without_a_place_is_a_feature_without_a_geometry(client: FlaskClient) -> None:
    (feature,) = client.get("/api/people-through-crossings.geojson").get_json()["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["claim"] == UP_TO_60.iri
    assert "precision" not in feature["properties"]


@pytest.mark.parametrize(
    ("text", "datatype", "geometry"),
    [
        ("POINT(1 2)", WKT, {"type": "Point", "coordinates": [1.0, 2.0]}),
        (f"<{CRS84}> POINT(1 2)", WKT, {"type": "Point", "coordinates": [1.0, 2.0]}),
        ("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(2 1)", WKT, None),
        ("POINT(1 2)", NamedNode("http://www.w3.org/2001/XMLSchema#string"), None),
        ("POLYGON((0 0, 1 0, 1 1, 0 0))", WKT,
         {"type": "Polygon", "coordinates": [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]}),
        ("POINT(here)", WKT, None),
        ("", WKT, None),
    ],
)  # fmt: skip
def test_only_what_is_in_the_coordinates_of_geojson_has_a_geometry(
    text: str, datatype: NamedNode, geometry: object
) -> None:
    query = Query(name="a", summary="", description="", parameters=(), columns={"at": "At"}, text="", geometry="at")
    row: Row = {"at": Literal(text, datatype=datatype)}
    (feature,) = json.loads(as_geojson(Part(query=query, rows=[row], version=1, total=1)))["features"]
    assert feature["geometry"] == geometry


@given(st.text(alphabet="POINTLEMUY()0123456789.,- e<>") | st.text())
def test_whatever_is_called_wkt_is_a_geometry_or_none(text: str) -> None:
    query = Query(name="a", summary="", description="", parameters=(), columns={"at": "At"}, text="", geometry="at")
    part = Part(query=query, rows=[{"at": Literal(text, datatype=WKT)}], version=1, total=1)
    (feature,) = json.loads(as_geojson(part))["features"]
    assert feature["geometry"] is None or feature["geometry"]["type"] in TYPES
