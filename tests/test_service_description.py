"""SPARQL 1.1 Service Description over HTTP: W3C's three cases, the vocabulary's rules, and that it is all true."""

import gzip
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad

from refoulement.__main__ import main
from refoulement.graph import iri, upload
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.server import create_app
from refoulement.tests.published_store import publish_store
from refoulement.tests.real_server import serving
from refoulement.web import service
from refoulement.web.negotiation import GRAPH_FORMATS, RESULT_FORMATS
from refoulement.web.settings import Settings
from refoulement.web.statements import PREFIXES
from refoulement.web.void import Addresses

CASES = Path(__file__).resolve().parents[2] / "shared/w3c/sparql/sparql11/service-description/manifest.ttl"
SD = PREFIXES["sd"]
TYPE = NamedNode(PREFIXES["rdf"] + "type")
TURTLE = {"Accept": "text/turtle"}
ROWS = {"Accept": "application/sparql-results+json"}
FORMATS = {
    "http://www.w3.org/ns/formats/" + name
    for name in (
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
        "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3",
    )
}  # fmt: skip

# The vocabulary (https://www.w3.org/ns/sparql-service-description): what each property is said of, and what of it.
PROPERTIES = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "supportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "languageExtension": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "propertyFeature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
INSTANCES = {
    "Language": {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"},
    "Feature": {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server over the synthetic store, with a dump."""
    folder = tmp_path_factory.mktemp("served")
    publish_store(folder / "store")
    assert main(["dump", "--store", str(folder / "store")]) == 0
    with serving(folder / "store", "--quiet") as address:
        listens(address)
        yield address + "/"


def listens(address: str) -> None:
    """Return as soon as the server takes connections: it may tell its address a moment before."""
    host, _, port = address.removeprefix("http://").partition(":")
    deadline = time.monotonic() + 30
    while True:
        try:
            return socket.create_connection((host, int(port)), timeout=5).close()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def triples(data: bytes, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> ox.Store:
    store = ox.Store()
    store.load(data, format=form)
    return store


def fetched(address: str) -> ox.Store:
    with urlopen(Request(address, headers=TURTLE), timeout=30) as answer:
        assert answer.headers.get_content_type() == "text/turtle"
        return triples(answer.read())


def of(store: ox.Store, property_: str) -> list[Quad]:
    return list(store.quads_for_pattern(None, NamedNode(SD + property_), None))


def strays(description: ox.Store) -> list[str]:
    """What in a service description the vocabulary does not allow."""
    found = []
    kinds = {(quad.subject, quad.object) for quad in description.quads_for_pattern(None, TYPE, None)}
    for quad in description:
        if quad.predicate.value.startswith(SD):
            local = quad.predicate.value.removeprefix(SD)
            if local not in PROPERTIES:
                found.append(f"sd:{local} is no property")
                continue
            subject, value = PROPERTIES[local]
            if (quad.subject, NamedNode(SD + subject)) not in kinds:
                found.append(f"{quad.subject} of sd:{local} is no sd:{subject}")
            if not isinstance(quad.object, NamedNode):
                found.append(f"{quad.object} of sd:{local} has no IRI")
            elif value in INSTANCES and quad.object.value.removeprefix(SD) not in INSTANCES[value]:
                found.append(f"{quad.object} is no sd:{value}")
            elif value and value not in INSTANCES and (quad.object, NamedNode(SD + value)) not in kinds:
                found.append(f"{quad.object} of sd:{local} is no sd:{value}")
    services = {subject for subject, kind in kinds if kind == NamedNode(SD + "Service")}
    found += [
        f"{service} has no endpoint" for service in services - {quad.subject for quad in of(description, "endpoint")}
    ]
    return found if services else [*found, "no service is described"]


# W3C's cases


def test_the_cases_are_the_three_that_are_answered_here() -> None:
    if not CASES.exists():
        pytest.skip(f"W3C's cases are not beside this checkout ({CASES})")
    manifest = triples(CASES.read_bytes().replace(b"<>", b"<http://example.org/manifest>"))
    kind = NamedNode("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#ServiceDescriptionTest")
    cases = {quad.subject.value.rpartition("#")[2] for quad in manifest.quads_for_pattern(None, TYPE, kind)}  # type: ignore[union-attr]
    assert cases == {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}


def test_w3c_returns_rdf(server: str) -> None:
    assert len(fetched(server + "sparql")) > 20


def test_w3c_has_endpoint_triple(server: str) -> None:
    assert [quad.object for quad in of(fetched(server + "sparql"), "endpoint")] == [NamedNode(server + "sparql")]


def test_w3c_conforms_to_schema(server: str) -> None:
    assert strays(fetched(server + "sparql")) == []


@pytest.mark.parametrize(
    ("turtle", "complaint"),
    [
        ("<x:s> a sd:Service", "<x:s> has no endpoint"),
        ("<x:s> sd:endpoint <x:e>", "<x:s> of sd:endpoint is no sd:Service"),
        ("<x:s> a sd:Service ; sd:endpoint <x:e> ; sd:endpont <x:e>", "sd:endpont is no property"),
        ("<x:s> a sd:Service ; sd:endpoint 'e'", '"e" of sd:endpoint has no IRI'),
        ("<x:s> a sd:Service ; sd:endpoint <x:e> ; sd:feature <x:f>", "<x:f> is no sd:Feature"),
        (
            "<x:s> a sd:Service ; sd:endpoint <x:e> ; sd:defaultDataset <x:d>",
            "<x:d> of sd:defaultDataset is no sd:Dataset",
        ),
        ("<x:s> a sd:Graph", "no service is described"),
    ],
)
def test_what_the_vocabulary_does_not_allow_is_found(turtle: str, complaint: str) -> None:
    assert complaint in " ".join(strays(triples(f"PREFIX sd: <{SD}> {turtle} .".encode())))


# Whether it is true


def test_every_format_is_one_that_is_answered(client: FlaskClient) -> None:
    described = triples(client.get("/sparql", headers=TURTLE).data)
    assert {quad.object.value for quad in of(described, "resultFormat")} == FORMATS  # type: ignore[union-attr]
    asked = {**dict.fromkeys(RESULT_FORMATS, "SELECT * { ?s ?p ?o } LIMIT 1")}
    asked |= dict.fromkeys(GRAPH_FORMATS, "CONSTRUCT WHERE { ?s a <https://w3id.org/refoulement/ontology#Article> }")
    assert len(asked) == len(FORMATS)
    for media_type, query in asked.items():
        answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": media_type})
        assert (answer.status_code, answer.mimetype) == (200, media_type)


def is_known(function: str) -> bool:
    """Whether the engine knows a function, whatever it makes of a point: of one that it does not know it says so."""
    call = f'<{service.GEOF}{function}>("POINT(0 0)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>)'
    try:
        return list(ox.Store().query(f"SELECT ({call} AS ?x) {{}}")) != []  # type: ignore[arg-type]
    except RuntimeError:
        return False


def test_every_function_of_geosparql_is_there_and_the_others_are_not(server: str) -> None:
    described = {quad.object.value for quad in of(fetched(server + "sparql"), "extensionFunction")}  # type: ignore[union-attr]
    assert {service.GEOF + name for name in ("sfWithin", "distance", "area", "union")} <= described
    assert described == {service.GEOF + name for name in service.GEO_FUNCTIONS if is_known(name)}
    assert service.GEOF + "buffer" not in described


def test_the_default_graph_is_the_union_of_all(store: Path, client: FlaskClient) -> None:
    described = triples(client.get("/sparql", headers=TURTLE).data)
    assert [quad.object.value for quad in of(described, "feature")] == [SD + "UnionDefaultGraph"]  # type: ignore[union-attr]
    snapshot = OxigraphReader(store / "public").snapshot()
    graphs = snapshot.graphs()
    (union,) = (quad.object for quad in of(described, "defaultGraph"))
    sizes = {
        quad.subject: int(quad.object.value)  # type: ignore[union-attr]
        for quad in described.quads_for_pattern(None, NamedNode(PREFIXES["void"] + "triples"), None)
    }
    everything = [(q.subject, q.predicate, q.object) for graph in graphs for q in snapshot.quads(graph)]
    assert sizes[union] == len(set(everything)) == len(everything)  # type: ignore[index]
    named = {quad.subject: quad.object for quad in of(described, "name")}
    of_named = {named[quad.subject]: sizes[quad.object] for quad in of(described, "graph")}  # type: ignore[index]
    assert of_named == {
        graph: len(snapshot.quads(graph)) for graph in graphs if not graph.value.startswith(iri.ARTICLE_GRAPHS)
    }
    count = described.quads_for_pattern(None, NamedNode(PREFIXES["schema"] + "numberOfItems"), None)
    assert [quad.object for quad in count] == [Literal(len(graphs))]


def test_who_may_write_is_told_what_in(store: Path) -> None:
    at = Addresses(document="http://x/void", endpoint="http://x/sparql", queries="http://x/queries/")
    snapshot = OxigraphReader(store / "public").snapshot()
    told = {}
    for writes in (False, True):
        described = ox.Store()
        described.extend(Quad(*triple) for triple in service.describe(snapshot, at, writes=writes))
        assert strays(described) == []
        languages = {quad.object.value.removeprefix(SD) for quad in of(described, "supportedLanguage")}  # type: ignore[union-attr]
        told[writes] = (languages, len(of(described, "inputFormat")))
    assert told == {False: ({"SPARQL11Query"}, 0), True: ({"SPARQL11Query", "SPARQL11Update"}, len(upload.FORMATS))}


def test_nothing_else_is_promised(client: FlaskClient) -> None:
    """SERVICE is refused where no endpoint is listed, and FROM fetches nothing: neither feature is claimed."""
    text = client.get("/sparql", headers=TURTLE).text
    assert "BasicFederatedQuery" not in text
    assert "DereferencesURIs" not in text


def test_other_endpoints_are_told_of_where_some_may_be_asked(store: Path) -> None:
    for tier, told in (("public", True), ("partner", False)):
        app = create_app(Settings(store=store, services=("https://example.org/sparql",)))
        app.config["TIER"] = tier
        described = triples(app.test_client().get("/sparql", headers=TURTLE).data)
        assert (f"{SD}BasicFederatedQuery" in {quad.object.value for quad in of(described, "feature")}) is told  # type: ignore[union-attr]
        assert strays(described) == []


# Who gets it


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        ("", 200, "text/turtle"),
        ("*/*", 200, "text/turtle"),
        ("application/rdf+xml", 200, "application/rdf+xml"),
        ("application/ld+json, text/turtle;q=0.5", 200, "application/ld+json"),
        ("application/n-triples", 200, "application/n-triples"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200, "text/html"),
        ("application/sparql-results+json", 400, "application/problem+json"),
        ("text/csv", 400, "application/problem+json"),
    ],
)
def test_rdf_for_programs_and_a_form_for_people(client: FlaskClient, accept: str, status: int, media_type: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (status, media_type)
    assert "Accept" in answer.headers["Vary"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_client_that_has_it_is_told_so(client: FlaskClient) -> None:
    headers = {"Accept": "application/n-triples"}
    etag = client.get("/sparql", headers=headers).headers["ETag"]
    assert client.get("/sparql", headers={**headers, "If-None-Match": etag}).status_code == 304


# The rest of the metadata, from the real server


@pytest.mark.slow
def test_all_is_reached_from_the_well_known_address(server: str) -> None:
    described = fetched(server + ".well-known/void")
    (dump,) = (
        quad.object.value  # type: ignore[union-attr]
        for quad in described.quads_for_pattern(None, NamedNode(PREFIXES["void"] + "dataDump"), None)
        if str(quad.object).endswith(".nq.gz>")
    )
    with urlopen(dump, timeout=30) as answer:
        quads = list(ox.parse(gzip.decompress(answer.read()), format=ox.RdfFormat.N_QUADS))
    (size,) = described.quads_for_pattern(
        NamedNode(server + ".well-known/void#dataset"), NamedNode(PREFIXES["void"] + "triples"), None
    )
    assert size.object == Literal(len(quads))
    with urlopen(f"{server}dumps/latest/refoulement-public.trig.gz", timeout=30) as answer:  # which follows
        assert answer.url == f"{server}dumps/1/refoulement-public.trig.gz"
        assert set(ox.parse(gzip.decompress(answer.read()), format=ox.RdfFormat.TRIG)) == set(quads)
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{server}dumps/1/..%2f..%2f..%2fcurrent", timeout=30)
    with urlopen(server + "robots.txt", timeout=30) as answer:
        assert f"Sitemap: {server}sitemap.xml\n" in answer.read().decode()
