"""Who may ask: the web application over the published store of one tier."""

from flask import Flask, Response, current_app, request, url_for
from flask_compress import Compress

from refoulement import __version__
from refoulement.queries import library
from refoulement.web import (
    api,
    crawlers,
    downloads,
    dumps,
    editor,
    graphs,
    map_page,
    metadata,
    network_page,
    pages,
    questions,
    review_adding,
    search,
    sparql,
    things,
    timeline_page,
)
from refoulement.web.access import READ_ONLY
from refoulement.web.answering import KEEP_AND_ASK
from refoulement.web.errors import handle_errors, tell_what_became_of_it
from refoulement.web.federated import OUTSIDE
from refoulement.web.finders import FINDERS, Finders
from refoulement.web.language import speak
from refoulement.web.outside import Outside
from refoulement.web.security import protecting
from refoulement.web.settings import Settings
from refoulement.web.shown import opened
from refoulement.web.signs import visible
from refoulement.web.writing import STORE, UPLOAD

BODY_AT_MOST = 256 * 1024  # a query of 64 KiB, percent-encoded, and some graphs
PAGES = (
    api,
    crawlers,
    downloads,
    dumps,
    editor,
    graphs,
    map_page,
    metadata,
    network_page,
    pages,
    questions,
    review_adding,  # the blueprint of review, with all of its pages
    search,
    sparql,
    things,
    timeline_page,
)
COMPRESSED = [
    "application/geo+json",
    "application/graphml+xml",
    "application/json",
    "application/ld+json",
    "application/n-quads",
    "application/n-triples",
    "application/problem+json",
    "application/rdf+xml",
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "application/trig",
    "application/x-suggestions+json",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
    "text/tab-separated-values",
    "text/turtle",
]


def _finish(answer: Response) -> Response:
    """Headers of every answer; a client that has it already is told so."""
    settings: Settings = current_app.extensions["refoulement.settings"]
    for name, value in protecting(settings.map_tiles).items():
        answer.headers.setdefault(name, value)
    if answer.status_code == 200 and not answer.direct_passthrough and request.method in ("GET", "HEAD"):
        answer.headers.setdefault("Cache-Control", KEEP_AND_ASK)
        if "ETag" not in answer.headers:
            answer.add_etag()
            answer.make_conditional(request)
    return answer


def _tag_by_content(answer: Response) -> Response:
    """An engine at another address numbers no states: the tag is of what an answer says. It runs before `_finish`."""
    if not answer.direct_passthrough:
        answer.headers.pop("ETag", None)
    return answer


def _built(name: str) -> str:
    """The address of a script that `make client` bundles."""
    return url_for("static", filename=f"built/{name}")


def create_app(settings: Settings) -> Flask:
    """The application; it opens the store with the first request and follows what is published."""
    app = Flask("refoulement.web", static_folder="assets", static_url_path="/assets")
    app.config["MAX_CONTENT_LENGTH"] = BODY_AT_MOST
    app.config["MAX_FORM_MEMORY_SIZE"] = BODY_AT_MOST
    app.config["TIER"] = settings.tier
    app.config[STORE], app.config[UPLOAD] = settings.store, settings.upload_mib << 20
    app.config[READ_ONLY] = settings.endpoint is not None
    app.extensions["refoulement"] = opened(settings)
    app.extensions["refoulement.queries"] = library(settings.queries)
    app.extensions["refoulement.settings"] = settings
    app.extensions[OUTSIDE] = Outside()
    app.extensions[FINDERS] = Finders(renew_s=settings.renew_s if settings.endpoint else 0)
    app.config["TIER_STORE"] = settings.store / settings.tier
    app.config["COMPRESS_ALGORITHM"] = ["zstd", "gzip"]
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    Compress(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(version=__version__, built=_built, map_tiles=settings.map_tiles)
    app.jinja_env.filters["visible"] = visible
    for module in PAGES:
        app.register_blueprint(module.blueprint)
    speak(app)
    handle_errors(app)
    app.before_request(tell_what_became_of_it)
    app.after_request(_finish)
    if settings.endpoint is not None:
        app.after_request(_tag_by_content)
    return app
