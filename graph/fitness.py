"""Whether an engine answers as SPARQL 1.1 says, tried on small questions that need no data.

Each has one right answer, yes, and is something that the named queries and the pages rest on. They find an engine that
is known to answer otherwise, and prove nothing of one that passes.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pyoxigraph import QueryResultsFormat, parse_query_results

from refoulement.errors import EngineSlow, QueryRefused
from refoulement.graph.endpoint import Said

_XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
PROBES: Mapping[str, str] = MappingProxyType(
    {
        "a comparison with what is unbound is an error, which COALESCE passes over": (
            "ASK { VALUES ?a { 1 } OPTIONAL { VALUES (?a ?b) { (2 3) } } FILTER(COALESCE(?a = ?b, true)) }"
        ),
        "a comparison is a boolean": _XSD + "ASK { BIND(1 = 1 AS ?x) FILTER(DATATYPE(?x) = xsd:boolean) }",
        "an expression that fails leaves its variable unbound": "ASK { BIND(1 / 0 AS ?x) FILTER(!BOUND(?x)) }",
        "what is bound outside stands in EXISTS": (
            "ASK { VALUES ?a { 1 2 } FILTER(?a = 1 || NOT EXISTS { VALUES ?a { 2 } })"
            " FILTER EXISTS { VALUES ?a { 1 } } }"
        ),
        "figures counted by themselves are joined": (
            "ASK { { SELECT (COUNT(DISTINCT ?x) AS ?all) { VALUES ?x { 1 2 2 } } }"
            " { SELECT ?y (COUNT(DISTINCT ?z) AS ?of) { VALUES (?y ?z) { (7 1) (7 2) (8 1) } } GROUP BY ?y }"
            " FILTER(?all = 2 && ?y = 7 && ?of = 2) }"
        ),
        "texts are joined by GROUP_CONCAT": (
            'ASK { { SELECT (GROUP_CONCAT(?x; separator="; ") AS ?all)'
            ' { SELECT ?x { VALUES ?x { "a" "b" } } ORDER BY ?x } } FILTER(?all = "a; b") }'
        ),
        "a day less a year is a day": (
            _XSD + 'ASK { FILTER(STR("2024-03-01"^^xsd:date - "P1Y"^^xsd:yearMonthDuration) = "2023-03-01") }'
        ),
        "languages are compared by range": (
            'ASK { VALUES ?x { "북촌"@ko-Hang } FILTER(LANGMATCHES(LANG(?x), "ko") && STRENDS(?x, "촌")) }'
        ),
    }
)


def faults(ask: Callable[[str], Said]) -> tuple[str, ...]:
    """What an engine does not do as it should; raises what asking raises, where it does not answer at all."""
    return tuple(rule for rule, probe in PROBES.items() if not _holds(ask, probe))


def _holds(ask: Callable[[str], Said], probe: str) -> bool:
    try:
        return bool(parse_query_results(ask(probe).body, format=QueryResultsFormat.JSON))
    except (QueryRefused, EngineSlow):  # it does not know how: as little to be trusted as one that errs
        return False
    except (SyntaxError, ValueError):
        return False
