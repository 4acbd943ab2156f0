"""What a command imports before it does anything: help costs nothing, and no command loads what another needs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
BARE = "import json, sys; print(json.dumps(sorted(sys.modules)))"
RUN = """
import json, runpy, sys
try:
    runpy.run_module("refoulement", run_name="__main__", alter_sys=True)
except SystemExit as ended:
    assert not ended.code, ended.code
print(json.dumps(sorted(sys.modules)))
"""
HELPS = ["", "load", "withdraw", "query", "extract", "evaluate", "serve", "ontology", "ontology check"]


def imported(script: str, *arguments: str | Path) -> set[str]:
    """The modules of a fresh process, after what is written there ran."""
    ended = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
        timeout=120,
    )
    return set(json.loads(ended.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def bare() -> set[str]:
    """What an interpreter imports by itself, on this machine."""
    return imported(BARE)


def foreign(modules: set[str]) -> set[str]:
    """The packages that come neither with Python nor from this house."""
    return {module.partition(".")[0] for module in modules} - set(sys.stdlib_module_names) - {"refoulement", "runpy"}


@pytest.mark.parametrize("arguments", ["--version", *(f"{command} --help".strip() for command in HELPS)])
def test_help_needs_nothing_but_python(arguments: str, bare: set[str]) -> None:
    assert foreign(imported(RUN, *arguments.split()) - bare) == set()


@pytest.mark.slow
@pytest.mark.parametrize("model", ["packed", "blank"])
@pytest.mark.parametrize("command", ["extract", "evaluate"])
def test_what_touches_no_store_loads_neither_the_gate_nor_the_web(
    command: str, model: str, bare: set[str], tmp_path: Path
) -> None:
    text = tmp_path / "one.txt"
    text.write_text("China sent back 37 North Koreans on 9 October 2023.\n")
    text.with_suffix(".json").write_text("{}")
    options: dict[str, list[str | Path]] = {
        "extract": [text, "--out", tmp_path],
        "evaluate": ["--gold", tmp_path, "--corpus", tmp_path],
    }
    loaded = foreign(imported(RUN, command, *options[command], "--model", model) - bare)
    assert "pyoxigraph" in loaded
    assert ("spacy" in loaded) == (model == "packed")
    assert (
        loaded & {"flask", "httpx2", "owlready2", "oxrdflib", "pyshacl", "rdflib", "SPARQLWrapper", "waitress"} == set()
    )
