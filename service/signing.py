"""The token of who reviews in a browser: out of the cookie, into it, and only for what the pages themselves sent.

A browser sends the cookie of its own accord, also with a form of another site. So whatever changes something has to
say that it comes from here, by `Sec-Fetch-Site` or `Origin`; the cookie itself is not sent along (`SameSite=Strict`).
"""

from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from refoulement.service.bearers import SCHEME, Refused
from refoulement.service.head import Given
from refoulement.service.reply import Reply
from refoulement.service.wire import Headers
from refoulement.web.settings import Settings
from refoulement.web.signing import COOKIE, FIELD, ROOT, is_review

WORKING_DAY_S = 10 * 3600
FORM_AT_MOST = 4096  # bytes of the form that asks for a token
FOREIGN = (
    "this did not come from a page of review here, so nothing was done: go to the page of review and send it from "
    "there (a program says where it comes from by Origin)"
)
READER = "this is a {}'s token: it lets its bearer read the tier {}, and review needs an editor's"
NO_STORE = (b"cache-control", b"no-store")


def header(given: Given, path: str) -> bytes | None:
    """What a request has to show: its `Authorization`, or on a page of review the token in its cookie."""
    shown, cookies = given.get(b"authorization"), given.get(b"cookie")
    if shown is not None or cookies is None or not is_review(path):
        return shown
    for pair in cookies.split(b";"):
        name, _, value = pair.strip().partition(b"=")
        if name == COOKIE.encode() and value:
            return SCHEME + value
    return None


def without(cookies: bytes) -> bytes:
    """The cookies of a request without the token: no worker has to know it."""
    pairs = (pair.strip() for pair in cookies.split(b";"))
    return b"; ".join(pair for pair in pairs if pair.partition(b"=")[0] != COOKIE.encode())


def require_ours(given: Given, scheme: str, settings: Settings) -> None:
    """Raise `Refused` for what another site may have sent."""
    if (site := given.get(b"sec-fetch-site")) is not None:
        ours = site == b"same-origin"
    else:
        here = {f"{scheme}://{given.get(b'host', b'').decode('latin-1')}", _origin(settings.base_url or "")}
        ours = given.get(b"origin", b"").decode("latin-1") in here - {""}
    if not ours:
        raise Refused(HTTPStatus.FORBIDDEN, FOREIGN)


def token(body: bytes) -> bytes:
    """The token that was typed into the form, as a header has it."""
    typed = parse_qs(body.decode("latin-1")).get(FIELD, [""])[0].strip()
    return SCHEME + typed.encode("latin-1", errors="replace")


def signed_in(held: bytes, until: datetime | None, settings: Settings) -> Reply:
    """To the queue, with a cookie that ends with the token or after a working day."""
    left = WORKING_DAY_S if until is None else int((until - datetime.now(UTC)).total_seconds())
    return _to_review(_cookie(held.removeprefix(SCHEME).decode("latin-1"), min(left, WORKING_DAY_S), settings))


def signed_out(settings: Settings) -> Reply:
    return _to_review(gone(settings))


def gone(settings: Settings) -> Headers:
    """What takes the cookie away."""
    return _cookie("", 0, settings)


def _to_review(headers: Headers) -> Reply:
    return Reply(HTTPStatus.SEE_OTHER, ((b"location", b"./"), NO_STORE, *headers))


def _cookie(value: str, seconds: int, settings: Settings) -> Headers:
    base = urlsplit(settings.base_url or "")
    said = [f"{COOKIE}={value}", f"Path={base.path.rstrip('/')}{ROOT}", f"Max-Age={seconds}", "HttpOnly"]
    said += ["SameSite=Strict", *(["Secure"] if base.scheme == "https" else [])]
    return ((b"set-cookie", "; ".join(said).encode("latin-1")),)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
