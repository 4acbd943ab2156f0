"""A table as text: every cell where its offsets say, read back as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph import iri
from refoulement.graph.article import Article, Cell, Passage
from refoulement.graph.rdf import article_quads, passage_quads, read_article, read_passages
from refoulement.graph.table import line, misplaced, rows
from refoulement.graph.when import When

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


def written(table: list[list[str]]) -> tuple[str, list[Cell]]:
    """A table as text, and each of its cells that holds anything."""
    text, cells = "", []
    for number, row in enumerate(table, start=1):
        told, spans = line(row, len(text))
        text += told
        cells += [
            Cell("a", start, end, text[start:end], number, column)
            for column, (start, end) in enumerate(spans, start=1)
            if start < end
        ]
    return text, cells


@given(ROWS)
def test_what_is_written_is_read_again(table: list[list[str]]) -> None:
    text, cells = written(table)
    assert list(rows(text)) == table
    for cell in cells:
        assert cell.exact.replace('""', '"') == table[cell.row - 1][cell.column - 1].replace('""', '"')
    assert list(misplaced(cells, text)) == []


@given(ROWS, st.integers(1, 6), st.integers(1, 6))
def test_a_cell_that_stands_elsewhere_is_found(table: list[list[str]], row: int, column: int) -> None:
    text, cells = written(table)
    moved = [Cell(cell.article, cell.start, cell.end, cell.exact, row, column) for cell in cells]
    assert list(misplaced(moved, text)) == [cell for cell, was in zip(moved, cells, strict=True) if cell != was]


def test_a_cell_is_a_passage_with_an_address_of_its_own() -> None:
    cell = Cell("made-up", 5, 6, "5", 2, 3)
    assert isinstance(cell, Passage)
    assert cell.iri == iri.article("made-up") + "#cell=2,3"
    assert read_passages(passage_quads(cell)) == {cell.iri: cell}
    plain = Passage("made-up", 5, 6, "5")
    assert plain != cell
    assert plain.iri == iri.article("made-up") + "#char=5,6"
    assert read_passages(passage_quads(plain)) == {plain.iri: plain}


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (-1, 2)])
def test_rows_and_columns_count_from_1(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="rows and columns count from 1"):
        Cell("made-up", 5, 6, "5", *place)


@pytest.mark.parametrize("licence", [None, "https://creativecommons.org/licenses/by/4.0/", "free to use"])
def test_a_table_reads_back_as_it_was(licence: str | None) -> None:
    table = Article(
        id="made-up",
        text="year,total\n2031,5\n",
        sha256="0" * 64,
        title="A table",
        published=When("2032"),
        kind="Dataset",
        licence=licence,
    )
    assert read_article(article_quads(table), "made-up", table.text) == table


def test_only_a_source_is_a_source() -> None:
    with pytest.raises(ValueError, match="rf:Event is not a kind of source"):
        Article(id="made-up", text="words", sha256="0" * 64, title="A table", kind="Event")
