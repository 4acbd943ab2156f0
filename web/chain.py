"""From whom an article has what it claims: whom it quotes, and whom that comes from; and which articles repeat it."""

from collections import defaultdict
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from refoulement.graph import iri
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.queries import PAGES, Row
from refoulement.web.claims import ClaimView, link
from refoulement.web.description import Description
from refoulement.web.links import Link


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


def chains(snapshot: Snapshot, description: Description, claims: tuple[ClaimView, ...]) -> tuple[Chain, ...]:
    """The ways of an article's claims, those of its first claim first; claims that come the same way are one."""
    by_claim: dict[str, list[Row]] = defaultdict(list)
    for row in snapshot.select(PAGES["origins-of-article"].text, {"article": description.thing}):
        by_claim[row["claim"].value].append(row)
    found: dict[tuple[tuple[Link, ...], tuple[str, ...], Link], tuple[list[int], dict[str, int]]] = {}
    for number, claim in enumerate(claims, start=1):
        rows = by_claim[claim.iri]
        rules = tuple(sorted({description.name(row["rule"]) for row in rows if isinstance(row["rule"], NamedNode)}))
        for row in rows:
            numbers, elsewhere = found.setdefault((claim.said_by, rules, _origin(description, row)), ([], {}))
            numbers.append(number)
            elsewhere[row["origin"].value] = int(row["elsewhere"].value) if "elsewhere" in row else 0
    return tuple(
        Chain(*way, tuple(dict.fromkeys(numbers)), sum(elsewhere.values()))
        for way, (numbers, elsewhere) in found.items()
    )


def _origin(description: Description, row: Row) -> Link:
    """An origin by its actor, in the reader's language where the article names that one itself."""
    if "actor" not in row:
        return Link(row["label"].value, None)
    named = link(description, row["actor"].value)
    return replace(named, words=row["label"].value) if named.language == "und" else named


def _nodes(snapshot: Snapshot, copy: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    said = snapshot.matching(iri.ORIGINS_GRAPH, subject=copy, predicate=predicate)
    return [quad.object for quad in said if isinstance(quad.object, NamedNode)]


def repetitions(snapshot: Snapshot, description: Description) -> tuple[Repetition, ...]:
    """The articles whose text this one repeats, and those that repeat it."""
    found = []
    for mine, other, copy in ((RF.copyingSource, RF.copiedSource, False), (RF.copiedSource, RF.copyingSource, True)):
        for quad in snapshot.matching(iri.ORIGINS_GRAPH, predicate=mine, term=description.thing):
            if isinstance(quad.subject, NamedNode):
                alike = snapshot.matching(iri.ORIGINS_GRAPH, subject=quad.subject, predicate=RF.similarity)
                share = next((float(one.object.value) for one in alike if isinstance(one.object, Literal)), None)
                why = next((description.name(one) for one in _nodes(snapshot, quad.subject, RF.copyBecause)), None)
                articles = _nodes(snapshot, quad.subject, other)
                found += [Repetition(link(description, one.value), copy, share, why) for one in articles]
    return tuple(sorted(found, key=lambda one: (one.copy, one.article.words)))
