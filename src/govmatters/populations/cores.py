"""Batches of a table, measured side by side on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np
import pyarrow as pa

from govmatters.populations.cases.tables import CaseTable

__all__ = ["Progress", "side_by_side", "untold"]

T = TypeVar("T")

Progress = Callable[[int, int | None], None]
"""Told how many rows are done, and of how many, if that is known."""


def untold(_rows: int, _of: int | None) -> None:
    """Nobody wants to know."""


def side_by_side(
    work: Callable[[pa.RecordBatch, int], T],
    table: CaseTable,
    needed: Sequence[str],
    told: Progress,
) -> Iterator[T]:
    """
    Measure a table batch by batch.

    Args:
        work: Measures a batch, given the number of its first row, from 1.
        table: The cases.
        needed: The columns that are read, and no other.
        told: Told how many rows are done.

    Yields:
        What each batch contributes, in their order; not more are held than there are cores,
        and one.
    """
    cores, done = _cores(), 0
    _keep_memory()
    with ThreadPoolExecutor(cores) as pool:
        for rows, future in _started(pool, work, table.batches(needed), cores):
            part = future.result()
            done += rows
            told(done, table.rows)
            yield part


def _started(
    pool: ThreadPoolExecutor,
    work: Callable[[pa.RecordBatch, int], T],
    batches: Iterable[pa.RecordBatch],
    most: int,
) -> Iterator[tuple[int, Future[T]]]:
    """Start batches, no more than ``most`` ahead of the one that is waited for."""
    waiting: deque[tuple[int, Future[T]]] = deque()
    first = 1
    for batch in batches:
        waiting.append((batch.num_rows, pool.submit(work, batch, first)))
        first += batch.num_rows
        if len(waiting) > most:
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


def _keep_memory() -> None:
    """
    Let the memory that one batch frees be taken again by the next.

    The C library of Linux hands freed memory back to the system, and to get it again page by
    page takes a third of all time. It keeps twice the largest block that was freed before, of
    up to 32 MiB: so one such block is freed, which was never written to. Elsewhere this does
    nothing.
    """
    np.empty(31 << 20, dtype=np.uint8)


def _cores() -> int:
    """How many cores this process may use, which in a container are not all."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
