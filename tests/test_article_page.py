"""An article's page: what was not understood, whence its claims come, how it is cited, and that it is withdrawn."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode

from refoulement.errors import TextMissing
from refoulement.graph import iri
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.ontology import RF
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.web.cited import checksum
from refoulement.web.settings import Settings
from refoulement.web.signs import visible

FIRST = (
    "Up to 600 North Koreans were sent back in October 2023, Human Rights Watch said. Kim Zest, an official at "
    "Northern Relief Society, urged China to stop.\n\n"
    "Eighteen refugees wore red caps. 𝔘 \u202eturned\u202c words. The Refugee Convention was named.\n\n"
    "More than 70 North Koreans were detained in Dandong in November 2023."
)
AGAIN = "About 600 North Koreans were sent back in October 2023, Human Rights Watch said."


def written(folder: Path, name: str, text: str, **known: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(text)
    sidecar = {"headline": f"The report {name}", "publisher": f"{name} Gazette", "datePublished": "2023-12-01"}
    (folder / f"{name}.jsonld").write_text(json.dumps(sidecar | known))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles: one with all there is, one from the same origin, a copy of the first, one that ends in .bib."""
    place = tmp_path_factory.mktemp("articles")
    written(place / "in", "first", FIRST, url="https://example.org/first", license="https://example.org/licence")
    written(place / "in", "again", AGAIN)
    written(place / "in", "repeated", FIRST, datePublished="2023-12-03")
    written(place / "in", "odd.bib", AGAIN.replace("600", "90"), identifier="odd.bib")
    at_risk.load(place / "store", place / "in")
    return place / "store"


@pytest.fixture(scope="module")
def client(store: Path) -> FlaskClient:
    return create_app(Settings(store=store)).test_client()


