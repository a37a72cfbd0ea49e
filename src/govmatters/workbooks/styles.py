"""How sheets look, and what may be chosen in their cells."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from govmatters.workbooks.columns import Column, Sheet
from govmatters.workbooks.heights import width_of
from govmatters.workbooks.kinds import TEXT

__all__ = [
    "LAST_ROW",
    "bold",
    "headings",
    "line",
    "offer_choices",
    "plain",
    "prepare",
    "quoted",
]

LAST_ROW = 1_048_576
"""How many rows a sheet has."""

_LONGEST_LIST = 255
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_ONE_LINE = Alignment(vertical="top")
_BOLD = Font(name="Calibri", size=11, bold=True)
_FILL = PatternFill("solid", start_color="FFD9E2F3")
_REQUIRED = PatternFill("solid", start_color="FFB4C6E7")


def prepare(page: Worksheet, sheet: Sheet) -> None:
    """
    Set what must stand before the first row: widths, formats of new cells, frozen headings.

    Args:
        page: An empty sheet.
        sheet: What it will hold.
    """
    for number, column in enumerate(sheet.columns, start=1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = width_of(column)
        dimension.number_format = column.kind.format
        dimension.alignment = _WRAPPED
    page.freeze_panes = f"{get_column_letter(len(sheet.lead) + 1)}2"


def headings(page: Worksheet, sheet: Sheet) -> Iterator[Cell]:
    """
    Walk the first row; each cell is to be used before the next is taken.

    Args:
        page: The sheet.
        sheet: What it holds.

    Yields:
        A cell a heading; those of columns that must be filled in are darker.
    """
    optional, required = bold(page), bold(page)
    required.fill = _REQUIRED
    for column in sheet.columns:
        cell = required if column.required else optional
        cell.value = column.heading
        yield cell


def bold(page: Worksheet) -> Cell:
    """Make a cell for headings, to be used again and again with other values."""
    cell = WriteOnlyCell(page)
    cell.font, cell.fill, cell.alignment = _BOLD, _FILL, _WRAPPED
    return cell


def line(page: Worksheet) -> Cell:
    """Make a cell for text that runs over the cells beside it, to be used again."""
    cell = WriteOnlyCell(page)
    cell.alignment = _ONE_LINE
    return cell


def plain(page: Worksheet, number_format: str = TEXT.format) -> Cell:
    """Make a cell for values of a format, to be used again and again with other values."""
    cell = WriteOnlyCell(page)
    cell.number_format, cell.alignment = number_format, _WRAPPED
    return cell


def quoted(page: Worksheet) -> Cell:
    """Make a cell for text that a spreadsheet would take for something else if it were typed."""
    cell = plain(page)
    cell.quotePrefix = True
    return cell


def offer_choices(page: Worksheet, sheet: Sheet) -> None:
    """
    Let spreadsheets offer what a column may hold; other input is warned of, not refused.

    Args:
        page: The sheet.
        sheet: What it holds.
    """
    for number, column in enumerate(sheet.columns, start=1):
        formula = _offered(column)
        if formula:
            letter = get_column_letter(number)
            validation = DataValidation(
                type="list",
                formula1=formula,
                allow_blank=True,
                errorStyle="warning",
                showErrorMessage=True,
                errorTitle=column.heading,
                error="不在可选范围内",
                sqref=f"{letter}2:{letter}{LAST_ROW}",
            )
            page.data_validations.append(validation)


def _offered(column: Column) -> str:
    """Name the words, or the ids of the sheet that the column names."""
    if column.names:
        return f"{quote_sheetname(column.names)}!$A$2:$A${LAST_ROW}"
    words = ",".join(column.kind.choices)
    return f'"{words}"' if words and len(words) < _LONGEST_LIST else ""
