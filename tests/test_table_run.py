"""A table in the graph: loaded once, corrected, withdrawn, and set against what articles say."""

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from refoulement.__main__ import main
from refoulement.errors import LoadError, ShapeError
from refoulement.graph import events, iri, shapes
from refoulement.graph.article import Cell
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.ledger import Figure, ledgers
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import article_quads, claim_quads, read_article, read_claims
from refoulement.graph.store import Snapshot
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.when import When
from refoulement.loaders import run
from refoulement.loaders.extract import extract
from refoulement.loaders.report import Report
from refoulement.loaders.sheets import sheet
from refoulement.loaders.sources import find
from refoulement.ontology import GAZETTEER, RF, read
from refoulement.queries import run as ask
from refoulement.tests.synthetic_table import ARRIVAL, TEXT, TOTAL, YEAR, claims, column, described, write
from refoulement.tests.synthetic_table import read as read_table

ROOT = Path(__file__).parents[1]
ARRIVALS = ROOT / "ontology" / "facts" / "arrivals.csv"
REPORT = ROOT / "corpus" / "held-in-changchun-2021-07.txt"
SOURCE_ARTICLE = ROOT.parent / "shared" / "corpus" / "ft-2021-07.txt"
FACTS = ROOT.parent / "shared" / "facts" / "arrivals.csv"
NOON = datetime(2034, 1, 2, 12, tzinfo=UTC)
LATER = datetime(2034, 3, 4, 12, tzinfo=UTC)


def load(store: Path, *paths: Path, now: datetime = NOON) -> Report:
    with TieredWriter(store, now=now) as writer:
        whole = partial(run.load, find(paths), extract=extract, store=writer, now=now)
        return whole(tell=lambda _outcome: None, stop=lambda: False)


def statuses(report: Report) -> list[str]:
    return [outcome.status for outcome in report.outcomes]


def figures(snapshot: Snapshot, event: str) -> dict[int | None, tuple[int, str]]:
    """Each figure of an event, with how many others contradict it and the address of its passage."""
    rows = ask(snapshot, "figures-ledger", {"about": f"event/{event}"})
    return {int(row["value"].value): (int(row["contradicts"].value), row["passage"].value) for row in rows}


def days(quads: Iterable[Quad]) -> set[str]:
    """From when what some quads claim is known."""
    known = {quad.object for quad in quads if quad.predicate == RF.knownFrom}
    return {day.value for day in known if isinstance(day, Literal)}


@pytest.fixture
def store(tmp_path: Path, begun: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "store"))


def test_a_table_is_loaded_once_and_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "tables")
    assert statuses(load(tmp_path / "store", path)) == ["loaded"]
    again = load(tmp_path / "store", path, now=LATER)
    assert (statuses(again), again.snapshot) == (["unchanged"], 1)
    reader = OxigraphReader(tmp_path / "store" / "public")
    quads = reader.snapshot().quads(iri.article_graph("made-up"))
    captured = read_table(path)
    assert read_article(quads, "made-up", captured.article.text) == captured.article
    assert read_claims(quads) == claims(captured)
    assert reader.text(captured.article.sha256) == TEXT
    known = days(quads)
    assert known == {"2033-01-15"}


@pytest.mark.slow
def test_another_figure_is_a_correction(tmp_path: Path, store: Path) -> None:
    path = write(tmp_path / "tables")
    load(store, path)
    write(tmp_path / "tables", TEXT.replace("2032,7", "2032,8"), described(**{"dc:modified": "2034-02-01"}))
    assert statuses(load(store, path, now=LATER)) == ["replaced"]
    snapshot = OxigraphReader(store / "public").snapshot()
    stated = read_claims(snapshot.quads(iri.article_graph("made-up")))
    assert [claim.count and claim.count.value for claim in stated if isinstance(claim, EventClaim)] == [5, 8]
    revisions = snapshot.quads(iri.REVISIONS_GRAPH)
    assert {quad.object for quad in revisions if quad.predicate.value.endswith("#type")} == {RF.Correction}
    known = days(snapshot.quads(iri.article_graph("made-up")))
    assert known == {"2033-01-15", "2034-02-01"}


@pytest.mark.slow
def test_other_metadata_give_other_claims_of_the_same_table(tmp_path: Path, store: Path) -> None:
    path = write(tmp_path / "tables")
    load(store, path)
    write(tmp_path / "tables", TEXT, described(YEAR, TOTAL, {**ARRIVAL, "valueUrl": f"{RF.Rescue.value}"}))
    assert statuses(load(store, path)) == ["replaced"]
    snapshot = OxigraphReader(store / "public").snapshot()
    assert not any(quad.predicate == RF.revises for quad in snapshot.quads(iri.REVISIONS_GRAPH))
    assert figures(snapshot, "rescue-2031").keys() == {5}


