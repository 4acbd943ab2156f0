"""An editor works through the queue in a real browser, without a mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from refoulement.tests.browser import PHONE, findings, needs_browser, opened
from refoulement.tests.real_server import serving
from refoulement.tests.reviewed_store import prepare
from refoulement.tests.served import ask

pytestmark = needs_browser


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return prepare(tmp_path_factory.mktemp("review"))


@pytest.fixture(scope="module")
def address(prepared: tuple[Path, str]) -> Iterator[str]:
    with serving(prepared[0], "--quiet") as found:
        ask(found, "/review/", headers={"Authorization": f"Bearer {prepared[1]}"})  # the sealed tier is opened
        yield found


def sign_in(page: Page, address: str, token: str) -> None:
    page.goto(f"{address}/review/")
    expect(page.get_by_label("Token")).to_be_focused()
    page.keyboard.type(token)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for a person")


def decided(page: Page, left: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Written down.")
    expect(page.locator("#left")).to_contain_text(left)


def test_the_keyboard_is_enough_for_all_of_it(browser: Browser, address: str, prepared: tuple[Path, str]) -> None:
    with opened(browser) as page:
        sign_in(page, address, prepared[1])
        expect(page.locator("#left")).to_contain_text("4 left")
        assert findings(page) == []
        press = page.keyboard.press
        current = page.locator(".waits.current")
        expect(current).to_contain_text("Are these one?")
        press("j")
        expect(current).to_contain_text("Is this claim about this event?")
        press("ArrowDown")
        press("k")
        press("ArrowUp")
        expect(current).to_contain_text("Are these one?")
        press("r")
        expect(page.locator(".waits.current .note")).to_be_focused()
        page.keyboard.type("jar of a kind")  # letters are words in a note
        press("Escape")
        press("a")
        press("Enter")
        decided(page, "3 left")
        expect(current).to_be_focused()  # what stands in its place
        press("u")
        expect(page.locator("#left")).to_contain_text("4 left")
        expect(current).to_be_visible()
        press("?")
        expect(page.get_by_text("split what is one here")).to_be_visible()

        page.goto(f"{address}/review/?kind=claim")
        expect(current).to_contain_text("Is this said?")
        press("c")
        expect(page.get_by_role("heading", level=1)).to_have_text("Correct a claim")
        assert findings(page) == []
        page.get_by_label("Find by name").nth(1).focus()
        page.keyboard.type("tumen")
        press("Enter")
        page.get_by_label("Tumen (").first.check()
        page.get_by_label("Figure").fill("15")
        page.get_by_label("Note: why").focus()
        page.keyboard.type("so it says")
        press("Tab")
        press("Enter")
        decided(page, "0 left")
        expect(page.get_by_text("Nothing waits here.")).to_be_visible()

        page.goto(f"{address}/review/?kind=event")
        expect(current).to_be_visible()
        press("a")
        page.keyboard.type("the one that is meant")
        press("Enter")
        decided(page, "left")
        page.goto(f"{address}/review/history")
        expect(page.get_by_text("the one that is meant")).to_be_visible()
        assert findings(page) == []


def test_plain_forms_are_enough_on_a_phone_without_scripts(
    browser: Browser, address: str, prepared: tuple[Path, str]
) -> None:
    small = {**PHONE, "width": 320}
    with opened(browser, java_script_enabled=False, viewport=small, color_scheme="dark") as page:
        sign_in(page, address, prepared[1])
        page.goto(f"{address}/review/?kind=identity")
        page.get_by_label("Note").fill("two of one name")
        page.keyboard.press("Enter")  # decides nothing: it is not said what
        expect(page.locator("#left")).to_contain_text("1 left")
        page.get_by_role("button", name="Different").click()
        decided(page, "0 left")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#left")).to_contain_text("1 left")
    with opened(browser, viewport=small, color_scheme="dark") as page:
        sign_in(page, address, prepared[1])
        assert page.evaluate("document.querySelector('main').scrollWidth") <= 320
        assert findings(page) == []
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in with an editor’s token")
        assert findings(page) == []
