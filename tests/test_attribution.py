"""Whose word a claim is on: the source of each sentence, and by what rule it was found."""

from dataclasses import replace

import pytest

from refoulement.loaders.explanation import lines
from refoulement.loaders.extract import extract
from refoulement.tests.synthetic import article, events, extraction, names

HRW, AMNESTY = "Human Rights Watch", "Amnesty International"
UNIFICATION = "Ministry of Unification"
SENT_BACK = "37 North Koreans were deported from China through Dandong in May"


def claimants(text: str) -> list[list[str]]:
    """The claimants of each event claim, in reading order."""
    taken = extraction(text)
    return [sorted(names(taken)[iri] for iri in claim.claimants) for claim in events(taken)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SENT_BACK}, Human Rights Watch said.", [HRW]),
        (f"{SENT_BACK}, according to a tally compiled by Human Rights Watch.", [HRW]),
        (f"{SENT_BACK}, according to documents seen by Human Rights Watch.", [HRW]),
        (f"Testa Example, a lawyer, spoke in Seoul. According to her, {SENT_BACK}.", ["Testa Example"]),
        (f"Testa Example, a lawyer, spoke in Seoul. {SENT_BACK}, according to Example.", ["Testa Example"]),
        (f"Human Rights Watch has received reports that {SENT_BACK}.", [HRW]),
        (f"Testa Example, a lawyer, has heard that {SENT_BACK}.", ["Testa Example"]),
        (f"In a case reported by Human Rights Watch, {SENT_BACK}.", [HRW]),
        (f"A second group, the Seoul-based Human Rights Watch, gave a figure, saying that {SENT_BACK}.", [HRW]),
        (f"“Kim Sam-pul” (not her real name), a trader, told us that {SENT_BACK}.", ["Kim Sam-pul"]),
        (f"A lawmaker who was fasting in Seoul said {SENT_BACK}.\n\nRep. Testa Example ate.", []),
        (f"{SENT_BACK}, it is said.", []),
        (f"Testa Example, a lawyer, spoke in Seoul. By her count, {SENT_BACK}.", ["Testa Example"]),
        (f"The Testa Mission Church helps. By the church's count, {SENT_BACK}.", ["Testa Mission Church"]),
        (f"The day was long. By the church's count, {SENT_BACK}.", []),
        (f"Reporters met in Seoul, and a synthetic reader learned that {SENT_BACK}.", []),
        (f"Human Rights Watch has received information that {SENT_BACK}.", [HRW]),
        ("Human Rights Watch has received information on nine North Koreans deported from China in May.", [HRW]),
        ("Japan has not received information on nine North Koreans deported from China in May.", []),
        ("A lawyer asked whether Japan had received information on nine North Koreans deported from China.", []),
        ("Human Rights Watch interviewed 12 North Koreans who were deported from China in 2011.", [HRW]),
        ("Human Rights Watch interviewed nobody after 12 North Koreans were deported from China in 2011.", []),
        ("Police interviewed 12 North Koreans who were deported from China in 2011.", []),
        ("Human Rights Watch is concerned for nine North Koreans who were detained in Yanji in May.", [HRW]),
        ("Human Rights Watch is deeply concerned about nine North Koreans who were detained in Yanji in May.", [HRW]),
        ("Human Rights Watch is no longer concerned for nine North Koreans who were detained in Yanji in May.", []),
        ("As far as Human Rights Watch is concerned, nine North Koreans were detained in Yanji in May.", []),
    ],
)
def test_who_is_credited(text: str, expected: list[str]) -> None:
    assert claimants(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SENT_BACK}, said Testa Example, a researcher at Human Rights Watch.", [HRW]),
        (
            f"Testa Example, a researcher at Human Rights Watch, spoke in Seoul. Example said {SENT_BACK}.",
            ["Testa Example"],
        ),
        (
            f"Testa Example, a spokesman for the Ministry of Unification, spoke in Seoul. Example said {SENT_BACK}.",
            [UNIFICATION],
        ),
    ],
)
def test_a_person_credited_alone_is_the_claimant_unless_an_official(text: str, expected: list[str]) -> None:
    assert claimants(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Human Rights Watch said {SENT_BACK}. Of the 37, 12 were detained in Tumen.",
        f"Human Rights Watch said {SENT_BACK}. Twelve of them were detained in Tumen.",
    ],
)
def test_what_is_told_of_some_of_those_counted_is_on_the_same_word(text: str) -> None:
    assert claimants(text)[-1] == [HRW]


