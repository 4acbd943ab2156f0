"""What of an article can be said without naming whoever is at risk: its quads and its text as the public gets them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import ShapeError
from refoulement.graph import iri, shapes
from refoulement.graph.article import Article, Passage
from refoulement.graph.atrisk import AtRisk
from refoulement.graph.claim import Claim, EventClaim
from refoulement.graph.rdf import (
    BASED_ON,
    ISSUED,
    LANGUAGE,
    OA_END,
    OA_EXACT,
    OA_START,
    PUBLISHER,
    RDF_TYPE,
    TITLE,
    URL,
    XSD,
    article_quads,
    claim_quads,
    passage_quads,
    read_article,
    read_claims,
)
from refoulement.graph.restricted import Split, split
from refoulement.graph.secret import Span, masked, merged
from refoulement.ontology import RF

_DESCRIBED = {TITLE, PUBLISHER, LANGUAGE, ISSUED, BASED_ON, URL, RF.sha256, RF.length}
_DESCRIBED |= {RDF_TYPE, RF.publishedEarliest, RF.publishedLatest}
SOMEONE = "a person, name withheld"
SOME_BODY = "a body, name withheld"


@dataclass(frozen=True, slots=True)
class Told:
    """An article as one tier tells it; passages point into `text`, which `sha256` names."""

    id: str
    title: str
    quads: frozenset[Quad]
    sha256: str
    text: str


def tell(kept: Told, *, at_risk: AtRisk, around: Iterable[Quad] = ()) -> Told:
    """Say of an article, as it is kept, what names nobody at risk; `around` describes what it refers to.

    The text is as long as before, names blacked out, and bears a hash of its own: that of the original would prove a
    guess right. What happened is told without whoever at risk says so ("a person, name withheld"); stances, roles and
    ties of theirs are not told, only counted. Raises `ShapeError` where a name would be left.
    """
    given = kept.quads
    parted = split(given, at_risk)
    article = read_article(given, kept.id, kept.text)
    shown = _shown(article, parted, at_risk)
    open_quads = renamed(parted.open, iri.article_graph(shown.id), at_risk)
    if not parted.hidden and shown == article and open_quads == parted.open:
        return Told(kept.id, kept.title, silent(given, at_risk), kept.sha256, kept.text)
    claims = [_pointing(claim, shown) for claim in read_claims(open_quads)]
    apart = {quad.subject for quad in parted.hidden}
    hidden = [claim for claim in read_claims(given) if NamedNode(claim.iri) in apart]
    said = frozenset(
        [
            *article_quads(shown),
            *_kept(open_quads, shown, claims if open_quads == parted.open else ()),
            *(quad for claim in claims if open_quads != parted.open for quad in claim_quads(claim)),
            *_restated(hidden, shown, at_risk, told={claim.iri for claim in claims}),
            *_counted(hidden, shown),
        ]
    )
    touched = {quad.object for quad in said}
    shapes.check(said, text=shown.text, touched=[quad for quad in around if quad.subject in touched])
    return Told(shown.id, shown.title, silent(said, at_risk), shown.sha256, shown.text)


def _shown(article: Article, parted: Split, at_risk: AtRisk) -> Article:
    """The article's description and text, names blacked out."""
    spans = at_risk.spans(article.text, near=bool(parted.hidden), others=_mentions(parted.open))
    spans = merged([*spans, *_mentions(parted.hidden, at_risk.people)])
    text = masked(article.text, spans)

    def told(words: str) -> str:
        return masked(words, at_risk.spans(words, near=bool(parted.hidden)))

    return replace(
        article,
        id=at_risk.article_id(article.id),
        text=text,
        sha256=sha256(text.encode()).hexdigest() if text != article.text else article.sha256,
        title=told(article.title),
        publisher=told(article.publisher) if article.publisher else None,
        based_on=told(article.based_on) if article.based_on else None,
        url=None if article.url and at_risk.in_address(article.url) else article.url,
    )


def _mentions(quads: Iterable[Quad], of: frozenset[str] | None = None) -> list[Span]:
    """Where an article mentions anything, or some things."""
    given = tuple(quads)
    naming = {
        quad.subject
        for quad in given
        if quad.predicate == RF.mentions and (of is None or getattr(quad.object, "value", None) in of)
    }
    edges: dict[object, dict[NamedNode, int]] = {}
    for quad in given:
        if quad.subject in naming and quad.predicate in (OA_START, OA_END) and isinstance(quad.object, Literal):
            edges.setdefault(quad.subject, {})[quad.predicate] = int(quad.object.value)
    return [(edge[OA_START], edge[OA_END]) for edge in edges.values()]


