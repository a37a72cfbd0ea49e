"""Made-up cases for a bundle of `population_rules`: drawn by a seed, written in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.population_rules import PlainBundle, options_of

__all__ = ["write_cases"]

_PIECE = 500_000
_GROUP = 125_000
"""Rows of a row group: engines share out work by row groups."""


def write_cases(plain: PlainBundle, cases: int, path: Path) -> None:
    """
    Draw cases and write them as Parquet.

    Args:
        plain: Whose questions are the columns.
        cases: How many.
        path: The file.
    """
    draw = np.random.default_rng(cases)
    schema = _table(plain, 0, draw).schema.with_metadata({"synthetic": "all of it"})
    with pq.ParquetWriter(path, schema) as writer:
        for size in _pieces(cases):
            writer.write_table(_table(plain, size, draw).cast(schema), row_group_size=_GROUP)


def _pieces(cases: int) -> Iterator[int]:
    yield from [_PIECE] * (cases // _PIECE)
    if cases % _PIECE:
        yield cases % _PIECE


def _table(plain: PlainBundle, size: int, draw: np.random.Generator) -> pa.Table:
    return pa.table({column: _column(column, size, draw) for column in plain.columns})


def _column(column: str, size: int, draw: np.random.Generator) -> pa.Array:
    if column.startswith("number"):
        return pa.array(draw.integers(0, 101, size))
    if column.startswith("one"):
        options = options_of(column)
        codes = pa.array(draw.integers(0, len(options), size, dtype=np.int32))
        return pa.DictionaryArray.from_arrays(codes, list(options)).cast(pa.string())
    share = 0.2 + 0.6 * draw.random()
    return pa.array(draw.random(size) < share)
