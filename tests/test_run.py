"""One run: what it loads, leaves, replaces, refuses and publishes."""

import json
import re
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from refoulement.errors import StoreError
from refoulement.graph import iri
from refoulement.graph.amount import Amount
from refoulement.graph.article import Article
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.rdf import read_claims, read_entities
from refoulement.graph.tier import PUBLIC
from refoulement.graph.when import When
from refoulement.loaders import run
from refoulement.loaders.extract import Extraction
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sheets import write_sheets
from refoulement.loaders.sources import find
from refoulement.ontology import RF

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 1, 3, 12, tzinfo=UTC)
NORTH_KOREA = iri.entity("Country", "North Korea")
SENTENCE = re.compile(r"(\d+) people were sent back on (\S+) by (\w+)\.")


def plain_extract(article: Article) -> Extraction:
    """Reads one kind of sentence only, so that these tests do not rest on what extraction learns."""
    entities = {NORTH_KOREA: Entity(NORTH_KOREA, "Country", (Name("North Korea", "en", "preferred"), Name("DPRK")))}
    mentions, claims = [], []
    for found in SENTENCE.finditer(article.text):
        actor = iri.minted("Organisation", found[3], article.id, found.start(3))
        entities[actor] = Entity(actor, "Organisation", (Name(found[3], "en", "preferred"),))
        mentions.append(Mention(article.passage(found.start(3), found.end(3)), actor))
        claims.append(
            EventClaim(
                passages=(article.passage(*found.span()),),
                extractor="plain 1",
                event_type="Repatriation",
                count=Count(bound="exact", value=int(found[1])),
                when=When(found[2]),
                destination=(NORTH_KOREA,),
                claimants=(actor,),
            )
        )
    return Extraction(article, tuple(entities.values()), tuple(mentions), tuple(claims))


