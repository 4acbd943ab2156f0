"""A name is found however it is written, and what many share is found only where it is that person's."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.secret import MASK, Secret, masked, merged

WESTERN = Secret(frozenset({"Zorvath Quillemont"}), frozenset({"justice"}))
KOREAN = Secret(frozenset({"Kim Cheol-zok", "김철족"}))
DOUBLE_FAMILY = Secret(frozenset({"Tongbang Hwisun"}), frozenset({"동방희순"}))


def hidden(secret: Secret, text: str, *, near: bool = False, address: bool = False) -> list[str]:
    return [text[start:end] for start, end in secret.spans(text, near=near, address=address)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zorvath Quillemont spoke", ["Zorvath Quillemont"]),
        ("QUILLEMONT, ZORVATH", ["QUILLEMONT, ZORVATH"]),
        ("zorvath-quillemont", ["zorvath-quillemont"]),
        ("@zorvathquillemont", ["zorvathquillemont"]),
        ("Ms. Quillemont’s word", ["Quillemont"]),
        ("Zo\u0301rvath Quillémont", ["Zo\u0301rvath Quillémont"]),
        ("Quille\u00admont and Quille-\nmont", ["Quille\u00admont", "Quille-\nmont"]),
        ("Zo\ufe0frvath and Z\u20ddo\u20ddrvath", ["Zo\ufe0frvath", "Z\u20ddo\u20ddrvath"]),
        ("Z\u3164or\u115fvath", ["Z\u3164or\u115fvath"]),
        ("Ｚｏｒｖａｔｈ Quillemont", ["Ｚｏｒｖａｔｈ Quillemont"]),
        ("z.quillemont@example.org", ["quillemont"]),
        ("see /%5Aorvath%20Quillemont", ["%5Aorvath%20Quillemont"]),
        ("Zorvath Quillemont (조르바트) left", ["Zorvath Quillemont", "조르바트"]),
        ("Zorvath Quillemont (aged 40) left", ["Zorvath Quillemont"]),
        ("Nobody spoke of justice", []),
    ],
)
def test_a_western_name(text: str, found: list[str]) -> None:
    assert hidden(WESTERN, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kim Cheol-zok spoke. Kim left", ["Kim Cheol-zok", "Kim"]),
        ("Cheol Zok Kim", ["Cheol Zok Kim"]),
        ("kim-cheol-zok", ["kim-cheol-zok"]),
        ("Cheol-zok wept", ["Cheol-zok"]),
        ("김 철족은 말했다", ["김 철족"]),
        (
            "\u1100\u1175\u11b7\u110e\u1165\u11af\u110c\u1169\u11a8 wept",
            ["\u1100\u1175\u11b7\u110e\u1165\u11af\u110c\u1169\u11a8"],
        ),
        ("%EA%B9%80%EC%B2%A0%EC%A1%B1", ["%EA%B9%80%EC%B2%A0%EC%A1%B1"]),
        ("Kim Jong Un spoke", []),
        ("Kim spoke", []),
        ("Park Cheol-zok spoke", []),
        ("Kim Cheol-zok met Kim Jong Un", ["Kim Cheol-zok"]),
    ],
)
def test_a_korean_name(text: str, found: list[str]) -> None:
    assert hidden(KOREAN, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tong-bang Hwi-sun", ["Tong-bang Hwi-sun"]),
        ("Tongbang Hwi- sun is ill", ["Tongbang Hwi- sun"]),
        ("Tongbang Hwi-\nsun is ill", ["Tongbang Hwi-\nsun"]),
        ("Tong·bang Hwi\u00adsun", ["Tong·bang Hwi\u00adsun"]),
        ("/tong-bang-hwi-sun", ["tong-bang-hwi-sun"]),
        ("Hwi Sun wept", ["Hwi Sun"]),
        ("동방휘순은 송환되었다", ["동방휘순"]),
        ("동방 휘순 씨, 東방휘순", ["동방 휘순", "東방휘순"]),
        ("동방휘순씨에게서는", ["동방휘순"]),
        ("동방휘순아름", []),
        ("남동방휘순", []),
        ("동방희순", []),  # a word of the gazetteer
        ("휘순이 왔다", []),
        ("동방휘순과 휘순", ["동방휘순", "휘순"]),
        ("/%EB%8F%99%EB%B0%A9%ED%9C%98%EC%88%9C/1", ["%EB%8F%99%EB%B0%A9%ED%9C%98%EC%88%9C"]),
        ("/%25EB%258F%2599%25EB%25B0%25A9%25ED%259C%2598%25EC%2588%259C", None),
    ],
)
def test_the_letters_tell_a_name_in_any_script(text: str, found: list[str] | None) -> None:
    assert hidden(DOUBLE_FAMILY, text) == ([text[1:]] if found is None else found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#김철족송환", ["김철족"]),
        ("리철족송환", []),
        ("김철족순", []),
        ("고김철족", []),
        ("김철족이었다", ["김철족"]),
    ],
)
def test_hangul_within_a_longer_word_is_no_other_name(text: str, found: list[str]) -> None:
    assert hidden(KOREAN, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tongbang Hwisun (동방휘순, 41) left", {"동방휘순"}),
        ("Tongbang Hwisun (東芳輝瞬) left", {"東芳輝瞬"}),
        ("Tong-bang Hwi-sun [Тонбан Хвисун] left", {"Тонбан Хвисун"}),
        ("Tongbang Hwisun (가명) left", set()),
        ("Tongbang Hwisun (탈북민) left", set()),
        ("Tongbang Hwisun (41세) left", set()),
        ("Tongbang Hwisun (여, 41) left", set()),
        ("Hwisun (하나) left", set()),
    ],
)
def test_what_stands_in_brackets_after_the_whole_name_is_a_spelling_of_it(text: str, found: set[str]) -> None:
    assert DOUBLE_FAMILY.asides(text) == found


def test_what_parts_the_cells_of_a_table_stays() -> None:
    row = '2031,"Tongbang, ""Hwi-sun""",Tongbang,Hwisun\n'
    assert masked(row, DOUBLE_FAMILY.spans(row)) == '2031,"████████, ""███████""",████████,██████\n'


