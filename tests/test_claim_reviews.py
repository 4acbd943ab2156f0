"""What persons decide of claims: obeyed at once and by every load, undone triple for triple, or refused."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from refoulement.errors import JudgementRefused, ShapeError
from refoulement.graph import decisions, iri, reviewing
from refoulement.graph.amount import Amount
from refoulement.graph.claim import Claim, Count, EventClaim
from refoulement.graph.claim_review import Review, read_reviews, review_quads
from refoulement.graph.judgement import Judgement, Undoing
from refoulement.graph.rdf import read_claims
from refoulement.graph.reading import reader
from refoulement.graph.shapes import violations
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.when import When
from refoulement.loaders import run
from refoulement.loaders.extract import Extract, Extraction
from refoulement.loaders.sources import find
from refoulement.ontology import RF
from refoulement.tests import at_risk
from refoulement.tests.test_run import LATER, NOON, SENTENCE, plain_extract, write

SAID = ("12 people were sent back on 2023-10-09 by Alpha.", "40 people were sent back on 2023-11-20 by Beta.")
EVERY = {"judge": "A. Reviewer", "why": "the figure is of another line", "agent": "test 1"}


def load(store: Path, folder: Path, extract: Extract = plain_extract) -> None:
    with TieredWriter(store, now=NOON) as writer:
        run.load(find([folder]), extract=extract, store=writer, now=NOON, tell=lambda _: None, stop=lambda: False)


def decide(store: Path, act: Callable[[TieredWriter], Review]) -> Review:
    with TieredWriter(store, now=LATER) as writer:
        review = act(writer)
        writer.publish()
        return review


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article and a store of it, for copying."""
    place = tmp_path_factory.mktemp("reviews")
    write(place / "articles", "one", *SAID)
    load(place / "store", place / "articles")
    return place


@pytest.fixture
def folder(tmp_path: Path, prepared: Path) -> Path:
    return Path(shutil.copytree(prepared / "articles", tmp_path / "articles"))


@pytest.fixture
def store(tmp_path: Path, prepared: Path) -> Path:
    return Path(shutil.copytree(prepared / "store", tmp_path / "store"))


def claims(store: Path, tier: str = "public") -> dict[Amount | None, EventClaim]:
    """The claims of the article by their figures."""
    found = read_claims(reader(store, tier).snapshot().quads(iri.article_graph("one")))
    return {one.count.value: one for one in found if isinstance(one, EventClaim) and one.count}


def reviews(store: Path) -> list[Review]:
    return read_reviews(reader(store, "sealed").snapshot().quads(iri.REVIEWS_GRAPH))


def everything(store: Path, tier: str = "sealed") -> set[Quad]:
    """All but what tells when something was written, and what was decided."""
    snapshot = reader(store, tier).snapshot()
    aside = (iri.CATALOGUE_GRAPH, iri.REVIEWS_GRAPH)
    return {quad for graph in snapshot.graphs() if graph not in aside for quad in snapshot.quads(graph)}


def fifteen(claim: EventClaim) -> EventClaim:
    return replace(claim, count=Count(bound="atLeast", value=15))


def correct(store: Path, said: EventClaim) -> Review:
    return decide(store, lambda writer: reviewing.correct(writer, said.iri, fifteen(said), now=LATER, **EVERY))


def test_a_correction_stands_in_the_place_of_what_was_extracted(store: Path) -> None:
    correct(store, claims(store)[12])
    found = claims(store)
    assert set(found) == {15, 40}
    assert found[15].extractor == "plain 1, corrected by hand"
    assert (found[15].confidence, found[15].passages[0].exact) == (1.0, SAID[0])
    snapshot = reader(store, "public").snapshot()
    rows = snapshot.select(
        "PREFIX rf: <https://w3id.org/refoulement/ontology#> SELECT ?value ?day "
        "WHERE { ?event rf:evidence ?claim . ?claim rf:countMin ?value ; rf:knownFrom ?day }"
    )
    assert {(row["value"].value, row["day"].value) for row in rows} == {("15", "2023-12-01"), ("40", "2023-12-01")}


