"""Answers within bounds: one that grows beyond them is given up, with what to do, and never sent in part."""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType

from flask import current_app
from pyoxigraph import QueryResultsFormat

from refoulement.errors import QueryRefused
from refoulement.web.settings import Settings

# What begins a row in each form, and stands nowhere else: within a string or a text it would be escaped.
_ROW: Mapping[QueryResultsFormat, tuple[bytes, ...]] = MappingProxyType(
    {
        QueryResultsFormat.JSON: (b',{"', b'[{"'),
        QueryResultsFormat.XML: (b"<result>",),
        QueryResultsFormat.TSV: (b"\n",),
    }
)


class Bounded(BytesIO):
    """A file in memory of at most so many bytes, and so many rows where the form tells them apart.

    Writing more raises `QueryRefused`.
    """

    def __init__(self, *, most_bytes: int, most_rows: int, form: QueryResultsFormat | None = None) -> None:
        super().__init__()
        self._most_bytes, self._most_rows = most_bytes, most_rows
        self._marks = _ROW.get(form, ()) if form else ()
        self._rows = 0 if form != QueryResultsFormat.TSV else -1  # its first line holds the names
        self._counted = 0  # bytes; marks that begin in them are counted
        self._size = 0

    def write(self, piece: object) -> int:
        assert isinstance(piece, bytes)
        self._size += len(piece)
        if self._size > self._most_bytes:
            raise QueryRefused(
                f"the answer has more than {self._most_bytes >> 20} MiB; ask for less at once (LIMIT and OFFSET, or "
                "fewer columns), or take a dump"
            )
        written = super().write(piece)
        if self._marks and self._size - self._counted > self._most_rows - self._rows:  # a mark a byte, at the worst
            self._count_marks()
        return written

    def _count_marks(self) -> None:
        """Count the rows in what was written since the last time."""
        with self.getbuffer() as written:
            for mark in self._marks:  # one may stand across the end of what was counted
                self._rows += bytes(written[max(0, self._counted - len(mark) + 1) :]).count(mark)
        self._counted = self._size
        self.count(self._rows)

    def count(self, rows: int) -> None:
        """Raise `QueryRefused` where so many rows are too many."""
        if rows > self._most_rows:
            raise QueryRefused(f"the answer has more than {self._most_rows:,} rows; ask for fewer (LIMIT and OFFSET)")


def within(settings: Settings, form: QueryResultsFormat | None = None) -> Bounded:
    """The file that these settings allow an answer of a form."""
    return Bounded(most_bytes=settings.answer_mib << 20, most_rows=settings.answer_rows, form=form)


def bounded(form: QueryResultsFormat | None = None) -> Bounded:
    """The file that this service's settings allow an answer of a form."""
    settings: Settings = current_app.extensions["refoulement.settings"]
    return within(settings, form)
