"""A table as its captured text holds it: comma-separated values (RFC 4180), whatever form it was published in.

So offsets into the text mean the same for every table, and whoever has the text has its rows.
"""

import csv
import io
from collections.abc import Iterator, Sequence

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
