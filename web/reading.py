"""One published snapshot for the whole of a request."""

from datetime import date

from flask import current_app, g

from refoulement.errors import TextMissing
from refoulement.graph import as_of
from refoulement.graph.store import Reader, Snapshot


def reader() -> Reader:
    """The reader that `create_app` opened."""
    opened: Reader = current_app.extensions["refoulement"]
    return opened


def tier() -> str:
    """The tier whose store is open: two tiers number their snapshots alike."""
    name: str = current_app.config["TIER"]
    return name


def captured(sha256: str) -> str | None:
    """A captured text; None where this service is known to keep none."""
    try:
        return reader().text(sha256)
    except TextMissing:
        return None


def snapshot_of(day: date) -> Snapshot:
    """What was known on a day, out of the request's snapshot. Raises `QueryRefused` for a graph too large."""
    return as_of.on(day, snapshot(), kept=reader().text)


def snapshot() -> Snapshot:
    """The latest snapshot as the request began: a page never mixes two states of the graph."""
    if "snapshot" not in g:
        g.snapshot = reader().snapshot()
    published: Snapshot = g.snapshot
    return published
