"""What came between entities bridges what went, or does not; and which kinds no merge can part."""

from refoulement.graph.bridges import bridged, never_parted


def pairs(*told: str) -> list[frozenset[str]]:
    return [frozenset(one) for one in told]


def test_a_new_leader_bridges_what_held_others_to_the_old_one() -> None:
    kept, torn = bridged(gone=pairs("ob", "oc"), come=pairs("no", "nb", "nc", "xy"))
    assert kept == {frozenset("nobc"), frozenset("xy")}
    assert torn == set()


def test_what_came_and_leaves_one_out_that_was_tied_bridges_nothing() -> None:
    kept, torn = bridged(gone=pairs("ob", "oc"), come=pairs("no", "nb"))
    assert kept == set()
    assert torn == {frozenset("nobc")}


def test_persons_and_bodies_are_of_kinds_that_all_go_together_and_places_are_not() -> None:
    assert all(map(never_parted, ("Person", "Organisation", "RightsGroup")))
    assert not any(map(never_parted, ("Place", "Settlement", "PrisonCamp")))
