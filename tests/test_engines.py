"""The same service before two other engines as before the embedded one: the same answers over HTTP."""

import csv
import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode

from refoulement.__main__ import main
from refoulement.errors import EngineUnfit
from refoulement.graph.endpoint import Endpoint
from refoulement.graph.iri import BASE
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import XSD
from refoulement.graph.remote import RemoteReader, RemoteSnapshot, copied
from refoulement.graph.store import Term
from refoulement.graph.stored import as_stored
from refoulement.graph.tier import PUBLIC
from refoulement.queries import QUERIES
from refoulement.tests import engines
from refoulement.tests.engines import JSON, Answered, Dataset, ask, sparql
from refoulement.tests.published_store import EVENT, FIRST, GATE, GROUP, NORTHSIDE
from refoulement.tests.real_server import serving
from refoulement.web.negotiation import GRAPH_FORMATS, RESULT_FORMATS
from refoulement.web.tokens import Tokens

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parent.parent / "docs" / "engines.md").read_text("utf-8")
TIME_S = 3
ROWS = 5_000  # that this Virtuoso gives at most
GRAPH = BASE + "graph/"
GAZETTEER, EVENTS, NO_GRAPH = GRAPH + "gazetteer", GRAPH + "events", "urn:no-such-graph"
VIRTUOSOS = "http://www.openlinksw.com/schemas/virtrdf#"


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    address: str  # of its own endpoint
    served: str  # of our service before it


@pytest.fixture(scope="module")
def quads(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the public tier holds, as N-Quads: what an engine is filled with."""
    file = tmp_path_factory.mktemp("filled") / "public.nq"
    ox.Store.read_only(str(store / PUBLIC / "snapshots" / "1")).dump(str(file), format=ox.RdfFormat.N_QUADS)
    return file


@pytest.fixture(scope="module")
def embedded(store: Path) -> Iterator[str]:
    with serving(store, "--quiet", "--time-s", str(TIME_S)) as address:
        yield address


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def engine(request: pytest.FixtureRequest, quads: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    name, folder = request.param, tmp_path_factory.mktemp(request.param)
    running = (
        engines.oxigraph(quads, folder, "--union-default-graph")
        if name == "oxigraph"
        else engines.virtuoso(quads, folder, rows=ROWS)
    )
    with running as address, serving(address, "--quiet", "--time-s", str(TIME_S)) as served:
        yield Engine(name, address, served)


ROW_QUERIES = {
    "all": "SELECT ?s ?p ?o { ?s ?p ?o FILTER(?p != rf:confidence) }",
    "names": "SELECT ?thing ?name { ?thing skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name }",
    "words": 'SELECT ?words { ?claim rf:passage/oa:exact ?words FILTER(CONTAINS(?words, "persons")) } ORDER BY ?words',
    "counted": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "left": "SELECT ?claim ?value { ?claim rf:saidIn ?in OPTIONAL { ?claim rf:countValue ?value } }",
    "inline": 'SELECT ?x { VALUES ?x { "a, \\"b\\"\\n" "é"@fr "2031-05-04"^^xsd:date 7 <urn:a,b> } }',
    "none": "SELECT ?s { ?s rf:nothing ?o }",
    "paths": "SELECT DISTINCT ?kind { ?thing a/rdfs:subClassOf* ?kind . ?m rf:mentions ?thing }",
}


def rows(answer: Answered) -> list[str]:
    """The rows of an answer in whatever form, in no order; a form's own head is one of them."""
    assert answer.status == 200, answer.text
    if answer.media_type.startswith("text/"):
        lines = list(csv.reader(StringIO(answer.text), dialect="excel-tab" if "tab" in answer.media_type else "excel"))
        order = sorted(range(len(lines[0])), key=lines[0].__getitem__)
        return sorted(str([line[column] for column in order]) for line in lines)
    found = ox.parse_query_results(answer.body, format=RESULT_FORMATS[answer.media_type])
    assert isinstance(found, ox.QuerySolutions)
    names = sorted(variable.value for variable in found.variables)
    return sorted(str([(name, solution[name]) for name in names]) for solution in found)


@pytest.mark.parametrize("accept", RESULT_FORMATS)
@pytest.mark.parametrize("query", ROW_QUERIES)
def test_rows_are_the_same_in_every_form(engine: Engine, embedded: str, query: str, accept: str) -> None:
    answer = sparql(engine.served, ROW_QUERIES[query], accept=accept)
    assert answer.media_type == accept
    assert rows(answer) == rows(sparql(embedded, ROW_QUERIES[query], accept=accept))


@pytest.mark.parametrize("accept", [JSON, "application/sparql-results+xml"])
def test_a_truth_is_one(engine: Engine, accept: str) -> None:
    for query, truth in {"ASK { ?s skos:prefLabel ?l }": b"true", "ASK { ?s rf:nothing ?l }": b"false"}.items():
        answer = sparql(engine.served, query, accept=accept)
        assert (answer.status, answer.media_type) == (200, accept)
        assert truth in answer.body


@pytest.mark.parametrize("accept", GRAPH_FORMATS)
def test_graphs_are_the_same_in_every_form(engine: Engine, embedded: str, accept: str) -> None:
    for query in ("CONSTRUCT { ?s rf:x ?o } WHERE { ?s oa:start|skos:prefLabel ?o }", f"DESCRIBE <{NORTHSIDE.iri}>"):
        answers = [sparql(address, query, accept=accept) for address in (engine.served, embedded)]
        assert {(answer.status, answer.media_type) for answer in answers} == {(200, accept)}
        ours, theirs = (as_stored(ox.parse(answer.body, format=GRAPH_FORMATS[accept])) for answer in answers)
        assert ours
        assert ours == theirs


SAMPLES = {"iri": EVENT, "date": "2031-06-01", "integer": "60", "string": "Synthetic Gazette", "as_of": "2031-05-06"}


@pytest.mark.parametrize("name", QUERIES)
def test_named_queries_say_the_same_whatever_is_asked_of_them(engine: Engine, embedded: str, name: str) -> None:
    kinds = {parameter.name: parameter.type for parameter in QUERIES[name].parameters}
    asked = [{}, *({parameter: SAMPLES.get(kind, SAMPLES["string"])} for parameter, kind in kinds.items())]
    asked += [{parameter: iri} for parameter, kind in kinds.items() if kind == "iri" for iri in (GROUP.iri, GATE.iri)]
    for values in asked:
        path = f"/api/{name}.json?{urlencode(values)}"
        ours, theirs = (ask(address, path) for address in (engine.served, embedded))
        assert ours.status == theirs.status
        here, there = (
            json.loads(answer.text.replace(address, ""))
            for answer, address in ((ours, engine.served), (theirs, embedded))
        )
        assert here.pop("snapshot", 2) != there.pop("snapshot", 1)
        assert here == there
        assert values or ours.status == 200


def test_a_question_as_of_a_day_says_the_same(engine: Engine, embedded: str) -> None:
    path = "/api/stances-timeline.csv?as_of=2031-05-06"
    answer = ask(engine.served, path)
    assert answer.status == 200
    assert answer.text.count("\n") == 2  # the later article is not known yet
    assert answer.body == ask(embedded, path).body


# The ways into review: from each page's foot, from the figures of an event and from the foot of their table.
REVIEW = re.compile(
    r'<p class="unprinted"><a href="/review/[^<]*</a></p>|<a href="/review/[^<]*</a> · | · <a href="/review/[^<]*</a>'
)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=gate",
        "/page/event/repatriation-2031-05-04",
        "/page/place/northside",
        "/queries/routes",
        "/sparql",
    ],
)
def test_pages_are_the_same(engine: Engine, embedded: str, path: str) -> None:
    ours, theirs = (ask(address, path, Accept="text/html") for address in (engine.served, embedded))
    assert (ours.status, ours.media_type) == (200, "text/html")
    assert "/review/" not in ours.text  # nothing is written before an engine at another address
    assert ours.text == REVIEW.sub("", theirs.text)


