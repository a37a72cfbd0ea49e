"""What is measured in this process, topic by topic, each with its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs

from benchmarks.closures import closure_times
from benchmarks.comparison import peer_times
from benchmarks.documents import Shape
from benchmarks.hard import hard_times
from benchmarks.matrices import matrix_times
from benchmarks.openfisca import openfisca_times
from benchmarks.plans import plan_times
from benchmarks.processes import process_times, pulled_in
from benchmarks.singles import single_times
from benchmarks.sizes import installed_sizes
from benchmarks.subjects import subject
from benchmarks.tables import seconds, table

__all__ = ["FULL", "TINY", "TOPICS", "Effort"]

_TARGETS = {
    "plan warm": 60e-6,
    "counts warm": 20e-6,
    "reduction warm": 1e-3,
    "all situations first": 10e-3,
}
"""For the bundle of 30 rows, in seconds; what comes warm must hold where it is read cold too."""

_MEBIBYTE = 1 << 20

Found = Iterator[tuple[str, dict[str, float]]]
"""Figures by name, in groups."""


@attrs.frozen(kw_only=True)
class Effort:
    """
    How much is measured.

    Attributes:
        sizes: Rows of the bundles.
        questions: How many each of them has.
        passes: How often all sizes take turns.
        rounds: How many medians are taken.
        repetitions: Of how many repetitions each.
        seeds: How many hard bundles of each kind.
        met: How many applicants the heavy bundle in use has met.
        closures: How many matters the registry of closures has.
        matrix: Matters, regions, and pairs that the loop judges.
        openfisca: A Python that has OpenFisca-Core, if there is one.
    """

    sizes: tuple[int, ...]
    questions: int
    passes: int
    rounds: int
    repetitions: int
    seeds: int
    met: int
    closures: int
    matrix: tuple[int, int, int]
    openfisca: Path | None = None


FULL = Effort(
    sizes=(30, 120, 240),
    questions=10,
    passes=3,
    rounds=5,
    repetitions=150,
    seeds=8,
    met=4_000,
    closures=100_000,
    matrix=(5_000, 3_000, 5_000),
)
TINY = Effort(
    sizes=(30,),
    questions=4,
    passes=1,
    rounds=1,
    repetitions=2,
    seeds=1,
    met=80,
    closures=1_000,
    matrix=(20, 40, 20),
)


def _single(effort: Effort) -> Found:
    times = single_times(
        rounds=effort.rounds,
        repetitions=effort.repetitions,
        met=effort.met,
        openfisca=effort.openfisca,
    )
    limit = times["limit: a lookup and a comparison a row"]
    targets = {name: "2.5" for name in times if name.startswith("plan: ")}
    cells = {
        name: [seconds(taken), f"{taken / limit:.2f}", targets.get(name, "")]
        for name, taken in times.items()
    }
    heads = ["median", "it / limit", "target"]
    print(table("One applicant of a heavy bundle: 240 rows, 37 atoms", heads, cells))
    yield "single", times


def _closures(effort: Effort) -> Found:
    times = closure_times(effort.closures, rounds=effort.rounds, repetitions=effort.repetitions)
    targets = {"closure: networkx": "0.20"}
    cells = {
        name: [
            seconds(taken),
            f"{times[name.partition(':')[0] + ': govmatters'] / taken:.2f}"
            if not name.startswith("matters")
            else "",
            targets.get(name, ""),
        ]
        for name, taken in times.items()
    }
    title = f"What must be done before 8 of {effort.closures:,} matters, with materials"
    print(table(title, ["median", "ours / it", "target"], cells))
    yield "closure", times


def _matrix(effort: Effort) -> Found:
    matters, regions, sample = effort.matrix
    times = matrix_times(matters=matters, regions=regions, sample=sample)
    ours = times["matrix: govmatters"]
    cells = {
        name: [seconds(taken), f"{ours / taken:.5f}" if name.startswith("matrix") else ""]
        for name, taken in times.items()
    }
    title = f"{matters:,} matters x {regions:,} regions: who may handle what from where"
    print(table(title, ["CPU time", "ours / it"], cells))
    yield "matrix", times


def _hard(effort: Effort) -> Found:
    yield "the hard choice", _shown("The hard choice", hard_times(effort.seeds))


def _processes(_effort: Effort) -> Found:
    yield "processes", _shown("Whole processes", process_times(rounds=3, repetitions=5))
    print(f"all public names import: {', '.join(pulled_in())}\n")


def _plans(effort: Effort) -> Found:
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


def _peers(effort: Effort) -> Found:
    """Measure others on the same work, and show ratios to ours."""
    for rows in effort.sizes:
        shape = attrs.evolve(Shape.of_rows(rows), questions=effort.questions)
        fixed = subject(shape.without_choices())
        one, every = peer_times(fixed, rounds=effort.rounds, repetitions=effort.repetitions)
        times = one | every
        if effort.openfisca is not None:
            times |= openfisca_times(fixed, effort.openfisca, repetitions=2 * effort.rounds + 1)
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


def _sizes(_effort: Effort) -> Found:
    sizes = installed_sizes()
    if not sizes:
        print("installed size: not measured, as pip could not install\n")
        return
    whole = {**sizes, "together": sum(sizes.values())}
    cells = {name: [f"{size / _MEBIBYTE:.1f}"] for name, size in whole.items()}
    print(table("Installed without extras", ["MiB"], cells))
    yield "installed size", {name: float(size) for name, size in whole.items()}


TOPICS: Mapping[str, Callable[[Effort], Found]] = {
    "plans": _plans,
    "peers": _peers,
    "hard": _hard,
    "single": _single,
    "closure": _closures,
    "matrix": _matrix,
    "processes": _processes,
    "sizes": _sizes,
}
