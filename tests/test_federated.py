"""SERVICE over HTTP: what is joined, what is refused, and what is told of an endpoint that fails."""

import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from refoulement.errors import EndpointFailed
from refoulement.queries.federation import AT_MOST
from refoulement.server import create_app
from refoulement.tests.published_store import CLERK, GROUP
from refoulement.tests.real_server import serving
from refoulement.tests.service_endpoint import JSON, ROWS, SEATS, Endpoint, listening
from refoulement.web.access import ENVIRON_KEY, Grant
from refoulement.web.endpoint import read_endpoint
from refoulement.web.federated import OUTSIDE
from refoulement.web.forwarder import Forwarder, Passage
from refoulement.web.outside import Outside, Solutions
from refoulement.web.settings import Settings

PREFIX = "PREFIX rf: <https://w3id.org/refoulement/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
PATHS = ("rows", "xml", "redirect", "failing", "page", "bomb", "broken", "truth", "slow", "endless")
JOINED = (
    "?who a ?kind ; skos:prefLabel ?label FILTER(LANG(?label) = 'en') "
    "SERVICE <{}> {{ ?who <https://example.org/seat> ?seat }}"
)
NAMES = [("A. Placeholder", SEATS[CLERK.iri]), ("Société Exemple", SEATS[GROUP.iri])]


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with listening() as found:
        yield found


def settings(store: Path, endpoint: Endpoint) -> Settings:
    return Settings(
        store=store, services_inside=tuple(endpoint.at(f"/{path}") for path in PATHS), service_s=1.5, service_mib=1
    )


@pytest.fixture
def client(store: Path, endpoint: Endpoint) -> FlaskClient:
    return create_app(settings(store, endpoint)).test_client()


def ask(client: FlaskClient, query: str, accept: str = JSON, **more: str) -> TestResponse:
    return client.post("/sparql", data={"query": PREFIX + query} | more, headers={"Accept": accept})


def rows(answer: TestResponse, *names: str) -> list[tuple[str, ...]]:
    assert answer.status_code == 200, answer.text
    found = answer.get_json(force=True)["results"]["bindings"]
    return sorted(tuple(row[name]["value"] if name in row else "" for name in names) for row in found)


@pytest.mark.parametrize("path", ["rows", "xml"])
def test_what_two_endpoints_say_is_joined(client: FlaskClient, endpoint: Endpoint, path: str) -> None:
    query = f"SELECT DISTINCT ?label ?seat {{ {JOINED.format(endpoint.at('/' + path))} }}"
    assert rows(ask(client, query), "label", "seat") == NAMES
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT DISTINCT ?label ?seat {{ {{ SELECT * {{ {} }} }} }}",
        "SELECT DISTINCT ?label ?seat {{ {{ {} }} UNION {{ ?label ?seat 'nobody' }} }}",
        "SELECT DISTINCT ?label ?seat {{ ?who rf:about? ?who . {} }}",
        "SELECT DISTINCT ?label ?seat {{ {} # SERVICE <http://127.0.0.1:9/> {{\n FILTER(?seat != 'SERVICE <x:y>') }}",
    ],
)
def test_wherever_it_stands(client: FlaskClient, endpoint: Endpoint, query: str) -> None:
    assert rows(ask(client, query.format(JOINED.format(endpoint.at("/rows")))), "label", "seat") == NAMES


def test_every_form_and_kind_of_answer(client: FlaskClient, endpoint: Endpoint) -> None:
    joined = JOINED.format(endpoint.at("/rows"))
    select = f"SELECT DISTINCT ?label ?seat {{ {joined} }} ORDER BY ?label"
    assert ask(client, select, "text/csv").text == "label,seat\r\n" + "".join(f"{a},{b}\r\n" for a, b in NAMES)
    assert SEATS[GROUP.iri] in ask(client, select, "text/html").text
    assert SEATS[GROUP.iri] in ask(client, select, "text/tab-separated-values").text
    assert ask(client, f"ASK {{ {joined} }}").get_json(force=True)["boolean"] is True
    built = ask(client, f"CONSTRUCT {{ ?who rf:note ?seat }} {{ {joined} }}", "application/n-triples").text
    assert sorted(line.split('"')[1] for line in built.splitlines()) == sorted(seat for _, seat in NAMES)