def test_the_next_sentence_on_something_else_is_the_article_s_own() -> None:
    text = f"Human Rights Watch said {SENT_BACK}. Two women were deported from Russia through Khasan in April."
    assert claimants(text) == [[HRW], []]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It believes that nine North Koreans were detained in Tumen.", [HRW]),
        ("It is believed that nine North Koreans were detained in Tumen.", []),
        ("It is widely thought that nine North Koreans were detained in Tumen.", []),
        ("It has been reported that nine North Koreans were detained in Tumen.", []),
    ],
)
def test_what_is_only_believed_is_not_the_word_of_who_spoke_before(text: str, expected: list[str]) -> None:
    assert claimants(f"Human Rights Watch said {SENT_BACK}. {text}") == [[HRW], expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"We understand that {SENT_BACK}.", [AMNESTY]),
        (f"We understand why {SENT_BACK}.", []),
        (f"To our knowledge, {SENT_BACK}.", [AMNESTY]),
        (f"To their knowledge, {SENT_BACK}.", []),
        (f"“We understand that {SENT_BACK},” Testa Example, a lawyer, said.", ["Testa Example"]),
        (f"“To our knowledge, {SENT_BACK},” Testa Example, a lawyer, said.", ["Testa Example"]),
        ("The database holds nine North Koreans who were deported from China in 2011.", [AMNESTY]),
        ("The archive holds old cases. Nine North Koreans were deported from China in 2011.", [AMNESTY]),
        ("Nine North Koreans were deported from China in 2011. The archive holds old cases.", []),
        ("The archive holds old cases.\n\nNine North Koreans were deported from China in 2011.", []),
        ("A police database holds nine North Koreans who were deported from China in 2011.", []),
        ("The database of the police holds nine North Koreans who were deported from China in 2011.", []),
        ("Police have a list of them all. The database holds nine North Koreans deported from China.", [AMNESTY]),
        ("A database was begun in 2001. The database holds nine North Koreans deported from China.", [AMNESTY]),
        ("Police have a database of them all. The database holds nine North Koreans deported from China.", []),
    ],
)
def test_what_a_publisher_knows_and_what_its_records_hold(text: str, expected: list[str]) -> None:
    """Its own records, not those that an office is said to keep; and a record holds nobody in custody."""
    known = f"Amnesty International is a charity.\n\n{text}"
    taken = extract(replace(article(known), publisher=AMNESTY))
    assert [[names(taken)[iri] for iri in claim.claimants] for claim in events(taken)] == [expected]


def test_no_other_publisher_s_records_are_those_of_whom_it_names() -> None:
    assert claimants(
        "Amnesty International is a charity.\n\nThe database holds nine North Koreans who were deported from China."
    ) == [[]]


def test_an_office_s_count_goes_on_over_its_quarters() -> None:
    text = (
        "Some 48 North Koreans arrived in South Korea this year, the Unification Ministry said.\n\n"
        "In the second quarter 12 North Koreans arrived in South Korea."
    )
    assert claimants(text) == [[UNIFICATION], [UNIFICATION]]


def test_the_rule_that_found_the_source_is_told() -> None:
    told = list(lines(extraction(f"{SENT_BACK}, Human Rights Watch said. Twelve of them were detained in Tumen.")))
    rules = [line.rsplit("  (")[-1] for line in told if line.split()[:1] == ["claimant"]]
    assert rules == ["the subject of “said”)", "the sentence before, which it goes on from)"]


def test_a_stance_has_its_words_and_its_speaker_s_rule() -> None:
    told = list(lines(extraction("The refugees were deported. Japan condemned the deportations.")))
    assert any(line.split()[:1] == ["stance"] and line.endswith("(“condemned”)") for line in told)
    assert any(line.split()[:1] == ["speaker"] and line.endswith("(the subject of it)") for line in told)


def test_independent_experts_are_not_the_united_nations() -> None:
    text = f"UN experts said {SENT_BACK}. The independent experts advise the United Nations."
    assert claimants(text)[0] == ["United Nations Special Procedures"]
