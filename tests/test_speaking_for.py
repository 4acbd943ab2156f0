"""Whose stance it is, where a text does not name them beside it: issuers, spokespersons, those meant by a word."""

import pytest

from refoulement.tests.synthetic import extraction, stances

TOKYO, SEOUL, AMNESTY, HRW = (
    "Government of Japan",
    "Government of South Korea",
    "Amnesty International",
    "Human Rights Watch",
)
TESTA = "Testa Example"


def told(text: str) -> set[tuple[str, str]]:
    """The stances of a text after two sentences that say what it is about."""
    return stances(extraction(f"Refugees were deported to the North. Their families fear for the detained.\n\n{text}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neither Amnesty International nor Human Rights Watch would comment on the refugees.",
         {(AMNESTY, "noComment"), (HRW, "noComment")}),
        ("There was no answer at the embassy of Japan in Seoul about the refugees.",
         {("Embassy of Japan in South Korea", "noComment")}),
        ("The paper sent the list of refugees to Amnesty International and to Human Rights Watch. Neither had replied.",
         {(AMNESTY, "noComment"), (HRW, "noComment")}),
        ("On Friday of last week Amnesty International called on China to free them.", {(AMNESTY, "urges")}),
        ("Japan takes in refugees, it said, and had condemned the deportations.", {(TOKYO, "condemns")}),
        ("Japan called the deportations cruel. “Nobody should be deported,” its spokesman, Testa Example, said.",
         {(TESTA, "condemns")}),
        ("Amnesty International called on China to free them.\n\n“It is late,” said its spokeswoman, Testa Example.",
         {(TESTA, "urges")}),
        ("Amnesty International called on China to free them.\n\n“It is late,” said its head, Testa Example.",
         {(AMNESTY, "urges")}),
        ("Amnesty International condemned the deportations. “We condemn them,” said its spokeswoman, Testa Example.",
         {(TESTA, "condemns")}),
        ("A spokesman for UNHCR, Testa Example, spoke. UNHCR could not confirm the deportations, Example said.",
         {(TESTA, "doesNotConfirm")}),
        ("Japan did not comment on the deportations. Its spokesman, Testa Example, said last month that he was ill.",
         {(TOKYO, "noComment")}),
        ("Japan told the paper in a letter dated June 2 that it could not confirm the deportations.",
         {(TOKYO, "doesNotConfirm")}),
        ("Japan told us in a short note from its consulate in Testgrad that it “does not comment on refugees”.",
         {(TOKYO, "noComment")}),
        ("Its guest, Testa Example of the Amnesty International, called on China to free the refugees.",
         {(TESTA, "urges")}),
        ("Japan spoke of the refugees and kept calling on China to free them.", {(TOKYO, "urges")}),
        ("Amnesty International had written to President Testa Example asking that the refugees be freed.",
         {(AMNESTY, "urges")}),
        ("Amnesty International stood beside President Testa Example calling on China to free the refugees.",
         {(TESTA, "urges")}),
        (("Foreign Ministry spokesman Testa Example renewed the demand, saying it was late, and urged China to free"
         " the refugees."), {(TESTA, "urges")}),
        ("A spokeswoman for UNHCR, Testa Example, spoke. UNHCR fears for the refugees, she said.", {(TESTA, "warns")}),
        (("South Korea's Foreign Ministry met. Testa Example, the ministry's spokesman, repeated that Seoul"
         " had condemned the deportations."),
         {(TESTA, "condemns")}),
        (("The paper wrote to the Foreign Ministry in Tokyo. Amnesty International said it was late; the ministry did"
         " not comment on the refugees."), {("Ministry of Foreign Affairs of Japan", "noComment")}),
        (("Testa Example slept. “We protested,” a Foreign Ministry official said in Seoul. He condemned the"
         " deportations of the refugees."), set()),
        ("Japan said that it “continues to urge China to free the refugees”.", {(TOKYO, "urges")}),
        ("Japan urges China to free the refugees; it invites Amnesty International, and it deplores the deportations.",
         {(TOKYO, "urges"), (TOKYO, "condemns")}),
        ("At the Embassy of Japan in Seoul no one was available to speak of the refugees.",
         {("Embassy of Japan in South Korea", "noComment")}),
        ("A clerk at the embassy of Japan said no one was available to help the refugees.", set()),
        ("In a letter on refugees, Amnesty International asked Japan how many were held. It has received no answer.",
         {(TOKYO, "noComment")}),
        ("Amnesty International sent a letter to the ruler, Gen. Testa Example, asking him to free the refugees.",
         {(AMNESTY, "urges")}),
        ("Amnesty International's Testland desk said: “We deplore the deportations.”", {(AMNESTY, "condemns")}),
        ("Testa Example, a former adviser on North Korea at Amnesty International, now in Seoul, said they were cruel.",
         {(TESTA, "condemns")}),
        ("“Enough,” said Testa Example, a researcher at Amnesty International. It urged China to free them.",
         {(AMNESTY, "urges")}),
        ("Amnesty International wrote to Japan on August 23 to express concern over the refugees.",
         {(AMNESTY, "warns")}),
        ("Amnesty International said its staff had been denied access to the camp and called on China to free them.",
         {(AMNESTY, "urges")}),
        ("Amnesty International has for years pressed China to free refugees.", {(AMNESTY, "urges")}),
        ("Japan's embassy on Testa Hill road declined to comment on the deportations.",
         {("Embassy of Japan", "noComment")}),
        ("Amnesty International spoke of the refugees. A spokesman said it condemned the deportations.",
         {(AMNESTY, "condemns")}),
        ("Amnesty International issued a letter last week asking China to free the refugees.", {(AMNESTY, "urges")}),
        ("One of the groups, Amnesty International, called on China to free the refugees.", {(AMNESTY, "urges")}),
        ("Japan's delegate, speaking in Geneva, denied the deportations.", {(TOKYO, "denies")}),
        ("Testa Example, a lawyer, who organised a letter on refugees, said she was tired. The letter called on China.",
         {(TESTA, "urges")}),
        ("Japan said it condemned the reported deportations and reiterated its call on China to free the refugees.",
         {(TOKYO, "condemns"), (TOKYO, "urges")}),
        ("Testa Example, a minister, confirmed that refugees were deported but could not say how many.",
         {(TESTA, "confirms")}),
        ("A spokesman in Seoul, Testa Example, said it was known from the press and regretted the deportations.",
         {(TESTA, "condemns")}),
        ("A spokeswoman for Japan, Testa Example, said that the country does not comment on single deportations.",
         {(TESTA, "noComment")}),
    ],
)  # fmt: skip
def test_who_takes_the_stance(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_lead_keeps_the_name_for_the_sentence_after() -> None:
    text = (
        "A lawyer on Friday accused China of deporting refugees.\n\nTesta Example, 37, told reporters of the refugees."
    )
    assert (TESTA, "condemns") in stances(extraction(text))
    text = "Refugees are held, and an activist said he feared for them.\n\nTesta Example told it to reporters."
    assert (TESTA, "warns") in stances(extraction(text))


def test_a_release_asks_in_its_own_voice() -> None:
    text = "Amnesty International keeps a list of those deported.\n\nChina should release all refugees."
    assert stances(extraction(text)) == {(AMNESTY, "urges")}


def test_a_release_that_that_another_publisher_posts_is_of_its_source() -> None:
    text = (
        "Refugees were deported, Amnesty International found.\n\nSource: Amnesty International\n\n"
        "We deplore the deportations of refugees.\n\nWe therefore call on:\n\nChina, to stop all deportations;"
    )
    assert stances(extraction(text)) == {(AMNESTY, "condemns"), (AMNESTY, "urges")}


@pytest.mark.parametrize(
    "header",
    [
        "This is a summary of what was said by UNHCR spokesperson Testa Example at a briefing.",
        "Remarks by Spokesperson Testa Example of UNHCR at the briefing.",
        "Spokesperson for the UN High Commissioner for Refugees: Testa Example",
    ],
)
def test_who_delivers_a_text_takes_its_stances_and_those_of_the_body(header: str) -> None:
    text = (
        f"{header}\n\nUNHCR is dismayed that refugees were deported.\n\nOur staff saw them.\n\n"
        "We are calling on Japan to let the refugees stay. I could not confirm how many there are."
    )
    assert stances(extraction(text)) == {(TESTA, "condemns"), (TESTA, "urges"), (TESTA, "doesNotConfirm")}


def test_a_spokesperson_named_in_the_header_says_we_where_the_text_opens_with_it() -> None:
    header = "Spokesperson for the High Commissioner: Testa Example\n\n"
    ours = "We saw refugees in the camp.\n\nWe urge Japan to let the refugees stay."
    assert stances(extraction(header + ours)) == {(TESTA, "urges")}
    assert stances(extraction(header.replace("Spokesperson", "Driver") + ours)) == set()


def test_a_header_makes_nobody_speak_where_nothing_is_in_the_first_person() -> None:
    text = "Remarks by Testa Example on refugees drew a crowd.\n\nAmnesty International condemned the deportations."
    assert stances(extraction(text)) == {(AMNESTY, "condemns")}


def test_an_answer_lettered_a_goes_on_to_the_next_question() -> None:
    text = (
        "Testa Example, a lawyer, answers readers.\n\nQ. Were refugees deported?\n\nA. The deportations are known.\n\n"
        "The deportation of refugees is a violation of the law.\n\nQ. Must the refugees fear torture in the camps?"
    )
    assert stances(extraction(text)) == {(TESTA, "condemns")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan’s foreign ministry denies deportations. “They left. Nobody was forced,” spokesman Testa Example said.",
         {(TESTA, "denies")}),
        ("A Ministry of Foreign Affairs of Japan official, Testa Example, said Japan urges China to free the refugees.",
         {(TESTA, "urges")}),
        ("There has been no word on this from Amnesty International.", {(AMNESTY, "noComment")}),
        ("Amnesty International can therefore not say whether refugees were deported.", {(AMNESTY, "doesNotConfirm")}),
        ("“It is not responsible to deport refugees. They treat people like freight,” said Testa Example, a lawyer.",
         {(TESTA, "condemns")}),
        ("“A refugee should not have to pay with her life,” said Testa Example, a lawyer.", {(TESTA, "condemns")}),
        ("Testa Example, a minister, said the refugees did not come within the definition of refugees.",
         {(TESTA, "denies")}),
        ("Testa Example, a lawyer, said that Japan ought to follow the law on refugees.", {(TESTA, "urges")}),
        ("Sen. Testa Example, R-Ohio, issued a note calling on President Barack Obama to speak of the refugees.",
         {(TESTA, "urges")}),
        ("Ministry of Unification spokesman Testa Example spoke of refugees. The ministry spokesman denied it all.",
         {(TESTA, "denies")}),
        ("Two men speak for refugees at the Ministry of Unification. The ministry spokesman denied the deportations.",
         {("Ministry of Unification", "denies")}),
        ("The Ministry of Unification did not respond on the refugees. “They left,” its spokesman Testa Example said.",
         {("Ministry of Unification", "noComment")}),
        ("Amnesty International and Human Rights Watch must speak of refugees. So far, neither has replied.",
         {(AMNESTY, "noComment"), (HRW, "noComment")}),
        ("Amnesty International's section for the north condemned the deportations.", {(AMNESTY, "condemns")}),
        ("A spokesman for Amnesty International in Tokyo condemned the deportations.", {(AMNESTY, "condemns")}),
        ("An activist condemned the deportations. President Lee Myung-bak was in Busan.", set()),
    ],
)  # fmt: skip
def test_whose_words_and_which(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_the_two_organisations_of_a_list_are_those_that_speak_together() -> None:
    text = (
        "Amnesty International and Human Rights Watch have seen the list of the refugees who were deported.\n\n"
        "The two organisations urge:\n\n- the Government of Japan to let the refugees stay in the country for good;"
    )
    assert stances(extraction(text)) == {(AMNESTY, "urges"), (HRW, "urges")}


def test_a_joint_statement_is_of_those_who_sign_it() -> None:
    text = (
        "We, the undersigned, call on China to halt the deportation of the refugees.\n\n"
        "Amnesty International and Human Rights Watch have seen the list of the refugees who were deported.\n\n"
        "Signed,\nAmnesty International (London)\nHuman Rights Watch"
    )
    assert stances(extraction(text)) == {(AMNESTY, "urges"), (HRW, "urges")}


def test_the_answers_of_an_interview_without_labels() -> None:
    text = (
        "Testa Example, a lawyer, was deported twice. We spoke to her ahead of a hearing on the refugees in Seoul.\n\n"
        "What do you remember of it?\n\nThe cell. I was deported in the winter, and the others after me.\n\n"
        "And the others?\n\nI fear the worst for the refugees who were deported after me in the spring.\n\n"
        "What should be done?\n\nChina must stop the deportations. I say this to everybody whom I meet in Seoul.\n\n"
        "Do you ever sleep?\n\nSometimes I sleep, and when I do I dream of the bridge and of the river below."
    )
    assert stances(extraction(text)) == {(TESTA, "warns"), (TESTA, "urges")}


def test_the_answers_of_an_interview_labelled_by_surnames() -> None:
    text = (
        "Testa Example, a lawyer, met refugees who were deported.\n\nHOST: You saw the refugees?\n\n"
        "EXAMPLE: I saw them. They were thin.\n\nHOST: And now? China must stop it, some say.\n\n"
        "EXAMPLE: China must stop the deportations.\n\nNobody else can do it. We condemn every one.\n\n"
        "[The embassy of Japan did not respond to questions on the refugees.]"
    )
    assert stances(extraction(text)) == {(TESTA, "urges"), (TESTA, "condemns"), ("Embassy of Japan", "noComment")}


def test_the_answers_after_one_that_bears_a_name() -> None:
    text = (
        "Testa Example, a lawyer, met refugees.\n\nIs it cold in the camps of the refugees?\n\n"
        "Testa Example: It is. I was deported once."
        "\n\nAnd hot?\n\nIn May."
        "\n\nWhat of the others?\n\nI fear the worst for the refugees.\n\nAnd China?\n\nIt is a large country."
    )
    assert stances(extraction(text)) == {(TESTA, "warns")}


def test_a_denial_of_it_is_on_the_subject_only_where_the_sentence_before_is() -> None:
    assert told("Laos says refugees are deported. Japan denies it.") == {(TOKYO, "denies")}
    assert told("Laos says that cars are sold. Japan denies it.") == set()


def test_a_statement_quoted_over_paragraphs_stays_in_the_mouths_it_was_put_in() -> None:
    text = (
        "Senator Testa Example issued the following statement on the refugees who were deported from China:\n\n"
        "“I have read the report. It tells of refugees in cells.\n\n"
        "“Among the refugees were children. They were deported too.\n\n"
        "“We urge China to stop.”"
    )
    assert stances(extraction(text)) == {(TESTA, "urges")}
