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
        self._end = b""  # of what was written last: a mark may stand across

    def write(self, piece: object) -> int:
        assert isinstance(piece, bytes)
        if self.tell() + len(piece) > self._most_bytes:
            raise QueryRefused(
                f"the answer has more than {self._most_bytes >> 20} MiB; ask for less at once (LIMIT and OFFSET, or "
                "fewer columns), or take a dump"
            )
        longest = max(map(len, self._marks), default=1) - 1
        seen = self._end + piece
        for mark in self._marks:
            begun_before = self._end[len(self._end) - len(mark) + 1 :] if len(mark) > 1 else b""
            self._rows += (begun_before + piece).count(mark)
        self._end = seen[-longest:] if longest else b""
        self.count(self._rows)
        return super().write(piece)

    def count(self, rows: int) -> None:
        """Raise `QueryRefused` where so many rows are too many."""
        if rows > self._most_rows:
            raise QueryRefused(f"the answer has more than {self._most_rows:,} rows; ask for fewer (LIMIT and OFFSET)")


def bounded(form: QueryResultsFormat | None = None) -> Bounded:
    """The file that this service's settings allow an answer of a form."""
    settings: Settings = current_app.extensions["refoulement.settings"]
    return Bounded(most_bytes=settings.answer_mib << 20, most_rows=settings.answer_rows, form=form)
