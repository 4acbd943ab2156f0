"""Who is followed from one event to another, in RDF: the cohorts of each article, in the graph of origins.

What one article tells decides them, with the places of the gazetteer and who stands for whom; which events its claims
are about does not. So they are derived again only where the article was written, or names what was judged anew.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.cohorts import Telling, cohorts
from refoulement.graph.known import latest
from refoulement.graph.occasion import mark
from refoulement.graph.rdf import EXACT_MATCH, RDF_TYPE, day_literal
from refoulement.graph.reference import reference
from refoulement.graph.store import Quads
from refoulement.graph.told import is_event_claim, told
from refoulement.graph.whole import of_article
from refoulement.ontology import RF

GRAPH = iri.ORIGINS_GRAPH
COUNTED = {RF.exact, RF.atLeast}  # bounds of a number that somebody counted
_SPAN = re.compile(r"#char=(\d+),(\d+)$")
Stated = Mapping[NamedNode, list[NamedNode | Literal]]


def article_quads(said: Quads, article: str) -> Iterator[Quad]:
    """The piece of one article, by its id: its cohorts, and which of its claims tell of them."""
    kinds = of_article(said, article, predicate=RF.eventType)
    if len({quad.object for quad in kinds}) < 2:  # to follow someone takes two kinds of events
        return
    stated = {claim: _stated(said, article, claim) for claim in sorted({_iri(quad.subject) for quad in kinds})}
    tellings = (telling for claim in stated if (telling := _telling(said, claim, stated[claim])))
    for cohort in cohorts(tellings, reference(said).ground):
        node = NamedNode(f"{iri.THINGS}cohort/{article}-{mark(cohort.claims[0])}")
        yield Quad(node, RDF_TYPE, RF.Cohort, GRAPH)
        yield Quad(node, RF.followedIn, NamedNode(iri.article(article)), GRAPH)
        yield Quad(node, RF.cohortBecause, RF[cohort.reason], GRAPH)
        yield from (Quad(NamedNode(claim), RF.ofCohort, node, GRAPH) for claim in cohort.claims)
        if known := latest(_day(stated[claim], RF.knownFrom) for claim in cohort.claims):
            yield Quad(node, RF.knownFrom, day_literal(known), GRAPH)


def piece(said: Quads, article: str) -> Iterator[Quad]:
    """What the graph of origins says of the cohorts of an article."""
    for quad in said.matching(GRAPH, predicate=RF.followedIn, term=NamedNode(iri.article(article))):
        if isinstance(quad.subject, NamedNode):
            yield from said.matching(GRAPH, subject=quad.subject)
            yield from said.matching(GRAPH, predicate=RF.ofCohort, term=quad.subject)


def articles(said: Quads) -> set[str]:
    """All articles, by id, and those that are no more but have cohorts in the graph of origins."""
    named: set[object] = {quad.subject for quad in said.matching(None, predicate=RDF_TYPE, term=RF.Article)}
    named |= {quad.object for quad in said.matching(GRAPH, predicate=RF.followedIn)}
    return {term.value.removeprefix(iri.article("")) for term in named if isinstance(term, NamedNode)}


def _stated(said: Quads, article: str, claim: str) -> Stated:
    stated = defaultdict[NamedNode, list[NamedNode | Literal]](list)
    for quad in of_article(said, article, subject=NamedNode(claim)):
        if isinstance(quad.object, NamedNode | Literal):
            stated[quad.predicate].append(quad.object)
    return stated


def _telling(said: Quads, claim: str, stated: Stated) -> Telling | None:
    """An event claim as the rule looks at it; None for a cell of a table, and for what is denied: it befell nobody."""
    places = [_SPAN.search(passage.value) for passage in stated.get(RF.passage, ())]
    spans = tuple(sorted((int(place[1]), int(place[2])) for place in places if place))
    if not spans or not is_event_claim(stated) or RF.denied in stated.get(RF.modality, ()):
        return None
    return Telling(
        claim=told(claim, stated, None, lambda thing: _first(said, thing)),
        spans=spans,
        estimate=not COUNTED.issuperset(stated.get(RF.countBound, ())),
    )


def _first(said: Quads, thing: str) -> str:
    """Who or what stands for a thing; words that name no one stand for themselves."""
    if not thing.startswith(iri.THINGS):
        return thing
    found = said.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing), predicate=EXACT_MATCH)
    return next(map(_iri, (quad.object for quad in found)), thing)


def _day(stated: Stated, predicate: NamedNode) -> date | None:
    terms = stated.get(predicate)
    return date.fromisoformat(terms[0].value) if terms else None


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
