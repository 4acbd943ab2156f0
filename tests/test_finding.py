"""What must be found first, by which spelling, and what must not be found at all."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.web.finding import EXACT, LONG, NEAR, SLIPS, SPELLED, Finder, Results
from refoulement.web.index import SLIPS_FROM, built, read, written
from refoulement.web.names import Name, Thing
from refoulement.web.spelling import fold, joined, key, words


def thing(kind: str, *names: str, times: int = 0, told: tuple[str, ...] = (), hidden: tuple[str, ...] = ()) -> Thing:
    """A thing with its names, the first of them in English and preferred."""
    all_names = [Name(names[0], "en", "preferred"), *(Name(name, "", "other") for name in names[1:])]
    all_names += [Name(name, "en", "hidden") for name in hidden]
    return Thing(address=f"x:{kind}/{names[0]}", kind=kind, sort=kind, names=tuple(all_names), times=times, told=told)


THINGS = (
    thing("place", "Dandong", "丹东", "단둥", times=2),
    thing("place", "Dandong–Sinuiju crossing", times=1),
    thing("place", "Sinuiju", "신의주", "Sinŭiju"),
    thing("place", "Da Nang", "다낭"),
    thing("place", "Pyongyang", "평양", "P'yŏngyang"),
    thing("place", "Changchun", "长春", hidden=("Chanchun",)),
    thing("place", "Tumen", "图们"),
    thing("place", "Jongori", "종어리"),
    thing("place", "Vladivostok", "Владивосток"),
    thing("person", "Kim Yong-sam", "김영삼", times=4),
    thing("person", "Kim Yo Sam"),
    thing("person", "Ayda Örnek"),
    thing("person", "Øystein Łukasz", times=1),
    thing("organisation", "Human Rights Watch", times=9),
    thing("organisation", "North Korea Human Rights Watch"),
    thing("organisation", "Société Exemple", "Sample Society"),
    thing("organisation", "통일부"),
    thing(
        "event",
        "Repatriation, 2023-10-09",
        times=8,
        told=("repatriation", "송환", "2023", "2023년", "October", "Dandong", "Sinuiju"),
    ),
    thing("event", "Detention in Changchun, reported for 2021", told=("detention", "2021", "Changchun")),
    thing("article", "Watch group counts what nobody counted"),
    thing("query", "Figures that contradict each other"),
)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(built(THINGS))


def shown(found: Results) -> list[str]:
    return [one.thing.names[0].text for one in found.page]


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        # as it is written, in any case, with and without accents, hyphens and spaces
        ("Dandong", "Dandong"),
        ("  dANDONG ", "Dandong"),
        ("dan dong", "Dandong"),
        ("Da-Nang", "Da Nang"),
        ("danang", "Da Nang"),
        ("ayda ornek", "Ayda Örnek"),
        ("Örnek, Ayda", "Ayda Örnek"),
        ("oystein lukasz", "Øystein Łukasz"),
        ("societe exemple", "Société Exemple"),
        ("SOCIÉTÉ", "Société Exemple"),
        ("humanrightswatch", "Human Rights Watch"),
        ("p’yongyang", "Pyongyang"),
        ("Ｐｙｏｎｇｙａｎｇ", "Pyongyang"),
        # in other scripts, whole, begun, and begun in the midst of a syllable
        ("丹东", "Dandong"),
        ("丹", "Dandong"),
        ("신의주", "Sinuiju"),
        ("신의", "Sinuiju"),
        ("신읮", "Sinuiju"),
        ("신ㅇ", "Sinuiju"),
        ("통일", "통일부"),
        ("Владив", "Vladivostok"),
        ("圖們", "Tumen"),
        # another romanisation, or Hangul for what is written in Latin letters only, and the other way round
        ("Gim Yeongsam", "Kim Yong-sam"),
        ("Kim Young Sam", "Kim Yong-sam"),
        ("Yong-sam Kim", "Kim Yong-sam"),
        ("Shinuiju", "Sinuiju"),
        ("Pyeongyang", "Pyongyang"),
        ("Jeongeo-ri", "Jongori"),
        ("Chongori", "Jongori"),
        ("tongilbu", "통일부"),
        ("vladivostok", "Vladivostok"),
        # misspelled: a letter wrong, missing, too much, or two of them turned
        ("Dandng", "Dandong"),
        ("Sinuju", "Sinuiju"),
        ("Sinuijuu", "Sinuiju"),
        ("Tuman", "Tumen"),
        ("Tuemn", "Tumen"),
        ("Pyonygang", "Pyongyang"),
        ("Changchung", "Changchun"),
        ("hmuan rigths watch", "Human Rights Watch"),
        ("humanrigthswatch", "Human Rights Watch"),
        ("펑양", "Pyongyang"),
        ("Chanchun", "Changchun"),
        # by parts, in any order, and by what is told of it
        ("sinuiju dandong", "Dandong–Sinuiju crossing"),
        ("watch human", "Human Rights Watch"),
        ("ights wat", "Human Rights Watch"),
        ("ightswat", "Human Rights Watch"),
        ("repatriation 2023", "Repatriation, 2023-10-09"),
        ("2023 dandong repatr", "Repatriation, 2023-10-09"),
        ("october 2023", "Repatriation, 2023-10-09"),
        ("송환 2023년", "Repatriation, 2023-10-09"),
        ("repatriation 2023 dandng", "Repatriation, 2023-10-09"),
        ("detention changchun", "Detention in Changchun, reported for 2021"),
        ("nobody counted", "Watch group counts what nobody counted"),
        ("contradict", "Figures that contradict each other"),
    ],
)
def test_what_is_found_first(finder: Finder, sought: str, first: str) -> None:
    assert shown(finder.find(sought, most=3))[:1] == [first]


@pytest.mark.parametrize(
    "sought",
    [
        "Xqzzy",
        "Tokyo",
        "table",
        "2031",
        "zz",
        "평창",
        "北京",
        "Kim Yong-chol",
        "dandong 2031",
        "watch zebra",
        "upcou",
    ],
)
def test_noise_is_not_found(finder: Finder, sought: str) -> None:
    assert finder.find(sought, most=3) == Results(counts={}, page=())


@pytest.mark.parametrize("sought", ["", " ", "-", "''", '"', "*", "\0", "()", "…", "\u0301", "🙂"])
def test_what_has_no_letter_finds_nothing(finder: Finder, sought: str) -> None:
    assert finder.find(sought, most=3).page == ()


def test_the_name_itself_is_first_then_what_is_named_more_often() -> None:
    some = (("New Dan", 9), ("Danby", 0), ("Danton", 5), ("Dan", 0), ("Jordan", 9), ("Dan Dan", 5))
    found = Finder(built(thing("place", name, times=times) for name, times in some)).find("DÁN", most=9)
    assert shown(found) == ["Dan", "Danton", "Dan Dan", "Danby", "New Dan", "Jordan"]


def test_kinds_are_counted_whichever_is_shown_and_pages_follow_one_another(finder: Finder) -> None:
    found = finder.find("dandong", kind="event", most=9)
    assert (found.counts, shown(found)) == ({"place": 2, "event": 1}, ["Repatriation, 2023-10-09"])
    whole = shown(finder.find("d", most=99))
    assert len(whole) > 4
    assert [shown(finder.find("d", first=at, most=2)) for at in (0, 2)] == [whole[:2], whole[2:4]]
    assert finder.find("d", first=999, most=2).page == ()


@pytest.mark.parametrize(
    ("sought", "meant"),
    [
        ("dandng", "Dandong"),
        ("repatriation 2023 dandng", "repatriation 2023 Dandong"),
        ("Dandong", ""),
        ("펑양", "평양"),
    ],
)
def test_what_was_meant_is_said_where_nothing_is_called_so(finder: Finder, sought: str, meant: str) -> None:
    assert finder.find(sought, most=1).meant == meant


def test_a_hidden_name_is_found_and_never_proposed(finder: Finder) -> None:
    [found] = finder.find("Chanchun", most=1).page
    assert (found.nearness, found.name) == (EXACT, Name("Chanchun", "en", "hidden"))
    assert Finder(built([thing("place", "Northside", hidden=("Nordseite",))])).find("Nordseitte", most=1).page == ()


def test_another_spelling_of_the_whole_is_nearer_than_a_name_that_begins_so() -> None:
    some = (thing("person", "Ri Yong-ho"), thing("organisation", "Lee Young-ho Foundation", times=9))
    found = Finder(built(some)).find("Lee Young-ho", most=2)
    assert next((one.thing.kind, one.nearness) for one in found.page) == ("person", SPELLED)


LATIN = "abcdefghijklmnopqrstuvwxyz"


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the same with as many letters wrong as its length allows."""
    word = draw(st.text(LATIN, min_size=SLIPS_FROM, max_size=14))
    other = word
    for _ in range(draw(st.integers(1, SLIPS if len(word) >= LONG + SLIPS else 1))):
        at, letter = draw(st.integers(0, len(other) - 1)), draw(st.sampled_from(LATIN))
        tail = draw(st.sampled_from([letter + other[at:], letter + other[at + 1 :], other[at + 1 :]]))
        other = other[:at] + tail
    return word, other


