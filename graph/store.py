"""What any engine must do for us: one writer that publishes, readers that see what was published."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from refoulement.graph.catalogue import Entry

Term = NamedNode | Literal
Bindings = Mapping[str, Term]
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Quads(Protocol):
    """Quads by graph and by pattern, published or not."""

    def quads(self, graph: NamedNode) -> tuple[Quad, ...]:
        """All quads of one named graph."""

    def matching(
        self,
        graph: NamedNode | None,
        *,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        term: Term | None = None,
    ) -> tuple[Quad, ...]:
        """The quads of a graph, or of all, with this subject, predicate and object, of those that are given."""


class Snapshot(Quads, Protocol):
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

        Bindings are put in as terms, never as text; a SELECT must project the variables it binds. Relative IRIs are
        those of the data's addresses (`iri.BASE`). Raises `QueryRefused`.
        """

    def select(self, text: str, bindings: Bindings | None = None) -> list[dict[str, Term]]:
        """The rows of a SELECT, by variable; an unbound variable is absent from its row."""

    def graphs(self, prefix: str = "") -> tuple[NamedNode, ...]:
        """The named graphs whose IRI begins so, in order."""

    def holding(self, quads: Iterable[Quad]) -> "Snapshot":
        """Another state, in memory, that holds these quads alone and bears the same version."""


class Reader(Protocol):
    """A reader of published snapshots; it never blocks the writer nor waits for it."""

    def snapshot(self) -> Snapshot:
        """The latest published state. Raises `StoreError` where nothing was published."""

    def text(self, sha256: str) -> str:
        """The captured text that passages point into. Raises `StoreError` where it is missing."""


class Writer(Quads, Protocol):
    """The only writer of a store; a second is refused with `StoreBusy`."""

    def replace(self, graph: NamedNode, quads: Iterable[Quad], entry: Entry) -> bool:
        """Make `quads` all that a named graph holds, in one transaction with its catalogue entry.

        True where that changed anything; an unchanged graph keeps its old entry, one that is left empty has none.
        Raises `StoreError`.
        """

    @property
    def unfinished(self) -> bool:
        """True where what was written before this writer came was never published."""

    def exchange(self, parts: Mapping[Entry, Iterable[Quad]]) -> bool:
        """The same for several graphs, in one transaction: all of them or none."""

    def graphs(self, prefix: str = "") -> tuple[NamedNode, ...]:
        """The named graphs whose IRI begins so, in order."""

    def amend(self, graph: NamedNode, *, gone: Iterable[Quad], new: Iterable[Quad], entry: Entry) -> bool:
        """Take some quads out of a graph and put others in, in one transaction with its catalogue entry.

        True where that changed anything; what stands in both stays. The cost is that of what is given, however large
        the graph. Raises `StoreError`.
        """

    def keep(self, sha256: str, text: str, raw: bytes | None) -> None:
        """Keep a captured text under the hash of the bytes it was read from, and those, if given, where they differ."""

    def text(self, sha256: str) -> str:
        """A text that was kept. Raises `StoreError` where it is missing."""

    def publish(self) -> int:
        """Let readers see all that was written; returns the number of the snapshot."""

    def close(self) -> None:
        """Give up the store."""
