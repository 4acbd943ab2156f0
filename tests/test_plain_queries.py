"""A plain query answered without the web application is answered as by it, byte for byte."""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, quote_from_bytes

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat
from werkzeug.exceptions import HTTPException

from refoulement.errors import QueryRefused
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.tier import PUBLIC
from refoulement.queries.admit import admit
from refoulement.server import create_app
from refoulement.service.wire import Asked, Frame, heard
from refoulement.service.worker import answer, by_application
from refoulement.web.bounded import Bounded
from refoulement.web.operation import Sent, read
from refoulement.web.settings import Settings

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON = "application/sparql-results+json"
QUERIES = (
    "ASK {}",
    "SELECT * { ?s ?p ?o } LIMIT 2",
    "SELECT * { ?s ?p ?o } LIMIT 40",
    "SELECT ?s { ?s ?p '북촌'@ko-Hang }",
    "CONSTRUCT WHERE { ?s ?p ?o } ",
    "DESCRIBE <urn:nothing>",
    "ASK { FILTER(RAND() < 2) }",
    "SELECT * FROM <urn:nothing> { ?s ?p ?o }",
    "SELECT * FROM <not an iri> { ?s ?p ?o }",
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * { ?s",
    "SELECT * {\n ?s ?p }",  # of this the engine tells the place, of the next the parser
    "SELECT *\nFROM <urn:g> {\n ?s ?p }",
    "SELECT (<urn:f>(1) AS ?x) {}",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",  # has more rows than may be
    "INSERT DATA { <urn:a> <urn:b> 1 }",
    "ASK { ?s ?p '\\u0022' }",
    "(" * 200,
    "",
)
ACCEPT = (
    "",
    "*/*",
    JSON,
    "application/sparql-results+xml",
    "text/csv",
    "text/turtle, */*;q=0.1",
    "application/ld+json",
    "text/html,application/xhtml+xml,*/*;q=0.8",
    "image/png",
    'text/csv; charset="UTF-8"',
    ";;,=",
)
KNOWN = ("", '"public-1-application/sparql-results+json"', 'W/"public-1-text/csv"', "*", '"a", "b"', "nonsense")
FIELDS = st.one_of(
    st.tuples(st.just("query"), st.sampled_from(QUERIES)),
    st.tuples(st.just("query"), st.text(max_size=12)),
    st.tuples(st.just("format"), st.sampled_from(["json", "html", "nonsense", "csv,json", "ht-ml", ""])),
    st.tuples(
        st.sampled_from(["default-graph-uri", "named-graph-uri"]), st.sampled_from(["urn:nothing", "no iri", ""])
    ),
    st.tuples(st.sampled_from(["update", "other", ""]), st.text(max_size=5)),
)


def encoded(fields: list[tuple[str, str]]) -> bytes:
    """A form as clients write it."""
    pairs = ((quote_from_bytes(part.encode("utf-8", "surrogatepass")) for part in field) for field in fields)
    return "&".join("=".join(pair) for pair in pairs).encode()


FORMS = st.one_of(
    st.lists(FIELDS, min_size=1, max_size=3).map(encoded),
    st.tuples(st.just("query"), st.sampled_from(QUERIES)).map(lambda field: encoded([field])),
    st.binary(max_size=20).map(lambda some: b"query=" + some.replace(b"\n", b"")),
    st.just(b""),
)
BODIES = st.one_of(FORMS, st.sampled_from(QUERIES).map(str.encode), st.just(b"ASK {} #" + b" " * 300_000))


@cache
def application(store: Path) -> Flask:
    tiles = "https://tiles.example.org/{z}/{x}/{y}.png"
    return create_app(Settings(store=store, answer_rows=50, map_tiles=tiles))


@pytest.fixture
def app(store: Path) -> Flask:
    return application(store)


def sent(
    method: str = "GET",
    query: bytes = b"",
    body: bytes = b"",
    *,
    accept: str = "",
    encodings: str = "",
    content_type: str = "",
    known: str = "",
) -> Asked:
    given = {
        b"host": b"here",
        b"accept": accept.encode(),
        b"accept-encoding": encodings.encode(),
        b"content-type": content_type.encode(),
        b"if-none-match": known.encode(),
    }
    headers = {name: value for name, value in given.items() if value}
    return Asked(method=method, path=b"/sparql", query=query, scheme="http", client="::1", headers=headers, body=body)


def undated(frame: Frame) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """An answer without the second in which it was given, or packed."""
    status, headers = heard(frame.head)
    body = gzip.decompress(frame.body) if (b"content-encoding", b"gzip") in headers and frame.body else frame.body
    return status, [one for one in headers if one[0] != b"date"], body


@pytest.mark.slow
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT"]),
    query=FORMS,
    body=BODIES,
    content_type=st.sampled_from(["", FORM, DIRECT, UPDATE, f"{FORM}; charset=UTF-8", f"{DIRECT};charset=latin1", "x"]),
    accept=st.sampled_from(ACCEPT),
    encodings=st.sampled_from(["", "", "gzip", "identity", "zstd, gzip;q=0.5", "*"]),
    known=st.sampled_from(KNOWN),
)
def test_any_request_is_answered_as_by_the_application(
    app: Flask, method: str, query: bytes, body: bytes, content_type: str, accept: str, encodings: str, known: str
) -> None:
    if method != "POST":
        body = b""
    elif content_type in (FORM, DIRECT):
        query = b"" if len(query) > 20 else query
    asked = sent(method, query, body, accept=accept, encodings=encodings, content_type=content_type, known=known)
    assert undated(answer(app, asked)) == undated(by_application(app, asked))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("accept", ACCEPT)
