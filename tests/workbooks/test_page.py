"""The page on workbooks names every sheet and column."""

from __future__ import annotations

from pathlib import Path

from govmatters.workbooks.sheets import FINDINGS, SHEETS

PAGE = Path(__file__).parent.parent.parent / "docs" / "workbooks.md"
SAME = {"基本目录", "目录申请材料", "目录办理结果", "一件事材料"}
"""Sheets with the columns of others."""


def test_the_page_names_every_column() -> None:
    """Each sheet has its table: headings in their order, with their keys."""
    text = PAGE.read_text(encoding="utf-8")
    for sheet in (sheet for sheet in SHEETS if sheet.title not in SAME):
        rows = [
            f"| {column.heading} | `{'.'.join(column.path)}`"
            f"{', **required**' if column.required else ''} |"
            for column in sheet.keys
        ]
        wanted = "\n".join([f"### {sheet.title}", "", "| column | key |", "|---|---|", *rows, ""])

        assert wanted in text, wanted
    assert all(title in text for title in SAME)
    assert all(heading in text for heading in FINDINGS.headings())


def test_sheets_with_the_columns_of_others() -> None:
    """The catalogue is as matters are; all lists of materials are alike."""
    keys = {sheet.title: [one.heading for one in sheet.keys] for sheet in SHEETS}

    assert keys["基本目录"] == [one for one in keys["实施清单"] if one != "基本目录"]
    assert keys["目录申请材料"] == keys["一件事材料"] == keys["申请材料"]
    assert keys["目录办理结果"] == keys["办理结果"]
