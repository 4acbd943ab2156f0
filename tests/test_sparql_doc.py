"""What docs/sparql.md shows is so."""

import re
import shlex
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from refoulement.queries import admit
from refoulement.queries.federation import AT_MOST
from refoulement.server import BODY_AT_MOST
from refoulement.tests.published_store import FIRST, SECOND
from refoulement.web.negotiation import SHORT_NAMES
from refoulement.web.settings import Settings

TEXT = (Path(__file__).parent.parent / "docs" / "sparql.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]
SCRIPTS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
SERVER = "http://127.0.0.1:8000"
GIVEN = [
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "application/sparql-results+json",
    "application/sparql-results+json",
    "application/n-triples",
    "text/csv",
]


def curl(client: FlaskClient, command: str) -> TestResponse:
    """Send what a curl command of the page would; an option that is not known here fails."""
    program, *words = shlex.split(command)
    assert program == "curl"
    fields, headers, address, by_get = [], {"Content-Type": "application/x-www-form-urlencoded"}, "", False
    waiting = iter(words)
    for word in waiting:
        if word == "-G":
            by_get = True
        elif word == "--data-urlencode":
            name, _, value = next(waiting).partition("=")
            fields.append(f"{name}={quote(value, safe='')}")
        elif word == "-d":
            fields.append(next(waiting))
        elif word == "-H":
            name, _, value = next(waiting).partition(": ")
            headers[name] = value
        else:
            assert word.startswith(SERVER), word
            address = urlsplit(word).path
    sent = "&".join(fields)
    if by_get:
        del headers["Content-Type"]
        return client.get(address, query_string=sent, headers=headers)
    return client.post(address, data=sent, headers=headers)


@pytest.mark.parametrize(("command", "media_type"), list(zip(COMMANDS, GIVEN, strict=True)))
def test_a_command_is_answered(client: FlaskClient, command: str, media_type: str) -> None:
    answer = curl(client, command)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert len(answer.data) > 25


def test_the_table_names_every_form() -> None:
    listed = {}
    for names, types in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ((?:`[\w/.+-]+`(?:, )?)+) \|$", TEXT, re.MULTILINE):
        for name in re.findall(r"`(\w+)`", names):
            listed[name] = tuple(re.findall(r"`([^`]+)`", types))
    assert listed == SHORT_NAMES


def test_the_bounds_are_the_ones_that_hold() -> None:
    assert f"at most {admit.MAX_BYTES // 1024} KiB and {admit.MAX_NESTING} levels" in TEXT
    assert f"longer than {BODY_AT_MOST // 1024} KiB" in TEXT


@pytest.fixture
def address(served: str) -> str:
    return served


def test_the_scripts_run(address: str) -> None:
    found: dict[str, object] = {}
    for script in SCRIPTS:
        exec(script.replace(SERVER, address), found)  # noqa: S102 - the page's own words
    graphs, articles = found["graphs"], found["articles"]
    assert isinstance(graphs, list)
    assert isinstance(articles, list)
    assert any(graph.endswith("/graph/events") for graph in graphs)
    assert sorted(str(article).rpartition("/")[2] for article in articles) == [FIRST.id, SECOND.id]


@pytest.mark.slow
def test_the_query_that_asks_another_endpoint_is_let_through_where_that_is_listed() -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", TEXT, re.DOTALL)
    assert [site.endpoint for site in admit.admit(query, services=("https://example.org/sparql",)).sites] == [
        "https://example.org/sparql"
    ]
    settings = Settings()
    assert f"may take {settings.service_s:g} seconds and {settings.service_mib} MiB together" in TEXT
    assert AT_MOST == 10
    assert "may have up to ten" in TEXT
