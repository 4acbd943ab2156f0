"""What the tests of pages stand on: a browser that dies takes one try of one test along, and no other test."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Error

from refoulement.tests.browser import chromiums, needs_browser, opened

pytestmark = needs_browser
ROOT = Path(__file__).parent.parent
DYING = """
from pathlib import Path
from playwright._impl._errors import TargetClosedError

def test_dies_once():
    died = Path(__file__).with_suffix(".died")
    if not died.exists():
        died.touch()
        raise TargetClosedError

def test_dies_always():
    raise TargetClosedError

def test_fails_once():
    failed = Path(__file__).with_suffix(".failed")
    assert failed.exists(), failed.touch()
"""


def test_where_a_browser_has_died_another_is_started() -> None:
    with chromiums() as running:
        first = running()
        assert running() is first
        crashing = first.new_browser_cdp_session()
        with pytest.raises(Error, match="closed"):
            crashing.send("Browser.crash")
        with opened(running()) as page:
            page.goto("data:text/html,<title>there</title>")
            assert page.title() == "there"
        assert running() is not first


def test_only_what_a_dead_browser_broke_off_is_tried_again_and_once(tmp_path: Path) -> None:
    dying = tmp_path / "test_dying.py"
    dying.write_text(DYING, "utf-8")
    house = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *house, "--show-capture=no", str(dying)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "2 failed, 1 passed, 2 rerun" in ran.stdout, ran.stdout + ran.stderr
    assert set(re.findall(r"^FAILED \S+::(\w+)", ran.stdout, re.MULTILINE)) == {"test_dies_always", "test_fails_once"}
