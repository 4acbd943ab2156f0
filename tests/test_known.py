"""What was known on a day: publication, corrections, withdrawals; and what is refused without touching the graph."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import GraphError, QueryRefused
from refoulement.graph import as_of, iri
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.rdf import read_claims
from refoulement.graph.revision import Revision, read_revisions
from refoulement.graph.store import Snapshot
from refoulement.graph.tier import PUBLIC
from refoulement.graph.withdrawal import Withdrawn, undo, withdraw
from refoulement.ontology import RF
from refoulement.queries import day, run
from refoulement.tests.test_run import load, statuses, write

MARCH, JUNE, JULY = (datetime(2024, month, 1, 12, tzinfo=UTC) for month in (3, 6, 7))
ALPHA = "12 people were sent back on 2023-10-09 by Alpha."
BETA = "700 people were sent back on 2023-10-09 by Beta."
NEWER = "leaned on it: Repatriation, 2023-10-09 (event/repatriation-2023-10-09): {}; {}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "articles"


@pytest.fixture
def store(tmp_path: Path, begun: Path) -> Path:
    return Path(shutil.copytree(begun / PUBLIC, tmp_path / "store"))


def taken_back(store: Path, article: str = "one", why: str = "retracted", on: date | None = None) -> Withdrawn:
    with OxigraphWriter(store) as writer:
        done = withdraw(writer, article, why=why, day=on, agent="test 1", now=JUNE)
        writer.publish()
        return done


def brought_back(store: Path, article: str = "one") -> Revision:
    with OxigraphWriter(store) as writer:
        done = undo(writer, article, agent="test 1", now=JULY)
        writer.publish()
        return done


def figures(store: Path, asked: str = "") -> list[str]:
    reader = OxigraphReader(store)
    snapshot, when = reader.snapshot(), day(asked)
    rows = run(as_of.on(when, snapshot, kept=reader.text) if when else snapshot, "repatriations-by-claimant", {})
    return sorted(row["value"].value for row in rows)


def state(snapshot: Snapshot) -> set[Quad]:
    """All that is said and derived; not who wrote it when, nor when a rule judged."""
    graphs = [graph for graph in snapshot.graphs() if graph not in (iri.CATALOGUE_GRAPH, iri.REVISIONS_GRAPH)]
    return {quad for graph in graphs for quad in snapshot.quads(graph) if quad.predicate != RF.judgedAt}


def known_from(store: Path) -> dict[int, str]:
    snapshot = OxigraphReader(store).snapshot()
    found = {}
    for claim in read_claims(snapshot.quads(iri.article_graph("one"))):
        (stated,) = snapshot.matching(None, subject=NamedNode(claim.iri), predicate=RF.knownFrom)
        assert isinstance(stated.object, Literal)
        found[claim.count.value] = stated.object.value  # type: ignore[attr-defined]
    return found


@pytest.mark.slow
def test_a_claim_is_known_when_its_article_was_certainly_published(folder: Path, store: Path) -> None:
    write(folder, "one", ALPHA)
    write(folder, "two", BETA, datePublished="2024-01")
    load(store, folder)
    asked = ("2023-11-30", "2023-12-01", "2024-01-30", "2024-01-31", "")
    assert [figures(store, day) for day in asked] == [[], ["12"], ["12"], ["12", "700"], ["12", "700"]]


def test_an_article_without_a_date_is_known_on_no_day(folder: Path, store: Path) -> None:
    write(folder, "one", ALPHA, datePublished="")
    load(store, folder)
    assert (figures(store), figures(store, "2030-01-01")) == (["12"], [])


@pytest.mark.slow
def test_as_of_a_day_is_what_a_store_of_that_day_holds(folder: Path, store: Path, tmp_path: Path) -> None:
    paths = [write(folder, "one", ALPHA), write(folder, "two", ALPHA, BETA, datePublished="2024-02-03")]
    load(store, *paths)
    load(tmp_path / "then", paths[0])
    reader = OxigraphReader(store)
    then = as_of.on(date(2024, 2, 2), reader.snapshot(), kept=reader.text)
    assert state(then) == state(OxigraphReader(tmp_path / "then").snapshot())
    assert as_of.on(date(2024, 2, 2), reader.snapshot(), kept=reader.text) is then


@pytest.mark.slow
def test_another_text_is_a_correction_and_what_stood_before_is_known_until_then(folder: Path, store: Path) -> None:
    write(folder, "one", ALPHA, BETA)
    load(store, folder)
    before = state(OxigraphReader(store).snapshot())
    write(folder, "one", "A line was put in.", ALPHA, BETA.replace("700", "70"), dateModified="2024-02-10")
    assert statuses(load(store, folder, now=MARCH)) == [("one", "replaced")]
    assert known_from(store) == {12: "2023-12-01", 70: "2024-02-10"}
    assert (figures(store), figures(store, "2024-02-10"), figures(store, "2024-02-09")) == (
        ["12", "70"],
        ["12", "70"],
        ["12", "700"],
    )
    reader = OxigraphReader(store)
    assert state(as_of.on(date(2024, 2, 9), reader.snapshot(), kept=reader.text)) == before
    assert statuses(load(store, folder, now=JUNE)) == [("one", "unchanged")]
    write(folder, "one", "A line was put in.", ALPHA, BETA)
    load(store, folder, now=JULY)
    assert known_from(store) == {12: "2023-12-01", 700: "2023-12-01"}  # it was said before the first correction already
    assert (figures(store, "2024-02-09"), figures(store, "2024-06-30"), figures(store, "2024-07-01")) == (
        ["12", "700"],
        ["12", "70"],
        ["12", "700"],
    )


@pytest.mark.slow
def test_a_correction_is_dated_by_the_load_where_nothing_tells_and_never_later(folder: Path, store: Path) -> None:
    write(folder, "one", ALPHA)
    load(store, folder)
    write(folder, "one", BETA)
    load(store, folder, now=MARCH)
    write(folder, "one", ALPHA, BETA, dateModified="2024")
    load(store, folder, now=JUNE)
    revisions = read_revisions(OxigraphReader(store).snapshot().quads(iri.REVISIONS_GRAPH))
    assert [(revision.kind, revision.day) for revision in revisions] == [
        ("Correction", date(2024, 3, 1)),
        ("Correction", date(2024, 6, 1)),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("modified", "reason"),
    [("2023-11-30", "it was not published yet"), ("2024-02-31", "dateModified '2024-02-31' is no date")],
)
def test_a_correction_on_an_impossible_day_is_refused(folder: Path, store: Path, modified: str, reason: str) -> None:
    write(folder, "one", ALPHA)
    load(store, folder)
    write(folder, "one", BETA, dateModified=modified)
    report = load(store, folder, now=MARCH)
    assert report.outcomes[0].reason
    assert reason in report.outcomes[0].reason
    assert figures(store) == ["12"]


@pytest.mark.slow
def test_what_is_withdrawn_is_known_until_then_and_whatever_leaned_on_it_is_told(folder: Path, store: Path) -> None:
    write(folder, "one", ALPHA, BETA.replace("2023-10-09", "2021-07-01"))
    write(folder, "two", BETA, datePublished="2023-12-02")
    load(store, folder)
    before = state(OxigraphReader(store).snapshot())
    done = taken_back(store, on=date(2024, 5, 1))
    assert list(done.lines()) == [
        "withdrawn one: 2 event claims, not known from 2024-05-01 on",
        "leaned on it: Repatriation, 2021-07-01 (event/repatriation-2021-07-01): 700 people; nothing else speaks of it",
        NEWER.format("12 people", "without it: 1 article, 1 origin"),
    ]
    assert (figures(store), figures(store, "2024-04-30"), figures(store, "2024-05-01")) == (
        ["700"],
        ["12", "700", "700"],
        ["700"],
    )
    reader = OxigraphReader(store)
    assert state(as_of.on(date(2024, 4, 30), reader.snapshot(), kept=reader.text)) == before
    report = load(store, folder, now=JULY)
    assert statuses(report) == [(None, "refused"), ("two", "unchanged")]
    assert "one is withdrawn from 2024-05-01 on (retracted); `refoulement withdraw one --undo`" in (
        report.outcomes[0].reason or ""
    )
    assert brought_back(store).day == date(2024, 5, 1)
    assert state(OxigraphReader(store).snapshot()) == before
    assert figures(store, "2024-05-01") == ["12", "700", "700"]
    assert statuses(load(store, folder, now=JULY)) == [("one", "unchanged"), ("two", "unchanged")]


@pytest.mark.slow
def test_the_copies_of_what_is_withdrawn_are_told(folder: Path, store: Path) -> None:
    long = " ".join(f"word{number}" for number in range(60))
    write(folder, "one", long, ALPHA)
    write(folder, "two", long, ALPHA, datePublished="2023-12-02")
    load(store, folder)
    assert list(taken_back(store).lines())[1:] == [
        NEWER.format("12 people", "without it: 1 article, 1 origin"),
        "repeats it, and is not withdrawn: two",
    ]


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of an article as it was, one that is withdrawn, and one that was corrected, for copying."""
    place = tmp_path_factory.mktemp("revised")
    for name in ("one", "two", "three"):
        write(place / "articles", name, ALPHA)
    load(place / "store", place / "articles")
    write(place / "articles", "three", BETA)
    load(place / "store", place / "articles", now=MARCH)
    taken_back(place / "store", "two")
    return place / "store"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("article", "why", "on", "reason"),
    [
        ("nowhere", "retracted", None, "the store has no article 'nowhere'"),
        ("a b", "retracted", None, "'a b' is no article's id"),
        ("one", " ", None, "why one is withdrawn is not said"),
        ("one", "retracted", date(2024, 6, 2), "2024-06-02 has not come yet"),
        ("one", "retracted", date(2023, 11, 30), r"it was not published yet \(2023-12-01\)"),
        ("two", "retracted", None, "two is withdrawn already, from 2024-06-01 on: retracted"),
        ("three", "retracted", date(2024, 2, 28), "2024-02-28 lies before its correction of 2024-03-01"),
    ],
)
def test_a_withdrawal_that_cannot_be_meant_is_refused_and_the_graph_is_as_it_was(
    revised: Path, tmp_path: Path, article: str, why: str, on: date | None, reason: str
) -> None:
    store = Path(shutil.copytree(revised, tmp_path / "store"))
    before = OxigraphReader(store).snapshot()
    with pytest.raises(GraphError, match=reason):
        taken_back(store, article, why, on)
    with pytest.raises(GraphError, match="one is not withdrawn, so there is nothing to undo"):
        brought_back(store)
    after = OxigraphReader(store).snapshot()
    assert (before.version, state(before)) == (after.version, state(after))