@pytest.mark.slow
def test_undone_it_restores_what_was_triple_for_triple(store: Path) -> None:
    before = {tier: everything(store, tier) for tier in ("sealed", "public")}
    review = correct(store, claims(store)[12])
    assert everything(store) != before["sealed"]
    undone = decide(
        store, lambda writer: reviewing.undo(writer, review.iri, by="B", at=LATER, why="a slip", agent="test 1")
    )
    assert {tier: everything(store, tier) for tier in ("sealed", "public")} == before
    assert undone.undone == Undoing("B", LATER, "a slip")
    assert reviews(store) == [undone]


@pytest.mark.slow
def test_a_rejected_claim_is_gone_and_comes_back_when_that_is_undone(store: Path, folder: Path) -> None:
    before = everything(store)
    said = claims(store)[12]
    review = decide(store, lambda writer: reviewing.reject(writer, said.iri, now=LATER, **EVERY))
    assert set(claims(store)) == {40}
    load(store, folder)
    assert set(claims(store)) == {40}
    decide(store, lambda writer: reviewing.undo(writer, review.iri, by="B", at=LATER, why="a slip", agent="test 1"))
    assert everything(store) == before


@pytest.mark.slow
def test_loading_the_same_article_again_keeps_it(store: Path, folder: Path) -> None:
    correct(store, claims(store)[12])
    after = everything(store)
    load(store, folder)
    assert everything(store) == after
    assert [review.since for review in reviews(store)] == [None]


@pytest.mark.slow
def test_it_moves_with_its_words_and_has_to_be_looked_at_when_the_article_is_edited(store: Path, folder: Path) -> None:
    first = correct(store, claims(store)[12])
    write(folder, "one", "Something new stands first.", *SAID)
    load(store, folder)
    found = claims(store)
    assert set(found) == {15, 40}
    assert first.standing
    assert found[15].passages[0].start > first.standing.passages[0].start
    assert found[15].passages[0].exact == SAID[0]
    [review] = reviews(store)
    assert (review.since, review.standing) == ("articleEdited", found[15])
    kept = decide(
        store,
        lambda writer: reviewing.keep(writer, review.iri, judge="B", why="it holds", now=LATER, agent="test 1"),
    )
    load(store, folder)
    assert [(one.since, one.undone is None) for one in reviews(store) if one.iri == kept.iri] == [(None, True)]
    assert set(claims(store)) == {15, 40}
    decide(store, lambda writer: reviewing.undo(writer, kept.iri, by="B", at=LATER, why="a slip", agent="test 1"))
    assert set(claims(store)) == {12, 40}


def changed(article_extract: Callable[[Claim], Claim | None]) -> Extract:
    """The plain extraction, changed claim by claim."""

    def extract(article: object) -> Extraction:
        found = plain_extract(article)  # type: ignore[arg-type]
        return replace(found, claims=tuple(claim for one in found.claims if (claim := article_extract(one))))

    return extract


@pytest.mark.slow
def test_what_is_extracted_anew_from_its_words_gives_way_and_is_shown(store: Path, folder: Path) -> None:
    review = correct(store, claims(store)[12])

    def otherwise(claim: Claim) -> Claim:
        assert isinstance(claim, EventClaim)
        return replace(claim, when=When("2023-10")) if claim.count == Count(bound="exact", value=12) else claim

    for _ in range(2):  # the second load is no other than the first
        load(store, folder, changed(otherwise))
        assert set(claims(store)) == {15, 40}
        [found] = reviews(store)
        assert isinstance(found.now, EventClaim)
        assert (found.since, found.now.when) == ("extractedOtherwise", When("2023-10"))
    load(store, folder)  # and as it was before
    assert reviews(store) == [review]
    load(store, folder, changed(otherwise))
    decide(store, lambda writer: reviewing.undo(writer, review.iri, by="B", at=LATER, why="a slip", agent="test 1"))
    assert claims(store)[12].when == When("2023-10")


