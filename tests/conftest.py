"""What holds for every test."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from refoulement.__main__ import main
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.store import Snapshot
from refoulement.graph.tier import PUBLIC
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.tests.browser import chromiums
from refoulement.tests.five import CORPUS
from refoulement.tests.published_store import publish_store
from refoulement.tests.real_server import serving
from refoulement.web.settings import Settings

# A busy machine is no defect: an example may take its time; what fails is printed so that it can be run again.
settings.register_profile("house", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

LONGEST = ("test_gold_sets.py", "test_killed_writers.py", "test_packaging.py", "test_faults.py", "test_engines.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, a file at a time: at the end of a run no worker waits for another's long test."""
    slow = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("browser")}
    items.sort(key=lambda item: (item.path.name not in LONGEST, item.path not in slow))


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published store of synthetic articles, for reading only."""
    folder = tmp_path_factory.mktemp("store")
    publish_store(folder)
    return folder


def once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """A folder that is built once a run, by whichever of pytest's workers asks first; the others wait and read it."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half = folder.with_suffix(".half")
            build(half)
            half.rename(folder)
    return folder


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of what every load brings along, in its first snapshot, for copying: to write that takes a second."""
    return once(tmp_path_factory, "begun", at_risk.begin)


@pytest.fixture(scope="session")
def withheld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a person is at risk, named in every way, for reading only."""
    return once(tmp_path_factory, "withheld", at_risk.prepare) / "store"


@pytest.fixture(scope="session")
def application(store: Path) -> Flask:
    """The whole application over that store: a new one compiles its pages anew."""
    return create_app(Settings(store=store))


@pytest.fixture
def client(application: Flask) -> FlaskClient:
    """Somebody who has not asked it for anything yet."""
    return application.test_client()


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that `make demo` serves, for reading only."""
    return once(tmp_path_factory, "demo", lambda folder: load(Path(__file__).parent.parent / "corpus", folder))


def load(articles: Path, store: Path) -> None:
    assert main(["load", str(articles), "--store", str(store)]) == 0


@pytest.fixture(scope="session")
def served(store: Path) -> Iterator[str]:
    """The address of a real server over that store, for reading only."""
    with serving(store) as address:
        yield address


@pytest.fixture(scope="session")
def demo(demo_store: Path) -> Iterator[str]:
    """The address that `make demo` would serve it at."""
    with serving(demo_store) as address:
        yield address


@pytest.fixture(scope="module")
def browsers() -> Iterator[Callable[[], Browser]]:
    """What gives a headless Chromium.

    One a module: while Playwright runs, its event loop does too, and no other test of the process can run one.
    """
    with chromiums() as running:
        yield running


@pytest.fixture
def browser(browsers: Callable[[], Browser]) -> Browser:
    """A headless Chromium; each test opens a page of its own in it (`tests/browser.py`)."""
    return browsers()


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A published store of the five source articles, where they are beside this checkout."""
    folder = once(tmp_path_factory, "five", lambda store: load(CORPUS, store))
    return OxigraphReader(folder / PUBLIC).snapshot()