def test_things_and_graphs_are_the_same_as_rdf(engine: Engine, embedded: str) -> None:
    for path in ("/id/event/repatriation-2031-05-04.nt", "/id/article/synthetic-one.nt", f"/graphs?graph={GAZETTEER}"):
        ours, theirs = (ask(address, path, Accept="application/n-triples") for address in (engine.served, embedded))
        assert ours.status == 200
        assert sorted(ours.text.splitlines()) == sorted(theirs.text.splitlines())
    assert ask(engine.served, "/id/place/nowhere").status == 404


def test_what_programs_read_first_is_told_of_it_too(engine: Engine, embedded: str) -> None:
    for path in ("/.well-known/void", "/openapi.json", "/api/", "/sitemap.xml", "/robots.txt", "/dumps/latest/x"):
        assert ask(engine.served, path).status == ask(embedded, path).status
    described = ask(engine.served, "/sparql", Accept="text/turtle").text
    assert "sd:UnionDefaultGraph" in described
    assert ("geosparql/sfWithin" in described or "geof:sfWithin" in described) == (engine.name == "oxigraph")


def test_the_page_of_an_article_says_that_its_text_is_not_here(engine: Engine, embedded: str) -> None:
    page = ask(engine.served, f"/page/article/{FIRST.id}", Accept="text/html")
    assert page.status == 200
    assert "The text is not kept at this service" in page.text
    assert "did not comment" in page.text  # the words of its claims
    assert "The text is not kept" not in ask(embedded, f"/page/article/{FIRST.id}").text


