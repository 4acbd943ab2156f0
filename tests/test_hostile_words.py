"""What articles say is shown as words: it neither runs, nor turns what stands beside it round."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from refoulement import web
from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import article_quads, claim_quads
from refoulement.graph.tier import PUBLIC
from refoulement.server import create_app
from refoulement.tests.published_store import FIRST, SILENCE, publish_store
from refoulement.web.settings import Settings

SCRIPT, IMAGE, TURN = "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202e"
HOSTILE = replace(
    FIRST,
    title=f"{SCRIPT}{TURN}A title",
    publisher=f"{IMAGE}{TURN}A gazette",
    text=FIRST.text.replace("did not comment", f"did not comment {SCRIPT}{IMAGE}{TURN}{{{{ 7 * 7 }}}}", 1),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder, graph = tmp_path_factory.mktemp("hostile"), iri.article_graph(HOSTILE.id)
    publish_store(folder)
    start = HOSTILE.text.index("Specimen Office did not comment")
    passage = HOSTILE.passage(start, HOSTILE.text.index("\n", start))
    claim = replace(SILENCE, passages=(passage,))
    with OxigraphWriter(folder / PUBLIC) as writer:
        entry = Entry(graph=graph, title=HOSTILE.title, agent="test 1", written_at=datetime.now(UTC))
        writer.replace(graph, [*article_quads(HOSTILE), *claim_quads(claim)], entry)
        writer.keep(HOSTILE.sha256, HOSTILE.text, HOSTILE.text.encode())
        writer.publish()
    return create_app(Settings(store=folder)).test_client()


PAGES = (f"/page/article/{HOSTILE.id}", "/page/organisation/specimen-office")


@pytest.mark.parametrize("path", ["/", "/search?q=title", f"/search?q={SCRIPT}", *PAGES])
def test_words_neither_run_nor_turn_others_round(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not re.search(
        r"<script(?! type=.module. src=./assets/built/\w+\.js.></script>)|<img|onerror=[^&]*>|\b49\b", answer.text
    )
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in answer.headers["Content-Security-Policy"]


def test_the_pages_do_show_them(client: FlaskClient) -> None:
    assert "&lt;script&gt;" in client.get(PAGES[0]).text
    assert re.search(rf"<bdi>[^<]*{TURN}A gazette</bdi>", client.get("/").text)


def test_what_stands_in_a_line_with_others_is_apart_by_its_style() -> None:
    style = (Path(web.__file__).parent / "assets" / "refoulement.css").read_text("utf-8")
    (rule,) = re.findall(r"^([a-z, ]+) \{ unicode-bidi: isolate; \}$", style, flags=re.MULTILINE)
    assert {"a", "dd", "mark", "span", "strong"} <= set(rule.split(", "))
