"""Scoring: when names and times are the same, what one sheet is worth beside another, and that the tool agrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.loaders.evaluate import gold
from refoulement.loaders.evaluate.gold import Sheet
from refoulement.loaders.evaluate.sameness import Names, fold, span
from refoulement.loaders.evaluate.scoring import Miss, Tally, score
from refoulement.loaders.sheets import UNITS, bounds
from refoulement.tests.annotated import Stated, claim, needs_tool, sheet, tool_score


class TestSameness:
    @pytest.mark.parametrize(
        ("name", "form"),
        [
            ("Kím  Yung-ho", "kim yung ho"),
            ("Women's Rescue Center & Co.", "women rescue centre and co"),
            ("Organization of the South", "organisation of the south"),
            ("탈북", "탈북"),
            ("!!!", ""),
        ],
    )
    def test_a_name_is_folded(self, name: str, form: str) -> None:
        assert fold(name) == form

    def test_names_mean_one_thing_by_the_aliases_of_either_side(self) -> None:
        names = Names.of([["Transitional Justice Working Group", "TJWG"]], [["Ministry of Unification", "MOU"]])
        assert names.same("tjwg", "Transitional Justice Working Group")
        assert names.same("MOU", "Ministry of Unification")
        assert not names.same("MOU", "TJWG")

    def test_places_are_alike_without_the_words_for_their_kind(self) -> None:
        names = Names.of([], [])
        assert names.alike("Tumen prison", "the Tumen detention centre")
        assert names.alike("Onsong", "Onsong border crossing")
        assert names.alike("Tumen", "Tumen Namyang crossing")
        assert not names.alike("North Hamgyong", "South Hamgyong")
        assert not names.alike("the prison", "the crossing")

    @pytest.mark.parametrize(
        ("edtf", "first", "last"),
        [
            ("2023-10-09~", (2023, 10, 9), (2023, 10, 9)),
            ("2023-10", (2023, 10, 1), (2023, 10, 31)),
            ("2023", (2023, 1, 1), (2023, 12, 31)),
            ("2021-34", (2021, 4, 1), (2021, 6, 31)),
            ("2021-22", (2021, 1, 1), (2021, 12, 31)),
            ("2020/2023-05", (2020, 1, 1), (2023, 5, 31)),
            ("202X-XX", (2020, 1, 1), (2020, 12, 31)),
            ("2020/", (2020, 1, 1), (9999, 99, 99)),
            ("/2020", (0, 0, 0), (2020, 12, 31)),
        ],
    )
    def test_a_time_is_the_days_it_reaches(self, edtf: str, first: object, last: object) -> None:
        found = span(edtf)
        assert found
        assert (found.first, found.last) == (first, last)

    @pytest.mark.parametrize("edtf", ["2018/..", "../2018", "2018-05~/..", "2018-05-XX", "2018-05-1X/2018-06"])
    def test_an_open_end_or_an_unspecified_day_is_not_compared(self, edtf: str) -> None:
        assert span(edtf) is None

    @pytest.mark.parametrize(
        "edtf", ["..", "../..", "/", "soon", "2023-13", "2023-10-9", "2018/2019/2020", "[2018,2019]", "x/2018"]
    )
    def test_what_is_no_time_is_refused(self, edtf: str) -> None:
        with pytest.raises(ValueError, match=r"is no time$"):
            span(edtf)

    def test_a_time_that_runs_backwards_is_refused(self) -> None:
        with pytest.raises(ValueError, match="'2020/2018' ends before it begins"):
            span("2020/2018")


class TestScore:
    def test_shares_of_nothing_are_0(self) -> None:
        assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)
        assert score(Sheet(), Sheet()).misses == ()

    def test_the_number_tells_claims_apart_and_the_closest_are_paired(self) -> None:
        count = {"value": 600, "bound": "exact"}
        wanted = sheet(claims=[claim(count=count, when="2023"), claim(count=count, when="2021")])
        found = sheet(claims=[claim(count=count, when="2021"), claim("death", count=count), claim(count={"value": 6})])
        scored = score(wanted, found)
        assert scored.measures["claims"] == Tally(1, 2, 3)
        assert scored.slots["when"] == Tally(1, 2, 1)
        assert scored.slots["bound"] == Tally(1, 2, 2)
        assert scored.kinds == {"repatriation": Tally(1, 2, 2), "death": Tally(0, 0, 1)}
        assert scored.misses == (
            Miss("claims", "missed", "repatriation; exact 600; 2023"),
            Miss("claims", "extra", "death; exact 600"),
            Miss("claims", "extra", "repatriation; 6"),
        )

    def test_without_a_number_some_slot_has_to_be_the_same(self) -> None:
        wanted = sheet(claims=[claim("detention", place=["Tumen"])])
        assert score(wanted, sheet(claims=[claim("detention", place=["Tumen prison"])])).measures["claims"].right == 1
        assert score(wanted, sheet(claims=[claim("detention", place=["Hunchun"])])).measures["claims"].right == 0
        assert score(wanted, sheet(claims=[claim("detention")])).measures["claims"].right == 0

    @pytest.mark.parametrize(
        ("wanted", "answer", "right"),
        [
            ("2023-10-09", "2023-10", 1),
            ("2023-10-09", "2023", 0),  # much wider
            ("2023-10", "2023-11", 0),
            ("2023", "2023-10-09", 1),
            ("2018/..", "2018/..", 0),
            ("../2018", "2017", 0),
            ("2017", "../2018", 0),
        ],
    )
    def test_a_time_is_right_that_overlaps_and_is_not_much_wider(self, wanted: str, answer: str, right: int) -> None:
        count = {"value": 5, "bound": "exact"}
        scored = score(sheet(claims=[claim(count=count, when=wanted)]), sheet(claims=[claim(count=count, when=answer)]))
        assert scored.slots["when"] == Tally(right, 1, 1)

    def test_each_way_to_miss_a_slot_is_told(self) -> None:
        count = {"value": 5, "bound": "exact"}
        wanted = sheet(claims=[claim(count=count, via=["Onsong"], to=["North Korea"])])
        found = sheet(claims=[claim(count=count | {"bound": "about"}, to=["China"], place=["Tumen"])])
        shown = "repatriation; exact 5; via Onsong; to North Korea: "
        assert score(wanted, found).misses == (
            Miss("slots", "wrong", f"{shown}bound about instead of exact"),
            Miss("slots", "missed", f"{shown}via Onsong"),
            Miss("slots", "wrong", f"{shown}to China instead of North Korea"),
            Miss("slots", "extra", f"{shown}place Tumen"),
        )

    def test_statements_by_stance_and_roles_by_half_their_words(self) -> None:
        wanted = sheet(
            statements=[{"speaker": "Government of China", "stance": "denies"}],
            roles=[
                {"person": "Kim Yung-ho", "role": "Unification Minister", "organisation": "Ministry of Unification"}
            ],
        )
        found = sheet(
            statements=[{"speaker": "Government of China", "stance": "urges"}],
            roles=[{"person": "Kim Yung Ho", "role": "minister", "organisation": "ministry of unification"}],
        )
        scored = score(wanted, found)
        assert scored.stances == {"denies": Tally(0, 1, 0), "urges": Tally(0, 0, 1)}
        assert scored.measures["roles"] == Tally(1, 1, 1)
        assert score(wanted, sheet(roles=[{"person": "Kim Yung-ho", "role": "minister"}])).measures["roles"].right == 0


NAMED = st.sampled_from(
    (
        "Onsong|Onsong crossing|Tumen–Namyang crossing|the Tumen|Tumen prison|Tumen Detention Center|Prison|"
        "Ministry of Unification|MOU|mou|Kim Yung-ho|Kím Yung ho|Kim|People’s Aid & Co|People's Aid and Co|"
        "Organization North|Organisation north|탈북 단체|탈북|!!!|South Hamgyong|North Hamgyong Province"
    ).split("|")
)
SOME = st.lists(NAMED, max_size=2)
TIMES = st.sampled_from(
    "2023-10-09 2023-10-09~ 2023-10 2023-11 2023 2023-33 2023-36 2023-21 2023-09/2023-10 2021/2023 "
    "2023-10-09/2023-10-11 2023/ /2023 2018/.. 2023-10/.. 2023-XX 202X 2023?".split()
)
COUNTS = st.fixed_dictionaries(
    {"value": st.sampled_from([None, 3, 300])},
    optional={"bound": st.sampled_from(sorted(bounds())), "unit": st.sampled_from(sorted(UNITS.values()))},
)
CLAIMS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["repatriation", "detention"])},
    optional={"count": COUNTS, "when": TIMES, "claimant": SOME, "event": st.just("")}
    | dict.fromkeys(gold.PLACES, SOME),
)
SHEETS = st.fixed_dictionaries(
    {},
    optional={
        "entities": st.lists(
            st.fixed_dictionaries(
                {"name": NAMED, "type": st.sampled_from(["BorderCrossing", "Settlement", "Person"])},
                optional={"aliases": SOME},
            ),
            max_size=4,
        ),
        "claims": st.lists(CLAIMS, max_size=5),
        "statements": st.lists(
            st.fixed_dictionaries({"speaker": NAMED, "stance": st.sampled_from(["denies", "urges"])}), max_size=4
        ),
        "roles": st.lists(
            st.fixed_dictionaries(
                {
                    "person": NAMED,
                    "role": st.sampled_from(["Minister", "Unification Minister", "head of the team", ""]),
                },
                optional={"organisation": st.one_of(st.just(""), NAMED)},
            ),
            max_size=4,
        ),
    },
)


@needs_tool
@given(wanted=SHEETS, found=SHEETS)
def test_the_scoring_tool_gives_the_same_figures(wanted: Stated, found: Stated) -> None:
    empty: Stated = {section: [] for section in gold.FIELDS}
    tallies, _ = tool_score()(empty | wanted, empty | found)
    scored = score(sheet(**wanted), sheet(**found))
    assert {name: (tally.right, tally.gold, tally.found) for name, tally in scored.measures.items()} == tallies


@given(wanted=SHEETS, found=SHEETS)
def test_parts_make_up_the_whole_and_every_row_is_right_or_told(wanted: Stated, found: Stated) -> None:
    scored = score(sheet(**wanted), sheet(**found))
    parts = {"claims": scored.kinds, "statements": scored.stances, "slots": scored.slots}
    assert all(sum(tallies.values(), Tally()) == scored.measures[name] for name, tallies in parts.items())
    for name in ("entities", "claims", "statements", "roles"):
        tally = scored.measures[name]
        sides = [miss.side for miss in scored.misses if miss.measure == name]
        assert (sides.count("missed"), sides.count("extra")) == (tally.gold - tally.right, tally.found - tally.right)
