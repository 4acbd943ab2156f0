"""A protected name is looked for in every public answer, in every way of asking, and byte by byte on the disk."""

import json
import logging
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from refoulement.graph import iri
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import read_claims
from refoulement.ontology import NAMESPACE
from refoulement.queries import QUERIES
from refoulement.queries.answers import FORMATS
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.tests.at_risk import HIDDEN, NAME
from refoulement.tests.confinement_probes import without
from refoulement.web.finders import FINDERS
from refoulement.web.negotiation import DOCUMENTS
from refoulement.web.settings import Settings
from refoulement.web.spelling import joined, key

pytestmark = pytest.mark.slow  # articles loaded, judged, corrected and withdrawn, each time over three stores
PREFIXES = f"""PREFIX rf: <{NAMESPACE}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
"""
RESTRICTED = iri.restricted_graph(iri.article_graph("returns")).value
BROWSER = {"Accept": "text/html"}
ROWS = {"Accept": "application/sparql-results+json"}


@pytest.fixture(scope="module")
def kept(withheld: Path) -> Path:
    return withheld


@pytest.fixture(scope="module")
def person(kept: Path) -> str:
    return at_risk.person(kept)


@pytest.fixture(scope="module", params=["public", "partner"])
def open_client(kept: Path, request: pytest.FixtureRequest) -> FlaskClient:
    return create_app(Settings(store=kept, tier=request.param)).test_client()


@pytest.fixture(scope="module")
def sealed_client(kept: Path) -> FlaskClient:
    return create_app(Settings(store=kept, tier="sealed")).test_client()


def leaks(content: str | bytes) -> list[str]:
    """The hidden words in an answer, whatever their case."""
    text = content.decode(errors="replace") if isinstance(content, bytes) else content
    return [word for word in HIDDEN if word.casefold() in text.casefold()]


# What is asked for the hidden by other means than its name; in the sealed tier each finds it.
QUESTIONS = {
    "everything": "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }",
    "the default graph": "SELECT * WHERE { ?s ?p ?o }",
    "labels": "SELECT ?l WHERE { ?s skos:prefLabel|skos:altLabel|skos:hiddenLabel ?l }",
    "persons": "SELECT ?s ?l WHERE { ?s a rf:Person . OPTIONAL { ?s skos:prefLabel ?l } }",
    "any class by a path": "SELECT ?s WHERE { ?s a/rdfs:subClassOf* rf:Actor }",
    "claimants": "SELECT ?c WHERE { ?claim rf:claimant ?c }",
    "speakers": "SELECT ?c WHERE { ?claim rf:speaker ?c }",
    "roles": "SELECT ?who ?role WHERE { ?claim rf:person ?who ; rf:role ?role }",
    "what passages mention": "SELECT ?e ?w WHERE { ?p rf:mentions ?e ; oa:exact ?w }",
    "words of passages": "SELECT ?w WHERE { ?p oa:exact ?w }",
    "words by a path": "SELECT ?w WHERE { ?claim rf:passage/oa:exact|rf:context/oa:exact ?w }",
    "an inverse path": "SELECT ?s WHERE { ?p ^rf:passage/(rf:speaker|rf:claimant|rf:person) ?s }",
    "any path": "SELECT ?o WHERE { ?claim rf:saidIn ?a ; (!rf:nothing)+ ?o }",
    "a negated path": "SELECT ?o WHERE { ?s !(rf:stance|rf:when) ?o }",
    "titles": "SELECT ?t WHERE { ?a dcterms:title ?t }",
    "addresses": "SELECT ?u WHERE { ?a a rf:Article ; <https://schema.org/url> ?u }",
    "articles": "SELECT ?a WHERE { ?a a rf:Article }",
    "graphs": "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }",
    "the catalogue": "SELECT ?g ?t WHERE { ?g rf:tier ?tier ; dcterms:title ?t }",
    "joined words": "SELECT (GROUP_CONCAT(STR(?o)) AS ?all) WHERE { ?s ?p ?o FILTER (ISLITERAL(?o)) }",
    "built strings": 'SELECT (CONCAT("<", STR(?s), ">") AS ?x) WHERE { ?s a ?k }',
    "encoded": "SELECT (ENCODE_FOR_URI(STR(?o)) AS ?x) WHERE { ?s ?p ?o }",
    "the greatest": "SELECT (MAX(?w) AS ?z) WHERE { ?p oa:exact ?w FILTER (STR(?w) > 'Z') }",
    "keys of names": "SELECT ?e ?k WHERE { ?e rf:nameKey ?k }",
    "what is judged": "SELECT ?j ?e WHERE { ?j rf:judgedFirst|rf:judgedSecond ?e }",
    "who stands for whom": "SELECT ?one ?other WHERE { ?one skos:exactMatch ?other }",
    "evidence of events": "SELECT ?w WHERE { ?event rf:evidence/rf:passage/oa:exact ?w }",
}
# Questions that hold a part of the name: the answer has to be empty, no, or nought.
GUESSES = {
    "regex": 'SELECT ?o WHERE { ?s ?p ?o FILTER REGEX(STR(?o), "q.{2}ll[e]mont", "i") }',
    "regex of IRIs": 'SELECT ?s WHERE { ?s ?p ?o FILTER REGEX(STR(?s), "zorv.th", "i") }',
    "contains": 'SELECT ?o WHERE { ?s ?p ?o FILTER CONTAINS(LCASE(STR(?o)), LCASE("QuilleMONT")) }',
    "starts": 'SELECT ?o WHERE { ?s ?p ?o FILTER STRSTARTS(STR(?o), "Zorv") }',
    "ends": 'SELECT ?o WHERE { ?s ?p ?o FILTER STRENDS(STR(?o), "uillemont") }',
    "pieces": 'SELECT ?o WHERE { ?s ?p ?o FILTER (SUBSTR(STR(?o), 1, 4) = "Zorv") }',
    "before and after": 'SELECT ?o WHERE { ?s ?p ?o FILTER (STRAFTER(STR(?o), "Zorvath ") != "") }',
    "replaced": 'SELECT ?o WHERE { ?s ?p ?o FILTER (REPLACE(STR(?o), "Zorvath", "") != STR(?o)) }',
    "its hash": f'SELECT ?o WHERE {{ ?s ?p ?o FILTER (SHA256(STR(?o)) = SHA256("{NAME}")) }}',
    "its label": f'SELECT ?s WHERE {{ ?s skos:prefLabel "{NAME}"@en }}',
    "its restricted graph": f"SELECT ?s WHERE {{ GRAPH <{RESTRICTED}> {{ ?s ?p ?o }} }}",
    "restricted graphs": 'SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER STRENDS(STR(?g), "/restricted") }',
    "FROM NAMED": "SELECT ?s FROM NAMED <@restricted> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "FROM": "SELECT ?s FROM <@restricted> WHERE { ?s ?p ?o }",
    "marks": "SELECT ?s FROM <@marks> WHERE { ?s ?p ?o }",
    "marks by their property": "SELECT ?who WHERE { ?mark rf:protects ?who }",
    "reasons of marks": "SELECT ?why WHERE { ?mark rf:protectedBecause ?why }",
}  # fmt: skip


