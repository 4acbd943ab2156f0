"""The store keeps what it is given, publishes it, and is whole whenever it stops."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import QueryRefused, StoreBusy, StoreError
from refoulement.graph import iri, oxigraph, stored
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter

GRAPH = iri.article_graph("made-up")
OTHER = iri.article_graph("other")
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 1, 3, 12, tzinfo=UTC)
SUBJECT, PREDICATE = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def entry(graph: NamedNode = GRAPH, written_at: datetime = NOON) -> Entry:
    return Entry(graph=graph, title="Made up", agent="refoulement 0", written_at=written_at)


def quads(*words: str, graph: NamedNode = GRAPH) -> set[Quad]:
    return {Quad(SUBJECT, PREDICATE, Literal(word), graph) for word in words}


def listed(folder: Path, graph: NamedNode = GRAPH) -> set[str]:
    """The times at which the catalogue says a graph was written."""
    rows = (
        OxigraphReader(folder)
        .snapshot()
        .select(
            """PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?graph ?time WHERE { ?graph prov:wasGeneratedBy/prov:endedAtTime ?time }""",
            {"graph": graph},
        )
    )
    return {row["time"].value for row in rows}


def test_readers_see_what_is_published_and_nothing_before(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        assert writer.replace(GRAPH, quads("one"), entry())
        with pytest.raises(StoreError, match="nothing published here; load something first"):
            OxigraphReader(tmp_path).snapshot()
        assert writer.publish() == 1
        reader = OxigraphReader(tmp_path)
        first = reader.snapshot()
        assert writer.replace(GRAPH, quads("two", "three"), entry())
        assert set(reader.snapshot().quads(GRAPH)) == quads("one")
        assert writer.publish() == 2
        assert set(reader.snapshot().quads(GRAPH)) == quads("two", "three")
        assert (first.version, set(first.quads(GRAPH))) == (1, quads("one"))


def test_the_same_quads_again_change_nothing(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, quads("one"), entry())
        writer.publish()
        assert not writer.replace(GRAPH, quads("one"), entry(written_at=LATER))
        assert writer.publish() == 1
    assert listed(tmp_path) == {"2026-01-02T12:00:00Z"}


@pytest.mark.parametrize(
    ("words", "datatype"),
    [("1.0", "double"), ("0.850", "decimal"), ("007", "integer"), ("2026-01-02T00:00:00+00:00", "dateTime")],
)
def test_a_value_written_otherwise_is_no_change(tmp_path: Path, words: str, datatype: str) -> None:
    literal = Literal(words, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    with OxigraphWriter(tmp_path) as writer:
        assert writer.replace(GRAPH, [Quad(SUBJECT, PREDICATE, literal, GRAPH)], entry())
        assert not writer.replace(GRAPH, [Quad(SUBJECT, PREDICATE, literal, GRAPH)], entry(written_at=LATER))


def test_a_replaced_graph_has_one_entry_and_leaves_the_others_alone(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, quads("one"), entry())
        writer.replace(OTHER, quads("else", graph=OTHER), entry(OTHER))
        writer.replace(GRAPH, quads("two"), entry(written_at=LATER))
        assert writer.graphs(iri.article_graph("").value) == (GRAPH, OTHER)
        assert set(writer.quads(OTHER)) == quads("else", graph=OTHER)
        writer.publish()
    assert listed(tmp_path) == {"2026-01-03T12:00:00Z"}
    assert listed(tmp_path, OTHER) == {"2026-01-02T12:00:00Z"}


def test_quads_of_another_graph_are_a_mistake(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer, pytest.raises(ValueError, match="article/other"):
        writer.replace(GRAPH, quads("else", graph=OTHER), entry())


def test_an_entry_needs_its_time_zone() -> None:
    with pytest.raises(ValueError, match="needs its time zone"):
        entry(written_at=datetime(2026, 1, 2))  # noqa: DTZ001


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=st.sets(st.text(st.characters(codec="utf-8"))), after=st.sets(st.text(st.characters(codec="utf-8"))))
def test_any_words_replace_any_words(tmp_path: Path, before: set[str], after: set[str]) -> None:
    with OxigraphWriter(tmp_path) as writer:
        for words in (before, after):
            writer.replace(GRAPH, quads(*words), entry())
            assert set(writer.quads(GRAPH)) == quads(*words)


def test_every_kind_of_literal_survives(tmp_path: Path) -> None:
    literals = [
        Literal("2023-10-09", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        Literal("2021-34", datatype=NamedNode("http://id.loc.gov/datatypes/edtf")),
        Literal("600", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal("탈북민", language="ko-hang"),
        Literal('quotes " and \\ and \n\r\t lines'),
    ]
    given_quads = {Quad(SUBJECT, PREDICATE, literal, GRAPH) for literal in literals}
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, given_quads, entry())
        writer.publish()
    assert set(OxigraphReader(tmp_path).snapshot().quads(GRAPH)) == given_quads


def test_a_second_writer_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        with pytest.raises(StoreBusy, match="another process is writing to this store"):
            OxigraphWriter(tmp_path)
        writer.replace(GRAPH, quads("one"), entry())
        writer.publish()
    with OxigraphWriter(tmp_path) as again:
        assert set(again.quads(GRAPH)) == quads("one")


def test_what_was_not_published_can_be_undone(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, quads("never seen"), entry())
        writer.restore()
        assert writer.graphs() == ()
        writer.replace(GRAPH, quads("seen"), entry())
        writer.publish()
        writer.replace(GRAPH, quads("undone"), entry())
        writer.replace(OTHER, quads("undone", graph=OTHER), entry(OTHER))
        writer.restore()
        assert (set(writer.quads(GRAPH)), writer.quads(OTHER)) == (quads("seen"), ())
        assert (writer.upcoming, writer.publish()) == (1, 1)
        writer.replace(GRAPH, quads("after"), entry())
        assert writer.publish() == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "primary", "snapshots"]


def test_an_undoing_that_was_cut_short_is_ended_by_the_next_writer(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, quads("seen"), entry())
        writer.publish()
    (tmp_path / oxigraph.PRIMARY).rename(tmp_path / oxigraph.RESTORED)
    (tmp_path / f"{oxigraph.SCRATCH}undone").mkdir()
    with OxigraphWriter(tmp_path) as writer:
        assert set(writer.quads(GRAPH)) == quads("seen")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "primary", "snapshots"]


def test_an_emptying_that_was_cut_short_is_ended_by_the_next_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, quads("seen"), entry())
        writer.publish()
        monkeypatch.setattr(shutil, "rmtree", interrupted)
        with pytest.raises(KeyboardInterrupt):
            writer.begin_anew()
        monkeypatch.undo()
    with OxigraphWriter(tmp_path) as writer:
        assert writer.graphs() == ()
        assert writer.unfinished
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "primary", "snapshots", "unpublished"]


def test_a_graph_that_is_left_empty_is_gone(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, quads("one"), entry())
        assert GRAPH in writer.graphs()
        writer.replace(GRAPH, (), entry())
        assert GRAPH not in writer.graphs()


def test_old_snapshots_go_but_one_in_use_stays_readable(tmp_path: Path) -> None:
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, quads("0"), entry())
        writer.publish()
        first = OxigraphReader(tmp_path).snapshot()
        for number in range(1, 6):
            writer.replace(GRAPH, quads(str(number)), entry())
            writer.publish()
    assert sorted(int(folder.name) for folder in (tmp_path / "snapshots").iterdir()) == [4, 5, 6]
    assert set(first.quads(GRAPH)) == quads("0")


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from refoulement.graph import iri, oxigraph
from refoulement.graph.catalogue import Entry

graph, now = iri.article_graph("made-up"), datetime(2026, 1, 2, tzinfo=UTC)
writer = oxigraph.OxigraphWriter(Path(sys.argv[1]))
term = NamedNode("https://example.org/new")
writer.replace(graph, [Quad(term, term, Literal("new"), graph)],
               Entry(graph=graph, title="New", agent="test 1", written_at=now))
die = lambda *ignored: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "between copy and switch":
    oxigraph.write_whole = die
elif sys.argv[2] == "between switch and clearing":
    unlink = Path.unlink
    Path.unlink = lambda path, **options: die() if path.name == oxigraph.UNPUBLISHED else unlink(path, **options)
else:
    die()
writer.publish()
"""