def write(folder: Path, name: str, *sentences: str, **fields: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(f"Synthetic title of {name}\n\n" + "\n".join(sentences) + "\n")
    known = {"headline": f"Title of {name}", "publisher": "Made-up Daily", "datePublished": "2023-12-01"}
    path.with_suffix(".jsonld").write_text(json.dumps(known | fields))
    return path


def load(store: Path, *paths: Path, now: datetime = NOON, stop_after: int = 1000) -> Report:
    told: list[Outcome] = []
    with OxigraphWriter(store) as writer:
        whole = partial(run.load, find(paths), extract=plain_extract, store=writer, now=now)
        report = whole(tell=told.append, stop=lambda: len(told) >= stop_after)
    assert tuple(told) == report.outcomes
    return report


def statuses(report: Report) -> list[tuple[str | None, str]]:
    return [(outcome.article, outcome.status) for outcome in report.outcomes]


def counts(store: Path, graphs: Iterable[NamedNode]) -> list[Amount | None]:
    snapshot = OxigraphReader(store).snapshot()
    claims = [claim for graph in graphs for claim in read_claims(snapshot.quads(graph))]
    return [claim.count.value for claim in claims if isinstance(claim, EventClaim) and claim.count]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "articles"


@pytest.fixture
def store(tmp_path: Path, begun: Path) -> Path:
    """A store that holds ontology and gazetteer already."""
    return Path(shutil.copytree(begun / PUBLIC, tmp_path / "store"))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    return tmp_path / "fresh"


def test_an_article_goes_all_the_way(folder: Path, fresh: Path) -> None:
    store = fresh
    path = write(folder, "one", "12 people were sent back on 2023-10-09 by Alpha.", url="https://example.org/one")
    report = load(store, folder)
    assert report.outcomes == (Outcome(path=path, status="loaded", article="one", claims=1),)
    assert (report.exit_code, report.snapshot) == (0, 1)
    assert report.summary == "1 loaded, 1 claim, readers see snapshot 1"
    snapshot = OxigraphReader(store).snapshot()
    graph = snapshot.quads(iri.article_graph("one"))
    assert [entity.name for entity in read_entities(graph)] == ["Alpha"]
    (claim,) = read_claims(graph)
    text = OxigraphReader(store).text(sha256(path.read_bytes()).hexdigest())
    (passage,) = claim.passages
    assert text[passage.start : passage.end] == passage.exact == "12 people were sent back on 2023-10-09 by Alpha."


def test_what_the_gazetteer_says_stands_in_its_graph_only(folder: Path, store: Path) -> None:
    write(folder, "one", "12 people were sent back on 2023-10-09 by Alpha.")
    load(store, folder)
    snapshot = OxigraphReader(store).snapshot()
    rows = snapshot.select(
        "SELECT ?s ?p ?o (COUNT(?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ?o HAVING (COUNT(?g) > 1)"
    )
    assert rows == []
    assert NORTH_KOREA in {entity.iri for entity in read_entities(snapshot.quads(iri.GAZETTEER_GRAPH))}


def test_ontology_and_gazetteer_are_in_the_store(folder: Path, fresh: Path) -> None:
    store = fresh
    write(folder, "one")
    load(store, folder)
    rows = (
        OxigraphReader(store)
        .snapshot()
        .select(
            """PREFIX rf: <https://w3id.org/refoulement/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?label ?bound WHERE {
          GRAPH <https://w3id.org/refoulement/graph/ontology> { rf:Prison rdfs:subClassOf rf:DetentionFacility .
            rf:atMost skos:prefLabel ?bound }
          GRAPH <https://w3id.org/refoulement/graph/gazetteer> { ?place a rf:Settlement ; skos:prefLabel ?label } }"""
        )
    )
    assert ("Dandong", "up to") in {(row["label"].value, row["bound"].value) for row in rows}


def test_claims_on_one_day_become_one_event(folder: Path, store: Path) -> None:
    write(folder, "one", "12 people were sent back on 2023-10-09 by Alpha.")
    write(folder, "two", "14 people were sent back on 2023-10-09 by Beta.")
    load(store, folder)
    snapshot = OxigraphReader(store).snapshot()
    events = {quad.subject for quad in snapshot.quads(iri.EVENTS_GRAPH) if quad.predicate == RF.evidence}
    assert len(events) == 1
    assert set(counts(store, [iri.article_graph("one"), iri.article_graph("two")])) == {12, 14}


@pytest.mark.slow
def test_loading_twice_changes_nothing(folder: Path, fresh: Path) -> None:
    store = fresh
    write(folder, "one", "12 people were sent back on 2023-10-09 by Alpha.")
    load(store, folder)
    before = OxigraphReader(store).snapshot().select("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o")
    report = load(store, folder, now=LATER)
    assert (statuses(report), report.exit_code, report.snapshot) == ([("one", "unchanged")], 0, 1)
    after = OxigraphReader(store).snapshot().select("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o")
    assert after == before


@pytest.mark.slow
def test_an_edited_article_replaces_its_graph_and_its_events(folder: Path, store: Path) -> None:
    write(folder, "one", "12 people were sent back on 2023-10-09 by Alpha.")
    write(folder, "two", "14 people were sent back on 2023-11-09 by Beta.")
    load(store, folder)
    write(folder, "one", "13 people were sent back on 2023-11-09 by Alpha.")
    report = load(store, folder, now=LATER)
    assert statuses(report) == [("one", "replaced"), ("two", "unchanged")]
    assert report.snapshot == 3
    assert counts(store, [iri.article_graph("one")]) == [13]
    derived = OxigraphReader(store).snapshot().quads(iri.EVENTS_GRAPH)
    assert len({quad.subject for quad in derived if quad.predicate == RF.evidence}) == 1


def test_an_article_that_breaks_a_shape_is_refused_and_the_others_load(folder: Path, store: Path) -> None:
    write(folder, "good", "12 people were sent back on 2023-10-09 by Alpha.")
    bad = write(folder, "late", "15 people were sent back on 2023-12-24 by Alpha.")
    report = load(store, folder)
    assert statuses(report) == [("good", "loaded"), (None, "refused")]
    assert report.exit_code == 1
    reason = report.outcomes[1].reason
    assert reason is not None
    assert reason.startswith(f"{bad}: id/claim/")
    assert "15 people were sent back on 2023-12-24 by Alpha." in reason
    assert "the event is dated after its article was published" in reason
    assert "\n" not in reason
    assert OxigraphReader(store).snapshot().quads(iri.article_graph("late")) == ()


@pytest.mark.slow
def test_a_refused_edit_leaves_the_graph_as_it_was(folder: Path, store: Path) -> None:
    write(folder, "one", "12 people were sent back on 2023-10-09 by Alpha.")
    load(store, folder)
    write(folder, "one", "15 people were sent back on 2023-12-24 by Alpha.")
    report = load(store, folder, now=LATER)
    assert (statuses(report), report.exit_code, report.snapshot) == ([(None, "refused")], 2, 2)
    assert counts(store, [iri.article_graph("one")]) == [12]


def test_two_files_of_one_id_in_a_run(folder: Path, store: Path) -> None:
    first = write(folder, "a", identifier="same")
    second = write(folder, "b", identifier="same")
    report = load(store, folder)
    assert statuses(report) == [("same", "loaded"), (None, "refused")]
    assert report.outcomes[1].reason == (
        f"{second}: {first} has the same article id 'same'; give one of them another `identifier` in its sidecar"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ({"publisher": "Other Daily"}, {}, "publisher"),
        ({"url": "https://example.org/1"}, {"url": "https://example.org/2"}, "url"),
        ({"publisher": "", "headline": "One"}, {"publisher": "", "headline": "Two"}, "title"),
    ],
)
def test_another_article_under_a_known_id_is_refused(
    folder: Path, store: Path, before: dict[str, str], after: dict[str, str], field: str
) -> None:
    write(folder, "one", **before)
    load(store, folder)
    write(folder, "one", **after)
    report = load(store, folder, now=LATER)
    assert (report.exit_code, report.snapshot) == (2, 2)
    reason = report.outcomes[0].reason
    assert reason is not None
    assert f"the store has an article 'one' with the {field}" in reason
    assert "give it its own `identifier` in its sidecar" in reason


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after"),
    [({"publisher": ""}, {}), ({"headline": "One"}, {"headline": "Two"}), ({}, {"url": "https://example.org/1"})],
)
def test_an_edited_sidecar_is_no_other_article(
    folder: Path, store: Path, before: dict[str, str], after: dict[str, str]
) -> None:
    write(folder, "one", **before)
    load(store, folder)
    write(folder, "one", **after)
    assert statuses(load(store, folder, now=LATER)) == [("one", "replaced")]


