"""Each tier has its store; marks hold through every load, can be lifted, and leave nothing of the name behind."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.errors import GraphError, ShapeError, StoreBusy, StoreError
from refoulement.graph import iri, protecting, shapes
from refoulement.graph.article import Article
from refoulement.graph.atrisk import AtRisk
from refoulement.graph.audit import HEAD, LOG
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.protection import Lifted, Protection, read
from refoulement.graph.rdf import (
    LABELS,
    RDF_TYPE,
    article_quads,
    claim_quads,
    entity_quads,
    mention_quads,
    read_claims,
    read_entities,
)
from refoulement.graph.reading import reader
from refoulement.graph.secret import Secret
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.when import When
from refoulement.graph.withheld import Told, tell
from refoulement.ontology import RF
from refoulement.tests import at_risk
from refoulement.tests.at_risk import LATER, NAME, NOON

ALL = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER (?g != ?catalogue) } ORDER BY ?g ?s ?p ?o"
Rows = list[tuple[str, ...]]


def rows(store: Path, tier: str) -> Rows:
    """All that a tier has published, but for the times in its catalogue."""
    found = OxigraphReader(store / tier).snapshot().select(ALL.replace("?catalogue", f"<{iri.CATALOGUE_GRAPH.value}>"))
    return [tuple(row[name].value for name in "gspo") for row in found]


def holders(folder: Path, words: str = NAME) -> set[str]:
    """The tiers of which a file holds some words."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).parts[0] for path in files if words.encode() in path.read_bytes()}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles and a store of them, for copying."""
    place = tmp_path_factory.mktemp("prepared")
    at_risk.load(place / "store", at_risk.write(place / "articles", ("returns", "others")))
    return place


@pytest.fixture
def store(tmp_path: Path, prepared: Path) -> Path:
    return Path(shutil.copytree(prepared / "store", tmp_path / "store"))


@pytest.fixture
def articles(tmp_path: Path, prepared: Path) -> Path:
    return Path(shutil.copytree(prepared / "articles", tmp_path / "articles"))


def test_without_a_mark_every_tier_holds_the_same(store: Path) -> None:
    assert rows(store, "public") == rows(store, "partner") == rows(store, "sealed")
    assert holders(store) == {"public", "partner", "sealed"}


@pytest.mark.slow
def test_a_mark_leaves_nothing_of_the_name_and_lifting_it_brings_all_back(store: Path) -> None:
    before = rows(store, "public")
    withheld = at_risk.protect(store)
    assert (withheld.articles, withheld.snapshot) == (1, 2)
    assert withheld.claims > 3
    assert str(withheld.claims) in withheld.summary
    assert holders(store) == {"sealed"}
    assert [path.name for path in (store / "public" / "snapshots").iterdir()] == ["2"]
    assert rows(store, "public") == rows(store, "partner")
    lifted = at_risk.lift(store)
    assert (lifted.articles, lifted.claims) == (0, 0)
    assert rows(store, "public") == before
    marks = iri.PROTECTION_GRAPH.value
    assert [row for row in rows(store, "sealed") if row[0] != marks] == before
    assert holders(store) == {"public", "partner", "sealed"}


@pytest.mark.slow  # several runs, each over three stores
def test_a_mark_holds_when_its_article_is_loaded_again_edited_or_joined_by_another(store: Path, articles: Path) -> None:
    at_risk.protect(store)
    told = rows(store, "public")
    assert [outcome.status for outcome in at_risk.load(store, articles, now=LATER).outcomes] == ["unchanged"] * 2
    assert rows(store, "public") == told
    path = articles / "returns.txt"
    path.write_text(path.read_text() + f"\n{NAME} wept.\n")
    at_risk.write(articles, ("asides", "zorvath-quillemont-speaks"))
    statuses = [outcome.status for outcome in at_risk.load(store, articles, now=LATER).outcomes]
    assert statuses == ["loaded", "unchanged", "replaced", "loaded"]
    assert holders(store) == {"sealed"}
    assert len([graph for graph in {row[0] for row in rows(store, "sealed")} if graph.endswith("/restricted")]) == 3


