"""A claim that was missed: entered from words of its article, it stands like any other through every load, or goes."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from refoulement.errors import JudgementRefused, ShapeError
from refoulement.graph import adding, iri, reviewing
from refoulement.graph.adding import places
from refoulement.graph.article import Article
from refoulement.graph.claim import Claim, Count, EventClaim, StanceClaim
from refoulement.graph.claim_review import Review, read_reviews, review_quads
from refoulement.graph.judgement import Undoing
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import claim_quads, day_literal, read_claims
from refoulement.graph.reading import reader
from refoulement.graph.shapes import violations
from refoulement.graph.stored import as_stored
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.unclaimed import Unclaimed
from refoulement.graph.when import When
from refoulement.graph.withdrawal import withdraw
from refoulement.loaders import run
from refoulement.loaders.extract import Extract, Extraction
from refoulement.loaders.sources import find
from refoulement.ontology import RF
from refoulement.tests import at_risk
from refoulement.tests.test_run import LATER, NOON, NORTH_KOREA, plain_extract, write

UNDERSTOOD = "12 people were sent back on 2023-10-09 by Alpha."
MISSED = "Another 7 went over the bridge at Tumen that day, and nobody wrote it down."
WORDS = "Another 7 went over the bridge at Tumen"
SAID = (UNDERSTOOD, MISSED)
TUMEN = iri.entity("Settlement", "Tumen")
EVERY = {"judge": "A. Reviewer", "why": "the rules do not read it", "agent": "test 1"}


def text_of(*sentences: str) -> str:
    return "Synthetic title of one\n\n" + "\n".join(sentences) + "\n"


def seven(text: str, words: str = WORDS) -> EventClaim:
    """What the missed words say, as they stand in a text."""
    [(start, end)] = places(text, words)
    return EventClaim(
        passages=(Article(id="one", text=text, sha256="0" * 64, title="one").passage(start, end),),
        extractor="plain 2",
        confidence=0.8,
        event_type="Repatriation",
        count=Count(bound="exact", value=7),
        when=When("2023-10-09"),
        via=(TUMEN,),
        destination=(NORTH_KOREA,),
    )


def number_left(article: Article) -> Extraction:
    """The plain extraction, which leaves the number of the missed words."""
    found = plain_extract(article)
    left = [article.passage(start, start + 9) for start, _ in places(article.text, "Another 7 went")]
    return replace(found, unclaimed=tuple(Unclaimed(passage, "noEventUnderstood") for passage in left))


def better(read: Callable[[str], Claim]) -> Extract:
    """An extraction that has learnt to read the missed words, in some way."""

    def extract(article: Article) -> Extraction:
        found = number_left(article)
        return replace(found, claims=(*found.claims, read(article.text))) if WORDS in article.text else found

    return extract


EXTRACTS: dict[str, Extract] = {
    "nothing": number_left,
    "the same": better(seven),
    "the same, from more words": better(lambda text: seven(text, MISSED)),
    "otherwise": better(lambda text: replace(seven(text), via=(), confidence=0.6)),
    "another figure": better(lambda text: replace(seven(text), count=Count(bound="exact", value=70))),
}
TEXTS = {
    "as it was": SAID,
    "a line before": ("A line that was not there.", *SAID),
    "edited elsewhere": ("13 people were sent back on 2023-10-09 by Alpha.", MISSED),
    "without the words": (UNDERSTOOD,),
}


def load(writer: TieredWriter | OxigraphWriter, folder: Path, extract: Extract = number_left) -> None:
    run.load(find([folder]), extract=extract, store=writer, now=NOON, tell=lambda _: None, stop=lambda: False)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article, a plain store of it, and one of three tiers."""
    place = tmp_path_factory.mktemp("adding")
    write(place / "articles", "one", *SAID)
    with OxigraphWriter(place / "plain") as plain:
        load(plain, place / "articles")
    with TieredWriter(place / "store", now=NOON) as tiered:
        load(tiered, place / "articles")
    return place


@pytest.fixture
def store(tmp_path: Path, prepared: Path) -> Path:
    return Path(shutil.copytree(prepared / "store", tmp_path / "store"))


def add(store: Path, claim: Claim) -> Review:
    with TieredWriter(store, now=LATER) as writer:
        review = adding.add(writer, claim, now=LATER, **EVERY)
        writer.publish()
        return review


def stated(store: Path, tier: str = "public") -> list[EventClaim]:
    found = read_claims(reader(store, tier).snapshot().quads(iri.article_graph("one")))
    return [one for one in found if isinstance(one, EventClaim)]


