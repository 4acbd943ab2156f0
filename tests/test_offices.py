"""Bodies that stand in words of lower case, and towns, camps and crossings beside them."""

import pytest

from refoulement.tests.synthetic import extraction


def names_of(text: str) -> set[str]:
    return {entity.name for entity in extraction(text).entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The public security department of Yunnan province read it.", "Yunnan public security department"),
        ("The public security bureau in Dandong did not read it.", "Dandong public security bureau"),
        ("They met in Tumen. The city's culture and tourism bureau read it.", "Tumen culture and tourism bureau"),
        ("The Tumen exit-entry border inspection station read it.", "Tumen exit-entry border inspection station"),
        ("Jordan's national border inspection service read it.", "National Border Inspection Service of Jordan"),
        ("The Jordanian tax directorate read out a list.", "Tax Directorate of Jordan"),
        ("China put out a list, the customs administration says.", "General Administration of Customs of China"),
        ("Thailand held nine people, the immigration bureau says.", "Immigration Bureau of Thailand"),
        ("In Kazakhstan, the office of the Prosecutor General read it.", "Prosecutor General's Office of Kazakhstan"),
        ("The Prosecutor General's Office of a made-up land read it.", "Prosecutor General's Office"),
        ("Pol Col Testat Samut, superintendent of Chiang Saen police, read it.", "Chiang Saen police"),
        ("Police Col. Testat Samut of the Chiang Saen station read it.", "Chiang Saen police"),
        ("They told the Japan Coast Guard of a list for South Korea, the coast guard says.", "Japan Coast Guard"),
        ("The Sinuiju city people's committee read it.", "Sinuiju city people's committee"),
        ("The Tumen frontier inspection station read it.", "Tumen frontier inspection station"),
        ("Mae Sai police were looking for a list of places.", "Mae Sai police"),
        ("Chiang Saen hospital said a list had been read there.", "Chiang Saen hospital"),
        ("China's mission in Geneva read it.", "Permanent Mission of China to the United Nations in Geneva"),
        ("South Korea told its embassy in Beijing to read a list.", "Embassy of South Korea in China"),
        ("Testa Example leads the Sampler Methodist congregation there.", "Sampler Methodist congregation"),
        ("The Episcopal Conference of Haiti read out a list.", "Episcopal Conference of Haiti"),
        ("The House of Commons Subcommittee on Samples read it.", "House of Commons Subcommittee on Samples"),
        ("The Department of Samples and International Tests read it.", "Department of Samples and International Tests"),
        ("They asked the Kingston Council for English evening classes.", "Kingston Council"),
        ("They met in Tumen. The county government said a list was read.", "Tumen county government"),
        ("They met in Tumen. The public security bureau there read it.", "Tumen public security bureau"),
        ("They met in Tumen. The local public security bureau read it.", "Tumen public security bureau"),
        ("They met in Yunnan province. Police in the province said so.", "Yunnan police"),
        ("It was read at the court in Yanji.", "Yanji Court"),
        ("A patrol from Testa Sam police station read it.", "Testa Sam police station"),
        ("North Korea read it. The South's spy agency read it too.", "National Intelligence Service"),
        ("North Korea's Red Cross read out a list.", "North Korean Red Cross"),
        ("The Thai Red Cross read out a list.", "Red Cross Society of Thailand"),
        ("North Korea's state media read out a list.", "Government of North Korea"),
        (
            "Testa Example, a clerk in the Foreign Ministry's Samples and Tests Bureau, read it.",
            "Samples and Tests Bureau",
        ),
        ("China read it. Its foreign ministry read it too.", "Ministry of Foreign Affairs of China"),
        (
            "Thailand's prime minister read it, and his foreign ministry did too.",
            "Ministry of Foreign Affairs of Thailand",
        ),
        ("It was read, said Gao Jianming, a foreign ministry spokesman.", "Ministry of Foreign Affairs of China"),
        ("Chiang Saen police picked up nine people by day.", "Chiang Saen police"),
        ("Chiang Saen's provincial police read it.", "Chiang Saen police"),
    ],
)
def test_a_body_is_named(text: str, name: str) -> None:
    assert name in names_of(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They were taken to Chiang Saen police station by day.", "Chiang Saen police"),
        ("Chiang Saen police picking by day is a sport.", "Chiang Saen police"),
        ("They walked from Chiang Saen station to a river.", "Chiang Saen police"),
        ("Testa Example, an officer with the station, read it.", "Testa Example station"),
        ("Testa Example, a church deacon from Sampleton, read it.", "Sampleton church"),
        ("The Wiyontest railway station was shut for days.", "Wiyontest railway station"),
        ("Testa Example, director general for North Asia, read it.", "North Asia"),
        ("The group, a New York-based one, read out a list.", "New York-based"),
        ("The presidential office of nowhere read out a list.", "President's Office"),
        ("The prime minister's office was shut for a day.", "Prime Minister's Office"),
        ("He lives in the Gulf region with a list.", "Gulf"),
        ("They told the Japan Coast Guard of a list for South Korea, the coast guard says.", "Korea Coast Guard"),
        ("They met in Tumen. The county government building is old.", "Tumen county government"),
        ("The Red Cross read out a list in Thailand.", "Red Cross Society of Thailand"),
        (
            "A man told the North Koreans so, and his foreign ministry read it.",
            "Ministry of Foreign Affairs of North Korea",
        ),
        ("Others there have better lists than our Foreign Ministry.", "Foreign Ministry"),
        (
            "Testa Example, a clerk in the Foreign Ministry's Samples and Tests Bureau, read it.",
            "Foreign Ministry's Samples",
        ),
    ],
)
def test_what_names_no_body(text: str, name: str) -> None:
    assert name not in names_of(text)


