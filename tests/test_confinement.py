"""A tier tells nothing of another, however it is asked; each question is shown to find the hidden where it is."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from refoulement.graph import iri
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import read_claims
from refoulement.ontology import NAMESPACE
from refoulement.queries import QUERIES
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.tests.confinement_probes import PROBES, Probe, told, without
from refoulement.web.settings import Settings

pytestmark = pytest.mark.slow  # articles loaded, judged, corrected and withdrawn over three stores

PREFIXES = f"""PREFIX rf: <{NAMESPACE}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
"""
OPEN_GRAPH = iri.article_graph("returns")
Secrets = dict[str, str]


@pytest.fixture(scope="module", params=["public", "partner"])
def open_client(withheld: Path, request: pytest.FixtureRequest) -> FlaskClient:
    return create_app(Settings(store=withheld, tier=request.param)).test_client()


@pytest.fixture(scope="module")
def sealed_client(withheld: Path) -> FlaskClient:
    return create_app(Settings(store=withheld, tier="sealed")).test_client()


@pytest.fixture(scope="module")
def secrets(withheld: Path) -> Secrets:
    """What a probe may name without learning it: IRIs of the sealed tier that no other holds."""
    person = at_risk.person(withheld)
    restricted = iri.restricted_graph(OPEN_GRAPH)
    claims = read_claims(OxigraphReader(withheld / "sealed").snapshot().quads(restricted))
    claim = next(claim.iri for claim in claims if getattr(claim, "speaker", "") == person)
    return {
        "@person": person,
        "@claim": claim,
        "@restricted": restricted.value,
        "@marks": iri.PROTECTION_GRAPH.value,
        "@open": OPEN_GRAPH.value,
    }


def unlike(secrets: Secrets) -> Secrets:
    """IRIs as long and of the same shape that never were in any tier."""
    changed = {
        "@person": secrets["@person"].replace("zorvath", "xqzzyth"),
        "@claim": secrets["@claim"][:-6]
        + secrets["@claim"][-6:].translate(str.maketrans("0123456789abcdef", "f0123456789abcde")),
        "@restricted": secrets["@restricted"].replace("returns", "xqzzyns"),
        "@marks": secrets["@marks"].replace("protection", "xqzzyction"),
    }
    return secrets | changed


def filled(text: str, named: Secrets, *, path: bool = False) -> str:
    for mark, name in named.items():
        text = text.replace(mark, name.removeprefix(iri.THINGS) if path else name)
    return text


def send(client: FlaskClient, probe: Probe, named: Secrets, headers: dict[str, str] | None = None) -> TestResponse:
    headers = {**probe.headers, **(headers or {})}
    if not probe.query:
        return client.get(filled(probe.address, named, path=True), headers=headers)
    query = PREFIXES + filled(probe.query, named)
    fields = {name: filled(value, named) for name, value in probe.fields.items()}
    if probe.posted == "form":
        return client.post(probe.address, data={"query": query, **fields}, headers=headers)
    if probe.posted == "direct":
        sent = {"content_type": "application/sparql-query", "data": query}
        return client.post(probe.address, query_string=fields, headers=headers, **sent)
    if "format" in fields:
        headers.pop("Accept")
    return client.get(probe.address, query_string={"query": query, **fields}, headers=headers)


def test_there_are_probes_enough() -> None:
    assert len(PROBES) >= 40


@pytest.mark.parametrize("name", PROBES)
def test_a_probe_finds_nothing_but_where_it_is(
    open_client: FlaskClient, sealed_client: FlaskClient, secrets: Secrets, name: str
) -> None:
    probe = PROBES[name]
    hidden, shown = send(open_client, probe, secrets), send(sealed_client, probe, secrets)
    if probe.query:
        assert (hidden.status_code, shown.status_code) == (200, 200)
    assert not probe.finds(hidden)
    assert probe.finds(shown)


# What names a secret is asked the same of a thing that never was: nothing may tell the two apart.
NAMES = re.compile("@(person|claim|restricted|marks)")
NAMING = [name for name, probe in PROBES.items() if NAMES.search(f"{probe.query} {probe.address} {probe.fields}")]


def as_seen(answer: TestResponse, named: Secrets) -> tuple[int, list[tuple[str, str]], str]:
    """All that a client can see of an answer, without what it asked for itself."""
    text = answer.text
    for mark, name in named.items():
        text = without(text, name, mark)
    headers = [(name, value) for name, value in answer.headers if name not in ("Date", "ETag", "Location")]
    return answer.status_code, headers, text


@pytest.mark.parametrize("name", NAMING)
def test_what_is_hidden_is_as_unknown_as_what_never_was(
    open_client: FlaskClient, sealed_client: FlaskClient, secrets: Secrets, name: str
) -> None:
    """Status, headers, length and bytes alike: the open tier's engine holds neither, so it does the same for both."""
    probe, never = PROBES[name], unlike(secrets)
    seen, unseen = (as_seen(send(open_client, probe, named), named) for named in (secrets, never))
    assert seen == unseen
    in_sealed = [as_seen(send(sealed_client, probe, named), named) for named in (secrets, never)]
    assert in_sealed[0] != in_sealed[1]


