"""The page of the demo's largest event in a real browser: the slider by keyboard, its dossier in print, its access."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import read_claims
from refoulement.graph.tier import PUBLIC
from refoulement.tests.browser import DESK, PHONE, findings, needs_browser, opened
from refoulement.web import evidence

pytestmark = needs_browser

ROOT = Path(__file__).parent.parent
EVENT = "https://w3id.org/refoulement/id/event/repatriation-2023-10-09"
PAGE = "/page/event/repatriation-2023-10-09"
PATIENCE_MS = 60_000  # what was known on a day is derived anew: a second alone, many on a busy machine


def lead(page: Page) -> str:
    return " ".join(page.locator("#event-title .lead").inner_text().split())


def test_the_slider_moves_the_whole_page_by_keyboard_and_keeps_the_focus(browser: Browser, demo: str) -> None:
    with opened(browser) as page:
        page.goto(demo + PAGE)
        slider = page.get_by_role("slider", name="Known on")
        expect(slider).to_have_attribute("aria-valuetext", "today")
        assert "8 claims in 4 articles" in lead(page)
        slider.focus()
        page.keyboard.press("Home")
        expect(slider).to_have_attribute("aria-valuetext", "12 October 2023")
        expect(page).to_have_url(f"{demo}{PAGE}?as_of=2023-10-12", timeout=PATIENCE_MS)
        expect(page.get_by_role("heading", level=1)).to_have_text("Repatriation, 2023-10")
        expect(page).to_have_title("Repatriation, 2023-10 – refoulement")
        assert "3 claims in 1 article" in lead(page)
        expect(page.get_by_text("more than 600 people")).to_have_count(0)
        expect(page.get_by_role("link", name="Another 180 people")).to_have_count(0)
        expect(slider).to_be_focused()
        expect(page.get_by_role("status").last).to_contain_text("what was known on 12 October 2023")
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(f"{demo}{PAGE}?as_of=2023-10-13", timeout=PATIENCE_MS)
        page.go_back()
        expect(page).to_have_url(f"{demo}{PAGE}?as_of=2023-10-12")
        expect(slider).to_have_attribute("aria-valuetext", "12 October 2023")
        expect(page.locator("#event-title .lead")).to_contain_text("3 claims in 1 article")
        page.go_back()
        expect(page.locator("#event-title .lead")).to_contain_text("8 claims in 4 articles")
        page.locator("[data-map]").scroll_into_view_if_needed()
        expect(page.locator("[data-map][data-ready]")).to_be_visible(timeout=PATIENCE_MS)


def test_without_a_script_a_date_and_a_link_for_each_day_do_the_same(browser: Browser, demo: str) -> None:
    with opened(browser, java_script_enabled=False, viewport=PHONE) as page:
        page.set_default_timeout(PATIENCE_MS)
        page.goto(demo + PAGE)
        page.get_by_role("link", name="12 October 2023").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Repatriation, 2023-10", timeout=PATIENCE_MS)
        page.get_by_label("Day", exact=True).fill("2023-10-01")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("heading", name="Nothing was known of it yet")).to_be_visible(timeout=PATIENCE_MS)
        page.get_by_role("link", name="See all that is known today").click()
        assert "8 claims in 4 articles" in lead(page)


def test_a_bar_leads_to_its_row_and_that_to_the_words_in_the_article(browser: Browser, demo: str) -> None:
    with opened(browser) as page:
        page.goto(demo + PAGE)
        page.locator("svg a", has_text="180 people").click()
        row = page.locator("tr:target")
        expect(row).to_be_in_viewport()
        row.get_by_role("link", name="Another 180 people").click()
        expect(page.locator("mark.asked").first).to_be_in_viewport()


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)], ids=["desk", "phone"])
@pytest.mark.parametrize("asked", ["", "?as_of=2023-10-12", "?as_of=2020-01-01"])
def test_an_event_page_keeps_wcag(browser: Browser, demo: str, scheme: str, size: dict[str, int], asked: str) -> None:
    with opened(browser, color_scheme=scheme, viewport=size) as page:
        page.goto(demo + PAGE + asked)
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def letters(text: str) -> str:
    """A text without its breaks, hyphens and ligatures, as it cannot be told how a page breaks its lines."""
    return re.sub(r"[\s\u00ad-]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))


def test_it_prints_as_a_dossier_of_two_pages_with_every_figure_quotation_and_source(
    browser: Browser, demo: str, demo_store: Path, tmp_path: Path
) -> None:
    with opened(browser) as page:
        page.goto(demo + PAGE)
        page.pdf(path=tmp_path / "dossier.pdf", prefer_css_page_size=True)
    sheets = PdfReader(tmp_path / "dossier.pdf").pages
    printed = letters("".join(sheet.extract_text() for sheet in sheets))
    snapshot = OxigraphReader(demo_store / PUBLIC).snapshot()
    own = evidence.of_event(snapshot, EVENT)
    assert len(own) == 8
    by_iri = {claim.iri: claim for graph in snapshot.graphs() for claim in read_claims(snapshot.quads(graph))}
    for one in own:
        assert one.count
        assert letters(one.count.words) in printed
        assert all(letters(passage.exact) in printed for passage in by_iri[one.claim].passages)
    for article in {by_iri[one.claim].article for one in own}:
        captured = (ROOT / "corpus" / f"{article}.txt").read_text("utf-8")
        title = next(line for line in captured.splitlines() if line)
        assert letters(title) in printed
    assert printed.count("SHA256") == 4
    assert "Knownonaday" not in printed
    assert len(sheets) <= 3  # two with the fonts of Debian; others may be wider