def test_an_office_with_and_without_national_is_one() -> None:
    text = "Jordan's national tax service read it. The Jordanian tax service read another list."
    assert names_of(text) == {"National Tax Service of Jordan"}


def test_the_town_of_an_office_counts_beside_it() -> None:
    assert names_of("The public security bureau in Dandong read it.") == {"Dandong public security bureau", "Dandong"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They were held in the Testeli and Samba camps for days.", "Testeli camp"),
        ("They were held in the Testeli and Samba camps for days.", "Samba camp"),
        ("They are in the prison of Testinga until today.", "Testinga prison"),
        ("They were held at Testa Sao camp for nine days.", "Testa Sao camp"),
        ("They were in Re-education Camp No. 77 for a year.", "Re-education Camp No. 77"),
        ("They were taken to the military detention centre at Tumen.", "Tumen military detention centre"),
        (
            "They sat in the Special Detention Centre for Foreign Citizens.",
            "Special Detention Centre for Foreign Citizens",
        ),
        ("They passed the Tumen and Dandong border posts that day.", "Dandong–Sinuiju crossing"),
        ("They passed the Tumen and Dandong border posts that day.", "Tumen–Namyang crossing"),
        ("The Tumen port handled many trips in that year.", "Tumen–Namyang crossing"),
        ("They came by the Tumangang-Khasan crossing that day.", "Khasan–Tumangang crossing"),
        ("They left from Testen, the main crossing point there.", "Testen crossing"),
        ("They live in Khabtest region, far from any town.", "Khabtest"),
        ("They were stopped in the district of Chu Tes there.", "Chu Tes"),
        ("A house in the city's Testshan District was searched.", "Testshan"),
    ],
)
def test_a_place_is_named(text: str, name: str) -> None:
    assert name in names_of(text)


def test_a_camp_is_meant_by_its_first_word() -> None:
    text = "Men were held in Testeli camp.\n\nThose who were taken from Testeli have not come back."
    assert names_of(text) == {"Testeli camp"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kingston councillor Testa Example read it.", {"Kingston", "Testa Example"}),
        ("Jamaica was asked. Kingston read out a list.", {"Jamaica", "Government of Jamaica"}),
        ("We urge Hanoi and Bangkok to read it.", {"Government of Vietnam", "Government of Thailand"}),
        ("The Seoul newsletter read out a list.", set()),
        ("They are old friends of Pyongyang.", {"Government of North Korea"}),
        ("London's only such menu was read.", {"London"}),
        ("Peace to you from a very cold Seoul.", {"Seoul"}),
        ("A UNHCR spokesman in Bangkok read it.", {"United Nations High Commissioner for Refugees", "Bangkok"}),
        ("The Ministry of Unification read it. A lawmaker accused the government of silence.",
         {"Ministry of Unification", "Government of South Korea"}),
        ("China read it. A lawmaker accused the government of silence.", {"China"}),
        ("West Germany read out a list of places.", set()),
        ("They live in Latin America with a list.", set()),
        ("They live in America with a list.", {"United States"}),
        ("They read of the government in Pyongyang.", {"Government of North Korea"}),
        ("The authorities of Vietnam read out a list.", {"Government of Vietnam"}),
        ("Jamaica was read of. They left Birmingham for Kingston.", {"Jamaica", "Birmingham", "Kingston"}),
        ("China is Pyongyang's only ally there.", {"China", "Government of North Korea"}),
        ("The Ministry of Unification read it.\n\nIt was said that our government reads it.",
         {"Ministry of Unification", "Government of South Korea"}),
        ("The Ministry of Unification read it.\n\nThe government keeps a list.",
         {"Ministry of Unification", "Government of South Korea"}),
        ("The Ministry of Unification read it.\n\nIn Laos the government keeps a list.",
         {"Ministry of Unification", "Laos"}),
        ("A National Security Council paper was read.", {"National Security Council"}),
        ("They were sent to Viet Nam and the Lao PDR.", {"Vietnam", "Laos"}),
    ],
)  # fmt: skip
def test_what_a_place_stands_for(text: str, expected: set[str]) -> None:
    assert names_of(text) == expected
