"""
Catch-alls (兜底): rows and conditions that name nothing (R01).

Found is what stands for "whatever else": 其他材料, 登记机关规定的其他资料, 变更事项的相关资料,
法律、行政法规规定的材料, 身份证等材料. Not found is what names its paper, though it holds one of
these words: 相关权属证书复印件, 其他有效身份证明, 与本项目有关的技术人员情况表.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from govmatters.checks.lists import names_in
from govmatters.checks.views import View
from govmatters.checks.wording import several
from govmatters.model import Finding
from govmatters.names import normalised

__all__ = ["conditions_are_specific", "is_catch_all", "is_catch_all_condition", "rows_are_specific"]

_LONGEST = 500
_BRACKETS = re.compile(r"（[^（）]{0,200}）")
_EMPTY = (
    "有关|相关|所需|必要|必需|需要|应当|应|须|需|要求|规定|认为|提供|提交|申请|配套|补充"
    "|证明|证据|变更|的"
)
_PAPERS = "材料|资料|文件|证明|证件|手续|文书"
_ENDING = re.compile(
    rf"^其[他它]$|其[他它](?:{_EMPTY}){{0,5}}(?:{_PAPERS})$"
    rf"|(?:有关|相关)(?:{_EMPTY}){{0,3}}(?:材料|资料|文件|手续)$"
    rf"|[^职优劣]等(?:有关|相关|各类|证明|申请|的){{0,3}}(?:材料|资料|文件|证件|证明)$"
)
_BY_LAW = re.compile(
    rf"(?:法律|法规|规章|国家|依法|按规定|机关|部门)[^,;。]{{0,20}}(?:规定|要求|认为|应当|需要)"
    rf"(?:{_EMPTY}|其[他它]){{0,5}}(?:{_PAPERS})$"
)
_CONDITION = re.compile(
    r"(?:规定|要求|认为|需要|应当具备|必要)的?其[他它](?:有关|相关|必要|的)?(?:条件|要求|情形|情况|材料|资料)"
    r"|其[他它](?:有关|相关)(?:条件|要求|规定)"
    r"|(?:符合|满足|具备)(?:国家|法律法规)?(?:的)?(?:有关|相关)(?:规定|条件|要求)(?=$|[,;。\s])"
)


def rows_are_specific(view: View) -> Iterator[Finding]:
    """
    R01: a row names its paper.

    Args:
        view: The registry.

    Yields:
        ``catch-all-material`` (error), at most one a matter or bundle. A row without a printed
        name is judged by the names of its types.
    """
    lists = [(view.owner(one, "materials"), one.materials or ()) for one in view.matters.values()]
    lists += [(("bundle", one.id), one.materials) for one in view.registry.bundles.records]
    for record, rows in lists:
        names = (names_in(view, row) for row in rows)
        found = [" or ".join(some) for some in names if any(map(is_catch_all, some))]
        if found:
            yield view.listing(
                "catch-all-material",
                record,
                f"names no paper: {several(found)}",
                "name the papers, each under its condition, or drop the row",
                found,
            )


def conditions_are_specific(view: View) -> Iterator[Finding]:
    """
    R01: a printed handling condition says what it is.

    Args:
        view: The registry.

    Yields:
        ``catch-all-condition`` (error).
    """
    for matter in view.matters.values():
        stated = matter.guide.conditions if matter.guide is not None else None
        words = is_catch_all_condition(stated) if stated is not None else None
        if words is not None:
            yield view.finding(
                "catch-all-condition",
                view.owner(matter, "guide"),
                f"its conditions say “{words}”, which is no condition",
                "say which conditions, or drop the words",
            )


def is_catch_all(name: str) -> bool:
    """
    Say whether a printed name stands for whatever else is wanted.

    Args:
        name: Of a row.

    Returns:
        Whether it names no paper; brackets and words for copies do not count.

    Examples:
        >>> is_catch_all("登记机关规定的其他资料"), is_catch_all("相关权属证书复印件")
        (True, False)
    """
    plain = normalised(_BRACKETS.sub("", normalised(name[:_LONGEST])))
    return any(pattern.search(plain) is not None for pattern in (_ENDING, _BY_LAW))


def is_catch_all_condition(text: str) -> str | None:
    """
    Find the words of a printed condition that stand for whatever else is demanded.

    Args:
        text: The conditions, as printed.

    Returns:
        The words; None if there are none.

    Examples:
        >>> is_catch_all_condition("（三）法律、法规规定的其他条件。")
        '规定的其他条件'
    """
    found = _CONDITION.search(unicodedata.normalize("NFKC", text))
    return None if found is None else found.group()
