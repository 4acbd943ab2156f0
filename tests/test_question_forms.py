"""The form of a query for people is made from its header, and leads to the API."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from refoulement.queries import QUERIES
from refoulement.server import create_app
from refoulement.tests.published_store import GATE
from refoulement.web.settings import Settings

BROWSER = {"Accept": "text/html"}


def controls(page: str) -> dict[str, str]:
    """Every control of the form by its name, as written."""
    form = page[page.index('<form class="parameters"') :]
    form = form[: form.index("</form>")]
    return {name: tag for tag, name in re.findall(r'(<(?:input|select) [^>]*?name="(\w+)"[^>]*>)', form)}


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_parameter_has_a_control_with_its_description(client: FlaskClient, name: str) -> None:
    page = client.get(f"/queries/{name}", headers=BROWSER).text
    found = controls(page)
    assert list(found) == [*(parameter.name for parameter in QUERIES[name].parameters), "as_of"]
    for parameter in QUERIES[name].parameters:
        assert ("type=date" in found[parameter.name]) == (parameter.type == "date")
        assert f'<label for="p-{parameter.name}">' in page
        assert parameter.description in page
    assert "<code>" in page[page.index("The query itself") :]


def test_a_list_is_offered_where_the_graph_has_one(client: FlaskClient) -> None:
    page = client.get("/queries/harms-warned-of?harm=rf:torture", headers=BROWSER).text
    assert controls(page)["harm"].startswith("<select ")
    assert '<option value="rf:torture" selected>torture</option>' in page
    assert '<option value="">any</option>' in page
    assert controls(page)["by"].startswith("<input ")
    assert "an IRI, or the end of a page" in page


def test_a_value_in_another_writing_is_shown_as_it_was_asked(client: FlaskClient) -> None:
    full = "https://w3id.org/refoulement/ontology#torture"
    page = client.get("/queries/harms-warned-of", query_string={"harm": full}, headers=BROWSER).text
    assert f'<option value="{full}" selected>' in page


def test_numbers_and_languages_have_controls_of_their_own(store: Path, tmp_path: Path) -> None:
    header = "#+ params:\n#+   least:\n#+     type: integer\n#+     default: 3\n#+   within:\n#+     type: lang\n"
    query = "SELECT ?word ?least ?within WHERE { VALUES ?word { 'a' } FILTER(COALESCE(?least < 5, true)) }"
    (tmp_path / "lengths.rq").write_text(f"{header}#+ columns:\n#+   word: Word\n{query}")
    client = create_app(Settings(store=store, queries=tmp_path)).test_client()
    page = client.get("/queries/lengths", headers=BROWSER).text
    found = controls(page)
    assert 'value="3"' in found["least"]
    assert "type=number step=1" in found["least"]
    assert 'pattern="' in found["within"]
    assert "1 row ·" in page
    assert "0 rows ·" in client.get("/queries/lengths?least=7", headers=BROWSER).text
    assert client.get("/queries/lengths?within=not+a+tag", headers=BROWSER).status_code == 400
    assert client.get("/api/lengths?within=EN").get_json()["total"] == 1


def test_the_page_leads_to_the_api_with_what_was_asked(client: FlaskClient) -> None:
    asked = {"through": GATE.iri, "since": "", "limit": "5"}
    page = client.get("/queries/people-through-crossings", query_string=asked, headers=BROWSER).text
    gate = "?through=https%3A%2F%2Fw3id.org%2Frefoulement%2Fid%2Fcrossing%2Ftest-gate"
    for form in ("", ".json", ".csv", ".tsv", ".srj", ".geojson", ".ttl"):
        address = f"/api/people-through-crossings{form}{gate}"
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    assert 'href="/openapi.json"' in page


def test_many_rows_come_a_page_at_a_time(client: FlaskClient) -> None:
    whole = client.get("/queries/stances-by-actor", headers=BROWSER).text
    assert "2 rows ·" in whole
    assert 'rel="next"' not in whole
    first = client.get("/queries/stances-by-actor?limit=1", headers=BROWSER).text
    assert "2 rows, of which 1 to 1 are shown" in first
    assert '<a rel="next" href="/queries/stances-by-actor?limit=1&amp;offset=1">' in first
    second = client.get("/queries/stances-by-actor?limit=1&offset=1", headers=BROWSER).text
    assert "of which 2 to 2 are shown" in second
    assert ('rel="prev"' in second, 'rel="next"' in second) == (True, False)


def test_no_script_is_made_of_what_is_asked(client: FlaskClient) -> None:
    asked = {"actor": 'x"><script>alert(1)</script>'}
    for address in ("/queries/stances-by-actor", "/queries/sources-and-their-share"):
        page = client.get(address, query_string=asked, headers=BROWSER)
        assert page.status_code == 400
        assert "<script>" not in page.text


def test_the_list_leads_to_pages_and_the_api(client: FlaskClient) -> None:
    page = client.get("/queries/", headers=BROWSER).text
    for name in QUERIES:
        assert f'href="/queries/{name}"' in page
        assert f'href="/api/{name}.csv"' in page
    assert 'href="/api/routes.geojson"' in page
    assert 'href="/api/stances-by-actor.geojson"' not in page
