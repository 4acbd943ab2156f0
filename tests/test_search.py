"""The search over HTTP, and that what it finds is what the snapshot holds: no more, no less, of no other."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from refoulement.graph import iri
from refoulement.graph.catalogue import Entry
from refoulement.graph.entity import Entity, Name
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import entity_quads
from refoulement.graph.store import Snapshot
from refoulement.graph.tier import PUBLIC
from refoulement.queries import QUERIES
from refoulement.server import create_app
from refoulement.tests.published_store import EVENT, GROUP, NORTHSIDE
from refoulement.tests.real_server import serving
from refoulement.tests.served import ask, wait_until
from refoulement.web.finders import FINDERS, Finders, memory_file, share
from refoulement.web.finding import Results
from refoulement.web.names import KINDS
from refoulement.web.search import DESCRIPTION, NAMESPACE, SUGGESTIONS
from refoulement.web.settings import Settings

HOME = "https://example.org/graph"


def found(client: FlaskClient, **asked: str) -> list[str]:
    """The names that the search finds, as JSON tells them."""
    return [one["name"] for one in client.get("/search.json", query_string=asked).get_json()["found"]]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("societe exemple", "Société Exemple"),
        ("SAMPLE", "Société Exemple"),
        ("Exempel", "Société Exemple"),
        ("북", "Northside"),
        ("Tset Gaet", "Test Gate"),
        ("2031-05", "Repatriation, 2031-05-04"),
        ("repatriation may 2031", "Repatriation, 2031-05-04"),
        ("송환 2031년 5월", "Repatriation, 2031-05-04"),
        ("another synth", "Another synthetic report"),
        ("single origin", "Claims of a single origin"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(client: FlaskClient, words: str, shown: str) -> None:
    page = client.get("/search", query_string={"q": words}).text
    assert "1 found" in page
    assert shown in page
    assert "Exempel" not in page.partition("1 found")[2].partition("<aside")[0]
    assert found(client, q=words) == [shown]


def test_a_line_tells_what_a_thing_is_how_often_it_is_named_and_by_what_it_was_found(client: FlaskClient) -> None:
    page = client.get("/search?q=sample").text
    assert '<a href="/page/organisation/societe-exemple">Société Exemple</a>' in page
    assert "rights group · <bdi>Sample Society</bdi> · named in 1 passage" in page
    assert "repatriation · 2 claims" in client.get("/search?q=repatriation").text
    korean = client.get("/search?q=sample", headers={"Accept-Language": "ko"}).text
    assert 'lang="ko"' in korean
    assert "rights group" not in korean


def test_kinds_filter_what_is_found(client: FlaskClient) -> None:
    page = client.get("/search?q=s").text
    assert 'href="/search?q=s&amp;kind=article"' in page
    assert found(client, q="s", kind="organisation") == ["Specimen Office", "Société Exemple"]
    assert found(client, q="s", kind="table") == []
    assert "None of this kind" in client.get("/search?q=s&kind=table").text


def test_a_page_follows_another(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refoulement.web.search.PER_PAGE", 2)
    whole = [name for page in map(str, range(1, 13)) for name in found(client, q="a", page=page)]
    assert len(whole) == len(set(whole)) == sum(client.get("/search.json?q=a").get_json()["counts"].values())
    second = client.get("/search?q=a&page=2").text
    assert "3 to 4 of" in second
    assert 'href="/search?q=a" rel="prev"' in second
    assert 'href="/search?q=a&amp;page=3" rel="next"' in second


@pytest.mark.parametrize("asked", ["kind=thing", "page=0", "page=x", "page=-1", "page=9999999"])
def test_what_cannot_be_asked_is_told(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/search?q=a&{asked}").status_code == 400


def test_what_was_meant_is_a_link(client: FlaskClient) -> None:
    page = client.get("/search?q=nrothside").text
    assert '<a href="/search?q=Northside"><bdi>Northside</bdi></a>?' in page
    assert "Did you mean" not in client.get("/search?q=northside").text


def test_a_search_for_nothing_or_in_vain_says_what_to_do(client: FlaskClient) -> None:
    assert "Any spelling of an actor" in client.get("/search").text
    vain = client.get("/search?q=zzzz").text
    assert "No name is spelled like this" in vain
    assert "Try fewer words" in vain


def test_suggestions_are_those_of_opensearch(client: FlaskClient) -> None:
    answer = client.get("/suggest?q=north", base_url=HOME)
    assert answer.mimetype == SUGGESTIONS
    assert json.loads(answer.text) == [
        "north",
        ["Northside", "Repatriation, 2031-05-04"],
        ["settlement · named in 1 passage", "repatriation · 2 claims"],
        [f"{HOME}/page/place/northside", f"{HOME}/page/event/repatriation-2031-05-04"],
    ]
    assert json.loads(client.get("/suggest").text) == ["", [], [], []]


def test_browsers_are_told_of_the_search(client: FlaskClient) -> None:
    assert (
        f'<link rel="search" type="{DESCRIPTION}" title="refoulement" href="/opensearch.xml">' in client.get("/").text
    )
    answer = client.get("/opensearch.xml", base_url=HOME)
    assert answer.mimetype == DESCRIPTION
    urls = ET.fromstring(answer.text).findall(f"{{{NAMESPACE}}}Url")  # noqa: S314 - our own
    templates = {url.get("type"): url.get("template") for url in urls}
    assert templates["text/html"] == f"{HOME}/search?q={{searchTerms}}"
    assert templates[SUGGESTIONS] == f"{HOME}/suggest?q={{searchTerms}}"
    for template in templates.values():
        assert template
        assert client.get(template.removeprefix(HOME).replace("{searchTerms}", "north")).status_code == 200


@pytest.fixture(scope="module")
def one_client(store: Path) -> FlaskClient:
    """The same application for every example."""
    return create_app(Settings(store=store)).test_client()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(["", ".json"]))
def test_whatever_is_asked_is_answered(one_client: FlaskClient, sought: str, form: str) -> None:
    for path in (f"/search{form}", "/suggest"):
        assert one_client.get(path, query_string={"q": sought}).status_code == 200


def test_broken_utf8_is_answered(client: FlaskClient) -> None:
    assert client.get("/search?q=%ff%fe%00%ed%a0%80").status_code == 200


# The index and its snapshot


@pytest.fixture
def published(store: Path, tmp_path: Path) -> Path:
    """A copy of the store that may be published to."""
    return Path(shutil.copytree(store, tmp_path / "store"))


def publish_pilotvale(store: Path) -> None:
    """Let readers see another snapshot, with one place more."""
    graph, place = NamedNode(iri.OWN_GRAPHS + "more"), iri.entity("Settlement", "Pilotvale")
    entity = Entity(place, "Settlement", (Name("Pilotvale", "en", "preferred"),))
    entry = Entry(graph=graph, title="One more", agent="test 1", written_at=datetime.now(UTC))
    with OxigraphWriter(store / PUBLIC) as writer:
        writer.replace(graph, entity_quads(entity, graph), entry)
        writer.publish()


@pytest.fixture
def snapshot(client: FlaskClient) -> Snapshot:
    return client.application.extensions["refoulement"].snapshot()  # type: ignore[no-any-return]


def test_a_finder_is_kept_as_long_as_its_snapshot_and_no_longer(published: Path) -> None:
    client = create_app(Settings(store=published)).test_client()
    kept, reader = (client.application.extensions[name] for name in (FINDERS, "refoulement"))
    assert kept.finder(reader.snapshot(), QUERIES) is kept.finder(reader.snapshot(), QUERIES)
    assert found(client, q="pilotvale") == []
    publish_pilotvale(published)
    assert found(client, q="pilotvale") == ["Pilotvale"]


def another_state(snapshot: Snapshot, without: str = "nothing") -> Snapshot:
    """A later state, as an engine at another address has them: no two have one number."""
    quads = (quad for graph in snapshot.graphs() for quad in snapshot.quads(graph))
    state = snapshot.holding(quad for quad in quads if without not in str(quad))
    state._version = time.time_ns()  # type: ignore[attr-defined] # noqa: SLF001 - as `RemoteSnapshot` does
    return state


def test_what_an_engine_no_longer_says_is_not_told(snapshot: Snapshot) -> None:
    kept = Finders(renew_s=60)
    first = kept.finder(snapshot, QUERIES)
    same, fewer = another_state(snapshot), another_state(snapshot, "Sample Society")
    none = another_state(snapshot, GROUP.iri)
    assert kept.finder(none, QUERIES) is first
    for state, by_what in ((same, "Sample Society"), (fewer, None)):
        [found] = kept.find("sample", state, QUERIES, most=5).page
        assert (found.name and found.name.text, found.thing.shown().text) == (by_what, "Société Exemple")
    for sought in ("sample", "societe exemple", "societte exemple"):
        found_none = kept.find(sought, none, QUERIES, most=5)
        assert found_none == Results(counts={}, page=())
    assert kept.find("societte exemple", same, QUERIES, most=5).meant == "Société exemple"
    assert kept.find("single origin", none, QUERIES, most=5).page


def test_an_engines_names_are_read_again_when_that_is_due(snapshot: Snapshot) -> None:
    kept = Finders(renew_s=0)
    first = kept.finder(snapshot, QUERIES)
    assert kept.finder(another_state(snapshot), QUERIES) is not first


@pytest.fixture
def file() -> Iterator[int]:
    made = memory_file()
    yield made
    os.close(made)


def test_what_one_process_has_put_in_order_another_takes(snapshot: Snapshot, file: int) -> None:
    share(file, lambda: snapshot, QUERIES)
    [taken] = Finders(shared=file).finder(snapshot.holding(()), {}).find("Northside", most=1).page
    assert taken.thing.address == NORTHSIDE.iri
    with pytest.raises(PermissionError):
        os.write(file, b"more")


def test_of_another_snapshot_nothing_is_taken(snapshot: Snapshot, file: int) -> None:
    share(file, lambda: snapshot, QUERIES)
    later = snapshot.holding(())
    later._version = snapshot.version + 1  # type: ignore[attr-defined] # noqa: SLF001 - as if published since
    assert Finders(shared=file).finder(later, {}).find("Northside", most=1).page == ()


def test_where_sharing_fails_each_makes_its_own(snapshot: Snapshot, file: int) -> None:
    def broken() -> Snapshot:
        raise OSError("it is gone")

    with pytest.raises(OSError, match="it is gone"):
        share(file, broken, QUERIES)
    [made] = Finders(shared=file).finder(snapshot, QUERIES).find("Northside", most=1).page
    assert made.thing.address == NORTHSIDE.iri


def test_nobody_waits_for_ever_for_what_is_not_shared(
    snapshot: Snapshot, file: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refoulement.web.finders.MADE_WITHIN_S", 0.05)
    assert Finders(shared=file).finder(snapshot, QUERIES).find("Northside", most=1).page


def test_each_application_has_a_finder_of_its_own(store: Path) -> None:
    one, other = (create_app(Settings(store=store, tier=PUBLIC)).extensions[FINDERS] for _ in range(2))
    assert one is not other


@pytest.mark.slow
@pytest.mark.parametrize("memory_below", ["1500000", "0"], ids=["in memory", "from the disk"])
def test_a_service_finds_what_is_published_and_nothing_older(published: Path, memory_below: str) -> None:
    with serving(published, "--memory-below", memory_below, "--quiet") as address:
        event = EVENT.rsplit("/", 1)[-1]
        assert event in ask(address, "/suggest?q=repatriation+2031").body.decode()
        assert json.loads(ask(address, "/suggest?q=pilotvale").body)[1] == []
        publish_pilotvale(published)
        wait_until(lambda: json.loads(ask(address, "/suggest?q=pilotvale").body)[1] == ["Pilotvale"])


def test_the_documentation_tells_what_is_found_and_where() -> None:
    page = (Path(__file__).parent.parent / "docs" / "search.md").read_text("utf-8")
    assert {kind for kind in KINDS if f"`{kind}`" in page} == set(KINDS) - {"other"}
    assert all(f"`{path}`" in page for path in ("/search.json", "/suggest", "/opensearch.xml"))
    assert SUGGESTIONS in page
