"""From whom an article has what it claims: whom it quotes, and whom that comes from; and which articles repeat it."""

from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.web.claims import ClaimView, link
from refoulement.web.description import RDFS_LABEL, Description
from refoulement.web.links import Link

Object = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of some claims: whom the article quotes, the rules that lead on, the origin; `claims` are numbers.

    `elsewhere` is how many claims of other articles about the same events come from the same origin.
    """

    said_by: tuple[Link, ...]
    rules: tuple[str, ...]
    origin: Link
    claims: tuple[int, ...]
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Repetition:
    """Another article with the same text: the later one is `copy`; `share` of the words, from 0 to 1, as estimated."""

    article: Link
    copy: bool
    share: float | None
    because: str | None


def _terms(snapshot: Snapshot, subject: NamedNode, predicate: NamedNode) -> list[Object]:
    return _objects(snapshot.matching(iri.ORIGINS_GRAPH, subject=subject, predicate=predicate))


def _objects(quads: tuple[Quad, ...]) -> list[Object]:
    return sorted((quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)), key=str)


def chains(snapshot: Snapshot, description: Description, claims: tuple[ClaimView, ...]) -> tuple[Chain, ...]:
    """The ways of an article's claims, those of its first claim first; claims that come the same way are one."""
    found: dict[tuple[tuple[Link, ...], tuple[str, ...], Link], tuple[list[int], set[NamedNode]]] = {}
    for number, claim in enumerate(claims, start=1):
        node = NamedNode(claim.iri)
        rules = tuple(description.name(rule) for rule in _named(_terms(snapshot, node, RF.originBecause)))
        for origin in _named(_terms(snapshot, node, RF.origin)):
            way = claim.said_by, rules, _origin(snapshot, description, origin)
            numbers, origins = found.setdefault(way, ([], set()))
            numbers.append(number)
            origins.add(origin)
    own = {claim.iri for claim in claims}
    return tuple(
        Chain(*way, tuple(dict.fromkeys(numbers)), _elsewhere(snapshot, origins, own))
        for way, (numbers, origins) in found.items()
    )


def _named(terms: list[Object]) -> list[NamedNode]:
    return [term for term in terms if isinstance(term, NamedNode)]


def _origin(snapshot: Snapshot, description: Description, origin: NamedNode) -> Link:
    label = next((term.value for term in _terms(snapshot, origin, RDFS_LABEL)), origin.value)
    actor = next(iter(_named(_terms(snapshot, origin, RF.originActor))), None)
    if actor is None:
        return Link(label, None)
    named = link(description, actor.value)
    return replace(named, words=label) if named.language == "und" else named  # the article does not name it itself


def _elsewhere(snapshot: Snapshot, origins: set[NamedNode], own: set[str]) -> int:
    told = (quad for one in origins for quad in snapshot.matching(iri.ORIGINS_GRAPH, predicate=RF.origin, term=one))
    return len({quad.subject for quad in told if getattr(quad.subject, "value", None) not in own})


def repetitions(snapshot: Snapshot, description: Description) -> tuple[Repetition, ...]:
    """The articles whose text this one repeats, and those that repeat it."""
    found = []
    for mine, other, copy in ((RF.copyingSource, RF.copiedSource, False), (RF.copiedSource, RF.copyingSource, True)):
        for quad in snapshot.matching(iri.ORIGINS_GRAPH, predicate=mine, term=description.thing):
            if isinstance(quad.subject, NamedNode):
                articles = _named(_terms(snapshot, quad.subject, other))
                share = next((float(term.value) for term in _terms(snapshot, quad.subject, RF.similarity)), None)
                why = next(iter(_named(_terms(snapshot, quad.subject, RF.copyBecause))), None)
                reason = description.name(why) if why else None
                found += [Repetition(link(description, one.value), copy, share, reason) for one in articles]
    return tuple(sorted(found, key=lambda one: (one.copy, one.article.words)))
