"""A measured population to a file: whole or not at all, of the kind that its name says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.io.whole import whole_file
from govmatters.planner import to_json

if TYPE_CHECKING:
    from govmatters.populations.changes.differences import Changes
    from govmatters.populations.publishing.published import Published, PublishedChanges
    from govmatters.populations.publishing.rows import Row
    from govmatters.populations.results import Population

__all__ = ["refuse_wrong_file", "save"]

_KINDS = (".csv", ".json", ".parquet", ".xlsx")


def refuse_wrong_file(out: str | None, cases: str) -> None:
    """
    Refuse a file of another kind, or the table of cases itself, before anything is read.

    Args:
        out: The file; None for none.
        cases: The table.

    Raises:
        InvalidEntryError: If its name ends otherwise, or it is the table.
    """
    if out is not None and Path(out).resolve() == Path(cases).resolve():
        raise InvalidEntryError(out[:SHOWN], "this is the table of cases; name another file")
    if out is not None and Path(out).suffix.lower() not in _KINDS:
        problem = f"the name says what is written; end it with {', '.join(_KINDS)}"
        raise InvalidEntryError(out[:SHOWN], problem)


def save(result: Population | Published | Changes | PublishedChanges, out: str) -> None:
    """
    Write a result.

    Args:
        result: What was measured.
        out: The file, replaced when it is written whole.

    Raises:
        InvalidEntryError: If it cannot be written.
        MissingExtraError: If a workbook is wanted, and openpyxl is not installed.
    """
    from govmatters.populations.publishing.rows import population_rows  # noqa: PLC0415 (of an extra)

    suffix = Path(out).suffix.lower()
    if suffix == ".json":
        content = (to_json(result) + "\n").encode()
    else:
        content = _WRITE[suffix](population_rows(result))
    with whole_file(Path(out)) as new:
        new.write_bytes(content)


def _csv(rows: Sequence[Row]) -> bytes:
    from govmatters.populations.publishing.writing import csv_bytes  # noqa: PLC0415 (of an extra)

    return csv_bytes(rows)


def _parquet(rows: Sequence[Row]) -> bytes:
    from govmatters.populations.publishing.writing import parquet_bytes  # noqa: PLC0415 (of an extra)

    return parquet_bytes(rows)


def _workbook(rows: Sequence[Row]) -> bytes:
    from govmatters.report.population_sheets import flat_rows  # noqa: PLC0415 (of an extra)
    from govmatters.workbooks import list_bytes  # noqa: PLC0415 (of an extra)

    return list_bytes(flat_rows(rows))


_WRITE: Mapping[str, Callable[[Sequence[Row]], bytes]] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".xlsx": _workbook,
}
