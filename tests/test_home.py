"""The first page: what it offers, in what order, and what it says where nothing was loaded."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from refoulement.errors import QueryRefused
from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import entity_quads
from refoulement.graph.tier import PUBLIC
from refoulement.queries import QUERIES
from refoulement.queries.folder import read_query
from refoulement.server import create_app
from refoulement.tests.published_store import NORTHSIDE
from refoulement.web.settings import Settings


def test_it_says_what_this_is_and_lets_one_search_in_one_place(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "Articles do not give facts, they give claims" in page
    assert page.count('role="search"') == page.count('id="seek"') == 1
    assert client.get("/queries/").text.count('role="search"') == 1


def test_some_questions_are_offered_and_all_are_linked(client: FlaskClient) -> None:
    page = client.get("/").text
    offered = sorted((query for query in QUERIES.values() if query.front), key=lambda query: query.front)
    assert 4 <= len(offered) <= 8
    assert [query.front for query in offered] == list(range(1, len(offered) + 1))
    places = [page.index(f'href="/queries/{query.name}"') for query in offered]
    assert places == sorted(places)
    assert not any(parameter.required for query in offered for parameter in query.parameters)
    assert f'<a href="/queries/">All {len(QUERIES)} questions' in page


def test_events_stand_on_a_line_of_time_and_places_on_a_map(client: FlaskClient) -> None:
    page = client.get("/").text
    assert 'data-map="/map.geojson"' in page
    assert '<a href="/page/crossing/test-gate">Test Gate</a> <span class="quiet">1 claim</span>' in page
    assert "The latest on a line of time" in page
    assert 'href="/timeline"' in page


def test_a_store_without_an_article_says_what_to_do(tmp_path: Path) -> None:
    graph = iri.GAZETTEER_GRAPH
    entry = Entry(graph=graph, title="Gazetteer", agent="test 1", written_at=datetime.now(UTC))
    with OxigraphWriter(tmp_path / PUBLIC) as writer:
        writer.replace(graph, entity_quads(NORTHSIDE, graph), entry)
        writer.publish()
    page = create_app(Settings(store=tmp_path)).test_client().get("/").text
    assert "Nothing has been loaded yet" in page
    assert "refoulement load PATH --store DIR" in page
    assert "data-map" not in page
    assert "<h2" in page
    assert "Questions worth asking" not in page


@pytest.mark.parametrize("place", ["0", "x", "100", "-1", ""])
def test_a_place_on_the_first_page_is_a_small_number(tmp_path: Path, place: str) -> None:
    file = tmp_path / "odd.rq"
    file.write_text(f"#+ summary: Odd\n#+ front: '{place}'\nSELECT ?s WHERE {{ ?s ?p ?o }}\n")
    with pytest.raises(QueryRefused, match="is no place from 1 to 99 on the first page"):
        read_query(file)
