"""Who asks: what a verified token lets its bearer do. The front verifies it; a view only reads what it found."""

import re
from dataclasses import dataclass

from flask import current_app, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from refoulement.graph.tier import SEALED, TIERS

ENVIRON_KEY = "refoulement.grant"
READ_ONLY = "REFOULEMENT_READ_ONLY"  # in the application's config: whether nobody may write, whatever the token
ROLES = ("reader", "editor", "admin")  # each may do all that those before it may
WRITERS = ROLES[1:]
_ID = re.compile(r"[a-z0-9]{8,32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a token gives: a role, in one tier. Who writes, writes to the sealed tier: the others are derived of it."""

    token: str
    role: str
    tier: str

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.token):
            raise ValueError(f"{self.token!r} is no id of a token: 8 to 32 lower-case letters and digits")
        if self.role not in ROLES:
            raise ValueError(f"{self.role!r} is no role: {', '.join(ROLES)}")
        if self.tier not in TIERS:
            raise ValueError(f"{self.tier!r} is no tier: {', '.join(TIERS)}")
        if self.role in WRITERS and self.tier != SEALED:
            raise ValueError(f"an {self.role} writes to the tier {SEALED}, not to {self.tier}: give that one")

    @property
    def may_write(self) -> bool:
        return self.role in WRITERS


def grant() -> Grant | None:
    """What the request's token gives; None where it came without one, which lets it read."""
    given = request.environ.get(ENVIRON_KEY)
    if given is not None and not isinstance(given, Grant):
        raise TypeError(f"{ENVIRON_KEY} holds a {type(given).__name__}, not a Grant")
    return given


def require_writer() -> Grant:
    """The grant of a request that writes; 401 without a token, 403 with one that only reads."""
    if current_app.config.get(READ_ONLY):
        raise Forbidden(
            "nothing is written here: this service stands before an engine whose graph is made elsewhere, "
            "where every write is checked whole; write to that store, and fill the engine from its dump"
        )
    given = grant()
    if given is None:
        raise Unauthorized(
            "writing needs a token: send it as `Authorization: Bearer …` "
            "(refoulement token create --role editor --tier sealed)",
            www_authenticate=WWWAuthenticate("bearer", {"realm": "refoulement"}),
        )
    if not given.may_write:
        raise Forbidden(f"the token {given.token} is a {given.role}'s: writing needs an editor's")
    return given
