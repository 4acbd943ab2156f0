"""What is claimed about an event: every figure in short, and the claims in full only where they are shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from pyoxigraph import Literal, NamedNode, QueryTriples, Triple

from refoulement.graph.amount import amount
from refoulement.graph.claim import Count
from refoulement.graph.ledger import Figure, Ledger, ledgers
from refoulement.graph.store import Snapshot, Term
from refoulement.graph.when import When
from refoulement.ontology import NAMESPACE, RF
from refoulement.queries import PAGES, Row
from refoulement.web.description import Description, describe


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim about an event, without its words; `published` and `time` are EDTF, `part` is an IRI."""

    claim: str
    article: str
    publisher: str | None = None
    published: str | None = None
    known_from: date | None = None
    time: str | None = None
    count: Count | None = None
    claimants: tuple[str, ...] = ()
    attribution: str | None = None
    part: str | None = None
    denied: bool = False
    table: bool = False  # its article is a table

    @property
    def figure(self) -> Figure | None:
        """What it adds to the ledger."""
        if self.count is None:
            return None
        return Figure(
            claim=self.claim,
            count=self.count,
            article=self.article,
            claimants=self.claimants,
            attribution=self.attribution,
            published=self.published,
            part=self.part,
            denied=self.denied,
            when=When(self.time) if self.time else None,
        )


def of_event(snapshot: Snapshot, event: str) -> tuple[Evidence, ...]:
    """The claims about an event, or about what is a part of another, in a steady order."""
    by_claim: dict[str, list[Row]] = {}
    for row in rows(snapshot, "event-claims", event):
        by_claim.setdefault(row["claim"].value, []).append(row)
    return tuple(_evidence(claim, told, event) for claim, told in by_claim.items())


def rows(snapshot: Snapshot, page: str, event: str) -> list[Row]:
    """What a query about one event finds."""
    return snapshot.select(PAGES[page].text, {"event": NamedNode(event)})


def _evidence(claim: str, told: list[Row], event: str) -> Evidence:
    row = told[0]
    parts = {other["part"].value for other in told if "part" in other} - {event}
    known = _text(row, "known_from")
    return Evidence(
        claim=claim,
        article=row["article"].value,
        publisher=_text(row, "publisher"),
        published=_text(row, "published"),
        known_from=date.fromisoformat(known) if known else None,
        time=_text(row, "time"),
        count=count_of(row),
        claimants=tuple(sorted({other["claimant"].value for other in told if "claimant" in other})),
        attribution=_text(row, "attribution"),
        part=min(parts, default=None),
        denied=row.get("modality") == RF.denied,
        table=row["table"].value == "true",
    )


def count_of(row: Mapping[str, Term]) -> Count | None:
    """The count in a row with bound, value, value_to, unit and nature; None where it has none."""
    if "bound" not in row:
        return None
    value, value_to = (amount(row[name].value) if name in row else None for name in ("value", "value_to"))
    bound, unit, nature = (row[name].value.removeprefix(NAMESPACE) for name in ("bound", "unit", "nature"))
    return Count(bound=bound, value=value, value_to=value_to, unit=unit, nature=nature)


def _text(row: Mapping[str, Term], name: str) -> str | None:
    return row[name].value if name in row else None


def ledgers_of(evidence: Iterable[Evidence]) -> tuple[Ledger, ...]:
    """The ledgers of an event's claims."""
    return ledgers(figure for one in evidence if (figure := one.figure))


def event_itself(snapshot: Snapshot, event: str) -> Description:
    """An event without its claims, with the names of what these point at."""
    return describe(snapshot, event, page="event", parameter="event") or Description(NamedNode(event), ())


def in_full(snapshot: Snapshot, about: Description, claims: Iterable[str]) -> Description:
    """The same with some claims in full: their words, their articles, the judgements on them."""
    return about.with_more(chain.from_iterable(_claim(snapshot, claim) for claim in claims))


def _claim(snapshot: Snapshot, claim: str) -> Iterator[Triple]:
    answer = snapshot.query(PAGES["event-claim"].text, bindings={"claim": NamedNode(claim)})
    assert isinstance(answer, QueryTriples)  # descriptions are CONSTRUCT queries
    yield from answer


def number(about: Description, predicate: NamedNode) -> int:
    """A count that is derived for an event; 0 where there is none."""
    return next((int(term.value) for term in about.values(predicate) if isinstance(term, Literal)), 0)
