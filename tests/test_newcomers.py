"""Names that no list holds, by the words around them; what a place's name stands for."""

from dataclasses import replace

import pytest

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import extract, gazetteer, mentions
from refoulement.loaders.extract.newcomers import Newcomers
from refoulement.loaders.extract.scene import Candidate
from refoulement.loaders.extract.sentences import read
from refoulement.loaders.language import Analysis, Span
from refoulement.loaders.language.analysis import Label
from refoulement.ontology import subclasses
from refoulement.tests.synthetic import article, extraction


def sorted_kind(entity: Entity) -> str:
    kinds = ("Person", "Organisation", "DetentionFacility", "BorderCrossing", "Region", "Settlement", "Country")
    return next(kind for kind in kinds if entity.kind in subclasses(kind))


def named(text: str) -> set[tuple[str, str]]:
    return {(entity.name, sorted_kind(entity)) for entity in extraction(text).entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Advocate Testa Gul of the Synthetic Aid Forum read out a list.", {"Testa Gul", "Synthetic Aid Forum"}),
        ("“A list”, said Anna Muster of Sample Horizons, a tour company.", {"Anna Muster", "Sample Horizons"}),
        ("Samplers Abroad, a small nonprofit, read out a list.", {"Samplers Abroad"}),
        ("Doctors at the University of Sampleton read out a list.", {"University of Sampleton"}),
        (
            "So said Testa-Lise Gul of the Sample Test Collective, a group of readers.",
            {"Testa-Lise Gul", "Sample Test Collective"},
        ),
        ("A clerk told Sampladil newspaper that a list was read.", {"Sampladil"}),
        ("Her memoir, published last month by Samplak, is a list.", {"Samplak"}),
        ("The ruling Liberal Democratic Party read out a list.", {"Liberal Democratic Party of Japan"}),
        ("The Directorate General of Samples read out a list.", {"Directorate General of Samples"}),
        ("The Support Group for Samples and Tests read a list.", {"Support Group for Samples and Tests"}),
        ("A list was kept by the migration agency SGT in May.", {"SGT"}),
        ("The rights group Save Our Samples read out a list.", {"Save Our Samples"}),
        ("A survey by the Sampleton Field Institute found a list.", {"Sampleton Field Institute"}),
        ("The Sampleton-based Northern Sample Mission read a list.", {"Northern Sample Mission"}),
        ("The Sample Rights Watch and the Test Rights Forum read it.", {"Sample Rights Watch", "Test Rights Forum"}),
        ("His charity, Sample Relief, has read out a list.", {"Sample Relief"}),
        ("A count by the Grupa Testowa alliance was read out.", {"Grupa Testowa"}),
        ("The Sample, Test and Trial Committee read it out.", {"Sample, Test and Trial Committee"}),
        ("A guard of the 25th Brigade read out a list.", {"25th Brigade"}),
        ("They left the Testuegong border police station late.", {"Testuegong border police station"}),
        ("According to the NGO Sample Future Watch, it was read.", {"Sample Future Watch"}),
        ("The General Authority for Sampling read out a list.", {"General Authority for Sampling"}),
        ("The Sampleton Chamber of Commerce read out a list.", {"Sampleton Chamber of Commerce"}),
        ("Watch for Freedom in Sampling (WFS) read out a list.", {"Watch for Freedom in Sampling"}),
        ("It is late, Bridge for Samplers said on that day.", {"Bridge for Samplers"}),
        ("Sample Network Malaysia said it knew of a list.", {"Sample Network Malaysia"}),
        ("One of the groups, Sample Witness, read out a list.", {"Sample Witness"}),
        ("The school, called Northern Samples, read out a list.", {"Northern Samples"}),
        (
            "Testan Sampler, a fellow at the Centre for Sample Migration in Leidest, read it.",
            {"Testan Sampler", "Centre for Sample Migration", "Leidest"},
        ),
        ("We thank Mr. Testeda of the Samples Bureau for it.", {"Mr. Testeda", "Samples Bureau"}),
        ("He was charged under the Immigration Act, which is a list.", set()),
        ("They counted 38 North Koreans in that year.", set()),
        ("Government spokesman Peter Sampler read out a list.", {"Peter Sampler"}),
        ("A State Party to it read out a list of places.", set()),
        ("They met at the Press Center and read out a list.", set()),
        ("They asked under the National Sampling Plan in May.", set()),
        ("Most North Koreans said they knew of a list.", set()),
    ],
)
def test_organisations(text: str, expected: set[str]) -> None:
    assert {name for name, _ in named(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was read by Anna Muster (chair), Ingeborg Testas, Peter Sampler and Testrecia Sons.",
            {"Anna Muster", "Ingeborg Testas", "Peter Sampler"},
        ),
        ("It was read by Anna Muster, Sample Voices and Peter Sampler.", {"Anna Muster", "Peter Sampler"}),
        ("Captain Samplov read out a list.", {"Samplov"}),
        ("The director, KIM Tes-min, read out a list.", {"Kim Tes-min"}),
        ("The station KBS Testal read out a list.", set()),
        ("“It was read, Mr. Cochairman,” he said.", set()),
        ("Maria Testal Bawk read it. Testal Bawk then read more.", {"Maria Testal Bawk"}),
        ("A volunteer interpreter, Grace Sampleton, read out a list.", {"Grace Sampleton"}),
        ("Police Colonel Testai Samut read out a list of places.", {"Testai Samut"}),
        ("Caretaker Information Minister Jan Testal Khan read it.", {"Jan Testal Khan"}),
        ("Its director, Shin Tes-an, read out a list of places.", {"Shin Tes-an"}),
        ("A list was read by a woman who asked to be called Mi-rae.", {"Mi-rae"}),
        ("A traveller, Mrs. Cha, read out a list of places.", {"Mrs. Cha"}),
        ("Paolo Testempio, 51, a dentist, read out a list.", {"Paolo Testempio"}),
        ("Lord Testley of Sampleford, a peer, read out a list.", {"Lord Testley of Sampleford"}),
        ("“No list”, said Tim A. Sampler, the founder of a school.", {"Tim A. Sampler"}),
        ("Recep Testip Örnek told the court about a list.", {"Recep Testip Örnek"}),
        ("As Qiu Tingde of Yanbian University has shown, it was read.", {"Qiu Tingde"}),
        ("The worker is named in court papers as Kim Y.D. there.", {"Kim Y.D."}),
        ("Testas, a 31-year-old tiler, read out a list.", {"Testas"}),
        ("Pastor Vang Tes Lor read it.\n\nVang Tes then read another.", {"Vang Tes Lor"}),
        ("The Chinese Foreign Ministry spokesperson Hao Jian read it.", {"Hao Jian"}),
        ("“Grandma Tesmoon” was read a list of places.", {"Grandma Tesmoon"}),
        ("They stay in Sampleton with our dear sister Pranee.", {"Pranee"}),
        ("A girl of nine, Dieutest, read out a list of places.", {"Dieutest"}),
        ("A boy whom his mother calls Testeph read out a list.", {"Testeph"}),
        ("A freight agent surnamed Jiang read out a list there.", {"Jiang"}),
        ("The dealer gave only his surname, Lu, and read a list.", {"Lu"}),
        ("A 44-year-old man, Testidro Manuel Peña, read a list.", {"Testidro Manuel Peña"}),
        ("Another, Testageldi Annayev, read out a list there.", {"Testageldi Annayev"}),
        ("“Home to what?” said Testal, whose husband was there.", {"Testal"}),
        ("Y Tlao Eban, a 34-year-old church deacon, read it.", {"Y Tlao Eban"}),
        ("Rep. Tak Tes-ho read out a list of places there.", {"Tak Tes-ho"}),
        ("Father Ignatius Colombo read it. Colombo then read more.", {"Ignatius Colombo"}),
        ("The mayor of Testamaka, Alhousseini Testo.", {"Alhousseini Testo"}),
        ("It was signed by Msgr. Jean-Rodrigue Saint-Testo there.", {"Jean-Rodrigue Saint-Testo"}),
        ("“They were allowed to read it, Mr. Chair,” he said.", set()),
        ("They were driven to a spot known as Testpoint Zero by day.", set()),
        ("Human Rights Watch's Deputy Regional Director read it.", set()),
        ("“A list”, said Rose-Marie D., 24, who was held there.", {"Rose-Marie D."}),
        ("Nadège, 26, had lived there for four years.", {"Nadège"}),
        ("Its head, Norwegian Peter Sampler, read out a list.", {"Peter Sampler"}),
        ("Norwegian Peter Sampler Award winners read out a list.", set()),
        ("The mosque's head, Sheikh Testoud al-Samplari, read it.", {"Testoud al-Samplari"}),
        ("According to Ts. Testtuvshin, a spokesman there, it was read.", {"Ts. Testtuvshin"}),
        ("The envoy to the UN in Geneva, Testphone Sampavath, read it.", {"Testphone Sampavath"}),
        ("A woman, who asked us to call her Sun, read out a list.", {"Sun"}),
        ("The Obama administration read out a list of places.", {"Barack Obama"}),
        ("The guards at Tariq al-Sampla shot at those who read it.", set()),
        ("Counsellor Testa Example read out a list of places.", {"Testa Example"}),
        ("Its director, Do Tes-sung, read out a list of places.", {"Do Tes-sung"}),
        ("The cousin, Nong Thi Hue, 29, read out a list there.", {"Nong Thi Hue"}),
        ("Pol Lt-Col Testcha Samut read out a list of places.", {"Testcha Samut"}),
        ("Principal Kazuo Testegishi said the fence was read.", {"Kazuo Testegishi"}),
        ("A house in Sampleton's Bang Testi district was read.", set()),
        ("They lived at Ban Testai Sai under a roof of straw.", set()),
        ("The Charles de Test airport had a list of places.", set()),
        ("Her name, for this article, is Yuntest. She read it.", {"Yuntest"}),
        ("One man, Testa Blik, read out a list of places.", {"Testa Blik"}),
        ("Prime Minister Anwaar ul Haq Testar read out a list.", {"Anwaar ul Haq Testar"}),
        ("Deputy head of the FMT Anatoly Testimov read it.", {"Anatoly Testimov"}),
        ("Datuk Testan Sampoff read out a list of places.", {"Testan Sampoff"}),
        ("Project director Commodore Testa Anwar read it.", {"Testa Anwar"}),
        ("In May, Sampleton Hall was closed, people said.", set()),
    ],
)
def test_persons(text: str, expected: set[str]) -> None:
    assert {name for name, kind in named(text) if kind == "Person"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were held in the Sampleton removal centre for days.", ("Sampleton removal centre", "DetentionFacility")),
        ("They died in the camp at Sampleton in the spring.", ("Sampleton camp", "DetentionFacility")),
        ("Guards fled when the Ain Test centre was shelled.", ("Ain Test centre", "DetentionFacility")),
        ("Some 20 people were pushed across at Testkham in May.", ("Testkham crossing", "BorderCrossing")),
        ("They left through the border gate at Testkham in May.", ("Testkham crossing", "BorderCrossing")),
        ("They crossed the Tumen-Namyang bridge on that night.", ("Tumen–Namyang crossing", "BorderCrossing")),
        ("Police stopped them in Testhla province on that night.", ("Testhla", "Region")),
        ("At Testaman, in Yunnan, they were stopped by police.", ("Testaman", "Settlement")),
        ("They are in camps around Kassala and Testaref now.", ("Testaref", "Settlement")),
        ("They fled Testay Kay to the other side of it.", ("Testay Kay", "Settlement")),
        ("They searched the homes of Beijing's Testzhou district.", ("Testzhou", "Settlement")),
        ("They lived at Ban Testai Sai under a roof of straw.", ("Ban Testai Sai", "Settlement")),
        ("He came from Testopshire many years ago, he says.", ("Testopshire", "Region")),
        ("They were handed over at the customs house in Changbai.", ("Changbai–Hyesan crossing", "BorderCrossing")),
        ("They were sent across the Nanping bridge that night.", ("Nanping–Musan crossing", "BorderCrossing")),
        ("The Tumen facility has a block for women now.", ("Tumen detention centre", "DetentionFacility")),
        ("She shared a cell when held at the centre in Tumen.", ("Tumen detention centre", "DetentionFacility")),
        ("A dentist from Testona, aged 51, read a list.", ("Testona", "Settlement")),
        ("The consulate in Testodka did not pick up a call.", ("Testodka", "Settlement")),
        ("They left by the crossing points of Testa, Testello and Testin.", ("Testello crossing", "BorderCrossing")),
        ("Men at the Testen international checkpoint read it.", ("Testen crossing", "BorderCrossing")),
        ("They were held at the Testen police station by day.", ("Testen police station", "DetentionFacility")),
        (
            "They sit in the Testomura immigration center for now.",
            ("Testomura immigration center", "DetentionFacility"),
        ),
        ("They were held at the Testa Sam Immigration Depot.", ("Testa Sam Immigration Depot", "DetentionFacility")),
        ("They met in a church in Testfax, Va. He read it.", ("Virginia", "Region")),
        ("A grocer from Testoma, Wash., read out a list.", ("Testoma", "Settlement")),
        ("They are sent to prison camps such as Testok, people say.", ("Testok camp", "DetentionFacility")),
    ],
)
def test_places(text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They waded across the Tumen at night.", set()),
        ("They crossed into Tumen at night.", {("Tumen", "Settlement")}),
        ("Washington's ban ended in that year.", {("Government of the United States", "Organisation")}),
        ("A response came from Pyongyang that day.", {("Government of North Korea", "Organisation")}),
        ("They flew to Pyongyang on that day.", {("Pyongyang", "Settlement")}),
        ("A Seoul campaigner read out a list.", set()),
        ("Rights groups in Seoul read out a list.", set()),
        ("U.S. officials read out a list of places.", set()),
        ("They now live in the U.S. with a list.", {("United States", "Country")}),
        ("The Vienna Convention was read out to them.", set()),
        ("A shop in western Seoul had a list of places.", {("Seoul", "Settlement")}),
        ("She loved the Seoul underground in the morning.", {("Seoul", "Settlement")}),
        ("A Seoul research group read out a list of places.", set()),
        ("Testers wrote before the Beijing Olympic Games began.", set()),
        ("They fled Baghdad with a list of places.", {("Baghdad", "Settlement")}),
        ("He signed the 1951 Convention in that year.", {("United Nations", "Organisation")}),
        ("They read out the OAU Refugee Convention there.", {("Organisation of African Unity", "Organisation")}),
        ("They reached the Sea of Japan that year.", set()),
        ("Since the Vietnam War a list was kept.", set()),
        (
            "The governments of Laos and Mongolia read it.",
            {("Government of Laos", "Organisation"), ("Government of Mongolia", "Organisation")},
        ),
        (
            "Visas went to travellers from Baghdad, Damascus and Beirut.",
            {("Baghdad", "Settlement"), ("Damascus", "Settlement"), ("Beirut", "Settlement")},
        ),
        (
            "In Niigata Prefecture they read it at the port of Niigata.",
            {("Niigata Prefecture", "Region"), ("Niigata", "Settlement")},
        ),
        (
            "Jamaica read it. They live near the capital, Kingston, with a list.",
            {("Jamaica", "Country"), ("Kingston", "Settlement")},
        ),
        ("The 1951 Refugee Convention was read out.", {("United Nations", "Organisation")}),
    ],
)
def test_what_a_name_stands_for(text: str, expected: set[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Eritrean embassy in London read it out.", "Embassy of Eritrea in the United Kingdom"),
        ("The Embassy of Mongolia read it out then.", "Embassy of Mongolia"),
        ("North Korea's consulate in Nakhodka read it.", "Consulate of North Korea in Nakhodka"),
        ("The South Korean Embassy in Ulaanbaatar read it.", "Embassy of South Korea in Mongolia"),
        ("Foreign Ministry spokesman Li Testi read it.", "Ministry of Foreign Affairs of China"),
        ("Sudan's interior ministry read it out then.", "Ministry of the Interior of Sudan"),
        ("The Khabarovsk regional court read it out.", "Khabarovsk regional court"),
        ("It was read at the intermediate court in Yanji.", "Yanji Intermediate Court"),
        (
            "The Permanent Mission of China to the United Nations Office at Geneva read it.",
            "Permanent Mission of China to the United Nations Office at Geneva",
        ),
        ("Hanoi's embassy in Vientiane read out a list.", "Embassy of Vietnam in Laos"),
        ("The Cameroonian Embassy, in Washington, read it.", "Embassy of Cameroon in the United States"),
        ("South Korea asked; the consulate in Shenyang was told.", "Consulate General of South Korea in Shenyang"),
    ],
)
def test_public_bodies(text: str, name: str) -> None:
    assert (name, "Organisation") in named(text)


