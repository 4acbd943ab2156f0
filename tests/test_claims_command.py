"""`refoulement claims`: what waits is listed, and what is decided from the command line stands as on the pages."""

import re
from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.graph import iri
from refoulement.graph.claim import Claim, EventClaim
from refoulement.graph.rdf import read_claims
from refoulement.graph.reading import reader
from refoulement.tests.reviewed_store import load, prepare
from refoulement.tests.test_run import write


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("claims"))[0]


def run(capsys: pytest.CaptureFixture[str], store: Path, *words: str) -> str:
    assert main(["claims", *words, "--store", str(store)]) == 0
    return capsys.readouterr().out


def stated(store: Path) -> list[Claim]:
    return read_claims(reader(store, "public").snapshot().quads(iri.article_graph("one")))


@pytest.mark.slow
def test_a_claim_is_listed_corrected_kept_and_brought_back(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    why = ("--why", "so it says", "--by", "A. Reviewer")
    listed = run(capsys, store, "list")
    assert "12 people were sent back" in listed
    assert "1 to look at" in listed
    assert "3 to look at" in run(capsys, store, "list", "--below", "1")
    [claim] = re.findall(r"^(claim/\w+)", listed, flags=re.MULTILINE)
    review = run(capsys, store, "accept", claim, *why).partition(":")[0]
    run(capsys, store, "undo", review, *why)
    review = run(capsys, store, "correct", claim, "--set", "value=15", "--set", "destination=", *why).partition(":")[0]
    [said] = stated(store)
    assert isinstance(said, EventClaim)
    assert (said.count and said.count.value, said.destination) == (15, ())
    assert "0 to look at" in run(capsys, store, "list")
    folder = store.parent / "articles"
    write(
        folder, "one", "Something else.", "12 people were sent back on 2023-10-09 by Alpha.", datePublished="2023-11-05"
    )
    load(store, folder)
    assert f"{review}  articleEdited  one" in run(capsys, store, "list")
    kept = run(capsys, store, "keep", review, *why).partition(":")[0]
    run(capsys, store, "undo", kept, *why)
    [said] = stated(store)
    assert isinstance(said, EventClaim)
    assert (said.count and said.count.value, said.destination) == (12, (iri.entity("Country", "North Korea"),))


@pytest.mark.slow
def test_a_claim_that_was_missed_is_added_and_taken_back(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    why = ("--why", "it was missed", "--by", "A. Reviewer")
    before = stated(store)
    said = ("--words", "12 people were sent back", "--kind", "border-closure", "--set", "place=place/tumen")
    review = run(capsys, store, "add", "one", *said, *why).partition(":")[0]
    [added] = [claim for claim in stated(store) if claim not in before]
    assert isinstance(added, EventClaim)
    assert (added.event_type, added.place, added.passages[0].exact) == (
        "BorderClosure",
        (iri.entity("Settlement", "Tumen"),),
        "12 people were sent back",
    )
    run(capsys, store, "undo", review, *why)
    assert stated(store) == before


@pytest.mark.slow
def test_what_cannot_be_is_refused_in_a_line(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [claim] = re.findall(r"^(claim/\w+)", run(capsys, store, "list"), flags=re.MULTILINE)
    for words, told in (
        (("correct", claim, "--set", "colour=red"), "the slots of this claim are"),
        (("correct", claim, "--set", "value=many"), "is no number"),
        (("correct", claim, "--set", "when=never"), "is not EDTF"),
        (("reject", "claim/none"), "no claim of this store"),
        (("undo", "review/none"), "there is no review"),
        (("add", "none", "--words", "so", "--kind", "death"), "the store has no article 'none'"),
        (("add", "one", "--words", "not there", "--kind", "death"), "the text does not have these words"),
        (("add", "one", "--words", "12 people", "--occurrence", "9", "--kind", "death"), "the words stand in the text"),
        (("add", "one", "--words", "12 people", "--kind", "picnic"), "is no kind of claim"),
        (
            ("add", "one", "--words", "12 people", "--kind", "stance"),
            "choose one; a claim of this kind cannot be without",
        ),
        (
            ("add", "one", "--words", "12 people", "--kind", "death", "--set", "colour=red"),
            "the slots of this claim are",
        ),
    ):
        assert main(["claims", *words, "--why", "so", "--store", str(store)]) == 2
        assert told in capsys.readouterr().err
