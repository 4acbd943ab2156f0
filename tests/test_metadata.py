"""What programs read before they ask: every form says the same, every query runs, every address is the public's."""

import json
import re
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from refoulement.__main__ import main
from refoulement.errors import SettingRefused
from refoulement.graph import dumps, iri
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.ontology import RF
from refoulement.queries import MARK, QUERIES, Query
from refoulement.queries.counts import counts
from refoulement.server import create_app
from refoulement.tests.published_store import publish_store
from refoulement.web import examples, void
from refoulement.web.negotiation import GRAPH_FORMATS
from refoulement.web.settings import Settings
from refoulement.web.statements import PREFIXES

VOID = "/.well-known/void"
BASE = "http://localhost/.well-known/void#"
ASK = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def described(client: FlaskClient, media_type: str = "application/n-triples", address: str = VOID) -> ox.Store:
    answer = client.get(address, headers={"Accept": media_type})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    store = ox.Store()
    store.load(answer.data, format=GRAPH_FORMATS[media_type])
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    answer = store.query(ASK + query)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(term.value for term in row if isinstance(term, NamedNode | Literal)) for row in answer]


def values(store: ox.Store, subject: str, short: str) -> list[str]:
    return [row[0] for row in rows(store, f"SELECT ?o {{ <{subject}> {short} ?o }} ORDER BY ?o")]


@pytest.fixture(scope="module")
def document(store: Path) -> ox.Store:
    return described(create_app(Settings(store=store)).test_client())


# The document


@pytest.mark.parametrize("media_type", GRAPH_FORMATS)
def test_every_form_says_the_same(client: FlaskClient, document: ox.Store, media_type: str) -> None:
    assert set(described(client, media_type)) == set(document)


def test_json_ld_brings_its_own_context(client: FlaskClient) -> None:
    written = json.loads(client.get(VOID, headers={"Accept": "application/ld+json"}).data)
    assert written["@context"]["void"] == "http://rdfs.org/ns/void#"


def test_anybody_gets_turtle_and_what_we_cannot_write_is_406(client: FlaskClient) -> None:
    for headers in ({}, {"Accept": "*/*"}, {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}):
        answer = client.get(VOID, headers=headers)
        assert (answer.mimetype, answer.headers["Access-Control-Allow-Origin"]) == ("text/turtle", "*")
        assert "Accept" in answer.headers["Vary"]
    assert client.get(VOID, headers={"Accept": "text/csv"}).status_code == 406
    assert client.post(VOID).status_code == 405


@pytest.mark.parametrize("path", [VOID, "/sparql"])
def test_a_client_that_has_it_is_told_so_by_any_process(store: Path, path: str) -> None:
    tags = set()
    for media_type in GRAPH_FORMATS:
        headers = {"Accept": media_type}
        one, other = (create_app(Settings(store=store)).test_client() for _ in range(2))
        etag = one.get(path, headers=headers).headers["ETag"]
        unchanged = other.get(path, headers={**headers, "If-None-Match": etag})
        assert (unchanged.status_code, unchanged.data) == (304, b"")
        assert other.get(path, headers=headers, base_url="http://example.org").headers["ETag"] != etag
        tags.add(etag)
    assert len(tags) == len(GRAPH_FORMATS)


def test_the_data_set_says_what_it_is(store: Path, document: ox.Store) -> None:
    counted = counts(OxigraphReader(store / "public").snapshot())
    said = {
        short: values(document, BASE + "dataset", short)
        for short in (
            "rdf:type", "void:triples", "void:entities", "void:distinctSubjects", "void:distinctObjects",
            "void:properties", "void:classes", "void:sparqlEndpoint", "void:uriSpace", "dcat:version", "dcterms:issued",
            "dcterms:modified", "dcterms:license", "dcterms:accessRights", "dcat:landingPage", "void:dataDump",
        )
    }  # fmt: skip
    assert said == {
        "rdf:type": [PREFIXES["void"] + "Dataset", PREFIXES["dcat"] + "Dataset"],
        "void:triples": [str(counted.triples)],
        "void:entities": [str(counted.entities)],
        "void:distinctSubjects": [str(counted.subjects)],
        "void:distinctObjects": [str(counted.objects)],
        "void:properties": [str(len(counted.properties))],
        "void:classes": [str(len(counted.classes))],
        "void:sparqlEndpoint": ["http://localhost/sparql"],
        "void:uriSpace": ["https://w3id.org/refoulement/id/"],
        "dcat:version": ["1"],
        "dcterms:issued": ["2031-06-01T00:00:00Z"],
        "dcterms:modified": ["2031-06-01T00:00:00Z"],
        "dcterms:license": ["https://creativecommons.org/licenses/by/4.0/"],
        "dcterms:accessRights": ["http://publications.europa.eu/resource/authority/access-right/PUBLIC"],
        "dcat:landingPage": ["http://localhost/"],
        "void:dataDump": [],
    }
    assert len(values(document, BASE + "dataset", "dcterms:title")) == 1
    assert len(values(document, BASE + "dataset", "dcterms:description")) == 1
    assert "https://w3id.org/refoulement/ontology#" in values(document, BASE + "dataset", "void:vocabulary")


