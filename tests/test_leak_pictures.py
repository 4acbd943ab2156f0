"""A protected name is looked for in map, timeline and network, and in all that they are exported as."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from refoulement.graph import iri
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.tests.at_risk import HIDDEN
from refoulement.tests.test_pictures import DATA, PAGES
from refoulement.web.settings import Settings

pytestmark = pytest.mark.slow  # the articles are loaded, judged, corrected and withdrawn over three stores


Clients = dict[str, FlaskClient]


@pytest.fixture(scope="module")
def clients(withheld: Path) -> Clients:
    """A client of each tier; what an application keeps of a snapshot is asked for by many of these tests."""
    return {
        tier: create_app(Settings(store=withheld, tier=tier)).test_client() for tier in ("public", "partner", "sealed")
    }


@pytest.fixture(scope="module")
def person(withheld: Path) -> str:
    return at_risk.person(withheld).removeprefix(iri.THINGS)


def leaks(text: str) -> list[str]:
    return [word for word in HIDDEN if word.casefold() in text.casefold()]


@pytest.mark.parametrize("path", [*PAGES, *DATA])
@pytest.mark.parametrize("asked", ["", "?kind=rf:Repatriation", "?as_of=2026-01-01", "?source=Made-up%20Daily"])
def test_the_name_is_in_no_picture(clients: Clients, path: str, asked: str) -> None:
    for tier in ("public", "partner"):
        answer = clients[tier].get(path + asked)
        assert (answer.status_code, leaks(answer.text)) == (200, [])


def test_the_sealed_tier_shows_it(clients: Clients) -> None:
    # All are asked in one process: what is kept of a snapshot is kept for its tier alone.
    public, sealed = clients["public"], clients["sealed"]
    assert leaks(public.get("/network.csv").text) == []
    assert leaks(sealed.get("/network.csv").text) != []
    assert leaks(public.get("/network.csv").text) == []


@pytest.mark.parametrize("path", [*PAGES, *DATA])
@pytest.mark.parametrize("filter_", ["claimant", "thing"])
def test_the_person_is_as_unknown_as_nobody(clients: Clients, person: str, path: str, filter_: str) -> None:
    asked, nobody = (
        clients["public"]
        .get(path, query_string={filter_: one})
        .text.replace(one, "")
        .replace(one.rsplit("/", 1)[-1], "")
        for one in (person, "person/nobody-at-all")
    )
    assert asked == nobody
