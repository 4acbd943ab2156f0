"""A claim sheet: what it tells of an extraction, in which words, and what it has no place for."""

from dataclasses import replace
from decimal import Decimal

import pytest

from refoulement.graph import iri
from refoulement.graph.article import Article
from refoulement.graph.claim import Claim, Count, EventClaim, RoleClaim, StanceClaim
from refoulement.graph.entity import Entity, Name
from refoulement.graph.when import When
from refoulement.loaders.extract import Extraction
from refoulement.loaders.sheets import sheet


class TestSheet:
    ARTICLE = Article(id="one", text="Synthetic words", sha256="0" * 64, title="Synthetic")
    PRISON, PERSON, GROUP = (f"{iri.THINGS}{path}" for path in ("facility/p", "person/x", "organisation/g"))
    ENTITIES = (
        Entity(PRISON, "Prison", (Name("A Prison", "en", "preferred"), Name("A Pirson", "en", "hidden"))),
        Entity(PERSON, "Person", (Name("X", "en", "preferred"), Name("엑스", "ko"))),
        Entity(GROUP, "RightsGroup", (Name("Group", "en", "preferred"), Name("그룹", "ko", "preferred"))),
    )

    def of(self, *claims: Claim) -> dict[str, list[dict[str, object]]]:
        return sheet(Extraction(self.ARTICLE, self.ENTITIES, (), claims))  # type: ignore[return-value]

    def claim(self, **fields: object) -> EventClaim:
        known = {"passages": (self.ARTICLE.passage(0, 9),), "extractor": "plain 1", "event_type": "Detention"}
        return EventClaim(**(known | fields))  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("time", "told"), [("2009/..", "2009/.."), ("2021-05-05", "2021-05-05"), ("../2021-05-05", None)]
    )
    def test_a_time_without_a_beginning_has_no_place_in_a_sheet(self, time: str, told: str | None) -> None:
        [row] = self.of(self.claim(when=When(time)))["claims"]
        assert row.get("when") == told

    def test_entities_bear_the_types_of_sheets_and_no_misspellings(self) -> None:
        assert self.of()["entities"] == [
            {"name": "A Prison", "type": "DetentionFacility", "aliases": []},
            {"name": "X", "type": "Person", "aliases": ["엑스"]},
            {"name": "Group", "type": "Organisation", "aliases": ["그룹"]},
        ]

    @pytest.mark.parametrize(
        ("count", "row"),
        [
            (Count(bound="approximately"), {"value": None, "bound": "about", "unit": "person"}),
            (Count(bound="atLeast", value=3), {"value": 3, "bound": "at_least", "unit": "person"}),
            (Count(bound="moreThan", value=3), {"value": 3, "bound": "more_than", "unit": "person"}),
            (Count(bound="atMost", value=3), {"value": 3, "bound": "at_most", "unit": "person"}),
            (Count(bound="lessThan", value=3), {"value": 3, "bound": "less_than", "unit": "person"}),
            (
                Count(bound="range", value=3, value_to=4),
                {"value": 3, "value_to": 4, "bound": "range", "unit": "person"},
            ),
            (Count(bound="exact", value=70, unit="percent"), {"value": 70, "bound": "exact", "unit": "percent"}),
            (
                Count(bound="exact", value=Decimal("98.6"), unit="percent"),
                {"value": 98.6, "bound": "exact", "unit": "percent"},
            ),
        ],
    )
    def test_counts(self, count: Count, row: dict[str, object]) -> None:
        assert self.of(self.claim(count=count))["claims"][0]["count"] == row

    def test_slots_hold_names(self) -> None:
        (row,) = self.of(self.claim(held_at=(self.PRISON,), place=(self.PRISON,), claimants=(self.PERSON,)))["claims"]
        assert row == {
            "kind": "detention",
            "from": ["A Prison"],
            "via": [],
            "to": [],
            "place": ["A Prison"],
            "claimant": ["X"],
            "event": "",
        }

    def test_what_a_sheet_has_no_place_for_is_left_out(self) -> None:
        left_out = (self.claim(event_type="BorderClosure"), self.claim(modality="denied"))
        assert self.of(*left_out)["claims"] == []

    def test_the_publisher_is_called_as_the_source_of_the_sheet_calls_it(self) -> None:
        group = Entity(self.GROUP, "RightsGroup", (Name("Sample Group", "en", "preferred"), Name("SG")))
        issued = replace(self.ARTICLE, publisher="SG")
        stance = StanceClaim(
            passages=(issued.passage(0, 9),), extractor="plain 1", speaker=self.GROUP, stance="confirms"
        )
        row = sheet(Extraction(issued, (group,), (), (stance,)))
        assert (row["entities"], row["statements"]) == ([], [{"speaker": "SG", "stance": "confirms"}])

    def test_a_stance_is_told_once_a_speaker_and_a_role_without_organisation_has_an_empty_one(self) -> None:
        first, second = (self.ARTICLE.passage(*span) for span in ((0, 9), (10, 15)))
        stances = [
            StanceClaim(passages=(where,), extractor="plain 1", speaker=self.GROUP, stance="doesNotConfirm")
            for where in (first, second)
        ]
        roles = [
            RoleClaim(passages=(first,), extractor="plain 1", person=self.PERSON, role="official", organisation=group)
            for group in (None, self.GROUP)
        ]
        rows = self.of(*stances, *roles)
        assert rows["statements"] == [{"speaker": "Group", "stance": "does_not_confirm"}]
        assert rows["roles"] == [
            {"person": "X", "role": "official", "organisation": ""},
            {"person": "X", "role": "official", "organisation": "Group"},
        ]
