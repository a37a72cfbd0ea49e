"""``python -m benchmarks``: take every figure, print tables, write JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from benchmarks.comparison import peer_times
from benchmarks.documents import Shape
from benchmarks.hard import hard_times
from benchmarks.machine import machine
from benchmarks.openfisca import openfisca_times
from benchmarks.plans import plan_times
from benchmarks.processes import process_times, pulled_in
from benchmarks.sizes import installed_sizes
from benchmarks.subjects import subject
from benchmarks.tables import seconds, table

_TARGETS = {
    "plan warm": 60e-6,
    "counts warm": 20e-6,
    "reduction warm": 1e-3,
    "all situations first": 10e-3,
}
"""For the bundle of 30 rows, in seconds; what comes warm must hold where it is read cold too."""

_JSON = Path(__file__).with_name("figures.json")

_MEBIBYTE = 1 << 20

Figures = dict[str, dict[str, float]]


@attrs.frozen(kw_only=True)
class Effort:
    """How much is measured."""

    sizes: tuple[int, ...]
    questions: int
    passes: int
    rounds: int
    repetitions: int
    seeds: int
    has_processes: bool


_FULL = Effort(
    sizes=(30, 120, 240),
    questions=10,
    passes=3,
    rounds=5,
    repetitions=150,
    seeds=8,
    has_processes=True,
)
_TINY = Effort(
    sizes=(30,), questions=4, passes=1, rounds=1, repetitions=2, seeds=1, has_processes=False
)


def main() -> None:
    """Do what the arguments say."""
    arguments = _parser().parse_args()
    effort = _TINY if arguments.tiny else _FULL
    about = machine()
    print(table("Machine", ["what"], {name: [one] for name, one in about.items()}))
    figures: Figures = {}
    for name, found in _figures(effort, arguments.openfisca):
        figures[name] = found
    written = {"format": "govmatters-benchmark/1", "machine": about, "figures": figures}
    text = json.dumps(written, ensure_ascii=False, indent=2)
    arguments.json.write_text(text + "\n", encoding="utf-8")
    print(f"written: {arguments.json} (times in seconds, sizes in bytes)")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, default=_JSON, help="where to write")
    parser.add_argument("--tiny", action="store_true", help="a few calls, to see that all works")
    parser.add_argument(
        "--openfisca", type=Path, metavar="PYTHON", help="a Python that has OpenFisca-Core"
    )
    return parser


def _figures(effort: Effort, openfisca: Path | None) -> Iterator[tuple[str, dict[str, float]]]:
    """Take the figures one group after another, each printed when it is known."""
    yield from _plans(effort)
    yield from _peers(effort, openfisca)
    yield "the hard choice", _shown("The hard choice", hard_times(effort.seeds))
    if effort.has_processes:
        yield "processes", _shown("Whole processes", process_times(rounds=3, repetitions=5))
        print(f"all public names import: {', '.join(pulled_in())}\n")
        yield "installed size", _weighed()


def _plans(effort: Effort) -> Iterator[tuple[str, dict[str, float]]]:
    """Measure bundles of all sizes in turns, and show them side by side."""
    shapes = {
        rows: subject(attrs.evolve(Shape.of_rows(rows), questions=effort.questions))
        for rows in effort.sizes
    }
    found: dict[int, dict[str, float]] = {rows: {} for rows in shapes}
    for _ in range(effort.passes):
        for rows, one in shapes.items():
            times = plan_times(one, rounds=effort.rounds, repetitions=effort.repetitions)
            known = found[rows]
            found[rows] = {
                name: min(taken, known.get(name, taken)) for name, taken in times.items()
            }
    first, last = found[effort.sizes[0]], found[effort.sizes[-1]]
    heads = [*(f"{rows} rows" for rows in found), "growth", "target at 30"]
    cells = {
        name: [
            *(seconds(times[name]) for times in found.values()),
            f"{last[name] / first[name]:.1f}",
            seconds(_TARGETS[name]) if name in _TARGETS else "",
        ]
        for name in first
    }
    print(table(f"One bundle of 8 matters, {effort.questions} questions", heads, cells))
    yield from ((f"bundle of {rows} rows", times) for rows, times in found.items())


def _peers(effort: Effort, openfisca: Path | None) -> Iterator[tuple[str, dict[str, float]]]:
    """Measure others on the same work, and show ratios to ours."""
    for rows in effort.sizes:
        shape = attrs.evolve(Shape.of_rows(rows), questions=effort.questions)
        fixed = subject(shape.without_choices())
        one, every = peer_times(fixed, rounds=effort.rounds, repetitions=effort.repetitions)
        times = one | every
        if openfisca is not None:
            times |= openfisca_times(fixed, openfisca, repetitions=2 * effort.rounds + 1)
        cells = {name: [seconds(taken), _ratio(times, name)] for name, taken in times.items()}
        print(table(f"Peers, {rows} rows, alternatives fixed", ["median", "peer / ours"], cells))
        yield f"peers, {rows} rows", times


def _ratio(times: Mapping[str, float], name: str) -> str:
    """Compare with ours of the same work; the limit belongs to the counts."""
    work = "counts" if name.startswith("limit") else name.partition(":")[0]
    ours = {"all": "all: govmatters, first"}.get(work, f"{work}: govmatters")
    return f"{times[name] / times[ours]:.2f}"


def _shown(title: str, times: dict[str, float]) -> dict[str, float]:
    print(table(title, ["time"], {name: [seconds(taken)] for name, taken in times.items()}))
    return times


def _weighed() -> dict[str, float]:
    sizes = installed_sizes()
    if not sizes:
        print("installed size: not measured, as pip could not install\n")
        return {}
    whole = {**sizes, "together": sum(sizes.values())}
    cells = {name: [f"{size / _MEBIBYTE:.1f}"] for name, size in whole.items()}
    print(table("Installed without extras", ["MiB"], cells))
    return {name: float(size) for name, size in whole.items()}


if __name__ == "__main__":
    main()
