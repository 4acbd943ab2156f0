"""What an event's page shows of it in one state of the graph: its claims in short, and those that are read in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from flask import current_app, url_for
from pyoxigraph import NamedNode

from refoulement.graph import iri
from refoulement.graph.claim import Claim
from refoulement.graph.judgement import Judgement
from refoulement.graph.ledger import Figure, Ledger
from refoulement.graph.origins import Standing
from refoulement.graph.rdf import RDF_TYPE
from refoulement.graph.store import Snapshot
from refoulement.ontology import NAMESPACE, RF
from refoulement.queries import AS_OF, Row
from refoulement.web import doubts, known_on, origin_picture, phrases
from refoulement.web.access import READ_ONLY
from refoulement.web.claims import ClaimView, link, view
from refoulement.web.description import Description
from refoulement.web.evidence import Evidence, event_itself, in_full, ledgers_of, number, rows
from refoulement.web.figure_table import Table, table
from refoulement.web.known_on import Day
from refoulement.web.language import label_of
from refoulement.web.library import asking
from refoulement.web.links import Link
from refoulement.web.reading import snapshot

IN_FULL = 60  # claims without a figure, and stances; the table of figures has pages
AGAINST_NAMED = 3
BESIDE_AT_MOST = 12
FOLLOWED_AT_MOST = 12
SLOTS = ("heldAt", "via", "destination", "place")


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim: why it is held to be about the event, what speaks against that, whether it became known that day."""

    article: str
    view: ClaimView
    because: tuple[doubts.Reason, ...]
    doubts: tuple[doubts.Reason, ...]
    new: bool
    there: bool  # its words can still be read in their article


@dataclass(frozen=True, slots=True)
class Followed:
    """What else befell people of the event: the other event, the rule that says so, and the claim that tells it."""

    event: Link
    because: str
    told: Shown


@dataclass(frozen=True, slots=True)
class Place:
    """A place in one of the slots of claims, with how many say so and what its coordinates stand for."""

    place: Link
    slot: str
    kind: str
    claims: int
    precision: str | None


