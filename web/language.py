"""In which language a reader is spoken to: what was chosen here, else what the browser asks for, else English."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, g, redirect, request, url_for
from flask_babel import Babel, get_locale
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from refoulement.ontology import label

blueprint = Blueprint("language", __name__)

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = MappingProxyType({ENGLISH: "English", "ko": "한국어"})  # each by its own name
COOKIE = "language"
A_YEAR_S = 365 * 24 * 3600


def chosen() -> str:
    """The language for this request: by the cookie of `/language/<code>`, by `Accept-Language`, else English."""
    g.spoken = True
    kept = request.cookies.get(COOKIE, "")
    return kept if kept in LANGUAGES else request.accept_languages.best_match(LANGUAGES, ENGLISH)


def reading() -> str:
    """The code of the language that this request is answered in; English where there is no request."""
    locale = get_locale()
    return ENGLISH if locale is None else str(locale.language)


def label_of(name: str) -> str:
    """The label of a term of our ontology in the reader's language."""
    return label(name, reading())


@blueprint.get("/language/<code>")
def choose(code: str) -> BaseResponse:
    """Keep a language for the reader's next pages, and go back to the page that was read."""
    if code not in LANGUAGES:
        raise NotFound(f"pages are written in {', '.join(LANGUAGES)}, not in {code}")
    answer = redirect(_ours(request.args.get("back", "")), 303)
    answer.set_cookie(COOKIE, code, max_age=A_YEAR_S, httponly=True, samesite="Lax", secure=request.is_secure)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _ours(path: str) -> str:
    """An address on this server, or the first page: nobody is led elsewhere by a link to us."""
    plain = path.startswith("/") and path.isprintable() and "\\" not in path and not path.startswith("//")
    return path if plain and not any(urlsplit(path)[:2]) else url_for("pages.home")


def here() -> str:
    """The address of this request, on this server; what is no UTF-8 in it cannot be shown, and is replaced."""
    asked = request.query_string.decode(errors="replace")
    return f"{request.path}?{asked}" if asked else request.path


def _vary(answer: Response) -> Response:
    """What was said in the reader's language is kept by caches for that language only."""
    if g.get("spoken"):
        answer.vary.update(("Accept-Language", "Cookie"))
    return answer


def speak(app: Flask) -> None:
    """Let an application answer in the reader's language."""
    app.config["BABEL_DEFAULT_LOCALE"] = ENGLISH
    Babel(app, locale_selector=chosen)
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(languages=LANGUAGES, reading=reading, label_of=label_of, here=here)
    app.after_request(_vary)
