"""Who may ask: addresses, content negotiation, errors and headers of the whole application."""

import csv
import json
import os
from html import unescape
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from refoulement.graph import iri
from refoulement.graph.rdf import read_claims
from refoulement.graph.tier import PUBLIC
from refoulement.ontology import RF
from refoulement.queries import QUERIES
from refoulement.server import create_app
from refoulement.tests.published_store import EVENT, GROUP, NORTHSIDE, OVER_70, UP_TO_60, publish_store
from refoulement.web.settings import Settings

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PLACE = "/id/place/northside"
N_TRIPLES = ox.RdfFormat.N_TRIPLES
SUFFIXES = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "nt": ("application/n-triples", N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        (BROWSER, "/page/place/northside"),
        ("text/html", "/page/place/northside"),
        ("", "/id/place/northside.ttl"),
        ("*/*", "/id/place/northside.ttl"),
        ("text/turtle", "/id/place/northside.ttl"),
        ("application/ld+json", "/id/place/northside.jsonld"),
        ("application/n-triples", "/id/place/northside.nt"),
        ("application/rdf+xml, text/turtle;q=0.5", "/id/place/northside.rdf"),
    ],
)
def test_a_thing_answers_303_with_the_document_that_suits(client: FlaskClient, accept: str, location: str) -> None:
    answer = client.get(PLACE, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.headers["Location"]) == (303, location)
    assert "Accept" in answer.headers["Vary"]
    assert client.get(location).status_code == 200


def test_rdf_tells_what_was_known_on_a_day(client: FlaskClient) -> None:
    event = EVENT.removeprefix(iri.BASE)
    answer = client.get(f"/{event}?as_of=2031-05-06", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/{event}.ttl?as_of=2031-05-06")
    told = {day: client.get(f"/{event}.nt?as_of={day}").text for day in ("2031-05-06", "2031-05-07", "")}
    assert UP_TO_60.iri in told["2031-05-06"]
    assert OVER_70.iri not in told["2031-05-06"]
    assert OVER_70.iri in told["2031-05-07"]
    assert client.get(f"/{event}.nt?as_of=2031-05-05").status_code == 404


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"{PLACE}.nt?as_of=2031-13-01", "as_of: '2031-13-01' is no date"),
        ("/page/place/northside?as_of=2031-05-06", "only the page of an event tells what was known on a day"),
    ],
)
def test_a_day_that_cannot_be_told_of_is_refused(client: FlaskClient, path: str, words: str) -> None:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert (answer.status_code, words in unescape(answer.text)) == (400, True)


ONE_OF_EACH = f"""SELECT (SAMPLE(?thing) AS ?one) WHERE {{
  {{ ?thing a ?kind }} UNION {{ GRAPH ?graph {{ ?thing a ?kind }} }}
  FILTER(STRSTARTS(STR(?thing), "{iri.THINGS}") && !CONTAINS(STR(?thing), "#"))
}} GROUP BY ?kind"""


def test_so_does_one_of_each_kind_of_thing_what_is_derived_too(demo_store: Path) -> None:
    reader = create_app(Settings(store=demo_store)).test_client()
    answer = reader.get("/sparql", query_string={"query": ONE_OF_EACH}, headers={"Accept": "text/csv"})
    things = [line.strip('"').removeprefix(iri.THINGS) for line in answer.text.split()[1:]]
    assert {"origin", "block", "series", "claim", "event"} <= {thing.partition("/")[0] for thing in things}
    for thing in things:
        assert reader.get(f"/id/{thing}", headers={"Accept": "text/turtle"}).status_code == 303
        assert reader.get(f"/id/{thing}.ttl").status_code == 200
        assert reader.get(f"/page/{thing}").status_code == 200


def test_the_page_of_what_rules_derive_says_what_it_is_and_shows_its_claims(demo_store: Path) -> None:
    reader = create_app(Settings(store=demo_store)).test_client()
    asked = f"SELECT ?origin WHERE {{ ?origin {RF.originWords} 'rights groups' }}"
    answer = reader.get("/sparql", query_string={"query": asked}, headers={"Accept": "text/csv"})
    origin = reader.get("/page/" + answer.text.split()[1].removeprefix(iri.THINGS)).text
    assert "as far as the articles tell" in origin
    assert "more than 600 people" in origin
    block = reader.get("/page/block/Arrival/2009-01-01--2009-12-31").text
    assert "fewer than 3,000 people" in block
    assert 'class="quote"' in block
    assert "null,&#34;persons&#34;" not in block  # what programs compare is no reading
    korean = reader.get("/page/block/Arrival/2009-01-01--2009-12-31", headers={"Accept-Language": "ko"}).text
    assert '<span lang="en">Event claims that are compared' in korean
    for page in (origin, block):
        assert "claims name it" not in page