@pytest.mark.slow  # several runs, each over three stores
def test_a_spelling_that_a_later_article_brings_is_hidden_in_the_earlier_ones(tmp_path: Path, articles: Path) -> None:
    store, other = tmp_path / "new", "조르바트"
    (articles / "others.txt").write_text(f"Another\n\nMore than 70 North Koreans were held in Dandong, {other} said.\n")
    (articles / "returns.txt").write_text(at_risk.TEXTS["returns"].replace(f" ({other})", ""))
    at_risk.load(store, articles)
    at_risk.protect(store)
    assert holders(store, other) == {"public", "partner", "sealed"}
    at_risk.write(articles, ("returns",))
    at_risk.load(store, articles, now=LATER)
    assert holders(store, other) == {"sealed"}


@pytest.mark.slow
def test_who_says_it_is_lost_and_what_is_said_is_kept(store: Path) -> None:
    at_risk.protect(store)
    for tier, found in (("public", 0), ("sealed", 1)):
        told = {row[2].rsplit("#", 1)[-1] for row in rows(store, tier) if NAME.split()[0].lower() in row[3]}
        assert bool(told & {"person", "speaker"}) is bool(found)
    figures = [row[3] for row in rows(store, "public") if row[2] == RF.countValue.value]
    assert sorted(figures) == ["12", "70"]
    evidence = {row[3] for row in rows(store, "public") if row[2] == RF.evidence.value}
    claims = {row[1] for row in rows(store, "public") if (row[2], row[3]) == (RDF_TYPE.value, RF.EventClaim.value)}
    assert evidence == claims