def test_example_resources_are_there(client: FlaskClient, document: ox.Store) -> None:
    examples = values(document, BASE + "dataset", "void:exampleResource")
    assert iri.THINGS + "article/synthetic-one" in examples
    assert iri.THINGS + "event/repatriation-2031-05-04" in examples
    for example in examples:
        path = "/id/" + example.removeprefix(iri.THINGS)
        assert client.get(path, follow_redirects=True).status_code == 200, example


def test_no_node_is_described_twice_and_none_is_blank(store: Path, document: ox.Store) -> None:
    """Two terms never share the name of a partition."""
    assert not any(isinstance(term, BlankNode) for quad in document for term in (quad.subject, quad.object))
    for single in ("void:property", "void:class", "void:triples", "void:entities", "void-ext:datatype"):
        assert rows(document, f"SELECT ?s {{ ?s {single} ?a, ?b FILTER(?a != ?b) }}") == []
    counted = counts(OxigraphReader(store / "public").snapshot())
    partitions = rows(document, "SELECT ?part { ?set a void:Dataset ; void:propertyPartition ?part }")
    assert len(partitions) == len(counted.properties)


def test_terms_without_a_short_name_have_names_of_their_own() -> None:
    terms = [
        "https://example.org/a#b",
        "https://example.org/a/b",
        RF.about.value,
        iri.THINGS + "a/b",
        "https://w3id.org/",
    ]
    assert len({void.short(term) for term in terms}) == len(terms)
    assert void.short(RF.about.value) == "rf.about"


@pytest.mark.parametrize("tier", ["partner", "sealed"])
def test_what_not_all_may_read_is_under_no_licence(tmp_path: Path, tier: str) -> None:
    publish_store(tmp_path)
    (tmp_path / "public").rename(tmp_path / tier)
    assert main(["dump", "--tier", tier, "--store", str(tmp_path)]) == 0
    document = described(create_app(Settings(store=tmp_path, tier=tier)).test_client())
    assert rows(document, "SELECT ?x { ?x dcterms:license ?licence }") == []
    rights = {
        right.rpartition("/")[2] for _, right in rows(document, "SELECT ?x ?right { ?x dcterms:accessRights ?right }")
    }
    assert rights == {{"partner": "RESTRICTED", "sealed": "NON_PUBLIC"}[tier]}
    assert len(rows(document, "SELECT ?x { ?x a dcat:Distribution }")) == 2


def test_the_catalogue_leads_to_service_and_files(tmp_path: Path) -> None:
    publish_store(tmp_path)
    assert main(["dump", "--store", str(tmp_path)]) == 0
    client = create_app(Settings(store=tmp_path)).test_client()
    document = described(client)
    assert rows(document, """SELECT ?url ?description {
        ?catalogue a dcat:Catalog ; dcat:dataset ?set ; dcat:service ?service .
        ?service a dcat:DataService ; dcat:endpointURL ?url ; dcat:endpointDescription ?description ;
        dcat:servesDataset ?set }""") == [("http://localhost/sparql", "http://localhost/sparql")]  # fmt: skip
    files = rows(document, """SELECT ?down ?access ?type ?size ?sum {
        ?set dcat:distribution ?file . ?file dcat:downloadURL ?down ;
        dcat:accessURL ?access ; dcat:mediaType ?type ; dcat:byteSize ?size ; spdx:checksum ?check ;
        dcat:compressFormat <https://www.iana.org/assignments/media-types/application/gzip> .
        ?set void:dataDump ?down .
        ?check a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?sum
        FILTER(DATATYPE(?sum) = xsd:hexBinary) } ORDER BY ?down""")  # fmt: skip
    size_ = r'"[0-9]+"\^\^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
    assert len(re.findall(size_, client.get(VOID, headers={"Accept": "application/n-triples"}).text)) == 2
    there = {dump.path.name: dump for dump in dumps.dumped(tmp_path / "public", 1)}
    assert len(files) == len(there) == 2
    for down, access, media_type, size, digest in files:
        name = down.rpartition("/")[2]
        assert (int(size), digest) == (there[name].size, there[name].sha256)
        assert media_type == f"https://www.iana.org/assignments/media-types/{there[name].media_type}"
        assert access == f"http://localhost/dumps/latest/{name}"
        answer = client.get(down.removeprefix("http://localhost"), buffered=True)
        assert (answer.status_code, len(answer.data)) == (200, int(size))


# What editors read: the queries that the SIB's editor puts to metadata


def test_an_editor_finds_prefixes(document: ox.Store) -> None:
    found = rows(document, "SELECT DISTINCT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix }")
    assert ("rf", "https://w3id.org/refoulement/ontology#") in found
    assert ("dcterms", "http://purl.org/dc/terms/") in found
    assert len(found) == len({prefix for prefix, _ in found}) >= 10


