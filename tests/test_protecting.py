"""Who is withheld: the marked, whoever is judged to be them, in whatever version of an article; whatever came first."""

import shutil
from pathlib import Path

import pytest

from refoulement.errors import GraphError
from refoulement.graph import iri, protecting
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.protection import read
from refoulement.graph.tiers import TieredWriter
from refoulement.ontology import NAMESPACE, RF
from refoulement.tests import at_risk, synthetic_table
from refoulement.tests.at_risk import DOUBLE, LATER
from refoulement.tests.test_tiers import holders, rows

pytestmark = pytest.mark.slow  # several runs, each over three stores
ALL = {"public", "partner", "sealed"}


def mark(store: Path, person: str) -> protecting.Withheld:
    with TieredWriter(store, now=LATER) as writer:
        return protecting.protect(writer, person, why="kin", also=frozenset(), key=at_risk.KEY, now=LATER)


def made_anew(store: Path, tmp_path: Path) -> Path:
    """The same store, its open tiers made once more from the sealed one alone."""
    again = Path(shutil.copytree(store, tmp_path / "again"))
    for tier in ("public", "partner"):
        shutil.rmtree(again / tier)
    with TieredWriter(again, now=LATER) as writer:
        writer.publish()
    return again


def test_what_each_run_adds_is_what_making_all_anew_gives(withheld: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(withheld, tmp_path / "store"))
    articles = at_risk.write(tmp_path / "articles", ("others", "second"))
    (articles / "fresh.txt").write_text(
        f"Fresh\n\n{at_risk.TEXTS['others']} Kim Zest spoke.\n{at_risk.TEXTS['double']}\n"
    )
    (articles / "second.txt").write_text(
        "Notes\n\nKim Zest said China sent back 16 North Koreans on October 10, 2023.\n"
    )
    at_risk.load(store, articles, now=LATER)
    again = made_anew(store, tmp_path)
    for tier in ("public", "partner"):
        said, anew = ({row for row in rows(one, tier) if row[2] != RF.judgedAt.value} for one in (store, again))
        assert said == anew
    assert holders(store) == holders(again) == {"sealed"}
    assert rows(store, "public") == rows(store, "partner")


def test_whoever_is_judged_to_be_the_one_is_withheld_from_then_on(tmp_path: Path) -> None:
    store, articles = tmp_path / "store", at_risk.write(tmp_path / "articles", ("returns", "double"))
    at_risk.load(store, articles)
    at_risk.protect(store)
    assert (holders(store), holders(store, DOUBLE)) == ({"sealed"}, ALL)
    at_risk.judge_same(store, at_risk.person(store), at_risk.person(store, DOUBLE, "double"))
    assert holders(store, DOUBLE) == {"sealed"}
    with pytest.raises(GraphError, match="marked at risk already"):
        mark(store, at_risk.person(store, DOUBLE, "double"))
    at_risk.take_back(store, "double", "xqzzy")  # what is known of the names outlives where they stood
    assert holders(store, DOUBLE) == {"sealed"}
    sealed = OxigraphReader(store / "sealed").snapshot()
    assert [DOUBLE in one.names for one in read(sealed.quads(iri.PROTECTION_GRAPH))] == [True]


def test_who_is_named_only_in_what_was_withdrawn_can_be_marked(tmp_path: Path) -> None:
    store, articles = tmp_path / "store", at_risk.write(tmp_path / "articles", ("double", "others"))
    at_risk.load(store, articles)
    person = at_risk.person(store, DOUBLE, "double")
    at_risk.take_back(store, "double", f"{DOUBLE} asked")
    assert holders(store, DOUBLE) == ALL
    mark(store, person)
    assert holders(store, DOUBLE) == {"sealed"}
    with TieredWriter(store, now=LATER) as writer:
        protecting.lift(writer, person, why="safe now", now=LATER)
    assert holders(store, DOUBLE) == ALL
    assert rows(store, "public") == [row for row in rows(store, "sealed") if row[0] != iri.PROTECTION_GRAPH.value]


def test_who_is_judged_to_be_somebody_in_the_gazetteer_is_public(tmp_path: Path) -> None:
    store, articles = tmp_path / "store", at_risk.write(tmp_path / "articles", ("double",))
    at_risk.load(store, articles)
    person, known = at_risk.person(store, DOUBLE, "double"), iri.entity("Person", "Kim Jong Un")
    at_risk.judge_same(store, person, known)
    before = rows(store, "sealed")
    with pytest.raises(GraphError, match="is in the gazetteer, which is public"):
        mark(store, person)
    assert rows(store, "sealed") == before


