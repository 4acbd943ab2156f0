"""The page of a place that many claims name: counted whole, shown in parts, the latest first."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from refoulement.graph import iri
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.graph.rdf import RDF_TYPE, article_quads, claim_quads, day_literal, entity_quads, mention_quads
from refoulement.graph.tier import PUBLIC
from refoulement.graph.when import When
from refoulement.ontology import CONCEPTS, REFOULEMENT, RF, read
from refoulement.server import create_app
from refoulement.web import entity_page
from refoulement.web.around import around, of_section
from refoulement.web.entity_page import AT_FIRST, ON_A_PAGE
from refoulement.web.settings import Settings

ARTICLES = 60
WORDS = "Some made-up words of nobody. " * 3
TOWN = Entity(
    iri.entity("Settlement", "Manyclaims"),
    "Settlement",
    (Name("Manyclaims", "en", "preferred"), Name("많은말", "ko-Hang"), Name("Manheunmal", "ko-Latn")),
)
GATE = Entity(iri.entity("BorderCrossing", "Sample Gate"), "BorderCrossing", (Name("Sample Gate", "en", "preferred"),))
GROUP = Entity(iri.entity("RightsGroup", "Sample Group"), "RightsGroup", (Name("Sample Group", "en", "preferred"),))
CLERK = Entity(iri.entity("Person", "B. Placeholder"), "Person", (Name("B. Placeholder", "en", "preferred"),))
QUIET = Entity(iri.entity("Settlement", "Unnamed Yard"), "Settlement", (Name("Unnamed Yard", "en", "preferred"),))


def path_of(entity: Entity) -> str:
    return f"/page/{entity.iri.removeprefix(iri.THINGS)}"


def written(number: int) -> tuple[Article, list[Claim]]:
    """An article a day, the first in 2030, each with an event, a stance and what it calls somebody."""
    text = f"{WORDS}{number}"
    article = Article(
        id=f"made-{number}",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title=f"Made-up report {number}",
        publisher="Synthetic Gazette",
        published=When((date(2030, 1, 1) + timedelta(days=number)).isoformat()),
    )
    event = EventClaim(
        passages=(article.passage(0, 9),),
        extractor="synthetic 1",
        event_type="Detention",
        count=Count(bound="atMost", value=number + 1),
        held_at=(TOWN.iri,),
        via=(GATE.iri,),
        claimants=(GROUP.iri,),
    )
    stance = StanceClaim(
        passages=(article.passage(10, 19),), extractor="synthetic 1", speaker=GROUP.iri, stance="condemns"
    )
    role = RoleClaim(
        passages=(article.passage(20, 28),),
        extractor="synthetic 1",
        person=CLERK.iri,
        role="Clerk" if number < 30 else "Head clerk",
        organisation=GROUP.iri,
    )
    return article, [event, stance, role]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    graphs = {
        iri.ONTOLOGY_GRAPH: [
            Quad(quad.subject, quad.predicate, quad.object, iri.ONTOLOGY_GRAPH)
            for path in (REFOULEMENT, CONCEPTS)
            for quad in read(path)
        ],
        iri.GAZETTEER_GRAPH: [
            quad for one in (TOWN, GATE, GROUP, CLERK, QUIET) for quad in entity_quads(one, iri.GAZETTEER_GRAPH)
        ],
    }
    for article, claims in map(written, range(ARTICLES)):
        graph = iri.article_graph(article.id)
        assert article.published
        assert article.published.latest
        day = day_literal(article.published.latest)
        graphs[graph] = [
            *article_quads(article),
            *(quad for claim in claims for quad in claim_quads(claim)),
            *(Quad(NamedNode(claim.iri), RF.knownFrom, day, graph) for claim in claims),
            *mention_quads(Mention(article.passage(30, 34), TOWN.iri)),
        ]
    with OxigraphWriter(folder / PUBLIC) as writer:
        for graph, quads in graphs.items():
            at = datetime(2031, 1, 1, tzinfo=UTC)
            writer.replace(graph, quads, Entry(graph=graph, title=graph.value, agent="synthetic 1", written_at=at))
        writer.publish()
    return folder


@pytest.fixture
def reader_of_many(many: Path) -> FlaskClient:
    return create_app(Settings(store=many)).test_client()


def test_all_claims_are_counted_and_the_latest_are_at_hand(many: Path) -> None:
    snapshot = OxigraphReader(many / PUBLIC).snapshot()
    group = around(snapshot, [NamedNode(GROUP.iri)])
    assert dict(group.counts) == {"roles": ARTICLES, "says": ARTICLES, "stances": ARTICLES, "told": 0}
    town = around(snapshot, [NamedNode(TOWN.iri)])
    assert (town.total, town.read) == (ARTICLES, ARTICLES)
    assert town.neighbours == ((GATE.iri, ARTICLES), (GROUP.iri, ARTICLES))
    newest_first = [written(number)[1][0].iri for number in reversed(range(ARTICLES))]
    assert list(town.latest["told"]) == newest_first


def test_parts_follow_each_other_without_a_gap(many: Path) -> None:
    snapshot = OxigraphReader(many / PUBLIC).snapshot()
    whole = around(snapshot, [NamedNode(TOWN.iri)]).latest["told"]
    one_by_one = [
        of_section(snapshot, [NamedNode(TOWN.iri)], "told", limit=7, offset=offset) for offset in range(0, ARTICLES, 7)
    ]
    assert [claim for part in one_by_one for claim in part] == list(whole)
    # An entity that stands for another has the claims of both, each once.
    both = [NamedNode(TOWN.iri), NamedNode(GATE.iri)]
    assert of_section(snapshot, both, "told", limit=ARTICLES, offset=0) == whole
    assert of_section(snapshot, both, "told", limit=5, offset=50) == whole[50:55]


def test_a_page_shows_the_latest_and_leads_to_all(reader_of_many: FlaskClient) -> None:
    page = reader_of_many.get(path_of(TOWN)).text
    assert f"{ARTICLES} claims name it, {ARTICLES} articles do." in page
    assert page.count("up to ") == AT_FIRST
    assert "up to 60 people" in page
    part = reader_of_many.get(f"{path_of(TOWN)}?show=told").text
    assert f"1 to {ON_A_PAGE} of {ARTICLES}, the latest first" in part
    rest = reader_of_many.get(f"{path_of(TOWN)}?show=told&limit={ON_A_PAGE}&offset={ON_A_PAGE}").text
    assert rest.count("up to ") == ARTICLES - ON_A_PAGE
    assert 'rel="prev"' in rest
    assert 'rel="next"' not in rest


def test_a_role_is_told_with_the_day_of_each_source(reader_of_many: FlaskClient) -> None:
    page = reader_of_many.get(path_of(CLERK)).text
    assert "1 March 2030" in page
    assert page.count("Head clerk") == AT_FIRST
    assert f"All {ARTICLES}" in page
    last = reader_of_many.get(f"{path_of(CLERK)}?show=roles&offset={ON_A_PAGE}").text
    assert "Head clerk" not in last
    assert last.count("Clerk") >= ARTICLES - ON_A_PAGE


def test_the_articles_that_name_it_are_paged_too(reader_of_many: FlaskClient) -> None:
    part = reader_of_many.get(f"{path_of(TOWN)}?show=mentions&offset={ON_A_PAGE}").text
    assert f"{ON_A_PAGE + 1} to {ARTICLES} of {ARTICLES}" in part
    assert "Made-up report 9" in part
    assert "Made-up report 10" not in part


@pytest.mark.parametrize(
    ("query", "status"), [("show=nothing", 404), ("show=told&limit=0", 400), ("show=told&offset=-1", 400)]
)
def test_a_part_there_is_not_is_refused(reader_of_many: FlaskClient, query: str, status: int) -> None:
    assert reader_of_many.get(f"{path_of(TOWN)}?{query}").status_code == status


def test_what_nobody_names_says_so(reader_of_many: FlaskClient) -> None:
    assert "No article that was loaded names it." in reader_of_many.get(path_of(QUIET)).text
    assert "Nothing stands here." in reader_of_many.get(f"{path_of(QUIET)}?show=told").text


def test_a_korean_reader_gets_the_name_in_hangul_and_is_told_of_english_ones(reader_of_many: FlaskClient) -> None:
    korean = {"Accept-Language": "ko"}
    assert "<h1>많은말</h1>" in reader_of_many.get(path_of(TOWN), headers=korean).text
    gate = reader_of_many.get(path_of(GATE), headers=korean).text
    assert '<h1><span lang="en">Sample Gate</span><small class="tongue" aria-hidden="true">en</small></h1>' in gate
    assert "<h1>Manyclaims</h1>" in reader_of_many.get(path_of(TOWN)).text


def test_what_programs_read_of_it_has_the_latest_claims_of_each_part(
    reader_of_many: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reader_of_many.get(f"/id/{GROUP.iri.removeprefix(iri.THINGS)}").status_code == 303
    monkeypatch.setattr(entity_page, "IN_A_DOCUMENT", 7)
    told = reader_of_many.get(f"/id/{GROUP.iri.removeprefix(iri.THINGS)}.nt")
    triples = list(parse(told.data, RdfFormat.N_TRIPLES))
    claims = {one.subject.value for one in triples if one.predicate == RF.saidIn}
    latest = (claim for number in range(ARTICLES - 7, ARTICLES) for claim in written(number)[1])
    assert claims == {claim.iri for claim in latest}
    assert Triple(NamedNode(GROUP.iri), RDF_TYPE, RF.RightsGroup) in {one.triple for one in triples}
    town = reader_of_many.get(f"/id/{TOWN.iri.removeprefix(iri.THINGS)}.nt")
    named = [one for one in parse(town.data, RdfFormat.N_TRIPLES) if one.predicate == RF.mentions]
    assert len(named) == 7
