"""Map, timeline and network as pages and as data, asked over HTTP."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, Quad

from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.rdf import LABELS
from refoulement.graph.tier import PUBLIC
from refoulement.server import create_app
from refoulement.tests.placed import HOLD, ONE_WAY, PROVINCE, THERE, publish_placed
from refoulement.tests.published_store import EVENT, GATE, GROUP, NORTHSIDE, OFFICE, UP_TO_60
from refoulement.web.settings import Settings

PAGES = ("/map", "/timeline", "/network")
DATA = {
    "/map.geojson": "application/geo+json",
    "/map.csv": "text/csv",
    "/map.svg": "image/svg+xml",
    "/timeline.csv": "text/csv",
    "/timeline.json": "application/json",
    "/timeline.svg": "image/svg+xml",
    "/network.csv": "text/csv",
    "/network.graphml": "application/graphml+xml",
    "/network.json": "application/json",
    "/network.svg": "image/svg+xml",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("placed")
    publish_placed(folder)
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(Settings(store=folder)).test_client()


def rows(client: FlaskClient, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


def features(client: FlaskClient, **asked: str) -> dict[str, dict[str, object]]:
    answer = client.get("/map.geojson", query_string=asked)
    return {one.get("id") or one["properties"]["name"]: one for one in json.loads(answer.text)["features"]}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_its_question_in_its_address_and_its_data(client: FlaskClient, path: str) -> None:
    asked = {"kind": "rf:Repatriation", "place": "crossing/test-gate", "since": "2031-05-01"}
    answer = client.get(path, query_string=asked)
    assert answer.status_code == 200
    assert '<option value="rf:Repatriation" selected>' in answer.text
    assert '<option value="crossing/test-gate" selected>' in answer.text
    assert 'value="2031-05-01"' in answer.text
    assert f"{path}.csv?kind=rf:Repatriation&amp;place=crossing/test-gate&amp;since=2031-05-01" in answer.text


@pytest.mark.parametrize(("path", "media_type"), DATA.items())
def test_the_data_of_a_page(client: FlaskClient, path: str, media_type: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    if media_type.endswith("json"):
        json.loads(answer.text)
    if media_type.endswith("xml"):
        ET.fromstring(answer.text)  # noqa: S314 - written by ourselves


@pytest.mark.parametrize("path", [*PAGES, *DATA])
@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("since=tomorrow", "parameter since"),
        ("place=a%20b", "parameter place"),
        ("as_of=never", "as_of"),
        ("colour=red", "colour is not asked here"),
        ("kind=rf:Arrival&kind=rf:Death", "give kind once"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(client: FlaskClient, path: str, asked: str, why: str) -> None:
    answer = client.get(f"{path}?{asked}")
    assert answer.status_code == 400
    assert why in answer.text


def test_the_map_as_geojson(client: FlaskClient) -> None:
    found = features(client)
    gate, hold = found[GATE.iri], found[HOLD.iri]
    assert gate["geometry"] == {"type": "Point", "coordinates": [10.6, 20.25]}
    told = gate["properties"]
    assert isinstance(told, dict)
    assert (told["layer"], told["claims"], told["undated"], told["events_in_all"]) == ("crossing", 4, 1, 1)
    assert told["precision"] == "not its own point: between Farside and Northside"
    assert told["coordinateUncertaintyInMeters"] > 15_000
    assert ["2031-05-04", "2031-05-04", 1] in told["periods"]
    assert hold["properties"]["precision"] == "somewhere in Northside"  # type: ignore[index]
    country = found[THERE.iri]
    assert country["geometry"] is None
    assert country["properties"]["outline"] == "place/thereland"  # type: ignore[index]


def test_a_way_names_its_claims_and_no_sum(client: FlaskClient) -> None:
    way = features(client)["Test Hold → Test Gate"]
    assert way["geometry"] == {"type": "LineString", "coordinates": [[10.5, 20.25], [10.6, 20.25]]}
    [said] = way["properties"]["said"]  # type: ignore[index]
    assert said["words"] == "more than 70 people – Société Exemple (Synthetic Gazette, 7 May 2031)"
    assert said["address"] == "/page/claim/" + ONE_WAY.iri.rsplit("/", 1)[-1]
    assert features(client)["Test Gate → Thereland"]["geometry"] is None  # it ends somewhere in a whole country
    page = client.get("/map").text
    assert "nobody says who went which way" in page
    assert "1 claim names several places at both ends, so no line is drawn for it." in page
    assert "more than 70 people – Société Exemple" in page


def test_the_map_counts_each_claim_once(client: FlaskClient) -> None:
    told = json.loads(client.get("/map.geojson").text)["claims"]
    assert (told["shown"], told["total"], told["undated"]) == (5, 5, 1)
    assert sum(claims for _, _, claims in told["periods"]) == 4
    page = client.get("/map").text
    assert "5 claims" in page
    assert "1 of the claims has no date" in page


def test_the_map_as_csv(client: FlaskClient) -> None:
    found = rows(client, "/map.csv?place=place/testland")
    gate = [row for row in found if row["place"] == GATE.iri]
    assert [(row["earliest"], row["latest"], row["claims"]) for row in gate] == [
        ("2030-01-01", "2030-12-31", "1"),
        ("2031-05-01", "2031-05-31", "1"),
        ("2031-05-04", "2031-05-04", "1"),
        ("", "", "1"),
    ]
    assert {row["longitude"] for row in gate} == {"10.6"}
    assert PROVINCE.iri not in {row["place"] for row in found}


def test_the_timeline(client: FlaskClient) -> None:
    assert rows(client, "/timeline.csv") == [
        {
            "event": EVENT,
            "name": "Repatriation, 2031-05-04",
            "kind": "Repatriation",
            "earliest": "2031-05-04",
            "latest": "2031-05-04",
            "claims": "2",
            "sources": "2",
        }
    ]
    [event] = json.loads(client.get("/timeline.json?claimant=" + GROUP.iri).text)["events"]
    assert event["claims"] == [UP_TO_60.iri]
    page = client.get("/timeline").text
    assert "Repatriation, 2031-05-04" in page
    assert "3 claims are held to be about no event" in page
    drawing = ET.fromstring(client.get("/timeline.svg").text)  # noqa: S314 - written by ourselves
    assert "Repatriation, 2031-05-04" in "".join(drawing.itertext())
    assert not any("style" in one.attrib or one.tag.endswith("style") for one in drawing.iter())


def test_the_network(client: FlaskClient) -> None:
    told = json.loads(client.get("/network.json?thing=" + EVENT).text)
    assert told["focus"] == EVENT
    assert {(one["from"], one["relation"], one["to"]) for one in told["bonds"]} == {
        (GROUP.iri, "says", EVENT),
        (OFFICE.iri, "stance", EVENT),
        (EVENT, "via", GATE.iri),
        (EVENT, "heldAt", NORTHSIDE.iri),
    }
    assert {one["id"]: one["address"] for one in told["nodes"]}[GATE.iri] == "/page/crossing/test-gate"
    found = {(row["from"], row["relation"], row["to"]): row["evidence"] for row in rows(client, "/network.csv")}
    assert found[GROUP.iri, "says", EVENT] == UP_TO_60.iri
    page = client.get("/network").text
    assert "tells of" in page
    assert "Clerk" in page


def test_nothing_found_is_said(client: FlaskClient) -> None:
    nobody = "claimant=organisation/nobody"
    assert "No claim that was asked for names a place." in client.get(f"/map?{nobody}").text
    assert "Nothing here has a date." in client.get(f"/timeline?{nobody}").text
    assert "No claim that was asked for binds anything together." in client.get(f"/network?{nobody}").text


@pytest.mark.parametrize("path", [*PAGES, *DATA])
def test_nothing_is_known_before_it_was_published(client: FlaskClient, path: str) -> None:
    answer = client.get(path, query_string={"as_of": "2031-05-05"})
    assert answer.status_code == 200
    assert "70 people" not in answer.text
    assert "Repatriation, 2031-05-04" not in answer.text


SCRIPT = "</title></script><script>alert(1)</script>\" onfocus=alert(1) '=1"


def test_hostile_names_stay_words(tmp_path: Path) -> None:
    publish_placed(tmp_path)
    snapshot = OxigraphReader(tmp_path / PUBLIC).snapshot()
    named = [
        Quad(quad.subject, quad.predicate, Literal(SCRIPT, language="en"), quad.graph_name)
        if quad.predicate == LABELS["preferred"]
        else quad
        for quad in snapshot.quads(iri.GAZETTEER_GRAPH)
    ]
    with OxigraphWriter(tmp_path / PUBLIC) as writer:
        at = datetime(2031, 6, 3, tzinfo=UTC)
        entry = Entry(graph=iri.GAZETTEER_GRAPH, title="Hostile", agent="test 1", written_at=at)
        writer.replace(iri.GAZETTEER_GRAPH, named, entry)
        writer.publish()
    client = create_app(Settings(store=tmp_path)).test_client()
    for path in PAGES:
        text = client.get(path).text
        assert "&lt;script&gt;alert(1)" in text or path == "/timeline"
        assert "<script>alert" not in text
    for path in ("/map.svg", "/network.svg", "/network.graphml"):
        root = ET.fromstring(client.get(path).text)  # noqa: S314 - written by ourselves
        assert not [one for one in root.iter() if one.tag.endswith("script") or "onfocus" in one.attrib]
        assert "</script><script>" in "".join(root.itertext())
    names = {row["from_name"] for row in rows(client, "/network.csv")}
    assert SCRIPT in names


def test_an_empty_store_has_its_pages(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path / PUBLIC) as writer:
        writer.publish()
    empty = create_app(Settings(store=tmp_path)).test_client()
    for path in (*PAGES, *DATA):
        assert empty.get(path).status_code == 200


def test_images_come_from_a_tile_server_only_where_the_settings_name_it(folder: Path, client: FlaskClient) -> None:
    own = client.get("/map")
    assert "img-src 'self' data: blob:;" in own.headers["Content-Security-Policy"]
    assert "data-tiles" not in own.text
    tiles = "https://tiles.example.org:8443/osm/{z}/{x}/{y}.png"
    allowed = create_app(Settings(store=folder, map_tiles=tiles)).test_client().get("/map")
    assert "img-src 'self' https://tiles.example.org:8443 data: blob:;" in allowed.headers["Content-Security-Policy"]
    assert f'data-tiles="{tiles}"' in allowed.text
