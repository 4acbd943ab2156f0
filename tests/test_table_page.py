"""A table's page: its rows, the claimed cells marked, and the way to them from events and queries."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from refoulement.graph import iri
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import read_claims
from refoulement.graph.tier import PUBLIC
from refoulement.graph.tiers import TieredWriter
from refoulement.loaders import run
from refoulement.loaders.extract import extract
from refoulement.loaders.sources import find
from refoulement.server import create_app
from refoulement.tests.browser import PHONE, opened, unless_lacking
from refoulement.tests.real_server import serving
from refoulement.tests.synthetic_table import ARRIVAL, TOTAL, WHERE, YEAR, column, described, write
from refoulement.tests.test_table_run import REPORT
from refoulement.web.settings import Settings
from refoulement.web.table_page import WHOLE

TEXT = 'year,quarter,total,who,note\n2021,2,5,Ministry of Unification,"<b>=1+1</b>, & more"\n2021,,63,,\n'
CLAIMANT = column("claimant", "who")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    columns = (YEAR, column("quarter"), TOTAL, CLAIMANT, {"name": "note"}, ARRIVAL, WHERE)
    small = write(folder, TEXT, described(*columns))
    long_text = "year,total\n" + "2031,\n" * WHOLE + "2032,7\n"
    long_table = write(folder, long_text, described(YEAR, TOTAL, ARRIVAL, name="long.csv"), name="long.csv")
    now = datetime(2034, 1, 2, tzinfo=UTC)
    with TieredWriter(folder / "store", now=now) as writer:
        report = run.load(
            find([small, long_table, REPORT]),
            extract=extract,
            store=writer,
            now=now,
            tell=lambda _outcome: None,
            stop=lambda: False,
        )
    assert report.exit_code == 0, report.outcomes
    return folder / "store"


@pytest.fixture
def client(store: Path) -> FlaskClient:
    return create_app(Settings(store=store)).test_client()


def test_the_page_of_a_table(client: FlaskClient) -> None:
    page = client.get("/page/article/made-up?cell=2,3").get_data(as_text=True)
    assert '<p class="kicker">Table</p>' in page
    assert (
        '<td id="cell=2,3" class="claimed asked"><mark class="claimed" data-claims="1">5</mark><sup><a href="#claim-1"'
        in page
    )
    assert '<td id="cell=3,3" class="claimed"><mark class="claimed" data-claims="2">63</mark>' in page
    assert '<td id="cell=2,1" class="read-with">2021</td>' in page
    assert (
        '<td id="cell=2,4" class="read-with"><a class="name" href="/page/organisation/ministry-of-unification">' in page
    )
    assert '<td id="cell=2,5">&lt;b&gt;=1+1&lt;/b&gt;, &amp; more</td>' in page
    assert '<li id="claim-1" class="asked">' in page
    assert '<a href="https://creativecommons.org/licenses/by/4.0/">' in page
    assert "<script>" not in page


@pytest.mark.parametrize("asked", ["", "?cell=9,9", "?cell=x", "?passage=1,2"])
def test_a_cell_that_is_none_is_not_marked(client: FlaskClient, asked: str) -> None:
    answer = client.get("/page/article/made-up" + asked)
    assert answer.status_code == 200
    assert 'asked"' not in answer.get_data(as_text=True)


def test_of_a_long_table_only_what_is_claimed_is_shown(client: FlaskClient) -> None:
    page = client.get("/page/article/long").get_data(as_text=True)
    assert f"{WHOLE} rows that no claim rests on" in page
    assert page.count('<td id="cell=') == 4
    assert f'<td id="cell={WHOLE + 2},2" class="claimed"><mark class="claimed" data-claims="1">7</mark>' in page


def test_the_event_and_the_ledger_lead_to_the_cell(client: FlaskClient) -> None:
    page = client.get("/page/event/arrival-2021-q2").get_data(as_text=True)
    assert 'href="/page/article/made-up?cell=2,3#cell=2,3"' in page
    assert "cannot hold together with 2 people" in page
    assert "cannot hold together with 5 people" in page
    assert "2 claims in 1 article and 1 table" in page
    assert "1 article and 1 table, 1 origin" in page
    assert page.count("read with: ") == 1
    rows = client.get("/queries/figures-ledger?about=event/arrival-2021-q2", headers={"Accept": "text/html"})
    assert 'href="/page/article/made-up?cell=2,3#cell=2,3"' in rows.get_data(as_text=True)


def test_the_claim_the_actor_and_the_first_page_know_the_table(client: FlaskClient, store: Path) -> None:
    actor = client.get("/page/organisation/ministry-of-unification").get_data(as_text=True)
    assert 'href="/page/article/made-up?cell=2,4#cell=2,4"' in actor
    first_page = client.get("/").get_data(as_text=True)
    assert '<a href="/page/article/made-up">A made-up table</a>' in first_page
    assert "<dt>articles</dt><dd>1</dd>" in first_page
    assert "<dt>tables</dt><dd>2</dd>" in first_page
    assert "2 claims in 1 article and 1 table" in first_page
    turtle = client.get("/id/article/made-up.ttl").get_data(as_text=True)
    assert "a rf:Dataset" in turtle
    assert "rf:row 2" in turtle
    [first, _] = read_claims(OxigraphReader(store / PUBLIC).snapshot().quads(iri.article_graph("made-up")))
    claim = client.get(first.iri.replace(iri.THINGS, "/page/")).get_data(as_text=True)
    assert "row 2, column 3" in claim
    assert "characters" not in claim


def test_a_table_is_found_by_its_title(client: FlaskClient) -> None:
    page = client.get("/search?q=made-up+table").get_data(as_text=True)
    assert page.count('href="/page/article/made-up"') == 1


@pytest.mark.browser
@unless_lacking
def test_from_the_event_to_the_marked_cell_without_a_script(browser: Browser, store: Path) -> None:
    with serving(store) as address, opened(browser, java_script_enabled=False, viewport=PHONE) as page:
        page.goto(f"{address}/page/event/arrival-2021-q2")
        page.get_by_role("link", name="5", exact=True).first.click()
        cell = page.locator('[id="cell=2,3"]')
        expect(cell).to_be_in_viewport()
        expect(cell).to_contain_text("5")
        expect(cell).to_have_class("claimed asked")
