"""The embedded engine: one Oxigraph writer, immutable snapshots beside it, captured texts by their hash.

primary/          what the writer owns
restored/         what becomes primary/, while all is undone that was not published
snapshots/N/      copies that share its files (snapshots.py), numbered from 1; making/ is not whole yet
current           the number of the snapshot that readers open
unpublished       there while primary/ holds what no snapshot does
texts/<sha256>    captured texts
dumps/N/          a snapshot as files for whoever wants all of it (dumps.py)
shared.sqlite     queries that its readers have shared (web/shared.py)
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from hashlib import sha256 as hash_of
from pathlib import Path
from typing import Self

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import QueryRefused, StoreError
from refoulement.graph import dumps, snapshots
from refoulement.graph.catalogue import Entry
from refoulement.graph.files import LOOK_HOLDS_S, Watched, is_damage, kept_text, storage, write_whole
from refoulement.graph.iri import BASE
from refoulement.graph.store import Answer, Bindings, Term
from refoulement.graph.stored import Change, change, listing, of_graph
from refoulement.graph.tier import IN_MEMORY_BELOW
from refoulement.graph.unparsed import plainly

FLUSHED_AFTER = 200_000  # quads written: the engine keeps them in memory until then, some 700 bytes each
TIDIED_AFTER = 200_000  # quads written in one run: the engine has them in many files then, and looks into each
UNPUBLISHED, SHARED = "unpublished", "shared.sqlite"
PRIMARY, RESTORED, SCRATCH = "primary", "restored", "scratch-"
SNAPSHOTS_KEPT = 3  # a reader may still be opening the last one or two


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
        with storage(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / PRIMARY).exists() and (folder / RESTORED).exists():
                (folder / RESTORED).rename(folder / PRIMARY)
            shutil.rmtree(folder / RESTORED, ignore_errors=True)  # one that was not ended is nothing to go back to
            super().__init__(ox.Store(str(folder / PRIMARY)))
            for left in folder.glob(SCRATCH + "*"):  # by a run that was killed
                shutil.rmtree(left)
        self._unfinished = (folder / UNPUBLISHED).exists()
        self._unflushed = 0
        self.taken_out, self.put_in = Counter[NamedNode](), Counter[NamedNode]()  # since the last publication

    def _reading(self) -> AbstractContextManager[None]:
        return storage(self.folder)

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
        return self.write(self.exchanging(parts))

    def exchanging(self, parts: Mapping[Entry, Iterable[Quad]]) -> list[Change]:
        """What `exchange` would change, for other stores that hold the same."""
        found = ((entry, of_graph(entry.graph, quads), set(self.quads(entry.graph))) for entry, quads in parts.items())
        return [(entry, old - new, new - old) for entry, new, old in found]

    def amend(self, graph: NamedNode, *, gone: Iterable[Quad], new: Iterable[Quad], entry: Entry) -> bool:
        return self.write(self.amending(graph, gone=gone, new=new, entry=entry))

    def amending(self, graph: NamedNode, *, gone: Iterable[Quad], new: Iterable[Quad], entry: Entry) -> list[Change]:
        """What `amend` would change, for other stores that hold the same."""
        added, removed = of_graph(graph, new), of_graph(graph, gone)
        removed = {quad for quad in removed - added if quad in self._store}
        return [(entry, removed, {quad for quad in added if quad not in self._store})]

    def write(self, changes: Iterable[Change]) -> bool:
        """Take quads out of graphs and put others in, in one transaction; a graph that is left empty is not listed."""
        removed, added, emptied = set[Quad](), set[Quad](), list[NamedNode]()
        out, into = Counter[NamedNode](), Counter[NamedNode]()
        for entry, gone, new in changes:
            if gone or new:
                out[entry.graph] += len(gone)
                into[entry.graph] += len(new)
                removed |= gone | set(listing(self._store, entry.graph))
                left = new or any(
                    quad not in gone for quad in self._store.quads_for_pattern(None, None, None, entry.graph)
                )
                added |= new.union(entry.quads()) if left else set()
                emptied += [] if left else [entry.graph]
        if not into:
            return False
        with storage(self.folder):
            (self.folder / UNPUBLISHED).touch()
            change(self._store, removed, added, emptied)
            self._unflushed += len(removed) + len(added)
            if self._unflushed > FLUSHED_AFTER:
                self._flush()
        self.taken_out.update(out)
        self.put_in.update(into)
        return True

    def _flush(self) -> None:
        self._store.flush()
        self._unflushed = 0

    def stream(self, graph: NamedNode) -> Iterator[Quad]:
        """The quads of a graph one after the other, however many they are; as they were when it began."""
        with storage(self.folder):
            yield from self._store.quads_for_pattern(None, None, None, graph)

    def keep(self, sha256: str, text: str, raw: bytes | None) -> None:
        with storage(self.folder):
            path = self.folder / "texts" / sha256
            if (
                not path.exists() or path.read_bytes() != text.encode()
            ):  # another version may have read the bytes otherwise
                if raw is not None and hash_of(text.encode()).hexdigest() != sha256:
                    write_whole(path.with_suffix(".bytes"), raw)
                write_whole(path, text.encode())

    def text(self, sha256: str) -> str:
        return kept_text(self.folder, sha256)

    @property
    def upcoming(self) -> int:
        """The number of the snapshot that readers will see after `publish`."""
        current = published_in(self.folder)
        return current if current and not (self.folder / UNPUBLISHED).exists() else current + 1

    def publish(self) -> int:
        marker, current = self.folder / UNPUBLISHED, published_in(self.folder)
        if self.upcoming == current:
            return current
        folder, oldest = self.folder / "snapshots", current + 2 - SNAPSHOTS_KEPT
        with storage(self.folder):
            folder.mkdir(exist_ok=True)
            if (self.put_in + self.taken_out).total() > TIDIED_AFTER:
                self._flush()
                self._store.optimize()
            elif snapshots.is_long(self.folder / PRIMARY, self._unflushed):
                self._flush()
            snapshots.take(self._store, self.folder / PRIMARY, folder, current + 1, oldest=oldest)
            write_whole(self.folder / "current", str(current + 1).encode())
            marker.unlink(missing_ok=True)
        self.taken_out.clear()
        self.put_in.clear()
        snapshots.tidy(folder, oldest=oldest)
        dumps.tidy(self.folder, oldest=oldest)
        return current + 1

    @property
    def published(self) -> int:
        """The number of the snapshot that readers see; 0 where there is none."""
        return published_in(self.folder)

    @contextmanager
    def scratch(self) -> Iterator[str]:
        """The folder of a copy of all there is, to be written to and thrown away; it costs no more than its changes."""
        with storage(self.folder):
            place = tempfile.TemporaryDirectory(prefix=SCRATCH, dir=self.folder, ignore_cleanup_errors=True)
        with place as folder:
            with storage(self.folder):
                self._store.backup(f"{folder}/copy")
            yield f"{folder}/copy"

    def restore(self) -> None:
        """Undo all that was not published: what readers see is what there is."""
        restored = self.folder / RESTORED
        with storage(self.folder):
            shutil.rmtree(restored, ignore_errors=True)
            if self.published:
                snapshots.bring_back(self.folder / "snapshots" / str(self.published), restored)
            else:
                restored.mkdir()
            del self._store
            undone = self.folder / f"{SCRATCH}undone"
            try:
                (self.folder / PRIMARY).rename(undone)
                restored.rename(self.folder / PRIMARY)
            finally:
                self._store = ox.Store(str(self.folder / PRIMARY))
            (self.folder / UNPUBLISHED).unlink(missing_ok=True)
            shutil.rmtree(undone, ignore_errors=True)
        self.taken_out.clear()
        self.put_in.clear()

    def begin_anew(self) -> None:
        """Empty the graph and its files: the engine keeps the words of what it deletes, a new one never had them."""
        with storage(self.folder):
            (self.folder / UNPUBLISHED).touch()
            emptied = self.folder / f"{SCRATCH}emptied"
            del self._store
            try:
                (self.folder / PRIMARY).rename(emptied)  # half a folder, as a killed run leaves it, opens no more
            finally:
                self._store = ox.Store(str(self.folder / PRIMARY))
            shutil.rmtree(emptied)

    def forget(self, texts: Collection[str]) -> None:
        """Remove from the disk every snapshot but what readers see, every dump, and every captured text but these.

        The queries that readers have shared go too: a name may stand in one.
        """
        with storage(self.folder):
            for old in (self.folder / "snapshots").iterdir():
                if old.name != str(self.published):
                    shutil.rmtree(old)
            dumps.forget(self.folder)  # after the snapshots: see dumps.make
            for kept in (self.folder / "texts").glob("*"):
                if kept.name not in texts:
                    kept.unlink()
            (self.folder / SHARED).unlink(missing_ok=True)

    def close(self) -> None:
        del self._store  # releases the engine's lock


def published_in(folder: Path) -> int:
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

    def __init__(self, store: ox.Store, version: int, *, in_memory: bool = True) -> None:
        super().__init__(store)
        self._version = version
        self.in_memory = in_memory

    def __len__(self) -> int:
        return len(self._store)

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
        substitutions: dict[ox.Variable, NamedNode | ox.BlankNode | Literal | ox.Triple] | None = None
        if bindings:
            substitutions = {ox.Variable(name): term for name, term in bindings.items()}
        try:
            if not (default_graphs or named_graphs):
                return self._store.query(
                    text, base_iri=BASE, use_default_graph_as_union=True, substitutions=substitutions
                )
            return self._store.query(  # both always: one alone lets the rest of the store through
                text,
                base_iri=BASE,
                default_graph=[NamedNode(graph) for graph in default_graphs],
                named_graphs=[NamedNode(graph) for graph in named_graphs],
                substitutions=substitutions,
            )
        except (SyntaxError, ValueError) as error:
            raise QueryRefused(f"the query does not parse: {plainly(str(error))}") from error
        except RuntimeError as error:
            if is_damage(error):
                raise StoreError(f"snapshot {self._version}: {error}; put a copy of it back") from error
            # It parses, and asks for a function that is not there.
            raise QueryRefused(f"the query cannot be answered: {error}") from error

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

    def stream(self) -> Iterator[Quad]:
        """All quads one after the other, however many they are."""
        return self._store.quads_for_pattern(None, None, None, None)

    def holding(self, quads: Iterable[Quad]) -> "OxigraphSnapshot":
        memory = ox.Store()
        memory.bulk_extend(quads)
        return OxigraphSnapshot(memory, self._version)


class OxigraphReader:
    """See `store.Reader`. A snapshot of fewer quads than `memory_below` is held in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.memory_below = IN_MEMORY_BELOW
        self._current = Watched(folder / "current", partial(published_in, folder))
        self._snapshot: OxigraphSnapshot | None = None

    def snapshot(self) -> OxigraphSnapshot:
        version = self._current.number()
        if not version:
            raise StoreError(
                f"{self.folder}: nothing published here; load something first (refoulement load PATH --store DIR)"
            )
        if self._snapshot is None or self._snapshot.version != version:
            try:
                self._snapshot = self._opened(version)
            except StoreError:
                if published_in(self.folder) == version:
                    raise
                return self.snapshot()  # it was taken away just now, because of what it told
        return self._snapshot

    def hold(self, snapshot: OxigraphSnapshot | None) -> None:
        """Answer from this one as long as its version is the published one, or was a moment ago."""
        self._snapshot = snapshot
        self._current.holds_s = LOOK_HOLDS_S

    def on_disk(self) -> OxigraphSnapshot:
        """The same, not taken into memory: for whoever reads all of it once."""
        version = published_in(self.folder) or self.snapshot().version  # which tells that there is none
        return OxigraphSnapshot(self._on_disk(version), version, in_memory=False)

    def _on_disk(self, version: int) -> ox.Store:
        with storage(self.folder):
            return snapshots.opened(self.folder / "snapshots" / str(version))

    def _opened(self, version: int) -> OxigraphSnapshot:
        store = self._on_disk(version)
        with storage(self.folder):
            if len(store) < self.memory_below:
                memory = ox.Store()
                memory.bulk_extend(store)
                return OxigraphSnapshot(memory, version)
        return OxigraphSnapshot(store, version, in_memory=False)

    def text(self, sha256: str) -> str:
        return kept_text(self.folder, sha256)
