"""One way to write what a person decides, and to take it back, whatever it is of: entities, events, claims."""

from collections.abc import Iterable
from datetime import datetime

from pyoxigraph import NamedNode

from refoulement.errors import JudgementRefused
from refoulement.graph import decisions, iri, judgement, reviewing
from refoulement.graph.consequences import Consequences
from refoulement.graph.judgement import Judgement, read_judgements
from refoulement.graph.store import Writer

CLAIM, REVIEW = f"{iri.THINGS}claim/", f"{iri.THINGS}review/"


def judged(
    first: str,
    verdict: str,
    second: str,
    *,
    judge: str,
    why: str,
    now: datetime,
    rests_on: Iterable[str] = (),
) -> Judgement:
    """What a person judges of two things. Raises `JudgementRefused` where it cannot be said."""
    try:
        return Judgement(
            first=first,
            verdict=verdict,
            second=second,
            by="byPerson",
            judge=judge,
            reasons=(why,),
            score=1.0,
            made=now,
            rests_on=tuple(rests_on),
        )
    except ValueError as error:
        raise JudgementRefused(f"{error}; nothing was changed") from error


def decide(store: Writer, new: Judgement, *, agent: str) -> Judgement:
    """Write down what a person judges of two entities, or of two claims that stand for events. `JudgementRefused`."""
    if new.first.startswith(CLAIM):
        return decisions.decide(store, new, agent=agent)
    consequences = Consequences(store, agent=agent, now=new.made)
    identity = consequences.identity
    identity.put(judgement.admit(new, *identity.around(new.first, new.second)), now=new.made)
    consequences.follow()
    return new


def undo(store: Writer, name: str, *, by: str, at: datetime, why: str, agent: str) -> None:
    """Take a judgement or the review of a claim back, with all that was derived from it. `JudgementRefused`."""
    if name.startswith(REVIEW):
        reviewing.undo(store, name, by=by, at=at, why=why, agent=agent)
        return
    found = read_judgements(store.matching(iri.JUDGEMENTS_GRAPH, subject=NamedNode(name)))
    if found and found[0].first.startswith(CLAIM):
        decisions.undo(store, name, by=by, at=at, why=why, agent=agent)
        return
    undo_identity(store, name, by=by, at=at, why=why, agent=agent)


def undo_identity(store: Writer, name: str, *, by: str, at: datetime, why: str, agent: str) -> Judgement:
    """Take a judgement on entities back. Raises `JudgementRefused`."""
    consequences = Consequences(store, agent=agent, now=at)
    undone = judgement.undo(name, consequences.identity.judgements(), by=by, at=at, why=why)
    consequences.identity.put(undone, now=at)
    consequences.follow()
    return undone
