"""From the rows of a table to its claims: each figure one, with its cell, and those that say when, where and whose."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from refoulement import __version__
from refoulement.graph.article import Cell
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Entity, Mention
from refoulement.graph.table import Span
from refoulement.loaders.extract import gazetteer as known
from refoulement.loaders.extract.draft import Reason
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.table.meaning import SEVERAL, Column, Figure
from refoulement.loaders.table.rows import Row
from refoulement.loaders.table.said import (
    Said,
    UnfitError,
    attribution,
    concept,
    entity,
    printed_number,
    read,
    values,
    when,
)

BY = f"refoulement tables {__version__}"
SLOTS = {  # what `refoulement explain` calls what a column says
    "eventType": "kind",
    "modality": "modality",
    "attribution": "attribution",
    "claimant": "claimant",
    "heldAt": "from",
    "via": "via",
    "destination": "to",
    "place": "place",
    "when": "when",
    "year": "when",
    "quarter": "when",
    "month": "when",
}


@dataclass(slots=True)
class Taken:
    """What was taken from a table so far."""

    article: str
    figures: tuple[Figure, ...]
    gazetteer: Gazetteer = field(default_factory=known.load)
    headings: list[tuple[Row, Sequence[Span]]] = field(default_factory=list)
    claims: list[EventClaim] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: dict[str, Mention] = field(default_factory=dict)
    reasons: dict[str, tuple[Reason, ...]] = field(default_factory=dict)

    def add(self, row: Row, spans: Sequence[Span], names: Sequence[str]) -> None:
        """Take the claims of one row; `names` are the variables that its cells fill in URI templates.

        Raises `UnfitError`, or ValueError where the cells make a value that cannot be.
        """
        cells = {name: cell for name, cell in zip(names, row.cells, strict=True) if name and cell}
        for figure in self.figures:
            if read(figure.column, row) is not None:
                self._claim(figure, row, spans, values(figure.beside, row, cells))

    def _claim(self, figure: Figure, row: Row, spans: Sequence[Span], said: list[Said]) -> None:
        told: dict[str, tuple[str, ...]] = dict.fromkeys(SEVERAL, ())
        for one in said:
            if one.column.term in SEVERAL:
                told[one.column.term] += (self._entity(one, row, spans),)
        upper = next((column for column in figure.beside if column.term == "countValueTo"), None)
        claim = EventClaim(
            passages=tuple(self._cells(row, spans, [figure.column, *([upper] if upper else [])])),
            context=(
                *self._cells(row, spans, (one.column for one in said)),
                *self._heading(figure.column),
            ),
            extractor=BY,
            event_type=_concept(said, "eventType", figure),
            count=_count(row, said, figure, upper),
            when=when(said),
            held_at=told["heldAt"],
            via=told["via"],
            destination=told["destination"],
            place=told["place"],
            claimants=told["claimant"],
            attribution=next((attribution(one) for one in said if one.column.term == "attribution"), None),
            modality=_concept(said, "modality", figure, "asserted"),
        )
        self.claims.append(claim)
        filled = sorted({SLOTS[one.column.term] for one in said if one.column.term in SLOTS})
        self.reasons[claim.iri] = (
            Reason("count", f"column {figure.column.title}"),
            *(Reason(slot, _source(said, slot)) for slot in filled),
        )

    def _entity(self, said: Said, row: Row, spans: Sequence[Span]) -> str:
        found = entity(said, self.gazetteer)
        self.entities[found.iri] = found
        for cell in self._cells(row, spans, [said.column]):
            self.mentions[f"{cell.iri} {found.iri}"] = Mention(cell, found.iri)
        return found.iri

    def _cells(self, row: Row, spans: Sequence[Span], columns: Iterable[Column]) -> Iterator[Cell]:
        """The cells of some columns, in the words of the file."""
        for column in columns:
            if column.index is not None and spans[column.index][0] < spans[column.index][1]:
                yield self._cell(row, spans, column.index)

    def _heading(self, column: Column) -> Iterator[Cell]:
        """The words that stand over a column, where any do: they say what it counts."""
        assert column.index is not None
        for row, spans in self.headings:
            if spans[column.index][0] < spans[column.index][1]:
                yield self._cell(row, spans, column.index)

    def _cell(self, row: Row, spans: Sequence[Span], index: int) -> Cell:
        start, end = spans[index]
        return Cell(self.article, start, end, _written(row.cells[index], end - start), row.number, index + 1)


def _written(cell: str, length: int) -> str:
    """The characters that the captured text has for a cell: a quote in it is doubled there."""
    return cell if len(cell) == length else cell.replace('"', '""')


def _concept(said: Iterable[Said], term: str, figure: Figure, default: str | None = None) -> str:
    told = [concept(one) for one in said if one.column.term == term]
    if not told and default is None:
        raise UnfitError(figure.column.title, f"the cell that says {term} of it is empty; fill it")
    return told[0] if told else str(default)


def _count(row: Row, said: list[Said], figure: Figure, upper: Column | None) -> Count:
    unit = _concept(said, "countUnit", figure, "persons")
    value, value_to = (
        None if column is None else printed_number(column, row, share=unit == "percent")
        for column in (figure.column, upper)
    )
    try:
        return Count(
            bound=_concept(said, "countBound", figure, "exact" if value_to is None else "range"),
            value=value,
            value_to=value_to,
            unit=unit,
            nature=_concept(said, "countNature", figure, "flow"),
        )
    except UnfitError:
        raise
    except ValueError as error:
        raise UnfitError(figure.column.title, str(error)) from error


def _source(said: Iterable[Said], slot: str) -> str:
    """The columns of the file that say something, or the metadata where none does."""
    telling = [one.column for one in said if SLOTS.get(one.column.term) == slot and one.column.index is not None]
    titles = ", ".join(dict.fromkeys(column.title for column in telling))
    return f"column{'s' if ', ' in titles else ''} {titles}" if titles else "the metadata"
