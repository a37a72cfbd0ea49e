"""The words of indicators, targets and the ledger: Chinese, with the English beside it."""

from __future__ import annotations

__all__ = ["MEASURE_WORDS"]

MEASURE_WORDS = {
    "area": ("领域", "area"),
    "by_day": ("完成日期", "by"),
    "counted": ("计入", "counted"),
    "days_left": ("剩余天数", "days left"),
    "deadline": ("完成时限", "deadline"),
    "excluded": ("不计", "left out"),
    "fixes": ("至少处理下列事项即可达标", "the fewest to mend, so that it is met for certain"),
    "formula": ("口径", "formula"),
    "formula_source": ("口径来源", "source of the formula"),
    "gap": ("差（事项）", "gap in matters"),
    "indicator": ("指标", "indicator"),
    "indicators": ("指标", "indicators"),
    "lacking_matters": ("未达到", "not reached whole"),
    "legal_basis": ("依据", "basis"),
    "level": ("行使层级", "level"),
    "level_city": ("市级", "city"),
    "level_county": ("县级", "county"),
    "level_nation": ("国家级", "nation"),
    "level_province": ("省级", "province"),
    "level_township": ("乡级", "township"),
    "level_village": ("村级", "village"),
    "not_computable": ("无法计算", "not computable"),
    "not_stated": ("未知", "not known"),
    "nothing_counts": ("—", "—"),
    "proposed": ("自拟（公开文件未载公式）", "proposed (no document prints one)"),
    "reached": ("达到", "reached"),
    "shared_value": ("数值", "value"),
    "stage": ("状态", "stage"),
    "status": ("状态", "status"),
    "targets": ("目标", "targets"),
    "to_do": ("需做", "to do"),
    "unit": ("责任单位", "unit"),
    "units": ("责任单位", "units"),
    "wanted": ("目标值", "wanted"),
    "why_not": ("缺少", "missing"),
    "work": ("工作任务", "work"),
}
"""By the key that reports use."""
