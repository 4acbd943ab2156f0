"""Some rows of an answer at a time: what a request asks for, and where the others are (RFC 8288)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from flask import request
from werkzeug.exceptions import BadRequest

from refoulement.queries import Query, Row

LIMIT, OFFSET, PAGE = "limit", "offset", "page"
LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The rows of an answer that are asked for: `limit` of them, or all where it is None, from `offset` on."""

    offset: int = 0
    limit: int | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str], query: Query | None = None) -> Self:
        """What a request asks for. Raises `BadRequest` for what is no number of rows."""
        limit = _number(asked, LIMIT, least=1) or (query.page_size if query else 0) or None
        if PAGE not in asked:
            return cls(offset=_number(asked, OFFSET, least=0), limit=limit)
        if OFFSET in asked:
            raise BadRequest(f"give {PAGE} or {OFFSET}, not both")
        if limit is None:
            raise BadRequest(f"{PAGE} needs {LIMIT}: how many rows a page has")
        return cls(offset=(_number(asked, PAGE, least=1) - 1) * limit, limit=limit)

    def cut(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows[self.offset : self.offset + self.limit if self.limit else None]

    def others(self, total: int) -> dict[str, int]:
        """Where the other windows on a whole of so many rows begin, by the name of the relation."""
        if not self.limit:
            return {"first": 0, "prev": 0} if self.offset else {}
        last = max(total - 1, 0) // self.limit * self.limit
        others = {"first": 0, "last": last}
        if self.offset:
            others["prev"] = max(min(self.offset - self.limit, last), 0)
        if self.offset + self.limit < total:
            others["next"] = self.offset + self.limit
        return others


def _number(asked: Mapping[str, str], name: str, *, least: int) -> int:
    text = asked.get(name, "").strip()
    if not text:
        return 0
    if not re.fullmatch(r"[0-9]{1,10}", text) or not least <= int(text) <= LARGEST:
        raise BadRequest(f"{name}: {text!r} is no whole number from {least} to {LARGEST}")
    return int(text)


def moved(window: Window, offset: int) -> str:
    """This request's address for the rows from another place on."""
    kept = {name: value for name, value in request.args.items() if name not in (LIMIT, OFFSET, PAGE)}
    limit = {LIMIT: str(window.limit)} if window.limit else {}
    return f"{request.path}?{urlencode({**kept, **limit, OFFSET: str(offset)})}"


def links(window: Window, total: int) -> str:
    """The Link header's value; empty where the answer is whole."""
    others = sorted(window.others(total).items(), key=lambda other: ("first", "prev", "next", "last").index(other[0]))
    return ", ".join(f'<{moved(window, offset)}>; rel="{relation}"' for relation, offset in others)
