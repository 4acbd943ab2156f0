"""What the server writes down of each request: a line of JSON, without what could harm who is asked about.

No client's address is kept, and of a restricted tier neither what was asked nor of whom: only which kind of page.
"""

import json
import logging
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from refoulement.graph.tier import PUBLIC

QUERY_AT_MOST = 2_000  # bytes of a query that are written down

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Told:
    """One request and what became of it, filled in on its way."""

    method: str
    path: str
    query: bytes
    tier: str
    status: int = 0
    size: int = 0
    seconds: float = 0.0
    how: str = "asked"  # "kept" (from the cache), "own" (of the front), "time", "memory", "halted", "gone", "slow"

    @property
    def kind(self) -> str:
        """The first piece of the path, such as /sparql or /page."""
        return "/" + self.path.split("/", 2)[1] if self.path.startswith("/") else "/"


class Journal:
    """Lines of JSON on the standard error."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def tell(self, told: Told) -> None:
        if self._quiet or told.how == "own":  # who watches this server asks every few seconds
            return
        public = told.tier == PUBLIC
        line: dict[str, object] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": told.method,
            "path": told.path if public else told.kind,
            "tier": told.tier,
            "status": told.status,
            "bytes": told.size,
            "ms": round(told.seconds * 1000, 1),
            "how": told.how,
        }
        if public and told.query:
            line["query"] = told.query[:QUERY_AT_MOST].decode("latin-1")
        print(json.dumps(line), file=sys.stderr)

    def broken(self) -> None:
        """Write down the error that is being handled."""
        _log.exception("a request failed in the front")
