"""How one claim is shown: what is said, by whom, where and when, and the very words."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from refoulement.graph import iri
from refoulement.graph.article import Cell, Passage
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.rdf import ISSUED, PUBLISHER
from refoulement.ontology import RF
from refoulement.web import phrases
from refoulement.web.description import TITLE, Description
from refoulement.web.language import label_of
from refoulement.web.links import Link, address, passage_address
from refoulement.web.signs import visible
from refoulement.web.wording import gettext


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a passage and where they stand; `cell` is True for those of a table."""

    exact: str
    address: str
    cell: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The article that speaks: title with its page, publisher, date in words."""

    title: Link
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim to be printed: `slots` pair a label with what it holds; `said_by` is empty for the article alone."""

    iri: str
    address: str | None
    kind: str
    title: str
    count: Count | None
    figure: str | None
    when: str | None
    said_by: tuple[Link, ...]
    slots: tuple[tuple[str, tuple[Link, ...]], ...]
    words: tuple[Words, ...]
    context: tuple[Words, ...]
    source: Source
    about: tuple[Link, ...]
    because: tuple[str, ...]
    extractor: str
    confidence: float
    passages: tuple[Passage, ...]  # all it rests on, its context too


def words_of(passage: Passage) -> Words:
    """The words of a passage, to be followed."""
    return Words(visible(passage.exact), passage_address(passage), cell=isinstance(passage, Cell))


def link(description: Description, node: str) -> Link:
    """Anything described, by its name."""
    words, language = description.named(NamedNode(node))
    return Link(words, address(node), language)


def source(description: Description, article: str) -> Source:
    """Where a claim was read."""
    node = NamedNode(iri.article(article))
    issued = description.text(ISSUED, node)
    return Source(
        Link(description.text(TITLE, node) or article, address(node.value)),
        description.text(PUBLISHER, node),
        phrases.when(issued) if issued else None,
    )


def view(claim: Claim, description: Description) -> ClaimView:
    """A claim with the names of all it points at."""
    node = NamedNode(claim.iri)
    slots = [(words, tuple(link(description, value) for value in values)) for words, values in _slots(claim) if values]
    if isinstance(claim, StanceClaim) and claim.time_spoken_of:
        slots.insert(0, (gettext("time spoken of"), (Link(phrases.when(claim.time_spoken_of.edtf), None),)))
    event = claim if isinstance(claim, EventClaim) else None
    return ClaimView(
        iri=claim.iri,
        address=address(claim.iri),
        kind=type(claim).__name__.removesuffix("Claim").lower(),
        title=_title(claim),
        count=event.count if event else None,
        figure=phrases.figure(event.count) if event and event.count else None,
        when=phrases.when(event.when.edtf) if event and event.when else None,
        said_by=_said_by(claim, description),
        slots=tuple(slots),
        words=tuple(map(words_of, claim.passages)),
        context=tuple(map(words_of, claim.context)),
        source=source(description, claim.article),
        about=tuple(
            link(description, term.value)
            for predicate in (RF.about, RF.speaksOf)
            for term in description.values(predicate, node)
        ),
        because=tuple(
            description.name(term)
            for predicate in (RF.aboutBecause, RF.speaksOfBecause)
            for term in description.values(predicate, node)
            if isinstance(term, NamedNode)
        ),
        extractor=claim.extractor,
        confidence=claim.confidence,
        passages=claim.passages + claim.context,
    )


def views(claims: Iterable[Claim], description: Description) -> tuple[ClaimView, ...]:
    """Claims ready to be printed, in the order given."""
    return tuple(view(claim, description) for claim in claims)


def _said_by(claim: Claim, description: Description) -> tuple[Link, ...]:
    match claim:
        case EventClaim(claimants=claimants, attribution=attribution):
            return tuple(link(description, actor) for actor in claimants) or (
                (Link(attribution, None),) if attribution else ()
            )
        case StanceClaim(speaker=speaker):
            return (link(description, speaker),)
    return ()


def _title(claim: Claim) -> str:
    """What is said, in a word or two."""
    match claim:
        case EventClaim():
            said = label_of(claim.event_type)
            words = said if claim.modality == "asserted" else f"{said} ({label_of(claim.modality)})"
        case StanceClaim():
            words = label_of(claim.stance)
        case RoleClaim():
            words = claim.role
        case TieClaim():
            words = label_of(claim.tie)
        case _:
            raise TypeError(f"{type(claim).__name__} has no page")
    return words[:1].upper() + words[1:]


def _slots(claim: Claim) -> list[tuple[str, tuple[str, ...]]]:
    """What a claim points at, each with a word for a reader."""
    match claim:
        case EventClaim():
            return [
                (gettext("held at, or taken from"), claim.held_at),
                (gettext("through"), claim.via),
                (gettext("to"), claim.destination),
                (gettext("place"), claim.place),
            ]
        case StanceClaim():
            harms, treaties = (tuple(RF[name].value for name in names) for names in (claim.harms, claim.invokes))
            return [(gettext("warns of"), harms), (gettext("invokes"), treaties)]
        case RoleClaim():
            bodies = (claim.organisation,) if claim.organisation else ()
            return [(gettext("person"), (claim.person,)), (gettext("organisation"), bodies)]
        case TieClaim():
            return [(gettext("person"), (claim.person,)), (gettext("relative"), (claim.relative,))]
    raise TypeError(f"{type(claim).__name__} has no page")
