"""The figures of many cases, all facts known, added up by group: by compiled loops, or by NumPy."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govmatters.populations.kernels.gauges import FIGURES, Gauge
from govmatters.populations.kernels.kernels import Counter, Evaluated, Kernel, join
from govmatters.populations.kernels.planes import Plane, ones
from govmatters.rules.scheduling import Wait

__all__ = ["MANY", "TURN", "Added", "added_up", "loaded", "loops_for"]

MANY = 1 << 17
"""From so many cases on, loops are worth loading them."""

_EACH = 1024
"""Of fewer cases a group, NumPy counts as fast."""

TURN = threading.Lock()
"""NumPy takes thousands of steps of a microsecond. Threads that count at the same time hand
Python's own lock over at each of them, which takes longer than the steps: so they take turns,
while others read. Compiled loops do not hold that lock, and wait for nobody."""

Waits = dict[Wait, Plane]


class Added(NamedTuple):
    """
    Cases, added up.

    Attributes:
        evaluated: The truth of those nodes that are looked at afterwards, at least.
        figures: A row a group, a column one of `FIGURES`.
        waits: The cases of each wait for a paper.
    """

    evaluated: Evaluated
    figures: NDArray[np.int64]
    waits: Waits


def loops_for(counter: Counter) -> ModuleType | None:
    """
    Say what counts.

    Args:
        counter: Knows how many cases and groups there are, and how large sums may get.

    Returns:
        The module of the compiled loops; None: NumPy.
    """
    is_worth_it = counter.cases >= max(MANY, _EACH * counter.groups)
    return loaded() if is_worth_it and counter.exactly is np.int64 else None


def added_up(
    loops: ModuleType | None, kernel: Kernel, planes: Sequence[Plane], counter: Counter
) -> Added:
    """
    Add cases up.

    Args:
        loops: The compiled loops; None: NumPy does it.
        kernel: The bundle.
        planes: One an input of its network.
        counter: Knows groups and weights.

    Returns:
        What they add up to, whoever does it.
    """
    if loops is not None:
        return _by_loops(loops, kernel, planes, counter)
    with TURN:
        return _by_steps(kernel, planes, counter)


@lru_cache(maxsize=1)
def loaded() -> ModuleType | None:
    """Load the compiled loops; None if the extra ``fast`` is not installed, or cannot work here."""
    try:
        from govmatters.populations.kernels import loops  # noqa: PLC0415 (takes half a second)

        loops.tried()
    except Exception:  # noqa: BLE001 (whatever a compiler and its files meet: NumPy counts as well)
        return None
    return loops


def _by_steps(kernel: Kernel, planes: Sequence[Plane], counter: Counter) -> Added:
    """Add cases up by NumPy: a step over all cases for each branch of each gauge."""
    evaluated = kernel.evaluate(planes, counter.cases)
    figures, waits = _gauged(evaluated, kernel.gauges, counter)
    return Added(evaluated, figures, waits)


def _gauged(
    evaluated: Evaluated, gauges: Iterable[Gauge], counter: Counter
) -> tuple[NDArray[np.int64], Waits]:
    figures = counter.zeros(len(FIGURES))
    waits: Waits = {}
    for gauge in gauges:
        own, causes = evaluated.counted(gauge, counter)
        figures += own
        for wait, plane in causes.items():
            join(waits, wait, plane)
    return figures, waits


def _by_loops(
    loops: ModuleType, kernel: Kernel, planes: Sequence[Plane], counter: Counter
) -> Added:
    """Add cases up by compiled loops; gauges without a table as NumPy does."""
    every, tape = ones(counter.cases), kernel.tape
    found = loops.Found(
        figures=counter.zeros(len(FIGURES)),
        valid=np.zeros_like(every),
        nodes=np.zeros((len(tape.kept), len(every)), dtype=np.uint64),
        waiting=np.zeros((int(tape.waiting.max(initial=-1)) + 1, len(every)), dtype=np.uint64),
    )
    digits = np.stack(counter.digits or [np.zeros_like(every)])  # none, if all weigh nothing
    batch = loops.Batch(np.stack([every, *planes]), digits, counter.stretches.edges)
    loops.run(tape, batch, found)
    values = dict(zip(tape.kept.tolist(), found.nodes, strict=True))
    evaluated = Evaluated(kernel, values, every, found.valid, counter.cases)
    untabled = [gauge for gauge in kernel.gauges if not gauge.is_tabled]
    figures, waits = _gauged(evaluated, untabled, counter)
    kinds = (some for gauge in kernel.gauges if gauge.is_tabled for some in gauge.waits if some)
    for some, plane in zip(kinds, found.waiting, strict=True):
        for wait in some:
            join(waits, wait, plane)
    return Added(evaluated, figures + found.figures, waits)