def ask(client: FlaskClient, query: str, accept: str = ROWS["Accept"]) -> str:
    query = query.replace("@restricted", RESTRICTED).replace("@marks", iri.PROTECTION_GRAPH.value)
    answer = client.post("/sparql", data={"query": PREFIXES + query}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_finds_the_name(open_client: FlaskClient, sealed_client: FlaskClient, question: str) -> None:
    found = json.loads(ask(open_client, QUESTIONS[question]))["results"]["bindings"]
    assert found
    assert leaks(ask(open_client, QUESTIONS[question])) == []
    assert leaks(ask(sealed_client, QUESTIONS[question])) != []


@pytest.mark.parametrize("guess", GUESSES)
def test_no_guess_is_borne_out(open_client: FlaskClient, sealed_client: FlaskClient, guess: str) -> None:
    assert json.loads(ask(open_client, GUESSES[guess]))["results"]["bindings"] == []
    assert json.loads(ask(sealed_client, GUESSES[guess]))["results"]["bindings"] != []


@pytest.mark.parametrize(
    "form", ["ASK { ?s ?p ?o FILTER CONTAINS(LCASE(STR(?o)), 'zorvath') }", "ASK { ?x rf:protects ?y }"]
)
def test_yes_and_no(open_client: FlaskClient, sealed_client: FlaskClient, form: str) -> None:
    assert json.loads(ask(open_client, form))["boolean"] is False
    assert json.loads(ask(sealed_client, form))["boolean"] is True


@pytest.mark.parametrize("form", [
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DESCRIBE ?s WHERE { ?s a rf:Article }",
    "DESCRIBE ?c WHERE { ?c a rf:EventClaim }",
    "DESCRIBE ?p WHERE { ?p oa:exact ?w }",
])  # fmt: skip
@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_graphs_in_every_form(open_client: FlaskClient, sealed_client: FlaskClient, form: str, media_type: str) -> None:
    assert leaks(ask(open_client, form, media_type)) == []
    assert leaks(ask(sealed_client, form, media_type)) != []


@pytest.mark.parametrize(
    "media_type", ["text/csv", "text/tab-separated-values", "application/sparql-results+xml", "text/html"]
)
def test_rows_in_every_form(open_client: FlaskClient, sealed_client: FlaskClient, media_type: str) -> None:
    query = "SELECT DISTINCT ?w ?t WHERE { ?p oa:exact ?w . ?p rf:passageOf/dcterms:title ?t }"
    assert leaks(ask(open_client, query, media_type)) == []
    assert leaks(ask(sealed_client, query, media_type)) != []


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", [RESTRICTED, iri.PROTECTION_GRAPH.value])
def test_a_dataset_of_a_graph_that_is_not_there(open_client: FlaskClient, parameter: str, graph: str) -> None:
    query = "SELECT ?s WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    answer = open_client.get("/sparql", query_string={"query": query, parameter: graph}, headers=ROWS)
    assert answer.get_json(force=True)["results"]["bindings"] == []


COUNTS = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?s a rf:StanceClaim }",
    "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }",
)


