"""The graph as it would have been on a day: what was published by then, in the version of that day, derived anew.

What persons judged and the gazetteer are today's: they are ours, not the sources'. Judgements on what was not known
then are left out. What a rule judges, it judges anew of what was known: what is withdrawn since may have made two one.
"""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import QueryRefused
from refoulement.graph import events, iri, linking, tracing
from refoulement.graph.known import Kept
from refoulement.graph.rdf import read_entities
from refoulement.graph.revision import histories, read_version
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF

ARTICLES = iri.article_graph("").value
DERIVED = {iri.IDENTITY_GRAPH, iri.EVENTS_GRAPH, iri.ORIGINS_GRAPH}
QUADS_AT_MOST = 1_000_000  # all that was known on the day is held in memory
DAYS_KEPT = 4

_KEPT = WeakKeyDictionary[Snapshot, OrderedDict[date, Snapshot]]()


def on(day: date, snapshot: Snapshot, *, kept: Kept) -> Snapshot:
    """A state that holds what was known on a day, kept as long as the snapshot is.

    `kept` gives an article's earlier version by its hash. Raises `QueryRefused` where too much was known.
    """
    days = _KEPT.setdefault(snapshot, OrderedDict())
    if day not in days:
        said = []
        for quad in _said(day, snapshot, kept):
            said.append(quad)
            if len(said) > QUADS_AT_MOST:
                hint = "ask SPARQL for what has an rf:knownFrom on that day or before"
                raise QueryRefused(f"more than {QUADS_AT_MOST:,} statements were known on {day}, too many here; {hint}")
        days[day] = snapshot.holding(_with_what_follows(day, list(_without_unknown(said)), snapshot))
        while len(days) > DAYS_KEPT:
            days.popitem(last=False)
    return days[day]


def _with_what_follows(day: date, said: list[Quad], snapshot: Snapshot) -> list[Quad]:
    """What was said, who is judged by rule to be who in that, and all that follows."""
    held = snapshot.holding(said)
    judged = {NamedNode(judgement.iri) for judgement in linking.Identity(held).judgements()}
    from_articles = [quad for quad in said if quad.graph_name != iri.GAZETTEER_GRAPH]  # where nothing is minted
    named = {entity.iri for entity in read_entities(from_articles) if iri.is_minted(entity.iri)}
    who = linking.derive(held, things=named, now=datetime.combine(day, time.min, UTC))
    said = [quad for quad in said if quad.subject not in judged]
    told = [*said, *who]
    told += events.derive(told)
    return [*told, *tracing.whole(snapshot.holding(told))]


def _said(day: date, snapshot: Snapshot, kept: Kept) -> Iterator[Quad]:
    """All that is not derived, as it stood on a day."""
    revised = histories(snapshot.quads(iri.REVISIONS_GRAPH))
    for graph in snapshot.graphs():
        if graph in DERIVED:
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


def _without_unknown(said: list[Quad]) -> Iterator[Quad]:
    """All but the judgements on what none of the quads describes."""
    described = {quad.subject for quad in said}
    ends = {RF.judgedFirst, RF.judgedSecond}
    moot = {quad.subject for quad in said if quad.predicate in ends and quad.object not in described}
    return (quad for quad in said if quad.subject not in moot)


def published_by(day: date, quads: tuple[Quad, ...]) -> bool:
    """True where an article was certainly published on a day or before."""
    days = (quad.object for quad in quads if quad.predicate == RF.publishedLatest)
    return any(isinstance(term, Literal) and date.fromisoformat(term.value) <= day for term in days)
