"""Update and service description cases of the W3C's suites, over HTTP: what is bad must be seen to be."""

import pyoxigraph as ox

from refoulement.tests.w3c_manifest import Case, path
from refoulement.tests.w3c_protocol import UPDATE, send

SYNTAX = {"PositiveUpdateSyntaxTest11": True, "NegativeUpdateSyntaxTest11": False, "NegativeSyntaxTest11": False}
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


def check_description(case: Case, server: str) -> str | None:
    """What is wrong with what the endpoint says of itself to a GET without a query."""
    answer = send(server, "GET", "/sparql", {"Accept": "text/turtle"}, None)
    if (answer.status, answer.media_type) != (200, "text/turtle"):
        return f"{answer.status} {answer.media_type}"
    store = ox.Store()
    store.load(answer.body, format=ox.RdfFormat.TURTLE, base_iri=f"{server}/sparql")
    asked = ASKED_OF_A_DESCRIPTION[case.name.rpartition("/")[2]].replace("@", f"{server}/sparql")
    return None if store.query(f"PREFIX sd: <{SD}> {asked}") else f"it is not so that {asked}: {answer.body.decode()}"
