"""The one way in: read, extract, check and replace each article; then judge who is who, derive the events, publish."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from refoulement import __version__
from refoulement.errors import LoadError
from refoulement.graph import iri, renewal, shapes
from refoulement.graph.article import Article
from refoulement.graph.catalogue import TITLE, Entry
from refoulement.graph.decisions import EVENTS_TITLE
from refoulement.graph.ground import Ground
from refoulement.graph.linking import Linker
from refoulement.graph.rdf import RDF_TYPE, article_quads, claim_quads, entity_quads, mention_quads, read_article
from refoulement.graph.store import Writer
from refoulement.loaders.batch import Stop, Tell, each
from refoulement.loaders.captured import Captured
from refoulement.loaders.extract import Extract, Extraction
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sources import Sources
from refoulement.ontology import CONCEPTS, GAZETTEER, REFOULEMENT, RF, read

AGENT = f"refoulement {__version__}"

BySubject = Mapping[object, Sequence[Quad]]


def load(sources: Sources, *, extract: Extract, store: Writer, now: datetime, tell: Tell, stop: Stop) -> Report:
    """Load every article of `sources` and publish what was loaded.

    An article is loaded whole or refused whole, and the others go on. `tell` hears of each outcome at once; where
    `stop` says so, the articles not yet begun are left out. Raises `StoreError` where the store cannot be written:
    nothing that readers see has changed then.
    """
    gazetteer, changed = _ship(store, now)
    touched = set(_all_claims(store)) if changed or store.unfinished or not _by_these_rules(store) else set[str]()
    identity = Linker(store)
    treat = partial(
        _load, extract=extract, store=store, gazetteer=gazetteer, identity=identity, now=now, touched=touched
    )
    outcomes, interrupted = each(sources, treat, tell, stop)
    identity.link(now=now)
    ground = Ground(quad for quads in gazetteer.values() for quad in quads)
    renewal.renew(store, touched, ground, _entry(iri.EVENTS_GRAPH, EVENTS_TITLE, now))
    return Report(outcomes=outcomes, ignored=sources.ignored, snapshot=store.publish(), interrupted=interrupted)


def _load(
    path: Path,
    captured: Captured,
    *,
    extract: Extract,
    store: Writer,
    gazetteer: BySubject,
    identity: Linker,
    now: datetime,
    touched: set[str],
) -> Outcome:
    """One article from its text to the store; `touched` gets what has to be derived again.

    Raises `LoadError` and `ShapeError`; the store is as it was then.
    """
    article = captured.article
    graph = iri.article_graph(article.id)
    before = store.quads(graph)
    if before:
        _require_same_source(read_article(before, article.id, article.text), article, path)
    extraction = extract(article)
    quads = _quads(extraction, gazetteer)
    shapes.check(quads, text=article.text, touched=_touched(quads, gazetteer))
    store.keep(article.sha256, article.text, captured.raw)
    changed = store.replace(graph, quads, _entry(graph, article.title, now))
    if changed:
        touched |= renewal.touched(before, quads)
        identity.touch(before, quads)
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


def _all_claims(store: Writer) -> Iterator[str]:
    """All that events are derived from, and all that they were derived from."""
    for quads in (
        store.matching(None, predicate=RDF_TYPE, term=RF.EventClaim),
        store.matching(None, predicate=RF.comparedIn),
    ):
        yield from (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def _by_these_rules(store: Writer) -> bool:
    """True where the events in the store were derived by the rules of this version."""
    return bool(
        store.matching(iri.CATALOGUE_GRAPH, subject=iri.EVENTS_GRAPH, predicate=TITLE, term=Literal(EVENTS_TITLE))
    )


def _entry(graph: NamedNode, title: str, now: datetime) -> Entry:
    return Entry(graph=graph, title=title, agent=AGENT, written_at=now)
