"""A registry's document to the rows of each sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from govmatters.errors import InvalidEntryError
from govmatters.workbooks.bundle_sheets import MATTERS
from govmatters.workbooks.columns import Path, Sheet
from govmatters.workbooks.escapes import MAX_LENGTH, escaped, length_of
from govmatters.workbooks.kinds import Value
from govmatters.workbooks.parts import SEPARATOR
from govmatters.workbooks.places import flattened

__all__ = ["Written", "rows_of", "written"]

Written = str | int | dt.date | None
"""What stands in a cell: text as XML can hold it, a number, a day, or nothing."""


def rows_of(sheet: Sheet, document: Mapping[str, Any]) -> Iterator[list[Written]]:
    """
    Write what a sheet holds of a document.

    Args:
        sheet: The sheet.
        document: A registry, taken apart.

    Yields:
        The rows below the headings, a value a column. A record whose lists are longer than
        a cell goes on in further rows, which have its id and the rest of the lists.

    Raises:
        InvalidEntryError: If a text is longer than a cell.
    """
    for record in _records(sheet, document):
        values = [
            column.kind.write(one) if (one := _at(record, column.path)) is not None else None
            for column in sheet.columns
        ]
        yield from written(sheet, values)


def written(sheet: Sheet, values: list[Value]) -> Iterator[list[Written]]:
    """
    Spread the values of one record over as many rows as its longest list wants.

    Args:
        sheet: The sheet.
        values: One a column.

    Yields:
        At least one row.

    Raises:
        InvalidEntryError: If a text is longer than a cell.
    """
    where = ", ".join([sheet.title, *map(str, values[: max(1, len(sheet.lead))])])
    cells = [
        _cells(value, f"{where}, {column.heading}")
        for column, value in zip(sheet.columns, values, strict=True)
    ]
    yield [some[0] for some in cells]
    for more in range(1, max(map(len, cells))):
        further = (some[more] if more < len(some) else None for some in cells[1:])
        yield [cells[0][0], *further]


def _records(sheet: Sheet, document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Walk what has a row of its own."""
    found = document.get(sheet.collection, {})
    is_list = isinstance(found, list)
    for record in found if is_list else ({"id": key, **one} for key, one in found.items()):
        if not sheet.below:
            yield record
            continue
        entries = _at(record, sheet.below) or ()
        some = flattened(entries) if sheet.below == MATTERS else entries
        for number, entry in enumerate(some, start=1):
            one = entry if isinstance(entry, dict) else {sheet.single: entry}
            yield {"owner": record["id"], "order": number, **one}


def _at(record: Any, path: Path) -> Any:  # noqa: ANN401 (whatever files hold)
    """Look up a key; None if it is not stated."""
    for key in path:
        record = record.get(key)
        if record is None:
            return None
    return record


def _cells(value: Value, where: str) -> list[Written]:
    """Write a value; a list in as many cells as it wants, a fit one in one."""
    if not isinstance(value, list):
        return [_cell(value, where)]
    cells: list[str] = []
    room = 0
    for part in value:
        text = str(_cell(part, where))
        need = length_of(text) + len(SEPARATOR)
        if cells and need <= room:
            cells[-1] += SEPARATOR + text
            room -= need
        else:
            cells.append(text)
            room = MAX_LENGTH - need
    return list(cells)


def _cell(value: str | int | dt.date | None, where: str) -> Written:
    """Write text so that XML and the cell can hold it."""
    if not isinstance(value, str):
        return value
    text = escaped(value)
    if length_of(text) > MAX_LENGTH:
        problem = f"{length_of(text)} characters, and a cell holds {MAX_LENGTH}; shorten the text"
        raise InvalidEntryError(where, problem)
    return text