@dataclass(frozen=True)
class EventView:
    """An event in a state of the graph; `asked` is the day of that state, None for today."""

    state: Snapshot
    event: str
    asked: date | None
    own: tuple[Evidence, ...]
    about: Description
    table: Table
    stances: tuple[Row, ...]
    apart: tuple[Row, ...]
    elsewhere_too: tuple[Row, ...]

    @cached_property
    def by_claim(self) -> Mapping[str, Evidence]:
        return {one.claim: one for one in self.own}

    @cached_property
    def ledgers(self) -> tuple[Ledger, ...]:
        return ledgers_of(self.own)

    @cached_property
    def _full(self) -> Mapping[str, Shown]:
        judged = doubts.judgements(self.about)
        days = {row["claim"].value: row["known_from"].value for row in self.stances if "known_from" in row}
        days |= {one.claim: str(one.known_from) for one in self.own if one.known_from}
        return {
            claim.iri: self._shown(claim, judged.get(claim.iri, []), days.get(claim.iri)) for claim in self.about.claims
        }

    def _shown(self, claim: Claim, judged: list[Judgement], known_from: str | None) -> Shown:
        return Shown(
            claim.article,
            view(claim, self.about),
            tuple(doubts.speaking_for(claim, self.about, judged)),
            tuple(doubts.speaking_against(claim, self.about, judged)),
            new=self.asked is not None and known_from == str(self.asked),
            there=self.asked is None or known_on.stands(snapshot(), claim),
        )

    def full(self, claim: str) -> Shown:
        """A claim that is read in full."""
        return self._full[claim]

    @property
    def in_full(self) -> list[Shown]:
        """The claims that the page shows, in the order in which it does."""
        shown = [row.claim for row in self.table.rows]
        shown += [one.view.iri for one in (*self.others, *self.towards, *self.beside)]
        shown += [one.told.view.iri for one in self.followed]
        return [self._full[claim] for claim in shown]

    @property
    def others(self) -> list[Shown]:
        """What is said of the event without a figure."""
        return [self._full[one.claim] for one in self.own if not one.count and one.claim in self._full]

    @property
    def others_total(self) -> int:
        return sum(not one.count for one in self.own)

    @property
    def towards(self) -> list[Shown]:
        """The stances towards it, in the order in which they became known."""
        return [self._full[row["claim"].value] for row in self._read_stances if row["towards"].value == "true"]

    @property
    def beside(self) -> list[Shown]:
        """Other stances of the same articles, in the same order."""
        return [self._full[row["claim"].value] for row in self._read_stances if row["towards"].value != "true"]

    @property
    def _read_stances(self) -> list[Row]:
        return [row for row in self.stances if row["claim"].value in self._full]

    @property
    def held_apart(self) -> list[tuple[bool, Shown]]:
        """What may be about it (True), or is not though time and places agree."""
        told = [(row["how"] == RF.perhapsAbout, row["claim"].value) for row in self.apart]
        return [(perhaps, self._full[claim]) for perhaps, claim in told if claim in self._full]

    @property
    def followed(self) -> list[Followed]:
        """What else befell the same people, as the articles that speak of the event tell it."""
        return [
            Followed(
                self.name(row["other"].value),
                label_of(row["why"].value.removeprefix(NAMESPACE)),
                self._full[row["claim"].value],
            )
            for row in self.elsewhere_too
            if row["claim"].value in self._full
        ]

    def against(self, claim: str) -> tuple[list[str], int]:
        """A few figures that cannot hold together with a claim's, and how many do so beside those."""
        if claim not in self._figures:
            return [], 0
        ledger, figure = self._figures[claim]
        counts = list(dict.fromkeys(other.count for other in ledger.against(figure)))
        return list(map(phrases.figure, counts[:AGAINST_NAMED])), max(0, len(counts) - AGAINST_NAMED)

    @cached_property
    def _figures(self) -> Mapping[str, tuple[Ledger, Figure]]:
        return {figure.claim: (ledger, figure) for ledger in self.ledgers for figure in ledger.figures}

    def name(self, thing: str) -> Link:
        """Whatever the event's claims point at; another event as it was on the same day, an origin by its actor."""
        node = NamedNode(thing)
        if actor := self.about.text(RF.originActor, node):
            return self.name(actor)
        if thing.startswith(f"{iri.THINGS}origin/"):
            return Link(self.about.name(node), None)
        found = link(self.about, thing)
        if self.asked and found.address and thing.startswith(f"{iri.THINGS}event/"):
            return Link(found.words, f"{found.address}?{AS_OF}={self.asked}", found.language)
        return found

    def part(self, part: str) -> Link:
        """A part by what its name adds to that of this event."""
        found = self.name(part)
        words = found.words.removeprefix(f"{self.about.name(self.about.thing)}, ")
        return Link(words, found.address, found.language)

    def origins(self) -> tuple[origin_picture.Origin, ...]:
        """Whom its claims come from."""
        return origin_picture.origins(
            rows(self.state, "event-origins", self.event),
            self.by_claim,
            name=self.name,
            is_named=lambda origin: not self.about.values(RF.originWords, NamedNode(origin)),
        )

    @property
    def standing(self) -> str | None:
        """How many articles and origins stand behind it; None where all is denied."""
        articles, copies = number(self.about, RF.articleCount), number(self.about, RF.copyCount)
        if not articles:
            return None
        tables = {one.article for one in self.own if one.table and not one.denied}
        return phrases.standing(
            Standing(
                articles=articles,
                copies=copies,
                named=number(self.about, RF.originCount),
                unnamed=number(self.about, RF.unnamedOriginCount),
                tables=min(articles, len(tables)),
            )
        )

    @property
    def counted(self) -> str:
        """How many articles and tables speak of it."""
        return phrases.sources(
            len({one.article for one in self.own}), len({one.article for one in self.own if one.table})
        )

    @property
    def series(self) -> list[Link]:
        return [self.name(term.value) for term in self.about.values(RF.inSeries)]

    def days(self, event: str, today: Sequence[Evidence], now: Snapshot) -> tuple[Day, ...]:
        """The days on which something became known of it, by what is known today or was then."""
        claims = {one.claim: one.known_from for one in (*today, *self.own)}
        stances = {
            row["claim"].value: date.fromisoformat(row["known_from"].value)
            for row in (*rows(now, "event-stances", event), *self.stances)
            if "known_from" in row and row["towards"].value == "true"
        }
        return known_on.days([*claims.values(), *stances.values()], {one.article for one in (*today, *self.own)}, now)

    @cached_property
    def overlapping(self) -> list[Link]:
        """Other events of its kind whose time meets its own."""
        return [
            Link(row["label"].value, self.name(row["other"].value).address, "en")
            for row in rows(self.state, "event-beside", self.event)
        ]

    @cached_property
    def places(self) -> list[Place]:
        """Where its claims say that people were taken from, passed and were sent to."""
        return [
            Place(
                self.name(row["place"].value),
                label_of(row["slot"].value.removeprefix(NAMESPACE)),
                _kind(self.about, row["place"].value),
                int(row["claims"].value),
                label_of(row["precision"].value.removeprefix(NAMESPACE)) if "precision" in row else None,
            )
            for row in rows(self.state, "event-places", self.event)
        ]

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """The figures as they stand here, for programs: what the form is called, and its address."""
        asked = self._asked("about")
        return [(form.upper(), asking(f"figures-ledger.{form}", asked)) for form in ("csv", "json")]

    def _asked(self, parameter: str) -> dict[str, str]:
        """This event and this day, for a query: of a share of another event, that other one, whose claims these are."""
        share = RF.ownCrossing in self.about.values(RF.partBecause)
        event = next((term.value for term in self.about.values(RF.partOf) if share), self.event)
        return {parameter: event.removeprefix(iri.THINGS), **({AS_OF: str(self.asked)} if self.asked else {})}

    def elsewhere(self, event: str) -> Link:
        """Another event that some of its claims of today are about in this state, by its name there."""
        found = link(event_itself(self.state, event), event)
        return Link(found.words, self.name(event).address, found.language)

    def review(self, thing: str) -> str | None:
        """Where an editor reviews a claim or the event; None where nothing can be written."""
        if current_app.config.get(READ_ONLY):
            return None
        form: str = url_for("review.open_thing", thing=thing)
        return form

    def query(self, name: str, parameter: str = "event") -> str:
        """The page of a query about this event, as of the same day."""
        page: str = url_for("questions.question", name=name)
        return f"{page}?{urlencode(self._asked(parameter))}"


