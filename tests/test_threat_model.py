"""docs/threat-model.md names tests for every threat, and each of them is there."""

import ast
import re
from pathlib import Path

import pytest

from refoulement.ontology import FOLDER

TEXT = (FOLDER.parent / "docs" / "threat-model.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("|") and not re.match(r"\|(?: threat \||---)", line)]
NAMED = re.compile(r"`(test_\w+\.py)::([\w:]+)`")
TESTS = Path(__file__).parent


def those_in(file: Path) -> set[str]:
    """The tests of a file, as pytest names them after the file's own name."""
    found = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {prefix + one.name for one in inner if isinstance(one, ast.FunctionDef) and one.name[:5] == "test_"}
    return found


def test_there_are_threats_of_every_kind() -> None:
    assert len(ROWS) >= 30
    assert TEXT.count("\n## ") == 6


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40].strip(" *"))
def test_what_stops_a_threat_is_shown_by_tests_that_are_there(row: str) -> None:
    threat, stops, shown = (cell.strip() for cell in row.strip("|").split("|"))
    assert threat
    assert stops
    named = NAMED.findall(shown)
    assert named
    assert len(named) == shown.count("`") / 2
    for file, test in named:
        assert test in those_in(TESTS / file), f"{file} has no {test}"
