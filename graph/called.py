"""How a thing is called in English, as some state of the graph has it."""

from pyoxigraph import Literal, NamedNode

from refoulement.graph.rdf import LABELS
from refoulement.graph.store import Quads


def english(said: Quads, thing: str) -> str | None:
    """The preferred English name of a thing, the first of several; None where it has none."""
    labels = said.matching(None, subject=NamedNode(thing), predicate=LABELS["preferred"])
    terms = (quad.object for quad in labels)
    return min((term.value for term in terms if isinstance(term, Literal) and term.language == "en"), default=None)
