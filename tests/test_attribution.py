"""Whose word a claim is on: the source of each sentence, and by what rule it was found."""

from dataclasses import replace

import pytest

from refoulement.loaders.explanation import lines
from refoulement.loaders.extract import extract
from refoulement.tests.synthetic import article, events, extraction, names

HRW, AMNESTY = "Human Rights Watch", "Amnesty International"
UNIFICATION = "Ministry of Unification"
SHE_WAS = "She was held in the Tumen detention centre in May 2011 and deported from China as a refugee."
HELD = "the number of North Koreans detained in Tumen"
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
        (f"Testa Example, an inspector of Chiang Saen police, met us. {SENT_BACK}, he said.", ["Chiang Saen police"]),
        (f"Testa Example, a member of the Testa Assembly, met us. {SENT_BACK}, he said.", ["Testa Example"]),
        (f"Human Rights Watch and its local partners said {SENT_BACK}.", [HRW]),
        (f"Rescue workers from Human Rights Watch said {SENT_BACK}.", [HRW]),
        (f"Refugees far from Human Rights Watch said {SENT_BACK}.", []),
        (f"Testa Example, head of Testa Mission, spoke. Example's organisation says {SENT_BACK}.", ["Testa Mission"]),
        (f"Testa Example, head of Testa Mission, spoke. His group says {SENT_BACK}.", ["Testa Mission"]),
        (f"Testa Example, a lawyer, spoke in Seoul. Example's group says {SENT_BACK}.", []),
        (f"Her own charity, Testa Mission, says {SENT_BACK}.", ["Testa Mission"]),
        (f"Tésta Exámple, a lawyer, spoke in Seoul. {SENT_BACK}, Example said.", ["Tésta Exámple"]),
        (
            f"Testa Example, head of Amnesty International, met us. Amnesty International counts 37 {HELD}, she said.",
            [AMNESTY],
        ),
        (
            f"Testa Example, a cook, met us. Amnesty International counts 37 {HELD}, she said.",
            ["Testa Example"],
        ),
        ("Some 37 North Koreans arrived in South Korea in May (Ministry of Unification).", [UNIFICATION]),
        (
            (
                "The Unification Ministry met. China's Foreign Ministry met. In May 37 North Koreans arrived in South"
                " Korea, the ministry said."
            ),
            [UNIFICATION],
        ),
        (
            f"The Unification Ministry met. China's Foreign Ministry met. {SENT_BACK}, the ministry said.",
            ["Ministry of Foreign Affairs of China"],
        ),
        ("Some 37 North Koreans arrived in South Korea in May (the Ministry of Unification had hoped for more).", []),
        (
            "In May 37 North Koreans arrived in South Korea, the fewest since the Unification Ministry began to count.",
            [UNIFICATION],
        ),
        (
            "In May 37 North Koreans arrived in South Korea, the fewest since the Unification Ministry moved house.",
            [],
        ),
        (
            "The Unification Ministry met. The ministry's tally gives 37 North Koreans who came to South Korea in May.",
            [UNIFICATION],
        ),
        (f"Figures kept by Human Rights Watch show {SENT_BACK}.", [HRW]),
        (f"Figures seen by Human Rights Watch before it met the minister in Seoul show {SENT_BACK}.", []),
        (f"Sources in China have told Human Rights Watch (HRW) that {SENT_BACK}.", [HRW]),
        (f"{SENT_BACK}, says Human Rights Watch - the highest number yet.", [HRW]),
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
        ("Human Rights Watch estimated that nine North Koreans were deported from China in May.", [HRW]),
        ("Human Rights Watch looked on as an estimated nine North Koreans were deported from China in May.", []),
        (f"{SENT_BACK}, according to relatives, local traders and Human Rights Watch.", [HRW]),
        (f"{SENT_BACK}, according to relatives.", []),
        (f"In May, says Human Rights Watch, {SENT_BACK}.", [HRW]),
        (f"Testa Example looks after women with Human Rights Watch and, according to the group, {SENT_BACK}.", [HRW]),
        (
            "Human Rights Watch met. A trader told Amnesty International that nine people were deported from China.",
            [AMNESTY],
        ),
        ("A trader told Amnesty International to wait until nine North Koreans were deported from China in May.", []),
        (f"According to data submitted to Rep. Testa Example by post, {SENT_BACK}.", ["Testa Example"]),
        (f"According to Unification Ministry data obtained by Rep. Testa Example, {SENT_BACK}.", [UNIFICATION]),
        (f"According to data given to Rep. Testa Example from the Unification Ministry, {SENT_BACK}.", [UNIFICATION]),
        (
            f"The Unification Ministry spoke of its new report. Last month {SENT_BACK}, the report showed.",
            [UNIFICATION],
        ),
        (f"Information received by Human Rights Watch indicates that {SENT_BACK}.", [HRW]),
        (f"Testa Example, a cook, had put the rice on when {SENT_BACK}.", []),
        # a newspaper called one behind its name; a rank before the name of an officer
        (f"{SENT_BACK}, the Chosun Ilbo newspaper said.", ["Chosun Ilbo"]),
        (f"{SENT_BACK}, Radio Free Asia's Korean service reported.", ["Radio Free Asia"]),
        (f"{SENT_BACK}, a Chosun Ilbo reader said.", []),
        (f"{SENT_BACK}, said Pol Lt Col Testa Example.", ["Testa Example"]),
        # verbs of knowing and counting
        ("Human Rights Watch has on file about 37 North Koreans deported from China in May.", [HRW]),
        ("Human Rights Watch has registered around 37 North Koreans detained in Tumen.", [HRW]),
        ("Human Rights Watch registered with the council. Some 37 North Koreans were detained in Tumen.", []),
        ("Human Rights Watch knew of 37 North Koreans detained in Tumen.", [HRW]),
        (f"Human Rights Watch has been told by a trader that {SENT_BACK}.", [HRW]),
        (f"Human Rights Watch was told to wait, and {SENT_BACK}.", []),
        (f"Testa Example, a lawyer, spoke in Seoul. By her own count, {SENT_BACK}.", ["Testa Example"]),
        (f"It rained. By her own count, {SENT_BACK}.", []),
        # whose the document is
        (f"Human Rights Watch published a study in Seoul. It rained. According to the study, {SENT_BACK}.", [HRW]),
        (f"A complaint by Human Rights Watch lies in Geneva. {SENT_BACK}, the complaint says.", [HRW]),
        (f"A complaint lies in Geneva, far from Human Rights Watch. {SENT_BACK}, the complaint says.", []),
        (f"The dispute is about a report by Human Rights Watch. It says that {SENT_BACK}.", [HRW]),
        (f"Japan said it had a report by Human Rights Watch. It says that {SENT_BACK}.", ["Government of Japan"]),
        (f"{SENT_BACK}, the Chosun Ilbo reported. Nine were detained in Tumen, the report said.", ["Chosun Ilbo"]),
        # who is told of by a tie or a trade, and named right after
        (f"{SENT_BACK}, according to her sister, Testa Example.", ["Testa Example"]),
        (
            f"Testa Example, a lawyer, slept. {SENT_BACK}, according to a lawyer who follows this, Testa Example.",
            ["Testa Example"],
        ),
        (f"{SENT_BACK}, according to her sister, and Testa Example wept.", []),
        (f"A resident, who gave her name as Testa Example, said {SENT_BACK}.", ["Testa Example"]),
        (
            f"Testa Example spoke in Seoul. The Thai Immigration Bureau met. {SENT_BACK}, the immigration office said.",
            ["Immigration Bureau of Thailand"],
        ),
        # she who was named some sentences before, not far more
        (f"Testa Example, a cook, spoke in Seoul. {'It rained. ' * 5}{SENT_BACK}, she said.", ["Testa Example"]),
        (f"Testa Example, a cook, spoke in Seoul. {'It rained. ' * 7}{SENT_BACK}, she said.", []),
        # a person's own body, the body's own person
        (f"Testa Example, head of Amnesty International, spoke in Seoul. Example's group said {SENT_BACK}.", [AMNESTY]),
        (f"Testa Example, head of Amnesty International, said her contacts put at 37 {HELD}.", [AMNESTY]),
        (f"Testa Example, a cook, said her contacts put at 37 {HELD}.", ["Testa Example"]),
        (f"Amnesty International gave another figure. Its lawyer Testa Example said {SENT_BACK}.", [AMNESTY]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Human Rights Watch said {SENT_BACK}. A second group, of nine, was deported through Tumen in June.", [HRW]),
        (f"Testa Example, a lawyer, said {SENT_BACK}. A second group, of nine, was deported in June.", []),
        (f"Human Rights Watch said {SENT_BACK}. A second group, of nine, was said to be detained in Tumen.", []),
        (
            "The Unification Ministry said 12 North Koreans arrived in South Korea. In 2009 there were 90.",
            [UNIFICATION],
        ),
        (f"Human Rights Watch said {SENT_BACK}. Some 20 had been detained in Tumen.", [HRW]),
        (f"Human Rights Watch said {SENT_BACK}. Some 20 are detained in Tumen.", []),
        (f"Testa Example, a cook, told her story, she said. {SHE_WAS}", ["Testa Example"]),
        (f"Testa Example, a cook, slept. {SHE_WAS}", []),
        (f"Human Rights Watch said it rained on a cook. {SHE_WAS}", []),
        (f"The refugee told her story, her lawyer Testa Example said. {SHE_WAS}", []),
        ("Human Rights Watch has used a figure of 90 North Koreans hiding in China.", [HRW]),
        ("Human Rights Watch has knowledge of 90 North Koreans who were deported from China.", [HRW]),
    ],
)
def test_a_count_goes_on(text: str, expected: list[str]) -> None:
    assert claimants(text)[-1] == expected


