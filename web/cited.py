"""What is cited here, and where: an article or a table, some words of it by their offsets, or one of its cells."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import md5

from flask import url_for
from pyoxigraph import Literal, NamedNode

from refoulement.graph import iri
from refoulement.graph.article import Cell, Passage
from refoulement.graph.catalogue import ENDED, GENERATED_BY
from refoulement.graph.rdf import ISSUED, LANGUAGE, PUBLISHER, URL
from refoulement.ontology import RF
from refoulement.web.citing import Reference
from refoulement.web.description import TITLE, Description
from refoulement.web.links import absolute, address
from refoulement.web.past import history
from refoulement.web.reading import snapshot


def identifier(description: Description) -> str:
    """The id of the article or table that is described."""
    return description.thing.value.removeprefix(iri.article(""))


def fragment(passage: Passage, text: str | None) -> str:
    """Where some words stand: RFC 5147 with the length of the whole text, of a cell RFC 7111, which checks nothing.

    The length is that of the text as it is kept: whoever follows the address can tell whether it is still that.
    """
    if isinstance(passage, Cell):
        return f"cell={passage.row},{passage.column}"
    return f"char={passage.start},{passage.end}" + ("" if text is None else f";length={len(text)}")


def checksum(text: str) -> str:
    """The other check of RFC 5147, as it stands behind a fragment: it tells an accident, and protects from nothing."""
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def asked_for(
    asked: str | None, description: Description, text: str | None, known: Iterable[Passage]
) -> Passage | None:
    """The words that "start,end" asks for: any of a text that is kept, else a passage that is known."""
    place = re.fullmatch(r"(\d{1,9}),(\d{1,9})", asked or "", re.ASCII)
    if place is None:
        return None
    start, end = int(place[1]), int(place[2])
    if text is None:
        return next((passage for passage in known if (passage.start, passage.end) == (start, end)), None)
    return Passage(identifier(description), start, end, text[start:end]) if start < end <= len(text) else None


def cell_asked_for(asked: str | None, description: Description) -> Cell | None:
    """The cell that "row,column" asks for, where a claim rests on it."""
    cells = (passage for claim in description.claims for passage in (*claim.passages, *claim.context))
    return next(
        (cell for cell in cells if isinstance(cell, Cell) and f"{cell.row},{cell.column}" == asked),
        None,
    )


def withdrawn_from(description: Description) -> date | None:
    """The day from which nothing rests on the article any more; None where it stands."""
    withdrawal = history(snapshot(), description.thing).withdrawal
    return withdrawal.day if withdrawal else None


def captured_on(description: Description) -> date | None:
    """The day on which the article was last written to the graph; None where that is not told, or it was withdrawn."""
    published = snapshot()
    if withdrawn_from(description):
        return None
    graph = iri.article_graph(identifier(description))
    written = published.matching(iri.CATALOGUE_GRAPH, subject=graph, predicate=GENERATED_BY)
    ended = [
        quad.object.value
        for one in written
        if isinstance(one.object, NamedNode)
        for quad in published.matching(iri.CATALOGUE_GRAPH, subject=one.object, predicate=ENDED)
        if isinstance(quad.object, Literal)
    ]
    return datetime.fromisoformat(min(ended)).date() if ended else None


def reference(description: Description, passage: Passage | None, text: str | None) -> Reference:
    """What a citation of an article, or of some words of it, needs to know."""
    slug = identifier(description)
    page, at, place = absolute(url_for("things.page", kind="article", slug=slug)), None, None
    if isinstance(passage, Cell):
        at, place = f"{passage.row},{passage.column}", f"row {passage.row}, column {passage.column}"
        page += f"?cell={at}#{fragment(passage, text)}"
    elif passage:
        at, place = f"{passage.start},{passage.end}", f"characters {passage.start}–{passage.end}"
        page += f"?passage={at}#{fragment(passage, text)}"
    return Reference(
        key=slug,
        title=description.text(TITLE) or slug,
        publisher=description.text(PUBLISHER),
        published=description.text(ISSUED),
        language=description.text(LANGUAGE) or "en",
        url=address(url) if (url := description.text(URL)) else None,
        captured=captured_on(description),
        address=page,
        at=at,
        place=place,
        quote=passage.exact if passage else None,
        withdrawn=withdrawn_from(description),
        table=description.kind == RF.Dataset,
    )
