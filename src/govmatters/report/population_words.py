"""The words of measured populations: Chinese, with the English beside it."""

from __future__ import annotations

__all__ = ["POPULATION_WORDS"]

POPULATION_WORDS = {
    "a_year": ("折合全年（365 天）", "a year of 365 days"),
    "all_cases": ("合计", "all"),
    "becomes": ("调整后", "then"),
    "before_and_after": ("前后对比", "before and after"),
    "by_city": ("市（州）", "city"),
    "by_month": ("月份", "month"),
    "by_province": ("省", "province"),
    "by_region": ("区划", "region"),
    "by_situation": ("情形", "situation"),
    "by_the_day": ("日期", "day"),
    "by_year": ("年份", "year"),
    "cases": ("办件数", "cases"),
    "grouped": ("分组", "groups"),
    "handled_alone": ("没有该“一件事”，各事项单独办理", "no such bundle: its matters alone"),
    "hidden_below": ("少于该数的办件不公布", "hidden below"),
    "hidden_note": (
        "* 为不公布；合计中的材料、天数、跑动次数只计公布的分组",
        "* is hidden; papers, days and trips of sums are of what is shown",
    ),
    "more_groups": ("组未列出，见 --out 或 --json", "more groups: --out or --json"),
    "no_column": ("数据中没有对应列、按未知处理的问题", "questions without a column: unknown"),
    "no_gain": ("没有变化的分组", "groups that gain nothing"),
    "per_case": ("平均每件", "a case"),
    "removed_share": ("减少比例", "share"),
    "saved": ("节省", "saved"),
    "skipped_cases": ("未计入的行", "rows left out"),
    "span": ("办件日期", "days of the cases"),
    "span_days": ("天数", "days"),
    "was": ("调整前", "before"),
    "what_changes": ("调整影响", "what changes"),
}
"""By the key that reports use."""
