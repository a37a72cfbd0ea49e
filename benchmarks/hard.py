"""The hard choice: 40 rows of three alternatives each, over 60 papers, chosen exactly."""

from __future__ import annotations

import statistics
import time

import govmatters as gm
from benchmarks.documents import BUNDLE, hard_document
from benchmarks.subjects import DAY
from govmatters.io import load_document

__all__ = ["hard_times"]


def hard_times(seeds: int) -> dict[str, float]:
    """
    Time the first plan and the first reduction of hard bundles.

    Args:
        seeds: How many bundles of each kind, at least 1; those of seeds 0, 1, 2, and so on.

    Returns:
        Seconds by name, median and greatest over the seeds; the solver is imported before.
    """
    _planned(0, is_mixed=False)
    found: dict[str, float] = {}
    for kind, is_mixed in (("a third shared", False), ("any paper anywhere", True)):
        plans, reductions = zip(
            *(_planned(seed, is_mixed=is_mixed) for seed in range(seeds)), strict=True
        )
        for name, times in (("plan", plans), ("reduction after it", reductions)):
            found[f"{kind}: {name}, median"] = statistics.median(times)
            found[f"{kind}: {name}, max"] = max(times)
    return found


def _planned(seed: int, *, is_mixed: bool) -> tuple[float, float]:
    """Time a plan of a bundle that was just compiled, then its reduction."""
    registry = load_document(hard_document(seed, is_mixed=is_mixed))
    compiled = gm.compile(registry, BUNDLE, on=DAY)
    start = time.process_time()
    compiled.plan()
    middle = time.process_time()
    compiled.reduction()
    return middle - start, time.process_time() - middle
