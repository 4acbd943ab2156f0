"""A client of a real server, told apart by address; and what can be seen of the server's processes and counts."""

import http.client
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.tier import PUBLIC

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c != ?f && ?i != ?l) }"
SMALL = "SELECT ?s { ?s a ?kind } ORDER BY ?s LIMIT 3"
JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


def ask(
    address: str,
    path: str,
    *,
    body: bytes | None = None,
    method: str | None = None,
    headers: Mapping[str, str] | None = None,
    client: str = "127.0.0.1",
) -> Answered:
    """One request of a client, who is told apart by address."""
    parts = urlsplit(address)
    begun = time.monotonic()
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60, source_address=(client, 0))
    with closing(connection):
        connection.request(method or ("GET" if body is None else "POST"), path, body, headers=dict(headers or {}))
        answer = connection.getresponse()
        read = answer.read()
        return Answered(answer.status, dict(answer.getheaders()), read, time.monotonic() - begun)


def sparql(query: str, **fields: str) -> str:
    return f"/sparql?{urlencode({'query': query, **fields})}"


def count(address: str, name: str) -> float:
    """A count of /metrics."""
    told = ask(address, "/metrics").body.decode()
    return sum(float(line.rpartition(" ")[2]) for line in told.splitlines() if line.startswith(name))


def publish_one_more(store: Path) -> None:
    """Let readers see another snapshot, with one triple more."""
    graph = NamedNode("urn:made-up-graph")
    quad = Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"), graph)
    with OxigraphWriter(store / PUBLIC) as writer:
        writer.replace(
            graph, [quad], Entry(graph=graph, title="One more", agent="test 1", written_at=datetime.now(UTC))
        )
        writer.publish()


def wait_until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something that comes about by itself; fail where it does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it has not come about"
        time.sleep(0.05)


def workers_of(server: int) -> list[int]:
    """The processes below a process, at any depth, that run the nursery's program."""
    found, waiting = [], [server]
    while waiting:
        for folder in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            children = [int(one) for one in folder.read_text().split()]
            waiting += children
            found += [one for one in children if b"service.nursery" in Path(f"/proc/{one}/cmdline").read_bytes()]
    return found
