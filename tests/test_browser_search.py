"""The search in a real browser: by keyboard alone, by pointer, and where no answer comes."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from refoulement.tests.browser import DESK, PHONE, findings, needs_browser, opened

pytestmark = needs_browser


def combobox(page: Page) -> None:
    """Type the beginning of a name in the form of the head, and wait for what is suggested."""
    page.keyboard.type("northsi")
    expect(page.get_by_role("option")).to_have_count(2)


def test_a_name_is_chosen_by_keyboard(browser: Browser, served: str) -> None:
    with opened(browser) as page:
        page.goto(f"{served}/queries/")
        field = page.get_by_role("combobox", name="Search by name")
        for _ in range(3):  # the skip link, the house, the field
            page.keyboard.press("Tab")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-expanded", "false")
        combobox(page)
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("listbox", name="Names that begin so or are near")).to_be_visible()
        first, last = page.get_by_role("option").all()
        expect(first).to_have_text("Northside settlement · named in 1 passage")
        for key, selected in (("ArrowDown", first), ("ArrowDown", last), ("ArrowDown", None), ("ArrowUp", last)):
            page.keyboard.press(key)
            expect(page.get_by_role("option", selected=True)).to_have_count(1 if selected else 0)
            if selected:
                expect(selected).to_have_attribute("aria-selected", "true")
                expect(field).to_have_attribute("aria-activedescendant", str(selected.get_attribute("id")))
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(field).to_have_value("northsi")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}/page/place/northside")


def test_enter_without_a_choice_searches(browser: Browser, served: str) -> None:
    with opened(browser) as page:
        page.goto(served)
        page.get_by_role("combobox", name="Search by name").focus()
        combobox(page)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}/search?q=northsi")
        expect(page.get_by_role("link", name="Northside")).to_be_visible()


def test_a_name_is_chosen_by_pointer(browser: Browser, served: str) -> None:
    with opened(browser, viewport=PHONE, has_touch=True) as page:
        page.goto(served)
        page.get_by_role("combobox", name="Search by name").tap()
        combobox(page)
        page.get_by_role("option", name="Northside").first.tap()
        expect(page).to_have_url(f"{served}/page/place/northside")


def test_the_form_searches_where_nothing_can_be_suggested(browser: Browser, served: str) -> None:
    def nothing(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body="[")

    with opened(browser) as page:
        page.route("**/suggest?*", nothing)
        page.goto(served)
        page.get_by_role("combobox", name="Search by name").focus()
        with page.expect_response("**/suggest?*"):
            page.keyboard.type("north")
        expect(page.get_by_role("listbox")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}/search?q=north")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_the_list_and_what_is_found_keep_wcag(
    browser: Browser, served: str, scheme: str, width: dict[str, int]
) -> None:
    with opened(browser, color_scheme=scheme, viewport=width) as page:
        page.goto(served)
        page.get_by_role("combobox", name="Search by name").focus()
        combobox(page)
        page.keyboard.press("ArrowDown")
        assert findings(page) == []
        page.goto(f"{served}/search?q=tset+gaet")
        assert findings(page) == []
        page.goto(f"{served}/search?q=s&kind=place")
        assert findings(page) == []


def test_the_list_fits_a_narrow_window(browser: Browser, served: str) -> None:
    with opened(browser, viewport={"width": 320, "height": 640}) as page:
        page.goto(served)
        page.get_by_role("combobox", name="Search by name").focus()
        combobox(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
