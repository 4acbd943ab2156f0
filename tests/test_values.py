"""What the values accept, refuse and mean."""

from datetime import date
from decimal import Decimal

import pytest
from edtf import parse_edtf
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from refoulement.graph.amount import Amount, amount
from refoulement.graph.article import Article, Passage
from refoulement.graph.claim import Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.entity import Entity, Name
from refoulement.graph.when import When

HASH = "0" * 64
ANNA, BORA = "https://example.org/anna", "https://example.org/bora"


def article(**fields: object) -> Article:
    known = {"id": "plain", "text": "Words 한글 and more", "sha256": HASH, "title": "Words"}
    return Article(**(known | fields))  # type: ignore[arg-type]


PASSAGE = article().passage(0, 5)


class TestWhen:
    @pytest.mark.parametrize(
        ("edtf", "earliest", "latest"),
        [
            ("2023-10-09", date(2023, 10, 9), date(2023, 10, 9)),
            ("2023-10", date(2023, 10, 1), date(2023, 10, 31)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("2023", date(2023, 1, 1), date(2023, 12, 31)),
            ("2021-34", date(2021, 4, 1), date(2021, 6, 30)),
            ("2023-10-09~", date(2023, 10, 9), date(2023, 10, 9)),
            ("202X", date(2020, 1, 1), date(2029, 12, 31)),
            ("2020/2023", date(2020, 1, 1), date(2023, 12, 31)),
            ("2023-10/..", date(2023, 10, 1), None),
            ("../2023-10", None, date(2023, 10, 31)),
        ],
    )
    def test_means_the_days_its_source_states(self, edtf: str, earliest: date | None, latest: date | None) -> None:
        when = When(edtf)
        assert (when.earliest, when.latest) == (earliest, latest)

    @pytest.mark.parametrize("words", ["yesterday", "", "2023-13", "2023-02-30", "9 October 2023", "..", "2023-1"])
    def test_refuses_what_is_not_edtf(self, words: str) -> None:
        with pytest.raises(ValueError, match=r"is not EDTF|is no time"):
            When(words)

    @given(
        st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]), st.sampled_from(["", "~"])
    )
    @settings(deadline=None)  # the parser is slow
    def test_plain_dates_mean_what_the_parser_says(self, day: date, form: str, approximate: str) -> None:
        edtf = day.strftime(form) + approximate
        parsed = parse_edtf(edtf)
        ends = [date(*getattr(parsed, side)()[:3]) for side in ("lower_strict", "upper_strict")]
        assert [When(edtf).earliest, When(edtf).latest] == ends

    @given(st.integers(1, 9999), st.integers(33, 36))
    def test_a_quarter_means_what_the_parser_says(self, year: int, quarter: int) -> None:
        edtf = f"{year:04}-{quarter}"
        parsed = parse_edtf(edtf)
        ends = [date(*getattr(parsed, side)()[:3]) for side in ("lower_strict", "upper_strict")]
        assert [When(edtf).earliest, When(edtf).latest] == ends

    @given(st.text(max_size=12) | st.from_regex(r"[YXZ?~%/.0-9u{},TE\-]{1,12}", fullmatch=True))
    def test_any_words_are_a_time_or_a_value_error(self, words: str) -> None:
        try:
            when = When(words)
        except ValueError:
            with pytest.raises(ValueError, match=r"is not EDTF|ends before it begins|is no time"):
                When(words)
        else:
            assert when.earliest or when.latest

    def test_refuses_an_interval_that_runs_backwards(self) -> None:
        with pytest.raises(ValueError, match="ends before it begins"):
            When("2023/2020")

    @given(st.dates(min_value=date(1900, 1, 1)))
    def test_a_day_means_itself(self, day: date) -> None:
        assert (When(day.isoformat()).earliest, When(day.isoformat()).latest) == (day, day)

    @given(st.dates(min_value=date(1900, 1, 1)), st.dates(min_value=date(1900, 1, 1)))
    def test_a_day_overlaps_an_interval_just_where_it_lies_in_it(self, day: date, first: date) -> None:
        assume(first.year < 9000)
        interval = When(f"{first}/{first.year + 5}")
        inside = first <= day <= date(first.year + 5, 12, 31)
        assert When(day.isoformat()).overlaps(interval) is interval.overlaps(When(day.isoformat())) is inside

    def test_an_open_end_overlaps_all_that_follows(self) -> None:
        assert When("2023/..").overlaps(When("2100"))
        assert not When("2023/..").overlaps(When("2022"))


