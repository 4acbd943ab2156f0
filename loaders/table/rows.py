"""The rows of a table's file, whatever its encoding, delimiter and quotes: the metadata's dialect tells."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import csvw

from refoulement.errors import LoadError
from refoulement.loaders import encoding
from refoulement.loaders.table.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file; `number` counts all rows from 1 (RFC 7111), `order` those that hold figures, 0 is none."""

    number: int
    cells: tuple[str, ...]
    heading: bool = False
    order: int = 0


def text(raw: bytes, metadata: Metadata, path: Path) -> tuple[str, tuple[str, ...]]:
    """The file as text, its lines ended by line feeds, and a warning where its encoding had to be found out."""
    dialect = metadata.dialect
    named = dialect.python_encoding if dialect.encoding.lower() not in ("utf-8", "utf8") else None
    try:
        decoded, warnings = encoding.decode(raw.decode(named).encode() if named else raw, path)
    except UnicodeError as error:
        reason = f"not in {named}, the encoding that its metadata name ({error})"
        raise LoadError(f"{path}: {reason}; name the right one") from error
    return re.sub(r"\r\n?", "\n", decoded), warnings


def rows(text: str, metadata: Metadata, path: Path) -> Iterator[Row]:
    """Every row of the text in order, comments and headings too. Raises `LoadError` for a row that is not whole."""
    dialect, width = metadata.dialect, len(metadata.names)
    headings = dialect.headerRowCount if dialect.header else 0
    order = 0
    for number, cells in _parsed(text, dialect, path):
        comment = dialect.commentPrefix and cells and cells[0].startswith(dialect.commentPrefix)
        if number <= dialect.skipRows or comment or (dialect.skipBlankRows and not any(cells)):
            yield Row(number, tuple(cells))
            continue
        if len(cells) != width:
            reason = f"{len(cells)} cells, where its metadata describe {width} columns; mend the row"
            if not any(cells):
                reason = 'it is blank; take it out, or say "skipBlankRows": true in the dialect'
            raise LoadError(f"{path}: row {number}: {reason}")
        if headings:
            headings -= 1
            yield Row(number, tuple(cells), heading=True)
        else:
            order += 1
            yield Row(number, tuple(cells), order=order)


def _parsed(text: str, dialect: csvw.Dialect, path: Path) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), _format(dialect)), start=1):
            yield number, [dialect.trimmer(cell) for cell in cells]
    except (csv.Error, TypeError, ValueError) as error:  # what makes no dialect is a TypeError, or a ValueError
        hint = "mend it, or say in the metadata's dialect how cells are parted and quoted"
        raise LoadError(f"{path}: row {number + 1}: {error}; {hint}") from error


def _format(dialect: csvw.Dialect) -> type[csv.Dialect]:
    """A dialect of CSVW as Python's own reader takes it."""
    form = dialect.as_python_formatting_parameters()
    form |= {"quoting": csv.QUOTE_MINIMAL if dialect.quoteChar else csv.QUOTE_NONE}
    return type("Form", (csv.Dialect,), form)


def require_titles(headings: list[Row], metadata: Metadata, path: Path) -> None:
    """Refuse a file whose headings are not those that the metadata describe, in their order."""
    if not headings:
        return
    skipped = metadata.dialect.skipColumns
    columns = [column for column in metadata.table.tableSchema.columns if not column.virtual]
    for row in headings:
        named = [cell for cell in row.cells[skipped:] if cell]
        if twice := next((cell for cell in named if named.count(cell) > 1), None):
            raise LoadError(f"{path}: two columns are called {twice!r}; give them names of their own")
    for number, column in enumerate(columns, start=skipped):
        cells = [row.cells[number].strip() for row in headings]
        if not any(column.has_title(cell) for cell in cells):
            told = " / ".join(cells)
            hint = "the columns must stand in the order of the metadata, under their titles or names"
            raise LoadError(f"{path}: column {number + 1} is called {told!r}, in {metadata.path.name} {column}; {hint}")
