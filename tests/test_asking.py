"""The patterns of docs/asking.md answer what the text says, and its tables are those of the code."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from refoulement.__main__ import main
from refoulement.errors import QueryRefused
from refoulement.graph.claim import Claim
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.when import When
from refoulement.ontology import FOLDER
from refoulement.queries import QUERIES, TYPES, library
from refoulement.queries.answers import FORMATS
from refoulement.queries.folder import RESERVED
from refoulement.tests.published_store import GATE, OVER_70, UP_TO_60
from refoulement.tests.test_gaps import ARTICLES, FAR, LAND, TIMES, TOWN, claim, stored

ASKING = (FOLDER.parent / "docs" / "asking.md").read_text("utf-8")
PATTERNS = re.findall(r"```sparql\n(.*?)```", ASKING, flags=re.DOTALL)


def test_the_patterns_are_seven() -> None:
    """The last is asked in `test_followed.py`."""
    assert len(PATTERNS) == 7


@pytest.mark.parametrize(
    ("pattern", "found"), [(0, {"in", "month"}), (1, {"in", "month", "about", "year", "since", "none"})]
)
def test_within_a_period(tmp_path: Path, pattern: int, found: set[str]) -> None:
    claims = {
        name: claim(ARTICLES["b"], number, when=When(time) if time else None)
        for number, (name, time) in enumerate(TIMES.items())
    }
    rows = stored(tmp_path, [*claims.values()]).select(PATTERNS[pattern])
    assert {row["claim"].value for row in rows} == {claims[name].iri for name in found}


@pytest.mark.parametrize(("pattern", "found"), [(2, {"town"}), (3, {"town", "land", "gate", "none"})])
def test_within_an_area(tmp_path: Path, pattern: int, found: set[str]) -> None:
    slots: dict[str, dict[str, object]] = {
        "town": {"held_at": (TOWN.iri,)},
        "land": {"destination": (LAND.iri,)},
        "gate": {"via": (GATE.iri,)},
        "far": {"place": (FAR.iri,)},
        "none": {},
    }
    claims: dict[str, Claim] = {
        name: claim(ARTICLES["b"], number, **slot) for number, (name, slot) in enumerate(slots.items())
    }
    rows = stored(tmp_path, [*claims.values()]).select(PATTERNS[pattern])
    assert {row["claim"].value for row in rows} == {claims[name].iri for name in found}


def test_who_stands_behind_and_what_was_known(store: Path) -> None:
    snapshot = OxigraphReader(store / "public").snapshot()
    rows = snapshot.select(PATTERNS[4])
    assert {(row["claim"].value, row["origin"].value, row["rule"].value) for row in rows} == {
        (UP_TO_60.iri, "Société Exemple", "quoted claimant"),
        (OVER_70.iri, "Synthetic Gazette", "the outlet alone"),
    }
    assert {row["claim"].value for row in snapshot.select(PATTERNS[5])} == {UP_TO_60.iri}


# What the text says of the API and of headers


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading row that begins so, by their first cell."""
    _, _, after = ASKING.partition(f"| {heading} |")
    rows = [line for line in after.partition("\n\n")[0].splitlines() if line.startswith("| `")]
    cells = [[cell.strip().strip("`") for cell in row.strip("|").split(" | ")] for row in rows]
    return {first: rest for first, *rest in cells}


def test_the_forms_are_those_there_are() -> None:
    assert {name: media_type for name, (media_type, _) in table("form").items()} == dict(FORMATS)


def test_what_every_query_takes_is_listed(client: FlaskClient) -> None:
    assert sorted(table("parameter")) == sorted(RESERVED)
    parameters = client.get("/openapi.json").get_json()["paths"]["/api/routes"]["get"]["parameters"]
    shared = [one["$ref"].rpartition("/")[2] for one in parameters if "$ref" in one]
    assert sorted([*shared, "format"]) == sorted(RESERVED)


def test_the_types_and_the_lines_of_a_header_are_those_there_are(tmp_path: Path) -> None:
    assert list(table("type")) == list(TYPES)
    (tmp_path / "a.rq").write_text("#+ nonsense: a\nASK {}")
    with pytest.raises(QueryRefused, match="there are " + ", ".join(table("line"))):
        library(tmp_path)


@pytest.mark.parametrize("address", re.findall(r"^/api/\S+$", ASKING, flags=re.MULTILINE))
def test_every_address_is_answered(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`refoulement ([^`]+)`", ASKING))))
def test_every_command_has_the_options_it_is_written_with(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    name, *rest = command.split()
    with pytest.raises(SystemExit, match=r"^0$"):
        main([name, "--help"])
    usage = capsys.readouterr().out
    assert all(option in usage for option in rest if option.startswith("--"))


def test_the_queries_that_are_listed_are_those_there_are() -> None:
    assert {name: summary for name, (summary,) in table("query").items()} == {
        query.name: query.summary for query in QUERIES.values()
    }
