"""Who and what a text names: the gazetteer's names, new ones, and what a capital's name stands for."""

import pytest

from refoulement.loaders.extract import extract
from refoulement.tests.synthetic import article, extraction, names


def named(text: str) -> set[tuple[str, str]]:
    return {(entity.name, entity.kind) for entity in extraction(text).entities}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The bus stopped in Dandong before noon that day.", "Dandong", "Settlement"),
        ("People were held at Chanchun Tiebei Prison that year.", "Changchun Tiebei Prison", "Prison"),
        ("The road goes through Kyŏngwŏn before it ends.", "Kyongwon", "Settlement"),
        ("They walked over the Onsong crossing point at night.", "Tumen–Namyang crossing", "BorderCrossing"),
        ("The TJWG published a list of places last year.", "Transitional Justice Working Group", "RightsGroup"),
        (
            "China’s foreign ministry published a list of places.",
            "Ministry of Foreign Affairs of China",
            "GovernmentBody",
        ),
        (
            "The Foreign Ministry in Seoul published a list of places.",
            "Ministry of Foreign Affairs of South Korea",
            "GovernmentBody",
        ),
        (
            "Mongolia’s interior ministry published a list of places.",
            "Ministry of the Interior of Mongolia",
            "GovernmentBody",
        ),
        ("North Korean state media published a list of places.", "Government of North Korea", "GovernmentBody"),
        ("They were held at Sampleton Prison for several months.", "Sampleton Prison", "Prison"),
        ("A lawmaker, Kim Sam-pul, read out a list of places.", "Kim Sam-pul", "Person"),
        (
            "“It is a list of places,” said Testa Example, a researcher at Human Rights Watch.",
            "Testa Example",
            "Person",
        ),
        (
            "The Synthetic Testing Network (STN) published a list of places.",
            "Synthetic Testing Network",
            "Organisation",
        ),
    ],
)
def test_a_name_is_found(text: str, name: str, kind: str) -> None:
    assert (name, kind) in named(text)


def test_an_acronym_introduced_is_known_further_on() -> None:
    taken = extraction(
        "The Synthetic Testing Network (STN) counted places.\n\nMore will follow, the STN said on that day."
    )
    mentions = [mention.passage.exact for mention in taken.mentions]
    assert mentions == ["Synthetic Testing Network", "STN", "STN"]
    assert len({mention.entity for mention in taken.mentions}) == 1


def test_a_capital_that_acts_is_its_government() -> None:
    assert ("Government of China", "GovernmentBody") in named("Beijing has not answered the letter of that group.")


def test_a_capital_where_something_happens_is_no_government() -> None:
    assert named("A list of places was read out in Beijing on that day.") == {("Beijing", "Settlement")}


def test_a_nationality_is_no_mention_of_its_country() -> None:
    assert named("North Korean refugees read out a list of places.") == set()


def test_what_is_based_somewhere_does_not_name_the_place() -> None:
    assert named("A Seoul-based group read out a list of places.") == set()
    assert named("A group that is based in Osaka read out a list of places.") == set()
    assert named("A group that met in Osaka read out a list of places.") == {("Osaka", "Settlement")}


def test_the_village_of_nanping_is_meant_and_not_the_city() -> None:
    taken = extraction("The bus went through Nanping and stopped for a while.")
    assert [entity.iri.rsplit("/", 1)[1] for entity in taken.entities] == ["nanping"]


def test_two_articles_mint_two_persons_of_one_name() -> None:
    text = "A lawmaker, Kim Sam-pul, read out a list of places."
    one, other = (extract(article(text, identifier=identifier)) for identifier in ("one", "other"))
    assert list(names(one).values()) == list(names(other).values()) == ["Kim Sam-pul"]
    assert names(one).keys() != names(other).keys()
    assert names(one) == names(extract(article(text, identifier="one")))  # the same article: the same person


def test_every_mention_cuts_its_words_out_of_the_text() -> None:
    text = "“They left”, said Testa Example, a researcher at the TJWG in Seoul.\n\nBeijing’s ministry did not."
    taken = extraction(text)
    assert taken.mentions
    for mention in taken.mentions:
        assert text[mention.passage.start : mention.passage.end] == mention.passage.exact


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They were put out through Torkham on that day.", "Torkham crossing", "BorderCrossing"),
        ("They were put out through Chaman on that day.", "Chaman–Spin Boldak crossing", "BorderCrossing"),
        ("They drove to Spin Boldak on that day.", "Spin Boldak", "Settlement"),
        ("They were held in Yodok for several months.", "Camp 15", "PrisonCamp"),
        ("They drove through Yodok County on that day.", "Yodok County", "Settlement"),
        ("The Chinese Embassy in Thailand read a list.", "Embassy of China in Thailand", "GovernmentBody"),
    ],
)
def test_what_the_press_means_by_a_name(text: str, name: str, kind: str) -> None:
    assert (name, kind) in named(text)


def test_a_commissioner_with_a_name_holds_an_office_of_the_united_nations() -> None:
    office = ("United Nations Human Rights Office", "InternationalBody")
    for text in (
        "The UN High Commissioner for Human Rights, Testa Example, read a list.",
        "Testa Example, the UN high commissioner for human rights, read a list.",
    ):
        assert ("United Nations", "InternationalBody") in named(text)
        assert office not in named(text)
    assert office in named("The UN High Commissioner for Human Rights read out a list of places.")


def test_the_ministry_of_state_security_is_the_norths_in_an_article_on_korea() -> None:
    security = ("Ministry of State Security of North Korea", "GovernmentBody")
    assert security in named("They fled North Korea. The Ministry of State Security held them.")
    assert security not in named("They fled at night. The Ministry of State Security held them.")
