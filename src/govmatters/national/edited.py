"""Rows that somebody edited: what they name that there is not, told by the ids of the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pyarrow.compute as pc

from govmatters.errors import SHOWN, Fault, LoadError
from govmatters.national.columns import Column, Rows
from govmatters.national.reading import Records, Row

__all__ = ["refuse_edited", "refuse_edited_rows"]

_MOST = 100
"""How many faults are told; a million would help nobody."""
_WANTED = {
    "of": "catalogue item",
    "authority": "authority",
    "region": "region",
}


def refuse_edited(records: Records, rows: Rows) -> None:
    """
    See that all rows have an id and a content, and name what there is; columns tell it.

    Args:
        records: What rows name.
        rows: The rows.

    Raises:
        LoadError: With the first rows at fault.
    """
    found = np.zeros(rows.count, dtype=bool)
    if rows.ids.null_count:
        found |= pc.is_null(rows.ids).to_numpy(zero_copy_only=False)
    found |= rows.differs.numbers < 0
    for name, is_known in _known(records).items():
        column: Column = getattr(rows, name)
        strange = [number for number, one in enumerate(column.values) if not is_known(one)]
        if strange:
            found |= np.isin(column.numbers, strange)
    if found.any():
        refuse_edited_rows(records, rows.read(np.flatnonzero(found)[:_MOST]))


def refuse_edited_rows(records: Records, rows: Iterable[Row]) -> None:
    """
    See that some rows have an id and a content, and name what there is.

    Args:
        records: What rows name.
        rows: Their columns.

    Raises:
        LoadError: With every fault of these rows.
    """
    known = _known(records)
    faults = tuple(
        Fault(f"{records.folder}/matters: matter {(row['id'] or '')[:SHOWN]!r}", 0, 0, problem)
        for row in rows
        for problem in _problems(row, known)
    )
    if faults:
        raise LoadError(faults)


def _problems(row: Row, known: dict[str, Callable[[str], bool]]) -> Iterator[str]:
    for name in ("id", "differs"):
        if row[name] is None:
            of = f" (of {row['of']!r})"[:SHOWN] if row["of"] else ""
            yield f"a row{of} has no `{name}`; write the folder anew"
    for name, is_known in known.items():
        key = row[name]
        if key is not None and not is_known(key):
            yield f"`{name}` names no {_WANTED[name]}: {key[:SHOWN]!r}; write the folder anew"


def _known(records: Records) -> dict[str, Callable[[str], bool]]:
    """Tell what rows may name."""
    return {
        "of": records.is_item,
        "authority": records.is_authority,
        "region": records.common.geography.is_known,
    }
