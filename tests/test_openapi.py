"""The description of the API is a valid one, says what the headers say, and what the server answers keeps to it."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from refoulement.queries import QUERIES
from refoulement.queries.answers import formats
from refoulement.server import create_app
from refoulement.tests.published_store import publish_store
from refoulement.web.settings import Settings

GRLC = Path(__file__).parent / "grlc"
EVERY = (*sorted(QUERIES), *sorted(path.stem for path in GRLC.iterdir()))
HELD_TO = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    unsupported_method,
)


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> BaseSchema:
    """What a client makes of `/openapi.json`, with grlc's queries beside ours."""
    folder = tmp_path_factory.mktemp("described")
    publish_store(folder)
    return schemathesis.openapi.from_wsgi("/openapi.json", create_app(Settings(store=folder, queries=GRLC)))


def description(client: FlaskClient) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/openapi.json").get_json()
    return told


def test_it_is_valid(client: FlaskClient) -> None:
    validate(description(client), cls=OpenAPIV31SpecValidator)


def test_it_is_valid_with_other_queries(store: Path) -> None:
    client = create_app(Settings(store=store, queries=GRLC)).test_client()
    told = description(client)
    validate(told, cls=OpenAPIV31SpecValidator)
    assert {tag["name"] for tag in told["tags"]} >= {"figures", "names"}
    (name, *_) = told["paths"]["/api/things-called"]["get"]["parameters"]
    assert (name["name"], name["required"]) == ("name", True)
    assert "exact point" in name["schema"]["enum"]
    (since, *_) = told["paths"]["/api/largest-figures"]["get"]["parameters"]
    assert since["schema"] == {"type": "string", "format": "date", "default": "2031-05-01"}


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_it_says_what_the_header_says(client: FlaskClient, name: str) -> None:
    query, told = QUERIES[name], description(client)["paths"][f"/api/{name}"]["get"]
    assert (told["operationId"], told["summary"], told["description"]) == (name, query.summary, query.description)
    own = [one for one in told["parameters"] if "name" in one and one["name"] != "format"]
    assert [one["name"] for one in own] == [parameter.name for parameter in query.parameters]
    for one, parameter in zip(own, query.parameters, strict=True):
        assert one["description"].startswith(parameter.description)
        assert ("enum" in one["schema"]) <= bool(parameter.choices)
    content = told["responses"]["200"]["content"]
    assert list(content) == list(formats(query).values())
    row = content["application/json"]["schema"]["properties"]["rows"]["items"]
    assert {column: one["description"] for column, one in row["properties"].items()} == dict(query.columns)


def test_choices_are_those_of_the_graph(client: FlaskClient) -> None:
    (harm, *_) = description(client)["paths"]["/api/harms-warned-of"]["get"]["parameters"]
    assert "rf:torture" in harm["schema"]["enum"]
    assert "- `rf:torture`: torture" in harm["description"]
    (facility, *_) = description(client)["paths"]["/api/facilities"]["get"]["parameters"]
    assert "enum" not in facility["schema"]  # the synthetic graph has none: nothing is offered, nothing refused


def test_it_is_not_sent_again_to_who_has_it(client: FlaskClient) -> None:
    tag = client.get("/openapi.json").headers["ETag"]
    assert client.get("/openapi.json", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "mode"), [("", GenerationMode.POSITIVE), *((name, mode) for name in EVERY for mode in GenerationMode)]
)
def test_what_is_answered_is_what_is_described(described: BaseSchema, name: str, mode: GenerationMode) -> None:
    asked = described[f"/api/{name}"]["GET"].as_strategy(generation_mode=mode)

    @settings(max_examples=4, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=asked)
    def ask(case: schemathesis.Case[Any]) -> None:
        # A client without a connection reads the answer as it is written.
        case.call_and_validate(checks=list(HELD_TO), headers={"Accept-Encoding": "identity"})

    ask()
