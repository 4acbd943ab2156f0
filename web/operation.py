"""What a request to the endpoint asks: the query operation of SPARQL 1.1 Protocol, 2.1, in its three ways."""

from binascii import a2b_qp
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from werkzeug.exceptions import BadRequest, UnsupportedMediaType
from werkzeug.http import parse_options_header

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
FIELDS_AT_MOST = 1000

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request to the endpoint, as far as its answer depends on it; `known` is If-None-Match."""

    method: str
    query_string: bytes = b""
    body: bytes = b""
    content_type: str = ""
    accept: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """A query with the dataset the request gives it, which goes before FROM (2.1.4), and the forms it asks for.

    `names_update` where there is such a parameter beside it.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    names_update: bool = False


def read(sent: Sent) -> Operation | None:
    """What a request asks; None for a GET that asks nothing, as a browser does that wants the page.

    The dataset may stand in the address or in the form of a POST, the query only where its way has it. Raises
    `BadRequest` and `UnsupportedMediaType`.
    """
    in_address = _fields(sent.query_string)
    if sent.method == "POST":
        fields, queries = _posted(sent, in_address)
    else:
        fields, queries = in_address, _all(in_address, "query")
        if not fields:
            return None
    if len(queries) > 1:
        raise BadRequest("give one query, not several")
    if not queries:
        raise BadRequest("give the query as the parameter 'query'")
    if all(name == "query" for name, _ in fields):
        return Operation(queries[0])
    return Operation(
        queries[0],
        _all(fields, "default-graph-uri"),
        _all(fields, "named-graph-uri"),
        tuple(form for listed in _all(fields, "format") for form in listed.split(",") if form.strip()),
        names_update=any(name == "update" for name, _ in fields),
    )


def has_field(query_string: bytes, name: str) -> bool:
    """Whether an address has a parameter of that name. Raises `BadRequest`."""
    return bool(_all(_fields(query_string), name))


def _posted(sent: Sent, in_address: Fields) -> tuple[Fields, tuple[str, ...]]:
    """The parameters of a POST and its queries."""
    media_type, charset = _media_type(sent.content_type)
    if media_type not in (FORM, DIRECT):
        raise UnsupportedMediaType(f"POST a query as {FORM} or {DIRECT}, not as {media_type or 'nothing named'}")
    if charset.lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(f"POST a query in UTF-8, not in {charset}")
    if _all(in_address, "query"):
        raise BadRequest("give the query in the body alone, not in the address")
    if media_type == DIRECT:
        return in_address, (_decoded(sent.body),)
    fields = [*in_address, *_fields(sent.body)]
    return fields, _all(fields, "query")


@lru_cache(maxsize=256)
def _media_type(content_type: str) -> tuple[str, str]:
    """A media type and its charset."""
    media_type, parameters = parse_options_header(content_type)
    return media_type.lower(), parameters.get("charset", "utf-8")


def _all(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(value for one, value in fields if one == name)


def _fields(encoded: bytes) -> Fields:
    """The parameters of an address or a form; werkzeug would let through what is not UTF-8, we tell it."""
    if not encoded:
        return []
    if (plain := _plain_field(encoded)) is not None:
        return [plain]
    try:
        return parse_qsl(_decoded(encoded), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_AT_MOST)
    except UnicodeDecodeError as error:
        raise BadRequest(f"a parameter is not UTF-8: {error}") from error
    except ValueError as error:
        raise BadRequest(f"the parameters cannot be read: {error}") from error


def _plain_field(encoded: bytes) -> tuple[str, str] | None:
    """One parameter of a plain name, read twenty times faster than the library does; None for whatever else it is.

    Percent-encoding is quoted-printable of another sign, which is decoded in C. Each escape becomes one byte of three;
    what is no escape there stays longer, and a break of lines alone would be left out.
    """
    name, separator, value = encoded.partition(b"=")
    if not (separator and name.isalpha() and value.isascii()) or b"&" in value or b"\n" in value or b"\r" in value:
        return None
    decoded = a2b_qp(value.replace(b"+", b" ").replace(b"=", b"=3D").replace(b"%", b"="))
    if len(decoded) != len(value) - 2 * value.count(b"%"):
        return None
    try:
        return name.decode(), decoded.decode()
    except UnicodeDecodeError:
        return None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"the request is not UTF-8: {error}") from error
