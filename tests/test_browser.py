"""The way of a reader in headless Chromium: from a name to the very words, without a script."""

from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from refoulement.tests.published_store import UP_TO_60
from refoulement.tests.real_server import serving

CHROMIUM = which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium (apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with serving(store) as address:
        yield address


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
        yield context.new_page()
        browser.close()


def test_from_the_first_page_to_the_words(page: Page, address: str) -> None:
    [passage] = UP_TO_60.passages
    page.goto(address)
    page.get_by_role("searchbox", name="Search by name").fill("repatriation 2031".replace(" ", ", "))
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Repatriation, 2031-05-04").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Repatriation, 2031-05-04")
    page.get_by_role("link", name=passage.exact).first.click()
    words = page.locator(f'[id="char={passage.start},{passage.end}"]')
    expect(words).to_contain_text("up to 60 test persons")
    expect(words).to_be_in_viewport()
    expect(words).to_have_class("asked")
