"""
A workbook's bytes to its sheets: names, merged ranges, and cells row by row.

The only place that reads with openpyxl. Nothing is computed, followed or run: formulas stay
formulas, links and macros are not looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import attrs
import openpyxl

from govmatters.errors import SHOWN
from govmatters.io.nodes import Kind, ScalarNode, WrongError
from govmatters.workbooks.cells import Cell, is_blank
from govmatters.workbooks.letters import letter_of
from govmatters.workbooks.packages import checked_merges

__all__ = ["LAST_COLUMN", "Page", "pages_of"]

LAST_COLUMN = 256
"""How many columns of a sheet are looked at."""

_LAST_ROW = 1_048_576


@attrs.frozen(eq=False)
class Page:
    """
    One sheet of a workbook that was read.

    Attributes:
        title: Its name.
        file: The workbook.
        merged: Ranges of merged cells, such as ``A3:B5``.
        sheet: As openpyxl has it.
        epoch: Day 0 of the workbook's calendar.
    """

    title: str
    file: str
    merged: list[str]
    sheet: Any
    epoch: dt.datetime

    def place(self, column: int, row: int) -> str:
        """Name a cell; columns and rows count from 1."""
        return self.named(f"{letter_of(column)}{row}")

    def named(self, area: str) -> str:
        """Name what has letters and numbers already."""
        return f"{self.file}[{self.title[:SHOWN]}!{area}]"

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """
        Walk the rows that are not empty.

        Yields:
            (row, cells by column); both count from 1, and no cell is blank.

        Raises:
            WrongError: If the sheet is damaged.
        """
        number = 0
        try:
            self.sheet.reset_dimensions()
            found = self.sheet.iter_rows(max_col=LAST_COLUMN, max_row=_LAST_ROW)
            before = None
            for number, row in enumerate(found, start=1):
                # Of a gap, openpyxl gives the same row of nothing again and again.
                if row is before:
                    continue
                before = row
                cells = {
                    column: Cell(cell.value, cell.data_type, self.place(column, number), self.epoch)
                    for column, cell in enumerate(row, start=1)
                    if cell.value is not None and not is_blank(cell.value)
                }
                if cells:
                    yield number, cells
        except Exception as exc:  # noqa: BLE001 (openpyxl raises whatever damage leads to)
            message = f"is damaged below row {number}: {type(exc).__name__}: {str(exc)[:SHOWN]}"
            where = ScalarNode("", Kind.NULL, self.place(1, number + 1))
            raise WrongError(where, f"{message}; save it again with a spreadsheet") from None


def pages_of(data: bytes, file: str) -> list[Page]:
    """
    Open a workbook.

    Args:
        data: The file's bytes.
        file: What to call it.

    Returns:
        Its sheets in their order, hidden ones too.

    Raises:
        WrongError: If it is no workbook, or not one that may be opened.
    """
    merged = checked_merges(data, file)
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
        return [_page(sheet, file, merged, book.epoch) for sheet in book.worksheets]
    except Exception as exc:  # noqa: BLE001 (openpyxl raises whatever damage leads to)
        what = f"is no workbook that can be read: {type(exc).__name__}: {str(exc)[:SHOWN]}"
        message = f"{what}; open it in a spreadsheet, and save it as .xlsx"
        raise WrongError(ScalarNode("", Kind.NULL, file), message) from None


def _page(sheet: Any, file: str, merged: dict[str, list[str]], epoch: dt.datetime) -> Page:  # noqa: ANN401 (openpyxl's types do not know what it reads row by row)
    part = sheet._worksheet_path.lstrip("/")  # noqa: SLF001 (says where the sheet stands)
    return Page(sheet.title, file, merged.get(part, []), sheet, epoch)
