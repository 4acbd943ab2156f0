"""What is claimed, by whom, when and where; and what must not become a claim."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refoulement.graph.claim import RoleClaim, TieClaim
from refoulement.loaders.extract import extract
from refoulement.loaders.sheets import sheet
from refoulement.loaders.text import articles
from refoulement.tests.synthetic import article, events, extraction, figures, names, stances

SHARED = Path(__file__).resolve().parents[2] / "shared"


def test_a_figure_with_its_bound_time_way_and_source() -> None:
    taken = extraction(
        "More than 37 North Koreans were deported from China through Dandong on Monday, according to the TJWG."
    )
    (claim,) = events(taken)
    called = names(taken)
    assert claim.event_type == "Repatriation"
    assert claim.count is not None
    assert (claim.count.bound, claim.count.value, claim.count.minimum, claim.count.maximum) == (
        "moreThan",
        37,
        38,
        None,
    )
    assert claim.when is not None
    assert claim.when.edtf == "2024-05-13"
    assert [called[place] for place in claim.held_at] == ["China"]
    assert [called[place] for place in claim.via] == ["Dandong"]
    assert [called[place] for place in claim.destination] == ["North Korea"]
    assert [called[actor] for actor in claim.claimants] == ["Transitional Justice Working Group"]


def test_two_numbers_in_a_sentence_keep_their_own_crossings_and_times() -> None:
    taken = extraction(
        "The TJWG said over 37 people were repatriated at the Onsong crossing on 9 May, while 18 went over at the "
        "Dandong crossing around the same time."
    )
    called = names(taken)
    told = [
        (c.count.value if c.count else None, [called[v] for v in c.via], c.when.edtf if c.when else None)
        for c in events(taken)
    ]
    assert told == [(37, ["Tumen–Namyang crossing"], "2024-05-09"), (18, ["Dandong–Sinuiju crossing"], "2024-05-09~")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 37 North Koreans are detained in China, the group said.", ("Detention", "approximately", 37)),
        ("At least 37 North Koreans arrived in South Korea in 2020.", ("Arrival", "atLeast", 37)),
        ("About 3,700 North Koreans are believed to be living in China.", ("Presence", "approximately", 3700)),
        ("The group helped 37 refugees escape from China last year.", ("Rescue", "exact", 37)),
        ("Up to 37 returnees were executed in 2013, the group said.", ("Death", "atMost", 37)),
        ("Some 37 North Koreans may have been repatriated on Monday.", ("Repatriation", "approximately", 37)),
        ("It put the number of deportees at around 37 that week.", ("Repatriation", "approximately", 37)),
        ("Police arrested 37 North Koreans hiding in Shenyang in March.", ("Detention", "exact", 37)),
    ],
)
def test_each_kind_of_event_has_its_words(text: str, expected: tuple[str, str, int]) -> None:
    assert figures(extraction(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Some 37 North Koreans could be sent back to North Korea, the group said.",
        "The group urged China not to repatriate 37 North Koreans.",
        "The group fears the deportation of 37 North Koreans from China.",
        "If 37 North Koreans are deported, the group will protest.",
        "The 37 North Koreans were not repatriated, the ministry said.",
        "China regularly deports North Koreans to North Korea, the group said.",
        "Some 37 people held a rally in Seoul on Monday, the group said.",
        "Trade through Dandong rose by 37 percent in March, customs said.",
        "A storm killed 37 people in Shenyang on Monday, state media said.",
        "Some 37 passengers arrived in Seoul on Monday, the airline said.",
    ],
)
def test_what_did_not_happen_is_no_claim(text: str) -> None:
    assert figures(extraction(text)) == []


def test_a_deed_without_a_number_is_the_one_told_and_not_the_one_that_tells_of_whom() -> None:
    taken = extraction(
        "The TJWG said that people held in Dandong were repatriated on 9 May. Refugees are held elsewhere too."
    )
    (claim,) = events(taken)
    assert (claim.event_type, claim.count, claim.when and claim.when.edtf) == ("Repatriation", None, "2024-05-09")
    assert [names(taken)[place] for place in claim.held_at] == ["Dandong"]


def test_the_day_of_the_telling_is_not_the_day_of_the_deed() -> None:
    (claim,) = events(extraction("The TJWG said on Monday that 37 North Koreans had been deported from China."))
    assert claim.when is None
    (claim,) = events(extraction("On Monday, a group said 37 North Koreans had been deported from China."))
    assert claim.when is None


def test_a_later_sentence_goes_on_from_the_one_before() -> None:
    taken = extraction(
        "Only 37 North Korean defectors arrived in South Korea in 2021, according to the Unification Ministry. "
        "This is down from over 200 in 2020 and almost 1,000 in 2009. Few refugees can leave."
    )
    called = names(taken)
    told = {
        (claim.count.bound, claim.count.value, claim.when.edtf) for claim in events(taken) if claim.count and claim.when
    }
    assert told == {("exact", 37, "2021"), ("moreThan", 200, "2020"), ("lessThan", 1000, "2009")}
    assert {called[actor] for claim in events(taken) for actor in claim.claimants} == {"Ministry of Unification"}


def test_a_figure_told_twice_by_one_source_is_one_claim_on_two_passages() -> None:
    taken = extraction(
        "Activists say up to 37 North Koreans were deported from China in April.\n\n"
        "Up to 37 people were sent back to North Korea in April, the Transitional Justice Working Group (TJWG) said."
    )
    (claim,) = events(taken)
    assert [names(taken)[actor] for actor in claim.claimants] == ["Transitional Justice Working Group"]
    assert len(claim.passages) == 2


def test_the_same_figure_of_another_source_is_another_claim() -> None:
    taken = extraction(
        "Around 37 North Koreans were deported from China in April, according to several rights groups.\n\n"
        "One Korea Network also said the number of deportees was around 37."
    )
    assert len(events(taken)) == 2


def test_a_return_without_its_time_rests_on_the_sentence_that_dates_it() -> None:
    taken = extraction(
        "The TJWG said hundreds of North Koreans were deported from China on 9 May.\n\n"
        "Up to 18 people were repatriated through Dandong, the One Korea Network said."
    )
    claim = next(claim for claim in events(taken) if claim.count and claim.count.value == 18)
    assert claim.when is not None
    assert claim.when.edtf == "2024-05"  # the month, no nearer
    assert [passage.exact for passage in claim.context] == [
        "The TJWG said hundreds of North Koreans were deported from China on 9 May."
    ]
    assert claim.confidence < 0.8


def test_a_time_in_another_clause_does_not_date_a_number() -> None:
    (claim,) = events(
        extraction("The group has rescued more than 37 refugees, but it has helped only five times since 2020.")
    )
    assert claim.when is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China’s foreign ministry denied that there were any defectors.",
            {("Ministry of Foreign Affairs of China", "denies")},
        ),
        (
            "The report of the return was not confirmed by the Unification Ministry.",
            {("Ministry of Unification", "doesNotConfirm")},
        ),
        (
            "Seoul’s justice ministry and foreign ministry did not comment on the returns.",
            {
                ("Ministry of Justice of South Korea", "noComment"),
                ("Ministry of Foreign Affairs of South Korea", "noComment"),
            },
        ),
        (
            "South Korean authorities are still seeking to verify the deportation.",
            {("Government of South Korea", "verifying")},
        ),
        ("Seoul has urged Beijing to stop the repatriation of refugees.", {("Government of South Korea", "urges")}),
        (
            "Japan filed a complaint with China about the return of refugees.",
            {("Government of Japan", "condemns")},
        ),
        ("Human Rights Watch warned that refugees may face torture.", {("Human Rights Watch", "warns")}),
        (
            "“We condemn this deportation,” said Testa Example, a researcher at Human Rights Watch.",
            {("Testa Example", "condemns")},
        ),
    ],
)
def test_a_stance_and_who_takes_it(text: str, expected: set[tuple[str, str]]) -> None:
    assert stances(extraction(text)) == expected


def test_harms_warned_of_are_named() -> None:
    taken = extraction("Human Rights Watch warned that refugees may face torture, forced abortion and execution.")
    (claim,) = [claim for claim in taken.claims if hasattr(claim, "harms")]
    assert claim.harms == ("execution", "forcedAbortion", "torture")


@pytest.mark.parametrize(
    "text", ["Activists urged Beijing to stop repatriating refugees.", "The trade ministry denied the tariff report."]
)
def test_an_unnamed_speaker_or_another_matter_is_no_stance(text: str) -> None:
    assert stances(extraction(text)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Unification Minister Kim Sam-pul read out a list.",
            ("Kim Sam-pul", "Unification Minister", "Ministry of Unification"),
        ),
        (
            "It was read by Democratic Party Rep. Kim Sam-pul on that day.",
            ("Kim Sam-pul", "Rep.", "Democratic Party of Korea"),
        ),
        (
            "It was a list, said Testa Example, a researcher at Human Rights Watch.",
            ("Testa Example", "researcher", "Human Rights Watch"),
        ),
        ("Pastor Kim Sam-pul read out a list of places.", ("Kim Sam-pul", "Pastor", None)),
    ],
)
def test_a_role_and_where(text: str, expected: tuple[str, str, str | None]) -> None:
    taken = extraction(text)
    roles = [claim for claim in taken.claims if isinstance(claim, RoleClaim)]
    called = names(taken)
    assert [(called[r.person], r.role, called.get(r.organisation or "")) for r in roles] == [expected]


def test_a_family_tie() -> None:
    taken = extraction("It was a list, said Kim Sam-pul, the sister of Kim Tes-ta, on that day.")
    (tie,) = [claim for claim in taken.claims if isinstance(claim, TieClaim)]
    assert (names(taken)[tie.person], tie.tie, names(taken)[tie.relative]) == ("Kim Sam-pul", "sisterOf", "Kim Tes-ta")


WORDS = [
    "China", "deported", "37", "North Koreans", "said", "the TJWG", ",", "on Monday", "through Dandong", ".", "“", "”",
    "Kim Sam-pul", "in", "who", "\n\n", "and",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_any_words_are_read_and_every_passage_is_exact(words: list[str]) -> None:
    text = "X " + " ".join(words)
    taken = extract(article(text))
    for claim in taken.claims:
        for passage in claim.passages:
            assert text[passage.start : passage.end] == passage.exact
    assert taken == extract(article(text))


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_any_text_is_read(text: str) -> None:
    taken = extract(article(text))
    assert all(text[p.start : p.end] == p.exact for claim in taken.claims for p in claim.passages)


@pytest.mark.parametrize(
    "text",
    [
        "Plus de 37 réfugiés nord-coréens ont été renvoyés par la Chine lundi, selon une organisation.",
        "중국이 지난 9일 탈북민 37명을 강제 북송했다고 한 단체가 밝혔다.",
        "37",
        "\u202e37\u202c \U0001f600 \x01\x02",
        "North Koreans sent back by China",
    ],
)
def test_what_is_not_understood_makes_no_claim(text: str) -> None:
    assert extraction(text).claims == ()


@pytest.mark.corpus
def test_the_five_articles_score_at_least_what_is_asked(tmp_path: Path) -> None:
    if not (SHARED / "gold").is_dir():
        pytest.skip("the five source articles are not beside this checkout (../shared)")
    for path in sorted((SHARED / "corpus").glob("*.txt")):
        for captured in articles(path):
            taken = extract(captured.article)
            (tmp_path / f"{taken.article.id}.json").write_text(json.dumps(sheet(taken)))
    scored = subprocess.run(
        [sys.executable, SHARED / "tools" / "score_sheets.py", SHARED / "gold", tmp_path, "--json"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert json.loads(scored.stdout)["overall"] >= 0.9
