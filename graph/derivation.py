"""What a store derives from its own articles and judgements, and from nothing else: who is who, then the events.

All of it can be made anew. What a run touched is derived again; where that is not known, everything is.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from refoulement import __version__
from refoulement.graph import iri, renewal
from refoulement.graph.catalogue import TITLE, Entry
from refoulement.graph.decisions import EVENTS_TITLE
from refoulement.graph.ground import Ground
from refoulement.graph.linking import Linker
from refoulement.graph.rdf import RDF_TYPE
from refoulement.graph.store import Writer
from refoulement.ontology import RF

AGENT = f"refoulement {__version__}"
GRAPHS = (iri.IDENTITY_GRAPH, iri.EVENTS_GRAPH)


class Derivation:
    """What is to be derived again in a store that is being written; the gazetteer is there already."""

    def __init__(self, store: Writer) -> None:
        self._store = store
        self._identity = Linker(store)
        self._touched: set[str] = set()

    def touch(self, before: Iterable[Quad], after: Iterable[Quad]) -> None:
        """Note what an article said before and says now."""
        old, new = frozenset(before), frozenset(after)
        self._touched |= renewal.touched(old, new)
        self._identity.touch(old, new)

    def touch_all(self) -> None:
        """Note all that the store holds, and all that was derived of what it held."""
        self._identity.touch_all()
        self._touched.update(_all_claims(self._store))

    def derive(self, now: datetime) -> None:
        """Derive again all that was noted. Raises `StoreError` where the store cannot be written."""
        self._identity.link(now=now)
        entry = Entry(graph=iri.EVENTS_GRAPH, title=EVENTS_TITLE, agent=AGENT, written_at=now)
        renewal.renew(self._store, self._touched, Ground(self._store.quads(iri.GAZETTEER_GRAPH)), entry)
        self._touched.clear()


def is_of_these_rules(store: Writer) -> bool:
    """True where the events in the store were derived by the rules of this version."""
    return bool(
        store.matching(iri.CATALOGUE_GRAPH, subject=iri.EVENTS_GRAPH, predicate=TITLE, term=Literal(EVENTS_TITLE))
    )


def _all_claims(store: Writer) -> Iterator[str]:
    """All that events are derived from, and all that they were derived from."""
    for quads in (
        store.matching(None, predicate=RDF_TYPE, term=RF.EventClaim),
        store.matching(None, predicate=RF.comparedIn),
    ):
        yield from (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
