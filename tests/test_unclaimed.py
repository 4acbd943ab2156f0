"""Numbers of people that no claim was made of: kept as data, masked as other words are, and never taken for claims."""

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from refoulement.errors import ShapeError
from refoulement.graph import iri, shapes
from refoulement.graph.article import Cell
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import article_quads, unclaimed_quads
from refoulement.graph.store import Snapshot
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.unclaimed import Unclaimed
from refoulement.graph.withdrawal import undo
from refoulement.ontology import RF
from refoulement.queries import PAGES, run
from refoulement.tests import at_risk
from refoulement.tests.synthetic import article, extraction

QUERY = "numbers-not-understood"
TEXT = "More than 37 North Koreans were deported from China on Monday."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Eighteen refugees wore red caps.", [("Eighteen refugees", "noEventUnderstood")]),
        (
            "More than 37 North Koreans were deported from China, while 18 refugees wore red caps.",
            [("18 refugees", "otherNumberTaken")],
        ),
        ("More than 37 North Koreans were deported from China on Monday.", []),
        ("The 18 caps were red.", []),
        ("Trente-sept réfugiés nord-coréens ont été renvoyés par la Chine, a déclaré une organisation.", []),
    ],
)
def test_each_number_has_its_reason(text: str, left: list[tuple[str, str]]) -> None:
    assert [(each.passage.exact, each.because) for each in extraction(text).unclaimed] == left


def test_what_is_no_reason_and_no_words_of_a_text_is_refused() -> None:
    source = article(TEXT)
    with pytest.raises(ValueError, match="'laziness' is none of rf:unclaimedReasons"):
        Unclaimed(source.passage(0, 4), "laziness")
    with pytest.raises(TypeError, match="a table says itself which of its cells are claims"):
        Unclaimed(Cell("synthetic", 0, 4, "More", 1, 1), "noEventUnderstood")


def test_the_gate_lets_one_reason_in_and_no_other_term() -> None:
    source = article(TEXT)
    right = [*article_quads(source), *unclaimed_quads(Unclaimed(source.passage(0, 4), "noEventUnderstood"))]
    shapes.check(right, text=source.text)
    for term in (RF.torture, RF.otherNumberTaken):
        wrong = [*right, Quad(right[-1].subject, RF.unclaimedBecause, term, right[-1].graph_name)]
        with pytest.raises(ShapeError, match="not the one of the list rf:unclaimedReasons"):
            shapes.check(wrong, text=source.text)


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "made-up.txt").write_text(text)
    known = {"headline": "Made up", "publisher": "Made-up Daily", "datePublished": "2023-12-01"}
    (folder / "made-up.jsonld").write_text(json.dumps(known))
    return folder


def told(store: Path, tier: str = "public") -> Snapshot:
    return OxigraphReader(store / tier).snapshot()


def left_in(snapshot: Snapshot) -> list[str]:
    return [row["words"].value for row in run(snapshot, QUERY, {})]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article and a store of it, for copying."""
    place = tmp_path_factory.mktemp("prepared")
    at_risk.load(place / "store", written(place / "in", "Eighteen refugees wore red caps.\n"))
    return place


@pytest.fixture
def store(tmp_path: Path, prepared: Path) -> Path:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return tmp_path / "store"


def test_a_load_keeps_them_in_the_graph_of_their_article(store: Path) -> None:
    passage = NamedNode(iri.passage("made-up", 0, 17))
    graph = iri.article_graph("made-up")
    assert told(store).matching(graph, subject=passage, predicate=RF.unclaimedBecause, term=RF.noEventUnderstood)
    assert left_in(told(store)) == ["Eighteen refugees"]


def test_they_are_no_claims(store: Path) -> None:
    """Nobody says them, no event is about them, and no count of claims knows them."""
    snapshot = told(store)
    (counts,) = snapshot.select(PAGES["counts"].text)
    assert [counts[name].value for name in ("articles", "claims", "events")] == ["1", "0", "0"]
    about = f"ASK {{ ?any ?property <{iri.passage('made-up', 0, 17)}> }}"
    assert not snapshot.query(about)


@pytest.mark.slow
def test_a_second_load_changes_nothing_and_another_text_replaces_them(store: Path, tmp_path: Path) -> None:
    assert at_risk.load(store, tmp_path / "in").outcomes[0].status == "unchanged"
    at_risk.load(store, written(tmp_path / "in", "Nineteen refugees wore red caps.\n"))
    assert left_in(told(store)) == ["Nineteen refugees"]


def test_a_withdrawal_takes_them_out_and_its_undoing_brings_them_back(store: Path) -> None:
    at_risk.take_back(store, "made-up", "made up")
    assert left_in(told(store)) == []
    with TieredWriter(store, now=at_risk.LATER) as writer:
        undo(writer, "made-up", agent="t 1", now=at_risk.LATER)
        writer.publish()
    assert left_in(told(store)) == ["Eighteen refugees"]


@pytest.mark.slow
def test_beside_a_name_at_risk_they_are_told_without_it(tmp_path: Path) -> None:
    """Words that tell the name or a tie are blacked out; those that are the name's alone are not there at all."""
    store, folder = tmp_path / "store", at_risk.write(tmp_path / "in", ("returns",))
    text = (folder / "returns.txt").read_text()
    more = f"{at_risk.NAME}’s two sisters wore red caps.\n\nEighteen Quillemont refugees wore caps, too.\n\n"
    more += "Nineteen refugees wore blue caps."
    (folder / "returns.txt").write_text(f"{text}\n\n{more}\n")
    at_risk.load(store, folder)
    assert {"Eighteen Quillemont refugees", "Nineteen refugees"} <= {*left_in(told(store))}
    at_risk.protect(store)
    for tier in ("public", "partner"):
        words = left_in(told(store, tier))
        assert "Nineteen refugees" in words
        assert not any(name in each.casefold() for each in words for name in at_risk.HIDDEN)
        assert not any("sisters" in each for each in words)
    assert "Eighteen Quillemont refugees" in left_in(told(store, "sealed"))