def everything(store: Path, tier: str = "sealed") -> set[Quad]:
    """All but what tells when something was written, and what was decided."""
    snapshot = reader(store, tier).snapshot()
    aside = (iri.CATALOGUE_GRAPH, iri.REVIEWS_GRAPH)
    return {quad for graph in snapshot.graphs() if graph not in aside for quad in snapshot.quads(graph)}


def test_it_stands_with_its_words_as_one_that_was_extracted(store: Path) -> None:
    review = add(store, seven(text_of(*SAID)))
    [_, found] = stated(store)
    assert found == review.standing == review.corrected
    assert found.extractor.endswith(", entered by hand")
    assert (found.passages[0].exact, found.confidence) == (WORDS, 1.0)
    snapshot = reader(store, "public").snapshot()
    rows = snapshot.select(
        "PREFIX rf: <https://w3id.org/refoulement/ontology#> SELECT ?value ?day ?origin "
        "WHERE { ?event rf:evidence ?claim . ?claim rf:countMin ?value ; rf:knownFrom ?day ; rf:origin ?origin }"
    )
    assert {(row["value"].value, row["day"].value) for row in rows} == {("12", "2023-12-01"), ("7", "2023-12-01")}
    for tier in ("public", "partner"):
        assert iri.REVIEWS_GRAPH not in reader(store, tier).snapshot().graphs()


@pytest.mark.slow
def test_undone_it_restores_what_was_triple_for_triple(store: Path) -> None:
    """Also where a number is left that has the very words of the claim."""
    before = {tier: everything(store, tier) for tier in ("sealed", "public")}
    review = add(store, seven(text_of(*SAID), "Another 7"))
    assert everything(store) > before["sealed"] - {quad for quad in before["sealed"] if "event" in str(quad)}
    with TieredWriter(store, now=LATER) as writer:
        undone = reviewing.undo(writer, review.iri, by="B", at=LATER, why="a slip", agent="test 1")
        writer.publish()
    assert {tier: everything(store, tier) for tier in before} == before
    assert undone.undone == Undoing("B", LATER, "a slip")
    assert add(store, seven(text_of(*SAID), "Another 7")).undone is None


@pytest.mark.slow
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=st.lists(st.tuples(st.sampled_from(sorted(TEXTS)), st.sampled_from(sorted(EXTRACTS))), max_size=3))
@example(loads=[("as it was", "nothing")])
@example(loads=[("as it was", "otherwise"), ("as it was", "otherwise"), ("a line before", "the same")])
@example(loads=[("without the words", "nothing"), ("a line before", "the same, from more words")])
def test_what_stands_after_any_loads_is_what_the_table_says(
    tmp_path_factory: pytest.TempPathFactory, prepared: Path, loads: list[tuple[str, str]]
) -> None:
    """Held against a store that has seen the same loads, and no person."""
    place = tmp_path_factory.mktemp("loads")
    for name in ("with", "without"):
        shutil.copytree(prepared / "plain", place / name)
    with OxigraphWriter(place / "with") as store, OxigraphWriter(place / "without") as untouched:
        adding.add(store, seven(text_of(*SAID)), now=LATER, **EVERY)
        read = text_of(*SAID)
        for text, extract in loads:
            write(place / "articles", "one", *TEXTS[text])
            for each in (store, untouched):
                load(each, place / "articles", EXTRACTS[extract])
            [review] = read_reviews(store.quads(iri.REVIEWS_GRAPH))
            rest, stands, since = expected(untouched, text_of(*TEXTS[text]), extract, read)
            assert (review.since, article(store)) == (since, rest | stands)
            if stands and review.standing:
                days = store.matching(None, subject=NamedNode(review.standing.iri), predicate=RF.knownFrom)
                assert [quad.object for quad in days] == [day_literal(date(2023, 12, 1))]
        [review] = read_reviews(store.quads(iri.REVIEWS_GRAPH))
        reviewing.undo(store, review.iri, by="B", at=LATER, why="a slip", agent="test 1")
        assert article(store) == article(untouched)


def article(store: OxigraphWriter) -> set[Quad]:
    """What the article says; from which day on is looked at apart, as what was entered has been known before."""
    return {quad for quad in store.quads(iri.article_graph("one")) if quad.predicate != RF.knownFrom}


