"""Which store holds what: one a tier, so that what a reader may not see is not in the store that he reads.

sealed/     all there is, and the marks on persons at risk; the only one that is written to, with the log of all writes
partner/    what partners may read, derived from the sealed one, graph by graph, when that is published
public/     what anyone may read, likewise

Each is a store of its own (see `oxigraph.py`). In sealed/derived/<tier> stands by which marks a tier was derived last.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Self

from pyoxigraph import NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.atrisk import AtRisk, known, listening, remember
from refoulement.graph.audit import Audit, Author
from refoulement.graph.carrying import Carrier
from refoulement.graph.catalogue import Entry, entries, may_read
from refoulement.graph.oxigraph import OxigraphWriter, published_in
from refoulement.graph.reading import reader
from refoulement.graph.restricted import settle
from refoulement.graph.silence import SilentWriter
from refoulement.graph.store import Term
from refoulement.graph.stored import Change
from refoulement.graph.tier import PUBLIC, SEALED, TIERS

DERIVED = tuple(tier for tier in TIERS if tier != SEALED)
COMMAND_LINE = Author("command line", "writes")
_OF_ONE_TIER = ("texts", "snapshots", "current", "unpublished", "primary")  # the last marks that some are to move


def require_published(folder: Path) -> None:
    """Raise `StoreError` where nothing was published, before a writer makes a store of it; one of one tier will do."""
    if not (folder / "primary").exists():
        reader(folder, SEALED).snapshot()


def published(folder: Path) -> int:
    """The number of the sealed tier's snapshot, from which all others are derived; 0 where there is none."""
    return published_in(folder / SEALED)


