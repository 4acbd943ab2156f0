"""Plainly synthetic articles for tests: made-up figures in short sentences, and what extraction takes from them."""

from hashlib import sha256

from refoulement.graph.amount import Amount
from refoulement.graph.article import Article
from refoulement.graph.claim import EventClaim, StanceClaim
from refoulement.graph.when import When
from refoulement.loaders.extract import Extraction, extract


def article(text: str, *, published: str | None = "2024-05-15", identifier: str = "synthetic") -> Article:
    """An article of the given text, published on a Wednesday unless said otherwise."""
    return Article(
        id=identifier,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title="A synthetic headline",
        publisher="A synthetic publisher",
        published=When(published) if published else None,
    )


def extraction(text: str, *, published: str | None = "2024-05-15") -> Extraction:
    return extract(article(text, published=published))


def names(taken: Extraction) -> dict[str, str]:
    """The preferred name of each entity of an extraction, by IRI."""
    return {entity.iri: entity.name for entity in taken.entities}


def events(taken: Extraction) -> list[EventClaim]:
    return [claim for claim in taken.claims if isinstance(claim, EventClaim)]


def figures(taken: Extraction) -> list[tuple[str, str | None, Amount | None]]:
    """Kind, bound and value of each event claim, in reading order."""
    return [
        (c.event_type, c.count.bound if c.count else None, c.count.value if c.count else None) for c in events(taken)
    ]


def stances(taken: Extraction) -> set[tuple[str, str]]:
    """Speaker and stance of each stance claim."""
    return {(names(taken)[c.speaker], c.stance) for c in taken.claims if isinstance(c, StanceClaim)}
