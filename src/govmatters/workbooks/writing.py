"""A registry to a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from govmatters.errors import InvalidEntryError
from govmatters.io.unstructuring import unstructured
from govmatters.model import Finding
from govmatters.registry import Registry
from govmatters.workbooks import styles
from govmatters.workbooks.archive import saved
from govmatters.workbooks.columns import Sheet
from govmatters.workbooks.cover import COLUMNS, WIDTHS, cover_rows
from govmatters.workbooks.heights import height_of, width_of
from govmatters.workbooks.rows import Written, rows_of, written
from govmatters.workbooks.sheets import COVER, FINDINGS, SHEETS

__all__ = ["refuse_too_many", "workbook_bytes", "write_sheet"]

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
    document = unstructured(registry)
    # All rows before the first is written: what cannot be written leaves nothing behind.
    rows = {sheet: list(rows_of(sheet, document)) for sheet in SHEETS}
    cells = _cells_of(rows, registry)
    rows[FINDINGS] = [row for one in findings for row in written(FINDINGS, _finding(one, cells))]
    for sheet, some in rows.items():
        refuse_too_many(sheet, some)
    workbook = Workbook(write_only=True)
    _write_cover(workbook.create_sheet(COVER), registry)
    for sheet, some in rows.items():
        write_sheet(workbook.create_sheet(sheet.title), sheet, some)
    return saved(workbook)


def refuse_too_many(sheet: Sheet, rows: list[list[Written]]) -> None:
    """
    Refuse rows that a sheet cannot hold.

    Args:
        sheet: The sheet.
        rows: Those below the headings.

    Raises:
        InvalidEntryError: If there are more than a sheet has.
    """
    if len(rows) >= styles.LAST_ROW:
        problem = f"more rows than the {styles.LAST_ROW} of a sheet; export parts of the registry"
        raise InvalidEntryError(sheet.title, problem)


def _cells_of(rows: Mapping[Sheet, list[list[Written]]], registry: Registry) -> dict[str, str]:
    """Tell in which cell each record stands, by its noun and id."""
    cells: dict[str, str] = {}
    for sheet, some in rows.items():
        noun = getattr(registry, sheet.collection).noun
        for number, row in enumerate(some if not sheet.below else (), start=2):
            cells.setdefault(f"{noun} {row[0]}", f"{sheet.title}!A{number}")
    return cells


def _finding(finding: Finding, cells: dict[str, str]) -> list[Any]:
    """Write a finding, with the cell of the record that it is of."""
    stated = attrs.asdict(finding) | {"cell": cells.get(finding.subject)}
    values = ((column, stated[column.path[0]]) for column in FINDINGS.columns)
    return [None if value in {None, ""} else column.kind.write(value) for column, value in values]


def _write_cover(page: Worksheet, registry: Registry) -> None:
    for number, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    alone, beside, heading = styles.line(page), styles.plain(page), styles.bold(page)
    for row in cover_rows(registry):
        cell = alone if len(row) == 1 else heading if row == COLUMNS else beside
        _append(page, (_filled(cell, text) for text in row))


def write_sheet(page: Worksheet, sheet: Sheet, rows: list[list[Written]]) -> None:
    """
    Write headings and rows, then what may be chosen and filtered.

    Args:
        page: An empty sheet of a workbook that is only written.
        sheet: What it holds.
        rows: A value a column, as `written` gives them.
    """
    styles.prepare(page, sheet)
    _append(page, styles.headings(page, sheet))
    formats = [column.kind.format for column in sheet.columns]
    cells = {one: styles.plain(page, one) for one in dict.fromkeys(formats)}
    text, quoted = styles.plain(page), styles.quoted(page)
    widths = [width_of(column) for column in sheet.columns]
    for number, row in enumerate(rows, start=2):
        height = height_of(row, widths)
        if height is not None:
            page.row_dimensions[number].height = height
        some = (
            _filled(cells[one], value)
            if not isinstance(value, str)
            else _filled(quoted if value.startswith(_RUNS) else text, value)
            for one, value in zip(formats, row, strict=True)
        )
        _append(page, some)
    styles.offer_choices(page, sheet)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(rows) + 1}"


def _append(page: Worksheet, row: Iterator[Cell | None]) -> None:
    """Write a row; each cell is written before the next is taken."""
    page.append(row)  # type: ignore[arg-type]


def _filled(cell: Cell, value: Written) -> Cell | None:
    """Put a value into a cell; text is never taken for anything else."""
    if value is None:
        return None
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
