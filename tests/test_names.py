"""Names in all spellings: the labelled pairs, and what holds of every comparison."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.candidates import keys, known_names
from refoulement.graph.entity import Entity, Name
from refoulement.graph.korean import alike, persons, plain, readable, readings
from refoulement.graph.names import KINDS, compare
from refoulement.graph.verdict import Comparison

TABLE = Path(__file__).parent / "gold" / "name-pairs.csv"
PAIRS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
CLASSES = {"person": "Person", "place": "Settlement", "organisation": "Organisation"}


NAMES = st.text(min_size=1).filter(lambda name: any(sign.isalnum() for sign in name))


def judged(pair: dict[str, str]) -> Comparison:
    return compare(pair["one"], pair["other"], kind=pair["kind"], known=known_names(pair["kind"]))


def test_the_pairs_are_many_and_half_of_them_hard() -> None:
    assert len(PAIRS) >= 60
    assert 2 * sum(pair["hard"] == "yes" for pair in PAIRS) >= len(PAIRS)
    assert {pair["label"] for pair in PAIRS} == {"same", "different", "unsure"}
    assert {pair["kind"] for pair in PAIRS} == set(KINDS)


def test_same_is_said_rightly_and_mostly_found() -> None:
    said = [pair for pair in PAIRS if judged(pair).verdict == "same"]
    meant = [pair for pair in PAIRS if pair["label"] == "same"]
    right = [pair for pair in said if pair in meant]
    assert len(right) / len(said) >= 0.99
    assert len(right) / len(meant) >= 0.95


def test_different_is_never_said_of_what_many_hold_to_be_one() -> None:
    """A wrong "different" hides a pair for good: two habitual spellings, and a name the gazetteer does not have."""
    wrong = {pair["one"] for pair in PAIRS if judged(pair).verdict == "different" and pair["label"] == "same"}
    assert wrong <= {"Cho Myoung-gyon", "Cho Myung-gyon", "General Association of Koreans in Japan"}


def test_a_first_name_before_a_korean_name_may_be_its_bearer_s_other_name() -> None:
    both = [compare(one, "Shin Hee-seok", kind="person") for one in ("Ethan Hee-Seok Shin", "Ethan Hye-sook Shin")]
    assert [one.verdict for one in both] == ["unsure", "different"]
    one, other = (
        Entity("https://example.org/x", "Person", (Name(name, "en", "preferred"),))
        for name in ("Ethan Hee-Seok Shin", "신희석")
    )
    assert keys(one) & keys(other)


def test_initials_may_have_the_small_words_in_them() -> None:
    found = [compare("Liberty in North Korea", short, kind="organisation").verdict for short in ("LiNK", "Link")]
    assert found == ["unsure", "different"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['one']} – {pair['other']}")
def test_order_decides_nothing(pair: dict[str, str]) -> None:
    turned = {**pair, "one": pair["other"], "other": pair["one"]}
    assert (judged(pair).verdict, judged(pair).score) == (judged(turned).verdict, judged(turned).score)


@pytest.mark.parametrize(
    "pair",
    [pair for pair in PAIRS if pair["kind"] == "person" and judged(pair).verdict == "same"],
    ids=lambda pair: f"{pair['one']} – {pair['other']}",
)
def test_persons_found_the_same_share_a_key(pair: dict[str, str]) -> None:
    """What shares no key is never compared."""
    one, other = (
        Entity("https://example.org/x", "Person", (Name(pair[side], "en", "preferred"),)) for side in ("one", "other")
    )
    assert keys(one) & keys(other)


def shared(one: str, other: str) -> frozenset[str]:
    """The keys that two persons' names share."""
    some, others = (
        keys(Entity("https://example.org/x", "Person", (Name(name, "en", "preferred"),))) for name in (one, other)
    )
    return some & others


WAYS = ("kim gim", "lee yi ri", "park pak", "choe choi", "jung jeong chong", "song seong", "chul chol cheol", "hui hee")


