"""Roles as texts print them: titles, descriptions, and the body they are held at."""

import pytest

from refoulement.graph.claim import RoleClaim
from refoulement.tests.synthetic import extraction, names


def roles(text: str) -> set[tuple[str, str, str]]:
    taken = extraction(text)
    known = names(taken)
    return {
        (known[claim.person], claim.role, known[claim.organisation] if claim.organisation else "")
        for claim in taken.claims
        if isinstance(claim, RoleClaim)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Testa Example, 44, a bricklayer, read it.", ("Testa Example", "bricklayer", "")),
        ("The Ministry of Unification read it, said Kim Sam-pul, director general for samples at the ministry.",
         ("Kim Sam-pul", "director general for samples", "Ministry of Unification")),
        ("The Sampleton District Court read it. Presiding Judge Testa Example read it too.",
         ("Testa Example", "Judge", "Sampleton District Court")),
        ("UNHCR read it. Yesterday High Commissioner Testa Example did.",
         ("Testa Example", "High Commissioner", "United Nations High Commissioner for Refugees")),
        ("The Gilwood Mission read a list. It was long, said Gilwood's director, Kim Sam-pul.",
         ("Kim Sam-pul", "director", "Gilwood Mission")),
        ("Unification Minister Kim Sam-pul read it.",
         ("Kim Sam-pul", "Unification Minister", "Ministry of Unification")),
        ("Vice Foreign Minister Bae Tes-shim read the Unification Ministry's list.",
         ("Bae Tes-shim", "Vice Foreign Minister", "Ministry of Foreign Affairs of South Korea")),
        ("Sudan's foreign minister, Testa Example, read it.",
         ("Testa Example", "foreign minister", "Ministry of Foreign Affairs of Sudan")),
        ("The foreign minister, Testa Example, read it.", ("Testa Example", "foreign minister", "")),
        ("The Lao ambassador in London, H.E. Testhan Example, read it.",
         ("Testhan Example", "ambassador", "Embassy of Laos in the United Kingdom")),
        ("China's deputy ambassador, Gao Xuetmin, read it.",
         ("Gao Xuetmin", "deputy ambassador", "Government of China")),
        ("China's foreign ministry rejected it. Spokesman Lu Testdong read a list.",
         ("Lu Testdong", "Spokesman", "Ministry of Foreign Affairs of China")),
        ("Senator Tom Sampler (R-FL) and Rep. Anna Muster (D-NJ), the Chair and Cochair of the Synthetic Panel, read.",
         ("Anna Muster", "Cochair", "Synthetic Panel")),
        ("The Synthetic Reform Party asked. “A list”, MP Anna Muster said.",
         ("Anna Muster", "MP", "Synthetic Reform Party")),
        ("Lee Tes-mi of the Synthetic Reform Party read it. “A list”, the lawmaker said.",
         ("Lee Tes-mi", "lawmaker", "Synthetic Reform Party")),
        ("Pastor Gil Tes-hyun read it. His Sample Road Church had a list.",
         ("Gil Tes-hyun", "Pastor", "Sample Road Church")),
        ("Kim Tes-ran, who left in 2009 and is now president of the Synthetic Association, read it.",
         ("Kim Tes-ran", "president", "Synthetic Association")),
        ("Robert Sampler, who heads the Washington-based Synthetic Committee, read it.",
         ("Robert Sampler", "head", "Synthetic Committee")),
        ("Secretary-General António Guterres read it to the United Nations.",
         ("António Guterres", "Secretary-General", "United Nations")),
        ("Sample Rights's Chief Executive Anna Muster read it.", ("Anna Muster", "Chief Executive", "")),
        ("Samplers Abroad, a nonprofit, read it. “Beijing has a list,” its China researcher, Anna Muster, said.",
         ("Anna Muster", "China researcher", "Samplers Abroad")),
        ("China's foreign ministry rejected it. “That is a list. It is long,” spokesman Lu Testdong said.",
         ("Lu Testdong", "spokesman", "Ministry of Foreign Affairs of China")),
        ("The ranking Democrat, Representative Anna Muster, read it.",
         ("Anna Muster", "Representative", "Democratic Party of the United States")),
        ("Sudan read out a list. Government spokesman Testa Example kept it.",
         ("Testa Example", "Government spokesman", "Government of Sudan")),
        ("Oh Tes-min, director of Seoul-based Door to the Sample, a Christian group, read it.",
         ("Oh Tes-min", "director", "Door to the Sample")),
        ("Dr. Oh Tes-min, who analyses lists at the Synthetic Institute, read it.",
         ("Oh Tes-min", "Dr.", "Synthetic Institute")),
        ("Ambassador to China Baek Tes-dong read it.", ("Baek Tes-dong", "Ambassador to China", "")),
        ("Rev Oh Tes-min, a Sampleton-based pastor, read it.", ("Oh Tes-min", "Rev", "")),
        ("Samplers gathered in the town of Testburg. Pol Col Oh Tes-min, inspector of Testburg police, read it.",
         ("Oh Tes-min", "inspector", "Testburg police")),
        ("Rev. Oh Tes-min, 46, read out a list of places.", ("Oh Tes-min", "Rev.", "")),
        ("President Kim Sam-pul read out a list of places.", ("Kim Sam-pul", "President", "")),
        ("Police Colonel Testai Samut of the Synthetic Bureau read it.",
         ("Testai Samut", "Police Colonel", "Synthetic Bureau")),
        ("Rep. Kim Sam-pul (Democratic Party) read it.", ("Kim Sam-pul", "Rep.", "Democratic Party of Korea")),
        ("The chair, Nam Tes-ui, suspended it.", ("Nam Tes-ui", "chair", "")),
        ("The chair, Rep. Nam Tes-ui, suspended it.", ("Nam Tes-ui", "Rep.", "")),
        ("Testa Example, a rights lawyer with the Synthetic Forum, read it.",
         ("Testa Example", "rights lawyer", "Synthetic Forum")),
        ("Testa Example, Human Rights Watch's deputy Asia director, read it.",
         ("Testa Example", "deputy Asia director", "Human Rights Watch")),
        ("Testa Example, head of investigations at Human Rights Watch, read it.",
         ("Testa Example", "head of investigations", "Human Rights Watch")),
        ("A spokesman for Human Rights Watch, Testa Example, read it.",
         ("Testa Example", "spokesman", "Human Rights Watch")),
        ("The Synthetic Watch kept a list. Its director, Shin Tes-an, read it.",
         ("Shin Tes-an", "director", "Synthetic Watch")),
        ("The Synthetic Watch kept it. “A list”, said Testa Example, the group's Asia researcher.",
         ("Testa Example", "Asia researcher", "Synthetic Watch")),
        ("Kang Tes-ah, who leads the Synthetic Network, read it.", ("Kang Tes-ah", "leader", "Synthetic Network")),
        ("Park Tes-sung, a pastor who heads the Synthetic Mission, read it.",
         ("Park Tes-sung", "pastor", "Synthetic Mission")),
        ("Kim Tes-chul heads the Synthetic Network in Seoul.", ("Kim Tes-chul", "head", "Synthetic Network")),
        ("Testa Example, Special Rapporteur on made-up places, read it.",
         ("Testa Example", "Special Rapporteur on made-up places", "United Nations")),
        ("Shin Tes-ran, a former accountant from Chongjin, read it.", ("Shin Tes-ran", "former accountant", "")),
        ("A rights lawyer in Yangon, Daw Testa Mya, read it.", ("Testa Mya", "rights lawyer", "")),
        ("Defense Minister Yun Tes-hwan read it.",
         ("Yun Tes-hwan", "Defense Minister", "Ministry of National Defense of South Korea")),
        ("Foreign Minister Ri Tes-ho read it.",
         ("Ri Tes-ho", "Foreign Minister", "Ministry of Foreign Affairs of North Korea")),
        ("Niger was asked. Interior Minister Testaman Tankari read it.",
         ("Testaman Tankari", "Interior Minister", "Ministry of the Interior of Niger")),
        ("The Czech Embassy in Beijing was shut. Testa Example, press attache at the embassy, read it.",
         ("Testa Example", "press attache", "Embassy of the Czech Republic in China")),
        ("The Synthetic Subcommittee met. The subcommittee's chair, Testa Example, read it.",
         ("Testa Example", "chair", "Synthetic Subcommittee")),
        ("“A list”, says Pastor Samuel Testo, who leads the Sampler Methodist congregation.",
         ("Samuel Testo", "Pastor", "Sampler Methodist congregation")),
        ("A list was read by Police Col. Testat Samut of the Chiang Saen station.",
         ("Testat Samut", "Police Col.", "Chiang Saen police")),
        ("Pol Col Testat Samut, superintendent of Chiang Saen police, read it.",
         ("Testat Samut", "superintendent", "Chiang Saen police")),
        ("A pastor in Cheonan who had paid for it, Ok Tes-min, came. His mission, Caleb Sample, read it.",
         ("Ok Tes-min", "pastor", "Caleb Sample")),
        ("The director of migration, Rafael Testo, read it in the Dominican Republic.",
         ("Rafael Testo", "director of migration", "General Directorate of Migration of the Dominican Republic")),
        ("The Working Group on Samples: Ms. Anna Testa (Chair-Rapporteur), Mr. Tae-ik Tes (Vice Chair).",
         ("Anna Testa", "Chair-Rapporteur", "Working Group on Samples")),
        ("Ahn Tes-bok, twice sent back from China, now chair of the Sample Group, read it.",
         ("Ahn Tes-bok", "chair", "Sample Group")),
        ("Dr. Maeng Tes-yeon, author of the report and director of the Sample Archive, read it.",
         ("Maeng Tes-yeon", "director", "Sample Archive")),
        ("The Synthetic County Commission met. Commissioner Bill Testaway read it.",
         ("Bill Testaway", "Commissioner", "Synthetic County Commission")),
        ("The Synthetic Association met. One of the association's founders, Ri Tes-sik, read it.",
         ("Ri Tes-sik", "founder", "Synthetic Association")),
        ("An activist with the Synthetic Network read it. A list, the activist, Noh Tes-taek, said.",
         ("Noh Tes-taek", "activist", "Synthetic Network")),
        ("A lawmaker who follows it, Testavyn Ganbold of the Synthetic Party, read it.",
         ("Testavyn Ganbold", "lawmaker", "Synthetic Party")),
        ("Human Rights Watch read it. A list, said Marianne Testo, an Asia researcher at the New York-based group.",
         ("Marianne Testo", "Asia researcher", "Human Rights Watch")),
        ("The UN refugee agency read it. Its regional spokesman there, Tomasz Testo, read another.",
         ("Tomasz Testo", "regional spokesman", "United Nations High Commissioner for Refugees")),
        ("Nine came, the Ministry of Unification said.\n\n“A list,” deputy spokesperson Cho Tes-jin said.",
         ("Cho Tes-jin", "deputy spokesperson", "Ministry of Unification")),
        ("The United Nations Special Rapporteur on Torture, Elena Testo, read it.",
         ("Elena Testo", "Special Rapporteur on Torture", "United Nations")),
        ("Chief Cabinet Secretary Toru Testoshi read it.",
         ("Toru Testoshi", "Chief Cabinet Secretary", "Government of Japan")),
        ("U.N. High Commissioner for Human Rights Anna Testova read it.",
         ("Anna Testova", "High Commissioner for Human Rights", "United Nations")),
        ("Rev. Peter Testo, founder of the US-based Sample Mission, read it.",
         ("Peter Testo", "founder", "Sample Mission")),
        ("Nicolai Testo, chairman of the German group Sampler Watch, read it.",
         ("Nicolai Testo", "chairman", "Sampler Watch")),
        ("Joseph Testim, chairman of the New Malden-based Sample Society, read it.",
         ("Joseph Testim", "chairman", "Sample Society")),
        ("Interior Minister Testaz Example told reporters in Islamabad of a list.",
         ("Testaz Example", "Interior Minister", "Ministry of the Interior of Pakistan")),
        ("The Australian Border Force was there. Home Affairs Minister Peter Testo read it.",
         ("Peter Testo", "Home Affairs Minister", "Ministry of Home Affairs of Australia")),
        ("Homeland Security Secretary Testa Example read it to U.S. officials.",
         ("Testa Example", "Homeland Security Secretary", "United States Department of Homeland Security")),
        ("Secretary of State Testa Example wrote to the United States Senate.",
         ("Testa Example", "Secretary of State", "United States Department of State")),
        ("A spokesman for the Garissa County government, Testa Example, read it.",
         ("Testa Example", "spokesman", "Garissa County government")),
        ("The Synthetic Initiative on Test Rights' director, Testa Example, read it.",
         ("Testa Example", "director", "Synthetic Initiative on Test Rights")),
        ("Alexei Testov, who runs the Asia desk at the Synthetic School of Economics, read it.",
         ("Alexei Testov", "head", "Synthetic School of Economics")),
        ("When Pastor Jeong was held there, they read a list.", ("Jeong", "Pastor", "")),
        ("Headman Testjai Samut of the north read it.", ("Testjai Samut", "Headman", "")),
        ("Inspector-General Testa Example read it.", ("Testa Example", "Inspector-General", "")),
        ("“A list”, said Testa Example, the conductor, a small woman of 58.", ("Testa Example", "conductor", "")),
        ("Sociologist Anna Muster of Sampleton University read it.",
         ("Anna Muster", "Sociologist", "Sampleton University")),
        ("Council member Gil Tes-ho of the Synthetic Party read it.",
         ("Gil Tes-ho", "Council member", "Synthetic Party")),
        ("The South Korean National Assembly member Kwak Tes-ho read it.",
         ("Kwak Tes-ho", "member", "National Assembly of South Korea")),
        ("The General Authority for Border Sampling read it. “It”, said Col. Testa Example, deputy chief of the force.",
         ("Testa Example", "deputy chief", "General Authority for Border Sampling")),
        ("The Sampleton-gu District Office read it, said Noh Tes-mi, head of the district's welfare division.",
         ("Noh Tes-mi", "head", "Sampleton-gu District Office")),
        ("They met Sample Horizons, a church network. Its secretary, the Reverend Yun Tes-sik, read it.",
         ("Yun Tes-sik", "secretary", "Sample Horizons")),
        ("The organiser and the head of a group called Sample Horizons, Anna Muster, read it.",
         ("Anna Muster", "head", "Sample Horizons")),
        ("The MP, Sir Alan Sampler, a Liberal Democrat, read it.", ("Alan Sampler", "MP", "Liberal Democrats")),
        ("Rep. Tom Sampler, a Republican of Ohio, read it.",
         ("Tom Sampler", "Rep.", "Republican Party of the United States")),
        ("The Labour MP Diane Sampler read it.", ("Diane Sampler", "Labour MP", "Labour Party")),
        ("The home secretary, Mark Sampler, read it. A Home Office spokesperson read more.",
         ("Mark Sampler", "home secretary", "Home Office")),
        ("Tesak Sampler, a government spokesman, said Thailand would read it.",
         ("Tesak Sampler", "government spokesman", "Government of Thailand")),
        ("His lawyer, Seo Tes-hwan, read. Lawyers for a Sampled Land, an association to which Seo belongs, read.",
         ("Seo Tes-hwan", "lawyer", "Lawyers for a Sampled Land")),
        ("Amnesty International read it. “A list”, said Clara Sampler, Amnesty's Turkey campaigner.",
         ("Clara Sampler", "Turkey campaigner", "Amnesty International")),
        ("The Ministry of Unification read. The ministry told the Synthetic Watch. Its director, Testa Example, spoke.",
         ("Testa Example", "director", "Ministry of Unification")),
        ("The Synthetic Union read it. In a reply to the Synthetic Watch its director, Testa Example, read more.",
         ("Testa Example", "director", "Synthetic Union")),
        ("Her translator, Sampleton University professor of Korean literature Su Tes-chun, read it.",
         ("Su Tes-chun", "professor of Korean literature", "Sampleton University")),
        ("The Levant Sample Monitor's Turkey researcher, Ayda Örnek, read it.",
         ("Ayda Örnek", "Turkey researcher", "Levant Sample Monitor")),
        ("A team from Testa Phrao police station read. “It”, said Pol Col Testan Samut, the station's superintendent.",
         ("Testan Samut", "superintendent", "Testa Phrao police station")),
        ("A charity, Synthetic Horizons, read it. Its head, Norwegian Peter Sampler, read more.",
         ("Peter Sampler", "head", "Synthetic Horizons")),
        ("It was read by the Synthetic Union, a German body. Its vice-president, Testa Example, read more.",
         ("Testa Example", "vice-president", "Synthetic Union")),
        ("The Synthetic Union called on Laos. “It signed the Refugee Convention,” said its director, Testa Example.",
         ("Testa Example", "director", "Synthetic Union")),
        ("Rev. Goo Tes-sik, 58, of Sample Road Church read it.", ("Goo Tes-sik", "Rev.", "Sample Road Church")),
        ("Laos' ambassador to the United Nations, Testhan Example, read it.",
         ("Testhan Example", "ambassador to the United Nations", "Government of Laos")),
        ("Testa Example, who runs the Busan group Synthetic Horizons, read it.",
         ("Testa Example", "head", "Synthetic Horizons")),
        ("Noh Tes-taek, an escapee who runs the Busan group Synthetic Horizons, read it.",
         ("Noh Tes-taek", "head", "Synthetic Horizons")),
        ("Noh Tes-taek, the South Korean foreign minister, read it.",
         ("Noh Tes-taek", "foreign minister", "Ministry of Foreign Affairs of South Korea")),
        ("Rep. Anna Muster, an Ohio Republican who was there, read it.",
         ("Anna Muster", "Rep.", "Republican Party of the United States")),
        ("It was read by spokeswoman Testha Samplqvist of the UNHCR, which was there.",
         ("Testha Samplqvist", "spokeswoman", "United Nations High Commissioner for Refugees")),
        ("Senior Gen. Testa Example read it.", ("Testa Example", "Senior Gen.", "")),
        ("He urged President Obama to read it.", ("Barack Obama", "President", "")),
        ("Kenya's Interior Cabinet secretary, Testa ole Example, read it.",
         ("Testa ole Example", "Interior Cabinet secretary", "Ministry of the Interior of Kenya")),
        ("The Samplers' Fund read it. Senior researcher Oh Tes-hyang said that a list was read.",
         ("Oh Tes-hyang", "Senior researcher", "Samplers' Fund")),
        ("The Samplers' Fund read it. “It is a list,” said the director, Moon Tes-geun.",
         ("Moon Tes-geun", "director", "Samplers' Fund")),
        ("The Samplers' Fund read it. Lawyer Jeon Tes-won said the group read it.",
         ("Jeon Tes-won", "Lawyer", "Samplers' Fund")),
        ("It was read. Lawyer Jeon Tes-won told the Samplers' Fund to read it.", ("Jeon Tes-won", "Lawyer", "")),
        ("The Samplers' Fund met the Testers' Union. Senior researcher Oh Tes-hyang read it.",
         ("Oh Tes-hyang", "Senior researcher", "")),
        ("The Samplers' Fund read it. The government of Laos did not. “A list,” its director Mitsuo Testuchi said.",
         ("Mitsuo Testuchi", "director", "Samplers' Fund")),
        ("The Cameroonian Embassy in Washington read it. “A list,” an attaché, Testan Example, told me.",
         ("Testan Example", "attaché", "Embassy of Cameroon in the United States")),
        ("The Ministry of Foreign Affairs of Japan read it. It was a list. Minister Testa Example read it too.",
         ("Testa Example", "Minister", "Ministry of Foreign Affairs of Japan")),
        ("An official at the Egyptian Foreign Ministry, Ambassador Wael Testini, read it.",
         ("Wael Testini", "Ambassador", "Ministry of Foreign Affairs of Egypt")),
        ("The General Directorate of Migration (DGT) of the Dominican Republic met. DGT director Ramon Testo read it.",
         ("Ramon Testo", "director", "General Directorate of Migration of the Dominican Republic")),
        ("Testaganita director Josephine Testan, when contacted, read it.",
         ("Josephine Testan", "director", "Testaganita")),
        ("East Asia director Anna Muster read it.", ("Anna Muster", "East Asia director", "")),
        ("They met in Wan Tes district. Wan Tes police superintendent Pol Colonel Anucha Testri said so.",
         ("Anucha Testri", "superintendent", "Wan Tes police")),
        ("The World Food Programme met there. The U.N. agency's deputy director, Anna Muster, read it.",
         ("Anna Muster", "deputy director", "World Food Programme")),
        ("Human Rights Watch read it. “A list,” said Anna Muster, the New York group's deputy Asia director.",
         ("Anna Muster", "deputy Asia director", "Human Rights Watch")),
        ("The Busan International Film Festival opened. The festival's new director, Kim Tes-min, read it.",
         ("Kim Tes-min", "new director", "Busan International Film Festival")),
        ("“A list,” barrister Anna Muster, of the Hong Kong branch of Amnesty International, read out.",
         ("Anna Muster", "barrister", "Amnesty International")),
        ("They read it: Anna Muster (Chair-Rapporteur), Working Group on Arbitrary Detention.",
         ("Anna Muster", "Chair-Rapporteur", "United Nations Working Group on Arbitrary Detention")),
        ("The Special Rapporteur on the rights of samples, Anna Muster, read a list.",
         ("Anna Muster", "Special Rapporteur on the rights of samples", "United Nations")),
        ("He wrote to Anna Muster, the head of Amnesty International: read the list.",
         ("Anna Muster", "head", "Amnesty International")),
        ("The Indonesian Embassy read a list. Ambassador Test Kirana read it too.",
         ("Test Kirana", "Ambassador", "Embassy of Indonesia")),
        ("The Thai Immigration Bureau read a list. Deputy commissioner Pol Maj-General Wut Testapon read it too.",
         ("Wut Testapon", "Deputy commissioner", "Immigration Bureau of Thailand")),
        ("At the Cambodian Interior Ministry, Lieutenant General Anna Muster read a list.",
         ("Anna Muster", "Lieutenant General", "Ministry of Interior of Cambodia")),
        ("Human Rights Watch counted them. “A list,” the report's lead author, Anna Muster, told them.",
         ("Anna Muster", "lead author", "Human Rights Watch")),
        ("U.S. Rep. Anna Muster, a freshman Democrat from Testa, read a list.",
         ("Anna Muster", "Rep.", "Democratic Party of the United States")),
        ("It was a list, said Noh Tes-jae, Data Lead at the Samplers' Fund.",
         ("Noh Tes-jae", "Data Lead", "Samplers' Fund")),
    ],
)  # fmt: skip
def test_a_role_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kim Sam-pul, a defector, read out a list of places.",
        "Kim Sam-pul, whose brother was a doctor, read it.",
        "Kim Sam-pul, 43, fled with her two children.",
        "Dr. Testa Example read out a list of places.",
        "Testa Example, 66, a retired teacher, read it.",
        "Testa Example, a former nurse, read it.",
        "Testa Example, a brick kiln worker, read it.",
        "Testa Example, a woman who ran to the Synthetic Bridge, read it.",
    ],
)
def test_what_is_no_role(text: str) -> None:
    assert roles(text) == set()