@pytest.mark.parametrize("count", COUNTS)
def test_counts_are_of_what_the_tier_holds(open_client: FlaskClient, sealed_client: FlaskClient, count: str) -> None:
    few, all_there_are = (
        int(json.loads(ask(client, count))["results"]["bindings"][0]["n"]["value"])
        for client in (open_client, sealed_client)
    )
    assert 0 < few < all_there_are


def test_the_union_counts_no_triple_twice(open_client: FlaskClient, sealed_client: FlaskClient) -> None:
    twice = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER (?g != ?h) }"
    for client in (open_client, sealed_client):
        assert json.loads(ask(client, twice))["results"]["bindings"] == []


def things(client: FlaskClient) -> list[str]:
    rows = json.loads(ask(client, "SELECT DISTINCT ?s WHERE { GRAPH ?g { ?s a ?kind } }"))["results"]["bindings"]
    described = {row["s"]["value"].partition("#")[0] for row in rows if row["s"]["type"] == "uri"}
    gazetteer = (
        OxigraphReader(client.application.extensions["refoulement"].folder).snapshot().quads(iri.GAZETTEER_GRAPH)
    )
    shipped = {quad.subject.value for quad in gazetteer if hasattr(quad.subject, "value")}
    return sorted(thing for thing in described - shipped if thing.startswith(iri.THINGS))


def test_every_page_and_document(open_client: FlaskClient, sealed_client: FlaskClient) -> None:
    pages = [f"/page/{thing.removeprefix(iri.THINGS)}" for thing in things(open_client)]
    assert len(pages) > 10
    documents = [f"{page.replace('/page/', '/id/')}.{suffix}" for page in pages for suffix in DOCUMENTS]
    for address in ("/", "/queries", "/sparql", "/health", *pages, *documents):
        answer = open_client.get(address, headers=BROWSER, follow_redirects=True)
        assert leaks(answer.data) == [], address
        assert leaks(str(answer.headers)) == [], address
    assert leaks(sealed_client.get("/page/article/returns").data) != []


@pytest.mark.parametrize("name", sorted(QUERIES))
@pytest.mark.parametrize("suffix", ["", *(f".{form}" for form in FORMATS if form != "geojson")])
def test_every_named_query(open_client: FlaskClient, name: str, suffix: str) -> None:
    room = "api" if suffix else "queries"
    answer = open_client.get(f"/{room}/{name}{suffix}", headers=BROWSER)
    assert (answer.status_code, leaks(answer.data)) == (200, [])


@pytest.mark.parametrize(
    "words", [NAME, "Zorvath", "quillemont", at_risk.HANGUL, "Wobblethrush", "zörväth", "Free Quillemont"]
)
def test_search_finds_nothing(open_client: FlaskClient, words: str) -> None:
    found, unknown = (
        unquote(unquote(open_client.get("/search", query_string={"q": sought}).text)).replace("+", " ")
        for sought in (words, "Xqzzy")
    )
    assert found.replace(words, "") == unknown.replace("Xqzzy", "")
    assert open_client.get("/suggest", query_string={"q": words}).get_json(force=True) == [words, [], [], []]


