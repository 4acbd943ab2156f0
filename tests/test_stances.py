"""Statements: how reports in English tell that someone denies, confirms, keeps silent, urges, condemns or warns."""

import pytest

from refoulement.graph.claim import EventClaim
from refoulement.tests.synthetic import extraction, stances

CHINA, SEOUL, TOKYO = "Government of China", "Government of South Korea", "Government of Japan"
PYONGYANG = "Government of North Korea"
MOFA = "Ministry of Foreign Affairs of China"
HRW, AMNESTY = "Human Rights Watch", "Amnesty International"


def told(text: str) -> set[tuple[str, str]]:
    """The stances of a text after two sentences that say what it is about."""
    return stances(extraction(f"Refugees were deported to the North. Their families fear for the detained.\n\n{text}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amnesty International has called on China to halt the deportations.", {(AMNESTY, "urges")}),
        ("Amnesty International renewed its call for an end to the returns.", {(AMNESTY, "urges")}),
        ("Japan demanded that the refugees be let go.", {(TOKYO, "urges")}),
        ("Japan appealed to China for their release.", {(TOKYO, "urges")}),
        ("Seoul has repeatedly pressed Beijing to let them leave.", {(SEOUL, "urges")}),
        ("Human Rights Watch asked the Thai government not to send them back.", {(HRW, "urges")}),
        ("Beijing rejected appeals by Japan for the release of the refugees.", {(TOKYO, "urges")}),
        ("China must stop sending refugees back, Amnesty International said.", {(AMNESTY, "urges")}),
        ("“Thailand should let them go,” said Testa Example, a lawyer.", {("Testa Example", "urges")}),
        ("“I am begging the court to stop this,” Testa Example, a lawyer, said.", {("Testa Example", "urges")}),
        ("The deportations were condemned by Japan and South Korea.", {(TOKYO, "condemns"), (SEOUL, "condemns")}),
        ("The deportations drew sharp criticism from Amnesty International.", {(AMNESTY, "condemns")}),
        ("Japan expressed deep regret over the deportations.", {(TOKYO, "condemns")}),
        ("Japan called the deportations “cruel and unlawful”.", {(TOKYO, "condemns")}),
        ("Seoul accused Beijing of breaking a promise to the refugees.", {(SEOUL, "condemns")}),
        ("Human Rights Watch said the deportations violated international law.", {(HRW, "condemns")}),
        ("“This is a disgrace,” said Testa Example, a lawyer.", {("Testa Example", "condemns")}),
        ("Amnesty International voiced grave concern for the refugees.", {(AMNESTY, "warns")}),
        ("Amnesty International fears that the refugees are in danger.", {(AMNESTY, "warns")}),
        ("If returned they would face torture, Amnesty International said.", {(AMNESTY, "warns")}),
        ("“They will be executed,” Testa Example, a lawyer, said.", {("Testa Example", "warns")}),
        ("“What awaits them there is a prison camp,” said Testa Example, a lawyer.", {("Testa Example", "warns")}),
        ("Japan dismissed the reports as baseless.", {(TOKYO, "denies")}),
        ("Japan brushed aside the allegations.", {(TOKYO, "denies")}),
        ("Japan said there were no refugees in its jails.", {(TOKYO, "denies")}),
        ("Japan said that the reports of deportations were false.", {(TOKYO, "denies")}),
        ("Japan insisted that the people sent back were not refugees.", {(TOKYO, "denies")}),
        ("“There are no so-called defectors in China,” said the ministry's spokesman.", set()),
        ("Japan acknowledged the deportation of two refugees.", {(TOKYO, "confirms")}),
        ("The deportation was confirmed to reporters by Amnesty International.", {(AMNESTY, "confirms")}),
        ("Japan said it was still trying to confirm the deportations.", {(TOKYO, "verifying")}),
        ("Japan said it was “looking into” the deportations.", {(TOKYO, "verifying")}),
        ("Japan was unable to verify the deportations.", {(TOKYO, "doesNotConfirm")}),
        ("Japan said it was not aware of any deportations.", {(TOKYO, "doesNotConfirm")}),
        ("Japan would neither confirm nor deny the deportations.", {(TOKYO, "doesNotConfirm")}),
        ("Japan did not respond to a request for comment.", {(TOKYO, "noComment")}),
        ("Japan has yet to comment on the deportations.", {(TOKYO, "noComment")}),
        ("Japan had no immediate comment.", {(TOKYO, "noComment")}),
        ("There was no immediate comment from Japan.", {(TOKYO, "noComment")}),
        ("No answer has come from Japan.", {(TOKYO, "noComment")}),
        ("Questions sent to Amnesty International went unanswered.", {(AMNESTY, "noComment")}),
        ("Amnesty International could not be reached for comment.", {(AMNESTY, "noComment")}),
        ("Japan said it does not comment on individual cases.", {(TOKYO, "noComment")}),
    ],
)
def test_the_words_that_tell_a_stance(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Testa Example, a researcher at Amnesty International, denounced it.", {("Testa Example", "condemns")}),
        ("A researcher at Amnesty International, Testa Example, denounced it.", {("Testa Example", "condemns")}),
        ("Amnesty International researcher Testa Example denounced it.", {("Testa Example", "condemns")}),
        ("An official at Amnesty International denounced it.", {(AMNESTY, "condemns")}),
        ("Chinese officials have not commented.", {(CHINA, "noComment")}),
        ("Amnesty International published a list. It urged China to let them go.", {(AMNESTY, "urges")}),
        ("Testa Example, a lawyer, spoke in Seoul. She urged China to let them go.", {("Testa Example", "urges")}),
        ("Amnesty International met in Seoul. The group urged China to free them.", {(AMNESTY, "urges")}),
        ("China's Foreign Ministry met reporters. The ministry denied the reports.", {(MOFA, "denies")}),
        ("Amnesty International and Human Rights Watch urge China to free them.", {(AMNESTY, "urges"), (HRW, "urges")}),
        ("Amnesty International, Human Rights Watch and Japan have condemned it.",
         {(AMNESTY, "condemns"), (HRW, "condemns"), (TOKYO, "condemns")}),
        ("Japan condemned the deportations and urged China to stop.", {(TOKYO, "condemns"), (TOKYO, "urges")}),
        ("“Enough,” Testa Example, a lawyer, said, urging China to stop.", {("Testa Example", "urges")}),
        ("Japan, which has long denied it, sent them back.", {(TOKYO, "denies")}),
        ("Japan on Friday, after talks in Seoul, condemned the deportations.", {(TOKYO, "condemns")}),
        ("In a statement on Friday, Japan condemned the deportations.", {(TOKYO, "condemns")}),
        ("“They will be tortured. They will die there,” said Testa Example, a lawyer.", {("Testa Example", "warns")}),
        ("“It is late,” said Testa Example, a lawyer. “They will be tortured.”", {("Testa Example", "warns")}),
        ("Testa Example, a spokesman for Japan, said the country “deeply regrets” the deportations.", set()),
        ("Testa Example, a lawyer, spoke. A Japanese Foreign Ministry official denied it all. He declined to say more.",
         {("Ministry of Foreign Affairs of Japan", "denies"), ("Ministry of Foreign Affairs of Japan", "noComment")}),
        ("Japan answered that they had left, and that it had no further information.", {(TOKYO, "doesNotConfirm")}),
        ("An official of Amnesty International, who spoke on condition of anonymity, denounced it.",
         {(AMNESTY, "condemns")}),
        ("UN experts condemned the deportations.", {("United Nations Special Procedures", "condemns")}),
    ],
)  # fmt: skip
def test_whose_stance_it_is(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Activists urged China to free them.",
        "Relatives of Testa Example, a lawyer, fear the worst.",
        "Japan did not condemn the deportations.",
        "Japan refused to condemn the deportations.",
        "Japan should condemn the deportations.",
        "Japan could condemn the deportations one day.",
        "A rally was held to urge Japan to act.",
        "The refugees should not be returned.",
        "Japan denied them access to a lawyer.",
        "Guards in Japan warned them not to speak.",
        "Critics of Japan condemned the deportations.",
        "The pressure on Japan, rights groups warned, was growing.",
        "Japan warned of missile launches.",
        "Japan denied that coal exports had resumed.",
        "North Korea warned that defectors would be executed.",
        "Japan said the refugees had violated Japanese immigration rules.",
        "“They are illegal migrants,” said Testa Example, a lawyer.",
        "Japan said smugglers of refugees could face years in prison.",
        "Under a flood of phone calls from Japan the refugees' lawyer hung up.",
    ],
)
def test_no_stance_is_put_in_a_mouth_that_did_not_take_it(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Testa Example, a lawyer who leads Amnesty International, urged Kim Sam-pul to free them.",
         {("Testa Example", "urges")}),
        ("Amnesty International and other groups have called on China to free them.", {(AMNESTY, "urges")}),
        ("“It is late,” said Amnesty International's head in Korea, Testa Example. “We urge China to free them.”",
         {("Testa Example", "urges")}),
        ("Testa Example, a lawyer, said: “Where is Kim Sam-pul? She is.” She added: “We urge China to free them.”",
         {("Testa Example", "urges")}),
        ("In Japan, which passed a law, Rep. Testa Example was clear, calling the deportations “a disgrace.”",
         {("Testa Example", "condemns")}),
        ("''We condemn the deportations,'' said Testa Example, a lawyer.", {("Testa Example", "condemns")}),
        ("Japan refused to say whether the refugees were deported.", {(TOKYO, "doesNotConfirm")}),
        ("Japan said it was not familiar with the deportations.", {(TOKYO, "doesNotConfirm")}),
        ("Japan said it had nothing to confirm on the deportations.", {(TOKYO, "doesNotConfirm")}),
        ("Japan said it was in the process of ascertaining who was deported.", {(TOKYO, "verifying")}),
        ("Japan would not disclose who was deported.", {(TOKYO, "noComment")}),
        ("The paper was unable to reach Amnesty International for comment on the refugees.", {(AMNESTY, "noComment")}),
        ("Japan maintains that the refugees went home voluntarily.", {(TOKYO, "denies")}),
        ("Japan said it had no record of a refugee being deported.", {(TOKYO, "denies")}),
        ("More refugees were deported than Japan admits.", set()),
        ("“We have confirmed 12 refugees there,” said Testa Example, a lawyer.", set()),
        ("Japan asked the families of the detained to be patient.", set()),
    ],
)  # fmt: skip
def test_who_answers_and_what(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neither Japan nor South Korea has commented.", {(TOKYO, "noComment"), (SEOUL, "noComment")}),
        ("Japan has said nothing about the deportations.", {(TOKYO, "noComment")}),
        ("Japan insists they are illegal migrants, not refugees.", {(TOKYO, "denies")}),
        ("The Japanese government adopted a motion that urges China to stop.", {(TOKYO, "urges")}),
        ("Amnesty International denied that it had asked China to stop.", {(AMNESTY, "denies")}),
        ("The report, published by Amnesty International, urges China to stop.", {(AMNESTY, "urges")}),
        ("“That doesn't mean the report is false,” said Testa Example, a lawyer.", set()),
        ("“If confirmed, it would be a crime,” said Testa Example, a lawyer.", set()),
        ("Amnesty International denounced Japan, criticised by Human Rights Watch too.",
         {(AMNESTY, "condemns"), (HRW, "condemns")}),
    ],
)  # fmt: skip
def test_turns_of_phrase(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_an_answer_in_an_interview_is_in_the_mouth_of_who_gives_it() -> None:
    text = (
        "Testa Example, a lawyer, has met fifty refugees. She spoke to us about the deportations.\n\n"
        "Q: What of those who were sent back?\n\nA: I am afraid for every one. We could not confirm where they are."
    )
    assert stances(extraction(text)) == {("Testa Example", "warns"), ("Testa Example", "doesNotConfirm")}


def test_what_an_interviewer_adds_is_not_the_answer() -> None:
    text = (
        "Q: Were refugees deported to the North?\n\nTesta Example: They will be tortured.\n\n"
        "Q: Who knows?\n\nTesta Example: The families of the detained.\n\n"
        "Amnesty International did not reply to a request for comment by the time of publication."
    )
    assert (AMNESTY, "noComment") in stances(extraction(text))


def test_who_was_asked_for_comment_keeps_silent_some_paragraphs_after_the_deed() -> None:
    deed, silence = "Refugees were deported to the North.", "Japan did not respond to a request for comment."
    roads = [f"On the {day} day it was cold, and the road over the hills was wet." for day in ("first", "next", "last")]
    near, far = "\n\n".join(roads), "\n\n".join(road.replace("wet", wet) for wet in ("dry", "icy") for road in roads)
    assert stances(extraction(f"{deed}\n\n{near}\n\n{silence}\n\n{far}")) == {(TOKYO, "noComment")}
    assert stances(extraction(f"{deed}\n\n{far}\n\n{silence}\n\n{near}")) == set()


def test_who_says_we_in_a_release_is_who_publishes_it() -> None:
    text = "Amnesty International has seen the list of refugees. We urge China not to deport the refugees."
    assert stances(extraction(text)) == {("Amnesty International", "urges")}


def test_a_demand_in_a_list_is_the_publishers() -> None:
    text = "We, Amnesty International, speak for the refugees.\n\n* China must stop the deportations at once."
    assert stances(extraction(text)) == {("Amnesty International", "urges")}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The refugees are at grave risk of torture.", "warns"),
        ("If they are deported, the refugees risk torture.", "warns"),
        ("The refugees would face torture.", "warns"),
        ("- Calling on the ministry to free the refugees;", "urges"),
        ("- To the Government of China: free the refugees.", "urges"),
    ],
)
def test_a_release_warns_and_asks_in_its_own_voice(text: str, stance: str) -> None:
    opening = "Amnesty International has met the refugees.\n\n"
    assert stances(extraction(opening + text)) == {(AMNESTY, stance)}


