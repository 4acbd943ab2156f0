"""How a person is marked at risk, and how a mark is lifted; what must not be marked, and why."""

from dataclasses import dataclass, replace
from datetime import datetime

from pyoxigraph import NamedNode, Quad

from refoulement.errors import GraphError
from refoulement.graph import iri, protection
from refoulement.graph.atrisk import gazetteer_names, labels
from refoulement.graph.catalogue import Entry
from refoulement.graph.derivation import AGENT
from refoulement.graph.protection import Lifted, Protection
from refoulement.graph.rdf import RDF_TYPE
from refoulement.graph.restricted import CLAIMS, settle
from refoulement.graph.secret import Secret, words_of
from refoulement.graph.store import Writer
from refoulement.ontology import RF


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What the marks that stand now take from the public."""

    articles: int
    claims: int
    snapshot: int

    @property
    def summary(self) -> str:
        """In one line, which names nobody."""
        told = f"claims that name somebody at risk, withheld from partners and the public: {self.claims}"
        return f"{told}, in articles: {self.articles}; readers see snapshot {self.snapshot}"


def person_iri(named: str) -> str:
    """The IRI of a person by that, by the address of the page without its server, or by its last piece."""
    piece = named.removeprefix(iri.THINGS).strip("/").removeprefix("page/").removeprefix("id/")
    return iri.THINGS + (piece if "/" in piece else f"person/{piece}")


def protect(store: Writer, person: str, *, why: str, also: frozenset[str], key: str, now: datetime) -> Withheld:
    """Mark a person at risk and publish without the name; `also` are spellings that no article's entity has.

    `key` is random. Raises `GraphError` where there is no such person, or where the name cannot be withheld.
    """
    marks = protection.read(store.quads(iri.PROTECTION_GRAPH))
    if any(mark.person == person and not mark.lifted for mark in marks):
        raise GraphError("this person is marked at risk already; nothing was changed")
    said = _said(store, person)
    if (NamedNode(person), RDF_TYPE, RF.Person) not in {(quad.subject, quad.predicate, quad.object) for quad in said}:
        raise GraphError(
            f"{person} is no person that an article names; give the IRI, or the last piece of the page's address"
        )
    names = labels(said, person) | also
    _require_a_secret(store, names)
    mark = Protection(key=key, person=person, names=names, why=why, at=now)
    return _publish(store, (*marks, mark), now)


def lift(store: Writer, person: str, *, why: str, now: datetime) -> Withheld:
    """Lift the mark on a person, and publish with the name. Raises `GraphError` where there is no mark."""
    marks = protection.read(store.quads(iri.PROTECTION_GRAPH))
    standing = [mark for mark in marks if mark.person == person and not mark.lifted]
    if not standing:
        raise GraphError(f"{person} is not marked at risk; nothing was changed")
    lifted = replace(standing[0], lifted=Lifted(why=why, at=now))
    return _publish(store, (*(mark for mark in marks if mark != standing[0]), lifted), now)


def _said(store: Writer, person: str) -> tuple[Quad, ...]:
    """All that the articles say of a person."""
    subject = NamedNode(person)
    return tuple(
        quad for graph in store.graphs(iri.ARTICLE_GRAPHS) for quad in store.quads(graph) if quad.subject == subject
    )


def _require_a_secret(store: Writer, names: frozenset[str]) -> None:
    """Refuse a name that is in the gazetteer, and one that tells nobody apart."""
    shipped = gazetteer_names(store)
    secret = Secret(names, frozenset[str]().union(*map(words_of, shipped)))
    if not any(map(secret.tells_apart, names)):
        hint = "give a whole name with --also NAME"
        raise GraphError(
            f"this person is known only by a name that many share, which no text can be cleared of; {hint}"
        )
    if same := sorted(filter(secret.same, shipped)):
        raise GraphError(f"{same[0]} is in the gazetteer, which is public in every copy of this program")


def _publish(store: Writer, marks: tuple[Protection, ...], now: datetime) -> Withheld:
    entry = Entry(graph=iri.PROTECTION_GRAPH, title="Persons at risk", agent=AGENT, written_at=now, tier="sealed")
    store.replace(iri.PROTECTION_GRAPH, [quad for mark in marks for quad in mark.quads()], entry)
    settle(store)
    hidden = [
        sum(quad.predicate == RDF_TYPE and quad.object in CLAIMS for quad in store.quads(graph))
        for graph in store.graphs(iri.ARTICLE_GRAPHS)
        if graph.value.endswith(iri.RESTRICTED)
    ]
    return Withheld(articles=sum(map(bool, hidden)), claims=sum(hidden), snapshot=store.publish())
