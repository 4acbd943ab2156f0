"""The graph of origins, kept up with the others: derived whole, or only where articles and events were touched.

Both ways put together the pieces that `derivation.py` makes, so that they cannot differ.
"""

from collections.abc import Iterable
from itertools import chain, islice

from pyoxigraph import NamedNode, Quad

from refoulement.graph import followed, iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.derivation import GRAPH, Deriver, copy_node
from refoulement.graph.lookedup import ARTICLE, LookedUp
from refoulement.graph.store import Quads, Writer
from refoulement.ontology import RF

EVENT = iri.THINGS + "event/"
BATCH = 500  # articles and events derived in one transaction: it bounds the memory of a large store


def whole(said: Quads) -> frozenset[Quad]:
    """The graph of origins of a state in which the events are derived already."""
    deriver = Deriver(LookedUp(said))
    articles = {
        quad.object.value
        for quad in said.matching(None, predicate=RF.fingerprintOf)
        if isinstance(quad.object, NamedNode)
    }
    events = {
        quad.subject
        for quad in said.matching(iri.EVENTS_GRAPH, predicate=RF.evidence)
        if isinstance(quad.subject, NamedNode)
    }
    return frozenset(
        chain(
            chain.from_iterable(deriver.article_quads(article.removeprefix(ARTICLE)) for article in articles),
            chain.from_iterable(map(deriver.event_quads, events)),
            chain.from_iterable(followed.article_quads(said, article) for article in followed.articles(said)),
        )
    )


def renew_whole(store: Writer, entry: Entry) -> bool:
    """Derive all of it anew, a batch at a time; True where that changed anything."""
    named = [quad.object for quad in store.matching(None, predicate=RF.fingerprintOf)]
    named += (quad.object for way in (RF.originOf, RF.speaksOf) for quad in store.matching(GRAPH, predicate=way))
    told = [*store.matching(iri.EVENTS_GRAPH, predicate=RF.evidence)]
    told += (
        quad for way in (RF.copyOf, RF.articleCount, RF.knownFrom) for quad in store.matching(GRAPH, predicate=way)
    )
    names = {term.value for term in (*named, *(quad.subject for quad in told)) if isinstance(term, NamedNode)}
    changed = False
    waiting = iter(sorted(name.removeprefix(ARTICLE) for name in names if name.startswith(ARTICLE)))
    while articles := list(islice(waiting, BATCH)):
        deriver = Deriver(LookedUp(store))
        gone = {quad for article in articles for quad in _article_piece(store, article)}
        new = {quad for article in articles for quad in deriver.article_quads(article)}
        changed |= store.amend(GRAPH, gone=gone, new=new, entry=entry)
    waiting = iter(sorted(name for name in names if name.startswith(EVENT)))
    while events := list(map(NamedNode, islice(waiting, BATCH))):
        read = LookedUp(store)
        deriver = Deriver(read, compared=())  # what is a copy of what stands there now
        gone = {quad for event in events for quad in _event_piece(read, event)}
        new = {quad for event in events for quad in deriver.event_quads(event)}
        changed |= store.amend(GRAPH, gone=gone, new=new, entry=entry)
    waiting = iter(sorted(followed.articles(store)))
    while articles := list(islice(waiting, BATCH)):
        gone = {quad for article in articles for quad in followed.piece(store, article)}
        new = {quad for article in articles for quad in followed.article_quads(store, article)}
        changed |= store.amend(GRAPH, gone=gone, new=new, entry=entry)
    return changed


def renew(
    store: Writer,
    *,
    articles: Iterable[str],
    retold: Iterable[str],
    events: Iterable[NamedNode],
    entry: Entry,
    voiced: Iterable[str] = (),
    renamed: Iterable[str] = (),
) -> bool:
    """Derive anew what some articles, by id, and some events can change; True where that changed anything.

    The others say what they said. Of `retold`, claims are now held to be about other events, of `voiced` by others;
    `events` are those whose claims or parts changed, those that are no more among them; in `renamed`, event claims name
    what another stands for now, or no more.
    """
    touched = set(articles)
    read = LookedUp(store)
    compared = touched.union(*map(read.near, touched), *(_copying(store, article) for article in touched))
    deriver = Deriver(read, compared)
    gone, new = set[Quad](), set[Quad]()
    moved = touched.union(voiced)
    for article in compared:
        before, after = set(_article_piece(store, article)), set(deriver.article_quads(article))
        gone |= before
        new |= after
        if before != after:
            moved.add(article)
    waiting = set(moved)
    while waiting:  # whose original is a copy of another now has another original too
        waiting = _copying(store, waiting.pop()) - moved | waiting
        moved |= waiting
    about = set(events)
    for article in moved.union(filter(deriver.has_stances, set(retold) - moved)):
        for claim in read.of_kind(article, RF.EventClaim):
            about |= set(map(NamedNode, read.values(claim, RF.about)))
    for event in about:
        gone |= set(_event_piece(read, event))
        new |= set(deriver.event_quads(event))
    for article in touched.union(renamed):
        gone |= set(followed.piece(store, article))
        new |= set(followed.article_quads(store, article))
    return store.amend(GRAPH, gone=gone, new=new, entry=entry)


def _copying(store: Writer, article: str) -> set[str]:
    """The articles that were held to be copies of one."""
    found = store.matching(GRAPH, predicate=RF.copyOf, term=NamedNode(ARTICLE + article))
    return {quad.subject.value.removeprefix(ARTICLE) for quad in found if isinstance(quad.subject, NamedNode)}


def _article_piece(store: Writer, article: str) -> Iterable[Quad]:
    yield from store.matching(GRAPH, subject=NamedNode(ARTICLE + article), predicate=RF.copyOf)
    yield from store.matching(GRAPH, subject=copy_node(article))


def _event_piece(read: LookedUp, event: NamedNode) -> Iterable[Quad]:
    yield from read.said.matching(GRAPH, subject=event)
    for origin in read.said.matching(GRAPH, predicate=RF.originOf, term=event):
        if isinstance(origin.subject, NamedNode):
            yield from read.said.matching(GRAPH, subject=origin.subject)
            for claim in read.said.matching(GRAPH, predicate=RF.origin, term=origin.subject):
                yield from _of_claim(read, claim, RF.originBecause)
    for stance in read.said.matching(GRAPH, predicate=RF.speaksOf, term=event):
        yield from _of_claim(read, stance, RF.speaksOfBecause)


def _of_claim(read: LookedUp, tie: Quad, because: NamedNode) -> Iterable[Quad]:
    yield tie
    if isinstance(tie.subject, NamedNode):
        found = read.of(tie.subject.value)  # all of it: what is derived of it anew rests on the rest
        yield from (quad for quad in found if quad.graph_name == GRAPH and quad.predicate == because)
