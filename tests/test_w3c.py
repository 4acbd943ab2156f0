"""The W3C's suites for SPARQL 1.1, over HTTP against `refoulement serve`: every case passes, or is known not to."""

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from refoulement.tests.w3c_known import (
    BY_ENGINE,
    FAILS,
    NO_LOAD,
    NO_SERVICE,
    NOT_OFFERED_CASES,
    NOT_OFFERED_SUITES,
    ONE_GRAPH,
    expected,
)
from refoulement.tests.w3c_manifest import Case, cases, needs_suite, path
from refoulement.tests.w3c_protocol import UPDATE, send
from refoulement.tests.w3c_query import DIRECT, GOOD
from refoulement.tests.w3c_results import Graph, Rows, differ, read, read_file
from refoulement.tests.w3c_run import Servers, anywhere, is_run, run
from refoulement.tests.w3c_update import check_evaluation, request

pytestmark = [needs_suite, pytest.mark.slow]

RUN = [pytest.param(case, id=case.name) for case in cases() if is_run(case)]
ELSEWHERE = [pytest.param(case, id=case.name) for case in cases() if expected(case)[1] in (NO_SERVICE, NO_LOAD)]
TWICE = [pytest.param(case, id=case.name) for case in cases() if expected(case)[1] == ONE_GRAPH]
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def at() -> Iterator[Servers]:
    with anywhere() as servers:
        yield servers


@pytest.mark.parametrize("case", RUN)
def test_a_case(at: Servers, case: Case) -> None:
    ended, (outcome, _) = run(case, at), expected(case)
    assert ended.outcome == outcome, ended.why


@pytest.mark.parametrize("case", ELSEWHERE)
def test_what_asks_elsewhere_is_refused_as_such(at: Servers, case: Case) -> None:
    written = case.name in NOT_OFFERED_CASES
    headers = {"Content-Type": UPDATE if written else DIRECT, "Authorization": f"Bearer {at.token}"}
    answer = send(at.writing, "POST", "/sparql", headers, request(case))
    assert answer.status == 400
    reasons = (b"LOAD is not offered",) if written else (b"SERVICE is not offered", b"nested too deeply")
    assert any(reason in answer.body for reason in reasons), answer.body


@pytest.mark.parametrize("case", TWICE)
def test_what_would_stand_in_two_graphs_is_refused_as_such(at: Servers, case: Case) -> None:
    refused = check_evaluation(case, at.writing, at.token)
    assert refused
    assert refused.startswith("409")
    assert "a triple has one graph" in refused


@pytest.mark.parametrize("name", sorted(BY_ENGINE))
def test_what_the_engine_does_wrong_it_does_wrong_alone(name: str) -> None:
    """So that none of our own mistakes hides among its."""
    [case] = [case for case in cases() if case.name == name]
    assert case.query
    assert case.expected
    store = ox.Store()
    for data in (*case.data, *case.graphs):
        graph = ox.NamedNode(data) if data in case.graphs else None
        store.load(path=path(data), format=ox.RdfFormat.TURTLE, base_iri=data, to_graph=graph)
    found = store.query(path(case.query).read_text(), base_iri=case.query)
    assert not isinstance(found, ox.QueryTriples)
    answer = read(found.serialize(format=ox.QueryResultsFormat.JSON) or b"", JSON, case.query)
    assert differ(answer, read_file(case.expected, path(case.expected).read_bytes(), case.expected), ordered=False)


def test_no_case_vanishes() -> None:
    names = {case.name for case in cases()}
    assert FAILS.keys() <= names
    assert NOT_OFFERED_SUITES.keys() <= {case.suite for case in cases()}
    assert NOT_OFFERED_CASES.keys() <= names
    kinds = Counter(case.kind for case in cases())
    assert (kinds["ProtocolTest"], kinds["GraphStoreProtocolTest"], kinds[GOOD]) == (34, 13, 66)
    assert len(names) == len(cases()) == 625


def test_the_comparison_tells_answers_apart() -> None:
    one, other, number = ox.BlankNode("a"), ox.BlankNode("b"), ox.Literal(1)
    twice = Rows(None, ({"x": one, "y": one}, {"x": other, "y": other}))
    renamed = Rows(None, ({"x": other, "y": other}, {"x": ox.BlankNode("c"), "y": ox.BlankNode("c")}))
    assert differ(twice, renamed, ordered=False) is None
    assert differ(twice, Rows(None, ({"x": one, "y": other}, {"x": other, "y": one})), ordered=False)
    assert differ(twice, Rows(None, twice.rows[:1]), ordered=False)
    assert differ(Rows(frozenset("x"), ()), Rows(frozenset("y"), ()), ordered=False)
    rows = Rows(None, ({"x": number}, {"x": ox.Literal(2)}))
    back = Rows(None, rows.rows[::-1])
    assert differ(rows, back, ordered=False) is None
    assert differ(rows, back, ordered=True)
    assert differ(Rows(None, ({},)), Rows(None, ()), ordered=False)
    yes, no = read(b'{"boolean": true}', JSON, ""), read(b'{"boolean": false}', JSON, "")
    assert (differ(yes, no, ordered=False), differ(yes, yes, ordered=False)) == ("True, expected False", None)
    assert differ(yes, Graph(()), ordered=False)
    place = ox.NamedNode("urn:p")
    assert differ(Graph((ox.Triple(one, place, one),)), Graph((ox.Triple(one, place, other),)), ordered=False)
    assert differ(Graph((ox.Triple(one, place, one),)), Graph((ox.Triple(other, place, other),)), ordered=False) is None
