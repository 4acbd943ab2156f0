"""The embedded engine: one Oxigraph writer, immutable snapshots beside it, captured texts by their hash.

primary/          what the writer owns
snapshots/N/      hard-linked copies, numbered from 1
current           the number of the snapshot that readers open
unpublished       there while primary/ holds what no snapshot does
texts/<sha256>    captured texts
"""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import sha256 as hash_of
from pathlib import Path
from typing import Self

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import QueryRefused, StoreBusy, StoreError
from refoulement.graph.catalogue import Entry
from refoulement.graph.iri import CATALOGUE_GRAPH
from refoulement.graph.store import Answer, Bindings, Term

IN_MEMORY_BELOW = 1_000_000  # quads; in memory a query is 4 to 8 times faster, for about 350 bytes a quad
FLUSHED_AFTER = 200_000  # quads written: the engine keeps them in memory until then, some 700 bytes each
UNPUBLISHED = "unpublished"
SNAPSHOTS_KEPT = 3  # a reader may still be opening the last one or two


@contextmanager
def _storage(folder: Path) -> Iterator[None]:
    """Tell the engine's and the system's complaints in one line."""
    try:
        yield
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreBusy(f"{folder}: another process is writing to this store; wait for it to end") from error
        raise StoreError(f"{folder}: {error}; the last published snapshot is untouched") from error


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _graph_data(verb: str, quads: Iterable[Quad]) -> str:
    lines = [f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads]
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}" if lines else ""


def _kept(folder: Path, sha256: str) -> str:
    """A text kept under its hash."""
    try:
        return (folder / "texts" / sha256).read_bytes().decode()
    except FileNotFoundError:
        raise StoreError(f"{folder}: the captured text {sha256} is missing; load its article again") from None


def _as_stored(quads: Iterable[Quad]) -> set[Quad]:
    """The quads as the engine gives them back: it keeps numbers and times by value, so that 1.0 comes back as 1."""
    memory = ox.Store()
    memory.extend(quads)
    return set(memory)


def _of(graph: NamedNode, quads: Iterable[Quad]) -> set[Quad]:
    """The quads as stored; `ValueError` where one is of another graph."""
    given = _as_stored(quads)
    if strangers := {quad.graph_name for quad in given} - {graph}:
        raise ValueError(f"quads of {strangers} given for {graph}")
    return given


class _Patterns:
    """Quads of the engine by graph and by pattern, for the writer and for snapshots; see `store.Quads`."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def _reading(self) -> AbstractContextManager[None]:
        """What reading stands in: nothing can fail where all is in memory, or never changes."""
        return nullcontext()

    def quads(self, graph: NamedNode) -> tuple[Quad, ...]:
        return self.matching(graph)

    def matching(
        self,
        graph: NamedNode | None,
        *,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        term: Term | None = None,
    ) -> tuple[Quad, ...]:
        with self._reading():
            return tuple(self._store.quads_for_pattern(subject, predicate, term, graph))

    def graphs(self, prefix: str = "") -> tuple[NamedNode, ...]:
        with self._reading():
            named = [graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode)]
        return tuple(sorted((one for one in named if one.value.startswith(prefix)), key=lambda graph: graph.value))


class OxigraphWriter(_Patterns):
    """See `store.Writer`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with _storage(folder):
            folder.mkdir(parents=True, exist_ok=True)
            super().__init__(ox.Store(str(folder / "primary")))
        self._unfinished = (folder / UNPUBLISHED).exists()
        self._unflushed = 0

    def _reading(self) -> AbstractContextManager[None]:
        return _storage(self.folder)

    @property
    def unfinished(self) -> bool:
        return self._unfinished

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def replace(self, graph: NamedNode, quads: Iterable[Quad], entry: Entry) -> bool:
        if entry.graph != graph:
            raise ValueError(f"an entry of {entry.graph} given for {graph}")
        return self.exchange({entry: quads})

    def exchange(self, parts: Mapping[Entry, Iterable[Quad]]) -> bool:
        changes = []
        for entry, quads in parts.items():
            new, old = _of(entry.graph, quads), set(self.quads(entry.graph))
            changes.append((entry, old - new, new - old))
        return self._write(changes)

    def amend(self, graph: NamedNode, *, gone: Iterable[Quad], new: Iterable[Quad], entry: Entry) -> bool:
        added, removed = _of(graph, new), _of(graph, gone)
        removed = {quad for quad in removed - added if quad in self._store}
        return self._write([(entry, removed, {quad for quad in added if quad not in self._store})])

    def _write(self, changes: Iterable[tuple[Entry, set[Quad], set[Quad]]]) -> bool:
        """Take quads out of graphs and put others in, in one transaction; a graph that is left empty is not listed."""
        steps = []
        for entry, gone, new in changes:
            self._unflushed += len(gone) + len(new)
            if gone or new:
                left = new or any(
                    quad not in gone for quad in self._store.quads_for_pattern(None, None, None, entry.graph)
                )
                steps.append(_graph_data("DELETE", gone | set(self._listing(entry.graph))))
                steps.append(_graph_data("INSERT", new.union(entry.quads()) if left else ()))
        if not steps:
            return False
        with _storage(self.folder):
            (self.folder / UNPUBLISHED).touch()
            self._store.update(";\n".join(filter(None, steps)))
            if self._unflushed > FLUSHED_AFTER:
                self._store.flush()
                self._unflushed = 0
        return True

    def _listing(self, graph: NamedNode) -> Iterator[Quad]:
        """What the catalogue says of one graph and of the activity that wrote it."""
        for quad in self._store.quads_for_pattern(graph, None, None, CATALOGUE_GRAPH):
            yield quad
            if isinstance(quad.object, NamedNode) and "/activity/" in quad.object.value:
                yield from self._store.quads_for_pattern(quad.object, None, None, CATALOGUE_GRAPH)

    def stream(self, graph: NamedNode) -> Iterator[Quad]:
        """The quads of a graph one after the other, however many they are; as they were when it began."""
        with _storage(self.folder):
            yield from self._store.quads_for_pattern(None, None, None, graph)

    def keep(self, sha256: str, text: str, raw: bytes | None) -> None:
        with _storage(self.folder):
            path = self.folder / "texts" / sha256
            if (
                not path.exists() or path.read_bytes() != text.encode()
            ):  # another version may have read the bytes otherwise
                if raw is not None and hash_of(text.encode()).hexdigest() != sha256:
                    _write_whole(path.with_suffix(".bytes"), raw)
                _write_whole(path, text.encode())

    def text(self, sha256: str) -> str:
        return _kept(self.folder, sha256)

    def publish(self) -> int:
        marker, current = self.folder / UNPUBLISHED, _current(self.folder)
        if current and not marker.exists():
            return current
        snapshots = self.folder / "snapshots"
        with _storage(self.folder):
            snapshots.mkdir(exist_ok=True)
            target = snapshots / str(current + 1)
            shutil.rmtree(target, ignore_errors=True)  # left by a run that ended before it could say so
            self._store.flush()
            self._store.backup(str(target))
            _write_whole(self.folder / "current", str(current + 1).encode())
            marker.unlink(missing_ok=True)
        for old in snapshots.iterdir():
            if int(old.name) <= current + 1 - SNAPSHOTS_KEPT:
                shutil.rmtree(old, ignore_errors=True)
        return current + 1

    @property
    def published(self) -> int:
        """The number of the snapshot that readers see; 0 where there is none."""
        return _current(self.folder)

    def begin_anew(self) -> None:
        """Empty the graph and its files: the engine keeps the words of what it deletes, a new one never had them."""
        with _storage(self.folder):
            (self.folder / UNPUBLISHED).touch()
            del self._store
            try:
                shutil.rmtree(self.folder / "primary")
            finally:
                self._store = ox.Store(str(self.folder / "primary"))

    def forget(self, texts: Collection[str]) -> None:
        """Remove from the disk every snapshot but the one that readers see, and every captured text but these."""
        with _storage(self.folder):
            for old in (self.folder / "snapshots").iterdir():
                if old.name != str(self.published):
                    shutil.rmtree(old)
            for kept in (self.folder / "texts").glob("*"):
                if kept.name not in texts:
                    kept.unlink()

    def close(self) -> None:
        del self._store  # releases the engine's lock