@pytest.mark.parametrize("encodings", ["", "gzip"])
def test_each_query_in_each_form_is_answered_as_by_the_application(
    app: Flask, query: str, accept: str, encodings: str
) -> None:
    for asked in (
        sent("GET", encoded([("query", query)]), accept=accept, encodings=encodings),
        sent("GET", encoded([("query", query)]), accept=accept, known='"public-1-text/csv"'),
        sent("POST", body=encoded([("query", query)]), content_type=FORM, accept=accept, encodings=encodings),
        sent("POST", body=query.encode(), content_type=DIRECT, accept=accept, encodings=encodings),
    ):
        assert undated(answer(app, asked)) == undated(by_application(app, asked))


@pytest.mark.parametrize(
    ("query", "place"), [("SELECT * {\n ?s ?p }", (2, 9)), ("SELECT *\nFROM <urn:g> {\n ?s ?p }", (3, 2))]
)
def test_a_query_that_does_not_parse_is_told_with_its_place(app: Flask, query: str, place: tuple[int, int]) -> None:
    refused = answer(app, sent("GET", encoded([("query", query)]), accept=JSON))
    status, headers = heard(refused.head)
    assert (status, dict(headers)[b"content-type"]) == (400, b"application/problem+json")
    told = json.loads(refused.body)
    assert (told["line"], told["column"]) == place


class Untouched(Exception):
    """The application was asked."""


@pytest.fixture
def alone(store: Path) -> Flask:
    """An application that answers nothing."""
    app = create_app(Settings(store=store))

    def refuse(*_: object) -> Iterator[bytes]:
        raise Untouched

    app.wsgi_app = refuse  # type: ignore[method-assign, assignment]
    return app


@pytest.mark.parametrize("accept", ["", "*/*", JSON, "application/sparql-results+xml", "application/json"])
def test_plain_ones_do_without_the_application(alone: Flask, accept: str) -> None:
    for query in ("ASK {}", "SELECT * { ?s ?p ?o } LIMIT 1", "SELECT * { ?s ?p ?o } LIMIT 40"):
        for asked in (
            sent("GET", encoded([("query", query)]), accept=accept),
            sent("POST", body=encoded([("query", query)]), content_type=FORM, accept=accept),
            sent("POST", body=query.encode(), content_type=DIRECT, accept=accept),
            sent("GET", encoded([("query", "ASK {}")]), accept=accept, encodings="gzip, deflate"),
        ):
            assert heard(answer(alone, asked).head)[0] == 200


