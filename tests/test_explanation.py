"""Why a claim is as it is, told so that a reviewer can see it at a glance."""

from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.loaders.explanation import lines
from refoulement.tests.synthetic import extraction

TEXT = (
    "More than 37 North Koreans were deported from China through Dandong on Monday, according to the TJWG. "
    "They include 12 children, and 18 refugees wore red caps, Kim Sam-pul, a researcher at the TJWG, said."
)


def test_each_slot_has_its_rule_and_each_claim_its_words() -> None:
    told = list(lines(extraction(TEXT)))
    assert any("kind" in line and "“deported” (passive)" in line for line in told)
    assert any(
        line.split()[:3] == ["count", "moreThan", "37"] and "“More than 37 North Koreans”" in line for line in told
    )
    assert any(line.split()[:2] == ["via", "Dandong"] and line.endswith("(stated)") for line in told)
    assert any(line.split()[:2] == ["when", "2024-05-13"] and line.endswith("(stated)") for line in told)
    assert any(
        line.split()[0] == "words" and "More than 37 North Koreans were deported" in line for line in told if line
    )


def test_a_role_says_where_it_and_its_body_are_told() -> None:
    told = [" ".join(line.split()) for line in lines(extraction(TEXT))]
    assert "role researcher (told beside the name)" in told
    assert "organisation Transitional Justice Working Group (told with the role)" in told
    text = "Kim Sam-pul, a lawmaker, spoke of the deportations. The lawmaker works for the TJWG."
    assert any(
        line.startswith("role lawmaker (told") for line in (" ".join(x.split()) for x in lines(extraction(text)))
    )


def test_a_family_tie_says_by_which_words() -> None:
    text = "Kim Sam-pul, a sister of Kim Bu-heung, was deported from China. Ri Ok-bun and her son Han Du-san were, too."
    told = [" ".join(line.split()) for line in lines(extraction(text))]
    assert "sisterOf Kim Bu-heung (“a sister of” between the names)" in told
    assert "sonOf Ri Ok-bun (“her son” between the names)" in told


def test_a_number_of_people_that_became_no_claim_is_shown_in_its_words() -> None:
    told = list(lines(extraction(TEXT)))
    (heading,) = [index for index, line in enumerate(told) if line.endswith("became no claim")]
    assert any("»18 refugees«" in line for line in told[heading + 1 :])
    assert not any("»More than 37 North Koreans«" in line for line in told[heading + 1 :])


def test_the_command_explains_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "made-up.txt").write_text("A made-up headline\n\n" + TEXT)
    assert main(["explain", str(tmp_path / "made-up.txt"), "--model", "blank"]) == 0
    assert "1. Repatriation, confidence 0.8" in capsys.readouterr().out


FRENCH = """Selon une organisation de défense des droits de l'homme, 37 réfugiés nord-coréens ont été renvoyés lundi par
la Chine à travers le poste frontière de Dandong, mais le ministère n'a pas confirmé cette information."""
GERMAN = """Nach Angaben einer Menschenrechtsgruppe wurden am Montag 37 nordkoreanische Flüchtlinge von China über
Dandong abgeschoben, das Ministerium in Seoul wollte sich dazu aber nicht äußern und verwies auf laufende Gespräche."""
KOREAN = "중국이 지난 9일 단둥을 통해 탈북민 37명을 강제 북송했다고 한 인권단체가 밝혔다."


@pytest.mark.parametrize("text", [" ".join(FRENCH.split()), " ".join(GERMAN.split()), KOREAN])
def test_another_language_is_said_and_nothing_guessed(text: str) -> None:
    taken = extraction(text)
    assert (taken.claims, taken.entities, taken.mentions) == ((), (), ())
    assert taken.warnings == ("the rules read English, which this text is not: nothing was taken",)


@pytest.mark.parametrize("text", ["North Koreans sent back by China", "Dandong.", TEXT])
def test_english_is_read_however_short(text: str) -> None:
    assert extraction(text).warnings == ()
