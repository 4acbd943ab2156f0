"""All that the rules of events look at in a claim, as one literal under its block (`rf:comparedAs`).

A month's block may have hundreds of claims. To read each of them from its article's graph, with the day of its
publication and whatever stands for the places it names, was most of what one more claim cost in a large graph. Under
the block all of them are found by one look-up, in one place.
"""

import json
from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri
from refoulement.graph.amount import Amount, amount
from refoulement.graph.rdf import RDF_TYPE
from refoulement.graph.told import Told
from refoulement.ontology import RF


def comparison_quads(claim: Told) -> tuple[Quad, Quad, Quad]:
    """With which others a claim is compared, and as what: by these the next load finds and reads it again."""
    block = NamedNode(claim.block)
    return (
        Quad(NamedNode(claim.iri), RF.comparedIn, block, iri.EVENTS_GRAPH),
        Quad(block, RF.comparedAs, Literal(written(claim)), iri.EVENTS_GRAPH),
        block_quad(block),
    )


def block_quad(block: NamedNode) -> Quad:
    """That there is a block, as long as a claim is in it."""
    return Quad(block, RDF_TYPE, RF.Block, iri.EVENTS_GRAPH)


def written(claim: Told) -> str:
    """A claim as text."""
    days = (str(day) if day else None for day in (claim.earliest, claim.latest, claim.published))
    figure = (_written(claim.value), _written(claim.value_to), claim.unit)
    places = (claim.held_at, claim.via, claim.destination, claim.place)
    source = (claim.iri, claim.article, claim.kind)
    said = (*source, *days, *figure, *places, claim.voice, claim.dated, claim.stock, claim.cell)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def claim_of(text: str) -> str:
    """Which claim was `written`: it comes first, and no IRI has quotation marks."""
    return text.split('"', 2)[1]


def read(text: str) -> Told:
    """The inverse of `written`."""
    said = json.loads(text)
    name, article, kind, earliest, latest, published, value, value_to, unit, *slots, dated, stock, cell = said
    held_at, via, destination, place, voice = map(tuple, slots)
    return Told(
        iri=name,
        article=article,
        kind=kind,
        earliest=_day(earliest),
        latest=_day(latest),
        dated=dated,
        value=_read(value),
        value_to=_read(value_to),
        unit=unit,
        stock=stock,
        held_at=held_at,
        via=via,
        destination=destination,
        place=place,
        voice=voice,
        published=_day(published),
        cell=cell,
    )


def terms(text: str) -> Iterator[NamedNode | Literal]:
    """What stands in a claim that was `written`, as the terms that it was: whatever has an address is no mere word."""
    waiting: list[object] = [json.loads(text)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            yield NamedNode(one) if one.startswith(("http://", "https://")) else Literal(one)


def _written(number: Amount | None) -> int | str | None:
    """A decimal as text: JSON's numbers are binary."""
    return number if number is None or isinstance(number, int) else f"{number:f}"


def _read(number: int | str | None) -> Amount | None:
    return amount(number) if isinstance(number, str) else number


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
