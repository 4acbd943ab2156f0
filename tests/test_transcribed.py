"""How Korean writes Chinese names by their sound, and who is found by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refoulement.graph.candidates import keys
from refoulement.graph.entity import Entity, Name
from refoulement.graph.hanja import full, may_be_simplified, pinyin_syllables, readings
from refoulement.graph.names import compare
from refoulement.graph.transcribed import may_be_transcribed, syllables, transcribed

WRITTEN = (
    "Dandong:단둥 Yanji:옌지 Shenyang:선양 Changbai:창바이 Qingdao:칭다오 Guangxi:광시 Heilongjiang:헤이룽장 "
    "Liaoning:랴오닝 Sichuan:쓰촨 Xinjiang:신장 Yunnan:윈난 Quanzhou:취안저우 Zunyi:쭌이 Rizhao:르자오 "
    "Lüshun:뤼순 Xi'an:시안 Xian:셴 Tianjin:톈진 Zibo:쯔보 Wenbin:원빈 Jiabao:자바오 Zemin:쩌민 Shuai:솨이 "
    "Xue:쉐 Jue:줴 Xiong:슝 Qiong:충 Jiu:주 Hui:후이 Er:얼 Weng:웡 "
).split()


@pytest.mark.parametrize("pair", WRITTEN)
def test_korean_writes_pinyin_by_the_rule_for_loanwords(pair: str) -> None:
    pinyin, hangul = pair.split(":")
    assert hangul in transcribed(pinyin)
    assert may_be_transcribed(hangul)


def test_what_is_no_pinyin_is_not_written() -> None:
    assert not any(map(transcribed, ("Harbin", "Kim", "Pyongyang", "", "Seoul", "Jung")))
    assert not may_be_transcribed("김철옥")


@given(st.text(st.sampled_from("中国北京上海长春延吉丹东沈阳图们王文斌习近平"), min_size=1, max_size=4))
def test_all_that_chinese_reads_is_pinyin(name: str) -> None:
    assert pinyin_syllables(name) in syllables(" ".join(pinyin_syllables(name)))
    assert transcribed(" ".join(pinyin_syllables(name)))


@given(st.text())
def test_any_text_is_cut_or_not(name: str) -> None:
    assert bool(syllables(name)) == bool(transcribed(name))


@pytest.mark.parametrize(
    "pair",
    [
        "Wang Wenbin:왕원빈",
        "Wenbin Wang:왕원빈",
        "汪文斌:왕원빈",
        "Xi Jinping:시진핑",
        "习近平:시진핑",
        "Zhao Lijian:자오 리젠",
    ],
)
def test_a_person_is_found_by_what_korean_writes(pair: str) -> None:
    one, other = pair.split(":")
    assert compare(one, other, kind="person").verdict == "same"
    some, others = (
        keys(Entity("https://example.org/x", "Person", (Name(name, "en", "preferred"),))) for name in (one, other)
    )
    assert some & others


def test_a_common_chinese_name_decides_nothing_however_it_is_written() -> None:
    for one, other in (("Wang Yi", "왕이"), ("Zhang Wei", "장웨이"), ("Wei Zhang", "张伟"), ("张伟", "장웨이")):
        found = compare(one, other, kind="person")
        assert (found.verdict, found.common) == ("unsure", True)


def test_what_korean_may_read_behind_pinyin_is_not_held_different() -> None:
    assert compare("Wang Wenbin", "왕문빈", kind="person").verdict == "unsure"
    assert compare("Wang Wenbin", "왕원타오", kind="person").verdict == "different"
    assert compare("Sanhe", "Samhap", kind="place").verdict == "unsure"
    assert compare("Quanhe", "Wonjong", kind="place").verdict == "different"


def test_forms_of_one_character_meet() -> None:
    for one, other in ("清淸", "青靑", "鎮镇", "鎮鎭", "強强", "温溫", "雞鸡", "雞鷄", "晋晉"):
        assert full(one) == full(other)
        assert readings(one) == readings(other) != frozenset()
    assert full("集") != full("吉")
    assert may_be_simplified("沈阳", "瀋陽")
    assert not may_be_simplified("沈阳", "信陽")


def test_no_form_stands_for_another_form() -> None:
    assert all(full(full(sign)) == full(sign) for sign in map(chr, range(ord("一"), ord("鿿") + 1)))
