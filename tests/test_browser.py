"""The way of a reader in headless Chromium: from a name to the very words, without a script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from refoulement.tests.browser import DESK, PHONE, findings, needs_browser, opened
from refoulement.tests.published_store import UP_TO_60

pytestmark = needs_browser


def test_from_the_first_page_to_the_words(browser: Browser, served: str) -> None:
    [passage] = UP_TO_60.passages
    with opened(browser, java_script_enabled=False, viewport=PHONE) as page:
        page.goto(served)
        page.get_by_role("searchbox", name="Search by name").fill("repatriation, 2031")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Repatriation, 2031-05-04").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Repatriation, 2031-05-04")
        page.get_by_role("link", name=passage.exact).first.click()
        words = page.locator(f'[id="char={passage.start},{passage.end}"]')
        expect(words).to_contain_text("up to 60 test persons")
        expect(words).to_be_in_viewport()
        expect(words).to_have_class("claimed asked")


def test_a_language_is_chosen_and_kept(browser: Browser, served: str) -> None:
    with opened(browser) as page:
        page.goto(f"{served}/queries/")
        page.get_by_role("link", name="한국어").click()
        expect(page).to_have_url(f"{served}/queries/")
        expect(page.locator("html")).to_have_attribute("lang", "ko")
        page.goto(served)
        expect(page.locator("html")).to_have_attribute("lang", "ko")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_the_first_page_keeps_wcag(browser: Browser, served: str, scheme: str, width: dict[str, int]) -> None:
    with opened(browser, color_scheme=scheme, viewport=width) as page:
        page.goto(served)
        assert findings(page) == []


def test_what_the_console_tells_fails_a_test(browser: Browser, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text("<!doctype html><title>Broken</title><script>null.nothing</script>", "utf-8")
    with pytest.raises(AssertionError, match="reading 'nothing'"), opened(browser) as page:
        page.goto(broken.as_uri())
