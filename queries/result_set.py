"""The rows of a query as RDF: the W3C's vocabulary of result sets, which clients of SPARQL have long known.

https://www.w3.org/2001/sw/DataAccess/tests/result-set
"""

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from refoulement.graph.rdf import RDF_TYPE
from refoulement.queries.answers import Part

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


def _rs(name: str) -> NamedNode:
    return NamedNode(RS + name)


def triples(part: Part) -> Iterator[Triple]:
    """One `rs:solution` a row, numbered in the order of the answer (`rs:index`, from 1)."""
    answer = BlankNode("answer")
    yield Triple(answer, RDF_TYPE, _rs("ResultSet"))
    yield Triple(answer, _rs("size"), Literal(len(part.rows)))
    for name in part.query.columns:
        yield Triple(answer, _rs("resultVariable"), Literal(name))
    for number, row in enumerate(part.rows, part.offset + 1):
        solution = BlankNode(f"row{number}")
        yield Triple(answer, _rs("solution"), solution)
        yield Triple(solution, _rs("index"), Literal(number))
        for name, term in row.items():
            binding = BlankNode(f"row{number}-{name}")
            yield Triple(solution, _rs("binding"), binding)
            yield Triple(binding, _rs("variable"), Literal(name))
            yield Triple(binding, _rs("value"), term)