def test_a_common_name_is_theirs_where_they_are_known_to_be_named() -> None:
    assert hidden(KOREAN, "Kim spoke") == []
    assert hidden(KOREAN, "Kim spoke", near=True) == ["Kim"]
    assert KOREAN.spans("Kim spoke", near=True, others=[(0, 3)]) == []


@pytest.mark.parametrize("text", ["Gim Cheol-zok fled", "then Cheol-zok Gim wept", "Keem Cheol-zok fled"])
def test_another_romanisation_of_the_family_name_is_no_other_family(text: str) -> None:
    assert "Cheol-zok" in "".join(hidden(KOREAN, text))


def test_a_given_name_that_reads_as_a_place_is_theirs_only_where_they_are_named() -> None:
    secret = Secret(frozenset({"Choe Chong-jin"}), frozenset({"chongjin"}))
    assert hidden(secret, "Five women from Chongjin") == []
    assert hidden(secret, "Choe Chong-jin wept. Chong-jin left") == ["Choe Chong-jin", "Chong-jin"]


def test_a_short_name_is_no_part_of_another_word() -> None:
    secret = Secret(frozenset({"Li Na"}))
    assert hidden(secret, "Carolina and Li Na and Na Li") == ["Li Na", "Na Li"]


@pytest.mark.parametrize(
    ("name", "apart"),
    [("Kim", False), ("Li", False), ("김", False), ("Justice", False), ("Sparrow", True), ("Kim A-zok", True)],
)
def test_what_tells_nobody_apart(name: str, *, apart: bool) -> None:
    assert WESTERN.tells_apart(name) is apart


def test_namesakes_are_known_by_a_whole_name_only() -> None:
    secret = Secret(frozenset({"Kim Cheol-zok", "Kim"}))
    assert secret.same("cheol zok KIM")
    assert not secret.same("Kim")


def test_addresses_have_no_capitals() -> None:
    secret = Secret(frozenset({"Lorn Quib"}))
    assert hidden(secret, "lorn words") == []
    assert hidden(secret, "person/lorn-x--a-1", address=True) == ["lorn"]


words = st.text(st.sampled_from("aZ q-\n김%é"), max_size=12)


@given(before=words, after=words, name=st.sampled_from(["Zorvath Quillemont", "zorvath_quillemont", "QUILLEMONT"]))
def test_what_is_masked_is_as_long_and_silent(before: str, after: str, name: str) -> None:
    text = f"{before} {name} {after}"
    spans = WESTERN.spans(text)
    shown = masked(text, spans)
    assert len(shown) == len(text)
    assert shown.count("\n") == text.count("\n")
    assert WESTERN.spans(shown) == []
    assert MASK in shown
    assert all(shown[i] in (text[i], MASK) for i in range(len(text)))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))))
def test_merged_spans_are_apart_and_cover_the_same(spans: list[tuple[int, int]]) -> None:
    joined = merged(spans)
    assert {i for start, end in joined for i in range(start, end)} == {
        i for start, end in spans for i in range(start, end)
    }
    assert all(end < start for (_, end), (start, _) in pairwise(joined))
