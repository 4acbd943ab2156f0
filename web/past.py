"""What became of an article after it was read: corrections, and what it claimed before it was withdrawn."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Quad, Triple

from refoulement.graph import iri
from refoulement.graph.claim import Claim
from refoulement.graph.rdf import LABELS, RDF_TYPE
from refoulement.graph.revision import History, histories, read_version
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.web.claims import ClaimView, link, views
from refoulement.web.description import Description
from refoulement.web.links import Link, address
from refoulement.web.reading import captured


def history(snapshot: Snapshot, article: NamedNode) -> History:
    """The revisions of an article that stand, oldest first."""
    revised = snapshot.matching(iri.REVISIONS_GRAPH, predicate=RF.revises, term=article)
    nodes = {quad.subject for quad in revised if isinstance(quad.subject, NamedNode)}
    said = [quad for node in nodes for quad in snapshot.matching(iri.REVISIONS_GRAPH, subject=node)]
    return histories(said).get(article.value.removeprefix(iri.article("")), History())


@dataclass(frozen=True, slots=True)
class Said:
    """What is told of an article, or was until it was withdrawn, with its claims in reading order.

    `gone` are addresses that its words lead to and that are no pages any more; `kept` is False where what a withdrawn
    article said is not kept at this service.
    """

    description: Description
    claims: tuple[ClaimView, ...]
    gone: frozenset[str] = frozenset()
    kept: bool = True

    def link(self, thing: str) -> Link | None:
        """Whom or what words name, where that has a page."""
        named = link(self.description, thing)
        return None if named.address is None or named.address in self.gone else named


def said(snapshot: Snapshot, description: Description, history: History) -> Said:
    """What an article says; what it said, where it is withdrawn."""
    if history.withdrawal is None:
        return Said(description, views(in_order(description.claims), description))
    version = captured(history.withdrawal.earlier)
    if version is None:
        return Said(description, (), kept=False)
    told = _before(snapshot, description, version)
    gone = _gone(snapshot, told)
    claims = enumerate(views(in_order(told.claims), told), start=1)
    return Said(told, tuple(_withdrawn(claim, number, gone) for number, claim in claims), gone)


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims as their words stand in the text."""
    return sorted(claims, key=lambda claim: (claim.passages[0].start, claim.iri))


def _before(snapshot: Snapshot, description: Description, version: str) -> Description:
    """An article as a version of its graph describes it, with the names that others have for what it names."""
    told = {quad.triple for quad in read_version(version)}
    called = {term for triple in told if isinstance(term := triple.object, NamedNode)}
    named = {quad.triple for node in called for quad in _labels(snapshot, node)}
    triples: set[Triple] = {*description.triples, *told, *named}
    return replace(description, triples=tuple(sorted(triples, key=str)))


def _labels(snapshot: Snapshot, node: NamedNode) -> tuple[Quad, ...]:
    return snapshot.matching(None, subject=node, predicate=LABELS["preferred"])


def _gone(snapshot: Snapshot, description: Description) -> frozenset[str]:
    """The addresses that a withdrawn article's claims lead to and that are no pages any more: whom it alone named."""
    called = {term for triple in description.triples if isinstance(term := triple.object, NamedNode)}
    minted = (node for node in called if iri.is_minted(node.value))
    left = (node for node in minted if not snapshot.matching(None, subject=node, predicate=RDF_TYPE))
    return frozenset(page for node in left if (page := address(node.value)))


def _withdrawn(claim: ClaimView, number: int, gone: Container[str | None]) -> ClaimView:
    """A claim that is no longer in the graph: it has no page, nor has whoever only its article named."""

    def still(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(replace(link, address=None) if link.address in gone else link for link in links)

    return replace(
        claim,
        address=f"#claim-{number}",
        said_by=still(claim.said_by),
        slots=tuple((words, still(links)) for words, links in claim.slots),
    )
