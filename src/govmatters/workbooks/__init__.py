"""
Workbooks (xlsx): a registry as sheets with Chinese headings, and back.

`write_workbook` writes a registry and what checks found; `read_workbook` reads one that
somebody has filled in or changed. Needs the extra ``xlsx``.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from govmatters.errors import MissingExtraError
from govmatters.io.writing import write_file

if TYPE_CHECKING:
    from govmatters.model import Finding
    from govmatters.registry import Registry
    from govmatters.report.flat_lists import FlatTable

__all__ = ["list_bytes", "read_workbook", "write_list", "write_workbook"]


def write_workbook(
    registry: Registry, path: str | os.PathLike[str], findings: Iterable[Finding] = ()
) -> None:
    """
    Write a registry as a workbook.

    Args:
        registry: Any.
        path: The file, replaced if it is there.
        findings: What checks found, for a sheet of their own.

    Raises:
        InvalidEntryError: If the file cannot be written, a text is longer than a cell, or
            there are more rows than a sheet has.
        MissingExtraError: If openpyxl or defusedxml is not installed.
    """
    _need_extra()
    from govmatters.workbooks.writing import workbook_bytes  # noqa: PLC0415 (of an extra)

    write_file(path, workbook_bytes(registry, findings))


def write_list(table: FlatTable, path: str | os.PathLike[str]) -> None:
    """
    Write a flat table, such as a list of `govmatters.design.lists`, as a workbook of one sheet.

    Args:
        table: The table; all of it is written as text that no spreadsheet runs.
        path: The file, replaced if it is there.

    Raises:
        InvalidEntryError: If the file cannot be written, a text is longer than a cell, or
            there are more rows than a sheet has.
        MissingExtraError: If openpyxl or defusedxml is not installed.
    """
    write_file(path, list_bytes(table))


def list_bytes(table: FlatTable) -> bytes:
    """
    Write a flat table as `write_list` does, and give the bytes of the file.

    Args:
        table: The table.

    Returns:
        The workbook.

    Raises:
        InvalidEntryError: As `write_list`.
        MissingExtraError: If openpyxl or defusedxml is not installed.
    """
    _need_extra()
    from govmatters.workbooks.lists import table_bytes  # noqa: PLC0415 (of an extra)

    return table_bytes(table)


def read_workbook(path: str | os.PathLike[str], *more: str | os.PathLike[str]) -> Registry:
    """
    Read a registry from workbooks.

    Args:
        path: A workbook.
        more: Others, in any order.

    Returns:
        All of them as one registry. ``read_workbook`` of what `write_workbook` wrote is the
        registry that was written.

    Raises:
        LoadError: With every fault of every workbook, by sheet and cell.
        MissingExtraError: If openpyxl or defusedxml is not installed.
    """
    _need_extra()
    from govmatters.workbooks.reading import registry_of  # noqa: PLC0415 (of an extra)

    return registry_of(tuple(map(Path, (path, *more))))


def _need_extra() -> None:
    """Say what to install; openpyxl works without defusedxml, but not safely."""
    if any(importlib.util.find_spec(name) is None for name in ("openpyxl", "defusedxml")):
        raise MissingExtraError(what="a workbook", extra="xlsx")
