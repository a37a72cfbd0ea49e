"""The words of the lists that a data bureau keeps: Chinese, with the English beside it."""

from __future__ import annotations

__all__ = ["LIST_WORDS"]

LIST_WORDS = {
    "articles": ("条款", "articles"),
    "asked_at": ("材料项", "rows"),
    "banned": ("不予共享", "may not be shared"),
    "cannot_hold": ("因此不能成立的免提交", "exemptions that cannot hold"),
    "cited_at": ("所在位置", "where"),
    "cited_text": ("原文", "as printed"),
    "days_in_force": ("期限", "days"),
    "demand_list": ("供需对接清单", "demand and supply"),
    "document": ("文件", "document"),
    "document_number": ("文号", "number"),
    "documents": ("政策文件", "documents"),
    "issued_in": ("产生于", "issued in"),
    "needed_by": ("需求单位", "needed by"),
    "negative_list": ("数据负面清单", "may not be shared"),
    "not_documents": ("不像文件名称的依据", "texts that name no document"),
    "otherwise": ("其他免交", "spared otherwise"),
    "policy_index": ("政策—事项关联", "what rests on which document"),
    "responsibility_list": ("政务数据责任清单", "who must provide what"),
    "still_asked": ("仍要求提交", "still asked for by"),
    "supplied_by": ("供给单位", "supplied by"),
    "supply": ("保障情况", "supply"),
    "supply_means": ("共享方式", "by"),
    "supply_summary": ("小结", "summary"),
    "unknown_authority": ("（未载明单位）", "authority not stated"),
    "unknown_supplier": ("（供给单位未知）", "supplier not known"),
}
