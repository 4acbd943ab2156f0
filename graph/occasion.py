"""How a derived event is called and how it looks in RDF."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.clusters import Cluster
from refoulement.graph.ground import Ground
from refoulement.graph.parts import Share, shares
from refoulement.graph.rdf import LABELS, RDF_TYPE, XSD
from refoulement.graph.told import Told, is_month_block, month_block
from refoulement.ontology import RF

NameOf = Callable[[str], str | None]


class Happening(Protocol):
    """An event as far as an undated claim asks whether it is news of it: made just now, or as it stands in a store."""

    @property
    def iri(self) -> str: ...
    @property
    def earliest(self) -> date | None: ...
    @property
    def latest(self) -> date | None: ...
    def has_figure(self, claim: Told) -> bool:
        """True where one of its claims prints just this number."""


PREFERRED = LABELS["preferred"]
FITTED = "+"  # ends the mark of an event that claims fit as they fit others, or are kept out of


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event with its name; `whole` is the IRI of the event it is a part of."""

    cluster: Cluster
    iri: str
    label: str
    whole: str | None

    @property
    def node(self) -> NamedNode:
        """The event as a term."""
        return NamedNode(self.iri)

    @property
    def home(self) -> str | None:
        """The block, of those it is made of, under which its mark stands; undated claims alone have none."""
        return min((claim.block for claim in self.cluster.claims if not claim.loose), default=None)

    @property
    def earliest(self) -> date | None:
        return self.cluster.earliest

    @property
    def latest(self) -> date | None:
        return self.cluster.latest

    def has_figure(self, claim: Told) -> bool:
        return self.cluster.has_figure(claim)


def perhaps_quad(claim: Told, event: str) -> Quad:
    """A claim that fits an event and others as well."""
    return Quad(NamedNode(claim.iri), RF.perhapsAbout, NamedNode(event), iri.EVENTS_GRAPH)


def span(first: date | None, last: date | None) -> str:
    """A time as short as it can be said: a day, a month, a quarter, a year, an interval, or nothing."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"since {first}" if first else f"until {last}"
    if first == last:
        return str(first)
    after = last + timedelta(days=1)
    if first.day == after.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if first.month % 3 == 1 and (last.year, last.month) == (first.year, first.month + 2):
            return f"{first:%Y}-Q{first.month // 3 + 1}"
        if first.month == after.month == 1 and first.year == last.year:
            return f"{first:%Y}"
    return f"{first} to {last}"


def _where(places: Iterable[str], name: NameOf) -> str:
    found = " and ".join(sorted(name(place) or place.rsplit("/", 1)[-1] for place in places))
    return f" in {found}" if found else ""


def _label(cluster: Cluster, name: NameOf) -> str:
    """A situation is called by its places and the year it is reported for, anything else by its time."""
    if cluster.situation is None:
        words = f"{cluster.kind}, {span(cluster.earliest, cluster.latest) or 'undated'}"
    else:
        places, year = cluster.situation
        words = f"{cluster.kind}{_where(places, name)}" + (f", reported for {year}" if year else ", undated")
    return f"{words}, in per cent" if cluster.share else words


def _way(cluster: Cluster, name: NameOf) -> str:
    """The crossing, where all its claims name just this: not in its IRI, which one claim more should not change."""
    ways = {claim.via for claim in cluster.claims}
    way = ways.pop()
    return _through(way[0], name=name) if len(way) == 1 and not ways else ""


def _through(way: str, *, name: NameOf) -> str:
    return f", through {name(way) or way.rsplit('/', 1)[-1]}"


def _plain(cluster: Cluster, name: NameOf) -> bool:
    """True where its label can be that of no event of other blocks."""
    blocks = {claim.block for claim in cluster.claims if not claim.loose}
    if len(blocks) != 1:
        return False
    if cluster.situation:
        places, year = cluster.situation
        return bool(year) and all(place.endswith("/place/" + iri.slug(name(place) or "")) for place in places)
    if not (cluster.earliest or cluster.latest):
        return False
    if cluster.earliest and cluster.latest and is_month_block(next(iter(blocks))):
        middle = cluster.earliest + (cluster.latest - cluster.earliest) / 2
        return month_block(cluster.kind, middle) in blocks
    return True


def mark(text: str) -> str:
    """A few letters that stand for a text."""
    return sha256(text.encode()).hexdigest()[:8]


def named(clusters: Sequence[Cluster], name: NameOf) -> list[Occasion]:
    """The events of one group with their IRIs: the label, and a mark of the first claim where that is not enough."""
    names: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for cluster in sorted(clusters, key=lambda cluster: cluster.first):
        label = _label(cluster, name)
        identifier = iri.slug(label)
        if identifier in taken or not _plain(cluster, name):
            identifier += "-" + mark(cluster.first)
        taken.add(identifier)
        names[id(cluster)] = f"{iri.THINGS}event/{identifier}", label + _way(cluster, name)
    return [
        Occasion(cluster, *names[id(cluster)], names[id(cluster.whole[0])][0] if cluster.whole else None)
        for cluster in clusters
    ]


def _days(event: Happening) -> Iterator[tuple[NamedNode, Literal]]:
    for predicate, day in ((RF.earliest, event.earliest), (RF.latest, event.latest)):
        if day:
            yield predicate, Literal(str(day), datatype=NamedNode(XSD + "date"))


def claim_quads_of(claim: Told, event: Happening, reason: str) -> Iterator[Quad]:
    """That a claim is about an event, and why; an undated one bears the event's time in this graph only."""
    graph, subject, node = iri.EVENTS_GRAPH, NamedNode(claim.iri), NamedNode(event.iri)
    yield Quad(node, RF.evidence, subject, graph)
    yield Quad(subject, RF.about, node, graph)
    yield Quad(subject, RF.aboutBecause, RF[reason], graph)
    if claim.loose and reason != "onlyClaim":
        yield from (Quad(subject, predicate, day, graph) for predicate, day in _days(event))


