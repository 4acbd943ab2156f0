"""What any engine must do for us: one writer that publishes, readers that see what was published."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from refoulement.graph.catalogue import Entry

Term = NamedNode | Literal
Bindings = Mapping[str, Term]
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Snapshot(Protocol):
    """One published state of the graph; it never changes, so its `version` identifies every answer given from it."""

    @property
    def version(self) -> int:
        """The number of the publication, counted from 1."""

    def query(
        self,
        text: str,
        *,
        bindings: Bindings | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """Answer a SPARQL query over all graphs, or over the dataset given (SPARQL 1.1 Protocol, 2.1.4).

        Bindings are put in as terms, never as text; a SELECT must project the variables it binds. Raises
        `QueryRefused`.
        """

    def select(self, text: str, bindings: Bindings | None = None) -> list[dict[str, Term]]:
        """The rows of a SELECT, by variable; an unbound variable is absent from its row."""

    def quads(self, graph: NamedNode) -> tuple[Quad, ...]:
        """All quads of one named graph."""


class Reader(Protocol):
    """A reader of published snapshots; it never blocks the writer nor waits for it."""

    def snapshot(self) -> Snapshot:
        """The latest published state. Raises `StoreError` where nothing was published."""

    def text(self, sha256: str) -> str:
        """The captured text that passages point into. Raises `StoreError` where it is missing."""


class Writer(Protocol):
    """The only writer of a store; a second is refused with `StoreBusy`."""

    def replace(self, graph: NamedNode, quads: Iterable[Quad], entry: Entry) -> bool:
        """Make `quads` all that a named graph holds, in one transaction with its catalogue entry.

        True where that changed anything; an unchanged graph keeps its old entry, one that is left empty has none.
        Raises `StoreError`.
        """

    def exchange(self, parts: Mapping[Entry, Iterable[Quad]]) -> bool:
        """The same for several graphs, in one transaction: all of them or none."""

    def quads(self, graph: NamedNode) -> tuple[Quad, ...]:
        """All quads of one named graph, published or not."""

    def graphs(self, prefix: str = "") -> tuple[NamedNode, ...]:
        """The named graphs whose IRI begins so, in order."""

    def keep(self, sha256: str, text: str, raw: bytes | None) -> None:
        """Keep a captured text under the hash of the bytes it was read from, and those, if given, where they differ."""

    def publish(self) -> int:
        """Let readers see all that was written; returns the number of the snapshot."""

    def close(self) -> None:
        """Give up the store."""
