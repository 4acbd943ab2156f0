"""An engine at another address, read as a store of one tier is: any endpoint of SPARQL 1.1 Query (`docs/engines.md`).

What a stranger asks in SPARQL, the engine answers. What this service asks itself (pages, named queries, graphs) it asks
the engine too, where that passes the trials of `fitness.py`; else it asks a copy that it has read of its graph.
"""

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import EngineFailed, EngineUnfit, QueryRefused, StoreError, TextMissing
from refoulement.graph import fitness
from refoulement.graph.endpoint import DESCRIBING, EXCLUDED, N_TRIPLES, OWN_GRAPHS, TURTLE, Endpoint, Said
from refoulement.graph.iri import CATALOGUE_GRAPH
from refoulement.graph.oxigraph import OxigraphSnapshot
from refoulement.graph.sparql_text import asks_for_graph, names_a_graph, with_base, with_bindings, without_dataset
from refoulement.graph.store import Answer, Bindings, Snapshot, Term
from refoulement.graph.tier import IN_MEMORY_BELOW, PUBLIC, TIERS
from refoulement.ontology import RF

NOWHERE = f"urn:uuid:{uuid4()}"  # a graph that no engine has: what an empty part of a dataset is made of
UNION = "ASK { { FILTER NOT EXISTS { GRAPH ?g { ?a ?b ?c } } } UNION { ?s ?p ?o } }"
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
LISTED = f"SELECT DISTINCT ?tier {{ GRAPH {CATALOGUE_GRAPH} {{ ?graph {RF.tier} ?tier }} }}"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
# Virtuoso gives a geometry a datatype of its own, whatever it had; in its answers this stands nowhere else.
WKT = b"http://www.opengis.net/ont/geosparql#wktLiteral"
_GEOMETRY = re.compile(
    rb"""("datatype":\s*"|(?<!\\)"\^\^<)http://www\.openlinksw\.com/schemas/virtrdf\#Geometry(?=[">])""",
)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class RemoteSnapshot:
    """See `store.Snapshot`. An engine numbers no states: each of these is a moment, and its number that of no other."""

    def __init__(self, endpoint: Endpoint, library: Snapshot | None) -> None:
        self._endpoint = endpoint
        self._library = library
        self._version = time.time_ns() // 1000 if library is None else library.version

    @property
    def version(self) -> int:
        return self._version

    def query(
        self,
        text: str,
        *,
        bindings: Bindings | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        if self._library is not None and bindings is not None:
            return self._library.query(
                text, bindings=bindings, default_graphs=default_graphs, named_graphs=named_graphs
            )
        graph = asks_for_graph(text)
        text = with_base(text)
        if not (default_graphs or named_graphs):
            return _asked(self._endpoint, with_bindings(text, bindings or {}), graph=graph)
        # Both, and none of them empty: what one leaves open, an engine may fill with all there is.
        return _asked(
            self._endpoint,
            with_bindings(without_dataset(text), bindings or {}),
            graph=graph,
            default_graphs=_dataset(default_graphs),
            named_graphs=_dataset(named_graphs),
        )

    def select(self, text: str, bindings: Bindings | None = None) -> list[dict[str, Term]]:
        if self._library is not None:
            return self._library.select(text, bindings)
        return _rows(self.query(text, bindings=bindings))

    def quads(self, graph: NamedNode) -> tuple[Quad, ...]:
        return tuple(_of_graph(self._endpoint, graph)) if self._library is None else self._library.quads(graph)

    def matching(
        self,
        graph: NamedNode | None,
        *,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        term: Term | None = None,
    ) -> tuple[Quad, ...]:
        if self._library is not None:
            return self._library.matching(graph, subject=subject, predicate=predicate, term=term)
        given = {"g": graph, "s": subject, "p": predicate, "o": term}
        text = with_bindings(
            "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }",
            {name: one for name, one in given.items() if one is not None},
        )
        found = _asked(self._endpoint, text)
        assert isinstance(found, ox.QuerySolutions)
        return tuple(Quad(row["s"], row["p"], row["o"], row["g"]) for row in found)

    def graphs(self, prefix: str = "") -> tuple[NamedNode, ...]:
        if self._library is not None:
            return self._library.graphs(prefix)
        return tuple(graph for graph in _graphs(self._endpoint) if graph.value.startswith(prefix))

    def holding(self, quads: Iterable[Quad]) -> OxigraphSnapshot:
        memory = ox.Store()
        memory.bulk_extend(quads)
        return OxigraphSnapshot(memory, self._version)


class RemoteReader:
    """See `store.Reader`. Captured texts are read from `texts`, if any: an engine has none."""

    def __init__(self, endpoint: Endpoint, *, tier: str = PUBLIC, texts: Path | None = None) -> None:
        self.memory_below = IN_MEMORY_BELOW  # quads that a copy may have
        self.faults: tuple[str, ...] = ()
        self._endpoint = endpoint
        self._tier = tier
        self._texts = texts
        self._known = False
        self._library: OxigraphSnapshot | None = None

    def snapshot(self) -> Snapshot:
        self.know()
        if self.faults and self._library is None:
            self._library = copied(self._endpoint, below=self.memory_below)
        return RemoteSnapshot(self._endpoint, self._library)

    def know(self) -> None:
        """Find out, once, what the engine is. Raises `StoreError` where it cannot stand for a store."""
        if self._known:
            return
        said = self._endpoint.ask(UNION)
        self._endpoint = replace(self._endpoint, virtuoso=said.of_virtuoso)
        if not _read(self._endpoint, said):
            raise EngineUnfit(
                f"{self._endpoint.address}: a question that names no graph is asked of the default graph, and not of "
                "all graphs; let it be of their union (oxigraph: --union-default-graph)"
            )
        above = TIERS[TIERS.index(self._tier) + 1 :]
        listed = {row["tier"].value for row in _rows(_asked(self._endpoint, LISTED))}
        if found := [tier for tier in above if RF[tier].value in listed]:
            raise EngineUnfit(
                f"{self._endpoint.address}: its catalogue lists graphs of the tier {found[0]}, and who reads here may "
                f"read the tier {self._tier}: fill an engine with that tier alone, or name the other by --tier"
            )
        self.faults = fitness.faults(self._endpoint.ask)
        if self.faults:
            _count(self._endpoint, below=self.memory_below)
        self._known = True

    @property
    def copy(self) -> OxigraphSnapshot | None:
        """What was read of the engine's graph, where its answers cannot be relied on."""
        return self._library

    def text(self, sha256: str) -> str:
        named = _SHA256.fullmatch(sha256)  # the name of a file is taken from what an engine says
        if self._texts is None or named is None or not (self._texts / sha256).is_file():
            raise TextMissing(f"the captured text {sha256} is not kept here: an engine has none of them")
        return (self._texts / sha256).read_bytes().decode()


def reader_at(
    address: str, *, folder: Path | None, tier: str, time_s: float, answer_mib: int, memory_below: int = IN_MEMORY_BELOW
) -> RemoteReader:
    """A reader of the endpoint at an address, which holds one tier; `folder` is a store's that keeps its texts."""
    reader = RemoteReader(
        Endpoint(address=address, time_s=time_s, bytes_at_most=answer_mib << 20),
        tier=tier,
        texts=folder / tier / "texts" if folder else None,
    )
    reader.memory_below = memory_below
    return reader


def copied(endpoint: Endpoint, *, below: int) -> OxigraphSnapshot:
    """All that an endpoint holds, in memory. Raises `EngineUnfit` where that is too much, or changed on the way."""
    version = time.time_ns() // 1000
    before = _count(endpoint, below=below)
    memory = ox.Store()
    for graph in _graphs(endpoint):
        memory.bulk_extend(_of_graph(endpoint, graph))
    if len(memory) != before:
        raise EngineFailed(
            f"{endpoint.address}: its graph changed while it was read, from {before} to {len(memory)} quads"
        )
    return OxigraphSnapshot(memory, version)


def _dataset(graphs: Sequence[str]) -> list[str]:
    """The graphs of one part of a dataset, none of them an engine's own. Raises `ValueError` for what is no IRI."""
    return [NamedNode(graph).value for graph in graphs if graph not in OWN_GRAPHS] or [NOWHERE]


def _asked(
    endpoint: Endpoint,
    text: str,
    *,
    graph: bool = False,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Answer:
    """The answer to a query; one without a dataset is over all graphs.

    Virtuoso leaves its own graphs out of that where it is told so, but then finds nothing in a graph that is named. It
    describes a thing by what points at it, unless it is told to do so by what is said of it.
    """
    if endpoint.virtuoso:
        leave_out = not (default_graphs or named_graphs or names_a_graph(text))
        text = (EXCLUDED if leave_out else "") + (DESCRIBING if graph else "") + text
    said = endpoint.ask(text, graph=graph, default_graphs=default_graphs, named_graphs=named_graphs)
    return _read(endpoint, said)


def _read(endpoint: Endpoint, said: Said) -> Answer:
    """What an engine said, as the embedded one says it. Raises `EngineFailed` for what is no answer."""
    body = _GEOMETRY.sub(rb"\1" + WKT, said.body) if said.of_virtuoso else said.body
    try:
        if said.media_type in (N_TRIPLES, TURTLE):
            form = ox.RdfFormat.N_TRIPLES if said.media_type == N_TRIPLES else ox.RdfFormat.TURTLE
            memory = ox.Store()
            memory.extend(ox.parse(body, format=form, rename_blank_nodes=True))
            return memory.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        # Read to its end before any of it is told: a row that is damaged is found now.
        whole = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if isinstance(whole, ox.QueryBoolean):
            return whole
        written = whole.serialize(format=ox.QueryResultsFormat.JSON)
        assert written is not None  # None only where an output is given
        again = ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
        assert isinstance(again, ox.QuerySolutions)
        return again
    except (SyntaxError, ValueError, OSError) as error:
        told = said.media_type or "nothing named"
        raise EngineFailed(f"{endpoint.address}: what the engine says is no answer ({told}: {error})") from error


def _rows(answer: Answer) -> list[dict[str, Term]]:
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryRefused("a SELECT query is needed here")
    names = [variable.value for variable in answer.variables]
    rows = []
    for solution in answer:
        terms = ((name, solution[name]) for name in names)
        rows.append({name: term for name, term in terms if isinstance(term, NamedNode | Literal)})
    return rows


def _count(endpoint: Endpoint, *, below: int) -> int:
    """How many quads an endpoint holds. Raises `EngineUnfit` where that is too much for a copy."""
    found = int(_rows(_asked(endpoint, COUNT))[0]["n"].value)
    if found >= below:
        raise EngineUnfit(
            f"{endpoint.address}: the engine does not answer as SPARQL 1.1 says, and of its graph no copy can be held "
            f"instead: it has {found:,} quads, and memory_below is {below:,}"
        )
    return found


def _graphs(endpoint: Endpoint) -> tuple[NamedNode, ...]:
    named = [row["g"] for row in _rows(_asked(endpoint, GRAPHS))]
    return tuple(sorted((graph for graph in named if isinstance(graph, NamedNode)), key=lambda graph: graph.value))


def _of_graph(endpoint: Endpoint, graph: NamedNode) -> Iterable[Quad]:
    found = _asked(endpoint, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", graph=True)
    if not isinstance(found, ox.QueryTriples):
        raise StoreError(f"{endpoint.address}: a graph was asked for, and the engine gave something else")
    return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found)