@pytest.mark.slow  # several runs, each over three stores
def test_a_run_that_ended_before_publishing_is_made_good(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PowerCut(Exception):
        """Stands for whatever ends a process between two steps."""

    def cut(_: OxigraphWriter) -> int:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(OxigraphWriter, "publish", cut)
        with pytest.raises(PowerCut):
            at_risk.protect(store)
    assert holders(store) == {"public", "partner", "sealed"}
    with TieredWriter(store, now=LATER) as writer:
        writer.publish()
    assert holders(store) == {"sealed"}


@pytest.mark.slow  # several runs, each over three stores
def test_a_run_that_ended_before_forgetting_is_made_good(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PowerCut(Exception):
        """Stands for whatever ends a process between two steps."""

    def cut(_: OxigraphWriter, _texts: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(OxigraphWriter, "forget", cut)
        with pytest.raises(PowerCut):
            at_risk.protect(store)
    assert "public" in holders(store)
    with TieredWriter(store, now=LATER) as writer:
        assert writer.publish() == 3
    assert holders(store) == {"sealed"}


@pytest.mark.slow
def test_a_reader_goes_on_when_its_snapshot_is_taken_away(store: Path) -> None:
    old = reader(store, "public")
    before = old.snapshot()
    at_risk.protect(store)
    assert before.quads(iri.article_graph("returns"))
    assert old.snapshot().version == before.version + 1


@pytest.mark.slow
def test_a_store_of_one_tier_is_taken_over_whole(store: Path, articles: Path) -> None:
    old = store.parent / "old"
    shutil.copytree(store / "sealed", old)
    shutil.rmtree(old / "derived")
    for written in (LOG, HEAD):
        (old / written).unlink()
    for tier in ("public", "sealed"):
        with pytest.raises(StoreError, match=r"has one tier, as earlier versions wrote it; load something into it"):
            reader(old, tier)
    with OxigraphWriter(old), pytest.raises(StoreBusy, match="another process is writing"):
        TieredWriter(old, now=NOON)
    (old / "sealed").mkdir()
    (old / "texts").rename(old / "sealed" / "texts")  # a take-over that was cut short
    report = at_risk.load(old, articles, now=LATER)
    assert [outcome.status for outcome in report.outcomes] == ["unchanged", "unchanged"]
    assert rows(old, "public") == rows(old, "sealed") == rows(store, "sealed")
    assert sorted(path.name for path in old.iterdir()) == ["partner", "public", "sealed"]
    texts = {path.name for path in (store / "sealed" / "texts").iterdir()}
    assert {path.name for path in (old / "sealed" / "texts").iterdir()} == texts


def test_no_tier_of_another_name(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="'secret' is no tier; choose one of public, partner, sealed"):
        reader(tmp_path, "secret")


def test_what_only_partners_may_read_is_in_no_public_store(store: Path) -> None:
    graph = NamedNode(iri.GRAPHS + "notes")
    note = Quad(graph, RDF_TYPE, Literal("xqzzy"), graph)
    with TieredWriter(store, now=NOON) as writer:
        writer.replace(graph, [note], Entry(graph=graph, title="xqzzy", agent="t 1", written_at=NOON, tier="partner"))
        writer.publish()
    assert holders(store, "xqzzy") == {"partner", "sealed"}


@pytest.mark.slow
def test_what_is_said_beside_the_articles_of_whoever_is_withheld_is_withheld(store: Path) -> None:
    graph, person = NamedNode(iri.GRAPHS + "notes"), NamedNode(at_risk.person(store))
    subjects = [NamedNode(f"https://example.org/note/{number}") for number in range(4)]
    notes = [Quad(subjects[0], RDF_TYPE, person, graph), Quad(subjects[1], RDF_TYPE, Literal(f"of {NAME}"), graph)]
    notes.append(Quad(subjects[2], RDF_TYPE, Literal("of nobody"), graph))
    notes.append(Quad(subjects[3], RF.restsOn, subjects[0], graph))
    with TieredWriter(store, now=NOON) as writer:
        writer.replace(graph, notes, Entry(graph=graph, title="Notes", agent="t 1", written_at=NOON))
        writer.publish()
    at_risk.protect(store)
    kept = {tier: [row[1] for row in rows(store, tier) if row[0] == graph.value] for tier in ("public", "sealed")}
    assert kept["public"] == [subjects[2].value]
    assert len(kept["sealed"]) == 4


class TestRefused:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("person", "reason"),
        [
            ("nobody", "is no person that an article names"),
            ("Some Body", "'Some Body' is no address; give the person's IRI"),
            ("<x>", "is no address"),
            (iri.entity("RightsGroup", "Human Rights Watch"), "is no person that an article names"),
            (iri.entity("Country", "China"), "is no person that an article names"),
        ],
    )
    def test_what_is_no_person(self, store: Path, person: str, reason: str) -> None:
        before = rows(store, "sealed")
        with TieredWriter(store, now=LATER) as writer, pytest.raises(GraphError, match=reason):
            protecting.protect(
                writer, protecting.person_iri(person), why="x", also=frozenset(), key=at_risk.KEY, now=LATER
            )
        assert rows(store, "sealed") == before

    def test_a_public_figure_and_a_name_that_many_share(self, store: Path) -> None:
        known = "Kim Jong Un"
        with TieredWriter(store, now=LATER) as writer:
            for names, reason in ((known, "is in the gazetteer"), ("Kim", "give a whole name with --also")):
                person, graph = NamedNode(iri.minted("Person", names, "made-up", 0)), iri.article_graph("made-up")
                quads = [
                    Quad(person, RDF_TYPE, RF.Person, graph),
                    Quad(person, LABELS["preferred"], Literal(names), graph),
                ]
                writer.replace(graph, quads, Entry(graph=graph, title="x", agent="t 1", written_at=LATER))
                with pytest.raises(GraphError, match=reason):
                    protecting.protect(writer, person.value, why="x", also=frozenset(), key="k", now=LATER)

    @pytest.mark.slow
    def test_a_mark_twice_and_the_lifting_of_none(self, store: Path) -> None:
        with pytest.raises(GraphError, match="is not marked at risk"):
            at_risk.lift(store)
        at_risk.protect(store)
        with pytest.raises(GraphError, match="marked at risk already"):
            at_risk.protect(store)

    def test_no_reason(self) -> None:
        with pytest.raises(GraphError, match="say why"):
            Protection(key="k", person="x", names=frozenset({"X"}), why=" ", at=NOON)


def test_a_hash_and_a_passage_tell_what_they_are_of_and_no_more() -> None:
    hashes, article = AtRisk((Secret(frozenset({"Decade Facade"})),), frozenset(), ("k",)), iri.article("facade-decade")
    assert not hashes.in_address(iri.THINGS + "claim/" + "decade" * 5 + "00")
    assert hashes.in_address(iri.THINGS + "person/decade-facade")
    assert hashes.in_address(f"{article}#char=1,2")
    assert not hashes.in_address(iri.article("others") + "#char=1,2")


@pytest.mark.parametrize(
    "named", ["person/x--a-1", "x--a-1", "/id/person/x--a-1", "/page/person/x--a-1", iri.THINGS + "person/x--a-1"]
)
def test_a_person_by_any_address(named: str) -> None:
    assert protecting.person_iri(named) == iri.THINGS + "person/x--a-1"


@pytest.mark.parametrize("lifted", [None, Lifted(why="safe", at=LATER)])
def test_a_mark_comes_back_from_its_quads(lifted: Lifted | None) -> None:
    names = frozenset({"Zorvath", "조르바트"})
    mark = Protection(key="k", person=iri.THINGS + "person/x", names=names, why="kin", at=NOON, lifted=lifted)
    assert read(mark.quads()) == (mark,)


def _subject(person: NamedNode, graph: NamedNode) -> Quad:
    return Quad(person, RDF_TYPE, RF.Person, graph)


def _object(person: NamedNode, graph: NamedNode) -> Quad:
    return Quad(NamedNode(iri.THINGS + "claim/x"), RF.speaker, person, graph)


@pytest.mark.parametrize("said", [_subject, _object])
def test_the_gate_refuses_a_person_at_risk_in_the_open(said: Callable[[NamedNode, NamedNode], Quad]) -> None:
    person, graph = NamedNode(iri.THINGS + "person/x--a-1"), iri.article_graph("a")
    with pytest.raises(ShapeError, match="said about a person at risk outside a restricted graph: move it"):
        shapes.check_open([said(person, graph)], [person.value])
    shapes.check_open([], [person.value])


def test_what_stands_for_an_id_cannot_be_guessed_and_is_steady() -> None:
    secrets = (Secret(frozenset({NAME})),)
    one, other = (AtRisk(secrets, frozenset(), (key,)) for key in ("a", "b"))
    told = one.article_id("zorvath-quillemont-speaks")
    assert told == one.article_id("zorvath-quillemont-speaks") != other.article_id("zorvath-quillemont-speaks")
    assert one.article_id("others") == "others"
    node = NamedNode(iri.minted("Person", "Ann Example", "zorvath-quillemont-speaks", 7))
    assert one.renamed(node).value == iri.minted("Person", "Ann Example", told, 7)
    assert not AtRisk()


def test_a_part_that_many_share_goes_where_its_bearer_is_named() -> None:
    words = "Kim Cheol-zok fled. Kim wept, a friend of Kim said, and Kim Jong Un was told that 12 were sent back."
    article = Article(id="a", text=words, sha256="0" * 64, title="Kim speaks", published=When("2023-12-01"))
    one, other = (
        Entity(iri.minted("Person", name, "a", start), "Person", (Name(name, "en", "preferred"),))
        for name, start in (("Kim Cheol-zok", 0), ("Kim Jong Un", 56))
    )
    claim = EventClaim(
        passages=(article.passage(20, len(words)),),
        extractor="by hand",
        event_type="Repatriation",
        count=Count(bound="exact", value=12),
        attribution="a friend of Kim",
    )
    mentions = [Mention(article.passage(0, 13), one.iri), Mention(article.passage(56, 67), other.iri)]
    quads = frozenset(
        (
            *article_quads(article),
            *(quad for entity in (one, other) for quad in entity_quads(entity, iri.article_graph("a"))),
            *(quad for mention in mentions for quad in mention_quads(mention)),
            *claim_quads(claim),
        )
    )
    known = AtRisk((Secret(frozenset({"Kim Cheol-zok"})),), frozenset({one.iri}), ("k",))
    told = tell(Told("a", article.title, quads, article.sha256, words), at_risk=known)
    assert told.title == "███ speaks"
    assert told.text == (
        "█████████████ fled. ███ wept, a friend of ███ said, and Kim Jong Un was told that 12 were sent back."
    )
    (restated,) = read_claims(told.quads)
    assert isinstance(restated, EventClaim)
    assert restated.attribution == "a friend of ███"
    assert [entity.iri for entity in read_entities(told.quads)] == [other.iri]