@pytest.mark.parametrize("moment", ["before publishing", "between copy and switch", "between switch and clearing"])
def test_a_writer_killed_at_any_moment_leaves_a_whole_store(tmp_path: Path, moment: str) -> None:
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(GRAPH, quads("old"), entry())
        writer.publish()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), moment], env=os.environ | _importable(), check=False
    )
    assert ended.returncode == -signal.SIGKILL
    snapshot = OxigraphReader(tmp_path).snapshot()
    seen = {quad.object.value for quad in snapshot.quads(GRAPH) if isinstance(quad.object, Literal)}
    assert seen == ({"new"} if moment == "between switch and clearing" else {"old"})
    with OxigraphWriter(tmp_path) as writer:
        assert writer.publish() > 1
    after = OxigraphReader(tmp_path).snapshot().quads(GRAPH)
    assert [quad.object.value for quad in after if isinstance(quad.object, Literal)] == ["new"]


MUCH = stored.BULK + 1
BULKY = """
import os, sys, time
from pathlib import Path
from refoulement.tests.test_store import MUCH, OxigraphWriter, entry, GRAPH, quads

much = quads(*map(str, range(MUCH)))
for line in sys.stdin:
    if (child := os.fork()) == 0:
        with OxigraphWriter(Path(line.strip())) as writer:
            writer.replace(GRAPH, much, entry())
        time.sleep(60)  # nobody but its killer ends it
    print(child, flush=True)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


def test_much_at_once_is_what_little_by_little_is(tmp_path: Path) -> None:
    words = [*map(str, range(MUCH))]
    with OxigraphWriter(tmp_path) as writer:
        writer.replace(OTHER, quads("old", graph=OTHER), entry(OTHER))
        assert writer.exchange({entry(): quads(*words)})
        assert not writer.replace(GRAPH, quads(*words), entry(written_at=LATER))
        assert writer.amend(GRAPH, gone=quads(words[0]), new=quads("more"), entry=entry(written_at=LATER))
        writer.publish()
    snapshot = OxigraphReader(tmp_path).snapshot()
    assert set(snapshot.quads(GRAPH)) == quads(*words[1:], "more")
    assert set(snapshot.quads(OTHER)) == quads("old", graph=OTHER)
    assert (listed(tmp_path), listed(tmp_path, OTHER)) == ({"2026-01-03T12:00:00Z"}, {"2026-01-02T12:00:00Z"})


@pytest.mark.slow
def test_a_writer_killed_while_it_writes_much_has_written_all_or_nothing(tmp_path: Path) -> None:
    moments, whole = random.Random(22), len(set(entry().quads()))
    with subprocess.Popen(
        [sys.executable, "-c", BULKY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | _importable(),
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(20):
            print(tmp_path / str(number), file=process.stdin, flush=True)
            child = int(process.stdout.readline())
            time.sleep(moments.uniform(0, 0.2))
            os.kill(child, signal.SIGKILL)
            assert process.stdout.readline() == "ended\n"
            with OxigraphWriter(tmp_path / str(number)) as writer:
                written = len(writer.quads(GRAPH)), len(writer.quads(iri.CATALOGUE_GRAPH))
            assert written in {(0, 0), (MUCH, whole)}
        process.stdin.close()


def _importable() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


class TestTexts:
    @pytest.mark.parametrize("text", ["plain", "한글 𝔴", "line\nends\n", "odd\r\nends\r"])
    def test_a_text_comes_back_as_it_was(self, tmp_path: Path, text: str) -> None:
        key = sha256(text.encode()).hexdigest()
        with OxigraphWriter(tmp_path) as writer:
            writer.keep(key, text, text.encode())
        assert OxigraphReader(tmp_path).text(key) == text
        assert not (tmp_path / "texts" / f"{key}.bytes").exists()

    def test_bytes_that_are_not_the_text_are_kept_beside_it(self, tmp_path: Path) -> None:
        raw = "ends\r\n".encode("utf-16")
        key = sha256(raw).hexdigest()
        with OxigraphWriter(tmp_path) as writer:
            writer.keep(key, "ends\n", raw)
        assert OxigraphReader(tmp_path).text(key) == "ends\n"
        assert (tmp_path / "texts" / f"{key}.bytes").read_bytes() == raw

    def test_a_text_read_anew_in_another_way_is_kept_anew(self, tmp_path: Path) -> None:
        raw = "é".encode("cp1252")
        key = sha256(raw).hexdigest()
        with OxigraphWriter(tmp_path) as writer:
            writer.keep(key, "wrong", raw)
            writer.keep(key, "é", raw)
        assert OxigraphReader(tmp_path).text(key) == "é"

    def test_a_missing_text_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="the captured text abc is missing; load its article again"):
            OxigraphReader(tmp_path).text("abc")


class TestQueries:
    @pytest.fixture
    def reader(self, tmp_path: Path) -> OxigraphReader:
        with OxigraphWriter(tmp_path) as writer:
            writer.replace(GRAPH, quads("mine"), entry())
            writer.replace(OTHER, quads("theirs", graph=OTHER), entry(OTHER))
            writer.publish()
        return OxigraphReader(tmp_path)

    def test_the_union_of_all_graphs_is_asked(self, reader: OxigraphReader) -> None:
        rows = reader.snapshot().select(EVERYTHING)
        assert {"mine", "theirs"} <= {row["o"].value for row in rows}

    @pytest.mark.parametrize("asked", [EVERYTHING, "SELECT ?o WHERE { GRAPH ?g { ?s ?p ?o } }"])
    @pytest.mark.parametrize("as_default", [True, False])
    def test_a_dataset_lets_nothing_else_through(self, reader: OxigraphReader, asked: str, *, as_default: bool) -> None:
        default, named = ([GRAPH.value], []) if as_default else ([], [GRAPH.value])
        answer = reader.snapshot().query(asked, default_graphs=default, named_graphs=named)
        assert isinstance(answer, ox.QuerySolutions)
        found = {solution["o"].value for solution in answer}
        assert found == ({"mine"} if as_default is (asked == EVERYTHING) else set())

    def test_bindings_are_terms_not_text(self, reader: OxigraphReader) -> None:
        sly = Literal('mine" } UNION { ?s ?p ?o')
        assert reader.snapshot().select(EVERYTHING, {"o": sly}) == []
        assert len(reader.snapshot().select(EVERYTHING, {"o": Literal("mine")})) == 1

    @pytest.mark.parametrize("text", ["SELECT", "DROP ALL", "", "SELECT ?x WHERE { ?x ?y }"])
    def test_what_does_not_parse_is_refused(self, reader: OxigraphReader, text: str) -> None:
        with pytest.raises(QueryRefused, match="does not parse"):
            reader.snapshot().query(text)

    def test_select_wants_a_select(self, reader: OxigraphReader) -> None:
        with pytest.raises(QueryRefused, match="a SELECT query is needed"):
            reader.snapshot().select("ASK { ?s ?p ?o }")

    def test_a_damaged_pointer_is_told(self, reader: OxigraphReader, tmp_path: Path) -> None:
        (tmp_path / "current").write_text("three")
        with pytest.raises(StoreError, match="is damaged; write the number of the newest folder"):
            reader.snapshot()
