"""Which event a stance is held to be towards: each rule, and what it looks past."""

import pytest

from refoulement.graph.claim import Claim, EventClaim, StanceClaim
from refoulement.graph.towards import Tie, ties
from refoulement.graph.when import When
from refoulement.tests.synthetic import article

SOURCE = article("word " * 400)
OFFICE = "https://example.org/office"


def stance(start: int, time: str | None = None) -> StanceClaim:
    return StanceClaim(
        passages=(SOURCE.passage(start, start + 4),),
        extractor="test",
        speaker=OFFICE,
        stance="denies",
        time_spoken_of=When(time) if time else None,
    )


def event(kind: str, start: int, time: str | None = None) -> EventClaim:
    when = When(time) if time else None
    return EventClaim(passages=(SOURCE.passage(start, start + 4),), extractor="test", event_type=kind, when=when)


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


@pytest.mark.parametrize(
    ("told", "at", "time", "meant"),
    [
        ([("Repatriation", 500, "2023-10-09")], 600, "2023-04", None),
        ([("Repatriation", 500, "2023-10-09")], 500, "2023-04", None),
        ([("Repatriation", 500, "2023-10-09")], 600, "2023-10", (0, "sameTime")),
        ([("Repatriation", 500, "2023-10-09"), ("Repatriation", 0, "2023-04-09")], 600, "2023-04", (1, "sameTime")),
        ([("Repatriation", 500, "2023-10"), ("Repatriation", 0, "2023-10-09")], 1500, "2023", None),
        ([("Repatriation", 500, "2023-10"), ("Detention", 0, "2023-04")], 50, "2023-04", (1, "nextTo")),
        ([("Repatriation", 500, None)], 600, "2023-04", (0, "nextTo")),
        ([("Repatriation", 500, None), ("Repatriation", 0, "2023-04")], 600, "2023-04", (1, "sameTime")),
    ],
)
def test_what_is_dated_at_another_time_is_not_meant(
    told: list[tuple[str, int, str | None]], at: int, time: str, meant: tuple[int, str] | None
) -> None:
    claims: list[Claim] = [event(kind, start, when) for kind, start, when in told]
    about = {claim.iri: str(number) for number, claim in enumerate(claims)}
    said = stance(at, time)
    expected = [Tie(said.iri, str(meant[0]), meant[1])] if meant else []
    assert ties([*claims, said], about=about, wholes={}) == expected
