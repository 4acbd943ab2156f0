"""Where a page, a document or a passage is found: our own IRIs mapped to this server's addresses."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import BadRequest

from refoulement.graph import iri
from refoulement.graph.article import Passage
from refoulement.ontology import NAMESPACE
from refoulement.web.settings import Settings, is_base


@dataclass(frozen=True, slots=True)
class Link:
    """Something to name and, where there is an address, to follow; `language` is that of the words, if known."""

    words: str
    address: str | None
    language: str | None = None


def address(thing: str) -> str | None:
    """The page of one of our things, a web address as it is, None for anything that cannot safely be followed."""
    path, _, fragment = thing.partition("#")
    if path.startswith(iri.THINGS) and "/" in (local := path.removeprefix(iri.THINGS)):
        kind, slug = local.split("/", 1)
        page: str = url_for("things.page", kind=kind, slug=slug)
        return f"{page}#{fragment}" if fragment else page
    if thing.startswith(NAMESPACE):
        return None  # a term has a name, and no page yet
    return thing if urlsplit(thing).scheme in ("http", "https") else None


def passage_address(passage: Passage) -> str:
    """The words in their article, or the cell in its table: the server marks them, the fragment scrolls to them."""
    return passage_link(passage.iri)


def passage_link(thing: str) -> str:
    """The same, from the IRI of a passage, whose fragment is of RFC 5147 (`char=`) or RFC 7111 (`cell=`)."""
    article, _, fragment = thing.removeprefix(iri.article("")).partition("#")
    kind, _, place = fragment.partition("=")
    passage, cell = (None, place) if kind == "cell" else (place, None)
    page: str = url_for("things.page", kind="article", slug=article, passage=passage, cell=cell)
    return f"{page}#{fragment}"


def absolute(path: str) -> str:
    """A path of this server as the public finds it: by the settings' `base_url`, else by where the request was sent."""
    settings: Settings = current_app.extensions["refoulement.settings"]
    base = settings.base_url or request.url_root
    if not is_base(base):
        raise BadRequest("the request's Host is no name of a host")
    return f"{base.rstrip('/')}{path.removeprefix(request.script_root)}"
