"""What follows from a change of articles: the events anew, then the origins where something moved."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from pyoxigraph import NamedNode, Quad

from refoulement.graph import events, iri, tracing
from refoulement.graph.catalogue import Entry
from refoulement.graph.store import Writer

ARTICLES = iri.article_graph("").value
EVENTS = iri.THINGS + "event/"


def follow(store: Writer, *, articles: Iterable[str], everything: bool, agent: str, now: datetime) -> None:
    """Bring the derived graphs up to what the others hold, given which articles changed, by id.

    `everything` derives all anew: after a run that did not come to its end, or with another gazetteer.
    """
    before = set(store.quads(iri.EVENTS_GRAPH))
    claims = (iri.GAZETTEER_GRAPH, *store.graphs(ARTICLES))
    derived = events.derive(chain.from_iterable(map(store.quads, claims)))
    entry = Entry(graph=iri.EVENTS_GRAPH, title="Events, derived from the claims", agent=agent, written_at=now)
    store.replace(iri.EVENTS_GRAPH, derived, entry)
    title = "Origins and copies, and what stances are towards, derived from the claims and texts"
    entry = Entry(graph=iri.ORIGINS_GRAPH, title=title, agent=agent, written_at=now)
    if everything:
        tracing.renew_whole(store, entry)
    else:
        tracing.renew(store, articles=articles, events=_events(before ^ derived), entry=entry)


def _events(quads: Iterable[Quad]) -> set[NamedNode]:
    """The events that some quads name."""
    return {term for quad in quads for term in _nodes(quad) if term.value.startswith(EVENTS)}


def _nodes(quad: Quad) -> Iterator[NamedNode]:
    yield from (term for term in (quad.subject, quad.object) if isinstance(term, NamedNode))
