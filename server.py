"""Who may ask: the web application over the published store of one tier."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, request

from refoulement import __version__
from refoulement.graph import tiers
from refoulement.graph.catalogue import PUBLIC
from refoulement.web import graphs, pages, questions, sparql, things
from refoulement.web.errors import handle_errors
from refoulement.web.reading import snapshot
from refoulement.web.writing import STORE, UPLOAD

BODY_AT_MOST = 256 * 1024  # a query of 64 KiB, percent-encoded, and some graphs
UPLOAD_AT_MOST = 10 * 1024 * 1024
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # what is read here is nobody else's business
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an installation decides: the folder of its store, as `refoulement load --store` wrote it, and the tier.

    The store of that tier is all that is opened: what the tier may not read is not there.
    """

    store: Path
    tier: str = PUBLIC
    upload_at_most: int = UPLOAD_AT_MOST  # bytes of RDF that an editor may send at once


def health() -> dict[str, object]:
    """That the server answers, and what it answers from."""
    return {"status": "ok", "version": __version__, "snapshot": snapshot().version}


def _finish(answer: Response) -> Response:
    """Headers of every answer; a client that has it already is told so."""
    for name, value in SECURITY.items():
        answer.headers.setdefault(name, value)
    if answer.status_code == 200 and not answer.direct_passthrough and request.method in ("GET", "HEAD"):
        answer.headers.setdefault("Cache-Control", "no-cache")  # keep it, but ask whether it still holds
        if "ETag" not in answer.headers:
            answer.add_etag()
            answer.make_conditional(request)
    return answer


def create_app(settings: Settings) -> Flask:
    """The application; it opens the store with the first request and follows what is published."""
    app = Flask("refoulement.web", static_folder="assets", static_url_path="/assets")
    app.config["MAX_CONTENT_LENGTH"] = BODY_AT_MOST
    app.config["MAX_FORM_MEMORY_SIZE"] = BODY_AT_MOST
    app.config["TIER"] = settings.tier
    app.config[STORE], app.config[UPLOAD] = settings.store, settings.upload_at_most
    app.extensions["refoulement"] = tiers.reader(settings.store, settings.tier)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["version"] = __version__
    for module in (graphs, pages, things, questions, sparql):
        app.register_blueprint(module.blueprint)
    app.add_url_rule("/health", view_func=health)
    handle_errors(app)
    app.after_request(_finish)
    return app