@pytest.mark.slow
def test_what_is_refused_leaves_the_graph_as_it_was(tmp_path: Path, store: Path) -> None:
    good = write(tmp_path / "tables")
    load(store, good)
    before = OxigraphReader(store / "public").snapshot()
    bad = write(tmp_path / "tables", "year,total\n2031,many\n", name="bad.csv")
    late = write(tmp_path / "tables", "year,total\n2035,9\n", name="late.csv")
    write(tmp_path / "tables", "year,total\n2031,5,\n")
    report = load(store, bad, late, good)
    assert statuses(report) == ["refused", "refused", "refused"]
    assert report.exit_code == 2
    assert "the event is dated after its article was published" in (report.outcomes[1].reason or "")
    after = OxigraphReader(store / "public").snapshot()
    assert after.version == before.version
    assert after.quads(iri.article_graph("made-up")) == before.quads(iri.article_graph("made-up"))


def test_a_folder_is_searched_for_tables_too(tmp_path: Path) -> None:
    write(tmp_path / "tables")
    sources = find([tmp_path / "tables"])
    assert [path.name for path in sources.files] == ["made-up.csv"]
    assert (sources.ignored, sources.refused) == (0, ())


def test_metadata_named_beside_their_table_are_no_other_source(tmp_path: Path) -> None:
    path = write(tmp_path / "tables")
    assert find([path, path.with_name("made-up.csv-metadata.json")]).refused == ()


@pytest.mark.slow
def test_two_sources_of_one_name(tmp_path: Path, store: Path) -> None:
    path = write(tmp_path / "tables")
    twin = tmp_path / "tables" / "made-up.txt"
    twin.write_text("A made-up report\n\nNothing in it is true.\n")
    report = load(store, path, twin)
    assert statuses(report) == ["loaded", "refused"]
    assert "has the same article id 'made-up'" in (report.outcomes[1].reason or "")


def test_a_table_is_never_read_as_a_text(tmp_path: Path) -> None:
    def read_by_nobody(_article: object) -> object:
        raise LoadError("nobody may read a table")

    captured = read_table(write(tmp_path))
    taken = captured.extracted(read_by_nobody)  # type: ignore[arg-type]
    assert len(taken.claims) == 2
    stated = sheet(taken)["claims"]
    assert isinstance(stated, list)
    assert stated[0]["count"] == {"value": 5, "bound": "exact", "unit": "person"}
    assert (stated[1]["when"], stated[1]["place"]) == ("2032", ["South Korea"])


@pytest.mark.slow
def test_the_report_and_the_ministrys_later_table_contradict(store: Path) -> None:
    assert statuses(load(store, REPORT, ARRIVALS)) == ["loaded", "loaded"]
    snapshot = OxigraphReader(store / "public").snapshot()
    quarter = figures(snapshot, "arrival-2021-q2")
    assert {value: contradicts for value, (contradicts, _) in quarter.items()} == {2: 1, 5: 1}
    assert quarter[5][1] == iri.article("arrivals") + "#cell=13,3"
    assert {value: contradicts for value, (contradicts, _) in figures(snapshot, "arrival-2021").items()} == {63: 0}
    for year, values in (("2020", {229}), ("2019", {1000, 1047}), ("2009", {3000, 2914})):
        told = figures(snapshot, f"arrival-{year}")
        assert told.keys() == values
        assert {contradicts for contradicts, _ in told.values()} == {0}
    (line,) = snapshot.select(
        "PREFIX rf: <https://w3id.org/refoulement/ontology#> SELECT ?line WHERE "
        "{ <https://w3id.org/refoulement/id/event/arrival-2021-q2> rf:originSummary ?line }"
    )
    assert line["line"].value == "1 article and 1 table, 1 origin"


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.skipif(
    not (SOURCE_ARTICLE.is_file() and FACTS.is_file()), reason="needs ../shared/corpus and ../shared/facts"
)
def test_the_article_itself_and_the_figures_as_handed_down(tmp_path: Path, store: Path) -> None:
    table = tmp_path / "arrivals.csv"
    table.write_bytes(FACTS.read_bytes())
    table.with_name("arrivals.csv-metadata.json").write_bytes(
        ARRIVALS.with_name("arrivals.csv-metadata.json").read_bytes()
    )
    assert statuses(load(store, SOURCE_ARTICLE, table)) == ["loaded", "loaded"]
    quarter = figures(OxigraphReader(store / "public").snapshot(), "arrival-2021-q2")
    assert {value: contradicts for value, (contradicts, _) in quarter.items()} == {2: 1, 5: 1}


def held(
    folder: Path, text: str, *columns: dict[str, object], kind: str = "Detention", nature: str = "stock"
) -> list[EventClaim]:
    kinds = [{**ARRIVAL, "valueUrl": RF[kind].value}, column("countNature", virtual=True, default=nature)]
    return claims(read_table(write(folder, text, described(*columns, *kinds))))


