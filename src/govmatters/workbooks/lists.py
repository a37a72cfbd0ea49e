"""A flat table to a workbook of one sheet."""

from __future__ import annotations

from openpyxl import Workbook

from govmatters.report.flat_lists import FlatTable
from govmatters.workbooks import kinds
from govmatters.workbooks.archive import saved
from govmatters.workbooks.columns import Column, Sheet
from govmatters.workbooks.rows import written
from govmatters.workbooks.writing import refuse_too_many, write_sheet

__all__ = ["table_bytes"]


def table_bytes(table: FlatTable) -> bytes:
    """
    Write a table as a workbook.

    Args:
        table: Texts only.

    Returns:
        The bytes of the file.

    Raises:
        InvalidEntryError: If a text is longer than a cell, or there are more rows than a
            sheet has.
    """
    columns = tuple(Column(heading, (heading,), kinds.TEXT) for heading in table.columns)
    sheet = Sheet(table.title, "", (), columns)
    rows = [row for values in table.rows for row in written(sheet, list(values))]
    refuse_too_many(sheet, rows)
    workbook = Workbook(write_only=True)
    write_sheet(workbook.create_sheet(sheet.title), sheet, rows)
    return saved(workbook)
