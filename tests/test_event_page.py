"""The page of an event: whole, on any day, taken back, without figures, and with thousands of claims."""

import csv
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from refoulement.graph.tier import PUBLIC
from refoulement.server import create_app
from refoulement.tests.large_event import publish_large
from refoulement.tests.published_store import GROUP, OVER_70, UP_TO_60
from refoulement.tests.test_known import ALPHA, BETA, taken_back
from refoulement.tests.test_run import load, write
from refoulement.web.settings import Settings

PAGE = "/page/event/repatriation-2031-05-04"
WAVE = "/page/event/repatriation-2023-10-09"
Served = Callable[[Path], FlaskClient]


def words(page: str) -> str:
    """What a reader sees."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def looking(store: Path) -> FlaskClient:
    return create_app(Settings(store=store)).test_client()


@pytest.fixture
def reported(tmp_path: Path) -> Path:
    """A store in which one article came two months after the other."""
    write(tmp_path / "articles", "one", ALPHA)
    write(tmp_path / "articles", "two", BETA, datePublished="2024-01-31")
    load(tmp_path / "store" / PUBLIC, tmp_path / "articles")
    return tmp_path / "store"


def test_every_figure_leads_to_its_words_and_every_word_to_its_source(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    for claim in (UP_TO_60, OVER_70):
        name = claim.iri.rsplit("/", 1)[-1]
        assert f'<tr id="claim-{name}">' in page
        assert f'<a href="#claim-{name}">' in page  # from the picture
    assert 'href="#source-1"' in page
    assert "SHA-256" in page
    assert "captured by 1 June 2031" in words(page)
    assert 'href="https://example.org/synthetic-one"' in page


def test_reasons_stand_beside_what_speaks_against_them(client: FlaskClient) -> None:
    page = words(client.get(PAGE).text)
    assert (
        "published soon after Against it: ≠ cannot hold together with up to 60 people it gives no time of its own"
        in page
    )
    assert "up to 60 people (Société Exemple) and more than 70 people (the article alone, Synthetic Gazette)" in page


def test_origins_are_told_against_articles(client: FlaskClient) -> None:
    page = words(client.get(PAGE).text)
    assert "2 articles, 2 origins; independence not established" in page
    assert f"quotes: {GROUP.name} · traced by: quoted claimant" in page


def test_nothing_on_the_page_needs_a_style_or_a_script_of_its_own(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert " style=" not in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


def test_the_table_is_data_too_on_the_same_day(client: FlaskClient) -> None:
    for asked, claims in (("", {UP_TO_60.iri, OVER_70.iri}), ("?as_of=2031-05-06", {UP_TO_60.iri})):
        page = client.get(PAGE + asked).text
        [address] = re.findall(r'href="(/api/figures-ledger.csv[^"]*)"', page)
        rows = csv.DictReader(StringIO(client.get(unescape(address)).text))
        assert {row["claim"] for row in rows} == claims
        assert {f"claim-{claim.rsplit('/', 1)[-1]}" for claim in claims} == set(re.findall(r'<tr id="([^"]+)"', page))


def test_the_whole_page_is_that_of_the_day_asked_for(client: FlaskClient) -> None:
    page = words(client.get(f"{PAGE}?as_of=2031-05-06").text)
    assert "what was known on 6 May 2031" in page
    assert "1 claim in 1 article" in page
    assert "up to 60; 1 claimant; no other figure" in page
    assert "1 article, 1 origin" in page
    assert "70" not in page
    assert page.count("became known on this day") == 2  # a figure and a stance


def test_each_day_on_which_something_became_known_has_a_link(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?as_of=2031-05-06").text
    assert re.findall(r'data-day="([^"]*)"', page) == ["2031-05-06", "2031-05-07", ""]
    assert re.findall(r'data-day="([^"]*)" rel="nofollow" aria-current="date"', page) == ["2031-05-06"]


def test_before_anything_was_known_the_page_says_when_it_began(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?as_of=2031-05-05")
    assert page.status_code == 200
    assert "Nothing was known of it yet The first claim about it became known on 6 May 2031." in words(page.text)
    assert f'href="{PAGE}?as_of=2031-05-06"' in page.text


def test_a_day_that_is_none_is_refused_with_an_example(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?as_of=yesterday", headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "write it as 2023-12-07" in page.text


def test_an_event_that_nobody_told_of_is_not_found_on_any_day(client: FlaskClient) -> None:
    for asked in ("", "?as_of=2031-05-06"):
        assert client.get(f"/page/event/nowhere{asked}").status_code == 404
    assert client.get("/page/event/no%20where%3E").status_code == 404


@pytest.mark.slow
def test_an_event_bears_the_name_it_had_then(tmp_path: Path) -> None:
    write(tmp_path / "articles", "one", "600 people were sent back on 2023-10 by Alpha.")
    write(
        tmp_path / "articles",
        "two",
        "500 people were sent back on 2023-10-09 by Beta.",
        datePublished="2024-01-31",
    )
    load(tmp_path / "store" / PUBLIC, tmp_path / "articles")
    client = looking(tmp_path / "store")
    assert "2 claims" in words(client.get(WAVE).text)
    then = words(client.get(f"{WAVE}?as_of=2023-12-01").text)
    assert "Its claims were then held to be about Repatriation, 2023-10." in then
    assert "600 people" in then
    assert "500" not in then
    assert client.get("/page/event/repatriation-2023-10?as_of=2023-12-01").status_code == 200


@pytest.mark.slow
def test_what_was_all_taken_back_says_so_and_leads_to_what_was_known(reported: Path) -> None:
    taken_back(reported / PUBLIC, "one", why="made up", on=date(2024, 5, 1))
    page = looking(reported).get(WAVE)
    assert page.status_code == 200
    assert "1 claim in 1 article" in words(page.text)
    before = looking(reported).get(f"{WAVE}?as_of=2024-04-30").text
    assert "2 claims in 2 articles" in words(before)
    assert 'data-day="2024-05-01"' in before
    assert "withdrawn since, on 1 May 2024" in words(before)
    assert "/page/article/one?" not in before  # nobody is led to where nothing is
    taken_back(reported / PUBLIC, "two", why="made up, too", on=date(2024, 5, 2))
    gone = looking(reported).get(WAVE, headers={"Accept": "text/html"})
    assert gone.status_code == 410
    assert "From 2 May 2024 on, an article behind it no longer says what it said: made up, too" in words(gone.text)
    [address] = re.findall(r'href="([^"]*as_of=[^"]*)"', gone.text)
    assert address == f"{WAVE}?as_of=2024-05-01"
    assert "1 claim in 1 article" in words(looking(reported).get(address).text)


def test_an_event_without_any_figure_has_its_words(tmp_path: Path) -> None:
    publish_large(tmp_path, articles=2, claims=2, figures=False)
    page = words(looking(tmp_path).get("/page/event/repatriation-2031-05").text)
    assert "4 claims in 2 articles no figure" in page.replace("Figures: ", "")
    assert "No claim about it gives a figure." in page
    assert "Also said of it, without a figure" in page
    assert page.count("Specimen body 1 counted test persons") == 2


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("large")
    publish_large(folder, articles=200, claims=10)
    return looking(folder)


@pytest.mark.slow
def test_two_thousand_claims_come_in_pages(large: FlaskClient) -> None:
    address = "/page/event/repatriation-2031-05"
    page = large.get(address)
    assert len(large.get(address, headers={"Accept-Encoding": "gzip"}).data) < 200_000
    assert "2000 claims in 200 articles" in words(page.text)
    assert "Rows 1 to 100 of 2000." in words(page.text)
    assert len(re.findall(r'<tr id="claim-', page.text)) == 100
    [following] = re.findall(r'rel="next" href="([^"]+)"', large.get(f"{address}?sort=claimant").text)
    second = large.get(unescape(following))
    assert "Rows 101 to 200 of 2000." in words(second.text)
    assert 'aria-sort="ascending">Said by' in second.text.replace("\n", "")
    assert not set(re.findall(r'<tr id="(claim-\w+)"', page.text)) & set(
        re.findall(r'<tr id="(claim-\w+)"', large.get(f"{address}?page=2").text)
    )
    assert "on a logarithmic scale" not in page.text


def test_a_logarithmic_scale_is_never_silent(tmp_path: Path) -> None:
    write(tmp_path / "articles", "one", "4 people were sent back on 2023-10-09 by Alpha.")
    write(tmp_path / "articles", "two", "9000 people were sent back on 2023-10-09 by Beta.")
    load(tmp_path / "store" / PUBLIC, tmp_path / "articles")
    client = looking(tmp_path / "store")
    page = client.get(WAVE).text
    [address] = re.findall(r'href="([^"]*scale=log[^"]*)"', page)
    assert "each step is ten times the one before" not in page
    assert "each step is ten times the one before" in client.get(unescape(address)).text
