"""A real browser for the tests: headless Chromium, in which a message of an error on the console fails the test."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

CHROMIUM = which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
PHONE, DESK = {"width": 390, "height": 800}, {"width": 1280, "height": 900}
AXE = Path(__file__).parent.parent / "web/client/node_modules/axe-core/axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Skipped on a machine without a browser, but never by CI, where the lack of one is an error.
unless_lacking = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="needs Debian's chromium (apt-get install chromium)"
)
needs_browser = [pytest.mark.browser, unless_lacking]
expect.set_options(timeout=20_000)  # ms: a machine that has other things to do answers and writes slowly


@contextmanager
def chromiums() -> Iterator[Callable[[], Browser]]:
    """What gives a headless Chromium: the same each time, and another one where that has died."""
    with sync_playwright() as playwright:
        started: list[Browser] = []

        def running() -> Browser:
            if not (started and started[-1].is_connected()):
                started.append(playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET))
            return started[-1]

        yield running
        for browser in started:
            browser.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    with chromiums() as running:
        yield running()


@contextmanager
def opened(browser: Browser, *, allow: str | None = None, **options: object) -> Iterator[Page]:
    """A page of its own context; at the end it must not have told of an error, a refused script or a thrown one.

    `allow` is the status of answers that are errors on purpose, of which a browser always tells.
    """
    context: BrowserContext = browser.new_context(**{"viewport": DESK, **options})  # type: ignore[arg-type]
    page, told = context.new_page(), list[str]()

    def tell(message: ConsoleMessage) -> None:
        meant = allow is not None and f"responded with a status of {allow}" in message.text
        if message.type == "error" and not meant:
            told.append(f"{message.text} ({message.location.get('url')})")

    page.on("console", tell)
    page.on("pageerror", lambda error: told.append(str(error)))
    try:
        yield page
        assert told == [], "\n".join(told)
    finally:
        context.close()


def findings(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA on the page as it stands, one line each.

    It is run in the page's world without being a script of the page, whose policy allows none but our own, and once the
    page has its style: what has none yet is of another size.
    """
    page.wait_for_load_state()
    found = page.evaluate(
        f"async () => {{ {AXE.read_text('utf-8')}; "
        f"return (await axe.run(document, {{ runOnly: {json.dumps(STANDARD)} }})).violations }}"
    )
    return [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
