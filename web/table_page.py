"""A table's page: its rows with the cells that claims rest on marked, and its claims in reading order."""

from dataclasses import dataclass, field

from flask import render_template

from refoulement.graph.article import Cell
from refoulement.graph.rdf import LANGUAGE
from refoulement.graph.table import rows
from refoulement.ontology import RF
from refoulement.web import chain, past, phrases
from refoulement.web.article_page import facts
from refoulement.web.cited import cell_asked_for, fragment, reference
from refoulement.web.citing import citations
from refoulement.web.description import TITLE, Description
from refoulement.web.links import Link
from refoulement.web.past import Said
from refoulement.web.reading import captured, snapshot

WHOLE = 500  # a longer table is shown by the rows that claims rest on

Place = tuple[int, int]  # row and column


@dataclass(slots=True)
class Marks:
    """What is known of the cells: the numbers of the claims they make, those read with them, whom they name."""

    claimed: dict[Place, list[int]] = field(default_factory=dict)
    read_with: set[Place] = field(default_factory=set)
    named: dict[Place, Link] = field(default_factory=dict)

    @property
    def rows(self) -> set[int]:
        """The rows in which any cell is marked."""
        return {row for row, _ in (*self.claimed, *self.read_with, *self.named)}


@dataclass(frozen=True, slots=True)
class Line:
    """A row to be printed by its number in the file, after `left_out` rows that are not shown."""

    number: int
    cells: tuple[str, ...]
    left_out: int


def render(description: Description, formats: list[tuple[str, str]], asked: str | None) -> str:
    """The page; `asked` is the cell a link came for, as "row,column"."""
    published = snapshot()
    history = past.history(published, description.thing)
    said = past.said(published, description, history)
    marks = _marks(said)
    cell = cell_asked_for(asked, said.description)
    text = captured(description.text(RF.sha256) or "")
    cited = reference(description, cell, text)
    page: str = render_template(
        "table.html",
        description=description,
        formats=formats,
        title=description.text(TITLE),
        language=description.text(LANGUAGE),
        facts=facts(description, history),
        lines=_lines(text or "", marks),
        missing=text is None,
        marks=marks,
        claims=said.claims,
        asked=_place(cell) if cell else None,
        asked_claims=marks.claimed.get(_place(cell), []) if cell else [],
        fragment=fragment(cell, text) if cell else "",
        withdrawal=history.withdrawal,
        since=phrases.when(history.withdrawal.day.isoformat()) if history.withdrawal else None,
        said=said,
        chains=chain.chains(published, description, said.claims),
        repetitions=chain.repetitions(published, description),
        reference=cited,
        citations=citations(cited),
    )
    return page


def _marks(said: Said) -> Marks:
    marks = Marks()
    for number, claim in enumerate(past.in_order(said.description.claims), start=1):
        for passage in claim.passages:
            marks.claimed.setdefault(_place(passage), []).append(number)
        marks.read_with.update(_place(passage) for passage in claim.context)
    named = ((_place(passage), said.link(entity.value)) for passage, entity in said.description.mentions)
    marks.named = {place: link for place, link in named if link}
    return marks


def _place(passage: object) -> Place:
    assert isinstance(passage, Cell)  # the shapes let a table have no other
    return passage.row, passage.column


def _lines(text: str, marks: Marks) -> list[Line]:
    """The rows to show, blank ones left out."""
    every = list(enumerate(rows(text), start=1))
    shown = marks.rows
    lines: list[Line] = []
    left_out = 0
    for number, cells in every:
        if cells and (len(every) <= WHOLE or number in shown):
            lines.append(Line(number, tuple(cells), left_out))
            left_out = 0
        else:
            left_out += 1
    return lines
