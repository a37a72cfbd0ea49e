"""Cases to a file, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet

from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.io.whole import whole_file
from govmatters.synthetic.cases import MARK

__all__ = ["written"]

_SUFFIXES = (".parquet", ".arrow", ".csv")
_SYNTHETIC = "synthetic"
_FORMULA = r"^[=+\-@\t\r]"
"""How a text begins that a spreadsheet would run."""


def written(
    cases: pa.RecordBatchReader,
    path: str | os.PathLike[str],
    *,
    progress: Callable[[int], object] | None,
) -> int:
    """
    Write cases; see `govmatters.synthetic.write_cases`.

    Args:
        cases: As `synthetic_cases` gives them.
        path: Where to.
        progress: Called with how many cases are written so far.

    Returns:
        How many cases were written.

    Raises:
        InvalidEntryError: If the file cannot be written, or the cases are not synthetic.
    """
    target = Path(path)
    shown = str(target)[:SHOWN]
    if (cases.schema.metadata or {}).get(b"govmatters") != MARK.encode():
        raise InvalidEntryError(shown, "only synthetic cases are written here; draw them anew")
    if target.suffix not in _SUFFIXES:
        raise InvalidEntryError(
            shown, f"a table of cases ends with {', '.join(_SUFFIXES)}; rename it"
        )
    tell = progress or (lambda _: None)
    with whole_file(target) as new:
        return _copied(cases, new, target.suffix, tell)


def _copied(
    cases: pa.RecordBatchReader, new: Path, suffix: str, tell: Callable[[int], object]
) -> int:
    """Copy batch by batch."""
    done = 0
    laid = _laid_flat if suffix == ".csv" else _as_they_are
    with (
        new.open("wb") as sink,
        _writer(sink, suffix, laid(cases.schema.empty_table()).schema) as to,
    ):
        for batch in cases:
            to.write_table(laid(pa.Table.from_batches([batch])))
            done += len(batch)
            tell(done)
    return done


def _writer(sink: Any, suffix: str, schema: pa.Schema) -> Any:  # noqa: ANN401 (three classes)
    if suffix == ".parquet":
        return pyarrow.parquet.ParquetWriter(sink, schema, compression="zstd")
    if suffix == ".arrow":
        return pyarrow.ipc.new_file(sink, schema)
    return pyarrow.csv.CSVWriter(sink, schema)


def _as_they_are(table: pa.Table) -> pa.Table:
    return table


def _laid_flat(table: pa.Table) -> pa.Table:
    """Lay cases out for a CSV: lists joined by commas, and a column that says what they are."""
    if _SYNTHETIC in table.schema.names:
        problem = f"a CSV has a column {_SYNTHETIC!r} of its own; write .parquet or .arrow instead"
        raise InvalidEntryError(_SYNTHETIC, problem)
    columns: dict[str, Any] = {_SYNTHETIC: pa.repeat(pa.scalar(value=True), len(table))}
    for field in table.schema:
        column = table[field.name].combine_chunks() if len(table) else table[field.name]
        if pa.types.is_list(field.type):
            column = pc.binary_join(column, ",")
        if pa.types.is_dictionary(field.type):
            column = column.cast(pa.string())
        _refuse_formulas(field.name, column)
        columns[field.name] = column
    return pa.table(columns)


def _refuse_formulas(name: str, column: Any) -> None:  # noqa: ANN401 (pyarrow has no types)
    """Refuse texts that a spreadsheet would run; to escape them would make them other answers."""
    if pa.types.is_string(column.type):
        found = column.filter(pc.match_substring_regex(column, _FORMULA))
        if len(found):
            shown = found[0].as_py()[:SHOWN]
            problem = f"a spreadsheet would run {shown!r}; write .parquet or .arrow instead"
            raise InvalidEntryError(name, problem)
