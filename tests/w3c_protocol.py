"""Conversations over HTTP that the W3C's suites of the two protocols prescribe, held with a real server."""

import http.client
import urllib.parse
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from refoulement.tests.w3c_manifest import MF, RDF, Case, Term, members, value, values
from refoulement.tests.w3c_results import differ, read

HT, HTS, CNT = (
    "http://www.w3.org/2011/http#",
    "http://www.w3.org/2011/http-statusCodes#",
    "http://www.w3.org/2011/content#",
)
ENDPOINTS = {"/sparql": "/sparql", "/gsp": "/graphs"}  # the suites' paths, ours
STATUS = {"OK": {200}, "Created": {201}, "NoContent": {204}, "NotFound": {404}}
STATUS |= {f"StatusCode{hundred}xx": set(range(hundred * 100, hundred * 100 + 100)) for hundred in (2, 3, 4, 5)}
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"},
}
UPDATE = "application/sparql-update"
LOCATION = "$LOCATION$"
WITHIN = 60  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    media_type: str
    location: str | None
    body: bytes


def send(server: str, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
    """One request, with the headers that are given and no others that would mean something."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server).netloc, timeout=WITHIN)
    try:
        connection.request(method, path, body=body, headers=dict(headers))
        answer = connection.getresponse()
        media_type = answer.headers.get_content_type() if "Content-Type" in answer.headers else ""
        return Answer(answer.status, media_type, answer.getheader("Location"), answer.read())
    finally:
        connection.close()


def check(case: Case, server: str, token: str | None) -> str | None:
    """What is wrong with the conversation of a case; None where nothing is."""
    action = value(NamedNode(case.iri), MF + "action")
    requests = list(members(value(action, HT + "requests")))
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    location = ""
    if token:  # each case begins with a store that holds nothing of those before it
        emptied = send(server, "POST", "/sparql", bearer | {"Content-Type": UPDATE}, b"CLEAR ALL")
        assert emptied.status == 200, emptied
    for number, request in enumerate(requests, start=1):
        path = _path(request).replace(LOCATION, urllib.parse.quote(location, safe=""))
        headers = _headers(request) | bearer
        answer = send(server, _text(request, HT + "methodName"), path, headers, _body(request, location))
        expected = value(request, HT + "resp")
        if wrong := _wrong(answer, expected, location):
            return f"request {number}, {path}: {wrong}"
        if value(expected, MF + "expectedLocation"):
            if not answer.location:
                return f"request {number}: no Location"
            location = urllib.parse.urljoin(server + path, answer.location)
    return None


def _wrong(answer: Answer, expected: Term | None, location: str) -> str | None:
    statuses = _statuses(expected)
    if answer.status not in statuses:
        return f"{answer.status}, expected one of {sorted(statuses)[:3]}…: {answer.body[:300].decode(errors='replace')}"
    form = value(expected, MF + "expectedFormat")
    if form and answer.media_type not in FORMATS[form.value]:
        return f"{answer.media_type} is not {form.value}"
    truth = value(expected, MF + "expectedBoolean")
    if truth:
        return differ(read(answer.body, answer.media_type, "urn:x"), truth.value == "true", ordered=False)
    body = _body(expected, location)
    if body is None:
        return None
    media_type = _headers(expected)["content-type"].partition(";")[0]
    if answer.media_type != media_type:
        return f"{answer.media_type}, expected {media_type}"
    base = location or "http://www.example/gsp"
    return differ(read(answer.body, media_type, base), read(body, media_type, base), ordered=False)


def _statuses(expected: Term | None) -> AbstractSet[int]:
    names = [found.value.removeprefix(HTS) for found in values(expected, MF + "expectedStatus")]
    return set().union(*(STATUS[name] for name in names))


def _path(request: Term) -> str:
    path, mark, query = _text(request, HT + "absolutePath").partition("?")
    for theirs, ours in ENDPOINTS.items():
        if path.startswith(theirs):
            return ours + path.removeprefix(theirs) + mark + query
    raise AssertionError(path)


def _text(subject: Term, predicate: str) -> str:
    found = value(subject, predicate)
    assert isinstance(found, Literal)
    return found.value


def _headers(subject: Term | None) -> dict[str, str]:
    fields = value(subject, HT + "headers")
    listed = members(fields) if fields else ()
    return {_text(field, HT + "fieldName"): _text(field, HT + "fieldValue") for field in listed}


def _body(subject: Term | None, location: str) -> bytes | None:
    body = value(subject, HT + "body")
    if not isinstance(body, BlankNode):
        return None
    assert value(body, RDF + "type") == NamedNode(CNT + "ContentAsText")
    encoding = _text(body, CNT + "characterEncoding")
    return _text(body, CNT + "chars").replace(LOCATION, location).encode(encoding)
