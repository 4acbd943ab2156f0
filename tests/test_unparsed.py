"""What the engine complains of is told with its place, and without its parser's own words."""

import pyoxigraph as ox
import pytest

from refoulement.graph.unparsed import plainly


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * {\n ?s ?p }", "error at 2:9: from there it cannot be read on"),
        ("SELECT ('é漢𝔘' AS ?a) ?b ?b {}", "error at 1:30: Duplicated variable name in SELECT"),
        ("SELECT * { ?s made:up ?o }", "error at 1:22: Prefix not found"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "error at 1:35: The SELECT contains a variable that is unbound"),
    ],
)
def test_a_complaint_of_the_engine(query: str, told: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        ox.Store().query(query)
    assert plainly(str(raised.value)) == told


def test_what_is_no_such_complaint_is_left() -> None:
    assert plainly("No scheme found in an absolute IRI") == "No scheme found in an absolute IRI"
