"""A table as its captured text holds it: comma-separated values (RFC 4180), whatever form it was published in.

So offsets into the text mean the same for every table, and whoever has the text has its rows.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from refoulement.graph.article import Cell

Span = tuple[int, int]
QUOTED = frozenset(',"\n\r')


def line(row: Sequence[str], start: int) -> tuple[str, tuple[Span, ...]]:
    """A row as the line that starts there in the text, and where each of its cells stands, without its quotes."""
    pieces: list[str] = []
    spans: list[Span] = []
    for cell in row:
        quotes = not QUOTED.isdisjoint(cell) or (len(row) == 1 and not cell)
        inside = cell.replace('"', '""') if quotes else cell
        spans.append((start + quotes, start + quotes + len(inside)))
        pieces.append(f'"{inside}"' if quotes else inside)
        start += len(pieces[-1]) + 1  # and the comma
    return ",".join(pieces) + "\n", tuple(spans)


def rows(text: str) -> Iterator[list[str]]:
    """The rows of a captured text; the inverse of `line`, one after the other."""
    return csv.reader(io.StringIO(text, newline=""))


def misplaced(cells: Iterable[Cell], text: str) -> Iterator[Cell]:
    """Those of some cells that do not stand in the row and the column that they name."""
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_row[cell.row].append(cell)
    start = 0
    for number, row in enumerate(rows(text), start=1):
        written, spans = line(row, start)
        start += len(written)
        for cell in by_row.pop(number, []):
            if cell.column > len(spans) or spans[cell.column - 1] != (cell.start, cell.end):
                yield cell
    for beyond in by_row.values():
        yield from beyond
