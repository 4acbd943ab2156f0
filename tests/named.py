"""Synthetic articles that each name someone or something newly, and a store that knows a town and two groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from pyoxigraph import NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Claim, RoleClaim, TieClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.identity import Facts
from refoulement.graph.judgement import Judgement
from refoulement.graph.leading import Gathered
from refoulement.graph.rdf import EXACT_MATCH, article_quads, claim_quads, entity_quads, mention_quads
from refoulement.graph.reference import Reference
from refoulement.graph.relinking import Linker
from refoulement.graph.store import Writer
from refoulement.graph.when import When

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
TOWN = Entity(iri.entity("Settlement", "Onsong"), "Settlement", (Name("Onsong", "en", "preferred"),))
GROUP = Entity(iri.entity("RightsGroup", "Sample Society"), "RightsGroup", (Name("Sample Society", "en", "preferred"),))
OTHER = Entity(iri.entity("RightsGroup", "Other Union"), "RightsGroup", (Name("Other Union", "en", "preferred"),))
KNOWN = {entity.iri: entity for entity in (TOWN, GROUP, OTHER)}
TEXT = "Synthetic words that name and tell of people and of places, one after the other, for a test."
DIGEST = sha256(TEXT.encode()).hexdigest()


@dataclass(frozen=True)
class Said:
    """What a synthetic article says of one newly named thing."""

    name: str
    kind: str = "Person"
    role: str = ""
    at: str | None = None
    sister: str = ""
    beside: tuple[str, ...] = ()


def entity_of(said: Said, article: str) -> Entity:
    return Entity(iri.minted(said.kind, said.name, article, 0), said.kind, (Name(said.name, "en", "preferred"),))


def article_graph(identifier: str, *told: Said) -> frozenset[Quad]:
    """An article that names some things, in their order."""
    article = Article(id=identifier, text=TEXT, sha256=DIGEST, title=identifier, published=When("2025-01-01"))
    graph = iri.article_graph(identifier)
    quads = list(article_quads(article))
    for number, said in enumerate(told):
        passage = article.passage(number, number + 1)
        entity = entity_of(said, identifier)
        claims: list[Claim] = []
        if said.role:
            claims.append(
                RoleClaim(passages=(passage,), extractor="x", person=entity.iri, role=said.role, organisation=said.at)
            )
        if said.sister:
            sister = Entity(
                iri.minted("Person", said.sister, identifier, 9), "Person", (Name(said.sister, "en", "preferred"),)
            )
            quads += entity_quads(sister, graph)
            tie = TieClaim(passages=(passage,), extractor="x", person=sister.iri, tie="sisterOf", relative=entity.iri)
            claims.append(tie)
        quads += entity_quads(entity, graph)
        quads += mention_quads(Mention(passage, entity.iri))
        quads += (quad for claim in claims for quad in claim_quads(claim))
        quads += (quad for other in said.beside for quad in mention_quads(Mention(article.passage(20, 24), other)))
    return frozenset(quads)


def judge_all(members: Iterable[Facts], *, made: datetime) -> list[Judgement]:
    """The rule's judgements on some entities that may be one."""
    told = list(members)
    known = [each.entity for each in told if not iri.is_minted(each.entity.iri)]
    gazetteer = Reference(frozenset(quad for one in known for quad in entity_quads(one, iri.GAZETTEER_GRAPH)))
    return Gathered([each for each in told if iri.is_minted(each.entity.iri)], gazetteer).judgements(made)


def by_person(first: str, verdict: str, second: str, *, made: datetime = NOON) -> Judgement:
    """A judgement of a person who has seen both."""
    return Judgement(
        first=first,
        verdict=verdict,
        second=second,
        by="byPerson",
        judge="A Reviewer",
        reasons=("seen both",),
        score=1.0,
        made=made,
    )


def entry(graph: NamedNode) -> Entry:
    return Entry(graph=graph, title=graph.value, agent="synthetic 1", written_at=NOON)


def gazetteer(store: Writer) -> None:
    quads = [quad for entity in KNOWN.values() for quad in entity_quads(entity, iri.GAZETTEER_GRAPH)]
    store.replace(iri.GAZETTEER_GRAPH, quads, entry(iri.GAZETTEER_GRAPH))


def load(store: Writer, articles: Mapping[str, tuple[Said, ...]], *, now: datetime = NOON) -> bool:
    linker = Linker(store)
    for identifier, told in articles.items():
        graph, quads = iri.article_graph(identifier), article_graph(identifier, *told)
        linker.touch(store.quads(graph), quads)
        store.keep(DIGEST, TEXT, None)
        store.replace(graph, quads, entry(graph))
    return linker.link(now=now)


def derived(store: Writer) -> tuple[set[Quad], set[Quad]]:
    return set(store.quads(iri.JUDGEMENTS_GRAPH)), set(store.quads(iri.IDENTITY_GRAPH))


def matches(store: Writer) -> dict[str, str]:
    found = store.matching(iri.IDENTITY_GRAPH, predicate=EXACT_MATCH)
    return {
        quad.subject.value: quad.object.value
        for quad in found
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode)
    }


def ranked(articles: Mapping[str, tuple[Said, ...]]) -> list[str]:
    """Some articles that name one thing each, by the rank of what they name."""
    return sorted(articles, key=lambda identifier: iri.rank(entity_of(articles[identifier][0], identifier).iri))


FIRST, SECOND, THIRD = ("Julie Example", "Julie Anne Example", "Example Julie")
TOLD = {"a": (Said(FIRST),), "b": (Said(SECOND),), "c": (Said(THIRD),)}
MINTED = {name: entity_of(said, name).iri for name, (said,) in TOLD.items()}