@given(slips())
def test_a_slip_or_two_find_the_word_still(pair: tuple[str, str]) -> None:
    word, other = pair
    if len(other) >= SLIPS_FROM:
        assert shown(Finder(built([thing("place", word)])).find(other, most=1)) == [word]


@given(st.text(max_size=300))
def test_whatever_is_typed_is_an_answer(finder: Finder, sought: str) -> None:
    found = finder.find(sought, most=5)
    assert len(found.page) == min(5, sum(found.counts.values()))


@given(st.text(st.sampled_from("\"*():^+-{}\\'\0 abAND정東NEOR"), max_size=40))
def test_what_means_something_to_fts_means_nothing_here(finder: Finder, sought: str) -> None:
    finder.find(sought, most=5)


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=5))
def test_every_name_is_found_by_itself(names: list[str]) -> None:
    sought = [name for name in names if words(name)]
    finder = Finder(built(thing("place", name) for name in names))
    for name in sought:
        assert key(name) in {key(found) for found in shown(finder.find(name, most=99))}, name


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "" not in {key(word) for word in words(text)} | joined(text)


@given(st.lists(st.text(max_size=9), min_size=1), st.integers(0, 9))
def test_a_thing_is_kept_as_it_is(names: Iterable[str], times: int) -> None:
    one = thing("place", *names, times=times)
    assert read(written(one)) == one


def test_near_things_come_after_all_that_are_called_so(finder: Finder) -> None:
    found = finder.find("Sinuiju", most=9)
    assert all(one.nearness < NEAR for one in found.page)
