"""An article's page: its text with every passage marked, and its claims in reading order."""

from flask import render_template
from pyoxigraph import NamedNode

from refoulement.graph.article import Passage
from refoulement.graph.rdf import BASED_ON, ISSUED, LANGUAGE, LICENCE, PUBLISHER, URL
from refoulement.ontology import RF
from refoulement.web import phrases
from refoulement.web.claims import ClaimView, link, views
from refoulement.web.description import TITLE, Description
from refoulement.web.links import Link, address
from refoulement.web.marking import marked
from refoulement.web.reading import captured


def render(description: Description, formats: list[tuple[str, str]], asked: str | None) -> str:
    """The page; `asked` is the passage a link came for, as "start,end"."""
    text = captured(description.text(RF.sha256) or "")
    claims = views(sorted(description.claims, key=lambda said: (said.passages[0].start, said.iri)), description)
    named = {passage: link(description, entity.value) for passage, entity in description.mentions}
    passages = {passage for claim in claims for passage in claim.passages} | set(named) | description.noticed
    return render_template(
        "article.html",
        description=description,
        formats=formats,
        title=description.text(TITLE),
        language=description.text(LANGUAGE),
        facts=facts(description),
        pieces=[] if text is None else marked(text, sorted(passages, key=lambda passage: (passage.start, passage.end))),
        missing=text is None,
        claims=claims,
        numbers=_numbers(claims),
        named=named,
        asked=_passage(asked, passages),
    )


def facts(description: Description) -> list[tuple[str, Link]]:
    """What is known of the article or table, in the order of a reference."""
    url, issued, licence = (description.text(term) for term in (URL, ISSUED, LICENCE))
    copies = description.values(RF.copyOf)
    known = [
        ("Publisher", Link(publisher, None) if (publisher := description.text(PUBLISHER)) else None),
        ("Published", Link(phrases.when(issued), None) if issued else None),
        ("Address", Link(url, address(url)) if url else None),
        ("Based on", Link(based_on, None) if (based_on := description.text(BASED_ON)) else None),
        ("Licence", Link(licence, address(licence)) if licence else None),
        *(("Copy of", link(description, term.value)) for term in copies if isinstance(term, NamedNode)),
        ("Withheld", Link(_withheld(int(number)), None) if (number := description.text(RF.withheldClaims)) else None),
        ("SHA-256", Link(digest, None) if (digest := description.text(RF.sha256)) else None),
        ("Known here as", Link(description.thing.value, None)),
    ]
    return [(name, fact) for name, fact in known if fact]


def _withheld(number: int) -> str:
    claims = "claim names" if number == 1 else "claims name"
    return f"{number} {claims} a person at risk: left out here, or told without the name, which is blacked out"


def _numbers(claims: tuple[ClaimView, ...]) -> dict[Passage, list[int]]:
    """The claims that rest on each passage, by their number on the page."""
    numbers: dict[Passage, list[int]] = {}
    for number, claim in enumerate(claims, start=1):
        for passage in claim.passages:
            numbers.setdefault(passage, []).append(number)
    return numbers


def _passage(asked: str | None, passages: set[Passage]) -> Passage | None:
    """The passage asked for, where the article has one there."""
    return next((passage for passage in passages if f"{passage.start},{passage.end}" == asked), None)