def test_people_held_at_two_times_of_a_year_contradict_nothing(tmp_path: Path) -> None:
    stated = held(tmp_path, "year,quarter,total\n2031,1,310\n2031,2,295\n2031,3,90\n", YEAR, column("quarter"), TOTAL)
    about = {quad.object for quad in events.derive(quads_of(stated)) if quad.predicate == RF.about}
    assert len(about) == 1
    (book,) = ledgers(map(figure, stated))
    assert book.contradicting == 0
    other = EventClaim(
        passages=(Cell("other", 0, 2, "50", 1, 1),),
        extractor="by hand",
        event_type="Detention",
        count=Count(bound="exact", value=50, nature="stock"),
        when=When("2031-02"),
    )
    (book,) = ledgers(map(figure, [*stated, other]))
    assert book.contradicting == 1
    assert [against.count.value for against in book.against(figure(other))] == [310]


def figure(claim: EventClaim) -> Figure:
    assert claim.count
    return Figure(claim=claim.iri, count=claim.count, article=claim.article, when=claim.when)


def quads_of(stated: list[EventClaim]) -> list[Quad]:
    return [quad for claim in stated for quad in claim_quads(claim)]


def test_two_rows_of_one_time_are_two_events_whatever_their_figures(tmp_path: Path) -> None:
    text = "year,heldAt,total\n2031,Jilin,100\n2031,Liaoning,100\n2031,Heilongjiang,110\n"
    stated = held(tmp_path, text, YEAR, column("heldAt"), TOTAL, kind="Repatriation", nature="flow")
    quads = [*quads_of(stated), *read(GAZETTEER)]
    about = {quad.object for quad in events.derive(quads) if quad.predicate == RF.about}
    assert len(about) == 3


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(2000, 2032), st.integers(0, 999)), min_size=1, max_size=4, unique_by=lambda row: row[0]
    )
)
def test_every_table_passes_the_gate(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int]]) -> None:
    text = "year,total\n" + "".join(f"{year},{total}\n" for year, total in rows)
    captured = read_table(write(tmp_path_factory.mktemp("tables"), text, described(YEAR, TOTAL, ARRIVAL)))
    quads = [*article_quads(captured.article), *quads_of(claims(captured))]
    assert set(shapes.check(quads, text=captured.article.text)) == set(quads)


def test_a_cell_in_another_row_than_it_says_is_refused(tmp_path: Path) -> None:
    captured = read_table(write(tmp_path, metadata=described(YEAR, TOTAL, ARRIVAL)))
    first, second = claims(captured)
    moved = replace(first, passages=(replace(first.passages[0], row=3),))  # type: ignore[call-arg]
    quads = [*article_quads(captured.article), *quads_of([moved, second])]
    told = 'made-up#cell=3,2 ("5") breaks shape CellPlace: these are not the offsets of row 3, column 2'
    with pytest.raises(ShapeError, match=re.escape(told)):
        shapes.check(quads_of([moved]) + list(article_quads(captured.article)), text=captured.article.text)
    with pytest.raises(ShapeError, match="breaks shape"):  # two cells that claim to be one
        shapes.check(quads, text=captured.article.text)


@pytest.mark.slow
def test_a_table_is_known_from_its_publication_and_can_be_withdrawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, store = TEXT.replace("203", "201"), str(tmp_path / "store")
    path = write(tmp_path / "tables", text, described(**{"dc:issued": "2013-01-15"}))
    assert main(["load", str(path), "--store", store]) == 0
    capsys.readouterr()
    for day, rows in (("2013-01-14", 0), ("2013-01-15", 2)):
        assert main(["query", "figures-ledger", "--as-of", day, "--store", store]) == 0
        assert len(capsys.readouterr().out.splitlines()) == rows + 1
    assert main(["withdraw", "made-up", "--why", "made up", "--store", store]) == 0
    assert "event/arrival-2011" in capsys.readouterr().out
    assert main(["query", "figures-ledger", "--store", store]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert main(["load", str(path), "--store", store]) == 2
    assert main(["withdraw", "made-up", "--undo", "--store", store]) == 0
    assert main(["load", str(path), "--store", store]) == 0
    assert "unchanged made-up: 2 claims" in capsys.readouterr().out


def test_the_command_line_tells_row_and_column(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "tables", "year,total\n2031,many\n")
    assert main(["load", str(path), "--store", str(store)]) == 2
    told = capsys.readouterr()
    assert f"refused {path}: row 2: column total: 'many' is not what its datatype says" in told.out + told.err
    write(tmp_path / "tables")
    assert main(["explain", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "   count        exact 5 persons (flow)  (column total)\n" in shown
    assert "   words        [row 2, column 2] 5\n" in shown
    assert main(["extract", str(path), "--out", str(tmp_path / "sheets")]) == 0
    assert len(json.loads((tmp_path / "sheets" / "made-up.json").read_text())["claims"]) == 2
