"""What of an article can be said without naming whoever is at risk: its quads and its text as the public gets them."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.article import Article, Passage
from refoulement.graph.atrisk import AtRisk
from refoulement.graph.claim import Claim, EventClaim, RoleClaim, TieClaim
from refoulement.graph.copies import print_quads
from refoulement.graph.folding import Span
from refoulement.graph.rdf import (
    BASED_ON,
    ISSUED,
    LANGUAGE,
    LICENCE,
    OA_EXACT,
    PUBLISHER,
    RDF_TYPE,
    TITLE,
    URL,
    XSD,
    article_quads,
    claim_quads,
    claims_by_iri,
    passage_quads,
    read_article,
    read_passages,
)
from refoulement.graph.restricted import Split, spans_of, split
from refoulement.graph.secret import masked, merged
from refoulement.graph.silence import silent
from refoulement.ontology import RF, concepts

_DESCRIBED = {TITLE, PUBLISHER, LANGUAGE, ISSUED, BASED_ON, URL, LICENCE, RF.sha256, RF.length}
_DESCRIBED |= {RDF_TYPE, RF.publishedEarliest, RF.publishedLatest}
OfAnyKind = TypeVar("OfAnyKind", bound=Claim)
_TIES = "|".join(sorted(tie.removesuffix("Of") for tie in concepts("ties")))
_ITS_KIN = re.compile(rf"['’]s?\s+(?:\w+\s+){{0,2}}?(?P<kin>{_TIES})s?\b", re.IGNORECASE)
_KIN_OF = re.compile(rf"\b(?P<kin>(?:{_TIES})s?)(?:,|\s+of|\s+named)?\s+\Z", re.IGNORECASE)
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


def tell(kept: Told, *, at_risk: AtRisk, also: Iterable[Quad] = ()) -> Told:
    """Say of an article, as it is kept, what names nobody at risk.

    `also` is what other versions say that have the same text: what is blacked out for one is for all of them. The text
    is as long as before and bears a hash of its own: that of the original would prove a guess right. Words for roles
    and ties of whoever is at risk are blacked out as the name is, where these are claimed. What happened is told
    without whoever at risk says so ("a person, name withheld"); stances, roles and ties of theirs are not told, only
    counted. Raises `ShapeError` where a name would be left.
    """
    given = kept.quads
    parted = split(given, at_risk, text=kept.text)
    article = read_article(given, kept.id, kept.text)
    everything = given.union(also)
    shown = _shown(article, parted if everything == given else split(everything, at_risk, text=kept.text), at_risk)
    graph = iri.article_graph(shown.id)
    open_quads = renamed(parted.open, graph, at_risk)
    title = at_risk.masked(kept.title, near=bool(parted.hidden))
    if not parted.hidden and (shown, title, open_quads) == (article, kept.title, parted.open):
        return replace(kept, quads=silent(given, at_risk))
    days = {
        quad.subject: quad.object
        for quad in given
        if quad.predicate == RF.knownFrom and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    told = {claim: _pointing(said, shown) for claim, said in claims_by_iri(open_quads).items()}
    anew = told if open_quads != parted.open else {}  # their IRIs are hashes of what was renamed
    apart = {quad.subject for quad in parted.hidden}
    hidden = {claim: said for claim, said in claims_by_iri(given).items() if NamedNode(claim) in apart}
    nobody = _described(parted.hidden)
    without = {
        claim: _pointing(_unnamed(said, at_risk, nobody), shown)
        for claim, said in hidden.items()
        if isinstance(said, EventClaim)
    }
    heard = {claim.iri for claim in told.values()}  # what an open claim says is not said twice
    without = {claim: said for claim, said in without.items() if said.iri not in heard}
    once = {said.iri: said for said in without.values()}
    quads = frozenset(
        [
            *article_quads(shown),
            *(print_quads(shown.id, shown.text) if any(quad.predicate == RF.fingerprintOf for quad in given) else ()),
            *_kept(open_quads, shown, set(map(NamedNode, anew))),
            *(quad for claim in (*anew.values(), *once.values()) for quad in claim_quads(claim)),
            *_days({**anew, **without}, days, graph),
            *_counted(len(hidden), shown),
        ]
    )
    return Told(shown.id, title, silent(quads, at_risk), shown.sha256, shown.text)


def _days(claims: Mapping[str, Claim], days: Mapping[NamedNode, Literal], graph: NamedNode) -> Iterator[Quad]:
    """From when claims that are told anew are known: from the first day of those that say the same now."""
    first: dict[str, Literal] = {}
    for claim, told in claims.items():
        day = days.get(NamedNode(claim))
        if day:
            first[told.iri] = min(first.get(told.iri, day), day, key=lambda term: term.value)
    for told_iri, day in first.items():
        yield Quad(NamedNode(told_iri), RF.knownFrom, day, graph)


def _shown(article: Article, parted: Split, at_risk: AtRisk) -> Article:
    """The article's description and text, names blacked out."""
    near = bool(parted.hidden)
    spans = at_risk.spans(article.text, near=near, others=_mentions(parted.open))
    spans = merged([*spans, *_mentions(parted.hidden, at_risk.people)])
    spans = merged([*spans, *_kin(article.text, spans), *_titles(article.text, parted, at_risk)])
    text = at_risk.masked(masked(article.text, spans))

    def told(words: str) -> str:
        return at_risk.masked(words, near=near)

    return replace(
        article,
        id=at_risk.article_id(article.id),
        text=text,
        sha256=sha256(text.encode()).hexdigest() if text != article.text else article.sha256,
        title=told(article.title),
        publisher=told(article.publisher) if article.publisher else None,
        based_on=told(article.based_on) if article.based_on else None,
        licence=told(article.licence) if article.licence else None,
        url=None if article.url and at_risk.in_address(article.url) else article.url,
    )


