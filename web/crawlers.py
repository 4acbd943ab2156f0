"""What crawlers read first: `/robots.txt` (RFC 9309) and the sitemap (https://www.sitemaps.org/protocol.html)."""

from xml.sax.saxutils import escape

from flask import Blueprint, Response, current_app, url_for
from werkzeug.exceptions import NotFound

from refoulement.graph.tier import PUBLIC
from refoulement.queries import PAGES
from refoulement.web.links import absolute, address
from refoulement.web.reading import snapshot

blueprint = Blueprint("crawlers", __name__)

ADDRESSES_AT_MOST = 50_000  # on one page of a sitemap, says its protocol
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Each answer is work, and what they tell is on the pages; an event is another page on every day.
NOT_FOR_CRAWLERS = ("/sparql", "/api/", "/review/", "/search", "/suggest", "/page/event/*?")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Crawlers may read the public's pages, and nothing of another tier."""
    if current_app.extensions["refoulement.settings"].tier == PUBLIC:
        lines = [*(f"Disallow: {path}" for path in NOT_FOR_CRAWLERS), "", f"Sitemap: {absolute(url_for('.sitemap'))}"]
    else:
        lines = ["Disallow: /"]
    return Response("\n".join(("User-agent: *", *lines, "")), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The index of the sitemap's pages."""
    pages = -(-len(_entries()) // ADDRESSES_AT_MOST)
    return _xml(
        "sitemapindex", [("sitemap", absolute(url_for(".part", number=page + 1)), None) for page in range(pages)]
    )


@blueprint.get("/sitemap-<number>.xml")
def part(number: str) -> Response:
    """One page of the sitemap, counted from 1."""
    entries = _entries()
    starts = {str(page + 1): page * ADDRESSES_AT_MOST for page in range(-(-len(entries) // ADDRESSES_AT_MOST))}
    if number not in starts:
        raise NotFound(f"the sitemap has {len(starts)} pages, counted from 1")
    some = entries[starts[number] : starts[number] + ADDRESSES_AT_MOST]
    return _xml("urlset", [("url", absolute(path), written) for path, written in some])


def _entries() -> list[tuple[str, str | None]]:
    """The page of everything that has one, with the time that the graph of an article was written, which is known."""
    rows = snapshot().select(PAGES["addresses"].text)
    pages = {address(row["thing"].value): row["written"].value if "written" in row else None for row in rows}
    return [(page, written) for page, written in pages.items() if page]


def _xml(root: str, entries: list[tuple[str, str, str | None]]) -> Response:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">']
    for kind, location, written in entries:
        lastmod = f"<lastmod>{escape(written)}</lastmod>" if written else ""
        lines.append(f"<{kind}><loc>{escape(location)}</loc>{lastmod}</{kind}>")
    return Response("\n".join((*lines, f"</{root}>", "")), mimetype="application/xml")