@pytest.mark.slow
def test_what_stood_beside_it_does_not_give_way(store: Path, folder: Path) -> None:
    """A claim from the same words, that was there before, is no new reading of the one that was corrected."""
    beside = replace(claims(store)[12], event_type="Arrival")
    load(store, folder, lambda article: replace(found := plain_extract(article), claims=(*found.claims, beside)))
    said = next(
        claim for claim in all_claims(store) if claim.event_type == "Repatriation" and claim.count == beside.count
    )
    correct(store, said)
    load(store, folder, lambda article: replace(plain_extract(article), claims=(beside,)))
    assert {(one.event_type, one.count and one.count.value) for one in all_claims(store)} == {
        ("Arrival", 12),
        ("Repatriation", 15),
    }
    assert [review.since for review in reviews(store)] == ["noLongerExtracted"]


def all_claims(store: Path) -> list[EventClaim]:
    found = read_claims(reader(store, "public").snapshot().quads(iri.article_graph("one")))
    return [one for one in found if isinstance(one, EventClaim)]


@pytest.mark.slow
def test_without_its_words_it_stands_no_more(store: Path, folder: Path) -> None:
    correct(store, claims(store)[12])
    write(folder, "one", SAID[1])
    load(store, folder)
    assert set(claims(store)) == {40}
    [review] = reviews(store)
    assert (review.since, review.standing) == ("groundGone", None)
    with pytest.raises(JudgementRefused, match="has no ground any more"):
        decide(store, lambda writer: reviewing.keep(writer, review.iri, now=LATER, **EVERY))
    write(folder, "one", *SAID)
    load(store, folder)
    assert set(claims(store)) == {15, 40}


@pytest.mark.slow
def test_what_would_break_a_shape_at_the_next_load_is_set_aside_and_the_article_loads(
    store: Path, folder: Path
) -> None:
    said = claims(store)[12]
    dated = replace(said, when=When("2023-11-30"))
    decide(store, lambda writer: reviewing.correct(writer, said.iri, dated, now=LATER, **EVERY))
    write(folder, "one", *SAID, datePublished="2023-11-25")
    load(store, folder)
    assert claims(store)[12].when == When("2023-10-09")
    assert [review.since for review in reviews(store)] == ["groundGone"]


@pytest.mark.slow
def test_what_is_refused_leaves_everything_as_it_was(store: Path) -> None:
    before, said = everything(store), claims(store)[12]
    stranger = iri.minted("Organisation", "Gamma", "other", 5)
    for wrong, error, match in (
        (replace(said, when=When("2031-05")), ShapeError, "published"),
        (replace(said, claimants=(stranger,)), JudgementRefused, "neither in the gazetteer nor named by one"),
        (said, JudgementRefused, "nothing of the claim was changed"),
        (replace(said, via=(iri.entity("Person", "Nobody"),)), JudgementRefused, "neither in the gazetteer"),
    ):
        with TieredWriter(store, now=LATER) as writer:
            with pytest.raises(error, match=match):
                reviewing.correct(writer, said.iri, wrong, now=LATER, **EVERY)
            writer.publish()
        assert everything(store) == before
        assert reviews(store) == []


def test_nobody_decides_over_another_person(store: Path) -> None:
    said = claims(store)[12]
    decide(store, lambda writer: reviewing.accept(writer, said.iri, now=LATER, **EVERY))
    with pytest.raises(JudgementRefused, match=r"A\. Reviewer has accepted this claim"):
        correct(store, said)
    with pytest.raises(JudgementRefused, match="no claim of this store"):
        decide(store, lambda writer: reviewing.accept(writer, said.iri[:-1] + "x", now=LATER, **EVERY))


@pytest.mark.slow
def test_what_was_judged_of_its_event_holds_for_what_stands_in_its_place(store: Path) -> None:
    first, second = claims(store)[12], claims(store)[40]
    judged = Judgement(
        first=first.iri,
        verdict="same",
        second=second.iri,
        by="byPerson",
        judge="A",
        reasons=("one journey",),
        score=1.0,
        made=NOON,
    )
    with TieredWriter(store, now=NOON) as writer:
        decisions.decide(writer, judged, agent="test 1")
        writer.publish()
    together = everything(store)
    review = correct(store, first)
    rows = (
        reader(store, "public")
        .snapshot()
        .select(
            "PREFIX rf: <https://w3id.org/refoulement/ontology#> "
            "SELECT ?event (COUNT(?claim) AS ?n) { ?event rf:evidence ?claim } GROUP BY ?event"
        )
    )
    assert [row["n"].value for row in rows] == ["2"]
    decide(store, lambda writer: reviewing.undo(writer, review.iri, by="B", at=LATER, why="a slip", agent="test 1"))
    assert {quad for quad in everything(store) if quad.graph_name != iri.JUDGEMENTS_GRAPH} == {
        quad for quad in together if quad.graph_name != iri.JUDGEMENTS_GRAPH
    }


