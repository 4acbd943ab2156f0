"""Which claims are about one event: derived from the claims alone, by rules that can be read here.

What happened (a flow of people) is one event where the times can be the same day, neither is vaguer than a month (or
both are the same interval), and origin, destination and place do not exclude each other. A claim that fits two events
joins neither. An undated claim joins the one event that ended within a month before its article was published, where
there is just one, and bears that event's time in the events graph only. What holds (people held, people living
somewhere) is one situation for each set of places and year.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.claim import EventClaim
from refoulement.graph.rdf import LABELS, RDF_TYPE, XSD, read_claims
from refoulement.graph.when import When
from refoulement.ontology import RF

MONTH = timedelta(days=31)
PREFERRED = LABELS["preferred"]


@dataclass(frozen=True, slots=True)
class _Background:
    """What the rules need to know beside the claims."""

    published: Mapping[str, date]  # by article id: the last day it can have been published
    within: Mapping[str, frozenset[str]]  # every place a place lies in, itself included
    names: Mapping[str, str]

    def related(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """False where two sets of places exclude each other: both are given and none lies in, or holds, another."""
        some, others = tuple(some), tuple(others)
        if not (some and others):
            return True
        around = self.within
        return any(b in around.get(a, {a}) or a in around.get(b, {b}) for a in some for b in others)

    def countries(self, places: Iterable[str]) -> set[str]:
        """The widest places that hold the given ones."""
        return {
            top for place in places for top in self.within.get(place, {place}) if len(self.within.get(top, {top})) == 1
        }


@dataclass(slots=True)
class _Cluster:
    """Claims held to be about one event, and why each is."""

    kind: str
    earliest: date | None = None
    latest: date | None = None
    situation: tuple[tuple[str, ...], int | None] | None = None  # places and year of what holds
    members: list[tuple[EventClaim, str]] = field(default_factory=list)

    @property
    def width(self) -> timedelta | None:
        return self.latest - self.earliest if self.earliest and self.latest else None


def _agrees(claim: EventClaim, when: When, cluster: _Cluster, background: _Background) -> bool:
    """The rule of time and places for a dated claim."""
    if (when.earliest, when.latest) != (cluster.earliest, cluster.latest):
        if not (when.earliest and when.latest and cluster.earliest and cluster.latest):
            return False
        if when.latest - when.earliest > MONTH or cluster.latest - cluster.earliest > MONTH:
            return False
        if when.earliest > cluster.latest or when.latest < cluster.earliest:
            return False
    return _places_agree(claim, cluster, background)


def _places_agree(claim: EventClaim, cluster: _Cluster, background: _Background) -> bool:
    return all(
        background.related(claim.destination, other.destination)
        and background.related(claim.place, other.place)
        and background.related(background.countries(claim.held_at), background.countries(other.held_at))
        for other, _ in cluster.members
    )


def _narrow(cluster: _Cluster, when: When) -> None:
    cluster.earliest = max((day for day in (cluster.earliest, when.earliest) if day), default=None)
    cluster.latest = min((day for day in (cluster.latest, when.latest) if day), default=None)


def _dated(claims: Iterable[EventClaim], background: _Background) -> list[_Cluster]:
    """Clusters of what happened at a stated time; the narrowest times come first and vaguer ones join them."""
    clusters: list[_Cluster] = []
    stated = [(claim, claim.when) for claim in claims if claim.when]

    def vagueness(pair: tuple[EventClaim, When]) -> tuple[timedelta, str, str]:
        when = pair[1]
        width = when.latest - when.earliest if when.earliest and when.latest else timedelta.max
        return width, when.edtf, pair[0].iri

    for claim, when in sorted(stated, key=vagueness):
        fitting = [cluster for cluster in clusters if _agrees(claim, when, cluster, background)]
        if len(fitting) == 1:
            _narrow(fitting[0], when)
            fitting[0].members.append((claim, "timeAndPlacesAgree"))
        else:
            clusters.append(_Cluster(claim.event_type, when.earliest, when.latest, None, [(claim, "onlyClaim")]))
    return clusters


def _join_undated(claims: Iterable[EventClaim], clusters: list[_Cluster], background: _Background) -> None:
    """Give each undated claim to the one event that its article can be news of, or to an event of its own."""
    dated = list(clusters)
    for claim in sorted((claim for claim in claims if not claim.when), key=lambda claim: claim.iri):
        published = background.published.get(claim.article)
        fitting = [
            cluster
            for cluster in dated
            if published
            and cluster.width is not None
            and cluster.width <= MONTH
            and cluster.latest
            and timedelta(0) <= published - cluster.latest <= MONTH
            and _places_agree(claim, cluster, background)
        ]
        if len(fitting) == 1:
            fitting[0].members.append((claim, "publishedSoonAfter"))
        else:
            clusters.append(_Cluster(claim.event_type, members=[(claim, "onlyClaim")]))


def _situations(claims: Iterable[EventClaim], background: _Background) -> list[_Cluster]:
    """One cluster for each set of places and year in which something held; undated, that of the publication."""
    grouped: dict[tuple[tuple[str, ...], int | None], list[EventClaim]] = defaultdict(list)
    for claim in claims:
        moment = (claim.when.latest or claim.when.earliest) if claim.when else background.published.get(claim.article)
        grouped[claim.place, moment.year if moment else None].append(claim)
    return [
        _Cluster(
            members[0].event_type,
            situation=key,
            members=[(claim, "sameSituation" if len(members) > 1 else "onlyClaim") for claim in members],
        )
        for key, members in grouped.items()
    ]


def _is_situation(claim: EventClaim) -> bool:
    return claim.count.nature == "stock" if claim.count else claim.event_type in ("Presence", "Detention")


def _span(cluster: _Cluster) -> str:
    """The time of an event as short as it can be said: a day, a month, a quarter, a year, an interval, or nothing."""
    first, last = cluster.earliest, cluster.latest
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


def _quads(cluster: _Cluster, identifier: str, label: str) -> Iterator[Quad]:
    graph = iri.EVENTS_GRAPH
    event = NamedNode(f"{iri.THINGS}event/{identifier}")
    yield Quad(event, RDF_TYPE, RF[cluster.kind], graph)
    yield Quad(event, PREFERRED, Literal(label, language="en"), graph)
    days = [
        (predicate, Literal(str(day), datatype=NamedNode(XSD + "date")))
        for predicate, day in ((RF.earliest, cluster.earliest), (RF.latest, cluster.latest))
        if day
    ]
    yield from (Quad(event, predicate, day, graph) for predicate, day in days)
    for claim, rule in cluster.members:
        subject = NamedNode(claim.iri)
        reason = "timeAndPlacesAgree" if rule == "onlyClaim" and len(cluster.members) > 1 else rule
        yield Quad(event, RF.evidence, subject, graph)
        yield Quad(subject, RF.about, event, graph)
        yield Quad(subject, RF.aboutBecause, RF[reason], graph)
        if reason == "publishedSoonAfter":
            yield from (Quad(subject, predicate, day, graph) for predicate, day in days)


def _background(quads: Iterable[Quad]) -> _Background:
    published: dict[str, date] = {}
    parents: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for quad in quads:
        subject, term = quad.subject, quad.object
        if not isinstance(subject, NamedNode):
            continue
        if quad.predicate == RF.publishedLatest and isinstance(term, Literal):
            published[subject.value.removeprefix(iri.article(""))] = date.fromisoformat(term.value)
        elif quad.predicate == RF.within and isinstance(term, NamedNode):
            parents[subject.value].add(term.value)
        elif quad.predicate == PREFERRED and isinstance(term, Literal) and term.language == "en":
            names[subject.value] = term.value

    def around(place: str, seen: frozenset[str]) -> frozenset[str]:
        if place in seen:
            return seen
        return frozenset({place}).union(seen, *(around(parent, seen | {place}) for parent in parents.get(place, ())))

    places = set(parents) | {parent for found in parents.values() for parent in found}
    return _Background(published, {place: around(place, frozenset()) for place in places}, names)


def _label(cluster: _Cluster, background: _Background) -> str:
    """A situation is called by its places and the year it is reported for, anything else by its time."""
    if cluster.situation is None:
        return f"{cluster.kind}, {_span(cluster) or 'undated'}"
    places, year = cluster.situation
    where = " and ".join(sorted(background.names.get(place, place.rsplit("/", 1)[-1]) for place in places))
    return cluster.kind + (f" in {where}" if where else "") + (f", reported for {year}" if year else ", undated")


def derive(quads: Iterable[Quad]) -> frozenset[Quad]:
    """The whole events graph, from the quads of all article graphs and of the gazetteer.

    The same claims give the same events, whatever the order in which they were loaded.
    """
    quads = tuple(quads)
    background = _background(quads)
    by_kind: dict[str, list[EventClaim]] = defaultdict(list)
    for claim in read_claims(quads):
        if isinstance(claim, EventClaim):
            by_kind[claim.event_type].append(claim)
    derived: set[Quad] = set()
    taken: set[str] = set()
    for _, claims in sorted(by_kind.items()):
        happened = [claim for claim in claims if not _is_situation(claim)]
        clusters = _dated(happened, background)
        _join_undated(happened, clusters, background)
        clusters += _situations([claim for claim in claims if _is_situation(claim)], background)
        for cluster in sorted(clusters, key=lambda cluster: min(claim.iri for claim, _ in cluster.members)):
            label = _label(cluster, background)
            identifier = iri.slug(label)
            if "undated" in label or identifier in taken:  # nothing but its claims tells it from others
                first = min(claim.iri for claim, _ in cluster.members)
                identifier += "-" + sha256(first.encode()).hexdigest()[:8]
            taken.add(identifier)
            derived.update(_quads(cluster, identifier, label))
    return frozenset(derived)
