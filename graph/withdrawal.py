"""Taking an article back: its claims leave what is known from a day on, and whatever leaned on them is told.

Nothing is deleted: what the article's graph held is kept whole, the withdrawal is an entry of its own, and can be
undone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import GraphError
from refoulement.graph import iri
from refoulement.graph.article import IDENTIFIER
from refoulement.graph.atrisk import known
from refoulement.graph.catalogue import TITLE, Entry
from refoulement.graph.claim import Claim, EventClaim
from refoulement.graph.consequences import Consequences
from refoulement.graph.rdf import LABELS, RDF_TYPE, read_claims
from refoulement.graph.restricted import put
from refoulement.graph.revision import History, Revision, histories, read_version, written
from refoulement.graph.store import Quads, Writer
from refoulement.graph.whole import whole
from refoulement.ontology import RF

REVISIONS = iri.REVISIONS_GRAPH


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """An event that leaned on an article: the figures it took from there, and what it rests on without it."""

    event: str
    label: str
    figures: tuple[str, ...]
    without: str

    @property
    def line(self) -> str:
        figures = "; ".join(self.figures) or "no figure"
        return f"{self.label} ({self.event.removeprefix(iri.THINGS)}): {figures}; {self.without}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What a withdrawal did: the claims that left by kind, the events that leaned on them, and the article's copies."""

    revision: Revision
    claims: tuple[tuple[str, int], ...]
    leaning: tuple[Leaning, ...]
    copies: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The report, a line at a time."""
        left = ", ".join(f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in self.claims) or "no claim"
        yield f"withdrawn {self.revision.article}: {left}, not known from {self.revision.day} on"
        for leaning in self.leaning:
            yield f"leaned on it: {leaning.line}"
        for copy in self.copies:
            yield f"repeats it, and is not withdrawn: {copy}"


def record(store: Writer, *revisions: Revision, agent: str) -> None:
    """Enter revisions, or enter them anew."""
    subjects = {NamedNode(revision.iri) for revision in revisions}
    gone = [quad for subject in subjects for quad in store.matching(REVISIONS, subject=subject)]
    new = [quad for revision in revisions for quad in revision.quads()]
    made = max(revision.made for revision in revisions)
    entry = Entry(graph=REVISIONS, title="Corrections and withdrawals of articles", agent=agent, written_at=made)
    store.amend(REVISIONS, gone=gone, new=new, entry=entry)


def keep_version(store: Writer, quads: Iterable[Quad]) -> str:
    """Keep what an article's graph holds beside the captured texts; returns its hash."""
    text = written(quads)
    digest = sha256(text.encode()).hexdigest()
    store.keep(digest, text, text.encode())
    return digest


def history_of(store: Quads, article: str) -> History:
    """The revisions of an article that stand."""
    said = store.matching(REVISIONS, predicate=RF.revises, term=NamedNode(iri.article(article)))
    mine = {quad.subject for quad in said}
    quads = (quad for node in mine if isinstance(node, NamedNode) for quad in store.matching(REVISIONS, subject=node))
    return histories(quads).get(article, History())


def require_order(day: date, *, quads: Iterable[Quad], history: History, article: str, today: date) -> None:
    """Refuse a day of revision that has not come, or lies before what it revises. Raises `GraphError`."""
    if day > today:
        raise GraphError(f"{article}: {day} has not come yet; give a day until {today}")
    published = _texts(quad for quad in quads if quad.predicate == RF.publishedLatest)
    if published and day.isoformat() < published[0]:
        raise GraphError(
            f"{article}: on {day} it was not published yet ({published[0]}); give a day from then on, or, where that is"
            " wrong, mend its date of publication and load it again"
        )
    if history.revisions and day < history.revisions[-1].day:
        last = history.revisions[-1]
        raise GraphError(f"{article}: {day} lies before its {last.kind.lower()} of {last.day}; give a day from then on")


def _texts(quads: Iterable[Quad]) -> list[str]:
    return [quad.object.value for quad in quads if isinstance(quad.object, Literal)]


def _nodes(quads: Iterable[Quad]) -> list[str]:
    return [quad.object.value for quad in quads if isinstance(quad.object, NamedNode)]


