"""Around the endpoint, for who writes a query: our vocabulary, the library opened, shared queries, and explanations.

None of these addresses runs a query that somebody else has written: a shared one is shown, and asked when its
reader asks.
"""

import json
import logging

from flask import Blueprint, Response, current_app, redirect, request, url_for
from werkzeug.exceptions import BadRequest, NotFound, ServiceUnavailable, TooManyRequests
from werkzeug.wrappers import Response as BaseResponse

from refoulement.errors import ShareRefused, StoreError
from refoulement.queries import terms
from refoulement.queries.admit import Admitted, admit
from refoulement.queries.explained import explained
from refoulement.queries.spelled import spelled
from refoulement.web import explanation, operation, vocabulary
from refoulement.web.documents import PREFIXES
from refoulement.web.federated import services
from refoulement.web.language import LANGUAGES, reading
from refoulement.web.library import named
from refoulement.web.negotiation import wants_html
from refoulement.web.questions import in_words
from refoulement.web.reading import snapshot, tier
from refoulement.web.shared import Shared
from refoulement.web.sparql import page, sent
from refoulement.web.wording import gettext

blueprint = Blueprint("editor", __name__, url_prefix="/sparql")

_log = logging.getLogger(__name__)


@blueprint.get("/vocabulary.json")
def words() -> Response:
    """The prefixes and terms of the ontology, with labels in the reader's language, or that of `lang`."""
    language = request.args.get("lang") or reading()
    if language not in LANGUAGES:
        raise BadRequest(f"lang: labels are in {', '.join(LANGUAGES)}, not in {language}")
    return Response(vocabulary.as_json(language), mimetype="application/json")


@blueprint.get("/open/<name>")
def example(name: str) -> Response:
    """A query of the library in the editor, with the values that the address gives; for programs, its text.

    Where a value is missing that the query needs, its variable stands there.
    """
    query = named(name)
    given = {key: value for key, value in request.args.items() if key in query.by_name and value.strip()}
    lacking = any(one.required and one.name not in given for one in query.parameters)
    text = spelled(query, {} if lacking else terms(snapshot(), query, given, as_of=None))
    if wants_html():
        answer = page(text, note=in_words(query.summary))
    else:
        answer = Response(text, mimetype="application/sparql-query")
    answer.vary.add("Accept")
    return answer


@blueprint.post("/shared")
def share() -> BaseResponse:
    """Keep a query that this endpoint reads, and give it a short address."""
    asked = _asked()
    if not _admitted(asked).sites:
        snapshot().holding(()).query(asked)  # of nothing: it has to parse
    try:
        name = _shared().put(asked)
    except ShareRefused as error:
        raise TooManyRequests(str(error), retry_after=3600) from error
    except StoreError as error:
        _log.error("%s", error)  # it names a folder
        raise ServiceUnavailable("no shared queries are kept here at the moment: send the query's text") from error
    address = url_for("editor.shared", name=name)
    if wants_html():
        return redirect(address, 303)
    return Response(json.dumps({"address": address}), 201, mimetype="application/json", headers={"Location": address})


@blueprint.get("/s/<name>")
def shared(name: str) -> Response:
    """A shared query, shown, for programs its text; with `run` in the address it is asked as soon as it is shown."""
    text = _shared().get(name)
    if text is None:
        raise NotFound(
            gettext("no query is kept at this address; it may have given way to newer ones, or be of another tier")
        )
    if wants_html():
        answer = page(text, note=gettext("A query that somebody shared"), run="run" in request.args)
    else:
        answer = Response(text, mimetype="application/sparql-query")
    answer.vary.add("Accept")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@blueprint.route("/explain", methods=["GET", "POST"])
def explain() -> Response:
    """What a query means, stage by stage; it is not run, and its patterns are counted up to a bound."""
    asked = _asked()
    _admitted(asked)
    stages = explanation.told(explained(asked, PREFIXES), snapshot())
    if wants_html():
        answer = page(asked, explanation=stages)
    else:
        told = {"stages": [stage.as_object() for stage in stages]}
        answer = Response(json.dumps(told, ensure_ascii=False), mimetype="application/json")
    answer.vary.add("Accept")
    return answer


def _asked() -> str:
    request.get_data()
    asked = operation.read(sent())
    if asked is None:
        raise BadRequest("give the query as the parameter 'query'")
    return asked.text


def _admitted(text: str) -> Admitted:
    """The same that the endpoint lets pass. Raises `QueryRefused`."""
    return admit(text, services=services(current_app.extensions["refoulement.settings"], tier()))


def _shared() -> Shared:
    return Shared(current_app.config["TIER_STORE"])
