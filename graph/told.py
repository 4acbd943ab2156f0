"""What the rules of events look at in a claim, and with which other claims it is compared.

A claim is compared with those of its block only, and a block is told by the claim alone: so what one more claim can
change is found without looking at all the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.amount import Amount, amount
from refoulement.graph.rdf import EXACT_MATCH, RDF_TYPE
from refoulement.ontology import RF, local_name

MONTH = timedelta(days=31)
HALF = timedelta(days=16)  # no day of a narrow interval is further from its middle
TOLERANCE = Decimal("1.25")  # what a figure and its rounding differ by at most: "almost 600" is 592, and 400 is not
FEW = 20  # people are counted one by one: ten and twelve are two figures

Slot = tuple[str, ...]
First = Callable[[str], str]  # who or what stands for a thing
BLOCKS = iri.THINGS + "block/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event claim, as far as it tells which event it is about; `published` is the last day it can have been."""

    iri: str
    article: str
    kind: str
    earliest: date | None
    latest: date | None
    dated: bool
    value: Amount | None = None
    value_to: Amount | None = None
    unit: str | None = None
    stock: bool = False
    held_at: Slot = ()
    via: Slot = ()
    destination: Slot = ()
    place: Slot = ()
    voice: Slot = ()
    published: date | None = None
    cell: bool = False  # it rests on a cell of a table

    @property
    def width(self) -> timedelta:
        """How vague its time is."""
        return self.latest - self.earliest if self.earliest and self.latest else timedelta.max

    @property
    def extent(self) -> tuple[Slot, Slot, Slot]:
        """Where it happened: destination, place and origin."""
        return self.destination, self.place, self.held_at

    @property
    def narrow(self) -> bool:
        """True where its time is no vaguer than a month."""
        return self.dated and self.width <= MONTH

    @property
    def situation(self) -> bool:
        """True for what holds (people held, people living somewhere) rather than happens."""
        if self.unit:
            return self.stock
        return self.kind == "Presence" or (self.kind == "Detention" and not self.narrow)

    @property
    def loose(self) -> bool:
        """True for what happened at no stated time: it is given to a dated event, where one fits."""
        return not self.dated and not self.situation

    @property
    def year(self) -> int | None:
        """Of a situation: the year it is reported for; undated, that of the publication."""
        moment = (self.latest or self.earliest) if self.dated else self.published
        return moment.year if moment else None

    @property
    def block(self) -> str:
        """The IRI of the claims it is compared with: those that bear the same."""
        if self.situation:
            places = ",".join(place.removeprefix(iri.THINGS).replace("/", ":") for place in self.place)
            return f"{BLOCKS}{self.kind}/held-at/{places or 'no-place'}/{self.year or 'undated'}"
        if self.loose:
            alone = f"{BLOCKS}{self.kind}/undated/{self.iri.removeprefix(iri.THINGS)}"
            return loose_block(self.kind, self.published) if self.published else alone
        if self.narrow and self.earliest and self.latest:
            return month_block(self.kind, self.earliest + (self.latest - self.earliest) / 2)
        return f"{BLOCKS}{self.kind}/{self.earliest or 'open'}--{self.latest or 'open'}"

    def same_figure(self, other: "Told") -> bool:
        """True where both print the same number of the same unit."""
        return self.value is not None and (self.value, self.unit) == (other.value, other.unit)

    def other_figure(self, other: "Told") -> bool:
        """True where both print numbers of the same unit that are not two wordings of one, exact and rounded."""
        if self.value is None or other.value is None or self.unit != other.unit:
            return False
        low, high = sorted((self.value, other.value))
        counted = low < high and low < FEW and self.unit != "percent"
        return counted or high > low * TOLERANCE or not _rounded(low, high)

    def contradicts_itself(self, other: "Told") -> bool:
        """True where one voice in one article gives both figures: it must be speaking of two things.

        Two cells of a table are two things, whatever the figures. But what is held is told as often as it is counted:
        at times that exclude each other it is a series.
        """
        if self.situation and not self.meets(other):
            return False
        if self.article == other.article and self.cell and other.cell:
            return True
        return (self.article, self.voice) == (other.article, other.voice) and self.other_figure(other)

    def meets(self, other: "Told") -> bool:
        """True where both can be of the same day."""
        first, last = shared(self.earliest, self.latest, other.earliest, other.latest)
        return first is None or last is None or first <= last


def shared(
    earliest: date | None, latest: date | None, other_earliest: date | None, other_latest: date | None
) -> tuple[date | None, date | None]:
    """The time that two times have in common; the first day is after the last where they have none."""
    if earliest is None or (other_earliest is not None and other_earliest > earliest):
        earliest = other_earliest
    if latest is None or (other_latest is not None and other_latest < latest):
        latest = other_latest
    return earliest, latest


