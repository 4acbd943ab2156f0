"""A network drawn without a script: who speaks on the left, events in the middle, places on the right."""

from dataclasses import dataclass

from refoulement.web.network import Bond, Network, Node

WIDTH, ROW, TOP = 1000, 26, 30
_COLUMNS = {"person": 0, "organisation": 0, "event": 1, "place": 2}
_X = (230, 500, 770)


@dataclass(frozen=True, slots=True)
class Spot:
    """A node as drawn; `anchor` is where its words stand from it."""

    node: Node
    x: int
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A bond as drawn: an SVG path."""

    bond: Bond
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network in three columns."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    height: int


def columns(network: Network) -> Drawing:
    """Each column in the order of the middle of what its nodes are bound to, so that few lines cross."""
    in_column: tuple[list[Node], list[Node], list[Node]] = ([], [], [])
    for node in network.nodes:
        in_column[_COLUMNS[node.group]].append(node)
    rank = {node.iri: float(place) for nodes in in_column for place, node in enumerate(nodes)}
    for _turn in range(4):
        for nodes in in_column:
            nodes.sort(key=lambda node: (_middle(node.iri, network, rank), node.name, node.iri))
            for place, node in enumerate(nodes):
                rank[node.iri] = place / max(1, len(nodes))
    longest = max(map(len, in_column), default=0)
    spots = {}
    for column, nodes in enumerate(in_column):
        gap = ROW * longest / max(1, len(nodes))
        for place, node in enumerate(nodes):
            y = round(TOP + gap * (place + 0.5))
            spots[node.iri] = Spot(node, _X[column], y, ("end", "middle", "start")[column])
    lines = tuple(_line(bond, spots[bond.start], spots[bond.end]) for bond in network.bonds)
    return Drawing(tuple(spots.values()), lines, TOP + ROW * longest + 10)


def _middle(node: str, network: Network, rank: dict[str, float]) -> float:
    bound = [
        rank[other]
        for bond in network.bonds
        for one, other in ((bond.start, bond.end), (bond.end, bond.start))
        if one == node
    ]
    return sum(bound) / len(bound) if bound else rank[node]


def _line(bond: Bond, start: Spot, end: Spot) -> Line:
    if start.x == end.x:  # within a column: a bow beside it
        path = f"M{start.x} {start.y}C{start.x + 60} {start.y} {end.x + 60} {end.y} {end.x} {end.y}"
    else:
        middle = (start.x + end.x) // 2
        path = f"M{start.x} {start.y}C{middle} {start.y} {middle} {end.y} {end.x} {end.y}"
    return Line(bond, path, min(6.0, 1.0 + 0.5 * (len(bond.claims) - 1)))
