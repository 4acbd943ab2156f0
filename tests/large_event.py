"""A plainly synthetic store with one event of many claims, to see what its page costs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri, tracing
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Entity, Name
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import LABELS, RDF_TYPE, XSD, article_quads, claim_quads, day_literal, entity_quads
from refoulement.graph.tier import PUBLIC
from refoulement.graph.when import When
from refoulement.ontology import CONCEPTS, REFOULEMENT, RF, read

EVENT = iri.THINGS + "event/repatriation-2031-05"
ACTORS = 40
BOUNDS = ("exact", "atMost", "atLeast", "moreThan", "lessThan", "approximately", "range")
WRITTEN = datetime(2031, 12, 1, tzinfo=UTC)


def _said(index: int) -> Count:
    bound, value = BOUNDS[index % len(BOUNDS)], 100 + index % 321
    return Count(bound=bound, value=value, value_to=value + 50 if bound == "range" else None)


def _article(number: int, claims: int, actors: list[Entity]) -> tuple[Article, list[EventClaim]]:
    lines = [f"Specimen body {index} counted test persons, sample {number}." for index in range(claims)]
    text = "\n".join(lines)
    article = Article(
        id=f"sample-{number}",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title=f"Synthetic report {number}",
        publisher=f"Synthetic Gazette {number % 40}",
        published=When(str(date(2031, 6, 1) + timedelta(days=number % 30))),
        url=f"https://example.org/sample-{number}",
    )
    said, start = [], 0
    for index, line in enumerate(lines):
        said.append(
            EventClaim(
                passages=(article.passage(start, start + len(line)),),
                extractor="synthetic 1",
                event_type="Repatriation",
                count=_said(number * claims + index),
                when=When("2031-05"),
                claimants=(actors[(number + index) % len(actors)].iri,),
            )
        )
        start += len(line) + 1
    return article, said


def publish_large(folder: Path, *, articles: int, claims: int, figures: bool = True) -> int:
    """Write an event that so many articles make so many claims about, each; the public snapshot's number."""
    who = [
        Entity(
            iri.entity("RightsGroup", f"Sample Group {number}"),
            "RightsGroup",
            (Name(f"Sample Group {number}", "en", "preferred"),),
        )
        for number in range(ACTORS)
    ]
    event, events = NamedNode(EVENT), iri.EVENTS_GRAPH
    told = [
        Quad(event, RDF_TYPE, RF.Repatriation, events),
        Quad(event, LABELS["preferred"], Literal("Repatriation, 2031-05", language="en"), events),
        Quad(event, RF.earliest, Literal("2031-05-01", datatype=NamedNode(XSD + "date")), events),
        Quad(event, RF.latest, Literal("2031-05-31", datatype=NamedNode(XSD + "date")), events),
    ]
    graphs = {
        iri.ONTOLOGY_GRAPH: [
            Quad(quad.subject, quad.predicate, quad.object, iri.ONTOLOGY_GRAPH)
            for path in (REFOULEMENT, CONCEPTS)
            for quad in read(path)
        ],
        iri.GAZETTEER_GRAPH: [quad for one in who for quad in entity_quads(one, iri.GAZETTEER_GRAPH)],
        iri.EVENTS_GRAPH: told,
    }
    for number in range(articles):
        article, said = _article(number, claims, who)
        graph = graphs[iri.article_graph(article.id)] = [*article_quads(article)]
        for claim in said:
            said_so = claim if figures else replace(claim, count=None)
            node = NamedNode(said_so.iri)
            graph += claim_quads(said_so)
            assert article.published
            assert article.published.latest
            graph.append(Quad(node, RF.knownFrom, day_literal(article.published.latest), iri.article_graph(article.id)))
            told += [
                Quad(event, RF.evidence, node, events),
                Quad(node, RF.about, event, events),
                Quad(node, RF.aboutBecause, RF.timeAndPlacesAgree, events),
            ]
    with OxigraphWriter(folder / PUBLIC) as writer:
        for name, quads in graphs.items():
            writer.replace(name, quads, Entry(graph=name, title=name.value, agent="synthetic 1", written_at=WRITTEN))
        tracing.renew_whole(
            writer, Entry(graph=iri.ORIGINS_GRAPH, title="Origins", agent="synthetic 1", written_at=WRITTEN)
        )
        return writer.publish()
