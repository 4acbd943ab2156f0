"""What a user of the wheel gets: everything the demo needs, and nothing else in site-packages."""

import csv
import io
import socket
import subprocess
import sys
import tarfile
import time
import venv
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from shutil import copytree, ignore_patterns
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from zipfile import ZipFile

import pytest

import refoulement
from refoulement.ontology import NAMESPACE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-build-isolation")
CODE_AND_FILES = {
    "__init__.py",
    "__main__.py",
    "errors.py",
    "py.typed",
    "server.py",
    "ontology/refoulement.ttl",
    "ontology/concepts.ttl",
    "ontology/gazetteer.ttl",
    "ontology/shapes.ttl",
    "ontology/context.jsonld",
    "graph/oxigraph.py",
    "loaders/text.py",
    "loaders/extract/__init__.py",
    "loaders/language/packed/pipeline.msgpack",
    "queries/__init__.py",
    "web/__init__.py",
    "corpus/README.md",
}
BY_PATTERN = (
    "commands/*.py",
    "corpus/*.txt",
    "corpus/*.jsonld",
    "graph/*.py",
    "loaders/**/*.py",
    "loaders/**/*.txt",
    "ontology/**/*.csv",
    "ontology/**/*.json",
    "ontology/**/*.ttl",
    "queries/**/*.rq",
    "web/*.py",
    "web/assets/**/*",
    "web/templates/**/*",
)
MADE = ("build", "built", "node_modules", "*.egg-info", "*.mo", "__pycache__", ".*_cache")  # not committed, made anew
UNWANTED = {"bench", "build", "docs", "tests", "training", "setup.py", "Makefile", "locks", ".venv", ".ci"}


@dataclass(frozen=True)
class Built:
    """The two files of a release."""

    wheel: Path
    sdist: Path


def run(*command: str | Path, folder: Path) -> str:
    """The output of a command that must succeed; its own words are the failure's."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An sdist of the checkout, and the wheel that comes out of that sdist."""
    source, out = tmp_path_factory.mktemp("source") / "checkout", tmp_path_factory.mktemp("out")
    copytree(ROOT, source, ignore=ignore_patterns(".git", ".venv", *MADE))
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, source, folder=out)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an empty environment that got the locked dependencies; the wheel is not in it yet."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "env", with_pip=True, symlinks=True)
    python = folder / "env" / "bin" / "python"
    for lock in ("build", "runtime"):
        run(python, *INSTALL, "--require-hashes", "-r", ROOT / "locks" / f"{lock}.lock", folder=folder)
    return python


def ask(command: Path, store: Path, query: str) -> list[dict[str, str]]:
    """The rows of one query to a server started for it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    form = urlencode({"query": f"PREFIX rf: <{NAMESPACE}> {query}"})
    request = Request(f"http://127.0.0.1:{port}/sparql?{form}", headers={"Accept": "text/csv"})
    with (store.parent / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            [command, "serve", "--store", store, "--port", str(port)], cwd=store.parent, stderr=log
        )
    try:
        wait_for(port, server)
        with urlopen(request, timeout=30) as answer:
            return list(csv.DictReader(io.StringIO(answer.read().decode())))
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return once the port answers; fail where the server ended first, or half a minute passed."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server does not answer on port {port} (exit code {server.poll()})")


def site_packages(python: Path) -> set[str]:
    """The names that stand at the top of an environment's site-packages."""
    return {path.name for path in python.parent.parent.glob("lib/python*/site-packages/*")}


def wanted_files() -> set[str]:
    """What the checkout has and the package needs, by path from the root."""
    found = {
        path.relative_to(ROOT).as_posix() for pattern in BY_PATTERN for path in ROOT.glob(pattern) if path.is_file()
    }
    return {path for path in found if not path.startswith("web/assets/built/")} | CODE_AND_FILES


def test_the_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    names = set(ZipFile(built.wheel).namelist())
    inside = {name.removeprefix("refoulement/") for name in names if name.startswith("refoulement/")}
    assert wanted_files() - inside == set()
    assert {PurePosixPath(name).parts[0] for name in inside} & UNWANTED == set()
    assert not any(name.startswith("web/client/") for name in inside)
    assert {"web/assets/built/licences.txt", "web/translations/ko/LC_MESSAGES/messages.mo"} <= inside
    assert {name.split("/")[0] for name in names} == {
        "refoulement",
        f"refoulement-{refoulement.__version__}.dist-info",
    }
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSES/CC-BY-4.0.txt", "LICENSES/CC-BY-SA-4.0.txt", "NOTICE"}


def test_the_sdist_holds_what_the_wheel_is_built_from(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()} - {""}
    assert wanted_files() | {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE"} <= inside
    assert {PurePosixPath(name).parts[0] for name in inside} & UNWANTED == {"setup.py"}  # it builds the wheel


def test_the_wheel_works_in_an_empty_environment(built: Built, installed: Path) -> None:
    folder = installed.parent.parent.parent
    before = site_packages(installed)
    run(installed, *INSTALL, "--no-deps", "--no-index", built.wheel, folder=folder)
    added = site_packages(installed) - before
    assert added == {"refoulement", f"refoulement-{refoulement.__version__}.dist-info"}

    where = "import refoulement, pathlib; print(pathlib.Path(refoulement.__file__).parent)"
    package = Path(run(installed, "-c", where, folder=folder).strip())
    assert installed.parent.parent in package.parents

    command = installed.parent / "refoulement"
    run(command, "load", package / "corpus", "--store", folder / "store", folder=folder)
    found = ask(
        command, folder / "store", "SELECT DISTINCT ?article ?by WHERE { ?claim rf:saidIn ?article ; rf:extractor ?by }"
    )
    assert len(found) == len(list((ROOT / "corpus").glob("*.txt")))
    assert all(" beside en_refoulement_sm " in row["by"] for row in found)
