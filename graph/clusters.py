"""The rules by which claims are gathered into events. Each reads one block of claims, and nothing outside of it.

What happened within a month is one event where the times can be the same day and origin, destination and place do not
exclude each other. A claim for one crossing joins a wave that is told as a whole, or of several crossings; without a
whole, each crossing is an event of its own. What is told of a longer time is one event only where time and places are
the same and, if it is told without a number, of several crossings or places: else it may be of one person. What holds
(people held, people living somewhere) is one situation for each set of places and year. A share in per cent is an event
apart from the number of people. What an article tells beside a claim may keep it from an event (`beside.py`). A claim
that fits several events joins the one of just its time, or of just its figure, or none; a person's judgement goes
before all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from refoulement.graph.amount import Amount
from refoulement.graph.beside import counted_in, counts_others, of_two_things
from refoulement.graph.ground import Extent, Ground
from refoulement.graph.judged import Judged
from refoulement.graph.told import MONTH, Slot, Told, shared


@dataclass(slots=True, eq=False)
class Cluster:
    """Claims held to be about one event, each with the reason; its time is what the times of all of them share."""

    kind: str
    share: bool  # its figures are shares in per cent
    earliest: date | None = None
    latest: date | None = None
    situation: tuple[tuple[str, ...], int | None] | None = None  # places and year of what holds
    members: list[tuple[Told, str]] = field(default_factory=list)
    perhaps: list[Told] = field(default_factory=list)  # fit it, and others as well
    refused: list[Told] = field(default_factory=list)  # fit it, but for what their article says beside it
    whole: "tuple[Cluster, str] | None" = None  # the event it is a part of, and why
    # What the rules ask of its claims, each told once however many say it: a wave has hundreds
    extents: set[Extent] = field(default_factory=set)
    agreed: dict[Extent, bool] = field(default_factory=dict)  # what was found of other claims' extents
    ways: set[Slot] = field(default_factory=set)
    figures: set[tuple[Amount | None, str | None]] = field(default_factory=set)
    by_article: dict[str, list[Told]] = field(default_factory=dict)

    def add(self, claim: Told, reason: str) -> None:
        """One more claim, and why."""
        self.members.append((claim, reason))
        if claim.extent not in self.extents:
            self.extents.add(claim.extent)
            self.agreed = {extent: agrees for extent, agrees in self.agreed.items() if not agrees}
        self.ways.add(claim.via)
        self.figures.add((claim.value, claim.unit))
        self.by_article.setdefault(claim.article, []).append(claim)

    def beside(self, claim: Told) -> list[Told]:
        """What the article of a claim says of it."""
        return self.by_article.get(claim.article, [])

    @property
    def claims(self) -> list[Told]:
        """Its claims, without the reasons."""
        return [claim for claim, _ in self.members]

    @property
    def first(self) -> str:
        """The claim that stands for it: the first by IRI."""
        return min(claim.iri for claim in self.claims)

    @property
    def width(self) -> timedelta:
        """How vague its time is."""
        return self.latest - self.earliest if self.earliest and self.latest else timedelta.max

    def narrow(self, claim: Told) -> None:
        """Make its time what it shares with a claim's."""
        self.earliest, self.latest = shared(self.earliest, self.latest, claim.earliest, claim.latest)

    def meets(self, earliest: date | None, latest: date | None) -> bool:
        """True where it and some time can be the same day."""
        return (self.earliest or date.min) <= (latest or date.max) and (earliest or date.min) <= (
            self.latest or date.max
        )

    def has_figure(self, claim: Told) -> bool:
        """True where one of its claims prints just this number."""
        return claim.value is not None and (claim.value, claim.unit) in self.figures


def _begin(claim: Told, clusters: list[Cluster]) -> None:
    situation = (claim.place, claim.year) if claim.situation else None
    days = (None, None) if claim.situation else (claim.earliest, claim.latest)
    begun = Cluster(claim.kind, claim.unit == "percent", *days, situation)
    begun.add(claim, "onlyClaim")
    clusters.append(begun)