def test_what_a_group_tells_of_in_its_own_release_goes_on_to_the_end_of_the_paragraph() -> None:
    told = (
        f"Amnesty International said {SENT_BACK}. Nine men were detained in Tumen in June.\n\n"
        "Two women were detained in Yanji in July."
    )
    taken = extract(replace(article(told), publisher=AMNESTY))
    assert [[names(taken)[iri] for iri in claim.claimants] for claim in events(taken)] == [[AMNESTY], [AMNESTY], []]


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
        (f"According to information that our office has received, {SENT_BACK}.", [AMNESTY]),
        (f"Our partners say that {SENT_BACK}.", [AMNESTY]),
        (f"Their partners say that {SENT_BACK}.", []),
        (f"{SENT_BACK}, as three former prisoners told us.", [AMNESTY]),
        (f"{SENT_BACK}, as three former prisoners told them.", []),
        (f"{SENT_BACK}, as their relatives told us.", []),
        (f"Sources have told Amnesty International that {SENT_BACK}.", [AMNESTY]),
        (f"Her sister told Amnesty International that {SENT_BACK}.", []),
        (f"We were able to establish that {SENT_BACK}.", [AMNESTY]),
        (f"We were able to sleep after {SENT_BACK}.", []),
        (f"Our partners were there when {SENT_BACK}.", []),
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