DATASETS: list[Dataset] = [
    {},
    {"default_graph_uri": GAZETTEER},
    {"default_graph_uri": [GAZETTEER, EVENTS]},
    {"named_graph_uri": GAZETTEER},
    {"default_graph_uri": EVENTS, "named_graph_uri": [GAZETTEER, EVENTS]},
    {"default_graph_uri": NO_GRAPH},
    {"named_graph_uri": VIRTUOSOS, "default_graph_uri": VIRTUOSOS},
]


@pytest.mark.parametrize(
    ("dataset", "clause"),
    [
        *((dataset, "") for dataset in DATASETS),
        *(({}, clause) for clause in (f"FROM <{GRAPH}ontology>", f"FROM NAMED <{EVENTS}>", f"FROM <{VIRTUOSOS}>")),
        ({"default_graph_uri": GAZETTEER}, f"FROM <{GRAPH}ontology> FROM NAMED <{EVENTS}>"),
    ],
    ids=str,
)
def test_a_dataset_only_narrows_and_goes_before_from(
    engine: Engine, embedded: str, dataset: Dataset, clause: str
) -> None:
    for query in (
        f"SELECT ?s ?p ?o {clause} {{ ?s ?p ?o FILTER(?p != rf:confidence) }}",
        f"SELECT ?g ?s {clause} WHERE {{ GRAPH ?g {{ ?s a ?k }} }}",
        f"SELECT ?l {clause} {{ <{NORTHSIDE.iri}> skos:prefLabel ?l FILTER NOT EXISTS {{ GRAPH ?g {{ ?l ?m ?n }} }} }}",
    ):
        assert rows(sparql(engine.served, query, dataset=dataset)) == rows(sparql(embedded, query, dataset=dataset))


def test_a_query_that_names_a_graph_is_answered_from_it(engine: Engine, embedded: str) -> None:
    query = "SELECT ?s ?o { GRAPH <graph/gazetteer> { ?s skos:prefLabel ?o } }"
    assert len(rows(sparql(engine.served, query))) == 5
    assert rows(sparql(engine.served, query)) == rows(sparql(embedded, query))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?s ?p }", "does not parse"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is not offered"),
        ('SELECT (<bif:http_get>("http://127.0.0.1:1/") AS ?x) {}', "of an engine's own functions"),
        ('DEFINE get:soft "replace" SELECT * { ?s ?p ?o }', "does not parse"),
        ("CLEAR ALL", "does not parse"),
    ],
)
def test_what_is_refused_is_told(engine: Engine, query: str, told: str) -> None:
    answer = sparql(engine.served, query)
    assert (answer.status, answer.media_type) == (400, "application/problem+json")
    assert told in json.loads(answer.body)["detail"]


def test_nothing_is_written(engine: Engine) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    answer = ask(engine.served, "/sparql", urlencode({"update": "CLEAR ALL"}), **form)
    assert answer.status == 403
    assert "nothing is written here" in answer.text


def test_an_answer_is_known_again_by_what_it_says(engine: Engine) -> None:
    path = f"/sparql?{urlencode({'query': 'ASK { ?s ?p ?o }'})}"
    first = ask(engine.served, path)
    again = ask(engine.served, path, If_None_Match=first.headers["etag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")


def test_what_takes_too_long_is_stopped_and_never_looks_whole(engine: Engine) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?i != ?c) }"
    begun = time.monotonic()
    answer = sparql(engine.served, endless)
    assert answer.status == 504
    assert time.monotonic() - begun < TIME_S + 3
    assert sparql(engine.served, "ASK { ?s skos:prefLabel ?l }").status == 200


HOSTILE: list[Term] = [
    *map(
        Literal,
        [
            '"',
            "'",
            "\\",
            '\\"',
            "a\nb\rc\td",
            '"""',
            "'''",
            "} UNION { ?s ?p ?o }",
            "# no comment",
            "𝔘 é 북촌",
            "<b>&amp;",
            "?x",
        ],
    ),
    Literal('say "so"', language="en"),
    Literal("2031-05-04", datatype=NamedNode(XSD + "date")),
    Literal('"} #', datatype=NamedNode("urn:kind")),
    NamedNode("urn:a"),
    NamedNode("http://example.org/é?x={}&y='%22".replace("{}", "%7B%7D")),
    NamedNode("http://example.org/a#b(c);d=*!$@~"),
]


@pytest.mark.parametrize("term", HOSTILE, ids=str)
def test_a_hostile_term_is_bound_as_the_term_it_is(engine: Engine, term: Term) -> None:
    asked = RemoteSnapshot(Endpoint(address=engine.address, time_s=10, bytes_at_most=1 << 20), None)
    assert asked.select("SELECT ?x { }", {"x": term}) == [{"x": term}]
    assert (
        asked.select("SELECT ?x ?s { ?s skos:prefLabel ?x }".replace("skos:prefLabel", "<urn:no>"), {"x": term}) == []
    )