def _join(claim: Told, cluster: Cluster, reason: str) -> None:
    if cluster.situation is None:
        cluster.narrow(claim)
    cluster.add(claim, reason)


def places_agree(claim: Told, cluster: Cluster, ground: Ground) -> bool:
    """True where origin (by country), destination and place of a claim exclude those of no claim of a cluster."""
    extent = claim.extent
    agrees = cluster.agreed.get(extent)
    if agrees is None:
        agrees = cluster.agreed[extent] = all(ground.compatible(extent, other) for other in cluster.extents)
    return agrees


def _ways_agree(claim: Told, cluster: Cluster, ground: Ground) -> bool:
    """Two crossings are one event only as shares of a whole that somebody tells, of no crossing or of both."""
    if not claim.via or any(_tells_whole(way, claim.via, ground) for way in cluster.ways):
        return True
    return all(any(ground.one_way(a, b) for a in claim.via for b in way) for way in cluster.ways)


def _tells_whole(way: Slot, via: Slot, ground: Ground) -> bool:
    """True for what is told of no crossing in particular, or of several with the given ones among them."""
    return not way or (len(way) > len(via) and all(any(ground.one_way(a, b) for b in way) for a in via))


def _choose(claim: Told, fitting: list[Cluster], clusters: list[Cluster], reason: str) -> None:
    """Give a claim to the one event it fits; of several, to that of just its time or figure, or to none of them.

    A crossing's share is of the one whose whole its own article tells, else of several of just its time of the one that
    is told of just its destination and place.
    """
    if len(fitting) > 1 and claim.via:
        own = [one for one in fitting if any(not other.via for other in one.beside(claim))]
        fitting = own if len(own) == 1 else fitting
    if len(fitting) > 1:
        same_time = [one for one in fitting if (one.earliest, one.latest) == (claim.earliest, claim.latest)]
        same_figure = [one for one in fitting if one.has_figure(claim)]
        if len(same_time) > 1 and claim.via:
            same_time = [one for one in same_time if {extent[:2] for extent in one.extents} == {claim.extent[:2]}]
        if len(same_time) == 1 and claim.dated and not claim.situation:
            fitting = same_time
        elif len(same_figure) == 1:
            fitting, reason = same_figure, "figureAgrees"
    if len(fitting) == 1:
        _join(claim, fitting[0], reason)
        return
    for cluster in fitting:
        cluster.perhaps.append(claim)
    _begin(claim, clusters)


def _admitted(claim: Told, fitting: Sequence[Cluster], ground: Ground, judged: Judged) -> list[Cluster]:
    """The events, of those a claim fits, that neither its own article nor a person keeps it from."""
    parts = counted_in(claim, (other for cluster in fitting for other in cluster.beside(claim)))
    admitted = []
    for cluster in fitting:
        told = cluster.beside(claim)
        if any(other in parts or of_two_things(claim, other, ground) for other in told):
            cluster.refused.append(claim)
        elif not (judged.any_apart and any(judged.apart(claim.iri, other.iri) for other in cluster.claims)):
            admitted.append(cluster)
    return admitted


def _gather(claims: Iterable[Told], ground: Ground, judged: Judged) -> list[Cluster]:
    """Clusters of what happened within a month; the narrowest times come first, and wholes before crossings."""
    clusters: list[Cluster] = []
    near = defaultdict[Extent, list[Cluster]](list)  # most events of a month were found before to be elsewhere
    looked_at = Counter[Extent]()
    for claim in sorted(claims, key=lambda one: (one.width, _crossings_last(one), one.earliest or date.min, one.iri)):
        share, extent, earliest, latest = claim.unit == "percent", claim.extent, claim.earliest, claim.latest
        begun = [*near[extent], *clusters[looked_at[extent] :]]
        near[extent] = [cluster for cluster in begun if cluster.agreed.get(extent, True)]
        looked_at[extent] = len(clusters)
        fitting = [
            cluster
            for cluster in near[extent]
            if cluster.share == share
            and cluster.meets(earliest, latest)
            and places_agree(claim, cluster, ground)
            and _ways_agree(claim, cluster, ground)
        ]
        fitting = _admitted(claim, fitting, ground, judged)
        if len(fitting) > 1 and not claim.via:
            fitting = _one_wave(fitting, clusters, judged)
        if len(clusters) < looked_at[extent]:  # some were made one
            near.clear()
            looked_at.clear()
        _choose(claim, fitting, clusters, "timeAndPlacesAgree")
    return clusters