def joined(syllables: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One way to write some syllables as a name; each is given in several spellings."""
    written = st.tuples(*(st.sampled_from(ways.split()) for ways in syllables))
    apart = st.sampled_from((" {0} {1}", " {0}-{1}", "{0}{1}"))
    return st.builds(lambda parts, how: parts[0] + how.format(parts[1], "".join(parts[2:])), written, apart)


SPELLED = st.tuples(st.sampled_from(WAYS[:6]), st.sampled_from(WAYS), st.sampled_from(WAYS)).flatmap(
    lambda each: st.tuples(joined(each), joined(each))
)


@given(SPELLED)
def test_all_spellings_of_one_korean_name_share_a_key(spelled: tuple[str, str]) -> None:
    one, other = spelled
    if compare(one, other, kind="person").verdict != "different":
        assert shared(one, other)


def test_the_same_syllables_in_another_order_are_no_key() -> None:
    assert shared("Kim Chol-su", "Gim Cheol Soo")
    assert shared("Kim Chol-su", "Chul-soo Kim")
    assert not shared("Kim Chol-su", "Kim Su-chol")  # a key is what a name in a large graph costs


@pytest.mark.parametrize("kind", KINDS)
@given(name=NAMES)
def test_no_name_breaks_the_comparison_and_none_differs_from_itself(kind: str, name: str) -> None:
    found = compare(name, name, kind=kind)
    assert found.verdict in ("same", "unsure")
    assert 0 <= found.score <= 1
    assert found.reasons
    assert keys(Entity("https://example.org/x", CLASSES[kind], (Name(name, "en", "preferred"),))) is not None


@given(NAMES, NAMES, st.sampled_from(KINDS))
def test_any_two_names_are_compared_alike_both_ways(one: str, other: str, kind: str) -> None:
    assert compare(one, other, kind=kind).verdict == compare(other, one, kind=kind).verdict


@pytest.mark.parametrize(
    "spelling", ["Kim Cheol-ok", "Kim Chol Ok", "Kim Chul-ok", "KIM CHOL OK", "Cheol-ok Kim", "Kim Cholok"]
)
def test_the_usages_of_one_name_meet(spelling: str) -> None:
    assert compare(spelling, "김철옥", kind="person").verdict == "same"


@pytest.mark.parametrize("family", ["Ri", "Lee", "Yi", "Rhee", "Li", "I"])
def test_a_family_name_in_all_its_spellings(family: str) -> None:
    assert compare(f"{family} Sol-ju", "리설주", kind="person").verdict == "same"


def test_the_order_of_words_may_decide_whose_embassy_it_is() -> None:
    found = compare("Embassy of China in Japan", "Embassy of Japan in China", kind="organisation")
    assert found.verdict == "unsure"
    assert compare("Department of State", "State Department", kind="organisation").verdict == "same"


def test_a_common_name_is_unsure_even_when_written_alike() -> None:
    found = compare("Kim Min-su", "Kim Min-su", kind="person")
    assert found.verdict == "unsure"
    assert found.common


def test_a_name_is_read_as_family_and_given_name() -> None:
    (korean,) = persons("김철옥")
    assert any(alike(family, korean[0]) and alike(given, korean[1]) for family, given in persons("Kim Chol Ok"))
    assert persons("Julie Turner") == ()
    assert readings("Xavier") == ()
    assert plain("Ch’ŏngjin") == "cheongjin"


def test_another_kind_or_no_name_is_refused() -> None:
    with pytest.raises(ValueError, match="not of a ship"):
        compare("One", "Other", kind="ship")
    with pytest.raises(ValueError, match="without a letter"):
        compare("One", " ", kind="person")


@given(st.text(st.sampled_from("aeiouywhrlkgtndpbsmcjq '-김金")) | NAMES)
def test_whether_a_word_can_be_read_is_told_without_reading_it(word: str) -> None:
    assert readable(word) == bool(readings(word))
    assert readable(word, most=2) == bool(readings(word, most=2))


@given(st.sampled_from(("eun eon", "geun geon", "jeon cheon", "jeol cheol")), st.sampled_from(("ok", "ju", "mi")))
def test_two_syllables_that_one_usage_tells_apart_are_no_two_spellings_of_one(ways: str, last: str) -> None:
    one, other = (f"Kim {first}-{last}" for first in ways.split())
    assert compare(one, other, kind="person").verdict != "same"


@given(st.sampled_from(("황보 Hwangbo Hwang-bo", "남궁 Namgung Nam-gung", "제갈 Jegal Je-gal")))
def test_a_family_name_of_two_syllables_may_be_parted(ways: str) -> None:
    hangul, whole, parted = ways.split()
    for one, other in ((f"{whole} Song-min", f"{parted} Song-min"), (f"{parted} Song-min", f"{hangul}성민")):
        assert compare(one, other, kind="person").verdict == "same"
        assert shared(one, other)