class TestArticle:
    def test_a_passage_carries_its_words_by_code_points(self) -> None:
        assert article().passage(6, 8) == Passage("plain", 6, 8, "한글")

    @given(st.text(min_size=1).filter(str.strip), st.integers(0, 50), st.integers(1, 50))
    def test_a_passage_is_a_cut_of_the_text_or_refused(self, text: str, start: int, length: int) -> None:
        whole = article(text=text)
        if start + length <= len(text):
            assert whole.passage(start, start + length).exact == text[start : start + length]
        else:
            with pytest.raises(ValueError, match="leaves the text"):
                whole.passage(start, start + length)

    @pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
    def test_an_empty_or_backward_passage_does_not_exist(self, start: int, end: int) -> None:
        with pytest.raises(ValueError, match="empty or runs backwards"):
            Passage("plain", start, end, "x" * abs(end - start))

    def test_a_passage_carries_as_many_characters_as_its_offsets_say(self) -> None:
        with pytest.raises(ValueError, match="carries 2 characters"):
            Passage("plain", 0, 3, "ab")

    @pytest.mark.parametrize(
        ("fields", "complaint"),
        [
            ({"id": "Not an id"}, "lower-case letters"),
            ({"id": "../up"}, "lower-case letters"),
            ({"text": " \n"}, "has no text"),
            ({"sha256": "abc"}, "not a SHA-256"),
            ({"published": When("2023/..")}, "open end"),
        ],
    )
    def test_refuses(self, fields: dict[str, object], complaint: str) -> None:
        with pytest.raises(ValueError, match=complaint):
            article(**fields)


class TestCount:
    @pytest.mark.parametrize(
        ("count", "minimum", "maximum"),
        [
            (Count(bound="exact", value=180), 180, 180),
            (Count(bound="approximately", value=600), None, None),
            (Count(bound="approximately"), None, None),
            (Count(bound="atLeast", value=40), 40, None),
            (Count(bound="moreThan", value=600), 601, None),
            (Count(bound="atMost", value=600), None, 600),
            (Count(bound="lessThan", value=30), None, 29),
            (Count(bound="range", value=500, value_to=600), 500, 600),
            (Count(bound="moreThan", value=70, unit="percent"), 70, None),
            (Count(bound="lessThan", value=70, unit="percent"), None, 70),
            (Count(bound="atLeast", value=Decimal("98.6"), unit="percent"), Decimal("98.6"), None),
        ],
    )
    def test_means_what_its_bound_says(self, count: Count, minimum: Amount | None, maximum: Amount | None) -> None:
        assert (count.minimum, count.maximum) == (minimum, maximum)

    @pytest.mark.parametrize(
        ("fields", "complaint"),
        [
            ({"bound": "roughly", "value": 3}, "not one of rf:bounds"),
            ({"bound": "exact", "value": 3, "unit": "dogs"}, "not one of rf:units"),
            ({"bound": "exact", "value": 3, "nature": "tide"}, "not one of rf:natures"),
            ({"bound": "exact"}, "needs its number"),
            ({"bound": "exact", "value": -1}, "a count of -1"),
            ({"bound": "range", "value": 3}, "upper number"),
            ({"bound": "exact", "value": 3, "value_to": 4}, "upper number"),
            ({"bound": "range", "value": 3, "value_to": 3}, "runs backwards"),
            ({"bound": "lessThan", "value": 0}, "fewer than none"),
            ({"bound": "exact", "value": 101, "unit": "percent"}, "101 percent"),
            ({"bound": "exact", "value": Decimal("100.1"), "unit": "percent"}, "100.1 percent"),
            ({"bound": "exact", "value": Decimal("2.5")}, "2.5 people are no whole number"),
        ],
    )
    def test_refuses(self, fields: dict[str, object], complaint: str) -> None:
        with pytest.raises(ValueError, match=complaint):
            Count(**fields)  # type: ignore[arg-type]


