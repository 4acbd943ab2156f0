"""`refoulement identity`: what a person sees, decides and undoes, and what is refused with the reason."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from refoulement.__main__ import main
from refoulement.graph import iri
from refoulement.graph.tiers import TieredWriter
from refoulement.tests.named import MINTED, NOON, TOLD, TOWN, derived, gazetteer, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with TieredWriter(tmp_path, now=NOON) as store:
        gazetteer(store)
        load(store, TOLD)
        store.publish()
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["identity", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> str:
    with TieredWriter(folder, now=NOON) as store:
        before = derived(store)
    assert main(["identity", *arguments, "--store", str(folder)]) == 2
    with TieredWriter(folder, now=NOON) as store:
        assert derived(store) == before
    return capsys.readouterr().err


LEADING = min(MINTED, key=lambda name: iri.rank(MINTED[name]))


def short(name: str) -> str:
    return MINTED[name].removeprefix(iri.THINGS)


def test_compare_two_bare_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "compare", "Kim Cheol-ok", "김철옥", "--kind", "person").startswith("same 0.95: ")
    answer = json.loads(told(capsys, "compare", "Tumen", "도문", "--kind", "place", "--json"))
    assert answer == {
        "names": ["Tumen", "도문"],
        "kind": "place",
        "verdict": "same",
        "score": 1.0,
        "reasons": ["the gazetteer has both as names of one"],
    }


def test_a_name_without_a_letter_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identity", "compare", "Kim", "?", "--kind", "person"]) == 2
    assert "a name without a letter cannot be compared" in capsys.readouterr().err


def test_list_and_show(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = told(capsys, "list", "--store", str(folder))
    assert listed.endswith("2 judgements\n")
    assert short("a") in listed
    answer = json.loads(told(capsys, "list", "--verdict", "same", "--json", "--store", str(folder)))
    assert {judgement["by"] for judgement in answer["judgements"]} == {"rule"}
    shown = told(capsys, "show", short("b"), "--store", str(folder))
    assert f"shown as {short(LEADING)}" in shown
    whole = json.loads(told(capsys, "show", MINTED["a"], "--json", "--store", str(folder)))
    assert whole["same_as"] == sorted([MINTED["b"], MINTED["c"]])
    one = answer["judgements"][0]["judgement"]
    assert json.loads(told(capsys, "show", one, "--json", "--store", str(folder))) == answer["judgements"][0]
    assert told(capsys, "show", one, "--store", str(folder)).startswith("same ")


def test_decide_and_undo(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--why", "she is her sister", "--by", "A Reviewer", "--store", str(folder))
    decided = told(capsys, "decide", short("a"), "different", short("b"), *words)
    judgement = next(line.strip() for line in decided.splitlines() if "judgement/" in line)
    assert f"shown as {short(LEADING)}" not in told(capsys, "show", short("b"), "--store", str(folder))
    assert "already" in refused(capsys, folder, "decide", short("a"), "same", short("b"), "--why", "no")
    undone = told(capsys, "undo", judgement, "--why", "a slip", "--by", "B Reviewer", "--store", str(folder))
    assert "undone by B Reviewer" in undone
    assert f"shown as {short(LEADING)}" in told(capsys, "show", short("b"), "--store", str(folder))
    assert "undone by B Reviewer" in told(capsys, "list", "--undone", "--store", str(folder))
    assert "was undone already" in refused(capsys, folder, "undo", judgement, "--why", "again")


def test_what_cannot_be_is_refused_and_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = TOWN.iri.removeprefix(iri.THINGS)
    assert "nothing is both" in refused(capsys, folder, "decide", short("a"), "same", town, "--why", "no")
    assert "does not exist" in refused(capsys, folder, "decide", short("a"), "same", "person/nobody", "--why", "no")
    assert "named twice" in refused(capsys, folder, "decide", short("a"), "same", short("a"), "--why", "no")
    assert "there is no judgement" in refused(capsys, folder, "undo", "judgement/none", "--why", "no")


def test_no_place_is_part_of_what_the_gazetteer_has_in_it(
    demo_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    copytree(demo_store, store)
    for part, whole, why in (
        ("jilin", "yanji", "part of itself, by other judgements or by the gazetteer"),
        ("china", "dandong", "cannot be part of the other"),
    ):
        assert why in refused(capsys, store, "decide", f"place/{part}", "part", f"place/{whole}", "--why", "no")


def test_a_judgement_rests_on_any_other_and_holds_it_wherever_it_is(
    demo_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    copytree(demo_store, store)
    to = ("--store", str(store))
    told(capsys, "decide", "place/tumen", "different", "place/dandong", "--why", "two towns", *to)
    (ground,) = (
        one["judgement"]
        for one in json.loads(told(capsys, "list", "--json", *to))["judgements"]
        if one["by"] == "person"
    )
    people = ("organisation/reuters", "different", "organisation/human-rights-watch")
    told(capsys, "decide", *people, "--rests-on", ground, "--why", "a test", *to)
    assert "rests on it" in refused(capsys, store, "undo", ground, "--why", "no")


def test_what_others_rest_on_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--by", "A Reviewer", "--store", str(folder))
    listed = json.loads(told(capsys, "list", "--json", "--store", str(folder)))["judgements"]
    ground = listed[0]["judgement"]
    told(capsys, "decide", short("b"), "same", short("c"), "--rests-on", ground, "--why", "with the other", *words)
    assert "rests on it" in refused(capsys, folder, "undo", ground, "--why", "no")


def test_a_rule_that_a_person_overruled_is_shown_to_count_no_more(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (first, *_) = json.loads(told(capsys, "list", "--verdict", "same", "--json", "--store", str(folder)))["judgements"]
    pair = first["first"], first["second"]
    told(capsys, "decide", pair[0], "different", pair[1], "--why", "two women", "--store", str(folder))
    listed = json.loads(told(capsys, "list", "--json", "--store", str(folder)))["judgements"]
    of_pair = [one for one in listed if (one["first"], one["second"]) == pair]
    assert {one["by"]: one["overruled"] for one in of_pair} == {"person": False, "rule": True}
    for shown in ("list",), ("show", pair[0]), ("show", first["judgement"]):
        assert told(capsys, *shown, "--store", str(folder)).count("overruled: a person judged these two") == 1