def test_the_endpoint_is_asked_once_for_all_rows(client: FlaskClient, endpoint: Endpoint) -> None:
    """The engine asks it for every row."""
    exists = f"FILTER EXISTS {{ SERVICE <{endpoint.at('/rows')}> {{ ?who <https://example.org/seat> ?seat }} }}"
    query = f"SELECT DISTINCT ?label {{ ?who skos:prefLabel ?label {exists} FILTER(LANG(?label) = 'en') }}"
    for accept in (JSON, "text/csv", "text/html"):
        answer = ask(client, query, accept)
        assert answer.status_code == 200
        assert all(label in answer.text for label, _ in NAMES)
        assert "Northside" not in answer.text.partition("</form>")[2]
    assert len(endpoint.asked) == 3


def test_nothing_of_the_client_goes_along(client: FlaskClient, endpoint: Endpoint) -> None:
    query = f"SELECT * {{ SERVICE <{endpoint.at('/rows')}> {{ ?who <https://example.org/seat> ?seat }} }}"
    headers = {"Authorization": "Bearer rf_secret", "Cookie": "a=secret", "Referer": "http://secret/", "Accept": JSON}
    assert len(rows(client.post("/sparql", data={"query": query}, headers=headers), "who")) == len(SEATS)
    _, sent, body = endpoint.asked[0]
    assert "secret" not in repr(sent)
    assert body == "BASE <https://w3id.org/refoulement/>\nSELECT * WHERE { ?who <https://example.org/seat> ?seat . }"


def test_such_an_answer_is_kept_by_nobody(client: FlaskClient, endpoint: Endpoint) -> None:
    answer = ask(client, f"SELECT * {{ {JOINED.format(endpoint.at('/rows'))} }}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("redirect", "it redirects (307), which is not followed"),
        ("failing", "it answers 500"),
        ("page", "its answer is of no form that holds rows (SPARQL results in JSON or XML)"),
        ("bomb", "its answer is compressed, though it was told not to"),
        ("broken", "its answer cannot be read as rows"),
        ("truth", "it answers yes or no, where rows are needed"),
        ("slow", "it took longer than the 1.5 seconds that were left for it"),
        ("endless", "it answers with more than the 1,048,576 bytes that were left for it"),
    ],
)
def test_an_endpoint_that_fails_is_named_with_the_reason(
    client: FlaskClient, endpoint: Endpoint, path: str, reason: str
) -> None:
    address = endpoint.at("/" + path)
    pattern = f"<{address}> {{ ?who <https://example.org/seat> ?seat }}"
    for query in (
        f"SELECT * {{ SERVICE {pattern} }}",
        f"SELECT * {{ ?who a ?kind FILTER EXISTS {{ SERVICE {pattern} }} }}",
    ):
        answer = ask(client, query)
        assert (answer.status_code, answer.mimetype) == (502, "application/problem+json")
        assert answer.get_json()["detail"] == f"SERVICE <{address}>: {reason}"
    quiet = ask(client, f"SELECT * {{ ?who a rf:Person OPTIONAL {{ SERVICE SILENT {pattern} }} }}")
    assert rows(quiet, "who", "seat") == [(CLERK.iri, "")]


def test_silence_of_one_does_not_cover_another(client: FlaskClient, endpoint: Endpoint) -> None:
    bad, good = endpoint.at("/failing"), endpoint.at("/rows")
    answer = ask(client, f"SELECT * {{ SERVICE SILENT <{bad}> {{ ?a ?b ?c }} SERVICE <{good}> {{ ?who ?b2 ?seat }} }}")
    assert len(rows(answer, "who")) == len(SEATS)
    answer = ask(client, f"SELECT * {{ SERVICE <{bad}> {{ ?a ?b ?c }} SERVICE SILENT <{good}> {{ ?who ?b2 ?seat }} }}")
    assert answer.status_code == 502


