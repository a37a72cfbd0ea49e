"""What nobody who answers can do without: passing over the columns, comparing and packing bits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq

from benchmarks.population_rules import Atom, PlainBundle

__all__ = ["atoms", "passing", "read"]

_PIECE = 1 << 18
"""Cases at a time, so that they stay in the processor's cache."""


def read(path: Path, _plain: PlainBundle) -> pa.Table:
    """Read all columns into memory."""
    return pq.read_table(path)


def passing(_plain: PlainBundle) -> Callable[[pa.Table], None]:
    """Give a pass over the bytes of all columns, which adds them up and answers nothing."""

    def compute(cases: pa.Table) -> None:
        for column in cases.columns:
            for chunk in column.chunks:
                for buffer in chunk.buffers():
                    if buffer is not None:
                        words = np.frombuffer(buffer, np.uint8)
                        words[: len(words) // 8 * 8].view(np.uint64).sum()

    return compute


def atoms(plain: PlainBundle) -> Callable[[pa.Table], None]:
    """Give the evaluation of each comparison once, packed to a bit a case; it answers nothing."""
    by_column: dict[str, list[Atom]] = {}
    for atom in plain.atoms:
        by_column.setdefault(atom.column, []).append(atom)

    def compute(cases: pa.Table) -> None:
        for batch in cases.to_batches(max_chunksize=_PIECE):
            for column, some in by_column.items():
                _pack(batch.column(column), some)

    return compute


def _pack(column: pa.Array, atoms: list[Atom]) -> list[np.ndarray]:
    """Compare one column; texts are numbered first, and looked up by their number."""
    if atoms[0].sign == "is":
        return [np.frombuffer(column.buffers()[1], np.uint8)]  # Arrow has packed them already
    if atoms[0].sign == "<":
        numbers = column.to_numpy()
        return [np.packbits(numbers < one.values[0], bitorder="little") for one in atoms]
    encoded = column.dictionary_encode()
    codes, options = encoded.indices.to_numpy(), encoded.dictionary.to_pylist()
    tables = [np.array([option in one.values for option in options]) for one in atoms]
    return [np.packbits(table[codes], bitorder="little") for table in tables]