def _crossings_last(claim: Told) -> tuple[bool, int]:
    """Wholes come before crossings, and what is told of several crossings before what is told of one."""
    return bool(claim.via), -len(claim.via)


def _one_wave(fitting: list[Cluster], clusters: list[Cluster], judged: Judged) -> list[Cluster]:
    """The crossings of one time, made one: a claim that tells the whole has come. Anything else is left as it is."""
    first, *others = fitting
    days = {(cluster.earliest, cluster.latest) for cluster in fitting}
    crossings = not any(() in cluster.ways for cluster in fitting)
    if len(days) > 1 or not crossings or _kept_apart(fitting, judged):
        return fitting
    for cluster in others:
        _absorb(first, cluster, clusters)
    first.members = [(claim, "timeAndPlacesAgree") for claim in first.claims]
    return [first]


def _kept_apart(some: Sequence[Cluster], judged: Judged) -> bool:
    return judged.any_apart and any(
        judged.apart(claim.iri, other.iri)
        for index, one in enumerate(some)
        for two in some[index + 1 :]
        for claim in one.claims
        for other in two.claims
    )


def _absorb(into: Cluster, other: Cluster, clusters: list[Cluster]) -> None:
    for claim, reason in other.members:
        into.add(claim, reason)
    into.perhaps += other.perhaps
    into.refused += other.refused
    clusters.remove(other)


def _spans(claims: Iterable[Told], ground: Ground, judged: Judged) -> list[Cluster]:
    """Clusters of what is told of more than a month: a total and what happened to one person are two things.

    What is told without a number but of several crossings or places is of no one person.
    """
    clusters: list[Cluster] = []
    for claim in sorted(claims, key=lambda one: (one.unit is None, _crossings_last(one), one.iri)):
        fitting = [
            cluster
            for cluster in clusters
            if (claim.unit or max(len(claim.via), len(claim.place)) > 1)
            and _same_extent(claim, cluster, ground)
            and _ways_agree(claim, cluster, ground)
        ]
        _choose(claim, _admitted(claim, fitting, ground, judged), clusters, "timeAndPlacesAgree")
    return clusters


def _same_extent(claim: Told, cluster: Cluster, ground: Ground) -> bool:
    """True where a total is of the same people: an origin left out is understood of returns, but not of arrivals."""
    first = cluster.members[0][0]  # it counts, if any does
    counted_alike = claim.unit == first.unit or (claim.unit is None and not cluster.share)
    if not counted_alike or (claim.destination, claim.place) != (first.destination, first.place):
        return False
    if claim.kind == "Repatriation":
        return places_agree(claim, cluster, ground)
    return claim.held_at == first.held_at


def _situations(claims: Iterable[Told], ground: Ground, judged: Judged) -> list[Cluster]:
    """Clusters of what holds in one place and year: one, but for the figures that one article tells apart."""
    clusters: list[Cluster] = []
    for claim in sorted(claims, key=lambda one: (one.value is None, one.iri)):
        fitting = [cluster for cluster in clusters if cluster.share == (claim.unit == "percent")]
        _choose(claim, _admitted(claim, fitting, ground, judged), clusters, "sameSituation")
    return clusters


