"""What is written by hand: the same as on a plain store, checked whole, followed up, or not there at all."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from refoulement.errors import GraphError, QueryRefused, ShapeError, WriteConflict, WriteRefused
from refoulement.graph import editing, events, iri, tracing
from refoulement.graph.catalogue import entries
from refoulement.graph.consequences import Consequences
from refoulement.graph.editing import Edited
from refoulement.graph.iri import DEFAULT_GRAPH
from refoulement.graph.oxigraph import SCRATCH, OxigraphReader
from refoulement.graph.rdf import RDF_TYPE, claim_quads, read_claims
from refoulement.graph.shapes import BrokenShapesError
from refoulement.graph.tiers import TieredWriter
from refoulement.ontology import RF
from refoulement.queries.admit_update import admit_update
from refoulement.tests import at_risk
from refoulement.tests.refused_writes import DANDONG, OTHERS, REFUSED, SKOS

NOW = datetime(2026, 2, 3, 12, tzinfo=UTC)
BASE = "http://localhost/sparql"
E = "https://example.org/"
PREFIXES = f"PREFIX e: <{E}> PREFIX rf: <{RF.Article.value.removesuffix('Article')}> "
G, H = NamedNode(E + "g"), NamedNode(E + "h")
TIERS = ("public", "partner", "sealed")


def update(store: TieredWriter, text: str) -> Edited:
    found = admit_update(PREFIXES + text, base=BASE)
    return editing.update(store, found.text, base=BASE, graphs=found.graphs, clears_all=found.clears_all, now=NOW)


def everything(store: TieredWriter) -> set[Quad]:
    return {quad for graph in store.graphs() for quad in store.quads(graph)}


def published(folder: Path, tier: str) -> set[Quad]:
    snapshot = OxigraphReader(folder / tier).snapshot()
    return {quad for graph in snapshot.graphs() for quad in snapshot.quads(graph)}


# Beside a plain store


class Unhurried(TieredWriter):
    """Writes as ever, and leaves the publishing, which takes most of the time, to the end."""

    def publish(self) -> int:
        return 0


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TieredWriter]:
    """A store without articles, which shows readers at its end what its writer saw."""
    folder = tmp_path_factory.mktemp("empty")
    with Unhurried(folder, now=NOW) as store:
        yield store
        TieredWriter.publish(store)
        assert all(published(folder, tier) == everything(store) for tier in TIERS)


TERMS = st.sampled_from(["e:a", "e:b", "1", '"x"@en'])
NODES = st.sampled_from(["e:a", "e:b", "e:c"])
TRIPLES = st.lists(st.builds("{} e:p {} .".format, NODES, TERMS), min_size=1, max_size=3).map(" ".join)
GRAPHS = st.sampled_from(["e:g", "e:h"])
PLACED = st.one_of(TRIPLES, st.builds("GRAPH {} {{ {} }}".format, GRAPHS, TRIPLES))
ANYWHERE = st.one_of(st.sampled_from(["DEFAULT", "NAMED", "ALL"]), GRAPHS.map("GRAPH {}".format))
ONE = st.one_of(st.just("DEFAULT"), GRAPHS)
WHERE = st.sampled_from(
    ["?s e:p ?o", "GRAPH ?g { ?s e:p ?o }", "GRAPH e:g { ?s e:p ?o }", "GRAPH e:g { e:a e:p ?o . ?s e:p ?x }"]
)
MOVED = "WITH {0} DELETE {{ ?s e:p ?o }} INSERT {{ GRAPH {1} {{ ?s e:p ?o }} }} WHERE {{ ?s e:p ?o }}"
TURNED = "WITH {} DELETE {{ ?s e:p ?o }} INSERT {{ ?o e:r ?s }} WHERE {{ ?s e:p ?o FILTER ISIRI(?o) }}"
OPERATIONS = st.one_of(
    st.builds("INSERT DATA {{ {} }}".format, PLACED),
    st.builds("INSERT DATA {{ {} }}".format, PLACED),
    st.builds("DELETE DATA {{ {} }}".format, PLACED),
    st.builds("DELETE WHERE {{ {} }}".format, WHERE),
    st.builds("INSERT {{ ?s e:q ?o }} WHERE {{ {} }}".format, WHERE),
    st.builds(MOVED.format, GRAPHS, GRAPHS),
    st.builds(TURNED.format, GRAPHS),
    st.builds("INSERT {{ GRAPH {} {{ ?s e:r 2 }} }} USING e:g WHERE {{ ?s e:p ?o }}".format, GRAPHS),
    st.builds("{} SILENT {}".format, st.sampled_from(["CLEAR", "DROP"]), ANYWHERE),
    st.builds("{} SILENT {} TO {}".format, st.sampled_from(["COPY", "MOVE", "ADD"]), ONE, ONE),
)  # fmt: skip


def plainly(store: ox.Store) -> set[Quad]:
    """All that a plain store holds, its default graph by our name."""
    return {
        Quad(quad.subject, quad.predicate, quad.object, DEFAULT_GRAPH)
        if isinstance(quad.graph_name, DefaultGraph)
        else quad
        for quad in store
    }


def without_catalogue(quads: set[Quad]) -> set[Quad]:
    return {quad for quad in quads if quad.graph_name != iri.CATALOGUE_GRAPH}


@pytest.mark.slow
@settings(max_examples=30)
@given(st.lists(st.lists(OPERATIONS, min_size=1, max_size=3).map(" ; ".join), min_size=1, max_size=3))
def test_an_update_does_what_it_does_on_a_plain_store_or_nothing(empty: TieredWriter, updates: list[str]) -> None:
    update(empty, "CLEAR ALL")
    plain = ox.Store()
    for text in updates:
        before, was = everything(empty), plainly(plain)
        plain.update(PREFIXES + text, base_iri=BASE)
        expected = plainly(plain)
        if len({quad.triple for quad in expected}) == len(expected):
            edited = update(empty, text)
            assert (edited.gone, edited.new) == (len(was - expected), len(expected - was))
        else:
            with pytest.raises(WriteConflict, match="a triple has one graph"):
                update(empty, text)
            assert everything(empty) == before
            plain = ox.Store()
            plain.extend(map(unplaced, was))
        assert without_catalogue(everything(empty)) == plainly(plain)
    listed = {quad.subject for quad in empty.matching(iri.CATALOGUE_GRAPH, predicate=RF.tier)}
    assert listed == {quad.graph_name for quad in plainly(plain)}


def unplaced(quad: Quad) -> Quad:
    default = quad.graph_name == DEFAULT_GRAPH
    return Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) if default else quad


def test_blank_nodes_of_one_update_are_one_in_all_graphs(empty: TieredWriter) -> None:
    update(empty, "CLEAR ALL")
    update(empty, "INSERT DATA { GRAPH e:g { _:x e:p 1 } GRAPH e:h { _:x e:p 2 } _:x e:p 3 }")
    subjects = {quad.subject for graph in (G, H, DEFAULT_GRAPH) for quad in empty.quads(graph)}
    assert len(subjects) == 1
    (named,) = subjects
    update(empty, f"DELETE DATA {{ GRAPH e:g {{ {named} e:p 1 }} }}")
    assert empty.quads(G) == ()


@pytest.mark.parametrize(
    "text", ["INSERT DATA { GRAPH ?x { e:a e:p 1 } }", "INSERT { GRAPH ?g { e:a e:p 1 } } WHERE { BIND(?x AS ?g) }"]
)
def test_the_default_graph_is_written_to_without_its_name(empty: TieredWriter, text: str) -> None:
    with pytest.raises(WriteRefused, match="is the default graph: write to it without naming a graph"):
        update(empty, text.replace("?x", str(DEFAULT_GRAPH)))


def test_what_the_engine_cannot_run_is_told(empty: TieredWriter) -> None:
    with pytest.raises(QueryRefused, match=r"^the update cannot be run: The graph <.*/none> does not exist"):
        update(empty, "CLEAR GRAPH e:none")


def test_no_copy_is_left_behind(empty: TieredWriter) -> None:
    update(empty, "INSERT DATA { GRAPH e:g { e:a e:p 9 } }")
    with pytest.raises(GraphError):
        update(empty, "CLEAR GRAPH e:none")
    sealed = empty.sealed.folder
    left = sealed / f"{SCRATCH}killed"
    left.mkdir()
    folder = sealed.parent.with_name("copied")
    shutil.copytree(sealed.parent, folder, ignore=shutil.ignore_patterns("LOCK"))
    TieredWriter(folder, now=NOW).close()
    assert list((folder / "sealed").glob(f"{SCRATCH}*")) == []
    left.rmdir()


# Beside articles


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("prepared")
    at_risk.load(place / "store", at_risk.write(place / "articles", ("others", "double")))
    return place / "store"


@pytest.fixture(scope="module")
def refusing(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TieredWriter]:
    """A store that is only written to in vain."""
    folder = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("refusing") / "store"))
    with TieredWriter(folder, now=NOW) as store:
        yield store


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Iterator[TieredWriter]:
    with TieredWriter(Path(shutil.copytree(prepared, tmp_path / "store")), now=NOW) as store:
        yield store


@pytest.mark.slow
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_leaves_the_store_as_it_was(refusing: TieredWriter, case: str) -> None:
    text, error, reason = REFUSED[case]
    before = everything(refusing)
    with pytest.raises(error, match=reason):
        update(refusing, text)
    assert everything(refusing) == before
    assert not refusing.sealed.upcoming > refusing.sealed.published


@pytest.mark.slow
@settings(max_examples=6)
@given(st.lists(OPERATIONS, min_size=1, max_size=3).map(" ; ".join), st.sampled_from(sorted(REFUSED)))
def test_an_update_that_is_refused_at_its_end_did_not_begin(refusing: TieredWriter, text: str, case: str) -> None:
    before = everything(refusing)
    with pytest.raises(GraphError):
        update(refusing, f"{text} ; {REFUSED[case][0]}")
    assert everything(refusing) == before


def test_every_violation_is_told(refusing: TieredWriter) -> None:
    with pytest.raises(BrokenShapesError) as refused:
        update(refusing, "INSERT DATA { GRAPH e:g { e:a a rf:EventClaim . e:b rf:about e:c } }")
    assert {(found.shape, found.focus) for found in refused.value.violations} >= {
        ("OwnGraph", E + "a"),
        ("OwnGraph", E + "b"),
    }


def test_a_graph_of_ones_own_may_say_more_of_our_things_and_name_places(store: TieredWriter) -> None:
    label = f"<{SKOS}prefLabel>"
    update(
        store,
        f"INSERT DATA {{ GRAPH e:g {{ {DANDONG} e:population 2000000 . "
        f"e:town a rf:Settlement ; {label} 'Town'@en ; rf:within {DANDONG} }} }}",
    )
    folder = store.sealed.folder.parent
    assert [len([quad for quad in published(folder, tier) if quad.graph_name == G]) for tier in TIERS] == [4] * 3


@pytest.mark.slow  # all is derived anew, twice, to compare
def test_what_follows_from_an_edited_article_is_what_would_be_derived_anew(store: TieredWriter) -> None:
    quads = store.quads(OTHERS)
    (claim,) = [claim for claim in read_claims(quads) if getattr(claim, "count", None)]
    old = NamedNode(claim.iri)
    gone = {quad for quad in quads if old in (quad.subject, quad.object)}
    assert any(quad.object == old for quad in store.quads(iri.EVENTS_GRAPH))
    edited = editing.write(store, {OTHERS: frozenset(quads) - gone}, now=NOW)
    assert (edited.gone, edited.new) == (len(gone), 0)
    assert not any(old in (quad.subject, quad.object) for quad in everything(store))
    derived(store)
    again = editing.write(store, {OTHERS: frozenset(quads)}, now=NOW)
    assert (again.new, again.snapshot) == (len(gone), edited.snapshot + 1)
    assert {quad.subject for quad in claim_quads(claim)} & {quad.subject for quad in store.quads(iri.EVENTS_GRAPH)}
    derived(store)
    assert published(store.sealed.folder.parent, "public") == everything(store)


def derived(store: TieredWriter) -> None:
    """The derived graphs are what all that is said gives."""
    said = [quad for quad in everything(store) if quad.graph_name not in (iri.EVENTS_GRAPH, iri.ORIGINS_GRAPH)]
    assert set(store.quads(iri.EVENTS_GRAPH)) == set(events.derive(said))
    assert set(store.quads(iri.ORIGINS_GRAPH)) == set(tracing.whole(store))


def test_a_claim_with_another_figure_bears_another_address(store: TieredWriter) -> None:
    (claim,) = [claim for claim in read_claims(store.quads(OTHERS)) if getattr(claim, "count", None)]
    with pytest.raises(ShapeError, match="a claim bears the hash of what it says: another claim has another address"):
        update(
            store,
            f"WITH {OTHERS} DELETE {{ <{claim.iri}> rf:countValue 70 ; rf:countMin 71 }} "
            f"INSERT {{ <{claim.iri}> rf:countValue 80 ; rf:countMin 81 }} WHERE {{}}",
        )


@pytest.mark.slow  # all is derived anew
def test_what_a_run_before_left_is_finished_first(prepared: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(prepared, tmp_path / "store"))
    with TieredWriter(folder, now=NOW) as killed:
        quads = killed.quads(OTHERS)
        claims = {quad.subject for quad in quads if quad.predicate == RDF_TYPE and quad.object == RF.EventClaim}
        left = [quad for quad in quads if quad.subject not in claims and quad.object not in claims]
        killed.replace(OTHERS, left, entries(killed.quads(iri.CATALOGUE_GRAPH))[OTHERS])
    with TieredWriter(folder, now=NOW) as after:
        assert after.unfinished
        with pytest.raises(ShapeError):
            update(after, "INSERT DATA { GRAPH e:g { e:a a rf:EventClaim } }")
        assert not after.unfinished
        assert set(after.quads(OTHERS)) == set(left)
        derived(after)
        assert published(folder, "public") == everything(after)


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["follow", "publish"])
def test_what_fails_on_the_way_is_undone(store: TieredWriter, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    before, folder = everything(store), store.sealed.folder.parent
    quads = frozenset(store.quads(OTHERS))
    titles = {quad for quad in quads if quad.predicate.value.endswith("terms/publisher")}
    assert titles

    def fail(*_: object) -> None:
        raise OSError("No space left on device")

    place: type = Consequences if broken == "follow" else TieredWriter
    monkeypatch.setattr(place, broken, fail)
    with pytest.raises(OSError, match="No space left"):
        editing.write(store, {OTHERS: quads - titles, G: frozenset([Quad(G, G, Literal("x"), G)])}, now=NOW)
    monkeypatch.undo()
    assert everything(store) == before
    assert published(folder, "sealed") == before
    assert editing.write(store, {OTHERS: quads - titles}, now=NOW).gone == 1