def event_quads(occasion: Occasion, ground: Ground, name: NameOf) -> Iterator[Quad]:
    """An event with its claims, its shares, the whole it is part of and the series it stands in."""
    graph, cluster = iri.EVENTS_GRAPH, occasion.cluster
    yield Quad(occasion.node, RDF_TYPE, RF[cluster.kind], graph)
    yield Quad(occasion.node, PREFERRED, Literal(occasion.label, language="en"), graph)
    yield from (Quad(occasion.node, predicate, day, graph) for predicate, day in _days(occasion))
    for claim, reason in cluster.members:
        yield from claim_quads_of(claim, occasion, reason)
    yield from pointing_quads(occasion)
    for share in shares(cluster, ground):
        yield from _share_quads(share, occasion, name)
    if occasion.whole and cluster.whole:
        yield from _part_quads(occasion.node, occasion.whole, cluster.whole[1])
    if cluster.situation:
        yield from _series_quads(occasion, name)


def pointing_quads(occasion: Occasion) -> Iterator[Quad]:
    """What is said of claims that fit an event and others as well, or are kept out of it."""
    for claim in occasion.cluster.perhaps:
        yield perhaps_quad(claim, occasion.iri)
    for claim in occasion.cluster.refused:
        yield Quad(NamedNode(claim.iri), RF.notAbout, occasion.node, iri.EVENTS_GRAPH)


def derived_as(occasion: Occasion, ground: Ground, name: NameOf) -> str:
    """A mark of all that `event_quads` says: another one, wherever any of it is otherwise.

    Of `pointing_quads` it tells by its end whether there are any: one claim may fit each event of a month.
    """
    cluster = occasion.cluster
    said = (
        (occasion.iri, cluster.kind, occasion.label, str(cluster.earliest), str(cluster.latest), cluster.situation),
        (occasion.whole, cluster.whole and cluster.whole[1]),
        sorted((claim.iri, reason, claim.loose) for claim, reason in cluster.members),
        [
            (share.way, name(share.way), sorted(claim.iri for claim in share.claims))
            for share in shares(cluster, ground)
        ],
    )
    return sha256(json.dumps(said).encode()).hexdigest()[:32] + FITTED * bool(cluster.perhaps or cluster.refused)


def mark_quad(block: str, mark: str) -> Quad:
    """The mark of an event that is made of a block."""
    return Quad(NamedNode(block), RF.derivedAs, Literal(mark), iri.EVENTS_GRAPH)


def _part_quads(part: NamedNode, whole: str, reason: str) -> Iterator[Quad]:
    yield Quad(part, RF.partOf, NamedNode(whole), iri.EVENTS_GRAPH)
    yield Quad(part, RF.partBecause, RF[reason], iri.EVENTS_GRAPH)


def _share_quads(share: Share, occasion: Occasion, name: NameOf) -> Iterator[Quad]:
    graph = iri.EVENTS_GRAPH
    node = NamedNode(f"{occasion.iri}--{share.way.removeprefix(iri.THINGS).replace('/', '-')}")
    label = occasion.label + _through(share.way, name=name)
    yield Quad(node, RDF_TYPE, RF[occasion.cluster.kind], graph)
    yield Quad(node, PREFERRED, Literal(label, language="en"), graph)
    yield from (Quad(node, predicate, day, graph) for predicate, day in _days(occasion))
    yield from _part_quads(node, occasion.iri, "ownCrossing")
    for claim in share.claims:
        yield Quad(NamedNode(claim.iri), RF.aboutPart, node, graph)


def _series_quads(occasion: Occasion, name: NameOf) -> Iterator[Quad]:
    graph, cluster = iri.EVENTS_GRAPH, occasion.cluster
    places = cluster.situation[0] if cluster.situation else ()
    where = "-".join(place.rsplit("/", 1)[-1] for place in places) or "no-place"
    label = f"{cluster.kind}{_where(places, name)}, over time"
    node = NamedNode(f"{iri.THINGS}series/{iri.slug(cluster.kind)}-{where}-{mark(' '.join(places))}")
    yield Quad(occasion.node, RF.inSeries, node, graph)
    yield Quad(node, RDF_TYPE, RF.Series, graph)
    yield Quad(node, PREFERRED, Literal(label, language="en"), graph)
