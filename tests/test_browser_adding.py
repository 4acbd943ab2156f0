"""An editor marks words of an article in a real browser, adds the claim that was missed, and takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from refoulement.tests.browser import PHONE, findings, needs_browser, opened
from refoulement.tests.real_server import serving
from refoulement.tests.reviewed_store import prepare
from refoulement.tests.served import ask
from refoulement.tests.test_browser_review import sign_in

pytestmark = needs_browser

MARK = """words => {
  const walk = document.createTreeWalker(document.querySelector("#to-mark"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
    return;
  }
}"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return prepare(tmp_path_factory.mktemp("adding"))


@pytest.fixture(scope="module")
def address(prepared: tuple[Path, str]) -> Iterator[str]:
    with serving(prepared[0], "--quiet") as found:
        ask(found, "/review/", headers={"Authorization": f"Bearer {prepared[1]}"})  # the sealed tier is opened
        yield found


def fill(page: Page) -> None:
    """Say what the words say."""
    page.get_by_label("What is claimed").select_option("Death")
    page.get_by_label("Bound").select_option("atLeast")
    page.get_by_label("Note: why").fill("it was missed")
    page.get_by_label("Figure", exact=True).fill("3")
    page.get_by_role("button", name="Add the claim").click()
    expect(page.get_by_role("status").first).to_contain_text("Written down.")


def test_marked_words_become_a_claim_and_that_is_undone(
    browser: Browser, address: str, prepared: tuple[Path, str]
) -> None:
    with opened(browser) as page:
        sign_in(page, address, prepared[1])
        page.goto(f"{address}/page/article/one")
        page.get_by_role("link", name="add a claim that was missed").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Title of one")
        assert findings(page) == []
        page.evaluate(MARK, "and nobody else")
        expect(page.get_by_label("The words that say it")).to_have_value("and nobody else")
        page.get_by_role("button", name="Add a claim from these words").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What do these words say?")
        assert findings(page) == []
        fill(page)
        page.get_by_role("link", name="It stands in the article").click()
        expect(page.locator("mark.claimed.asked")).to_have_text("and nobody else2")
        expect(page.locator("#claim-2")).to_contain_text("Death at least 3")
        page.locator("#claim-2").get_by_role("link", name="death").last.click()
        expect(page.locator("main")).to_contain_text("and nobody else")  # the page of the event
        page.goto(f"{address}/review/history")
        expect(page.get_by_text("said, and missed")).to_be_visible()
        page.get_by_role("button", name="Undo").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What waits for a person")
        page.goto(f"{address}/review/add?article=one")
        expect(page.locator("#claims .number")).to_have_text("1")


def test_without_scripts_the_words_are_typed_on_a_phone(
    browser: Browser, address: str, prepared: tuple[Path, str]
) -> None:
    small = {**PHONE, "width": 320}
    with opened(browser, java_script_enabled=False, viewport=small, color_scheme="dark") as page:
        sign_in(page, address, prepared[1])
        page.goto(f"{address}/review/add?article=two")
        page.get_by_label("The words that say it").fill("spoke\n again.")
        page.get_by_role("button", name="Add a claim from these words").click()
        fill(page)
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What waits for a person")
    with opened(browser, viewport=small, color_scheme="dark") as page:
        sign_in(page, address, prepared[1])
        for path in ("/review/add", "/review/add?article=two", "/review/add/claim?article=two&words=spoke+again."):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            assert findings(page) == [], path
