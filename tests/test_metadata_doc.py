"""What docs/metadata.md shows is what happens."""

import argparse
import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from refoulement.__main__ import main
from refoulement.graph.oxigraph import SNAPSHOTS_KEPT
from refoulement.ontology import RF
from refoulement.queries import QUERIES
from refoulement.server import create_app
from refoulement.service.configuration import add_flags, settings
from refoulement.web.crawlers import ADDRESSES_AT_MOST, NOT_FOR_CRAWLERS
from refoulement.web.settings import Settings

DOC = (Path(__file__).resolve().parents[1] / "docs" / "metadata.md").read_text(encoding="utf-8")
ADDRESSES = re.findall(r"^\| `(/[^`]+)` \|", DOC, flags=re.MULTILINE)
EXAMPLES = re.findall(r"```sparql\n(.*?)```", DOC, flags=re.DOTALL)
DUMPING, CHECKING = re.findall(r"```console\n(.*?)```", DOC, flags=re.DOTALL)


@pytest.fixture(scope="module")
def folder(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store, in which the commands ran as they are written."""
    place = tmp_path_factory.mktemp("documented")
    shutil.copytree(store, place / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for command in DUMPING.splitlines():
            assert main(command.removeprefix("refoulement ").split()) == 0
    return place


@pytest.fixture(scope="module")
def reading(folder: Path) -> FlaskClient:
    return create_app(Settings(store=folder / "store")).test_client()


def test_the_sums_are_checked_as_it_says(folder: Path) -> None:
    done = subprocess.run(CHECKING.split(), cwd=folder / "dumps", capture_output=True, text=True, check=True)
    assert done.stdout.count(": OK\n") == 2


def test_seven_addresses_are_listed() -> None:
    assert len(ADDRESSES) == len(set(ADDRESSES)) == 7


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_answers(reading: FlaskClient, address: str) -> None:
    assert reading.get(address, follow_redirects=True, buffered=True).status_code == 200


def asked(reading: FlaskClient, example: str) -> list[list[str]]:
    document = ox.Store()
    document.load(reading.get("/.well-known/void").data, format=ox.RdfFormat.TURTLE)
    answer = document.query(example)
    assert isinstance(answer, ox.QuerySolutions)
    return [[str(getattr(term, "value", term)) for term in row] for row in answer]


def test_the_properties_of_a_claim(reading: FlaskClient) -> None:
    found = {property_: int(triples) for property_, triples in asked(reading, EXAMPLES[0])}
    assert (found[RF.saidIn.value], found[RF.claimant.value]) == (2, 1)


def test_the_examples_of_an_editor(reading: FlaskClient) -> None:
    found = asked(reading, EXAMPLES[1])
    assert [label for label, *_ in found] == sorted(query.summary for query in QUERIES.values())
    assert {endpoint for *_, endpoint in found} == {"http://localhost/sparql"}


def test_the_numbers_and_paths_are_those_of_the_code() -> None:
    assert f"at most {ADDRESSES_AT_MOST:,} addresses" in DOC
    assert f"the newest {['no', 'one', 'two', 'three'][SNAPSHOTS_KEPT]} are kept" in DOC
    closed = " and ".join(", ".join(f"`{path}`" for path in NOT_FOR_CRAWLERS).rsplit(", ", 1))
    assert f"`/robots.txt` closes {closed};" in DOC


def test_the_settings_are_as_it_says(folder: Path) -> None:
    (flags,) = re.findall(r"`refoulement serve (--base-url [^`]+)`", DOC)
    parser = argparse.ArgumentParser()
    add_flags(parser)
    base = settings(parser.parse_args([*flags.split(), "--store", str(folder / "store")]), {}).base_url
    told = create_app(Settings(store=folder / "store", base_url=base)).test_client().get("/.well-known/void").text
    assert f"<{base}sparql>" in told
