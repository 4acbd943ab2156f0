"""Stances told in other words than the plain verbs: what the accused, the asked and the fearful say."""

import pytest

from refoulement.tests.synthetic import extraction, stances

TOKYO, AMNESTY, TESTA = "Government of Japan", "Amnesty International", "Testa Example"


def told(text: str) -> set[tuple[str, str]]:
    """The stances of a text after two sentences that say what it is about."""
    return stances(extraction(f"Refugees were deported to the North. Their families fear for the detained.\n\n{text}"))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Testa Example, a spokesman for Japan, said nobody had been sent back.", "denies"),
        ("Testa Example, a spokesman for Japan, said that not a single refugee had been deported.", "denies"),
        ("Testa Example, a minister, said the reports were not consistent with the facts.", "denies"),
        ("“We raised the treatment of refugees with the Chinese side,” said Testa Example, a lawyer.", "condemns"),
        ("“There is nothing we can confirm about the refugees,” said Testa Example, a minister.", "doesNotConfirm"),
        (
            "“President Lee Myung-bak should make it plain at once,” said Testa Example, a lawyer.",
            "urges",
        ),
        ("“China has no right to return the refugees,” said Testa Example, a lawyer.", "condemns"),
        ("“They treat the refugees like cattle,” said Testa Example, a lawyer.", "condemns"),
        ("“No refugee will come out of there alive,” said Testa Example, a lawyer.", "warns"),
        ("“We are appalled at the deportations,” said Bangkok-based lawyer Testa Example.", "condemns"),
        ("“These refugees will be hunted,” said Testa Example, a lawyer.", "warns"),
        ("“No refugee has been chased from this country,” said Testa Example, a spokesman for Japan.", "denies"),
        ("Testa Example, an ambassador, said his men had never touched the refugees.", "denies"),
        ("Testa Example, a minister, told reporters that they had left of their own free will.", "denies"),
        ("Testa Example, a minister, said the account was “a fable invented by liars”.", "denies"),
        ("Testa Example, a minister, said there was not a grain of truth in it.", "denies"),
        ("There are, said Testa Example, a minister, no refugees in Japan.", "denies"),
        ("Testa Example, a minister, said that the word “refugee” does not apply.", "denies"),
        ("Testa Example, a minister, said the reports of deportations were true.", "confirms"),
        ("“Yes, they are here,” said Testa Example, a police commander.", "confirms"),
        ("Testa Example, a minister, said two refugees had died, as their families had claimed.", "confirms"),
        ("Testa Example, a minister, said an inquiry into the deportations was under way.", "verifying"),
        ("Testa Example, a minister, said it was too early to say how many were deported.", "doesNotConfirm"),
        ("“The refugees will vanish,” Testa Example, a lawyer, said.", "warns"),
        ("Once the bridge opens, they will be in the hands of the guards, Testa Example, a lawyer, said.", "warns"),
        ("“Every day brings the refugees closer to an interrogation room,” said Testa Example, a lawyer.", "warns"),
        ("Testa Example, a lawyer, said those who are sent back are tortured.", "warns"),
        ("Testa Example, a lawyer, told the court that she expected to be shot.", "warns"),
        ("“They will be in jail by May unless somebody makes a noise,” said Testa Example, a lawyer.", "warns"),
        ("Testa Example, a lawyer, said the embassy had wasted the first five days.", "condemns"),
        ("“These returns should never have taken place,” said Testa Example, a lawyer.", "condemns"),
        ("“We regret the deportations,” said Testa Example, a lawyer.", "condemns"),
        ("“It was wrong,” said Testa Example, a lawyer, of the deportations.", "condemns"),
        ("“It must stop sending them back,” said Testa Example, a lawyer.", "urges"),
        ("Governments should press China to let them go, said Testa Example, a lawyer.", "urges"),
        ("“Do not put them on that bus,” said Testa Example, a lawyer.", "urges"),
        ("“China, which signed the Convention, should let them go,” said Testa Example, a lawyer.", "urges"),
        ("“China should say at once where the child is,” said Testa Example, a lawyer.", "urges"),
        ("“China is fully aware of the suffering of the refugees,” said Testa Example, a lawyer.", "condemns"),
        ("Testa Example, a lawyer, said that the government was standing by while refugees were deported.", "condemns"),
        ("“These returns are anything but voluntary,” said Testa Example, a lawyer.", "condemns"),
        ("“We are returning them to the North,” said Testa Example, a minister.", "confirms"),
        ("Testa Example, a minister, said the refugee was “deported in accordance with the law”.", "confirms"),
        ("Testa Example, a minister, said there was no proof that refugees were harmed.", "denies"),
        ("Testa Example, a minister, responded that those deported were not refugees.", "denies"),
        ("“We are confirming the nationality of the refugees,” said Testa Example, a minister.", "verifying"),
        ("“There's no way for us to confirm it,” said Testa Example, a minister.", "doesNotConfirm"),
        ("“In the North the refugees will be treated as traitors,” said Testa Example, a lawyer.", "warns"),
    ],
)
def test_what_is_said_takes_a_stance(text: str, stance: str) -> None:
    assert told(text) == {(TESTA, stance)}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Japan called the story of the refugees a hoax.", "denies"),
        ("Japan rejected the account as baseless.", "denies"),
        ("Japan scoffed at the idea that refugees were held.", "denies"),
        ("Japan did not dispute that three refugees were flown home.", "confirms"),
        ("Japan had to admit that the refugees were flown home.", "confirms"),
        ("Japan stood by its report on the refugees.", "confirms"),
        ("Japan was making inquiries about the refugees.", "verifying"),
        ("Japan has opened a file on the deportations.", "verifying"),
        ("Japan sent a consul to the border to find out whether the refugees were there.", "verifying"),
        ("Japan was waiting for a report on the deportations.", "verifying"),
        ("Japan could not say whether the refugees were alive.", "doesNotConfirm"),
        ("Japan had no way of knowing how many refugees were held.", "doesNotConfirm"),
        ("Japan was in no position to tell how many were deported.", "doesNotConfirm"),
        ("Japan has never acknowledged the deportations.", "doesNotConfirm"),
        ("Japan did not get back to the paper about the deportations.", "noComment"),
        ("Japan kept its own counsel on the deportations.", "noComment"),
        ("Japan gave no reply to the letter about the refugees.", "noComment"),
        ("Japan was tight-lipped about the refugees.", "noComment"),
        ("Japan withheld comment on the deportations.", "noComment"),
        ("Two letters about the refugees to Japan brought no answer.", "noComment"),
        ("Repeated calls by the paper to Japan about the refugees went unanswered.", "noComment"),
        ("Japan asked that the refugees be let go.", "urges"),
        ("Japan has repeatedly asked the Chinese side for doctors for the refugees.", "urges"),
        ("Japan asked for the refugees' release.", "urges"),
        ("Japan is working through other channels to verify the deportations.", "verifying"),
        ("Japan continues to urge China to let the refugees go.", "urges"),
        ("Japan told Laos to halt the deportations.", "urges"),
        ("Japan wrote to China that the deportations must end.", "urges"),
        ("Japan encouraged other states to take in the refugees.", "urges"),
        ("Japan took strong exception to the deportations.", "condemns"),
        ("Japan accused China of “buying calm with the lives of refugees”.", "condemns"),
        ("They told of a deportation that Japan called kidnapping.", "condemns"),
        ("Japan put out an appeal for the refugees.", "urges"),
        ("Japan would not say whether the refugees had been returned.", "doesNotConfirm"),
        ("Japan was not in a position to comment on the refugees.", "noComment"),
        ("Japan has not mentioned the refugees.", "noComment"),
        ("The lawyer has written to Japan about the refugees and has not received a reply.", "noComment"),
        ("The lawyer wrote to Japan about the refugees. No reply had been received.", "noComment"),
        ("Japan conveyed to China its deep regret over the deportations.", "condemns"),
    ],
)
def test_the_verbs_that_take_a_stance(text: str, stance: str) -> None:
    assert told(text) == {(TOKYO, stance)}


