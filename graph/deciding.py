"""One way to write what a person decides, and to take it back, whatever it is of: entities, events, claims."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from pyoxigraph import NamedNode

from refoulement.errors import JudgementRefused
from refoulement.graph import decisions, iri, judgement, reviewing
from refoulement.graph.consequences import Consequences
from refoulement.graph.editing import finish
from refoulement.graph.judgement import Judgement, read_judgements
from refoulement.graph.linking import Identity
from refoulement.graph.rdf import EXACT_MATCH
from refoulement.graph.reference import reference
from refoulement.graph.store import Quads, Writer
from refoulement.graph.tiers import TieredWriter
from refoulement.ontology import RF

Decided = TypeVar("Decided")
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
    first, second = (decisions.node(thing).value for thing in (new.first, new.second))
    consequences = Consequences(store, agent=agent, now=new.made)
    identity = consequences.identity
    among, kinds = identity.around(first, second)
    ground = reference(store).ground
    within = [(place, wider) for place in kinds for wider in ground.around(place) - {place}]
    grounds = decisions.grounds(store, new)
    identity.put(judgement.admit(new, among, kinds, grounds=grounds, within=within), now=new.made)
    consequences.follow()
    return new


def undo(store: Writer, name: str, *, by: str, at: datetime, why: str, agent: str) -> None:
    """Take a judgement or the review of a claim back, with all that was derived from it. `JudgementRefused`."""
    if name.startswith(REVIEW):
        reviewing.undo(store, name, by=by, at=at, why=why, agent=agent)
        return
    found = read_judgements(store.matching(iri.JUDGEMENTS_GRAPH, subject=decisions.node(name)))
    if found and found[0].first.startswith(CLAIM):
        decisions.undo(store, name, by=by, at=at, why=why, agent=agent)
        return
    undo_identity(store, name, by=by, at=at, why=why, agent=agent)


def undo_identity(store: Writer, name: str, *, by: str, at: datetime, why: str, agent: str) -> Judgement:
    """Take a judgement on entities back. Raises `JudgementRefused`."""
    consequences = Consequences(store, agent=agent, now=at)
    among = (*consequences.identity.judgements(), *decisions.resting_on(store, name))
    undone = judgement.undo(name, among, by=by, at=at, why=why)
    consequences.identity.put(undone, now=at)
    consequences.follow()
    return undone


def published(store: TieredWriter, act: Callable[[], Decided], *, now: datetime) -> Decided:
    """Let a person's act be done and published whole; whatever is refused leaves the store as it was."""
    finish(store, now)
    try:
        decided = act()
        store.publish()
    except BaseException:
        store.restore()
        raise
    return decided


def split(store: Writer, thing: str, out: Iterable[str], *, judge: str, why: str, now: datetime, agent: str) -> None:
    """Take claims out of an event, or entities out of one that stands for several: each is judged to be another.

    Raises `JudgementRefused`, also where nothing would be left.
    """
    given = sorted(set(out))
    members = members_of(store, thing)
    if not given or not set(given) <= set(members):
        raise JudgementRefused(f"choose what is to leave {thing} from what it is made of: {', '.join(members)}")
    staying = [one for one in members if one not in given]
    if not staying:
        raise JudgementRefused("this would take out everything: leave at least one")
    if members[0].startswith(CLAIM):
        pairs = [(other, one) for one in given for other in staying]
        new = [judged(other, "different", one, judge=judge, why=why, now=now) for other, one in pairs]
        decisions.decide_all(store, new, agent=agent)
        return
    identity = Identity(store)
    for one in given:
        tied = {other for each in identity.judged_of(one) if each.verdict == "same" for other in each.pair}
        for other in (staying[0], *(other for other in staying[1:] if other in tied)):
            decide(store, judged(other, "different", one, judge=judge, why=why, now=now), agent=agent)


def members_of(said: Quads, thing: str) -> list[str]:
    """What a derived thing is made of, what stands for it first: an event's claims, entities judged to be one."""
    node = NamedNode(thing)
    claims = [quad.object for quad in said.matching(iri.EVENTS_GRAPH, subject=node, predicate=RF.evidence)]
    if claims:
        return sorted(claim.value for claim in claims if isinstance(claim, NamedNode))
    first = next((quad.object for quad in said.matching(iri.IDENTITY_GRAPH, subject=node, predicate=EXACT_MATCH)), node)
    assert isinstance(first, NamedNode)
    others = said.matching(iri.IDENTITY_GRAPH, predicate=EXACT_MATCH, term=first)
    return [first.value, *sorted(quad.subject.value for quad in others if isinstance(quad.subject, NamedNode))]
