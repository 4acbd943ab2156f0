"""Engines that are not embedded, each started for the tests: the server of oxigraph, and Virtuoso."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from types import MappingProxyType
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit

import pytest

from refoulement.graph.rdf import XSD

JSON = "application/sparql-results+json"
Dataset = Mapping[str, str | list[str]]
NONE: Dataset = MappingProxyType({})
PREFIXES = "".join(
    f"PREFIX {name}: <{iri}>\n"
    for name, iri in {
        "rf": "https://w3id.org/refoulement/ontology#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "oa": "http://www.w3.org/ns/oa#",
        "xsd": XSD,
    }.items()
)

STARTS_WITHIN = 90  # seconds; Virtuoso makes a database of 50 MB first
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO, ISQL = shutil.which("virtuoso-t"), shutil.which("isql-vt")

INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 10000
CaseMode = 2
CheckpointInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    media_type: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(address: str, path: str, body: str | None = None, **headers: str) -> Answered:
    """One request, followed nowhere; underlines in a header's name stand for hyphens."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET" if body is None else "POST", path, body, named)
        answer = connection.getresponse()
        told = dict(answer.getheaders())
        lower = {name.lower(): value for name, value in told.items()}
        return Answered(answer.status, lower.get("content-type", "").partition(";")[0], lower, answer.read())
    finally:
        connection.close()


def sparql(address: str, query: str, *, accept: str = JSON, dataset: Dataset = NONE) -> Answered:
    named = {name.replace("_", "-"): value for name, value in dataset.items()}
    return ask(address, f"/sparql?{urlencode({'query': PREFIXES + query, **named}, doseq=True)}", Accept=accept)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def oxigraph(quads: Path, folder: Path, *options: str) -> Iterator[str]:
    """The server of oxigraph, filled with N-Quads; gives the address of its endpoint."""
    location, port = folder / "oxigraph", free_port()
    load: list[str | Path] = [OXIGRAPH, "load", "--location", location, "--file", quads]
    subprocess.run(load, check=True, capture_output=True, timeout=STARTS_WITHIN)
    command: list[str | Path] = [
        OXIGRAPH,
        "serve-read-only",
        "--location",
        location,
        "--bind",
        f"127.0.0.1:{port}",
        *options,
    ]
    with _running(command, folder, f"http://127.0.0.1:{port}/query") as address:
        yield address


@contextmanager
def virtuoso(quads: Path, folder: Path, *, rows: int = 100_000) -> Iterator[str]:
    """Virtuoso, filled likewise, which cuts its answers at so many rows."""
    require_virtuoso()
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, sql=sql, http=http, rows=rows))
    shutil.copy(quads, folder / "filled.nq")
    command = [str(VIRTUOSO), "-f", "-c", str(folder / "virtuoso.ini")]
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql") as address:
        script = f"ld_dir('{folder}', 'filled.nq', 'urn:unused'); rdf_loader_run(); checkpoint;"
        isql = [str(ISQL), f"127.0.0.1:{sql}", "dba", "dba", f"exec={script}"]
        subprocess.run(isql, check=True, capture_output=True, timeout=STARTS_WITHIN)
        yield address


def require_virtuoso() -> None:
    """Skip where there is no Virtuoso; where everything has to run, that is a failure."""
    if VIRTUOSO is None or ISQL is None:
        lacking = "needs Debian's Virtuoso (apt-get install virtuoso-opensource-7)"
        pytest.fail(lacking) if os.environ.get("CI") else pytest.skip(lacking)


@contextmanager
def _running(command: Sequence[str | Path], folder: Path, address: str) -> Iterator[str]:
    """A process that answers at an address, ended when that is done with."""
    with (
        (folder / "engine.log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as run,
    ):
        try:
            _wait_for(lambda: run.poll() is not None or _answers(address), f"{command[0]}, see {log.name}")
            assert run.poll() is None, Path(log.name).read_text(errors="replace")
            yield address
        finally:
            run.kill()  # nobody reads its folder any more: to end in order takes Virtuoso many seconds


def _wait_for(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while not holds():
        assert time.monotonic() < end, f"it does not start: {what}"
        time.sleep(0.05)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}?{urlencode({'query': 'ASK {}'})}", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
