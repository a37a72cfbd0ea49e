"""``python -m benchmarks.loading``: what reading a registry of 100,000 matters costs."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import govmatters as gm
from benchmarks.comparison import UnequalError
from benchmarks.loading_lines import BUNDLE, write_lines
from benchmarks.loading_peers import PEERS
from benchmarks.machine import machine
from benchmarks.tables import seconds, table

_JSON = Path(__file__).with_name("loading_figures.json")
_MEBIBYTE = 1 << 20
_OURS, _WHOLE = "govmatters.load", "govmatters.load, every record made"
_ORJSON, _LIMIT, _CATTRS = tuple(PEERS)[:3]
_JULY = dt.date(2026, 7, 1)

Work = Callable[[], object]


def main() -> None:
    """Do what the arguments say."""
    arguments = _parser().parse_args()
    if arguments.work:
        print(json.dumps(_kept(arguments.work, arguments.file)))
        return
    matters, rounds = (200, 1) if arguments.tiny else (arguments.matters, arguments.rounds)
    about = machine()
    print(table("Machine", ["what"], {name: [one] for name, one in about.items()}))
    found = _measured(matters, rounds, is_tiny=arguments.tiny)
    _show(found)
    written = {"format": "govmatters-benchmark/1", "machine": about, "figures": found}
    text = json.dumps(written, ensure_ascii=False, indent=2)
    arguments.json.write_text(text + "\n", encoding="utf-8")
    print(f"written: {arguments.json} (times in seconds, sizes in bytes)")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.loading", description=__doc__)
    parser.add_argument("--matters", type=int, default=100_000, help="how many, at least 8")
    parser.add_argument("--rounds", type=int, default=5, help="how often; the median counts")
    parser.add_argument("--tiny", action="store_true", help="200 matters, once")
    parser.add_argument("--json", type=Path, default=_JSON, help="where to write")
    parser.add_argument("--work", choices=[*_works(Path()), "nothing"], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    return parser


def _works(path: Path) -> dict[str, Callable[[], Work]]:
    """Name everything that takes turns; each is made ready before it is timed."""

    def peer(ready: Callable[[], Callable[[Path], object]]) -> Callable[[], Work]:
        def made() -> Work:
            read = ready()
            return lambda: read(path)

        return made

    return {
        _OURS: lambda: lambda: gm.load(path),
        _WHOLE: lambda: lambda: _whole(path),
        **{name: peer(ready) for name, ready in PEERS.items()},
    }


def _whole(path: Path) -> gm.Registry:
    registry = gm.load(path)
    for name in ("matters", "material_types", "authorities", "sources"):
        _ = getattr(registry, name).records
    return registry


def _measured(matters: int, rounds: int, *, is_tiny: bool) -> dict[str, dict[str, float]]:
    """Check that all read the same, then time them in turns, then weigh them one by one."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "registry.jsonl"
        write_lines(path, matters)
        _agree(path)
        works = {work: ready() for work, ready in _works(path).items()}
        times = {
            "cpu": _times(works, rounds, gc.disable),
            "collected": _times(works, 1, gc.enable),
        }
        memory = {work: _weighed(work, path) for work in ("nothing", *_works(path))}
        bare = memory.pop("nothing")
        return {
            "sizes": {"matters": matters, "bytes": path.stat().st_size},
            **times,
            "kept": {work: kept - bare[0] for work, (kept, _) in memory.items()},
            "peak": {work: peak - bare[1] for work, (_, peak) in memory.items()},
            "use": _use(path, 10 if is_tiny else 1000),
        }


