"""From the rows of an answer to claims: each with the passage it quotes, or dropped and counted."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from refoulement.graph.amount import Amount, amount
from refoulement.graph.article import Article, Passage
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim
from refoulement.graph.when import When
from refoulement.loaders.extract import Extraction
from refoulement.loaders.extract.kinds import modality
from refoulement.loaders.llm import evidence
from refoulement.loaders.llm.answer import ClaimRow, RoleRow, Rows, StatementRow
from refoulement.loaders.llm.dropped import Dropped, Reason, told
from refoulement.loaders.llm.naming import Names
from refoulement.loaders.llm.quotation import Quotable, Span

CONFIDENCE = 0.5  # below every rule's: what models take has not been measured here
SHORTEST = 10  # code points; fewer make no statement

_TAKEN = re.compile(r"\b(?:arrest|captur|rounded up|apprehend)", re.IGNORECASE)

Row = TypeVar("Row")
Made = TypeVar("Made")


def assemble(rows: Rows, article: Article, extractor: str) -> Extraction:
    """All of an answer that the article bears out; pure, so that a cached answer gives the same claims again."""
    assembly = _Assembly(article, extractor)
    dropped = Counter({Reason.FORM: rows.malformed})
    taken = sum(1 for _ in _each(rows.entities, assembly.names.add, dropped))
    claims: list[Claim] = [
        *_each(rows.claims, assembly.event, dropped),
        *_each(rows.statements, assembly.stance, dropped),
        *_each(rows.roles, assembly.role, dropped),
    ]
    distinct = {claim.iri: claim for claim in claims}.values()
    return Extraction(
        article,
        assembly.names.entities,
        tuple(sorted(assembly.names.mentions, key=lambda mention: (mention.passage.start, mention.entity))),
        tuple(sorted(distinct, key=lambda claim: (claim.passages[0].start, claim.iri))),
        told(dropped, taken + len(claims)),
    )


def _each(rows: Iterable[Row], make: Callable[[Row], Made], dropped: Counter[Reason]) -> Iterator[Made]:
    for row in rows:
        try:
            yield make(row)
        except Dropped as error:
            dropped[error.reason] += 1
        except ValueError:  # a value that cannot be, as the graph's own classes say
            dropped[Reason.VALUE] += 1


class _Assembly:
    """Makes claims of the rows about one article, once its names are known."""

    def __init__(self, article: Article, extractor: str) -> None:
        self.article = article
        self.extractor = extractor
        self.quotable = Quotable(article)
        self.names = Names(self.quotable)

    def _span(self, words: str) -> Span:
        span = self.quotable.first(words)
        if span is None:
            raise Dropped(Reason.WORDS)
        return span

    def _statement(self, words: str) -> Span:
        """The span of words that are long enough to state something."""
        span = self._span(words)
        if span.end - span.start < SHORTEST:
            raise Dropped(Reason.WORDS)
        return span

    def event(self, row: ClaimRow) -> EventClaim:
        """What happened or holds; raises `Dropped` for what its words do not bear out."""
        span = self._statement(row.words)
        words = self.quotable.text(span)
        places = ("Place",)
        ways = ("BorderCrossing", "Settlement") if row.kind == "Repatriation" else places
        claimants = self.names.find(row.claimant, "Actor")
        when, context = self._when(row, span)
        claim = EventClaim(
            passages=(self.quotable.passage(span),),
            context=context,
            extractor=self.extractor,
            confidence=CONFIDENCE,
            event_type=row.kind,
            count=self._count(row, span),
            when=when,
            held_at=self.names.find(row.held_at, *places),
            via=self.names.find(row.via, *ways),
            destination=self.names.find(row.destination, *places),
            place=self.names.find(row.place, *places),
            claimants=claimants,
            attribution=None if claimants else self._within(row.attribution, span),
            modality=modality(words),
        )
        if not (claim.count or claim.when or claim.held_at or claim.via or claim.place):
            raise Dropped(Reason.EMPTY)
        return claim

    def stance(self, row: StatementRow) -> StanceClaim:
        """Who takes which stance."""
        span = self._statement(row.words)
        (speaker,) = self.names.find([row.speaker], "Actor")
        return StanceClaim(
            passages=(self.quotable.passage(span),),
            extractor=self.extractor,
            confidence=CONFIDENCE,
            speaker=speaker,
            stance=row.stance,
        )

    def role(self, row: RoleRow) -> RoleClaim:
        """Who has which title, in the text's own words."""
        span = self._span(row.words)
        title = self._within(row.role, span)
        (person,) = self.names.find([row.person], "Person")
        organisations = self.names.find([row.organisation] if row.organisation else [], "Organisation")
        return RoleClaim(
            passages=(self.quotable.passage(span),),
            extractor=self.extractor,
            confidence=CONFIDENCE,
            person=person,
            role=title or "",
            organisation=organisations[0] if organisations else None,
        )

    def _within(self, words: str | None, span: Span) -> str | None:
        """The text's own words for those that stand within a span; None for none."""
        if not words:
            return None
        for place in self.quotable.places(words):
            if span.holds(place.start, place.end):
                return self.quotable.passage(place).exact
        raise Dropped(Reason.WORDS)

    def _count(self, row: ClaimRow, span: Span) -> Count | None:
        if row.count is None:
            return None
        held = row.kind in ("Detention", "Presence") and not _TAKEN.search(self.quotable.text(span))
        count = Count(
            value=_amount(row.count.value),
            value_to=_amount(row.count.value_to),
            bound=row.count.bound,
            unit=row.count.unit,
            nature="stock" if held else "flow",
        )
        if not evidence.printed(count, self.quotable, span):
            raise Dropped(Reason.NUMBER)
        if not evidence.bounded(count, self.quotable, span):
            raise Dropped(Reason.BOUND)
        return count

    def _when(self, row: ClaimRow, span: Span) -> tuple[When | None, tuple[Passage, ...]]:
        """The time of a claim, and the passage that tells it where that is not the claim's own."""
        if row.when is None:
            return None, ()
        when = When(row.when)
        telling = self._span(row.when_words) if row.when_words else span
        if not evidence.told(when, self.quotable, telling):
            raise Dropped(Reason.TIME)
        if not evidence.not_after_publication(when, self.article.last_day):
            raise Dropped(Reason.VALUE)
        return when, () if span.holds(telling.start, telling.end) else (self.quotable.passage(telling),)


def _amount(number: float | None) -> Amount | None:
    return None if number is None else amount(f"{number}")
