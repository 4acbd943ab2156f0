"""The writer of a request: opened for the editor who asks, and closed with the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from refoulement.graph.audit import Author
from refoulement.graph.tiers import TieredWriter
from refoulement.web.access import Grant

STORE = "REFOULEMENT_STORE"  # in the application's config: the folder of its store
UPLOAD = "REFOULEMENT_UPLOAD"  # bytes of an upload, at most


@contextmanager
def writer(grant: Grant, doing: str, now: datetime) -> Iterator[TieredWriter]:
    """The writer of all tiers, whose log names the token. Raises `StoreBusy`."""
    folder: Path = current_app.config[STORE]
    with TieredWriter(folder, now=now, author=Author(f"token {grant.token}", doing)) as store:
        yield store


def moment() -> datetime:
    return datetime.now(UTC)