def test_a_rank_counts_where_nothing_else_is_told() -> None:
    assert roles("Col. Testa Example read it.") == {("Testa Example", "Col.", "")}
    assert roles("A spokesman, Col. Testa Example, read it.") == {("Testa Example", "spokesman", "")}


def test_a_members_office_says_more_than_membership() -> None:
    text = "Rep. Hong Tes-pyo of the Synthetic Party, a member of the Synthetic Committee, read it."
    assert roles(text) == {("Hong Tes-pyo", "Rep.", "Synthetic Party")}


def test_an_author_who_directs_something_is_its_director() -> None:
    text = "Dr. Maeng Tes-yeon, lead author of the report and director of the Sample Archive, read it."
    assert roles(text) == {("Maeng Tes-yeon", "director", "Sample Archive")}


def test_one_role_a_person_where_one_says_more() -> None:
    text = "The Synthetic Watch's coordinator, Thomas Sampler, a German physician, read it."
    assert roles(text) == {("Thomas Sampler", "coordinator", "Synthetic Watch")}


def test_the_staff_that_a_group_quotes_serve_it() -> None:
    text = "A synthetic publisher said so. “A list”, said Anna Muster, senior researcher. “More”, said our director."
    assert ("Anna Muster", "senior researcher", "A synthetic publisher") in roles(text)
    text = (
        "The group read it. “It”, said Noh Tes-taek, our Busan-based rescue manager.\n\nA synthetic publisher · Busan"
    )
    assert ("Noh Tes-taek", "rescue manager", "A synthetic publisher") in roles(text)
    text = "“It was Noh Tes-taek, our rescue manager,” they read.\n\nA synthetic publisher · Busan"
    assert ("Noh Tes-taek", "rescue manager", "A synthetic publisher") not in roles(text)
    assert roles("“A list”, said Anna Muster, senior researcher.") == {("Anna Muster", "senior researcher", "")}


def test_a_role_is_not_housed_where_another_kind_of_body_was_told() -> None:
    text = "Oh Tes-min of the Synthetic University read it. The museum's director, Anna Muster, read more."
    assert ("Anna Muster", "director", "") in roles(text)


def test_a_lawmakers_party_is_told_beside_what_else_he_chairs() -> None:
    text = "The chairman of the Sample Committee, Republican Representative Dale Muster of Ohio, read it."
    assert {role for _, role, _ in roles(text)} == {"chairman", "Republican Representative"}
    text = "Senator Anna Muster read it. Anna Muster, chair of the Sample Committee, read more."
    assert roles(text) == {("Anna Muster", "chair", "Sample Committee")}
