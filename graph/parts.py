"""What is a part of what: a crossing's share of a wave, a share in per cent, one place or crossing told beside more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refoulement.graph.beside import counts_more
from refoulement.graph.clusters import Cluster
from refoulement.graph.ground import Ground
from refoulement.graph.judged import Judged
from refoulement.graph.told import Told


@dataclass(frozen=True, slots=True)
class Share:
    """What claims say of one crossing alone, within an event; `way` is its name where it has several."""

    way: str
    claims: tuple[Told, ...]


def shares(cluster: Cluster, ground: Ground) -> tuple[Share, ...]:
    """The shares of the crossings, where an event is told crossing by crossing; none where it has one way only."""
    ways: list[set[str]] = []
    for via in sorted({via for claim in cluster.claims if len(claim.via) == 1 for via in claim.via}):
        joined = [way for way in ways if any(ground.one_way(via, other) for other in way)]
        ways = [way for way in ways if way not in joined] + [{via}.union(*joined)]
    found = []
    for way in sorted(ways, key=min):
        told = [claim for claim in cluster.claims if claim.via and way.issuperset(claim.via)]
        if len(told) < len(cluster.members):
            found.append(Share(_named(way), tuple(told)))
    return tuple(found)


def _named(way: set[str]) -> str:
    """The crossing itself before the towns at its ends."""
    return min(way, key=lambda via: ("/crossing/" not in via, via))


def find_wholes(clusters: Sequence[Cluster], ground: Ground, judged: Judged) -> None:
    """Tell each event of some that are derived together which of the others it is part of, where just one can be it."""
    home = {claim.iri: cluster for cluster in clusters for claim in cluster.claims}
    for part, whole in sorted(judged.parts):  # first: what a person judged goes before the rules
        _put(home[part], home[whole], "judgedPart")
    telling: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        for article in cluster.by_article:
            telling.setdefault(article, []).append(cluster)
    for cluster in clusters:
        if cluster.whole is None:
            near = {id(other): other for article in cluster.by_article for other in telling[article]}
            others = clusters if cluster.share else near.values()  # what is no share is told beside its whole
            wholes = [other for other in others if other is not cluster and _is_part(cluster, other, ground)]
            wholes = [other for other in wholes if not _judged_otherwise(cluster, other, judged)]
            if len(wholes) == 1:
                _put(cluster, wholes[0], "shareOfThose" if cluster.share else "placesWithin")


def _put(part: Cluster, whole: Cluster, reason: str) -> None:
    if not _leads_to(whole, part):
        part.whole = (whole, reason)


def _leads_to(cluster: Cluster, other: Cluster) -> bool:
    """True where one is part of the other, by any number of steps: no event is part of itself."""
    seen: Cluster | None = cluster
    while seen is not None:
        if seen is other:
            return True
        seen = seen.whole[0] if seen.whole else None
    return False


def _judged_otherwise(cluster: Cluster, other: Cluster, judged: Judged) -> bool:
    return any(judged.apart(a.iri, b.iri) for a in cluster.claims for b in other.claims)


def _is_part(cluster: Cluster, whole: Cluster, ground: Ground) -> bool:
    if whole.share or not _lies_within(cluster, whole):
        return False
    if cluster.share:
        return _extent(cluster) == _extent(whole)
    beside = not cluster.by_article.keys().isdisjoint(whole.by_article)
    return beside and _narrower(cluster, whole, ground) and not _counts_more(cluster, whole)


def _lies_within(cluster: Cluster, whole: Cluster) -> bool:
    if cluster.situation or whole.situation:
        return cluster.situation == whole.situation
    if (cluster.earliest, cluster.latest) == (whole.earliest, whole.latest):
        return True
    if not (cluster.earliest and cluster.latest and whole.earliest and whole.latest):
        return False
    return whole.earliest <= cluster.earliest and cluster.latest <= whole.latest


def _slots(claims: Iterable[Told]) -> tuple[tuple[str, ...], ...]:
    """The places of some claims, slot by slot."""
    told = list(claims)
    return tuple(
        tuple(sorted({place for claim in told for place in getattr(claim, slot)}))
        for slot in ("held_at", "destination", "place")
    )


def _extent(cluster: Cluster) -> tuple[object, ...]:
    return cluster.kind, _slots(cluster.claims)


def _narrower(cluster: Cluster, whole: Cluster, ground: Ground) -> bool:
    """True where no place is wider than those of the whole, and one is narrower or its claims alone name a crossing."""
    pairs = list(zip(_slots(cluster.claims), _slots(whole.claims), strict=True))
    if not all(some == others or not others or ground.narrower(some, others) for some, others in pairs):
        return False
    crossing = () not in cluster.ways and whole.ways == {()}
    return crossing or any(some != others and others and ground.narrower(some, others) for some, others in pairs)


def _counts_more(cluster: Cluster, whole: Cluster) -> bool:
    """True where one article counts more in the first than in the second: then it is no part of it."""
    return any(counts_more(claim, other) for claim in cluster.claims for other in whole.beside(claim))
