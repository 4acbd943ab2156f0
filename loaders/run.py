"""The one way in: read, extract, check and replace each article; then derive the events and publish."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from refoulement import __version__
from refoulement.errors import GraphError, LoadError, StoreError
from refoulement.graph import events, iri, shapes
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.rdf import article_quads, claim_quads, entity_quads, mention_quads, read_article
from refoulement.graph.store import Writer
from refoulement.loaders import LOADERS
from refoulement.loaders.captured import Captured
from refoulement.loaders.extract import Extraction
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sheets import sheet
from refoulement.loaders.sources import Sources
from refoulement.ontology import CONCEPTS, GAZETTEER, REFOULEMENT, read

AGENT = f"refoulement {__version__}"
ARTICLES = iri.article_graph("").value

Tell = Callable[[Outcome], None]
Stop = Callable[[], bool]
Extract = Callable[[Article], Extraction]
Treat = Callable[[Path, Captured], Outcome]
BySubject = Mapping[object, Sequence[Quad]]


def load(sources: Sources, *, extract: Extract, store: Writer, now: datetime, tell: Tell, stop: Stop) -> Report:
    """Load every article of `sources` and publish what was loaded.

    An article is loaded whole or refused whole, and the others go on. `tell` hears of each outcome at once; where
    `stop` says so, the articles not yet begun are left out. Raises `StoreError` where the store cannot be written:
    nothing that readers see has changed then.
    """
    gazetteer = _ship(store, now)
    treat = partial(_load, extract=extract, store=store, gazetteer=gazetteer, now=now)
    outcomes, interrupted = _each(sources, treat, tell, stop)
    graphs = [iri.GAZETTEER_GRAPH, *store.graphs(ARTICLES)]
    derived = events.derive(chain.from_iterable(map(store.quads, graphs)))
    store.replace(iri.EVENTS_GRAPH, derived, _entry(iri.EVENTS_GRAPH, "Events, derived from the claims", now))
    return Report(outcomes=outcomes, ignored=sources.ignored, snapshot=store.publish(), interrupted=interrupted)


def write_sheets(sources: Sources, *, extract: Extract, folder: Path, tell: Tell, stop: Stop) -> Report:
    """Write a claim sheet `<id>.json` into `folder` for every article of `sources`; no store is touched."""

    def write(path: Path, captured: Captured) -> Outcome:
        extraction = extract(captured.article)
        target = folder / f"{captured.article.id}.json"
        target.write_text(json.dumps(sheet(extraction), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return Outcome(
            path=path,
            status="extracted",
            article=captured.article.id,
            claims=len(extraction.claims),
            warnings=captured.warnings + extraction.warnings,
        )

    folder.mkdir(parents=True, exist_ok=True)
    outcomes, interrupted = _each(sources, write, tell, stop)
    return Report(outcomes=outcomes, ignored=sources.ignored, interrupted=interrupted)


def _each(sources: Sources, treat: Treat, tell: Tell, stop: Stop) -> tuple[tuple[Outcome, ...], bool]:
    """The outcome of every article, and whether the run was stopped. Errors of one article are caught here only."""
    outcomes = [_refusal(path, error) for path, error in sources.refused]
    for outcome in outcomes:
        tell(outcome)
    seen: dict[str, Path] = {}
    for path in sources.files:
        if stop():
            return tuple(outcomes), True
        of_file: list[Outcome] = []
        try:
            for captured in LOADERS[path.suffix.lower()].articles(path):
                _require_new_id(captured.article.id, path, seen)
                of_file.append(treat(path, captured))
        except StoreError:
            raise  # no other article could be written either
        except (GraphError, OSError, ValueError) as error:  # ValueError: the text made a value that cannot be
            of_file.append(_refusal(path, error))
        for outcome in of_file:
            tell(outcome)
        outcomes += of_file
    return tuple(outcomes), False


def _refusal(path: Path, error: GraphError | OSError | ValueError) -> Outcome:
    if isinstance(error, OSError):
        reason = f"{error.filename or path}: {error.strerror}; make it readable and writable for this user"
    elif isinstance(error, LoadError):
        reason = str(error)
    else:
        reason = f"{path}: {'; '.join(str(error).splitlines())}"
    return Outcome(path=path, status="refused", reason=reason)


def _require_new_id(identifier: str, path: Path, seen: dict[str, Path]) -> None:
    first = seen.setdefault(identifier, path)
    if first != path:
        hint = "give one of them another `identifier` in its sidecar"
        raise LoadError(f"{path}: {first} has the same article id {identifier!r}; {hint}")


def _load(
    path: Path, captured: Captured, *, extract: Extract, store: Writer, gazetteer: BySubject, now: datetime
) -> Outcome:
    """One article from its text to the store. Raises `LoadError` and `ShapeError`; the store is as it was then."""
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


def _ship(store: Writer, now: datetime) -> BySubject:
    """Put the ontology and the gazetteer of this version into the store; returns the gazetteer by subject."""
    for graph, title, paths in (
        (iri.ONTOLOGY_GRAPH, "Ontology and lists of concepts", (REFOULEMENT, CONCEPTS)),
        (iri.GAZETTEER_GRAPH, "Gazetteer of actors and places", (GAZETTEER,)),
    ):
        shipped = (Quad(quad.subject, quad.predicate, quad.object, graph) for path in paths for quad in read(path))
        store.replace(graph, shipped, _entry(graph, title, now))
    gazetteer: dict[object, list[Quad]] = defaultdict(list)
    for quad in store.quads(iri.GAZETTEER_GRAPH):
        gazetteer[quad.subject].append(quad)
    return dict(gazetteer)


def _entry(graph: NamedNode, title: str, now: datetime) -> Entry:
    return Entry(graph=graph, title=title, agent=AGENT, written_at=now)