def test_a_copy_of_an_engines_graph_is_what_it_was_filled_with(engine: Engine, store: Path) -> None:
    endpoint = Endpoint(address=engine.address, time_s=10, bytes_at_most=1 << 24, virtuoso=engine.name == "virtuoso")
    copy, original = copied(endpoint, below=10_000), OxigraphReader(store / PUBLIC).snapshot()
    assert copy.graphs() == original.graphs()
    assert all(set(copy.quads(graph)) == set(original.quads(graph)) for graph in original.graphs())


def test_only_an_engine_that_errs_is_copied(engine: Engine) -> None:
    reader = RemoteReader(Endpoint(address=engine.address, time_s=10, bytes_at_most=1 << 24))
    snapshot = reader.snapshot()
    if engine.name == "oxigraph":
        assert (reader.faults, reader.copy) == ((), None)
        assert snapshot.graphs(GRAPH + "e") == (NamedNode(EVENTS),)
        assert len(snapshot.matching(None, subject=NamedNode(NORTHSIDE.iri))) == 3
        assert snapshot.matching(NamedNode(EVENTS), subject=NamedNode(NORTHSIDE.iri)) == ()
    else:
        assert [line.split("|")[1].strip() for line in PAGE.splitlines() if line.endswith("| **no** |")] == [
            *reader.faults
        ]
        assert reader.copy
        small = RemoteReader(Endpoint(address=engine.address, time_s=10, bytes_at_most=1 << 24))
        small.memory_below = 100
        with pytest.raises(EngineUnfit, match=r"no copy can be held instead: it has 2,\d+ quads"):
            small.snapshot()


def test_the_command_line_asks_it_too(engine: Engine, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for where in (engine.address, str(store)):
        assert main(["query", "stances-by-actor", "--store", where]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] != ""


@pytest.mark.parametrize("engine", ["virtuoso"], indirect=True)
def test_virtuoso_differs_where_its_page_says_so(engine: Engine, embedded: str) -> None:
    for query, value in {
        "SELECT (1 = 1 AS ?x) {}": Literal("1", datatype=NamedNode(XSD + "integer")),
        "SELECT ?x { VALUES ?x { true } }": Literal("1", datatype=NamedNode(XSD + "integer")),
        "SELECT (1.0e0 AS ?x) {}": Literal("1.0", datatype=NamedNode(XSD + "double")),
    }.items():
        assert rows(sparql(engine.served, query)) == [str([("x", value)])]
        assert rows(sparql(embedded, query)) != [str([("x", value)])]
    for query in ("SELECT (1 / 0 AS ?x) {}", "SELECT (BNODE() AS ?x) {}"):
        answer = sparql(engine.served, query)
        assert (answer.status, "Virtuoso" in json.loads(answer.body)["detail"]) == (400, True)
        assert sparql(embedded, query).status == 200


@pytest.mark.parametrize("engine", ["virtuoso"], indirect=True)
def test_virtuosos_own_limit_of_rows_is_an_error_and_no_answer(engine: Engine) -> None:
    answer = sparql(engine.served, "SELECT * { ?s ?p ?o . ?a skos:prefLabel ?c }")
    assert (answer.status, answer.media_type) == (502, "application/problem+json")


def test_an_engine_that_goes_is_told(quads: Path, store: Path, tmp_path: Path) -> None:
    """Before an engine with a folder beside it, which keeps texts and tokens."""
    token = Tokens(store).create(role="reader", tier="partner")
    with ExitStack() as running:
        address = running.enter_context(engines.oxigraph(quads, tmp_path, "--union-default-graph"))
        with serving(store, "--endpoint", address, "--quiet") as served:
            assert ask(served, "/ready").status == 200
            assert "The text is not kept" not in ask(served, f"/page/article/{FIRST.id}").text
            other = ask(served, "/sparql?query=ASK%7B%7D", Authorization=f"Bearer {token}")
            assert (other.status, "holds the tier public" in other.text) == (403, True)
            running.close()
            answer = sparql(served, "ASK { ?s ?p ?o }")
            assert (answer.status, answer.media_type) == (502, "application/problem+json")
            assert ask(served, "/", Accept="text/html").status == 502
            end = time.monotonic() + 15
            while ask(served, "/ready").status != 503:
                assert time.monotonic() < end
                time.sleep(0.2)
            assert ask(served, "/health").status == 200


def test_an_engine_whose_default_graph_is_no_union_is_refused(
    quads: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with engines.oxigraph(quads, tmp_path) as address:
        assert main(["serve", "--store", address, "--port", "0"]) == 2
    assert "let it be of their union (oxigraph: --union-default-graph)" in capsys.readouterr().err