WRONG = (
    "SELECT ?s WHERE {{ <{}> ?p ",
    "SELECT ?s WHERE {{ GRAPH <{}> {{ ?s ?p 'x }} }}",
    "DESCRIBE <{}> <",
    "CLEAR GRAPH <{}>",
)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("mark", ["@person", "@restricted", "@marks"])
def test_errors_tell_nothing_of_what_they_name(
    open_client: FlaskClient, secrets: Secrets, wrong: str, mark: str
) -> None:
    never = unlike(secrets)
    answers = [
        as_seen(open_client.get("/sparql", query_string={"query": wrong.format(named[mark])}), named)
        for named in (secrets, never)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 400


@pytest.mark.parametrize("name", ["GRAPH, guessed", "COUNT of the person", "ASK of marks", "DESCRIBE the person"])
def test_an_etag_of_another_tier_does_not_hold(
    open_client: FlaskClient, sealed_client: FlaskClient, secrets: Secrets, name: str
) -> None:
    """Tiers number their snapshots alike: a client that had a token would else be told to keep what it saw."""
    kept = {"If-None-Match": send(sealed_client, PROBES[name], secrets).headers["ETag"]}
    assert send(sealed_client, PROBES[name], secrets, kept).status_code == 304
    assert send(open_client, PROBES[name], secrets, kept).status_code == 200


def test_answers_vary_by_who_asks(open_client: FlaskClient, sealed_client: FlaskClient) -> None:
    for client in (open_client, sealed_client):
        assert {"Accept", "Authorization"} <= set(client.get("/sparql?query=ASK {}").vary)


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_no_named_query_tells(open_client: FlaskClient, sealed_client: FlaskClient, suffix: str) -> None:
    telling = []
    for name in QUERIES:
        assert not told(open_client.get(f"/api/{name}.{suffix}")), name
        telling += [name] * told(sealed_client.get(f"/api/{name}.{suffix}"))
    assert len(telling) > 3


def test_a_named_query_of_the_person_is_empty(
    open_client: FlaskClient, sealed_client: FlaskClient, secrets: Secrets
) -> None:
    found = 0
    for query in QUERIES.values():
        for parameter in query.parameters:
            if parameter.type == "iri":
                ask = {parameter.name: secrets["@person"]}, {parameter.name: unlike(secrets)["@person"]}
                seen = [_words_of(open_client, query.name, asked) for asked in ask]
                assert seen[0] == seen[1], (query.name, parameter.name)
                found += told(sealed_client.get(f"/api/{query.name}.json", query_string=ask[0]))
    assert found


def _words_of(client: FlaskClient, name: str, asked: dict[str, str]) -> str:
    """An answer, without the value that the asker has sent."""
    text = client.get(f"/api/{name}.json", query_string=asked).text
    for value in asked.values():
        text = text.replace(value, "…").replace(value.removeprefix(iri.THINGS), "…")
    return text
