"""Which claims the filters of the pictures leave."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from refoulement.errors import QueryRefused
from refoulement.graph import iri
from refoulement.graph.store import Snapshot
from refoulement.queries import PAGES
from refoulement.tests.placed import FROM_TWO, HAMLET, HERE, ONE_WAY, THERE, UNPAIRED, placed
from refoulement.tests.published_store import EVENT, GATE, GROUP, NORTHSIDE, OFFICE, OVER_70, UP_TO_60
from refoulement.web import told
from refoulement.web.description import EXACT_MATCH
from refoulement.web.told import Things, gather

ALL = {UP_TO_60.iri, OVER_70.iri, ONE_WAY.iri, FROM_TWO.iri, UNPAIRED.iri}


@pytest.fixture(scope="module")
def snapshot(store: Path) -> Snapshot:
    return placed(store)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, ALL),
        ({"kind": "rf:Repatriation"}, ALL),
        ({"kind": "rf:Arrival"}, set()),
        ({"place": GATE.iri}, {UP_TO_60.iri, ONE_WAY.iri, FROM_TWO.iri, UNPAIRED.iri}),
        # A crossing at its border counts as in a country; so does a hold in one of its towns.
        ({"place": HERE.iri}, {UP_TO_60.iri, ONE_WAY.iri, FROM_TWO.iri, UNPAIRED.iri}),
        ({"place": HAMLET.iri}, {FROM_TWO.iri, UNPAIRED.iri}),
        ({"claimant": GROUP.iri}, {UP_TO_60.iri, ONE_WAY.iri}),
        ({"claimant": "organisation/societe-exemple"}, {UP_TO_60.iri, ONE_WAY.iri}),
        ({"claimant": OFFICE.iri}, set()),
        ({"source": "Synthetic Gazette"}, ALL),
        ({"source": "Another Gazette"}, set()),
        # What has no date is ruled out by no period.
        ({"since": "2031-05-01"}, {UP_TO_60.iri, OVER_70.iri, ONE_WAY.iri, UNPAIRED.iri}),
        ({"until": "2030-12-31"}, {FROM_TWO.iri, UNPAIRED.iri}),
        ({"since": "2031-05-05", "until": "2031-05-31"}, {ONE_WAY.iri, UNPAIRED.iri}),
        ({"event": EVENT}, {UP_TO_60.iri, OVER_70.iri}),
        ({"thing": THERE.iri}, {ONE_WAY.iri}),
        ({"thing": EVENT}, {UP_TO_60.iri, OVER_70.iri}),
        ({"thing": GROUP.iri, "place": NORTHSIDE.iri}, {UP_TO_60.iri, ONE_WAY.iri}),
    ],
)
def test_a_filter_leaves(snapshot: Snapshot, asked: dict[str, str], left: set[str]) -> None:
    found = gather(snapshot, asked)
    assert {one.claim for one in found.claims} == left
    assert found.total == len(left)


def test_a_value_is_a_term_and_never_text_of_the_query(snapshot: Snapshot) -> None:
    assert gather(snapshot, {"source": '" } UNION { ?claim ?p ?o'}).claims == ()
    with pytest.raises(QueryRefused, match="parameter place: 'a b' is no iri"):
        gather(snapshot, {"place": "a b"})
    with pytest.raises(QueryRefused, match="parameter since: 'yesterday' is no date"):
        gather(snapshot, {"since": "yesterday"})


def test_the_latest_come_first_and_the_undated_last(snapshot: Snapshot) -> None:
    found = [(one.claim, one.first, one.last) for one in gather(snapshot, {}).claims]
    assert found[0] == (ONE_WAY.iri, "2031-05-01", "2031-05-31")
    assert found[-2:] == [(FROM_TWO.iri, "2030-01-01", "2030-12-31"), (UNPAIRED.iri, None, None)]
    assert gather(snapshot, {}).undated == 1


def test_what_is_cut_says_how_many_there_are(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not gather(snapshot, {}).cut
    monkeypatch.setattr(told, "CLAIMS_AT_MOST", 2)
    for asked in ({}, {"claimant": GROUP.iri}, {"place": HAMLET.iri}, {"since": "2031-05-01"}):
        assert gather(snapshot, asked).total == len(gather(snapshot, asked).claims)


def test_both_queries_leave_the_same() -> None:
    """`told-count` counts what `told` would tell: their filters are one text."""

    def filters(name: str) -> list[str]:
        return [line.strip() for line in PAGES[name].text.splitlines() if line.strip().startswith("FILTER(")]

    assert filters("told") == filters("told-count")
    assert len(filters("told")) == 6
    assert f"LIMIT {told.CLAIMS_AT_MOST}\n" in PAGES["told"].text


def test_who_is_judged_to_be_another_stands_for_the_other(snapshot: Snapshot) -> None:
    other = iri.entity("RightsGroup", "The Same Group")
    quads = [quad for graph in snapshot.graphs() for quad in snapshot.quads(graph)]
    quads.append(Quad(NamedNode(GROUP.iri), EXACT_MATCH, NamedNode(other), iri.IDENTITY_GRAPH))
    judged = snapshot.holding(quads)
    found = {one.claim: one.at("claimant") for one in gather(judged, {"claimant": other}).claims}
    assert found == {UP_TO_60.iri: (other,), ONE_WAY.iri: (other,)}


def test_names_are_given_in_the_language_asked_for(snapshot: Snapshot) -> None:
    assert (Things(snapshot, "en")[NORTHSIDE.iri].name, Things(snapshot, "en")[NORTHSIDE.iri].language) == (
        "Northside",
        "en",
    )
    korean = Things(snapshot, "ko")[NORTHSIDE.iri]
    assert (korean.name, korean.language) == ("북촌", "ko")
    event = Things(snapshot, "ko")[EVENT]
    assert (event.name, event.kind, event.first, event.last) == (
        "Repatriation, 2031-05-04",
        "Repatriation",
        "2031-05-04",
        "2031-05-04",
    )
    assert Things(snapshot, "en")[iri.THINGS + "place/unheard-of"].name == "unheard-of"
