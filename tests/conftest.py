"""What holds for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from refoulement.__main__ import main
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.store import Snapshot
from refoulement.graph.tier import PUBLIC
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.tests.browser import chromium
from refoulement.tests.five import CORPUS
from refoulement.tests.published_store import publish_store
from refoulement.tests.real_server import serving
from refoulement.web.settings import Settings

# A busy machine is no defect: an example may take its time; what fails is printed so that it can be run again.
settings.register_profile("house", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published store of synthetic articles, for reading only."""
    folder = tmp_path_factory.mktemp("store")
    publish_store(folder)
    return folder


@pytest.fixture(scope="session")
def withheld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a person is at risk, named in every way, for reading only."""
    return at_risk.prepare(tmp_path_factory.mktemp("withheld"))


@pytest.fixture
def client(store: Path) -> FlaskClient:
    """The whole application over that store."""
    return create_app(Settings(store=store)).test_client()


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that `make demo` serves, for reading only."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    assert main(["load", str(Path(__file__).parent.parent / "corpus"), "--store", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def served(store: Path) -> Iterator[str]:
    """The address of a real server over that store, for reading only."""
    with serving(store) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; each test opens a page of its own in it (`tests/browser.py`)."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A published store of the five source articles, where they are beside this checkout."""
    folder = tmp_path_factory.mktemp("five") / "store"
    assert main(["load", str(CORPUS), "--store", str(folder)]) == 0
    return OxigraphReader(folder / PUBLIC).snapshot()
