"""What became of an article after it was read: corrections, and what it claimed before it was withdrawn."""

from collections.abc import Container
from dataclasses import replace

from pyoxigraph import NamedNode, Quad, Triple

from refoulement.graph import iri
from refoulement.graph.rdf import LABELS, RDF_TYPE
from refoulement.graph.revision import History, Revision, histories, read_version
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.web.claims import ClaimView
from refoulement.web.description import Description
from refoulement.web.links import Link, address
from refoulement.web.reading import captured


def history(snapshot: Snapshot, article: NamedNode) -> History:
    """The revisions of an article that stand, oldest first."""
    revised = snapshot.matching(iri.REVISIONS_GRAPH, predicate=RF.revises, term=article)
    nodes = {quad.subject for quad in revised if isinstance(quad.subject, NamedNode)}
    said = [quad for node in nodes for quad in snapshot.matching(iri.REVISIONS_GRAPH, subject=node)]
    return histories(said).get(article.value.removeprefix(iri.article("")), History())


def before(snapshot: Snapshot, description: Description, withdrawal: Revision) -> Description | None:
    """What was said of a withdrawn article, its claims among it; None where this service does not keep that."""
    version = captured(withdrawal.earlier)
    if version is None:
        return None
    said = {quad.triple for quad in read_version(version)}
    called = {term for triple in said if isinstance(term := triple.object, NamedNode)}
    named = {quad.triple for node in called for quad in _labels(snapshot, node)}
    triples: set[Triple] = {*description.triples, *said, *named}
    return replace(description, triples=tuple(sorted(triples, key=str)))


def _labels(snapshot: Snapshot, node: NamedNode) -> tuple[Quad, ...]:
    return snapshot.matching(None, subject=node, predicate=LABELS["preferred"])


def gone(snapshot: Snapshot, description: Description) -> frozenset[str]:
    """The addresses that a withdrawn article's claims lead to and that are no pages any more: whom it alone named."""
    called = {term for triple in description.triples if isinstance(term := triple.object, NamedNode)}
    minted = (node for node in called if iri.is_minted(node.value))
    left = (node for node in minted if not snapshot.matching(None, subject=node, predicate=RDF_TYPE))
    return frozenset(page for node in left if (page := address(node.value)))


def withdrawn(claim: ClaimView, number: int, gone: Container[str | None]) -> ClaimView:
    """A claim that is no longer in the graph: it has no page, nor has whoever only its article named."""

    def still(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(replace(link, address=None) if link.address in gone else link for link in links)

    return replace(
        claim,
        address=f"#claim-{number}",
        said_by=still(claim.said_by),
        slots=tuple((words, still(links)) for words, links in claim.slots),
    )