def _kin(text: str, named: Iterable[Span]) -> Iterator[Span]:
    """The words for a family tie right beside a name, whether or not a claim was made of them."""
    for start, end in named:
        for match in (_ITS_KIN.match(text, end), _KIN_OF.search(text, max(0, start - 40), start)):
            if match:
                yield match.span("kin")


def _titles(text: str, parted: Split, at_risk: AtRisk) -> Iterator[Span]:
    """Where an article says the role or the family tie of whoever is at risk: it may tell as much as the name."""
    people = at_risk.people | _pieces(parted.hidden, at_risk)
    for said in claims_by_iri(parted.open | parted.hidden).values():
        if isinstance(said, RoleClaim):
            who, words = {said.person}, said.role
        elif isinstance(said, TieClaim):
            who, words = {said.person, said.relative}, said.tie.removesuffix("Of")
        else:
            continue
        if who & people:
            sought = re.compile(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"\b", re.IGNORECASE)
            for passage in (*said.passages, *said.context):
                yield from (match.span() for match in sought.finditer(text, passage.start, passage.end))


def _pieces(hidden: Iterable[Quad], at_risk: AtRisk) -> set[str]:
    """The persons that are a piece of a name only, as where a hyphen in it was not read: the same ones, by mistake."""
    given = tuple(hidden)
    named = {quad.subject for quad in given if at_risk.tells(quad.object)}
    return {thing for thing, kind in _described(given).items() if kind == RF.Person and NamedNode(thing) not in named}


def _mentions(quads: Iterable[Quad], of: frozenset[str] | None = None) -> list[Span]:
    """Where an article mentions anything, or some things."""
    given = tuple(quads)
    naming = {
        quad.subject
        for quad in given
        if quad.predicate == RF.mentions and (of is None or getattr(quad.object, "value", None) in of)
    }
    return list(spans_of(given, naming).values())


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


def _kept(quads: frozenset[Quad], shown: Article, anew: Container[object]) -> Iterator[Quad]:
    """What is not told anew: entities, mentions, claims, passages in the words shown, and what else an article has."""
    own = NamedNode(iri.article(shown.id))
    prints = {quad.subject for quad in quads if quad.predicate == RF.fingerprintOf}
    for quad in quads:
        if quad.subject in anew or quad.subject in prints or quad.predicate == OA_EXACT:
            continue
        if quad.subject != own or quad.predicate not in _DESCRIBED:
            yield quad
    for passage in _passages(quads, shown):
        yield from passage_quads(passage)


def _passages(quads: Iterable[Quad], shown: Article) -> Iterator[Passage]:
    return (_reworded(passage, shown) for passage in read_passages(quads).values())


def _reworded(passage: Passage, shown: Article) -> Passage:
    """A passage, of a table its cell, with its words as they are shown."""
    return replace(passage, article=shown.id, exact=shown.text[passage.start : passage.end])


def _pointing(claim: OfAnyKind, shown: Article) -> OfAnyKind:
    """A claim with the words of its passages as they are shown."""
    passages, context = (
        tuple(_reworded(passage, shown) for passage in passages) for passages in (claim.passages, claim.context)
    )
    return replace(claim, passages=passages, context=context)


def _described(quads: Iterable[Quad]) -> dict[str, object]:
    """The things that some quads describe, each with its class."""
    return {
        quad.subject.value: quad.object
        for quad in quads
        if quad.predicate == RDF_TYPE and isinstance(quad.subject, NamedNode) and iri.is_minted(quad.subject.value)
    }


def _unnamed(claim: EventClaim, at_risk: AtRisk, nobody: Mapping[str, object]) -> EventClaim:
    """What a claim says without whoever is at risk; `nobody` is what is described for the sealed tier only."""

    def open_only(iris: Iterable[str]) -> tuple[str, ...]:
        kept = (NamedNode(iri) for iri in iris if iri not in nobody and not at_risk.tells(NamedNode(iri)))
        return tuple(at_risk.renamed(node).value for node in kept)

    claimants = open_only(claim.claimants)
    words = at_risk.masked(claim.attribution or "", near=True)
    attribution = words or None
    if len(claimants) < len(claim.claimants):
        people = at_risk.people | {iri for iri, kind in nobody.items() if kind == RF.Person}
        attribution = SOMEONE if people.intersection(claim.claimants) else SOME_BODY
    elif words and not any(map(str.isalnum, words)):
        attribution = SOMEONE
    return replace(
        claim,
        held_at=open_only(claim.held_at),
        via=open_only(claim.via),
        destination=open_only(claim.destination),
        place=open_only(claim.place),
        claimants=claimants,
        attribution=attribution,
    )


def _counted(hidden: int, shown: Article) -> Iterator[Quad]:
    if hidden:
        number = Literal(str(hidden), datatype=NamedNode(XSD + "integer"))
        yield Quad(NamedNode(iri.article(shown.id)), RF.withheldClaims, number, iri.article_graph(shown.id))