@pytest.mark.parametrize(
    "text",
    [
        "No state may deport refugees to where they would face torture.",
        "- To the station: a walk of ten minutes for the refugees.",
        "- Singing with the refugees;",
    ],
)
def test_what_a_release_says_of_the_law_and_of_other_things_is_no_stance(text: str) -> None:
    assert stances(extraction(f"Amnesty International has met the refugees.\n\n{text}")) == set()


def test_who_did_so_too_takes_the_same_stance() -> None:
    text = "Amnesty International condemned the deportation of refugees, as did Japan."
    assert stances(extraction(text)) == {(AMNESTY, "condemns"), (TOKYO, "condemns")}
    assert stances(extraction(text.replace("as did", "as told by"))) == {(AMNESTY, "condemns")}


def test_what_we_go_on_with_is_ours_too() -> None:
    text = "Amnesty International has met refugees. We have heard of two buses but cannot confirm the deportations."
    assert stances(extraction(text)) == {(AMNESTY, "doesNotConfirm")}


def test_a_text_calls_its_publisher_by_the_noun_in_its_name() -> None:
    text = "Committee for Human Rights in North Korea has met refugees.\n\nThe {} could not verify the deportations."
    expected = {("Committee for Human Rights in North Korea", "doesNotConfirm")}
    assert stances(extraction(text.format("Committee"))) == expected
    assert stances(extraction(text.format("Bank"))) == set()