def _rounded(some: Amount, other: Amount) -> bool:
    """True where one of two numbers is the other, rounded up or down to its own last digit that is not naught."""
    return abs(Decimal(some) - Decimal(other)) < max(_step(some), _step(other))


def _step(number: Amount) -> int:
    """What a printed number counts in: 100 for 600, 1 for 592."""
    step = 1
    while number and number % (step * 10) == 0:
        step *= 10
    return step


def month_block(kind: str, day: date) -> str:
    """The block of what happened within a month."""
    return f"{BLOCKS}{kind}/in/{day:%Y-%m}"


def loose_block(kind: str, published: date) -> str:
    """The block of what gives no time of its own, by the month of its publication."""
    return f"{BLOCKS}{kind}/undated/{published:%Y-%m}"


def is_month_block(block: str) -> bool:
    """True for the block of what happened within a month."""
    return block.removeprefix(BLOCKS).partition("/")[2].startswith("in/")


def is_loose_block(block: str) -> bool:
    """True for the block of claims that give no time of their own."""
    return block.removeprefix(BLOCKS).partition("/")[2].startswith("undated/")


def months(first: date, last: date) -> tuple[date, ...]:
    """The first day of every month from one day to another."""
    found, day = [], first.replace(day=1)
    while day <= last:
        found.append(day)
        day = (day + MONTH).replace(day=1)
    return tuple(found)


def blocks_before(loose: Told) -> tuple[str, ...]:
    """The blocks of the events that an undated claim can be news of; none ends before the middle of a claim's time."""
    if not loose.published:
        return ()
    span = months(loose.published - MONTH - HALF, loose.published)
    return tuple(month_block(loose.kind, day) for day in span)


def loose_after(block: str) -> tuple[str, ...]:
    """The blocks of the undated claims that can be news of a month's events; none where it is no month's block."""
    if not is_month_block(block):
        return ()
    kind, _, month = block.removeprefix(BLOCKS).split("/")
    first = date.fromisoformat(month + "-01")
    last = (first + MONTH).replace(day=1)
    return tuple(loose_block(kind, day) for day in months(first, last + MONTH + HALF))


Described = Mapping[str, Mapping[NamedNode, list[NamedNode | Literal]]]


def describe(quads: Iterable[Quad]) -> Described:
    """What is said of each subject, outside of what is derived."""
    said: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if quad.graph_name == iri.EVENTS_GRAPH:
            continue
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject.value][quad.predicate].append(quad.object)
    return said


def _day(terms: list[NamedNode | Literal]) -> date | None:
    return date.fromisoformat(terms[0].value) if terms else None


def _amount(terms: list[NamedNode | Literal]) -> Amount | None:
    return amount(terms[0].value) if terms else None


def firsts(quads: Iterable[Quad]) -> dict[str, str]:
    """Who or what stands for each thing that was judged to be the same as another."""
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate == EXACT_MATCH and quad.graph_name == iri.IDENTITY_GRAPH
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def _concept(terms: list[NamedNode | Literal]) -> str | None:
    return local_name(terms[0]) if terms and isinstance(terms[0], NamedNode) else None


def is_event_claim(said: Mapping[NamedNode, list[NamedNode | Literal]]) -> bool:
    """True for what describes an event claim."""
    return RF.EventClaim in said.get(RDF_TYPE, ())


def told(
    subject: str, said: Mapping[NamedNode, list[NamedNode | Literal]], published: date | None, first: First
) -> Told:
    """An event claim out of what its article's graph says of it: without its words, which decide nothing here.

    Of things judged to be the same it names the one that stands for them (`first`), whichever its article names.
    """

    def slot(predicate: NamedNode) -> Slot:
        return tuple(sorted({first(term.value) for term in terms(predicate)}))

    def terms(predicate: NamedNode) -> list[NamedNode | Literal]:
        return said.get(predicate, [])

    voice = slot(RF.claimant) or slot(RF.attribution)
    return Told(
        iri=subject,
        article=terms(RF.saidIn)[0].value,
        kind=_concept(terms(RF.eventType)) or "Event",
        earliest=_day(terms(RF.earliest)),
        latest=_day(terms(RF.latest)),
        dated=bool(terms(RF.when)),
        value=_amount(terms(RF.countValue)),
        value_to=_amount(terms(RF.countValueTo)),
        unit=_concept(terms(RF.countUnit)),
        stock=_concept(terms(RF.countNature)) == "stock",
        held_at=slot(RF.heldAt),
        via=slot(RF.via),
        destination=slot(RF.destination),
        place=slot(RF.place),
        voice=voice,
        published=published,
        cell=any("#cell=" in term.value for term in terms(RF.passage)),
    )


def read_told(described: Described, first: First) -> Iterator[Told]:
    """Every event claim described, with the publication of its article described beside it."""
    for subject, said in described.items():
        if is_event_claim(said):
            article = described.get(said[RF.saidIn][0].value, {})
            yield told(subject, said, _day(article.get(RF.publishedLatest, [])), first)
