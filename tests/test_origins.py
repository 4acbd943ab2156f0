"""Whom a claim comes from, rule by rule, and what may be said of how many there are."""

from collections.abc import Iterable

import pytest

from refoulement.graph import iri
from refoulement.graph.origins import Origin, Setting, Standing, Stated, standing, trace

GROUP, OTHER, PERSON, WIRE, PAPER = (
    f"{iri.THINGS}{path}" for path in ("o/group", "o/other", "p/x", "o/wire", "o/paper")
)


def claim(
    source: str, *claimants: str, value: int | None = 60, words: str | None = None, denied: bool = False
) -> Stated:
    return Stated(
        iri=f"{iri.THINGS}claim/{source}-{'-'.join(claimants)}-{value}-{words}",
        article=source,
        count=frozenset({("value", str(value))} if value else ()),
        claimants=claimants,
        attribution=words,
        denied=denied,
    )


def setting(
    outlets: dict[str, str] | None = None,
    *,
    copied: dict[str, str] | None = None,
    bodies: dict[tuple[str, str], str] | None = None,
    same: dict[str, str] | None = None,
) -> Setting:
    return Setting(
        outlets=outlets or {},
        media={"the wire": WIRE, "the paper": PAPER},
        bodies=bodies or {},
        copied=copied or {},
        same=same or {},
        passers=frozenset({WIRE, PAPER}),
    )


def found(claims: Iterable[Stated], around: Setting) -> list[dict[str, str]]:
    claims = list(claims)
    traced = trace(claims, around)
    return [{origin.value: rule for origin, rule in traced.get(one.iri, {}).items()} for one in claims]


@pytest.mark.parametrize(
    ("claims", "around", "expected"),
    [
        ([claim("a", GROUP)], setting(), [{GROUP: "quotedClaimant"}]),
        ([claim("a", GROUP, OTHER)], setting(), [{GROUP: "quotedClaimant", OTHER: "quotedClaimant"}]),
        ([claim("a", GROUP, WIRE)], setting(), [{GROUP: "quotedClaimant"}]),
        ([claim("a", PERSON)], setting(bodies={("a", PERSON): GROUP}), [{GROUP: "speakerOfBody"}]),
        ([claim("a", PERSON)], setting(bodies={("b", PERSON): GROUP}), [{PERSON: "quotedClaimant"}]),
        ([claim("a", OTHER)], setting(same={OTHER: GROUP}), [{GROUP: "quotedClaimant"}]),
        ([claim("a", words="Rights  groups")], setting(), [{"rights groups": "unnamedSource"}]),
        ([claim("a")], setting({"a": "The Paper"}), [{PAPER: "outletAlone"}]),
        ([claim("a")], setting({"a": "Gazette"}), [{"Gazette": "outletAlone"}]),
        ([claim("a", GROUP), claim("a")], setting(), [{GROUP: "quotedClaimant"}, {GROUP: "restatedInArticle"}]),
        (
            [claim("a", GROUP), claim("a", value=7)],
            setting({"a": "G"}),
            [{GROUP: "quotedClaimant"}, {"G": "outletAlone"}],
        ),
        (
            [claim("a", GROUP), claim("a", value=None)],
            setting(),
            [{GROUP: "quotedClaimant"}, {GROUP: "restatedInArticle"}],
        ),
        ([claim("a", GROUP), claim("b")], setting({"b": "B"}), [{GROUP: "quotedClaimant"}, {"B": "outletAlone"}]),
        (
            [claim("a", GROUP), claim("b")],
            setting(copied={"b": "a"}),
            [{GROUP: "quotedClaimant"}, {GROUP: "restatedInArticle"}],
        ),
        (
            [claim("a", WIRE), claim("b", GROUP)],
            setting({"b": "The Wire"}),
            [{GROUP: "outletQuoted"}, {GROUP: "quotedClaimant"}],
        ),
        (
            [claim("a", WIRE, value=61), claim("b", GROUP)],
            setting({"b": "The Wire"}),
            [{WIRE: "quotedClaimant"}, {GROUP: "quotedClaimant"}],
        ),
        (
            [claim("a", WIRE), claim("b", PAPER)],
            setting({"a": "The Paper", "b": "The Wire"}),
            [{PAPER: "outletQuoted"}, {PAPER: "quotedClaimant"}],
        ),
        ([claim("a", GROUP, denied=True)], setting(), [{}]),
    ],
)
def test_a_claim_is_followed_to_whom_it_comes_from(
    claims: list[Stated], around: Setting, expected: list[dict[str, str]]
) -> None:
    assert found(claims, around) == expected
    assert found(reversed(claims), around) == expected[::-1]


def test_copies_of_one_unsigned_report_are_one_origin() -> None:
    claims = [claim("a"), claim("b"), claim("c", words="activists"), claim("d", words="activists")]
    around = setting({"a": "G", "b": "H", "c": "G", "d": "H"}, copied={"b": "a", "d": "c"})
    traced = trace(claims, around)
    assert standing(claims, traced, around) == Standing(articles=2, copies=2, named=1, unnamed=1)


def test_nine_articles_that_repeat_two_groups_have_two_origins() -> None:
    claims = [claim(name, GROUP if name < "f" else OTHER, value=60 + ord(name)) for name in "abcdefghi"]
    around = setting()
    line = standing(claims, trace(claims, around), around).line
    assert line == "9 articles, 2 origins; independence not established"


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((1, 0, 1, 0), "1 article, 1 origin"),
        ((9, 0, 1, 0), "9 articles, 1 origin"),
        ((4, 1, 2, 2), "4 articles and 1 copy, 2 origins and 2 unnamed origins; independence not established"),
        ((1, 2, 0, 1), "1 article and 2 copies, 1 unnamed origin"),
    ],
)
def test_the_line_never_says_confirmed(counts: tuple[int, int, int, int], line: str) -> None:
    articles, copies, named, unnamed = counts
    assert Standing(articles=articles, copies=copies, named=named, unnamed=unnamed).line == line


def test_an_origin_is_named_by_event_and_value() -> None:
    assert Origin("actor", GROUP).iri("e") == Origin("actor", GROUP).iri("e") != Origin("actor", GROUP).iri("f")
