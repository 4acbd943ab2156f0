"""What the rules of origins look up in one state of the other graphs: each thing once, and no more than is needed.

In a large store a look-up costs as much as two or three of the quads that it finds, each of whose strings stands where
nobody read lately. Whoever looks up keeps what was found, so a state that is written to needs another one afterwards.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import copies, iri
from refoulement.graph.called import english_of
from refoulement.graph.rdf import EXACT_MATCH, PUBLISHER, RDF_TYPE
from refoulement.graph.reference import Reference, reference
from refoulement.graph.store import Quads, Term
from refoulement.graph.whole import OfArticle, sealed
from refoulement.ontology import RF

ARTICLE = iri.article("")
PREFERRED = ("preferred", "en")
KEPT = 2048  # subjects of which all quads are kept: a claim is read for what is derived of it and for what was


@dataclass(frozen=True, slots=True)
class Source:
    """An article, or a table, by its own address."""

    outlet: str | None
    day: date | None  # the last on which it can have been published
    is_table: bool
    original: str | None  # the id of the article that it is held to be a copy of


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who is quoted, or publishes."""

    first: str  # who stands for them, where they were judged to be another's double
    name: str | None  # in English
    is_outlet: bool


class LookedUp:
    """Things of one state of the graph, as they were when they were first asked for."""

    def __init__(self, said: Quads) -> None:
        self.said = said
        self.of = lru_cache(maxsize=KEPT)(partial(_quads_of, said))  # all quads of a subject, by its IRI
        self._sources: dict[str, Source] = {}
        self._actors: dict[str, Actor] = {}
        self._articles: dict[str, OfArticle] = {}
        self._kinds: dict[tuple[str, NamedNode], frozenset[str]] = {}
        self._roles: dict[str, tuple[tuple[str, str], ...]] = {}
        self._published: dict[str, copies.Published | None] = {}
        self._near: dict[str, frozenset[str]] = {}

    def subjects(self, predicate: NamedNode, value: Term) -> set[NamedNode]:
        found = (quad.subject for quad in self.said.matching(None, predicate=predicate, term=value))
        return {subject for subject in found if isinstance(subject, NamedNode)}

    def values(self, subject: str, predicate: NamedNode) -> list[str]:
        found = (quad.object for quad in self.said.matching(None, subject=NamedNode(subject), predicate=predicate))
        return sorted(term.value for term in found if isinstance(term, NamedNode | Literal))

    def value(self, subject: str, predicate: NamedNode) -> str | None:
        return next(iter(self.values(subject, predicate)), None)

    def source(self, article: str) -> Source:
        if article not in self._sources:
            node = ARTICLE + article  # of which no more is read: each string of an answer is a look of its own
            day, original = self.value(node, RF.publishedLatest), self.value(node, RF.copyOf)
            self._sources[article] = Source(
                outlet=self.value(node, PUBLISHER),
                day=date.fromisoformat(day) if day else None,
                is_table=RF.Dataset.value in self.values(node, RDF_TYPE),
                original=original.removeprefix(ARTICLE) if original else None,
            )
        return self._sources[article]

    def _first(self, actor: str) -> str:
        """Who stands for an actor."""
        found = self.said.matching(iri.IDENTITY_GRAPH, subject=NamedNode(actor), predicate=EXACT_MATCH)
        return next((quad.object.value for quad in found if isinstance(quad.object, NamedNode)), actor)

    def actor(self, actor: str) -> Actor:
        if actor not in self._actors:
            known = self._gazetteer.entities.get(actor)
            quads = () if known else self.of(actor)
            told = [name.text for name in known.names if (name.status, name.language) == PREFERRED] if known else []
            self._actors[actor] = Actor(
                first=self._first(actor),
                name=min(told, default=None) if known else english_of(quads),
                is_outlet=known.kind == "MediaOutlet"
                if known
                else RF.MediaOutlet.value in _by_predicate(quads)[RDF_TYPE],
            )
        return self._actors[actor]

    @cached_property
    def _sealed(self) -> frozenset[NamedNode]:
        return sealed(self.said)

    @cached_property
    def _gazetteer(self) -> Reference:
        return reference(self.said)

    def outlet_named(self, publisher: str) -> str | None:
        """The one media outlet of the gazetteer that bears a publisher's name."""
        found = self._gazetteer.outlets.get(publisher.casefold(), frozenset())
        return next(iter(found)) if len(found) == 1 else None

    # Claims

    def of_kind(self, article: str, kind: NamedNode) -> frozenset[str]:
        """The claims of one kind that an article makes, by IRI."""
        if (article, kind) not in self._kinds:
            ask = self._articles.setdefault(article, OfArticle(self.said, article, self._sealed))
            found = ask(predicate=RDF_TYPE, term=kind)
            self._kinds[article, kind] = frozenset(
                quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)
            )
        return self._kinds[article, kind]

    def roles(self, article: str) -> tuple[tuple[str, str], ...]:
        """The persons whom an article titles by a role at an organisation, each with that."""
        if article not in self._roles:
            told = [_by_predicate(self.of(role)) for role in sorted(self.of_kind(article, RF.RoleClaim))]
            self._roles[article] = tuple(
                (min(said[RF.person]), min(said[RF.organisation]))
                for said in told
                if said[RF.person] and said[RF.organisation]
            )
        return self._roles[article]

    # Copies

    def published(self, article: str) -> copies.Published | None:
        """An article as it is compared with others; None for one that has no print."""
        if article not in self._published:
            prints = sorted(node.value for node in self.subjects(RF.fingerprintOf, NamedNode(ARTICLE + article)))
            hashes = self.value(prints[0], RF.hashes) if prints else None
            read = copies.read(hashes) if hashes else None
            self._published[article] = copies.Published(article, self.source(article).day, read) if read else None
        return self._published[article]

    def near(self, article: str) -> frozenset[str]:
        """The articles that share a band with this one, itself left out."""
        if article not in self._near:
            published = self.published(article)
            bands = published.text.bands() if published else ()
            prints = {node for band in bands for node in self.subjects(RF.band, Literal(band))}
            articles = {of for node in prints for of in self.values(node.value, RF.fingerprintOf)}
            self._near[article] = frozenset(of.removeprefix(ARTICLE) for of in articles) - {article}
        return self._near[article]


def _quads_of(said: Quads, subject: str) -> tuple[Quad, ...]:
    return said.matching(None, subject=NamedNode(subject))


def _by_predicate(quads: tuple[Quad, ...]) -> defaultdict[NamedNode, list[str]]:
    found = defaultdict[NamedNode, list[str]](list)
    for quad in quads:
        if isinstance(quad.object, NamedNode | Literal):
            found[quad.predicate].append(quad.object.value)
    return found
