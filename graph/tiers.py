"""Which store holds what: one a tier, so that what a reader may not see is not in the store that he reads.

sealed/     all there is, and the marks on persons at risk; the only one that is written to
partner/    what partners may read, derived from the sealed one, graph by graph, when that is published
public/     what anyone may read, likewise

Each is a store of its own (see `oxigraph.py`). In sealed/derived/<tier> stands by which marks a tier was derived last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import StoreError
from refoulement.graph import derivation, iri
from refoulement.graph.atrisk import AtRisk, known
from refoulement.graph.catalogue import TIERS, Entry, entries
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.restricted import whole
from refoulement.graph.store import Term
from refoulement.graph.withheld import Told, renamed, silent, tell
from refoulement.ontology import RF

SEALED = "sealed"
DERIVED = tuple(tier for tier in TIERS if tier != SEALED)
PUBLIC = DERIVED[0]
_OF_ONE_TIER = ("texts", "snapshots", "current", "unpublished", "primary")  # the last marks that some are to move


def reader(folder: Path, tier: str) -> OxigraphReader:
    """A reader of one tier, which can see nothing of the others. Raises `StoreError`."""
    if tier not in TIERS:
        raise StoreError(f"{tier!r} is no tier; choose one of {', '.join(TIERS)}")
    if (folder / "primary").exists():
        raise StoreError(
            f"{folder}: this store has one tier, as earlier versions wrote it; load something into it "
            "(refoulement load PATH --store DIR): its articles are kept, and a store for each tier is made of them"
        )
    return OxigraphReader(folder / tier)


class TieredWriter:
    """The writer of all tiers, for whom writes to the sealed one; see `store.Writer`. `now` is the caller's clock."""

    def __init__(self, folder: Path, *, now: datetime) -> None:
        self._now = now
        self._written: dict[NamedNode, Entry] = {}
        _take_over(folder)
        self.sealed = OxigraphWriter(folder / SEALED)
        self._left_over = self.sealed.unfinished  # by a run that ended early
        self._tiers = {tier: OxigraphWriter(folder / tier) for tier in DERIVED}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def replace(self, graph: NamedNode, quads: Iterable[Quad], entry: Entry) -> bool:
        changed = self.sealed.replace(graph, quads, entry)
        if changed:
            self._written[graph] = entry
        return changed

    @property
    def unfinished(self) -> bool:
        return self.sealed.unfinished

    def exchange(self, parts: Mapping[Entry, Iterable[Quad]]) -> bool:
        changed = self.sealed.exchange(parts)
        if changed:
            self._written |= {entry.graph: entry for entry in parts}
        return changed

    def amend(self, graph: NamedNode, *, gone: Iterable[Quad], new: Iterable[Quad], entry: Entry) -> bool:
        changed = self.sealed.amend(graph, gone=gone, new=new, entry=entry)
        if changed:
            self._written[graph] = entry
        return changed

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

    def publish(self) -> int:
        """Derive and publish every tier, the public one first; returns the number of the public snapshot.

        Where marks were set or lifted, a tier is made wholly anew, and what it published before is taken from the disk.
        """
        at_risk = known(self.sealed)
        for tier in DERIVED:
            self._derive(tier, at_risk)
        self.sealed.publish()
        self._written.clear()
        self._left_over = False
        return self._tiers[PUBLIC].published

    def _derive(self, tier: str, at_risk: AtRisk) -> None:
        store, mark = self._tiers[tier], self.sealed.folder / "derived" / tier
        anew = self._left_over or not mark.exists() or mark.read_text() != at_risk.fingerprint
        if anew:
            store.begin_anew()
        carried = _Carrier(self.sealed, store, tier, at_risk)
        for entry in (entries(self.quads(iri.CATALOGUE_GRAPH)) if anew else self._written).values():
            carried.carry(entry)
        if at_risk:
            self._derive_again(store, at_risk)
        store.publish()
        if anew:
            store.forget(carried.texts)
            mark.parent.mkdir(exist_ok=True)
            mark.write_text(at_risk.fingerprint)

    def _derive_again(self, store: OxigraphWriter, at_risk: AtRisk) -> None:
        """Who is who and the events of an open tier, from what that tier holds. Raises `ShapeError`."""
        renewed = derivation.Derivation(store)
        renewed.touch_all()
        renewed.derive(self._now)
        for graph in (iri.JUDGEMENTS_GRAPH, *derivation.GRAPHS):
            silent(frozenset(store.quads(graph)), at_risk)

    def close(self) -> None:
        for store in (*self._tiers.values(), self.sealed):
            store.close()