def withdraw(store: Writer, article: str, *, why: str, day: date | None, agent: str, now: datetime) -> Withdrawn:
    """Take an article back from a day on, or from today. Raises `GraphError`; the graph is as it was then."""
    if not IDENTIFIER.fullmatch(article):
        raise GraphError(f"{article!r} is no article's id: lower-case letters, digits, '.', '_' and '-' only")
    graph, node = iri.article_graph(article), NamedNode(iri.article(article))
    quads, history = whole(store, graph), history_of(store, article)
    if not any(quad.subject == node and quad.predicate == RDF_TYPE for quad in quads):
        raise GraphError(f"the store has no article {article!r}; its page or `refoulement load` tells its id")
    if before := history.withdrawal:
        raise GraphError(f"{article} is withdrawn already, from {before.day} on: {before.why}")
    if not why.strip():
        raise GraphError(f"why {article} is withdrawn is not said; say it in words")
    day = day or now.date()
    require_order(day, quads=quads, history=history, article=article, today=now.date())
    claims = read_claims(quads)
    earlier = keep_version(store, quads)
    revision = Revision(kind="Withdrawal", article=article, day=day, why=why.strip(), earlier=earlier, made=now)
    leaned = {event: _about(store, event, claims) for event in _events(store, claims)}
    copies = sorted(
        quad.subject.value.removeprefix(iri.article(""))
        for quad in store.matching(iri.ORIGINS_GRAPH, predicate=RF.copyOf, term=node)
        if isinstance(quad.subject, NamedNode)
    )
    record(store, revision, agent=agent)
    left = [quad for quad in quads if quad.subject == node]
    entry = Entry(graph=graph, title=f"{_title(left, article)}, withdrawn", agent=agent, written_at=now)
    put(store, left, entry, known(store))
    _follow(store, article, before=quads, after=left, agent=agent, now=now)
    kinds = Counter(f"{type(claim).__name__.removesuffix('Claim').lower()} claim" for claim in claims)
    return Withdrawn(
        revision=revision,
        claims=tuple(sorted(kinds.items())),
        leaning=tuple(_leaning(store, event, *leaned[event]) for event in sorted(leaned)),
        copies=tuple(copies),
    )


def undo(store: Writer, article: str, *, agent: str, now: datetime) -> Revision:
    """Take a withdrawal back: what the article said is known again. Raises `GraphError` where there is none."""
    withdrawal = history_of(store, article).withdrawal if IDENTIFIER.fullmatch(article) else None
    if withdrawal is None:
        raise GraphError(f"{article} is not withdrawn, so there is nothing to undo")
    graph = iri.article_graph(article)
    before, after = whole(store, graph), read_version(store.text(withdrawal.earlier))
    entry = Entry(graph=graph, title=_title(after, article), agent=agent, written_at=now)
    put(store, after, entry, known(store))
    record(store, replace(withdrawal, taken_back=now.date()), agent=agent)
    _follow(store, article, before=before, after=after, agent=agent, now=now)
    return withdrawal


def _title(quads: Iterable[Quad], article: str) -> str:
    """What the catalogue calls an article."""
    node = NamedNode(iri.article(article))
    return next(iter(_texts(quad for quad in quads if quad.subject == node and quad.predicate == TITLE)), article)


def _follow(
    store: Writer, article: str, *, before: Iterable[Quad], after: Iterable[Quad], agent: str, now: datetime
) -> None:
    consequences = Consequences(store, agent=agent, now=now)
    consequences.changed(article, before, after)
    consequences.follow()


def _events(store: Writer, claims: list[Claim]) -> set[str]:
    return {
        event
        for claim in claims
        for event in _nodes(store.matching(None, subject=NamedNode(claim.iri), predicate=RF.about))
    }


def _about(store: Writer, event: str, claims: list[Claim]) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """An event's name, the figures that some claims give for it, and the claims of others about it."""
    names = _texts(store.matching(None, subject=NamedNode(event), predicate=LABELS["preferred"]))
    evidence = set(_nodes(store.matching(None, subject=NamedNode(event), predicate=RF.evidence)))
    figures = {
        claim.count.words for claim in claims if isinstance(claim, EventClaim) and claim.count and claim.iri in evidence
    }
    return min(names, default=event), tuple(sorted(figures)), frozenset(evidence - {claim.iri for claim in claims})


def _leaning(store: Writer, event: str, name: str, figures: tuple[str, ...], others: frozenset[str]) -> Leaning:
    """How an event stands without the claims that left."""
    standing = _texts(store.matching(None, subject=NamedNode(event), predicate=RF.originSummary))
    if standing:
        without = f"without it: {standing[0]}"
    elif not others:
        without = "nothing else speaks of it"
    else:
        now = {
            event
            for claim in others
            for event in _nodes(store.matching(None, subject=NamedNode(claim), predicate=RF.about))
        }
        names = ", ".join(sorted(event.removeprefix(iri.THINGS) for event in now))
        without = f"what else spoke of it is about {names}"
    return Leaning(event=event, label=name, figures=figures, without=without)