class Text(HTMLParser):
    """The words of the captured text as a browser has them, without the numbers of claims."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "meta", "link", "br"):
            self.open.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("div", "text") in self.open and not any(tag == "sup" for tag, _ in self.open):
            self.words += data


def section(page: str, heading: str) -> str:
    """What stands on the page from one heading of the second rank to the next."""
    return page.partition(f">{heading}")[2].partition("<h2")[0]


@pytest.mark.parametrize("asked", ["", "?passage=0,5", "?passage=3,400", "?passage=150,160"])
def test_the_text_is_written_sign_for_sign_whatever_is_asked(client: FlaskClient, asked: str) -> None:
    reading = Text()
    reading.feed(client.get(f"/page/article/first{asked}").text)
    assert reading.words == visible(FIRST)


def test_what_cannot_be_seen_is_shown_and_named(client: FlaskClient) -> None:
    page = client.get("/page/article/first").text
    assert "\u202e" not in page
    assert "U+202C POP DIRECTIONAL FORMATTING, U+202E RIGHT-TO-LEFT OVERRIDE" in page


def test_numbers_that_no_claim_was_made_of_stand_apart_in_their_words(client: FlaskClient) -> None:
    page = client.get("/page/article/first").text
    left = section(page, "Numbers that no claim was made of")
    start = FIRST.index("Eighteen")
    assert f'href="#char={start},{start + 17}"' in left
    assert '<mark class="left">Eighteen refugees</mark>' in left
    assert "no event understood" in left
    assert left.count("<li") == 1
    assert f'<mark id="char={start},{start + 17}" class="left" data-number="1">Eighteen refugees' in page
    assert 'href="#number-1" aria-label="number 1 that no claim was made of" aria-describedby="why-1">?1</a>' in page
    assert "Eighteen" not in section(page, "What it claims")


def test_an_article_that_is_wholly_understood_has_no_such_section(client: FlaskClient) -> None:
    assert "no claim was made of" not in client.get("/page/article/again").text


def test_the_way_of_a_claim_from_the_outlet_to_its_origin(client: FlaskClient) -> None:
    came = section(client.get("/page/article/first").text, "Where its claims come from")
    words = " ".join(re.sub("<[^>]+>", " ", unescape(came)).split())
    assert "first Gazette → from Human Rights Watch quoted claimant · claim 1 · 3 claims of other sources come" in words
    assert re.search(r"first Gazette the outlet alone · claim 4 · 1 claim of another source comes from there", words)
    assert 'href="/page/organisation/human-rights-watch"' in came


def test_copies_are_named_on_both_pages(client: FlaskClient) -> None:
    first = section(client.get("/page/article/first").text, "Where its claims come from")
    assert "repeated by" in first
    assert '<a href="/page/article/repeated">' in first
    assert "about 100 per cent of the words" in first
    assert "repeats" in section(client.get("/page/article/repeated").text, "Where its claims come from")


def test_hash_day_licence_and_address_stand_with_the_title(client: FlaskClient) -> None:
    facts = client.get("/page/article/first").text.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert "<dt>Captured</dt><dd>2 January 2026</dd>" in facts
    assert '<a href="https://example.org/licence">' in facts
    assert '<a href="https://example.org/first">' in facts
    assert re.search(r"<dt>SHA-256</dt><dd>[0-9a-f]{64}</dd>", facts)


def test_any_words_of_a_text_can_be_cited(client: FlaskClient) -> None:
    """By an address that counts code points, with the length and the hash of the whole text (RFC 5147)."""
    start = FIRST.index("𝔘") + 2
    place = f"{start},{start + 8}"
    page = unescape(client.get("/page/article/first", query_string={"passage": place}).text)
    length = f"length={len(FIRST)}"
    assert '<details class="cite" id="cite" open' in page
    cited = f"http://localhost/page/article/first?passage={place}#char={place};{length}"
    assert f'<dd class="copied">{cited};md5={checksum(FIRST)},UTF-8</dd>' in page
    assert f"{iri.article('first')}#char={place};{length};md5={checksum(FIRST)},UTF-8" in page
    assert f'<mark id="char={place}" class="asked">{visible(FIRST)[start : start + 8]}</mark>' in page
    for anchor in (f"char={place};{length}", f"char={place};{length};md5={checksum(FIRST)},UTF-8"):
        assert f'<span id="{anchor}"></span>' in page
    assert "“turned” (“The report first,” 2023, characters" in page


@pytest.mark.parametrize(
    "asked", ["", "5,5", "6,5", "-1,5", "0,99999", "0,1,2", "٠,٥", "x", "0,5;length=3", "9" * 12 + ",5"]
)
def test_what_are_no_words_of_it_cannot(client: FlaskClient, asked: str) -> None:
    answer = client.get("/page/article/first", query_string={"passage": asked})
    assert answer.status_code == 200
    assert 'id="cite" open' not in answer.text
    assert 'asked"' not in answer.text


@pytest.mark.parametrize(("form", "media_type"), [("bib", "x-bibtex"), ("ris", "x-research-info-systems")])
def test_a_reference_is_a_file(client: FlaskClient, form: str, media_type: str) -> None:
    page = unescape(client.get("/page/article/first?passage=0,9").text)
    path = f"/page/article/first.{form}?passage=0,9"
    assert path in page.replace("%2C", ",")
    answer = client.get(path)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="first.{form}"'
    assert answer.content_type == f"application/{media_type}; charset=utf-8"
    assert "Up to 600" in answer.text
    assert "characters 0–9" in answer.text


def test_an_id_that_ends_as_a_file_does_keeps_its_page(client: FlaskClient) -> None:
    assert "The report odd.bib" in client.get("/page/article/odd.bib").text
    assert "@misc{odd-bib," in client.get("/page/article/odd.bib.bib").text
    assert client.get("/page/article/nothing.bib").status_code == 404


def test_without_its_text_a_page_still_tells_its_claims_and_cites_them(store: Path) -> None:
    """As before an engine that keeps none."""
    said = NamedNode(iri.article("again"))
    published = OxigraphReader(store / "public").snapshot()
    (claim, *_) = [quad.subject for quad in published.matching(None, predicate=RF.saidIn, term=said)]
    assert isinstance(claim, NamedNode)
    [passage] = [quad.object for quad in published.matching(None, subject=claim, predicate=RF.passage)]
    assert isinstance(passage, NamedNode)
    app = create_app(Settings(store=store))
    app.extensions["refoulement"] = Textless(store / "public")
    page = app.test_client().get("/page/article/again", query_string={"passage": passage.value.partition("=")[2]}).text
    assert "The text is not kept at this service" in page
    assert "about 600 people" in page
    assert "Human Rights Watch" in page
    assert 'id="cite" open' in page
    assert ";length=" not in page


class Textless(OxigraphReader):
    """A reader beside which no texts are kept."""

    def text(self, sha256: str) -> str:
        raise TextMissing(f"{sha256} is not kept")


@pytest.fixture(scope="module")
def taken_back(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    place = tmp_path_factory.mktemp("withdrawn")
    written(place / "in", "first", FIRST)
    written(place / "in", "again", AGAIN)
    at_risk.load(place / "store", place / "in")
    at_risk.take_back(place / "store", "first", "the <b>outlet</b> took it back\u202e")
    return create_app(Settings(store=place / "store")).test_client()


@pytest.mark.slow
def test_a_withdrawn_article_says_since_when_and_why(taken_back: FlaskClient) -> None:
    page = taken_back.get("/page/article/first").text
    assert "This source is withdrawn" in page
    assert "From 1 March 2024 on" in page
    assert "the &lt;b&gt;outlet&lt;/b&gt; took it back\ufffd" in page


@pytest.mark.slow
def test_its_claims_can_still_be_read_as_withdrawn(taken_back: FlaskClient) -> None:
    page = taken_back.get("/page/article/first").text
    claims = section(page, "What it claimed, withdrawn")
    assert claims.count('class="withdrawn"') == claims.count(">withdrawn</p>") == 4
    assert "up to 600 people" in claims
    assert 'href="/page/organisation/human-rights-watch"' in claims  # whom others name, too
    assert "Kim Zest" in claims
    assert "/page/person/" not in claims  # whom only it named has no page any more
    assert "/page/claim/" not in claims
    assert 'data-claims="1"' in page
    assert "Eighteen refugees" in section(page, "Numbers that no claim was made of")
    for address in set(re.findall(r'href="(/page/[^"#?]+)', page)):
        assert taken_back.get(address).status_code == 200, address


@pytest.mark.slow
def test_nothing_else_counts_what_is_withdrawn(taken_back: FlaskClient) -> None:
    assert "withdrawn" not in taken_back.get("/page/article/again").text
    assert "Kim Zest" not in taken_back.get("/").text
    assert taken_back.get("/api/numbers-not-understood").get_json()["rows"] == []


@pytest.mark.slow
def test_of_whoever_is_at_risk_a_withdrawn_article_tells_nothing(withheld: Path) -> None:
    client = create_app(Settings(store=withheld)).test_client()
    page = client.get("/page/article/taken-back").text
    assert "This source is withdrawn" in page
    assert "more than 30 people" in page
    assert not any(name in page.casefold() for name in at_risk.HIDDEN)
    for path in ("taken-back.bib", "taken-back.ris?passage=0,60", "returns.bib?passage=0,90", "returns?passage=0,90"):
        told = client.get(f"/page/article/{path}").text
        assert not any(name in told.casefold() for name in at_risk.HIDDEN), path
