"""What a person judges of two events: obeyed before every rule, through every load, until it is undone."""

import re
import shutil
from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.tiers import TieredWriter
from refoulement.loaders import run
from refoulement.loaders.sources import find
from refoulement.tests.test_run import NOON, plain_extract, write

FIRST, SECOND = "event/repatriation-2023-10-09", "event/repatriation-2023-11-20"


def load(store: Path, folder: Path) -> None:
    with TieredWriter(store, now=NOON) as writer:
        run.load(find([folder]), extract=plain_extract, store=writer, now=NOON, tell=lambda _: None, stop=lambda: False)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles and a store of them, for copying."""
    place = tmp_path_factory.mktemp("prepared")
    write(place / "articles", "one", "12 people were sent back on 2023-10-09 by Alpha.")
    write(place / "articles", "two", "40 people were sent back on 2023-11-20 by Beta.")
    load(place / "store", place / "articles")
    return place


@pytest.fixture
def store(tmp_path: Path, prepared: Path) -> Path:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return tmp_path / "store"


def events(store: Path) -> set[frozenset[str]]:
    """The figures of each event."""
    rows = (
        OxigraphReader(store / "public")
        .snapshot()
        .select(
            "PREFIX rf: <https://w3id.org/refoulement/ontology#> SELECT ?event ?value "
            "WHERE { ?event rf:evidence ?claim . ?claim rf:countValue ?value }"
        )
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["event"].value, set()).add(row["value"].value)
    return {frozenset(values) for values in found.values()}


def judge(store: Path, first: str, verdict: str, second: str) -> int:
    said = ["--by", "A. Placeholder", "--why", "the dates differ by a slip"]
    return main(["events", "decide", first, verdict, second, *said, "--store", str(store)])


@pytest.mark.slow
def test_judged_the_same_they_are_one_until_it_is_undone(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert events(store) == {frozenset({"12"}), frozenset({"40"})}
    assert judge(store, FIRST, "same", SECOND) == 0
    assert events(store) == {frozenset({"12", "40"})}
    (judgement,) = re.findall(r"^(judgement/\w+):", capsys.readouterr().out, flags=re.MULTILINE)
    undo = ["events", "undo", judgement, "--by", "A. Placeholder", "--why", "it was no slip", "--store", str(store)]
    assert main(undo) == 0
    assert events(store) == {frozenset({"12"}), frozenset({"40"})}
    assert main(undo) == 2
    assert "was undone already" in capsys.readouterr().err


@pytest.mark.slow
def test_a_judgement_survives_the_next_load(store: Path, tmp_path: Path) -> None:
    judge(store, FIRST, "same", SECOND)
    write(tmp_path / "articles", "three", "15 people were sent back on 2023-10-09 by Gamma.")
    load(store, tmp_path / "articles")
    assert events(store) in ({frozenset({"12", "40", "15"})}, {frozenset({"12", "40"}), frozenset({"15"})})


@pytest.mark.slow
def test_what_rules_make_one_a_person_holds_apart(store: Path, tmp_path: Path) -> None:
    write(tmp_path / "articles", "three", "15 people were sent back on 2023-10-09 by Gamma.")
    load(store, tmp_path / "articles")
    assert frozenset({"12", "15"}) in events(store)
    rows = (
        OxigraphReader(store / "public")
        .snapshot()
        .select(
            "PREFIX rf: <https://w3id.org/refoulement/ontology#> SELECT ?claim "
            "WHERE { ?claim rf:eventType rf:Repatriation ; rf:countValue ?value } ORDER BY ?value"
        )
    )
    twelve, fifteen, _ = (row["claim"].value for row in rows)
    assert judge(store, twelve, "different", fifteen) == 0
    assert events(store) == {frozenset({"12"}), frozenset({"15"}), frozenset({"40"})}


def test_a_part_and_its_whole_stay_two(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert judge(store, FIRST, "part", SECOND) == 0
    assert events(store) == {frozenset({"12"}), frozenset({"40"})}
    assert main(["events", "show", FIRST, "--store", str(store)]) == 0
    assert f"part of {SECOND}: judged to be a part" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("first", "second", "complaint"),
    [
        ("event/none", SECOND, "no event or event claim of this store"),
        (FIRST, FIRST, "a judgement needs two things"),
        ("not an iri: <", SECOND, "is no IRI"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    store: Path, first: str, second: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = OxigraphReader(store / "public").snapshot().version
    assert judge(store, first, "same", second) == 2
    assert complaint in capsys.readouterr().err
    assert OxigraphReader(store / "public").snapshot().version == before


def test_contradicting_judgements_are_refused(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judge(store, FIRST, "part", SECOND)
    assert judge(store, SECOND, "part", FIRST) == 2
    assert "undo" in capsys.readouterr().err


def test_events_are_listed_the_latest_first(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "list", "--store", str(store)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [SECOND, FIRST]
    assert main(["events", "show", "event/none", "--store", str(store)]) == 2
    assert "no event of this store" in capsys.readouterr().err