def _current(folder: Path) -> int:
    """The number of the published snapshot; 0 where there is none."""
    try:
        return int((folder / "current").read_text())
    except FileNotFoundError:
        return 0
    except ValueError:
        raise StoreError(
            f"{folder / 'current'} is damaged; write the number of the newest folder in snapshots/"
        ) from None


class OxigraphSnapshot(_Patterns):
    """See `store.Snapshot`."""

    def __init__(self, store: ox.Store, version: int) -> None:
        super().__init__(store)
        self._version = version

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
        substitutions: dict[ox.Variable, NamedNode | ox.BlankNode | Literal | ox.Triple] = {
            ox.Variable(name): term for name, term in (bindings or {}).items()
        }
        try:
            if not (default_graphs or named_graphs):
                return self._store.query(text, use_default_graph_as_union=True, substitutions=substitutions)
            return self._store.query(  # both always: one alone lets the rest of the store through
                text,
                default_graph=[NamedNode(graph) for graph in default_graphs],
                named_graphs=[NamedNode(graph) for graph in named_graphs],
                substitutions=substitutions,
            )
        except (SyntaxError, ValueError) as error:
            raise QueryRefused(f"the query does not parse: {error}") from error

    def select(self, text: str, bindings: Bindings | None = None) -> list[dict[str, Term]]:
        answer = self.query(text, bindings=bindings)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryRefused("a SELECT query is needed here")
        names = [variable.value for variable in answer.variables]
        rows = []
        for solution in answer:
            terms = ((name, solution[name]) for name in names)
            rows.append({name: term for name, term in terms if isinstance(term, NamedNode | Literal)})
        return rows

    def holding(self, quads: Iterable[Quad]) -> "OxigraphSnapshot":
        memory = ox.Store()
        memory.bulk_extend(quads)
        return OxigraphSnapshot(memory, self._version)


class OxigraphReader:
    """See `store.Reader`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._snapshot: OxigraphSnapshot | None = None

    def snapshot(self) -> OxigraphSnapshot:
        version = _current(self.folder)
        if not version:
            raise StoreError(
                f"{self.folder}: nothing published here; load something first (refoulement load PATH --store DIR)"
            )
        if self._snapshot is None or self._snapshot.version != version:
            try:
                self._snapshot = OxigraphSnapshot(self._opened(version), version)
            except StoreError:
                if _current(self.folder) == version:
                    raise
                return self.snapshot()  # it was taken away just now, because of what it told
        return self._snapshot

    def _opened(self, version: int) -> ox.Store:
        with _storage(self.folder):
            store = ox.Store.read_only(str(self.folder / "snapshots" / str(version)))
            if len(store) < IN_MEMORY_BELOW:
                memory = ox.Store()
                memory.bulk_extend(store)
                return memory
        return store

    def text(self, sha256: str) -> str:
        return _kept(self.folder, sha256)
