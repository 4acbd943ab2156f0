"""The one way in: read, extract, check and replace each article; then follow it up in all that is derived, publish."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from refoulement import __version__
from refoulement.errors import GraphError, LoadError, ShapeError
from refoulement.graph import consequences, iri, reviewed, reviewing, shapes
from refoulement.graph.article import Article
from refoulement.graph.atrisk import AtRisk, known
from refoulement.graph.catalogue import Entry
from refoulement.graph.consequences import Consequences
from refoulement.graph.copies import print_quads
from refoulement.graph.known import content, earliest, first_days
from refoulement.graph.rdf import (
    article_quads,
    claim_quads,
    day_literal,
    entity_quads,
    mention_quads,
    notice_quads,
    read_article,
    read_claims,
    unclaimed_quads,
)
from refoulement.graph.restricted import put
from refoulement.graph.reviewed import Reviewed
from refoulement.graph.revision import History, Revision
from refoulement.graph.store import Writer
from refoulement.graph.whole import whole
from refoulement.graph.withdrawal import history_of, keep_version, record, require_order
from refoulement.loaders.batch import Stop, Tell, each
from refoulement.loaders.captured import Captured
from refoulement.loaders.extract import Extract, Extraction
from refoulement.loaders.notices import notices
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sources import Sources
from refoulement.ontology import CONCEPTS, GAZETTEER, REFOULEMENT, RF, read

AGENT = f"refoulement {__version__}"
CORRECTED = "it was loaded with another text"

BySubject = Mapping[object, Sequence[Quad]]


def load(sources: Sources, *, extract: Extract, store: Writer, now: datetime, tell: Tell, stop: Stop) -> Report:
    """Load every article of `sources` and publish what was loaded.

    An article is loaded whole or refused whole, and the others go on. `tell` hears of each outcome at once; where
    `stop` says so, the articles not yet begun are left out. Raises `StoreError` where the store cannot be written:
    nothing that readers see has changed then. Who is marked at risk stays so: what names them is parted from the rest.
    """
    gazetteer, changed = _ship(store, now)
    everything = changed or store.unfinished or not consequences.by_these_rules(store)
    following = Consequences(store, agent=AGENT, now=now, everything=everything)
    at_risk = known(store)
    treat = partial(
        _load, extract=extract, store=store, gazetteer=gazetteer, at_risk=at_risk, following=following, now=now
    )
    told, interrupted = each(sources, treat, lambda outcome: tell(_unnamed(outcome, at_risk)), stop)
    following.follow()
    outcomes = tuple(_unnamed(outcome, at_risk) for outcome in told)
    return Report(outcomes=outcomes, ignored=sources.ignored, snapshot=store.publish(), interrupted=interrupted)


def _unnamed(outcome: Outcome, at_risk: AtRisk) -> Outcome:
    """What may stand in a log of an outcome: names of persons at risk are blacked out."""
    if not at_risk:
        return outcome
    return replace(
        outcome,
        path=Path(at_risk.masked(str(outcome.path))),
        article=outcome.article and at_risk.masked(outcome.article),
        warnings=tuple(map(at_risk.masked, outcome.warnings)),
        reason=outcome.reason and at_risk.masked(outcome.reason),
    )


def _load(
    path: Path,
    captured: Captured,
    *,
    extract: Extract,
    store: Writer,
    gazetteer: BySubject,
    at_risk: AtRisk,
    following: Consequences,
    now: datetime,
) -> Outcome:
    """One article from its text to the store; `following` hears what changed.

    Raises `LoadError` and `ShapeError`; the store is as it was then.
    """
    article = captured.article
    graph = iri.article_graph(article.id)
    before = whole(store, graph)
    if before:
        _require_same_source(read_article(before, article.id, article.text), article, path)
    history = _require_standing(history_of(store, article.id), article, path)
    correction = _correction(captured, before, history, store, path, now)
    if correction:
        history = History((*history.revisions, correction))
    extraction = captured.extracted(extract)
    told = _reviewed(extraction, before, store, gazetteer)
    quads = _quads(replace(extraction, claims=told.claims), gazetteer) | _known(extraction, told, history, store)
    try:
        shapes.check(quads, text=article.text, touched=_touched(quads, gazetteer))
    except ShapeError:
        if not any(review.standing for review in told.reviews):
            raise
        told = reviewed.set_aside(extraction.claims, told)  # what was right of the text before is not of this one
        quads = _quads(replace(extraction, claims=told.claims), gazetteer) | _known(extraction, told, history, store)
        shapes.check(quads, text=article.text, touched=_touched(quads, gazetteer))
    store.keep(article.sha256, article.text, captured.raw)
    if correction:
        record(store, correction, agent=AGENT)
    changed = put(store, quads, _entry(graph, article.title, now), at_risk)
    reviewing.become(store, told.reviews, agent=AGENT, now=now)
    if changed:
        following.changed(article.id, before, quads)
    return Outcome(
        path=path,
        status=("replaced" if before else "loaded") if changed else "unchanged",
        article=article.id,
        claims=len(told.claims),
        warnings=captured.warnings + extraction.warnings,
    )


def _require_same_source(before: Article, article: Article, path: Path) -> None:
    """Refuse to overwrite another article that happens to bear the same id; an edited one keeps publisher and URL.

    Where neither names either of them, the title has to be the same.
    """
    pairs = {"publisher": (before.publisher, article.publisher), "url": (before.url, article.url)}
    if not any(old and new for old, new in pairs.values()):
        pairs["title"] = (before.title, article.title)
    for field, (old, new) in pairs.items():
        if old and new and old != new:
            hint = "if this is another article, give it its own `identifier` in its sidecar"
            raise LoadError(
                f"{path}: the store has an article {article.id!r} with the {field} {old!r}, not {new!r}; {hint}"
            )


def _require_standing(history: History, article: Article, path: Path) -> History:
    """Refuse to bring back by a load what somebody withdrew."""
    if withdrawal := history.withdrawal:
        hint = f"`refoulement withdraw {article.id} --undo` takes that back"
        raise LoadError(f"{path}: {article.id} is withdrawn from {withdrawal.day} on ({withdrawal.why}); {hint}")
    return history


def _correction(
    captured: Captured, before: frozenset[Quad], history: History, store: Writer, path: Path, now: datetime
) -> Revision | None:
    """That the article has another text than before, from the day its sidecar tells, or else from now on."""
    article = captured.article
    if not before or store.text(read_article(before, article.id, article.text).sha256) == article.text:
        return None
    stated = captured.modified.latest if captured.modified else None
    day = min(stated or now.date(), now.date())
    try:
        require_order(day, quads=before, history=history, article=article.id, today=now.date())
    except GraphError as error:
        raise LoadError(f"{path}: {error} as dateModified in its sidecar") from error
    earlier = keep_version(store, before)
    if history.revisions and history.revisions[-1].earlier == earlier:  # of a run that did not come to its end
        return None
    return Revision(kind="Correction", article=article.id, day=day, why=CORRECTED, earlier=earlier, made=now)


def _reviewed(extraction: Extraction, before: frozenset[Quad], store: Writer, gazetteer: BySubject) -> Reviewed:
    """What was extracted, with what persons decided of it before."""
    reviews = reviewing.in_force(store, extraction.article.id)
    if not reviews:
        return Reviewed(extraction.claims, ())
    return reviewed.apply(
        extraction.claims,
        reviews,
        article=extraction.article,
        entities={entity.iri for entity in extraction.entities},
        known=lambda thing: NamedNode(thing) in gazetteer,
        there={content(claim) for claim in read_claims(before)},
    )


def _known(extraction: Extraction, told: Reviewed, history: History, store: Writer) -> frozenset[Quad]:
    """The day from which each claim is known; what was corrected by hand from the day of what was extracted there."""
    article = extraction.article
    published = article.published.latest if article.published else None
    claims = {claim.iri: claim for claim in (*told.claims, *extraction.claims)}.values()
    days = first_days(claims, published=published, history=history, kept=store.text)
    stand = [(one.standing.iri, one.now.iri) for one in told.reviews if one.standing and one.now]
    days |= {standing: earliest((days[standing], days[extracted])) for standing, extracted in stand}
    return frozenset(
        Quad(NamedNode(claim.iri), RF.knownFrom, day_literal(day), iri.article_graph(article.id))
        for claim in told.claims
        if (day := days[claim.iri])
    )


def _quads(extraction: Extraction, gazetteer: BySubject) -> frozenset[Quad]:
    """All that goes into an article's graph. What the gazetteer says stays there: no triple stands in two graphs."""
    graph = iri.article_graph(extraction.article.id)
    new = (entity for entity in extraction.entities if NamedNode(entity.iri) not in gazetteer)
    return frozenset(
        chain(
            article_quads(extraction.article),
            print_quads(extraction.article.id, extraction.article.text),
            chain.from_iterable(entity_quads(entity, graph) for entity in new),
            chain.from_iterable(map(mention_quads, extraction.mentions)),
            chain.from_iterable(map(claim_quads, extraction.claims)),
            chain.from_iterable(map(notice_quads, notices(extraction.article))),
            chain.from_iterable(map(unclaimed_quads, extraction.unclaimed)),
        )
    )