class TestAmounts:
    @given(st.decimals(min_value=0, max_value=100, places=3))
    def test_a_number_is_what_its_digits_say(self, number: Decimal) -> None:
        found = amount(f"{number:f}")
        assert found == number
        assert isinstance(found, int) == (number == number.to_integral_value())
        assert amount(f"{found:f}") == found
        assert Count(bound="exact", value=number, unit="percent").value == found

    @pytest.mark.parametrize("text", ["", "1,204", "1e3", ".5", "5.", "NaN", "٣", "0x1", " 7"])
    def test_what_is_no_number_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="is no number"):
            amount(text)


class TestClaims:
    def test_a_claim_without_a_passage_does_not_exist(self) -> None:
        with pytest.raises(ValueError, match="without a passage"):
            RoleClaim(passages=(), extractor="test 1", person=ANNA, role="official")

    def test_passages_are_of_one_article_and_in_reading_order(self) -> None:
        first, second = article().passage(0, 5), article().passage(6, 8)
        claim = RoleClaim(passages=(second, first, second), extractor="test 1", person=ANNA, role="official")
        assert claim.passages == (first, second)
        with pytest.raises(ValueError, match="passages of one article"):
            RoleClaim(passages=(first, Passage("other", 0, 1, "x")), extractor="test 1", person=ANNA, role="official")

    @pytest.mark.parametrize(
        ("fields", "complaint"),
        [
            ({"event_type": "Festival"}, "not a kind of event"),
            ({"event_type": "Event"}, "not a kind of event"),
            ({"event_type": "Arrival", "modality": "sung"}, "not one of rf:modalities"),
            ({"event_type": "Arrival", "confidence": 1.5}, "not between 0 and 1"),
            ({"event_type": "Arrival", "extractor": ""}, "names what extracted it"),
        ],
    )
    def test_an_event_claim_refuses(self, fields: dict[str, object], complaint: str) -> None:
        with pytest.raises(ValueError, match=complaint):
            EventClaim(**({"passages": (PASSAGE,), "extractor": "test 1"} | fields))  # type: ignore[arg-type]

    def test_a_stance_refuses_what_is_on_no_list(self) -> None:
        for fields, scheme in (
            ({"stance": "sings"}, "stances"),
            ({"stance": "warns", "harms": ("rain",)}, "harms"),
            ({"stance": "warns", "invokes": ("luck",)}, "instruments"),
        ):
            with pytest.raises(ValueError, match=f"not one of rf:{scheme}"):
                StanceClaim(passages=(PASSAGE,), extractor="test 1", speaker=ANNA, **fields)

    def test_a_role_has_a_word_and_a_tie_two_persons(self) -> None:
        with pytest.raises(ValueError, match="without a word"):
            RoleClaim(passages=(PASSAGE,), extractor="test 1", person=ANNA, role=" ")
        with pytest.raises(ValueError, match="two persons"):
            TieClaim(passages=(PASSAGE,), extractor="test 1", person=ANNA, tie="sisterOf", relative=ANNA)

    def test_the_same_said_in_the_same_place_is_the_same_claim_whatever_found_it(self) -> None:
        def claim(*claimants: str, extractor: str = "test 1", value: int = 3) -> EventClaim:
            count = Count(bound="exact", value=value)
            return EventClaim(
                passages=(PASSAGE,), extractor=extractor, event_type="Rescue", count=count, claimants=claimants
            )

        assert claim(ANNA, BORA).iri == claim(BORA, ANNA, BORA, extractor="test 2").iri
        assert len({claim().iri, claim(ANNA).iri, claim(ANNA, value=4).iri}) == 3


class TestEntity:
    def test_the_english_preferred_name_is_the_name(self) -> None:
        names = (Name("서울", "ko-Hang", "preferred"), Name("Seoul", "en", "preferred"), Name("Soul", "en", "hidden"))
        assert Entity(ANNA, "Settlement", names).name == "Seoul"
        assert Entity(ANNA, "Settlement", names[:1]).name == "서울"

    def test_refuses_no_name_and_no_kind(self) -> None:
        with pytest.raises(ValueError, match="no preferred name"):
            Entity(ANNA, "Person", (Name("Anna"),))
        with pytest.raises(ValueError, match="neither an actor nor a place"):
            Entity(ANNA, "Claim", (Name("Anna", "en", "preferred"),))
        with pytest.raises(ValueError, match="without a letter"):
            Name(" ")
