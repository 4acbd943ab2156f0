"""Map, timeline and network in a real browser: drawn without an error, used by the keyboard, saved as files."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, expect

from refoulement.tests.browser import DESK, PHONE, findings, needs_browser, opened
from refoulement.tests.placed import publish_placed
from refoulement.tests.real_server import serving

pytestmark = needs_browser


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("placed")
    publish_placed(folder)
    with serving(folder) as address:
        yield address


def drawn(page: Page) -> None:
    page.locator(".picture").scroll_into_view_if_needed()  # a map is drawn when it comes near
    expect(page.locator(".picture[data-ready]")).to_be_visible()


def saved(page: Page, button: str = "Save as PNG") -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    return Path(coming.value.path()).read_bytes()


def test_the_map_is_drawn_and_its_time_moved_by_keys(browser: Browser, pictures: str) -> None:
    with opened(browser) as page:
        asked = list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{pictures}/map")
        drawn(page)
        assert all(address.startswith((pictures, "data:", "blob:")) for address in asked)  # no other server is asked
        gate = page.get_by_role("button", name="Test Gate")
        expect(gate.first).to_be_visible()
        assert page.locator("path.land").count() > 0
        assert page.locator("path.way:not(.unsure)").count() > 0
        assert page.locator("path.way.unsure").count() > 0
        told = page.locator(".clock output")
        expect(told).to_have_text("at any time; claims shown: 5")
        slider = page.get_by_role("slider", name="Time")
        slider.focus()
        page.keyboard.press("End")
        expect(told).to_have_text("May 2031; claims shown: 4")
        expect(slider).to_have_attribute("aria-valuetext", "May 2031; claims shown: 4")
        page.get_by_role("checkbox", name="with what has no date").press("Space")
        expect(told).to_have_text("May 2031; claims shown: 3")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        expect(told).to_have_text("January 2030; claims shown: 1")
        gate.first.press("Enter")
        expect(page.locator(".leaflet-popup-content")).to_contain_text("not its own point")
        assert saved(page).startswith(b"\x89PNG")


@pytest.mark.parametrize(("motion", "button"), [("reduce", "Next step"), ("no-preference", "Play")])
def test_nothing_moves_by_itself_for_who_asked_for_stillness(
    browser: Browser, pictures: str, motion: str, button: str
) -> None:
    with opened(browser, reduced_motion=motion) as page:
        page.goto(f"{pictures}/map")
        drawn(page)
        page.locator(".clock").get_by_role("button", name=button).click()
        told = page.locator(".clock output")
        expect(told).to_contain_text("January 2030")
        if motion == "reduce":
            page.wait_for_timeout(1500)
            expect(told).to_contain_text("January 2030")
        else:
            expect(page.get_by_role("button", name="Pause")).to_be_visible()
            expect(told).to_contain_text("February 2030")


def test_the_network_is_chosen_from_by_its_list(browser: Browser, pictures: str) -> None:
    with opened(browser) as page:
        page.goto(f"{pictures}/network")
        drawn(page)
        page.get_by_label("Show the bonds of").select_option(label="Société Exemple (rights group)")
        chosen = page.locator(".chosen")
        expect(chosen).to_contain_text("Société Exemple tells of Repatriation, 2031-05-04")
        chosen.get_by_role("link", name="1 claim").click()
        expect(page.get_by_text("Sample Society counted up to 60")).to_be_visible()
        page.go_back()
        drawn(page)
        page.get_by_role("button", name="Larger").press("Enter")
        assert saved(page).startswith(b"\x89PNG")


def test_a_view_is_shared_by_its_address_and_exported(browser: Browser, pictures: str) -> None:
    with opened(browser) as page:
        page.goto(f"{pictures}/timeline")
        page.get_by_label("What happened").select_option("rf:Repatriation")
        page.get_by_label("From this day").fill("2031-05-01")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page).to_have_url(
            f"{pictures}/timeline?kind=rf%3ARepatriation&place=&claimant=&source=&since=2031-05-01&until=&as_of="
        )
        svg = page.request.get(pictures + (page.get_by_role("link", name="SVG").get_attribute("href") or "")).text()
        assert "Repatriation, 2031-05-04" in "".join(ET.fromstring(svg).itertext())  # noqa: S314 - written by ourselves
        assert saved(page).startswith(b"\x89PNG")


@pytest.mark.parametrize("path", ["/map", "/timeline", "/network"])
def test_without_a_script_the_lists_tell_all(browser: Browser, pictures: str, path: str) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(pictures + path)
        name = "Repatriation, 2031-05-04" if path != "/map" else "Test Gate"
        expect(page.locator("main").get_by_role("link", name=name).first).to_be_visible()
        if path == "/map":
            expect(page.get_by_role("img", name="The places and ways that are listed here, on a map")).to_be_visible()


@pytest.mark.parametrize("path", ["/map", "/timeline", "/network"])
@pytest.mark.parametrize(("scheme", "width"), [("light", PHONE), ("dark", DESK)], ids=["light phone", "dark desk"])
def test_pictures_keep_wcag(browser: Browser, pictures: str, path: str, scheme: str, width: dict[str, int]) -> None:
    with opened(browser, color_scheme=scheme, viewport=width) as page:
        page.goto(pictures + path)
        if path != "/timeline":
            drawn(page)
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
