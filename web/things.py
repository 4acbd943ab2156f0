"""Every thing under its own IRI: 303 to what we can tell of it, as a page or as RDF.

`/id/<kind>/<slug>` names the thing itself, which no server can send (W3C, Cool URIs for the Semantic Web, 4.2): it
answers 303 with the address of a document. That is `/page/<kind>/<slug>` for people, and `/id/<kind>/<slug>.ttl`,
`.jsonld`, `.nt` or `.rdf` for programs. An article is treated alike: what is held here describes it, and is not the
newspaper's page.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as BaseResponse

from refoulement.graph import iri
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF, subclasses
from refoulement.queries import AS_OF, day
from refoulement.web import article_page, entity_page, event_page, record_page, table_page
from refoulement.web.claims import view
from refoulement.web.description import Description, describe, describe_merged, stands_for
from refoulement.web.documents import write
from refoulement.web.links import address
from refoulement.web.negotiation import DOCUMENTS, HTML, choose
from refoulement.web.reading import snapshot, snapshot_of
from refoulement.web.wording import gettext

blueprint = Blueprint("things", __name__)


named_alone = partial(describe, page="named")
claim_alone = partial(describe, page="claim")
entity_alone = partial(describe, page="entity")
entity_merged = partial(describe_merged, page="entity")
ENTITIES = frozenset(RF[name] for name in subclasses("Actor") | subclasses("Place"))


def _described(
    kind: str, slug: str, describing: Callable[[Snapshot, str], Description | None] = describe
) -> Description:
    """What the graph says of a thing, or 404."""
    try:
        described = describing(snapshot(), f"{iri.THINGS}{kind}/{slug}")
    except ValueError:
        described = None  # no IRI, so nothing that could be in the graph
    if described is None or not described.own:
        raise NotFound(f"nothing is known here of {kind}/{slug}; search for it by name on the first page")
    return described


def known(kind: str, slug: str) -> Description | None:
    """What the graph says of a thing; None where it says nothing."""
    try:
        return _described(kind, slug)
    except NotFound:
        return None


@blueprint.before_request
def known_then() -> None:
    """With `?as_of=` RDF tells what was known on that day; of pages only those of events do (event_page.py)."""
    if AS_OF not in request.args:
        return
    if request.endpoint == "things.thing":
        asked = day(request.args[AS_OF])
        g.snapshot = snapshot_of(asked) if asked else snapshot()
    elif (request.view_args or {}).get("kind") != "event":
        raise BadRequest(
            gettext("only the page of an event tells what was known on a day; leave as_of out, or ask for RDF")
        )


@blueprint.get("/id/<kind>/<path:slug>")
def thing(kind: str, slug: str) -> Response:
    stem, dot, suffix = slug.rpartition(".")
    if dot and suffix in DOCUMENTS:
        return document(_document(kind, stem), DOCUMENTS[suffix])
    _described(kind, slug, named_alone)
    suffixes = {media_type: name for name, media_type in DOCUMENTS.items()}
    chosen = choose([*suffixes, HTML])
    asked: dict[str, Any] = {AS_OF: request.args[AS_OF]} if AS_OF in request.args else {}
    if chosen == HTML:
        target = url_for("things.page", kind=kind, slug=slug, **asked)
    else:
        target = url_for("things.thing", kind=kind, slug=f"{slug}.{suffixes[chosen]}", **asked)
    answer = Response(status=303, headers={"Location": target})
    answer.vary.add("Accept")
    return answer


def _document(kind: str, slug: str) -> Description:
    """What a thing's RDF says: all that the graph does, but of what stands around an actor or a place the latest."""
    if _described(kind, slug, named_alone).kind in ENTITIES:
        return entity_page.document(_described(kind, slug, entity_alone))
    return _described(kind, slug)


def document(description: Description, media_type: str) -> Response:
    """A description as RDF, with a link to its page."""
    kind, slug = description.thing.value.removeprefix(iri.THINGS).split("/", 1)
    answer = Response(write(description.triples, media_type), mimetype=media_type)
    answer.headers["Link"] = f'<{url_for("things.page", kind=kind, slug=slug)}>; rel="alternate"; type="{HTML}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@blueprint.get("/page/<kind>/<path:slug>")
def page(kind: str, slug: str) -> str | BaseResponse:
    """The page of a thing, by its class; one that is held to be another's double leads to the other's page.

    301, as what the graph knows it by from now on; but a judgement can be undone, so no cache keeps it unasked.
    """
    if kind == "event":
        return event_page.page(slug)
    thing = f"{iri.THINGS}{kind}/{slug}"
    named = _described(kind, slug, named_alone)
    if other := stands_for(snapshot(), thing):
        moved = redirect(address(other) or url_for("pages.home"), 301)
        moved.headers["Cache-Control"] = "no-cache"
        return moved
    formats = [(name, url_for("things.thing", kind=kind, slug=f"{slug}.{name}")) for name in DOCUMENTS]
    if kind == "claim":
        description = _described(kind, slug, claim_alone)
        claim = next(said for said in description.claims if said.iri == thing)
        return render_template("claim.html", claim=view(claim, description), description=description, formats=formats)
    if named.kind == RF.Article:
        return article_page.render(_described(kind, slug), formats, request.args.get("passage"))
    if named.kind == RF.Dataset:
        return table_page.render(_described(kind, slug), formats, request.args.get("cell"))
    if named.kind not in ENTITIES:
        return record_page.render(_described(kind, slug), formats)
    return entity_page.render(_described(kind, slug, entity_merged), formats)
