"""Which event a stance is held to be towards: each rule, and what it looks past."""

import pytest

from refoulement.graph.claim import Claim, EventClaim, StanceClaim
from refoulement.graph.towards import Tie, ties
from refoulement.tests.synthetic import article

SOURCE = article("word " * 400)
OFFICE = "https://example.org/office"


def stance(start: int) -> StanceClaim:
    return StanceClaim(passages=(SOURCE.passage(start, start + 4),), extractor="test", speaker=OFFICE, stance="denies")


def event(kind: str, start: int) -> EventClaim:
    return EventClaim(passages=(SOURCE.passage(start, start + 4),), extractor="test", event_type=kind)


@pytest.mark.parametrize(
    ("told", "at", "meant"),
    [
        ([("Repatriation", 500), ("Detention", 500)], 500, ("Repatriation", "sameWords")),
        ([("Detention", 500)], 600, ("Detention", "nextTo")),
        ([("Repatriation", 0), ("Detention", 1000)], 900, ("Detention", "nextTo")),
        ([("Repatriation", 0)], 900, ("Repatriation", "onlyReturn")),
        ([("Repatriation", 0), ("Rescue", 800)], 900, ("Repatriation", "onlyReturn")),
        ([("Repatriation", 0), ("Presence", 800)], 900, ("Repatriation", "onlyReturn")),
        ([("Presence", 800)], 900, ("Presence", "nextTo")),
        ([("Presence", 0)], 900, None),
    ],
)
def test_the_first_rule_that_decides(told: list[tuple[str, int]], at: int, meant: tuple[str, str] | None) -> None:
    claims: list[Claim] = [event(kind, start) for kind, start in told]
    about = {claim.iri: kind for claim, (kind, _) in zip(claims, told, strict=True)}
    said = stance(at)
    expected = [Tie(said.iri, *meant)] if meant else []
    assert ties([*claims, said], about=about, wholes={}) == expected
