"""Who is at risk: a mark set on a person by someone, for a reason, and lifted for a reason; never deleted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import GraphError
from refoulement.graph.iri import PROTECTION_GRAPH, THINGS
from refoulement.graph.rdf import RDF_TYPE, XSD
from refoulement.ontology import RF


def _stamp(moment: datetime) -> Literal:
    return Literal(moment.isoformat(timespec="seconds"), datatype=NamedNode(XSD + "dateTime"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """That a mark was lifted."""

    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """One mark. `names` are those the person bore then; `key` is random: what is made with it cannot be guessed."""

    key: str
    person: str
    names: frozenset[str]
    why: str
    at: datetime
    lifted: Lifted | None = None

    def __post_init__(self) -> None:
        if not self.names:
            raise GraphError("a mark withholds a name: give one with --also NAME")
        for why in (self.why, self.lifted.why if self.lifted else self.why):
            if not why.strip():
                raise GraphError("say why: a mark is set and lifted for a reason")

    @property
    def iri(self) -> str:
        """Where the mark is named."""
        return f"{THINGS}protection/{self.key}"

    def quads(self) -> Iterator[Quad]:
        """The mark in its graph, which only the sealed tier holds; the inverse of `read`."""
        subject = NamedNode(self.iri)
        pairs: list[tuple[NamedNode, NamedNode | Literal]] = [
            (RDF_TYPE, RF.Protection),
            (RF.protects, NamedNode(self.person)),
            *((RF.protectedName, Literal(name)) for name in self.names),
            (RF.protectedBecause, Literal(self.why)),
            (RF.protectedSince, _stamp(self.at)),
        ]
        if self.lifted:
            pairs += [(RF.liftedBecause, Literal(self.lifted.why)), (RF.liftedAt, _stamp(self.lifted.at))]
        for predicate, term in pairs:
            yield Quad(subject, predicate, term, PROTECTION_GRAPH)


def read(quads: Iterable[Quad]) -> tuple[Protection, ...]:
    """The marks that some quads describe, the earliest first."""
    said: dict[str, dict[NamedNode, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said.setdefault(quad.subject.value, {}).setdefault(quad.predicate, []).append(quad.object.value)
    marks = [
        Protection(
            key=subject.rsplit("/", 1)[-1],
            person=values[RF.protects][0],
            names=frozenset(values[RF.protectedName]),
            why=values[RF.protectedBecause][0],
            at=datetime.fromisoformat(values[RF.protectedSince][0]),
            lifted=(
                Lifted(why=values[RF.liftedBecause][0], at=datetime.fromisoformat(values[RF.liftedAt][0]))
                if RF.liftedAt in values
                else None
            ),
        )
        for subject, values in said.items()
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.at, mark.key)))
