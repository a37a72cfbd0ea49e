"""
One engine over one file of cases, in a process of its own: times, memory and totals as JSON.

``python -m benchmarks.population_engines ENGINE KIND FILE REPETITIONS``. Reading and computing
are timed apart; the first computation stands for itself, as it compiles.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peaks import peak
from benchmarks.population_rules import EVERYDAY, HEAVY, PlainBundle, plain_bundle

__all__ = [
    "ALONE",
    "ATOMS",
    "ENGINES",
    "LOOP",
    "MEMORY_KEPT",
    "NUMBERED",
    "OPENFISCA",
    "OURS",
    "POLARS",
    "SIZES",
]

SIZES = {"everyday": EVERYDAY, "heavy": HEAVY}

OURS, POLARS, DUCKDB = "govmatters", "Polars", "DuckDB, SQL row by row"

OPENFISCA = "OpenFisca-Core"
"""Runs in a Python of its own, and its choices come as numbers."""

ALONE = ", papers alone"
"""After the name of who counts papers before and after, and not what spared rows: less work."""

MEMORY_KEPT = ", memory kept"
"""After the name of who was told by variables of its environment to keep memory."""

NUMBERED = ", options as numbers"
"""After the name of whose choices were numbered while they were read."""

LOOP = "one case after the other"
"""A reference for the others, and for few cases only."""

ATOMS = "limit: comparing and packing"

ENGINES = {
    OURS: ("population_ours", "read", "by_group"),
    f"{OURS}, without Numba": ("population_ours", "read", "by_group_without_numba"),
    POLARS: ("population_polars", "read", "by_reason"),
    f"{POLARS}{ALONE}": ("population_polars", "read", "by_group"),
    DUCKDB: ("population_sql", "read", "by_reason"),
    f"{DUCKDB}{ALONE}": ("population_sql", "read", "by_group"),
    f"{OURS}{NUMBERED}": ("population_ours", "read_numbered", "by_group"),
    f"{POLARS}{NUMBERED}": ("population_polars", "read_numbered", "by_reason"),
    f"{POLARS}{ALONE}{NUMBERED}": ("population_polars", "read_numbered", "by_group"),
    f"{OURS}, all together": ("population_ours", "read", "total"),
    f"{POLARS}, all together": ("population_polars", "read", "total"),
    f"{OURS}, from the file": ("population_ours", "scan", "by_group"),
    f"{POLARS}, from the file": ("population_polars", "scan", "by_reason_of_cases"),
    f"{POLARS}{ALONE}, from the file": ("population_polars", "scan", "by_group"),
    ATOMS: ("population_limits", "read", "atoms"),
    "limit: passing over the columns": ("population_limits", "read", "passing"),
    LOOP: ("population_loop", "read", "by_reason"),
}
"""The module, the function that reads, and the one that prepares."""


def main() -> None:
    """Do what the arguments say."""
    engine, kind, path, repetitions = sys.argv[1:]
    module, read_by, name = ENGINES[engine]
    room = import_module(f"benchmarks.{module}")
    plain = plain_bundle(SIZES[kind])
    start = time.perf_counter()
    cases = getattr(room, read_by)(Path(path), plain)
    read = time.perf_counter() - start
    compute = getattr(room, name)
    answer = _timed(plain, compute, cases, int(repetitions))
    answer["peak"] = peak()
    if hasattr(room, "few") and read_by != "scan":
        answer["fixed"] = min(_timed(plain, compute, room.few(cases), 3)["cpu"])
    json.dump({"read": [read], **answer}, sys.stdout)


def _timed(
    plain: PlainBundle,
    prepare: Callable[[PlainBundle], Callable[[Any], object]],
    cases: object,
    repetitions: int,
) -> dict[str, Any]:
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
