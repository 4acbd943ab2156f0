"""How a thing is called in English, as some state of the graph has it."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.rdf import LABELS
from refoulement.graph.store import Quads


def english(said: Quads, thing: str) -> str | None:
    """The preferred English name of a thing, the first of several; None where it has none."""
    return english_of(said.matching(None, subject=NamedNode(thing), predicate=LABELS["preferred"]))


def english_of(quads: Iterable[Quad]) -> str | None:
    """The same, out of what is said of the thing."""
    terms = (quad.object for quad in quads if quad.predicate == LABELS["preferred"])
    return min((term.value for term in terms if isinstance(term, Literal) and term.language == "en"), default=None)
