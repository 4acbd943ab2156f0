"""The graph of origins: copies, origins of events, and the events that stances are towards, out of what a graph holds.

It is made of pieces, one for each article and one for each event. A piece looks only at the article's or event's own
neighbourhood: the claims of the event, the articles that make them, those that share a band of hashes. Of these only
what the rules look at is read: an event may have a thousand claims.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import copies, iri, origins, towards
from refoulement.graph.claim import Claim
from refoulement.graph.known import earliest, latest
from refoulement.graph.lookedup import ARTICLE, LookedUp
from refoulement.graph.rdf import RDF_TYPE, XSD, day_literal, read_claims
from refoulement.graph.whole import whole
from refoulement.ontology import RF

GRAPH = iri.ORIGINS_GRAPH
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
COUNTED = {RF.countBound, RF.countValue, RF.countValueTo, RF.countUnit, RF.countNature}


class Deriver:
    """Pieces of the graph of origins, out of what is looked up in one state of the other graphs.

    `compared` are the articles that are looked through for copies, None for all: what others are copies of, the graph
    of origins says already.
    """

    def __init__(self, read: LookedUp, compared: Container[str] | None = None) -> None:
        self._read = read
        self._compared = compared
        self._likeness: dict[str, copies.Likeness | None] = {}
        self._towards: dict[str, dict[str, list[towards.Tie]]] = {}

    # Copies

    def likeness(self, article: str) -> copies.Likeness | None:
        """The earliest article that this one repeats."""
        if article not in self._likeness:
            own = self._read.published(article)
            others = filter(None, map(self._read.published, sorted(self._read.near(article)))) if own else ()
            self._likeness[article] = copies.earliest_original(own, others) if own else None
        return self._likeness[article]

    def first(self, article: str) -> str:
        """The article at the end of the copies."""
        while original := self._original(article):
            article = original
        return article

    def _original(self, article: str) -> str | None:
        if self._compared is None or article in self._compared:
            found = self.likeness(article)
            return found.original if found else None
        return self._read.source(article).original

    def article_quads(self, article: str) -> Iterator[Quad]:
        """The piece of one article: that it is a copy, if it is."""
        found = self.likeness(article)
        if found is None:
            return
        node, copy, original = copy_node(article), NamedNode(ARTICLE + article), NamedNode(ARTICLE + found.original)
        yield Quad(copy, RF.copyOf, original, GRAPH)
        yield Quad(node, RDF_TYPE, RF.Copy, GRAPH)
        yield Quad(node, RF.copyingSource, copy, GRAPH)
        yield Quad(node, RF.copiedSource, original, GRAPH)
        yield Quad(node, RF.similarity, Literal(f"{found.share:.2f}", datatype=NamedNode(XSD + "decimal")), GRAPH)
        yield Quad(node, RF.copyBecause, RF[found.reason], GRAPH)
        yield from _known(node, latest(self._read.source(each).day for each in (article, found.original)))

    # Events

    def has_stances(self, article: str) -> bool:
        """True where an article takes a stance: towards which event, may depend on what all its claims are about."""
        return bool(self._read.of_kind(article, RF.StanceClaim))

    def _stated(self, claim: str) -> tuple[origins.Stated | None, date | None]:
        """A claim as the rules of origins look at it, None where it is not there, and since when it is known."""
        said = defaultdict[NamedNode, list[str]](list)
        counted = set[tuple[str, str]]()
        for quad in self._read.of(claim):
            if isinstance(quad.object, NamedNode | Literal) and quad.graph_name != GRAPH:
                said[quad.predicate].append(quad.object.value)
                if quad.predicate in COUNTED:
                    counted.add((quad.predicate.value, quad.object.value))
        known = date.fromisoformat(said[RF.knownFrom][0]) if said[RF.knownFrom] else None
        if not said[RF.saidIn]:
            return None, known
        stated = origins.Stated(
            iri=claim,
            article=said[RF.saidIn][0].removeprefix(ARTICLE),
            denied=RF.denied.value in said[RF.modality],
            claimants=tuple(sorted(said[RF.claimant])),
            count=frozenset(counted),
            attribution=next(iter(said[RF.attribution]), None),
        )
        return stated, known

    def event_quads(self, event: NamedNode) -> Iterator[Quad]:
        """The piece of one event: its origins and their number, and the stances that are towards it."""
        read = {claim: self._stated(claim) for claim in self._read.values(event.value, RF.evidence)}
        if not read:
            return
        said = [stated for stated, _ in read.values() if stated]
        articles = sorted({claim.article for claim in said})
        yield from _known(event, earliest(day for _, day in read.values()))
        setting = self._setting(articles, said)
        traced = origins.trace(said, setting)
        if traced:
            yield from _standing_quads(event, origins.standing(said, traced, setting))
        for origin in sorted({origin for found in traced.values() for origin in found}):
            since = earliest(read[claim][1] for claim in traced if origin in traced[claim])
            yield from self._origin_quads(event, origin, since)
        for claim, found in traced.items():
            for origin, rule in found.items():
                yield Quad(NamedNode(claim), RF.origin, NamedNode(origin.iri(event.value)), GRAPH)
                yield Quad(NamedNode(claim), RF.originBecause, RF[rule], GRAPH)
        for article in articles:
            for tie in self._ties(article).get(event.value, ()):
                yield Quad(NamedNode(tie.stance), RF.speaksOf, event, GRAPH)
                yield Quad(NamedNode(tie.stance), RF.speaksOfBecause, RF[tie.reason], GRAPH)

    def _origin_quads(self, event: NamedNode, origin: origins.Origin, since: date | None) -> Iterator[Quad]:
        node = NamedNode(origin.iri(event.value))
        named = self._read.actor(origin.value).name if origin.kind == "actor" else origin.value
        name = named or (origin.value.rsplit("/", 1)[-1] if origin.kind == "actor" else origin.article)
        yield Quad(node, RDF_TYPE, RF.Origin, GRAPH)
        yield Quad(node, RDFS_LABEL, Literal(name, language="en"), GRAPH)  # no name that a search should find
        yield Quad(node, RF.originOf, event, GRAPH)
        if origin.kind == "actor":
            yield Quad(node, RF.originActor, NamedNode(origin.value), GRAPH)
        elif origin.kind == "outlet":
            yield Quad(node, RF.originOutlet, Literal(name), GRAPH)
        else:
            yield Quad(node, RF.originWords, Literal(name), GRAPH)
        yield from _known(node, since)

    def _ties(self, article: str) -> dict[str, list[towards.Tie]]:
        """The stances of an article, by the event that they are towards."""
        if article not in self._towards:
            claims = self._all_claims(article) if self.has_stances(article) else {}
            about: dict[str, str] = {}
            wholes: dict[str, str] = {}
            for claim in claims:
                if event := self._read.value(claim, RF.about):
                    about[claim] = event
                    while event not in wholes and (above := self._read.value(event, RF.partOf)):
                        wholes[event] = above
                        event = above
            found = self._towards[article] = defaultdict[str, list[towards.Tie]](list)
            for tie in towards.ties(list(claims.values()), about=about, wholes=wholes):
                found[tie.event].append(tie)
        return self._towards[article]

    def _all_claims(self, article: str) -> dict[str, Claim]:
        """What an article claims, by IRI, in reading order."""
        return {claim.iri: claim for claim in read_claims(whole(self._read.said, iri.article_graph(article)))}

    # What the rules of origins need to know

    def _setting(self, articles: list[str], said: list[origins.Stated]) -> origins.Setting:
        copied = {article: self.first(article) for article in articles}
        sources = {article: self._read.source(article) for article in sorted({*articles, *copied.values()})}
        outlets = {article: source.outlet for article, source in sources.items() if source.outlet}
        actors = {actor for claim in said for actor in claim.claimants}
        firsts = {actor: self._read.actor(actor).first for actor in actors}
        media = {name.casefold(): outlet for name in outlets.values() if (outlet := self._read.outlet_named(name))}
        return origins.Setting(
            outlets=outlets,
            media=media,
            bodies=self._bodies({claim.article for claim in said if claim.claimants}),
            copied=copied,
            same={actor: first for actor, first in firsts.items() if first != actor},
            tables=frozenset(article for article, source in sources.items() if source.is_table),
            passers=frozenset(
                actor for actor in {*firsts.values(), *media.values()} if self._read.actor(actor).is_outlet
            ),
        )

    def _bodies(self, quoting: Iterable[str]) -> dict[tuple[str, str], str]:
        """The organisation of each person that an article that quotes someone titles by a role at one alone."""
        found = defaultdict[tuple[str, str], set[str]](set)
        for article in quoting:
            for person, body in self._read.roles(article):
                found[article, self._read.actor(person).first].add(self._read.actor(body).first)
        return {person: next(iter(bodies)) for person, bodies in found.items() if len(bodies) == 1}


def copy_node(article: str) -> NamedNode:
    """The finding that an article is a copy."""
    return NamedNode(f"{iri.THINGS}copy/{article}")


def _known(subject: NamedNode, day: date | None) -> Iterator[Quad]:
    if day:
        yield Quad(subject, RF.knownFrom, day_literal(day), GRAPH)


def _standing_quads(event: NamedNode, standing: origins.Standing) -> Iterator[Quad]:
    for predicate, number in (
        (RF.articleCount, standing.articles),
        (RF.copyCount, standing.copies),
        (RF.originCount, standing.named),
        (RF.unnamedOriginCount, standing.unnamed),
    ):
        yield Quad(event, predicate, Literal(str(number), datatype=NamedNode(XSD + "integer")), GRAPH)
    yield Quad(event, RF.originSummary, Literal(standing.line, language="en"), GRAPH)
