"""Why a claim is held to be about its event, and what speaks against that: both as the rules and persons left them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad

from refoulement.graph.claim import Claim
from refoulement.graph.judgement import Judgement, read_judgements, standing
from refoulement.ontology import RF
from refoulement.web.claims import link
from refoulement.web.description import Description
from refoulement.web.language import label_of
from refoulement.web.links import Link, address
from refoulement.web.wording import gettext

WEAK = 0.7  # a confidence of reading below this is told


@dataclass(frozen=True, slots=True)
class Reason:
    """Some words, and what they speak of where that can be followed."""

    words: str
    links: tuple[Link, ...] = ()


def judgements(about: Description) -> dict[str, list[Judgement]]:
    """The judgements that stand on the claims described, by claim."""
    quads = (Quad(one.subject, one.predicate, one.object, DefaultGraph()) for one in about.triples)
    found: dict[str, list[Judgement]] = {}
    for one in standing(read_judgements(quads)):
        for claim in one.pair:
            found.setdefault(claim, []).append(one)
    return found


def speaking_for(claim: Claim, about: Description, judged: Iterable[Judgement]) -> Iterator[Reason]:
    """The reason that a rule left, and whoever judged it the same as another claim."""
    for reason in about.values(RF.aboutBecause, NamedNode(claim.iri)):
        if isinstance(reason, NamedNode):
            yield Reason(about.name(reason))
    yield from (_judged(one, claim.iri) for one in judged if one.verdict == "same")


def speaking_against(claim: Claim, about: Description, judged: Iterable[Judgement]) -> Iterator[Reason]:
    """What makes it less sure, by the rule that put it there, by what else it fits, and by what persons judged."""
    node = NamedNode(claim.iri)
    because = set(about.values(RF.aboutBecause, node))
    if RF.publishedSoonAfter in because:
        yield Reason(gettext("it gives no time of its own"))
    if RF.figureAgrees in because:
        yield Reason(gettext("it fits several events; its number alone tells them apart"))
    if others := _events(about, node, RF.perhapsAbout):
        yield Reason(gettext("it fits as well:"), others)
    if others := _events(about, node, RF.notAbout):
        yield Reason(gettext("its time and places agree also with:"), others)
    if claim.confidence < WEAK:
        yield Reason(gettext("read with a confidence of %(confidence)s", confidence=f"{claim.confidence:.2g}"))
    yield from (_judged(one, claim.iri) for one in judged if one.verdict != "same")


def _events(about: Description, node: NamedNode, predicate: NamedNode) -> tuple[Link, ...]:
    found = (term.value for term in about.values(predicate, node) if isinstance(term, NamedNode))
    return tuple(link(about, event) for event in found if event != about.thing.value)


def _judged(one: Judgement, claim: str) -> Reason:
    other = next(iter(one.pair - {claim}))
    words = gettext(
        "%(judge)s judged: %(verdict)s (%(reasons)s); compared with",
        judge=one.judge,
        verdict=label_of(one.verdict),
        reasons="; ".join(one.reasons),
    )
    return Reason(words, (Link(gettext("this claim"), address(other)),))
