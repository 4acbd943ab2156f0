"""Values become quads and the same values again."""

from decimal import Decimal
from itertools import pairwise

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph import iri, known
from refoulement.graph.article import Article, Passage
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.rdf import (
    article_quads,
    claim_quads,
    entity_quads,
    mention_quads,
    read_article,
    read_claims,
    read_entities,
)
from refoulement.graph.when import When
from refoulement.ontology import RF, concepts, subclasses

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(str.strip)
nodes = st.integers(0, 30).map(lambda number: f"{iri.THINGS}place/made-up-{number}")
node_sets = st.lists(nodes, max_size=3).map(tuple)
closed = ["2023-10-09", "2023-10", "2021-34", "2020/2023", "2023-10-09~", "199X"]
times = st.sampled_from([*closed, "2022/..", "../2019"]).map(When)
texts = words.map(lambda text: text + " and an end")


def listed(scheme: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(concepts(scheme)))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    bound = draw(listed("bounds"))
    value = draw(st.integers(1, 90))
    if bound == "approximately" and draw(st.booleans()):
        return Count(bound=bound, unit=draw(listed("units")), nature=draw(listed("natures")))
    value_to = value + draw(st.integers(1, 10)) if bound == "range" else None
    unit, nature = draw(listed("units")), draw(listed("natures"))
    tenths = Decimal(draw(st.integers(0, 9))) / 10 if unit == "percent" else 0
    return Count(bound=bound, value=value + tenths, value_to=value_to and value_to + tenths, unit=unit, nature=nature)


@st.composite
def passages(draw: st.DrawFn, text: str) -> tuple[Passage, ...]:
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
    article = Article(id="made-up", text=text, sha256="0" * 64, title="Made up")
    return tuple(article.passage(start, end) for start, end in pairwise(cuts))


@st.composite
def claims(draw: st.DrawFn, text: str = "Some words, 한글 and 𝔴ider ones") -> Claim:
    confidence = draw(st.floats(0, 1))
    where = draw(passages(text))
    context = draw(st.just(()) | passages(text))
    kind = draw(st.sampled_from([EventClaim, StanceClaim, RoleClaim, TieClaim]))
    if kind is EventClaim:
        return EventClaim(
            passages=where,
            context=context,
            extractor="test 1",
            confidence=confidence,
            event_type=draw(st.sampled_from(sorted(subclasses("Event") - {"Event"}))),
            count=draw(st.none() | counts()),
            when=draw(st.none() | times),
            held_at=draw(node_sets),
            via=draw(node_sets),
            destination=draw(node_sets),
            place=draw(node_sets),
            claimants=draw(node_sets),
            attribution=draw(st.none() | words),
            modality=draw(listed("modalities")),
        )
    if kind is StanceClaim:
        return StanceClaim(
            passages=where,
            context=context,
            extractor="test 1",
            confidence=confidence,
            speaker=draw(nodes),
            stance=draw(listed("stances")),
            time_spoken_of=draw(st.none() | times),
            harms=draw(st.lists(listed("harms"), max_size=3).map(tuple)),
            invokes=draw(st.lists(listed("instruments"), max_size=3).map(tuple)),
        )
    person = f"{iri.THINGS}person/made-up"
    if kind is RoleClaim:
        role, organisation = draw(words), draw(st.none() | nodes)
        return RoleClaim(
            passages=where,
            context=context,
            extractor="test 1",
            confidence=confidence,
            person=person,
            role=role,
            organisation=organisation,
        )
    tie, relative = draw(listed("ties")), draw(nodes)
    return TieClaim(
        passages=where,
        context=context,
        extractor="test 1",
        confidence=confidence,
        person=person,
        tie=tie,
        relative=relative,
    )