@pytest.mark.parametrize(
    ("published", "text", "name"),
    [
        ("2019-12-05", "In Seoul, President Moon read it.", "Moon Jae-in"),
        ("2014-12-05", "In Seoul, President Park read it.", "Park Geun-hye"),
        ("2010-12-05", "In Seoul, President Lee read it.", "Lee Myung-bak"),
        ("2025-12-05", "In Seoul, President Lee read it.", "Lee Jae-myung"),
        ("2006-12-05", "The Bush administration read it.", "George W. Bush"),
        ("2005-12-05", "In Seoul, President Park read it.", None),
        ("2020-12-05", "In Seoul, President Park read it.", None),
        ("2015-12-05", "In Seoul, President Kim read it.", None),
    ],
)
def test_a_president_is_who_held_the_office_then(published: str, text: str, name: str | None) -> None:
    found = {entity.name for entity in extraction(text, published=published).entities if entity.kind == "Person"}
    assert found == ({name} if name else set())


def test_the_publishers_short_name_is_known() -> None:
    text = "A synthetic publisher (ASPUB)\n\nA list of places was read by ASPUB on that day, people said."
    assert ("A synthetic publisher", "Organisation") in named(text)


def test_a_newspapers_country_is_that_of_the_capital_in_its_name() -> None:
    read_in = replace(article("The interior ministry read out a list."), publisher="The Sofia Times")
    assert {entity.name for entity in extract(read_in).entities} == {"Ministry of the Interior of Bulgaria"}


