"""The sources of an event's page, numbered as they are first read there: address, date, hash and day of capture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pyoxigraph import NamedNode

from refoulement.graph import iri
from refoulement.graph.rdf import ISSUED, PUBLISHER, URL
from refoulement.graph.revision import Revision
from refoulement.ontology import RF
from refoulement.web import phrases
from refoulement.web.description import TITLE, Description
from refoulement.web.links import Link, address
from refoulement.web.wording import gettext

CAPTURED = NamedNode("http://www.w3.org/ns/prov#generatedAtTime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as a footnote; `since` tells of a correction or withdrawal after the day that is shown."""

    number: int
    title: Link
    publisher: str | None
    published: str | None
    original: Link | None
    sha256: str | None
    captured: str | None
    since: str | None


def sources(articles: Iterable[str], about: Description, revised: Mapping[str, Revision]) -> Mapping[str, Source]:
    """Footnotes by the id of the article, in the order in which articles are given; `revised` is by the same id."""
    return {
        article: _source(number, article, about, revised.get(article))
        for number, article in enumerate(dict.fromkeys(articles), 1)
    }


def _source(number: int, article: str, about: Description, revised: Revision | None) -> Source:
    node = NamedNode(iri.article(article))
    issued, original = about.text(ISSUED, node), about.text(URL, node)
    return Source(
        number=number,
        title=Link(about.text(TITLE, node) or article, address(node.value)),
        publisher=about.text(PUBLISHER, node),
        published=phrases.when(issued) if issued else None,
        original=Link(original, address(original)) if original else None,
        sha256=about.text(RF.sha256, node),
        captured=_day(about.text(CAPTURED, node)),
        since=_since(revised) if revised else None,
    )


def _since(revised: Revision) -> str:
    day = phrases.day(revised.day)
    if revised.kind == "Withdrawal":
        return gettext("withdrawn since, on %(day)s", day=day)
    return gettext("corrected since, on %(day)s", day=day)


def _day(moment: str | None) -> str | None:
    read: date | None = datetime.fromisoformat(moment).date() if moment else None
    return phrases.day(read) if read else None
