"""Who and what claims bind together: actors, events and places, and each bond with the claims that it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from refoulement.graph.store import Snapshot
from refoulement.ontology import NAMESPACE, subclasses
from refoulement.queries import Row
from refoulement.web.told import CLAIMANT, PLACES, Things, Told, rows, same

RELATIONS = ("says", *PLACES, "stance", "role", "kin")
GROUPS = ("person", "organisation", "event", "place")
_KINDS = {"person": subclasses("Person"), "event": subclasses("Event"), "place": subclasses("Place")}


@dataclass(frozen=True, slots=True)
class Node:
    """Something that claims bind to others; `group` decides how it is drawn."""

    iri: str
    name: str
    language: str | None
    kind: str | None
    group: str


@dataclass(frozen=True, slots=True)
class Bond:
    """A bond between two nodes: its claims, and what they say of it (stances, roles, ties), each once."""

    start: str
    end: str
    relation: str
    claims: tuple[str, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and bonds; `nodes_in_all` and `bonds_in_all` count those left out, too."""

    nodes: tuple[Node, ...]
    bonds: tuple[Bond, ...]
    nodes_in_all: int
    bonds_in_all: int

    @property
    def cut(self) -> bool:
        return self.bonds_in_all > len(self.bonds)


@dataclass(slots=True)
class _Gathered:
    claims: dict[str, None] = field(default_factory=dict)
    details: dict[str, None] = field(default_factory=dict)


Bonds = dict[tuple[str, str, str], _Gathered]


def bonds(claims: Iterable[Told], ties: Iterable[Row], standing: Mapping[str, str]) -> tuple[Bond, ...]:
    """The bonds that event claims tell of, and those of the other claims given; bonds of most claims first."""
    found: Bonds = {}
    for told in claims:
        for event in told.events:
            for actor in told.at(CLAIMANT):
                _add(found, actor, event, "says", told.claim)
            for slot in PLACES:
                for place in told.at(slot):
                    _add(found, event, place, slot, told.claim)
    for row in ties:
        start, end = (standing.get(row[side].value, row[side].value) for side in ("from", "to"))
        detail = row["detail"].value.removeprefix(NAMESPACE)
        _add(found, start, end, row["relation"].value, row["claim"].value, detail)
    told_of = [Bond(*ends, tuple(one.claims), tuple(sorted(one.details))) for ends, one in found.items()]
    return tuple(sorted(told_of, key=lambda bond: (-len(bond.claims), bond.start, bond.end, bond.relation)))


def _add(found: Bonds, start: str, end: str, relation: str, claim: str, detail: str = "") -> None:
    one = found.setdefault((start, end, relation), _Gathered())
    one.claims[claim] = None
    if detail:
        one.details[detail] = None


def other_ties(snapshot: Snapshot, claims: Iterable[Told], asked: Mapping[str, str]) -> list[Row]:
    """Stances, roles and family ties that fit what was asked.

    Kind, place and period are said of events: where they are asked for, a stance has to speak of an event that is left,
    and a role or tie to touch someone who says something there. What is asked of a speaker or a publisher they say
    themselves.
    """
    found, standing = rows(snapshot, "other-ties"), same(snapshot)
    if source := asked.get("source"):
        found = [row for row in found if "publisher" in row and row["publisher"].value == source]
    said = [(row, {standing.get(row[side].value, row[side].value) for side in ("from", "to")}) for row in found]
    if asked.keys() & {"kind", "place", "since", "until", "event"}:
        left = {node for told in claims for node in (*told.events, *told.at(CLAIMANT))}
        events = {event for told in claims for event in told.events}
        said = [(row, ends) for row, ends in said if ends & (events if row["relation"].value == "stance" else left)]
    for name in ("claimant", "thing"):
        if name in asked:
            said = [(row, ends) for row, ends in said if asked[name] in ends]
    return [row for row, _ends in said]


def network(found: Iterable[Bond], things: Things, *, at_most: int, focus: str | None = None) -> Network:
    """The bonds between what most claims bind, up to so many nodes; those of a focus come first."""
    told = list(found)
    weight: dict[str, int] = {}
    for bond in told:
        for node in (bond.start, bond.end):
            weight[node] = weight.get(node, 0) + len(bond.claims)

    def rank(bond: Bond) -> tuple[bool, int, int, int]:
        ends = sorted((weight[bond.start], weight[bond.end]))
        return (focus not in (bond.start, bond.end), -ends[0], -ends[1], -len(bond.claims))

    kept, nodes = list[Bond](), dict[str, None]()
    for bond in sorted(told, key=rank):
        new = [node for node in (bond.start, bond.end) if node not in nodes]
        if len(nodes) + len(new) <= at_most:
            nodes.update(dict.fromkeys(new))
            kept.append(bond)
    return Network(tuple(_node(node, things) for node in nodes), tuple(kept), len(weight), len(told))


def _node(node: str, things: Things) -> Node:
    thing = things[node]
    group = next((name for name, kinds in _KINDS.items() if thing.kind in kinds), "organisation")
    return Node(node, thing.name, thing.language, thing.kind, group)
