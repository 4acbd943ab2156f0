"""What programs read of this server before they ask: `/.well-known/void`, and the description of `/sparql`."""

from collections.abc import Iterable
from hashlib import sha256

from flask import Blueprint, Response, current_app, request, url_for
from pyoxigraph import Triple

from refoulement.graph.dumps import Dump
from refoulement.queries import QUERIES
from refoulement.web import dcat, examples, service, void
from refoulement.web.access import grant
from refoulement.web.documents import write
from refoulement.web.dumps import LATEST, counted, offered
from refoulement.web.federated import services
from refoulement.web.links import absolute
from refoulement.web.negotiation import GRAPH_FORMATS, choose
from refoulement.web.reading import snapshot, tier
from refoulement.web.statements import PREFIXES
from refoulement.web.void import Addresses

blueprint = Blueprint("metadata", __name__)


def _addresses() -> Addresses:
    return Addresses(
        document=absolute(url_for("metadata.describe")),
        endpoint=absolute(url_for("sparql.endpoint")),
        queries=absolute(url_for("questions.index")),
    )


def _of_a_dump(dump: Dump, version: str) -> str:
    return absolute(url_for("dumps.file", version=version, name=dump.path.name))


@blueprint.get("/.well-known/void")
def describe() -> Response:
    """The data set in VoID and DCAT, with the prefixes and queries that editors offer."""
    numbers, at = counted(snapshot()), _addresses()
    files = offered()
    edition = dcat.Edition(
        tier=current_app.extensions["refoulement.settings"].tier,
        version=snapshot().version,
        changed=numbers.changed,
        dumps=tuple((dump, _of_a_dump(dump, str(dump.version)), _of_a_dump(dump, LATEST)) for dump in files),
    )
    answer = _document(
        (
            *void.dataset(numbers, at),
            *dcat.catalogue(edition, at, absolute(url_for("pages.home"))),
            *examples.prefixes(at),
            *examples.examples(QUERIES.values(), at),
        )
    )
    if snapshot().version not in {dump.version for dump in files}:
        answer.headers["Cache-Control"] = "no-store"  # a dump may be written while this snapshot stands
    return answer


def service_description() -> Response:
    """The SPARQL service in RDF, for whoever asks `/sparql` without a query, and as far as they may use it."""
    given = grant()
    writes = given is not None and given.may_write
    settings = current_app.extensions["refoulement.settings"]
    return _document(
        service.describe(snapshot(), _addresses(), writes=writes, federates=bool(services(settings, tier())))
    )


def _document(triples: Iterable[Triple]) -> Response:
    """Triples in the form that the asker likes best; the tag is of what they say, since prefixes come in any order."""
    chosen, said = choose(list(GRAPH_FORMATS)), {str(triple): triple for triple in triples}
    ordered = sorted(said)
    answer = Response(write((said[text] for text in ordered), chosen, prefixes=PREFIXES), mimetype=chosen)
    answer.set_etag(sha256("\n".join((chosen, *ordered)).encode()).hexdigest())
    answer.make_conditional(request)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.vary.add("Accept")
    return answer