def test_an_editor_finds_examples_that_run(store: Path, document: ox.Store) -> None:
    found = rows(document, """SELECT DISTINCT ?query ?comment ?text ?target {
        ?query a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; rdfs:comment ?comment ; sh:select ?text ;
        sh:prefixes/sh:declare/sh:prefix "rf" ; schema:target ?target }""")  # fmt: skip
    by_name = {query.rpartition("/")[2]: (comment, text) for query, comment, text, _ in found}
    assert set(by_name) == set(QUERIES)
    assert {target for *_, target in found} == {"http://localhost/sparql"}
    snapshot = OxigraphReader(store / "public").snapshot()
    for name, (comment, text) in by_name.items():
        assert QUERIES[name].summary in comment
        assert MARK not in text
        assert snapshot.select(text) == snapshot.select(QUERIES[name].text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#+ summary: SELECT\nPREFIX ask: <http://x/select#>\n# ASK\nBASE <http://y/>\nask { ?s ?p ?o }", {"sh:ask"}),
        ("PREFIX a: <http://x#>prefix b: <http://y#>CONSTRUCT{ ?s ?p ?o } WHERE { ?s ?p ?o }", {"sh:construct"}),
        ("select*{ ?s ?p ?o }", {"sh:select"}),
        ("DESCRIBE ?s { ?s ?p 'SELECT' }", set()),
    ],
)
def test_a_query_is_told_by_its_form(text: str, said: set[str]) -> None:
    query = Query(name="a", summary="A", description="B.", parameters=(), columns={}, text=text)
    at = void.Addresses(document=BASE[:-1], endpoint="http://localhost/sparql", queries="http://localhost/queries/")
    told = ox.Store()
    told.extend(Quad(*triple) for triple in examples.examples([query], at))
    found = {short for short in ("sh:select", "sh:ask", "sh:construct") if values(told, at.queries + "a", short)}
    assert found == said


def test_an_editor_finds_the_properties_of_a_class(document: ox.Store) -> None:
    found = rows(document, """SELECT DISTINCT ?class ?property ?kind {
        ?part void:class ?class ; void:propertyPartition ?inner .
        ?inner void:property ?property . { ?inner void:classPartition [ void:class ?kind ] }
        UNION { ?inner void-ext:datatypePartition [ void-ext:datatype ?kind ] } }""")  # fmt: skip
    assert (RF.EventClaim.value, RF.saidIn.value, RF.Article.value) in found
    assert (RF.EventClaim.value, RF.countValue.value, PREFIXES["xsd"] + "integer") in found


# Where the public finds us


def test_the_settings_say_where_the_public_finds_us(store: Path) -> None:
    client = create_app(Settings(store=store, base_url="https://example.org/archive/")).test_client()
    document = described(client)
    base = "https://example.org/archive/"
    assert values(document, f"{base}.well-known/void#dataset", "void:sparqlEndpoint") == [base + "sparql"]
    assert values(document, f"{base}.well-known/void#dataset", "dcat:landingPage") == [base]
    everything_told = " ".join(chain.from_iterable(map(str, (q.subject, q.object)) for q in document))
    assert "localhost" not in everything_told


def test_a_prefix_that_a_proxy_adds_is_kept(store: Path) -> None:
    app = create_app(Settings(store=store))
    answer = app.test_client().get(VOID, environ_overrides={"SCRIPT_NAME": "/archive"})
    assert "<http://localhost/archive/sparql>" in answer.text
    assert "/archive/archive" not in answer.text


@pytest.mark.parametrize(
    "base", ["", "example.org", "ftp://example.org/", "https://example.org/?a=b", "https://a b/", "https://x/#y"]
)
def test_what_is_no_base_address_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(SettingRefused, match=r"^base_url: .* is no base address; write it as https://"):
        Settings(store=tmp_path, base_url=base)


@pytest.mark.parametrize(
    "host", ['a"b', "a b", "a<b>", "a/../b", "a@b", "\u0430.example", "[::1", "a\\b", "a%00b", "x" * 70_000 + "\x7f"]
)
@pytest.mark.parametrize("path", [VOID, "/sparql", "/robots.txt", "/sitemap.xml"])
def test_a_host_that_is_none_is_refused(client: FlaskClient, host: str, path: str) -> None:
    answer = client.get(path, environ_overrides={"HTTP_HOST": host}, headers={"Accept": "*/*"})
    assert answer.status_code == 400
    assert host not in answer.text


@pytest.mark.parametrize("host", ["example.org", "example.org:8443", "[::1]:8000", "127.0.0.1"])
def test_a_host_that_is_one_is_named(client: FlaskClient, host: str) -> None:
    answer = client.get("/robots.txt", environ_overrides={"HTTP_HOST": host})
    assert f"Sitemap: http://{host}/sitemap.xml" in answer.text
