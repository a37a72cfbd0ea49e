"""What a text names: documents, their articles and editions, each in one form."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.design.lists.titles import cited_in, is_number, normal, numbers_in

QUOTES = set("《》〈〉")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("中华人民共和国消防法", [("消防法", "", "")]),
        ("《中华人民共和国消防法》第十五条", [("消防法", "第十五条", "")]),
        ("消防法 第十五条第一款", [("消防法", "第十五条第一款", "")]),
        ("《民法典》第1049条", [("民法典", "第1049条", "")]),
        ("《甲法》第三条第（二）项等规定。", [("甲法", "第三条第（二）项", "")]),
        ("甲法第十条之一、第十二条至第十四条", [("甲法", "第十条之一、第十二条至第十四条", "")]),
        ("根据《甲法》", [("甲法", "", "")]),
        ("护照法（2006） 第五条、第十一条", [("护照法", "第五条、第十一条", "2006")]),
        ("《行政许可法》(2019修正)第四十一条", [("行政许可法", "第四十一条", "2019修正")]),
        ("婚姻登记条例（国务院令第804号）", [("婚姻登记条例", "", "国务院令第804号")]),
        ("国务院令第716号 第七条", [("国务院令第716号", "第七条", "")]),
        ("国令716号", [("国务院令第716号", "", "")]),
        ("国办发[2020]35号", [("国办发〔2020〕35号", "", "")]),
        ("某意见（国办发（2020）35号）第三条", [("某意见", "第三条", "国办发〔2020〕35号")]),
        ("《食品安全法》实施条例", [("食品安全法实施条例", "", "")]),
        ("省实施<中华人民共和国人民防空法>办法", [("省实施〈人民防空法〉办法", "", "")]),
        ("关于执行《刑法》第二百条的批复", [("关于执行〈刑法〉第二百条的批复", "", "")]),
        ("目录（2016年本）的通知", [("目录（2016年本）的通知", "", "")]),
        ("登记操作规范（试行）", [("登记操作规范（试行）", "", "")]),
        ("证照分离  改革的通知", [("证照分离改革的通知", "", "")]),
        ("办理需要", [("办理需要", "", "")]),
        ("第五条", [("第五条", "", "")]),
        ("中华人民共和国", [("中华人民共和国", "", "")]),
    ],
)
def test_a_text_that_names_one_document(text: str, found: list[tuple[str, str, str]]) -> None:
    """Title, articles and edition are told apart, and the title is in one form."""
    assert [(one.title, one.article, one.edition) for one in cited_in(text)] == found


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("甲条例 第三十七条; 国务院令第716号 第四条", ["甲条例", "国务院令第716号"]),
        ("《甲法》第三条、《乙法》第五条和《丙条例》", ["甲法", "乙法", "丙条例"]),
        ("1.《甲条例》2.乙办法的规定。", ["甲条例", "乙办法的规定"]),
        (
            "办理需要\n关于印发《甲规定》的通知\n《乙法》等",
            ["办理需要", "关于印发〈甲规定〉的通知", "乙法"],
        ),
        ("一、《甲法》；二、《乙法》", ["甲法", "乙法"]),
    ],
)
def test_a_text_that_names_several(text: str, titles: list[str]) -> None:
    """Each document is told apart, in the order of the text."""
    assert [one.title for one in cited_in(text)] == titles


@pytest.mark.parametrize(
    "text", ["《", "》", "《《《", "《甲", "甲》乙《丙", "；；", "（", "1.", "《》", " x "]
)
def test_broken_quotes_are_a_title_all_the_same(text: str) -> None:
    """Nothing is lost, and nothing fails."""
    assert all(one.title for one in cited_in(text))


@pytest.mark.parametrize(
    "unit", ["《", "第一条", "（2020", "1.甲", "《甲》、", "〔2020〕", "、", "条"]
)
def test_hostile_texts_take_no_time(unit: str) -> None:
    """A text of many repetitions is read at once."""
    begun = time.perf_counter()
    for length in (1_990, 100_000):
        cited_in((unit * length)[:length])

    assert time.perf_counter() - begun < 2


@given(st.text(alphabet="《》〈〉第一二条款（）2019号国令、；。法 \n", max_size=40))
def test_a_text_names_something(text: str) -> None:
    """Whatever stands there is below some title; titles in one form stay as they are."""
    found = cited_in(text)

    assert found
    assert all(one.title or not text.strip() for one in found)
    for one in found:
        assert normal(one.title) == one.title or not QUOTES.isdisjoint(text)


@given(st.sampled_from(["消防法", "甲条例", "某办法（试行）"]), st.integers(1, 99))
def test_ways_to_write_a_title_are_one(title: str, number: int) -> None:
    """Quotes, blanks and the name of the state do not count; the article is kept."""
    for written in (title, f"《{title}》", f"中华人民共和国{title}", f"《中华人民共和国{title}》 "):
        (one,) = cited_in(f"{written}第{number}条")

        assert (one.title, one.article) == (title, f"第{number}条")


def test_numbers() -> None:
    """A number alone is told from a title; numbers are found in brackets."""
    assert is_number("国办发〔2020〕35号")
    assert not is_number("某意见")
    assert numbers_in("国发〔2015〕23号，2015年") == ("国发〔2015〕23号",)
    assert numbers_in("2019修正") == ()
