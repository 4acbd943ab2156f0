"""The synthetic store with places that have points, and claims that tell of ways between them."""

from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Entity, Name
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.rdf import claim_quads, entity_quads
from refoulement.graph.store import Snapshot
from refoulement.graph.tier import PUBLIC
from refoulement.graph.when import When
from refoulement.ontology import RF
from refoulement.tests.published_store import EXTRACTOR, GATE, GROUP, NORTHSIDE, SECOND, publish_store, words

GEO = "http://www.opengis.net/ont/geosparql#"


def _entity(kind: str, name: str) -> Entity:
    return Entity(iri.entity(kind, name), kind, (Name(name, "en", "preferred"),))


FARSIDE = _entity("Settlement", "Farside")
HAMLET = _entity("Settlement", "Hamlet")
PROVINCE = _entity("Region", "Testland")
HERE, THERE = _entity("Country", "Hereland"), _entity("Country", "Thereland")
HOLD = _entity("DetentionCentre", "Test Hold")
UNPLACED = _entity("Settlement", "Nowhere Known")
ENTITIES = (FARSIDE, HAMLET, PROVINCE, HERE, THERE, HOLD, UNPLACED)
POINTS = {NORTHSIDE.iri: "POINT(10.5 20.25)", FARSIDE.iri: "POINT(10.7 20.25)", HAMLET.iri: "POINT(10.5 21.25)"}
WITHIN = {
    NORTHSIDE.iri: PROVINCE.iri,
    HAMLET.iri: PROVINCE.iri,
    PROVINCE.iri: HERE.iri,
    FARSIDE.iri: THERE.iri,
    HOLD.iri: NORTHSIDE.iri,
}


def _claim(passage: str, **said: object) -> EventClaim:
    return EventClaim(
        passages=(words(SECOND, passage),),
        extractor=EXTRACTOR,
        event_type="Repatriation",
        **said,  # type: ignore[arg-type]
    )


# From one hold through the gate; from two towns over it; from two towns through two places: who went which way, unsaid.
ONE_WAY = _claim(
    "More than 70",
    count=Count(bound="moreThan", value=70),
    when=When("2031-05"),
    held_at=(HOLD.iri,),
    via=(GATE.iri,),
    destination=(THERE.iri,),
    claimants=(GROUP.iri,),
)
FROM_TWO = _claim("70 test persons", when=When("2030"), held_at=(NORTHSIDE.iri, HAMLET.iri), via=(GATE.iri,))
UNPAIRED = _claim("test persons were", held_at=(NORTHSIDE.iri, HAMLET.iri), via=(GATE.iri, FARSIDE.iri))
CLAIMS = (ONE_WAY, FROM_TWO, UNPAIRED)


def placed(store: Path) -> Snapshot:
    """The published synthetic articles with all of this beside them."""
    published, graph = OxigraphReader(store / "public").snapshot(), iri.GAZETTEER_GRAPH
    quads = [quad for name in published.graphs() for quad in published.quads(name)]
    quads += [quad for entity in ENTITIES for quad in entity_quads(entity, graph)]
    quads += [quad for claim in CLAIMS for quad in claim_quads(claim)]
    for place, point in POINTS.items():
        geometry, node = NamedNode(place + "#geometry"), NamedNode(place)
        wkt = Literal(point, datatype=NamedNode(GEO + "wktLiteral"))
        quads.append(Quad(node, NamedNode(GEO + "hasGeometry"), geometry, graph))
        quads.append(Quad(geometry, NamedNode(GEO + "asWKT"), wkt, graph))
        quads.append(Quad(node, RF.placePrecision, RF.settlementCentre, graph))
    quads += [Quad(NamedNode(one), RF.within, NamedNode(other), graph) for one, other in WITHIN.items()]
    quads += [Quad(NamedNode(GATE.iri), RF.connects, NamedNode(end.iri), graph) for end in (NORTHSIDE, FARSIDE)]
    return published.holding(quads)


def publish_placed(folder: Path) -> None:
    """The same as a store that can be served."""
    publish_store(folder)
    snapshot = placed(folder)
    with OxigraphWriter(folder / PUBLIC) as writer:
        for graph in (iri.GAZETTEER_GRAPH, iri.article_graph(SECOND.id)):
            entry = Entry(
                graph=graph, title=graph.value, agent="synthetic 1", written_at=datetime(2031, 6, 2, tzinfo=UTC)
            )
            writer.replace(graph, snapshot.quads(graph), entry)
        writer.publish()
