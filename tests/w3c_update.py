"""Update and service description cases of the W3C's suites, over HTTP: what is bad must be seen to be."""

from urllib.parse import quote

import pyoxigraph as ox
from pyoxigraph import NamedNode

from refoulement.tests.w3c_manifest import MF, RDFS, UT, Case, Term, path, value, values
from refoulement.tests.w3c_protocol import UPDATE, send
from refoulement.tests.w3c_results import differ, read

SYNTAX = {"PositiveUpdateSyntaxTest11": True, "NegativeUpdateSyntaxTest11": False, "NegativeSyntaxTest11": False}
EVALUATION = "UpdateEvaluationTest"
DESCRIPTION = "ServiceDescriptionTest"
SD = "http://www.w3.org/ns/sparql-service-description#"
ASKED_OF_A_DESCRIPTION = {
    "returns-rdf": "ASK { ?s ?p ?o }",
    "has-endpoint-triple": "ASK { ?service sd:endpoint <@> }",
    # The schema asks for one service that has an endpoint, and for resources of its own classes where it names any.
    "conforms-to-schema": """ASK { ?service a sd:Service ; sd:endpoint ?endpoint .
        FILTER NOT EXISTS { ?x sd:endpoint ?literal FILTER ISLITERAL(?literal) }
        FILTER NOT EXISTS { ?x sd:feature|sd:resultFormat|sd:inputFormat|sd:supportedLanguage ?y FILTER (!ISIRI(?y)) }
        FILTER NOT EXISTS { ?x sd:defaultDataset ?y . ?y sd:namedGraph ?z FILTER NOT EXISTS { ?z sd:name ?name } } }""",
}


def is_update(case: Case) -> bool:
    """True for a case of syntax whose request is an update: some call what they hold a query."""
    return case.kind in SYNTAX and bool(case.query) and str(case.query).endswith(".ru")


def check_syntax(case: Case, server: str, token: str) -> str | None:
    """What is wrong with the server's answer to an update; that a good one is not allowed is another matter."""
    assert case.query
    headers = {"Content-Type": UPDATE, "Authorization": f"Bearer {token}"}
    answer = send(server, "POST", "/sparql", headers, path(case.query).read_bytes())
    right = (answer.status != 400) is SYNTAX[case.kind] and answer.status < 500
    return None if right else f"{answer.status}: {answer.body[:300].decode()}"


def request(case: Case) -> bytes:
    """The text of the update that a case sends."""
    file = case.query or value(value(NamedNode(case.iri), MF + "action"), UT + "request")
    return path(file if isinstance(file, str) else str(file and file.value)).read_bytes()


def check_evaluation(case: Case, server: str, token: str) -> str | None:
    """What is wrong with the graphs that an update leaves, read back one by one; None where nothing is."""
    given, wanted = (value(NamedNode(case.iri), MF + name) for name in ("action", "result"))
    before, after = _graphs(given), _graphs(wanted)
    blocks = (f"GRAPH <{name}> {{ {text} }}" if name else text for name, text in before.items())
    headers = {"Content-Type": UPDATE, "Authorization": f"Bearer {token}"}
    for text in ("CLEAR ALL ; INSERT DATA { " + " ".join(blocks) + " }", request(case).decode()):
        answer = send(server, "POST", "/sparql", headers, text.encode())
        if answer.status != 200:
            return f"{answer.status}: {answer.body.decode()}"
    for name in before | after:
        address = f"/graphs?graph={quote(name, safe='')}" if name else "/graphs?default"
        answer = send(server, "GET", address, {"Accept": "application/n-triples"}, None)
        found = answer.body if answer.status == 200 else b""
        left = (read(text, "application/n-triples", server) for text in (found, after.get(name, "").encode()))
        if wrong := differ(*left, ordered=False):
            return f"{name or 'the default graph'}: {wrong}"
    return None


def _graphs(described: Term | None) -> dict[str, str]:
    """The graphs of one side of a case as N-Triples, by their names; the default one has none."""
    files = [("", file) for file in values(described, UT + "data")]
    for graph in values(described, UT + "graphData"):
        name, file = value(graph, RDFS + "label"), value(graph, UT + "graph")
        assert name
        assert file
        files.append((name.value, file))
    found = {}
    for label, file in files:
        form = ox.RdfFormat.from_extension(file.value.rpartition(".")[2])
        quads = ox.parse(path=path(file.value), format=form, base_iri=file.value, rename_blank_nodes=True)
        written = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
        assert written is not None
        found[label] = written.decode()
    return found


def check_description(case: Case, server: str) -> str | None:
    """What is wrong with what the endpoint says of itself to a GET without a query."""
    answer = send(server, "GET", "/sparql", {"Accept": "text/turtle"}, None)
    if (answer.status, answer.media_type) != (200, "text/turtle"):
        return f"{answer.status} {answer.media_type}"
    store = ox.Store()
    store.load(answer.body, format=ox.RdfFormat.TURTLE, base_iri=f"{server}/sparql")
    asked = ASKED_OF_A_DESCRIPTION[case.name.rpartition("/")[2]].replace("@", f"{server}/sparql")
    return None if store.query(f"PREFIX sd: <{SD}> {asked}") else f"it is not so that {asked}: {answer.body.decode()}"