def test_another_family_with_the_same_given_name_is_told_and_holds_up_nothing(tmp_path: Path) -> None:
    store, articles = tmp_path / "store", tmp_path / "articles"
    articles.mkdir()
    for name, who in (("one", "Kim Chol-vok"), ("two", "Ri Chol-vok")):
        said = f"{who} said China sent back 12 North Koreans on October 9, 2023. {who} urged China to stop."
        (articles / f"{name}.txt").write_text(f"A title\n\n{said}\n")
    at_risk.load(store, articles)
    mark(store, at_risk.person(store, "Kim Chol-vok", "one"))
    assert holders(store, "Kim Chol-vok") == {"sealed"}
    assert holders(store, "Ri Chol-vok") == ALL
    keys = [row[3] for row in rows(store, "public") if row[2] == RF.nameKey.value]
    assert any("richolvok" in key for key in keys)
    compared = [row[3] for row in rows(store, "public") if row[2] == RF.comparedAs.value]
    assert any("ri-chol-vok" in text for text in compared)
    assert not any("kim-chol-vok" in text for text in compared)


def test_an_open_tier_that_was_deleted_is_made_again(withheld: Path, tmp_path: Path) -> None:
    again = made_anew(withheld, tmp_path)
    for tier in ("public", "partner"):
        assert rows(again, tier) == rows(withheld, tier)
    assert holders(again) == {"sealed"}


def test_what_stands_in_brackets_after_the_name_is_a_name_in_whatever_article(tmp_path: Path) -> None:
    """Of an age or a remark nothing is hidden."""
    store, articles = tmp_path / "store", tmp_path / "articles"
    articles.mkdir()
    sent_back = "China sent back 12 North Koreans on October 9, 2023"
    for name, title, said in (
        ("one", "A title", f"Kim Chol-vok (조르밧큄, 41) said {sent_back}. Kim Chol-vok (가명) urged it to stop."),
        ("two", "조르밧큄 is back", f"{sent_back}. They call one 조르밧큄. The word 가명 is no name."),
    ):
        (articles / f"{name}.txt").write_text(f"{title}\n\n{said}\n")
    at_risk.load(store, articles)
    assert holders(store, "조르밧큄") == ALL
    mark(store, at_risk.person(store, "Kim Chol-vok", "one"))
    assert holders(store, "조르밧큄") == {"sealed"}
    assert holders(store, "가명") == ALL


def test_a_table_that_names_the_one_is_told_without_the_name(tmp_path: Path) -> None:
    store, articles = tmp_path / "store", at_risk.write(tmp_path / "articles", ("double",))
    who = {"name": "who", "virtual": True, "propertyUrl": NAMESPACE + "attribution", "default": DOUBLE}
    table = synthetic_table.write(articles, metadata=synthetic_table.described(*synthetic_table.PLAIN, who))
    at_risk.load(store, articles)
    mark(store, at_risk.person(store, DOUBLE, "double"))
    assert holders(store, DOUBLE) == {"sealed"}
    said = [row for row in rows(store, "public") if row[2] == RF.withheldClaims.value]
    assert [row[3] for row in said if row[1] == iri.article(table.stem)] == ["2"]
    again = tmp_path / "again"  # and so it is where the mark is first
    at_risk.load(again, at_risk.write(tmp_path / "only", ("double",)))
    mark(again, at_risk.person(again, DOUBLE, "double"))
    at_risk.load(again, articles, now=LATER)
    assert holders(again, DOUBLE) == {"sealed"}


def test_a_spelling_that_many_share_is_refused(tmp_path: Path) -> None:
    store, articles = tmp_path / "store", at_risk.write(tmp_path / "articles", ("double",))
    at_risk.load(store, articles)
    person, before = at_risk.person(store, DOUBLE, "double"), rows(store, "sealed")
    with TieredWriter(store, now=LATER) as writer, pytest.raises(GraphError, match="'Kim' is a name that many share"):
        protecting.protect(writer, person, why="kin", also=frozenset({"Kim"}), key=at_risk.KEY, now=LATER)
    assert rows(store, "sealed") == before


def test_a_mark_whose_run_ended_before_it_published_is_published_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, articles = tmp_path / "store", at_risk.write(tmp_path / "articles", ("double",))
    at_risk.load(store, articles)
    person = at_risk.person(store, DOUBLE, "double")

    def ended(_: TieredWriter) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(TieredWriter, "publish", ended)
        with pytest.raises(KeyboardInterrupt):
            mark(store, person)
    assert holders(store, DOUBLE) == ALL
    mark(store, person)
    assert holders(store, DOUBLE) == {"sealed"}
    with pytest.raises(GraphError, match="marked at risk already"):
        mark(store, person)
    with monkeypatch.context() as patched, TieredWriter(store, now=LATER) as writer:
        patched.setattr(TieredWriter, "publish", ended)
        with pytest.raises(KeyboardInterrupt):
            protecting.lift(writer, person, why="safe now", now=LATER)
    with TieredWriter(store, now=LATER) as writer:
        protecting.lift(writer, person, why="safe now", now=LATER)
    assert holders(store, DOUBLE) == ALL
