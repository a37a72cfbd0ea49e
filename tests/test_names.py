"""Printed names of papers: what tells them apart, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.checks import check
from govmatters.intake.dictionary import dictionary_of
from govmatters.intake.vocabulary import vocabulary
from govmatters.io import load_document
from govmatters.model import MaterialType
from govmatters.names import is_nothing, normalised

MARKS = [
    "",
    "复印件",
    "（原件）",
    "(正、副本)",
    "的原件和复印件",
    "原件与复印件",
    "照片件",
    "；",
    " 。",
]
SIGNS = st.sampled_from(
    [*"《》“”（）()〈〉①1.、，,；: 的证", "有效", "照片", "副本", "ｅ\u0301", "一)"]
)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("lead", ["", "1.", "（二）", "① ", "有效的"])
def test_marks_of_copies_tell_no_papers_apart(lead: str, mark: str) -> None:
    """Numbers of lists, quotes, widths and what kind of copy is wanted do not count."""
    assert normalised(f"{lead}《营业执照》{mark}") == "营业执照"
    assert normalised(f"{lead}营业 执照{mark}") == "营业执照"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("复印件", "复印件"),
        ("个人照片", "个人照片"),
        ("身份证照片", "身份证"),
        ("《1.营业执照》", "营业执照"),
        ("授权书（需盖章）", "授权书（需盖章）"),
        ("表(ＡＢ-１)", "表（AB-1）"),
        ("身份证复印件2份", "身份证"),
        ("营业执照（原件一份）", "营业执照"),
        ("申请书一式两份", "申请书"),
        ("合同第12份", "合同第12份"),
        ("两份", "两份"),
        ("", ""),
        ("《》", ""),
    ],
)
def test_names_in_one_form(title: str, name: str) -> None:
    """What says something of the paper stays; a name that is but a mark of a copy stays."""
    assert normalised(title) == name


@given(st.text(max_size=200) | st.lists(SIGNS, max_size=30).map("".join))
def test_a_form_is_its_own_form(title: str) -> None:
    """Whatever is printed has one form, which normalising leaves alone."""
    assert normalised(normalised(title)) == normalised(title)
    assert normalised(f" {title}；") == normalised(title)


def test_what_is_no_name_is_not_worked_on() -> None:
    """A text of millions of marks ends at once, as it is."""
    text = "复印件" * 1_000_000

    assert normalised(text) == text


@pytest.mark.parametrize(
    "title",
    [
        "无",
        "无需材料",
        "无需提供任何材料。",
        "不需要提交申请材料",
        "免提交",
        "-",
        "/",
        "暂无",
        "《》",
    ],
)
def test_what_is_no_paper(title: str) -> None:
    """A row may say that nothing is needed, and portals write many things for it."""
    assert is_nothing(title)


@pytest.mark.parametrize("title", ["无犯罪记录证明", "免税证明", "材料", "其他材料", "无人机"])
def test_what_begins_alike_is_a_paper(title: str) -> None:
    """The whole title must say so."""
    assert not is_nothing(title)


PRINTED = [
    "《居民身份证》",
    "居民身份证（复印件）",
    "中华人民共和国居民身份证",
    "１、居民身份证原件",
]


@pytest.mark.parametrize("one", PRINTED)
@pytest.mark.parametrize("other", PRINTED)
def test_checks_and_imports_agree(one: str, other: str) -> None:
    """What a check finds to be one paper, an import takes for the known one."""
    known = MaterialType(id="card", name=one)
    types = {"card": {"name": one}, "second": {"name": other}}
    found = {finding.check for finding in check(load_document({"material_types": types}))}

    assert "same-paper-two-types" in found
    assert dictionary_of([known], [], [], vocabulary()).by_name[normalised(other)] == "card"
