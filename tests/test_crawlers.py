"""What crawlers read: every address of the sitemap answers, nothing is missing, and no date is made up."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import SKOS
from refoulement.server import create_app
from refoulement.tests.published_store import CLERK, ENTITIES, EVENT, NORTHSIDE, publish_store
from refoulement.web import crawlers
from refoulement.web.settings import Settings

SPACE = f"{{{crawlers.NAMESPACE}}}"
HOME = "http://localhost"


def entries(client: FlaskClient, address: str, kind: str) -> list[tuple[str, str | None]]:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    root = ET.fromstring(answer.data)  # noqa: S314 - written by ourselves
    assert root.tag == SPACE + {"url": "urlset", "sitemap": "sitemapindex"}[kind]
    assert {child.tag for child in root} <= {SPACE + kind}
    return [(child.findtext(SPACE + "loc", ""), child.findtext(SPACE + "lastmod")) for child in root]


def whole(client: FlaskClient) -> list[tuple[str, str | None]]:
    pages = entries(client, "/sitemap.xml", "sitemap")
    return [entry for page, _ in pages for entry in entries(client, page.removeprefix(HOME), "url")]


def may_fetch(client: FlaskClient, path: str) -> bool:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())
    return parser.can_fetch("AnyBot", HOME + path)


@pytest.mark.parametrize(
    "path", ["/", "/page/event/repatriation-2031-05-04", "/queries/", "/id/place/x.ttl", "/sitemap.xml"]
)
def test_pages_are_open_to_crawlers(client: FlaskClient, path: str) -> None:
    assert may_fetch(client, path)


@pytest.mark.parametrize(
    "path",
    ["/sparql", "/sparql?query=ASK{}", "/api/", "/api/routes", "/search?q=a", "/search.json?q=a", "/suggest?q=a"],
)
def test_what_is_work_is_not(client: FlaskClient, path: str) -> None:
    assert not may_fetch(client, path)


def test_robots_lead_to_the_sitemap(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    parser = RobotFileParser()
    parser.parse(answer.text.splitlines())
    assert parser.site_maps() == [HOME + "/sitemap.xml"]


@pytest.mark.parametrize("tier", ["partner", "sealed"])
def test_crawlers_may_read_no_other_tier(store: Path, tier: str) -> None:
    client = create_app(Settings(store=store, tier=tier)).test_client()
    assert not may_fetch(client, "/")
    assert "Sitemap" not in client.get("/robots.txt").text


def test_the_sitemap_has_everything_with_a_page(client: FlaskClient) -> None:
    things = [entity.iri for entity in ENTITIES] + [EVENT, iri.article("synthetic-one"), iri.article("synthetic-two")]
    listed = whole(client)
    assert sorted(address for address, _ in listed) == sorted(
        thing.replace(iri.THINGS, HOME + "/page/") for thing in things
    )
    for address, _ in listed:
        assert client.get(address.removeprefix(HOME)).status_code == 200


def test_only_what_is_known_to_have_been_written_has_a_time(client: FlaskClient) -> None:
    dated = {address: written for address, written in whole(client) if written}
    assert dated == dict.fromkeys(
        (f"{HOME}/page/article/synthetic-{which}" for which in ("one", "two")), "2031-06-01T00:00:00Z"
    )


def test_a_double_is_left_out(tmp_path: Path) -> None:
    publish_store(tmp_path)
    with OxigraphWriter(tmp_path / "public") as writer:
        match = NamedNode(SKOS + "exactMatch")
        quad = Quad(NamedNode(CLERK.iri), match, NamedNode(NORTHSIDE.iri), iri.IDENTITY_GRAPH)
        entry = Entry(
            graph=iri.IDENTITY_GRAPH, title="a", agent="synthetic 1", written_at=datetime(2031, 7, 1, tzinfo=UTC)
        )
        writer.replace(iri.IDENTITY_GRAPH, [quad], entry)
        writer.publish()
    listed = [address for address, _ in whole(create_app(Settings(store=tmp_path)).test_client())]
    assert (f"{HOME}/page/person/a-placeholder" in listed, f"{HOME}/page/place/northside" in listed) == (False, True)


def test_a_page_of_the_sitemap_is_not_too_long(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    all_at_once = whole(client)
    monkeypatch.setattr(crawlers, "ADDRESSES_AT_MOST", 3)
    pages = [address for address, _ in entries(client, "/sitemap.xml", "sitemap")]
    assert pages == [f"{HOME}/sitemap-{number}.xml" for number in (1, 2, 3)]
    assert [len(entries(client, page.removeprefix(HOME), "url")) for page in pages] == [3, 3, 2]
    assert whole(client) == all_at_once
    monkeypatch.setattr(crawlers, "ADDRESSES_AT_MOST", 4)
    assert len(entries(client, "/sitemap.xml", "sitemap")) == 2


@pytest.mark.parametrize("number", ["0", "2", "-1", "01", "x", "1.5", "%D9%A1", "9" * 5000, "", "1/../1"])
def test_there_are_no_other_pages(client: FlaskClient, number: str) -> None:
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_an_empty_graph_has_an_empty_sitemap(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path / "public") as writer:
        writer.publish()
    client = create_app(Settings(store=tmp_path)).test_client()
    assert entries(client, "/sitemap.xml", "sitemap") == []


def test_what_an_address_holds_is_escaped(tmp_path: Path) -> None:
    odd = NamedNode(iri.THINGS + "person/a&b'c%3Cd%3E")
    with OxigraphWriter(tmp_path / "public") as writer:
        graph = iri.GAZETTEER_GRAPH
        entry = Entry(graph=graph, title="a", agent="synthetic 1", written_at=datetime(2031, 7, 1, tzinfo=UTC))
        writer.replace(graph, [Quad(odd, NamedNode(SKOS + "prefLabel"), Literal("A"), graph)], entry)
        writer.publish()
    ((address, _),) = whole(create_app(Settings(store=tmp_path)).test_client())
    assert address.startswith(HOME + "/page/person/a&b")


def test_the_settings_say_where_the_public_finds_it(store: Path) -> None:
    client = create_app(Settings(store=store, base_url="https://example.org/archive")).test_client()
    assert entries(client, "/sitemap.xml", "sitemap") == [("https://example.org/archive/sitemap-1.xml", None)]
    assert all(
        address.startswith("https://example.org/archive/page/")
        for address, _ in entries(client, "/sitemap-1.xml", "url")
    )
    assert "Sitemap: https://example.org/archive/sitemap.xml" in client.get("/robots.txt").text
