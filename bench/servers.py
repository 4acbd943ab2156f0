"""SPARQL servers that a user would take instead, started on the same data as ours, and ended by their own number."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

JSON = "application/sparql-results+json"
STARTS_WITHIN = 900  # seconds; one of them reads a million quads as text
VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
DirsAllowed = {folder}, {data}
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
MaxClientConnections = 32
ServerThreads = 32
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 120
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers: where it takes queries, its process, and how long it took to answer first."""

    name: str
    endpoint: str
    process: int
    started_s: float


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def query(endpoint: str, text: str, *, timeout: float = 120) -> bytes:
    """The answer to one query, in JSON."""
    request = Request(endpoint, urlencode({"query": text}).encode(), headers={"Accept": JSON})  # noqa: S310
    with urlopen(request, timeout=timeout) as answer:  # noqa: S310 - a server started here
        return bytes(answer.read())


@contextmanager
def _process(name: str, command: Sequence[str | Path], endpoint: str, folder: Path) -> Iterator[Running]:
    began = time.monotonic()
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, cwd=folder)
    try:
        while True:
            try:
                query(endpoint, "ASK {}", timeout=5)
                break
            except (URLError, OSError) as error:
                if process.poll() is not None or time.monotonic() - began > STARTS_WITHIN:
                    said = (folder / f"{name}.log").read_text(errors="replace")[-2000:]
                    raise RuntimeError(f"{name} does not answer: {error}\n{said}") from error
                time.sleep(0.02)
        yield Running(name, endpoint, process.pid, time.monotonic() - began)
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def ours(store: Path, folder: Path, *options: str) -> Iterator[Running]:
    port = free_port()
    command = [sys.executable, "-m", "refoulement", "serve", "--store", store, "--port", str(port), "--quiet", *options]
    with _process("refoulement", command, f"http://127.0.0.1:{port}/sparql", folder) as running:
        yield running


@contextmanager
def oxigraph(snapshot: Path, folder: Path) -> Iterator[Running]:
    port = free_port()
    binary = Path(sys.executable).parent / "oxigraph"
    command = [binary, "serve-read-only", "--location", snapshot, "--bind", f"127.0.0.1:{port}"]
    command += ["--union-default-graph"]
    with _process("oxigraph", command, f"http://127.0.0.1:{port}/query", folder) as running:
        yield running


@contextmanager
def rdflib_endpoint(data: Path, folder: Path) -> Iterator[Running]:
    port = free_port()
    binary = Path(sys.executable).parent / "rdflib-endpoint"
    command = [binary, "serve", data, "--host", "127.0.0.1", "--port", str(port)]
    with _process("rdflib-endpoint", command, f"http://127.0.0.1:{port}/", folder) as running:
        yield running


@contextmanager
def virtuoso(data: Path, folder: Path) -> Iterator[Running]:
    place = folder / "virtuoso"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    port, sql = free_port(), free_port()
    ini = place / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(folder=place, data=data.parent, port=port, sql=sql))
    command = ["virtuoso-t", "-f", "-c", ini]
    with _process("virtuoso", command, f"http://127.0.0.1:{port}/sparql", folder) as running:
        load = f"ld_dir('{data.parent}', '{data.name}', 'urn:none'); rdf_loader_run(); checkpoint;"
        isql = shutil.which("isql-vt") or "isql-virtuoso"
        subprocess.run([isql, str(sql), "dba", "dba", f"exec={load}"], check=True, capture_output=True, env=os.environ)
        yield running
