"""
Cases on their way out of Spark: what is true or false travels as one array a case.

Spark writes rows for Python value by value, each through a writer of its column's, which takes
longer than measuring them; an array is one value to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = ["Parcel", "parcel_of"]


@attrs.frozen
class Parcel:
    """
    How columns travel.

    Attributes:
        booleans: The columns that travel together, as one array.
        others: The columns that travel as they are.
    """

    booleans: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def expressions(self) -> list[str]:
        """
        Write what Spark is to select.

        Returns:
            Expressions of its SQL, at least one: without a column there would be no rows.
        """
        together = ", ".join(map(_quoted, self.booleans))
        array = [f"array({together}) AS together"] if together else []
        return [*array, *map(_quoted, self.others)] or ["1 AS any"]

    def unpacked(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """
        Give the columns as they were.

        Args:
            batch: What Spark selected.

        Returns:
            The same rows, with a column for each element of the array.
        """
        names = [*self.booleans, *self.others]
        if not names:
            return batch
        kept = batch.columns[1:] if self.booleans else batch.columns
        apart = _apart(batch.column(0).flatten(), len(self.booleans)) if self.booleans else ()
        return pa.record_batch([*apart, *kept], names)


def parcel_of(schema: pa.Schema, names: Sequence[str]) -> Parcel:
    """
    Say how columns travel.

    Args:
        schema: Of the cases.
        names: The columns that are needed, each once.

    Returns:
        The parcel.
    """
    booleans = tuple(name for name in names if pa.types.is_boolean(schema.field(name).type))
    return Parcel(booleans, tuple(name for name in names if name not in booleans))


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"


def _apart(values: pa.Array, width: int) -> Iterator[pa.Array]:
    """Make a boolean column of the first values of all cases, one of the second ones, and so on."""
    truths = _columns(pc.fill_null(values, fill_value=False), width)
    gaps = _columns(values.is_null(), width) if values.null_count else None
    for place, own in enumerate(truths):
        valid = None if gaps is None else _packed(~gaps[place])
        yield pa.Array.from_buffers(pa.bool_(), len(own), [valid, _packed(own)])


def _columns(values: pa.Array, width: int) -> NDArray[np.bool_]:
    by_case = values.to_numpy(zero_copy_only=False).reshape(-1, width)
    return np.ascontiguousarray(by_case.T)


def _packed(truths: NDArray[np.bool_]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(truths, bitorder="little"))