def renamed(quads: Iterable[Quad], graph: NamedNode, at_risk: AtRisk) -> frozenset[Quad]:
    """The quads in a graph, with articles under the ids that the public knows them by."""
    return frozenset(
        Quad(
            at_risk.renamed(quad.subject) if isinstance(quad.subject, NamedNode) else quad.subject,
            quad.predicate,
            at_risk.renamed(quad.object) if isinstance(quad.object, NamedNode) else quad.object,
            graph,
        )
        for quad in quads
    )


def _kept(quads: frozenset[Quad], shown: Article, claims: Iterable[Claim]) -> Iterator[Quad]:
    """Entities, mentions, passages in the words shown, what an article has beside its description, and these claims.

    Claims are not kept where an IRI was renamed: theirs are hashes of what it was.
    """
    own, kept = NamedNode(iri.article(shown.id)), {NamedNode(claim.iri) for claim in claims}
    told_anew = {quad.subject for quad in quads if quad.predicate == RF.saidIn} - kept
    for quad in quads:
        if quad.subject in told_anew or quad.predicate == OA_EXACT:
            continue
        if quad.subject != own or quad.predicate not in _DESCRIBED:
            yield quad
    for passage in _passages(quads, shown):
        yield from passage_quads(passage)


def _passages(quads: Iterable[Quad], shown: Article) -> Iterator[Passage]:
    edges: dict[object, dict[NamedNode, int]] = {}
    for quad in quads:
        if quad.predicate in (OA_START, OA_END) and isinstance(quad.object, Literal):
            edges.setdefault(quad.subject, {})[quad.predicate] = int(quad.object.value)
    for edge in edges.values():
        yield shown.passage(edge[OA_START], edge[OA_END])


def _pointing(claim: Claim, shown: Article) -> Claim:
    """A claim with the words of its passages as they are shown."""
    passages, context = (
        tuple(shown.passage(passage.start, passage.end) for passage in passages)
        for passages in (claim.passages, claim.context)
    )
    return replace(claim, passages=passages, context=context)


def _restated(hidden: Iterable[Claim], shown: Article, at_risk: AtRisk, *, told: set[str]) -> Iterator[Quad]:
    """What happened, as a claim of nobody named; once, and not where an open claim says the same."""
    for claim in hidden:
        if isinstance(claim, EventClaim):
            without = _pointing(_unnamed(claim, at_risk), shown)
            if without.iri not in told:
                told.add(without.iri)
                yield from claim_quads(without)


def _unnamed(claim: EventClaim, at_risk: AtRisk) -> EventClaim:
    def open_only(iris: Iterable[str]) -> tuple[str, ...]:
        kept = (NamedNode(iri) for iri in iris if not at_risk.tells(NamedNode(iri)))
        return tuple(at_risk.renamed(node).value for node in kept)

    claimants = open_only(claim.claimants)
    words = claim.attribution or ""
    attribution = masked(words, at_risk.spans(words, near=True)) or None
    if len(claimants) < len(claim.claimants):
        people = [claimant for claimant in claim.claimants if claimant in at_risk.people]
        attribution = SOMEONE if people else SOME_BODY
    return replace(
        claim,
        held_at=open_only(claim.held_at),
        via=open_only(claim.via),
        destination=open_only(claim.destination),
        place=open_only(claim.place),
        claimants=claimants,
        attribution=attribution,
    )


def _counted(hidden: list[Claim], shown: Article) -> Iterator[Quad]:
    if hidden:
        number = Literal(str(len(hidden)), datatype=NamedNode(XSD + "integer"))
        yield Quad(NamedNode(iri.article(shown.id)), RF.withheldClaims, number, iri.article_graph(shown.id))


def silent(quads: frozenset[Quad], at_risk: AtRisk) -> frozenset[Quad]:
    """The quads; ShapeError where any IRI or literal still tells a name. The message does not."""
    for quad in quads:
        for term in (quad.subject, quad.object):
            if at_risk.tells(term) or (isinstance(term, NamedNode) and at_risk.in_address(term.value)):
                raise ShapeError(
                    f"a name that is withheld would be told in public as {quad.predicate}: nothing is published"
                )
    return quads
