"""The sheet that says what a workbook is, how to fill it in, and what each column holds."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.registry import Registry
from govmatters.workbooks.columns import Column, Sheet
from govmatters.workbooks.sheets import COVER, FINDINGS, REMARK, SHEETS

__all__ = ["COLUMNS", "FORMAT", "FORMAT_HEADING", "WIDTHS", "cover_rows"]

FORMAT = "govmatters-workbook/1"
"""What a workbook says that it is."""

FORMAT_HEADING = "格式版本"
WIDTHS = (20, 30, 44, 10, 60)
"""Of the columns of the cover, in columns of a terminal."""

_ADVICE = (
    "每行一条记录；第一行为标题，列的先后可以调换，可不填的列可以删去。深色标题的列必填。",
    "《申请材料》等附表每行写明所属记录的编号，按“排序”排列。",
    "留空即未说明（未知），不等于零、否或没有；明确没有的写“无”，或在“无……”列写“是”。",
    "一格多项用 | 隔开；文字里的 | 与 \\ 前加 \\。",
    "“所需材料”：择一用 | 隔开，一并提交用 + 连接，附条件写 when，如 a of mother | b + c when x。",
    "编号、代码、电话均按文本填写，否则前面的零会丢失。日期按日期或 2026-07-01 填写。",
    "不读公式、合并单元格；隐藏的行、列、表照读。",
    f"《{FINDINGS.title}》《{COVER}》只写不读；自用的表、列以“{REMARK}”开头，不读。",
)
COLUMNS: list[str | None] = ["表", "列", "填写内容", "必填", "说明"]


def cover_rows(registry: Registry) -> Iterator[list[str | None]]:
    """
    Write the cover.

    Args:
        registry: What the workbook holds.

    Yields:
        Rows: the format and the digest, advice, then every column of every sheet.
    """
    yield [FORMAT_HEADING, FORMAT]
    yield ["内容摘要", registry.digest]
    yield [None]
    for line in _ADVICE:
        yield [line]
    yield [None]
    yield COLUMNS
    for sheet in SHEETS:
        for column in sheet.columns:
            yield _described(sheet, column)


def _described(sheet: Sheet, column: Column) -> list[str | None]:
    kind = column.kind
    content = f"{kind.noun}：{'、'.join(kind.choices)}" if kind.choices else kind.noun
    required = "是" if column.required else None
    return [sheet.title, column.heading, content, required, column.note or None]
