"""What an update may do is decided on its parsed text; the dataset of a request is put into it and nowhere else."""

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode, Quad

from refoulement.errors import QueryRefused
from refoulement.queries.admit import MAX_NESTING
from refoulement.queries.admit_update import AdmittedUpdate, admit_update

BASE = "http://localhost/sparql"
A, B = "https://example.org/a", "https://example.org/b"
E = "PREFIX e: <https://example.org/> "


def admitted(text: str, *using: str, named: tuple[str, ...] = ()) -> AdmittedUpdate:
    return admit_update(text, base=BASE, using=using, using_named=named)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("LOAD <http://127.0.0.1:9/>", "LOAD is not offered"),
        ("load silent <http://127.0.0.1:9/> INTO GRAPH <https://example.org/g>", "LOAD is not offered"),
        ("CLEAR DEFAULT; # a comment\r LOAD <http://127.0.0.1:9/>", "LOAD is not offered"),
        ("L\\u004fAD <http://127.0.0.1:9/>", "LOAD is not offered"),
        (
            'INSERT DATA { <a> <b> "\\u0022", "c" }; LOAD <http://127.0.0.1:9/>; INSERT DATA { <a> <b> "\\u0022", "" }',
            "the escape .* is not read here",
        ),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not offered"),
        ("DELETE { ?s ?p ?o } WHERE { { SELECT * { SERVICE SILENT ?x { ?s ?p ?o } } } }", "SERVICE is not offered"),
        (
            "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER NOT EXISTS { SERVICE <http://x/> { ?s ?p ?o } } }",
            "SERVICE is not offered",
        ),
        ("CLEAR XYZ", "the update does not parse"),
        ("SELECT * { ?s ?p ?o }", "the update does not parse"),
        ("INSERT DATA { <a> <b> <c> }" + " " * 70_000, "longer than 64 KiB"),
        ("INSERT { ?s ?p ?o } WHERE " + "{" * 101 + "}" * 101, f"deeper than {MAX_NESTING} levels"),
    ],
)
def test_what_fetches_or_cannot_be_read_is_refused(text: str, refusal: str) -> None:
    with pytest.raises(QueryRefused, match=refusal):
        admitted(text)


@pytest.mark.parametrize(
    "text",
    [
        'INSERT DATA { <https://example.org/a> <https://example.org/says> "LOAD <http://x/> SERVICE" }',
        "# LOAD <http://x/>\nCLEAR DEFAULT",
        "PREFIX service: <https://example.org/> INSERT DATA { service:load service:service 1 }",
    ],
)
def test_words_alone_are_no_operation(text: str) -> None:
    assert admitted(text).text == text


@pytest.mark.parametrize(
    ("text", "graphs", "clears_all"),
    [
        ("", set(), False),
        ("INSERT DATA { <s> <p> <o> }", set(), False),
        (E + "INSERT DATA { GRAPH e:a { <s> <p> <o> } }; DELETE DATA { GRAPH e:b { <s> <p> <o> } }", {A, B}, False),
        (E + "DELETE WHERE { GRAPH e:a { ?s ?p ?o } }", {A}, False),
        (E + "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", None, False),
        (E + "WITH e:a DELETE { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", {A}, False),
        (E + "INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", None, False),
        (E + "MOVE e:a TO e:b", {A, B}, False),
        (E + "ADD SILENT DEFAULT TO e:b", {B}, False),
        ("CLEAR DEFAULT", set(), False),
        (E + "DROP GRAPH e:a", {A}, False),
        ("CLEAR ALL", None, True),
        ("DROP SILENT NAMED", None, True),
        ("BASE <https://example.org/> CREATE GRAPH <a>", {A}, False),
        ("CREATE GRAPH <a>", {"http://localhost/a"}, False),
        ("CREATE GRAPH <https://example.org/x/../a>", None, False),
        ("CREATE GRAPH <https://example.org/\\u0061>", None, False),
    ],
)
def test_the_graphs_it_can_write_to_are_known(text: str, graphs: set[str] | None, *, clears_all: bool) -> None:
    found = admitted(text)
    assert (found.graphs, found.clears_all) == (graphs if graphs is None else frozenset(graphs), clears_all)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", "INSERT { ?s ?p 1 } @ WHERE { ?s ?p ?o }"),
        ("INSERT{?s ?p 1}WHERE{?s ?p ?o}", "INSERT{?s ?p 1}@ WHERE{?s ?p ?o}"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } @ WHERE { ?s ?p ?o }"),
        ("delete # {\n where { ?s ?p '}' }", "delete # {\n { ?s ?p '}' } @ WHERE { ?s ?p '}' }"),
        (
            "PREFIX where: <https://example.org/> INSERT { where:a where:where 'WHERE { ' } WHERE { ?s where:p ?o }",
            "PREFIX where: <https://example.org/> INSERT { where:a where:where 'WHERE { ' } @ WHERE { ?s where:p ?o }",
        ),
        ("CLEAR DEFAULT ; INSERT { ?s ?p 1 } WHERE {}", "CLEAR DEFAULT ; INSERT { ?s ?p 1 } @ WHERE {}"),
        (
            "PREFIX e: <https://example.org/> INSERT { e:it\\'s e:p 1 } WHERE { e:it\\'s e:p ?o }",
            "PREFIX e: <https://example.org/> INSERT { e:it\\'s e:p 1 } @ WHERE { e:it\\'s e:p ?o }",
        ),
        ("INSERT DATA { <s> <p> <o> }", "INSERT DATA { <s> <p> <o> }"),
    ],
)
def test_a_dataset_is_put_before_every_where(text: str, written: str) -> None:
    clauses = f"USING <{A}> USING NAMED <{B}>"
    assert admitted(text, A, named=(B,)).text == written.replace("@", clauses)


@pytest.mark.parametrize(
    "text",
    [
        E + "INSERT { ?s ?p 1 } USING e:b WHERE { ?s ?p ?o }",
        E + "INSERT { ?s ?p 1 } USING NAMED e:b WHERE { ?s ?p ?o }",
        E + "WITH e:b INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        E + "CLEAR DEFAULT; WITH e:b DELETE { ?s ?p 1 } WHERE { ?s ?p ?o }",
    ],
)
@pytest.mark.parametrize("way", [{"using": [A]}, {"using_named": [A]}])
def test_a_dataset_is_named_once(text: str, way: dict[str, list[str]]) -> None:
    assert admitted(text).text == text
    with pytest.raises(QueryRefused, match="the dataset is named twice"):
        admit_update(text, base=BASE, **way)


def test_a_dataset_is_made_of_iris() -> None:
    with pytest.raises(QueryRefused, match="names something that is no IRI"):
        admitted("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", "https://example.org/> } ; CLEAR ALL #")


def test_the_engine_keeps_to_the_dataset_that_was_put_in() -> None:
    store = ox.Store()
    for graph in (A, B):
        store.add(Quad(NamedNode(graph), NamedNode(A), NamedNode(A), NamedNode(graph)))
    store.update(admitted(E + "INSERT { GRAPH e:c { ?s e:is e:in } } WHERE { ?s e:a ?o }", A).text, base_iri=BASE)
    store.update(admitted(E + "DELETE WHERE { ?s e:a ?o }", A).text, base_iri=BASE)
    assert [quad.subject for quad in store.quads_for_pattern(None, None, None, NamedNode("https://example.org/c"))] == [
        NamedNode(A)
    ]
