"""How a person is marked at risk, and how a mark is lifted; what must not be marked, and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pyoxigraph import NamedNode

from refoulement.errors import GraphError
from refoulement.graph import iri
from refoulement.graph.atrisk import common_words, doubles, gazetteer_names, labels, marks, record, restricted, said_of
from refoulement.graph.protection import Lifted, Protection
from refoulement.graph.rdf import RDF_TYPE
from refoulement.graph.restricted import CLAIMS
from refoulement.graph.secret import Secret
from refoulement.graph.tiers import TieredWriter
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


_NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f]")


def person_iri(named: str) -> str:
    """The IRI of a person by that, by the address of the page without its server, or by its last piece.

    Raises `GraphError` where it can be none of them, as a plain name cannot.
    """
    if _NO_ADDRESS.search(named):
        raise GraphError(f"{named!r} is no address; give the person's IRI, or the last piece of the page's address")
    piece = named.removeprefix(iri.THINGS).strip("/").removeprefix("page/").removeprefix("id/")
    return iri.THINGS + (piece if "/" in piece else f"person/{piece}")


def protect(store: TieredWriter, person: str, *, why: str, also: frozenset[str], key: str, now: datetime) -> Withheld:
    """Mark a person at risk and publish without the name; `also` are spellings that no article's entity has.

    Whoever is judged to be the same person is withheld with them. `key` is random. Raises `GraphError` where there is
    no such person, or where the name cannot be withheld.
    """
    given, same = marks(store), doubles(store, person)
    if standing := [mark for mark in given if mark.person in same and not mark.lifted]:
        if store.unfinished:  # a run that ended before it had published may have left the mark: readers see the name
            _require_apart(also)
            more = (replace(one, names=one.names | also) if one in standing else one for one in given)
            return _publish(store, more, now)
        raise GraphError("this person is marked at risk already; nothing was changed")
    said = said_of(store, same)
    if (NamedNode(person), RDF_TYPE, RF.Person) not in {(quad.subject, quad.predicate, quad.object) for quad in said}:
        raise GraphError(
            f"{person} is no person that an article names; give the IRI, or the last piece of the page's address"
        )
    names = labels(said, same) | also
    _require_a_secret(names, same)
    _require_apart(also)
    return _publish(store, (*given, Protection(key=key, person=person, names=names, why=why, at=now)), now)


def lift(store: TieredWriter, person: str, *, why: str, now: datetime) -> Withheld:
    """Lift the mark on a person, and publish with the name. Raises `GraphError` where there is no mark."""
    given, same = marks(store), doubles(store, person)
    standing = [mark for mark in given if mark.person in same and not mark.lifted]
    if not standing:
        if store.unfinished and any(mark.person in same for mark in given):  # lifted by a run that ended too early
            return _publish(store, given, now)
        raise GraphError(f"{person} is not marked at risk; nothing was changed")
    lifted = replace(standing[0], lifted=Lifted(why=why, at=now))
    return _publish(store, (*(mark for mark in given if mark != standing[0]), lifted), now)


def _require_a_secret(names: frozenset[str], same: frozenset[str]) -> None:
    """Refuse a name that is in the gazetteer, and one that tells nobody apart."""
    shipped, secret = gazetteer_names(), Secret(names, common_words())
    public = [*sorted(filter(secret.same, shipped)), *sorted(thing for thing in same if not iri.is_minted(thing))]
    if public:
        raise GraphError(f"{public[0]} is in the gazetteer, which is public in every copy of this program")
    if not any(map(secret.tells_apart, names)):
        hint = "give a whole name with --also NAME"
        raise GraphError(
            f"this person is known only by a name that many share, which no text can be cleared of; {hint}"
        )


def _require_apart(also: frozenset[str]) -> None:
    """Refuse a spelling that many share: it would be added without effect."""
    shared = sorted(name for name in also if not Secret(also, common_words()).tells_apart(name))
    if shared:
        raise GraphError(
            f"{shared[0]!r} is a name that many share, which no text can be cleared of; give whole names with --also"
        )


def _publish(store: TieredWriter, given: Iterable[Protection], now: datetime) -> Withheld:
    record(store, given, now)
    snapshot = store.publish()
    hidden = [
        sum(quad.predicate == RDF_TYPE and quad.object in CLAIMS for quad in store.quads(graph))
        for graph in restricted(store)
    ]
    return Withheld(articles=sum(map(bool, hidden)), claims=sum(hidden), snapshot=snapshot)
