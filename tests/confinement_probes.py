"""What somebody may ask of an open tier to learn of another: each way of asking, and how one sees that it told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import quote, quote_plus

from werkzeug.test import TestResponse

from refoulement.graph import iri
from refoulement.tests.at_risk import HIDDEN, NAME

SECRETS = (*HIDDEN, "/restricted", "graph/protection")
ROWS = {"Accept": "application/sparql-results+json"}
TRIPLES = {"Accept": "application/n-triples"}
PAGE = {"Accept": "text/html"}

Finds = Callable[[TestResponse], bool]


def told(answer: TestResponse) -> bool:
    """A hidden name, or the name of a restricted graph, stands in the answer."""
    return any(word.casefold() in answer.text.casefold() for word in SECRETS)


def rows(answer: TestResponse) -> bool:
    """There are rows."""
    return bool(answer.get_json(force=True)["results"]["bindings"])


def no_rows(answer: TestResponse) -> bool:
    """There are none, though for a thing that is not there would be one."""
    return not rows(answer)


def yes(answer: TestResponse) -> bool:
    """The answer is yes."""
    return bool(answer.get_json(force=True)["boolean"])


def no(answer: TestResponse) -> bool:
    """The answer is no, though of a thing that is not there it is yes."""
    return not yes(answer)


def some(answer: TestResponse) -> bool:
    """The one number in the answer is above nought."""
    [row] = answer.get_json(force=True)["results"]["bindings"]
    [cell] = row.values()
    return int(cell["value"]) > 0


def linked(answer: TestResponse) -> bool:
    """A person's page is linked; what was searched for stands in the answer anyway."""
    return "/page/person/zor" in answer.text


def there(answer: TestResponse) -> bool:
    """There is such a page."""
    return answer.status_code in (200, 301, 303)


def without(page: str, thing: str, mark: str) -> str:
    """A page without the thing that was asked for: it leads back to its own address, and offers to search in words."""
    local = thing.removeprefix(iri.THINGS)
    words = " ".join(local.rpartition("/")[2].replace("-", " ").split())
    for form in (thing, local, quote(local, safe=""), words, quote_plus(words), quote(words)):
        page = page.replace(form, mark)
    return page


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One request, and how to see in the answer that the secret is out.

    In all of it `@person` is the person at risk, `@claim` a claim that is withheld with them, `@restricted` and
    `@marks` graphs that no open tier holds; a page's address has them without the base.
    """

    query: str = ""
    finds: Finds
    fields: Mapping[str, str] = field(default_factory=dict)
    address: str = "/sparql"
    headers: Mapping[str, str] = field(default_factory=lambda: ROWS)
    posted: str = ""  # "form" or "direct"


def _ask(query: str, finds: Finds = rows, **more: str) -> Probe:
    """A query, with the dataset that the request gives; `_` of a parameter's name stands for `-`."""
    posted = more.pop("posted", "")
    return Probe(
        query=query, finds=finds, posted=posted, fields={name.replace("_", "-"): value for name, value in more.items()}
    )


def _graph(query: str) -> Probe:
    return Probe(query=query, finds=told, headers=TRIPLES)


def _page(address: str, finds: Finds) -> Probe:
    return Probe(address=address, finds=finds, headers=PAGE)


ANYWHERE = "SELECT ?s WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
NEAR = "geof:sfWithin(?wkt, 'POLYGON((123 38, 131 38, 131 44, 123 44, 123 38))'^^geo:wktLiteral)"
FAR = "geof:distance(?wkt, 'POINT(0 0)'^^geo:wktLiteral, <http://www.opengis.net/def/uom/OGC/1.0/metre>) > 1000"
PLACED = "?p rf:mentions ?place ; rf:passageOf/dcterms:title ?t . ?place geo:hasGeometry/geo:asWKT ?wkt . "

