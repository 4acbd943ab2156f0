"""What of the W3C's suites is not offered here, and what goes wrong: each case by name or suite, with the reason.

A case that stands in neither table is expected to pass; one that stands here and passes fails its test.
"""

from typing import Literal

from refoulement.tests.w3c_manifest import Case

Outcome = Literal["passed", "failed", "inapplicable"]

NO_SERVICE = "SERVICE is refused: the endpoint sends no request from its host (docs/sparql.md)"
NOT_OFFERED_SUITES = {
    "entailment": "no entailment regime is offered: what follows from what is said is derived when it is loaded",
    "service": NO_SERVICE,
    "syntax-fed": NO_SERVICE,
}
NO_LOAD = "LOAD is refused: the endpoint sends no request from its host (docs/sparql.md)"
ONE_GRAPH = "a triple stands in one graph here, and what would put it into a second is refused (409)"
NOT_OFFERED_CASES = {
    **{f"syntax-update-1/test_{number}": NO_LOAD for number in (1, 2, 3, 4, 37)},
    **{f"update-silent/{name}": NO_LOAD for name in ("load-silent", "load-into-silent")},
    **{f"add/add0{number}": ONE_GRAPH for number in (1, 2, 3, 4, 5, 7)},
    **{f"copy/copy0{number}": ONE_GRAPH for number in (1, 2, 3, 4, 6)},
    **{
        f"{kind}/dawg-{kind}-0{number}": ONE_GRAPH
        for kind in ("delete", "delete-data", "delete-where")
        for number in (5, 6)
    },
    **{f"delete/dawg-delete-using-0{number}": ONE_GRAPH for number in ("1", "2a", "3", "4", "5", "6a")},
    **{f"delete/dawg-delete-with-0{number}": ONE_GRAPH for number in (2, 4, 5, 6)},
}

COUNTS_IN_GRAPH = "the engine forgets GRAPH's variable under an aggregate that has no group"
EMPTY_PATH = "the engine finds no path of no steps from a term that the graph does not hold"
LOSES_LANGUAGE = "the engine keeps the language of what GROUP_CONCAT joins"
FAILS = {
    "aggregates/agg-empty-group-count-graph": COUNTS_IN_GRAPH,
    "aggregates/agg-groupconcat-04": LOSES_LANGUAGE,
    "aggregates/agg-groupconcat-06": LOSES_LANGUAGE,
    "bindings/graph": "the engine does not bind GRAPH's variable from inside, where VALUES leaves it open",
    "functions/bnode01": "the engine gives BNODE of one string the same node in every solution",
    "negation/graph-minus": "the engine holds MINUS under GRAPH to share the graph's variable",
    "property-path/zero_or_more_set_end": EMPTY_PATH,
    "property-path/zero_or_more_set_start": EMPTY_PATH,
    "property-path/zero_or_one_set_end": EMPTY_PATH,
    "property-path/zero_or_one_set_start": EMPTY_PATH,
    **{
        f"syntax-update-1/test_{number}": "it parses; the graph that it clears or drops is not there"
        for number in (8, 18)
    },
    "syntax-query/test_4": "the query parses; it is refused all the same, for it calls a function that is not there",
}
BY_ENGINE = frozenset(name for name, why in FAILS.items() if why.startswith("the engine"))


def expected(case: Case) -> tuple[Outcome, str]:
    """How a case is known to end, and why where it does not pass."""
    if reason := NOT_OFFERED_SUITES.get(case.suite) or NOT_OFFERED_CASES.get(case.name):
        return "inapplicable", reason
    if reason := FAILS.get(case.name):
        return "failed", reason
    return "passed", ""
