"""What editors write, from what graphs would hold to what readers see: checked whole, written at once, followed up.

An update runs on a copy that is thrown away; what it changed there is then written like everything else. Whatever is
refused on the way, and whatever fails, leaves the store as it was.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from refoulement import __version__
from refoulement.errors import QueryRefused, WriteConflict, WriteRefused
from refoulement.graph import byhand, iri, skolem
from refoulement.graph.atrisk import known
from refoulement.graph.catalogue import TITLE, Entry, entries
from refoulement.graph.consequences import Consequences, by_these_rules
from refoulement.graph.files import storage
from refoulement.graph.restricted import part
from refoulement.graph.store import Quads
from refoulement.graph.stored import as_stored
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.whole import moved
from refoulement.ontology import RF

AGENT = f"refoulement {__version__}"
BY_HAND = f"{AGENT}, by hand"


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of a write: the public snapshot that has it, and how many statements went out of graphs and in."""

    snapshot: int
    gone: int
    new: int


@dataclass(frozen=True, slots=True)
class _Change:
    """What one graph held, and what it is to hold; of an article the part that is open."""

    graph: NamedNode
    before: frozenset[Quad]
    after: frozenset[Quad]


def update(
    store: TieredWriter, text: str, *, base: str, graphs: frozenset[str] | None, clears_all: bool, now: datetime
) -> Edited:
    """Run an update that was admitted, and publish what it changed; `graphs` are those it can write to, None for any.

    Where it clears all graphs the catalogue follows those that go. Raises `QueryRefused` and what `write` raises.
    """
    finish(store, now)
    if iri.DEFAULT_GRAPH.value in (graphs or ()):
        raise WriteRefused(f"{iri.DEFAULT_GRAPH.value} is the default graph: write to it without naming a graph")
    with storage(store.sealed.folder), store.scratch() as folder:
        after = _run(store, folder, text, base=base, graphs=graphs, clears_all=clears_all)
    return write(store, after, now=now)


def _run(
    store: TieredWriter, folder: str, text: str, *, base: str, graphs: frozenset[str] | None, clears_all: bool
) -> dict[NamedNode, frozenset[Quad]]:
    """What an update makes of the graphs that it changes, found in a copy, which is closed again at the end."""
    copy = ox.Store(folder)
    copy.extend(_unnamed(quad) for quad in store.quads(iri.DEFAULT_GRAPH))
    copy.remove_graph(iri.DEFAULT_GRAPH)
    try:
        copy.update(text, base_iri=base)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryRefused(f"the update cannot be run: {error}") from error
    return _differing(store, copy, graphs, clears_all=clears_all)


def _unnamed(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object)


def _differing(
    store: TieredWriter, copy: ox.Store, graphs: frozenset[str] | None, *, clears_all: bool
) -> dict[NamedNode, frozenset[Quad]]:
    """The graphs that hold something else in the copy, with that."""
    there = set(store.graphs())
    now_there = {graph for graph in copy.named_graphs() if isinstance(graph, NamedNode)}
    asked = {graph for graph in there | now_there if graphs is None or graph.value in graphs} | (now_there - there)
    found: dict[NamedNode, list[Quad]] = {}
    for graph in asked - ({iri.CATALOGUE_GRAPH} if clears_all else set()) - {iri.DEFAULT_GRAPH}:
        quads = set(copy.quads_for_pattern(None, None, None, graph))
        if quads != set(store.quads(graph)):
            found[graph] = list(quads)
    if any(copy.quads_for_pattern(None, None, None, iri.DEFAULT_GRAPH)):
        raise WriteRefused(f"{iri.DEFAULT_GRAPH.value} is the default graph: write to it without naming a graph")
    unnamed = moved(copy.quads_for_pattern(None, None, None, DefaultGraph()), iri.DEFAULT_GRAPH)
    if unnamed != set(store.quads(iri.DEFAULT_GRAPH)):
        found[iri.DEFAULT_GRAPH] = list(unnamed)
    named = defaultdict[object, set[Quad]](set)
    for quad in skolem.named(quad for quads in found.values() for quad in quads):  # one name over all graphs
        named[quad.graph_name].add(quad)
    return {graph: frozenset(named[graph]) for graph in found}


def write(store: TieredWriter, after: Mapping[NamedNode, frozenset[Quad]], *, now: datetime) -> Edited:
    """Make graphs hold what is given, follow it up in all that is derived, and publish it.

    Raises `WriteRefused` (`WriteConflict` among it), `ShapeError` and `StoreError`; nothing has changed then.
    """
    finish(store, now)
    changes = [change for change in _changes(store, after) if change.before != change.after]
    byhand.require_writable(change.graph for change in changes)
    parts, articles = _checked(store, changes, now)
    try:
        _put(store, changes, parts)
        if articles:
            following = Consequences(store, agent=AGENT, now=now, everything=not by_these_rules(store))
            for article, (said, says) in articles.items():
                following.changed(article, said, says)
            following.follow()
        snapshot = store.publish()
    except BaseException:
        store.restore()
        raise
    return Edited(
        snapshot,
        sum(len(change.before - change.after) for change in changes),
        sum(len(change.after - change.before) for change in changes),
    )


