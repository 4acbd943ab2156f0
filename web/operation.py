"""What a request to the endpoint asks: the query operation of SPARQL 1.1 Protocol, 2.1, in its three ways."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"

Fields = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query with the dataset the request gives it, which goes before FROM (2.1.4), and the forms it asks for."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def read() -> Operation | None:
    """What the request asks; None for a GET that asks nothing, as a browser does that wants the page.

    The dataset may stand in the address or in the form of a POST, the query only where its way has it.
    """
    in_address = _fields(request.query_string)
    if request.method == "POST":
        fields, queries = _posted(in_address)
    else:
        fields, queries = in_address, in_address.getlist("query")
        if not fields:
            return None
    if len(queries) > 1:
        raise BadRequest("give one query, not several")
    if not queries:
        raise BadRequest("give the query as the parameter 'query'")
    return Operation(
        queries[0],
        tuple(fields.getlist("default-graph-uri")),
        tuple(fields.getlist("named-graph-uri")),
        tuple(form for listed in fields.getlist("format") for form in listed.split(",") if form.strip()),
    )


def _posted(in_address: Fields) -> tuple[Fields, list[str]]:
    """The parameters of a POST and its queries."""
    if request.mimetype not in (FORM, DIRECT):
        raise UnsupportedMediaType(f"POST a query as {FORM} or {DIRECT}, not as {request.mimetype or 'nothing named'}")
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(f"POST a query in UTF-8, not in {charset}")
    if "query" in in_address:
        raise BadRequest("give the query in the body alone, not in the address")
    body = request.get_data()
    if request.mimetype == DIRECT:
        return in_address, [_decoded(body)]
    fields = Fields([*in_address.items(multi=True), *_fields(body).items(multi=True)])
    return fields, fields.getlist("query")


def _fields(encoded: bytes) -> Fields:
    """The parameters of an address or a form; werkzeug would let through what is not UTF-8, we tell it."""
    try:
        return Fields(parse_qsl(_decoded(encoded), keep_blank_values=True, errors="strict", max_num_fields=1000))
    except UnicodeDecodeError as error:
        raise BadRequest(f"a parameter is not UTF-8: {error}") from error
    except ValueError as error:
        raise BadRequest(f"the parameters cannot be read: {error}") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"the request is not UTF-8: {error}") from error
