"""The query operation worked out: a pure function of what is asked, the snapshot and the settings to what is answered.

Two call it: the view of `/sparql`, and what answers the plain ones of them without the web application (`plain.py`).
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from io import TextIOWrapper
from types import MappingProxyType
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples
from werkzeug.http import parse_etags
from werkzeug.utils import get_content_type

from refoulement.errors import QueryRefused, StoreError
from refoulement.graph.files import is_damage
from refoulement.graph.iri import BASE
from refoulement.graph.store import Answer, Snapshot
from refoulement.queries.admit import Admitted, Form, admit
from refoulement.web.bounded import within
from refoulement.web.documents import written as document
from refoulement.web.federated import forwarded, services
from refoulement.web.negotiation import ALIASES, GRAPH_FORMATS, HTML, RESULT_FORMATS, best, likes_html, named
from refoulement.web.operation import Operation, Sent
from refoulement.web.outside import Outside
from refoulement.web.security import protecting
from refoulement.web.settings import Settings

# From any page of the web: reading is open to all, and a token is only sent by whoever was given it.
OPEN: Mapping[str, str] = MappingProxyType(
    {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
)
VARYING = ("Accept", "Authorization")
KEEP_AND_ASK = "no-cache"  # keep it, but ask whether it still holds

# The media types of an answer, the one for whoever takes anything first; a table has no way to say yes or no.
_OFFERED: Mapping[Form, tuple[str, ...]] = MappingProxyType(
    {
        "rows": (*RESULT_FORMATS, *ALIASES),
        "truth": (*(form for form in RESULT_FORMATS if not form.startswith("text/")), *ALIASES),
        "graph": tuple(GRAPH_FORMATS),
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a query is answered from, and within which bounds."""

    tier: str
    settings: Settings
    outside: Outside
    snapshot: Callable[[], Snapshot]


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered: `body` is None where who asked has this very answer, by its tag.

    One that is not `lasting` may be another the next time, and is not to be kept.
    """

    media_type: str
    etag: str
    lasting: bool
    body: bytes | None


def answer(operation: Operation, sent: Sent, place: Place, page: Callable[[Answer], bytes]) -> Answered:
    """What is answered to a query; `page` shows its answer to people.

    Raises `GraphError`, and werkzeug's `NotAcceptable` with the forms there are.
    """
    admitted = admit(operation.text, services=services(place.settings, place.tier))
    offered = _OFFERED[admitted.form]
    if operation.forms:
        media_type = named(operation.forms, (*offered, HTML))
    else:
        media_type = HTML if likes_html(sent.accept) else best(offered, sent.accept)
    return _found(operation, sent, place, admitted, media_type, page)


def headers(media_type: str, etag: str, length: int, *, reading: bool, map_tiles: str | None) -> dict[str, str]:
    """All headers of a lasting answer that is not compressed; `reading` for a GET or HEAD."""
    told = {
        "Content-Type": get_content_type(media_type, "utf-8"),
        "Content-Length": str(length),
        "ETag": f'"{etag}"',
        **OPEN,
        "Vary": ", ".join((*VARYING, "Accept-Encoding")),
        **protecting(map_tiles),
    }
    return told | {"Cache-Control": KEEP_AND_ASK} if reading else told


def _found(
    operation: Operation,
    sent: Sent,
    place: Place,
    admitted: Admitted,
    media_type: str,
    page: Callable[[Answer], bytes],
) -> Answered:
    """The answer, in a frame that called neither the parser nor the choice of a form.

    Their errors keep the frames that called them, and all they hold, until the garbage collector comes; an answer of
    the engine may not be freed in another thread.
    """
    snapshot = place.snapshot()
    etag = f"{place.tier}-{snapshot.version}-{media_type}"
    if media_type != HTML and admitted.lasting and _holds(etag, sent):
        return Answered(media_type, etag, lasting=True, body=None)  # a snapshot never changes: it is not asked again
    try:
        with _sent_on(operation.text, admitted, place) as text:
            found = _asked(text, operation, admitted, snapshot)
            body = page(found) if media_type == HTML else _written(found, media_type, place.settings)
    except (OSError, RuntimeError) as error:
        if not is_damage(error):
            raise
        raise StoreError(f"snapshot {snapshot.version}: {error}; put a copy of it back, or load anew") from error
    return Answered(media_type, etag, admitted.lasting, body)


def _sent_on(text: str, admitted: Admitted, place: Place) -> AbstractContextManager[str]:
    """The text that the engine is given."""
    if not admitted.sites:
        return nullcontext(text)
    return forwarded(text, admitted.sites, place.settings, place.outside)


def _asked(text: str, operation: Operation, admitted: Admitted, snapshot: Snapshot) -> Answer:
    """The answer of the engine to a text, which is that of the query but for the addresses of other endpoints."""
    given = bool(operation.default_graphs or operation.named_graphs)
    try:
        return snapshot.query(
            text,
            default_graphs=operation.default_graphs if given else _resolved(admitted.default_graphs),
            named_graphs=operation.named_graphs if given else _resolved(admitted.named_graphs),
        )
    except ValueError as error:
        raise QueryRefused(f"the dataset names something that is no IRI: {error}") from error


def _resolved(graphs: Iterable[str]) -> list[str]:
    """The graphs of FROM, which may be relative as every IRI of a query may."""
    return [urljoin(BASE, graph) for graph in graphs]


def _holds(etag: str, sent: Sent) -> bool:
    """Whether the client names this very answer as the one it has; of a POST nobody keeps one."""
    if not sent.known or sent.method == "POST":
        return False
    known = parse_etags(sent.known)
    return known.contains_weak(etag) and not known.star_tag


def _written(found: Answer, media_type: str, settings: Settings) -> bytes:
    """An answer wholly written before it is sent: a cut one must not look whole."""
    if isinstance(found, QueryTriples):
        return document(found, media_type, within(settings))
    if media_type == "text/csv" and isinstance(found, QuerySolutions):
        return _csv(found, settings)
    form = RESULT_FORMATS[ALIASES.get(media_type, media_type)]
    sheet = within(settings, form)
    found.serialize(sheet, format=form)
    return sheet.getvalue()


def _csv(solutions: QuerySolutions, settings: Settings) -> bytes:
    """SPARQL 1.1 Query Results CSV: written here, since the engine does not quote an IRI that holds a comma."""
    sheet = within(settings)
    lines = TextIOWrapper(sheet, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(lines)
    writer.writerow(variable.value for variable in solutions.variables)
    for number, solution in enumerate(solutions, 1):
        sheet.count(number)
        writer.writerow([plain(term) for term in solution])
    lines.detach()
    return sheet.getvalue()


def plain(term: object) -> str:
    """A term without its marks: an IRI or a literal's text; a blank node keeps its `_:`."""
    return "" if term is None else term.value if isinstance(term, NamedNode | Literal) else str(term)
