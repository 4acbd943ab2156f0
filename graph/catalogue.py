"""What the catalogue says of every named graph: its tier, what wrote it and when (DCAT, PROV)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.iri import CATALOGUE_GRAPH, THINGS
from refoulement.graph.rdf import DCTERMS, RDF_TYPE, XSD
from refoulement.graph.tier import TIERS
from refoulement.ontology import RF, local_name

PROV = "http://www.w3.org/ns/prov#"
DATASET = NamedNode("http://www.w3.org/ns/dcat#Dataset")
ACTIVITY, AGENT = NamedNode(PROV + "Activity"), NamedNode(PROV + "SoftwareAgent")
GENERATED_BY, ASSOCIATED, ENDED = (
    NamedNode(PROV + name) for name in ("wasGeneratedBy", "wasAssociatedWith", "endedAtTime")
)
TITLE = NamedNode(DCTERMS + "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One named graph as the catalogue lists it; `written_at` is the caller's clock, `agent` name and version.

    `tier` says who may read it at the least: the public, partners, or no one but the holder.
    """

    graph: NamedNode
    title: str
    agent: str
    written_at: datetime
    tier: str = "public"

    def __post_init__(self) -> None:
        if self.written_at.tzinfo is None:
            raise ValueError(f"the time {self.graph.value} was written needs its time zone")
        if self.tier not in TIERS:
            raise ValueError(f"{self.tier!r} is no tier: {', '.join(TIERS)}")

    def quads(self) -> Iterator[Quad]:
        """The entry in the catalogue graph; the inverse of `entries`."""
        stamp = self.written_at.isoformat(timespec="seconds")
        key = f"{self.graph.value} {stamp} {self.agent}"
        activity = NamedNode(f"{THINGS}activity/{sha256(key.encode()).hexdigest()[:16]}")
        agent = NamedNode(f"{THINGS}software/{self.agent.replace(' ', '-')}")
        for subject, predicate, term in (
            (self.graph, RDF_TYPE, DATASET),
            (self.graph, TITLE, Literal(self.title)),
            (self.graph, RF.tier, RF[self.tier]),
            (self.graph, GENERATED_BY, activity),
            (activity, RDF_TYPE, ACTIVITY),
            (activity, ASSOCIATED, agent),
            (activity, ENDED, Literal(stamp, datatype=NamedNode(XSD + "dateTime"))),
            (agent, RDF_TYPE, AGENT),
            (agent, TITLE, Literal(self.agent)),
        ):
            yield Quad(subject, predicate, term, CATALOGUE_GRAPH)


def may_read(tier: str, entry: Entry) -> bool:
    """Whether who may read a tier may read a graph."""
    return TIERS.index(entry.tier) <= TIERS.index(tier)


def entries(catalogue: Iterable[Quad]) -> dict[NamedNode, Entry]:
    """What a catalogue lists, by named graph."""
    said: dict[tuple[object, NamedNode], NamedNode | Literal] = {
        (quad.subject, quad.predicate): quad.object
        for quad in catalogue
        if isinstance(quad.object, NamedNode | Literal)
    }
    found = {}
    for (graph, predicate), activity in said.items():
        if predicate == GENERATED_BY and isinstance(graph, NamedNode):
            tier = said[graph, RF.tier]
            found[graph] = Entry(
                graph=graph,
                title=said[graph, TITLE].value,
                agent=said[said[activity, ASSOCIATED], TITLE].value,
                written_at=datetime.fromisoformat(said[activity, ENDED].value),
                tier=local_name(tier) if isinstance(tier, NamedNode) else "sealed",
            )
    return found
