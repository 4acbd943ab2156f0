"""A small store of plainly synthetic articles, written and published by the real engine."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri, tracing
from refoulement.graph.article import Article, Passage
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim
from refoulement.graph.copies import print_quads
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import (
    LABELS,
    RDF_TYPE,
    XSD,
    article_quads,
    claim_quads,
    day_literal,
    entity_quads,
    mention_quads,
)
from refoulement.graph.tier import PUBLIC
from refoulement.graph.when import When
from refoulement.ontology import CONCEPTS, REFOULEMENT, RF, read

EXTRACTOR = "synthetic 1"
EVENT = iri.THINGS + "event/repatriation-2031-05-04"

NORTHSIDE = Entity(
    iri.entity("Settlement", "Northside"), "Settlement", (Name("Northside", "en", "preferred"), Name("북촌", "ko-Hang"))
)
GATE = Entity(iri.entity("BorderCrossing", "Test Gate"), "BorderCrossing", (Name("Test Gate", "en", "preferred"),))
GROUP = Entity(
    iri.entity("RightsGroup", "Société Exemple"),
    "RightsGroup",
    (Name("Société Exemple", "en", "preferred"), Name("Sample Society", "en"), Name("Societe Exempel", "en", "hidden")),
)
OFFICE = Entity(
    iri.entity("GovernmentBody", "Specimen Office"), "GovernmentBody", (Name("Specimen Office", "en", "preferred"),)
)
CLERK = Entity(iri.entity("Person", "A. Placeholder"), "Person", (Name("A. Placeholder", "en", "preferred"),))
ENTITIES = (NORTHSIDE, GATE, GROUP, OFFICE, CLERK)

FIRST_TEXT = (
    "𝔘 Sample Society counted up to 60 test persons at Test Gate <b>&amp;</b> Northside.\n"
    "Specimen Office did not comment.\nClerk A. Placeholder spoke for Specimen Office."
)
SECOND_TEXT = "More than 70 test persons were sent back.\nSpecimen Office did not comment."


def _article(identifier: str, text: str, published: str, title: str) -> Article:
    return Article(
        id=identifier,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title=title,
        publisher="Synthetic Gazette",
        published=When(published),
        url="https://example.org/" + identifier,
    )


FIRST = _article("synthetic-one", FIRST_TEXT, "2031-05-06", "A <synthetic> report & more")
SECOND = _article("synthetic-two", SECOND_TEXT, "2031-05-07", "Another synthetic report")


def words(article: Article, exact: str) -> Passage:
    """The first place where an article has these words."""
    start = article.text.index(exact)
    return article.passage(start, start + len(exact))


UP_TO_60 = EventClaim(
    passages=(words(FIRST, "Sample Society counted up to 60 test persons at Test Gate"),),
    extractor=EXTRACTOR,
    event_type="Repatriation",
    count=Count(bound="atMost", value=60),
    when=When("2031-05-04"),
    via=(GATE.iri,),
    held_at=(NORTHSIDE.iri,),
    claimants=(GROUP.iri,),
)
SILENCE = StanceClaim(
    passages=(words(FIRST, "Specimen Office did not comment."),),
    extractor=EXTRACTOR,
    speaker=OFFICE.iri,
    stance="noComment",
)
CLERKSHIP = RoleClaim(
    passages=(words(FIRST, "Clerk A. Placeholder spoke for Specimen Office."),),
    extractor=EXTRACTOR,
    person=CLERK.iri,
    role="Clerk",
    organisation=OFFICE.iri,
)
OVER_70 = EventClaim(
    passages=(words(SECOND, "More than 70 test persons were sent back."),),
    extractor=EXTRACTOR,
    event_type="Repatriation",
    count=Count(bound="moreThan", value=70),
)
SILENCE_AGAIN = StanceClaim(
    passages=(words(SECOND, "Specimen Office did not comment."),),
    extractor=EXTRACTOR,
    speaker=OFFICE.iri,
    stance="noComment",
)
MENTIONS = (
    Mention(words(FIRST, "Sample Society"), GROUP.iri),
    Mention(words(FIRST, "Test Gate"), GATE.iri),
    Mention(words(FIRST, "Northside"), NORTHSIDE.iri),
    Mention(words(FIRST, "Specimen Office"), OFFICE.iri),
    Mention(words(SECOND, "Specimen Office"), OFFICE.iri),
)
CLAIMS: dict[Article, tuple[Claim, ...]] = {FIRST: (UP_TO_60, SILENCE, CLERKSHIP), SECOND: (OVER_70, SILENCE_AGAIN)}


def _event_quads() -> list[Quad]:
    event, graph, day = NamedNode(EVENT), iri.EVENTS_GRAPH, Literal("2031-05-04", datatype=NamedNode(XSD + "date"))
    quads = [
        Quad(event, RDF_TYPE, RF.Repatriation, graph),
        Quad(event, LABELS["preferred"], Literal("Repatriation, 2031-05-04", language="en"), graph),
        Quad(event, RF.earliest, day, graph),
        Quad(event, RF.latest, day, graph),
    ]
    for claim, reason in ((UP_TO_60, RF.timeAndPlacesAgree), (OVER_70, RF.publishedSoonAfter)):
        quads.append(Quad(event, RF.evidence, NamedNode(claim.iri), graph))
        quads.append(Quad(NamedNode(claim.iri), RF.about, event, graph))
        quads.append(Quad(NamedNode(claim.iri), RF.aboutBecause, reason, graph))
    undated = NamedNode(OVER_70.iri)
    return [*quads, Quad(undated, RF.earliest, day, graph), Quad(undated, RF.latest, day, graph)]


def _known_from(claim: Claim, article: Article) -> Quad:
    assert article.published
    assert article.published.latest
    day = day_literal(article.published.latest)
    return Quad(NamedNode(claim.iri), RF.knownFrom, day, iri.article_graph(article.id))


def publish_store(folder: Path) -> int:
    """Write the synthetic articles, what they name and the event they speak of; the public snapshot's number."""
    written_at = datetime.combine(date(2031, 6, 1), datetime.min.time(), UTC)
    ontology = [
        Quad(quad.subject, quad.predicate, quad.object, iri.ONTOLOGY_GRAPH)
        for path in (REFOULEMENT, CONCEPTS)
        for quad in read(path)
    ]
    graphs = {
        iri.ONTOLOGY_GRAPH: ontology,
        iri.GAZETTEER_GRAPH: [quad for entity in ENTITIES for quad in entity_quads(entity, iri.GAZETTEER_GRAPH)],
        iri.EVENTS_GRAPH: _event_quads(),
    }
    for article, claims in CLAIMS.items():
        graphs[iri.article_graph(article.id)] = [
            *article_quads(article),
            *print_quads(article.id, article.text),
            *(quad for claim in claims for quad in claim_quads(claim)),
            *(_known_from(claim, article) for claim in claims),
            *(quad for mention in MENTIONS if mention.passage.article == article.id for quad in mention_quads(mention)),
        ]
    with OxigraphWriter(folder / PUBLIC) as writer:
        for graph, quads in graphs.items():
            writer.replace(
                graph, quads, Entry(graph=graph, title=graph.value, agent="synthetic 1", written_at=written_at)
            )
        origins = Entry(graph=iri.ORIGINS_GRAPH, title="Origins", agent="synthetic 1", written_at=written_at)
        tracing.renew_whole(writer, origins)
        for article in CLAIMS:
            writer.keep(article.sha256, article.text, article.text.encode())
        return writer.publish()