@pytest.mark.slow
def test_what_grows_too_long_on_its_way_is_told(client: FlaskClient, endpoint: Endpoint) -> None:
    prefix = f"PREFIX long: <https://example.org/{'x' * 20_000}> "
    body = "".join(f"?s long:p{number} {number} . " for number in range(100))
    for silence, status in (("", 502), ("SILENT", 200)):
        answer = ask(client, f"{prefix} ASK {{ SERVICE {silence} <{endpoint.at('/rows')}> {{ {body} }} }}")
        assert answer.status_code == status, answer.text
        assert ("what it would be sent has more than 1 MiB" in answer.text) is (status == 502)
    assert endpoint.asked == []


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * {{ SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}", "SERVICE <http://127.0.0.1:9/> is not offered"),
        ("SELECT * {{ SERVICE <{0}/> {{ ?s ?p ?o }} }}", "is not offered"),
        ("SELECT * {{ VALUES ?e {{ <{0}> }} SERVICE ?e {{ ?s ?p ?o }} }}", "without an address in full"),
        ("SELECT * {{ SERVICE SILENT <{0}> {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}", "a SERVICE within another"),
        ("SELECT * {{ " + "SERVICE <{0}> {{ ?s ?p ?o }} " * (AT_MOST + 1) + "}}", "at most"),
    ],
)
def test_what_is_not_listed_is_not_asked(client: FlaskClient, endpoint: Endpoint, query: str, reason: str) -> None:
    answer = ask(client, query.format(endpoint.at("/rows")))
    assert answer.status_code == 400
    assert reason in answer.get_json()["detail"]
    assert endpoint.asked == []


@pytest.mark.slow
@pytest.mark.parametrize("tier", ["partner", "sealed"])
def test_a_restricted_tier_sends_nothing(withheld: Path, endpoint: Endpoint, tier: str) -> None:
    listed = Settings(store=withheld, tier=tier, services_inside=(endpoint.at("/rows"),))
    query = f"SELECT * {{ SERVICE <{endpoint.at('/rows')}> {{ ?who ?p ?seat }} }}"
    grant = Grant(
        token="abcdefgh",  # noqa: S106 - only its id
        role="reader",
        tier=tier,
    )
    for environ in ({}, {ENVIRON_KEY: grant}):
        answer = create_app(listed).test_client().post("/sparql", data={"query": query}, environ_overrides=environ)
        assert answer.status_code == 400
        assert "SERVICE is not offered" in answer.get_json()["detail"]
    assert endpoint.asked == []


def test_a_name_is_asked_where_it_was_found(store: Path, endpoint: Endpoint) -> None:
    """The first answer of the name server counts, the next ones lead nowhere."""
    answers = iter(["127.0.0.1", "127.0.0.2"])
    address = f"http://e.example:{endpoint.port}/rows"
    app = create_app(Settings(store=store, services=(address,)))
    query = f"SELECT * {{ SERVICE <{address}> {{ ?who ?p ?seat }} }}"
    refused = ask(app.test_client(), query)
    assert refused.status_code == 502  # as it is in a service that serves: no name of the open internet is at hand
    app.extensions[OUTSIDE] = Outside(
        resolve=lambda _host, _port: [next(answers)], permit=lambda address: str(address) == "127.0.0.1"
    )
    assert len(rows(ask(app.test_client(), query), "who")) == len(SEATS)
    refused = ask(app.test_client(), query)
    assert refused.get_json()["detail"] == f"SERVICE <{address}>: its address is not on the open internet"
    assert len(endpoint.asked) == 1


# The forwarder itself


def forwarded(*, silent: bool = False, fails: bool = False) -> tuple[Forwarder, list[bytes]]:
    asked: list[bytes] = []

    def answer(_endpoint: object, query: bytes) -> Solutions:
        asked.append(query)
        if fails:
            raise EndpointFailed("it fails")
        return Solutions(JSON, ROWS)

    return Forwarder([Passage(read_endpoint("https://e.example/"), silent)], answer), asked


