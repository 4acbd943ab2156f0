"""What the catalogue says of every named graph: its tier, what wrote it and when (DCAT, PROV)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.iri import CATALOGUE_GRAPH, THINGS
from refoulement.graph.rdf import DCTERMS, RDF_TYPE, XSD
from refoulement.ontology import RF

PROV = "http://www.w3.org/ns/prov#"
DATASET = NamedNode("http://www.w3.org/ns/dcat#Dataset")
ACTIVITY, AGENT = NamedNode(PROV + "Activity"), NamedNode(PROV + "SoftwareAgent")
GENERATED_BY, ASSOCIATED, ENDED = (
    NamedNode(PROV + name) for name in ("wasGeneratedBy", "wasAssociatedWith", "endedAtTime")
)
TITLE = NamedNode(DCTERMS + "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One named graph as the catalogue lists it; `written_at` is the caller's clock, `agent` name and version."""

    graph: NamedNode
    title: str
    agent: str
    written_at: datetime

    def __post_init__(self) -> None:
        if self.written_at.tzinfo is None:
            raise ValueError(f"the time {self.graph.value} was written needs its time zone")

    def quads(self) -> Iterator[Quad]:
        """The entry in the catalogue graph. The only tier so far is the public one: nothing restricted can enter."""
        stamp = self.written_at.isoformat(timespec="seconds")
        key = f"{self.graph.value} {stamp} {self.agent}"
        activity = NamedNode(f"{THINGS}activity/{sha256(key.encode()).hexdigest()[:16]}")
        agent = NamedNode(f"{THINGS}software/{self.agent.replace(' ', '-')}")
        for subject, predicate, term in (
            (self.graph, RDF_TYPE, DATASET),
            (self.graph, TITLE, Literal(self.title)),
            (self.graph, RF.tier, RF.public),
            (self.graph, GENERATED_BY, activity),
            (activity, RDF_TYPE, ACTIVITY),
            (activity, ASSOCIATED, agent),
            (activity, ENDED, Literal(stamp, datatype=NamedNode(XSD + "dateTime"))),
            (agent, RDF_TYPE, AGENT),
            (agent, TITLE, Literal(self.agent)),
        ):
            yield Quad(subject, predicate, term, CATALOGUE_GRAPH)
