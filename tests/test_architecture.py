"""The house keeps its shape: who may import whom, no circles, no file too long, no room for leftovers."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "refoulement"
LONGEST = 400
VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
BESIDE = {"bench", "build", "corpus", "dist", "docs", "setup.py", "tests"}
MAY_IMPORT = {
    "ontology": set[str](),
    "graph": {"ontology"},
    "loaders": {"graph", "ontology"},
    "queries": {"graph", "ontology"},
    "web": {"queries", "graph", "ontology"},
    "server": {"web", "queries", "loaders", "graph", "ontology"},
    "service": {"server", "web", "queries", "graph", "ontology"},
    "training": {"graph", "loaders"},
    "commands": {"web", "loaders", "queries", "graph", "ontology"},
    "__main__": {"commands", "service", "server", "web", "queries", "loaders", "graph", "ontology"},
}


def python_files(root: Path) -> Iterator[Path]:
    """Every Python file of the checkout, by its path from the root."""
    for path in sorted(root.rglob("*.py")):
        inner = path.relative_to(root)
        if not any(part.startswith(".") or part in {"build", "dist", "node_modules"} for part in inner.parts):
            yield inner


def module_name(path: Path) -> str:
    """`graph/store.py` is `refoulement.graph.store`, `graph/__init__.py` is `refoulement.graph`."""
    parts = path.with_suffix("").parts
    return ".".join((PACKAGE, *(parts[:-1] if parts[-1] == "__init__" else parts)))


def room(module: str) -> str:
    """The part of the house a module stands in; empty for the package itself."""
    return module.removeprefix(PACKAGE).removeprefix(".").split(".")[0]


def imported(tree: ast.AST, path: Path) -> Iterator[str]:
    """The names a file imports from the package, late imports inside functions included."""
    package = (PACKAGE, *path.parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            yield from (".".join([*base, *filter(None, [node.module]), alias.name]) for alias in node.names)


def targets(root: Path, path: Path, modules: set[str]) -> set[str]:
    """The modules of the package that a file imports."""
    tree = ast.parse((root / path).read_text("utf-8"))
    names = {name for name in imported(tree, path) if name.split(".")[0] == PACKAGE}
    return {name if name in modules else name.rpartition(".")[0] for name in names if name != PACKAGE}


def violations(root: Path) -> list[str]:
    """What in a checkout breaks the plan of the house, one sentence each."""
    paths = list(python_files(root))
    found = [
        f"{path} has a name that says nothing" for path in paths if path.stem in VAGUE or path.parent.name in VAGUE
    ]
    for path in paths:
        length = len((root / path).read_text("utf-8").splitlines())
        if length > LONGEST:
            found.append(f"{path} has {length} lines, more than {LONGEST}")
    inside = {path: module_name(path) for path in paths if path.parts[0] not in BESIDE}
    edges = {module: targets(root, path, set(inside.values())) - {module} for path, module in inside.items()}
    for path, module in inside.items():
        own = room(module)
        if own not in {*MAY_IMPORT, "errors", ""}:
            found.append(f"{path} stands in no room of the house")
        for target in sorted(edges[module]):
            if room(target) not in {*MAY_IMPORT.get(own, set()), own, "errors", ""}:
                found.append(f"{path} imports {target}, which {own or 'the package itself'} may not")
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        found.append("circle: " + " -> ".join(reversed(error.args[1])))
    return found


def test_the_house_keeps_its_plan() -> None:
    assert violations(ROOT) == []


def test_every_file_of_the_package_is_seen() -> None:
    seen = {module_name(path) for path in python_files(ROOT)}
    assert {"refoulement", "refoulement.errors", "refoulement.graph.claim", "refoulement.loaders.extract"} <= seen


def plant(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"graph/a.py": "from refoulement.web import pages\n", "web/pages.py": ""}, "graph may not"),
        ({"web/pages.py": "import refoulement.loaders.text\n", "loaders/text.py": ""}, "web may not"),
        ({"queries/__init__.py": "from ..loaders import text\n", "loaders/text.py": ""}, "queries may not"),
        (
            {"ontology/check.py": "def f():\n    from refoulement.graph import iri\n", "graph/iri.py": ""},
            "ontology may not",
        ),
        ({"errors.py": "from refoulement.graph import iri\n", "graph/iri.py": ""}, "errors may not"),
        (
            {
                "graph/a.py": "from refoulement.graph.b import x\n",
                "graph/b.py": "def f():\n    from refoulement.graph import a\n",
            },
            "circle: refoulement.graph.",
        ),
        ({"graph/long.py": "\n" * (LONGEST + 1)}, f"{LONGEST + 1} lines"),
        ({"graph/utils.py": ""}, "says nothing"),
        ({"graph/helpers/a.py": ""}, "says nothing"),
        ({"attic/a.py": ""}, "no room"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, files: dict[str, str], complaint: str) -> None:
    plant(tmp_path, files)
    found = violations(tmp_path)
    assert len(found) == 1
    assert complaint in found[0]


def test_what_the_plan_allows_passes(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "__init__.py": "__version__ = '0'\n",
            "errors.py": "",
            "ontology/__init__.py": "from refoulement.errors import GraphError\n",
            "graph/store.py": "from refoulement.ontology import RF\nfrom refoulement import __version__\n",
            "loaders/text.py": "from refoulement.graph.store import Store\n",
            "web/pages.py": "from refoulement.queries import run\n",
            "queries/__init__.py": "from refoulement.graph import store\n",
            "server.py": "from refoulement.web import pages\n",
            "__main__.py": "from refoulement import server\nfrom refoulement.loaders import text\n",
            "tests/test_pages.py": "from refoulement.web import pages\nfrom refoulement.loaders import text\n",
            ".venv/lib/utils.py": "",
        },
    )
    assert violations(tmp_path) == []
