"""What a person judges of two events: written down, obeyed at once, undone when asked.

A judgement is kept between two claims, of which each stands for its event: events come and go with what is loaded, a
claim stays. So it holds through every derivation, and for as long as both claims are there.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import JudgementRefused
from refoulement.graph import iri, judgement
from refoulement.graph.catalogue import TITLE, Entry
from refoulement.graph.consequences import Consequences
from refoulement.graph.judgement import Judgement, judgement_quads, read_judgements
from refoulement.graph.rdf import RDF_TYPE
from refoulement.graph.store import Writer
from refoulement.ontology import RF, local_name

TITLED = "Judgements on who is who and what is one event"


def standing_claim(store: Writer, name: str) -> str:
    """The claim that stands for an event: its first by IRI; a claim stands for itself.

    `name` is an IRI or the path of one of our own ("event/repatriation-2023-10-09"). Raises `JudgementRefused`.
    """
    named = node(name)
    if any(quad.object == RF.EventClaim for quad in store.matching(None, subject=named, predicate=RDF_TYPE)):
        return named.value
    told = [
        quad.object.value
        for quad in store.matching(iri.EVENTS_GRAPH, subject=named, predicate=RF.evidence)
        if isinstance(quad.object, NamedNode)
    ]
    told += [
        quad.subject.value
        for quad in store.matching(iri.EVENTS_GRAPH, predicate=RF.aboutPart, term=named)
        if isinstance(quad.subject, NamedNode)
    ]
    if not told:
        raise JudgementRefused(f"{name}: no event or event claim of this store; `refoulement events list` shows them")
    return min(told)


def node(name: str) -> NamedNode:
    """A name, or the path of one of our own, as a term. Raises `JudgementRefused`."""
    try:
        return NamedNode(name if ":" in name else iri.THINGS + name)
    except ValueError as error:
        raise JudgementRefused(f"{name!r} is no IRI ({error}); copy it from the page of what is meant") from error


def judgements(store: Writer) -> list[Judgement]:
    """The judgements on event claims, undone ones too."""
    found = read_judgements(store.quads(iri.JUDGEMENTS_GRAPH))
    return [one for one in found if one.first.startswith(iri.THINGS + "claim/")]


def judgements_on(store: Writer, claim: str) -> list[Judgement]:
    """The judgements on one event claim, undone ones too."""
    return [one for one in judgements(store) if claim in one.pair]


def grounds(store: Writer, new: Judgement) -> list[Judgement]:
    """The judgements that a new one rests on, whatever they are of, of those that are there."""
    found = (store.matching(iri.JUDGEMENTS_GRAPH, subject=node(other)) for other in new.rests_on)
    return read_judgements(chain.from_iterable(found))


def resting_on(store: Writer, name: str) -> list[Judgement]:
    """The judgements that rest on one, whatever they are of."""
    found = store.matching(iri.JUDGEMENTS_GRAPH, predicate=RF.restsOn, term=node(name))
    resting = [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]
    return read_judgements(chain.from_iterable(store.matching(iri.JUDGEMENTS_GRAPH, subject=one) for one in resting))


def note(store: Writer, new: Iterable[Quad], *, gone: Iterable[Quad] = (), agent: str, now: datetime) -> None:
    """Write judgements down, some in the place of what they were; nothing is derived from them yet."""
    title = _title(store) or TITLED
    store.amend(
        iri.JUDGEMENTS_GRAPH,
        gone=gone,
        new=new,
        entry=Entry(graph=iri.JUDGEMENTS_GRAPH, title=title, agent=agent, written_at=now),
    )


def decide(store: Writer, new: Judgement, *, agent: str) -> Judgement:
    """Write down what a person judges of two claims and derive their events again; raises `JudgementRefused`."""
    decide_all(store, [new], agent=agent)
    return new


def decide_all(store: Writer, new: Sequence[Judgement], *, agent: str) -> None:
    """The same of several pairs, all of them or, with `JudgementRefused`, none."""
    among = judgements(store)
    claims = {claim for one in (*new, *among) for claim in one.pair}
    kinds = _kinds(store, claims)
    for each in new:
        among.append(judgement.admit(each, among, kinds, grounds=grounds(store, each)))
    made = max(one.made for one in new)
    note(store, (quad for one in new for quad in judgement_quads(one)), agent=agent, now=made)
    _follow(store, {claim for one in new for claim in one.pair}, at=made, agent=agent)


def undo(store: Writer, name: str, *, by: str, at: datetime, why: str, agent: str) -> Judgement:
    """Mark a judgement undone and derive the events again; raises `JudgementRefused`."""
    among = {one.iri: one for one in judgements(store)}
    known = node(name).value
    undone = judgement.undo(known, (*among.values(), *resting_on(store, known)), by=by, at=at, why=why)
    note(store, judgement_quads(undone), gone=judgement_quads(among[known]), agent=agent, now=at)
    _follow(store, undone.pair, at=at, agent=agent)
    return undone


def _kinds(store: Writer, claims: Iterable[str]) -> dict[str, str]:
    """The kind of event that each claim speaks of, of those that are there."""
    kinds = {}
    for claim in claims:
        for quad in store.matching(None, subject=NamedNode(claim), predicate=RF.eventType):
            if isinstance(quad.object, NamedNode):
                kinds[claim] = local_name(quad.object)
    return kinds


def _follow(store: Writer, claims: Iterable[str], *, at: datetime, agent: str) -> None:
    consequences = Consequences(store, agent=agent, now=at)
    consequences.judged(claims)
    consequences.follow()


def _title(store: Writer) -> str | None:
    """What the catalogue calls the judgements already."""
    titles = store.matching(iri.CATALOGUE_GRAPH, subject=iri.JUDGEMENTS_GRAPH, predicate=TITLE)
    return next((quad.object.value for quad in titles if isinstance(quad.object, Literal)), None)
