"""Places by all names that the gazetteer has, by their characters and by their kind."""

import pytest

from refoulement.graph.candidates import keys, known_names
from refoulement.graph.entity import Entity, Name
from refoulement.graph.knownplaces import in_other_characters
from refoulement.graph.korean import as_said
from refoulement.graph.names import compare
from refoulement.graph.verdict import Comparison


def known(one: str, other: str) -> Comparison:
    return compare(one, other, kind="place", known=known_names("place"))


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ("Longjing", "룡정", "용정"),
        ("Liaoning", "료녕", "요녕"),
        ("Yanji", "Yŏn'gil", "延吉"),
        ("Changbai", "長白", "长白"),
        ("Kunming", "곤명", "昆明"),
    ],
)
def test_a_known_place_is_compared_by_all_its_names(one: str, other: str, by: str) -> None:
    found = known(one, other)
    assert found.verdict == "same"
    assert by in found.reasons[0]


def test_a_spelling_that_stands_for_several_names_is_no_other_name_of_a_known_place() -> None:
    assert known("Longjing", "Yongjong").verdict == "unsure"


def test_what_is_written_in_other_characters_is_another_place_or_unsure() -> None:
    assert known("Ji'an", "吉安").verdict == "unsure"
    assert known("集安", "吉安").verdict == "different"
    assert in_other_characters(["Ji'an", "集安"], ["吉安"])
    assert not in_other_characters(["Changbai", "长白"], ["長白"])
    assert not in_other_characters(["Changbai", "长白"], ["Changbai"])


def test_two_known_places_stay_different() -> None:
    for one, other in (("Jeonju", "Jeongju"), ("Wonsan", "Wenshan"), ("Gwangju", "Guangzhou"), ("Linjiang", "Ji'an")):
        assert known(one, other).verdict != "same"


def test_a_kind_of_place_may_belong_to_the_name() -> None:
    assert known("Sinuiju", "新義州").verdict == "same"
    assert compare("Sinuiju", "新義州", kind="place").verdict == "same"
    assert compare("Xinyi", "新義州", kind="place").verdict != "same"
    assert compare("义县", "義州", kind="place").verdict != "same"
    assert compare("延吉市", "Yanji", kind="place").verdict == "same"


def test_two_kinds_of_place_of_one_name_are_unsure() -> None:
    found = compare("Chiba City", "Chiba Prefecture", kind="place")
    assert found.verdict == "unsure"
    assert "the one is a city, the other a prefecture" in found.reasons
    assert compare("Musan-gun", "Musan County", kind="place").verdict == "same"


def test_what_korean_says_otherwise_than_it_writes_is_one_name() -> None:
    assert (as_said("랑림"), as_said("전라"), as_said("독립"), as_said("신의주")) == ("랑님", "절라", "동닙", "신의주")
    assert compare("Rangnim", "랑림", kind="place").verdict == "same"


@pytest.mark.parametrize("other", ["모스크바", "莫斯科"])
def test_how_the_east_writes_other_names_is_not_known(other: str) -> None:
    assert compare("Moscow", other, kind="place").verdict == "unsure"


def test_a_korean_place_may_have_the_name_that_korean_writes_for_a_chinese_one() -> None:
    assert compare("Anshan", "안산", kind="place").verdict == "unsure"
    assert compare("Dandong", "단둥", kind="place").verdict == "same"


@pytest.mark.parametrize(("one", "other"), [("Dandong", "단둥"), ("新義州", "Sinuiju"), ("延吉市", "Yanji")])
def test_places_found_the_same_share_a_key(one: str, other: str) -> None:
    some, others = (
        keys(Entity("https://example.org/x", "Settlement", (Name(name, "en", "preferred"),))) for name in (one, other)
    )
    assert some & others


def test_titles_of_two_sexes_tell_persons_apart() -> None:
    found = compare("Ms. Pak Song-gu", "Mr. Pak Song-gu", kind="person")
    assert (found.verdict, found.common, found.loose) == ("unsure", False, False)
    assert "title" in found.reasons[0]
    assert compare("Dr. Pak Song-gu", "Mr. Pak Song-gu", kind="person").verdict == "same"


def test_a_letter_does_not_make_two_organisations_one() -> None:
    verdicts = {
        ("Ministry of Health", "Ministry of Wealth"): "unsure",
        ("Ministry of Defence", "Ministry of Defense"): "same",
        ("Korean Bar Association", "Korea Bar Association"): "same",
        ("조선로동당", "조선노동당"): "same",
        ("Durihana Mission", "Doorihana Mission"): "unsure",
    }
    for (one, other), verdict in verdicts.items():
        assert compare(one, other, kind="organisation").verdict == verdict
