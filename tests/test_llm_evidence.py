"""A model's quotations, numbers and times against the article's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.claim import Count
from refoulement.graph.when import When
from refoulement.loaders.extract.counts import numbers
from refoulement.loaders.llm.dropped import Reason
from refoulement.loaders.llm.quotation import Quotable
from refoulement.tests.model_answers import (
    SENT_BACK,
    TEXT,
    Row,
    article,
    claim,
    count,
    entity,
    event,
    refused,
    taken,
)


class TestWords:
    def test_the_passage_is_the_article_s_own_words(self) -> None:
        found = event(taken(claims=[claim(count=count(600, "at_most"), via=["Tumen"], claimant=["Alpha Watch"])]))
        (passage,) = found.passages
        assert passage.exact == "\u201cup to 600 people were sent back\u201d through Tumen on 9 October"
        assert TEXT[passage.start : passage.end] == passage.exact
        assert found.count == Count(bound="atMost", value=600)
        assert (len(found.via), len(found.claimants)) == (1, 1)

    @pytest.mark.parametrize(
        "words",
        [
            "up to 600 people were forced back",
            "Up to 600 people were sent back",
            "up to 600  people were sent back",
            "up to 600 people \u2026 through Tumen on 9 October",
            "up to 900 people were sent back",
            "p to 600 people were sent back",
            "up to 600 people were sent bac",
            "00 people were sent back",
            " ",
            "",
            "600",
            "on 9 October.\nAbout 2.6 million had fled.",
            TEXT * 20,
        ],
    )
    def test_words_that_do_not_stand_there_whole_are_dropped(self, words: str) -> None:
        refused(taken(claims=[claim(words, count=count(600, "at_most"))]), Reason.WORDS)

    @given(st.text(alphabet="ab1 \u2019'\u2013-", max_size=40), st.integers(0, 40), st.integers(1, 10))
    def test_what_is_found_is_what_was_quoted(self, text: str, start: int, length: int) -> None:
        quotable = Quotable(article(f"x{text}"))
        words = quotable.flat[start : start + length]
        for span in quotable.places(words):
            assert quotable.text(span) == words.strip()

    def test_in_a_script_without_blanks_a_word_may_end_anywhere(self) -> None:
        text = "김영호는 2023년 10월 9일 600명이 송환됐다고 말했다"
        words = "2023년 10월 9일 600명이 송환됐다"
        person = entity("김영호", "Person")
        told = claim(words, count=count(600), when="2023-10-09", claimant=[person["name"]])
        found = event(taken(article(text, language="ko"), entities=[person], claims=[told]))
        assert (found.count, found.when) == (Count(bound="exact", value=600), When("2023-10-09"))


class TestNumbers:
    @pytest.mark.parametrize(
        ("words", "given"),
        [
            ("1,600 others hid in Shenyang in 2022", count(1600)),
            ("a group of 30 to 40 among them", count(30, "range", value_to=40)),
            ("counted 12 deaths in Onsong Jail", count(12)),
            ("among them - and two died", count(2)),
            ("About 2.6 million had fled", count(2_600_000, "about")),
            ("45% of 300 detainees were women", count(45, unit="percent")),
            ("45.5% of 310 were women", count(45.5, unit="percent")),
            ("rights groups fear that hundreds more died", count(None, "about")),
        ],
    )
    def test_a_number_in_its_words_is_taken(self, words: str, given: Row) -> None:
        found = event(taken(claims=[claim(words, "death", count=given)]))
        assert found.count
        assert (found.count.value, found.count.value_to) == (given["value"], given["value_to"])

    @pytest.mark.parametrize(
        ("words", "given"),
        [
            (SENT_BACK, count(601, "at_most")),
            (SENT_BACK, count(60, "at_most")),
            (SENT_BACK, count(6, "at_most")),
            (SENT_BACK, count(9)),
            (SENT_BACK, count(1600)),
            ("600 others hid in Shenyang in 2022", count(600)),
            ("1,600 others hid in Shenyang in 2022", count(1)),
            ("1,600 others hid in Shenyang in 2022", count(600)),
            ("1,600 others hid in Shenyang in 2022", count(2022)),
            ("a group of 30 to 40 among them", count(30, "range", value_to=50)),
            ("million had fled, 1,600 others hid", count(2_600_000)),
            ("6 million had fled, 1,600 others hid", count(6_000_000)),
            ("About 2.6 million had fled", count(2, "about")),
            ("was sent back, the foreign ministry", count(1)),
        ],
    )
    def test_one_that_its_words_do_not_print_is_not(self, words: str, given: Row) -> None:
        refused(taken(claims=[claim(words, count=given)]), Reason.NUMBER)

    @pytest.mark.parametrize(
        ("words", "given"),
        [
            (SENT_BACK, count(600)),
            ('people were sent back" through Tumen on 9 October', count(None, "about")),
            ("600 people were sent back", count(600)),
            ("600 people were sent back", count(600, "at_least")),
            ("a group of 30 to 40 among them", count(40)),
            ("45% of 300 detainees were women", count(45)),
        ],
    )
    def test_the_words_around_a_number_bound_it(self, words: str, given: Row) -> None:
        extraction = taken(claims=[claim(words, count=given, via=["Tumen"])])
        if given["value"] is None:
            assert event(extraction).count == Count(bound="approximately")
        else:
            refused(extraction, Reason.BOUND)

    @given(st.integers(0, 10**7))
    def test_no_other_number_passes(self, value: int) -> None:
        extraction = taken(claims=[claim(count=count(value, "at_most"))])
        assert len(extraction.claims) == (value == 600)

    def test_digits_with_a_scale_that_is_not_read_are_no_number(self) -> None:
        text = "2만 명이 송환됐다고 했다"
        refused(taken(article(text), entities=[], claims=[claim(text, count=count(2))]), Reason.NUMBER)

    def test_every_number_printed_is_read_but_dates_and_fractions(self) -> None:
        text = "In 2022, 12 of 3.5 people, twenty-one and 30 to 40 on October 9."
        assert [sorted(values) for _, _, values in numbers(text)] == [[], [12], [], [21], [30, 40], []]


class TestTimes:
    @pytest.mark.parametrize(
        ("words", "when", "when_words"),
        [
            (SENT_BACK, "2023-10-09", None),
            (SENT_BACK, "2023-10-09~", "on 9 October"),
            (SENT_BACK, "2023-10", "9 October"),
            (SENT_BACK, "2023", "9 October"),
            ("1,600 others hid in Shenyang in 2022", "2022", "in 2022"),
            ("counted 12 deaths in Onsong Jail since 2019", "2019/..", None),
            ("45% of 300 detainees were women", "2023-03", "In March"),
        ],
    )
    def test_a_time_that_is_told(self, words: str, when: str, when_words: str | None) -> None:
        found = event(taken(claims=[claim(words, "death", when=when, when_words=when_words)]))
        assert found.when == When(when)
        assert [passage.exact for passage in found.context] == (["In March"] if when_words == "In March" else [])

    @pytest.mark.parametrize(
        ("words", "when", "when_words", "reason"),
        [
            (SENT_BACK, "2023-10-10", None, Reason.TIME),
            (SENT_BACK, "2022-10-09", None, Reason.TIME),
            (SENT_BACK, "2023-10-09", "through Tumen on", Reason.TIME),
            (SENT_BACK, "2023-10-09", "on 9 November", Reason.WORDS),
            ("1,600 others hid in Shenyang in 2022", "2022-05", "in 2022", Reason.TIME),
            ("1,600 others hid in Shenyang in 2022", "2021/2022", "in 2022", Reason.TIME),
            ("counted 12 deaths in Onsong Jail", "2019", "since 2019", Reason.TIME),
            (SENT_BACK, "9 October", None, Reason.VALUE),
            (SENT_BACK, "2023-13-45", None, Reason.VALUE),
            (SENT_BACK, "..", None, Reason.VALUE),
        ],
    )
    def test_one_that_is_not(self, words: str, when: str, when_words: str | None, reason: Reason) -> None:
        refused(taken(claims=[claim(words, "death", when=when, when_words=when_words)]), reason)

    def test_a_time_after_publication_is_impossible(self) -> None:
        text = "On 5 May 2030 some 20 people were sent back."
        told = claim(text, count=count(20, "about"), when="2030-05-05")
        refused(taken(article(text), entities=[], claims=[told]), Reason.VALUE)

    @pytest.mark.parametrize("when", ["2023-10-09", "2023-10", "2022-10-09", "2022-10", "2024-10-09", "2023-09-10"])
    def test_a_year_left_out_is_that_of_the_last_such_day(self, when: str) -> None:
        text = "10월 9일 탈북민 600명이 송환됐다고 말했다"
        extraction = taken(article(text), entities=[], claims=[claim(text, count=count(600), when=when)])
        if when in ("2023-10-09", "2023-10"):
            assert event(extraction).when == When(when)
        else:
            refused(extraction, Reason.TIME)

    def test_without_a_day_of_publication_a_year_has_to_be_printed(self) -> None:
        told = claim("1,600 others hid in Shenyang in 2022", when="2022")
        assert event(taken(article(published=None), claims=[told])).when == When("2022")
        refused(taken(article(published=None), claims=[claim(when="2023-10-09")]), Reason.TIME)