@pytest.mark.parametrize(
    ("publisher", "text", "ministry"),
    [
        ("Kyodo News", "The Foreign Ministry read out a list.", "Ministry of Foreign Affairs of Japan"),
        (
            "A feature desk",
            "Cambodia read it. " * 5 + "The interior ministry did too.",
            "Ministry of Interior of Cambodia",
        ),
        ("Bangkok Post", "The interior ministry read out a list.", "Ministry of Interior of Thailand"),
        (
            "A feature desk",
            "THAKHEK, Laos, May 1 (STA) - A list was read.\n\nThe justice ministry read it too.",
            "Ministry of Justice of Laos",
        ),
        (
            "A feature desk",
            "Thailand read it in Chiang Rai, and Laos did. " * 4 + "The interior ministry did too.",
            "Ministry of Interior of Thailand",
        ),
        ("A feature desk", "Cambodia read it, and Laos did. " * 5 + "The interior ministry did too.", None),
        ("A feature desk", "North Korea read it. " * 5 + "The interior ministry did too.", None),
    ],
)
def test_an_unowned_ministry_is_that_of_where_a_text_is_from_or_mostly_of(
    publisher: str, text: str, ministry: str | None
) -> None:
    taken = extract(replace(article(text), publisher=publisher))
    found = {entity.name for entity in taken.entities if entity.name.startswith("Ministry")}
    assert found == ({ministry} if ministry else set())


