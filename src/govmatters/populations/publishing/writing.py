"""Rows of a measured population to the bytes of a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from govmatters.model import Mechanism
from govmatters.populations.publishing.rows import Row

__all__ = ["csv_bytes", "parquet_bytes"]

_FRACTIONS = frozenset({"share", *(f"credit_{one}" for one in Mechanism)})

_LARGE = (1 << 63) - 1
_RUN = re.compile(r"[=+\-@\t\r]")
"""How a text begins that a spreadsheet would run."""


def csv_bytes(rows: Sequence[Row]) -> bytes:
    """
    Write rows as a CSV file.

    Args:
        rows: One at least, all with the same keys.

    Returns:
        UTF-8 with the mark that spreadsheets want, ends of lines by RFC 4180; an apostrophe
        before every text that a spreadsheet would run; nothing for None.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(_safe, rows[0]))
    writer.writerows(map(_safe, row.values()) for row in rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def parquet_bytes(rows: Sequence[Row]) -> bytes:
    """
    Write rows as a Parquet file.

    Args:
        rows: One at least, all with the same keys.

    Returns:
        The file: texts, whole numbers of 64 bits, or decimals where some are larger, and numbers
        of 64 bits for shares and credits.
    """
    import pyarrow as pa  # noqa: PLC0415 (an extra)
    import pyarrow.parquet as pq  # noqa: PLC0415 (an extra)

    columns = {name: [row[name] for row in rows] for name in rows[0]}
    table = pa.table({name: pa.array(some, _type(name, some)) for name, some in columns.items()})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def _type(name: str, values: Sequence[object]) -> object:
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    if any(isinstance(one, str) for one in values):
        return pa.string()
    if name.rpartition("_")[0] in _FRACTIONS:
        return pa.float64()
    large = any(isinstance(one, int) and abs(one) > _LARGE for one in values)
    return pa.decimal128(38) if large else pa.int64()


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _RUN.match(value) else value