def _put(store: TieredWriter, changes: list[_Change], parts: dict[Entry, frozenset[Quad]]) -> None:
    """All of it in one transaction; of a single graph only what differs, however large it is."""
    if len(parts) == len(changes) == 1:
        (entry,), (change,) = parts, changes
        gone, new = change.before - change.after, change.after - change.before
        store.amend(entry.graph, gone=gone, new=new, entry=entry)
    else:
        store.exchange(parts)


def finish(store: TieredWriter, now: datetime) -> None:
    """Bring to its end what a run before left unpublished: it is not ours to undo."""
    if store.unfinished:
        Consequences(store, agent=AGENT, now=now, everything=True).follow()
        store.publish()


def _changes(store: TieredWriter, after: Mapping[NamedNode, frozenset[Quad]]) -> Iterator[_Change]:
    for graph, quads in after.items():
        if any(isinstance(quad.object, Triple) for quad in quads):
            raise WriteRefused("this says something of a triple (RDF 1.2): RDF 1.1 is kept here")
        yield _Change(graph, frozenset(store.quads(graph)), frozenset(as_stored(quads)))


def _checked(
    store: TieredWriter, changes: list[_Change], now: datetime
) -> tuple[dict[Entry, frozenset[Quad]], dict[str, tuple[frozenset[Quad], frozenset[Quad]]]]:
    """What goes into each graph, every rule kept, and what each article said and says, in both its graphs."""
    at_risk = known(store)
    listed = entries(store.quads(iri.CATALOGUE_GRAPH)) if changes else {}
    parts: dict[Entry, frozenset[Quad]] = {}
    articles: dict[str, tuple[frozenset[Quad], frozenset[Quad]]] = {}
    for change in changes:
        graph, tier = change.graph, listed[change.graph].tier if change.graph in listed else "public"
        if byhand.is_article(graph):
            hidden = moved(store.quads(iri.restricted_graph(graph)), graph)
            before, after = change.before | hidden, change.after | hidden
            byhand.check_article(graph, before, after, text=store.text, touched=touched(store, after))
            articles[graph.value.removeprefix(iri.ARTICLE_GRAPHS)] = before, after
            entry = Entry(graph=graph, title=_title(after, graph), agent=BY_HAND, written_at=now, tier=tier)
            parts |= part(store, after, entry, at_risk)
        else:
            byhand.check_own(change.after, touched=touched(store, change.after))
            title = f"Written by hand: {graph.value}"
            parts[Entry(graph=graph, title=title, agent=BY_HAND, written_at=now, tier=tier)] = change.after
    fresh = [quad for entry, quads in parts.items() if quads and entry.graph not in listed for quad in entry.quads()]
    _require_single(store, changes, fresh)
    return parts, articles


def touched(store: Quads, quads: frozenset[Quad]) -> Iterator[Quad]:
    """What the gazetteer says of all that some quads point at, and of the places that these lie within."""
    waiting = {quad.object for quad in quads}
    seen = set(waiting)
    while waiting:
        term = waiting.pop()
        if isinstance(term, NamedNode) and term.value.startswith(iri.THINGS):
            for quad in store.matching(iri.GAZETTEER_GRAPH, subject=term):
                yield quad
                if quad.predicate == RF.within and quad.object not in seen:
                    waiting.add(quad.object)
                    seen.add(quad.object)


def _title(quads: frozenset[Quad], graph: NamedNode) -> str:
    node = NamedNode(iri.article(graph.value.removeprefix(iri.ARTICLE_GRAPHS)))
    titles = (quad.object for quad in quads if quad.subject == node and quad.predicate == TITLE)
    return next((title.value for title in titles if isinstance(title, Literal)), graph.value)


def _require_single(store: TieredWriter, changes: list[_Change], listing: list[Quad]) -> None:
    """Raise `WriteConflict` where a triple would stand in two graphs: readers ask all at once, and count it twice.

    `listing` is what the catalogue will say of graphs that are new to it.
    """
    after: dict[object, frozenset[Quad]] = {change.graph: change.after for change in changes}
    placed: dict[Triple, object] = {}
    for quad in (*(quad for change in changes for quad in change.after - change.before), *listing):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        there = store.matching(None, subject=quad.subject, predicate=quad.predicate, term=quad.object)
        staying = [same.graph_name for same in there if same.graph_name not in after or same in after[same.graph_name]]
        others = [graph for graph in (*staying, placed.get(quad.triple)) if graph not in (None, quad.graph_name)]
        if others:
            raise WriteConflict(
                f"{quad.triple} stands in {others[0]} already, and would in {quad.graph_name} too: a triple has "
                "one graph, or else counts over all of them would be wrong; take it out there, or leave it out here"
            )
        placed[quad.triple] = quad.graph_name
