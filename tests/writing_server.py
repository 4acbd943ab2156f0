"""A server whose clients may write: an empty store of every tier, the sealed one served, and a token for it."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from refoulement.graph.tier import SEALED
from refoulement.graph.tiers import TieredWriter
from refoulement.server import create_app
from refoulement.web.access import ENVIRON_KEY
from refoulement.web.settings import Settings
from refoulement.web.tokens import Tokens

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@contextmanager
def writing(folder: Path) -> Iterator[tuple[str, str]]:
    """The server's address, without a slash at the end, and an admin's token."""
    with TieredWriter(folder, now=datetime(2026, 1, 2, tzinfo=UTC)) as writer:
        writer.publish()
    tokens = Tokens(folder)
    token = tokens.create(role="admin", tier=SEALED, expires=None)
    app = _granting(create_app(Settings(store=folder, tier=SEALED)).wsgi_app, tokens)
    server = make_server("127.0.0.1", 0, app, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}", token
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


class _Silent(WSGIRequestHandler):
    """Requests are no news."""

    def log_request(self, *_: object) -> None:
        pass


def _granting(application: Wsgi, tokens: Tokens) -> Wsgi:
    """Verify the token of every request, as what stands before the application does."""
    known: dict[str, Any] = {}

    def granted(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's own
        scheme, _, text = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme == "Bearer":
            known.setdefault(text, None)
            known[text] = known[text] or tokens.verify(text)
            environ[ENVIRON_KEY] = known[text]
        return application(environ, start)

    return granted
