"""Medians of tasks that take turns, so that a noisy machine disturbs all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

__all__ = ["Task", "interleaved"]

Clock = Callable[[], float]

Task = Callable[[int], object]
"""One repetition, given its number."""


def interleaved(
    tasks: Mapping[str, Task], *, rounds: int, repetitions: int, clock: Clock = time.perf_counter
) -> dict[str, float]:
    """
    Time tasks in turns.

    Args:
        tasks: By name; each is called once a repetition, every other time in reverse order.
        rounds: How many medians to take.
        repetitions: Of how many repetitions each.
        clock: In seconds. Tasks of milliseconds are better told by ``time.process_time``,
            which does not run while other programs do.

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
                start = clock()
                task(number * repetitions + repetition)
                taken[name].append(clock() - start)
        for name, times in taken.items():
            medians[name].append(statistics.median(times))
    return {name: min(found) for name, found in medians.items()}
