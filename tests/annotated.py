"""Sheets as a person annotates them, and the scoring tool that our own scoring has to agree with."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refoulement.loaders.evaluate import gold
from refoulement.loaders.evaluate.gold import Sheet

TOOL = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_sheets.py"
needs_tool = pytest.mark.skipif(not TOOL.exists(), reason="the scoring tool is not beside this checkout (../shared)")

Stated = dict[str, Any]


def sheet(**sections: list[Stated]) -> Sheet:
    """A sheet with these lists, as it is read from a file."""
    return gold.sheet(sections, Path("sheet.json"))


def claim(kind: str = "repatriation", **fields: object) -> Stated:
    """A row of a sheet."""
    return {"kind": kind, **fields}


def tool_score() -> Callable[[Stated, Stated], tuple[dict[str, tuple[int, int, int]], object]]:
    """Its function that scores one sheet."""
    spec = importlib.util.spec_from_file_location("score_sheets", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[[Stated, Stated], tuple[dict[str, tuple[int, int, int]], object]] = module.score
    return score