@pytest.mark.parametrize(
    "text",
    [
        "Testa Example, whose brother was deported, said she did not know whether he was alive.",
        "Testa Example, a refugee, said her broker had sold her to a farmer.",
        "Testa Example, a refugee, said that three women were killed in the prison.",
        "“He never hit me,” said Testa Example, a refugee.",
        "“Open the door,” the guards shouted, said Testa Example, a refugee.",
        "Testa Example, a minister, said the refugees would not be returned to a place where they could be harmed.",
        "Testa Example, a policeman, said the woman, a refugee, had admitted the crime.",
        "Amnesty International cautioned against expecting mass deportations.",
        "Nobody was punished for the deportations, Amnesty International said.",
        "Amnesty International said guards had held refugees and demanded bribes.",
        "Amnesty International asked for permission to see the refugees.",
        "Amnesty International asked its guests to imagine the life of the refugees.",
        "Japan asked that questions about the refugees be sent by letter.",
        "Japan acknowledged the efforts of those who feed the refugees.",
        "Amnesty International cautioned that no reliable count of the refugees exists.",
        "Japan warned against playing up the matter of the refugees.",
        "China fears unrest among the refugees.",
        "Testa Example, a minister, said there was no sign of life from the refugees.",
        "“I was wrong to hide that I was a refugee,” said Testa Example, a cook.",
        "“Please do not read these figures on refugees as good news,” said Testa Example, a lawyer.",
        "Amnesty International has had no reply about the refugees.",
        "Testa Example, a minister, said criticism of the deportations was “unacceptable”.",
        "Japan objects to attempts to politicise the deportations.",
        "Testa Example, a minister, said Japan would not push the refugees back to a place where they face danger.",
        "“I was frightened when I saw the boat of the refugees,” said Testa Example, a villager.",
        "“We are asking for your prayers for the refugees,” said Testa Example, a priest.",
        "Testa Example, a border officer, said no fewer than nine refugees were deported.",
        "Japan said the refugees came to find work, but rights groups say they will be tortured.",
        "Japan has refused to give refugee status to North Koreans.",
        "Testa Example, a priest, visited refugees. He said they were frightened of the deportations.",
        "Japan had examined and rejected the claims of the 94 refugees.",
        "Japan said there had been no effect on the refugees.",
        "Japan said on Friday that no decision on the refugees had been made.",
        "Japan asked journalists not to name the refugees.",
        "Japan accused them of illegal entry.",
        "Japan sells cars. Laos denies it.",
        "Testa Example, a refugee who asked that her name not be used, spoke of the prison.",
        "Testa Example spoke of the refugees because he was not authorised to speak to the paper.",
        "Japan has denied the Office of the Lawyers permission to visit the refugees.",
        "Japan asked the Chinese side for comment on the refugees.",
        "“These refugees will be released,” said Testa Example, a lawyer.",
        "“The refugees abroad must not be returned,” said Testa Example, a lawyer.",
        "“I thought I would die there,” said Testa Example, a refugee.",
        "“The guards told us we would be executed,” said Testa Example, a refugee.",
        "Japan said no refugees had arrived in May.",
        "Testa Example, a professor, said that Beijing fears unrest on its border.",
        "“Please donate to help the refugees,” Amnesty International said.",
        "Testa Example, a refugee who asked not to be named, refused to talk about the prison.",
    ],
)
def test_what_only_sounds_like_a_stance(text: str) -> None:
    assert told(text) == set()


def test_the_name_of_a_body_takes_no_stance() -> None:
    text = (
        "Amnesty International, said Testa Example, a lawyer, is part of the Coalition to Stop Crimes against Humanity."
    )
    assert (TESTA, "condemns") not in told(text)