def test_the_index_of_names_holds_nothing_of_another_tier(open_client: FlaskClient, sealed_client: FlaskClient) -> None:
    """Neither a name nor a piece of one stands in any of its tables, as it is compared or as it is written."""
    hidden = {form for word in HIDDEN for form in (word, key(word), *joined(word))}
    for client, found in ((open_client, False), (sealed_client, True)):
        kept, reader = (client.application.extensions[name] for name in (FINDERS, "refoulement"))
        held = kept.finder(reader.snapshot(), QUERIES).database.serialize().decode("utf-8", "replace").casefold()
        assert any(form.casefold() in held for form in hidden) is found


def test_search_finds_it_in_the_sealed_tier(sealed_client: FlaskClient) -> None:
    assert "/page/person/zor" in sealed_client.get("/search?q=zorvath").text


@pytest.mark.parametrize("address", ["/id/{}", "/page/{}", "/id/{}.ttl", "/id/{}.jsonld"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_the_person_is_as_unknown_as_nobody(
    open_client: FlaskClient, sealed_client: FlaskClient, person: str, address: str, accept: str
) -> None:
    known, nobody = person.removeprefix(iri.THINGS), "person/xqzzy-nobody--returns-7"
    answers = [open_client.get(address.format(thing), headers={"Accept": accept}) for thing in (known, nobody)]
    assert [answer.status_code for answer in answers] == [404, 404]
    told = [without(answer.text, thing, "") for answer, thing in zip(answers, (known, nobody), strict=True)]
    assert told[0] == told[1]
    assert sealed_client.get(address.format(known)).status_code in (200, 301, 303)


def test_a_claim_that_is_withheld_is_unknown(kept: Path, open_client: FlaskClient, sealed_client: FlaskClient) -> None:
    sealed = OxigraphReader(kept / "sealed").snapshot()
    graph = iri.article_graph("returns")
    quads = (*sealed.quads(graph), *sealed.quads(iri.restricted_graph(graph)))
    stances = [
        claim.iri for claim in read_claims(quads) if getattr(claim, "speaker", "").startswith(at_risk.person(kept))
    ]
    assert stances
    for claim in stances:
        page = f"/page/{claim.removeprefix(iri.THINGS)}"
        assert (open_client.get(page).status_code, sealed_client.get(page).status_code) == (404, 200)


def test_the_article_by_the_name_in_its_id(open_client: FlaskClient, sealed_client: FlaskClient) -> None:
    page = "/page/article/zorvath-quillemont-speaks"
    assert (open_client.get(page).status_code, sealed_client.get(page).status_code) == (404, 200)
    assert any("/article/withheld-" in thing for thing in things(open_client))


@pytest.mark.parametrize(
    "query", ["SELECT", "SELECT ?s WHERE { ?s ?p ", "SELECT ?x { BIND(STRDT('a', 1) AS ?x) } }", "LOAD <x>"]
)
def test_error_messages(open_client: FlaskClient, query: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = open_client.get("/sparql", query_string={"query": query})
    assert answer.status_code in (400, 403)
    assert leaks(answer.data) == leaks(caplog.text) == []


def test_a_shown_article_is_blacked_out_in_place(kept: Path, open_client: FlaskClient) -> None:
    page = open_client.get("/page/article/returns").text
    assert "█" * len(NAME) in page
    assert "name a person at risk" in page
    reader, sealed = OxigraphReader(kept / "public"), OxigraphReader(kept / "sealed")
    hashes = [
        reader_.snapshot()
        .select(f"SELECT ?h WHERE {{ <{iri.article('returns')}> <{NAMESPACE}sha256> ?h }}")[0]["h"]
        .value
        for reader_ in (reader, sealed)
    ]
    shown, whole = reader.text(hashes[0]), sealed.text(hashes[1])
    assert len(shown) == len(whole)
    assert {sign for sign, other in zip(shown, whole, strict=True) if sign != other} == {"█"}
    for claim in read_claims(reader.snapshot().quads(iri.article_graph("returns"))):
        for passage in (*claim.passages, *claim.context):
            assert shown[passage.start : passage.end] == passage.exact


def test_what_happened_is_told_of_nobody(open_client: FlaskClient) -> None:
    rows = json.loads(ask(open_client, """SELECT ?value ?by WHERE { ?claim rf:countValue ?value ; rf:attribution ?by
        FILTER NOT EXISTS { ?claim rf:claimant ?someone } }"""))["results"]["bindings"]  # fmt: skip
    told = [(row["value"]["value"], row["by"]["value"]) for row in rows]
    by_nobody = "a person, name withheld"
    assert sorted(told) == [("12", by_nobody), ("12", by_nobody), ("40", by_nobody), ("90", "source")]