def _kind(about: Description, place: str) -> str:
    kinds = [
        term.value.removeprefix(NAMESPACE)
        for term in about.values(RDF_TYPE, NamedNode(place))
        if term.value.startswith(NAMESPACE)
    ]
    return ", ".join(map(label_of, kinds))


def read(
    state: Snapshot, event: str, own: tuple[Evidence, ...], *, asked: date | None, sort: str, page: int
) -> EventView:
    """An event in a state of the graph, `own` being its claims there, with as many in full as one page shows."""
    itself = event_itself(state, event)
    figures = table(own, name=lambda thing: itself.name(NamedNode(thing)), sort=sort, page=page)
    stances, apart = rows(state, "event-stances", event), rows(state, "event-apart", event)
    followed = rows(state, "event-followed", event)
    first = sorted(stances, key=lambda row: row["towards"].value != "true")[:IN_FULL]
    wanted = [row.claim for row in figures.rows]
    wanted += [one.claim for one in own if not one.count][:IN_FULL]
    wanted += [row["claim"].value for row in (*first, *apart[:IN_FULL], *followed[:FOLLOWED_AT_MOST])]
    about = in_full(state, itself, dict.fromkeys(wanted))
    return EventView(state, event, asked, own, about, figures, tuple(stances), tuple(apart), tuple(followed))
