"""The sources of an event's page, numbered as they are first read there: address, date, hash and day of capture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pyoxigraph import NamedNode

from refoulement.graph import iri
from refoulement.graph.rdf import ISSUED, PUBLISHER, URL
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.web import phrases
from refoulement.web.description import TITLE, Description
from refoulement.web.links import Link, address

CAPTURED = NamedNode("http://www.w3.org/ns/prov#generatedAtTime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as a footnote; `there` tells whether it is still in the graph of today."""

    number: int
    title: Link
    publisher: str | None
    published: str | None
    original: Link | None
    sha256: str | None
    captured: str | None
    there: bool


def sources(articles: Iterable[str], about: Description, today: Snapshot) -> Mapping[str, Source]:
    """Footnotes by the id of the article, in the order in which articles are given."""
    return {
        article: _source(number, article, about, today) for number, article in enumerate(dict.fromkeys(articles), 1)
    }


def _source(number: int, article: str, about: Description, today: Snapshot) -> Source:
    node = NamedNode(iri.article(article))
    issued, original = about.text(ISSUED, node), about.text(URL, node)
    there = bool(today.matching(None, subject=node, predicate=RF.sha256))
    return Source(
        number=number,
        title=Link(about.text(TITLE, node) or article, address(node.value) if there else None),
        publisher=about.text(PUBLISHER, node),
        published=phrases.when(issued) if issued else None,
        original=Link(original, address(original)) if original else None,
        sha256=about.text(RF.sha256, node),
        captured=_day(about.text(CAPTURED, node)),
        there=there,
    )


def _day(moment: str | None) -> str | None:
    read: date | None = datetime.fromisoformat(moment).date() if moment else None
    return phrases.day(read) if read else None