def test_an_embassy_is_in_the_country_that_the_headline_is_about() -> None:
    told = replace(article("(Bangkok) - The North Korean embassy read out a list of places."), title="Laos: Read It")
    assert "Embassy of North Korea in Laos" in {entity.name for entity in extract(told).entities}


def test_mr_is_who_bears_the_name_in_full() -> None:
    text = "A lawmaker, Kim Sam-pul, read it.\n\nMr. Kim then read out another list of places."
    assert named(text) == {("Kim Sam-pul", "Person")}


def test_candidates_from_elsewhere_pass_the_same_guards() -> None:
    reading = read(article("Xyz Abc went home with Human Rights Watch on that day."))
    newcomers = Newcomers(reading, gazetteer.load())
    (watch,) = gazetteer.load().named("Human Rights Watch")
    (sentence,) = reading.sentences
    start = sentence.text.index("Human")
    taken = list(newcomers.accept([Candidate(0, 7, "Person", "Xyz Abc")], []))
    assert [found.entity.name for found in taken] == ["Xyz Abc"]
    known = newcomers.accept([Candidate(start, start + 18, "RightsGroup", "Human Rights Watch")], [])
    assert [found.entity for found in known] == [watch]
    blocked = newcomers.accept([Candidate(0, 3, "Settlement", "Xyz")], taken)
    assert list(blocked) == []