names = st.builds(Name, words, st.sampled_from(["en", "ko", "zh"]), st.sampled_from(["alternative", "hidden"]))
entities = st.builds(
    lambda kind, preferred, others: Entity(
        iri.entity(kind, "made up"), kind, (*sorted(others, key=lambda name: (name.status, name.text)), preferred)
    ),
    st.sampled_from(sorted((subclasses("Actor") | subclasses("Place")) - {"Actor", "Place"})),
    st.builds(Name, words, st.just("en"), st.just("preferred")),
    st.lists(names, max_size=4, unique_by=lambda name: (name.status, name.text)),
)
articles = st.builds(
    Article,
    id=st.just("made-up"),
    text=texts,
    sha256=st.just("f" * 64),
    title=words,
    publisher=st.none() | words,
    published=st.none() | st.sampled_from(closed).map(When),
    url=st.none() | st.just("https://example.org/made-up"),
    language=st.sampled_from(["en", "ko"]),
    based_on=st.none() | words,
)


@given(claims())
def test_a_claim_survives_the_round_trip(claim: Claim) -> None:
    read = read_claims(claim_quads(claim))
    assert read == [claim]
    assert known.content(read[0]) == known.content(claim)


@given(texts.flatmap(lambda text: st.lists(claims(text), max_size=4, unique_by=lambda claim: claim.iri)))
def test_the_claims_of_an_article_survive_the_way_through_a_store_and_n_quads(said: list[Claim]) -> None:
    store = ox.Store()
    for claim in said:
        store.extend(claim_quads(claim))
    written = store.dump(format=ox.RdfFormat.N_QUADS)
    again = read_claims(ox.parse(written, format=ox.RdfFormat.N_QUADS))
    assert {claim.iri: claim for claim in again} == {claim.iri: claim for claim in said}
    assert [claim.passages[0].start for claim in again] == sorted(claim.passages[0].start for claim in said)


@given(claims())
def test_no_blank_nodes_and_one_named_graph(claim: Claim) -> None:
    quads = list(claim_quads(claim))
    assert all(isinstance(term, ox.NamedNode | ox.Literal) for quad in quads for term in quad.triple)
    assert {quad.graph_name for quad in quads} == {iri.article_graph("made-up")}


@given(articles)
def test_an_article_survives_the_round_trip(article: Article) -> None:
    assert read_article(article_quads(article), article.id, article.text) == article


@given(entities)
def test_an_entity_survives_the_round_trip(entity: Entity) -> None:
    assert read_entities(entity_quads(entity, iri.GAZETTEER_GRAPH)) == [entity]


def test_iris_stay_what_they_are() -> None:
    """Published addresses: a change here breaks every link to them."""
    passage = Passage("made-up", 3, 8, "words")
    claim = EventClaim(
        passages=(passage,),
        extractor="test 1",
        event_type="Repatriation",
        count=Count(bound="atMost", value=600),
        when=When("2023-10-09"),
        destination=(iri.entity("Country", "North Korea"),),
    )
    assert claim.iri == "https://w3id.org/refoulement/id/claim/570df40d7511c74277e1887fad694f2b"
    assert iri.passage("made-up", 3, 8) == "https://w3id.org/refoulement/id/article/made-up#char=3,8"
    assert iri.article_graph("made-up").value == "https://w3id.org/refoulement/graph/article/made-up"
    assert (
        iri.entity("Prison", "Tumen Detention Centre")
        == "https://w3id.org/refoulement/id/facility/tumen-detention-centre"
    )
    assert iri.minted("Person", "Kim O’Neil", "made-up", 7).endswith("/id/person/kim-oneil--made-up-7")
    assert iri.slug("두만강") == iri.slug("두만강")
    assert iri.slug("두만강") != iri.slug("압록강")


@given(words)
def test_a_slug_is_a_piece_of_an_address_whatever_the_name(name: str) -> None:
    assert ox.NamedNode(iri.entity("Person", name)).value.startswith(f"{iri.THINGS}person/")
    assert set(iri.slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_mention_ties_its_passage_to_what_it_names() -> None:
    passage = Passage("made-up", 0, 5, "Seoul")
    quads = list(mention_quads(Mention(passage, iri.entity("Settlement", "Seoul"))))
    assert [quad.object for quad in quads if quad.predicate == RF.mentions] == [
        ox.NamedNode("https://w3id.org/refoulement/id/place/seoul")
    ]
