"""Whether an engine at another address can be reached: looked for now and then, so that `/ready` tells."""

import asyncio
import time
from urllib.parse import urlsplit

LOOK_S = 2.0  # between two looks
WITHIN_S = 2.0


class Engine:
    """The engine of a service, as the front sees it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._place = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        self._looking: asyncio.Task[None] | None = None
        self._next = 0.0
        self.reached = True  # it was asked when the service began

    def look(self) -> None:
        """See whether it takes a connection, without making anyone wait."""
        if time.monotonic() >= self._next and (self._looking is None or self._looking.done()):
            self._next = time.monotonic() + LOOK_S
            self._looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        try:
            _, connection = await asyncio.wait_for(asyncio.open_connection(*self._place), WITHIN_S)
        except (OSError, TimeoutError):
            self.reached = False
        else:
            connection.close()
            self.reached = True
