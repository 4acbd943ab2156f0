"""Which texts are English: those that say so nearly always, and no text of another language, whatever it says."""

from dataclasses import replace

import pytest

from refoulement.loaders.extract.english import is_english
from refoulement.loaders.extract.sentences import read
from refoulement.tests.synthetic import article

ENGLISH = {
    "another script": "12 North Koreans were sent back through Tumen (도문) on 3 May, Daily NK said.",
    "a timeline": (
        "3 January 2021: China repatriates 12 North Koreans via Tumen, Human Rights Watch says.\n\n"
        "14 January 2021: Chinese police arrest 11 North Koreans in Nanning, Daily NK reports.\n\n"
        "20 February 2021: China repatriates 30 North Koreans via Dandong, Daily NK reports."
    ),
    "a list": (
        "- 3 Jan 2030: 12 North Koreans arrested in Nanning\n- 14 Jan 2030: 11 North Koreans repatriated via Tumen\n"
        "- 20 Feb 2030: 30 North Koreans repatriated via Dandong"
    ),
    "many names": (
        "Kim Muster-ok, 39, was repatriated on 9 October 2023, her sister Kim Beispiel-li told Human Rights Watch. "
        "Nguyễn Thị Example, Jean-Luc O’Muster, Łukasz Żółć and Владимир Примеров, Kim Example-il and Lee Muster-hui "
        "witnessed 14 North Koreans being sent back via Tumen. 김예시 (金例示) was among them."
    ),
    "a few words": "Ten sent back.",
}
OTHERS = {
    "ko": (
        "중국 당국이 지난달 29일 도문을 통해 탈북민 60여 명을 강제 북송했다고 Human Rights Watch가 밝혔다. 이 단체는"
        " Daily NK 보도를 인용해 이들 대부분이 여성이라고 말했다. 통일부는 이에 대해 확인할 수 없다고 답했다."
    ),
    "zh": "人权观察 (Human Rights Watch) 说,中国于2021年5月3日经图们遣返了12名朝鲜人。另有40人被关押在沈阳。",
    "fr": (
        "La Chine a renvoyé 12 Nord-Coréens par Tumen le 3 mai 2021, a déclaré Human Rights Watch. Selon Amnesty"
        " International, 40 autres personnes sont détenues à Shenyang. Le ministère a refusé de commenter."
    ),
    "es": (
        "El 3 de mayo de 2021, China repatrió a 12 norcoreanos por Tumen, dijo Human Rights Watch. Otras 40 personas"
        " siguen detenidas en Shenyang. El Ministerio de Asuntos Exteriores no hizo comentarios."
    ),
    "de": (
        "China hat am 3. Mai 2021 zwölf Nordkoreaner über Tumen zurückgeschickt, teilte Human Rights Watch mit. 40"
        " weitere Menschen werden in Shenyang festgehalten. Das Ministerium wollte sich nicht äußern."
    ),
    "id": (
        "China memulangkan 12 warga Korea Utara melalui Tumen pada 3 Mei 2021, kata Human Rights Watch. 40 orang"
        " lainnya masih ditahan di Shenyang. Kementerian Luar Negeri tidak memberikan komentar."
    ),
}
SHORT = {
    "fr": "12 Nord-Coréens ont été renvoyés par Tumen, selon Human Rights Watch.",
    "es": "El 9 de octubre, 600 norcoreanos fueron repatriados por Dandong, dijo Human Rights Watch.",
    "de": "Zwölf Nordkoreaner wurden am 3. Mai über Tumen abgeschoben.",
    "id": "Dua belas warga Korea Utara dipulangkan oleh China pada 3 Mei.",
}
TIMELINES = {
    "fr": (
        "3 janvier 2030 : Pékin renvoie 12 Nord-Coréens via Tumen. 14 janvier 2030 : 11 arrestations à Nanning."
        " 20 février 2030 : 30 renvois via Dandong, selon Human Rights Watch."
    ),
    "de": (
        "3. Januar 2030: China schickt 12 Nordkoreaner über Tumen zurück. 14. Januar 2030: Polizei verhaftet 11"
        " Menschen in Nanning. 20. Februar 2030: 30 Nordkoreaner via Dandong repatriiert."
    ),
}


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_a_text_that_says_so_is_english(text: str, language: str) -> None:
    assert is_english(read(replace(article(text), language=language)))


@pytest.mark.parametrize("said", ["en", "own"])
@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for texts in (OTHERS, SHORT, TIMELINES) for code, text in texts.items()]
)
def test_another_language_is_seen_whatever_the_text_says(language: str, text: str, said: str) -> None:
    told = language if said == "own" else said
    assert not is_english(read(replace(article(text), language=told)))


def test_an_english_text_is_read_also_where_it_says_another_language() -> None:
    assert is_english(read(replace(article(ENGLISH["many names"].split(" Nguyễn")[0]), language="ko")))
