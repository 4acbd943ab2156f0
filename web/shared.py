"""Queries that were shared: a short address for each, kept beside the tier whose readers they are for.

What strangers write is bounded in every way, and can be thrown away at any time: nothing else rests on it. The file
belongs to one tier, so that no query text of a restricted one shows elsewhere; an address is drawn by lot, and no list
of them is given out.
"""

import sqlite3
import time
import zlib
from base64 import b32encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes

from refoulement.errors import ShareRefused, StoreError
from refoulement.graph.oxigraph import SHARED

LONGEST = 16 * 1024  # bytes of a text
KEPT_AT_MOST = 5_000  # then the one shared longest ago gives way
NEW_AN_HOUR = 250  # of all readers together: who floods it needs twenty hours to push out what others have shared
HOUR_S = 3600
_BYTES = 5  # of chance: 8 letters and digits


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared queries of one tier, in its folder."""

    folder: Path

    def put(self, text: str, *, now: float | None = None) -> str:
        """Keep a text; its name, which is the same when it is shared again. Raises `ShareRefused`, `StoreError`."""
        if len(text.encode()) > LONGEST:
            raise ShareRefused(f"a query of more than {LONGEST >> 10} KiB is not kept: send its text instead")
        moment = time.time() if now is None else now
        packed = zlib.compress(text.encode(), 9)
        with self._opened(make=True) as kept:
            known = kept.execute("SELECT name FROM shared WHERE packed = ?", (packed,)).fetchone()
            if known:
                kept.execute("UPDATE shared SET at = ? WHERE name = ?", (moment, known[0]))
                return str(known[0])
            hour_ago = (moment - HOUR_S,)
            (lately,) = kept.execute("SELECT COUNT(*) FROM shared WHERE first_at > ?", hour_ago).fetchone()
            if lately >= NEW_AN_HOUR:
                raise ShareRefused("many queries have been shared within the hour: try it later, or send its text")
            name = b32encode(token_bytes(_BYTES)).decode().lower()
            kept.execute("INSERT INTO shared VALUES (?, ?, ?, ?)", (name, packed, moment, moment))
            kept.execute(
                "DELETE FROM shared WHERE name NOT IN (SELECT name FROM shared ORDER BY at DESC, rowid DESC LIMIT ?)",
                (KEPT_AT_MOST,),
            )
            return name

    def get(self, name: str) -> str | None:
        """The text of a name; None where there is none, or no more. Raises `StoreError`."""
        if not (self.folder / SHARED).exists():
            return None
        with self._opened(make=False) as kept:
            found = kept.execute("SELECT packed FROM shared WHERE name = ?", (name,)).fetchone()
        return zlib.decompress(found[0]).decode() if found else None

    @contextmanager
    def _opened(self, *, make: bool) -> Iterator[sqlite3.Connection]:
        """The file, in one transaction; what is deleted is overwritten. Only the service's own user reads it."""
        path = self.folder / SHARED
        try:
            if make:
                self.folder.mkdir(parents=True, exist_ok=True)
                path.touch(mode=0o600)
            with closing(sqlite3.connect(path)) as kept, kept:
                kept.execute("PRAGMA secure_delete = ON")
                kept.execute("BEGIN IMMEDIATE" if make else "BEGIN")
                if make:
                    kept.execute(
                        "CREATE TABLE IF NOT EXISTS shared "
                        "(name TEXT PRIMARY KEY, packed BLOB UNIQUE NOT NULL, at REAL NOT NULL, first_at REAL NOT NULL)"
                    )
                yield kept
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"{path}: {error}; delete the file if it is damaged, only shared queries are lost"
            ) from error
