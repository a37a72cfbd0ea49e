"""``python -m benchmarks.national``: what a registry of national size costs, and how that grows."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import govmatters as gm
from benchmarks.machine import machine
from benchmarks.nation import (
    BUNDLE,
    COUNTY,
    DAY,
    ITEMS,
    REGIONS,
    implementations,
    nation,
    regions_of,
)
from benchmarks.tables import seconds, table

_SIZES = (100_000, 1_000_000)
_JSON = Path(__file__).with_name("national_figures.json")
_DAY = dt.date.fromisoformat(DAY)
_KIBIBYTE, _MEBIBYTE = 1 << 10, 1 << 20
_REPEATED = 20

Figures = dict[str, float]


def main() -> None:
    """Do what the arguments say."""
    arguments = _parser().parse_args()
    if arguments.step is not None:
        print(json.dumps(_timed(arguments.step, arguments.folder, arguments.implementations[0])))
        return
    sizes: dict[int, dict[str, Figures]] = _earlier(arguments.json)
    for size in arguments.implementations:
        with tempfile.TemporaryDirectory(dir=arguments.folder.parent) as folder:
            sizes[size] = _measured(size, Path(folder) / "nation")
            print(_table(size, sizes[size]))
        _write(arguments.json, sizes)
    print(_growth(sizes))
    print(f"written: {arguments.json} (times in seconds, sizes in bytes)")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description=__doc__)
    parser.add_argument("--implementations", type=int, nargs="+", default=list(_SIZES))
    parser.add_argument("--json", type=Path, default=_JSON, help="where figures are written")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "nation")
    parser.add_argument("--step", choices=sorted(_STEPS), help=argparse.SUPPRESS)
    return parser


def _measured(size: int, folder: Path) -> dict[str, Figures]:
    """Run each step in a process of its own, so that each has its own peak of memory."""
    found: dict[str, Figures] = {}
    for name in _STEPS:
        command = [sys.executable, "-m", "benchmarks.national", "--step", name]
        command += ["--folder", str(folder), "--implementations", str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        found[name] = json.loads(done.stdout.splitlines()[-1])
        print(f"{size} {name}: {found[name]}", file=sys.stderr, flush=True)
    found["on disk"] = {"bytes": sum(file.stat().st_size for file in folder.iterdir())}
    return found


def _timed(name: str, folder: Path, size: int) -> Figures:
    """Run one step."""
    work = _STEPS[name](folder, size)
    begun, spent = time.perf_counter(), time.process_time()
    extra = work()
    taken, used = time.perf_counter() - begun, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTE
    return {"seconds": taken, "cpu_seconds": used, "peak_bytes": peak, **extra}


def _writing(folder: Path, size: int) -> Callable[[], Figures]:
    regions = regions_of(REGIONS)
    registry = nation(ITEMS, regions)

    def work() -> Figures:
        gm.write_national(registry, folder, matters=implementations(registry, regions, size))
        return {}

    return work


def _opening(folder: Path, _size: int) -> Callable[[], Figures]:
    def work() -> Figures:
        return {"matters": gm.open_national(folder).manifest.counts["matters"]}

    return work


def _looking_up(folder: Path, _size: int) -> Callable[[], Figures]:
    known = gm.open_national(folder)
    key = _some_id(folder)

    def work() -> Figures:
        begun = time.perf_counter()
        found = known.matter(key)
        first = time.perf_counter() - begun
        for _ in range(_REPEATED):
            known.matter(key)
        again = (time.perf_counter() - begun - first) / _REPEATED
        return {"first_seconds": first, "again_seconds": again, "rows": len(found.materials or ())}

    return work


def _some_id(folder: Path) -> str:
    """Take an id from the middle of the last file."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (an extra brings it)

    file = pq.ParquetFile(max(folder.glob("matters-*.parquet")))
    group = file.num_row_groups // 2
    return str(file.read_row_group(group, columns=["id"])["id"][0].as_py())


def _planning(folder: Path, _size: int) -> Callable[[], Figures]:
    gm.plan(gm.load(), "restaurant", on=_DAY)  # so that imports are no part of the work

    def work() -> Figures:
        begun = time.perf_counter()
        registry = gm.open_national(folder).registry(BUNDLE, region=COUNTY)
        found = time.perf_counter() - begun
        plan = gm.plan(registry, BUNDLE, on=_DAY)
        counts = {"matters": len(registry.matters), "papers": plan.before.high or 0}
        return {"registry_seconds": found, **counts}

    return work


def _checking(folder: Path, _size: int) -> Callable[[], Figures]:
    def work() -> Figures:
        found = gm.open_national(folder).check(_DAY, progress=_said)
        count = sum(one.count for one in found)
        return {"findings": count, "shapes": found.shapes}

    return work


def _measuring(folder: Path, _size: int) -> Callable[[], Figures]:
    def work() -> Figures:
        found = gm.open_national(folder).indicators(on=_DAY)
        return {"indicators": len(found), "counted": sum(one.denominator for one in found)}

    return work


def _said(text: str) -> None:
    print(f"{time.process_time():8.1f} s {text}", file=sys.stderr, flush=True)


_STEPS: dict[str, Callable[[Path, int], Callable[[], Figures]]] = {
    "write": _writing,
    "open": _opening,
    "look up one matter": _looking_up,
    "plan one bundle in one county": _planning,
    "check all": _checking,
    "indicators of all": _measuring,
}


def _earlier(file: Path) -> dict[int, dict[str, Figures]]:
    """Keep what was measured of other sizes."""
    if not file.is_file():
        return {}
    sizes = json.loads(file.read_text(encoding="utf-8"))["sizes"]
    return {int(size): steps for size, steps in sizes.items()}


def _write(file: Path, sizes: dict[int, dict[str, Figures]]) -> None:
    ordered = {str(size): sizes[size] for size in sorted(sizes)}
    written = {
        "format": "govmatters-national-benchmark/1",
        "data": "synthetic",
        "machine": machine(),
        "sizes": ordered,
    }
    file.write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _table(size: int, steps: dict[str, Figures]) -> str:
    heads = ["time", "processor time", "peak memory"]
    rows = {
        name: [
            seconds(one["seconds"]),
            seconds(one["cpu_seconds"]),
            f"{one['peak_bytes'] / _MEBIBYTE:.0f} MiB",
        ]
        for name, one in steps.items()
        if "seconds" in one
    }
    rows["on disk"] = ["", "", f"{steps['on disk']['bytes'] / _MEBIBYTE:.0f} MiB"]
    return table(f"{size:,} implementations", heads, rows)


def _growth(sizes: dict[int, dict[str, Figures]]) -> str:
    """Compare each size with the one before."""
    pairs = list(pairwise(sorted(sizes)))
    rows = {}
    for name in _STEPS:
        times = [sizes[b][name]["seconds"] / sizes[a][name]["seconds"] for a, b in pairs]
        peaks = [sizes[b][name]["peak_bytes"] / sizes[a][name]["peak_bytes"] for a, b in pairs]
        rows[name] = [f"{t:.1f} / {m:.1f}" for t, m in zip(times, peaks, strict=True)]
    heads = [f"{b:,} / {a:,}" for a, b in pairs]
    return table("Growth: time / peak memory", heads, rows)


if __name__ == "__main__":
    main()