class TieredWriter:
    """The writer of all tiers, for whom writes to the sealed one; see `store.Writer`. `now` is the caller's clock.

    Every publication stands in the log (`audit.py`) as the `author`'s before anyone sees it.

    While nobody is at risk the tiers are alike, and what is written is written to each at once. Else each is brought
    up to the sealed one when that is published.
    """

    def __init__(self, folder: Path, *, now: datetime, author: Author = COMMAND_LINE) -> None:
        self._now, self._author = now, author
        self._written: dict[NamedNode, Entry] = {}
        _take_over(folder)
        self.sealed = OxigraphWriter(folder / SEALED)
        self._audit = Audit(self.sealed.folder)
        self._left_over = self.sealed.unfinished  # by a run that ended early
        self._tiers = {tier: SilentWriter(folder / tier) for tier in DERIVED}
        if not (self._left_over or self.sealed.published):
            for tier in DERIVED:
                self._note(tier, AtRisk())
        at_risk = known(self.sealed)
        self._alike = not (at_risk or self._stale(at_risk))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def replace(self, graph: NamedNode, quads: Iterable[Quad], entry: Entry) -> bool:
        if entry.graph != graph:
            raise ValueError(f"an entry of {entry.graph} given for {graph}")
        return self.exchange({entry: quads})

    @property
    def unfinished(self) -> bool:
        return self._left_over

    def exchange(self, parts: Mapping[Entry, Iterable[Quad]]) -> bool:
        return self._write(self.sealed.exchanging(parts))

    def amend(self, graph: NamedNode, *, gone: Iterable[Quad], new: Iterable[Quad], entry: Entry) -> bool:
        return self._write(self.sealed.amending(graph, gone=gone, new=new, entry=entry))

    def _write(self, changes: list[Change]) -> bool:
        changed = self.sealed.write(changes)
        if changed:
            self._written |= {entry.graph: entry for entry, _, _ in changes}
            for tier, store in self._at_once():
                store.write(change for change in changes if may_read(tier, change[0]))
        return changed

    def _at_once(self) -> Iterable[tuple[str, SilentWriter]]:
        return self._tiers.items() if self._alike else ()

    def quads(self, graph: NamedNode) -> tuple[Quad, ...]:
        return self.sealed.quads(graph)

    def matching(
        self,
        graph: NamedNode | None,
        *,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        term: Term | None = None,
    ) -> tuple[Quad, ...]:
        return self.sealed.matching(graph, subject=subject, predicate=predicate, term=term)

    def graphs(self, prefix: str = "") -> tuple[NamedNode, ...]:
        return self.sealed.graphs(prefix)

    def keep(self, sha256: str, text: str, raw: bytes | None) -> None:
        self.sealed.keep(sha256, text, raw)
        for _, store in self._at_once():
            store.keep(sha256, text, None)

    def text(self, sha256: str) -> str:
        return self.sealed.text(sha256)

    def publish(self) -> int:
        """Bring every tier up to the sealed one, then publish all, the public one first; returns the number of that.

        Where what may not be told has changed, every article is parted anew, a tier is made wholly anew, and what it
        published before is taken from the disk.
        """
        at_risk = known(self.sealed)
        heard = listening(self.sealed, at_risk, tuple(self._written))
        if heard != at_risk:
            remember(self.sealed, heard, now=self._now)
            at_risk = known(self.sealed)
        if self._stale(at_risk):
            at_risk = settle(self.sealed, now=self._now)
        stale = self._stale(at_risk)
        texts = {tier: self._derive(tier, at_risk, anew=tier in stale) for tier in DERIVED}
        if stale or self.sealed.upcoming != self.sealed.published:
            self._record(at_risk)
        for tier, store in self._tiers.items():
            store.publish()
            if tier in stale:
                store.forget(texts[tier])
                self._note(tier, at_risk)
        self.sealed.publish()
        self._written.clear()
        self._left_over = False
        self._alike = not at_risk
        return self._tiers[PUBLIC].published

    def _record(self, at_risk: AtRisk) -> None:
        """Tell the log what is about to be published, and nobody at risk."""
        author = self._author
        changed = {graph: (self.sealed.taken_out[graph], count) for graph, count in self.sealed.put_in.items()}
        self._audit.append(
            Author(at_risk.masked(author.who), at_risk.masked(author.doing)) if at_risk else author,
            when=self._now,
            before=self.sealed.published,
            now=self.sealed.upcoming,
            graphs={_silent(graph, at_risk): counts for graph, counts in changed.items()},
            resumed=self._left_over,
        )

    def _derive(self, tier: str, at_risk: AtRisk, *, anew: bool) -> set[str]:
        """Bring a tier up to the sealed one; returns the texts that it needs, where it is made anew."""
        store = self._tiers[tier]
        store.at_risk = at_risk
        if anew:
            store.begin_anew()
        carrier = Carrier(self.sealed, store, tier, at_risk, now=self._now)
        if anew:
            carrier.carry(entries(self.quads(iri.CATALOGUE_GRAPH)).values(), anew=True)
        elif not self._alike:
            carrier.carry(self._written.values(), anew=False)
        return carrier.texts

    def scratch(self) -> AbstractContextManager[str]:
        """The folder of a copy of the sealed tier, to be written to and thrown away."""
        return self.sealed.scratch()

    def restore(self) -> None:
        """Undo in every tier what was not published."""
        for store in (*self._tiers.values(), self.sealed):
            store.restore()
        self._written.clear()

    def _stale(self, at_risk: AtRisk) -> frozenset[str]:
        """The tiers that hold what may not be told, or not all that may: no mark says that they were made by this."""
        return frozenset(tier for tier in DERIVED if self._left_over or not self._made_by(tier, at_risk))

    def _made_by(self, tier: str, at_risk: AtRisk) -> bool:
        mark, there = self._mark(tier), self._tiers[tier].published or not self.sealed.published
        return bool(there) and mark.exists() and mark.read_text() == at_risk.fingerprint

    def _note(self, tier: str, at_risk: AtRisk) -> None:
        self._mark(tier).parent.mkdir(exist_ok=True)
        self._mark(tier).write_text(at_risk.fingerprint)

    def _mark(self, tier: str) -> Path:
        return self.sealed.folder / "derived" / tier

    def close(self) -> None:
        for store in (*self._tiers.values(), self.sealed):
            store.close()


def _silent(graph: NamedNode, at_risk: AtRisk) -> str:
    """A graph's address for the log: as the public knows it, or none where it tells a name all the same."""
    renamed = at_risk.renamed(graph).value if at_risk else graph.value
    return "a graph whose address is withheld" if at_risk and at_risk.in_address(renamed) else renamed


def _take_over(folder: Path) -> None:
    """Make a store of one tier, as earlier versions wrote it, the sealed one of several; begun, it is ended later."""
    if not (folder / "primary").exists():
        return
    OxigraphWriter(folder).close()  # refused where another process writes to it
    (folder / SEALED).mkdir(exist_ok=True)
    for name in _OF_ONE_TIER:
        if (folder / name).exists():
            (folder / name).rename(folder / SEALED / name)
