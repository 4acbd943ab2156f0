"""`make screenshots`: every kind of page of the demo, light, dark, on a phone and in Korean, into docs/screenshots/."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from refoulement.__main__ import main as refoulement
from refoulement.tests.browser import chromium, opened
from refoulement.tests.page_kinds import WAYS, addresses
from refoulement.tests.real_server import serving

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screenshots"
SETTLES_MS = 800  # maps and networks are drawn once the page is there
QUALITY = 60


def main() -> int:
    """Load the demo, serve it, and look at it; a page of the kind that is an error is looked at, too."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.jpeg"):
        old.unlink()
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        if (code := refoulement(["load", str(ROOT / "corpus"), "--store", str(store)])) != 0:
            return code
        with serving(store) as address, chromium() as browser:
            for way, options in WAYS.items():
                with opened(browser, allow="404", **options) as page:
                    for kind, path in addresses(store):
                        page.goto(f"{address}{path}")
                        page.wait_for_timeout(SETTLES_MS)
                        page.screenshot(path=FOLDER / f"{kind}-{way}.jpeg", type="jpeg", quality=QUALITY)
    return 0


if __name__ == "__main__":
    sys.exit(main())
