"""Rows of a measured population as a flat table with Chinese headings, for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence

from govmatters.model import Mechanism
from govmatters.populations.publishing.rows import Row
from govmatters.report.flat_lists import FlatTable
from govmatters.report.labels import Labels
from govmatters.report.population_parts import NAMES

__all__ = ["flat_rows"]

_ENDS = {"low": "（最少）", "high": "（最多）"}
_HEADINGS = {
    "level": "层次",
    "hidden": "是否隐去",
    "shown_cases": "计入公布的办件行数",
    "cases": "办件行数",
    "weight": "办件数",
    "before": "单独办理材料",
    "after": "“一件事”材料",
    "removed": "减少材料",
    "share": "减少比例",
    "trips_alone": "单独办理跑动次数",
    "trips": "“一件事”跑动次数",
    "working_days_alone": "单独办理工作日",
    "working_days": "“一件事”工作日",
    "saved_papers": "节省材料",
    "saved_trips": "节省跑动次数",
    "saved_working_days": "节省工作日",
    "was_after": "调整前材料",
    "was_trips": "调整前跑动次数",
    "was_working_days": "调整前工作日",
    "becomes_after": "调整后材料",
    "becomes_trips": "调整后跑动次数",
    "becomes_working_days": "调整后工作日",
    **{f"credit_{one}": f"{one.name_zh}减少材料" for one in Mechanism},
}
_LEVELS = {"total": "合计", "subtotal": "小计", "group": "分组", "yes": "是", "no": "否"}


def flat_rows(rows: Sequence[Row]) -> FlatTable:
    """
    Write rows as texts below Chinese headings.

    Args:
        rows: One at least, all with the same keys.

    Returns:
        The table; figures as text, so that none is taken for a day or runs as a formula.
    """
    columns = tuple(map(_heading, rows[0]))
    texts = tuple(tuple(_text(name, value) for name, value in row.items()) for row in rows)
    return FlatTable("办件测算", columns, texts)


def _heading(name: str) -> str:
    base, _, end = name.rpartition("_")
    if end in _ENDS and base in _HEADINGS:
        return f"{_HEADINGS[base]}{_ENDS[end]}"
    if name in NAMES:
        return Labels()(NAMES[name])
    return _HEADINGS.get(name, name)


def _text(name: str, value: object) -> str | None:
    if value is None:
        return None
    if name in {"level", "hidden"}:
        return _LEVELS[str(value)]
    return str(value)