def test_what_is_no_day_is_refused() -> None:
    assert day(" ") is None
    with pytest.raises(QueryRefused, match="as_of: 'May' is no date"):
        day("May")


@pytest.mark.slow
def test_a_graph_too_large_is_refused(folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "one", ALPHA)
    load(store, folder)
    monkeypatch.setattr(as_of, "QUADS_AT_MOST", 100)
    reader = OxigraphReader(store)
    with pytest.raises(QueryRefused, match="more than 100 statements were known on 2024-01-01"):
        as_of.on(date(2024, 1, 1), reader.snapshot(), kept=reader.text)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"why": " "}, "is not said"),
        ({"day": date(2024, 6, 2)}, "has not come yet"),
        ({"made": datetime(2024, 6, 1)}, "time zone"),  # noqa: DTZ001
        ({"kind": "Rumour"}, "no kind of revision"),
    ],
)
def test_an_impossible_revision_cannot_be_built(fields: dict[str, object], message: str) -> None:
    known = {
        "kind": "Withdrawal",
        "article": "one",
        "day": date(2024, 6, 1),
        "why": "w",
        "earlier": "0" * 64,
        "made": JUNE,
    }
    assert [*read_revisions(Revision(**known).quads())] == [Revision(**known)]  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=message):
        Revision(**(known | fields))  # type: ignore[arg-type]