def expected(store: OxigraphWriter, text: str, extract: str, read: str) -> tuple[set[Quad], set[Quad], str | None]:
    """By the table: what stands beside it, what stands of it, and why a person has to look again."""
    rest = article(store)
    if WORDS not in text:
        return rest, set(), "groundGone"
    if extract.startswith("the same"):
        return rest, set(), None
    entered = replace(seven(text), extractor=adding.EXTRACTOR, confidence=1.0)
    if extract == "otherwise":
        gives_way = replace(entered, via=()).iri
        rest = {quad for quad in rest if quad.subject != NamedNode(gives_way)}
        return rest, set(as_stored(claim_quads(entered))), "extractedOtherwise"
    return rest, set(as_stored(claim_quads(entered))), None if text == read else "articleEdited"


@pytest.mark.slow
def test_what_is_kept_against_another_reading_corrects_that(prepared: Path, tmp_path: Path) -> None:
    place = Path(shutil.copytree(prepared / "plain", tmp_path / "plain"))
    with OxigraphWriter(place) as store:
        first = adding.add(store, seven(text_of(*SAID)), now=LATER, **EVERY)
        load(store, prepared / "articles", EXTRACTS["otherwise"])
        kept = reviewing.keep(store, first.iri, judge="B", why="it holds", now=LATER, agent="test 1")
        assert (kept.finding, kept.since, kept.corrected) == ("corrected", None, first.standing)
        after = article(store)
        load(store, prepared / "articles", EXTRACTS["otherwise"])
        assert article(store) == after
        reviewing.undo(store, kept.iri, by="B", at=LATER, why="a slip", agent="test 1")
        found = read_claims(store.quads(iri.article_graph("one")))
        assert [one.via for one in found if isinstance(one, EventClaim)] == [(), ()]


@pytest.mark.slow
def test_what_would_break_a_shape_at_the_next_load_is_set_aside_and_the_article_loads(
    prepared: Path, tmp_path: Path
) -> None:
    place = Path(shutil.copytree(prepared / "plain", tmp_path / "plain"))
    with OxigraphWriter(place) as store:
        dated = replace(seven(text_of(*SAID)), when=When("2023-11-30"))
        adding.add(store, dated, now=LATER, **EVERY)
        write(tmp_path / "articles", "one", *SAID, datePublished="2023-11-25")
        load(store, tmp_path / "articles")
        [review] = read_reviews(store.quads(iri.REVIEWS_GRAPH))
        assert (review.since, review.standing) == ("groundGone", None)
        assert len(read_claims(store.quads(iri.article_graph("one")))) == 1


@pytest.mark.slow
def test_what_cannot_be_is_refused_and_nothing_is_changed(store: Path) -> None:
    before, text, fitting = everything(store), text_of(*SAID), seven(text_of(*SAID))
    [extracted] = stated(store)
    elsewhere = replace(fitting.passages[0], exact="x" * len(WORDS))
    across = Article(id="one", text=text, sha256="0" * 64, title="one").passage(0, len(text_of(UNDERSTOOD)))
    foreign = replace(fitting.passages[0], article="none")
    odd = replace(fitting.passages[0], article="No Article")
    stranger = iri.minted("Organisation", "Gamma", "other", 5)
    for wrong, error, match in (
        (replace(fitting, passages=(elsewhere,)), JudgementRefused, "does not have the words"),
        (replace(fitting, passages=(across,)), JudgementRefused, "several paragraphs"),
        (replace(fitting, passages=(foreign,)), JudgementRefused, "the store has no article 'none'"),
        (replace(fitting, passages=(odd,)), JudgementRefused, "is no article's id"),
        (replace(fitting, claimants=(stranger,)), JudgementRefused, "neither in the gazetteer nor named by one"),
        (replace(fitting, when=When("2031-05")), ShapeError, "published"),
        (extracted, JudgementRefused, "makes this very claim already"),
        (replace(extracted, passages=fitting.passages, via=(NORTH_KOREA,)), ShapeError, "crossing"),
    ):
        with TieredWriter(store, now=LATER) as writer:
            with pytest.raises(error, match=match):
                adding.add(writer, wrong, now=LATER, **EVERY)
            writer.publish()
        assert everything(store) == before
    with pytest.raises(JudgementRefused, match="for a reason"), TieredWriter(store, now=LATER) as writer:
        adding.add(writer, fitting, judge="A", why=" ", now=LATER, agent="test 1")
    add(store, fitting)
    with pytest.raises(JudgementRefused, match=r"A\. Reviewer has entered this claim \(the rules do not read it\)"):
        add(store, replace(fitting, passages=seven(text, MISSED).passages))


