"""``python -m benchmarks.population``: a bundle over millions of cases, by us and by others."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from benchmarks.comparison import UnequalError
from benchmarks.machine import machine
from benchmarks.population_cases import write_cases
from benchmarks.population_engines import ALONE, ENGINES, LOOP, MEMORY_KEPT, OPENFISCA, SIZES
from benchmarks.population_exports import export
from benchmarks.population_figures import Figures, kept, shown, targets
from benchmarks.population_rules import plain_bundle
from benchmarks.tables import table

_JSON = Path(__file__).with_name("population_figures.json")
_MILLION = 1_000_000
"""More cases than that are computed fewer times; OpenFisca and Spark are left out, as the one
takes 1.4 GB a million, and the other says nothing new."""

_FEW = 2000
"""More cases than that are not counted one after the other."""

_KEPT = {"MALLOC_TRIM_THRESHOLD_": "8000000000", "MALLOC_MMAP_THRESHOLD_": "1000000000"}
"""What glibc may be told for OpenFisca, which fills a gigabyte anew each time: to keep memory
that was freed. It is then almost twice as fast."""

_PEER = Path(__file__).with_name("population_openfisca.py")


@attrs.frozen(kw_only=True)
class Effort:
    """
    How much is measured.

    Attributes:
        kinds: Which bundles.
        cases: How many cases, in rising order.
        rounds: How many processes each engine gets; they take turns.
        repetitions: How often each process computes; the first stands for itself.
        openfisca: A Python that has OpenFisca-Core; None: it is left out.
        has_spark: Whether Spark is measured too.
    """

    kinds: tuple[str, ...]
    cases: tuple[int, ...]
    rounds: int
    repetitions: int
    openfisca: Path | None
    has_spark: bool


def main() -> None:
    """Do what the arguments say."""
    arguments = _parser().parse_args()
    tiny = arguments.tiny
    effort = Effort(
        kinds=("everyday",) if tiny else tuple(SIZES),
        cases=(1000, 2000) if tiny else tuple(sorted(arguments.cases)),
        rounds=1 if tiny else arguments.rounds,
        repetitions=2 if tiny else 4,
        openfisca=arguments.openfisca,
        has_spark=arguments.spark,
    )
    about = machine()
    print(table("Machine", ["what"], {name: [one] for name, one in about.items()}))
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in effort.kinds:
            for cases in effort.cases:
                figures[f"{kind}, {cases}"] = _measured(effort, kind, cases, Path(folder))
                print(shown(f"{kind}, {cases:,} cases", figures[f"{kind}, {cases}"]))
    print(targets(figures, effort.cases))
    written = {"format": "govmatters-benchmark/1", "machine": about, "figures": figures}
    text = json.dumps(written, ensure_ascii=False, indent=2)
    arguments.json.write_text(text + "\n", encoding="utf-8")
    print(f"written: {arguments.json} (times in seconds, sizes in bytes)")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.population", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=3, help="processes an engine; least counts")
    parser.add_argument("--tiny", action="store_true", help="a few cases, to see that all works")
    parser.add_argument("--spark", action="store_true", help="Spark too: minutes")
    parser.add_argument(
        "--openfisca", type=Path, metavar="PYTHON", help="a Python that has OpenFisca-Core"
    )
    parser.add_argument("--json", type=Path, default=_JSON, help="where to write")
    return parser


def _measured(effort: Effort, kind: str, cases: int, folder: Path) -> dict[str, dict[str, float]]:
    """Measure every engine on the same file, in turns; unequal answers end the run."""
    path = folder / "cases.parquet"
    write_cases(plain_bundle(SIZES[kind]), cases, path)
    found: dict[str, dict[str, float]] = {}
    answers: dict[str, Any] = {}
    for _ in range(effort.rounds):
        for engine, answer in _answers(effort, kind, cases, path):
            kept(found, engine, answer)
            if answer["answer"] is not None:
                answers[engine] = answer["answer"]
    if effort.has_spark and cases <= _MILLION:
        done = _run([sys.executable, "-m", "benchmarks.population_spark", kind, str(path)], 3)
        for engine, times in done["wall"].items():
            name = f"Spark: {engine}"
            answers[name] = done["answers"][engine]
            found[name] = {"first": times[0], "wall": min(times[1:])}
    _agree(answers)
    return found


def _answers(
    effort: Effort, kind: str, cases: int, path: Path
) -> Iterator[tuple[str, dict[str, Any]]]:
    for engine in ENGINES:
        if engine == LOOP and cases > _FEW:
            continue
        command = [sys.executable, "-m", "benchmarks.population_engines", engine, kind, str(path)]
        yield engine, _run(command, _repetitions(effort, cases))
    if effort.openfisca is not None and cases <= _MILLION:
        plain = plain_bundle(SIZES[kind])
        for name, mechanisms in ((OPENFISCA, plain.mechanisms), (f"{OPENFISCA}{ALONE}", ())):
            with tempfile.TemporaryDirectory() as folder:
                export(plain, path, Path(folder), mechanisms=mechanisms)
                command = [str(effort.openfisca), str(_PEER), folder]
                yield name, _run(command, 3)
                yield f"{name}{MEMORY_KEPT}", _run(command, 3, **_KEPT)


def _repetitions(effort: Effort, cases: int) -> int:
    return effort.repetitions if cases <= _MILLION else 2


def _run(command: list[str], repetitions: int, **environment: str) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 (this very Python, or the one that the user named)
        [*command, str(repetitions)],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        env=os.environ | environment,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _agree(answers: dict[str, Any]) -> None:
    """
    Hold all to the same papers, and those that give reasons to the same reasons.

    Those that know groups are held to each; all, to the sum.
    """
    reasoned = {engine: answer for engine, answer in answers.items() if len(answer[0]) > _PAPERS}
    papers = {engine: [row[:_PAPERS] for row in answer] for engine, answer in answers.items()}
    for whole in (papers, reasoned):
        _equal({engine: _sum(answer) for engine, answer in whole.items()})
        _equal({engine: answer for engine, answer in whole.items() if len(answer) > 1})


_PAPERS = 3
"""How much of a row says papers: its group, papers before and after."""


def _equal(answers: Mapping[str, Any]) -> None:
    for engine, answer in answers.items():
        if answer != next(iter(answers.values())):
            msg = f"{engine} counts otherwise than {next(iter(answers))}"
            raise UnequalError(msg)


def _sum(answer: Iterable[Sequence[Any]]) -> list[int]:
    _, *columns = zip(*answer, strict=True)
    return [sum(column) for column in columns]


if __name__ == "__main__":
    main()
