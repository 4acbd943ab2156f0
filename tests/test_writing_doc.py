"""The commands of docs/writing.md run as written, and answer what stands beside them."""

import re
import shlex
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from refoulement.__main__ import main
from refoulement.ontology import FOLDER
from refoulement.server import create_app
from refoulement.tests.test_update import empty_store
from refoulement.web.access import ENVIRON_KEY
from refoulement.web.settings import Settings
from refoulement.web.tokens import Tokens

TEXT = (FOLDER.parent / "docs" / "writing.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TEXT, flags=re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("refoulement")]
REQUESTS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("curl")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_store(tmp_path_factory.mktemp("documented") / "store")


@pytest.fixture(scope="module")
def client(store: Path) -> FlaskClient:
    return create_app(Settings(store=store)).test_client()


def test_every_line_is_one_of_both() -> None:
    assert len(COMMANDS) == 5
    assert len(REQUESTS) == 10
    assert sum(len(block.splitlines()) for block in BLOCKS) == len(COMMANDS) + len(REQUESTS)


def test_the_commands_run(store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(store.parent)
    assert [main(shlex.split(command)[1:]) for command in COMMANDS] == [0] * 5
    assert re.search(r"^[0-9a-f]{12}  editor  sealed ", capsys.readouterr().out, flags=re.MULTILINE)


def test_the_requests_are_answered_as_it_says(store: Path, client: FlaskClient) -> None:
    token = Tokens(store).create(role="editor", tier="sealed")
    for line in REQUESTS:
        command, _, status = line.rpartition("  # ")
        assert ask(client, shlex.split(command.replace("$TOKEN", token)), store).status_code == int(status), line


def ask(client: FlaskClient, words: list[str], store: Path) -> TestResponse:
    """What curl would be answered, the front's part done by the tokens themselves."""
    method, headers, body, kind, url = "", {}, None, "", ""
    options = iter(words[1:])
    for word in options:
        if word == "-X":
            method = next(options)
        elif word == "-H":
            name, _, value = next(options).partition(": ")
            headers[name] = value
        elif word in ("--data-binary", "--data-urlencode"):
            body, kind = next(options), word
        else:
            url = word
    environ = {}
    if "Authorization" in headers:
        environ[ENVIRON_KEY] = Tokens(store).verify(headers["Authorization"].removeprefix("Bearer "))
    path = url.removeprefix("http://127.0.0.1:8000")
    content = dict([body.split("=", 1)]) if body and kind == "--data-urlencode" else body
    method = method or ("GET" if body is None else "POST")
    return client.open(path, method=method, headers=headers, data=content, environ_overrides=environ)
