"""The graph as it would have been on a day: what was published by then, in the version of that day, derived anew.

What persons judged and the gazetteer are today's: they are ours, not the sources'. Judgements on what was not known
then are left out. What a rule judges, it judges anew of what was known: what is withdrawn since may have made two one.
"""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from weakref import WeakKeyDictionary

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import QueryRefused
from refoulement.graph import events, iri, linking, tracing
from refoulement.graph.called import english
from refoulement.graph.known import Kept
from refoulement.graph.oxigraph import OxigraphSnapshot
from refoulement.graph.rdf import read_entities
from refoulement.graph.reference import lend, reference
from refoulement.graph.revision import histories, read_version
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF

ARTICLES = iri.article_graph("").value
DERIVED = {iri.IDENTITY_GRAPH, iri.EVENTS_GRAPH, iri.ORIGINS_GRAPH}
STANDING = (iri.ONTOLOGY_GRAPH, iri.GAZETTEER_GRAPH)  # the same on every day, and nothing that happened stands in them
QUADS_AT_MOST = 1_000_000  # all that was known on the day is held in memory
DAYS_KEPT = 4

_KEPT = WeakKeyDictionary[Snapshot, OrderedDict[date, Snapshot]]()


def on(day: date, snapshot: Snapshot, *, kept: Kept) -> Snapshot:
    """A state that holds what was known on a day, kept as long as the snapshot is.

    `kept` gives an article's earlier version by its hash. Raises `QueryRefused` where too much was known.
    """
    days = _KEPT.setdefault(snapshot, OrderedDict())
    if day not in days:
        standing = [quad for graph in STANDING for quad in snapshot.quads(graph)]
        said = []
        for quad in _said(day, snapshot, kept):
            said.append(quad)
            if len(said) + len(standing) > QUADS_AT_MOST:
                hint = "ask SPARQL for what has an rf:knownFrom on that day or before"
                raise QueryRefused(f"more than {QUADS_AT_MOST:,} statements were known on {day}, too many here; {hint}")
        days[day] = _with_what_follows(day, standing, list(_without_unknown(said, snapshot)), snapshot)
        while len(days) > DAYS_KEPT:
            days.popitem(last=False)
    return days[day]


def _with_what_follows(day: date, standing: list[Quad], said: list[Quad], snapshot: Snapshot) -> Snapshot:
    """What was said, who is judged by rule to be who in that, and all that follows.

    Each step reads what the steps before it have put into one state. What the gazetteer says, which is most of a small
    graph, is read as it is today's: once for all days.
    """
    memory = ox.Store()
    state = OxigraphSnapshot(memory, snapshot.version)
    memory.bulk_extend([*standing, *said])
    lend(snapshot, state)
    judged = {NamedNode(judgement.iri) for judgement in linking.Identity(state).judgements()}
    named = {entity.iri for entity in read_entities(said) if iri.is_minted(entity.iri)}
    who = linking.derive(state, things=named, now=datetime.combine(day, time.min, UTC))
    for quad in (quad for node in judged for quad in state.matching(None, subject=node)):
        memory.remove(quad)
    memory.bulk_extend(who)
    told = [*(quad for quad in said if quad.subject not in judged), *who]
    memory.bulk_extend(events.whole(events.Gathered(told, partial(english, state)), reference(state).ground))
    memory.bulk_extend(tracing.whole(state))
    return state


def _said(day: date, snapshot: Snapshot, kept: Kept) -> Iterator[Quad]:
    """All that is neither derived nor the same on every day, as it stood on a day."""
    revised = histories(snapshot.quads(iri.REVISIONS_GRAPH))
    for graph in snapshot.graphs():
        if graph in DERIVED or graph in STANDING:
            continue
        article, _, beside = graph.value.removeprefix(ARTICLES).partition("/")
        if not graph.value.startswith(ARTICLES):
            yield from snapshot.quads(graph)
            continue
        history = revised.get(article)
        earlier = history.on(day) if history else None
        if earlier is None:
            if published_by(day, snapshot.quads(iri.article_graph(article))):
                yield from snapshot.quads(graph)
        elif not beside:  # a version holds all that its article said
            quads = read_version(kept(earlier))
            yield from quads if published_by(day, quads) else ()


def _without_unknown(said: list[Quad], snapshot: Snapshot) -> Iterator[Quad]:
    """All but the judgements on what is described neither by any of the quads nor by what stands on every day."""
    described = {quad.subject for quad in said}
    ends = {RF.judgedFirst, RF.judgedSecond}
    judging = [quad for quad in said if quad.predicate in ends and quad.object not in described]
    moot = {quad.subject for quad in judging if not _stands(quad.object, snapshot)}
    return (quad for quad in said if quad.subject not in moot)


def _stands(thing: object, snapshot: Snapshot) -> bool:
    return isinstance(thing, NamedNode) and any(snapshot.matching(graph, subject=thing) for graph in STANDING)


def published_by(day: date, quads: tuple[Quad, ...]) -> bool:
    """True where an article was certainly published on a day or before."""
    days = (quad.object for quad in quads if quad.predicate == RF.publishedLatest)
    return any(isinstance(term, Literal) and date.fromisoformat(term.value) <= day for term in days)
