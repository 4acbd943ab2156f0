"""What claims bind together, and the forms in which it is given: read back, they say the same."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.store import Snapshot
from refoulement.tests.placed import HAMLET, ONE_WAY, placed
from refoulement.tests.published_store import (
    CLERK,
    CLERKSHIP,
    EVENT,
    GATE,
    GROUP,
    NORTHSIDE,
    OFFICE,
    OVER_70,
    SILENCE,
    SILENCE_AGAIN,
    UP_TO_60,
)
from refoulement.web.columns import WIDTH, columns
from refoulement.web.graphml import NAMESPACE, graphml
from refoulement.web.network import RELATIONS, Bond, Network, Node, bonds, network, other_ties
from refoulement.web.told import Things, gather


@pytest.fixture(scope="module")
def snapshot(store: Path) -> Snapshot:
    return placed(store)


def found(snapshot: Snapshot, **asked: str) -> tuple[Bond, ...]:
    claims = gather(snapshot, asked).claims
    return bonds(claims, other_ties(snapshot, claims, asked), {})


def test_claims_bind_claimants_events_and_places(snapshot: Snapshot) -> None:
    told = {(one.start, one.relation, one.end): (tuple(one.claims), one.details) for one in found(snapshot)}
    assert told == {
        (GROUP.iri, "says", EVENT): ((UP_TO_60.iri,), ()),
        (EVENT, "via", GATE.iri): ((UP_TO_60.iri,), ()),
        (EVENT, "heldAt", NORTHSIDE.iri): ((UP_TO_60.iri,), ()),
        (OFFICE.iri, "stance", EVENT): ((SILENCE.iri, SILENCE_AGAIN.iri), ("noComment",)),
        (CLERK.iri, "role", OFFICE.iri): ((CLERKSHIP.iri,), ("Clerk",)),
    }
    # The others are held to be about no event, so that they bind nothing to one.
    assert ONE_WAY.iri not in {claim for one in found(snapshot) for claim in one.claims}
    assert OVER_70.iri not in {claim for one in found(snapshot) for claim in one.claims}


@pytest.mark.parametrize(
    ("asked", "relations"),
    [
        ({"claimant": GROUP.iri}, {"says", "via", "heldAt"}),
        ({"claimant": OFFICE.iri}, {"role", "stance"}),
        ({"thing": CLERK.iri}, {"role"}),
        ({"kind": "rf:Repatriation"}, {"says", "via", "heldAt", "stance"}),  # the clerk says nothing of any
        ({"source": "Another Gazette"}, set()),
        ({"place": HAMLET.iri}, set()),
    ],
)
def test_filters_narrow_all_bonds(snapshot: Snapshot, asked: dict[str, str], relations: set[str]) -> None:
    assert {one.relation for one in found(snapshot, **asked)} == relations


def test_what_is_cut_keeps_what_most_claims_bind(snapshot: Snapshot) -> None:
    things, every = Things(snapshot, "en"), found(snapshot)
    assert not network(every, things, at_most=50).cut
    few = network(every, things, at_most=3)
    assert EVENT in {node.iri for node in few.nodes}
    assert (len(few.nodes), few.nodes_in_all, len(few.bonds), few.bonds_in_all, few.cut) == (3, 6, 2, 5, True)
    own = network(every, things, at_most=2, focus=CLERK.iri)
    assert {node.iri for node in own.nodes} == {CLERK.iri, OFFICE.iri}
    assert {node.group for node in own.nodes} == {"person", "organisation"}


NAMES = st.text(min_size=1, max_size=12)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    groups = st.sampled_from(["person", "organisation", "event", "place"])
    names = draw(st.lists(NAMES, min_size=2, max_size=6))
    nodes = tuple(Node(f"https://example.org/{i}", name, "en", "Person", draw(groups)) for i, name in enumerate(names))
    ends = st.sampled_from([node.iri for node in nodes])
    bound = st.builds(
        Bond, ends, ends, st.sampled_from(RELATIONS), st.just(("https://example.org/claim",)), st.tuples(NAMES)
    )
    told = tuple(draw(st.lists(bound, max_size=8)))
    return Network(nodes, told, len(nodes), len(told))


@given(networks())
def test_graphml_read_back_says_the_same(whole: Network) -> None:
    root = ET.fromstring(graphml(whole).encode())  # noqa: S314 - written by ourselves
    assert root.tag == f"{{{NAMESPACE}}}graphml"
    declared = {key.get("id") for key in root.iter(f"{{{NAMESPACE}}}key")}

    def told(element: ET.Element) -> dict[str, str]:
        return {data.get("key") or "": data.text or "" for data in element.iter(f"{{{NAMESPACE}}}data")}

    nodes, edges = list(root.iter(f"{{{NAMESPACE}}}node")), list(root.iter(f"{{{NAMESPACE}}}edge"))
    assert [one.get("id") for one in nodes] == [node.iri for node in whole.nodes]
    assert {key for one in (*nodes, *edges) for key in told(one)} <= declared
    assert [(one.get("source"), one.get("target"), told(one)["relation"]) for one in edges] == [
        (bond.start, bond.end, bond.relation) for bond in whole.bonds
    ]
    for element, node in zip(nodes, whole.nodes, strict=True):
        if node.name.isprintable():
            assert told(element)["label"] == node.name


@given(networks())
def test_columns_hold_every_node_and_bond(whole: Network) -> None:
    picture = columns(whole)
    assert {spot.node.iri for spot in picture.spots} == {node.iri for node in whole.nodes}
    assert [line.bond for line in picture.lines] == list(whole.bonds)
    assert all(0 < spot.x < WIDTH and 0 < spot.y < picture.height for spot in picture.spots)
    at = [(spot.x, spot.y) for spot in picture.spots]
    assert len(set(at)) == len(at)
