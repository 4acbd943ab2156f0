"""The one way in: read, extract, check and replace each article; then judge who is who, derive the events, publish."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from refoulement.errors import LoadError
from refoulement.graph import iri, shapes
from refoulement.graph.article import Article
from refoulement.graph.atrisk import AtRisk, known
from refoulement.graph.catalogue import Entry
from refoulement.graph.derivation import AGENT, Derivation, is_of_these_rules
from refoulement.graph.rdf import article_quads, claim_quads, entity_quads, mention_quads, read_article
from refoulement.graph.restricted import put, settle, whole
from refoulement.graph.store import Writer
from refoulement.loaders.batch import Stop, Tell, each
from refoulement.loaders.captured import Captured
from refoulement.loaders.extract import Extract, Extraction
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sources import Sources
from refoulement.ontology import CONCEPTS, GAZETTEER, REFOULEMENT, read

BySubject = Mapping[object, Sequence[Quad]]


def load(sources: Sources, *, extract: Extract, store: Writer, now: datetime, tell: Tell, stop: Stop) -> Report:
    """Load every article of `sources` and publish what was loaded.

    An article is loaded whole or refused whole, and the others go on. `tell` hears of each outcome at once; where
    `stop` says so, the articles not yet begun are left out. Raises `StoreError` where the store cannot be written:
    nothing that readers see has changed then. Who is marked at risk stays so: what names them is parted from the rest.
    """
    gazetteer, changed = _ship(store, now)
    derivation = Derivation(store)
    if changed or store.unfinished or not is_of_these_rules(store):
        derivation.touch_all()
    at_risk = known(store)
    treat = partial(
        _load, extract=extract, store=store, gazetteer=gazetteer, at_risk=at_risk, derivation=derivation, now=now
    )
    told, interrupted = each(sources, treat, lambda outcome: tell(_unnamed(outcome, at_risk)), stop)
    if known(store) != at_risk:  # an article brought another spelling of a name: the others are parted by it too
        settle(store)
    derivation.derive(now)
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
    derivation: Derivation,
    now: datetime,
) -> Outcome:
    """One article from its text to the store; `derivation` hears what has to be derived again.

    Raises `LoadError` and `ShapeError`; the store is as it was then.
    """
    article = captured.article
    graph = iri.article_graph(article.id)
    before = whole(store, graph)
    if before:
        _require_same_source(read_article(before, article.id, article.text), article, path)
    extraction = extract(article)
    quads = _quads(extraction, gazetteer)
    shapes.check(quads, text=article.text, touched=_touched(quads, gazetteer))
    store.keep(article.sha256, article.text, captured.raw)
    changed = put(store, quads, _entry(graph, article.title, now), at_risk)
    if changed:
        derivation.touch(before, quads)
    return Outcome(
        path=path,
        status=("replaced" if before else "loaded") if changed else "unchanged",
        article=article.id,
        claims=len(extraction.claims),
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


def _quads(extraction: Extraction, gazetteer: BySubject) -> frozenset[Quad]:
    """All that goes into an article's graph. What the gazetteer says stays there: no triple stands in two graphs."""
    graph = iri.article_graph(extraction.article.id)
    new = (entity for entity in extraction.entities if NamedNode(entity.iri) not in gazetteer)
    return frozenset(
        chain(
            article_quads(extraction.article),
            chain.from_iterable(entity_quads(entity, graph) for entity in new),
            chain.from_iterable(map(mention_quads, extraction.mentions)),
            chain.from_iterable(map(claim_quads, extraction.claims)),
        )
    )


def _touched(quads: Iterable[Quad], gazetteer: BySubject) -> frozenset[Quad]:
    """What the gazetteer says of all that some quads point at."""
    return frozenset(chain.from_iterable(gazetteer.get(term, ()) for term in {quad.object for quad in quads}))


def _ship(store: Writer, now: datetime) -> tuple[BySubject, bool]:
    """Put the ontology and the gazetteer of this version into the store.

    Returns the gazetteer by subject, and whether it is another than before.
    """
    changed = False
    for graph, title, paths in (
        (iri.ONTOLOGY_GRAPH, "Ontology and lists of concepts", (REFOULEMENT, CONCEPTS)),
        (iri.GAZETTEER_GRAPH, "Gazetteer of actors and places", (GAZETTEER,)),
    ):
        shipped = (Quad(quad.subject, quad.predicate, quad.object, graph) for path in paths for quad in read(path))
        changed = store.replace(graph, shipped, _entry(graph, title, now))
    gazetteer: dict[object, list[Quad]] = defaultdict(list)
    for quad in store.quads(iri.GAZETTEER_GRAPH):
        gazetteer[quad.subject].append(quad)
    return dict(gazetteer), changed


def _entry(graph: NamedNode, title: str, now: datetime) -> Entry:
    return Entry(graph=graph, title=title, agent=AGENT, written_at=now)