def _times(
    works: Mapping[str, Work], rounds: int, collector: Callable[[], None]
) -> dict[str, float]:
    """Time works in turns, given what the garbage collector is told: left on it triples some."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds):
        for name, work in list(works.items())[:: 1 if number % 2 else -1]:
            gc.collect()
            collector()
            start = time.process_time()
            made = work()
            taken[name].append(time.process_time() - start)
            del made
            gc.enable()
    return {name: statistics.median(times) for name, times in taken.items()}


def _agree(path: Path) -> None:
    """Hold everybody to what we read."""
    ours = _digest(_ours(one) for one in gm.load(path).matters.values())
    for name, ready in PEERS.items():
        if _digest(map(_theirs, ready()(path))) != ours:
            msg = f"{name} read something else"
            raise UnequalError(msg)


def _digest(plain: Iterable[object]) -> str:
    digest = hashlib.sha256()
    for one in plain:
        digest.update(repr(one).encode())
    return digest.hexdigest()


def _ours(one: Any) -> object:  # noqa: ANN401 (a matter)
    rows = [
        (
            str(row.alternatives[0].papers[0]).removesuffix(" of applicant"),
            *map(_text, (row.name, row.when, row.need, row.copies, row.copy, row.basis)),
            *map(_text, (row.medium, row.since, row.source)),
        )
        for row in one.materials
    ]
    return _head(one), rows


def _theirs(one: Any) -> object:  # noqa: ANN401 (a dictionary or an object)
    if not isinstance(one, dict):
        return _head(one), [_row(row) for row in one.materials]
    return _theirs(_Fields({**one, "materials": [_Fields(row) for row in one["materials"]]}))


def _row(row: Any) -> object:  # noqa: ANN401
    texts = (row.name, row.when, row.need, row.copies, row.copy, row.basis)
    return (row.needs, *map(_text, texts), *map(_text, (row.medium, row.since, row.source)))


def _head(one: Any) -> object:  # noqa: ANN401
    lists = [tuple(map(str, some)) for some in (one.levels, one.laws, one.audience, one.roles)]
    numbers = (one.statutory_working_days, one.promised_working_days, one.trips, one.steps)
    texts = (one.authority, one.region, one.type, one.online, one.scope, one.since, one.source)
    return one.id, one.name, lists, numbers, *map(_text, texts), _text(one.confidence)


def _text(value: object) -> str:
    return "" if value is None else str(value)


class _Fields:
    """A dictionary seen as an object; what it lacks is None."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return self.data.get(name)


def _weighed(work: str, path: Path) -> tuple[float, float]:
    """Do a work in a process of its own, and ask what it kept and what it needed at most."""
    command = [sys.executable, "-m", "benchmarks.loading", "--work", work, "--file", str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603
    kept, peak = json.loads(done.stdout)
    return kept, peak


def _kept(work: str, path: Path) -> tuple[float, float]:
    """Say how many bytes of memory a process has afterwards, and had at most."""
    gc.disable()
    made = None if work == "nothing" else _works(path)[work]()()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    sizes = dict(line.split(":", 1) for line in status.splitlines())
    now, most = (float(sizes[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))
    del made
    return now, most


def _use(path: Path, lookups: int) -> dict[str, float]:
    """Time what a registry that was just loaded is for."""
    registry = gm.load(path)
    names = list(registry.matters)[:: max(len(registry.matters) // lookups, 1)]
    start = time.process_time()
    for name in names:
        registry.matter(name)
    found = (time.process_time() - start) / len(names)
    start = time.process_time()
    gm.compile(registry, BUNDLE, on=_JULY).counts({})
    counted = time.process_time() - start
    start = time.process_time()
    _ = registry.digest
    return {
        "look up a matter": found,
        "compile a bundle of 8, count its papers": counted,
        "digest of everything, which the first plan tells": time.process_time() - start,
    }


def _show(found: Mapping[str, Mapping[str, float]]) -> None:
    """Print the times with their ratios, the memory, and what use costs."""
    sizes = {name: [f"{value:,.0f}"] for name, value in found["sizes"].items()}
    print(table("What is read", ["how many"], sizes))
    cpu, on, kept, peak = (found[name] for name in ("cpu", "collected", "kept", "peak"))
    rows = {
        name: [
            seconds(taken),
            *(f"{taken / cpu[other]:.2f}" for other in (_ORJSON, _LIMIT, _CATTRS)),
            seconds(on[name]),
            f"{on[name] / on[_ORJSON]:.2f}",
            f"{kept[name] / _MEBIBYTE:,.0f}",
            f"{peak[name] / _MEBIBYTE:,.0f}",
        ]
        for name, taken in cpu.items()
    }
    times = ["CPU time", "/ orjson", "/ limit", "/ cattrs", "collector on", "/ orjson"]
    title = "Reading JSON Lines, the garbage collector off for all, then left on"
    print(table(title, [*times, "kept, MiB", "peak, MiB"], rows))
    uses = {name: [seconds(taken)] for name, taken in found["use"].items()}
    print(table("Afterwards", ["CPU time"], uses))


if __name__ == "__main__":
    main()