@pytest.mark.slow
def test_a_stopped_run_publishes_what_is_whole(folder: Path, store: Path) -> None:
    for name in ("a", "b", "c"):
        write(folder, name, "12 people were sent back on 2023-10-09 by Alpha.")
    report = load(store, folder, stop_after=2)
    assert statuses(report) == [("a", "loaded"), ("b", "loaded")]
    assert (report.exit_code, report.interrupted) == (130, True)
    assert report.summary.startswith("interrupted after the last whole article: 2 loaded")
    snapshot = OxigraphReader(store).snapshot()
    assert len({quad.object for quad in snapshot.quads(iri.EVENTS_GRAPH) if quad.predicate == RF.evidence}) == 2
    assert statuses(load(store, folder, now=LATER)) == [("a", "unchanged"), ("b", "unchanged"), ("c", "loaded")]


@pytest.mark.slow
def test_what_an_earlier_run_left_unpublished_is_published(folder: Path, fresh: Path) -> None:
    store = fresh
    write(folder, "one", "12 people were sent back on 2023-10-09 by Alpha.")

    class PowerCut(Exception):
        """Stands for whatever ends a process between two steps."""

    def cut(_: Outcome) -> None:
        raise PowerCut

    with OxigraphWriter(store) as writer, pytest.raises(PowerCut):
        run.load(find([folder]), extract=plain_extract, store=writer, now=NOON, tell=cut, stop=lambda: False)
    with pytest.raises(StoreError, match="nothing published here"):
        OxigraphReader(store).snapshot()
    report = load(store, folder, now=LATER)
    assert (statuses(report), report.snapshot) == ([("one", "unchanged")], 1)
    derived = OxigraphReader(store).snapshot().quads(iri.EVENTS_GRAPH)
    assert [
        quad.object.value for quad in derived if isinstance(quad.object, Literal) and quad.object.language == "en"
    ] == ["Repatriation, 2023-10-09"]


def test_a_run_without_an_article_does_nothing(folder: Path) -> None:
    report = Report(outcomes=())
    assert (report.exit_code, report.summary) == (2, "nothing done, 0 claims")
    (folder / "empty").mkdir(parents=True)
    assert [str(error) for _, error in find([folder / "empty"]).refused] == [
        f"{folder / 'empty'}: no file in this folder can be loaded; put articles there (.csv, .txt)"
    ]


def test_sheets_are_written_without_a_store(folder: Path, tmp_path: Path) -> None:
    twice = "12 people were sent back on 2023-10-09 by Alpha."
    path = write(folder, "one", twice, twice, url="https://example.org/one")
    write(folder, "two", identifier="one")
    report = write_sheets(
        find([folder]), extract=plain_extract, folder=tmp_path / "sheets", tell=lambda _: None, stop=lambda: False
    )
    assert report.outcomes[0] == Outcome(path=path, status="extracted", article="one", claims=2)
    assert (report.exit_code, report.summary) == (1, "1 extracted, 1 refused, 2 claims")
    assert [written.name for written in (tmp_path / "sheets").iterdir()] == ["one.json"]
    assert json.loads((tmp_path / "sheets" / "one.json").read_text()) == {
        "source": {
            "id": "one",
            "publisher": "Made-up Daily",
            "published": "2023-12-01",
            "title": "Title of one",
            "url": "https://example.org/one",
            "language": "en",
        },
        "entities": [
            {"name": "North Korea", "type": "Country", "aliases": ["DPRK"]},
            {"name": "Alpha", "type": "Organisation", "aliases": []},
        ],
        "claims": [
            {
                "kind": "repatriation",
                "count": {"value": 12, "bound": "exact", "unit": "person"},
                "when": "2023-10-09",
                "from": [],
                "via": [],
                "to": ["North Korea"],
                "place": [],
                "claimant": ["Alpha"],
                "event": "",
            }
        ],
        "statements": [],
        "roles": [],
    }