def test_a_form_nobody_writes_is_406_with_what_there_is(client: FlaskClient) -> None:
    answer = client.get(PLACE, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.get_json()["detail"].startswith("this is available as text/turtle, application/ld+json")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_all_forms_of_a_description_say_the_same(client: FlaskClient, suffix: str) -> None:
    media_type, reading = SUFFIXES[suffix]
    answer = client.get(f"/id/event/repatriation-2031-05-04.{suffix}")
    assert answer.mimetype == media_type
    other = client.get("/id/event/repatriation-2031-05-04.nt")
    stores = ox.Store(), ox.Store()  # which write a number in one way only
    for kept, got, form in zip(stores, (answer, other), (reading, N_TRIPLES), strict=True):
        kept.load(got.data, format=form)
    read, expected = map(set, stores)
    assert len(read) > 40
    assert read == expected


def test_a_description_gives_back_the_claims_it_was_made_of(client: FlaskClient) -> None:
    turtle = client.get("/id/crossing/test-gate.ttl").data
    assert read_claims(ox.parse(turtle, format=ox.RdfFormat.TURTLE)) == [UP_TO_60]


def test_turtle_reads_well(client: FlaskClient) -> None:
    text = client.get(PLACE + ".ttl").text
    assert "rf:Settlement" in text
    assert '"북촌"@ko-hang' in text.lower()


def test_json_ld_is_compact(client: FlaskClient) -> None:
    document = json.loads(client.get(PLACE + ".jsonld").data)
    nodes = {node["@id"] if "@id" in node else node["id"] for node in document["@graph"]}
    assert any(node.endswith("place/northside") for node in nodes)
    assert "heldAt" in json.dumps(document["@graph"])


@pytest.mark.parametrize(
    "path", ["/id/place/nowhere", "/id/place/nowhere.ttl", "/page/place/nowhere", "/nothing", "/queries/x"]
)
def test_what_is_not_there_is_404(client: FlaskClient, path: str) -> None:
    machine, person = client.get(path), client.get(path, headers={"Accept": BROWSER})
    assert (machine.status_code, machine.mimetype) == (404, "application/problem+json")
    assert machine.get_json()["title"] == "Not Found"
    assert (person.status_code, person.mimetype) == (404, "text/html")


def test_no_iri_can_be_made_of_everything(client: FlaskClient) -> None:
    assert client.get("/id/place/a%20b%3Cc").status_code == 404


@pytest.mark.parametrize("path", ["/", "/page/place/northside", "/sparql", "/nothing", "/health"])
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Accept": "*/*, text/html"}).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_client_that_has_a_page_is_told_so(client: FlaskClient) -> None:
    first = client.get("/page/place/northside")
    again = client.get("/page/place/northside", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_store_without_a_snapshot_is_503_and_names_no_folder(tmp_path: Path) -> None:
    answer = create_app(Settings(store=tmp_path / "empty")).test_client().get("/")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def test_a_damaged_snapshot_is_503_and_no_defect(tmp_path: Path) -> None:
    publish_store(tmp_path)
    folder = tmp_path / PUBLIC / "snapshots" / "1"
    for file in (*folder.glob("*.sst"), *folder.glob("*.log")):
        os.truncate(file, file.stat().st_size // 2)
    answer = create_app(Settings(store=tmp_path)).test_client().get("/sparql?query=ASK{}")
    assert answer.status_code == 503
    assert "cannot be read at the moment" in answer.text
    assert str(tmp_path) not in answer.text


def test_a_defect_shows_no_traceback(store: Path) -> None:
    app = create_app(Settings(store=store))

    def broken() -> str:
        raise RuntimeError("secret detail")

    app.add_url_rule("/broken", view_func=broken)
    answer = app.test_client().get("/broken", headers={"Accept": BROWSER})
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_answers_in_three_forms(client: FlaskClient, name: str) -> None:
    page = client.get(f"/queries/{name}", headers={"Accept": BROWSER})
    assert page.mimetype == "text/html"
    rows = client.get(f"/api/{name}", headers={"Accept": "application/json"}).get_json()["rows"]
    assert client.get(f"/api/{name}.json").get_json()["rows"] == rows
    sheet = client.get(f"/api/{name}.csv")
    lines = list(csv.DictReader(StringIO(sheet.text)))
    assert [line["passage"] for line in lines] == [row["passage"] for row in rows]
    assert client.get(f"/api/{name}", headers={"Accept": "text/csv"}).data == sheet.data


def test_figures_are_numbers_in_json_and_absent_where_not_said(client: FlaskClient) -> None:
    rows = client.get("/api/repatriations-by-claimant.json").get_json()["rows"]
    assert [(row["value"], row.get("least"), row.get("most")) for row in rows] == [(60, None, 60), (70, 71, None)]


def test_a_wrong_parameter_is_400(client: FlaskClient) -> None:
    answer = client.get("/api/repatriations-by-claimant.json?since=soon")
    assert answer.status_code == 400
    assert answer.get_json()["detail"].startswith("parameter since: 'soon' is no date")


def test_every_iri_of_the_data_has_its_page(client: FlaskClient) -> None:
    for thing in (EVENT, GROUP.iri, NORTHSIDE.iri, UP_TO_60.iri, iri.article("synthetic-one")):
        path = thing.removeprefix(iri.BASE)
        assert client.get(f"/{path}", headers={"Accept": "text/html"}, follow_redirects=True).status_code == 200