def test_a_publisher_is_known_by_its_name_in_any_apostrophe() -> None:
    known = f"The Testers’ Alliance for Example Rights is a charity.\n\nWe understand that {SENT_BACK}."
    taken = extract(replace(article(known), publisher="Testers’ Alliance for Example Rights"))
    assert [len(claim.claimants) for claim in events(taken)] == [1]


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


EXAMPLE = "Testa Example"
HEARD = "".join(
    f"\n\nThe refugees whom she met {year} years ago said that they had been cold and hungry." for year in "246"
)


@pytest.mark.parametrize(
    ("lead", "then", "expected"),
    [
        ("an activist said Monday", "Testa Example, a pastor, spoke in Seoul, saying nobody helped.", [EXAMPLE]),
        ("an activist in Seoul said", "Nobody helped, Human Rights Watch researcher Testa Example said.", [HRW]),
        ("a rights group said Monday", "Human Rights Watch said nobody helped.", [HRW]),
        ("a rights group said Monday", "The Unification Ministry said nobody helped.", []),
        ("officials said Monday", "The Unification Ministry said nobody helped.", [UNIFICATION]),
        ("officials said Monday", "Human Rights Watch said nobody helped.", []),
        ("diplomats and an activist said", "Nobody helped, said Testa Example, a pastor.", [EXAMPLE]),
        ("according to a rights group", "Human Rights Watch said nobody helped.", [HRW]),
        ("according to several rights groups", "Human Rights Watch said nobody helped.", []),
        ("various rights groups said", "Human Rights Watch said nobody helped.", []),
        ("relatives said Monday", "Human Rights Watch said nobody helped.", []),
    ],
)
def test_whom_the_lead_leaves_unnamed_the_next_sentences_name(lead: str, then: str, expected: list[str]) -> None:
    assert claimants(f"{SENT_BACK}, {lead}.\n\n{then}")[0] == expected


def test_a_head_of_state_is_no_activist() -> None:
    assert claimants(f"{SENT_BACK}, an activist said.\n\nIt rained on President Testa Example.") == [[]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Testa Example, a lawyer, came.\n\nExample: It rained.\n\nPAPER: And then?\n\nExample: {SENT_BACK}.",
            [EXAMPLE],
        ),
        (f"Testa Example, a lawyer, came.{HEARD}\n\nTESTA EXAMPLE: Yes. Then {SENT_BACK}.", [EXAMPLE]),
        (f"Testa Example, a lawyer, came.{HEARD}\n\nPAPER: Yes. Then {SENT_BACK}.", []),
        (f"Testa Example, a lawyer, came.\n\nPAPER: And then?\n\nNote: {SENT_BACK}.", []),
        (f"Testa Example, a lawyer, asks.\n\nExample: And?\n\nExample: What then?\n\nExample: {SENT_BACK}.", []),
    ],
)
def test_an_answer_is_labelled_by_one_name_or_in_capitals(text: str, expected: list[str]) -> None:
    assert claimants(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Human Rights Watch met. Testa Example told reporters of it. It estimates that {SENT_BACK}.", [HRW]),
        (f"Human Rights Watch met and said so. This is so again, she said of how {SENT_BACK}.", []),
    ],
)
def test_it_is_a_body_and_she_is_a_person(text: str, expected: list[str]) -> None:
    assert claimants(text)[-1] == expected
