"""Who bears a token: verified once, which is meant to take long, and then known until the tokens change or it ends."""

import asyncio
import time
from collections import OrderedDict
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from refoulement.errors import AccessRefused
from refoulement.web.access import Grant
from refoulement.web.failures import Failures
from refoulement.web.tokens import Tokens

KNOWN_AT_MOST = 1_000
SCHEME = b"bearer "


class Refused(Exception):
    """A token that gives nothing, or one too many tried."""

    def __init__(self, status: HTTPStatus, reason: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(reason)
        self.status = status
        self.headers = headers


class Bearers:
    """The bearers that the front knows, by the hash of their tokens."""

    def __init__(self, store: Path) -> None:
        self._tokens = Tokens(store)
        self._failures = Failures(clock=time.monotonic)
        self._known: OrderedDict[bytes, tuple[Grant, datetime | None]] = OrderedDict()
        self._state = self._tokens.state

    async def grant(self, header: bytes | None, client: str) -> Grant | None:
        """What a request's token gives (RFC 6750); None for one that comes without. Raises `Refused`."""
        if header is None:
            return None
        if (wait := self._failures.wait(client)) > 0:
            seconds = b"%d" % (int(wait) + 1)
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "too many tokens that give nothing", (b"retry-after", seconds))
        if not header[: len(SCHEME)].lower() == SCHEME:
            raise _unknown("send a token as `Authorization: Bearer …`")
        text = header[len(SCHEME) :].strip().decode("latin-1")
        if (state := self._tokens.state) != self._state:
            self._known.clear()
            self._state = state
        key = sha256(text.encode()).digest()
        if key in self._known:
            grant, until = self._known[key]
            if until is None or until > datetime.now(UTC):
                self._known.move_to_end(key)
                return grant
            del self._known[key]
        try:
            grant = await asyncio.to_thread(self._tokens.verify, text)
        except AccessRefused as error:
            self._failures.note(client)
            raise _unknown(str(error)) from error
        self._known[key] = grant, self._tokens.expires(grant.token)
        if len(self._known) > KNOWN_AT_MOST:
            self._known.popitem(last=False)
        return grant

    def until(self, header: bytes) -> datetime | None:
        """Until when a token that was verified lets its bearer in; None without a limit."""
        known = self._known.get(sha256(header[len(SCHEME) :].strip()).digest())
        return known[1] if known else None


def _unknown(reason: str) -> Refused:
    return Refused(HTTPStatus.UNAUTHORIZED, reason, (b"www-authenticate", b'Bearer realm="refoulement"'))
