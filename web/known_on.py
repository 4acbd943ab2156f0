"""An event as it was known on a day: the days on which something became known of it, and what it was then."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pyoxigraph import NamedNode

from refoulement.errors import QueryRefused
from refoulement.graph import iri
from refoulement.graph.claim import Claim
from refoulement.graph.revision import Revision, read_revisions
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.web.evidence import Evidence
from refoulement.web.reading import snapshot, snapshot_of

LOOKED_BACK = 3  # revisions, for an event that is no more


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which so many claims or stances became known, or an article behind them changed."""

    day: date
    claims: int
    revised: bool


def stands(state: Snapshot, claim: Claim) -> bool:
    """Whether the words of a claim are in their article still."""
    words = NamedNode(claim.passages[0].iri)
    return bool(state.matching(None, subject=words, predicate=RF.passageOf))


def days(known: Iterable[date | None], articles: Iterable[str], state: Snapshot) -> tuple[Day, ...]:
    """The days on which something became known of an event, the first first."""
    counted = Counter(day for day in known if day)
    behind = {article.removeprefix(iri.article("")) for article in articles}
    revised = {one.day for one in revisions(state) if one.article in behind}
    return tuple(Day(day, counted[day], day in revised) for day in sorted({*counted, *revised}))


def revisions(state: Snapshot) -> list[Revision]:
    """The corrections and withdrawals that stand, in the order in which they took effect."""
    return [one for one in read_revisions(state.quads(iri.REVISIONS_GRAPH)) if one.taken_back is None]


def revised_after(day: date | None, state: Snapshot) -> dict[str, Revision]:
    """The last correction or withdrawal of each article after a day, by its id; none where no day is given."""
    return {one.article: one for one in revisions(state) if day and one.day > day}


def is_there(state: Snapshot, event: str) -> bool:
    """Whether an event is told of."""
    node = NamedNode(event)
    return bool(
        state.matching(iri.EVENTS_GRAPH, subject=node, predicate=RF.evidence)
        or state.matching(iri.EVENTS_GRAPH, predicate=RF.aboutPart, term=node)
    )


def counterparts(state: Snapshot, claims: Iterable[str]) -> list[str]:
    """The events that some claims are held to be about in another state, those of most of them first."""
    found = Counter(
        quad.object.value
        for claim in claims
        for quad in state.matching(iri.EVENTS_GRAPH, subject=NamedNode(claim), predicate=RF.about)
        if isinstance(quad.object, NamedNode)
    )
    return sorted(found, key=lambda event: (-found[event], event))


def then(event: str, today: Sequence[Evidence], day: date) -> tuple[Snapshot, list[str]]:
    """What was known on a day, and what the event was in it: itself, or those that its claims of today were about.

    Raises `QueryRefused` where too much was known.
    """
    state = snapshot_of(day)
    if is_there(state, event):
        return state, [event]
    return state, counterparts(state, (one.claim for one in today))


def lost(event: str) -> Revision | None:
    """The correction or withdrawal by which an event ceased to be; None where it was none of the last."""
    for revision in reversed(revisions(snapshot())[-LOOKED_BACK:]):
        try:
            state = snapshot_of(revision.day - timedelta(days=1))
        except QueryRefused:
            return None
        if is_there(state, event):
            return revision
    return None