def post(address: str, body: bytes = b"ASK {}", *, path: str | None = None, method: str = "POST") -> tuple[int, bytes]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=5)
    connection.request(method, parts.path if path is None else path, body)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_nobody_who_does_not_know_the_path_gets_through() -> None:
    forwarder, asked = forwarded()
    with forwarder:
        (address,) = forwarder.addresses
        own = urlsplit(address).path
        assert len(own.split("/")[1]) >= 43  # 256 bits
        for path in ("/", own[:-1], own + "/", own + "x", own.swapcase(), "/0", f"/{'x' * 43}/0", own + "?a=b"):
            assert post(address, path=path)[0] == 404
        assert post(address, method="GET")[0] == 501
        assert asked == []
        assert post(address) == (200, ROWS)
        assert post(address) == (200, ROWS)
        assert asked == [b"ASK {}"]
        assert forwarder.failure is None
    with pytest.raises(ConnectionRefusedError):
        post(address)


@pytest.mark.parametrize("silent", [False, True])
def test_a_failure_is_kept_unless_it_does_not_matter(*, silent: bool) -> None:
    forwarder, asked = forwarded(silent=silent, fails=True)
    with forwarder:
        assert post(forwarder.addresses[0]) == post(forwarder.addresses[0]) == (502, b"")
    assert len(asked) == 1
    assert (forwarder.failure is None) is silent


def test_a_path_is_no_other_forwarders() -> None:
    (first, _), (second, _) = forwarded(), forwarded()
    with first, second:
        assert post(first.addresses[0], path=urlsplit(second.addresses[0]).path)[0] == 404


def test_who_connects_and_says_nothing_holds_up_nobody() -> None:
    forwarder, _ = forwarded()
    with forwarder:
        parts = urlsplit(forwarder.addresses[0])
        with socket.create_connection((str(parts.hostname), int(parts.port or 0))):
            assert post(forwarder.addresses[0]) == (200, ROWS)


# The service as it runs


@pytest.mark.slow
def test_the_service_asks_and_goes_on(store: Path, endpoint: Endpoint) -> None:
    """Workers of their own process; one that waits for a slow endpoint is ended in time, and others go on meanwhile."""
    listed = " ".join(endpoint.at(f"/{path}") for path in PATHS)
    options = ("--services-inside", listed, "--service-s", "1.5", "--service-mib", "1", "--workers", "3", "--quiet")
    with serving(store, *options) as server:

        def told(query: str) -> tuple[int, bytes]:
            connection = HTTPConnection(urlsplit(server).netloc, timeout=20)
            headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
            connection.request("POST", "/sparql", PREFIX + query, headers)
            answer = connection.getresponse()
            found = answer.status, answer.read()
            connection.close()
            return found

        joined = f"SELECT DISTINCT ?label ?seat {{ {JOINED.format(endpoint.at('/rows'))} }} ORDER BY ?label"
        status, body = told(joined)
        assert (status, body.decode()) == (200, "label,seat\r\n" + "".join(f"{a},{b}\r\n" for a, b in NAMES))
        slow: list[tuple[int, bytes]] = []
        pattern = f"SELECT * {{ SERVICE <{endpoint.at('/slow')}> {{ ?who ?p ?seat }} }}"
        waiting = threading.Thread(target=lambda: slow.append(told(pattern)))
        waiting.start()
        begun = time.monotonic()
        assert told("ASK { ?s ?p ?o }")[0] == 406  # of which there is no CSV
        assert time.monotonic() - begun < 1.4
        waiting.join()
        assert slow[0][0] == 502
        assert b"took longer than the 1.5 seconds" in slow[0][1]
        assert told(f"SELECT * {{ SERVICE <{endpoint.at('/endless')}> {{ ?who ?p ?seat }} }}")[0] == 502
        assert told(joined) == (status, body)
