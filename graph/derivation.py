"""What a store derives from its own claims: nothing in these graphs is typed in, all of it can be made anew."""

from datetime import datetime
from itertools import chain

from refoulement import __version__
from refoulement.graph import events, iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.store import Writer

AGENT = f"refoulement {__version__}"
GRAPHS = (iri.EVENTS_GRAPH,)


def derive(store: Writer, now: datetime) -> None:
    """Make every derived graph of a store anew from what that store holds, and from nothing else."""
    graphs = [iri.GAZETTEER_GRAPH, *store.graphs(iri.ARTICLE_GRAPHS)]
    derived = events.derive(chain.from_iterable(map(store.quads, graphs)))
    entry = Entry(graph=iri.EVENTS_GRAPH, title="Events, derived from the claims", agent=AGENT, written_at=now)
    store.replace(iri.EVENTS_GRAPH, derived, entry)