def test_one_of_many_fills_in_what_the_body_said() -> None:
    text = (
        "Amnesty International condemned the deportation of the refugees. "
        "“We will not forget them,” said Testa Example, a researcher at Amnesty International."
    )
    assert stances(extraction(text)) == {("Amnesty International", "condemns")}


def test_the_spokesperson_speaks_where_body_and_person_say_it_in_one_breath() -> None:
    text = (
        "Amnesty International condemned the deportation of the refugees. "
        "“We know what awaits them,” said its director, Testa Example."
    )
    assert ("Testa Example", "condemns") in stances(extraction(text))
    assert ("Amnesty International", "condemns") not in stances(extraction(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The group counts 37 deported refugees, ministry data showed.", "Ministry of Unification"),
        ("37 refugees were deported from China in May, says Amnesty International.", AMNESTY),
        ("“They deported 37 refugees in May. We saw the bus,” said Amnesty International.", AMNESTY),
        ("A rights group, Amnesty International, said 37 refugees were deported in May.", AMNESTY),
        ("Amnesty International met the press. China deported 37 refugees in May, it said.", AMNESTY),
        ("China deported 37 refugees in May, according to Amnesty International.", AMNESTY),
    ],
)
def test_the_claimant_is_the_subject_of_the_telling(text: str, speaker: str) -> None:
    before = "The Ministry of Unification met the press on Monday. Refugees fear deportation.\n\n"
    taken = extraction(before + text)
    called = {entity.iri: entity.name for entity in taken.entities}
    claimants = [called[iri] for claim in taken.claims if isinstance(claim, EventClaim) for iri in claim.claimants]
    assert claimants == [speaker]
