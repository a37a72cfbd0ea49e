"""Where formulas of indicators come from, in Chinese: the catalogue tells it in English."""

from __future__ import annotations

from govmatters.measures.indicators.formulas import PROPOSED
from govmatters.report.labels import Labels

__all__ = ["source_of"]

_CHINESE = {
    "formulas running in public code of government systems": "政务系统公开源代码中运行的公式",
    "public code of a government system (performance statistics of Jining)": (
        "政务系统公开源代码（济宁市效能统计）"
    ),
    "public code of a government system (statistics of Wenzhou)": (
        "政务系统公开源代码（温州市统计）"
    ),
}
_EXCLUSIONS = "exclusions: "


def source_of(source: str, labels: Labels) -> str:
    """
    Write where a formula comes from.

    Args:
        source: As the catalogue has it: parts, with ``"; "`` between them.
        labels: Whether the English stands beside the Chinese.

    Returns:
        The Chinese; a part that has none here stays as it is.

    Examples:
        >>> source_of("public code of a government system (statistics of Wenzhou)", Labels())
        '政务系统公开源代码（温州市统计）'
    """
    if source == PROPOSED:
        return labels("proposed")
    return labels.beside("；".join(map(_part, source.split("; "))), source)


def _part(part: str) -> str:
    if part.startswith(_EXCLUSIONS):
        return f"不计的情形：{part.removeprefix(_EXCLUSIONS)}"
    return _CHINESE.get(part, part)