@pytest.mark.parametrize(
    "asked",
    [
        sent("GET", encoded([("query", "ASK {}")]), accept="text/html"),
        sent("GET", encoded([("query", "SELECT * { ?s")]), accept=JSON),
        sent("GET", encoded([("query", "ASK {}"), ("update", "CLEAR ALL")])),
        sent("HEAD", encoded([("query", "ASK {}")])),
        sent("GET"),
        sent("GET", encoded([("query", "SELECT * { ?s ?p ?o } LIMIT 40")]), accept=JSON, encodings="gzip"),
    ],
)
def test_others_come_to_it(alone: Flask, asked: Asked) -> None:
    with pytest.raises(Untouched):
        answer(alone, asked)


def test_what_was_answered_already_is_not_asked_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings(store=store, answer_rows=1))
    asked: list[str] = []
    snapshot = OxigraphReader(store / PUBLIC).snapshot()
    query = type(snapshot).query

    def counted(self: object, text: str, **more: object) -> object:
        asked.append(text)
        return query(self, text, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(type(snapshot), "query", counted)
    too_many = sent("GET", encoded([("query", "SELECT * { ?s ?p ?o }")]), accept=JSON)
    assert heard(answer(app, too_many).head)[0] == 400
    assert len(asked) == 1


@given(st.text("query=&+%0aAzC3E9é\r\n;#", max_size=30))
@example("%C3%A9+%2B%25=3D==")
@example("a%\nb")
@example("%ED%A0%80")
@example("a  ")
def test_a_field_is_read_as_the_library_reads_it(value: str) -> None:
    query_string = f"query={value}".encode()
    try:
        fields = parse_qsl(query_string.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(HTTPException):
            read(Sent(method="GET", query_string=query_string))
        return
    queries = [text for name, text in fields if name == "query"]
    if len(queries) != 1:
        with pytest.raises(HTTPException):
            read(Sent(method="GET", query_string=query_string))
        return
    operation = read(Sent(method="GET", query_string=query_string))
    assert operation is not None
    assert operation.text == queries[0]


MARKS = {
    QueryResultsFormat.TSV: ("\n",),
    QueryResultsFormat.XML: ("<result>",),
    QueryResultsFormat.JSON: (',{"', '[{"'),
}


@given(
    form=st.sampled_from(list(MARKS)),
    text=st.text('\n<result>,{["', max_size=60)
    | st.lists(st.sampled_from(["<result>", ',{"', '[{"', "\n", "x"])).map("".join),
    cuts=st.lists(st.integers(1, 7), min_size=1),
    most=st.integers(0, 6),
)
def test_rows_are_counted_wherever_an_answer_is_cut(
    form: QueryResultsFormat, text: str, cuts: list[int], most: int
) -> None:
    sheet, at, turn = Bounded(most_bytes=1000, most_rows=most, form=form), 0, 0
    while at < len(text):
        end = at + cuts[turn % len(cuts)]
        rows = sum(text[:end].count(mark) for mark in MARKS[form]) - (form == QueryResultsFormat.TSV)
        if rows > most:
            with pytest.raises(QueryRefused, match="rows"):
                sheet.write(text[at:end].encode())
            return
        sheet.write(text[at:end].encode())
        at, turn = end, turn + 1
    assert sheet.getvalue() == text.encode()


@pytest.mark.parametrize("word", ["SERVICE", "sErViCe", "SERV\\u0049CE", "\\U00000053ERVICE"])
def test_no_way_of_writing_it_hides_a_service(word: str) -> None:
    with pytest.raises(QueryRefused):
        admit(f"SELECT * {{ {word} <http://127.0.0.1/> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    ("call", "lasting"), [("NOW()", False), ("now ()", False), ("sTrUuId()", False), ("known()", True)]
)
def test_what_may_answer_otherwise_is_known(call: str, *, lasting: bool) -> None:
    assert admit(f"SELECT ({call} AS ?x) {{}}").lasting is lasting
    assert admit(f"SELECT ({call} AS ?é) {{}}").lasting is lasting