def test_a_review_is_read_as_it_was_written_and_keeps_its_shape(store: Path) -> None:
    review = correct(store, claims(store)[12])
    for one in (review, replace(review, undone=Undoing("B", LATER, "a slip"), since="articleEdited", now=None)):
        assert read_reviews(review_quads(one)) == [one]
        assert violations(quad.triple for quad in review_quads(one)) == ()


@pytest.mark.slow
def test_only_the_sealed_tier_tells_of_reviews(store: Path) -> None:
    review = correct(store, claims(store)[12])
    for tier in ("public", "partner"):
        snapshot = reader(store, tier).snapshot()
        assert iri.REVIEWS_GRAPH not in snapshot.graphs()
        assert not [quad for graph in snapshot.graphs() for quad in snapshot.quads(graph) if review.why in str(quad)]


def test_impossible_reviews_cannot_be_built(store: Path) -> None:
    said = claims(store)[12]
    fitting = {"extracted": said, "judge": "A", "why": "so", "made": NOON, "text": "0" * 64}
    for wrong, match in (
        ({"finding": "corrected"}, "says what a person put there"),
        ({"finding": "missed", "corrected": said}, "without having been extracted"),
        ({"finding": "accepted", "extracted": None}, "without having been extracted"),
        ({"finding": "notSaid", "standing": said}, "nothing stands in the place"),
        ({"finding": "guessed"}, "not one of rf:findings"),
        ({"finding": "accepted", "since": "never"}, "not one of rf:reviewChanges"),
        ({"finding": "accepted", "why": " "}, "for a reason"),
        ({"finding": "accepted", "made": NOON.replace(tzinfo=None)}, "time zone"),
    ):
        with pytest.raises(ValueError, match=match):
            Review(**(fitting | wrong))  # type: ignore[arg-type]
    assert SENTENCE.search(said.passages[0].exact)


@pytest.mark.slow
def test_what_is_corrected_of_a_person_at_risk_stays_withheld(withheld: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(withheld, tmp_path / "store"))
    person = NamedNode(at_risk.person(store))
    before = {tier: everything(store, tier) for tier in ("sealed", "partner", "public")}
    said = reader(store, "sealed").snapshot().matching(None, predicate=RF.claimant, term=person)
    assert said
    assert isinstance(said[0].subject, NamedNode)
    name, graph = said[0].subject.value, said[0].graph_name
    why = {**EVERY, "why": f"{at_risk.NAME} says so"}

    def act(writer: TieredWriter) -> Review:
        claim = reviewing.claim_of(writer, name)
        assert isinstance(claim, EventClaim)
        return reviewing.correct(writer, name, fifteen(claim), now=LATER, **why)

    review = decide(store, act)
    assert review.standing
    standing = NamedNode(review.standing.iri)
    sealed = reader(store, "sealed").snapshot()
    assert {quad.graph_name for quad in sealed.matching(None, subject=standing, predicate=RF.saidIn)} == {graph}
    for tier in ("partner", "public"):
        snapshot = reader(store, tier).snapshot()
        told = "".join(str(quad) for each in snapshot.graphs() for quad in snapshot.quads(each)).lower()
        assert [hidden for hidden in at_risk.HIDDEN if hidden.lower() in told] == []
        assert not snapshot.matching(None, subject=standing)
    decide(store, lambda writer: reviewing.undo(writer, review.iri, by="B", at=LATER, why="a slip", agent="test 1"))
    assert {tier: everything(store, tier) for tier in before} == before
