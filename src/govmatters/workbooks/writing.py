"""A registry to a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from govmatters.errors import InvalidEntryError
from govmatters.io.unstructuring import unstructured
from govmatters.model import Finding
from govmatters.registry import Registry
from govmatters.workbooks.archive import saved
from govmatters.workbooks.columns import Sheet
from govmatters.workbooks.cover import WIDTHS, cover_rows
from govmatters.workbooks.rows import Written, rows_of, written
from govmatters.workbooks.sheets import COVER, FINDINGS, SHEETS
from govmatters.workbooks.styles import (
    LAST_ROW,
    heading_cells,
    offer_choices,
    prepare,
    prototype,
)

__all__ = ["workbook_bytes"]

_RUNS = tuple("=+-@'\t\r＝＋－＠")
"""How texts begin that a spreadsheet would take for a formula if they were typed."""


def workbook_bytes(registry: Registry, findings: Iterable[Finding]) -> bytes:
    """
    Write a registry as a workbook.

    Args:
        registry: Any.
        findings: What checks found, in their order.

    Returns:
        The bytes of the file.

    Raises:
        InvalidEntryError: If a text is longer than a cell, or there are more rows than a
            sheet has.
    """
    workbook = Workbook(write_only=True)
    document = unstructured(registry)
    _write_cover(workbook.create_sheet(COVER), registry)
    cells: dict[str, str] = {}
    for sheet in SHEETS:
        _write(workbook.create_sheet(sheet.title), sheet, _noting(sheet, document, registry, cells))
    rows = (row for one in findings for row in written(FINDINGS, _finding(one, cells)))
    _write(workbook.create_sheet(FINDINGS.title), FINDINGS, rows)
    return saved(workbook)


def _noting(
    sheet: Sheet, document: dict[str, Any], registry: Registry, cells: dict[str, str]
) -> Iterator[list[Written]]:
    """Walk a sheet's rows, and remember where each record stands."""
    noun = getattr(registry, sheet.collection).noun
    for number, row in enumerate(rows_of(sheet, document), start=2):
        if not sheet.below:
            cells.setdefault(f"{noun} {row[0]}", f"{sheet.title}!A{number}")
        yield row


def _finding(finding: Finding, cells: dict[str, str]) -> list[Any]:
    """Write a finding, with the cell of the record that it is of."""
    stated = attrs.asdict(finding) | {"cell": cells.get(finding.subject)}
    values = ((column, stated[column.path[0]]) for column in FINDINGS.columns)
    return [None if value in {None, ""} else column.kind.write(value) for column, value in values]


def _write_cover(page: Worksheet, registry: Registry) -> None:
    for number, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for row in cover_rows(registry):
        cells = [WriteOnlyCell(page, text) for text in row]
        is_advice = len(row) == 1
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=not is_advice)
            cell.font = Font(bold=len(row) == len(WIDTHS) and row[0] == "表")
        page.append(cells)


def _write(page: Worksheet, sheet: Sheet, rows: Iterable[Sequence[Written]]) -> None:
    """Write headings and rows, then what may be chosen and filtered."""
    prepare(page, sheet)
    page.append(heading_cells(page, sheet))
    plain = [prototype(page, column, quoted=False) for column in sheet.columns]
    quoted = [prototype(page, column, quoted=True) for column in sheet.columns]
    last = 1
    for last, row in enumerate(rows, start=2):
        if last > LAST_ROW:
            problem = f"more than {LAST_ROW} rows; export parts of the registry, by --data"
            raise InvalidEntryError(sheet.title, problem)
        page.append([_filled(plain[n], quoted[n], value) for n, value in enumerate(row)])
    offer_choices(page, sheet)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def _filled(plain: Cell, quoted: Cell, value: Written) -> Cell | None:
    """Put a value into a cell; text is never taken for anything else."""
    if value is None:
        return None
    if not isinstance(value, str):
        plain.value = value
        return plain
    cell = quoted if value.startswith(_RUNS) else plain
    cell.value = value
    cell.data_type = "s"
    return cell
