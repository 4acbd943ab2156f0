"""SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/): whole graphs.

A graph is named by `?graph=IRI`, `?default`, or by its own address under /graphs/. An address under /graphs/ of this
server, by whatever name it was reached, is that of the graph of the same path under our base.
"""

from collections.abc import Iterable
from urllib.parse import quote
from uuid import uuid4

from flask import Blueprint, Response, current_app, request
from pyoxigraph import NamedNode, Quad, Triple
from werkzeug.exceptions import BadRequest, NotFound, UnsupportedMediaType

from refoulement.graph import editing, iri, skolem, upload
from refoulement.web.access import Grant, require_writer
from refoulement.web.documents import write
from refoulement.web.negotiation import DOCUMENTS, GRAPH_FORMATS, choose
from refoulement.web.reading import snapshot, tier
from refoulement.web.refusals import told
from refoulement.web.writing import UPLOAD, moment, writer

blueprint = Blueprint("graphs", __name__)

MULTIPART = "multipart/form-data"
PARTS = 100
UNKNOWN_TYPE = ("", "application/octet-stream")  # the suffix of the file's name tells more


@blueprint.get("/graphs", strict_slashes=False)
@blueprint.get("/graphs/<path:name>")
def read(name: str | None = None) -> Response:
    """A graph of the tier that the request may read."""
    graph = _asked(name)
    if graph is None:
        raise BadRequest("say which graph: ?graph=IRI, ?default, or its own address under /graphs/")
    quads = snapshot().quads(graph)
    if not quads:
        raise NotFound(f"there is no graph {graph.value}, or it is empty")
    media_type = choose(list(GRAPH_FORMATS))
    answer = Response(write(skolem.blank(quads), media_type), mimetype=media_type)
    answer.vary.update(("Accept", "Authorization"))
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.set_etag(f"{tier()}-{snapshot().version}-{answer.mimetype}")
    answer.make_conditional(request)
    return answer


@blueprint.put("/graphs", strict_slashes=False)
@blueprint.put("/graphs/<path:name>")
@told
def replace(name: str | None = None) -> Response:
    """Make the graph what is sent: 201 where there was none, else 204."""
    grant, graph = require_writer(), _asked(name)
    if graph is None:
        raise BadRequest("say which graph: ?graph=IRI, ?default, or its own address under /graphs/")
    if request.mimetype == MULTIPART:
        raise UnsupportedMediaType(f"PUT one document, as {', '.join(upload.FORMATS)}; several can be POSTed")
    return _written(grant, graph, _document(request.get_data(), request.mimetype, graph), merged=False)


@blueprint.post("/graphs", strict_slashes=False)
@blueprint.post("/graphs/<path:name>")
@told
def merge(name: str | None = None) -> Response:
    """Add what is sent to the graph, or to a new one where none is named: 201 for what is new, else 204."""
    grant, graph = require_writer(), _asked(name)
    minted = graph is None
    if graph is None:
        graph = NamedNode(iri.OWN_GRAPHS + uuid4().hex)
    answer = _written(grant, graph, _sent(graph), merged=True)
    if minted and answer.status_code == 201:
        answer.headers["Location"] = f"{_root()}{graph.value.removeprefix(iri.OWN_GRAPHS)}"
    return answer


@blueprint.delete("/graphs", strict_slashes=False)
@blueprint.delete("/graphs/<path:name>")
@told
def delete(name: str | None = None) -> Response:
    """Take the graph out of the store: 204, or 404 where there is none."""
    grant, graph = require_writer(), _asked(name)
    if graph is None:
        raise BadRequest("say which graph: ?graph=IRI, ?default, or its own address under /graphs/")
    now = moment()
    with writer(grant, "DELETE of a graph", now) as store:
        if not store.quads(graph):
            raise NotFound(f"there is no graph {graph.value}, or it is empty")
        editing.write(store, {graph: frozenset()}, now=now)
    return Response(status=204)


def _written(grant: Grant, graph: NamedNode, triples: Iterable[Triple], *, merged: bool) -> Response:
    quads = frozenset(skolem.named(Quad(one.subject, one.predicate, one.object, graph) for one in triples))
    now = moment()
    with writer(grant, f"{request.method} of a graph", now) as store:
        before = frozenset(store.quads(graph))
        editing.write(store, {graph: before | quads if merged else quads}, now=now)
    return Response(status=201 if quads and not before else 204)


def _root() -> str:
    return f"{request.root_url}graphs/"


def _asked(name: str | None) -> NamedNode | None:
    """The graph that the request names; None for the store itself. 400 where it names two, or something else."""
    named = request.args.getlist("graph")
    ways = len(named) + ("default" in request.args) + (name is not None)
    if ways > 1:
        raise BadRequest("name one graph, in one way")
    if ways == 0:
        return None
    if "default" in request.args:
        return iri.DEFAULT_GRAPH
    try:
        if name is not None:
            return NamedNode(iri.OWN_GRAPHS + quote(name, safe="/:@!$&'()*+,;=~-._"))
        here = named[0].startswith(_root())
        return NamedNode(iri.OWN_GRAPHS + named[0].removeprefix(_root()) if here else named[0])
    except ValueError as error:
        raise BadRequest(f"the graph is named by something that is no absolute IRI: {error}") from error


def _sent(graph: NamedNode) -> frozenset[Triple]:
    """What a POST holds: one document, or several in the parts of a form."""
    if request.mimetype != MULTIPART:
        return _document(request.get_data(), request.mimetype, graph)
    if request.form:
        raise BadRequest("a part without a file name is no document: give each part its name and its type")
    parts = [part for _, part in request.files.items(multi=True)]
    found = (_document(part.read(), _type_of(part.mimetype, part.filename or ""), graph) for part in parts)
    return frozenset().union(*found)


def _type_of(media_type: str, name: str) -> str:
    return DOCUMENTS.get(name.rpartition(".")[2].lower(), media_type) if media_type in UNKNOWN_TYPE else media_type


def _document(content: bytes, media_type: str, graph: NamedNode) -> frozenset[Triple]:
    if media_type not in upload.FORMATS:
        raise UnsupportedMediaType(f"send RDF as {', '.join(upload.FORMATS)}, not as {media_type or 'nothing named'}")
    if request.content_encoding not in (None, "", "identity"):
        raise UnsupportedMediaType("send it as it is, without a Content-Encoding")
    return upload.read(content, media_type, base=graph.value)


@blueprint.before_request
def _bound() -> None:
    """What is written here is longer than a query."""
    limit: int = current_app.config[UPLOAD]
    request.max_content_length = request.max_form_memory_size = limit
    request.max_form_parts = PARTS
