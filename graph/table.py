"""A table as its captured text holds it: comma-separated values (RFC 4180), whatever form it was published in.

So offsets into the text mean the same for every table, and whoever has the text has its rows.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]
QUOTED = frozenset(',"\n\r')


def written(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Each row as a line of the text, and where in the text each of its cells stands, without its quotes."""
    position = 0
    for row in rows:
        pieces: list[str] = []
        spans: list[Span] = []
        for cell in row:
            quotes = not QUOTED.isdisjoint(cell) or (len(row) == 1 and not cell)
            inside = cell.replace('"', '""') if quotes else cell
            start = position + quotes
            spans.append((start, start + len(inside)))
            pieces.append(f'"{inside}"' if quotes else inside)
            position += len(inside) + 2 * quotes + 1  # and the comma, or the line's end
        position += not row
        yield ",".join(pieces) + "\n", tuple(spans)


def rows(text: str) -> Iterator[list[str]]:
    """The rows of a captured text; the inverse of `written`."""
    return csv.reader(io.StringIO(text, newline=""))