def _touched(quads: Iterable[Quad], gazetteer: BySubject) -> frozenset[Quad]:
    """What the gazetteer says of all that some quads point at."""
    return frozenset(chain.from_iterable(gazetteer.get(term, ()) for term in {quad.object for quad in quads}))


def _ship(store: Writer, now: datetime) -> tuple[BySubject, bool]:
    """Put the ontology and the gazetteer of this version into the store.

    Returns the gazetteer by subject, and whether the store had another one.
    """
    shipped, changed = list[Quad](), False
    for graph, title, paths in (
        (iri.ONTOLOGY_GRAPH, "Ontology and lists of concepts", (REFOULEMENT, CONCEPTS)),
        (iri.GAZETTEER_GRAPH, "Gazetteer of actors and places", (GAZETTEER,)),
    ):
        shipped = [Quad(quad.subject, quad.predicate, quad.object, graph) for path in paths for quad in read(path)]
        changed = store.replace(graph, shipped, _entry(graph, title, now))
    gazetteer: dict[object, list[Quad]] = defaultdict(list)
    for quad in shipped:
        gazetteer[quad.subject].append(quad)
    return dict(gazetteer), changed


def _entry(graph: NamedNode, title: str, now: datetime) -> Entry:
    return Entry(graph=graph, title=title, agent=AGENT, written_at=now)
