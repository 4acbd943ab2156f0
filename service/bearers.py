"""Who bears a token: verified once, and then known until the tokens of the store change."""

from http import HTTPStatus
from pathlib import Path

from refoulement.web.access import Grant


class Refused(Exception):
    """A token that gives nothing, or one too many tried."""

    def __init__(self, status: HTTPStatus, reason: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(reason)
        self.status = status
        self.headers = headers


class Bearers:
    """The bearers that the front knows."""

    def __init__(self, store: Path) -> None:
        self._store = store

    async def grant(self, header: bytes | None, client: str) -> Grant | None:
        """What a request's token gives; None without one. Raises `Refused`."""
        if header is None:
            return None
        raise Refused(HTTPStatus.UNAUTHORIZED, f"the token of {client} is not known")
