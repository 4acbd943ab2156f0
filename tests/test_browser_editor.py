"""The editor of queries in a real browser: completed, run, stopped, shared, put right, by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from refoulement.tests.browser import PHONE, findings, needs_browser, opened
from refoulement.tests.published_store import GATE, publish_store
from refoulement.tests.real_server import serving
from refoulement.tests.served import ENDLESS, count, wait_until

pytestmark = needs_browser

STOPPED = 'refoulement_stopped_total{why="gone"}'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a store that it may write shared queries beside."""
    folder = tmp_path_factory.mktemp("shared")
    publish_store(folder)
    with serving(folder, "--time-s", "50") as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser) as page:
        page.goto(f"{address}/sparql")
        expect(editor(page)).to_be_visible()
        yield page


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="SPARQL query")


def write(page: Page, text: str) -> None:
    editor(page).press("Control+a")
    page.keyboard.insert_text(text)


def test_by_keyboard_alone_with_words_completed(page: Page) -> None:
    editor(page).press("Control+a")
    page.keyboard.type("SELECT ?claim ?figure { ?claim rf:countV")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_contain_text("rf:countValue")
    expect(editor(page)).to_contain_text("PREFIX rf: <https://w3id.org/refoulement/ontology#>")  # filled in
    assert findings(page) == []
    page.wait_for_timeout(100)  # a list that has only just come takes no key: whoever types on means something else
    page.keyboard.press("Enter")
    page.keyboard.type(" ?figure ; skos:")
    expect(editor(page)).to_contain_text("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>")
    for _ in "; skos:":
        page.keyboard.press("Backspace")
    page.keyboard.type("north")
    expect(page.get_by_role("option", name="Northside")).to_be_visible()  # a thing of the graph
    for _ in "north":
        page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    answer = page.get_by_role("region", name="Answer")
    expect(answer.get_by_role("row")).to_have_count(3)
    expect(answer.get_by_role("img", name="figure by claim")).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ask")).to_be_focused()  # the editor keeps nobody in
    answer.get_by_role("button", name="Table").press("Enter")
    expect(answer.get_by_role("img")).to_have_count(0)
    whole = answer.get_by_role("link", name="CSV").get_attribute("href")
    assert page.request.get(whole or "").text().startswith("claim,figure")


def test_a_long_query_is_stopped_and_so_is_its_worker(page: Page, address: str) -> None:
    gone = count(address, STOPPED)
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("timer")).to_contain_text("s left")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped. The server has ended the query.").first).to_be_visible()
    wait_until(lambda: count(address, STOPPED) == gone + 1)
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


def test_an_error_is_shown_at_its_place(browser: Browser, address: str) -> None:
    with opened(browser, allow="400") as page:
        page.goto(f"{address}/sparql")
        write(page, "SELECT ?a {\n  ?a rf:about ?b .\n  ?a ?b\n}")
        expect(page.locator(".cm-lintRange-error, .cm-lintPoint-error").first).to_be_visible()
        write(page, "SELECT ?a ?a {\n  ?a ?b ?c\n}")  # its grammar is right
        with page.expect_response("**/sparql?*"):
            page.keyboard.press("Control+Enter")
        expect(page.get_by_role("region", name="The query was not run")).to_contain_text(
            "Duplicated variable name in SELECT"
        )
        assert findings(page) == []
        page.get_by_role("button", name="Line 3, column 2").press("Enter")
        expect(editor(page)).to_be_focused()
        expect(page.locator(".cm-lintRange-error, .cm-lintPoint-error")).to_have_count(1)


def test_shared_it_is_opened_and_not_run(page: Page, address: str) -> None:
    write(page, "SELECT ?shared { ?shared a ?kind } LIMIT 3")
    page.get_by_role("button", name="Share").click()
    short = page.get_by_role("textbox", name="Address of this query").input_value()
    assert short.startswith(f"{address}/sparql/s/")
    page.goto(short)
    expect(editor(page)).to_contain_text("SELECT ?shared")
    expect(page.get_by_role("heading", name="Answer")).to_have_count(0)
    page.get_by_role("button", name="Explain").click()
    expect(page.get_by_text("Find triples")).to_be_visible()
    assert findings(page) == []
    page.goto(f"{short}?run")
    expect(page.get_by_role("region", name="Answer").get_by_role("row")).to_have_count(4)


def test_an_example_opens_with_its_values_and_a_phone_shows_it_all(browser: Browser, address: str) -> None:
    with opened(browser, viewport=PHONE) as page:
        page.goto(f"{address}/sparql")
        page.get_by_text("People reported through each crossing").click()
        example = page.locator("details[open]")
        example.get_by_label("through").press_sequentially("test ga")
        page.get_by_role("option", name="Test Gate").click()
        expect(example.get_by_label("through")).to_have_value("crossing/test-gate")
        example.get_by_role("button", name="Open in the editor").click()
        expect(editor(page)).to_contain_text("crossing_label")
        assert GATE.iri in page.locator("#query").input_value()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


EVERYTHING = """PREFIX geo: <http://www.opengis.net/ont/geosparql#>
SELECT ?a ?b ?name ?place ?day ?n {
  VALUES (?a ?b ?name ?place ?day) {
    (<urn:a> <urn:b> "One \u202e" "POINT(125 40)"^^geo:wktLiteral "2031-05-04"^^xsd:date)
    (<urn:b> <urn:c> "<b>Two</b>" "POINT(127 42)"^^geo:wktLiteral "2031-06"^^xsd:gYearMonth)
  }
  VALUES ?n { NUMBERS }
}""".replace("NUMBERS", " ".join(map(str, range(75))))


def test_rows_become_every_picture_and_pages_of_a_table(page: Page) -> None:
    write(page, "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n" + EVERYTHING)
    page.keyboard.press("Control+Enter")
    answer = page.get_by_role("region", name="Answer")
    expect(answer.locator(".leaflet-marker-icon").first).to_be_visible()
    assert findings(page) == []
    answer.get_by_role("button", name="Timeline").click()
    expect(answer.get_by_role("img", name="day by name")).to_be_visible()
    expect(answer.get_by_text("The first 60 of 150 rows are drawn")).to_be_visible()
    answer.get_by_role("button", name="Chart").click()
    expect(answer.locator("rect.bar")).to_have_count(60)
    answer.get_by_role("button", name="Network").click()
    expect(answer.get_by_role("img", name="3 things, 2 ties between them").locator("canvas").first).to_be_visible()
    assert findings(page) == []
    expect(answer.get_by_role("row")).to_have_count(101)
    answer.get_by_role("button", name="Rows after").click()
    expect(answer.get_by_role("row")).to_have_count(51)
    expect(answer.get_by_text("150 rows, rows 101 to 150")).to_be_visible()


def test_a_query_page_shows_its_picture(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(f"{address}/queries/repatriations-by-claimant")
        expect(
            page.get_by_role("img", name="Least it allows – Most it allows by Said by, Time as said")
        ).to_be_visible()
        assert findings(page) == []
        page.get_by_text("The query itself").click()
        page.get_by_role("link", name="Open in the editor").click()
        expect(editor(page)).to_be_visible()


def test_without_scripts_the_form_does_all_of_it(browser: Browser, address: str) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{address}/sparql")
        page.get_by_role("button", name="Explain").click()
        expect(page.get_by_text("Find triples")).to_be_visible()
        page.get_by_role("button", name="Share").click()
        assert "/sparql/s/" in page.url
        page.get_by_role("button", name="Ask").click()
        expect(page.get_by_role("region", name="Answer").last.get_by_role("row")).to_have_count(3)