class _Carrier:
    """Takes graph after graph from the sealed store to that of a tier, as much of each as may be told there."""

    def __init__(self, sealed: OxigraphWriter, store: OxigraphWriter, tier: str, at_risk: AtRisk) -> None:
        self._sealed, self._store, self._tier, self._at_risk = sealed, store, tier, at_risk
        self._reader = OxigraphReader(sealed.folder)
        self.texts: set[str] = set()

    def carry(self, entry: Entry) -> None:
        if TIERS.index(entry.tier) > TIERS.index(self._tier):
            return
        graph = entry.graph
        if graph.value.startswith(iri.ARTICLE_GRAPHS):
            self._carry_article(entry)
        elif not self._at_risk or graph in (iri.ONTOLOGY_GRAPH, iri.GAZETTEER_GRAPH):
            self._store.replace(graph, self._sealed.quads(graph), entry)
        elif graph not in derivation.GRAPHS:
            self._store.replace(graph, self._open(graph), entry)

    def _carry_article(self, entry: Entry) -> None:
        quads = whole(self._sealed, entry.graph)
        hashes = [
            quad.object.value for quad in quads if quad.predicate == RF.sha256 and isinstance(quad.object, Literal)
        ]
        if not hashes:  # nothing is left of it
            self._store.replace(entry.graph, quads, entry)
            return
        text = self._reader.text(hashes[0])
        told = Told(entry.graph.value.removeprefix(iri.ARTICLE_GRAPHS), entry.title, quads, hashes[0], text)
        if self._at_risk:
            told = tell(told, at_risk=self._at_risk, around=self._gazetteer)
        shown = replace(entry, graph=iri.article_graph(told.id), title=told.title)
        self._store.keep(told.sha256, told.text, None)
        self._store.replace(shown.graph, told.quads, shown)
        self.texts.add(told.sha256)

    def _open(self, graph: NamedNode) -> frozenset[Quad]:
        """Of a graph beside the articles what points at nothing that is hidden, nor at what does (a judgement)."""
        quads = self._sealed.quads(graph)
        closed = {
            quad.subject
            for quad in quads
            if self._hidden & {quad.subject, quad.object} or any(map(self._at_risk.tells, (quad.subject, quad.object)))
        }
        while more := {quad.subject for quad in quads if quad.object in closed} - closed:
            closed |= more
        return silent(
            renamed((quad for quad in quads if quad.subject not in closed), graph, self._at_risk), self._at_risk
        )

    @cached_property
    def _gazetteer(self) -> tuple[Quad, ...]:
        return self._sealed.quads(iri.GAZETTEER_GRAPH)

    @cached_property
    def _hidden(self) -> frozenset[object]:
        """What is told of in restricted graphs, and the claims that the public knows by other IRIs."""
        return frozenset(
            quad.subject
            for graph in self._sealed.graphs(iri.ARTICLE_GRAPHS)
            if graph.value.endswith(iri.RESTRICTED) or self._at_risk.renamed(graph) != graph
            for quad in self._sealed.quads(graph)
        )


def _take_over(folder: Path) -> None:
    """Make a store of one tier, as earlier versions wrote it, the sealed one of several; begun, it is ended later."""
    if not (folder / "primary").exists():
        return
    OxigraphWriter(folder).close()  # refused where another process writes to it
    (folder / SEALED).mkdir(exist_ok=True)
    for name in _OF_ONE_TIER:
        if (folder / name).exists():
            (folder / name).rename(folder / SEALED / name)