PROBES: Mapping[str, Probe] = MappingProxyType({
    # graphs by name and by guess
    "GRAPH ?g, its names": _ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", told),
    "GRAPH ?g, empty within": _ask("SELECT ?g WHERE { GRAPH ?g {} }", told),
    "GRAPH ?g, all": _ask("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }", told),
    "GRAPH ?g, by its end": _ask('SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER STRENDS(STR(?g), "/restricted") }'),
    "GRAPH, guessed": _ask("SELECT ?s WHERE { GRAPH <@restricted> { ?s ?p ?o } }"),
    "GRAPH, marks": _ask("SELECT ?s WHERE { GRAPH <@marks> { ?s ?p ?o } }"),
    "the catalogue": _ask("SELECT ?g WHERE { ?g rf:tier ?tier }", told),
    "FROM": _ask("SELECT ?s FROM <@restricted> WHERE { ?s ?p ?o }"),
    "FROM, beside an open graph": _ask("SELECT ?o FROM <@open> FROM <@restricted> WHERE { ?s ?p ?o }", told),
    "FROM, marks": _ask("SELECT ?s FROM <@marks> WHERE { ?s ?p ?o }"),
    "FROM NAMED": _ask("SELECT ?s FROM NAMED <@restricted> WHERE { GRAPH ?g { ?s ?p ?o } }"),
    "FROM NAMED, several": _ask(
        "SELECT ?g FROM NAMED <@marks> FROM NAMED <@open> WHERE { GRAPH ?g { ?s ?p ?o } }", told
    ),
    "default-graph-uri": _ask(ANYWHERE, default_graph_uri="@restricted"),
    "default-graph-uri, marks": _ask(ANYWHERE, default_graph_uri="@marks"),
    "default-graph-uri, of a form": _ask(ANYWHERE, default_graph_uri="@restricted", posted="form"),
    "default-graph-uri, beside a query posted": _ask(ANYWHERE, default_graph_uri="@restricted", posted="direct"),
    "named-graph-uri": _ask(ANYWHERE, named_graph_uri="@restricted"),
    "named-graph-uri, marks": _ask(ANYWHERE, named_graph_uri="@marks"),
    "both": _ask(ANYWHERE, default_graph_uri="@restricted", named_graph_uri="@marks"),
    "the protocol's before FROM": _ask("SELECT ?s FROM <@open> WHERE { ?s ?p ?o }", default_graph_uri="@restricted"),
    # paths
    "a sequence": _ask("SELECT ?l WHERE { ?claim (rf:speaker|rf:claimant|rf:person)/skos:prefLabel ?l }", told),
    "an inverse": _ask("SELECT ?who WHERE { ?p ^rf:passage/rf:speaker ?who }", told),
    "any step, often": _ask("SELECT ?o WHERE { ?claim rf:saidIn ?a ; (!rf:nothing)+ ?o }", told),
    "a negated step": _ask("SELECT ?o WHERE { ?s !(rf:stance|rf:when) ?o }", told),
    "to the person": _ask("ASK { ?s (!rf:nothing)+ <@person> }", yes),
    # presence and absence
    "ASK of the person": _ask("ASK { <@person> ?p ?o }", yes),
    "ASK of what names the person": _ask("ASK { ?s ?p <@person> }", yes),
    "ASK of the name": _ask(f'ASK {{ ?s ?p "{NAME}"@en }}', yes),
    "ASK of marks": _ask("ASK { ?mark rf:protects ?who }", yes),
    "ASK of a claim": _ask("ASK { <@claim> a ?kind }", yes),
    "EXISTS": _ask("ASK { FILTER EXISTS { <@person> ?p ?o } }", yes),
    "EXISTS in a graph": _ask("ASK { FILTER EXISTS { GRAPH ?g { ?s ?p <@person> } } }", yes),
    "NOT EXISTS": _ask("ASK { FILTER NOT EXISTS { <@person> ?p ?o } }", no),
    "IF": _ask("SELECT ?a WHERE { BIND(IF(EXISTS { <@person> ?p ?o }, 1, 0) AS ?a) FILTER (?a = 1) }"),
    "MINUS the person": _ask("SELECT ?x WHERE { VALUES ?x { <@person> } MINUS { ?x ?p ?o } }", no_rows),
    "all MINUS articles": _ask("SELECT ?o WHERE { ?s ?p ?o MINUS { ?s a rf:Article } }", told),
    "OPTIONAL": _ask("SELECT ?o WHERE { VALUES ?x { <@person> } OPTIONAL { ?x skos:prefLabel ?o } FILTER BOUND(?o) }"),
    # sub-selects, VALUES, BIND
    "a sub-select": _ask('SELECT ?w WHERE { { SELECT ?w WHERE { ?p oa:exact ?w FILTER CONTAINS(?w, "Zorvath") } } }'),
    "a sub-select in a graph": _ask("SELECT ?s WHERE { GRAPH <@restricted> { SELECT ?s WHERE { ?s ?p ?o } LIMIT 1 } }"),
    "VALUES of graphs": _ask("SELECT ?s WHERE { VALUES ?g { <@restricted> <@marks> } GRAPH ?g { ?s ?p ?o } }"),
    "VALUES of the person": _ask("SELECT ?o WHERE { VALUES ?s { <@person> } ?s ?p ?o }"),
    "BIND of the person": _ask('SELECT ?o WHERE { BIND(IRI("@person") AS ?s) ?s ?p ?o }'),
    "BIND of a graph's name": _ask(
        'SELECT ?s WHERE { GRAPH ?a {} BIND(IRI(CONCAT(STR(?a), "/restricted")) AS ?g) GRAPH ?g { ?s ?p ?o } }'
    ),
    # whole descriptions
    "DESCRIBE the person": _graph("DESCRIBE <@person>"),
    "DESCRIBE claims": _graph("DESCRIBE ?c WHERE { ?c a rf:StanceClaim }"),
    "DESCRIBE the restricted graph": _graph("DESCRIBE <@restricted>"),
    "CONSTRUCT all": _graph("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"),
    "CONSTRUCT labels": _graph("CONSTRUCT WHERE { ?s skos:prefLabel ?l }"),
    # aggregates
    "COUNT of the restricted graph": _ask("SELECT (COUNT(*) AS ?n) WHERE { GRAPH <@restricted> { ?s ?p ?o } }", some),
    "COUNT of the person": _ask("SELECT (COUNT(*) AS ?n) WHERE { <@person> ?p ?o }", some),
    "COUNT of marks": _ask("SELECT (COUNT(DISTINCT ?m) AS ?n) WHERE { ?m rf:protects ?who }", some),
    "GROUP BY ?g": _ask("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", told),
    "HAVING": _ask('SELECT ?l WHERE { ?s skos:prefLabel ?l } GROUP BY ?l HAVING (STRSTARTS(STR(?l), "Zorvath"))'),
    "GROUP_CONCAT": _ask("SELECT (GROUP_CONCAT(STR(?o)) AS ?x) WHERE { ?s ?p ?o FILTER ISLITERAL(?o) }", told),
    "MAX": _ask("SELECT (MAX(STR(?l)) AS ?x) WHERE { ?s skos:prefLabel ?l FILTER (STR(?l) < 'Zorvatz') }", told),
    # functions of strings
    "CONTAINS": _ask('SELECT ?o WHERE { ?s ?p ?o FILTER CONTAINS(LCASE(STR(?o)), LCASE("QuilleMONT")) }'),
    "STRSTARTS": _ask('SELECT ?o WHERE { ?s ?p ?o FILTER STRSTARTS(STR(?o), "Zorv") }'),
    "SUBSTR": _ask('SELECT ?o WHERE { ?s ?p ?o FILTER (SUBSTR(STR(?o), 1, 4) = "Zorv") }'),
    "STRAFTER": _ask('SELECT ?o WHERE { ?s ?p ?o FILTER (STRAFTER(STR(?o), "Zorvath ") != "") }'),
    "REPLACE": _ask('SELECT ?o WHERE { ?s ?p ?o FILTER (REPLACE(STR(?o), "Zorvath", "") != STR(?o)) }'),
    "ENCODE_FOR_URI": _ask("SELECT (ENCODE_FOR_URI(STR(?o)) AS ?x) WHERE { ?s ?p ?o }", told),
    "CONCAT": _ask('SELECT (CONCAT("<", STR(?s), ">") AS ?x) WHERE { ?s a ?k }', told),
    "a guessed hash": _ask(f'SELECT ?o WHERE {{ ?s ?p ?o FILTER (SHA256(STR(?o)) = SHA256("{NAME}")) }}'),
    "ORDER BY": _ask("SELECT ?l WHERE { ?s skos:prefLabel ?l FILTER (STR(?l) >= 'Zo') } ORDER BY ?l LIMIT 3", told),
    "REGEX of words": _ask('SELECT ?o WHERE { ?s ?p ?o FILTER REGEX(STR(?o), "q.{2}ll[e]mont", "i") }'),
    "REGEX of IRIs": _ask('SELECT ?s WHERE { ?s ?p ?o FILTER REGEX(STR(?s), "zorv.th", "i") }'),
    # GeoSPARQL
    "what tells of places within": _ask(f"SELECT ?t WHERE {{ {PLACED} FILTER ({NEAR}) }}", told),
    "what tells of places far off": _ask(f"SELECT ?t WHERE {{ {PLACED} FILTER ({FAR}) }}", told),
    # other ways in
    "a sheet": Probe(query="SELECT ?l { ?s skos:prefLabel ?l }", finds=told, fields={"format": "csv"}),
    "the page of the endpoint": Probe(query="SELECT ?l { ?s rf:nameKey ?l }", finds=told, fields={"format": "tsv"}),
    "a restricted graph by its address": Probe(address="/graphs?graph=@restricted", finds=there, headers=TRIPLES),
    "marks by their address": Probe(address="/graphs?graph=@marks", finds=there, headers=TRIPLES),
    "search": _page("/search?q=zorvath", linked),
    "search by a piece": _page("/search?q=quillemont", linked),
    "search by a slip": _page("/search?q=zorvaht", linked),
    "search as data": Probe(address="/search.json?q=quillemont", finds=linked),
    "suggestions": Probe(address="/suggest?q=zorv", finds=linked),
    "the person's page": _page("/page/@person", there),
    "the person's address": _page("/id/@person", there),
    "the person in Turtle": _page("/id/@person.ttl", there),
    "a claim's page": _page("/page/@claim", there),
    "an article by the name in its id": _page("/page/article/zorvath-quillemont-speaks", there),
    "an article's page": _page("/page/article/returns", told),
    "an article in N-Triples": _page("/id/article/returns.nt", told),
    "the first page": _page("/", told),
})  # fmt: skip