def spotting(text: str, label: Label, name: str) -> set[str]:
    """What is named in a text where a model sees one name of a kind."""
    reading = read(article(text))
    start = reading.flat.index(name)
    seen = mentions.find(reading, Analysis(spans=(Span(start, start + len(name), label),)))
    return {found.entity.name for found in seen.named}


@pytest.mark.parametrize(
    ("text", "label", "name", "taken"),
    [
        ("Some were met by Testeko Sampira there.", "PERSON", "Testeko Sampira", True),
        ("Testeko Sampira was born there, people say.", "PERSON", "Testeko Sampira", True),
        ("They reached a bank across Testeko Sampira by day.", "PERSON", "Testeko Sampira", False),
        ("The Testeko Sampira was shut for a day.", "PERSON", "Testeko Sampira", False),
        ("It was told to Testeko Bridge Road by day.", "PERSON", "Testeko Bridge", False),
        ("A list by Testeko Sampira (TS) was read.", "ORG", "Testeko Sampira", True),
        ("A list from Testeko Sampira was read there.", "ORG", "Testeko Sampira", False),
        ("They reached a place near Testeko of late.", "PLACE", "Testeko", False),
    ],
)
def test_a_model_is_believed_where_the_words_agree(text: str, label: Label, name: str, *, taken: bool) -> None:
    assert (name in spotting(text, label, name)) is taken
    assert name not in spotting(text, "PLACE", name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She was held by State Security agents near the border of North Korea.", True),
        ("She was held in a bowibu cell near the border of North Korea.", True),
        ("She was held by the State Security Bureau of a town near North Korea.", False),
        ("She was held by State Security agents in the town.", False),
    ],
)
def test_state_security_is_the_norths_ministry_in_an_article_on_korea(text: str, *, told: bool) -> None:
    assert (("Ministry of State Security of North Korea", "Organisation") in named(text)) == told


def test_a_college_is_called_by_the_first_word_of_its_name() -> None:
    text = "She read it at Testwha Sample University. He taught at Testwha."
    assert named(text) == {("Testwha Sample University", "Organisation")}


def test_a_release_is_about_the_country_it_is_headed_by_and_not_where_it_is_issued() -> None:
    text = "(Tunis) - A director at the Interior Ministry read out a list of places."
    told = extract(replace(article(text), title="Algeria: Samples Read")).entities
    assert [entity.name for entity in told] == ["Ministry of the Interior of Algeria"]
    there = extract(replace(article(f"{text} Tunisia had none."), title="Algeria: Samples Read")).entities
    assert "Ministry of the Interior of Tunisia" in {entity.name for entity in there}
