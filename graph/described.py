"""What some quads say of each subject, to be read by predicate: how claims are taken back out of RDF."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph.amount import Amount, amount
from refoulement.graph.when import When
from refoulement.ontology import local_name

Object = NamedNode | Literal


class Description:
    """All that some quads say of one subject, to be asked by predicate."""

    def __init__(self) -> None:
        self.values: dict[NamedNode, list[Object]] = defaultdict(list)

    def node(self, predicate: NamedNode) -> NamedNode | None:
        """The first node, None where there is none."""
        nodes = [term for term in self.values[predicate] if isinstance(term, NamedNode)]
        return nodes[0] if nodes else None

    def required(self, predicate: NamedNode) -> NamedNode:
        """The first node. Raises `ValueError` where there is none."""
        node = self.node(predicate)
        if node is None:
            raise ValueError(f"no <{predicate.value}>")
        return node

    def iris(self, predicate: NamedNode) -> tuple[str, ...]:
        """The nodes, as they are named."""
        return tuple(term.value for term in self.values[predicate])

    def terms(self, predicate: NamedNode) -> tuple[str, ...]:
        """Local names of our own concepts."""
        return tuple(local_name(term) for term in self.values[predicate] if isinstance(term, NamedNode))

    def text(self, predicate: NamedNode) -> str | None:
        """The first literal, None where there is none."""
        literals = [term.value for term in self.values[predicate] if isinstance(term, Literal)]
        return literals[0] if literals else None

    def amount(self, predicate: NamedNode) -> Amount | None:
        """The first literal as a figure."""
        text = self.text(predicate)
        return None if text is None else amount(text)

    def when(self, predicate: NamedNode) -> When | None:
        """The first literal as a time. Raises `ValueError` where it is not EDTF."""
        text = self.text(predicate)
        return When(text) if text else None

    def number(self, predicate: NamedNode) -> int | None:
        """The first literal as a whole number."""
        text = self.text(predicate)
        return None if text is None else int(text)


def describe(quads: Iterable[Quad]) -> dict[str, Description]:
    """What the quads say of each subject that has an IRI, by that."""
    described: dict[str, Description] = defaultdict(Description)
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            described[quad.subject.value].values[quad.predicate].append(quad.object)
    return described
