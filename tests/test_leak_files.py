"""A protected name is looked for on the disk, in what commands print, and in all that was corrected and withdrawn."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.__main__ import main
from refoulement.graph import as_of, iri
from refoulement.graph.copies import Print
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import claims_by_iri
from refoulement.graph.revision import read_revisions, read_version
from refoulement.graph.store import Snapshot
from refoulement.loaders.report import Outcome
from refoulement.ontology import RF
from refoulement.queries import QUERIES
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.tests.at_risk import HIDDEN, NAME
from refoulement.web.settings import Settings

pytestmark = pytest.mark.slow  # articles loaded, judged, corrected and withdrawn, each time over three stores
OPEN = ("public", "partner")
DAYS = (date(2023, 11, 30), at_risk.CORRECTED_ON.replace(day=9), at_risk.CORRECTED_ON, at_risk.TAKEN_BACK_ON)


def leaks(text: str) -> list[str]:
    return [word for word in HIDDEN if word.casefold() in text.casefold()]


def snapshot(store: Path, tier: str) -> Snapshot:
    return OxigraphReader(store / tier).snapshot()


def values(snapshot_: Snapshot, predicate: NamedNode) -> dict[str, str]:
    """What is said by one property, by subject."""
    return {quad.subject.value: quad.object.value for quad in snapshot_.matching(None, predicate=predicate)}  # type: ignore[union-attr]


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() + str(path).encode() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def copied(withheld: Path, tmp_path: Path) -> Path:
    """The store of a person at risk, for writing."""
    return Path(shutil.copytree(withheld, tmp_path / "store"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


# The disk


def test_nothing_on_the_disk_holds_it(withheld: Path) -> None:
    files = [path for tier in OPEN for path in (withheld / tier).rglob("*") if path.is_file()]
    assert len(files) > 20
    forms = [form for word in HIDDEN for form in (word, word.upper(), word.capitalize(), quote(word))]
    sought = {form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")}
    found = [path for path in files for form in sought if form in path.read_bytes() or form in str(path).encode()]
    assert found == []
    assert not list((withheld / "public").rglob("*.bytes"))
    assert NAME.encode() in content(withheld / "sealed")


def _hashes(store: Path) -> Iterator[tuple[str, str]]:
    """Every hash that the sealed tier made of something that tells the name, with what it is of."""
    sealed = snapshot(store, "sealed")
    for path in (store / "sealed" / "texts").iterdir():
        if leaks(path.read_bytes().decode()):
            yield "a text or an earlier version", path.name.removesuffix(".bytes")
    reader = OxigraphReader(store / "sealed")
    for node, of in values(sealed, RF.fingerprintOf).items():
        if leaks(reader.text(values(sealed, RF.sha256)[of])):
            yield "a print", values(sealed, RF.hashes)[node]
    said = [quad for graph in sealed.graphs(iri.ARTICLE_GRAPHS) for quad in sealed.quads(graph)]
    revisions = read_revisions(sealed.quads(iri.REVISIONS_GRAPH))
    for revision in revisions:
        version = reader.text(revision.earlier)
        said += read_version(version)
        if leaks(version):
            yield "a revision", revision.iri.rsplit("/", 1)[-1]
    for claim, what in claims_by_iri(said).items():
        if leaks(str(what.content())):
            yield "a claim", claim.rsplit("/", 1)[-1]
    for predicate in (RF.judgedFirst, RF.judgedSecond):
        for judgement, thing in values(sealed, predicate).items():
            if leaks(thing):
                yield "a judgement", judgement.rsplit("/", 1)[-1]


def test_no_hash_of_the_hidden_is_known(withheld: Path) -> None:
    hashes = list(_hashes(withheld))
    kinds = {"a text or an earlier version", "a print", "a revision", "a claim", "a judgement"}
    assert {kind for kind, _ in hashes} == kinds
    for tier in OPEN:
        whole = content(withheld / tier)
        assert [(kind, digest) for kind, digest in hashes if digest.encode() in whole] == []


@pytest.mark.parametrize("tier", OPEN)
def test_prints_are_of_the_texts_as_they_are_shown(withheld: Path, tier: str) -> None:
    shown, reader = snapshot(withheld, tier), OxigraphReader(withheld / tier)
    prints = values(shown, RF.fingerprintOf)
    assert len(prints) >= 6
    for node, of in prints.items():
        taken = Print.of(reader.text(values(shown, RF.sha256)[of]))
        bands = {quad.object.value for quad in shown.matching(None, subject=NamedNode(node), predicate=RF.band)}  # type: ignore[union-attr]
        assert (values(shown, RF.hashes)[node], bands) == (taken.written(), set(taken.bands()))


@pytest.mark.parametrize("tier", OPEN)
def test_copies_and_origins_are_found_among_what_is_shown(withheld: Path, tier: str) -> None:
    shown = snapshot(withheld, tier)
    assert values(shown, RF.copyOf) == values(snapshot(withheld, "sealed"), RF.copyOf) != {}
    words = values(shown, RF.originWords)
    assert "a person, name withheld" in words.values()
    assert leaks(str(words) + str(values(shown, RF.originActor))) == []


@pytest.mark.parametrize("tier", OPEN)
def test_roles_and_ties_are_blacked_out_where_they_are_said(withheld: Path, tier: str) -> None:
    reader = OxigraphReader(withheld / tier)
    digests = values(reader.snapshot(), RF.sha256)
    text, again = (reader.text(digests[iri.article(article)]) for article in ("returns", "repeated"))
    hidden = "█" * len(NAME)
    assert f"{hidden} said. {hidden}, a {'█' * len('researcher')} at Sample Watch Group, urged" in text
    assert ("sister" in text, "brother" in again, "Hana Zest" in again) == (False, False, True)
    assert "Kim Zest, an official at Northern Relief Society" in text


def test_partners_are_told_what_the_public_is(withheld: Path) -> None:
    said, texts = [], []
    for tier in OPEN:
        shown = snapshot(withheld, tier)
        said.append({quad for graph in shown.graphs() for quad in shown.quads(graph)})
        texts.append({path.name: path.read_text() for path in (withheld / tier / "texts").iterdir()})
    assert said[0] == said[1]
    assert texts[0] == texts[1]


# What was corrected and what was withdrawn


def figures(told: Snapshot) -> list[str]:
    return sorted(values(told, RF.countValue).values(), key=int)


def test_what_was_known_is_told_without_the_name(withheld: Path) -> None:
    told = {}
    for shown in ("public", "sealed"):
        reader = OxigraphReader(withheld / shown)
        states = [as_of.on(day, reader.snapshot(), kept=reader.text) for day in DAYS]
        told[shown] = [figures(state) for state in states]
        everything = "".join(f"{quad}" for state in states for graph in state.graphs() for quad in state.quads(graph))
        assert bool(leaks(everything)) is (shown == "sealed")
        said = {value for state in states for value in values(state, RF.attribution).values()}
        assert ("a person, name withheld" in said) is (shown == "public")
    assert told["public"] == told["sealed"]
    assert ["30" in day for day in told["public"]] == [False, True, True, False]


@pytest.mark.parametrize("tier", OPEN)
def test_what_a_withdrawn_article_says_is_blacked_out_as_before(withheld: Path, tier: str) -> None:
    reader = OxigraphReader(withheld / tier)
    now, texts = reader.snapshot(), set[str]()
    revisions = read_revisions(now.quads(iri.REVISIONS_GRAPH))
    assert {revision.kind for revision in revisions} == {"Correction", "Withdrawal"}
    for revision in revisions:
        version = read_version(reader.text(revision.earlier))
        (digest,) = {quad.object.value for quad in version if quad.predicate == RF.sha256}  # type: ignore[union-attr]
        texts.add(digest)
        assert "████" in reader.text(digest)
        assert (revision.kind == "Withdrawal") is ("withheld" in revision.why)
        if revision.kind == "Withdrawal":
            assert values(now, RF.sha256)[iri.article(revision.article)] == digest
    assert texts < {path.name for path in (withheld / tier / "texts").iterdir()}


def test_no_page_of_any_day_names(withheld: Path) -> None:
    client = create_app(Settings(store=withheld)).test_client()
    for name in sorted(QUERIES):
        for day in DAYS[1:3]:
            for suffix in ("", ".json", ".csv"):
                room = "api" if suffix else "queries"
                answer = client.get(f"/{room}/{name}{suffix}?as_of={day}", headers={"Accept": "text/html"})
                assert (answer.status_code, leaks(answer.text)) == (200, []), (name, day)


def test_a_withdrawal_that_is_undone_brings_nothing_hidden_back(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(capsys, "withdraw", "taken-back", "--undo", "--store", str(copied))
    told += run(capsys, "withdraw", "zorvath-quillemont-speaks", "--why", f"{NAME} again", "--store", str(copied))
    assert leaks(told) == []
    for tier in OPEN:
        assert leaks(content(copied / tier).decode(errors="replace")) == []
        assert {"30" in figures(snapshot(copied, tier)), "40" in figures(snapshot(copied, tier))} == {True, False}
    assert NAME in content(copied / "sealed").decode(errors="replace")


# What commands print


def test_the_commands_that_ask(withheld: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--store", str(withheld)]
    told = run(capsys, "events", "list", *asked)
    for event in re.findall(r"^(event/\S+):", told, flags=re.MULTILINE):
        told += run(capsys, "events", "show", event, *asked)
    told += run(capsys, "identity", "list", "--undone", *asked)
    for name in sorted(QUERIES):
        told += run(capsys, "query", name, *asked)
    told += run(capsys, "query", "stances-by-actor", "--as-of", str(DAYS[1]), "--json", *asked)
    assert ("event/" in told, "kim-zest" in told, leaks(told)) == (True, True, [])
    sealed = ["--store", str(withheld), "--tier", "sealed"]
    assert leaks(run(capsys, "identity", "list", *sealed)) != []
    assert leaks(run(capsys, "query", "stances-by-actor", "--as-of", str(DAYS[1]), *sealed)) != []


def test_what_a_load_tells_does_not_name(copied: Path, tmp_path: Path) -> None:
    articles = at_risk.write(tmp_path / "articles", ("zorvath-quillemont-speaks", "taken-back"))
    (articles / "zorvath-quillemont-again.txt").write_text("")
    told: list[Outcome] = []
    report = at_risk.load(copied, articles, now=at_risk.LATER, told=told)
    assert tuple(told) == report.outcomes
    assert sorted(outcome.status for outcome in told) == ["refused", "refused", "replaced"]
    lines = "".join(f"{outcome.line} {outcome.path} {outcome.warnings}" for outcome in told)
    assert leaks(report.summary + lines) == []


# What persons judge


def test_what_a_person_judges_of_the_hidden_is_sealed_as_a_whole(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person, hana = at_risk.person(copied), at_risk.person(copied, "Hana Zest", "repeated")
    zest, again = (at_risk.person(copied, "Kim Zest", article) for article in ("returns", "second"))
    said = ["--by", "A. Placeholder", "--store", str(copied), "--why"]
    told = run(capsys, "identity", "decide", zest, "different", person, *said, "xqzzy-one")
    (hidden,) = re.findall(r"judgement/\w+", told)
    run(capsys, "identity", "decide", zest, "same", again, "--rests-on", hidden, *said, "xqzzy-resting")
    assert holders(copied, "xqzzy-resting") == {"sealed"}
    told = run(capsys, "identity", "decide", zest, "different", hana, *said, "xqzzy-two")
    (shown,) = re.findall(r"judgement/\w+", told)
    assert holders(copied, "xqzzy-two") == {"public", "partner", "sealed"}
    assert holders(copied, "xqzzy-one") == holders(copied, hidden) == holders(copied, NAME) == {"sealed"}
    run(capsys, "identity", "undo", shown, *said, "xqzzy-three")
    assert holders(copied, "xqzzy-three") == {"public", "partner", "sealed"}
    undone = snapshot(copied, "public").matching(iri.JUDGEMENTS_GRAPH, predicate=RF.undoneWhy)
    assert [quad.object for quad in undone] == [Literal("xqzzy-three")]


def test_what_a_person_judges_of_a_claim_that_names_is_sealed_as_a_whole(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = snapshot(copied, "sealed")
    shown = {quad.subject for quad in snapshot(copied, "public").matching(None, predicate=RF.eventType)}
    repatriations: list[Quad] = list(sealed.matching(None, predicate=RF.eventType, term=RF.Repatriation))
    names = sorted((quad.subject not in shown, quad.subject.value) for quad in repatriations)  # type: ignore[union-attr]
    told, hidden = names[0][1], names[-1][1]
    assert [names[0][0], names[-1][0]] == [False, True]
    run(capsys, "events", "decide", hidden, "different", told, "--why", "xqzzy-four", "--store", str(copied))
    assert holders(copied, "xqzzy-four") == {"sealed"}


def holders(folder: Path, words: str) -> set[str]:
    """The tiers of which a file holds some words."""
    return {tier for tier in (*OPEN, "sealed") if words.encode() in content(folder / tier)}
