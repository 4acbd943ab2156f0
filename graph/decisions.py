"""What a person judges of two events: written down, obeyed at once, undone when asked.

A judgement is kept between two claims, of which each stands for its event: events come and go with what is loaded, a
claim stays. So it holds through every derivation, and for as long as both claims are there.
"""

from collections.abc import Iterable
from datetime import datetime

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
    node = _node(name)
    if any(quad.object == RF.EventClaim for quad in store.matching(None, subject=node, predicate=RDF_TYPE)):
        return node.value
    told = [
        quad.object.value
        for quad in store.matching(iri.EVENTS_GRAPH, subject=node, predicate=RF.evidence)
        if isinstance(quad.object, NamedNode)
    ]
    told += [
        quad.subject.value
        for quad in store.matching(iri.EVENTS_GRAPH, predicate=RF.aboutPart, term=node)
        if isinstance(quad.subject, NamedNode)
    ]
    if not told:
        raise JudgementRefused(f"{name}: no event or event claim of this store; `refoulement events list` shows them")
    return min(told)


def _node(name: str) -> NamedNode:
    try:
        return NamedNode(name if ":" in name else iri.THINGS + name)
    except ValueError as error:
        raise JudgementRefused(f"{name!r} is no IRI ({error}); copy it from `refoulement events list`") from error


def judgements(store: Writer) -> list[Judgement]:
    """The judgements on event claims, undone ones too."""
    found = read_judgements(store.quads(iri.JUDGEMENTS_GRAPH))
    return [one for one in found if one.first.startswith(iri.THINGS + "claim/")]


def judgements_on(store: Writer, claim: str) -> list[Judgement]:
    """The judgements on one event claim, undone ones too."""
    return [one for one in judgements(store) if claim in one.pair]


def note(store: Writer, new: Iterable[Quad], *, agent: str, now: datetime) -> None:
    """Write judgements down that follow from others."""
    title = _title(store) or TITLED
    store.amend(
        iri.JUDGEMENTS_GRAPH,
        gone=(),
        new=new,
        entry=Entry(graph=iri.JUDGEMENTS_GRAPH, title=title, agent=agent, written_at=now),
    )


def decide(store: Writer, new: Judgement, *, agent: str) -> Judgement:
    """Write down what a person judges of two claims and derive their events again; raises `JudgementRefused`."""
    among = judgements(store)
    admitted = judgement.admit(new, among, _kinds(store, {new.first, new.second}.union(*(one.pair for one in among))))
    _write(store, None, admitted, at=new.made, agent=agent)
    return admitted


def undo(store: Writer, name: str, *, by: str, at: datetime, why: str, agent: str) -> Judgement:
    """Mark a judgement undone and derive the events again; raises `JudgementRefused`."""
    among = {one.iri: one for one in judgements(store)}
    known = _node(name).value
    undone = judgement.undo(known, among.values(), by=by, at=at, why=why)
    _write(store, among[known], undone, at=at, agent=agent)
    return undone


def _kinds(store: Writer, claims: Iterable[str]) -> dict[str, str]:
    """The kind of event that each claim speaks of, of those that are there."""
    kinds = {}
    for claim in claims:
        for quad in store.matching(None, subject=NamedNode(claim), predicate=RF.eventType):
            if isinstance(quad.object, NamedNode):
                kinds[claim] = local_name(quad.object)
    return kinds


def _write(store: Writer, old: Judgement | None, new: Judgement, *, at: datetime, agent: str) -> None:
    gone = judgement_quads(old) if old else ()
    title = _title(store) or TITLED
    entry = Entry(graph=iri.JUDGEMENTS_GRAPH, title=title, agent=agent, written_at=at)
    store.amend(iri.JUDGEMENTS_GRAPH, gone=gone, new=judgement_quads(new), entry=entry)
    consequences = Consequences(store, agent=agent, now=at)
    consequences.judged(new.pair)
    consequences.follow()


def _title(store: Writer) -> str | None:
    """What the catalogue calls the judgements already."""
    titles = store.matching(iri.CATALOGUE_GRAPH, subject=iri.JUDGEMENTS_GRAPH, predicate=TITLE)
    return next((quad.object.value for quad in titles if isinstance(quad.object, Literal)), None)