@pytest.mark.slow
def test_nobody_enters_what_a_person_has_decided_of_or_in_what_is_withdrawn(store: Path) -> None:
    [extracted] = stated(store)
    with TieredWriter(store, now=LATER) as writer:
        reviewing.reject(writer, extracted.iri, now=LATER, **EVERY)
        writer.publish()
    with pytest.raises(JudgementRefused, match=r"A\. Reviewer has rejected this claim"):
        add(store, extracted)
    review = add(store, seven(text_of(*SAID)))
    assert review.standing
    with (
        pytest.raises(JudgementRefused, match=r"A\. Reviewer has entered this claim"),
        TieredWriter(store, now=LATER) as w,
    ):
        reviewing.reject(w, review.standing.iri, now=LATER, **EVERY)
    with TieredWriter(store, now=LATER) as writer:
        withdraw(writer, "one", why="made up", day=None, agent="test 1", now=LATER)
        writer.publish()
    with pytest.raises(JudgementRefused, match="one is withdrawn"):
        add(store, replace(seven(text_of(*SAID)), count=None))


def test_a_review_of_what_was_missed_is_read_as_it_was_written_and_keeps_its_shape() -> None:
    claim = seven(text_of(*SAID))
    review = Review(
        extracted=None, finding="missed", judge="A", why="so", made=NOON, text="0" * 64, corrected=claim, standing=claim
    )
    for one in (review, replace(review, undone=Undoing("B", LATER, "a slip"), since="groundGone", standing=None)):
        assert read_reviews(review_quads(one)) == [one]
        assert violations(quad.triple for quad in review_quads(one)) == ()
    extracted = [
        Quad(quad.subject, RF.asExtracted, quad.object)
        for quad in review_quads(review)
        if quad.predicate == RF.asCorrected
    ]
    assert violations([*(quad.triple for quad in review_quads(review)), *(quad.triple for quad in extracted)])


@given(st.lists(st.sampled_from(["a", "ab", "b", "가", "\U0001f600"]), min_size=1, max_size=4), st.data())
def test_words_are_found_wherever_they_stand_whatever_is_between_them(words: list[str], draw: st.DataObject) -> None:
    spaces = st.text(" \n\t\u00a0", min_size=1, max_size=3)
    before, after = draw.draw(st.text("ab 가\n", max_size=6)), draw.draw(st.text("ab 가\n", max_size=6))
    inner = words[0] + "".join(draw.draw(spaces) + word for word in words[1:])
    text = before + inner + after
    found = list(places(text, " ".join(words)))
    assert (len(before), len(before) + len(inner)) in found
    assert all(text[start:end].split() == words for start, end in found)
    assert list(places(text, " \n")) == []


@pytest.mark.slow
def test_what_is_added_of_a_person_at_risk_is_withheld(withheld: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(withheld, tmp_path / "store"))
    person, sealed = at_risk.person(store), reader(store, "sealed").snapshot()
    before = {tier: everything(store, tier) for tier in ("sealed", "partner", "public")}
    text = sealed_text(store, "returns")
    start = text.index("Quillemont’s sister")
    passage = Article(id="returns", text=text, sha256="0" * 64, title="one").passage(start, text.index(".", start))
    claim = StanceClaim(passages=(passage,), extractor="x", speaker=person, stance="warns")
    assert sealed.matching(None, subject=NamedNode(person))
    with TieredWriter(store, now=LATER) as writer:
        review = adding.add(writer, claim, now=LATER, **{**EVERY, "why": f"{at_risk.NAME} says so"})
        writer.publish()
    assert review.standing
    standing = NamedNode(review.standing.iri)
    graphs = {quad.graph_name for quad in reader(store, "sealed").snapshot().matching(None, subject=standing)}
    assert iri.restricted_graph(iri.article_graph("returns")) in graphs
    assert iri.article_graph("returns") not in graphs
    for tier in ("partner", "public"):
        snapshot = reader(store, tier).snapshot()
        told = "".join(str(quad) for each in snapshot.graphs() for quad in snapshot.quads(each)).lower()
        assert [hidden for hidden in at_risk.HIDDEN if hidden.lower() in told] == []
        assert not snapshot.matching(None, subject=standing)
    with TieredWriter(store, now=LATER) as writer:
        reviewing.undo(writer, review.iri, by="B", at=LATER, why="a slip", agent="test 1")
        writer.publish()
    assert {tier: everything(store, tier) for tier in before} == before


def sealed_text(store: Path, article: str) -> str:
    sealed = reader(store, "sealed")
    told = sealed.snapshot().matching(None, subject=NamedNode(iri.article(article)), predicate=RF.sha256)
    return sealed.text(told[0].object.value)  # type: ignore[union-attr]
