"""SPARQL 1.1 Protocol, update operation (https://www.w3.org/TR/sparql11-protocol/#update-operation), for editors."""

import json

from flask import Response, request
from werkzeug.exceptions import BadRequest, MethodNotAllowed

from refoulement.graph import editing
from refoulement.graph.iri import BASE
from refoulement.queries.admit_update import admit_update
from refoulement.web.access import require_writer
from refoulement.web.operation import has_field
from refoulement.web.refusals import told
from refoulement.web.writing import moment, writer

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-update"


def is_asked() -> bool:
    """Whether the request is an update, in one of the two ways of 2.2, or would be by another method."""
    if request.method == "POST" and request.mimetype == FORM:
        return "update" in request.form
    return request.mimetype == DIRECT or has_field(request.query_string, "update")


@told
def perform() -> Response:
    """Run the update that the request holds: 200 with what changed, in JSON, or the reason why nothing did."""
    if request.method != "POST":
        raise MethodNotAllowed(["POST"], "an update is POSTed")
    grant = require_writer()
    fields = request.form if request.mimetype == FORM else request.args
    text = _text()
    admitted = admit_update(
        text,
        base=BASE,
        using=fields.getlist("using-graph-uri"),
        using_named=fields.getlist("using-named-graph-uri"),
    )
    now = moment()
    with writer(grant, "SPARQL update", now) as store:
        edited = editing.update(
            store,
            admitted.text,
            base=BASE,
            graphs=admitted.graphs,
            clears_all=admitted.clears_all,
            now=now,
        )
    changed = {"snapshot": edited.snapshot, "inserted": edited.new, "deleted": edited.gone}
    return Response(json.dumps(changed), mimetype="application/json")


def _text() -> str:
    if request.mimetype == FORM:
        texts = request.form.getlist("update")
        if len(texts) > 1 or "query" in request.form:
            raise BadRequest("give one update, and no query beside it")
        return texts[0]
    if request.mimetype != DIRECT:
        raise BadRequest(f"POST an update as {FORM} or {DIRECT}, not as a parameter of the address")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise BadRequest("an update is sent in UTF-8")
    try:
        return request.get_data().decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"the update is not UTF-8: {error}") from error
