"""The gate lets right articles through unchanged and names the claim, the words and the shape of wrong ones."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import shifty
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph

from refoulement.errors import GraphError, ShapeError
from refoulement.graph import iri
from refoulement.graph.article import Article
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.rdf import EDTF, XSD, article_quads, claim_quads, entity_quads, mention_quads
from refoulement.graph.shapes import _parsed, check, check_examples, node_shapes, violations
from refoulement.graph.when import When
from refoulement.ontology import CONCEPTS, EXAMPLES, GAZETTEER, REFOULEMENT, RF, SHAPES, concepts, read
from refoulement.ontology.naming import entity

TEXT = "Synthetic text: 𝄞 more than 300 crossed at the Onsong crossing, one Ann Example of Example Group warned."
ARTICLE = Article(
    id="synthetic", text=TEXT, sha256="0" * 64, title="Synthetic", publisher="Nobody", published=When("2023-12-08")
)
GRAPH = iri.article_graph("synthetic")
CROSSING = "https://w3id.org/refoulement/id/crossing/tumen-namyang"
COUNTRY = entity("Country", "North Korea")
GROUP = entity("RightsGroup", "Human Rights Watch")
ANN = Entity(iri.minted("Person", "Ann Example", "synthetic", 66), "Person", (Name("Ann Example", "en", "preferred"),))
BEN = Entity(iri.minted("Person", "Ben Example", "synthetic", 70), "Person", (Name("Ben Example", "en", "preferred"),))
TOUCHED = tuple(quad for quad in read(GAZETTEER) if quad.subject in {*map(NamedNode, (CROSSING, COUNTRY, GROUP))})


def passage_of(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"passages": (ARTICLE.passage(start, start + len(words)),), "extractor": "by hand 1"}


RETURN = EventClaim(
    **passage_of("more than 300 crossed"),  # type: ignore[arg-type]
    event_type="Repatriation",
    count=Count(bound="moreThan", value=300),
    when=When("2023-10-09"),
    via=(CROSSING,),
    destination=(COUNTRY,),
    claimants=(GROUP,),
)
EXACTLY = replace(RETURN, count=Count(bound="exact", value=300))
STANCE = replace(
    StanceClaim(**passage_of("Ann Example"), speaker=ANN.iri, stance="warns", harms=("torture",)),  # type: ignore[arg-type]
    time_spoken_of=When("2023-10"),
)
ROLE = RoleClaim(**passage_of("one Ann Example"), person=ANN.iri, role="head", organisation=GROUP)  # type: ignore[arg-type]
TIE = TieClaim(**passage_of("Ann Example of"), person=ANN.iri, tie="sisterOf", relative=BEN.iri)  # type: ignore[arg-type]


def quads_of(*claims: Claim) -> list[Quad]:
    mention = Mention(RETURN.passages[0], CROSSING)
    quads = [*article_quads(ARTICLE), *entity_quads(ANN, GRAPH), *entity_quads(BEN, GRAPH), *mention_quads(mention)]
    return list(dict.fromkeys([*quads, *(quad for claim in claims for quad in claim_quads(claim))]))


def swapped(quads: list[Quad], predicate: NamedNode, value: NamedNode | Literal) -> list[Quad]:
    found = [Quad(quad.subject, predicate, value, GRAPH) if quad.predicate == predicate else quad for quad in quads]
    assert found != quads
    return found


def refused(quads: list[Quad], text: str = TEXT) -> str:
    with pytest.raises(ShapeError, match="breaks shape") as caught:
        check(quads, text=text, touched=TOUCHED)
    return str(caught.value)


def test_a_right_article_passes_unchanged() -> None:
    quads = quads_of(RETURN, STANCE, ROLE, TIE)
    assert check(quads, text=TEXT, touched=TOUCHED) == tuple(quads)


def test_an_empty_article_passes() -> None:
    quads = list(article_quads(ARTICLE))
    assert check(quads, text=TEXT) == tuple(quads)


def test_words_beyond_the_basic_plane_are_counted_as_code_points() -> None:
    message = refused(quads_of(RETURN), text="x" + TEXT)
    assert '("more than 300 crossed") breaks shape PassageWords' in message
    assert "take both from the text once more" in message


def test_the_message_names_claim_words_shape_term_and_remedy() -> None:
    message = refused(swapped(quads_of(STANCE), RF.stance, RF.torture))
    assert re.fullmatch(
        r'id/claim/[0-9a-f]{32} \("Ann Example"\) breaks shape stance \(rf:stance, rf:torture\): the value is not of '
        r"the list rf:stances, .*: choose from concepts\.ttl",
        message,
    )


@pytest.mark.parametrize(
    ("claim", "predicate", "value", "shape"),
    [
        (EXACTLY, RF.countMin, Literal(9999), "countMin"),
        (RETURN, RF.countMin, Literal(300), "CountMeaning"),
        (RETURN, RF.countValue, Literal("300.5", datatype=NamedNode(XSD + "decimal")), "CountMeaning"),
        (RETURN, RF.countBound, RF.persons, "countBound"),
        (RETURN, RF.when, Literal("October", datatype=EDTF), "when"),
        (RETURN, RF.when, Literal("2023-13-45", datatype=EDTF), "TimeMeaning"),
        (RETURN, RF.when, Literal("2023-10", datatype=EDTF), "TimeMeaning"),
        (RETURN, RF.when, Literal("2023-10-09"), "when"),
        (STANCE, RF.speaksOfWhen, Literal("October", datatype=EDTF), "speaksOfWhen"),
        (STANCE, RF.speaksOfWhen, Literal("2023-13-45", datatype=EDTF), "TimeMeaning"),
        (RETURN, RF.via, NamedNode(COUNTRY), "Route"),
        (RETURN, RF.claimant, NamedNode(CROSSING), "claimant"),
        (RETURN, RF.destination, NamedNode(GROUP), "destination"),
        (RETURN, RF.claimant, NamedNode(iri.THINGS + "person/never-described"), "claimant"),
        (RETURN, RF.eventType, RF.Person, "eventType"),
        (RETURN, RF.confidence, Literal(1.5), "confidence"),
        (RETURN, RF.saidIn, NamedNode(iri.article("another")), "passageArticle"),
        (ROLE, RF.person, NamedNode(GROUP), "person"),
        (ROLE, RF.organisation, NamedNode(ANN.iri), "organisation"),
        (TIE, RF.relative, NamedNode(ANN.iri), "relative"),
        (TIE, RF.tie, RF.warns, "tie"),
        (STANCE, RF.harm, RF.warns, "harm"),
    ],
)
def test_each_wrong_value_breaks_its_shape(
    claim: Claim, predicate: NamedNode, value: NamedNode | Literal, shape: str
) -> None:
    message = refused(swapped(quads_of(claim), predicate, value))
    assert re.search(rf"breaks shape {shape}[ :]", message), message


def test_a_misspelt_property_is_refused() -> None:
    subject = NamedNode(RETURN.iri)
    typo = Quad(subject, NamedNode(RF.countMin.value + "imum"), Literal(1), GRAPH)
    assert "breaks shape EventClaim (rf:countMinimum, 1)" in refused([*quads_of(RETURN), typo])


def test_what_happened_lies_before_publication() -> None:
    later = replace(RETURN, when=When("2023-12-10"))
    assert "breaks shape NotAfterPublication" in refused(quads_of(later))


def test_what_happened_may_lie_on_the_day_after_publication_which_it_can_be_elsewhere() -> None:
    check(quads_of(replace(RETURN, when=When("2023-12-09"))), text=TEXT, touched=TOUCHED)


def test_two_preferred_names_of_one_language_are_refused() -> None:
    second = Quad(
        NamedNode(ANN.iri),
        NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
        Literal("A", language="en"),
        GRAPH,
    )
    assert "breaks shape prefLabel" in refused([*quads_of(STANCE), second])


def test_a_claim_without_its_passage_is_refused() -> None:
    bare = [quad for quad in quads_of(RETURN) if quad.predicate != RF.passage]
    assert "breaks shape passage" in refused(bare)


def test_the_captured_text_is_never_let_into_the_graph() -> None:
    stored = Quad(NamedNode(iri.article("synthetic")), RF.capturedText, Literal(TEXT), GRAPH)
    with pytest.raises(ShapeError, match="rf:capturedText, which is never stored"):
        check([*quads_of(RETURN), stored], text=TEXT, touched=TOUCHED)


def test_many_faults_are_told_in_few_lines() -> None:
    faulty = swapped(quads_of(RETURN, STANCE, ROLE, TIE), RF.extractor, Literal(""))
    lines = refused(swapped(faulty, RF.confidence, Literal(2.0))).splitlines()
    assert len(lines) == 6
    assert lines[-1] == "and 3 more"


BOUNDS = sorted(concepts("bounds") - {"range"})


@settings(max_examples=25)  # a validation each, over a tenth of a second
@given(bound=st.sampled_from(BOUNDS), value=st.integers(1, 10**6), nature=st.sampled_from(sorted(concepts("natures"))))
def test_every_figure_that_can_be_built_passes(bound: str, value: int, nature: str) -> None:
    claim = replace(RETURN, count=Count(bound=bound, value=value, nature=nature))
    quads = quads_of(claim)
    assert check(quads, text=TEXT, touched=TOUCHED) == tuple(quads)


def test_every_shape_has_its_two_examples() -> None:
    assert len(check_examples()) == len(node_shapes()) == 24


def test_the_sparql_of_the_shapes_is_parsed_once_however_much_is_checked() -> None:
    check(quads_of(RETURN), text=TEXT, touched=TOUCHED)
    parsed = _parsed.cache_info()
    check(quads_of(STANCE), text=TEXT, touched=TOUCHED)
    assert (_parsed.cache_info().misses, _parsed.cache_info().hits > parsed.hits) == (parsed.misses, True)


def agrees_by_shifty(path: Path) -> bool:
    """Whether the engine that checks whole stores finds that a Turtle file conforms, class tree and lists given."""
    graphs = [Graph().parse(file, format="turtle") for file in (path, REFOULEMENT, CONCEPTS)]
    conforms, _, _ = shifty.validate(
        graphs[0] + graphs[1] + graphs[2], Graph().parse(SHAPES, format="turtle"), infer=False, on_unsupported="error"
    )
    return conforms


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ttl")), ids=lambda path: path.stem)
def test_both_engines_agree_on_the_examples(path: Path) -> None:
    assert agrees_by_shifty(path) == path.name.endswith(".conforming.ttl")


@pytest.mark.slow
def test_both_engines_pass_the_gazetteer() -> None:
    assert violations(quad.triple for quad in read(GAZETTEER)) == ()
    assert agrees_by_shifty(GAZETTEER)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / "Count.violating.ttl").unlink(), "Count.violating.ttl is missing"),
        (
            lambda folder: (folder / "Count.violating.ttl").write_bytes((folder / "Range.violating.ttl").read_bytes()),
            "Count.violating.ttl is not caught by shape Count",
        ),
        (
            lambda folder: (folder / "Count.conforming.ttl").write_bytes((folder / "Count.violating.ttl").read_bytes()),
            "Count.conforming.ttl breaks Count",
        ),
        (lambda folder: (folder / "Cuont.violating.ttl").touch(), "examples of no shape: Cuont"),
    ],
)
def test_examples_that_prove_nothing_are_told(spoil: object, message: str, tmp_path: Path) -> None:
    for path in EXAMPLES.glob("*.ttl"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert callable(spoil)
    spoil(tmp_path)
    with pytest.raises(GraphError, match=re.escape(message)):
        check_examples(tmp_path)
