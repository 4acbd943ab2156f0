"""The head of a request, read in one way only: the cache, the front and the worker go by the same headers.

What two readers could understand differently is refused: it is how answers meant for one get to another. Names with an
underscore are left out, since WSGI cannot tell them from those with a hyphen.
"""

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus

Given = Mapping[bytes, bytes]  # a request's headers, each once

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
ALLOWED = ", ".join(sorted(METHODS)).encode()
ONCE = (b"host", b"authorization", b"content-type", b"content-encoding")
_HOST = re.compile(rb"(?:[A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


class HeadRefused(Exception):
    """A head that no honest client sends."""

    def __init__(self, status: HTTPStatus, reason: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(reason)
        self.status = status
        self.headers = (*headers, (b"connection", b"close"))  # what follows on it is not trusted


def read_head(method: str, path: str, headers: Iterable[tuple[bytes, bytes]]) -> Given:
    """The headers of a request, each once; what came several times is joined (RFC 9110, 5.3). Raises `HeadRefused`."""
    if method not in METHODS:
        raise HeadRefused(HTTPStatus.METHOD_NOT_ALLOWED, f"{method[:20]} is not done here", (b"allow", ALLOWED))
    if not path.startswith("/"):
        raise HeadRefused(HTTPStatus.BAD_REQUEST, "the path of a request begins with /")
    given: dict[bytes, bytes] = {}
    for name, value in headers:
        if b"_" in name:
            continue
        if name in given and name in ONCE:
            raise _bad(f"{name.decode()} is given several times")
        given[name] = given[name] + (b"; " if name == b"cookie" else b", ") + value if name in given else value
    if not _HOST.fullmatch(given.get(b"host", b"")):
        raise _bad("Host is no name of a machine")
    if given.get(b"transfer-encoding", b"chunked").strip().lower() != b"chunked":
        raise _bad("send the body as it is, or in chunks; of compressions Content-Encoding tells")
    return given


def _bad(reason: str) -> HeadRefused:
    return HeadRefused(HTTPStatus.BAD_REQUEST, reason)
