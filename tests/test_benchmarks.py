"""The benchmark runs, and everybody whom it times gives equal answers; no time is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_a_tiny_benchmark_checks_its_peers_and_writes_its_figures(tmp_path: Path) -> None:
    """Unequal answers would end it; the figures are seconds above nought."""
    written = tmp_path / "figures.json"
    topics = "plans,peers,hard,single,closure,matrix"
    command = [sys.executable, "-m", "benchmarks", "--tiny", "--only", topics]
    command += ["--json", str(written)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    answer = json.loads(written.read_text(encoding="utf-8"))
    assert answer["format"] == "govmatters-benchmark/1"
    named = {"bundle of 30 rows", "peers, 30 rows", "the hard choice"}
    assert named | {"single", "closure", "matrix"} == set(answer["figures"])
    assert all(taken > 0 for times in answer["figures"].values() for taken in times.values())


def test_a_topic_that_is_not_there_is_named() -> None:
    """Nothing is measured, and the topics that there are stand in the message."""
    command = [sys.executable, "-m", "benchmarks", "--tiny", "--only", "plans,clsure"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "no topic 'clsure'; there are plans, peers" in done.stderr


def test_a_tiny_import_is_measured_step_by_step(tmp_path: Path) -> None:
    """Repeated records are all imported, under ids of their own; every step takes its time."""
    written = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks.imports", "--matters", "90", "--rounds", "1"]

    done = subprocess.run(
        [*command, "--titles", "new", "--json", str(written)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    figures = json.loads(written.read_text(encoding="utf-8"))["figures"]
    assert (figures["sizes"]["records"], figures["sizes"]["faults"]) == (90, 0)
    assert figures["sizes"]["matters"] >= 90
    assert {"reading the lines", "resolving titles", "checking"} <= set(figures["steps"])
    assert all(taken > 0 for taken in figures["steps"].values())
    assert set(figures["peak"]) == {"read", "import", "check"}


def test_unequal_answers_end_a_benchmark() -> None:
    """A peer that is wrong about one situation is found out."""
    program = """
from benchmarks import comparison, peers
from benchmarks.documents import Shape
from benchmarks.subjects import subject
wrong = lambda self, facts: (0, 0)
peers.Database.counts = wrong
comparison.peer_times(subject(Shape(questions=4, alternatives=0)), rounds=1, repetitions=2)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert "UnequalError" in done.stderr