def of_block(claims: Sequence[Told], ground: Ground, judged: Judged) -> list[Cluster]:
    """The events of one block of claims."""
    if not claims:
        return []
    if claims[0].situation:
        clusters = _situations(claims, ground, judged)
    elif claims[0].narrow:
        clusters = _gather(claims, ground, judged)
    else:
        clusters = _spans(claims, ground, judged)
    for cluster in clusters:
        if len(cluster.members) > 1:
            reason = "sameSituation" if cluster.situation else "timeAndPlacesAgree"
            cluster.members = [(claim, reason if why == "onlyClaim" else why) for claim, why in cluster.members]
    return clusters


def alone(claim: Told) -> Cluster:
    """An undated claim as an event of its own."""
    own = Cluster(claim.kind, claim.unit == "percent")
    own.add(claim, "onlyClaim")
    return own


def merge(clusters: list[Cluster], ground: Ground, judged: Judged) -> None:
    """Make one what a person judged to be the same; what its own article keeps out of the other event stays apart."""
    home = {claim.iri: cluster for cluster in clusters for claim in cluster.claims}
    for some, other in sorted(judged.sames):
        one, two = home[some], home[other]
        linked = {some, other}
        if one is not two:
            one, two = sorted((one, two), key=lambda cluster: (cluster.width, cluster.first))
            staying = _staying(two, one, linked, ground)
            if staying:
                two = _without(two, staying, clusters)
                one.refused += staying
            if two.earliest or two.latest:
                _widen(one, two)
            _absorb(one, two, clusters)
            home = {claim.iri: cluster for cluster in clusters for claim in cluster.claims}
        one.members = [(claim, "judgedSame" if claim.iri in linked else why) for claim, why in one.members]


def _staying(leaving: Cluster, into: Cluster, linked: set[str], ground: Ground) -> list[Told]:
    """The claims of one event, but for those that a person judged, that their article keeps from being of another."""
    return [
        claim
        for claim in leaving.claims
        if claim.iri not in linked and any(of_two_things(claim, other, ground) for other in into.beside(claim))
    ]


def _without(cluster: Cluster, staying: list[Told], clusters: list[Cluster]) -> Cluster:
    """An event parted from those of its claims that stay, which are one of their own; returns what is left of it."""
    kept, left = (Cluster(cluster.kind, cluster.share, None, None, cluster.situation) for _ in range(2))
    for claim, why in cluster.members:
        if claim in staying:
            _join(claim, kept, why if len(staying) > 1 else "onlyClaim")
        else:
            _join(claim, left, why)
    left.perhaps, left.refused = cluster.perhaps, cluster.refused
    clusters[clusters.index(cluster)] = kept
    clusters.append(left)
    return left


def _widen(one: Cluster, two: Cluster) -> None:
    """The time that both share or, where they share none, the time from the first to the last."""
    if one.earliest is None and one.latest is None:
        one.earliest, one.latest = two.earliest, two.latest
    elif one.meets(two.earliest, two.latest):
        one.earliest, one.latest = shared(one.earliest, one.latest, two.earliest, two.latest)
    else:
        one.earliest = min(one.earliest, two.earliest) if one.earliest and two.earliest else None
        one.latest = max(one.latest, two.latest) if one.latest and two.latest else None


def is_news_of(claim: Told, cluster: Cluster, ground: Ground) -> bool:
    """True where an undated claim can be news of an event: lately before its article, and of no other thing of it."""
    return bool(
        claim.published
        and cluster.latest
        and timedelta(0) <= claim.published - cluster.latest <= MONTH
        and cluster.width <= MONTH
        and cluster.share == (claim.unit == "percent")
        and places_agree(claim, cluster, ground)
        and _ways_agree(claim, cluster, ground)
        and all(ground.related(claim.held_at, held_at) for _, _, held_at in cluster.extents)
        and not any(counts_others(claim, other, ground) for other in cluster.beside(claim))
        and not _counted_otherwise(claim, cluster)
    )


def _counted_otherwise(claim: Told, cluster: Cluster) -> bool:
    """True where an undated claim counts, but not as its own article counts the event: it has a figure, or has none."""
    beside = cluster.beside(claim)
    if claim.unit is None or not beside:
        return False
    return (claim.value is None) == any(other.value is not None for other in beside)
