"""Every kind of page in a real browser: nothing on the console, WCAG 2.2 AA by axe-core, no scrolling sideways."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from refoulement.tests.browser import findings, needs_browser, opened
from refoulement.tests.page_kinds import WAYS, addresses

pytestmark = [*needs_browser, pytest.mark.slow]
SETTLES_MS = 200  # a map or a network is drawn once the page is there
NARROW = {"width": 320, "height": 700}  # as a screen of 1280 at 400 %, WCAG 2.2, 1.4.10


def looked_at(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_timeout(SETTLES_MS)


@pytest.mark.parametrize("way", WAYS)
def test_every_page_keeps_wcag(browser: Browser, demo: str, demo_store: Path, way: str) -> None:
    found = dict[tuple[str, str], str]()
    with opened(browser, allow="404", **WAYS[way]) as page:
        for kind, path in addresses(demo_store):
            looked_at(page, f"{demo}{path}")
            found |= {(kind, one): path for one in findings(page)}
    assert found == {}, "\n".join(f"{kind}: {one}" for kind, one in found)


def test_no_page_scrolls_sideways_on_a_narrow_screen(browser: Browser, demo: str, demo_store: Path) -> None:
    wide = {}
    with opened(browser, allow="404", viewport=NARROW) as page:
        for kind, path in addresses(demo_store):
            looked_at(page, f"{demo}{path}")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROW["width"]:
                wide[kind] = width
    assert wide == {}


def test_every_page_is_whole_without_a_script(browser: Browser, demo: str, demo_store: Path) -> None:
    """What waits for a script is hidden, and every page has its heading and more than that to read."""
    empty = {}
    with opened(browser, allow="404", java_script_enabled=False) as page:
        for kind, path in addresses(demo_store):
            page.goto(f"{demo}{path}")
            heading, words = page.locator("h1").count(), len(page.locator("main").inner_text().split())
            if heading != 1 or words < 12:
                empty[kind] = (heading, words)
    assert empty == {}


def test_the_keyboard_reaches_the_content_at_once(browser: Browser, demo: str, demo_store: Path) -> None:
    with opened(browser, allow="404") as page:
        for path in (path for _kind, path in addresses(demo_store) if "#" not in path):
            looked_at(page, f"{demo}{path}")
            if page.locator("[autofocus]").count():  # a page of one field begins in it
                continue
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.className") == "skip", path
            page.keyboard.press("Enter")
            assert page.evaluate("location.hash") == "#content", path
