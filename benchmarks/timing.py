"""Medians of tasks that take turns, so that a noisy machine disturbs all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

__all__ = ["Task", "interleaved"]

Task = Callable[[int], object]
"""One repetition, given its number."""


def interleaved(tasks: Mapping[str, Task], *, rounds: int, repetitions: int) -> dict[str, float]:
    """
    Time tasks in turns.

    Args:
        tasks: By name; each is called once a repetition, every other time in reverse order.
        rounds: How many medians to take.
        repetitions: Of how many repetitions each.

    Returns:
        For each task the least of its medians, in seconds. The least, as other work on the
        machine only ever makes a median longer.
    """
    medians: dict[str, list[float]] = {name: [] for name in tasks}
    orders = list(tasks.items()), list(tasks.items())[::-1]
    for number in range(rounds):
        gc.collect()
        taken: dict[str, list[float]] = {name: [] for name in tasks}
        for repetition in range(repetitions):
            for name, task in orders[repetition % 2]:
                start = time.perf_counter()
                task(number * repetitions + repetition)
                taken[name].append(time.perf_counter() - start)
        for name, times in taken.items():
            medians[name].append(statistics.median(times))
    return {name: min(found) for name, found in medians.items()}
