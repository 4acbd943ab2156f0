"""What follows from a change of articles or of judgements: who is who, then the events, then the origins.

Whoever writes an article's graph, or a judgement, tells it here; each derived graph is then brought up to it, no
further than it was touched. The origins come last: they rest on who is who and on the events.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri, renewal, tracing
from refoulement.graph.catalogue import TITLE, Entry
from refoulement.graph.identity import JUDGE
from refoulement.graph.rdf import RDF_TYPE
from refoulement.graph.reference import reference
from refoulement.graph.relinking import Linker
from refoulement.graph.store import Quads, Writer
from refoulement.ontology import RF

ARTICLE = iri.article("")
CLAIM, EVENT = iri.THINGS + "claim/", iri.THINGS + "event/"
GRAPHS = (iri.IDENTITY_GRAPH, iri.EVENTS_GRAPH, iri.ORIGINS_GRAPH)  # wholly derived, in this order
TITLES = {  # with another number all is derived anew
    iri.EVENTS_GRAPH: f"Events, derived from the claims by rules 12 and {JUDGE}",
    iri.ORIGINS_GRAPH: "Origins, copies, stances to events, people followed; derived from claims and texts by rules 5",
}


class Consequences:
    """What a writer changed, and bringing the derived graphs up to it.

    `everything` derives all anew: after a run that did not come to its end, or with another
    gazetteer.
    """

    def __init__(self, store: Writer, *, agent: str, now: datetime, everything: bool = False) -> None:
        self.identity = Linker(store)
        self._store, self._agent, self._now = store, agent, now
        self._everything = everything
        self._things = set[str]()
        self._articles = set[str]()
        if everything:
            self._things.update(_all_claims(store))
            self.identity.touch_all(now=now)

    def changed(self, article: str, before: Iterable[Quad], after: Iterable[Quad]) -> None:
        """Note that an article's graph holds something else than before."""
        before, after = tuple(before), tuple(after)
        self._articles.add(article)
        self._things |= renewal.touched(before, after)
        self.identity.touch(before, after)

    def judged(self, things: Iterable[str]) -> None:
        """Note claims, on whose events a judgement was made or undone, and entities on which one was."""
        for thing in things:
            if thing.startswith(CLAIM):
                self._things.add(thing)
            else:
                self.identity.note([thing])

    def follow(self) -> None:
        """Derive anew what the changes touch. Raises `StoreError` where the store cannot be written."""
        self.identity.link(now=self._now)
        things = self._things | self.identity.moved
        told = renewal.renew(self._store, things, reference(self._store).ground, self._entry(iri.EVENTS_GRAPH))
        entry = self._entry(iri.ORIGINS_GRAPH)
        if self._everything:
            tracing.renew_whole(self._store, entry)
            return
        actors = self.identity.moved | {thing for thing in self._things if not thing.startswith(CLAIM)}
        tracing.renew(
            self._store,
            articles=self._articles,
            retold=_articles(self._store, (thing for thing in told if thing.startswith(CLAIM))),
            events=[NamedNode(thing) for thing in told if thing.startswith(EVENT)],
            entry=entry,
            voiced=_articles(self._store, _claims_by(self._store, actors)),
            renamed=_articles(self._store, _naming(self._store, self.identity.moved)),
        )

    def _entry(self, graph: NamedNode) -> Entry:
        return Entry(graph=graph, title=TITLES[graph], agent=self._agent, written_at=self._now)


def by_these_rules(store: Quads) -> bool:
    """True where the derived graphs of the store were derived by the rules of this version."""
    return all(
        store.matching(iri.CATALOGUE_GRAPH, subject=graph, predicate=TITLE, term=Literal(title))
        for graph, title in TITLES.items()
    )


def _all_claims(store: Quads) -> Iterator[str]:
    """All that events are derived from, and all that they were derived from."""
    for quads in (
        store.matching(None, predicate=RDF_TYPE, term=RF.EventClaim),
        store.matching(None, predicate=RF.comparedIn),
    ):
        yield from (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def _claims_by(store: Quads, actors: Iterable[str]) -> Iterator[str]:
    """The claims that name some actors, or doubles of theirs, as those who say or hold something."""
    return _claims_of(store, actors, (RF.claimant, RF.person, RF.organisation))


def _naming(store: Quads, things: Iterable[str]) -> Iterator[str]:
    """The event claims that name some things, or doubles of theirs."""
    return _claims_of(store, things, renewal.NAMING)


def _claims_of(store: Quads, things: Iterable[str], ways: Iterable[NamedNode]) -> Iterator[str]:
    for node in renewal.with_doubles(store, things):
        for way in ways:
            for quad in store.matching(None, predicate=way, term=node):
                if isinstance(quad.subject, NamedNode):
                    yield quad.subject.value


def _articles(store: Quads, claims: Iterable[str]) -> set[str]:
    """The articles, by id, in which some claims stand."""
    nodes = {NamedNode(claim) for claim in claims}
    found = (quad.object for node in nodes for quad in store.matching(None, subject=node, predicate=RF.saidIn))
    return {article.value.removeprefix(ARTICLE) for article in found if isinstance(article, NamedNode)}
