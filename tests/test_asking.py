"""The patterns of docs/asking.md answer what the text says."""

import re
from pathlib import Path

import pytest

from refoulement.graph.claim import Claim
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.when import When
from refoulement.ontology import FOLDER
from refoulement.tests.published_store import GATE, OVER_70, UP_TO_60
from refoulement.tests.test_gaps import ARTICLES, FAR, LAND, TIMES, TOWN, claim, stored

PATTERNS = re.findall(
    r"```sparql\n(.*?)```", (FOLDER.parent / "docs" / "asking.md").read_text("utf-8"), flags=re.DOTALL
)


def test_the_patterns_are_six() -> None:
    assert len(PATTERNS) == 6


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
