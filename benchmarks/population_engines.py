"""
One engine over one file of cases, in a process of its own: times, memory and totals as JSON.

``python -m benchmarks.population_engines ENGINE KIND FILE REPETITIONS``. Reading and computing
are timed apart; the first computation stands for itself, as it compiles.
"""

from __future__ import annotations

import itertools
import json
import resource
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.population_rules import EVERYDAY, HEAVY, PlainBundle, plain_bundle

__all__ = ["ENGINES", "SIZES"]

SIZES = {"everyday": EVERYDAY, "heavy": HEAVY}

ENGINES = {
    "govmatters": ("population_ours", "by_group"),
    "govmatters, all together": ("population_ours", "total"),
    "Polars": ("population_polars", "by_group"),
    "Polars, all together": ("population_polars", "total"),
    "DuckDB, SQL row by row": ("population_sql", "by_group"),
    "limit: passing over the columns": ("population_limits", "passing"),
    "limit: comparing and packing": ("population_limits", "atoms"),
}
"""The module and the function that prepares; each module has ``read`` too."""


def main() -> None:
    """Do what the arguments say."""
    engine, kind, path, repetitions = sys.argv[1:]
    module, name = ENGINES[engine]
    room = import_module(f"benchmarks.{module}")
    plain = plain_bundle(SIZES[kind])
    start = time.perf_counter()
    cases = room.read(Path(path), plain)
    read = time.perf_counter() - start
    answer = _timed(plain, getattr(room, name), cases, int(repetitions))
    # Linux says kibibytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    json.dump({"read": [read], **answer, "peak": peak}, sys.stdout)


def _timed(
    plain: PlainBundle,
    prepare: Callable[[PlainBundle], Callable[[Any], object]],
    cases: object,
    repetitions: int,
) -> dict[str, object]:
    wall, cpu = [time.perf_counter()], [time.process_time()]
    compute = prepare(plain)
    answer: object = None
    for _ in range(repetitions):
        answer = compute(cases)
        wall.append(time.perf_counter())
        cpu.append(time.process_time())
    return {"wall": _steps(wall), "cpu": _steps(cpu), "answer": answer}


def _steps(times: list[float]) -> list[float]:
    return [end - start for start, end in itertools.pairwise(times)]


if __name__ == "__main__":
    main()
